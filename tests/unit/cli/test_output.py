"""What is printed stays one line, in columns, and a document."""

import json
from datetime import UTC, date, datetime

import pytest

from rectiflow.cli.language import Language
from rectiflow.cli.output import clean, show_error, show_json, show_table
from rectiflow.errors import DefinitionError, InvalidInput, Permitted, Problem, Words
from rectiflow.model.timing import Period


@pytest.mark.parametrize("sign", ["\n", "\r", "\x1b", "\x00", "\x9b", "\u2028", "\u202e", "\u2066"])
def test_a_text_cannot_break_its_line_or_steer_the_terminal(sign):
    assert clean(f"路灯{sign}坏了") == "路灯 坏了"


def test_columns_stand_below_one_another_where_chinese_takes_two_places(capsys):
    show_table([("事项", "状态"), ("RF-1", "已登记"), ("路灯", "x")])
    assert capsys.readouterr().out.splitlines()[1:] == ["RF-1  已登记", "路灯  x"]


def test_a_document_writes_instants_in_utc_and_nouns_by_their_fields(capsys):
    show_json({"at": datetime(2026, 3, 2, 9, tzinfo=UTC), "day": date(2026, 3, 2), "period": Period(5, "days")})
    assert json.loads(capsys.readouterr().out) == {
        "at": "2026-03-02T09:00:00.000000Z",
        "day": "2026-03-02",
        "period": {"amount": 5, "unit": "days"},
    }


def test_what_is_no_value_of_ours_is_no_document():
    with pytest.raises(TypeError):
        show_json(object())


def refusal():
    way = Permitted(action="submit", by=("lead",), zh="报结", by_zh=("承办单位",))
    return InvalidInput(action="submit", action_zh="报结", issue="RF-1", zh="缺少答复", en="no answer", allowed=(way,))


def test_an_error_is_one_line_on_standard_error(capsys):
    show_error(refusal(), Language.BOTH, as_json=False)
    printed = capsys.readouterr()
    assert printed.out == ""
    assert len(printed.err.splitlines()) == 1


def test_an_error_is_a_document_as_well_where_one_was_asked_for(capsys):
    show_error(refusal(), Language.EN, as_json=True)
    printed = capsys.readouterr()
    error = json.loads(printed.out)["error"]
    assert error["code"] == "invalid_input"
    assert error["message"]["en"] == printed.err.strip()
    assert error["details"]["allowed"][0]["action"] == "submit"


def test_every_problem_of_a_file_has_its_own_line(capsys):
    words = Words("未知的键", "unknown key"), Words("请删去", "remove it")
    problems = tuple(Problem("a.yaml", line, 1, "RF101", *words) for line in (1, 2))
    show_error(DefinitionError(problems), Language.ZH, as_json=False)
    assert capsys.readouterr().err.splitlines() == [problem.say("zh") for problem in problems]
    show_error(DefinitionError(problems), Language.BOTH, as_json=False)
    assert capsys.readouterr().err.splitlines() == [
        f"a.yaml:{line}:1: RF101: 未知的键；请删去 / unknown key; remove it" for line in (1, 2)
    ]
