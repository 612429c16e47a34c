"""Structured log events of the engine, under stable names; the host decides where they go.

They go through the standard `logging` logger "rectiflow", which stays silent until the host
configures it. Values of fields are never logged.
"""

import logging

import structlog

from rectiflow.errors import CommandRefused

_logger = structlog.wrap_logger(
    logging.getLogger("rectiflow"),
    processors=[structlog.stdlib.filter_by_level, structlog.stdlib.render_to_log_kwargs],
    wrapper_class=structlog.stdlib.BoundLogger,
)
logging.getLogger("rectiflow").addHandler(logging.NullHandler())


def committed(accepted: int) -> None:
    """Log that a transaction was committed, with the number of actions accepted in it."""
    _logger.info("actions.committed", accepted=accepted)


def refused(refusal: CommandRefused) -> None:
    """Log that a command was refused."""
    _logger.info("action.refused", action=refusal.action, issue=refusal.issue, code=refusal.code)


def ticked(fired: int) -> None:
    """Log how many alarms a tick fired."""
    _logger.info("tick.done", fired=fired)
