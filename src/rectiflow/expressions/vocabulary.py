"""What the library lets an expression say: each operator and function with its types, and nothing else.

Loops (`all`, `exists`, `map`, `filter`) and regular expressions (`matches`) are left out: nobody can
read them aloud, and they are what makes an expression expensive.
"""

import operator
from collections.abc import Callable, Sequence
from functools import cache, lru_cache

from cel_expr_python import cel

from rectiflow.expressions.forms import FORMS, NUMBERS, TEXTS, WHOLES
from rectiflow.expressions.functions import FUNCTIONS

TEXT_FUNCTIONS = ("contains", "startsWith", "endsWith")
"""Methods of a text; what they look for is written out."""

_Signature = tuple[cel.Type, cel.Type, cel.Type]
"""The types of both sides of an operator and of what it gives."""

_INT, _DOUBLE, _BOOL = cel.Type.INT, cel.Type.DOUBLE, cel.Type.BOOL
_STRING, _TIMESTAMP = cel.Type.STRING, cel.Type.TIMESTAMP
_MIXED = ((_INT, _DOUBLE), (_DOUBLE, _INT))
_ORDERED = ((_INT, _INT), (_DOUBLE, _DOUBLE), *_MIXED, (_TIMESTAMP, _TIMESTAMP))
_EQUAL = (*_ORDERED, (_STRING, _STRING), (_BOOL, _BOOL), (TEXTS, TEXTS))
_WITHIN = ((_STRING, TEXTS), (_INT, WHOLES), (_DOUBLE, NUMBERS), (_DOUBLE, WHOLES), (_INT, NUMBERS))
_COMPARING = {
    **dict.fromkeys(("_<_", "_<=_", "_>_", "_>=_"), _ORDERED),
    **dict.fromkeys(("_==_", "_!=_"), _EQUAL),
    "@in": _WITHIN,
}
_COUNTING = {"_+_": operator.add, "_-_": operator.sub, "_*_": operator.mul}
_NUMERIC = ((_INT, _INT, _INT), (_DOUBLE, _DOUBLE, _DOUBLE), *((*pair, _DOUBLE) for pair in _MIXED))
_BORROWED = ("_&&_", "_||_", "!_", "-_", "_?_:_", "_[_]", "size", *TEXT_FUNCTIONS)
_WORKED_OUT = {
    "heaviest": ([TEXTS], _INT),
    "date": ([_STRING], _TIMESTAMP),
    "instant": ([_STRING], _TIMESTAMP),
}

_KEPT = 64
"""How many environments are kept: most expressions of a file read the same few fields."""

OPERATORS = frozenset((*_COMPARING, *_COUNTING, *_BORROWED))
"""What may be applied to anything that fits; the library's checker knows what does."""

NAMES = (*FUNCTIONS, *_WORKED_OUT, "size", *TEXT_FUNCTIONS)
"""The functions that there are."""


def bare() -> cel.Env:
    """Give the environment that parses, and knows no name."""
    return environment(frozenset())


@lru_cache(_KEPT)
def environment(variables: frozenset[tuple[str, str]]) -> cel.Env:
    """Give the environment in which `variables`, each with its type, are known."""
    return cel.NewEnv(
        config=_config(),
        variables={name: FORMS[kind].type for name, kind in variables},
        functions=_operators(),
        extensions=[_asking()],
    )


def signature(function: str) -> tuple[list[cel.Type], cel.Type]:
    """Give the types of the arguments of one of the language's own functions, and of what it gives."""
    if function in _WORKED_OUT:
        return _WORKED_OUT[function]
    asked = FUNCTIONS[function]
    return [_STRING] if asked.about else [], FORMS[asked.gives].type


@cache
def _config() -> cel.EnvConfig:
    borrowed = "".join(f"\n    - name: '{name}'" for name in _BORROWED)
    return cel.NewEnvConfigFromYaml(f"stdlib:\n  disable_macros: true\n  include_functions:{borrowed}\n")


@cache
def _operators() -> list[cel.FunctionDecl]:
    comparing = [_operator(name, [(*pair, _BOOL) for pair in pairs]) for name, pairs in _COMPARING.items()]
    return [*comparing, *(_operator(name, _NUMERIC, mixed) for name, mixed in _COUNTING.items())]


def _operator(
    name: str, signatures: Sequence[_Signature], mixed: Callable[[float, float], float] | None = None
) -> cel.FunctionDecl:
    """Declare an operator; `mixed` does what the library can't, a whole number with a number."""
    return cel.FunctionDecl(name, [_overload(name, signature, mixed) for signature in signatures])


def _overload(name: str, signature: _Signature, mixed: Callable[[float, float], float] | None) -> cel.Overload:
    left, right, gives = signature
    identity = f"{name}({left.name()},{right.name()})"
    if mixed is None or left == right:
        return cel.Overload(identity, gives, [left, right])
    return cel.Overload(identity, gives, [left, right], impl=mixed)


@cache
def _asking() -> cel.CelExtension:
    """Declare the language's own functions without saying what they do: each judgement says it."""
    return cel.CelExtension("rectiflow", [_own(name) for name in (*FUNCTIONS, *_WORKED_OUT)])


def _own(name: str) -> cel.FunctionDecl:
    takes, gives = signature(name)
    return cel.FunctionDecl(name, [cel.Overload(name, gives, takes)])
