"""The command line from outside: every verb, every bad input, one document, one line."""

import json
import os
import re
import shlex
import subprocess
import sys
from contextlib import closing
from functools import partial
from importlib.resources import files
from pathlib import Path

import pytest
from click.testing import CliRunner

from rectiflow.bootstrap import bundled_workflow
from rectiflow.cli import main
from rectiflow.cli.group import VERBS
from rectiflow.stores.sqlite import SQLiteStore
from rectiflow.stores.sqlite_engine import sqlite3
from tests.logs import RECEIPT, receipt_case, write_csv

PEOPLE = str(files("rectiflow.cli") / "demo_people.yaml")
WORKFLOW = str(bundled_workflow("examples/repair_request"))
REGISTER = ("register", "repair_request", "--by", "window-3", "--bind", "reporter=visitor-17")
LEAD = ("--bind", "lead=road-bureau", "--bind", "verifier=chief-wang")


@pytest.fixture
def run(tmp_path, monkeypatch):
    """Run the command line in a folder of its own, where `office.db` and the demonstration's people are at hand."""
    monkeypatch.chdir(tmp_path)
    place = {"DB": "office.db", "WORKFLOWS": WORKFLOW, "DIRECTORY": PEOPLE, "LANG": "en"}
    runner = CliRunner(env={f"RECTIFLOW_{name}": value for name, value in place.items()})
    return lambda *arguments: runner.invoke(main, [str(one) for one in arguments])


@pytest.fixture
def issue(run):
    """Register an issue; gives its id."""
    return document(run(*REGISTER, "--field", "opinion=路灯坏了", "--json"))["id"]


@pytest.fixture
def demo(run, tmp_path):
    """Give the database of a demonstration."""
    assert run("demo", "--db", "demo.db").exit_code == 0
    return tmp_path / "demo.db"


def document(done):
    assert done.exit_code == 0, done.output
    return json.loads(done.stdout)


def refused(done, *, code=1):
    """Give the one line of an error."""
    assert done.exit_code == code, done.output
    assert "Traceback" not in done.output
    assert done.stdout == ""
    (line,) = done.stderr.splitlines()
    return line


def test_an_issue_is_handled_from_registration_to_closing(run, issue):
    document(run("act", issue, "assign", "--by", "window-3", *LEAD, "--json"))
    given = ("--field", "answer=已修复", "--field", 'evidence:=["a.jpg"]')
    document(run("act", issue, "submit", "--by", "engineer-li", *given, "--json"))
    closed = document(run("act", issue, "verify", "--by", "chief-wang", "--field", "verdict=fixed", "--json"))
    assert closed["state"] == "closed"
    assert closed["version"] == 4


def test_what_was_done_is_told_in_a_line(run, issue):
    told = run("act", issue, "assign", "--by", "window-3", *LEAD)
    assert told.stdout == "RF-000001  Rectifying  version 2\n"


def test_allowed_says_what_is_needed_or_why_not(run, issue):
    actions = {one["action"]: one for one in document(run("allowed", issue, "--by", "window-3", "--json"))["actions"]}
    assert actions["assign"]["now"]
    assert actions["assign"]["binds"] == ["lead", "verifier"]
    assert actions["verify"]["refusal"]["code"] == "not_authorized"
    told = run("allowed", issue, "--by", "window-3").stdout
    assert re.search(r"assign +Assign +✓ +lead \(Lead unit\), verifier \(Verifier\)", told)
    assert re.search(r"verify +Verify +✗ +window-3 is not verifier", told)


def test_an_inbox_lists_what_waits_and_says_when_nothing_does(run, issue):
    (waiting,) = document(run("inbox", "--by", "window-3", "--json"))["waiting"]
    assert (waiting["issue"], waiting["state"]) == (issue, "registered")
    assert re.search(rf"{issue} +Repair request +Registered", run("inbox", "--by", "window-3").stdout)
    empty = run("inbox", "--by", "chief-wang")
    assert (empty.stdout, empty.stderr) == ("", "Nothing waits.\n")


def test_a_personal_value_is_in_no_output(run):
    shown = run(*REGISTER, "--field", "opinion=x", "--field", "phone=13900005511", "--json")
    told = run("history", "RF-000001", "--by", "window-3", "--json")
    assert document(shown)["personal"]["phone"].startswith("sha256:")
    assert "13900005511" not in shown.output + told.output


def test_a_retry_with_the_same_key_is_answered_with_the_same_issue(run):
    first, second = (document(run(*REGISTER, "--field", "opinion=x", "--key", "k1", "--json")) for _ in range(2))
    assert first == second
    assert "k1" in refused(run(*REGISTER, "--field", "opinion=y", "--key", "k1"))


def test_an_action_may_count_earlier_than_now_and_never_later(run):
    early = document(run(*REGISTER, "--field", "opinion=x", "--at", "2026-03-02T09:00:00+08:00", "--json"))
    assert early["registered_at"] == "2026-03-02T01:00:00.000000Z"
    assert "has not come yet" in refused(run(*REGISTER, "--field", "opinion=x", "--at", "9000-01-01T00:00:00Z"))


def test_tick_fires_what_is_due_once(run):
    run(*REGISTER, "--field", "opinion=x", "--at", "2026-03-02T09:00:00+08:00")
    assert document(run("tick", "--until", "2026-03-03T00:00:00+08:00", "--json")) == {"fired": 0}
    assert document(run("tick", "--json")) == {"fired": 3}
    assert run("tick").stdout == "0 fired\n"


@pytest.mark.parametrize(
    ("start", "within", "more", "due"),
    [
        ("2025-09-26", "5 working days", (), "2025-10-10"),
        ("2025-09-24", "15 working days", (), "2025-10-21"),
        ("2026-01-31", "1 month", (), "2026-02-28"),
        ("2026-06-26", "20 days", ("--backward",), "2026-06-05"),
        ("2026-06-26", "10 days", ("--backward",), "2026-06-16"),
        ("2026-03-06", "1 working day", ("--calendar", "weekdays"), "2026-03-09"),
    ],
)
def test_due_counts_days_months_and_back_on_a_calendar(run, start, within, more, due):
    counted = document(run("due", "--start", start, "--within", within, *more, "--json"))
    assert counted["effective"] == due
    assert due in counted["explanation"]["zh"]
    assert due in counted["explanation"]["en"]


def test_due_counts_natural_hours_from_an_instant(run):
    counted = document(run("due", "--start", "2026-10-01T23:30:00+08:00", "--within", "2 hours", "--json"))
    assert counted["instant"] == "2026-10-01T17:30:00.000000Z"
    assert run("due", "--start", "2026-10-01T23:30:00+08:00", "--within", "2 hours").stdout.startswith(
        "2026-10-02 01:30:00 Asia/Shanghai\n"
    )


@pytest.mark.parametrize("counting", [("2026-12-28",), ("2027-01-10", "--backward")])
def test_due_says_when_a_date_may_still_move(run, counting):
    counted = document(run("due", "--within", "5 working days", "--json", "--start", *counting))
    assert "2026-12-31" in counted["provisional"]["en"]
    assert all(counted["provisional"][language] in counted["explanation"][language] for language in ("zh", "en"))


def test_check_has_nothing_to_say_of_the_bundled_workflow(run):
    assert document(run("check", WORKFLOW, "--json")) == {"problems": []}
    assert run("check", WORKFLOW).stdout == "1 checked, nothing to say\n"


def test_check_gives_every_problem_of_every_file_with_its_place(run, tmp_path):
    for name in ("a.yaml", "b.yaml"):
        (tmp_path / name).write_text("workflow: a\nwrong: 1\nversion: no\n", encoding="utf-8")
    told = run("check", "a.yaml", WORKFLOW, "b.yaml")
    assert told.exit_code == 1
    assert {line.partition(":")[0] for line in told.stdout.splitlines()} == {"a.yaml", "b.yaml"}
    assert all(re.match(r"[ab]\.yaml:\d+:\d+: RF\d{3}: .+; .+", line) for line in told.stdout.splitlines())
    asked = run("check", "a.yaml", "--json")
    problems = json.loads(asked.stdout)["problems"]
    assert asked.exit_code == 1
    assert set(problems[0]) == {"code", "severity", "file", "line", "column", "message", "fix"}
    assert "a.yaml:2:1" in {f"{one['file']}:{one['line']}:{one['column']}" for one in problems}


def test_a_file_that_cannot_be_read_is_one_problem_among_those_of_the_others(run, tmp_path):
    (tmp_path / "bad.yaml").write_text("workflow: [", encoding="utf-8")
    asked = ("check", "bad.yaml", "none.yaml", WORKFLOW)
    told = run(*asked)
    assert (told.exit_code, [line.split(": ")[1] for line in told.stdout.splitlines()]) == (1, ["RF005", "RF014"])
    problems = json.loads(run(*asked, "--json").stdout)["problems"]
    assert [(one["file"], one["line"], one["column"]) for one in problems][1:] == [("none.yaml", 1, 1)]
    assert "::error file=none.yaml,line=1,col=1,title=RF014::" in run(*asked, "--format", "github").stdout


def test_check_of_a_folder_is_that_of_its_workflow_files(run, tmp_path):
    for name in ("flows/a.yaml", "flows/b.yaml", "flows/c.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("version: no\n", encoding="utf-8")
    told = run("check", "flows", WORKFLOW)
    assert {line.partition(":")[0] for line in told.stdout.splitlines()} == {"flows/a.yaml", "flows/b.yaml"}


def test_check_of_a_folder_without_workflow_files_is_a_problem(run, tmp_path):
    (tmp_path / "flows").mkdir()
    told = run("check", "flows")
    assert (told.exit_code, told.stdout[:40]) == (1, "flows:1:1: RF014: this is a folder, not ")


def test_check_of_a_folder_names_a_file_whose_name_is_no_text_by_its_bytes(run, tmp_path):
    try:
        (tmp_path / os.fsdecode(b"\xc4\xe3.yaml")).write_text("version: no\n", encoding="utf-8")
    except OSError:
        pytest.skip("this file system has only names that are text")
    assert run("check", ".").stdout.startswith("\\udcc4\\udce3.yaml:1:")
    assert {one["file"] for one in json.loads(run("check", ".", "--json").stdout)["problems"]} == {"\udcc4\udce3.yaml"}


def test_a_variable_for_the_format_of_check_leaves_that_of_draw_alone(run, monkeypatch):
    monkeypatch.setenv("RECTIFLOW_CHECK_FORMAT", "sarif")
    assert document(run("check", WORKFLOW))["version"] == "2.1.0"
    assert run("draw", WORKFLOW).stdout.startswith("<svg")


def test_check_speaks_the_language_that_is_asked_for(run, tmp_path):
    text = Path(WORKFLOW).read_text("utf-8").replace("version: 1", "version: 0")
    (tmp_path / "a.yaml").write_text(text, encoding="utf-8")
    line = text.splitlines().index("version: 0") + 1
    said = {language: run("check", "a.yaml", "--lang", language).stdout for language in ("zh", "en", "both")}
    assert said == {
        "zh": f"a.yaml:{line}:10: RF103: “0”不能作为版本号；请从 1 起编号\n",
        "en": f"a.yaml:{line}:10: RF103: version 0 is no version; count from 1\n",
        "both": f"a.yaml:{line}:10: RF103: “0”不能作为版本号；请从 1 起编号 / version 0 is no version; count from 1\n",
    }


@pytest.mark.parametrize(
    ("language", "message", "fix"),
    [
        ("zh", "“0”不能作为版本号", "请从 1 起编号"),
        ("en", "version 0 is no version", "count from 1"),
        ("both", "“0”不能作为版本号 / version 0 is no version", "请从 1 起编号 / count from 1"),
    ],
)
def test_check_gives_programs_texts_in_the_language_that_is_asked_for(run, tmp_path, language, message, fix):
    text = Path(WORKFLOW).read_text("utf-8").replace("version: 1", "version: 0")
    (tmp_path / "a.yaml").write_text(text, encoding="utf-8")
    (problem,) = json.loads(run("check", "a.yaml", "--lang", language, "--json").stdout)["problems"]
    assert (problem["message"], problem["fix"]) == (message, fix)


UNUSED = "accepts: {RF501: {at: states.registered, because: 登记当场交办}}\n"


def test_a_warning_fails_only_when_check_is_strict(run, tmp_path):
    (tmp_path / "a.yaml").write_text(Path(WORKFLOW).read_text("utf-8") + UNUSED, encoding="utf-8")
    assert run("check", "a.yaml").exit_code == 0
    told = run("check", "a.yaml", "--strict")
    assert (told.exit_code, told.stdout.partition(": ")[2][:6]) == (1, "RF114:")


def test_check_prints_annotations_for_code_hosts(run, tmp_path):
    (tmp_path / "a.yaml").write_text(Path(WORKFLOW).read_text("utf-8") + UNUSED, encoding="utf-8")
    assert run("check", "a.yaml", "--format", "github").stdout.startswith("::warning file=a.yaml,line=")
    (of_sarif,) = document(run("check", "a.yaml", "--format", "sarif"))["runs"]
    assert [result["ruleId"] for result in of_sarif["results"]] == ["RF114"]
    assert run("check", "a.yaml", "--format", "sarif", "--json").exit_code == 2


def test_check_with_people_tells_whose_absence_stops_the_work(run, tmp_path):
    (tmp_path / "few.yaml").write_text("units: {}\npersons: {li: {zh: 李, roles: [clerk]}}\n", encoding="utf-8")
    told = run("check", WORKFLOW, "--people", "few.yaml", "--lang", "en")
    assert (told.exit_code, "RF413" in told.stdout, told.stderr) == (0, True, "")
    assert "--people" in run("check", WORKFLOW, "--lang", "en").stderr


def test_replay_reports_in_words_and_as_a_document(run, tmp_path):
    log = write_csv(tmp_path / "log.csv", [*receipt_case("case-1"), *receipt_case("case-2")])
    report = document(run("replay", log, "--workflow", RECEIPT, "--json"))
    assert (report["issues"], report["events"]) == (2, 12)
    assert report["accepted"] + report["refused"] == 12
    told = run("replay", log, "--workflow", RECEIPT, "--db", "replay.db")
    assert re.search(r"Issues +2\n", told.stdout)
    assert "General" in told.stdout
    assert (tmp_path / "replay.db").exists()


WRONG = {
    "unknown issue": (("act", "RF-999999", "assign", "--by", "window-3"), "no issue 'RF-999999'"),
    "unknown issue in history": (("history", "RF-999999", "--by", "auditor-zhou"), "no issue 'RF-999999'"),
    "unknown workflow": (("register", "nothing", "--by", "window-3"), "no workflow 'nothing'"),
    "unknown action": (("act", "RF-000001", "explode", "--by", "window-3"), "Allowed now: assign (by clerk)"),
    "wrong role": (("act", "RF-000001", "assign", "--by", "engineer-li", *LEAD), "engineer-li is not clerk"),
    "stranger": (("history", "RF-000001", "--by", "nobody"), "nobody has no role in this issue"),
    "missing field": (REGISTER, "it needs opinion"),
    "unknown field": ((*REGISTER, "--field", "opinion=x", "--field", "colour=red"), "doesn't take colour"),
    "wrong type": ((*REGISTER, "--field", "opinion:=5"), "opinion must be text"),
    "missing binding": (("act", "RF-000001", "assign", "--by", "window-3"), "it binds lead, verifier"),
    "stale version": (
        ("act", "RF-000001", "assign", "--by", "window-3", *LEAD, "--expect-version", "7"),
        "is at version 1",
    ),
    "missing database": (("inbox", "--by", "window-3", "--db", "none.db"), "There is no database none.db"),
    "unknown store": (("inbox", "--by", "window-3", "--db", "mysql://x"), "names no store"),
    "missing workflow file": (("register", "a", "--by", "b", "--workflows", "none.yaml"), "none.yaml"),
    "missing directory file": (("inbox", "--by", "b", "--directory", "none.yaml"), "none.yaml"),
    "missing file to read": (("read", "none.yaml"), "none.yaml:1:1: RF014: there is no such file"),
    "folder to read": (("read", "."), "this is a folder"),
    "missing log": (("replay", "none.csv", "--workflow", RECEIPT), "none.csv"),
    "period past the calendar": (("due", "--start", "2026-01-01", "--within", "9999 months"), "has no days outside"),
    "demo over a file": (("demo", "--db", "office.db"), "office.db exists already"),
}


@pytest.mark.parametrize("case", WRONG)
@pytest.mark.usefixtures("issue")
def test_bad_input_is_one_line_that_says_what_is_wrong(run, case):
    arguments, said = WRONG[case]
    assert said in refused(run(*arguments))


@pytest.mark.parametrize("case", WRONG)
@pytest.mark.usefixtures("issue")
def test_bad_input_gives_one_document_where_one_is_asked_for(run, case):
    done = run(*WRONG[case][0], "--json")
    error = json.loads(done.stdout)["error"]
    assert done.exit_code == 1
    assert error["message"]["en"] == done.stderr.strip()
    assert error["code"]
    assert error["message"]["zh"]


def test_an_error_is_said_in_the_language_asked_for(run):
    for _ in range(2):
        told = run("demo", "--db", "演示.db", "--lang", "zh")
    assert refused(told) == "演示.db 已存在。请指定新文件；演示从不改动已有的文件。"
    details = json.loads(run("demo", "--db", "演示.db", "--json").stdout)["error"]["details"]
    assert details["what"] == {"zh": "演示.db 已存在", "en": "演示.db exists already"}


@pytest.mark.parametrize(
    "arguments",
    [
        ("explode",),
        ("inbox",),
        ("act", "RF-000001"),
        ("inbox", "--by", "a", "--colour", "red"),
        ("due", "--start", "tomorrow", "--within", "1 day"),
        ("due", "--start", "2026-03-02", "--within", "1 parsec"),
        ("due", "--start", "2026-03-02", "--within", "1 day", "--calendar", "mars"),
        ("act", "RF-000001", "assign", "--by", "a", "--field", "opinion"),
        ("inbox", "--by", "a", "--lang", "fr"),
        ("inbox", "--by", "a\udcff"),
    ],
)
def test_wrong_usage_ends_with_2(run, arguments):
    done = run(*arguments)
    assert done.exit_code == 2
    assert done.stdout == ""
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(("language", "said"), [("zh", "参数或文件名中含有"), ("en", "an argument or a file name")])
def test_bytes_that_are_no_text_are_refused_in_the_readers_language(run, language, said):
    done = run("check", "\udcff.yaml", "--lang", language)
    assert (done.exit_code, said in done.stderr) == (2, True)


def test_a_malformed_workflow_gives_its_problems_and_makes_no_database(run, tmp_path):
    (tmp_path / "bad.yaml").write_text("workflow: [", encoding="utf-8")
    assert refused(run("register", "a", "--by", "b", "--workflows", "bad.yaml")).startswith("bad.yaml:")
    assert not (tmp_path / "office.db").exists()


def test_a_log_that_is_cut_off_is_named_with_the_place(run, tmp_path):
    log = write_csv(tmp_path / "log.csv", receipt_case("case-1"))
    log.write_bytes(log.read_bytes()[:-60])
    assert "line 7" in refused(run("replay", log, "--workflow", RECEIPT))


def test_a_locked_database_is_named_as_locked(run, issue, tmp_path, monkeypatch):
    monkeypatch.setattr("rectiflow.stores.sqlite.SQLiteStore", partial(SQLiteStore, wait=0.05))
    with closing(sqlite3.connect(tmp_path / "office.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert "locked" in refused(run("act", issue, "assign", "--by", "window-3", *LEAD))


def test_a_file_that_is_no_database_is_named_as_such(run, tmp_path):
    (tmp_path / "office.db").write_text("no database, but long enough to look like a file" * 40, encoding="utf-8")
    assert "no SQLite database" in refused(run("inbox", "--by", "window-3"))


def test_a_read_only_database_is_named_as_such(run, issue, tmp_path):
    with (tmp_path / "office.db").open("r+b") as file:
        file.seek(18)
        file.write(b"\x03")  # SQLite's mark of a format that it may read but not write
    assert "can't be written to" in refused(run("act", issue, "assign", "--by", "window-3", *LEAD))


END = {"zh": "\n数据库：", "en": "\nDatabase:", "both": "\n数据库："}


@pytest.mark.parametrize("language", END)
def test_every_entry_of_the_demo_is_a_record_of_its_database(run, language):
    history = ("history", "RF-000001", "--by", "auditor-zhou", "--db", "demo.db")
    timeline = run("demo", "--db", "demo.db", "--lang", language).stdout.partition(END[language])[0]
    assert run(*history, "--lang", language).stdout == timeline
    records = document(run(*history, "--json"))["records"]
    assert [int(number) for number in re.findall(r"^  \d\d:\d\d +(\d+)  ", timeline, re.MULTILINE)] == [
        record["version"] for record in records
    ]


def test_the_demo_gives_its_records_as_a_document(run):
    told = document(run("demo", "--db", "demo.db", "--json"))
    assert (
        told["records"]
        == document(run("history", told["issue"], "--by", "auditor-zhou", "--db", told["db"], "--json"))["records"]
    )
    assert told["records"][-1]["data"]["to"] == "closed"


def test_what_the_demo_says_to_try_next_works_as_it_stands(run, monkeypatch):
    commands = document(run("demo", "--db", "demo.db", "--json"))["next"]
    for name in ("DB", "WORKFLOWS", "DIRECTORY"):
        monkeypatch.delenv(f"RECTIFLOW_{name}", raising=False)
    assert len(commands) == 3
    for command in commands:
        rectiflow, *arguments = shlex.split(command)
        assert rectiflow == "rectiflow"
        done = CliRunner().invoke(main, arguments)
        assert done.exit_code == 0, done.output


def test_reading_and_acting_need_no_workflow_file(demo):
    place = ["RF-000001", "--by", "visitor-17", "--db", str(demo), "--lang", "en"]
    for verb in ("history", "allowed"):
        assert CliRunner().invoke(main, [verb, *place]).exit_code == 0
    late = CliRunner().invoke(main, ["act", "RF-000001", "reopen", *place[1:]])
    assert "the time to reopen ended" in refused(late)


def test_a_reader_who_goes_away_ends_the_command_quietly(demo):
    command = [sys.executable, "-c", "from rectiflow.cli import main; main()", "history", "RF-000001"]
    with subprocess.Popen(
        [*command, "--by", "visitor-17", "--db", str(demo)], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no device that is always full")
@pytest.mark.parametrize("asked", [("read", WORKFLOW), ("draw", WORKFLOW), ("check", WORKFLOW, "--json")])
@pytest.mark.parametrize(("language", "said"), [("zh", "磁盘可能已满"), ("en", "its disk may be full")])
def test_a_full_disk_is_named_in_one_line(asked, language, said):
    command = [sys.executable, "-c", "from rectiflow.cli import main; main()", *asked, "--lang", language]
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            command,
            stdout=full,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            check=False,
            env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        )
    assert done.returncode == 1
    (line,) = done.stderr.splitlines()
    assert said in line


def test_a_terminal_without_chinese_gets_escapes_and_no_error(demo):
    command = [sys.executable, "-c", "from rectiflow.cli import main; main()", "history", "RF-000001"]
    done = subprocess.run(
        [*command, "--by", "visitor-17", "--db", str(demo), "--json"],
        capture_output=True,
        encoding="latin-1",
        check=True,
        env={**os.environ, "PYTHONIOENCODING": "latin-1"},
    )
    assert json.loads(done.stdout)["records"][0]["data"]["fields"]["opinion"] == "路灯坏了三周"


def test_colours_are_left_out_where_no_color_is_set(demo, monkeypatch):
    asked = ("history", "RF-000001", "--by", "auditor-zhou", "--db", str(demo))
    assert "\x1b[" in CliRunner().invoke(main, [*asked, "--directory", PEOPLE], color=True).stdout
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[" not in CliRunner().invoke(main, [*asked, "--directory", PEOPLE], color=True).stdout


def test_there_is_a_verb_for_everything_that_the_design_names():
    named = "demo check import register act allowed inbox history due tick replay"
    assert set(named.split()) <= set(VERBS)
