"""`diff` and `schema` from outside."""

import json
from importlib.resources import files

import pytest
from click.testing import CliRunner

from rectiflow.bootstrap import bundled_workflow
from rectiflow.cli import main
from rectiflow.definitions.schema import schema

FIRST = bundled_workflow("examples/repair_request")
PEOPLE = str(files("rectiflow.cli") / "demo_people.yaml")
REGISTER = ("register", "repair_request", "--by", "window-3", "--bind", "reporter=visitor-17", "--field", "opinion=x")
PLACE = ("--db", "office.db", "--directory", PEOPLE)
RENAMED = {"registered": "received", "within: 1 working day,": "within: 2 working days,"}


@pytest.fixture
def run(tmp_path, monkeypatch):
    """Run the command line in a folder where `second.yaml` renames a state and gives it more time."""
    monkeypatch.chdir(tmp_path)
    text = FIRST.read_text("utf-8").replace("version: 1", "version: 2")
    for old, new in RENAMED.items():
        text = text.replace(old, new)
    (tmp_path / "second.yaml").write_text(text, "utf-8")
    runner = CliRunner(env={"RECTIFLOW_LANG": "en"})
    return lambda *arguments: runner.invoke(main, [str(one) for one in arguments])


@pytest.fixture
def issue(run):
    """Register an issue under the first version; gives its id."""
    return json.loads(run(*REGISTER, *PLACE, "--workflows", FIRST, "--json").stdout)["id"]


def test_without_a_database_it_says_what_changed_in_either_language(run):
    told = run("diff", FIRST, "second.yaml", "--lang", "zh")
    assert told.exit_code == 0
    assert "状态\n  状态“已登记”的标识由“registered”改为“received”\n" in told.stdout
    assert "时限\n  交办时限由1个工作日改为2个工作日\n" in told.stdout
    assert "Assignment: 2 working days instead of 1 working day" in run("diff", FIRST, "second.yaml").stdout


def test_the_same_file_has_nothing_to_tell(run):
    assert run("diff", FIRST, FIRST).stdout == "Nothing changed.\n"


def test_a_live_issue_whose_state_is_gone_needs_a_mapping_and_with_one_its_dates_are_told(run, issue):
    asked = run("diff", FIRST, "second.yaml", "--db", "office.db", "--json")
    (found,) = json.loads(asked.stdout)["issues"]
    assert (asked.exit_code, found["issue"], found["verdict"]) == (1, issue, "needs a mapping")
    mapped = run("diff", FIRST, "second.yaml", "--db", "office.db", "--map", "registered=received", "--json")
    (found,) = json.loads(mapped.stdout)["issues"]
    assert (mapped.exit_code, found["verdict"]) == (0, "safe")
    assert found["state"] == {"before": "registered", "after": "received"}
    (dates,) = found["deadlines"]
    assert dates["before"] < dates["after"]
    told = run("diff", FIRST, "second.yaml", "--db", "office.db", "--map", "registered=closed")
    assert told.exit_code == 1
    assert f"{issue}  Registered → Closed  refused" in told.stdout


def test_looking_writes_nothing_and_an_issue_of_the_new_version_is_not_looked_at(run, issue):
    before = run("history", issue, "--by", "window-3", *PLACE).stdout
    run("diff", FIRST, "second.yaml", "--db", "office.db")
    assert run("history", issue, "--by", "window-3", *PLACE).stdout == before
    assert json.loads(run("diff", "second.yaml", FIRST, "--db", "office.db", "--json").stdout)["issues"] == []


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("none.yaml", "second.yaml"), 1, "none.yaml"),
        (("second.yaml", "second.yaml", "--db", "none.db"), 1, "There is no database none.db"),
        (("second.yaml", "second.yaml", "--map", "registered"), 2, "Write old=new"),
        (("second.yaml", "second.yaml", "--map", "a=b", "--map", "a=c"), 2, "given twice"),
    ],
)
def test_bad_input_is_told_and_never_a_traceback(run, arguments, code, said):
    done = run("diff", *arguments)
    assert done.exit_code == code
    assert said in done.stderr
    assert "Traceback" not in done.output


def test_schema_prints_the_schema(run):
    assert json.loads(run("schema").stdout) == schema()
