"""Drive a log through the engine: every event is an action of its own actor at its own time. 回放。"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from attrs import evolve

from rectiflow.bootstrap import connect
from rectiflow.definitions.parse import read_workflow
from rectiflow.engine.engine import Engine
from rectiflow.errors import LogError, NotFound, Words, quoted
from rectiflow.replay.logs import Event, read_events
from rectiflow.replay.mapping import LogMap, read_map
from rectiflow.replay.people import People
from rectiflow.replay.report import Report, report
from rectiflow.replay.stage import Stage
from rectiflow.testing import VirtualClock

EVENTS_PER_COMMIT = 500

Progress = Callable[[int, int], None]
"""Told how many events are done, of how many."""


def replay(
    log: Path,
    workflow: Path,
    mapping: Path | None = None,
    url: str | None = None,
    progress: Progress | None = None,
) -> Report:
    """Replay `log` under the workflow file `workflow`, and report on what was stored.

    Every case becomes an issue, every event an action, all cases merged in the order of time. A
    case whose first event is none that registers is registered by `replay` at that moment. Without
    `mapping` the file beside the workflow with the suffix `.map` is read, without `url` a store is
    made that goes away. A run into a store that was cut short can be run again: what is stored
    already is not stored twice.

    Raises LogError, DefinitionError, NotFound or StoreError, the first three before anything is written.
    """
    began = perf_counter()
    definition = read_workflow(_text(workflow, "workflow file"), str(workflow))
    beside = mapping or workflow.with_suffix(".map")
    log_map = read_map(_text(beside, "mapping"), str(beside), definition)
    events = _in_order(log, log_map)
    clock = VirtualClock(events[0].at)
    stage = Stage(clock, definition, log_map, People(log_map.roles, events))
    with (
        _store(url) as place,
        connect(place, workflows=definition, clock=clock, trust_caller_roles=True, record_refusals=True) as engine,
    ):
        _play(engine, stage, events, progress or _untold)
        with engine.store.reading(engine.tenant) as reader:
            return report(reader.records(), definition, log_map, perf_counter() - began)


def _play(engine: Engine, stage: Stage, events: Sequence[Event], progress: Progress) -> None:
    """Play all events, then let what is due by the last of them fire on the issues that stayed silent."""
    for done in range(0, len(events), EVENTS_PER_COMMIT):
        following = events[done : done + EVENTS_PER_COMMIT]
        with engine.batch() as batch:
            stage.play(batch, following)
        progress(done + len(following), len(events))
    engine.tick()


def _untold(_: int, __: int) -> None:
    """Tell nobody."""


def _text(path: Path, kind: str) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise NotFound(kind=kind, name=str(path)) from error


def _in_order(log: Path, log_map: LogMap) -> Sequence[Event]:
    """Give all events by time, those of one instant in the log's order, with the columns that are handed on."""
    handed = log_map.columns()
    events = [
        evolve(event, attributes={column: text for column, text in event.attributes.items() if column in handed})
        for event in read_events(log, log_map.log)
    ]
    if unknown := {event.activity for event in events} - set(log_map.activities):
        raise LogError(
            file=str(log),
            what=Words(
                f"含有日志映射中没有的活动：{quoted(sorted(unknown))}",
                f"it has activities that the map doesn't: {', '.join(sorted(unknown))}",
            ),
            fix=Words(
                "请在日志映射的 `activities` 下写明各对应哪个动作",
                "Say under `activities` of the map which actions they are",
            ),
        )
    return sorted(events, key=lambda event: event.at)


@contextmanager
def _store(url: str | None) -> Iterator[str]:
    if url is not None:
        yield url
        return
    with TemporaryDirectory(prefix="rectiflow-") as folder:
        yield f"sqlite:///{Path(folder) / 'replay.db'}"
