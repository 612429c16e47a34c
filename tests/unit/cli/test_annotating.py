"""Problems as code hosts take them."""

import pytest
from attrs import evolve

from rectiflow.cli.annotating import github, plain, sarif
from rectiflow.cli.language import Language
from rectiflow.errors import Problem, Words

ADD = Words("请补", "add one")
PROBLEM = Problem("流程/a, b.yaml", 3, 5, "RF501", Words("没有时限", "no deadline:100%\n"), ADD, "error")


def test_what_would_end_an_annotation_or_its_property_is_escaped():
    place = "file=流程/a%2C b.yaml,line=3,col=5,title=RF501"
    assert github(PROBLEM, Language.EN) == f"::error {place}::no deadline:100%25%0A; add one"
    assert github(PROBLEM, Language.ZH) == f"::error {place}::没有时限；请补"


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (Language.ZH, ("没有时限", "请补")),
        (Language.EN, ("no deadline:100%\n", "add one")),
        (Language.BOTH, ("没有时限 / no deadline:100%\n", "请补 / add one")),
    ],
)
def test_a_problem_as_data_says_its_words_as_texts_in_the_language(language, said):
    data = plain(PROBLEM, language)
    assert (data.pop("message"), data.pop("fix")) == said
    assert data == {"file": "流程/a, b.yaml", "line": 3, "column": 5, "code": "RF501", "severity": "error"}


@pytest.mark.parametrize(("severity", "command"), [("warning", "warning"), ("note", "notice")])
def test_every_severity_has_its_command(severity, command):
    assert github(Problem("a", 1, 1, "RF114", ADD, ADD, severity), Language.EN).startswith(f"::{command} file=a,")


def test_sarif_names_each_rule_once_and_each_result_at_its_place():
    (run,) = sarif([PROBLEM, PROBLEM], Language.ZH)["runs"]
    (rule,) = run["tool"]["driver"]["rules"]
    assert (rule["id"], rule["defaultConfiguration"]) == ("RF501", {"level": "error"})
    assert {result["message"]["text"] for result in run["results"]} == {"没有时限；请补"}
    assert [result["ruleId"] for result in run["results"]] == ["RF501", "RF501"]
    assert run["results"][0]["locations"] == [
        {
            "physicalLocation": {
                "artifactLocation": {"uri": "%E6%B5%81%E7%A8%8B/a%2C%20b.yaml"},
                "region": {"startLine": 3, "startColumn": 5},
            }
        }
    ]


def test_sarif_names_a_file_whose_name_is_no_text_by_its_bytes():
    (run,) = sarif([evolve(PROBLEM, file="\udcc4\udce3.yaml")], Language.ZH)["runs"]
    (location,) = run["results"][0]["locations"]
    assert location["physicalLocation"]["artifactLocation"]["uri"] == "%C4%E3.yaml"


def test_sarif_of_no_problems_is_a_run_without_results():
    (run,) = sarif([], Language.ZH)["runs"]
    assert (run["results"], run["tool"]["driver"]["rules"]) == ([], [])
