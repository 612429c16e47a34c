"""What another version would mean for an issue made by hand."""

from attrs import evolve

from rectiflow.core.carry import Version
from rectiflow.core.foresee import foresee
from rectiflow.model.migration import Migration, Renaming
from rectiflow.model.timing import Clock, Period
from tests.cases import DAY, an_issue
from tests.office import CHINA, MONDAY, REPAIR

RUNNING = {"rectify": Clock(occurrence=1, started_at=MONDAY)}

GONE = {name: state for name, state in REPAIR.states.items() if name != "rectifying"}
"""The states of a version that has no `rectifying`."""


def version(**changed):
    return Version(workflow=evolve(REPAIR, version=2, **changed), calendar=CHINA)


def without(section, *names):
    return {name: one for name, one in section.items() if name not in names}


def within(days):
    rectify = evolve(REPAIR.deadlines["rectify"], within=Period(days, "working days"))
    return version(deadlines={**REPAIR.deadlines, "rectify": rectify})


def seen(new, now=MONDAY + DAY, *, old=REPAIR, names=None, asks=frozenset(), to=None, **known):  # noqa: PLR0913  (each is a word of the question)
    issue = an_issue(**{"clocks": RUNNING} | known)
    migration = Migration(workflow="repair", renaming=Renaming(**names or {}), to=to)
    return foresee(issue, Version(workflow=old, calendar=CHINA, asks=asks), new, now, migration)


def mapped(new, state, **known):
    """Say what becomes of an issue whose state is gone and `state` takes its place."""
    return seen(new, names={"states": {"rectifying": state}}, **known)


def only(prospect):
    (dates,) = prospect.dates
    return dates
