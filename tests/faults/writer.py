"""A process of its own that registers issues in a SQLite file, and says each one it was told is durable.

`python -m tests.faults.writer FILE NAME COUNT [MISTAKE]`; the mistake says it too early, on purpose.
"""

import sys
from pathlib import Path

from rectiflow.errors import StoreError
from rectiflow.stores.sqlite import SQLiteStore
from tests.office import new_engine, rectifying


def main(path, name, count, mistake=None):
    try:
        with new_engine(SQLiteStore(Path(path), wait=20.0)) as engine:
            write = too_early if mistake else one_by_one
            write(engine, name, int(count))
    except StoreError as error:
        say(f"error {error.code} {error}")


def one_by_one(engine, name, count):
    for number in range(count):
        issue = rectifying(engine, fields={"opinion": f"{name}-{number}"})
        say(f"{issue.id} {name}-{number}")


def too_early(engine, name, count):
    """Acknowledge before the commit."""
    with engine.batch() as batch:
        for number in range(count):
            words = {"by": "window", "fields": {"opinion": f"{name}-{number}"}, "binds": {"reporter": "visitor"}}
            say(f"{batch.register('repair', **words).id} {name}-{number}")


def say(line):
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
