"""Conditions and figures written in CEL, the Common Expression Language. 表达式。

`Cel` loads the library with the first expression that it compiles: an office whose files get by
with maps never pays for it.
"""

from rectiflow.expressions.failures import ExpressionFailed, ExpressionsUnavailable
from rectiflow.expressions.port import Condition, Expressions, Facts, Figure, Kind, Place, Question, Scope

__all__ = [
    "Cel",
    "Condition",
    "ExpressionFailed",
    "Expressions",
    "ExpressionsUnavailable",
    "Facts",
    "Figure",
    "Kind",
    "Place",
    "Question",
    "Scope",
]


class Cel:
    """Compiles expressions with cel-expr-python; may be shared by threads."""

    def condition(self, text: str, scope: Scope, place: Place) -> Condition:
        """Compile what holds or doesn't.

        Raises DefinitionError with all that is wrong with `text`, ExpressionsUnavailable where the
        library can't be loaded.

        >>> scope = Scope(variables={"issue.grave": Kind("yes_no")}, names={"action": ("explain",)})
        >>> rule = Cel().condition("issue.grave && !did('explain')", scope, Place("a.yaml", 3, 12))
        >>> rule.holds(Facts(values={"issue.grave": True}, answers={Question("did", "explain"): False}))
        True
        """
        return _compiling().condition(text, scope, place)

    def figure(self, text: str, scope: Scope, place: Place) -> Figure:
        """Compile what is a number; raises as `condition` does.

        >>> rounds = Cel().figure("rounds('voting')", Scope(names={"state": ("voting",)}), Place("a.yaml", 1, 1))
        >>> rounds.value(Facts(answers={Question("rounds", "voting"): 2}))
        2
        """
        return _compiling().figure(text, scope, place)


def _compiling() -> Expressions:
    try:
        from rectiflow.expressions.compiling import Compiling  # noqa: PLC0415  (14 MB that few files need)
    except ImportError as error:
        raise ExpressionsUnavailable from error
    return Compiling()
