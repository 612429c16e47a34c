"""Every error speaks the reader's language; each is raised here as it is raised in earnest."""

import ast
import gzip
import re
import sys
import threading
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from attrs import evolve

from rectiflow import errors
from rectiflow.bootstrap import bundled_workflow, connect, open_store
from rectiflow.calendars.bundled import load
from rectiflow.cli.demo import demo
from rectiflow.cli.files import create
from rectiflow.cli.language import Language
from rectiflow.cli.place import Place
from rectiflow.core.calendars import end_of_day
from rectiflow.core.deadlines import due
from rectiflow.core.periods import read_moment, read_period
from rectiflow.definitions.parse import read_workflow
from rectiflow.definitions.shapes import Head, keys_of
from rectiflow.expressions import Cel
from rectiflow.ledger.chain import unbroken
from rectiflow.model.expression import Kind, Known, Scope
from rectiflow.model.expression import Place as Here
from rectiflow.model.promise import Deadline
from rectiflow.model.timing import Clock
from rectiflow.replay import replay
from rectiflow.replay.logs import Columns, read_events
from rectiflow.stores.codec import read_record
from rectiflow.stores.sqlite import SQLiteStore
from rectiflow.stores.sqlite_engine import sqlite3
from rectiflow.stores.sqlite_errors import translated
from rectiflow.stores.turns import Turn, only_process
from rectiflow.wording import choose
from tests.chinese import english, is_chinese
from tests.logs import RECEIPT, receipt_case, write_csv
from tests.office import CHINA, MONDAY, REPAIR, assign, closed, later, new_engine, rectifying, register, submit

DATABASE = Path("台账.db")
SQLITE_SAYS = (
    "database is locked",
    "attempt to write a readonly database",
    "database or disk is full",
    "unable to open database file",
    "file is not a database",
    "database disk image is malformed",
    "disk I/O error",
    "no such table: records",
)


@pytest.fixture(autouse=True)
def _here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


def with_(**words):
    """Do an action on an issue that is being rectified, with these words."""
    engine = new_engine()
    return lambda: engine.act(rectifying(engine).id, **{"action": "submit", "by": "li"} | words)


def judged(known):
    scope = Scope(variables={"issue.grave": Kind("yes_no")})
    return lambda: Cel().condition("issue.grave", scope, Here("a.yaml", 1, 1)).holds(known)


def without_cel():
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(sys.modules, "rectiflow.expressions.compiling", None)
        Cel().condition("true", Scope(), Here("a.yaml", 1, 1))


def reopened_late():
    engine = new_engine()
    issue = closed(engine)
    later(engine, days=30)
    engine.act(issue.id, "reopen", by="visitor")


def not_yet():
    submit = evolve(REPAIR.actions["submit"], quorum={"lead": 2})
    engine = new_engine(workflows=(evolve(REPAIR, actions={**REPAIR.actions, "submit": submit}),))
    engine.act(rectifying(engine).id, "submit", by="li", fields={"answer": "修好了"})


def record_taken_out():
    engine = new_engine()
    list(unbroken(engine.history(rectifying(engine).id, by="li")[1:]))


def key_reused():
    engine = new_engine()
    issue = rectifying(engine, key="甲")
    submit(engine, issue, key="甲")


def stale():
    engine = new_engine()
    issue = register(engine)
    assign(engine, issue)
    assign(engine, issue, expected_version=issue.version)


def other_thread_writes():
    turn = Turn(wait=0)
    with turn:
        failed = []
        thread = threading.Thread(target=lambda: failed.append(caught(turn.__enter__)))
        thread.start()
        thread.join()
    raise failed[0]


def twice_in_one_thread():
    turn = Turn()
    with turn, turn:
        pass


def undone():
    with closing(SQLiteStore(DATABASE)) as store, store.writing("city") as transaction:
        transaction._connection.rollback()  # noqa: SLF001  (as SQLite does where the disk is full)


def opened_after(*statements):
    with closing(sqlite3.connect(DATABASE)) as connection:
        for statement in statements:
            connection.execute(statement)
    SQLiteStore(DATABASE)


def later_release():
    SQLiteStore(DATABASE).close()
    opened_after("PRAGMA user_version = 99")


def sqlite_says(message):
    with translated(DATABASE):
        raise sqlite3.OperationalError(message)


def half_a_character():
    with translated(DATABASE):
        "\ud83d".encode()


def locked():
    with only_process(DATABASE, 0), only_process(DATABASE, 0):
        pass


def locked_in_a_file():
    Path("夹").touch()
    with only_process(Path("夹") / DATABASE, 0):
        pass


def made_twice():
    create(DATABASE, "")
    create(DATABASE, "")


def demo_over_a_file():
    DATABASE.touch()
    demo.callback(file=DATABASE, language=Language.ZH, as_json=False)


def reading(name, data, **columns):
    def read():
        Path(name).write_bytes(data)
        list(read_events(Path(name), Columns(**columns)))

    return read


def replayed(*rows, mapping=None):
    return lambda: replay(write_csv(Path("日志.csv"), rows), RECEIPT, mapping)


def row(**changed):
    (one,) = receipt_case("甲", (("Confirmation of receipt", "Anna", "Group 1"),))
    return one | changed


def due_by(field):
    deadline = Deadline(name="reply", zh="答复时限", en="Reply", runs_in=("rectifying",), due="promised")
    return lambda: due(deadline, Clock(occurrence=1, started_at=MONDAY), {"promised": field}, CHINA)


RAISED = {
    errors.NotFound: {
        "calendar": lambda: load("atlantis"),
        "workflow of the package": lambda: bundled_workflow("nothing"),
        "workflow": lambda: new_engine().register("nothing", by="window"),
        "issue": lambda: new_engine().get("RF-000009", by="li"),
        "deadline": lambda: (engine := new_engine()).deadline(register(engine).id, "nothing", by="window"),
        "version": lambda: new_engine().migrate("repair", by="chief", to=9),
        "workflow file": lambda: connect(workflows="无.yaml"),
        "directory file": lambda: connect(directory="无.yaml"),
        "mapping": replayed(row(), mapping=Path("无.map")),
    },
    errors.StoreError: {
        "unknown store": lambda: open_store("mysql://x"),
        "another thread writes": other_thread_writes,
        "the thread writes already": twice_in_one_thread,
        "undone transaction": undone,
        "another application": lambda: opened_after("PRAGMA application_id = 7"),
        "later release": later_release,
        "half a character": half_a_character,
        "locked": locked,
        "no folder for the lock": locked_in_a_file,
        "no database": lambda: Place("sqlite:///台账.db", "city", (), None).existing(),
        "file is there": made_twice,
        "no folder for the file": lambda: create(Path("无") / DATABASE, ""),
        "demo over a file": demo_over_a_file,
    }
    | {message: lambda message=message: sqlite_says(message) for message in SQLITE_SAYS},
    errors.LedgerCorrupted: {
        "changed record": lambda: read_record(b"{}", "ab" * 32),
        "missing record": record_taken_out,
    },
    errors.LogError: {
        "no event": reading("日志.xes", b"<log/>"),
        "unknown format": reading("日志.xlsx", b""),
        "not packed": reading("日志.xes.gz", b"<log/>"),
        "cut off": reading("日志.xes.gz", gzip.compress(b"<log/>")[:9]),
        "no UTF-8": reading("日志.csv", b"\xff\xff"),
        "no file": lambda: list(read_events(Path("无.csv"), Columns())),
        "row cut off": reading("日志.csv", b"a,b\n1"),
        "empty cell": reading("日志.csv", b"case,b\n,1", case="case"),
        "no column": reading("日志.csv", b"case,b\n1,1"),
        "no XML": reading("日志.xes", b"<log>"),
        "no XES": reading("日志.xes", b"<html/>"),
        "event without its case": reading("日志.xes", b"<log><trace><event></event></trace></log>"),
        "unknown encoding": reading("日志.xes", b'<?xml version="1.0" encoding="klingon"?><log/>'),
        "document type": reading("日志.xes", b'<!DOCTYPE a SYSTEM "file:///etc/passwd"><log/>'),
        "no instant": replayed(row(**{"time:timestamp": "yesterday"})),
        "no offset": replayed(row(**{"time:timestamp": "2012-03-05 09:00:00"})),
        "unknown activity": replayed(row(**{"concept:name": "Coffee"})),
    },
    errors.CalendarError: {
        "no period": lambda: read_period("5 workdays"),
        "no moment": lambda: read_moment("half"),
        "no date": due_by("tomorrow"),
        "past the calendar": lambda: end_of_day(CHINA, date(2099, 1, 1)),
    },
    errors.StaleIssue: {"somebody was first": stale},
    errors.ExpressionFailed: {
        "nothing known": judged(Known()),
        "no truth": judged(Known(values={"issue.grave": "yes"})),
    },
    errors.ExpressionsUnavailable: {"no library": without_cel},
    errors.KeyReused: {"another command": key_reused},
    errors.ActionNotAllowed: {
        "not in this state": with_(action="verify", by="wang"),
        "no such action": with_(action="explode"),
    },
    errors.NotAuthorized: {
        "not in the role": with_(by="bo"),
        "not in the issue": lambda: (engine := new_engine()).get(register(engine).id, by="bo"),
    },
    errors.GuardFailed: {
        "requirement": with_(fields={"answer": "修好了"}),
        "too late": reopened_late,
    },
    errors.NotYet: {"a quorum": not_yet},
    errors.InvalidInput: {
        "missing": with_(),
        "wrong type": with_(fields={"answer": 5}),
        "can't be stored": with_(fields={"answer": b"bytes"}),
    },
}


def sentences():
    """Give the Chinese of all `Words` that are written out in the source; 甲 stands for what is filled in."""
    for file in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            match node:
                case ast.Call(func=ast.Name("Words"), args=[ast.Constant() | ast.JoinedStr() as zh, _]):
                    if said := _written(zh):
                        yield f"{file.relative_to(SOURCE)}:{node.lineno}", said


def _written(node):
    parts = node.values if isinstance(node, ast.JoinedStr) else [node]
    said = "".join(part.value if isinstance(part, ast.Constant) else "甲" for part in parts)
    return said if said.strip("“甲”") else ""


SOURCE = Path(errors.__file__).parent
SENTENCES = dict(sentences())
CASES = {f"{kind.__name__}: {name}": (kind, go) for kind, cases in RAISED.items() for name, go in cases.items()}

UMBRELLAS = {errors.RectiflowError, errors.CommandRefused, errors.Trouble}
"""What is only ever raised as one of its kinds."""
LISTS = {errors.DefinitionError}
"""What is a line for each problem, not a sentence."""
BROKEN = b"""\
workflow: a
versoin: 1
title: {zh: \xe7\x94\xb2}
calendar: cn
states: {closed: {final: yes}}
"""


def caught(go):
    with pytest.raises(errors.RectiflowError) as raised:
        go()
    return raised.value


@pytest.mark.parametrize("case", CASES)
def test_a_message_in_chinese_is_wholly_chinese(case):
    kind, go = CASES[case]
    error = caught(go)
    assert type(error) is kind
    said = error.message("zh")
    assert not english(said)
    assert said.endswith("。")


@pytest.mark.parametrize("case", CASES)
def test_a_message_in_english_is_whole_sentences_and_what_str_gives(case):
    error = caught(CASES[case][1])
    assert str(error) == error.message("en") != error.message("zh")
    assert re.search(r"[^.]\.$", str(error))


def test_every_kind_of_error_is_among_them():
    kinds = {one for one in vars(errors).values() if isinstance(one, type) and issubclass(one, errors.RectiflowError)}
    assert set(RAISED) == kinds - UMBRELLAS - LISTS


def test_a_broken_file_is_told_line_by_line_in_either_language():
    error = caught(lambda: read_workflow(BROKEN, "甲.yaml"))
    assert error.message("zh").splitlines() == [
        "甲.yaml:1:1: RF102: 缺少“version”（版本）；请补写“version”",
        f"甲.yaml:2:1: RF101: 未知的键“versoin”；{choose('versoin', keys_of(Head)).zh}",
        "甲.yaml:5:10: RF104: 没有中文名称；请补写“zh”，即中文名称；“en”可以不写，由名称生成",
        "甲.yaml:5:26: RF103: 此处应为“true”或者“false”，现为“yes”；请改为“true”或者“false”",
    ]
    assert str(error) == error.message("en")
    assert [line.split(": ")[:2] for line in str(error).splitlines()] == [
        line.split(": ")[:2] for line in error.message("zh").splitlines()
    ]


@pytest.mark.parametrize("place", SENTENCES)
def test_every_sentence_in_the_source_is_wholly_chinese_in_chinese(place):
    assert is_chinese(SENTENCES[place])


def test_everything_that_can_be_missing_has_a_chinese_name():
    missing = {caught(go).kind for go in RAISED[errors.NotFound].values()}
    assert missing == set(errors.KINDS)


def test_a_hosts_own_word_for_what_is_missing_stands_as_it_is():
    assert errors.NotFound(kind="印章", name="甲").message("zh") == "找不到印章“甲”。请核对标识。"


def test_a_problem_in_a_log_is_placed_in_both_languages():
    error = caught(RAISED[errors.LogError]["no XES"])
    assert str(error) == (
        "日志.xes: line 1, column 1: it is no XES log: its root is <html>. Give a file whose root is <log>."
    )
    assert error.message("zh") == (
        "日志.xes：第1行第1列：不是 XES 日志：根元素为“<html>”。请提供根元素为“<log>”的文件。"
    )
