"""Test doubles for users' own tests: a clock that stands still, a channel that records."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from monitor.notify.model import Notification
from monitor.notify.outcome import Outcome, Sent


class StillClock:
    """A clock that moves only by `advance` and `jump`."""

    def __init__(self, now: datetime = datetime(2024, 10, 9, 12, 0, tzinfo=UTC)) -> None:
        self._now = now
        self._elapsed = 0.0

    def now(self) -> datetime:
        """Return the present instant as aware UTC."""
        return self._now

    def monotonic(self) -> float:
        """Return the seconds it was moved on by."""
        return self._elapsed

    def advance(self, by: timedelta) -> None:
        """Move on."""
        self._now += by
        self._elapsed += by.total_seconds()

    def jump(self, by: timedelta) -> None:
        """Set the clock on the wall ahead, or back, while time goes on as it did."""
        self._now += by


class RecordingChannel:
    """A channel that records what it is sent and answers with *answers* in turn, then with `Sent`."""

    def __init__(self, name: str, answers: Iterable[Outcome] = ()) -> None:
        self.name = name
        self.told: list[Notification] = []
        self.threads: list[str | None] = []
        self._answers = list(answers)

    async def send(self, notification: Notification, thread: str | None = None) -> Outcome:
        """Keep *notification*, and the thread it was meant for."""
        self.told.append(notification)
        self.threads.append(thread)
        return self._answers.pop(0) if self._answers else Sent()

    def close(self) -> None:
        """Nothing is held open."""

    def describe(self) -> str:
        """Return what this channel is."""
        return "recording"
