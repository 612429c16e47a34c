"""The whole grammar: the bundled workflows load, and what they say is what the nouns hold."""

import pytest
from attrs import evolve

from rectiflow.bootstrap import beside, bundled_workflow
from rectiflow.core.machine import Machine
from rectiflow.definitions.content import from_content, to_content
from rectiflow.definitions.parse import problems_of, read_workflow
from rectiflow.errors import NotFound
from rectiflow.model.accountability import Counted, Proposal, Tally
from rectiflow.model.action import Need, Tell
from rectiflow.model.promise import Allowance, Anchor, Extension
from rectiflow.model.timing import CALENDAR_YEARS, Moment, Period
from rectiflow.model.voice import Satisfaction, Share
from tests.example import ROOT, Example

NAMES = ("petition_case", "npc_work_review", "review_opinion", "accountability_measure")


def path(name):
    return ROOT / f"workflows/{name}.yaml"


def read(name):
    return read_workflow(path(name).read_bytes(), name, beside(path(name)))


@pytest.fixture
def petition():
    return read("petition_case")


@pytest.fixture
def review():
    return read("npc_work_review")


@pytest.fixture
def measure():
    return read("accountability_measure")


@pytest.mark.parametrize("name", NAMES)
def test_a_bundled_workflow_has_no_problem_that_it_does_not_accept(name):
    found = problems_of(path(name).read_bytes(), name, beside(path(name)))
    assert [str(problem) for problem in found if problem.severity != "note"] == []


@pytest.mark.parametrize("name", NAMES)
def test_a_bundled_workflow_compiles_and_comes_back_from_the_ledger(name):
    workflow = read(name)
    Machine(workflow)
    assert from_content(to_content(workflow)) == workflow
    assert bundled_workflow(name).name == f"{name}.yaml"


def test_what_is_accepted_of_other_files_is_not_missed_where_there_is_nowhere_to_look():
    assert problems_of(path("petition_case").read_bytes(), "petition_case") == ()


def test_conditions_are_maps_or_expressions(petition, review):
    assert petition.actions["recheck"].targets[0].when == {"outcome": "redo"}
    assert petition.actions["accept"].require[0].that == "issue.procedure != 'simple' || issue.first_petition"
    assert review.actions["tally"].needs == (Need(field="to_redo", when={"satisfaction_vote": "failed"}),)


def test_requirements_are_of_five_kinds_and_may_be_excused(petition, review):
    complete, bound = petition.actions["start"].require
    assert (complete.complete, complete.unless, complete.otherwise) == ("undertakings", {"first_petition": False}, None)
    assert (bound.bound, bound.otherwise.zh) == (("case_leader",), "初信初访须有包案领导")
    assert review.actions["submit_report"].require[0].parts == {"opinions": ("written_off",)}
    assert review.actions["archive"].require[0].published == "result"


def test_a_checklist_holds_its_columns_and_its_elements_with_their_sentences(petition):
    field = petition.fields["undertakings"]
    assert [(one.name, one.type, one.required) for one in field.each.values()] == [
        ("who", "person", True),
        ("by_when", "date", False),
    ]
    assert field.elements["law"].otherwise.zh == "缺包依法处理责任人"


def test_a_quorum_is_said_of_the_roles_that_may_act(petition, review, measure):
    assert petition.actions["settle"].quorum == {"lead": 1, "petitioner": "all"}
    assert review.actions["acknowledge"].quorum == {"staff": "all"}
    assert measure.actions["check"].quorum == {"checkers": 2}


def test_what_an_action_says_for_all_its_ways_each_way_has(measure, review):
    assert [target.applies for target in measure.actions["take_effect"].targets] == ["decided"]
    assert review.reopen.targets[0].moves == {"to_redo": "reopen"}
    assert measure.actions["check"].targets[0].tells == (Tell(whom="subject"),)


def test_deadlines_say_how_long_since_when_and_who_owes_it(petition, review):
    handle, answer = petition.deadlines["handle"], petition.deadlines["answer_proposal"]
    assert handle.within == (
        Allowance(when={"procedure": "simple"}, allow=Period(10, "working days")),
        Allowance(allow=Period(60, "days")),
    )
    assert handle.extend == Extension(
        asked_by="lead",
        by="head",
        allow=Period(30, "days"),
        times=1,
        before=Moment(offset=Period(0, "days")),
        needs=("reason",),
        tells=(Tell(whom="petitioner"),),
    )
    assert (answer.owed_by, answer.starts, answer.met_by, answer.runs_in) == (
        "lead",
        ("propose",),
        ("answer_proposal",),
        (),
    )
    recheck = petition.deadlines["recheck"]
    assert (recheck.pauses_in, recheck.pause_at_most) == (("hearing",), Period(60, "days"))
    assert review.deadlines["comment"].due == Anchor("meeting_date", Period(20, "days"))
    assert review.deadlines["prepare"].due == Anchor("prepare_by")


def test_an_allowance_may_end_by_a_field_or_last_as_long_as_the_measures(measure):
    finish = read("review_opinion").deadlines["finish"].within[0]
    assert (finish.until, finish.at_most) == ("finish_by", Period(3, "months"))
    assert measure.deadlines["effect"].within == (Allowance(lasts="decided"),)


def test_no_limit_and_a_calendar_year_are_periods_of_their_own(measure):
    assert measure.triggers["two_admonitions"].within is None
    assert measure.triggers["bottom_three_again"].either == (
        Tally(times=2, running="rounds", within=Period(1, CALENDAR_YEARS)),
        Tally(times=2, running="years"),
    )
    assert measure.measures["no_honours"].lasts == Period(1, CALENDAR_YEARS)
    assert measure.triggers["tenure"].reaches == Period(5, "years")


def test_triggers_say_what_they_count_and_what_they_propose(measure):
    exposed = measure.triggers["four_disorders"]
    assert exposed.counts == Counted(finding=("four_disorders",), gravity=("grave",))
    assert exposed.propose[1] == Proposal(to="deputy_in_charge", one_of=("admonition", "removal"))
    assert next(iter(measure.measures)) == "reminder_talk"  # light to heavy, as the file has them
    assert not measure.measures["rotation"].fault


def test_votes_say_when_they_are_passed(review):
    vote = review.votes["satisfaction_vote"]
    assert vote.passes.choices == ("satisfied", "basically_satisfied")
    assert vote.passes.share == vote.quorum == Share(1, 2, "members", strict=True)
    assert review.satisfaction == Satisfaction(policy="until_satisfied", judged_by="satisfaction_vote")


@pytest.mark.parametrize(("written", "rounds"), [("rework_at_most 2", 2), ("rework_at_most most", 3)])
def test_how_often_is_reworked_may_be_a_number_or_a_parameter(written, rounds):
    workflow = Example().workflow(f"parameters: {{most: 3}}\nsatisfaction: {{policy: {written}, field: verdict}}")
    assert workflow.satisfaction == Satisfaction(policy="rework_at_most", at_most=rounds, field="verdict")


def test_what_is_seen_published_counted_and_kept(petition, review):
    assert petition.sight["informant"].hide == ("petitioner_name", "phone", "petitioner_id", "matter")
    assert review.publication["result"].in_ == ("written_off",)
    assert petition.publication["progress"].in_ == tuple(petition.states)
    assert petition.figures["timely_acceptance"].share == "met('accept')"
    assert (petition.retain.period, petition.retain.after) == (Period(10, "years"), "final")


def test_a_state_that_something_outside_enters_is_reached():
    example = Example()
    change = """
    states: {alarmed: {zh: 已报警, held_by: clerk%s}}
    actions: {take_up: {zh: 受理, from: alarmed, to: rectifying, by: clerk, clocks: {rectify: new_cycle}}}
    deadlines: {alarm: {zh: 受理时限, runs_in: alarmed, within: 1 day, rungs: usual}}
    """
    assert example.codes(change % "") == {"RF304"}
    assert example.codes(change % ", entered_by: code") == set()


@pytest.mark.parametrize(
    ("old", "new", "codes"),
    [
        ("moves: {to_redo: reopen}", "moves: {to_redo: reopn}", {"RF225"}),
        ("{opinions: [written_off]}", "{opinions: [writen_off]}", {"RF225"}),
        ("gives: {opinion:", "gives: {opinon:", {"RF225", "RF226"}),
        ("gives: {opinion: item.text,", "gives: {", {"RF226"}),
        (", government: government}", "}", {"RF226"}),
        ("workflow: review_opinion", "workflow: review_opinions", {"RF312"}),
    ],
)
def test_what_is_said_of_parts_is_looked_for_in_their_own_file(old, new, codes):
    file = path("npc_work_review")
    text = file.read_text(encoding="utf-8")
    assert old in text
    found = problems_of(text.replace(old, new), "a.yaml", beside(file))
    assert {problem.code for problem in found} == codes
    line = text[: text.index(old)].count("\n") + 1
    assert line in {problem.line for problem in found}


def test_a_workflow_that_is_opened_by_a_misspelt_name_is_told_with_what_was_meant():
    file = path("petition_case")
    text = file.read_text(encoding="utf-8").replace("opens: accountability_measure", "opens: acountability_measure")
    told = {one.fix for one in problems_of(text, "a.yaml", beside(file)) if "'acountability_measure'" in one.message.en}
    assert {(fix.zh.partition("？")[0], fix.en.partition("?")[0]) for fix in told} == {
        ("是否应为“accountability_measure”", "did you mean 'accountability_measure'")
    }


PROFILE = """
workflow: town_petition
version: 3
extends: petition_case
title: {zh: 镇信访办理}
parameters: {forward_limit: 7 days}
roles: {supervisor: {zh: 镇督办员}}
deadlines: {review: {within: 20 days, rungs: [{at: due, rung: urge, tell: [holder.first_person]}]}}
accepts: {RF312: {at: every.screening.opens, because: 另行随附}}
"""


def profiled(text, file="town.yaml"):
    return read_workflow(text, file, beside(path(file)))


PARAMETER = "parameters: {forward_limt: {zh: 转送时限, value: 7 days}}"


class TestProfiles:
    """A profile says only what is different."""

    def test_it_takes_over_everything_else(self, petition):
        town = profiled(PROFILE)
        assert (town.name, town.version, town.zh, town.extends) == ("town_petition", 3, "镇信访办理", "petition_case")
        assert town.actions == petition.actions
        assert (town.roles["supervisor"].zh, town.roles["supervisor"].en) == ("镇督办员", "Supervisor")

    def test_a_bare_value_is_that_of_the_parameter_whose_titles_stand_in_the_base(self, petition):
        limit = profiled(PROFILE).parameters["forward_limit"]
        assert limit == evolve(petition.parameters["forward_limit"], value="7 days")
        assert profiled(PROFILE).deadlines["forward"].within == (Allowance(allow=Period(7, "days")),)

    def test_rungs_are_replaced_and_other_keys_of_the_deadline_kept(self, petition):
        deadline = profiled(PROFILE).deadlines["review"]
        assert [rung.rung for rung in deadline.rungs] == ["urge"]
        assert deadline.basis == petition.deadlines["review"].basis

    def test_an_empty_value_takes_something_out(self):
        assert "rate" not in profiled(f"{PROFILE}\nactions: {{rate: ~}}\nfigures: {{satisfied: ~}}").actions

    def test_a_problem_is_told_in_the_file_where_it_stands(self):
        found = problems_of(
            f"{PROFILE}\nroles: {{lead: ~}}".replace("roles: {sup", "rolls: {sup"), "town.yaml", beside(path("a"))
        )
        base = str(path("petition_case"))
        places = {(problem.code, problem.file) for problem in found}
        assert ("RF101", "town.yaml") in places
        assert ("RF202", base) in places

    @pytest.mark.parametrize("name", ["nothing", "../../etc/passwd", "/etc/passwd"])
    def test_a_base_that_is_not_there_is_a_problem_at_its_name(self, name):
        (found,) = problems_of(f"workflow: a\nextends: {name}", "a.yaml", beside(path("a")))
        assert (found.code, found.line, found.file) == ("RF223", 2, "a.yaml")

    @pytest.mark.parametrize("value", ["3 working days", "7", "[1]"])
    def test_a_bare_value_of_no_parameter_of_the_base_is_told_where_it_stands(self, value):
        slip = (
            f"workflow: town\nextends: petition_case\ntitle: {{zh: 镇信访}}\nparameters: {{objection_rulng: {value}}}"
        )
        problem = next(one for one in problems_of(slip, "town.yaml", beside(path("a"))) if one.code == "RF228")
        assert (problem.file, problem.line) == ("town.yaml", 4)
        assert problem.fix.en.startswith("did you mean 'objection_ruling'?")

    @pytest.mark.parametrize("slip", ["ladders: {usul: [{at: due, rung: urge, tell: [holder]}]}", PARAMETER])
    def test_what_a_profile_adds_and_nothing_uses_is_told_there(self, slip):
        text = f"workflow: town\nextends: petition_case\ntitle: {{zh: 镇信访}}\n{slip}"
        warnings = [one for one in problems_of(text, "town.yaml", beside(path("a"))) if one.severity == "warning"]
        assert [(one.code, one.file, one.line) for one in warnings] == [("RF229", "town.yaml", 4)]

    def test_what_a_profile_takes_over_may_stay_unused(self):
        within = "deadlines: {forward: {within: 7 days}}"
        text = f"workflow: town\nextends: petition_case\ntitle: {{zh: 镇信访}}\n{within}"
        assert {one.severity for one in problems_of(text, "town.yaml", beside(path("a")))} == {"note"}

    def test_what_the_base_accepts_is_accepted_in_the_profile(self):
        unchanged = "workflow: town\nextends: petition_case\ntitle: {zh: 镇信访}\n"
        (note,) = problems_of(unchanged, "town.yaml", beside(path("a")))
        assert (note.code, note.severity) == ("RF312", "note")

    def test_what_the_base_accepts_may_be_mended_in_the_profile(self):
        mended = "workflow: town\nextends: petition_case\ntitle: {zh: 镇信访}\nevery: {screening: ~}\n"
        assert problems_of(mended, "town.yaml", beside(path("a"))) == ()

    def test_a_misspelt_base_is_told_with_the_neighbour_that_was_meant(self, tmp_path):
        (tmp_path / "city_case.yaml").touch()
        (found,) = problems_of("workflow: a\nextends: city_cose", "a.yaml", beside(tmp_path / "a.yaml"))
        assert found.fix.en.startswith("did you mean 'city_case'? Name")

    def test_workflows_that_extend_each_other_are_a_problem(self):
        files = {"a": b"extends: b", "b": b"extends: a"}

        def find(name):
            if name not in files:
                raise NotFound(kind="workflow", name=name)
            return files[name], name

        assert [problem.code for problem in problems_of(b"extends: a", "c", find)] == ["RF224"]


class TestAcceptances:
    """A finding may be accepted with a reason, and then is a note."""

    CHANGE = "deadlines: {assign: ~}\naccepts: {RF501: %s}"

    def found(self, accepts):
        return [(one.code, one.severity) for one in Example().problems(self.CHANGE % accepts)]

    def test_what_is_accepted_is_a_note_with_the_reason(self):
        (note,) = Example().problems(self.CHANGE % "{at: states.registered, because: 当场交办}")
        assert (note.code, note.severity) == ("RF501", "note")
        assert note.message.en.endswith("(accepted: 当场交办)")
        assert note.message.zh.endswith("（已接受：当场交办）")

    def test_it_holds_at_its_place_only(self):
        found = self.found("{at: states.verifying, because: 当场交办}")
        assert sorted(found) == [("RF114", "warning"), ("RF501", "error")]

    def test_the_start_of_a_longer_name_is_another_place(self):
        assert ("RF501", "error") in self.found("{at: states.regist, because: 当场交办}")

    def test_several_places_may_be_accepted(self):
        assert self.found("[{at: [states.registered, states.verifying], because: 当场交办}]") == [("RF501", "note")]

    def test_a_reason_must_be_given(self):
        assert ("RF102", "error") in self.found("{at: states.registered}")
