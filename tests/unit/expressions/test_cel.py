"""The CEL adapter: typed when it is compiled, and nothing but true is true when it is judged."""

from zoneinfo import ZoneInfo

import pytest

from rectiflow.errors import DefinitionError, ExpressionFailed
from rectiflow.expressions import Cel
from rectiflow.model.expression import Kind, Known, Place, Question, Scope

HERE = Place("a.yaml", 7, 20)
SCOPE = Scope(
    variables={
        "issue.title": Kind("text"),
        "issue.cost": Kind("number"),
        "issue.grave": Kind("yes_no"),
        "issue.kind": Kind("choice", ("road", "park")),
        "issue.seen_on": Kind("date"),
        "issue.heard_at": Kind("instant"),
        "issue.photos": Kind("files"),
        "issue.decided": Kind("measures"),
        "issue.plan": Kind("checklist"),
        "parameters.limit": Kind("whole"),
    },
    names={
        "action": ("explain",),
        "deadline": ("handle",),
        "state": ("open",),
        "moment": ("explain",),
        "field": ("plan",),
    },
    measures=("talk", "warning", "demerit"),
)
CHINA = ZoneInfo("Asia/Shanghai")


def compiled(text):
    return Cel().condition(text, SCOPE, HERE)


def holds(text, answers=None, **values):
    """Judge `text` with fields of the issue as `values`."""
    known = Known(values={f"issue.{name}": value for name, value in values.items()}, answers=answers or {}, zone=CHINA)
    return compiled(text).holds(known)


def refused(text):
    with pytest.raises(DefinitionError) as caught:
        compiled(text)
    return [(one.code, one.line, one.column) for one in caught.value.problems]


@pytest.mark.parametrize(
    ("text", "values", "answer"),
    [
        ("issue.cost > 3", {"cost": 4}, True),
        ("issue.cost > 3", {"cost": "3.5"}, True),
        ("issue.cost * 2 == 7", {"cost": "3.5"}, True),
        ("issue.cost in [1, 2]", {"cost": 2}, True),
        ("issue.grave || issue.cost > 3", {"grave": True}, True),
        ("issue.grave && issue.cost > 3", {"grave": False}, False),
        ("issue.kind == 'road'", {"kind": "park"}, False),
        ("issue.kind in ['road', 'park']", {"kind": "park"}, True),
        ("issue.title.contains('灯')", {"title": "路灯"}, True),
        ("issue.title == ''", {}, True),
        ("size(issue.photos) >= 2", {"photos": ["a", "b"]}, True),
        ("size(issue.photos) == 0", {}, True),
        ("heaviest(issue.decided) > heaviest(['talk'])", {"decided": ["talk", "demerit"]}, True),
        ("heaviest(issue.decided) == 0", {}, True),
        ("issue.seen_on < date('2026-03-02')", {"seen_on": "2026-03-01"}, True),
        ("issue.heard_at < issue.seen_on", {"heard_at": "2026-03-01T15:59:00Z", "seen_on": "2026-03-02"}, True),
        ("issue.heard_at >= instant('2026-03-02T00:00:00+08:00')", {"heard_at": "2026-03-01T16:00:00Z"}, True),
    ],
)
def test_values_compare_as_the_file_means_them(text, values, answer):
    assert holds(text, **values) is answer


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("issue.cost > 3", {}),
        ("issue.kind != 'road'", {}),
        ("!issue.grave", {}),
        ("issue.seen_on < date('2026-03-02')", {}),
        ("issue.cost > 3", {"cost": "given"}),
        ("issue.cost > 3", {"cost": 2**60}),
        ("issue.grave", {"grave": "true"}),
        ("issue.title == 'x'", {"title": 5}),
        ("heaviest(issue.decided) > 0", {"decided": ["dismissal"]}),
        ("issue.title == 'x'", {"title": "x" * 100_001}),
        ("!did('explain')", {}),
        ("rounds('open') * 9223372036854775807 > 0", {}),
    ],
)
def test_what_cannot_be_told_fails_and_is_neither_true_nor_false(text, values):
    with pytest.raises(ExpressionFailed):
        holds(text, **values)


def test_overflow_is_no_answer():
    with pytest.raises(ExpressionFailed):
        holds("rounds('open') * 9223372036854775807 > 0", {Question("rounds", "open"): 3})


def test_a_failure_names_what_is_missing_and_no_value():
    with pytest.raises(ExpressionFailed) as caught:
        holds("issue.cost > 3 && issue.title != '' && did('explain')", title="street 7")
    assert caught.value.missing == ("did(explain)", "issue.cost")
    assert "street" not in caught.value.message("zh") + str(caught.value)


@pytest.mark.parametrize(("did", "answer"), [(True, True), (False, False)])
def test_questions_are_answered_by_what_is_known(did, answer):
    assert holds("did('explain')", {Question("did", "explain"): did}) is answer


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("issue.titel == 'x'", "RF203"),
        ("parameters.limits > 1", "RF602"),
        ("title == 'x'", "RF602"),
        ("did('explian')", "RF204"),
        ("met('handel')", "RF207"),
        ("rounds('opne') > 1", "RF201"),
        ("days_since('nothing') > 1", "RF602"),
        ("dit('explain')", "RF602"),
        ("issue.kind == 'raod'", "RF209"),
        ("issue.kind in ['road', 'prak']", "RF209"),
        ("heaviest(['talks']) > 0", "RF209"),
        ("issue.title > 3", "RF603"),
        ("issue.title == 3", "RF603"),
        ("issue.grave == 1", "RF603"),
        ("issue.cost + 'x' == 'x'", "RF603"),
        ("issue.plan == 'x'", "RF603"),
        ("issue.cost in [1, 'x']", "RF603"),
        ("did(issue.title)", "RF603"),
        ("issue.seen_on < date('soon')", "RF603"),
        ("issue.cost", "RF604"),
        ("'yes'", "RF604"),
        ("rounds('open')", "RF604"),
        ("issue.cost >", "RF601"),
        ("", "RF601"),
        ("issue.cost > 3 )", "RF601"),
        ("has(issue.cost)", "RF606"),
        ("issue.photos.all(p, p == 'a')", "RF606"),
        ("issue.title.matches('(a+)+')", "RF606"),
        ("issue.cost / 2 > 1", "RF606"),
        ("timestamp('2026-03-02T00:00:00Z') < issue.seen_on", "RF606"),
        ("{'a': 1}['a'] == 1", "RF606"),
        ("(" * 500 + "true" + ")" * 500, "RF605"),
        ("true" + " && true" * 300, "RF605"),
    ],
)
def test_what_is_wrong_is_found_before_it_runs(text, code):
    assert {one for one, _, _ in refused(text)} == {code}


def test_every_problem_is_told_at_its_place():
    assert refused("issue.titel == 'x' ||\n  did('explian')") == [("RF203", 7, 20), ("RF204", 8, 7)]


@pytest.mark.parametrize(
    ("text", "always"),
    [
        ("1 < 2", True),
        ("did('explain') || !did('explain')", True),
        ("issue.kind == 'road' && issue.kind == 'park'", False),
        ("issue.grave && !issue.grave", False),
        ("did('explain') && !did('explain')", False),
        ("issue.kind == 'road' || issue.kind == 'park'", None),
        ("issue.cost > 3", None),
        ("issue.title == 'x' && issue.title == 'y'", None),
    ],
)
def test_what_is_always_so_is_known_beforehand(text, always):
    assert compiled(text).constant() is always


def test_a_figure_is_a_number_whole_or_not():
    rounds = Cel().figure("rounds('open') + 1", SCOPE, HERE)
    assert rounds.value(Known(answers={Question("rounds", "open"): 2})) == 3
    with pytest.raises(DefinitionError):
        Cel().figure("issue.grave", SCOPE, HERE)
