"""Whatever people do, in whatever order, at whatever time: what is kept is right, and the same in every store."""

import shutil
import tempfile
from datetime import timedelta
from pathlib import Path

from attrs import evolve
from hypothesis import settings, strategies
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from rectiflow.core.evolve import fold
from rectiflow.errors import CommandRefused, KeyReused, NotFound, StaleIssue
from rectiflow.ledger.commitments import commit
from rectiflow.ledger.leaf import leaf_hash
from rectiflow.model.issue import Issue
from rectiflow.model.record import RecordType
from rectiflow.ports import Query
from rectiflow.stores.memory import MemoryStore
from rectiflow.stores.sqlite import SQLiteStore
from tests.office import MONDAY, REPAIR, VirtualClock, new_engine
from tests.versions import BACK, NAMES, SECOND

ACTORS = ("window", "li", "ma", "bo", "wang", "visitor", "zhao", "stranger")
ISSUES = ("RF-000001", "RF-000002")
NO_ISSUE = "RF-000009"
RIGHT = {
    "assign": ("window", {}, {"lead": ("roads",), "verifier": ("wang",)}),
    "note": ("window", {"phone": "138"}, {}),
    "pause": ("ma", {}, {}),
    "resume": ("ma", {}, {}),
    "submit": ("li", {"answer": "done", "evidence": ["a.jpg"]}, {}),
    "verify": ("wang", {"verdict": "not_fixed"}, {}),
    "reopen": ("visitor", {}, {}),
}
"""Each action with somebody who may do it, and with what it needs."""

actors = strategies.sampled_from(ACTORS)
issues = strategies.sampled_from(ISSUES)
keys = strategies.none() | strategies.sampled_from(["k1", "k2", "k3", "k4"])
times = strategies.none() | strategies.timedeltas(-timedelta(days=9), timedelta(hours=1))
values = {
    "opinion": strategies.sampled_from(["x", "y", "", 3]),
    "phone": strategies.sampled_from(["138", "139", "", 3, None]),
    "answer": strategies.sampled_from(["done", "", "\udcff"]),
    "evidence": strategies.sampled_from([["a.jpg"], [], "a.jpg"]),
    "verdict": strategies.sampled_from(["fixed", "not_fixed", "maybe"]),
    "nope": strategies.just("x"),
}
fields = strategies.fixed_dictionaries({}, optional=values)
ids = strategies.lists(strategies.sampled_from(["roads", "parks", "wang", "li", "visitor", "ghost"]), max_size=2)
binds = strategies.dictionaries(strategies.sampled_from([*REPAIR.roles, "nobody"]), ids.map(tuple), max_size=3)


class Office(RuleBasedStateMachine):
    """One office on two stores: every command goes to both, with the same time and the same dice.

    It goes to a third as well, in which nobody ticks before the end of the day.
    """

    @initialize(record_refusals=strategies.booleans())
    def open(self, record_refusals):
        self.folder = Path(tempfile.mkdtemp())
        self.clock = VirtualClock(MONDAY)
        self.engines = [
            new_engine(store, self.clock, record_refusals=record_refusals)
            for store in (MemoryStore(), SQLiteStore(self.folder / "office.db"))
        ]
        self.never_ticked = new_engine(clock=self.clock, record_refusals=record_refusals)
        self.records_refusals = record_refusals
        for _ in ISSUES:
            self.register("window", {"opinion": "x"}, {"reporter": ("visitor",)}, None, None)

    def teardown(self):
        for engine in self.engines:
            engine.close()
        shutil.rmtree(self.folder)

    @rule(
        by=strategies.just("window") | actors,
        fields=strategies.just({"opinion": "x", "phone": "138"}) | fields,
        binds=strategies.just({"reporter": ("visitor",)}) | binds,
        key=keys,
        at=times,
    )
    def register(self, by, fields, binds, key, at):
        at = self.clock.now() + at if at is not None else None
        words = {"by": by, "fields": fields, "binds": binds, "key": key, "at": at}
        self.command(lambda engine: engine.register("repair", **words), key)

    @rule(issue=issues, choice=strategies.integers(0, 2), key=keys, at=times)
    def do_what_is_right(self, issue, choice, key, at):
        permitted = machine_of(self.engines[0], issue).permitted(state_of(self.engines[0], issue))
        action = permitted[choice % len(permitted)].name
        by, fields, binds = RIGHT[action]
        at = self.clock.now() + at if at is not None else None
        words = {"by": by, "fields": fields, "binds": binds, "key": key, "at": at}
        self.command(lambda engine: engine.act(issue, action, **words), key)

    @rule(issue=issues, verdict=strategies.sampled_from(["fixed", "not_fixed"]))
    def go_all_the_way(self, issue, verdict):
        for action in ("assign", "resume", "submit", "verify"):
            by, fields, binds = RIGHT[action]
            fields = {**fields, "verdict": verdict} if action == "verify" else fields
            words = {"by": by, "fields": fields, "binds": binds}
            self.command(lambda engine, action=action, words=words: engine.act(issue, action, **words))

    @rule(
        issue=issues | strategies.just(NO_ISSUE),
        action=strategies.sampled_from([*RIGHT, "register", "nope"]),
        by=actors,
        fields=fields,
        binds=binds,
        key=keys,
    )
    def do_anything(self, *, issue, action, by, fields, binds, key):  # noqa: PLR0913
        words = {"by": by, "fields": fields, "binds": binds, "key": key}
        self.command(lambda engine: engine.act(issue, action, **words), key)

    @rule(issue=issues, off=strategies.sampled_from([-1, 0, 0, 99]))
    def note_what_was_read(self, issue, off):
        self.command(lambda engine: engine.act(issue, "note", by="window", expected_version=seen(engine, issue) + off))

    @rule(passes=strategies.timedeltas(timedelta(0), timedelta(days=12)))
    def let_time_pass(self, passes):
        self.clock.move_to(self.clock.now() + passes)

    @rule(back=strategies.none() | strategies.timedeltas(timedelta(0), timedelta(days=12)))
    def tick(self, back):
        until = self.clock.now() - back if back is not None else None
        first, second = (engine.tick(until) for engine in self.engines)
        assert first == second
        before = self.kept()
        assert [engine.tick(until) for engine in self.engines] == [0, 0]
        assert self.kept() == before

    @rule(issue=issues, action=strategies.sampled_from(sorted(RIGHT)), by=actors, fields=fields)
    def ask(self, issue, action, by, fields):
        before = self.kept()
        for question in (
            lambda engine: str(engine.preview(issue, action, by=by, fields=fields).refusal),
            lambda engine: [(one.action.name, str(one.refusal)) for one in engine.allowed(issue, by=by)],
            lambda engine: engine.find(by=by),
            lambda engine: engine.find(by=by, workflow="repair", state="rectifying"),
            lambda engine: engine.inbox(by=by),
            lambda engine: engine.deadlines(issue, by=by),
        ):
            first, second = (outcome(question, engine) for engine in self.engines)
            assert first == second
        assert self.kept() == before

    @rule(version=strategies.sampled_from([1, 2]), only=strategies.none() | issues)
    def change_the_version(self, version, only):
        """Let some issues go on under another version, to and fro; new ones are registered under the first."""
        workflow, renaming = {1: (REPAIR, BACK), 2: (SECOND, NAMES)}[version]
        only = () if only is None else (only,)
        words = {"renaming": renaming, "only": only, "to": version}
        self.command(
            lambda engine: [essentials(one) for one in under(workflow, engine).migrate("repair", by="chief", **words)]
        )

    @rule()
    def compare_with_the_office_where_nobody_ticked(self):
        for engine in (*self.engines, self.never_ticked):
            engine.tick()
        assert essence(self.never_ticked.store) == essence(self.engines[0].store)

    def command(self, do, key=None):
        before = self.kept()
        first, second, third = (outcome(do, engine) for engine in (*self.engines, self.never_ticked))
        assert first == second
        assert bare(first) == bare(third)
        after = self.kept()
        if isinstance(first, tuple) and not self.only_recorded(before, after):
            assert after == before
        if after != before and key is not None:
            assert [outcome(do, engine) for engine in self.engines] == [first, second]
            assert self.kept() == after

    def only_recorded(self, before, after):
        """Tell whether a refusal became a record, and changed nothing but what was due anyhow."""
        added = after[0][len(before[0]) :]
        acted = {RecordType.ACTED, RecordType.REGISTERED}
        return self.records_refusals and added and not any(record.type in acted for record in added)

    def kept(self):
        first, second = (kept_by(engine.store) for engine in self.engines)
        assert first == second
        return first

    @invariant()
    def what_is_kept_is_right(self):
        self.kept()
        for engine in self.engines:
            with engine.store.reading("city") as reader:
                check_ledger(reader)
                check_snapshots(reader)


def outcome(do, engine):
    """Give what a command led to, so that two stores can be compared."""
    try:
        return do(engine)
    except (CommandRefused, KeyReused, NotFound, StaleIssue) as error:
        return type(error), str(error), error.message("zh")


def under(workflow, engine):
    """Give the same office on the same store, with another version in force."""
    return new_engine(engine.store, engine.office.clock, workflows=(workflow,), entropy=engine.office.entropy)


def essentials(prospect):
    return prospect.issue, prospect.verdict, prospect.reasons, prospect.carried


def bare(outcome):
    """Leave out what depends on when alarms were written: hashes, salts, and how far a stale issue has come."""
    if isinstance(outcome, list):
        return outcome
    if isinstance(outcome, Issue):
        return evolve(outcome, leaf="", personal={})
    return StaleIssue if outcome[0] is StaleIssue else outcome


def seen(engine, issue):
    """Give the version in which somebody last acted."""
    with engine.store.reading("city") as reader:
        return reader.issue(issue).acted_in


def state_of(engine, issue):
    with engine.store.reading("city") as reader:
        return reader.issue(issue).state


def machine_of(engine, issue):
    with engine.store.reading("city") as reader:
        return engine.office.shelf.pinned(reader.issue(issue).digest, reader).machine


def essence(store):
    """Give each subject's records, leaving out what depends on when alarms were written."""
    with store.reading("city") as reader:
        records = sorted(reader.records(), key=lambda one: (one.issue, one.version))
    return [(one.issue, one.version, one.type, one.effective_at, {**one.data, "personal": None}) for one in records]


def kept_by(store):
    with store.reading("city") as reader:
        found = list(reader.find(Query()))
        openings = {issue.id: reader.openings(issue.id) for issue in found}
        timer = reader.next_timer(MONDAY + timedelta(days=9999))
        answers = [reader.answer(key) for key in ("k1", "k2", "k3", "k4")]
        return list(reader.records()), list(reader.stored()), found, list(reader.queued()), openings, timer, answers


def check_ledger(reader):
    """Check that indices are dense, every hash is right and every subject's records follow one another."""
    stored = list(reader.stored())
    assert [index for index, _, _ in stored] == list(range(len(stored)))
    assert all(leaf_hash(text) == leaf for _, text, leaf in stored)
    last = {}
    for record in reader.records():
        version, leaf = last.get(record.issue, (0, ""))
        assert (record.version, record.previous) == (version + 1, leaf)
        last[record.issue] = (record.version, record.leaf)
    assert all(reader.tail(subject) == tail for subject, tail in last.items())


def check_snapshots(reader):
    """Check that a snapshot is what its records make, and that every commitment in them opens."""
    for issue in reader.find(Query()):
        records = list(reader.records(issue.id))
        assert fold(records) == issue
        openings = reader.openings(issue.id)
        committed = {(one.version, field): value for one in records for field, value in personal(one)}
        assert {place: commit(opening) for place, opening in openings.items()} == committed
        acted = [one for one in records if one.type in {RecordType.ACTED, RecordType.REGISTERED}]
        assert [one.effective_at for one in acted] == sorted(one.effective_at for one in acted)
        missed = [(one.data["deadline"], one.data["occurrence"]) for one in records if one.type is RecordType.MISSED]
        assert len(missed) == len(set(missed))


def personal(record):
    return record.data.get("personal", {}).items() if record.type is not RecordType.REFUSED else ()


Office.TestCase.settings = settings(max_examples=40, stateful_step_count=30, derandomize=True)
TestOffice = Office.TestCase
