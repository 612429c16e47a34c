"""The composition root: `connect` chooses the adapters, nothing else does.

What reads files is loaded with the first file: importing rectiflow costs half of what it would.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from rectiflow.calendars.bundled import load
from rectiflow.engine.clock import SystemClock, SystemEntropy
from rectiflow.engine.engine import Engine
from rectiflow.engine.office import Office
from rectiflow.engine.parties import NoDirectory
from rectiflow.engine.shelf import Shelf
from rectiflow.errors import NotFound, StoreError, Words
from rectiflow.expressions import Cel
from rectiflow.model.record import Json
from rectiflow.model.timing import Calendar
from rectiflow.model.workflow import Workflow
from rectiflow.ports import ClockPort, Directory, Entropy, Store

if TYPE_CHECKING:
    from rectiflow.definitions.profile import Find

Source = str | Path | Workflow
"""A workflow file, a folder of them, or a workflow at hand."""


def connect(  # noqa: PLR0913  (one word for each port)
    url: str = "memory:",
    *,
    tenant: str = "default",
    workflows: Source | Iterable[Source] = (),
    directory: str | Path | Directory | None = None,
    clock: ClockPort | None = None,
    entropy: Entropy | None = None,
    trust_caller_roles: bool = False,
    record_refusals: bool = False,
) -> Engine:
    """Open an engine on a store.

    `url` is `sqlite:///office.db` (a path relative to here; four slashes for an absolute one) or
    `memory:`. `workflows` are files, folders or workflows; `directory` a YAML file or a port. With
    `trust_caller_roles` the roles of an `Actor` handed in count; with `record_refusals` every
    refusal becomes a record. Raises DefinitionError with all problems of all files, NotFound or
    StoreError.

    >>> engine = connect("memory:")
    >>> engine.tick()
    0
    """
    office = Office(
        shelf=Shelf(_workflows(workflows), _Definitions(), _Calendars(), Cel()),
        directory=_directory(directory),
        clock=clock or SystemClock(),
        entropy=entropy or SystemEntropy(),
        trust_caller_roles=trust_caller_roles,
        record_refusals=record_refusals,
    )
    return Engine(open_store(url), office, tenant)


def open_store(url: str) -> Store:
    """Open the store that `url` names; raises StoreError."""
    if url == "memory:":
        from rectiflow.stores.memory import MemoryStore  # noqa: PLC0415  (only the store that is asked for)

        return MemoryStore()
    if url.startswith("sqlite:///"):
        from rectiflow.stores.sqlite import SQLiteStore  # noqa: PLC0415  (only the store that is asked for)

        return SQLiteStore(Path(url.removeprefix("sqlite:///")))
    raise StoreError(
        what=Words(f"“{url}”不是存储地址", f"'{url}' names no store"),
        fix=Words("请使用“sqlite:///文件名”或“memory:”", "Give 'sqlite:///FILE' or 'memory:'"),
    )


def bundled_workflow(name: str) -> Path:
    """Give the path of a workflow file that travels with the package, such as `examples/repair_request`."""
    packed = Path(__file__).with_name("workflows")
    shelf = packed if packed.is_dir() else Path(__file__).parents[2] / "workflows"
    path = shelf / f"{name}.yaml"
    if not path.is_file():
        raise NotFound(kind="workflow", name=name, known=tuple(sorted(one.stem for one in shelf.rglob("*.yaml"))))
    return path


def beside(path: Path) -> "Find":
    """Give what finds the files of the workflows that the file at `path` extends: beside it, or bundled."""

    def find(name: str) -> tuple[bytes, str]:
        neighbour = path.with_name(f"{name}.yaml")
        try:
            base = neighbour if neighbour.is_file() else bundled_workflow(name)
        except NotFound as error:
            around = (one.stem for one in path.parent.glob("*.yaml"))
            raise NotFound(kind="workflow", name=name, known=(*sorted(around), *error.known)) from error
        return _text(base, "workflow file"), str(base)

    return find


def _workflows(sources: Source | Iterable[Source]) -> list[Workflow]:
    if isinstance(sources, str | Path | Workflow):
        sources = (sources,)
    return [workflow for source in sources for workflow in _read(source)]


def _read(source: Source) -> list[Workflow]:
    if isinstance(source, Workflow):
        return [source]
    path = Path(source)
    if path.is_dir():
        return [_read_file(file) for file in sorted(path.glob("*.yaml"))]
    return [_read_file(path)]


def _read_file(path: Path) -> Workflow:
    from rectiflow.definitions.parse import read_workflow  # noqa: PLC0415  (only for a file)

    return read_workflow(_text(path, "workflow file"), str(path), beside(path))


def _text(path: Path, kind: str) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise NotFound(kind=kind, name=str(path)) from error


def _directory(source: str | Path | Directory | None) -> Directory:
    if source is None:
        return NoDirectory()
    if isinstance(source, str | Path):
        from rectiflow.definitions.directory import read_directory  # noqa: PLC0415  (only for a file)

        return read_directory(_text(Path(source), "directory file"), str(source))
    return source


class _Definitions:
    """The port of definitions, on the package `definitions`."""

    def write(self, workflow: Workflow) -> Json:
        from rectiflow.definitions.content import to_content  # noqa: PLC0415  (only for a workflow)

        return to_content(workflow)

    def read(self, content: Json) -> Workflow:
        from rectiflow.definitions.content import from_content  # noqa: PLC0415  (only for a workflow)

        return from_content(content)


class _Calendars:
    """The port of calendars, on those in the wheel."""

    def load(self, name: str) -> Calendar:
        return load(name)
