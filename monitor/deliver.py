"""The second runner: claim → send → finish, one courier for each channel.

Couriers share nothing but the store, so that a slow or dead channel holds up no other. What is
being sent is marked so durably before it leaves: after a crash it is known to be in doubt and
sent again under the same id.
"""

from __future__ import annotations

import asyncio
import logging
import random
from collections.abc import Callable
from datetime import datetime

from monitor.clock import Clock
from monitor.errors import StoreError
from monitor.notify.channel import Channel
from monitor.notify.outcome import Ambiguous, Outcome
from monitor.outbox import Delivery, DeliveryState, RetryPolicy, next_step
from monitor.store.store import Store

_log = logging.getLogger(__name__)

_LONGEST_NAP = 60.0
_STORE_TROUBLE_NAP = 5.0


class Courier:
    """Takes one channel's deliveries out, one at a time and in order."""

    def __init__(
        self,
        channel: Channel,
        store: Store,
        policy: RetryPolicy,
        clock: Clock,
        *,
        chance: Callable[[], float] = random.random,
    ) -> None:
        self._channel = channel
        self._store = store
        self._policy = policy
        self._clock = clock
        self._chance = chance
        self._wake = asyncio.Event()
        self._stopping = False

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

    async def run(self) -> None:
        """Deliver until stopped; while the store cannot be used, nothing is sent."""
        while not self._stopping:
            self._wake.clear()
            try:
                await self.deliver_due()
                nap = await self._until_next()
            except StoreError:
                _log.exception("channel=%s the store cannot be used; nothing is sent until it can", self.name)
                nap = _STORE_TROUBLE_NAP
            await self._sleep(nap)

    async def deliver_due(self) -> int:
        """Send everything that is due now; return how many attempts were made."""
        attempts = 0
        while not self._stopping:
            claimed = await asyncio.to_thread(
                self._store.claim, self.name, self._clock.now(), limit=1, claimed_by="daemon"
            )
            if not claimed:
                break
            for delivery in claimed:
                await self._attempt(delivery)
                attempts += 1
        return attempts

    async def _attempt(self, delivery: Delivery) -> None:
        outcome = await self._send(delivery)
        step = next_step(delivery, outcome, self._clock.now(), self._policy, self._chance())
        await asyncio.to_thread(self._store.finish, delivery, step, self._clock.now())
        level = logging.INFO if step.state is DeliveryState.SENT else logging.WARNING
        _log.log(
            level,
            "delivery=%s alert=%s channel=%s state=%s attempt=%d reason=%s",
            delivery.id,
            delivery.alert,
            self.name,
            step.state,
            delivery.attempts,
            step.reason,
        )

    async def _send(self, delivery: Delivery) -> Outcome:
        try:
            return await self._channel.send(delivery.notification)
        except Exception as error:  # noqa: BLE001 a channel's own fault must not stop its courier
            _log.exception("channel=%s the channel failed in itself", self.name)
            return Ambiguous(f"internal error: {type(error).__name__}")

    async def _until_next(self) -> float:
        due = await asyncio.to_thread(self._store.next_due, self.name)
        return _LONGEST_NAP if due is None else _seconds_until(due, self._clock.now())

    async def _sleep(self, seconds: float) -> None:
        try:
            async with asyncio.timeout(min(seconds, _LONGEST_NAP)):
                await self._wake.wait()
        except TimeoutError:
            return


def _seconds_until(due: datetime, now: datetime) -> float:
    return max(0.0, (due - now).total_seconds())
