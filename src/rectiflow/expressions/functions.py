"""The functions that an expression can ask. 函数。"""

from collections.abc import Mapping

from attrs import frozen


@frozen
class Function:
    """A question about the issue.

    `gives` is the type of the answer (yes_no or whole), `about` what sort of thing its argument
    names (None: it has none), `code` the problem of a name that isn't there.
    """

    gives: str
    about: str | None
    code: str
    zh: str
    en: str


FUNCTIONS: Mapping[str, Function] = {
    "given": Function("yes_no", "field", "RF203", "字段已填写", "the field has a value"),
    "did": Function("yes_no", "action", "RF204", "动作办理过", "the action was done"),
    "met": Function("yes_no", "deadline", "RF207", "时限内办结", "the deadline was met in time"),
    "rounds": Function("whole", "state", "RF201", "进入状态的轮次", "how often the state was entered"),
    "days_since": Function("whole", "moment", "RF602", "距动作或者日期的天数", "days since an action or a date field"),
    "parts_open": Function("whole", "parts", "RF602", "尚未办结的分项数", "how many of the parts have not ended"),
    "earlier": Function(
        "whole", "role", "RF202", "同一当事人在先事项数", "how many earlier issues have the same party"
    ),
    "age": Function("whole", None, "RF602", "自登记起的天数", "days since the issue was registered"),
}
"""What the engine answers.

Three more are worked out from what they are applied to: `heaviest(measures)` is the rank of the
heaviest measure, counted from 1 for the lightest, 0 for none; `date('2026-03-02')` and
`instant('2026-03-02T09:00:00+08:00')` are what they say.
"""
