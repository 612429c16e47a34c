"""Definitions that others run: `import` carries their defects over, and `check` finds them."""

import json

import pytest
from click.testing import CliRunner

from rectiflow.cli import main
from rectiflow.definitions.parse import problems_of
from rectiflow.definitions.yaml import compose

DIGIT = ("pgr_default", "pgr_local_setup", "pgr_malformed")
ITOP = ("itop_request_itil", "itop_incident_itil")


class Imported:
    """A definition as `rectiflow import` writes it, and what `rectiflow check` says of that."""

    def __init__(self, file, system, folder):
        self.path = folder / f"{file.stem}.yaml"
        done = CliRunner().invoke(main, ["import", "--from", system, str(file), "--out", str(self.path), "--json"])
        assert done.exit_code == 0, done.output
        self.left_out = {one["what"]: one for one in json.loads(done.stdout)["left_out"]}
        self.text = self.path.read_text("utf-8")
        self.lines = self.text.splitlines()
        self.flow = compose(self.text, "imported").value
        checked = CliRunner().invoke(main, ["check", str(self.path), "--json", "--lang", "en"])
        assert checked.exit_code == 1, checked.output
        self.problems = json.loads(checked.stdout)["problems"]

    def found(self, code):
        """Give the lines of the file with a problem of this code, each with what is said of it."""
        return {(self.lines[one["line"] - 1].strip(), one["message"]) for one in self.problems if one["code"] == code}

    def action_at(self, code):
        """Give the actions with a problem of this code, told by the line that it names."""
        starts = {self.lines.index(f"  {name}:") + 1: name for name in self.flow["actions"]}
        lines = [one["line"] for one in self.problems if one["code"] == code]
        return sorted(starts[max(start for start in starts if start <= line)] for line in lines)


@pytest.fixture(scope="module")
def imported(shared, tmp_path_factory):
    """Give each definition as it was imported."""
    folder, written = shared / "data/definitions", tmp_path_factory.mktemp("imported")
    if not folder.is_dir():
        pytest.skip(f"the definitions of other systems are not in {folder}")
    digit = {name: Imported(folder / f"{name}.json", "digit", written) for name in DIGIT}
    return digit | {name: Imported(folder / f"{name}.xml", "itop", written) for name in ITOP}


def test_two_transitions_lead_to_states_that_do_not_exist(imported):
    local = imported["pgr_local_setup"]
    lost, gone = "04752227-e267-43e3-bfd8-6e48bdbfd97a", "e80e3dd6-8336-4586-b84a-c191dcd80c98"
    assert {(line, message) for line, message in local.found("RF201")} == {
        (f"to: {lost}", f"there is no state '{lost}'"),
        (f"to: {gone}", f"there is no state '{gone}'"),
    }
    assert local.action_at("RF201") == ["FORWARD", "RESOLVEBYSUPERVISOR"]


def test_two_states_are_reached_by_nothing(imported):
    default = imported["pgr_default"]
    assert [(line.partition(":")[0], message) for line, message in sorted(default.found("RF304"))] == [
        ("CANCELLED", "no way leads to the state 'CANCELLED'"),
        ("RESOLVEDBYSUPERVISOR", "no way leads to the state 'RESOLVEDBYSUPERVISOR'"),
    ]


def test_with_its_targets_mended_the_local_setup_has_the_same_unreached_states_and_exits(imported):
    local, default = imported["pgr_local_setup"], imported["pgr_default"]
    lost, gone = sorted(line.removeprefix("to: ") for line, _ in local.found("RF201"))
    mended = local.text.replace(lost, "PENDINGATSUPERVISOR").replace(gone, "RESOLVED")
    problems = problems_of(mended, "mended.yaml")
    for code in ("RF304", "RF306"):
        messages = {problem.message.en for problem in problems if problem.code == code}
        assert messages == {message for _, message in default.found(code)}


def test_two_final_states_have_two_exits_each(imported):
    default = imported["pgr_default"]
    assert default.found("RF306") == {
        ("from: [REJECTED, RESOLVED]", "'REOPEN' leads out of the final state 'REJECTED'"),
        ("from: [REJECTED, RESOLVED]", "'REOPEN' leads out of the final state 'RESOLVED'"),
        ("from: [REJECTED]", "'RATE_REJECTED' leads out of the final state 'REJECTED'"),
        ("from: [RESOLVED]", "'RATE_RESOLVED' leads out of the final state 'RESOLVED'"),
    }
    assert default.action_at("RF306") == ["RATE_REJECTED", "RATE_RESOLVED", "REOPEN", "REOPEN"]


def test_one_transition_has_no_target(imported):
    malformed = imported["pgr_malformed"]
    assert malformed.found("RF103") == {("to: []", "'to' is empty")}
    assert malformed.action_at("RF103") == ["ASSIGN"]


@pytest.mark.parametrize("name", DIGIT)
def test_nothing_else_of_a_digit_definition_is_malformed_or_unknown(imported, name):
    defects = {"RF103", "RF201"}
    assert {one["code"] for one in imported[name].problems if one["code"] < "RF300"} <= defects


@pytest.mark.parametrize("name", DIGIT)
def test_what_digit_does_not_say_is_listed(imported, name):
    left_out = imported[name].left_out
    assert {"tenantId", "held_by", "calendar", "sla 300000"} <= set(left_out)
    assert imported[name].flow["deadlines"]["overall"]["within"] == "120 hours"


@pytest.mark.parametrize(("name", "states", "actions"), [(ITOP[0], 10, 14), (ITOP[1], 7, 10)])
def test_the_life_cycles_of_itop_come_with_all_states_and_actions(imported, name, states, actions):
    flow = imported[name].flow
    assert len(flow["states"]) == states
    assert len(flow["actions"]) == actions
    assert [state for state, one in flow["states"].items() if one.get("final")] == ["closed"]


@pytest.mark.parametrize("name", ITOP)
def test_the_stop_watches_of_itop_are_deadlines_whose_limits_are_asked_for(imported, name):
    flow = imported[name].flow
    rungs = [{"at": "75%", "rung": "remind"}, {"at": "due", "rung": "urge"}]
    assert {watch: one["rungs"] for watch, one in flow["deadlines"].items()} == {"tto": rungs, "ttr": rungs}
    assert {"new", "escalated_tto"} <= set(flow["deadlines"]["tto"]["runs_in"])
    assert {line for line, _ in imported[name].found("RF110")} == {"tto:", "ttr:"}


@pytest.mark.parametrize("name", ITOP)
def test_what_is_mandatory_in_itop_is_needed(imported, name):
    actions = imported[name].flow["actions"]
    assert actions["create"]["needs"] == ["org_id", "caller_id"]
    assert actions["ev_assign"]["needs"] == ["team_id", "agent_id"]
    assert actions["ev_pending"]["needs"] == ["pending_reason"]
    assert actions["ev_resolve"]["needs"] == ["service_id", "resolution_code", "solution"]


@pytest.mark.parametrize("name", ITOP)
def test_what_itop_fires_by_itself_wants_nobody(imported, name):
    fired = {action for action, one in imported[name].flow["actions"].items() if one.get("by") == ["system"]}
    assert {"timeout", "autoresolve"} == {action.split("_")[1] for action in fired}
    assert fired.isdisjoint(imported[name].action_at("RF404"))


@pytest.mark.parametrize("name", ITOP)
def test_what_itop_does_not_say_is_all_that_keeps_its_life_cycle_from_being_a_workflow(imported, name):
    limits, people, judging, clocks = {"RF110", "RF501"}, {"RF401", "RF404", "RF411"}, {"RF307", "RF403"}, {"RF502"}
    errors = {one["code"] for one in imported[name].problems if one["severity"] == "error"}
    assert errors <= limits | people | judging | clocks
    assert {"methods", "presentation", "held_by", "by", "tto", "ttr", "cumulatedpending"} <= set(
        imported[name].left_out
    )


@pytest.mark.parametrize("name", DIGIT + ITOP)
def test_every_title_of_the_real_definitions_is_known_in_chinese(imported, name):
    untitled = [what for what, one in imported[name].left_out.items() if "no Chinese title" in one["en"]]
    assert untitled == []


def test_a_file_that_is_there_is_kept(tmp_path):
    source, kept = tmp_path / "a.json", tmp_path / "kept.yaml"
    source.write_text('{"BusinessServices": [{"businessService": "A", "states": []}]}')
    kept.write_text("mine")
    done = CliRunner().invoke(main, ["import", "--from", "digit", str(source), "--out", str(kept), "--lang", "en"])
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr == f"{kept} exists already. Give a new file: one that is there is kept.\n"
    assert kept.read_text() == "mine"


@pytest.mark.parametrize("out", [(), ("--out", "no/such/folder/a.yaml")])
def test_what_cannot_be_read_or_written_is_a_line(tmp_path, monkeypatch, out):
    monkeypatch.chdir(tmp_path)
    if out:
        (tmp_path / "a.json").write_text('{"BusinessServices": [{"states": []}]}')
    done = CliRunner().invoke(main, ["import", "--from", "digit", "a.json", *out, "--lang", "en"])
    assert (done.exit_code, done.stdout) == (1, "")
    assert len(done.stderr.splitlines()) == 1


def test_without_a_file_to_write_the_workflow_is_printed_and_the_rest_told_apart(tmp_path):
    source = tmp_path / "a.json"
    source.write_text('{"BusinessServices": [{"businessService": "A", "tenantId": "x", "states": []}]}')
    done = CliRunner().invoke(main, ["import", "--from", "digit", str(source), "--lang", "zh"])
    assert done.stdout.startswith("workflow: A\n")
    assert f"{source}:1: tenantId：流程文件中没有与之对应的内容" in done.stderr
