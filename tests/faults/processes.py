"""Start and watch other processes that write to the same file."""

import os
import subprocess
import sys
from pathlib import Path

from rectiflow.core.evolve import fold
from rectiflow.ledger.leaf import leaf_hash
from rectiflow.model.record import RecordType
from rectiflow.ports import Query

ROOT = Path(__file__).parents[2]


def start(*command, **options):
    """Start this Python with `command` where it finds what the tests find."""
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(path for path in [str(ROOT), *sys.path] if path)}
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    return subprocess.Popen([sys.executable, *map(str, command)], cwd=ROOT, env=environment, **pipes | options)


def start_writer(*arguments, **options):
    return start("-m", "tests.faults.writer", *arguments, **options)


def acknowledged(lines):
    """Give issue → opinion, of all that the writer said; the last line may be torn off."""
    return dict(line.split() for line in lines if line.endswith("\n") and line.startswith("RF-"))


def check_whole(store):
    """Check that nothing is torn: dense, hashed, chained, and every issue is what its records make."""
    with store.reading("city") as reader:
        stored, records = list(reader.stored()), list(reader.records())
        assert [index for index, _, _ in stored] == list(range(len(records)))
        assert all(leaf_hash(text) == leaf for _, text, leaf in stored)
        last = {}
        for record in records:
            assert (record.version, record.previous) == last.get(record.issue, (1, ""))
            last[record.issue] = (record.version + 1, record.leaf)
        found = {issue.id: issue for issue in reader.find(Query())}
        assert all(fold(reader.records(identity)) == issue for identity, issue in found.items())
        assert set(found) == {record.issue for record in records if record.type is RecordType.REGISTERED}
        return {identity: issue.fields["opinion"] for identity, issue in found.items()}
