"""The daemon: sources, the ingester, couriers and the schedule, wired together and kept alive.

    watchdog and scans → FolderSource → Ingester → store → Courier (one a channel) → desk

Sources call the ingester from threads of their own; couriers run in the event loop; APScheduler
ticks the scans and the notes that `monitor status` reads. Nothing that matters lives in memory.
"""

from __future__ import annotations

import asyncio
import gc
import logging
import os
import signal
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from monitor import logs
from monitor.alert.telling import Desk
from monitor.article.paths import display_path, raw_path
from monitor.clock import Clock, SteadyClock, SystemClock
from monitor.clockwatch import ClockWatch, settle
from monitor.config.model import Config
from monitor.deliver import Courier, Office, Watch
from monitor.duties import Duties
from monitor.errors import MonitorError, RuleError, StoreGone
from monitor.heartbeat import Heartbeat
from monitor.ingest import Ingester
from monitor.notify.channel import Channel, open_channel
from monitor.outbox import OnAmbiguous, RetryPolicy
from monitor.press import Manners
from monitor.reload import Broken, Reloader
from monitor.rule.read_per import escalation_faults
from monitor.rule.ruleset import RuleSet
from monitor.source.folder import FolderSource
from monitor.source.model import Arrival, Signature, SourceHealth
from monitor.store.store import Store

_log = logging.getLogger(__name__)

_DRAIN_SECONDS = 30.0
_NOTE_SECONDS = 15
_FORGET_SECONDS = 60
_RULES_SECONDS = 2
_LINES_TOLD = 12


@dataclass(frozen=True, slots=True)
class Parts:
    """What the daemon is made of, once it is open."""

    store: Store
    ingester: Ingester
    couriers: Mapping[str, Courier]
    channels: Sequence[Channel]
    duties: Duties
    watch: Watch


class Daemon:
    """One running monitor. `run` watches until `stop`; `run_once` takes in what is there and ends."""

    def __init__(self, config: Config, rules: RuleSet, clock: Clock | None = None) -> None:
        self._config = config
        self._rules = rules
        self._clock = SteadyClock(clock or SystemClock())
        self._stop = asyncio.Event()
        self._amiss: dict[str, str] = {}
        self._watching = False
        self._taking_in = threading.Lock()
        self._reloading = threading.Lock()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._reloader: Reloader | None = None
        self._couriers: dict[str, Courier] = {}

    def stop(self) -> None:
        """Let `run` end after what is under way; to be called in its event loop."""
        self._stop.set()

    def reload(self) -> None:
        """Read the rules anew, on the next turn of the loop; to be called in it."""
        if self._reloader is not None and self._loop is not None:
            self._loop.run_in_executor(None, self._read_rules, True)  # noqa: FBT003 the executor takes no names

    async def run(self) -> None:
        """Watch, take in and deliver until stopped.

        Raises:
            StoreInUse: another daemon holds the store.
            StoreGone: the store was taken away while it ran.
            StoreError: the store cannot be opened.
        """
        self._loop = asyncio.get_running_loop()
        parts = self._open()
        # Rules and lexicons stay for good: the collector need not go through them again and again.
        gc.collect()
        gc.freeze()
        sources = self._sources(parts)
        couriers = [asyncio.create_task(courier.run()) for courier in parts.couriers.values()]
        scheduler = self._schedule(parts, sources)
        clock_watch = asyncio.create_task(self._clock_watch(parts, scheduler).run(self._stop.is_set))
        try:
            for source in sources:
                source.start()
            scheduler.start()
            await asyncio.to_thread(self._note, parts.store, sources)
            self._watching = True
            self._announce()
            await self._until_stopped(couriers)
        finally:
            clock_watch.cancel()
            if scheduler.running:
                scheduler.shutdown(wait=False)
            await self._close(parts, sources, couriers)

    async def run_once(self) -> None:
        """Take in all that is there, deliver what is due, and end; a stop ends it early."""
        self._loop = asyncio.get_running_loop()
        parts = self._open()
        sources = self._sources(parts)
        work = asyncio.create_task(self._one_round(parts, sources))
        stop = asyncio.create_task(self._stop.wait())
        try:
            await asyncio.wait({work, stop}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            stop.cancel()
            await self._close(parts, sources, [work])
        await work

    async def _one_round(self, parts: Parts, sources: Sequence[FolderSource]) -> None:
        failures: list[Exception] = []
        for source in sources:
            try:
                await asyncio.to_thread(source.scan_once)
            except MonitorError as error:
                failures.append(error)
            left = source.health().pending
            if left:
                _log.warning(
                    "%s: %d files are still being written; they are left", source.health().path, left
                )
        self._forget_gone(parts.store)
        await asyncio.to_thread(self._do_duties, parts)
        until = self._clock.now()
        await asyncio.gather(*(courier.deliver_due(until=until) for courier in parts.couriers.values()))
        await asyncio.to_thread(self._note, parts.store, sources)
        for failure in failures:
            raise failure

    async def _until_stopped(self, couriers: Sequence[asyncio.Task[None]]) -> None:
        stop = asyncio.create_task(self._stop.wait())
        done, _ = await asyncio.wait({stop, *couriers}, return_when=asyncio.FIRST_COMPLETED)
        stop.cancel()
        for task in done:
            await task  # a courier only ends on its own when something is wrong beyond its reach

    def _open(self) -> Parts:
        now = self._clock.now()
        store = Store.open(self._config.settings.store, mode="own", since=now)
        try:
            return self._furnish(store, now)
        except BaseException:
            store.close()
            raise

    def _furnish(self, store: Store, now: datetime) -> Parts:
        store.on_gone(self._give_up)
        settle(store, now)
        manners = {name: manners_of(self._config, name) for name in self._config.channels}
        careful = {name for name, one in manners.items() if one.retry.on_ambiguous is OnAmbiguous.HOLD}
        rescued = store.rescue(now, held_channels=careful)
        if rescued:
            _log.warning("deliveries that were interrupted: %d; they are sent again or held", rescued)
        for name in store.waiting().keys() - manners.keys():
            _log.warning("channel %s is no longer configured, and deliveries wait for it", name)
        channels = [open_channel(name, spec, self._clock) for name, spec in self._config.channels.items()]
        ingester = Ingester(
            store, self._rules, desk_of(self._config), self._clock, timezone=self._config.timezone
        )
        watch = Watch(store, confidants(self._config), self._wake, self._config.timezone)
        office = Office(store, self._clock, watch)
        self._couriers = {one.name: Courier(one, manners[one.name], office) for one in channels}
        duties = Duties(
            self._config,
            store,
            self._wake,
            rules=lambda: self._rules.rules,
            desk=desk_of(self._config),
            up_since=self._clock.began,
        )
        return Parts(store, ingester, self._couriers, channels, duties, watch)

    def _give_up(self, gone: StoreGone) -> None:
        """End, as nothing more can be kept; the last note of a stop then raises `StoreGone` out of `run`."""
        _log.error("stopping: %s", gone)
        if self._loop is not None:
            self._loop.call_soon_threadsafe(self._stop.set)

    def _wake(self, name: str) -> None:
        """Let a channel's courier look for work; called from any thread."""
        courier = self._couriers.get(name)
        if self._loop is not None and courier is not None:
            self._loop.call_soon_threadsafe(courier.wake)

    def _sources(self, parts: Parts) -> list[FolderSource]:
        def known(folder: str) -> Mapping[str, Signature]:
            found = parts.store.known_files(display_path(folder))
            return {raw_path(name): Signature(*fingerprint) for name, fingerprint in found.items()}

        def deliver(arrivals: list[Arrival]) -> None:
            self._take_in(parts, arrivals)

        return [
            FolderSource(config, known=known, deliver=deliver, clock=self._clock)
            for config in self._config.sources
        ]

    def _take_in(self, parts: Parts, arrivals: Sequence[Arrival]) -> None:
        """Take a batch in and wake those who have something to tell; called from the sources' threads."""
        with self._taking_in:
            taken = parts.ingester.take_in(arrivals)
        for name in taken.channels:
            self._wake(name)

    def _schedule(self, parts: Parts, sources: Sequence[FolderSource]) -> Any:
        from apscheduler.schedulers.asyncio import AsyncIOScheduler

        # A tick that came late is still wanted, once: scans and notes have no history.
        scheduler = AsyncIOScheduler(
            timezone=self._config.timezone, job_defaults={"misfire_grace_time": None, "coalesce": True}
        )
        for source, config in zip(sources, self._config.sources, strict=True):
            scheduler.add_job(source.scan_soon, "interval", seconds=config.full_scan, kwargs={"full": True})
        store = parts.store
        self._reloader = Reloader(
            self._config.settings.rules,
            self._rules,
            lambda rules: self._use(rules, parts),
            lambda broken: self._tell_of_rules(broken, parts),
        )
        scheduler.add_job(self._read_rules, "interval", seconds=_RULES_SECONDS)
        scheduler.add_job(self._note, "interval", seconds=_NOTE_SECONDS, args=(store, sources))
        scheduler.add_job(self._forget_gone, "interval", seconds=_FORGET_SECONDS, args=(store,))
        # On the minute, as the slots of digests are; which of them are due the store knows.
        scheduler.add_job(self._do_duties, "cron", second=0, args=(parts,))
        soon = self._clock.now() + timedelta(seconds=1)
        scheduler.add_job(self._note, "date", run_date=soon, args=(store, sources))
        scheduler.add_job(self._do_duties, "date", run_date=soon, args=(parts,))
        if self._config.heartbeat is not None:
            heartbeat = Heartbeat(self._config.heartbeat.reveal(), self._config.heartbeat.every, self._clock)
            every = heartbeat.every.total_seconds()
            scheduler.add_job(self._beat, "interval", seconds=every, args=(heartbeat, parts, sources))
        return scheduler

    def _clock_watch(self, parts: Parts, scheduler: Any) -> ClockWatch:
        loop = asyncio.get_running_loop()

        def moved(by: timedelta) -> None:
            parts.watch.clock_was_set()
            for courier in parts.couriers.values():
                courier.clock_was_set(by)
                loop.call_soon_threadsafe(courier.wake)
            loop.call_soon_threadsafe(rouse, scheduler, self._clock.now())

        return ClockWatch(self._clock, parts.store, parts.duties.tell_of_clock, moved)

    def _read_rules(self, now: bool = False) -> None:  # noqa: FBT001, FBT002 called by the schedule and by signals
        """Read the rules if they have changed, or in any case."""
        if self._reloader is None:
            return
        with self._reloading:
            if now:
                self._reloader.reload()
            else:
                self._reloader.look()

    def _use(self, rules: RuleSet, parts: Parts) -> None:
        """Put *rules* in place: what is being taken in is finished with those before.

        Raises:
            RuleError: a rule names a channel that is not configured.
        """
        faults = escalation_faults(rules.rules, self._config.channels)
        if faults:
            raise RuleError(faults)
        with self._taking_in:
            parts.ingester.use(rules)
            self._rules = rules

    def _tell_of_rules(self, broken: Broken | None, parts: Parts) -> None:
        """Leave word of rules that cannot be used, or can again, in the status and in the channels chosen."""
        now = self._clock.now()
        self._note_rules(parts.store, now)
        title, lines = "the rules on disk are right again, and in use", []
        if broken is not None:
            title = "the rules on disk cannot be used; the last good ones go on"
            lines = broken.text.splitlines()[:_LINES_TOLD]
        about = ("rules", title, now.isoformat())
        parts.duties.tell(about, title, lines, now, self._config.alerts.rule_errors)

    def _note_rules(self, store: Store, now: datetime) -> None:
        broken = self._reloader.broken if self._reloader else None
        told = {"loaded": len(self._rules.rules), "errors": broken.faults if broken else 0}
        store.note("rules", {**told, "faults": broken.text} if broken else told, now)

    def _do_duties(self, parts: Parts) -> None:
        """Do what is due by the clock; one duty that fails keeps no other from being done."""
        now = self._clock.now()
        duties = parts.duties
        for duty in (duties.mend_times, *by_the_clock(duties), duties.tell_unreadable):
            try:
                duty(now)
            except Exception:  # noqa: BLE001 see above
                _log.exception("a duty could not be done; it is tried again in a minute")
        logs.settle()

    async def _beat(self, heartbeat: Heartbeat, parts: Parts, sources: Sequence[FolderSource]) -> None:
        """Tell the outside monitor that we are alive: the store can be written, every source is watched."""
        amiss = [f"{display_path(one.path)}: {one.reason}" for one in map(_health, sources) if one.reason]
        try:
            await asyncio.to_thread(parts.store.note, "heartbeat", None, self._clock.now())
        except MonitorError as error:
            amiss.append(str(error))
        await heartbeat.beat(healthy=not amiss, reason="; ".join(amiss))

    def _note(self, store: Store, sources: Sequence[FolderSource]) -> None:
        now = self._clock.now()
        healths = [source.health() for source in sources]
        self._tell_of_changes(healths)
        store.note(
            "sources",
            [
                {
                    "path": display_path(health.path),
                    "watching": health.watching,
                    "reason": health.reason,
                    "last_scan": health.last_scan.isoformat() if health.last_scan else None,
                    "pending": health.pending,
                }
                for health in healths
            ],
            now,
        )
        self._note_rules(store, now)
        store.note("daemon", {"pid": os.getpid(), "alive_at": now.isoformat()}, now)

    def _tell_of_changes(self, healths: Sequence[SourceHealth]) -> None:
        if not self._watching:
            return
        for health in healths:
            if health.reason != self._amiss.get(health.path, ""):
                level = logging.WARNING if health.reason else logging.INFO
                _log.log(level, "%s: %s", display_path(health.path), health.reason or "all is well again")
            self._amiss[health.path] = health.reason

    def _forget_gone(self, store: Store) -> None:
        """Stop telling of unreadable files that somebody has taken away."""
        gone = [row.path for row in store.unreadable_files() if not os.path.lexists(raw_path(row.path))]
        if gone:
            store.forget_files(gone)

    def _announce(self) -> None:
        folders = ", ".join(str(source.path) for source in self._config.sources)
        _log.info(
            "watching %s with %d rules; channels: %s",
            folders,
            len(self._rules.rules),
            ", ".join(self._config.channels),
        )

    async def _close(
        self, parts: Parts, sources: Sequence[FolderSource], work: Sequence[asyncio.Task[None]]
    ) -> None:
        if self._watching:
            _log.info("stopping after what is being sent now")
        try:
            for courier in parts.couriers.values():
                courier.stop()
            for source in sources:
                await asyncio.to_thread(source.stop)
            if work:
                _, late = await asyncio.wait(work, timeout=_DRAIN_SECONDS)
                for task in late:
                    task.cancel()
            for channel in parts.channels:
                channel.close()
            await asyncio.to_thread(parts.store.note, "daemon", None, self._clock.now())
        finally:
            parts.store.close()


def run_until_signalled(daemon: Daemon, *, once: bool) -> None:
    """Run *daemon* in a loop of its own; SIGTERM and SIGINT end it in good order."""

    async def main() -> None:
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, daemon.stop)
        loop.add_signal_handler(signal.SIGHUP, daemon.reload)
        await (daemon.run_once() if once else daemon.run())

    asyncio.run(main())


def desk_of(config: Config) -> Desk:
    """Return who is told of what."""
    return Desk(
        routes=config.routes,
        channels=tuple(config.channels),
        digests=config.digests,
        update_every={name: one.update_every for name, one in config.channels.items()},
        join_for=config.alerts.join_for,
    )


def by_the_clock(duties: Duties) -> tuple[Callable[[datetime], None], ...]:
    """Return what is done each minute, in this order; the replay of an archive does the same."""
    return (
        duties.close_slots,
        duties.free_strays,
        duties.resolve_quiet,
        duties.remind_of_silences,
        duties.watch_feeds,
        duties.tell_absent,
        duties.forget_windows,
    )


def rouse(scheduler: Any, now: datetime) -> None:
    """Let every job of *scheduler* run now: by itself it would sleep until its old time comes again."""
    for job in scheduler.get_jobs():
        job.modify(next_run_time=now)


def confidants(config: Config) -> dict[str, tuple[str, ...]]:
    """Return for each channel which others are told when it fails, the one it names first.

    After those that hear of the monitor's troubles come all others; nobody when `notices` is empty.
    """
    names = (*config.alerts.notices, *config.channels) if config.alerts.notices else ()
    return {
        name: tuple(dict.fromkeys(one for one in (channel.tell, *names) if one and one != name))
        for name, channel in config.channels.items()
    }


def _health(source: FolderSource) -> SourceHealth:
    return source.health()


def manners_of(config: Config, name: str) -> Manners:
    """Return how a channel wants to be told."""
    channel = config.channels[name]
    return Manners(
        update_every=channel.update_every,
        rate=channel.rate,
        quiet_until=channel.quiet_until if channel.quiet else None,
        zone=channel.zone,
        retry=RetryPolicy(
            max_age=channel.give_up_after,
            max_attempts=channel.max_attempts,
            on_ambiguous=OnAmbiguous(channel.on_ambiguous),
        ),
    )
