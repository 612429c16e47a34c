"""The pytest plugin as a host meets it: a folder with a workflow file, a directory, features, and no Python."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

import rectiflow
import rectiflow.testing.plugin  # noqa: F401

pytest_plugins = ["pytester"]

ROOT = Path(__file__).parents[2]
LOADED = ("-p", "rectiflow_pytest")
SETTING = "[pytest]\nrectiflow_features = features\n"

BACKGROUND = """# language: zh-CN
功能: 报修
  背景:
    假如 流程文件"repair.yaml"
    而且 通讯录"people.yaml"
    而且 现在是"2026-03-02 09:00"
    而且 "三号窗口"登记"报修办理"
      | 名称     | 内容         |
      | 反映内容 | 路灯坏了三周 |
      | 反映人   | 来访群众甲   |
"""


@pytest.fixture
def host(pytester):
    """Give a folder with a workflow file and a directory, and a way to put features into it."""
    for source, name in (("workflows/examples/repair_request.yaml", "repair"), ("docs/tutorial/people.yaml", "people")):
        pytester.makefile(".yaml", **{name: (ROOT / source).read_text("utf-8")})
    pytester.mkdir("features")

    def put(text, name="报修"):
        (pytester.path / "features" / f"{name}.feature").write_text(text, "utf-8")
        return pytester

    return put


def run(pytester, *arguments):
    return pytester.runpytest_inprocess(*LOADED, *arguments)


def test_a_host_runs_its_features_on_its_workflow_with_no_python(host):
    pytester = host(BACKGROUND + '  场景: 登记即有待办\n    那么 应在"李科员"的待办中\n')
    pytester.makeini(SETTING)
    run(pytester).assert_outcomes(passed=1)
    assert not list(pytester.path.rglob("*.py"))


def test_a_feature_named_on_the_command_line_needs_no_setting(host):
    pytester = host(BACKGROUND + '  场景: 登记即有待办\n    那么 状态应为"registered"\n')
    run(pytester, "features/报修.feature").assert_outcomes(passed=1)


def test_a_feature_that_nobody_asked_for_is_left_alone(host):
    pytester = host(BACKGROUND + '  场景: 无人点名\n    那么 状态应为"已销号"\n')
    run(pytester).assert_outcomes()
    run(pytester, "features").assert_outcomes()


def test_a_failure_names_the_step_the_state_and_the_records(host):
    pytester = host(BACKGROUND + '  场景: 不符\n    当 时间到"2026-03-04 00:00"\n    那么 状态应为"已销号"\n')
    pytester.makeini(SETTING)
    result = run(pytester)
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(
        [
            '步骤：那么 状态应为"已销号" (features/报修.feature:13)',
            "状态应为“已销号”，实为“已登记”",
            "事项：RF-000001 已登记",
            "*1  登记  2026-03-02 09:00  三号窗口  登记  已登记",
            "*逾期  2026-03-03 23:59  2026-03-04 00:00  交办时限*三号窗口",
        ]
    )
    result.stdout.no_fnmatch_line("*Traceback*")
    result.stdout.no_fnmatch_line("*.py:*")


def test_a_failure_of_an_english_feature_is_told_in_english(host):
    text = 'Feature: x\n  Scenario: y\n    Given the workflow file "nowhere.yaml"\n'
    result = run(host(text), "features/报修.feature")
    result.stdout.fnmatch_lines(["Step: Given *", "there is no file 'nowhere.yaml'; looked for *"])


@pytest.mark.parametrize("after", ['    那么 状态应为"已登记"\n', ""], ids=["before the next step", "at the end"])
def test_a_refusal_that_no_step_expects_fails_the_scenario(host, after):
    pytester = host(BACKGROUND + '  场景: 越权\n    当 "王主任"办理"交办"\n' + after)
    pytester.makeini(SETTING)
    result = run(pytester)
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(["未预期的拒绝：*不是受理人*"])


def test_a_step_that_does_not_exist_is_said_so_even_after_a_refusal(host):
    pytester = host(BACKGROUND + '  场景: 误写\n    当 "王主任"办理"交办"\n    那么 应该拒绝\n')
    pytester.makeini(SETTING)
    run(pytester).stdout.fnmatch_lines(["*Step definition is not found*应该拒绝*"])


def test_a_misspelt_title_is_answered_with_those_that_exist(host):
    pytester = host(BACKGROUND + "  场景: 误写\n    那么 不应有下列记录\n      | 时限 |\n      | 整改期限 |\n")
    pytester.makeini(SETTING)
    run(pytester).stdout.fnmatch_lines(["“整改期限”不存在；现有：交办时限（assign）、整改时限（rectify）、*"])


def test_an_expectation_without_its_table_is_not_fulfilled(host):
    pytester = host(BACKGROUND + "  场景: 漏表\n    那么 应有下列记录\n")
    pytester.makeini(SETTING)
    run(pytester).stdout.fnmatch_lines(["步骤之下应有表格*"])


@pytest.mark.parametrize("rows", ["| 逾期 |", "| 登记 |\n      | 逾期 |"], ids=["another record", "one record more"])
def test_the_whole_history_is_neither_more_nor_less_nor_other(host, rows):
    late = '    当 时间到"2026-03-04 00:00"\n' if "登记" in rows else ""
    pytester = host(BACKGROUND + f"  场景: 全部\n{late}    那么 全部记录应为\n      | 记录 |\n      {rows}\n")
    pytester.makeini(SETTING)
    result = run(pytester)
    result.assert_outcomes(failed=1)
    result.stdout.re_match_lines(["应有2条记录，实有5条" if late else "第1条记录应为“逾期”"])


@pytest.mark.parametrize("time", ["20260302", "2026-03-02T02:00+01:00"])
def test_a_time_that_should_not_be_there_is_found_however_it_is_written(host, time):
    pytester = host(BACKGROUND + f"  场景: 时间\n    那么 不应有下列记录\n      | 时间 |\n      | {time} |\n")
    pytester.makeini(SETTING)
    run(pytester).assert_outcomes(failed=1)


def test_people_and_units_may_stand_in_the_feature_itself(host):
    people = BACKGROUND.replace(
        '    而且 通讯录"people.yaml"\n',
        "    而且 下列单位\n      | 单位 | 主要负责人 |\n      | 大厅 | 老孙 |\n"
        "    而且 下列人员\n      | 人员 | 单位 | 角色 |\n"
        "      | 三号窗口 | 大厅 | 受理人 |\n      | 老孙 | 大厅 |        |\n",
    )
    pytester = host(
        people + '  场景: 逾期\n    当 时间到"2026-03-04 00:00"\n    那么 应于"2026-03-03"向"老孙"发出"督办"\n'
    )
    pytester.makeini(SETTING)
    run(pytester).assert_outcomes(passed=1)


def test_two_scenarios_with_one_title_are_refused_because_one_would_be_lost(host):
    same = '  场景: 同名\n    那么 状态应为"已登记"\n'
    pytester = host(BACKGROUND + same + same)
    pytester.makeini(SETTING)
    result = run(pytester)
    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines(["*报修.feature: give each scenario a title of its own, not '同名'"])


def test_a_feature_that_is_no_gherkin_is_an_error_with_its_line(host):
    result = run(host("Feature: x\n  Scenario: y\n    Given z\n  nonsense\n"), "features/报修.feature")
    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines(["Line number: 4"])


def test_a_host_that_binds_a_feature_in_python_runs_it_once(host):
    pytester = host(BACKGROUND + '  场景: 登记即有待办\n    那么 应在"李科员"的待办中\n')
    pytester.makeconftest('pytest_plugins = ["rectiflow.testing.plugin"]')
    pytester.makepyfile(test_bound="from pytest_bdd import scenarios\nscenarios('features')")
    run(pytester).assert_outcomes(passed=1)


def test_a_run_without_features_imports_nothing_of_rectiflow(pytester):
    pytester.makepyfile("import sys\ndef test_it():\n    assert 'rectiflow' not in sys.modules")
    pytester.runpytest_subprocess(*LOADED).assert_outcomes(passed=1)


def without_pytest_bdd(folder):
    blocked = "import sys; sys.modules['pytest_bdd'] = None; import pytest; sys.exit(pytest.main(sys.argv[1:]))"
    return subprocess.run(
        [sys.executable, "-c", blocked, *LOADED],
        cwd=folder,
        env={**os.environ, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"},
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_plugin_is_silent_where_there_is_no_pytest_bdd(host):
    pytester = host(BACKGROUND)
    pytester.makepyfile("def test_it():\n    pass")
    ended = without_pytest_bdd(pytester.path)
    assert (ended.returncode, ended.stderr) == (0, "")
    assert "1 passed" in ended.stdout
    assert "warning" not in ended.stdout


def test_features_that_were_asked_for_are_never_left_out_in_silence(host):
    pytester = host(BACKGROUND)
    pytester.makeini(SETTING)
    ended = without_pytest_bdd(pytester.path)
    assert ended.returncode == pytest.ExitCode.USAGE_ERROR
    assert "rectiflow_features needs pytest-bdd, which is not there: pip install 'rectiflow[bdd]'" in ended.stderr
