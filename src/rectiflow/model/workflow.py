"""A workflow: what an office promised, as an immutable, versioned definition. 流程。

Every element carries its `name` (the key in the file) and its titles in both languages.
Values are resolved: parameters are replaced by what they stand for.
"""

from collections.abc import Iterator, Mapping

from attrs import field, frozen

from rectiflow.model.timing import Moment, Period

Wanted = str | bool | int
"""A value that a file can ask for or set."""

Conditions = Mapping[str, Wanted]
"""Field name → the value it must have; the value "given" asks only that there is one."""


@frozen(kw_only=True)
class Titled:
    """Something with a key and a title in Chinese and English."""

    name: str
    zh: str
    en: str

    def title(self, language: str) -> str:
        """Give the title in `language` ("zh" or "en")."""
        return self.zh if language == "zh" else self.en


@frozen(kw_only=True)
class Title:
    """A sentence or title in both languages."""

    zh: str
    en: str

    def title(self, language: str) -> str:
        """Give the text in `language` ("zh" or "en")."""
        return self.zh if language == "zh" else self.en


@frozen(kw_only=True)
class Parameter(Titled):
    """A number that a place may set. 参数。 `open` says that no source fixes it."""

    value: str | int | bool
    basis: str | None = None
    open: str | None = None


@frozen(kw_only=True)
class Role(Titled):
    """In which capacity somebody acts. 角色。

    Without `of` and `is_`, whoever the directory gives the role. `of` (person, persons, unit, units,
    parties) is bound per issue by an action; `is_` is derived, as `lead.first_person`.
    `never` names people who must not be bound to it, as `lead.staff`.
    """

    of: str | None = None
    is_: str | None = None
    never: str | None = None


@frozen(kw_only=True)
class Field(Titled):
    """A named, typed value of an issue. 字段。

    `personal` values live in an erasable side table; records hold a commitment to them.
    A `verbatim` value can't be changed once given (原汁原味).
    """

    type: str
    required: bool = False
    verbatim: bool = False
    personal: bool = False
    choices: tuple[Titled, ...] = ()


@frozen(kw_only=True)
class State(Titled):
    """A point where an issue rests, and who holds it there. 状态。"""

    held_by: str | None = None
    waits_for: str | None = None
    final: bool = False
    no_way_back: str | None = None


@frozen(kw_only=True)
class Target:
    """Where an action leads when its condition holds. 去向。

    `state` is None when the issue stays where it is. `clocks` says what becomes of a deadline
    whose states are entered again: keep_instant, keep_remaining, restart or new_cycle.
    `charge` names a fault found by taking this way.
    """

    state: str | None = None
    when: Conditions = field(factory=dict)
    clocks: Mapping[str, str] = field(factory=dict)
    charge: tuple[str, ...] = ()


@frozen(kw_only=True)
class Requirement:
    """A rule of the office that must hold, with the sentence that says what is missing. 前提。

    Either `that` (conditions on fields) or `bound` (roles that somebody must hold).
    """

    otherwise: Title
    that: Conditions | None = None
    bound: tuple[str, ...] = ()
    basis: str | None = None


@frozen(kw_only=True)
class Tell:
    """Who is told, and by what means. 告知。"""

    whom: str
    means: str = "message"


@frozen(kw_only=True)
class Action(Titled):
    """Something that the workflow permits. 动作。

    `sources` are the states it starts from (none: it registers an issue), `targets` the ways it may
    lead, tried in order. `judges` names the action whose result it confirms; `judges_nobody` says
    why an action that ends an issue judges nobody. `not_by` bars whoever did those actions.
    """

    targets: tuple[Target, ...]
    sources: tuple[str, ...] = ()
    by: tuple[str, ...] = ()
    not_by: tuple[str, ...] = ()
    judges: tuple[str, ...] = ()
    judges_nobody: str | None = None
    needs: tuple[str, ...] = ()
    takes: tuple[str, ...] = ()
    sets: Mapping[str, Wanted] = field(factory=dict)
    binds: tuple[str, ...] = ()
    tells: tuple[Tell, ...] = ()
    require: tuple[Requirement, ...] = ()
    record_refusal: bool = False
    basis: str | None = None


@frozen(kw_only=True)
class Reopen(Action):
    """The way back for whoever is not satisfied. 重新办理。

    `within` counts from the moment the issue ended, `at_most` how often in the issue's life.
    """

    within: Period | None = None
    at_most: int | None = None


@frozen(kw_only=True)
class Rung:
    """One step of supervision. 督办梯级。"""

    at: Moment
    rung: str
    tell: tuple[str, ...] = ()
    charge: tuple[str, ...] = ()


@frozen(kw_only=True)
class Deadline(Titled):
    """A named promise: how long, in which states, and what happens on the way. 时限。

    Either `within` (a budget) or `due` (a date or instant field) is given.
    """

    runs_in: tuple[str, ...]
    within: Period | None = None
    due: str | None = None
    rungs: tuple[Rung, ...] = ()
    basis: str | None = None


@frozen(kw_only=True)
class Fault(Titled):
    """What can be found against somebody. 问责线索的情形。

    `charge_to` names people by role and relation, as `holder.specific_person`.
    """

    ground: str
    charge_to: tuple[str, ...]


@frozen(kw_only=True)
class Workflow(Titled):
    """The whole definition of one process at one version. 流程。"""

    version: int
    calendar: str
    roles: Mapping[str, Role]
    fields: Mapping[str, Field]
    states: Mapping[str, State]
    actions: Mapping[str, Action]
    parameters: Mapping[str, Parameter] = field(factory=dict)
    basis: tuple[str, ...] = ()
    reopen: Reopen | None = None
    deadlines: Mapping[str, Deadline] = field(factory=dict)
    accountability: Mapping[str, Fault] = field(factory=dict)

    def every_action(self) -> Iterator[Action]:
        """Give the actions in the file's order, then `reopen`."""
        yield from self.actions.values()
        if self.reopen is not None:
            yield self.reopen

    def action(self, name: str) -> Action | None:
        """Find an action by its name; `reopen` is one too."""
        return self.reopen if name == "reopen" else self.actions.get(name)
