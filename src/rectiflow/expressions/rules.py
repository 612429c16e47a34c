"""What is wrong with an expression before its types are looked at: names, literals, foreign things."""

from collections.abc import Callable, Collection, Iterator
from datetime import UTC
from difflib import get_close_matches
from itertools import islice

from attrs import frozen

from rectiflow.expressions.forms import FORMS, instant_of, start_of
from rectiflow.expressions.functions import FUNCTIONS
from rectiflow.expressions.port import Kind, Scope
from rectiflow.expressions.tree import Call, Foreign, Listing, Literal, Name, Node
from rectiflow.expressions.vocabulary import NAMES, OPERATORS, TEXT_FUNCTIONS

_MOST = 30
_FOREIGN = {
    **dict.fromkeys(("all", "exists", "exists_one", "map", "filter"), "say it with 'in' or 'size', or in two rules"),
    "matches": "use contains, startsWith or endsWith",
    "has": "ask given('…')",
    "timestamp": "write instant('…') or date('…')",
    "duration": "ask days_since('…')",
    **dict.fromkeys(("_/_", "_%_"), "multiply the other side instead"),
}


@frozen(order=True)
class Flaw:
    """One thing that is wrong, `at` so many characters from the beginning, and the way out."""

    at: int
    code: str
    message: str
    fix: str


def flaws(node: Node, scope: Scope) -> Iterator[Flaw]:
    """Give what is wrong with `node` and everything in it."""
    match node:
        case Foreign():
            yield Flaw(
                node.at, "RF606", "this is no part of the language", "compare fields with texts, numbers or lists"
            )
        case Name():
            yield from _name(node, scope)
        case Listing():
            yield from _listing(node, scope)
        case Call() if node.function in OPERATORS:
            yield from _operation(node, scope)
        case Call():
            yield from _call(node, scope)


def choose(name: str, known: Collection[str]) -> str:
    """Say what there is to choose from instead of the unknown `name`, and what was probably meant."""
    meant = get_close_matches(name[:60], known, n=1)
    there_are = f"There are: {', '.join(islice(known, _MOST))}" if known else "There are none"
    return f"did you mean '{meant[0]}'? {there_are}" if meant else there_are[0].lower() + there_are[1:]


def _name(node: Name, scope: Scope) -> Iterator[Flaw]:
    kind = scope.variables.get(node.name)
    if kind is None:
        code = "RF203" if node.name.startswith(("issue.", "input.")) else "RF602"
        yield Flaw(node.at, code, f"there is no '{node.name:.60}'", choose(node.name, scope.variables))
    elif kind.type not in FORMS:
        fix = f"ask given('{node.name.rpartition('.')[2]}'), or write the condition as a map"
        yield Flaw(node.at, "RF603", f"'{node.name}' is a {kind.type}, which no expression can read", fix)


def _listing(node: Listing, scope: Scope) -> Iterator[Flaw]:
    kinds = {type(item.value) if isinstance(item, Literal) else type(item) for item in node.items}
    if len(kinds) > 1 or not kinds <= {str, bool, int, float, Name}:
        yield Flaw(node.at, "RF603", "the list is mixed", "list texts only, or numbers only, all written alike")
    for item in node.items:
        yield from flaws(item, scope)


def _operation(node: Call, scope: Scope) -> Iterator[Flaw]:
    for argument in node.arguments:
        yield from flaws(argument, scope)
    if node.function in {"_==_", "_!=_", "@in"}:
        yield from _impossible(node, scope)
    if node.function in TEXT_FUNCTIONS and not all(isinstance(one, Literal) for one in node.arguments[1:]):
        fix = "write the text itself, in quotes"
        yield Flaw(node.at, "RF603", f"what {node.function} looks for isn't written out", fix)


def _impossible(node: Call, scope: Scope) -> Iterator[Flaw]:
    """Demand that what a choice or a list of measures is compared with is one that there is."""
    names = [one.name for one in node.arguments if isinstance(one, Name)]
    for name in names:
        kind = scope.variables.get(name)
        known = _possible(kind, scope) if kind else None
        if known is not None:
            yield from _unknown_literals(node.arguments, known, f"no value that '{name}' can have", "RF209")


def _possible(kind: Kind, scope: Scope) -> Collection[str] | None:
    return {"choice": kind.choices, "measures": scope.measures}.get(kind.type)


def _unknown_literals(nodes: Collection[Node], known: Collection[str], what: str, code: str) -> Iterator[Flaw]:
    for node in nodes:
        match node:
            case Literal(value=str(value)) if value not in known:
                yield Flaw(node.at, code, f"{value[:40]!r} is {what}", choose(value, known))
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
        message = f"'{node.function.strip('_')}' is no part of the language"
        yield Flaw(node.at, "RF606", message, _FOREIGN[node.function])
    else:
        yield Flaw(node.at, "RF602", f"there is no function '{node.function:.40}'", choose(node.function, NAMES))


def _question(node: Call, scope: Scope) -> Iterator[Flaw]:
    function = FUNCTIONS[node.function]
    match node.arguments:
        case (Literal(value=str()),) if function.about and not node.method:
            known = scope.names.get(function.about, ())
            yield from _unknown_literals(node.arguments, known, f"no {function.about} of the workflow", function.code)
        case () if function.about is None:
            return
        case _:
            fix = f"write {node.function}('{function.about}')" if function.about else f"write {node.function}()"
            yield Flaw(node.at, "RF603", f"{node.function} is asked in another way", fix)


def _heaviest(node: Call, scope: Scope) -> Iterator[Flaw]:
    match node.arguments:
        case (Name(name=name),) if scope.variables.get(name, Kind("measures")).type == "measures":
            yield from flaws(node.arguments[0], scope)
        case (Listing(),):
            yield from _unknown_literals(node.arguments, scope.measures, "no measure", "RF209")
        case _:
            yield Flaw(node.at, "RF603", "heaviest wants measures", "name a field of type measures")


def _written(node: Call, read: Callable[..., object], example: str) -> Iterator[Flaw]:
    match node.arguments:
        case (Literal(value=str(value)),) if _readable(value, read):
            return
    yield Flaw(node.at, "RF603", f"this is no {node.function} in quotes", f"write {node.function}('{example}')")


def _readable(value: str, read: Callable[..., object]) -> bool:
    try:
        read(value, UTC)
    except (ValueError, OverflowError):
        return False
    return True
