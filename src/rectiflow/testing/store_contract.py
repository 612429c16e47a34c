"""What every store must do: one suite, which hosts run on their own store too. 存储契约。

Subclass `StoreContract` in a test module and give it a store:

    class TestOurStore(StoreContract):
        @pytest.fixture
        def store(self, tmp_path):
            with closing(OurStore(tmp_path)) as store:
                yield store
"""

import threading
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from attrs import evolve

from rectiflow.errors import StoreError
from rectiflow.ledger.commitments import Opening
from rectiflow.ledger.leaf import leaf_hash
from rectiflow.ledger.seal import seal
from rectiflow.model.issue import Doing, Finding, Issue
from rectiflow.model.record import Draft, Effect, Record, RecordType
from rectiflow.model.timing import Clock, Span
from rectiflow.ports import Answer, Changes, Query, Queued, Reader, Sealed, Store, Timer, Transaction

NOON = datetime(2026, 3, 2, 4, tzinfo=UTC)
DAY = timedelta(days=1)
MICROSECOND = timedelta(microseconds=1)
THREADS, WRITES = 4, 8


def an_issue(identity: str = "RF-000001", **changed: Any) -> Issue:  # noqa: ANN401  (any attribute)
    """Make a snapshot in which every kind of value occurs."""
    clock = Clock(2, NOON, NOON + DAY, (Span(NOON, NOON + MICROSECOND),), ("0", "missed"))
    issue = Issue(
        id=identity,
        version=1,
        leaf="ab" * 32,
        workflow="repair",
        digest="cd" * 32,
        state="open",
        registered_at=NOON,
        entered_at=NOON + DAY,
        acted_at=NOON + MICROSECOND,
        acted_by="窗口",
        acted_in=1,
        fields={
            "text": "路灯\n\0'; --",
            "number": -3,
            "decimal": "3.50",
            "yes": True,
            "none": None,
            "files": ["a", ""],
        },
        personal={"phone": "sha256:00"},
        bindings={"lead": ("roads",), "parties": ("a", "b"), "nobody": ()},
        clocks={"handle": clock, "reply": Clock(1, NOON)},
        done={"register": Doing(times=1, by=("窗口",), last_at=NOON)},
        findings=(
            Finding(fault="overdue", ground="low", to=("li",), at=NOON, deadline="handle", occurrence=2),
            Finding(fault="rework", ground="low", to=(), at=NOON),
        ),
        rounds={"open": 1},
    )
    return evolve(issue, **changed)


def a_record(reader: Reader, subject: str = "RF-000001") -> Sealed:
    """Seal the next record of `subject`."""
    version, previous = reader.tail(subject)
    data: Mapping[str, Any] = {"text": "路灯", "list": ["a", 1, True, None, {"b": ""}]}
    draft = Draft(type=RecordType.ACTED, effective_at=NOON + MICROSECOND, data=data)
    record, stored = seal(
        draft, subject=subject, version=version + 1, previous=previous, recorded_at=NOON + DAY, nonce="0f" * 16
    )
    return Sealed(record=record, stored=stored)


def write(transaction: Transaction, subject: str = "RF-000001", **kept: Any) -> Record:  # noqa: ANN401  (any attribute)
    """Write one record of `subject`, with its snapshot unless `kept` says otherwise."""
    sealed = a_record(transaction, subject)
    issue = an_issue(subject, version=sealed.record.version, leaf=sealed.record.leaf)
    transaction.write(evolve(Changes(subject=subject, sealed=(sealed,), issue=issue), **kept))
    return sealed.record


def commit(store: Store, subject: str = "RF-000001", tenant: str = "city", **kept: Any) -> Record:  # noqa: ANN401  (any attribute)
    """Write one record of `subject` in a transaction of its own."""
    with store.writing(tenant) as transaction:
        return write(transaction, subject, **kept)


def kept_by(store: Store, tenant: str = "city") -> list[tuple[int, str, int]]:
    """Give index, subject and version of everything in the ledger."""
    with store.reading(tenant) as reader:
        indices = [index for index, _, _ in reader.stored()]
        return [(index, one.issue, one.version) for index, one in zip(indices, reader.records(), strict=True)]


def found_by(store: Store, query: Query, tenant: str = "city") -> list[str]:
    """Give the ids of the issues that `query` finds."""
    with store.reading(tenant) as reader:
        return [issue.id for issue in reader.find(query)]


class StoreContract:
    """The rules of the port `Store`; `store` is a fresh, empty one for each."""

    @pytest.fixture
    def store(self) -> Iterator[Store] | Store:
        """Give the store under test; close it afterwards."""
        pytest.fail("this contract needs a fixture `store` that gives a fresh, empty store")

    def test_a_ledger_begins_empty(self, store: Store) -> None:
        """Nothing is there before something was written."""
        with store.reading("city") as reader:
            assert list(reader.stored()) == []
            assert reader.tail("RF-000001") == (0, "")
            assert reader.issue("RF-000001") is None
            assert reader.answer("key") is None
            assert reader.definition("digest") is None
            assert reader.openings("RF-000001") == {}
            assert reader.next_timer(NOON) is None

    def test_indices_are_dense_from_zero_in_each_tenant(self, store: Store) -> None:
        """Another tenant's records take no place in this ledger."""
        commit(store, "RF-000001")
        commit(store, "RF-000001", tenant="county")
        with store.writing("city") as transaction:
            write(transaction, "RF-000002")
            write(transaction, "RF-000001")
        assert kept_by(store) == [(0, "RF-000001", 1), (1, "RF-000002", 1), (2, "RF-000001", 2)]
        assert kept_by(store, "county") == [(0, "RF-000001", 1)]

    def test_the_tail_is_the_last_record_of_its_subject(self, store: Store) -> None:
        """Within a transaction it knows what was just written."""
        first = commit(store)
        commit(store, "RF-000002")
        with store.writing("city") as transaction:
            assert transaction.tail("RF-000001") == (1, first.leaf)
            second = write(transaction)
            assert transaction.tail("RF-000001") == (2, second.leaf)
        assert second.previous == first.leaf

    def test_records_come_back_as_they_were_written(self, store: Store) -> None:
        """By version for one subject, by index for all."""
        written = [commit(store, subject) for subject in ("RF-000001", "RF-000002", "RF-000001")]
        with store.reading("city") as reader:
            assert list(reader.records()) == written
            assert list(reader.records("RF-000001")) == [written[0], written[2]]
            assert list(reader.records("RF-000003")) == []

    def test_stored_bytes_are_kept_to_the_byte_with_their_hash(self, store: Store) -> None:
        """The bytes are the leaf: they are never made again."""
        with store.writing("city") as transaction:
            sealed = a_record(transaction)
            transaction.write(Changes(subject="RF-000001", sealed=(sealed,), issue=an_issue()))
        with store.reading("city") as reader:
            assert list(reader.stored()) == [(0, sealed.stored, leaf_hash(sealed.stored))]

    def test_a_snapshot_comes_back_equal(self, store: Store) -> None:
        """Every kind of value survives the store."""
        commit(store, issue=an_issue())
        with store.reading("city") as reader:
            assert reader.issue("RF-000001") == an_issue()

    def test_a_tenant_sees_nothing_of_another(self, store: Store) -> None:
        """What one tenant keeps is not there for the other, by whatever name."""
        answer = Answer(key="key", command="digest", issue="RF-000001", version=1)
        opening = Opening("phone", "138", "0f" * 32)
        queued = Queued(id="RF-000001:1:0", effect=Effect(kind="told", to="li"))
        with store.writing("city") as transaction:
            transaction.define("digest", {"a": 1}, a_record(transaction, "workflow:repair"))
            write(
                transaction,
                answer=answer,
                openings={(1, "phone"): opening},
                timer=Timer(due=NOON, calendar="cn"),
                holders=("li",),
                effects=(queued,),
            )
        with store.reading("county") as reader:
            assert reader.issue("RF-000001") is None
            assert list(reader.records()) == []
            assert reader.tail("RF-000001") == (0, "")
            assert reader.answer("key") is None
            assert reader.openings("RF-000001") == {}
            assert reader.definition("digest") is None
            assert reader.next_timer(NOON + DAY) is None
            assert list(reader.queued()) == []
            assert list(reader.find(Query(holders=("li",)))) == []

    def test_issues_are_numbered_in_each_tenant(self, store: Store) -> None:
        """The next id is one that no issue has."""
        with store.writing("city") as transaction:
            first = transaction.new_issue()
            write(transaction, first)
            second = transaction.new_issue()
            write(transaction, second)
        with store.writing("county") as transaction:
            assert transaction.new_issue() == first
        assert first != second

    def test_the_timer_that_is_due_first_comes_first(self, store: Store) -> None:
        """Only timers before the instant asked for; of two at once, the lower id."""
        for subject, due in (("RF-000001", NOON + DAY), ("RF-000003", NOON), ("RF-000002", NOON)):
            commit(store, subject, timer=Timer(due=due, calendar="cn"))
        with store.reading("city") as reader:
            assert reader.next_timer(NOON) is None
            assert reader.next_timer(NOON + MICROSECOND) == ("RF-000002", NOON)
            assert reader.next_timer(NOON + 2 * DAY) == ("RF-000002", NOON)

    def test_an_issue_has_one_timer_or_none(self, store: Store) -> None:
        """Each write says when the issue next asks for supervision, or that it doesn't."""
        commit(store, timer=Timer(due=NOON, calendar="cn"))
        commit(store, timer=Timer(due=NOON + DAY, calendar="cn"))
        with store.reading("city") as reader:
            assert reader.next_timer(NOON + 2 * DAY) == ("RF-000001", NOON + DAY)
        commit(store)
        with store.reading("city") as reader:
            assert reader.next_timer(NOON + 2 * DAY) is None

    def test_an_issue_lies_with_its_latest_holders(self, store: Store) -> None:
        """It leaves the inboxes of those who no longer hold it."""
        commit(store, holders=("li", "role:clerk"))
        commit(store, holders=("li", "ma"))
        assert found_by(store, Query(holders=("li",))) == ["RF-000001"]
        assert found_by(store, Query(holders=("wang", "ma", "li"))) == ["RF-000001"]
        assert found_by(store, Query(holders=("role:clerk",))) == []
        assert found_by(store, Query(holders=())) == []

    def test_issues_are_found_by_workflow_and_state_oldest_first(self, store: Store) -> None:
        """What is not asked doesn't narrow the search; a later write moves nothing."""
        for subject in ("RF-000002", "RF-000001", "RF-000003"):
            commit(store, subject, issue=an_issue(subject))
        commit(store, "RF-000001", issue=an_issue("RF-000001", state="closed"))
        commit(store, "RF-000002", issue=an_issue("RF-000002", workflow="petition"))
        assert found_by(store, Query()) == ["RF-000002", "RF-000001", "RF-000003"]
        assert found_by(store, Query(state="open")) == ["RF-000002", "RF-000003"]
        assert found_by(store, Query(workflow="repair", state="open")) == ["RF-000003"]
        assert found_by(store, Query(workflow="repair", state="open", holders=("li",))) == []

    def test_effects_wait_in_the_order_they_were_queued(self, store: Store) -> None:
        """Each keeps its id."""
        queued = [
            Queued(id=f"RF-000001:{one}", effect=Effect(kind="told", to="李", means="letter")) for one in (10, 9, 8)
        ]
        commit(store, effects=tuple(queued[:2]))
        commit(store, effects=tuple(queued[2:]))
        with store.reading("city") as reader:
            assert list(reader.queued()) == queued

    def test_an_answer_is_kept_for_its_key(self, store: Store) -> None:
        """Keys are compared to the letter."""
        answer = Answer(key="K'1 ", command="digest", issue="RF-000001", version=1)
        commit(store, answer=answer)
        with store.reading("city") as reader:
            assert reader.answer("K'1 ") == answer
            assert reader.answer("k'1 ") is None
            assert reader.answer("K'1") is None

    def test_personal_values_are_kept_by_version_and_field(self, store: Store) -> None:
        """Each with its salt, apart from the record."""
        first, second = Opening("phone", "138", "0f" * 32), Opening("phone", ["139"], "f0" * 32)
        commit(store, openings={(1, "phone"): first})
        commit(store, openings={(2, "phone"): second})
        commit(store, "RF-000002", openings={(1, "phone"): second})
        with store.reading("city") as reader:
            assert reader.openings("RF-000001") == {(1, "phone"): first, (2, "phone"): second}

    def test_a_definition_comes_with_the_record_that_puts_it_into_force(self, store: Store) -> None:
        """It is kept by its digest."""
        with store.writing("city") as transaction:
            transaction.define("digest", {"name": "报修", "list": [1]}, a_record(transaction, "workflow:repair"))
            assert transaction.defines("digest")
            assert transaction.definition("digest") == {"name": "报修", "list": [1]}
        with store.reading("city") as reader:
            assert reader.definition("digest") == {"name": "报修", "list": [1]}
            assert reader.tail("workflow:repair")[0] == 1

    def test_an_exception_leaves_nothing_behind(self, store: Store) -> None:
        """Nothing is stored unless all of it is, and the next transaction goes on as if it had not been."""
        commit(store, holders=("li",), timer=Timer(due=NOON, calendar="cn"))
        with pytest.raises(ZeroDivisionError), store.writing("city") as transaction:  # noqa: PT012  (what came before it)
            queued = Queued(id="RF-000001:2:0", effect=Effect(kind="told", to="li"))
            answer = Answer(key="key", command="digest", issue="RF-000001", version=2)
            write(transaction, issue=an_issue(state="closed"), effects=(queued,), answer=answer)
            write(transaction, "RF-000002", openings={(1, "phone"): Opening("phone", "138", "0f" * 32)})
            raise ZeroDivisionError
        assert kept_by(store) == [(0, "RF-000001", 1)]
        with store.reading("city") as reader:
            assert reader.next_timer(NOON + DAY) == ("RF-000001", NOON)
            assert list(reader.queued()) == []
            assert reader.answer("key") is None
            assert reader.openings("RF-000002") == {}
        assert found_by(store, Query(state="open", holders=("li",))) == ["RF-000001"]
        commit(store)
        assert kept_by(store) == [(0, "RF-000001", 1), (1, "RF-000001", 2)]

    def test_a_reader_sees_the_last_commit_while_a_writer_is_at_work(self, store: Store) -> None:
        """It neither waits nor sees what isn't committed."""
        commit(store)
        with store.writing("city") as transaction:
            write(transaction)
            assert kept_by(store) == [(0, "RF-000001", 1)]
        assert kept_by(store) == [(0, "RF-000001", 1), (1, "RF-000001", 2)]

    def test_a_view_does_not_change_while_it_is_open(self, store: Store) -> None:
        """Records, snapshot and timers of one view belong together."""
        commit(store)
        with store.reading("city") as reader:
            assert reader.tail("RF-000001")[0] == 1
            commit(store)
            assert reader.tail("RF-000001")[0] == 1
            assert len(list(reader.records())) == 1

    def test_two_views_may_be_open_in_one_thread(self, store: Store) -> None:
        """A reader opened within another is a view of its own."""
        with store.reading("city") as outer:
            commit(store, "RF-000001", tenant="county")
            with store.reading("county") as inner:
                assert inner.tail("RF-000001")[0] == 1
            assert outer.tail("RF-000001")[0] == 0

    def test_a_transaction_within_a_transaction_is_refused(self, store: Store) -> None:
        """It would wait for itself for ever, or lose what the other writes."""
        with store.writing("city") as transaction:
            with pytest.raises(StoreError, match="open already"), store.writing("city"):
                pytest.fail("the second transaction was opened")
            write(transaction)
        assert kept_by(store) == [(0, "RF-000001", 1)]

    def test_threads_that_write_at_once_queue_up(self, store: Store) -> None:
        """Nothing is lost, indices and versions stay dense, every record follows the one before it."""
        start = threading.Barrier(THREADS)

        def work() -> None:
            start.wait()
            for _ in range(WRITES):
                commit(store)

        threads = [threading.Thread(target=work) for _ in range(THREADS)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert kept_by(store) == [(one, "RF-000001", one + 1) for one in range(THREADS * WRITES)]
        with store.reading("city") as reader:
            records = list(reader.records())
        assert [one.previous for one in records] == ["", *(one.leaf for one in records[:-1])]

    def test_closing_twice_is_closing_once(self, store: Store) -> None:
        """A host may close in a `finally` whatever happened before."""
        commit(store)
        store.close()
        store.close()
