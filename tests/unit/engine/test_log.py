"""Log events have stable names and never hold what was handed in; without a listener there are none."""

import logging

import pytest

from rectiflow.errors import CommandRefused
from tests.office import PHONE, new_engine, register


def test_what_happened_is_logged_without_any_value(caplog):
    caplog.set_level(logging.INFO, logger="rectiflow")
    engine = new_engine()
    issue = register(engine, fields={"opinion": "路灯坏了", "phone": PHONE})
    with pytest.raises(CommandRefused):
        engine.act(issue.id, "assign", by="stranger")
    engine.tick()
    assert [record.message for record in caplog.records] == [
        "actions.committed",
        "actions.committed",
        "action.refused",
        "tick.done",
    ]
    refused = caplog.records[2]
    assert (refused.action, refused.issue, refused.code) == ("assign", issue.id, "not_authorized")
    assert not any(PHONE in str(vars(record)) or "路灯" in str(vars(record)) for record in caplog.records)


def test_nothing_is_logged_unless_the_host_asks(caplog):
    caplog.set_level(logging.WARNING, logger="rectiflow")
    register(new_engine())
    assert caplog.records == []
