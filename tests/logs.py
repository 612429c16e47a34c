"""Small event logs that the tests of the replay write for themselves."""

import csv
import gzip
from datetime import datetime, timedelta, timezone
from xml.sax.saxutils import quoteattr

from rectiflow.bootstrap import bundled_workflow

AMSTERDAM = timezone(timedelta(hours=1))
MONDAY = datetime(2012, 3, 5, 9, tzinfo=AMSTERDAM)

RECEIPT = bundled_workflow("examples/permit_receipt")
INCIDENT = bundled_workflow("examples/incident")
HELPDESK = bundled_workflow("examples/helpdesk")

REGISTER = ("Confirmation of receipt", "Anna", "Group 1")
CHECK = ("T02 Check confirmation of receipt", "Bram", "Group 4")
DETERMINE = ("T04 Determine confirmation of receipt", "Cato", "Group 3")
SEND = ("T05 Print and send confirmation of receipt", "Dirk", "Group 2")
CONSIDER = ("T06 Determine necessity of stop advice", "Anna", "Group 1")
DECIDE = ("T10 Determine necessity to stop indication", "Anna", "Group 1")
DRAFT = ("T11 Create document X request unlicensed", "Anna", "Group 1")
ORDERLY = (REGISTER, CHECK, DETERMINE, SEND, CONSIDER, DECIDE)


def receipt_case(case, steps=ORDERLY, *, start=MONDAY, apart=timedelta(hours=1), deadline=timedelta(days=56)):
    """Give the rows of one permit application: a step every `apart`."""
    return [
        {
            "case:concept:name": case,
            "case:deadline": (start + deadline).isoformat(),
            "case:responsible": "Anna",
            "case:department": "General",
            "case:channel": "Desk",
            "concept:name": activity,
            "org:resource": actor,
            "org:group": group,
            "time:timestamp": (start + number * apart).isoformat(),
        }
        for number, (activity, actor, group) in enumerate(steps)
    ]


def write_csv(path, rows):
    """Write rows as a CSV log; gives its path."""
    with path.open("w", encoding="utf-8", newline="") as text:
        writer = csv.DictWriter(text, fieldnames=list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return path


def write_xes(path, rows):
    """Write rows (those of a case side by side) as an XES log, packed where the suffix says so; gives its path."""
    cases = {}
    for row in rows:
        cases.setdefault(row["case:concept:name"], []).append(row)
    traces = "".join(_trace(rows) for rows in cases.values())
    text = f'<?xml version="1.0"?><log xmlns="http://www.xes-standard.org/">{traces}</log>'
    packed = gzip.compress(text.encode()) if path.suffix == ".gz" else text.encode()
    path.write_bytes(packed)
    return path


def _trace(rows):
    shared = {key.removeprefix("case:"): value for key, value in rows[0].items() if key.startswith("case:")}
    events = "".join(
        f"<event>{_attributes({key: value for key, value in row.items() if not key.startswith('case:')})}</event>"
        for row in rows
    )
    return f"<trace>{_attributes(shared)}{events}</trace>"


def _attributes(values):
    return "".join(f"<string key={quoteattr(key)} value={quoteattr(value)}/>" for key, value in values.items())
