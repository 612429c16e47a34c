import hashlib
from datetime import timedelta, timezone

import pytest

from rectiflow.ledger.leaf import canonical, digest, leaf_hash
from rectiflow.ledger.seal import seal
from rectiflow.model.record import Draft, RecordType
from tests.office import MONDAY

LEAVES_OF_RFC_6962 = [
    ("", "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"),
    ("00", "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7"),
    ("10", "0298d122906dcfc10892cb53a73992fc5b9f493ea4c9badb27b791b4127a7fe7"),
    ("2021", "07506a85fd9dd2f120eb694f86011e5bb4662e5c415a62917033d4a9624487e7"),
    ("3031", "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"),
    ("40414243", "4271a26be0d8a84f0bd54c8c302e7cb3a3b5d1fa6780a40bcce2873477dab658"),
]
"""Leaf hashes of the test vectors that Certificate Transparency's implementations share."""


@pytest.mark.parametrize(("stored", "leaf"), LEAVES_OF_RFC_6962)
def test_a_leaf_is_hashed_as_rfc_6962_says(stored, leaf):
    assert leaf_hash(bytes.fromhex(stored)) == leaf


def test_no_inner_node_passes_for_a_leaf():
    left, right = (hashlib.sha256(side).digest() for side in (b"a", b"b"))
    assert leaf_hash(left + right) != hashlib.sha256(b"\x01" + left + right).hexdigest()


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ({"b": 1, "a": [True, None, "x"]}, '{"a":[true,null,"x"],"b":1}'),
        ({"二": {"z": 1, "a": 2}}, '{"二":{"a":2,"z":1}}'),
        ('\u2028"\\\n\x7f', '"\u2028\\"\\\\\\n\x7f"'),
        (("a",), '["a"]'),
        (10**30, "1" + "0" * 30),
    ],
)
def test_one_value_has_one_text(value, text):
    assert canonical(value) == text.encode()


def test_the_order_of_keys_does_not_change_a_digest():
    assert digest({"a": 1, "b": 2}) == digest({"b": 2, "a": 1}) != digest({"a": 1, "b": 3})


@pytest.mark.parametrize("value", [float("nan"), float("inf"), {1, 2}, b"bytes", "\ud800"])
def test_what_has_no_one_text_is_refused(value):
    with pytest.raises((TypeError, ValueError)):
        canonical(value)


def sealed(previous="", version=1, **changed):
    draft = Draft(type=RecordType.ACTED, effective_at=MONDAY, data={"action": "交办"})
    words = {"subject": "RF-000001", "recorded_at": MONDAY + timedelta(hours=1), "nonce": "0f" * 16} | changed
    return seal(draft, version=version, previous=previous, **words)


def test_the_bytes_of_a_record_are_fixed_for_good():
    """A change here changes every ledger ever written: give the record a new version instead."""
    record, stored = sealed()
    assert stored.decode() == (
        '{"data":{"action":"交办"},"effective_at":"2026-03-02T01:00:00.000000Z","hash":"sha256",'
        '"issue":"RF-000001","nonce":"0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f","previous":"",'
        '"recorded_at":"2026-03-02T02:00:00.000000Z","type":"acted","v":1,"version":1}'
    )
    assert record.leaf == leaf_hash(stored) == hashlib.sha256(b"\x00" + stored).hexdigest()


def test_each_record_is_chained_to_the_one_before_it():
    first, _ = sealed()
    second, stored = sealed(previous=first.leaf, version=2)
    assert first.leaf.encode() in stored
    assert second.leaf != sealed(previous="00" * 32, version=2)[0].leaf


@pytest.mark.parametrize(
    "changed",
    [{"subject": "RF-000002"}, {"version": 2}, {"previous": "00"}, {"recorded_at": MONDAY}, {"nonce": "00"}],
)
def test_whatever_changes_in_a_record_changes_its_leaf(changed):
    assert sealed(**changed)[0].leaf != sealed()[0].leaf


def test_the_offset_in_which_an_instant_was_given_does_not_matter():
    there = (MONDAY + timedelta(hours=1)).astimezone(timezone(timedelta(hours=8)))
    assert sealed(recorded_at=there)[1] == sealed()[1]
