"""`schema`: the JSON Schema of workflow files. 流程文件模式。"""

from rectiflow.cli.language import Language
from rectiflow.cli.output import show_json
from rectiflow.cli.verb import verb
from rectiflow.definitions import schema as definitions


@verb()
def schema(*, language: Language, as_json: bool) -> None:  # noqa: ARG001  (it is JSON, in both languages, always)
    """Print it, for editors that complete and explain by it; its descriptions are in both languages."""
    show_json(definitions.schema())
