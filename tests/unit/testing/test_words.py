"""Words of a scenario stand for one thing, or are answered with what there is."""

from zoneinfo import ZoneInfo

import pytest

from rectiflow.model.subject import Field
from rectiflow.model.titles import Titled
from rectiflow.testing.words import RECORDS, Unmet, Word, instant_of, key_of, pairs, rows, value_of

SHANGHAI = ZoneInfo("Asia/Shanghai")
STATES = {
    "open": Word("办理中", "Open"),
    "returned": Word("退回", "Returned"),
    "sent_back": Word("退回", "Sent back"),
}


@pytest.mark.parametrize("word", ["open", "办理中", "Open", "OPEN"])
def test_a_word_is_a_key_or_a_title_in_either_language_and_any_case(word):
    assert key_of(word, STATES, "state") == "open"


def test_a_title_of_two_things_is_refused_and_both_are_named():
    with pytest.raises(Unmet) as unmet:
        key_of("退回", STATES, "state")
    assert unmet.value.zh == "“退回”不止一个，请写键名；现有：退回（returned）、退回（sent_back）"


def test_an_unknown_word_is_refused_with_all_there_is():
    with pytest.raises(Unmet) as unmet:
        key_of("close", STATES, "state")
    assert unmet.value.en.startswith("there is no state 'close'; there are: open (Open), returned")


@pytest.mark.parametrize(
    ("text", "instant"),
    [
        ("2026-03-02", "2026-03-01T16:00:00+00:00"),
        ("2026-03-02 09:00", "2026-03-02T01:00:00+00:00"),
        ("2026-03-02T09:00:00+01:00", "2026-03-02T08:00:00+00:00"),
    ],
)
def test_a_time_is_local_unless_it_carries_an_offset(text, instant):
    assert instant_of(text, SHANGHAI).astimezone(ZoneInfo("UTC")).isoformat() == instant


def test_what_is_no_time_is_refused():
    with pytest.raises(Unmet, match="'tomorrow' is no time"):
        instant_of("tomorrow", SHANGHAI)


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        ("text", "12", "12"),
        ("number", "12", 12),
        ("number", "3.50", "3.50"),
        ("yes_no", "是", True),
        ("yes_no", "no", False),
        ("files", "前.jpg、后.jpg", ["前.jpg", "后.jpg"]),
        ("date", "2026-03-02", "2026-03-02"),
        ("instant", "2026-03-02 09:00", "2026-03-02T01:00:00.000000Z"),
        ("choice", "已解决", "fixed"),
    ],
)
def test_a_cell_is_read_by_the_type_of_its_field(kind, text, value):
    field = Field(name="f", zh="字段", en="Field", type=kind, choices=(Titled(name="fixed", zh="已解决", en="Fixed"),))
    assert value_of(field, text, SHANGHAI) == value


def test_the_heading_of_a_table_is_no_row():
    assert pairs([["名称", "内容"], ["答复", "已修好"]]) == [("答复", "已修好")]
    assert pairs([]) == []


def test_a_row_that_is_no_pair_is_refused():
    with pytest.raises(Unmet, match="two columns"):
        pairs([["名称"], ["答复"]])


def test_an_empty_cell_says_nothing():
    assert rows([["record", "登记"], ["missed", ""]], {"type": Word("记录", "record"), "x": RECORDS["registered"]}) == [
        {"type": "missed"}
    ]
