"""Structured log events of the engine, under stable names; the host decides where they go.

They go through the standard logger "rectiflow", which stays silent until the host configures it.
Values of fields are never logged.
"""

import logging
from functools import cache
from typing import TYPE_CHECKING

from rectiflow.errors import CommandRefused, RectiflowError

if TYPE_CHECKING:
    from structlog.stdlib import BoundLogger

_standard = logging.getLogger("rectiflow")
_standard.addHandler(logging.NullHandler())


def committed(accepted: int) -> None:
    """Log that a transaction was committed, with the number of actions accepted in it."""
    _info("actions.committed", accepted=accepted)


def refused(refusal: CommandRefused) -> None:
    """Log that a command was refused."""
    _info("action.refused", action=refusal.action, issue=refusal.issue, code=refusal.code)


def ticked(fired: int) -> None:
    """Log how many alarms a tick fired."""
    _info("tick.done", fired=fired)


def migrated(workflow: str, moved: int, looked_at: int) -> None:
    """Log how many of the issues looked at go on under the version of `workflow` that is in force."""
    _info("migration.done", workflow=workflow, moved=moved, looked_at=looked_at)


def unjudged(workflow: str, expression: str, error: RectiflowError) -> None:
    """Log that an expression of `workflow` can't be judged at all, so that the stricter side counts."""
    if _standard.isEnabledFor(logging.WARNING):
        _structured().warning("expression.unjudged", workflow=workflow, expression=expression, code=error.code)


def _info(event: str, **values: object) -> None:
    if _standard.isEnabledFor(logging.INFO):
        _structured().info(event, **values)


@cache
def _structured() -> "BoundLogger":
    """Load structlog when the first event is wanted; it takes a third of the time to import rectiflow."""
    import structlog  # noqa: PLC0415

    logger: BoundLogger = structlog.wrap_logger(
        _standard,
        processors=[structlog.stdlib.filter_by_level, structlog.stdlib.render_to_log_kwargs],
        wrapper_class=structlog.stdlib.BoundLogger,
    )
    return logger
