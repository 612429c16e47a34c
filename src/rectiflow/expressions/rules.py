"""What is wrong with an expression before its types are looked at: names, literals, foreign things."""

from collections.abc import Callable, Collection, Iterator
from datetime import UTC

from attrs import frozen

from rectiflow.errors import Words, quoted
from rectiflow.expressions.forms import FORMS, instant_of, start_of
from rectiflow.expressions.functions import FUNCTIONS
from rectiflow.expressions.tree import Call, Foreign, Listing, Literal, Name, Node
from rectiflow.expressions.vocabulary import NAMES, OPERATORS, TEXT_FUNCTIONS
from rectiflow.model.expression import Kind, Scope
from rectiflow.wording import ACTION, FIELD, ROLE, STATE, choose, unknown

_FOREIGN = {
    **dict.fromkeys(
        ("all", "exists", "exists_one", "map", "filter"),
        Words("请改用“in”或者“size”，或者分成两条规则", "say it with 'in' or 'size', or in two rules"),
    ),
    "matches": Words(f"请改用{quoted(TEXT_FUNCTIONS)}", "use contains, startsWith or endsWith"),
    "has": Words("请改问“given('…')”", "ask given('…')"),
    "timestamp": Words("请写“instant('…')”或者“date('…')”", "write instant('…') or date('…')"),
    "duration": Words("请改问“days_since('…')”", "ask days_since('…')"),
    **dict.fromkeys(("_/_", "_%_"), Words("请改为在另一边作乘法", "multiply the other side instead")),
}
_ABOUT = {
    "action": ACTION,
    "deadline": Words("时限", "deadline"),
    "field": FIELD,
    "moment": Words("动作或者日期字段", "moment"),
    "parts": Words("分项", "parts"),
    "role": ROLE,
    "state": STATE,
}


@frozen(order=True)
class Flaw:
    """One thing that is wrong, `at` so many characters from the beginning, and the way out."""

    at: int
    code: str
    message: Words
    fix: Words


def flaws(node: Node, scope: Scope) -> Iterator[Flaw]:
    """Give what is wrong with `node` and everything in it."""
    match node:
        case Foreign():
            fix = Words("请用字段与文字、数字或者列表比较", "compare fields with texts, numbers or lists")
            yield Flaw(node.at, "RF606", Words("本语言没有这种写法", "this is no part of the language"), fix)
        case Name():
            yield from _name(node, scope)
        case Listing():
            yield from _listing(node, scope)
        case Call() if node.function in OPERATORS:
            yield from _operation(node, scope)
        case Call():
            yield from _call(node, scope)


def _name(node: Name, scope: Scope) -> Iterator[Flaw]:
    kind = scope.variables.get(node.name)
    if kind is None:
        code = "RF203" if node.name.startswith(("issue.", "input.")) else "RF602"
        message = Words(f"没有“{node.name:.60}”", f"there is no '{node.name:.60}'")
        yield Flaw(node.at, code, message, choose(node.name, scope.variables))
    elif kind.type not in FORMS:
        message = Words(
            f"“{node.name}”的类型是“{kind.type}”，表达式不能读取",
            f"'{node.name}' is a {kind.type}, which no expression can read",
        )
        asked = f"given('{node.name.rpartition('.')[2]}')"
        fix = Words(f"请改问“{asked}”，或者把条件写成映射", f"ask {asked}, or write the condition as a map")
        yield Flaw(node.at, "RF603", message, fix)


def _listing(node: Listing, scope: Scope) -> Iterator[Flaw]:
    kinds = {type(item.value) if isinstance(item, Literal) else type(item) for item in node.items}
    if len(kinds) > 1 or not kinds <= {str, bool, int, float, Name}:
        fix = Words("请只列文字，或者只列数字，写法一致", "list texts only, or numbers only, all written alike")
        yield Flaw(node.at, "RF603", Words("列表中混有不同的类型", "the list is mixed"), fix)
    for item in node.items:
        yield from flaws(item, scope)


def _operation(node: Call, scope: Scope) -> Iterator[Flaw]:
    for argument in node.arguments:
        yield from flaws(argument, scope)
    if node.function in {"_==_", "_!=_", "@in"}:
        yield from _impossible(node, scope)
    if node.function in TEXT_FUNCTIONS and not all(isinstance(one, Literal) for one in node.arguments[1:]):
        message = Words(f"“{node.function}”要找的文字没有写出来", f"what {node.function} looks for isn't written out")
        yield Flaw(node.at, "RF603", message, Words("请写出加引号的文字", "write the text itself, in quotes"))


def _impossible(node: Call, scope: Scope) -> Iterator[Flaw]:
    """Demand that what a choice or a list of measures is compared with is one that there is."""
    names = [one.name for one in node.arguments if isinstance(one, Name)]
    for name in names:
        kind = scope.variables.get(name)
        known = _possible(kind, scope) if kind else None
        if known is not None:
            what = Words(f"不是“{name}”可取的值", f"no value that '{name}' can have")
            yield from _unknown_literals(node.arguments, known, what, "RF209")


def _possible(kind: Kind, scope: Scope) -> Collection[str] | None:
    return {"choice": kind.choices, "measures": scope.measures}.get(kind.type)


def _unknown_literals(nodes: Collection[Node], known: Collection[str], what: Words, code: str) -> Iterator[Flaw]:
    for node in nodes:
        match node:
            case Literal(value=str(value)) if value not in known:
                message = Words(f"“{value:.40}”{what.zh}", f"'{value:.40}' is {what.en}")
                yield Flaw(node.at, code, message, choose(value, known))
            case Listing():
                yield from _unknown_literals(node.items, known, what, code)


def _call(node: Call, scope: Scope) -> Iterator[Flaw]:
    if node.function == "heaviest":
        yield from _heaviest(node, scope)
    elif node.function == "date":
        yield from _written(node, start_of, "2026-03-02")
    elif node.function == "instant":
        yield from _written(node, instant_of, "2026-03-02T09:00:00+08:00")
    elif node.function in FUNCTIONS:
        yield from _question(node, scope)
    elif node.function in _FOREIGN:
        sign = node.function.strip("_")
        message = Words(f"本语言没有“{sign}”", f"'{sign}' is no part of the language")
        yield Flaw(node.at, "RF606", message, _FOREIGN[node.function])
    else:
        message = unknown(Words("函数", "function"), node.function)
        yield Flaw(node.at, "RF602", message, choose(node.function, NAMES))


def _question(node: Call, scope: Scope) -> Iterator[Flaw]:
    function = FUNCTIONS[node.function]
    match node.arguments:
        case (Literal(value=str()),) if function.about and not node.method:
            known = scope.names.get(function.about, ())
            about = _ABOUT[function.about]
            what = Words(f"不是本流程的{about.zh}", f"no {about.en} of the workflow")
            yield from _unknown_literals(node.arguments, known, what, function.code)
        case () if function.about is None:
            return
        case _:
            message = Words(f"“{node.function}”不是这样问的", f"{node.function} is asked in another way")
            yield Flaw(node.at, "RF603", message, _asked(node.function, function.about))


def _asked(function: str, about: str | None) -> Words:
    if about is None:
        return Words(f"请写成“{function}()”", f"write {function}()")
    return Words(f"请写成“{function}('…')”，引号内写{_ABOUT[about].zh}的名称", f"write {function}('{about}')")


def _heaviest(node: Call, scope: Scope) -> Iterator[Flaw]:
    match node.arguments:
        case (Name(name=name),) if scope.variables.get(name, Kind("measures")).type == "measures":
            yield from flaws(node.arguments[0], scope)
        case (Listing(),):
            yield from _unknown_literals(node.arguments, scope.measures, Words("不是处理措施", "no measure"), "RF209")
        case _:
            message = Words("“heaviest”只能用于处理措施", "heaviest wants measures")
            fix = Words("请写类型为“measures”（处理措施）的字段", "name a field of type measures")
            yield Flaw(node.at, "RF603", message, fix)


def _written(node: Call, read: Callable[..., object], example: str) -> Iterator[Flaw]:
    match node.arguments:
        case (Literal(value=str(value)),) if _readable(value, read):
            return
    kind = {"date": "日期", "instant": "时刻"}[node.function]
    message = Words(f"括号内应为加引号的{kind}", f"this is no {node.function} in quotes")
    call = f"{node.function}('{example}')"
    yield Flaw(node.at, "RF603", message, Words(f"请写成“{call}”", f"write {call}"))


def _readable(value: str, read: Callable[..., object]) -> bool:
    try:
        read(value, UTC)
    except (ValueError, OverflowError):
        return False
    return True
