"""A file that is locked, closed to us, full, damaged or not ours: a typed error, and nothing half-written."""

import os
import resource
import shutil
import sys
import tempfile
import threading
from contextlib import closing, suppress
from pathlib import Path

import pytest

from rectiflow.errors import StoreError
from rectiflow.stores.sqlite import APPLICATION, MIGRATIONS, SQLiteStore
from rectiflow.stores.sqlite_engine import sqlite3
from rectiflow.testing.store_contract import commit, kept_by
from tests.faults.processes import check_whole, start, start_writer
from tests.office import dump, new_engine, rectifying, register

NOBODY = 65534
MOMENT = 0.05
"""How many seconds a store waits in these tests."""


@pytest.fixture
def path(tmp_path):
    return tmp_path / "office.db"


@pytest.fixture
def office(path):
    """Give a database with one issue in it, closed."""
    with closing(SQLiteStore(path)) as store:
        rectifying(new_engine(store))
    return path


def refused(path, **words):
    """Give the error with which the file is refused; both of its sentences say where and what to do."""
    with pytest.raises(StoreError) as refusal, closing(SQLiteStore(path, **words)):
        pytest.fail("it was opened")
    error = refusal.value
    assert str(path) in str(error)
    assert str(path) in error.message("zh")
    assert error.fix.zh in error.message("zh")
    return str(error)


HOLD = """
import sys
from rectiflow.stores.sqlite_engine import sqlite3
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("BEGIN IMMEDIATE")
print("held", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def locked(office):
    """Give a database that another process holds."""
    with start("-c", HOLD, office) as holder:
        assert holder.stdout.readline() == "held\n"
        yield office
        holder.stdin.close()


def test_a_file_that_another_process_holds_is_refused_after_the_wait(locked):
    with closing(SQLiteStore(locked, wait=MOMENT)) as store:
        engine = new_engine(store)
        before = dump(store)
        with pytest.raises(StoreError, match="is locked by another process"):
            register(engine)
        with pytest.raises(StoreError, match="is locked by another process"):
            engine.tick()
        assert dump(store) == before


def test_a_file_that_another_process_holds_can_be_read(locked):
    with closing(SQLiteStore(locked, wait=MOMENT)) as store:
        assert new_engine(store).get("RF-000001", by="window").state == "rectifying"


def test_a_store_recovers_when_the_lock_is_gone(office):
    with closing(SQLiteStore(office, wait=MOMENT)) as store:
        engine = new_engine(store)
        with start("-c", HOLD, office) as holder:
            holder.stdout.readline()
            with pytest.raises(StoreError):
                register(engine)
            holder.stdin.close()
        assert register(engine).id == "RF-000002"


def test_a_thread_that_waits_for_another_waits_only_so_long(path):
    with closing(SQLiteStore(path, wait=MOMENT)) as store:
        errors = []

        def work():
            try:
                commit(store)
            except StoreError as error:
                errors.append(error)

        with store.writing("city"):
            thread = threading.Thread(target=work)
            thread.start()
            thread.join()
        assert [str(error) for error in errors] == ["Another thread has a transaction open. Let it end, and try again."]
        commit(store)


def test_a_folder_that_is_not_there_is_told(tmp_path):
    assert "can't be opened. Check that the folder exists" in refused(tmp_path / "nowhere" / "office.db")


def test_a_folder_is_no_database(tmp_path):
    assert "can't be opened" in refused(tmp_path)


@pytest.mark.parametrize("content", [b"workflow: repair\n" * 99, b"SQLite format 3\0" + b"\xff" * 4096])
def test_a_file_that_is_no_database_is_refused_and_left_as_it_is(path, content):
    path.write_bytes(content)
    assert "is no SQLite database" in refused(path) or "is damaged" in refused(path)
    assert path.read_bytes() == content


@pytest.mark.parametrize(
    "script", ["CREATE TABLE notes (text)", "PRAGMA application_id = 7", "PRAGMA user_version = 1"]
)
def test_the_database_of_another_application_is_refused_and_left_as_it_is(path, script):
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute(script)
    content = path.read_bytes()
    assert "is a SQLite database of another application" in refused(path)
    assert path.read_bytes() == content


def test_the_database_of_a_later_release_is_refused_and_left_as_it_is(office):
    with closing(sqlite3.connect(office, isolation_level=None)) as connection:
        connection.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    content = office.read_bytes()
    assert "was written by a later release. Upgrade rectiflow" in refused(office)
    assert office.read_bytes() == content


def test_a_damaged_database_is_told_apart_from_an_empty_one(office):
    content = bytearray(office.read_bytes())
    content[4096:] = b"\xa5" * (len(content) - 4096)
    office.write_bytes(content)
    with closing(SQLiteStore(office)) as store, pytest.raises(StoreError, match="is damaged"):
        new_engine(store).get("RF-000001", by="window")


def test_a_database_of_ours_is_marked(office):
    with closing(sqlite3.connect(office)) as connection:
        assert connection.execute("PRAGMA application_id").fetchone() == (APPLICATION,)
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)


@pytest.fixture
def open_folder():
    """Give a folder that everybody may enter, unlike those of pytest."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


def written_as_nobody(path):
    """Give what is said to somebody who writes without the right to; root would have every right."""
    if not hasattr(os, "fork"):
        pytest.skip("rights to files work in another way on this system")
    said, tell = os.pipe()
    if os.fork() == 0:
        try:
            give_up_rights()
            commit(SQLiteStore(path))
        except StoreError as error:
            os.write(tell, str(error).encode())
        finally:
            os._exit(0)
    os.close(tell)
    os.wait()
    with open(said, "rb") as reader:  # noqa: PTH123  (a pipe has no path)
        return reader.read().decode()


def give_up_rights():
    if os.geteuid() == 0:
        os.setgroups([])
        os.setgid(NOBODY)
        os.setuid(NOBODY)


def test_a_file_that_may_not_be_written_to_is_told(open_folder):
    path = open_folder / "office.db"
    with closing(SQLiteStore(path)) as store:
        rectifying(new_engine(store))
    content = path.read_bytes()
    path.chmod(0o444)
    open_folder.chmod(0o555)
    said = written_as_nobody(path)
    open_folder.chmod(0o755)
    assert said == f"{path} can't be written to. Give the file and its folder write permission."
    assert path.read_bytes() == content


def test_a_folder_that_may_not_be_written_to_is_told(open_folder):
    open_folder.chmod(0o555)
    said = written_as_nobody(open_folder / "office.db")
    open_folder.chmod(0o755)
    assert said == f"{open_folder / 'office.db'} can't be opened. Check that the folder exists and may be written to."


def limit_files(size):
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


@pytest.mark.skipif(sys.platform == "win32", reason="the size of files can't be limited there")
@pytest.mark.parametrize("size", [10_000, 100_000, 150_000, 200_000])
def test_when_the_disk_is_full_an_action_is_there_or_refused_never_half(path, size):
    with start_writer(path, "writer", 10**6, preexec_fn=lambda: limit_files(size)) as writer:
        *said, last = writer.communicate()[0].splitlines(keepends=True)
    assert last.startswith("error store_error ")
    assert str(path) in last
    with closing(SQLiteStore(path)) as store:
        there = check_whole(store)
        promised = dict(line.split() for line in said)
        assert promised.items() <= there.items()
        assert len(there) <= len(promised) + 1
        rectifying(new_engine(store))  # with space again, work goes on


def fill(store):
    """Let the database grow no further."""
    with store.reading("city") as reader:
        connection = reader._connection  # noqa: SLF001  (the limit belongs to the connection)
        (pages,) = connection.execute("PRAGMA page_count").fetchone()
        connection.execute(f"PRAGMA max_page_count = {pages + 1}")


def test_a_full_database_says_so_and_keeps_nothing_of_the_action(office):
    with closing(SQLiteStore(office)) as store:
        engine = new_engine(store)
        fill(store)
        before = dump(store)
        with pytest.raises(StoreError, match=r"is full. Free some space; nothing of this action was kept"):
            register(engine, fields={"opinion": "长" * 9999})
        assert dump(store) == before
        check_whole(store)


def test_a_batch_in_which_the_disk_filled_up_is_undone_also_when_it_goes_on(office):
    """SQLite may undo the transaction by itself; what follows must not be committed bit by bit."""
    with closing(SQLiteStore(office)) as store:
        engine = new_engine(store)
        fill(store)
        before = dump(store)
        with pytest.raises(StoreError), engine.batch() as batch:  # noqa: PT012  (it goes on and on)
            for number in range(99):
                fields = {"opinion": "长" * (400 if number % 2 else 4)}
                with suppress(StoreError, sqlite3.Error):  # a host that goes on regardless
                    batch.register("repair", by="window", fields=fields, binds={"reporter": "visitor"})
        assert dump(store) == before
        check_whole(store)


def test_two_processes_that_write_at_once_lose_nothing(path):
    with start_writer(path, "one", 40) as one, start_writer(path, "two", 40) as two:
        said = one.stdout.readlines() + two.stdout.readlines()
    assert (one.returncode, two.returncode) == (0, 0)
    promised = dict(line.split() for line in said)
    with closing(SQLiteStore(path)) as store:
        assert check_whole(store) == promised
    assert sorted(promised.values()) == sorted(f"{name}-{number}" for name in ("one", "two") for number in range(40))


def test_many_processes_may_make_one_database_at_once(path):
    writers = [start_writer(path, f"writer{number}", 1) for number in range(4)]
    said = [writer.communicate()[0] for writer in writers]
    assert all(line.startswith("RF-") for line in said), said
    with closing(SQLiteStore(path)) as store:
        assert len(check_whole(store)) == 4


def test_connections_do_not_pile_up_with_threads(office):
    open_files = Path("/proc/self/fd")
    if not open_files.is_dir():
        pytest.skip("this system doesn't list open files at /proc/self/fd")
    with closing(SQLiteStore(office)) as store:
        kept_by(store)
        before = len(list(open_files.iterdir()))
        for _ in range(20):
            thread = threading.Thread(target=kept_by, args=(store,))
            thread.start()
            thread.join()
        assert len(list(open_files.iterdir())) <= before
