"""Conditions in words. 条件的行文。"""

from collections.abc import Mapping

from rectiflow.model.condition import Condition, Wanted
from rectiflow.model.titles import Title
from rectiflow.phrasing.expression import Apply, Literal, Name, Tree, Unreadable, read_expression
from rectiflow.phrasing.names import Names, term, titled
from rectiflow.phrasing.phrases import any_of, quoted, same, say, together
from rectiflow.phrasing.terms import VERDICTS
from rectiflow.phrasing.times import figure

_AND = "且"

_COMPARING: Mapping[str, tuple[str, str]] = {
    "==": ("{left}为{right}", "{left} is {right}"),
    "!=": ("{left}不为{right}", "{left} is not {right}"),
    "<": ("{left}少于{right}", "{left} is less than {right}"),
    "<=": ("{left}不超过{right}", "{left} is not more than {right}"),
    ">": ("{left}超过{right}", "{left} is more than {right}"),
    ">=": ("{left}不少于{right}", "{left} is at least {right}"),
}
_OPPOSITE = {"==": "!=", "!=": "==", "<": ">=", ">=": "<", ">": "<=", "<=": ">"}
_COUNTING: Mapping[str, tuple[str, str]] = {
    "+": ("{left}加{right}", "{left} plus {right}"),
    "-": ("{left}减{right}", "{left} minus {right}"),
    "*": ("{left}乘以{right}", "{left} times {right}"),
}
_OF: Mapping[str, tuple[str, str]] = {
    "heaviest": ("{inner}中最重一项", "the heaviest of {inner}"),
}
_COUNTERS: Mapping[str, str] = {
    **dict.fromkeys(("list", "checklist", "measures"), "项"),
    "files": "份",
    "parts": "件",
    "persons": "人",
    "units": "个",
}
"""By what each type of field is counted in Chinese."""

_DOUBT = ("符合表达式“{text}”", "the expression “{text}” holds")


def condition(names: Names, asked: Condition) -> Title:
    """Say what a condition asks, as a clause; an expression that isn't simple is quoted."""
    if isinstance(asked, str):
        try:
            return _Saying(names).statement(read_expression(asked))
        except Unreadable:
            return say(*_DOUBT, text=Title(zh=asked, en=asked))
    return together((_equals(names, name, wanted) for name, wanted in asked.items()), _AND, " and ")


def number(names: Names, expression: str) -> Title:
    """Say what number an expression gives; one that isn't simple is quoted."""
    try:
        return _Saying(names).noun(read_expression(expression))
    except Unreadable:
        return say("表达式“{text}”的值", "the value of “{text}”", text=Title(zh=expression, en=expression))


def _equals(names: Names, name: str, wanted: Wanted) -> Title:
    value = names.value(name) if not name.startswith("post.") else _trait(name)
    if wanted == "given":
        return say("已提供{value}", "{value} has been given", value=value)
    if isinstance(wanted, str):
        return _named(names, name, value, wanted)
    return say("{value}为{wanted}", "{value} is {wanted}", value=value, wanted=_plain(wanted))


def _named(names: Names, name: str, value: Title, wanted: str) -> Title:
    """Say that a field, a vote or measures are what is wanted by its name."""
    if name in names.workflow.votes:
        return say("{value}为{verdict}", "{value} is {verdict}", value=value, verdict=quoted(term(wanted, VERDICTS)))
    field = names.workflow.fields.get(name)
    if field is not None and field.type == "measures":
        if wanted == "none":
            return say("{value}为“无”", "{value} is “none”", value=value)
        asked = names.value(wanted.removeprefix("asks_"))
        return say("{value}要求提交{asked}", "{value} calls for {asked}", value=value, asked=asked)
    return say("{value}为{choice}", "{value} is {choice}", value=value, choice=names.choice(name, wanted))


def _trait(name: str) -> Title:
    return say("该岗位的“{trait}”", "“{trait}” of the post", trait=term(name.removeprefix("post.")))


def _plain(value: Wanted) -> Title:
    """Give a value that is no name: yes or no in quotes, a number, a text."""
    if isinstance(value, bool):
        return quoted(figure(value))
    return same(str(value)) if isinstance(value, int) else quoted(same(value))


class _Saying:
    """Says a tree in words; raises Unreadable where it has none."""

    def __init__(self, names: Names) -> None:
        self.names = names

    def statement(self, tree: Tree, *, holds: bool = True) -> Title:
        """Say that a tree holds, or that it doesn't."""
        match tree:
            case Apply("!", (inner,)):
                return self.statement(inner, holds=not holds)
            case Apply("&&" | "||" as operator, sides):
                return self._joined(operator, sides, holds=holds)
            case Apply(operator, (left, right)) if operator in _COMPARING:
                return self._compared(operator if holds else _OPPOSITE[operator], left, right)
            case Apply("in", (left, Apply("list", items))):
                among = any_of(self._beside(left, item) for item in items)
                return self._is(left, among, holds=holds)
            case Apply(function, (Literal(str() as about),)):
                return self._asked(function, about, holds=holds)
            case Name():
                return self._is(tree, quoted(figure(value=holds)), holds=True)
        raise Unreadable

    def noun(self, tree: Tree) -> Title:
        """Name what a tree gives."""
        if isinstance(tree, Literal):
            return _plain(tree.value)
        return self._variable(tree.name) if isinstance(tree, Name) else self._worked_out(tree)

    def _worked_out(self, tree: Apply) -> Title:
        match tree:
            case Apply(operator, (left, right)) if operator in _COUNTING:
                return say(*_COUNTING[operator], left=self.noun(left), right=self.noun(right))
            case Apply(function, (Literal(str() as about),)):
                return self._counted(function, about)
            case Apply("size", (Name(name),)):
                return say(
                    "{inner}的{counter}数",
                    "the number of {inner}",
                    inner=self.noun(Name(name)),
                    counter=self._counter(name),
                )
            case Apply("age", ()):
                return Title(zh="登记以来的天数", en="the number of days since registration")
            case Apply(function, (inner,)) if function in _OF:
                return say(*_OF[function], inner=self.noun(inner))
        raise Unreadable

    def _joined(self, operator: str, sides: tuple[Tree, ...], *, holds: bool) -> Title:
        """Say that both sides hold or that one of them does; of the opposite, the other way round."""
        both = (operator == "&&") == holds
        said = [self._side(side, both=both, holds=holds) for side in sides]
        return together(said, _AND if both else "，或者", " and " if both else " or ")

    def _side(self, side: Tree, *, both: bool, holds: bool) -> Title:
        said = self.statement(side, holds=holds)
        inner = side.function if isinstance(side, Apply) else ""
        mixed = inner in ("&&", "||") and ((inner == "&&") == holds) != both
        return say("（{said}）", "({said})", said=said) if mixed else said

    def _compared(self, operator: str, left: Tree, right: Tree) -> Title:
        if right == Literal("") and isinstance(left, Name):
            given = operator == "!="
            return self._presence(left.name.partition(".")[2], holds=given)
        return say(*_COMPARING[operator], left=self.noun(left), right=self._beside(left, right))

    def _beside(self, left: Tree, right: Tree) -> Title:
        """Name the right side of a comparison, a choice by the title that the left side's field gives it."""
        match left, right:
            case Name(name), Literal(str() as value):
                return self.names.choice(name.partition(".")[2], value)
            case Apply("size", (Name(name),)), Literal(int() as many):
                return say("{many}{counter}", "{many}", many=many, counter=self._counter(name))
        return self.noun(right)

    def _counter(self, name: str) -> Title:
        field = self.names.workflow.fields.get(name.partition(".")[2])
        return same(_COUNTERS.get(field.type, "项") if field is not None else "项")

    def _is(self, left: Tree, right: Title, *, holds: bool) -> Title:
        return say(*_COMPARING["==" if holds else "!="], left=self.noun(left), right=right)

    def _asked(self, function: str, about: str, *, holds: bool) -> Title:
        match function:
            case "did":
                action = self.names.action(about)
                done = ("已办理{action}", "{action} was done"), ("未办理{action}", "{action} was not done")
                return say(*done[not holds], action=action)
            case "met":
                limit = self.names.deadline(about)
                kept = ("在{limit}内完成", "{limit} was met"), ("未在{limit}内完成", "{limit} was not met")
                return say(*kept[not holds], limit=limit)
            case "given":
                return self._presence(about, holds=holds)
        raise Unreadable

    def _presence(self, field: str, *, holds: bool) -> Title:
        pattern = ("已提供{value}", "{value} has been given"), ("未提供{value}", "{value} has not been given")
        return say(*pattern[not holds], value=self.names.value(field))

    def _counted(self, function: str, about: str) -> Title:
        names = self.names
        match function:
            case "rounds":
                state = names.state(about)
                return say("进入{state}的次数", "the number of times that {state} was entered", state=state)
            case "days_since":
                moment = names.value(about) if about in names.workflow.fields else names.action(about)
                return say("距{moment}的天数", "the number of days since {moment}", moment=moment)
            case "parts_open":
                parts = names.parts(about)
                return say("{parts}未办结的件数", "the number of {parts} that have not ended", parts=parts)
            case "earlier":
                party = names.party(about)
                return say("同一{party}的在先事项数", "the number of earlier issues of {party}", party=party)
            case "date" | "instant":
                return same(about)
        raise Unreadable

    def _variable(self, name: str) -> Title:
        scope, _, path = name.partition(".")
        parameter = self.names.workflow.parameters.get(path) if scope == "parameters" else None
        if parameter is not None:
            value = figure(parameter.value)
            return say("“{title}”（{value}）", "“{title}” ({value})", title=titled(parameter), value=value)
        return self.names.value(path or name)
