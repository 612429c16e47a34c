"""Who is who, written as tables in a scenario. 人员与单位。"""

import json
from collections.abc import Iterable, Mapping, Sequence

from rectiflow.core.terms import RELATIONS
from rectiflow.definitions.directory import POSTS, YamlDirectory, read_directory
from rectiflow.model.workflow import Workflow
from rectiflow.testing.words import AUDITOR, Titles, Word, key_of, rows, several

Table = Sequence[Sequence[str]]
"""A data table as it is written, its heading first."""

PERSON: Mapping[str, Word] = {
    "id": Word("人员", "person"),
    "unit": Word("单位", "unit"),
    "roles": Word("角色", "roles"),
}
"""The columns of a table of people."""

UNIT: Mapping[str, Titles] = {
    "id": Word("单位", "unit"),
    "parent": Word("上级", "parent"),
    **{post: RELATIONS[post] for post in POSTS},
}
"""The columns of a table of units."""


def directory_of(units: Table, people: Table, workflows: Iterable[Workflow]) -> YamlDirectory:
    """Make the directory that two tables describe; roles go by their titles in `workflows`.

    Raises DefinitionError when they refer to somebody who isn't there.
    """
    roles: dict[str, Titles] = {**AUDITOR}
    for workflow in workflows:
        roles.update(workflow.roles)
    persons = [
        row | {"roles": [key_of(one, roles, "role") for one in several(row.get("roles", ""))]}
        for row in rows(people, PERSON)
    ]
    content = {"units": _by_id(rows(units, UNIT)), "persons": _by_id(persons)}
    return read_directory(json.dumps(content, ensure_ascii=False), "通讯录")


def _by_id(entries: Iterable[Mapping[str, object]]) -> dict[str, object]:
    return {
        str(entry["id"]): {"zh": entry["id"], **{key: value for key, value in entry.items() if key != "id"}}
        for entry in entries
    }
