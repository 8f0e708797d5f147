"""`DeliveryWorker`: claims, sends and finishes the deliveries of one channel, and waits for the next.

Delivery workers share nothing but the store, so that a slow or dead channel holds up no other. What is
being sent is marked so durably before it leaves: after a crash it is known to be in doubt and
sent again under the same id.
"""

from __future__ import annotations

import asyncio
import logging
import random
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from monitor.clock import Clock
from monitor.delivery.batched_queue import BatchedQueue
from monitor.delivery.channel_health import ChannelHealth
from monitor.errors import INTERNAL, StoreError
from monitor.notify.channel import Channel
from monitor.notify.model import NotificationKind
from monitor.notify.outcome import Ambiguous, Outcome, Retry, Sent
from monitor.outbox.batching import DeliveryPolicy
from monitor.outbox.state import STOPPED, Delivery, DeliveryState, Step, asked_wait, next_step
from monitor.store.store import Store

_log = logging.getLogger(__name__)

_LONGEST_NAP = 60.0
_NEVER = datetime.min.replace(tzinfo=UTC)
_TROUBLE_NAP = 5.0
_THREADED = frozenset({NotificationKind.UPDATE, NotificationKind.ESCALATION})


@dataclass(frozen=True, slots=True)
class DeliveryResources:
    """What delivery workers share. `chance` gives numbers in [0, 1) that spread what failed together."""

    store: Store
    clock: Clock
    watch: ChannelHealth
    chance: Callable[[], float] = random.random

    @classmethod
    def alone(cls, store: Store, clock: Clock) -> DeliveryResources:
        """Return resources whose delivery workers have nobody to notify of a channel that fails."""
        return cls(store, clock, ChannelHealth(store, {}, _nobody, UTC))


class DeliveryWorker:
    """Takes one channel's deliveries out, one at a time and in order."""

    def __init__(self, channel: Channel, policy: DeliveryPolicy, resources: DeliveryResources) -> None:
        self._channel = channel
        self._policy = policy.retry
        self._pace = policy.pace
        self._store = resources.store
        self._clock = resources.clock
        self._chance = resources.chance
        self._watch = resources.watch
        self._queue = BatchedQueue(channel.name, resources.store, policy)
        self._wake = asyncio.Event()
        self._stopping = False
        self._not_before = _NEVER
        self._paced_until = _NEVER
        self._unfinished: tuple[Delivery, Step] | None = None

    @property
    def name(self) -> str:
        """The channel's name."""
        return self._channel.name

    def wake(self) -> None:
        """Let it look for work now; to be called in its event loop."""
        self._wake.set()

    def stop(self) -> None:
        """Let it end after what it is sending now."""
        self._stopping = True
        self._wake.set()

    def clock_was_set(self, by: timedelta) -> None:
        """Leave the channel alone for as long as before, though the clock was set."""
        if self._not_before > _NEVER:
            self._not_before += by
        if self._paced_until > _NEVER:
            self._paced_until += by

    async def run(self) -> None:
        """Deliver until stopped; while the store cannot be used, nothing is sent.

        Nothing but cancellation ends it early: a worker that died would be a channel gone silent.
        """
        while not self._stopping:
            self._wake.clear()
            try:
                await self.deliver_due()
                nap = await self._until_next()
            except Exception:  # noqa: BLE001 see above
                _log.exception("channel=%s nothing can be sent for the moment; trying again", self.name)
                nap = _TROUBLE_NAP
            await self._sleep(nap)
        await self._keep_the_last()

    async def _keep_the_last(self) -> None:
        """Keep what came of the last attempt, where that failed before; else it counts as interrupted."""
        try:
            await self._finish_unfinished()
        except StoreError:
            _log.warning("channel=%s what came of the last attempt could not be kept", self.name)

    async def deliver_due(self, *, until: datetime | None = None) -> int:
        """Send what is due by *until*, or else all that gets due meanwhile; return how many were tried."""
        attempts = 0
        while not self._stopping and await self._finish_unfinished():
            now = self._clock.now()
            if now < self._not_before:
                break
            if now < self._paced_until:
                if until is None:
                    break
                # A single round takes the time it needs for all of them.
                await asyncio.sleep(_seconds_until(self._paced_until, now))
                continue
            claimed = await asyncio.to_thread(self._take_next, until or now)
            if not claimed:
                break
            for delivery in claimed:
                await self._attempt(delivery)
                attempts += 1
        return attempts

    def _take_next(self, now: datetime) -> list[Delivery]:
        """Fold and hold what is to be sent together or later, then take the first that is due."""
        if not self._queue.ready(now):
            self._not_before = max(self._not_before, self._queue.not_before or self._not_before)
            return []
        order = self._watch.order(self.name)
        return self._store.claim(self.name, now, limit=1, claimed_by="daemon", order=order)

    async def _attempt(self, delivery: Delivery) -> None:
        outcome = await self._send(delivery)
        now = self._clock.now()
        if self._pace:
            self._paced_until = now + self._pace
        if isinstance(outcome, Retry) and outcome.after:
            # The service asked us to wait: that is meant for all we have for it, not for one message.
            self._not_before = now + asked_wait(outcome.after, self._policy)
        self._unfinished = (delivery, next_step(delivery, outcome, now, self._policy, self._chance()))
        await self._finish_unfinished()
        if not isinstance(outcome, Sent) or self._watch.is_amiss(self.name):
            pause = await asyncio.to_thread(self._watch.saw, self.name, outcome, now)
            self._not_before = max(self._not_before, pause or self._not_before)

    async def _finish_unfinished(self) -> bool:
        """Keep what came of the last attempt; while that cannot be kept, nothing more is sent.

        Raises:
            StoreError: it could not be kept; it is tried again at the next call.
        """
        if self._unfinished is None:
            return True
        delivery, step = self._unfinished
        await asyncio.to_thread(self._store.finish, delivery, step, self._clock.now())
        self._unfinished = None
        level = logging.INFO if step.state is DeliveryState.SENT else logging.WARNING
        _log.log(
            level,
            "delivery=%s alert=%s channel=%s state=%s attempt=%d reason=%s%s",
            delivery.id,
            delivery.alert,
            self.name,
            step.state,
            delivery.attempts,
            step.reason,
            _what_next(step),
        )
        return True

    async def _send(self, delivery: Delivery) -> Outcome:
        try:
            thread = None
            if delivery.alert and delivery.kind in _THREADED:
                thread = await asyncio.to_thread(self._store.thread, delivery.alert, self.name)
            return await self._channel.send(delivery.notification, thread)
        except Exception as error:  # noqa: BLE001 a channel's own fault must not stop its worker
            # Only where and what kind: its text may hold the channel's address.
            _log.error("channel=%s the channel failed in itself: %s", self.name, place_of(error))
            return Ambiguous(f"{INTERNAL}: {type(error).__name__}")

    async def next_due(self) -> datetime | None:
        """Return when it has something to do next, None when nothing waits."""
        due = await asyncio.to_thread(self._store.next_due, self.name)
        return None if due is None else max(due, self._not_before, self._paced_until)

    async def _until_next(self) -> float:
        due = await self.next_due()
        return _LONGEST_NAP if due is None else _seconds_until(due, self._clock.now())

    async def _sleep(self, seconds: float) -> None:
        try:
            async with asyncio.timeout(min(seconds, _LONGEST_NAP)):
                await self._wake.wait()
        except TimeoutError:
            return


def _nobody(name: str) -> None:
    """Wake nobody: there is no other channel."""


def _what_next(step: Step) -> str:
    if step.state is DeliveryState.RETRY and step.due_at:
        return f"; next try {step.due_at:%H:%M:%S}Z"
    if step.state in STOPPED:
        return "; mend it, then `monitor deliveries retry`"
    return ""


def _seconds_until(due: datetime, now: datetime) -> float:
    return max(0.0, (due - now).total_seconds())


def place_of(error: BaseException) -> str:
    """Return the kind of *error* and the place in the code that raised it, without its words."""
    frames = traceback.extract_tb(error.__traceback__)
    at = f" at {Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
    return type(error).__name__ + at
