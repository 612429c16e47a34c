"""Where an issue stands: states, phases, marks, parts. 阶段与状态。"""

from collections.abc import Mapping

from attrs import frozen

from rectiflow.model.timing import Period
from rectiflow.model.titles import Titled


@frozen(kw_only=True)
class Phase(Titled):
    """A stretch of states under one heading; `ends` names the date field by which it is over. 阶段。"""

    ends: str | None = None


@frozen(kw_only=True)
class State(Titled):
    """A point where an issue rests, and who holds it there. 状态。

    `waits_for` is the party whose turn it is while somebody else holds the issue. `entered_by: code`
    says that something outside leads here. `clears` names whom this ending clears (为其澄清).
    `no_way_back` is the basis on which nothing leads back.
    """

    held_by: str | None = None
    waits_for: str | None = None
    phase: str | None = None
    final: bool = False
    entered_by: str | None = None
    no_way_back: str | None = None
    clears: str | None = None


@frozen(kw_only=True)
class Mark(Titled):
    """Something true beside the state, with its own end, such as 挂牌. 标记。

    `set_by` and `cleared_by` name actions; it lapses after `at_most`. `blocks` names what is barred meanwhile.
    """

    set_by: tuple[str, ...]
    cleared_by: tuple[str, ...] = ()
    at_most: Period | None = None
    blocks: tuple[str, ...] = ()


@frozen(kw_only=True)
class Parts(Titled):
    """Child issues that one action makes, one for each item of a list. 分项。

    `gives` says what the child's fields and roles are filled from: a role or field of the parent, or
    `item.column`.
    """

    workflow: str
    made_by: str
    one_for_each: str
    gives: Mapping[str, str]
