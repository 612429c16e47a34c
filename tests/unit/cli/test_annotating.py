"""Problems as code hosts take them."""

import pytest

from rectiflow.cli.annotating import github, sarif
from rectiflow.errors import Problem

PROBLEM = Problem("流程/a, b.yaml", 3, 5, "RF501", "没有时限:100%\n", "add one", "error")


def test_what_would_end_an_annotation_or_its_property_is_escaped():
    assert github(PROBLEM) == "::error file=流程/a%2C b.yaml,line=3,col=5,title=RF501::没有时限:100%25%0A; add one"


@pytest.mark.parametrize(("severity", "command"), [("warning", "warning"), ("note", "notice")])
def test_every_severity_has_its_command(severity, command):
    assert github(Problem("a", 1, 1, "RF114", "b", "c", severity)).startswith(f"::{command} file=a,")


def test_sarif_names_each_rule_once_and_each_result_at_its_place():
    (run,) = sarif([PROBLEM, PROBLEM])["runs"]
    (rule,) = run["tool"]["driver"]["rules"]
    assert (rule["id"], rule["defaultConfiguration"]) == ("RF501", {"level": "error"})
    assert [result["ruleId"] for result in run["results"]] == ["RF501", "RF501"]
    assert run["results"][0]["locations"] == [
        {
            "physicalLocation": {
                "artifactLocation": {"uri": "%E6%B5%81%E7%A8%8B/a%2C%20b.yaml"},
                "region": {"startLine": 3, "startColumn": 5},
            }
        }
    ]


def test_sarif_of_no_problems_is_a_run_without_results():
    (run,) = sarif([])["runs"]
    assert (run["results"], run["tool"]["driver"]["rules"]) == ([], [])
