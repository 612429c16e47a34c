"""What an office promised about time: deadlines, windows, ladders, recurring duties. 时限。"""

from collections import Counter

from attrs import field, frozen

from rectiflow.model.action import Need, Tell, needed
from rectiflow.model.condition import Condition
from rectiflow.model.subject import listed
from rectiflow.model.timing import Moment, Period
from rectiflow.model.titles import Titled


@frozen(kw_only=True)
class Rung:
    """One step of supervision. 督办梯级。

    Beside telling and charging, a rung may write a document, do an action that needs nothing (the
    law deems it done: `as_of: start` from the clock's start), or open an issue. It isn't climbed
    when `unless` holds.
    """

    at: Moment
    rung: str
    tell: tuple[str, ...] = ()
    charge: tuple[str, ...] = ()
    writes: tuple[str, ...] = ()
    do: str | None = None
    as_of: str | None = None
    opens: tuple[str, ...] = ()
    unless: Condition | None = None


@frozen(kw_only=True)
class Allowance:
    """How much time there is when a condition holds. 办理期限。

    One of: `allow` (a period), `until` (a date or instant field, `at_most` so long after the
    start), `lasts` (the longest that a measure of this field lasts).
    """

    when: Condition = field(factory=dict)
    allow: Period | None = None
    until: str | None = None
    at_most: Period | None = None
    lasts: str | None = None


@frozen
class Anchor:
    """A date or instant field by which something falls due, or so long before it. 锚定日。"""

    field: str
    before: Period | None = None

    def __str__(self) -> str:
        """Write it as workflow files do.

        >>> str(Anchor("meeting_date", Period(20, "days")))
        '20 days before meeting_date'
        """
        return self.field if self.before is None else f"{self.before} before {self.field}"


@frozen(kw_only=True)
class Extension:
    """How a deadline may be prolonged: who asks, who allows, by how much, how often. 延长。"""

    asked_by: str
    by: str
    allow: Period
    times: int = 1
    before: Moment | None = None
    needs: tuple[Need, ...] = field(default=(), converter=needed)
    tells: tuple[Tell, ...] = ()


def allowed(within: Period | tuple[Allowance, ...] | None) -> tuple[Allowance, ...]:
    """Let a period stand for the only allowance."""
    if within is None:
        return ()
    return (Allowance(allow=within),) if isinstance(within, Period) else tuple(within)


def anchored(due: Anchor | str | None) -> Anchor | None:
    """Let a field stand for falling due by it."""
    return Anchor(due) if isinstance(due, str) else due


@frozen(kw_only=True)
class Deadline(Titled):
    """A named promise: how long, in which states, and what happens on the way. 时限。

    Either `within` (how much time, the first allowance that holds) or `due` (a date or instant
    field, or so long before it) is given. The clock starts with an action, a state, a field or the
    end of another deadline in `starts` (with none: on entering `runs_in`), and only where `when`
    holds. It runs in `runs_in` (with none: everywhere), stands still in `pauses_in` for
    `pause_at_most`, begins anew with an action of `restarts_on`, and is met by leaving its states,
    or by an action of `met_by`. `owed_by` names who owes it where that isn't the holder.
    """

    runs_in: tuple[str, ...] = ()
    owed_by: str | None = None
    when: Condition = field(factory=dict)
    starts: tuple[str, ...] = ()
    pauses_in: tuple[str, ...] = ()
    pause_at_most: Period | None = None
    within: tuple[Allowance, ...] = field(default=(), converter=allowed)
    due: Anchor | None = field(default=None, converter=anchored)
    met_by: tuple[str, ...] = ()
    restarts_on: tuple[str, ...] = ()
    extend: Extension | None = None
    rungs: tuple[Rung, ...] = ()
    basis: str | None = None

    def steps(self) -> dict[str, Rung]:
        """Give each rung by what it is known by in every version: its kind and its moment as written.

        Where several are the same in both, the second is known as such, and so on.

        >>> urge = Rung(at=Moment(percent=90), rung="urge")
        >>> list(Deadline(name="reply", zh="答复时限", en="Reply", rungs=(urge, urge)).steps())
        ['urge@90%', 'urge@90%#2']
        """
        found: dict[str, Rung] = {}
        seen: Counter[str] = Counter()
        for rung in self.rungs:
            step = f"{rung.rung}@{rung.at}"
            seen[step] += 1
            found[step if seen[step] == 1 else f"{step}#{seen[step]}"] = rung
        return found

    def whom(self, expression: str) -> str:
        """Give whom `holder` stands for in a rung: who owes this promise, where that isn't the holder.

        >>> Deadline(name="reply", zh="答复时限", en="Reply", owed_by="lead").whom("holder.first_person")
        'lead.first_person'
        """
        head, dot, relation = expression.partition(".")
        return f"{self.owed_by}{dot}{relation}" if head == "holder" and self.owed_by is not None else expression


@frozen(kw_only=True)
class Window(Titled):
    """Somebody's right to do an action, which lapses. 期限内的权利。

    It opens with one of the actions `opens` and lasts `within`; when it lapses, the system does `then`.
    """

    opens: tuple[str, ...]
    within: Period
    right: str
    then: str | None = None
    basis: str | None = None


@frozen(kw_only=True)
class Duty(Titled):
    """A recurring duty: when, for each of whom, under which workflow an issue is opened. 定期任务。"""

    when: str
    opens: str
    for_each: tuple[str, ...] = field(default=(), converter=listed)
    basis: str | None = None
