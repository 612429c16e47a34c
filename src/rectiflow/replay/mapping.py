"""How the columns and activities of a log stand for a workflow: read from the file beside it. 日志映射。"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from attrs import field, fields_dict, frozen
from cattrs import BaseValidationError, ClassValidationError, Converter
from cattrs.dispatch import StructureHook
from cattrs.gen import make_dict_structure_fn

from rectiflow.definitions.converter import make_converter
from rectiflow.definitions.document import Document, Path, Remark
from rectiflow.definitions.hooks import strictly
from rectiflow.definitions.mistakes import Mistake, remarks_of, unknown_key
from rectiflow.definitions.yaml import compose
from rectiflow.errors import DefinitionError, Words
from rectiflow.model.record import Json
from rectiflow.model.workflow import Workflow
from rectiflow.replay.logs import Columns
from rectiflow.wording import A_MAP, ACTION, FIELD, ROLE, STATE, choose


@frozen(kw_only=True)
class Roles:
    """Who acts as what, as far as the log tells.

    `groups` gives a group's roles; a name may hold `*`, and the first that fits counts. `people`
    adds roles to persons. A group in `elsewhere` says too little: whoever acts under it also has
    the roles of the groups they act for elsewhere in the log.
    """

    groups: Mapping[str, tuple[str, ...]] = field(factory=dict)
    people: Mapping[str, tuple[str, ...]] = field(factory=dict)
    elsewhere: tuple[str, ...] = ()


@frozen(kw_only=True)
class Responsible:
    """The roles whose holders answer for an issue, as person and as unit."""

    person: str | None = None
    unit: str | None = None


@frozen(kw_only=True)
class Inputs:
    """What an action is handed from the log: field → column, role → column."""

    fields: Mapping[str, str] = field(factory=dict)
    binds: Mapping[str, str] = field(factory=dict)


@frozen(kw_only=True)
class Activity:
    """Which action an activity of the log is.

    `when` names another action for issues in some states; `fields` are values that the activity's
    name tells.
    """

    action: str
    when: Mapping[str, str] = field(factory=dict)
    fields: Mapping[str, str | bool | int] = field(factory=dict)

    def actions(self) -> tuple[str, ...]:
        """Give every action that the activity may be."""
        return (self.action, *self.when.values())


@frozen(kw_only=True)
class Count:
    """Issues to count: those where, after any action of `after`, one of `then` was done or tried.

    Without `after` it counts from the registration on; without `then` any action counts.
    """

    zh: str
    en: str
    after: tuple[str, ...] = ()
    then: tuple[str, ...] = ()


REOPENED = Count(zh="重新办理", en="Reopened", then=("reopen",))
"""What counts as reopened where the map doesn't say."""


@frozen(kw_only=True)
class LogMap:
    """A whole mapping; `map` names the workflow it is for."""

    map: str
    activities: Mapping[str, Activity]
    log: Columns = field(factory=Columns)
    roles: Roles = field(factory=Roles)
    responsible: Responsible = field(factory=Responsible)
    actions: Mapping[str, Inputs] = field(factory=dict)
    counts: Mapping[str, Count] = field(factory=dict)

    def columns(self) -> frozenset[str]:
        """Name the columns that actions are handed."""
        handed = self.actions.values()
        return frozenset(column for one in handed for column in (*one.fields.values(), *one.binds.values()))


def read_map(text: bytes, file: str, workflow: Workflow) -> LogMap:
    """Read a mapping for `workflow`; `file` is named in problems.

    Raises DefinitionError with everything that is wrong, unknown names too.
    """
    document = compose(text, file)
    try:
        log_map = _converter().structure(document.value, LogMap)
    except BaseValidationError as error:
        raise _wrong(document, remarks_of(error, ())) from error
    if remarks := tuple(_unknown_names(log_map, workflow)):
        raise _wrong(document, remarks)
    return log_map


def _wrong(document: Document, remarks: Iterable[Remark]) -> DefinitionError:
    return DefinitionError(tuple(sorted(document.problem(remark) for remark in remarks)))


def _converter() -> Converter:
    converter = make_converter()
    converter.register_structure_hook(ZoneInfo, lambda name, _: _zone(name))
    for noun in (Columns, Roles, Responsible, Inputs, Activity, Count, LogMap):
        converter.register_structure_hook(noun, _Strict(noun, make_dict_structure_fn(noun, converter)))
    return converter


@frozen
class _Strict:
    """Structures one noun from a map of its keys, and names every key that is none."""

    noun: type
    structure: StructureHook

    def __call__(self, value: Json, _: type) -> object:
        if self.noun is Activity and isinstance(value, str):
            return Activity(action=value)
        written, known = strictly(value, dict, A_MAP), fields_dict(self.noun)
        if unknown := [unknown_key(key, known) for key in written if key not in known]:
            raise ClassValidationError("", unknown, self.noun)
        return self.structure(written, self.noun)


def _zone(name: Json) -> ZoneInfo:
    written = strictly(name, str, Words("“Asia/Shanghai”一类的时区", "a time zone such as Asia/Shanghai"))
    try:
        return ZoneInfo(written)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        message = Words(f"没有名为“{name}”的时区", f"there is no time zone '{name}'")
        fix = Words("请写“Asia/Shanghai”一类的时区", "write one such as Asia/Shanghai")
        raise Mistake("RF108", message, fix) from error


def _unknown_names(log_map: LogMap, workflow: Workflow) -> Iterator[Remark]:
    """Name everything that the map speaks of and the workflow doesn't have."""
    if log_map.map != workflow.name:
        message = Words(f"此日志映射用于流程“{log_map.map}”", f"it is for '{log_map.map}'")
        fix = Words(
            f"请改写为“{workflow.name}”，或者给出本流程的日志映射",
            f"write {workflow.name}, or give the mapping of this workflow",
        )
        yield Remark(path=("map",), code="RF108", message=message, fix=fix)
    actions = [action.name for action in workflow.every_action()]
    for path, kind, name, known in _names(log_map, workflow, actions):
        if name not in known:
            zh, en = f"此处没有名为“{name:.40}”的{kind.zh}", f"there is no {kind.en} '{name:.40}' here"
            yield Remark(path=path, code=_CODES[kind], message=Words(zh, en), fix=choose(name, known))


Named = tuple[Path, Words, str, Collection[str]]
"""A name in the map: where, of which kind, the name itself, and what it may be."""

_CODES: Mapping[Words, str] = {ACTION: "RF204", STATE: "RF201", ROLE: "RF202", FIELD: "RF203"}


def _names(log_map: LogMap, workflow: Workflow, actions: list[str]) -> Iterator[Named]:
    yield from _names_of_people(log_map, workflow)
    for name, inputs in log_map.actions.items():
        action, path = workflow.action(name), ("actions", name)
        yield path, ACTION, name, actions
        taken = action.inputs if action is not None else inputs.fields
        bound = action.binds if action is not None else inputs.binds
        yield from (((*path, "fields", one), FIELD, one, taken) for one in inputs.fields)
        yield from (((*path, "binds", one), ROLE, one, bound) for one in inputs.binds)
    for name, activity in log_map.activities.items():
        path = ("activities", name)
        yield from ((path, ACTION, one, actions) for one in activity.actions())
        yield from ((path, STATE, one, workflow.states) for one in activity.when)
        yield from ((path, FIELD, one, workflow.fields) for one in activity.fields)
    for name, count in log_map.counts.items():
        yield from ((("counts", name), ACTION, one, actions) for one in (*count.after, *count.then))


def _names_of_people(log_map: LogMap, workflow: Workflow) -> Iterator[Named]:
    """Give the roles that groups, persons and the responsible have."""
    for section in ("groups", "people"):
        for name, roles in getattr(log_map.roles, section).items():
            yield from ((("roles", section, name), ROLE, one, workflow.roles) for one in roles)
    for key in ("person", "unit"):
        role = getattr(log_map.responsible, key)
        if role is not None:
            yield ("responsible", key), ROLE, role, workflow.roles
