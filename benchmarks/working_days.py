"""How fast "+15 working days" is, against a bare bisect over the same list and a loop over days.

Run `python benchmarks/working_days.py`. Each round times all three, one after the other, in CPU
time; the ratios are medians over the rounds. Aims: at least 0.3 of the bare bisect's speed, and at
least 100 times that of `chinesecalendar`'s own loop.
"""

import sys
from bisect import bisect_right
from datetime import date
from statistics import median
from time import process_time

import chinese_calendar

from rectiflow.calendars.bundled import load
from rectiflow.core.calendars import add_working_days

CHINA = load("cn")
STARTS = [date.fromordinal(date(2020, 1, 1).toordinal() + i) for i in range(2000)]
ROUNDS = 15


def ours():
    """Count with the calendar as deadlines do."""
    for start in STARTS:
        add_working_days(CHINA, start, 15)


def bare():
    """Count with nothing but a bisect: the floor."""
    working = CHINA.working
    for start in STARTS:
        date.fromordinal(working[bisect_right(working, start.toordinal()) + 14])


def loop():
    """Count as `chinesecalendar` does, day by day: its 15th day on is the 14th after the next one."""
    for start in STARTS[::100]:
        chinese_calendar.find_workday(14, date.fromordinal(start.toordinal() + 1))


def per_start(run, starts):
    """Time one run in CPU nanoseconds per start."""
    began = process_time()
    for _ in range(10):
        run()
    return (process_time() - began) * 1e9 / (10 * starts)


def main():
    """Check that all agree, time them, and print times and ratios."""
    for start in STARTS:
        expected = chinese_calendar.find_workday(14, date.fromordinal(start.toordinal() + 1))
        assert add_working_days(CHINA, start, 15) == expected, start
    rounds = [(per_start(ours, 2000), per_start(bare, 2000), per_start(loop, 20)) for _ in range(ROUNDS)]
    our, floor, slow = (median(times) for times in zip(*rounds, strict=True))
    to_floor, to_loop = median(b / o for o, b, _ in rounds), median(s / o for o, _, s in rounds)
    sys.stdout.write(f"+15 working days: {our:.0f} ns; bare bisect {floor:.0f} ns; day loop {slow:.0f} ns\n")
    sys.stdout.write(f"{to_floor:.2f} x the speed of a bare bisect (aim: at least 0.3)\n")
    sys.stdout.write(f"{to_loop:.0f} x the speed of chinesecalendar's loop (aim: at least 100)\n")


if __name__ == "__main__":
    main()
