"""Time as a dependency: the one place that reads the system's clocks.

Everything else takes `now` as an argument or a `Clock`; all instants are aware UTC.
"""

from __future__ import annotations

import time
from datetime import UTC, datetime
from typing import Protocol


class Clock(Protocol):
    """Tells the time; tests pass one that stands still until told otherwise."""

    def now(self) -> datetime:
        """Return the present instant as aware UTC."""
        ...

    def monotonic(self) -> float:
        """Return seconds on a clock that never jumps."""
        ...


class SystemClock:
    """The machine's own clocks."""

    def now(self) -> datetime:
        """Return the present instant as aware UTC."""
        return datetime.now(UTC)  # noqa: TID251 this is the one place

    def monotonic(self) -> float:
        """Return seconds since an arbitrary start, immune to clock changes."""
        return time.monotonic()  # noqa: TID251 this is the one place
