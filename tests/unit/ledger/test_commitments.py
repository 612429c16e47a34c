import hashlib
import hmac

import pytest
from attrs import evolve

from rectiflow.ledger.commitments import SALT_BYTES, Opening, commit
from tests.office import Dice

OPENING = Opening("phone", "13900005511", "0f" * 32)


def test_a_commitment_is_the_keyed_hash_that_it_says_it_is():
    expected = hmac.new(bytes.fromhex("0f" * 32), b'["phone","13900005511"]', hashlib.sha256).hexdigest()
    assert commit(OPENING) == f"sha256:{expected}"


def test_the_same_opening_opens_it_again():
    assert commit(Opening("phone", "13900005511", "0f" * 32)) == commit(OPENING)


@pytest.mark.parametrize(
    "changed",
    [{"value": "13900005512"}, {"value": None}, {"value": 13900005511}, {"field": "fax"}, {"salt": "0e" * 32}],
)
def test_nothing_else_opens_it(changed):
    assert commit(evolve(OPENING, **changed)) != commit(OPENING)


def test_one_value_committed_to_twice_does_not_show_as_one():
    dice = Dice()
    first, second = (commit(Opening("phone", "138", dice.token(SALT_BYTES))) for _ in range(2))
    assert first != second
