"""The example workflow, as text and as something to change."""

import json
from pathlib import Path

from rectiflow.definitions.parse import problems_of, read_workflow
from rectiflow.definitions.yaml import compose

ROOT = Path(__file__).parents[1]


class Example:
    """The example workflow, from which files with one thing changed are made."""

    def __init__(self):
        self.text = (ROOT / "workflows/examples/repair_request.yaml").read_text(encoding="utf-8")

    def changed(self, fragment):
        """Give the file with the elements of `fragment` (YAML) in the place of its own; `~` takes one out."""
        whole = compose(self.text, "example").value
        for key, value in compose(fragment, "fragment").value.items():
            whole[key] = {**whole.get(key, {}), **value} if _is_section(key, value) else value
        return json.dumps(_without_empty(whole), ensure_ascii=False)

    def workflow(self, fragment="{}"):
        return read_workflow(self.changed(fragment), "example")

    def problems(self, fragment="{}"):
        return problems_of(self.changed(fragment), "example")

    def codes(self, fragment="{}"):
        return {problem.code for problem in self.problems(fragment) if problem.severity != "note"}

    def replaced(self, old, new):
        """Give the file with one piece of its text replaced."""
        assert old in self.text, old
        return self.text.replace(old, new)


def _is_section(key, value):
    return isinstance(value, dict) and key not in {"title", "reopen"}


def _without_empty(whole):
    kept = {key: value for key, value in whole.items() if value is not None}
    return {
        key: {name: one for name, one in value.items() if one is not None} if isinstance(value, dict) else value
        for key, value in kept.items()
    }
