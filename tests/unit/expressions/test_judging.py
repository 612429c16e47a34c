"""Only true is true; what can't be told fails, and an expression that fails is never an answer."""

from concurrent.futures import ThreadPoolExecutor
from zoneinfo import ZoneInfo

import pytest

from rectiflow.expressions import Cel, ExpressionFailed, Facts, Kind, Place, Question, Scope

pytest.importorskip("cel_expr_python", reason="no wheel of cel-expr-python for this platform")

SCOPE = Scope(
    variables={
        "issue.procedure": Kind("choice", ("simple", "ordinary")),
        "issue.first": Kind("yes_no"),
        "issue.reason": Kind("text"),
        "issue.other": Kind("text"),
        "issue.amount": Kind("number"),
        "issue.finish_by": Kind("date"),
        "issue.met_at": Kind("instant"),
        "issue.lead": Kind("person"),
        "issue.people": Kind("persons"),
        "issue.items": Kind("list"),
        "issue.decided": Kind("measures"),
        "parameters.limit": Kind("whole"),
    },
    names={"action": ("explain", "decide"), "state": ("voting",)},
    measures=("talk", "admonition", "removal"),
)
PLACE = Place("a.yaml", 1, 1)
CHINA = ZoneInfo("Asia/Shanghai")


def condition(text):
    return Cel().condition(text, SCOPE, PLACE)


def holds(text, answers=(), zone=CHINA, **values):
    facts = Facts(values={f"issue.{name}": value for name, value in values.items()}, answers=dict(answers), zone=zone)
    return condition(text).holds(facts)


@pytest.mark.parametrize(
    ("text", "values", "expected"),
    [
        ("issue.procedure == 'simple'", {"procedure": "simple"}, True),
        ("issue.procedure != 'simple'", {"procedure": "simple"}, False),
        ("issue.amount > 3", {"amount": 4}, True),
        ("issue.amount > 3", {"amount": "3.5"}, True),
        ("issue.amount == 3", {"amount": "3.0"}, True),
        ("issue.amount + 1 == 5", {"amount": 4}, True),
        ("issue.amount in [1, 4]", {"amount": 4}, True),
        ("issue.finish_by <= date('2026-03-02')", {"finish_by": "2026-03-02"}, True),
        ("issue.finish_by < date('2026-03-02')", {"finish_by": "2026-03-02"}, False),
        ("'li' in issue.people", {"people": ["li", "wang"]}, True),
        ("size(issue.items) == 2", {"items": [{"text": "一"}, {"text": "二"}]}, True),
        ("size(issue.reason) == 3", {"reason": "路灯𠮷"}, True),
        ("issue.reason.contains('灯')", {"reason": "路灯"}, True),
        ("heaviest(issue.decided) == 3", {"decided": ["removal", "talk"]}, True),
        ("heaviest(issue.decided) < heaviest(['admonition'])", {"decided": ["talk"]}, True),
    ],
)
def test_values_are_compared_as_what_they_are(text, values, expected):
    assert holds(text, **values) is expected


def test_a_date_begins_in_the_zone_of_the_calendar():
    values = {"finish_by": "2026-03-02", "met_at": "2026-03-01T17:00:00.000000Z"}
    assert holds("issue.met_at > issue.finish_by", **values) is True
    assert holds("issue.met_at > issue.finish_by", zone=ZoneInfo("UTC"), **values) is False


def test_a_text_or_list_that_was_not_given_is_empty():
    assert holds("issue.reason == '' && size(issue.people) <= 5 && heaviest(issue.decided) == 0")


@pytest.mark.parametrize(
    "text",
    [
        "issue.procedure != 'simple'",
        "!issue.first",
        "issue.amount < 5",
        "issue.finish_by < date('2026-03-02')",
        "issue.lead != 'li'",
        "parameters.limit > 1",
        "!did('explain')",
        "rounds('voting') == 0",
    ],
)
def test_what_needs_something_unknown_fails(text):
    with pytest.raises(ExpressionFailed) as caught:
        holds(text)
    assert caught.value.missing


def test_a_side_that_settles_it_needs_no_other():
    assert holds("issue.procedure != 'simple' || issue.first", procedure="ordinary") is True
    assert holds("issue.procedure == 'simple' && issue.first", procedure="ordinary") is False


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("issue.first", {"first": 1}),
        ("issue.first", {"first": "true"}),
        ("issue.amount > 0", {"amount": True}),
        ("issue.amount > 0", {"amount": "many"}),
        ("issue.amount > 0", {"amount": 2**53 + 1}),
        ("issue.finish_by < date('2026-03-02')", {"finish_by": "soon"}),
        ("issue.met_at < timestamp('2026-03-02T00:00:00Z')", {"met_at": "2026-03-02T00:00:00"}),
        ("issue.people != ['li']", {"people": "li"}),
        ("issue.people != ['li']", {"people": [1]}),
        ("issue.people[3] != 'li'", {"people": ["wang"]}),
        ("issue.reason != 'a'", {"reason": 5}),
        ("issue.reason != 'a'", {"reason": "\ud800"}),
        ("heaviest(issue.decided) >= 0", {"decided": ["shooting"]}),
        ("9223372036854775807 + size(issue.reason) > 0", {"reason": "a"}),
    ],
)
def test_a_value_that_is_none_of_its_kind_fails(text, values):
    with pytest.raises(ExpressionFailed):
        holds(text, **values)


@pytest.mark.parametrize("answer", [1, "true", None, [True]])
def test_an_answer_that_is_not_true_or_false_fails(answer):
    with pytest.raises(ExpressionFailed):
        holds("did('explain')", {Question("did", "explain"): answer})


def test_more_to_read_than_a_condition_may_read_fails():
    with pytest.raises(ExpressionFailed):
        holds("issue.reason != issue.other", reason="a" * 60_000, other="b" * 60_000)


def test_a_failure_names_what_is_missing_and_no_value():
    with pytest.raises(ExpressionFailed) as caught:
        holds("issue.reason == '' && issue.first && did('explain')", first=None)
    assert caught.value.missing == ("did(explain)", "issue.first")
    with pytest.raises(ExpressionFailed) as caught:
        holds("issue.lead == issue.reason", lead="li", reason=17)
    assert "17" not in caught.value.message("en") + caught.value.message("zh")


@pytest.mark.parametrize(
    ("text", "constant"),
    [
        ("true", True),
        ("1 == 2", False),
        ("issue.first || 1 < 2", True),
        ("issue.first && !true", False),
        ("did('explain') || !did('explain')", True),
        ("did('explain') && !did('explain')", False),
        ("issue.procedure == 'simple' && issue.procedure == 'ordinary'", False),
        ("issue.first && !issue.first && issue.reason == ''", False),
        ("issue.procedure == 'simple' || issue.procedure == 'ordinary'", None),
        ("issue.first || !issue.first", None),
        ("did('explain')", None),
        ("issue.reason == ''", None),
        ("rounds('voting') > 0", None),
        ("date('2026-03-02') < date('2026-03-03')", True),
    ],
)
def test_what_is_always_the_same_is_found_out(text, constant):
    assert condition(text).constant() is constant


def test_a_figure_gives_its_number():
    figure = Cel().figure("rounds('voting') * 2", SCOPE, PLACE)
    assert figure.value(Facts(answers={Question("rounds", "voting"): 2})) == 4
    with pytest.raises(ExpressionFailed):
        figure.value(Facts())


def test_a_number_without_bounds_is_none():
    with pytest.raises(ExpressionFailed):
        Cel().figure("1e308 * 10.0", SCOPE, PLACE).value(Facts())


def test_threads_share_a_condition():
    shared = condition("rounds('voting') == parameters.limit && did('explain')")
    asked = [
        Facts(
            values={"parameters.limit": one % 7},
            answers={Question("rounds", "voting"): one % 5, Question("did", "explain"): one % 2 == 0},
        )
        for one in range(400)
    ]
    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(shared.holds, asked))
    assert found == [one % 7 == one % 5 and one % 2 == 0 for one in range(400)]
