"""`migrate` from outside: it looks before it moves, and says what stays."""

import json
from importlib.resources import files

import pytest
from click.testing import CliRunner

from rectiflow.bootstrap import bundled_workflow
from rectiflow.cli import main

FIRST = bundled_workflow("examples/repair_request")
PEOPLE = str(files("rectiflow.cli") / "demo_people.yaml")
REGISTER = ("register", "repair_request", "--by", "window-3", "--bind", "reporter=visitor-17", "--field", "opinion=x")
ASSIGN = ("assign", "--by", "window-3", "--bind", "lead=road-bureau", "--bind", "verifier=chief-wang")
APPLY = ("migrate", "second.yaml", "--map", "registered=received", "--apply", "--by", "admin-qian")
CHANGED = {
    "version: 1": "version: 2",
    "registered": "received",
    "已登记, en: Registered": "已受理, en: Received",
    "  verify:  {zh: 验收时限, en: Verification,": "  check:  {zh: 核验时限, en: Check,",
    "    - {at: 90%,": "    - {at: 1%, rung: remind, tell: [holder]}\n    - {at: 90%,",
}


@pytest.fixture
def run(tmp_path, monkeypatch):
    """Run the command line in a folder where `second.yaml` renames a state and a deadline."""
    monkeypatch.chdir(tmp_path)
    text = FIRST.read_text("utf-8")
    for old, new in CHANGED.items():
        assert old in text
        text = text.replace(old, new)
    (tmp_path / "second.yaml").write_text(text, "utf-8")
    env = {"LANG": "en", "DB": "office.db", "DIRECTORY": PEOPLE, "WORKFLOWS": str(FIRST)}
    runner = CliRunner(env={f"RECTIFLOW_{name}": value for name, value in env.items()})
    return lambda *arguments: runner.invoke(main, [str(one) for one in arguments])


@pytest.fixture
def issues(run):
    """Register two issues under the first version and assign the second; gives their ids."""
    first, second = (json.loads(run(*REGISTER, "--json").stdout)["id"] for _ in range(2))
    assert run("act", second, *ASSIGN).exit_code == 0
    return first, second


def test_without_apply_nothing_is_written(run, issues):
    first, second = issues
    before = [run("history", one, "--by", "window-3").stdout for one in issues]
    looked = run("migrate", "second.yaml")
    assert looked.exit_code == 1
    assert f"{first}  Registered  needs a mapping" in looked.stdout
    assert f"{second}  Rectifying  safe" in looked.stdout
    assert "1 can be moved, 1 can't; nothing was written" in looked.stdout
    assert [run("history", one, "--by", "window-3").stdout for one in issues] == before


def test_with_apply_what_can_goes_on_and_a_second_run_takes_the_rest(run, issues):
    first, second = issues
    moved = run("migrate", "second.yaml", "--apply", "--by", "admin-qian", "--json")
    outcome = json.loads(moved.stdout)
    assert (moved.exit_code, outcome["applied"]) == (1, True)
    assert [(one["issue"], one["verdict"]) for one in outcome["issues"]] == [
        (first, "needs a mapping"),
        (second, "safe"),
    ]
    rest = run(*APPLY, "--lang", "zh")
    assert (rest.exit_code, "已换版1件，未换版0件。" in rest.stdout) == (0, True)
    assert f"{first}  已登记 → 已受理  已换版" in rest.stdout
    assert run("migrate", "second.yaml").stdout == "No live issue is of an older version.\n"


def test_history_says_each_record_in_the_words_of_its_own_version(run, issues):
    first, _ = issues
    assert run(*APPLY, "--because", "新规施行").exit_code == 0
    told = run("history", first, "--by", "window-3", "--lang", "zh").stdout
    assert told.index("→ 已登记") < told.index("→ 已受理")
    for said in ("换版  钱芳", "由第1版转为第2版", "理由：新规施行", "对应：已登记→已受理", "交办时限至："):
        assert said in told
    document = json.loads(run("history", first, "--by", "window-3", "--json").stdout)["records"]
    assert [one["type"] for one in document] == ["registered", "migrated"]
    assert "from version 1 to version 2" in document[1]["text"]["en"]


def test_history_says_which_clock_stopped_and_which_started(run, issues):
    _, second = issues
    given = ("--field", "answer=x", "--field", 'evidence:=["a.jpg"]')
    assert run("act", second, "submit", "--by", "engineer-li", *given).exit_code == 0
    assert run(*APPLY).exit_code == 0
    told = run("history", second, "--by", "window-3", "--lang", "zh").stdout
    assert "验收时限不再计算，督办停止" in told
    assert "核验时限至：" in told


def test_the_new_deadline_can_take_the_place_of_the_old_one(run, issues):
    _, second = issues
    given = ("--field", "answer=x", "--field", 'evidence:=["a.jpg"]')
    assert run("act", second, "submit", "--by", "engineer-li", *given).exit_code == 0
    looked = run("migrate", "second.yaml", "--issue", second, "--map", "deadlines.verify=check", "--json")
    ((found,),) = [json.loads(looked.stdout)["issues"]]
    assert [(one["deadline"], one["clock"]) for one in found["deadlines"]] == [("check", "keep")]


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("migrate", "second.yaml", "--apply"), 2, "--apply needs --by"),
        (("migrate", "second.yaml", "--apply", "--by", "window-3"), 1, "no administrator in the directory"),
        (("migrate", "."), 2, "is a directory"),
        (("migrate", "second.yaml", "--to", "1"), 1, "There is no version '1'. Known: 2."),
        (("migrate", "second.yaml", "--map", "roles.laed=lead"), 1, "has the role 'laed'"),
        (("migrate", "none.yaml"), 1, "none.yaml"),
        (("migrate", "second.yaml", "--issue", "RF-9"), 1, "There is no issue 'RF-9'"),
        (("migrate", "second.yaml", "--map", "fields.a=b"), 2, "states, actions, deadlines, roles"),
        (("migrate", "second.yaml", "--map", "actions.a"), 2, "Write old=new"),
    ],
)
def test_bad_input_is_told_and_never_a_traceback(run, issues, arguments, code, said):
    assert issues
    done = run(*arguments)
    assert (done.exit_code, done.stdout) == (code, "")
    assert said in done.stderr
    assert "Traceback" not in done.output


def test_issues_go_back_only_where_the_version_is_named(run, issues):
    _, second = issues
    assert run(*APPLY).exit_code == 0
    back = ("migrate", FIRST, "--map", "received=registered", "--issue", second)
    refused = run(*back)
    assert (refused.exit_code, "version 1 is no later one" in refused.stdout) == (1, True)
    assert run(*back, "--to", "1").exit_code == 0
