"""What was acknowledged survives `kill -9` at any moment; nothing is ever half there."""

import random
import time
from contextlib import closing

from rectiflow.stores.sqlite import SQLiteStore
from tests.faults.processes import acknowledged, check_whole, start_writer
from tests.office import new_engine, rectifying

KILLS = 30
AT_MOST = 12
"""Each writer is killed after it acknowledged up to so many issues, somewhere within one of the next."""
ONE_ACTION = 0.005
"""About how many seconds one takes; it decides where the kills fall, not what must hold."""
WITHOUT_END = 10**6
"""More than the pipe to us takes: the writer waits there, should we be slow."""


def killed_after(path, lines, *mistake, pause=0.0):
    """Let a writer acknowledge so many actions, kill it `pause` seconds later, and give all that it acknowledged."""
    with start_writer(path, f"writer{lines}", WITHOUT_END, *mistake, bufsize=1) as writer:
        said = [writer.stdout.readline() for _ in range(lines)]
        time.sleep(pause)
        writer.kill()
        said += writer.stdout.readlines()
    assert len(said) >= lines
    assert writer.returncode != 0
    return acknowledged(said)


def kept(path):
    with closing(SQLiteStore(path)) as store:
        return check_whole(store)


def test_what_was_acknowledged_is_there_after_a_kill_and_nothing_is_torn(tmp_path):
    path = tmp_path / "office.db"
    dice = random.Random(20260302)
    promised = {}
    for _ in range(KILLS):
        promised |= killed_after(path, dice.randint(0, AT_MOST), pause=dice.uniform(0, ONE_ACTION))
    there = kept(path)
    assert promised
    assert promised.items() <= there.items()
    assert len(there) - len(promised) <= KILLS  # at most the one that each was at when it was killed


def test_work_goes_on_after_a_kill(tmp_path):
    path = tmp_path / "office.db"
    killed_after(path, 3)
    with closing(SQLiteStore(path)) as store:
        before = len(check_whole(store))
        rectifying(new_engine(store))
        assert len(check_whole(store)) == before + 1


def test_this_way_of_looking_sees_a_loss_where_there_is_one(tmp_path):
    path = tmp_path / "office.db"
    promised = killed_after(path, 5, "too_early")
    assert len(promised) >= 5
    assert kept(path) == {}
