"""Whatever an expression says, it is a condition or located problems; and a condition never guesses."""

import re

import pytest
from hypothesis import example as tried
from hypothesis import given
from hypothesis import strategies as st

from rectiflow.errors import DefinitionError
from rectiflow.expressions import Cel, ExpressionFailed, Facts, Kind, Place, Question, Scope

pytest.importorskip("cel_expr_python", reason="no wheel of cel-expr-python for this platform")

SCOPE = Scope(
    variables={
        "issue.mood": Kind("choice", ("good", "bad")),
        "issue.first": Kind("yes_no"),
        "issue.amount": Kind("number"),
        "issue.text": Kind("text"),
        "issue.day": Kind("date"),
        "issue.people": Kind("persons"),
    },
    names={"action": ("explain", "decide"), "state": ("voting",)},
)
TOKENS = [
    *SCOPE.variables,
    *("did('explain')", "rounds('voting')", "age()", "date('2026-03-02')", "size(", ".size()", "all(", "x"),
    *("'good'", "'bad'", "'x'", "0", "1", "2.5", "true", "false", "null", "1u"),
    *("==", "!=", "<", ">=", "&&", "||", "!", "in", "?", ":", "+", "-", "*"),
    *("[", "]", "(", ")", ",", "{", "}", ".", '"', "'", "\n", "//", "r'", "\\"),
]
PROBLEM = re.compile(r"a\.yaml:\d+:\d+: RF\d{3}: [^;]+; .+", re.DOTALL)

texts = st.sampled_from(("", "x", "路灯"))
everything = st.none() | st.booleans() | st.integers() | st.text(max_size=5) | st.lists(st.text(max_size=3), max_size=3)
facts = st.builds(
    Facts,
    values=st.fixed_dictionaries(
        {},
        optional={
            "issue.mood": st.sampled_from(("good", "bad")),
            "issue.first": st.booleans(),
            "issue.amount": st.integers(-3, 3),
            "issue.text": texts,
            "issue.day": st.dates().map(str),
            "issue.people": st.lists(texts, max_size=2),
        },
    ),
    answers=st.fixed_dictionaries(
        {},
        optional={
            Question("did", "explain"): st.booleans(),
            Question("did", "decide"): st.booleans(),
            Question("rounds", "voting"): st.integers(0, 3),
            Question("age"): st.integers(0, 3),
        },
    ),
)
wild = st.builds(Facts, values=st.dictionaries(st.sampled_from(list(SCOPE.variables)), everything), answers=st.just({}))


def compiled(text):
    """Compile `text`: a condition, or None after problems that all have a place and a way out."""
    try:
        return Cel().condition(text, SCOPE, Place("a.yaml", 3, 5))
    except DefinitionError as error:
        problems = error.problems
    assert problems
    assert all(PROBLEM.fullmatch(str(problem)) for problem in problems)
    assert all(3 <= problem.line <= 3 + text.count("\n") for problem in problems)
    return None


def judged(condition, known):
    """Judge: true, false, or None for a failure."""
    try:
        found = condition.holds(known)
    except ExpressionFailed:
        return None
    assert type(found) is bool
    return found


@given(st.text())
@tried("\ud800")
@tried("a\0")
def test_any_text_is_a_condition_or_located_problems(text):
    compiled(text)


@given(st.lists(st.sampled_from(TOKENS), max_size=15).map(" ".join), facts | wild)
def test_any_heap_of_words_is_judged_or_told(text, known):
    condition = compiled(text)
    if condition is not None:
        judged(condition, known)


def either(left, right):
    return True if True in {left, right} else None if None in {left, right} else False


def both(left, right):
    return False if False in {left, right} else None if None in {left, right} else True


def opposite(one):
    return None if one is None else not one


def value(name, tell, unknown=None):
    return lambda known: tell(found) if (found := known.values.get(name, unknown)) is not None else None


def answer(question, tell):
    return lambda known: tell(found) if (found := known.answers.get(question)) is not None else None


ATOMS = [
    ("issue.first", value("issue.first", bool)),
    ("issue.mood == 'good'", value("issue.mood", "good".__eq__)),
    ("issue.amount > 1", value("issue.amount", (1).__lt__)),
    ("issue.text == ''", value("issue.text", "".__eq__, "")),
    ("'x' in issue.people", value("issue.people", lambda people: "x" in people, [])),
    ("did('explain')", answer(Question("did", "explain"), bool)),
    ("rounds('voting') < 2", answer(Question("rounds", "voting"), (2).__gt__)),
]
rules = st.recursive(
    st.sampled_from(ATOMS),
    lambda inner: st.one_of(
        st.tuples(inner, inner).map(lambda two: _pair(*two, "||", either)),
        st.tuples(inner, inner).map(lambda two: _pair(*two, "&&", both)),
        inner.map(lambda one: (f"!({one[0]})", lambda known: opposite(one[1](known)))),
    ),
    max_leaves=8,
)


def _pair(left, right, sign, join):
    return f"({left[0]} {sign} {right[0]})", lambda known: join(left[1](known), right[1](known))


@given(rules, facts)
def test_a_condition_holds_exactly_when_logic_with_an_unknown_says_so(rule, known):
    text, expected = rule
    assert judged(compiled(text), known) is expected(known)


@given(rules, facts)
def test_what_is_called_constant_is(rule, known):
    condition = compiled(rule[0])
    constant, found = condition.constant(), judged(condition, known)
    unanswered = condition.asks - known.answers.keys()
    assert constant is None or found is constant or (found is None and (constant is False or unanswered))


@given(rules, st.data())
def test_a_letter_too_much_in_any_name_is_noticed(rule, data):
    word = data.draw(st.sampled_from(list(re.finditer(r"[a-z][a-z_.]+", rule[0]))))
    if word[0] not in {"in", "x"}:
        assert compiled(f"{rule[0][: word.end()]}q{rule[0][word.end() :]}") is None
