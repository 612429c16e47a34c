"""Killed anywhere and run again, a replay leaves the records of an undisturbed run."""

import os
import random
import subprocess
import sys
from contextlib import closing
from datetime import timedelta
from signal import SIGKILL

import pytest

from rectiflow.replay import run
from rectiflow.stores.sqlite import SQLiteStore
from tests.logs import CHECK, MONDAY, ORDERLY, RECEIPT, REGISTER, SEND, receipt_case, write_csv

COMMIT = 20
POINTS = 20

DYING = f"""
import os, signal, sys
from pathlib import Path
from rectiflow.engine.page import Page
from rectiflow.replay import run

log, workflow, url, left = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3], int(sys.argv[4])
add = Page.add

def add_or_die(page, decision):
    global left
    left -= len(decision.drafts)
    if left < 0:
        os.kill(os.getpid(), signal.SIGKILL)
    add(page, decision)

Page.add = add_or_die
run.EVENTS_PER_COMMIT = {COMMIT}
run.replay(log, workflow, url=url)
"""


def some_cases():
    """Give cases that are accepted, refused, registered late, and late."""
    chance = random.Random(7)
    kinds = [ORDERLY, ORDERLY[:1], (REGISTER, SEND, CHECK), (CHECK, *ORDERLY[2:]), ORDERLY[:4]]
    for number in range(60):
        yield receipt_case(
            f"case-{number}",
            chance.choice(kinds),
            start=MONDAY + timedelta(hours=chance.randrange(300)),
            apart=timedelta(hours=chance.randrange(1, 50)),
            deadline=timedelta(days=chance.randrange(1, 20)),
        )


@pytest.fixture(scope="module")
def log(tmp_path_factory):
    rows = [row for case in some_cases() for row in case]
    return write_csv(tmp_path_factory.mktemp("log") / "log.csv", rows)


@pytest.fixture
def small_commits(monkeypatch):
    monkeypatch.setattr(run, "EVENTS_PER_COMMIT", COMMIT)


def url(path):
    return f"sqlite:///{path}"


def stored(path):
    """Give the records without what chance and the time of writing put into them."""
    with closing(SQLiteStore(path)) as store, store.reading("default") as reader:
        return [(one.issue, one.version, one.type, one.v, one.effective_at, dict(one.data)) for one in reader.records()]


@pytest.fixture(scope="module")
def undisturbed(log, tmp_path_factory):
    path = tmp_path_factory.mktemp("undisturbed") / "replay.db"
    run.replay(log, RECEIPT, url=url(path))
    return stored(path)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL to send")
@pytest.mark.parametrize("point", range(POINTS))
@pytest.mark.usefixtures("small_commits")
def test_a_killed_run_is_completed_by_running_it_again(log, undisturbed, tmp_path, point):
    path, made = tmp_path / "replay.db", random.Random(point).randrange(60, len(undisturbed))

    died = subprocess.run([sys.executable, "-c", DYING, log, RECEIPT, url(path), str(made)], check=False)

    assert died.returncode == -SIGKILL
    assert 0 < len(stored(path)) < len(undisturbed), "some of the records were written, but not all"
    assert stored(path) == undisturbed[: len(stored(path))]
    run.replay(log, RECEIPT, url=url(path))
    assert stored(path) == undisturbed
