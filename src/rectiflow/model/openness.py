"""Who may see what, what is made public, what is counted, what is kept. 公开。"""

from attrs import frozen

from rectiflow.model.condition import Condition
from rectiflow.model.promise import Rung
from rectiflow.model.timing import Period
from rectiflow.model.titles import Named, Titled


@frozen(kw_only=True)
class Document(Titled):
    """A paper that is numbered, served and printed: 催办通知书、督办单. 文书。"""

    number: str | None = None
    shows: tuple[str, ...] = ()


@frozen(kw_only=True)
class Sight(Named):
    """What somebody inside may not see. 可见范围。

    `hide` names fields, or "all"; `until` the state or action that ends it, or "never".
    """

    hide: tuple[str, ...]
    from_: tuple[str, ...]
    when: Condition | None = None
    until: str | None = None
    basis: str | None = None


@frozen(kw_only=True)
class Publication(Titled):
    """A duty to make something known, to whom, where and by when. 公布。

    It is owed in the states `in_`. `show` names what is shown, `mask` what is blacked out; who
    reviews it is not who drafted it.
    """

    in_: tuple[str, ...]
    audience: str
    within: Period | None = None
    where: tuple[str, ...] = ()
    show: tuple[str, ...] = ()
    mask: tuple[str, ...] = ()
    drafted_by: str | None = None
    reviewed_by: str | None = None
    rungs: tuple[Rung, ...] = ()


@frozen(kw_only=True)
class Figure(Titled):
    """A number that an office is measured by. 指标。

    One of: `count` (of a field, or of parts), `share` (of the issues in `of`), `mean`; the last
    three are expressions.
    """

    count: str | None = None
    share: str | None = None
    of: str | None = None
    mean: str | None = None


@frozen(kw_only=True)
class Retention(Titled):
    """How long an issue is kept, and after what. 保存期限。"""

    period: Period
    after: str
