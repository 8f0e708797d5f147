"""The daemon: sources, the ingester, couriers and the schedule, wired together and kept alive.

    watchdog and scans → FolderSource → Ingester → store → Courier (one a channel) → desk

Sources call the ingester from threads of their own; couriers run in the event loop; APScheduler
ticks the scans and the notes that `monitor status` reads. Nothing that matters lives in memory.
"""

from __future__ import annotations

import asyncio
import contextlib
import gc
import logging
import os
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from monitor import logs
from monitor.alert.telling import Desk
from monitor.article.paths import display_path, raw_path
from monitor.clock import Clock, SteadyClock, SystemClock
from monitor.clockwatch import ClockWatch, settle
from monitor.config.model import Config
from monitor.deliver import Courier, Office, Watch, end
from monitor.duties import Duties
from monitor.errors import MonitorError, PartDied, RuleError, SourceError, StoreGone
from monitor.evaluate.child import ChildProcess
from monitor.evaluate.model import Beat
from monitor.heartbeat import Heartbeat
from monitor.ingest import Ingester
from monitor.ingest.evaluation import Evaluation
from monitor.liveness import PATIENCE_SECONDS, Liveness, Part, Pulse
from monitor.notify.channel import Channel, open_channel
from monitor.outbox import OnAmbiguous, RetryPolicy
from monitor.press import Manners
from monitor.reach import Reach
from monitor.reload import Broken, Reloader
from monitor.rule.read_per import escalation_faults
from monitor.rule.ruleset import RuleSet
from monitor.signals import Signals
from monitor.source.config import FolderConfig
from monitor.source.folder import FolderSource
from monitor.source.model import Arrival, Signature, SourceHealth, Waiting
from monitor.source.root import look_at_root
from monitor.source.watch import NOT_STARTED
from monitor.standing import Standing
from monitor.store.store import Store

_log = logging.getLogger(__name__)

_BATCH_SECONDS, _DRAIN_SECONDS, _LAST_WORD_SECONDS = 3.0, 4.0, 2.0
_PULSES = 5
_TURN_SECONDS = 1.0
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
    reach: Reach
    evaluator: ChildProcess
    watch: Watch


class Daemon:
    """One running monitor. `run` watches until `stop`; `run_once` takes in what is there and ends."""

    def __init__(
        self,
        config: Config,
        rules: RuleSet,
        clock: Clock | None = None,
        *,
        patience: float = PATIENCE_SECONDS,
    ) -> None:
        """Get ready; a part that does not move for *patience* seconds ends the process."""
        self._config = config
        self._rules = rules
        self._clock = SteadyClock(clock or SystemClock())
        self._patience = patience
        self._schedule_pulse = Pulse(self._clock)
        self._stop = asyncio.Event()
        self._amiss: dict[str, str] = {}
        self._watching = False
        self._taking_in = threading.Lock()
        self._reloading = threading.Lock()
        self._noting = threading.Lock()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._reloader: Reloader | None = None
        self._couriers: dict[str, Courier] = {}
        self._watched: Sequence[FolderSource] = ()
        self._beat_of_batch: Beat = lambda: None

    def stop(self) -> None:
        """Let `run` end after what is under way; from any thread."""
        self._in_loop(self._stop.set)

    def reload(self) -> None:
        """Read the rules anew soon; from any thread."""
        self._in_loop(self._read_rules_aside)

    def _in_loop(self, call: Callable[[], object]) -> None:
        # The loop may have ended meanwhile: then there is nothing left to stop or to reload.
        with contextlib.suppress(RuntimeError):
            if self._loop is not None:
                self._loop.call_soon_threadsafe(call)
            else:
                call()

    def _read_rules_aside(self) -> None:
        if self._reloader is not None and self._loop is not None:
            self._loop.run_in_executor(None, self._read_rules, True)  # noqa: FBT003 the executor takes no names

    async def run(self) -> None:
        """Watch, take in and deliver until stopped.

        Raises:
            SourceError: none of the folders can be reached.
            StoreInUse: another daemon holds the store.
            StoreGone: the store was taken away while it ran.
            StoreError: the store cannot be opened.
        """
        self._must_reach_one()
        self._loop = asyncio.get_running_loop()
        parts = self._open()
        # Rules and lexicons stay for good: the collector need not go through them again and again.
        gc.collect()
        gc.freeze()
        sources = self._sources(parts)
        couriers = [asyncio.create_task(courier.run()) for courier in parts.couriers.values()]
        scheduler = self._schedule(parts, sources)
        liveness = self._liveness(parts, sources)
        clock_watch = asyncio.create_task(self._clock_watch(parts, scheduler).run(self._stop.is_set))
        try:
            await asyncio.to_thread(parts.evaluator.wait_ready)
            for source in sources:
                source.start()
            scheduler.start()
            await asyncio.to_thread(self._note, parts, sources)
            self._watching = True
            self._announce()
            liveness.start()
            await self._until_stopped(couriers)
        finally:
            liveness.stop()
            clock_watch.cancel()
            if scheduler.running:
                scheduler.shutdown(wait=False)
            await self._close(parts, sources, couriers)

    async def run_once(self) -> None:
        """Take in all that is there, deliver what is due, and end; a stop ends it early."""
        self._must_reach_one()
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
            health = source.health()
            if health.unreachable:
                _log.warning("%s: %s; it is passed over", display_path(health.path), health.unreachable)
            settling = health.pending - len(source.standing())
            if settling > 0:
                written = "1 file is" if settling == 1 else f"{settling:,} files are"
                _log.warning("%s: %s still being written, and left", display_path(health.path), written)
        self._forget_gone(parts.store)
        await asyncio.to_thread(self._do_duties, parts)
        await asyncio.to_thread(self._note, parts, sources)
        until = self._clock.now()
        await asyncio.gather(*(courier.deliver_due(until=until) for courier in parts.couriers.values()))
        for failure in failures:
            raise failure

    async def _until_stopped(self, couriers: Sequence[asyncio.Task[None]]) -> None:
        stop = asyncio.create_task(self._stop.wait())
        done, _ = await asyncio.wait({stop, *couriers}, return_when=asyncio.FIRST_COMPLETED)
        stop.cancel()
        for task in done - {stop}:  # a courier only ends on its own when something is wrong beyond its reach
            raise PartDied("a channel's courier ended on its own") from task.exception()

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
        evaluator = ChildProcess(self._rules, self._config.timezone, self._config.budget, self._beat)
        ingester = Ingester(
            store,
            self._rules,
            desk_of(self._config),
            self._clock,
            timezone=self._config.timezone,
            evaluation=Evaluation(evaluator, self._config.budget, self._beat),
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
            empties=Standing(self._standing, self._clock).for_long,
        )
        reach = Reach(store, duties.tell)
        return Parts(store, ingester, self._couriers, channels, duties, reach, evaluator, watch)

    def _give_up(self, gone: StoreGone) -> None:
        """End, as nothing more can be kept; the last note of a stop then raises `StoreGone` out of `run`."""
        _log.error("stopping: %s", gone)
        self._in_loop(self._stop.set)

    def _beat(self) -> None:
        """Give the sign of life of the source whose batch is being taken in."""
        self._beat_of_batch()

    def _wake(self, name: str) -> None:
        """Let a channel's courier look for work; called from any thread."""
        courier = self._couriers.get(name)
        if self._loop is not None and courier is not None:
            self._loop.call_soon_threadsafe(courier.wake)

    def _sources(self, parts: Parts) -> list[FolderSource]:
        def known(folder: str) -> Mapping[str, Signature]:
            found = parts.store.known_files(display_path(folder))
            return {raw_path(name): Signature(*fingerprint) for name, fingerprint in found.items()}

        def changed() -> None:
            self._note_sources(parts, sources)

        def source_of(config: FolderConfig) -> FolderSource:
            def deliver(arrivals: list[Arrival]) -> Mapping[str, str]:
                return self._take_in(parts, arrivals, source.beat)

            source = FolderSource(config, known=known, deliver=deliver, clock=self._clock, changed=changed)
            return source

        sources = [source_of(config) for config in self._config.sources]
        self._watched = sources
        return sources

    def _standing(self) -> list[Waiting]:
        """Return every file that waits for somebody to look after it."""
        return [one for source in self._watched for one in source.standing()]

    def _must_reach_one(self) -> None:
        """Refuse to start blind; a folder that is not there beside one that is will be waited for."""
        reasons = {str(one.path): look_at_root(str(one.path)).reason for one in self._config.sources}
        if reasons and all(reasons.values()):
            told = "; ".join(f"{display_path(path)}: {reason}" for path, reason in reasons.items())
            raise SourceError(f"no folder can be watched: {told}")

    def _take_in(self, parts: Parts, arrivals: Sequence[Arrival], beat: Beat) -> Mapping[str, str]:
        """Take a batch in and wake those who have something to tell; called from the sources' threads.

        *beat* is the source's: waiting for its turn, or for a dear article, is no standing still. Return the
        paths that were not taken, as `TakenIn.left`.
        """
        while not self._taking_in.acquire(timeout=_TURN_SECONDS):
            beat()
        try:
            self._beat_of_batch = beat
            taken = parts.ingester.take_in(arrivals)
        finally:
            self._taking_in.release()
        for name in taken.channels:
            self._wake(name)
        return taken.left

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
        scheduler.add_job(self._note, "interval", seconds=_NOTE_SECONDS, args=(parts, sources))
        scheduler.add_job(self._forget_gone, "interval", seconds=_FORGET_SECONDS, args=(store,))
        scheduler.add_job(self._schedule_pulse.beat, "interval", seconds=self._patience / _PULSES)
        # On the minute, as the slots of digests are; which of them are due the store knows.
        scheduler.add_job(self._do_duties, "cron", second=0, args=(parts,))
        soon = self._clock.now() + timedelta(seconds=1)
        scheduler.add_job(self._note, "date", run_date=soon, args=(parts, sources))
        scheduler.add_job(self._do_duties, "date", run_date=soon, args=(parts,))
        if self._config.heartbeat is not None:
            heartbeat = Heartbeat(self._config.heartbeat.reveal(), self._config.heartbeat.every, self._clock)
            every = heartbeat.every.total_seconds()
            scheduler.add_job(self._beat_outside, "interval", seconds=every, args=(heartbeat, parts, sources))
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
        prepared = parts.evaluator.prepare(rules)
        with self._taking_in:
            parts.evaluator.use(prepared)
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

    async def _beat_outside(
        self, heartbeat: Heartbeat, parts: Parts, sources: Sequence[FolderSource]
    ) -> None:
        """Tell the outside monitor that we are alive: the store can be written, every source is watched."""
        amiss = []
        try:
            healths = await asyncio.to_thread(self._healths, parts, sources)
            amiss = [f"{display_path(one.path)}: {one.reason}" for one in healths if one.reason]
            await asyncio.to_thread(parts.store.note, "heartbeat", None, self._clock.now())
        except MonitorError as error:
            amiss.append(str(error))
        await heartbeat.beat(healthy=not amiss, reason="; ".join(amiss))

    def _healths(self, parts: Parts, sources: Sequence[FolderSource]) -> list[SourceHealth]:
        return parts.reach.judged([source.health() for source in sources], self._clock.now())

    def _note(self, parts: Parts, sources: Sequence[FolderSource]) -> None:
        now = self._clock.now()
        healths = self._note_sources(parts, sources)
        with self._noting:  # two at once would each find that nobody was told yet
            parts.reach.report(healths, now)
        self._note_rules(parts.store, now)
        parts.store.note("daemon", {"pid": os.getpid(), "alive_at": now.isoformat()}, now)

    def _note_sources(self, parts: Parts, sources: Sequence[FolderSource]) -> list[SourceHealth]:
        """Leave word of how the sources fare; also called from their threads, when that has changed."""
        with self._noting:
            healths = self._healths(parts, sources)
            self._tell_of_changes(healths)
            parts.store.note("sources", [_health_json(one) for one in healths], self._clock.now())
        return healths

    def _tell_of_changes(self, healths: Sequence[SourceHealth]) -> None:
        if not self._watching:
            return
        for health in healths:
            if health.reason == NOT_STARTED:
                continue  # its thread has begun, and has not looked yet
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

    def _liveness(self, parts: Parts, sources: Sequence[FolderSource]) -> Liveness:
        """Return what ends the process when a part of it hangs or has died."""
        loop = Pulse(self._clock)
        return Liveness(
            parts=(
                Part("the event loop", loop.silent_for, ask=lambda: self._in_loop(loop.beat)),
                Part("the schedule", self._schedule_pulse.silent_for),
                *(
                    Part(f"the source {display_path(str(config.path))}", partial(self._stalled, one))
                    for config, one in zip(self._config.sources, sources, strict=True)
                ),
            ),
            tell=lambda name, seconds: self._tell_of_the_end(parts, name, seconds),
            clock=self._clock,
            patience=self._patience,
        )

    def _stalled(self, source: FolderSource) -> float:
        return source.stalled_for(self._clock.monotonic())

    def _tell_of_the_end(self, parts: Parts, name: str, seconds: float) -> None:
        """Leave word that a part hangs; what cannot be sent now is at the next start."""
        now = self._clock.now()
        title = f"the monitor restarts: {name} has not moved for {seconds:.0f} s"
        lines = ["nothing is lost: what came meanwhile is taken in after the start"]
        parts.duties.tell(("hangs", name, now.isoformat()), title, lines, now)
        parts.store.note("daemon", {"ended": title, "at": now.isoformat()}, now)
        threading.Event().wait(_LAST_WORD_SECONDS)

    async def _close(
        self, parts: Parts, sources: Sequence[FolderSource], work: Sequence[asyncio.Task[None]]
    ) -> None:
        """End what is under way; each step has its time, for whoever stops us does not wait for ever."""
        if self._watching:
            _log.info("stopping after what is being sent now")
        try:
            for courier in parts.couriers.values():
                courier.stop()
            await self._stop_sources(parts, sources)
            await end(parts.couriers.values(), work, seconds=_DRAIN_SECONDS)
            for channel in parts.channels:
                channel.close()
            await asyncio.to_thread(parts.store.note, "daemon", None, self._clock.now())
        finally:
            parts.evaluator.close()
            parts.store.close()

    async def _stop_sources(self, parts: Parts, sources: Sequence[FolderSource]) -> None:
        """Stop after the batches that are being taken in; one that takes long is left for the next start."""
        stops = asyncio.gather(*(asyncio.to_thread(source.stop) for source in sources))
        try:
            await asyncio.wait_for(asyncio.shield(stops), _BATCH_SECONDS)
        except TimeoutError:
            parts.evaluator.stop()
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(asyncio.shield(stops), 1.0)


def run_until_signalled(daemon: Daemon, *, once: bool) -> None:
    """Run *daemon* in a loop of its own; SIGTERM and SIGINT end it in good order, within ten seconds."""
    Signals(stop=daemon.stop, reload=daemon.reload).listen()
    asyncio.run(daemon.run_once() if once else daemon.run())


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


def _health_json(health: SourceHealth) -> dict[str, Any]:
    return {
        "path": display_path(health.path),
        "watching": health.watching,
        "reason": health.reason,
        "last_scan": health.last_scan.isoformat() if health.last_scan else None,
        "pending": health.pending,
        "standing": health.standing,
        "waiting": [{"path": display_path(one.path), "reason": one.reason} for one in health.waiting],
    }


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
