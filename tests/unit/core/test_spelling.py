"""What was probably meant by a misspelt name."""

import pytest

from rectiflow.core.spelling import meant

KNOWN = ("registered", "rectifying", "verifying", "closed", "given", "verified")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("regstered", "registered"),
        ("registeredd", "registered"),
        ("rectifyinq", "rectifying"),
        ("verfiying", "verifying"),
        ("losed", "closed"),
        ("verifies", "verified"),
        ("registered_", "registered"),
        ("archived", None),
        ("", None),
        ("registered" * 10, None),
    ],
)
def test_what_differs_in_one_place_only_is_found_and_nothing_else(name, expected):
    assert meant(name, KNOWN) == expected


def test_the_nearest_is_found():
    assert meant("verifie", ("verifying", "verified")) == "verified"


def test_nothing_is_found_among_nothing():
    assert meant("closed", ()) is None
