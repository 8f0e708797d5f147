"""The replay: the archive taken in under a virtual clock, with channels that only record.

The clock stands still but for what is due: it goes from one article to the next and stops on the way wherever
a delivery, a digest or a job of the clock is due, so that years pass in minutes and nothing is done at
another instant than by the daemon. After the last article it goes on until all that waits is sent.
"""

from __future__ import annotations

import asyncio
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Protocol

from monitor.backtest.due import MINUTE, Due, floor_minute
from monitor.backtest.outcome import ReplayedMessage, ReplayOutcome
from monitor.backtest.reading import ArrivalBatch, Step, UnreadableEntry, nobody
from monitor.backtest.told import alerts_told
from monitor.config.model import Config
from monitor.daemon.schedule import minutely_jobs
from monitor.daemon.scheduled_jobs import ScheduledJobs
from monitor.daemon.wiring import delivery_policy_of, desk_of, fallback_channels
from monitor.delivery import ChannelHealth, DeliveryResources, DeliveryWorker
from monitor.ingest import Ingester
from monitor.notify.model import Notification
from monitor.notify.outcome import Outcome as Answer
from monitor.rule.ruleset import RuleSet
from monitor.store.records import FileRow
from monitor.store.store import Store
from monitor.testing import RecordingChannel, StillClock

_WIND_DOWN = timedelta(days=31)
_AGAIN = timedelta(seconds=1)


class Arrivals(Protocol):
    """What is replayed: an archive that was read and matched, or anything else in the same form."""

    @property
    def matched(self) -> Counter[str]:
        """How many articles each rule holds for."""

    @property
    def undated(self) -> int:
        """How many articles have no date."""

    @property
    def unreadable(self) -> Sequence[UnreadableEntry]:
        """What holds no article."""

    def batches(self, most: int) -> Iterator[ArrivalBatch]:
        """Yield the articles in the order in which they arrive, at most so many at once."""


def replay(
    archive: Arrivals, rules: RuleSet, config: Config, step: Step = nobody, *, most: int = 1
) -> ReplayOutcome:
    """Return what the daemon would have sent of *archive*; *step* is called with the number of articles done.

    Articles of one instant are taken in one after the other, or *most* at once. A batch of none only
    lets time go by.

    Raises:
        StoreError: the throw-away store cannot be written.
    """
    with scratch() as store:
        return replay_in(store, archive, rules, config, step, most=most)


def replay_in(  # noqa: PLR0913 - the store beside what `replay` takes
    store: Store, archive: Arrivals, rules: RuleSet, config: Config, step: Step = nobody, *, most: int = 1
) -> ReplayOutcome:
    """Do as `replay` does in an empty *store*, to be looked into afterwards."""
    desk = _Newsroom(store, rules, config)
    asyncio.run(desk.replay(archive.batches(most), step))
    return ReplayOutcome(
        places=rules.files,
        rules=[rule.id for rule in rules.rules],
        began=desk.began,
        ended=desk.ended,
        alerts=alerts_told(store),
        messages=desk.heard,
        matched=archive.matched,
        intake=desk.intake,
        states={name: store.states().get(name, {}) for name in config.channels},
        undated=archive.undated,
        unreadable=(*archive.unreadable, *_failed(store)),
    )


def _failed(store: Store) -> Iterator[UnreadableEntry]:
    """Yield what was read well and could not be taken in: that is the program's fault."""
    for row in store.unreadable_files():
        yield UnreadableEntry(row.path, f"{row.reason}; please report", internal=True)


@contextmanager
def scratch() -> Iterator[Store]:
    """Hold an empty store that is thrown away afterwards."""
    with tempfile.TemporaryDirectory(prefix="monitor-backtest-") as folder:
        store = Store.open(f"sqlite:///{folder}/backtest.db", mode="scratch")
        try:
            yield store
        finally:
            store.close()


class _ArchiveIngester(Ingester):
    """The daemon's ingester, of files that nobody takes away or changes."""

    def _still_true(self, row: FileRow) -> bool:
        return bool(row.path)


class _Ear(RecordingChannel):
    """A channel that records what it is sent, and when."""

    def __init__(self, name: str, clock: StillClock, heard: list[ReplayedMessage]) -> None:
        super().__init__(name)
        self._clock = clock
        self._heard = heard

    async def send(self, notification: Notification, thread: str | None = None) -> Answer:
        told = max(1, notification.total)
        self._heard.append(ReplayedMessage(self._clock.now(), self.name, notification, told))
        return await super().send(notification, thread)


class _Newsroom:
    """The daemon but for its sources, its services and its clock."""

    def __init__(self, store: Store, rules: RuleSet, config: Config) -> None:
        self.store = store
        self.clock = StillClock(datetime.min.replace(tzinfo=UTC))
        self.heard: list[ReplayedMessage] = []
        self.intake: Counter[str] = Counter()
        self.began: datetime | None = None
        self.ended: datetime | None = None
        self._has_digests = bool(config.digests)
        self._ingester = _ArchiveIngester(store, rules, desk_of(config), self.clock, timezone=config.timezone)
        watch = ChannelHealth(store, fallback_channels(config), self._wake, config.timezone)
        resources = DeliveryResources(store, self.clock, watch, chance=lambda: 0.5)
        self._workers = [
            DeliveryWorker(_Ear(name, self.clock, self.heard), delivery_policy_of(config, name), resources)
            for name in config.channels
        ]
        self._jobs = ScheduledJobs(config, store, self._wake, rules=lambda: rules.rules, desk=desk_of(config))
        self._due = Due(rules, config)
        self._awake: set[str] = set()
        self._next: dict[str, datetime] = {}

    async def replay(self, batches: Iterable[ArrivalBatch], step: Step) -> None:
        """Take all in and send what follows."""
        for batch in batches:
            await self._pass_time(batch.at)
            await self._take(batch)
            step(len(batch.readings))
        if self.ended is not None:
            await self._wind_down(self.ended + _WIND_DOWN)

    async def _take(self, batch: ArrivalBatch) -> None:
        self.ended = batch.at
        taken = self._ingester.take_in_read(batch.readings)
        self.intake += taken.counts
        self._awake |= taken.channels
        self._due.note(batch, told=bool(taken.channels))
        await self._deliver()

    async def _pass_time(self, until: datetime) -> None:
        """Go on to *until*, and do on the way what is due."""
        if self.began is None:
            self.began = until
            self._move(floor_minute(until) - MINUTE)
            self._jobs = replace(self._jobs, up_since=self.clock.now())
            self._due.begin(self.clock.now())
            self._do_duties()
        self._look_ahead(until)
        while (at := self._next_stop()) is not None and at <= until:
            self._move(at)
            due = self._due.next()
            if due is not None and due <= at:
                self._do_duties()
                self._look_ahead(until)
            await self._deliver()
        self._move(until)

    async def _wind_down(self, until: datetime) -> None:
        """Go on until all that waits is sent; nothing else happens, for the archive's end is no silence."""
        while True:
            waiting = self._waiting()
            self._due.look_ahead(self.clock.now(), until, waiting)
            slot = self._due.next_slot(waiting)
            stops = [*self._next.values(), *([slot] if slot else [])]
            if not stops or min(stops) > until:
                return
            self._move(min(stops))
            self._jobs.close_slots(self.clock.now())
            await self._deliver()

    def _next_stop(self) -> datetime | None:
        due = self._due.next()
        return min((*self._next.values(), *([due] if due else [])), default=None)

    def _look_ahead(self, until: datetime) -> None:
        self._due.look_ahead(self.clock.now(), until, self._waiting())

    def _waiting(self) -> frozenset[str]:
        """Return the digests for which something waits."""
        return frozenset(one.digest for one in self.store.in_digests()) if self._has_digests else frozenset()

    def _do_duties(self) -> None:
        now = self.clock.now()
        for job in minutely_jobs(self._jobs):
            job(now)
        self._due.done(now)

    async def _deliver(self) -> None:
        """Send all that may be sent now, also what follows from that in other channels."""
        now = self.clock.now()
        while ready := [one for one in self._workers if self._has_work(one.name, now)]:
            self._awake.clear()
            for worker in ready:
                await worker.deliver_due()
                due = await worker.next_due()
                self._next.pop(worker.name, None)
                if due is not None:
                    self._next[worker.name] = max(due, now + _AGAIN)

    def _has_work(self, name: str, now: datetime) -> bool:
        return name in self._awake or (name in self._next and self._next[name] <= now)

    def _wake(self, name: str) -> None:
        self._awake.add(name)

    def _move(self, to: datetime) -> None:
        if to > self.clock.now():
            self.clock.advance(to - self.clock.now())
