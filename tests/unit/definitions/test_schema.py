"""The JSON Schema says of a file's shape what the parser says of it."""

import copy
import json
import re

import pytest
from jsonschema import Draft202012Validator

from rectiflow.bootstrap import beside
from rectiflow.core.periods import read_moment, read_period
from rectiflow.definitions.labels import label
from rectiflow.definitions.parse import problems_of
from rectiflow.definitions.schema import schema
from rectiflow.definitions.shapes import SECTIONS, SHAPES, SINGLE, DirectoryHead, keys_of
from rectiflow.definitions.yaml import compose
from rectiflow.errors import CalendarError
from rectiflow.model.actor import Person, Unit
from tests.example import ROOT, Example

COMMITTED = ROOT / "src/rectiflow/definitions/schema.json"
FILES = sorted((ROOT / "workflows").rglob("*.yaml"))
NOUNS = [noun for noun in SHAPES if noun not in {DirectoryHead, Unit, Person}]
VALIDATOR = Draft202012Validator(schema())
KEYS = {"RF101", "RF102", "RF104", "RF110", "RF115"}
"""What the parser says of a key that it doesn't know or misses, or of one beside another that excludes it."""

DEFINED = schema()["$defs"]
PERIODS = "5 working days|1 day|0 days|00 days|0012 hours|12345 days|5 workdays|5days|this calendar year|limit"
MOMENTS = "90%|0%|100%|101%|due|due + 5 days|due+5 days|due - 1 month|due + 0 days|due + limit|due 5 days|| "
TEXTS = (*PERIODS.split("|"), *MOMENTS.split("|"))
EXAMPLE = Example()
PROFILE = """
workflow: quick_repair
version: 1
title: {zh: 快速报修}
calendar: weekdays
extends: repair_request
deadlines:
  rectify: {within: 2 working days}
  verify: {en: ~}
fields: {answer: {en: Reply}}
"""


def plain(file):
    return compose(file.read_bytes(), file.name).value


def elements(whole):
    """Give the head alone, and then each element of each section with the head and what it may speak of."""
    sections = {*SECTIONS, *SINGLE, "accepts"}
    head = {key: value for key, value in whole.items() if key not in sections}
    yield head, ()
    for section in sections & set(whole):
        for name, element in whole[section].items() if section not in SINGLE else [(None, whole[section])]:
            path = (section,) if name is None else (section, name)
            yield {**head, **spoken_of(element, whole), section: element if name is None else {name: element}}, path


def spoken_of(element, whole):
    """Give the parameters and ladders that an element speaks of."""
    text = json.dumps(element, ensure_ascii=False)
    sections = {section: whole[section] for section in ("parameters", "ladders") if section in whole}
    return {
        section: spoken
        for section, those in sections.items()
        if (spoken := {name: one for name, one in those.items() if f'"{name}"' in text})
    }


def keys(value, path=()):
    """Give the path of every key of a map or list, and how many keys stand beside it."""
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, inner in inside:
        if isinstance(step, str):
            yield (*path, step), len(value) - 1
        yield from keys(inner, (*path, step))


def mutants(whole, change):
    """Give every file with one key changed: of each element alone, since a key is judged where it stands."""
    for part, place in elements(whole):
        for path, beside_it in keys(part):
            if path[: len(place)] == place and len(path) > len(place) and (change == "misspelt" or beside_it):
                yield path, changed(part, path, f"{path[-1]}q" if change == "misspelt" else None)


def changed(whole, path, name):
    """Give a copy whose key at `path` is called `name`, or is gone where that is None."""
    copied = copy.deepcopy(whole)
    around = copied
    for step in path[:-1]:
        around = around[step]
    kept = {name if key == path[-1] else key: value for key, value in around.items()}
    around.clear()
    around.update({key: value for key, value in kept.items() if key is not None})
    return copied


def refused(whole):
    """Tell whether the parser refuses a key of the file."""
    return not KEYS.isdisjoint(problem.code for problem in problems_of(json.dumps(whole, ensure_ascii=False), "a"))


def parsed(kind, text):
    try:
        return kind(text) is not None
    except CalendarError:
        return False


def test_the_committed_file_is_what_the_classes_give():
    written = json.dumps(schema(), ensure_ascii=False, indent=2) + "\n"
    assert COMMITTED.read_text("utf-8") == written, "write it anew: rectiflow schema > schema.json"


def test_it_is_a_json_schema():
    Draft202012Validator.check_schema(schema())


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_bundled_workflow_is_valid(file):
    assert [error.message for error in VALIDATOR.iter_errors(plain(file))] == []


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
@pytest.mark.parametrize("change", ["misspelt", "gone"])
def test_a_key_that_the_parser_refuses_or_misses_the_schema_refuses_too_and_the_reverse(file, change):
    told = {path: (refused(mutant), not VALIDATOR.is_valid(mutant)) for path, mutant in mutants(plain(file), change)}
    assert {path: said for path, said in told.items() if said[0] != said[1]} == {}
    assert {said for said, _ in told.values()} == {True, False}


@pytest.mark.parametrize(
    "fragment",
    [
        "{states: {registered: {zh: 甲, held_by: clerk, final: yes}}}",
        "{states: {registered: {zh: 甲, entered_by: hand}}}",
        "{states: {open: {zh: 甲, final: true}}}",
        "{states: {1a: {zh: 甲, final: true}}}",
        "{fields: {answer: {zh: 甲, type: txt}}}",
        "{deadlines: {assign: {zh: 甲, runs_in: [registered], within: 5 workdays}}}",
        "{deadlines: {assign: {zh: 甲, runs_in: [], within: 5 days}}}",
        "{ladders: {usual: [{at: duly, rung: urge}]}}",
        "{ladders: {usual: [{at: due, rung: shout}]}}",
        "{ladders: {usual: {at: due, rung: urge}}}",
        "{actions: {assign: {zh: 甲, from: registered, to: [], by: clerk}}}",
        "{actions: {assign: {zh: 甲, from: registered, by: clerk, tells: [{clerk: a, lead: b}]}}}",
        "{actions: {assign: {zh: 甲, from: registered, by: clerk, clocks: {rectify: stop}}}}",
        "{calendar: mars}",
        "{language: 2}",
    ],
)
def test_a_value_that_the_parser_refuses_the_schema_refuses_too(fragment):
    text = EXAMPLE.changed(fragment)
    assert any(problem.severity == "error" for problem in problems_of(text, "a"))
    assert not VALIDATOR.is_valid(json.loads(text))


@pytest.mark.parametrize(
    "fragment",
    [
        "{parameters: {limit: 5 working days, rounds: {zh: 轮次, value: 2}}}",
        "{actions: {assign: {zh: 甲, from: open, by: [clerk, lead], quorum: all, judges: nobody because 甲}}}",
        "{actions: {assign: {zh: 甲, from: registered, needs: [{need: answer, when: {phone: given}}]}}}",
        "{deadlines: {assign: {zh: 甲, runs_in: any, within: [{when: {verdict: fixed}, allow: 3 days}]}}}",
        "{deadlines: {assign: {zh: 甲, due: 20 days before meeting, rungs: {at: due + 1 month, rung: list}}}}",
        "{satisfaction: {policy: rework_at_most 2, asked_by: clerk, field: verdict}}",
        "{accepts: {RF305: {at: states.verifying, because: 甲}}}",
        "{language: 1}",
    ],
)
def test_every_short_way_of_writing_is_valid(fragment):
    text = EXAMPLE.changed(fragment)
    assert not {problem.code for problem in problems_of(text, "a")} & (KEYS | {"RF103"})
    assert [error.message for error in VALIDATOR.iter_errors(json.loads(text))] == []


@pytest.mark.parametrize("version", [-1, 0, 1, 10**18 - 1, 10**18, 10**26])
def test_a_version_counts_from_1_up_to_the_largest_number_that_a_file_can_hold(version):
    whole = {**json.loads(EXAMPLE.changed("{}")), "version": version}
    fits = not problems_of(json.dumps(whole, ensure_ascii=False), "a")
    assert (fits, VALIDATOR.is_valid(whole)) == (1 <= version < 10**18,) * 2


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize(("name", "reader"), [("Period", read_period), ("Moment", read_moment)])
def test_a_pattern_takes_what_the_reader_takes(name, reader, text):
    """What may be the name of a parameter, the schema takes for one."""
    pattern = schema()["$defs"][name]["pattern"]
    assert bool(re.fullmatch(pattern, text)) == (parsed(reader, text) or (name == "Period" and text.isalpha()))


def test_a_profile_says_only_what_is_different_and_may_take_out():
    profile = compose(PROFILE, "a").value
    problems = problems_of(PROFILE, "a", beside(ROOT / "workflows/examples/a.yaml"))
    assert {problem.severity for problem in problems} <= {"warning"}
    assert [error.message for error in VALIDATOR.iter_errors(profile)] == []
    assert not VALIDATOR.is_valid({**profile, "deadline": {}})
    assert not VALIDATOR.is_valid({key: value for key, value in profile.items() if key != "extends"})


def test_what_a_list_of_a_profile_holds_is_complete():
    profile = compose(PROFILE, "a").value
    assert VALIDATOR.is_valid({**profile, "ladders": {"usual": [{"at": "due", "rung": "urge"}]}})
    assert not VALIDATOR.is_valid({**profile, "ladders": {"usual": [{"at": "due"}]}})


@pytest.mark.parametrize("noun", NOUNS, ids=lambda noun: noun.__name__)
def test_every_noun_and_key_is_explained_in_both_languages(noun):
    told = [DEFINED[noun.__name__]["description"], *(" · ".join(label(noun, key)) for key in keys_of(noun))]
    assert all(re.search("[\u4e00-\u9fff]", text) and re.search("[a-zA-Z]{2}", text) for text in told)
