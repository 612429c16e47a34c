"""A replay is the engine's own path: every event judged, every figure counted from what was stored."""

from contextlib import closing
from datetime import timedelta

import pytest

from rectiflow.errors import DefinitionError, LogError, NotFound
from rectiflow.model.record import RecordType
from rectiflow.replay import replay
from rectiflow.replay.run import EVENTS_PER_COMMIT
from rectiflow.stores.sqlite import SQLiteStore
from tests.logs import (
    CHECK,
    CONSIDER,
    DECIDE,
    DETERMINE,
    DRAFT,
    HELPDESK,
    INCIDENT,
    MONDAY,
    ORDERLY,
    RECEIPT,
    REGISTER,
    SEND,
    receipt_case,
    write_csv,
    write_xes,
)

PHASES = {"In Progress": "Accepted", "Wait": "Accepted", "Resolved": "Completed", "Closed": "Completed"}


def replayed(tmp_path, *cases, **told):
    log = write_csv(tmp_path / "log.csv", [row for case in cases for row in case])
    return replay(log, RECEIPT, url=f"sqlite:///{tmp_path / 'replay.db'}", **told)


def stored(tmp_path):
    with closing(SQLiteStore(tmp_path / "replay.db")) as store, store.reading("default") as reader:
        return list(reader.records())


def incident(tmp_path, *lifecycle, apart=timedelta(hours=1), url=None):
    """Replay one incident, each step of which somebody else does."""
    rows = receipt_case(
        "case-1", [(PHASES[step], f"P{number}", "G1") for number, step in enumerate(lifecycle)], apart=apart
    )
    staged = [row | {"lifecycle:transition": step} for row, step in zip(rows, lifecycle, strict=True)]
    return replay(write_csv(tmp_path / "log.csv", staged), INCIDENT, url=url)


def reasons(report):
    return [(one.reason.action, one.reason.state, one.reason.code, one.events) for one in report.refusals]


def test_an_orderly_case_is_accepted_event_by_event_and_ends(tmp_path):
    report = replayed(tmp_path, receipt_case("case-1"))

    assert (report.issues, report.events, report.accepted, report.refused) == (1, 6, 6, 0)
    assert (report.met, report.missed, report.overdue) == (2, 0, 0)
    acted = stored(tmp_path)[1:]
    assert [record.data["to"] for record in acted][-1] == "settled"
    assert [record.effective_at for record in acted] == [MONDAY + timedelta(hours=hour) for hour in range(6)]
    assert [record.data["actor"] for record in acted] == ["Anna", "Bram", "Cato", "Dirk", "Anna", "Anna"]


def test_what_the_workflow_forbids_is_stored_as_refused_and_told_with_its_reason(tmp_path):
    report = replayed(tmp_path, receipt_case("case-1", (REGISTER, DETERMINE, CHECK)))

    assert reasons(report) == [("determine", "received", "action_not_allowed", 1)]
    assert report.refusals[0].reason.zh == "事项处于“待审核”"
    assert [record.type for record in stored(tmp_path)].count(RecordType.REFUSED) == 1


def test_authority_is_that_of_the_group_the_event_was_done_for(tmp_path):
    wrong_group = (CHECK[0], CHECK[1], "Group 2")

    report = replayed(tmp_path, receipt_case("case-1", (REGISTER, wrong_group)))

    assert reasons(report) == [("check", "received", "not_authorized", 1)]
    assert report.refusals[0].reason.en == "is not checker (Checker)"


def test_a_reason_is_the_same_whoever_it_met_and_whenever(tmp_path):
    by = [(CHECK[0], name, "Group 2") for name in ("Emma", "Finn")]

    report = replayed(tmp_path, *(receipt_case(one[1], (REGISTER, one)) for one in by))

    assert reasons(report) == [("check", "received", "not_authorized", 2)]


def test_a_case_that_nobody_registered_is_registered_late_and_its_first_event_judged(tmp_path):
    report = replayed(tmp_path, receipt_case("case-1", (CHECK, REGISTER, DETERMINE)))

    assert (report.issues, report.registered_late) == (1, 1)
    assert (report.accepted, report.refused) == (2, 1)
    assert reasons(report) == [("register", "checked", "action_not_allowed", 1)]


def test_a_registration_that_is_refused_is_counted_and_the_next_event_tries_again(tmp_path):
    stranger = (REGISTER[0], "Emma", "Group 2")

    report = replayed(tmp_path, receipt_case("case-1", (stranger, REGISTER, CHECK)))

    assert (report.issues, report.accepted, report.refused) == (1, 2, 1)
    assert reasons(report) == [("register", None, "not_authorized", 1)]


def test_cases_are_merged_in_the_order_of_time_and_ties_stay_in_the_order_of_the_log(tmp_path):
    later = receipt_case("later", (REGISTER, CHECK), start=MONDAY + timedelta(minutes=30))
    replayed(tmp_path, later, receipt_case("first", ORDERLY[:2]), receipt_case("second", ORDERLY[:2]))

    acted = [record for record in stored(tmp_path) if record.type in {RecordType.REGISTERED, RecordType.ACTED}]

    assert [record.effective_at for record in acted] == sorted(record.effective_at for record in acted)
    assert [record.issue for record in acted] == [f"RF-00000{number}" for number in (1, 2, 3, 1, 2, 3)]


def test_deadlines_fire_at_their_own_instants_also_for_issues_that_stay_silent(tmp_path):
    silent = receipt_case("silent", ORDERLY[:1], deadline=timedelta(days=2))
    last = receipt_case("last", ORDERLY[:1], start=MONDAY + timedelta(days=30))

    report = replayed(tmp_path, silent, last)

    missed = [record for record in stored(tmp_path) if record.type is RecordType.MISSED]
    assert missed[0].data["deadline"] == "application"
    assert missed[0].effective_at == MONDAY + timedelta(days=2)
    assert report.missed == len(missed) == 2
    assert report.rungs == {"urge": 2, "supervise": 2}
    assert report.findings == 2


def test_an_issue_is_overdue_when_anything_was_done_or_tried_after_its_own_deadline(tmp_path):
    early, late = timedelta(minutes=30), timedelta(hours=9)
    accepted = receipt_case("accepted", (REGISTER, CHECK), deadline=early)
    refused = receipt_case("refused", (REGISTER, SEND), deadline=early)
    silent = receipt_case("silent", (REGISTER,), deadline=early)
    in_time = receipt_case("in time", (REGISTER, CHECK), deadline=late)

    report = replayed(tmp_path, accepted, refused, silent, in_time)

    assert report.overdue == 2
    assert report.missed == 3


def test_without_deadlines_of_their_own_no_issue_can_be_called_overdue(tmp_path):
    case = receipt_case("case-1", [("Assign seriousness", "Anna", "")])

    assert replay(write_csv(tmp_path / "log.csv", case), HELPDESK).overdue is None


def test_who_answers_is_who_was_bound_to_the_issue(tmp_path):
    overdue = [row | {"case:responsible": "Emma"} for row in receipt_case("late", deadline=timedelta(hours=2))]

    report = replayed(tmp_path, receipt_case("case-1"), overdue)

    assert {name: (one.met, one.missed) for name, one in report.by_person.items()} == {"Anna": (2, 0), "Emma": (1, 1)}
    assert {name: (one.met, one.missed) for name, one in report.by_unit.items()} == {"General": (3, 1)}


def test_a_clock_that_stood_still_and_runs_again_is_met_once_by_whoever_answered_at_its_end(tmp_path):
    report = incident(tmp_path, "In Progress", "Wait", "In Progress", "Resolved", "Closed")

    assert (report.accepted, report.refused) == (5, 0)
    assert report.met == 4, "taking up, handling, waiting, confirming"
    assert report.by_person["P2"].met == 2, "handling and confirming"


def test_a_clock_that_runs_again_and_is_missed_is_not_met(tmp_path):
    report = incident(tmp_path, "In Progress", "Wait", "In Progress", "Resolved", apart=timedelta(days=12))

    assert (report.met, report.missed) == (2, 1), "taking up and waiting; handling"


def test_an_activity_is_the_action_that_the_map_gives_it_in_the_state_of_the_issue(tmp_path):
    incident(tmp_path, "In Progress", "Resolved", "In Progress", url=f"sqlite:///{tmp_path / 'replay.db'}")

    assert [record.data["action"] for record in stored(tmp_path)[1:]] == ["register", "work", "resolve", "rework"]


def test_an_issue_counts_once_and_only_after_what_the_count_waits_for(tmp_path):
    working = incident(tmp_path, "In Progress", "In Progress", "Resolved")
    twice = incident(tmp_path, "In Progress", "Resolved", "In Progress", "Resolved", "In Progress")

    assert working.counts["reopened"].issues == 0
    assert twice.counts["reopened"].issues == 1


def test_an_empty_column_hands_nothing_on(tmp_path):
    nobody = [row | {"case:responsible": ""} for row in receipt_case("case-1", ORDERLY[:1])]

    assert reasons(replayed(tmp_path, nobody)) == [("register", None, "invalid_input", 1)]


def test_reopening_counts_for_whoever_had_answered(tmp_path):
    again = receipt_case("case-1", (*ORDERLY, DRAFT))

    report = replayed(tmp_path, again, receipt_case("case-2"))

    assert report.counts["reopened"].issues == 1
    assert report.by_person["Anna"].reopened == 1


def test_swapping_two_events_of_a_track_brings_refusals(tmp_path):
    for first, second in ((1, 2), (2, 3), (4, 5), (0, 1)):
        steps = list(ORDERLY)
        steps[first], steps[second] = steps[second], steps[first]
        folder = tmp_path / f"{first}"
        folder.mkdir()
        assert replayed(folder, receipt_case("case-1", steps)).refused > 0


def test_the_report_as_data_has_the_counts_beside_the_figures(tmp_path):
    told = replayed(tmp_path, receipt_case("case-1", (REGISTER, CHECK, SEND))).to_json()

    assert told["issues"] == 1
    assert (told["reopened"], told["papers_drafted"]) == (0, 0)
    assert told["refusals"] == [
        {
            "action": "send",
            "state": "checked",
            "code": "action_not_allowed",
            "zh": "事项处于“待审定”",
            "en": "the issue is in state 'checked'",
            "events": 1,
        }
    ]
    assert told["by_unit"] == {}
    assert told["seconds"] > 0
    assert told["actions_per_second"] >= 0


def test_a_second_run_into_the_same_store_writes_nothing_and_says_the_same(tmp_path):
    cases = [receipt_case("case-1"), receipt_case("case-2", (REGISTER, SEND, CHECK)), receipt_case("3", (CHECK, SEND))]
    first = replayed(tmp_path, *cases).to_json()
    kept = stored(tmp_path)

    second = replayed(tmp_path, *cases).to_json()

    assert stored(tmp_path) == kept
    assert {key: told for key, told in second.items() if not key.endswith("second") and key != "seconds"} == {
        key: told for key, told in first.items() if not key.endswith("second") and key != "seconds"
    }


def test_progress_is_told_after_every_commit_up_to_the_whole(tmp_path):
    told = []

    replayed(
        tmp_path,
        *(receipt_case(f"{number}") for number in range(100)),
        progress=lambda done, total: told.append((done, total)),
    )

    assert told == [(EVENTS_PER_COMMIT, 600), (600, 600)]


def test_without_a_store_nothing_is_left_behind(tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    log = write_xes(tmp_path / "log.xes.gz", receipt_case("case-1"))

    assert replay(log, RECEIPT).issues == 1
    assert list(tmp_path.iterdir()) == [log]


def test_a_log_that_breaks_off_leaves_no_store(tmp_path):
    log = write_csv(tmp_path / "log.csv", receipt_case("case-1"))
    log.write_bytes(log.read_bytes()[:-30])

    with pytest.raises(LogError):
        replay(log, RECEIPT, url=f"sqlite:///{tmp_path / 'replay.db'}")

    assert not (tmp_path / "replay.db").exists()


def test_activities_that_the_map_does_not_know_are_all_named(tmp_path):
    unknown = [("Coffee", "Anna", "Group 1"), ("Tea", "Anna", "Group 1")]

    with pytest.raises(LogError) as refused:
        replayed(tmp_path, receipt_case("case-1", (REGISTER, *unknown)))

    assert refused.value.what.en == "it has activities that the map doesn't: Coffee, Tea"


def test_a_map_given_by_name_counts_and_a_missing_or_wrong_one_is_refused(tmp_path):
    log = write_csv(tmp_path / "log.csv", receipt_case("case-1", ORDERLY[:1]))
    narrow = tmp_path / "narrow.map"
    narrow.write_text("{map: permit_receipt, activities: {Confirmation of receipt: register}}")

    assert replay(log, RECEIPT, narrow).refused == 1, "it hands no deadline on"
    with pytest.raises(DefinitionError):
        replay(log, RECEIPT, INCIDENT.with_suffix(".map"))
    with pytest.raises(NotFound):
        replay(log, RECEIPT, tmp_path / "none.map")
    with pytest.raises(NotFound):
        replay(log, tmp_path / "none.yaml")


def test_parallel_tracks_may_come_in_either_order(tmp_path):
    advice_first = (REGISTER, CONSIDER, DECIDE, CHECK, DETERMINE, SEND)

    report = replayed(tmp_path, receipt_case("case-1", advice_first))

    assert report.refused == 0
    assert stored(tmp_path)[-1].data["to"] == "settled"
