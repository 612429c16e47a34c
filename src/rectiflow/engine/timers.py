"""Fire what is due, in the order of time, whichever process gets to it first. 定时。"""

from datetime import datetime

from rectiflow.engine.changes import changes
from rectiflow.engine.judge import catch_up
from rectiflow.engine.office import Office
from rectiflow.engine.page import Page
from rectiflow.ports import Store, Transaction

AT_ONCE = 500
"""How many timers one transaction fires, so that others get their turn."""


def fire_due(store: Store, tenant: str, office: Office, until: datetime) -> int:
    """Fire every alarm whose moment lies before `until` (UTC); gives how many fired.

    A timer is a cache: claiming one recomputes what its issue is due for, so a stale one does
    nothing but set itself right.
    """
    fired = 0
    more = True
    while more:
        with store.writing(tenant) as transaction:
            more, count = _some(transaction, office, until)
        fired += count
    return fired


def _some(transaction: Transaction, office: Office, until: datetime) -> tuple[bool, int]:
    fired = 0
    for _ in range(AT_ONCE):
        timer = transaction.next_timer(until)
        if timer is None:
            return False, fired
        fired += _fire(transaction, office, *timer)
    return True, fired


def _fire(transaction: Transaction, office: Office, identity: str, due: datetime) -> int:
    issue = transaction.issue(identity)
    if issue is None:
        return 0
    edition = office.shelf.pinned(issue.digest, transaction)
    page = Page(identity, issue, issue.version, issue.leaf, office.clock.now(), office.entropy)
    fired = catch_up(office, edition, page, due + due.resolution)
    transaction.write(changes(office, edition, page))
    return fired
