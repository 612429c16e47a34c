"""A deadline says in words how it came about, and the words agree with the date."""

from attrs import evolve

from rectiflow.calendars.bundled import load
from rectiflow.core.deadlines import due
from rectiflow.core.explain import explain
from rectiflow.core.periods import read_period
from rectiflow.model.promise import Deadline
from rectiflow.model.timing import Clock, Span, read_instant

CHINA = load("cn")


def promise(within, **more):
    return Deadline(name="handle", zh="办理时限", en="Handling", runs_in=("open",), within=read_period(within), **more)


def started(day, **more):
    return Clock(occurrence=1, started_at=read_instant(f"{day}T09:00:00+08:00"), **more)


def said(deadline, clock, language, fields=None):
    return explain(deadline, clock, due(deadline, clock, fields or {}, CHINA), CHINA, language).splitlines()


def test_every_day_left_out_is_named_and_only_those():
    lines = said(promise("5 working days", basis="济南热线条例第二十四条"), started("2025-09-26"), "zh")
    assert lines[:3] == [
        "办理时限：第1轮，自 2025-09-26 起算，起算日不计入。",
        "期间：5个工作日。",
        "依据：济南热线条例第二十四条。",
    ]
    holidays = "、".join([*("2025-09-27",), *(f"2025-10-0{day}" for day in range(1, 9))])
    assert lines[3] == f"不计入的非工作日：{holidays}。"
    assert lines[4] == "到期：2025-10-10。"


def test_rolling_off_a_day_off_is_told():
    lines = said(promise("15 days"), started("2026-04-20"), "zh")
    assert "到期日 2026-05-05 为非工作日，顺延。" in lines
    assert "到期：2026-05-06。" in lines


def test_a_pause_is_told_with_its_ends():
    pause = Span(read_instant("2026-03-03T09:00:00+08:00"), read_instant("2026-03-05T09:00:00+08:00"))
    lines = said(promise("5 working days"), started("2026-03-02", pauses=(pause,)), "en")
    assert "Paused from 2026-03-03T01:00:00.000000Z to 2026-03-05T01:00:00.000000Z." in lines


def test_a_date_past_the_notices_is_told_to_be_provisional():
    assert "暂定：日历未覆盖2027年。" in said(promise("5 working days"), started("2026-12-28"), "zh")
    assert not any("暂定" in line for line in said(promise("5 working days"), started("2026-12-24"), "zh"))


def test_a_deadline_without_its_date_yet_says_which_field_is_missing():
    deadline = evolve(promise("1 day"), within=None, due="promised")
    assert said(deadline, started("2026-03-02"), "zh")[-1] == "“promised”尚未填写，期限未定。"
    assert said(deadline, started("2026-03-02"), "en", {"promised": "2026-03-13"})[-2] == "Due on 2026-03-13."
