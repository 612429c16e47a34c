"""Who answers for what: faults, measures, and what a number of findings leads to. 问责。"""

from attrs import field, frozen

from rectiflow.model.condition import Condition
from rectiflow.model.timing import Period
from rectiflow.model.titles import Titled


@frozen(kw_only=True)
class Fault(Titled):
    """What can be found against somebody. 问责线索的情形。

    `charge_to` names people by role and relation, as `holder.specific_person`; `opens` the
    workflows that such a finding opens.
    """

    ground: str
    charge_to: tuple[str, ...]
    opens: tuple[str, ...] = ()


@frozen(kw_only=True)
class Measure(Titled):
    """What can be proposed and decided about a finding; a file lists them light to heavy. 处理措施。

    `of` says of whom (person, unit), `lasts` for how long it has influence, `blocks` what is barred
    meanwhile, `asks` for which field it asks. One without `fault` is no reproach (交流不是过错).
    """

    of: tuple[str, ...] = ()
    lasts: Period | None = None
    blocks: tuple[str, ...] = ()
    asks: str | None = None
    fault: bool = True
    basis: str | None = None


@frozen(kw_only=True)
class Counted:
    """What a trigger counts: findings on these grounds, measures, or years in such posts. 计数。"""

    finding: tuple[str, ...] = ()
    measure: tuple[str, ...] = ()
    ground: tuple[str, ...] = ()
    gravity: tuple[str, ...] = ()
    tenure: tuple[str, ...] = ()


@frozen(kw_only=True)
class Tally:
    """How often, how closely and within what time something must be counted. 次数。

    `running` (rounds, years) asks that they follow each other; `within` None is no limit.
    """

    times: int
    running: str | None = None
    within: Period | None = None


@frozen(kw_only=True)
class Proposal:
    """What is proposed to whom: all of `measures` (`or_` instead of them), or one of `one_of`. 建议。"""

    to: str
    measures: tuple[str, ...] = ()
    one_of: tuple[str, ...] = ()
    or_: tuple[str, ...] = ()
    when: Condition | None = None
    unless: Condition | None = None


@frozen(kw_only=True)
class Trigger(Titled):
    """What a finding, or a number of them, leads to. 触发条件。

    Counts `per` person, unit, section or post (`whose_post` narrows it): `times` within a time, a
    length that `reaches`, or `either` of several tallies. It takes the place of the lighter one
    that it `replaces`. `publish` names a publication that it leads to.
    """

    counts: Counted
    per: str
    propose: tuple[Proposal, ...]
    whose_post: tuple[str, ...] = ()
    times: int | None = None
    running: str | None = None
    within: Period | None = None
    reaches: Period | None = None
    either: tuple[Tally, ...] = field(default=())
    replaces: str | None = None
    fault: bool = True
    publish: str | None = None
    basis: str | None = None
