"""Errors about expressions that are no fault of a file."""

from typing import ClassVar

from attrs import define

from rectiflow.errors import RectiflowError


@define(auto_exc=True, slots=False, str=False)
class ExpressionFailed(RectiflowError):
    """An expression that gives no answer: what it needs isn't known, or it can't be worked out.

    Holds the names of what is `missing`, never a value.
    """

    code: ClassVar[str] = "expression_failed"
    expression: str
    missing: tuple[str, ...] = ()

    def _sentences(self) -> tuple[str, str]:
        if self.missing:
            names = ", ".join(self.missing)
            return (
                f"The expression '{self.expression}' needs {names}, which isn't known. Ask for it first.",
                f"表达式“{self.expression}”需要 {'、'.join(self.missing)},但尚无该值。请先填写。",
            )
        return (
            f"The expression '{self.expression}' can't be worked out from these values. Correct one of them.",
            f"表达式“{self.expression}”无法由现有的值得出结果。请更正其一。",
        )


@define(auto_exc=True, slots=False, str=False)
class ExpressionsUnavailable(RectiflowError):
    """The library that judges expressions can't be loaded on this machine."""

    code: ClassVar[str] = "expressions_unavailable"

    def _sentences(self) -> tuple[str, str]:
        return (
            "An expression needs cel-expr-python, which can't be loaded. Install it, or write the condition as a map.",
            "表达式需要 cel-expr-python,但此处无法载入。请安装该库,或者把条件改写为映射。",
        )
