"""Conditions and figures written in CEL, the Common Expression Language. 表达式。

`Cel` loads the library with the first expression that it compiles: an office whose files get by
with maps never pays for it.
"""

from rectiflow.errors import ExpressionsUnavailable
from rectiflow.model.expression import Place, Scope
from rectiflow.ports import CompiledCondition, CompiledFigure, Expressions

__all__ = ["Cel"]


class Cel:
    """Compiles expressions with cel-expr-python; may be shared by threads."""

    def condition(self, text: str, scope: Scope, place: Place) -> CompiledCondition:
        """Compile what holds or doesn't.

        Raises DefinitionError with all that is wrong with `text`, ExpressionsUnavailable where the
        library can't be loaded.

        >>> from rectiflow.model.expression import Kind, Known, Question
        >>> scope = Scope(variables={"issue.grave": Kind("yes_no")}, names={"action": ("explain",)})
        >>> rule = Cel().condition("issue.grave && !did('explain')", scope, Place("a.yaml", 3, 12))
        >>> rule.holds(Known(values={"issue.grave": True}, answers={Question("did", "explain"): False}))
        True
        """
        return _compiling().condition(text, scope, place)

    def figure(self, text: str, scope: Scope, place: Place) -> CompiledFigure:
        """Compile what is a number; raises as `condition` does.

        >>> from rectiflow.model.expression import Known, Question
        >>> rounds = Cel().figure("rounds('voting')", Scope(names={"state": ("voting",)}), Place("a.yaml", 1, 1))
        >>> rounds.value(Known(answers={Question("rounds", "voting"): 2}))
        2
        """
        return _compiling().figure(text, scope, place)


def _compiling() -> Expressions:
    try:
        from rectiflow.expressions.compiling import Compiling  # noqa: PLC0415  (14 MB that few files need)
    except ImportError as error:
        raise ExpressionsUnavailable from error
    return Compiling()
