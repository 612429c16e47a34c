"""From text to what can be judged: read, check names, check types. Nothing of the library's own words gets out."""

import re
from typing import TypeVar

from cel_expr_python import cel

from rectiflow.errors import DefinitionError, Problem, Words
from rectiflow.expressions.functions import FUNCTIONS
from rectiflow.expressions.judging import Judged, Worked
from rectiflow.expressions.rules import Flaw, flaws
from rectiflow.expressions.tree import Call, Literal, Name, Node, read_tree, walk
from rectiflow.expressions.vocabulary import bare, environment
from rectiflow.model.expression import Place, Question, Scope
from rectiflow.wording import TEXT

LONGEST = 1_000
"""How many characters an expression may have."""

_PLACE = re.compile(r"<input>:(\d+):(\d+): ")
_MISFIT = re.compile(r"no matching overload for '(?P<applied>[^']+)' applied to '\((?P<to>.*)\)'")
_WORDS = {
    "string": TEXT,
    "int": Words("整数", "a whole number"),
    "double": Words("数字", "a number"),
    "bool": Words("“是”或者“否”", "yes or no"),
    "timestamp": Words("日期或者时刻", "a date or instant"),
}
_SPLIT = Words("请拆成几条规则", "split it into several rules")


_Kind = TypeVar("_Kind", Judged, Worked)


class Compiling:
    """Compiles expressions; holds nothing."""

    def condition(self, text: str, scope: Scope, place: Place) -> Judged:
        """Compile what must be yes or no."""
        return _compiled(Judged, text, scope, place)

    def figure(self, text: str, scope: Scope, place: Place) -> Worked:
        """Compile what must be a number."""
        return _compiled(Worked, text, scope, place)


def _compiled(kind: type[_Kind], text: str, scope: Scope, place: Place) -> _Kind:
    tree = _read(text, place)
    if found := sorted(flaws(tree, scope)):
        raise DefinitionError(tuple(_problem(flaw, text, place) for flaw in found))
    reads = frozenset(node.name for node in walk(tree) if isinstance(node, Name))
    env = environment(frozenset((name, scope.variables[name].type) for name in reads))
    expression = _typed(env, text, place)
    if expression.return_type() not in kind.wanted:
        gives = _word(expression.return_type().name().lower())
        message = Words(f"结果是{gives.zh}，应为{kind.words.zh}", f"this gives {gives.en}, not {kind.words.en}")
        raise _refused(Flaw(0, "RF604", message, kind.way_out), text, place)
    return kind(text=text, scope=scope, reads=reads, asks=_asks(tree), env=env, expression=expression)


def _read(text: str, place: Place) -> Node:
    if len(text) > LONGEST:
        message = Words(
            f"表达式有 {len(text)} 个字符，超过 {LONGEST} 个",
            f"the expression has {len(text)} characters, more than {LONGEST}",
        )
        raise _refused(Flaw(0, "RF605", message, _SPLIT), text, place)
    try:
        return read_tree(bare().compile(text, disable_check=True).serialize())
    except (RuntimeError, TypeError) as error:
        raise _refused(_unreadable(str(error), text), text, place) from None


def _typed(env: cel.Env, text: str, place: Place) -> cel.Expression:
    try:
        return env.compile(text)
    except RuntimeError as error:
        raise _refused(_misfit(str(error), text), text, place) from None


def _unreadable(said: str, text: str) -> Flaw:
    if "recursion" in said:
        return Flaw(0, "RF605", Words("表达式嵌套过深", "the expression is nested too deep"), _SPLIT)
    message = Words("表达式从此处起无法读懂", "the expression can't be read on from here")
    fix = Words(
        "请检查此处之前的引号、括号和运算符（“==”“!=”“<”“&&”“||”“!”“in”）",
        "check the quotes, the brackets and the operators (==, !=, <, &&, ||, !, in) before this place",
    )
    return Flaw(_at(said, text), "RF601", message, fix)


def _misfit(said: str, text: str) -> Flaw:
    fix = Words(
        "请用文字与加引号的文字比较，数字与数字比较，“是”“否”与“true”“false”比较",
        "compare text with text in quotes, numbers with numbers, yes or no with true or false",
    )
    found = _MISFIT.search(said)
    if found is None:
        return Flaw(_at(said, text), "RF603", Words("两边不相配", "the two sides don't fit together"), fix)
    applied = found["applied"].strip("_@").replace("_", " … ")
    types = [_word(one) for one in re.split(r", (?![^(]*\))", found["to"])]
    zh, en = "和".join(one.zh for one in types), " and ".join(one.en for one in types)
    message = Words(f"“{applied}”不能用于{zh}", f"'{applied}' can't be applied to {en}")
    return Flaw(_at(said, text), "RF603", message, fix)


def _word(name: str) -> Words:
    other = Words("列表", "a list") if name.startswith("list") else Words("其他类型", "something else")
    return _WORDS.get(name, other)


def _at(said: str, text: str) -> int:
    """Find the place that the library means: its lines and columns count from 1."""
    found = _PLACE.search(said)
    line, column = (int(found[1]), int(found[2])) if found else (1, 1)
    before = sum(len(one) + 1 for one in text.split("\n")[: line - 1])
    return min(before + column - 1, max(len(text) - 1, 0))


def _asks(tree: Node) -> frozenset[Question]:
    asked = (node for node in walk(tree) if isinstance(node, Call) and node.function in FUNCTIONS)
    return frozenset(
        Question(call.function, *(str(one.value) for one in call.arguments if isinstance(one, Literal)))
        for call in asked
    )


def _refused(flaw: Flaw, text: str, place: Place) -> DefinitionError:
    return DefinitionError((_problem(flaw, text, place),))


def _problem(flaw: Flaw, text: str, place: Place) -> Problem:
    before = text[: flaw.at].split("\n")
    line, column = place.line + len(before) - 1, len(before[-1]) + (1 if before[1:] else place.column)
    return Problem(place.file, line, column, flaw.code, flaw.message, flaw.fix)
