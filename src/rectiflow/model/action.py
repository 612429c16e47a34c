"""What may be done, by whom, on what conditions, and where it leads. 动作。"""

from collections.abc import Iterable, Mapping

import attrs
from attrs import field, frozen

from rectiflow.model.condition import Condition, Wanted
from rectiflow.model.timing import Period
from rectiflow.model.titles import Title, Titled


@frozen(kw_only=True)
class Tell:
    """Who is told, and by what means. 告知。"""

    whom: str
    means: str = "message"


@frozen(kw_only=True)
class Need:
    """A field that must be given with an action, always or only when a condition holds. 必填。"""

    field: str
    when: Condition = attrs.field(factory=dict)


def needed(needs: Iterable["Need | str"]) -> tuple[Need, ...]:
    """Let a field's name stand for needing it always."""
    return tuple(Need(field=one) if isinstance(one, str) else one for one in needs)


@frozen(kw_only=True)
class Target:
    """Where an action leads when its condition holds. 去向。

    `state` is None when the issue stays where it is. `clocks` says what becomes of a deadline
    whose states are entered again: keep_instant, keep_remaining, restart or new_cycle.
    `charge` names a fault found by taking this way, `opens` workflows under which an issue is
    opened, `tells` who is told beside those whom the action always tells. `moves` has parts act
    (field or parts → their action), `applies` puts the measures of a field into effect.
    """

    state: str | None = None
    when: Condition = field(factory=dict)
    clocks: Mapping[str, str] = field(factory=dict)
    charge: tuple[str, ...] = ()
    opens: tuple[str, ...] = ()
    tells: tuple[Tell, ...] = ()
    moves: Mapping[str, str] = field(factory=dict)
    applies: str | None = None


@frozen(kw_only=True)
class Requirement:
    """A rule of the office that must hold, with the sentence that says what is missing. 前提。

    One of: `that` (a condition), `complete` (a checklist, or one column of it, as `plan.proof`),
    `bound` (roles that somebody must hold), `parts` (parts → the states all of them must be in),
    `published` (a publication). It isn't asked when `unless` holds. A checklist's elements bring
    their own sentences; everything else has `otherwise`.
    """

    that: Condition | None = None
    complete: str | None = None
    bound: tuple[str, ...] = ()
    parts: Mapping[str, tuple[str, ...]] = field(factory=dict)
    published: str | None = None
    unless: Condition | None = None
    otherwise: Title | None = None
    basis: str | None = None


@frozen(kw_only=True)
class Action(Titled):
    """Something that the workflow permits. 动作。

    `sources` are the states it starts from (none: it registers an issue), `targets` the ways it may
    lead, tried in order. `judges` names the action whose result it confirms; `judges_nobody` says
    why an action that ends an issue judges nobody. `not_by` bars whoever did those actions, `same_as`
    lets only them. `quorum` says how many of each role must do it (a number, or "all") before it
    takes effect; `only_once` how often: ever, for each `binding`, or in each `round`.

    `needs` must be given and `takes` may be; `sets` are values it sets itself; `binds` and `unbinds`
    say who is who. `shows` names what those who act are shown, `writes` the documents it makes,
    `annotates` a field that it only adds to. `opens_vote` and `closes_vote` name votes.
    """

    targets: tuple[Target, ...]
    sources: tuple[str, ...] = ()
    by: tuple[str, ...] = ()
    not_by: tuple[str, ...] = ()
    judges: tuple[str, ...] = ()
    judges_nobody: str | None = None
    same_as: tuple[str, ...] = ()
    quorum: Mapping[str, int | str] = field(factory=dict)
    only_once: str | None = None
    needs: tuple[Need, ...] = field(default=(), converter=needed)
    takes: tuple[str, ...] = ()
    sets: Mapping[str, Wanted] = field(factory=dict)
    binds: tuple[str, ...] = ()
    unbinds: tuple[str, ...] = ()
    tells: tuple[Tell, ...] = ()
    shows: tuple[str, ...] = ()
    writes: tuple[str, ...] = ()
    annotates: str | None = None
    opens_vote: str | None = None
    closes_vote: str | None = None
    require: tuple[Requirement, ...] = ()
    record_refusal: bool = False
    basis: str | None = None

    @property
    def inputs(self) -> tuple[str, ...]:
        """The fields that may be handed in with it: those it needs, at least at times, and those it takes."""
        return tuple(dict.fromkeys((*(need.field for need in self.needs), *self.takes)))


@frozen(kw_only=True)
class Reopen(Action):
    """The way back for whoever is not satisfied. 重新办理。

    `within` counts from the moment the issue ended, `at_most` how often in the issue's life.
    """

    within: Period | None = None
    at_most: int | None = None
