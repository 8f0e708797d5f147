"""A channel's failures: how long it is paused, and which fallback channel is notified.

A single failure is nobody's business; one that lasts, or a message refused for good, is.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta, tzinfo

from monitor.alert.model import stable_id
from monitor.english import counted
from monitor.notify.digest import notice
from monitor.notify.outcome import Never, Outcome, Sent
from monitor.store.channel_health import Trouble
from monitor.store.deliveries import ClaimOrder
from monitor.store.records import NewDelivery
from monitor.store.store import Store

TELL_AFTER = timedelta(minutes=2)
_FIRST_PAUSE = timedelta(seconds=2)
_LONGEST_PAUSE = timedelta(minutes=10)
_OTHERS_EVERY = 3


class ChannelHealth:
    """Keeps account of which channels work. `confidants`: who is notified when one fails, the best first."""

    def __init__(
        self,
        store: Store,
        fallbacks: Mapping[str, Sequence[str]],
        wake: Callable[[str], None],
        zone: tzinfo,
    ) -> None:
        self._store = store
        self._fallbacks = fallbacks
        self._wake = wake
        self._zone = zone
        self._amiss: dict[str, Trouble] = store.troubles()

    def is_amiss(self, channel: str) -> bool:
        """Return whether the last attempt there did not get through."""
        return channel in self._amiss

    def order(self, channel: str) -> ClaimOrder:
        """Return which message is to be tried next: while the channel fails, mostly the oldest.

        So the oldest goes first when the channel is well again. Now and then one that was not tried yet
        is: it may be the messages that fail, not the channel.
        """
        trouble = self._amiss.get(channel)
        if trouble is None:
            return ClaimOrder.DUE
        return ClaimOrder.OLDEST if trouble.failures % _OTHERS_EVERY else ClaimOrder.UNTRIED

    def clock_was_set(self) -> None:
        """Take over the times that the store has moved."""
        self._amiss = self._store.troubles()

    def saw(self, channel: str, outcome: Outcome, now: datetime) -> datetime | None:
        """Record an attempt; return before when the channel is better left alone, if so."""
        if isinstance(outcome, Sent):
            self._recovered(channel, now)
            return None
        before = self._amiss.get(channel)
        trouble = Trouble(
            channel=channel,
            since=before.since if before else now,
            failures=before.failures + 1 if before else 1,
            reason=outcome.reason,
            told_at=before.told_at if before else None,
        )
        lasting = now - trouble.since >= TELL_AFTER or isinstance(outcome, Never)
        if lasting and trouble.told_at is None:
            trouble = replace(trouble, told_at=now)
            self._tell_failing(trouble, now)
        self._amiss[channel] = trouble
        self._store.keep_trouble(trouble)
        return None if isinstance(outcome, Never) else _pause(trouble, now)

    def _recovered(self, channel: str, now: datetime) -> None:
        trouble = self._amiss.pop(channel, None)
        if trouble is None:
            return
        self._store.end_trouble(channel)
        if trouble.told_at is not None:
            waiting = self._store.waiting().get(channel, 0)
            notes = [f"it had failed since {self._clock(trouble.since)}: {trouble.reason}"]
            notes += [f"{counted(waiting)} that waited: told now"] if waiting else []
            self._tell(trouble, f"channel {channel} works again", notes, now)

    def _tell_failing(self, trouble: Trouble, now: datetime) -> None:
        waiting = self._store.waiting().get(trouble.channel, 0)
        notes = [f"since {self._clock(trouble.since)}: {trouble.reason}"]
        notes += [f"{counted(waiting)} waiting for it: kept, and tried again"] if waiting else []
        notes.append("see: monitor deliveries list")
        self._tell(trouble, f"channel {trouble.channel} cannot be told", notes, now)

    def _tell(self, trouble: Trouble, title: str, notes: Sequence[str], now: datetime) -> None:
        well = [one for one in self._fallbacks.get(trouble.channel, ()) if one not in self._amiss]
        for name in well[:1]:
            id_ = stable_id("notice", trouble.channel, title, trouble.since.isoformat(), name)
            message = NewDelivery(
                id=id_,
                alert_id=None,
                channel=name,
                notification=notice(id_, title, notes, now),
                due_at=now,
                created_at=now,
                reason=f"tells of channel {trouble.channel}",
            )
            self._store.add([message])
            self._wake(name)

    def _clock(self, at: datetime) -> str:
        local = at.astimezone(self._zone)
        return f"{local:%H:%M} on {local.day} {local:%b}"


def _pause(trouble: Trouble, now: datetime) -> datetime | None:
    """Return until when to leave a channel alone: one failure may be the message's, two are the channel's."""
    if trouble.failures < 2:
        return None
    pause: timedelta = _FIRST_PAUSE * 2 ** min(trouble.failures - 2, 32)
    return now + min(pause, _LONGEST_PAUSE)
