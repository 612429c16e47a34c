"""What is wrong with an expression is said at its place, with a code and a way out."""

import pytest

from rectiflow.errors import DefinitionError
from rectiflow.expressions import Cel, Kind, Place, Question, Scope

pytest.importorskip("cel_expr_python", reason="no wheel of cel-expr-python for this platform")

SCOPE = Scope(
    variables={
        "issue.procedure": Kind("choice", ("simple", "ordinary")),
        "issue.grave": Kind("yes_no"),
        "issue.opinion": Kind("text"),
        "issue.amount": Kind("number"),
        "issue.finish_by": Kind("date"),
        "issue.met_at": Kind("instant"),
        "issue.representatives": Kind("persons"),
        "issue.decided": Kind("measures"),
        "issue.opinions": Kind("list"),
        "issue.plan": Kind("checklist"),
        "input.reason": Kind("text"),
        "parameters.rounds": Kind("whole"),
    },
    names={
        "action": ("explain", "decide"),
        "deadline": ("handle",),
        "state": ("voting",),
        "field": ("opinion", "procedure"),
        "moment": ("decide", "finish_by"),
        "parts": ("opinions",),
        "role": ("subject",),
    },
    measures=("talk", "admonition", "removal"),
)
PLACE = Place("a.yaml", 7, 20)


def problems(text):
    with pytest.raises(DefinitionError) as caught:
        Cel().condition(text, SCOPE, PLACE)
    return caught.value.problems


@pytest.mark.parametrize(
    ("text", "code", "column"),
    [
        ("issue.grav", "RF203", 0),
        ("input.reson == ''", "RF203", 0),
        ("issue.opinion.length == 3", "RF203", 0),
        ("parameters.round > 1", "RF602", 0),
        ("issue == 1", "RF602", 0),
        ("true && dod('explain')", "RF602", 8),
        ("did('explian')", "RF204", 4),
        ("met('handel')", "RF207", 4),
        ("rounds('votin') > 1", "RF201", 7),
        ("given('opinon')", "RF203", 6),
        ("days_since('decid') > 1", "RF602", 11),
        ("parts_open('opinion') > 1", "RF602", 11),
        ("earlier('subjects') > 1", "RF202", 8),
        ("issue.procedure == 'simpel'", "RF209", 19),
        ("'simpel' != issue.procedure", "RF209", 0),
        ("issue.procedure in ['simple', 'ordinry']", "RF209", 30),
        ("'removl' in issue.decided", "RF209", 0),
        ("heaviest(['removl']) > 1", "RF209", 10),
        ("did(issue.opinion)", "RF603", 0),
        ("did(1)", "RF603", 0),
        ("did('explain', 'decide')", "RF603", 0),
        ("'explain'.did()", "RF603", 10),
        ("age('explain') > 3", "RF603", 0),
        ("heaviest(issue.opinion) > 1", "RF603", 0),
        ("issue.opinion == 5", "RF603", 14),
        ("issue.procedure < 'simple'", "RF603", 16),
        ("issue.grave == 'true'", "RF603", 12),
        ("issue.finish_by < '2026-03-02'", "RF603", 16),
        ("issue.finish_by < date('2026-02-30')", "RF603", 18),
        ("issue.met_at < timestamp('2026-03-02')", "RF603", 15),
        ("issue.plan == 1", "RF603", 0),
        ("'a' in issue.opinions", "RF603", 4),
        ("issue.opinion in [1, 'a']", "RF603", 17),
        ("issue.opinion.contains(issue.opinion)", "RF603", 14),
        ("issue.opinion", "RF604", 0),
        ("rounds('voting')", "RF604", 0),
        ("has(issue.opinion)", "RF606", 0),
        ("issue.representatives.all(x, x == 'a')", "RF606", 22),
        ("issue.representatives.map(x, x) == []", "RF606", 22),
        ("issue.opinion.matches('a+')", "RF606", 14),
        ("issue.amount / 2 > 1.0", "RF606", 13),
        ("null == issue.opinion", "RF606", 0),
        ("{'a': 1}.a == 1", "RF606", 8),
        ("b'a' == b'b'", "RF606", 0),
        ("1u == 1u", "RF606", 0),
        ("1 +", "RF601", 2),
        ("", "RF601", 0),
        ("issue.grave & issue.grave", "RF601", 12),
        ("'a", "RF601", 0),
        ("意见 == 'a'", "RF601", 0),
    ],
)
def test_a_mistake_has_its_code_at_its_place(text, code, column):
    (problem, *_) = problems(text)
    assert (problem.code, problem.line, problem.column) == (code, 7, 20 + column)
    assert problem.message
    assert problem.fix


def test_all_unknown_names_are_told_at_once_in_the_order_of_the_text():
    found = problems("issue.grav && did('explian') && issue.procedure == 'simpel'")
    assert [problem.code for problem in found] == ["RF203", "RF204", "RF209"]


def test_a_misspelling_says_what_was_probably_meant():
    (problem,) = problems("issue.procedur == 'simple'")
    assert problem.fix.startswith("did you mean 'issue.procedure'? There are: issue.procedure, issue.grave, ")


def test_what_is_quoted_from_the_expression_moves_no_cursor():
    (problem,) = problems(r"did('\u001b[2J')")
    assert problem.message == r"'\x1b[2J' is no action of the workflow"


def test_characters_are_counted_as_people_count_them():
    (problem,) = problems("issue.opinion == '路灯𠮷' && issue.grav")
    assert problem.column == 20 + 26


def test_a_further_line_is_counted_from_the_first():
    (problem,) = problems("issue.grave &&\n  issue.opinion == 5")
    assert (problem.line, problem.column) == (8, 20 + 16)


def test_what_the_library_says_stays_inside():
    for text in ("issue.opinion == 5", "1 +", "'a", "(" * 50, "issue.amount ? 1 : 2"):
        said = " ".join(str(problem) for problem in problems(text))
        assert not any(word in said for word in ("overload", "Syntax", "INVALID", "ERROR", "<input>", "string", "EOF"))


@pytest.mark.parametrize(
    "text",
    [
        "issue.amount > 5",
        "issue.amount == 5 && 5 <= issue.amount",
        "issue.amount + 1 > parameters.rounds",
        "issue.amount in [1, 2] || issue.amount in [0.5]",
        "rounds('voting') < parameters.rounds",
        "issue.finish_by <= date('2026-03-02')",
        "issue.met_at > issue.finish_by",
        "issue.met_at < timestamp('2026-03-02T09:00:00+08:00')",
        "issue.representatives == [] || 'li' in issue.representatives",
        "size(issue.opinions) > 0 && size(issue.opinion) < 100",
        "issue.grave ? did('explain') : issue.opinion.startsWith('路')",
        "heaviest(issue.decided) >= heaviest(['admonition'])",
        "-issue.amount < 3 && !issue.grave",
    ],
)
def test_what_the_language_has_compiles(text):
    assert Cel().condition(text, SCOPE, PLACE).text == text


def test_what_an_expression_reads_and_asks_is_known():
    condition = Cel().condition("issue.grave || (did('explain') && age() > 3 && given('opinion'))", SCOPE, PLACE)
    assert condition.reads == {"issue.grave"}
    assert condition.asks == {Question("did", "explain"), Question("age"), Question("given", "opinion")}


def test_a_figure_is_a_number():
    assert Cel().figure("rounds('voting') + 1", SCOPE, PLACE)
    with pytest.raises(DefinitionError) as caught:
        Cel().figure("did('explain')", SCOPE, PLACE)
    assert caught.value.problems[0].code == "RF604"
