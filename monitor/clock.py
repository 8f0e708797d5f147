"""Time as a dependency: `Clock`, the only module that reads the system's clocks.

Everything else takes `now` as an argument or a `Clock`; all instants are aware UTC.
"""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """Reads the time; tests pass one that stands still until it is moved."""

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


class SteadyClock:
    """A clock that goes on steadily whatever becomes of the machine's, until `follow` is called.

    So nobody who waits sees a jump: whoever follows moves what waits, and then the clock. Safe to use from
    many threads.
    """

    def __init__(self, machine: Clock) -> None:
        self._machine = machine
        self._began = machine.monotonic()
        # Read and replaced as one: an instant, and the monotonic seconds at it.
        self._at = (machine.now(), self._began)

    def now(self) -> datetime:
        """Return the present instant as aware UTC, as if the machine's clock had not been set meanwhile."""
        instant, seconds = self._at
        return instant + timedelta(seconds=self._machine.monotonic() - seconds)

    def monotonic(self) -> float:
        """Return seconds on a clock that never jumps."""
        return self._machine.monotonic()

    def began(self) -> datetime:
        """Return when this clock was made, by what it shows now."""
        return self.now() - timedelta(seconds=self._machine.monotonic() - self._began)

    def behind(self) -> timedelta:
        """Return by how much the machine's clock is ahead of this one; less than nothing: behind."""
        return self._machine.now() - self.now()

    def follow(self, by: timedelta) -> None:
        """Be ahead by as much as `behind` said: no more, as the machine's may have been set again since."""
        instant, seconds = self._at
        self._at = (instant + by, seconds)
