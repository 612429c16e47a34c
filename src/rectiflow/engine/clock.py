"""The adapters that touch the world below the engine's feet: the wall clock and chance."""

import secrets
from datetime import UTC, datetime


class SystemClock:
    """The machine's own clock."""

    def now(self) -> datetime:
        """Give the present instant in UTC."""
        return datetime.now(UTC)


class SystemEntropy:
    """The operating system's source of chance."""

    def token(self, size: int) -> str:
        """Give `size` unguessable bytes in hex."""
        return secrets.token_hex(size)
