"""`Daemon`: starts and stops sources, ingester, delivery workers and schedule. The main program.

    watchdog and scans → FolderSource → Ingester → store → DeliveryWorker (one a channel) → desk

Sources call the ingester from threads of their own; delivery workers run in the event loop; APScheduler
ticks the scans and the notes that `monitor status` reads. Nothing that matters lives in memory. It is
opened in `wiring`, ticked in `schedule`, described in `status_notes`; `rules_in_use` swaps the rules.
"""

from __future__ import annotations

import asyncio
import contextlib
import gc
import logging
import threading
from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from functools import partial
from typing import Any

from monitor.article.paths import display_path, raw_path
from monitor.clock import Clock, SteadyClock, SystemClock
from monitor.config.model import Config
from monitor.daemon.clock_watch import ClockWatch
from monitor.daemon.liveness import PATIENCE_SECONDS, Liveness, LivePart, Pulse
from monitor.daemon.rules_in_use import RulesInUse
from monitor.daemon.schedule import add_heartbeat, add_pruning, add_round, rouse, run_jobs, scheduler_of
from monitor.daemon.signals import Signals
from monitor.daemon.status_notes import StatusNotes, long_waiting
from monitor.daemon.wiring import Parts, Seams, open_parts
from monitor.delivery import DeliveryWorker, end
from monitor.errors import MonitorError, PartDied, SourceError, StoreGone
from monitor.evaluate.model import Beat, EvaluatorStopped
from monitor.exits import Exit
from monitor.rule.ruleset import RuleSet
from monitor.source.config import FolderConfig
from monitor.source.folder import FolderSource
from monitor.source.model import Arrival, Signature
from monitor.source.root import look_at_root

_log = logging.getLogger(__name__)

_BATCH_SECONDS, _DRAIN_SECONDS, _LAST_WORD_SECONDS = 3.0, 4.0, 2.0
_PULSES = 5
_TURN_SECONDS = 1.0


class Daemon:
    """One running monitor. `run` watches until `stop`; `run_once` takes in what is there and ends.

    `is_cut_short`: `run_once` was stopped before it had taken in all that is there.
    """

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
        self._clock = SteadyClock(clock or SystemClock())
        self._patience = patience
        self._schedule_pulse = Pulse(self._clock)
        self._stop = asyncio.Event()
        self.is_cut_short = False
        self._watching = False
        self._taking_in = threading.Lock()
        self._rules = RulesInUse(config, rules, self._clock, self._taking_in)
        self._loop: asyncio.AbstractEventLoop | None = None
        self._workers: Mapping[str, DeliveryWorker] = {}
        self._open_sources: Sequence[FolderSource] = ()
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
        if self._loop is not None:
            self._loop.run_in_executor(None, self._rules.reload)

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
        sources, notes = self._sources(parts)
        workers = [asyncio.create_task(worker.run()) for worker in parts.workers.values()]
        scheduler = self._schedule(parts, sources, notes)
        liveness = self._liveness(parts, sources)
        clock_watch = asyncio.create_task(self._clock_watch(parts, scheduler).run(self._stop.is_set))
        try:
            await asyncio.to_thread(parts.evaluator.wait_ready)
            for source in sources:
                source.start()
            scheduler.start()
            await asyncio.to_thread(notes.leave)
            self._watching = notes.is_watching = True
            self._announce()
            liveness.start()
            await self._until_stopped(workers)
        finally:
            liveness.stop()
            clock_watch.cancel()
            if scheduler.running:
                scheduler.shutdown(wait=False)
            await self._close(parts, sources, workers)

    async def run_once(self) -> None:
        """Take in all that is there, deliver what is due, and end; a stop ends it early."""
        self._must_reach_one()
        self._loop = asyncio.get_running_loop()
        parts = self._open()
        sources, notes = self._sources(parts)
        work = asyncio.create_task(self._one_round(parts, sources, notes))
        stop = asyncio.create_task(self._stop.wait())
        try:
            await asyncio.wait({work, stop}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            stop.cancel()
            await self._close(parts, sources, [work])
        if work.done() and not work.cancelled():
            work.result()

    async def _one_round(self, parts: Parts, sources: Sequence[FolderSource], notes: StatusNotes) -> None:
        failures: list[Exception] = []
        self.is_cut_short = True
        for source in sources:
            try:
                await asyncio.to_thread(source.scan_once)
            except EvaluatorStopped:
                continue  # by the stop: what it was at comes again
            except MonitorError as error:
                failures.append(error)
            health = source.health()
            if health.unreachable:
                _log.warning("%s: %s; it is passed over", display_path(health.path), health.unreachable)
            settling = health.pending - health.standing
            if settling > 0:
                written = "1 file is" if settling == 1 else f"{settling:,} files are"
                _log.warning("%s: %s still being written, and left", display_path(health.path), written)
        self.is_cut_short = self._stop.is_set()
        notes.forget_gone()
        await asyncio.to_thread(run_jobs, parts.jobs, self._clock)
        await asyncio.to_thread(notes.leave)
        until = self._clock.now()
        await asyncio.gather(*(worker.deliver_due(until=until) for worker in parts.workers.values()))
        await asyncio.to_thread(parts.pruner.if_due)
        for failure in failures:
            raise failure

    async def _until_stopped(self, workers: Sequence[asyncio.Task[None]]) -> None:
        stop = asyncio.create_task(self._stop.wait())
        done, _ = await asyncio.wait({stop, *workers}, return_when=asyncio.FIRST_COMPLETED)
        stop.cancel()
        for task in done - {stop}:  # a worker only ends on its own when something is wrong beyond its reach
            raise PartDied("a channel's delivery worker ended on its own") from task.exception()

    def _open(self) -> Parts:
        seams = Seams(
            rules=lambda: self._rules.rules,
            wake=self._wake,
            beat=self._beat,
            give_up=self._give_up,
            waiting=lambda: long_waiting(self._open_sources),
        )
        parts = open_parts(self._config, self._clock, seams)
        self._workers = parts.workers
        return parts

    def _give_up(self, gone: StoreGone) -> None:
        """End, as nothing more can be kept; the last note of a stop then raises `StoreGone` out of `run`."""
        _log.error("stopping: %s", gone)
        self._in_loop(self._stop.set)

    def _beat(self) -> None:
        """Give the sign of life of the source whose batch is being taken in."""
        self._beat_of_batch()

    def _wake(self, name: str) -> None:
        """Let a channel's worker look for work; called from any thread."""
        worker = self._workers.get(name)
        if self._loop is not None and worker is not None:
            self._loop.call_soon_threadsafe(worker.wake)

    def _sources(self, parts: Parts) -> tuple[list[FolderSource], StatusNotes]:
        """Return the sources, and what leaves word of them."""

        def known(folder: str) -> Mapping[str, Signature]:
            found = parts.store.known_files(display_path(folder))
            return {raw_path(name): Signature(*fingerprint) for name, fingerprint in found.items()}

        def changed() -> None:
            notes.leave_of_sources()

        def source_of(config: FolderConfig) -> FolderSource:
            def deliver(arrivals: list[Arrival]) -> Mapping[str, str]:
                return self._take_in(parts, arrivals, source.beat)

            source = FolderSource(config, known=known, deliver=deliver, clock=self._clock, changed=changed)
            return source

        sources = [source_of(config) for config in self._config.sources]
        notes = StatusNotes(parts.store, parts.reach, self._clock, sources, partial(self._rules.note, parts))
        self._open_sources = sources
        return sources, notes

    def _must_reach_one(self) -> None:
        """Refuse to start blind; a folder that is not there beside one that is will be waited for."""
        reasons = {str(one.path): look_at_root(str(one.path)).reason for one in self._config.sources}
        if reasons and all(reasons.values()):
            told = "; ".join(f"{display_path(path)}: {reason}" for path, reason in reasons.items())
            raise SourceError(f"no folder can be watched: {told}")

    def _take_in(self, parts: Parts, arrivals: Sequence[Arrival], beat: Beat) -> Mapping[str, str]:
        """Take a batch in and wake the workers that have something to send; called from the sources' threads.

        *beat* is the source's: waiting for a turn, or for a costly article, is not hanging. Return the
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

    def _schedule(self, parts: Parts, sources: Sequence[FolderSource], notes: StatusNotes) -> Any:
        self._rules.follow_disk(parts)
        scheduler = scheduler_of(self._config, sources)
        add_round(scheduler, parts.jobs, self._rules, notes, self._clock)
        add_heartbeat(scheduler, self._config, notes, self._clock)
        add_pruning(scheduler, parts.pruner, self._clock)
        scheduler.add_job(self._schedule_pulse.beat, "interval", seconds=self._patience / _PULSES)
        return scheduler

    def _clock_watch(self, parts: Parts, scheduler: Any) -> ClockWatch:
        loop = asyncio.get_running_loop()

        def moved(by: timedelta) -> None:
            parts.watch.clock_was_set()
            for worker in parts.workers.values():
                worker.clock_was_set(by)
                loop.call_soon_threadsafe(worker.wake)
            loop.call_soon_threadsafe(rouse, scheduler, self._clock.now())

        return ClockWatch(self._clock, parts.store, parts.jobs.tell_of_clock, moved)

    def _announce(self) -> None:
        folders = ", ".join(str(source.path) for source in self._config.sources)
        _log.info(
            "watching %s with %d rules; channels: %s",
            folders,
            len(self._rules.rules.rules),
            ", ".join(self._config.channels),
        )

    def _liveness(self, parts: Parts, sources: Sequence[FolderSource]) -> Liveness:
        """Return what ends the process when a part of it hangs or has died."""
        loop = Pulse(self._clock)
        return Liveness(
            parts=(
                LivePart("the event loop", loop.silent_for, ask=lambda: self._in_loop(loop.beat)),
                LivePart("the schedule", self._schedule_pulse.silent_for),
                *(
                    LivePart(f"the source {display_path(str(config.path))}", partial(self._stalled, one))
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
        parts.jobs.tell(("hangs", name, now.isoformat()), title, lines, now)
        parts.store.note("daemon", {"ended": title, "at": now.isoformat()}, now)
        threading.Event().wait(_LAST_WORD_SECONDS)

    async def _close(
        self, parts: Parts, sources: Sequence[FolderSource], work: Sequence[asyncio.Task[None]]
    ) -> None:
        """End what is under way; each step has its time, for whoever stops us does not wait for ever."""
        if self._watching:
            _log.info("stopping after what is being sent now")
        try:
            for worker in parts.workers.values():
                worker.stop()
            await self._stop_sources(parts, sources)
            await end(parts.workers.values(), work, seconds=_DRAIN_SECONDS)
            for channel in parts.channels:
                channel.close()
            await asyncio.to_thread(parts.store.note, "daemon", None, self._clock.now())
        finally:
            parts.close()

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
    late = Exit.LEFT if once else Exit.DONE
    with Signals(stop=daemon.stop, reload=daemon.reload, late=late).heard():
        asyncio.run(daemon.run_once() if once else daemon.run())
