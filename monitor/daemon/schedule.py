"""What runs periodically and how often: APScheduler jobs for scans, reload, notes, scheduled jobs."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any

from monitor import logs
from monitor.clock import Clock
from monitor.config.model import Config
from monitor.daemon.heartbeat import Heartbeat
from monitor.daemon.pruning import Pruner
from monitor.daemon.rules_in_use import RulesInUse
from monitor.daemon.scheduled_jobs import ScheduledJobs
from monitor.daemon.status_notes import StatusNotes
from monitor.source.folder import FolderSource

_log = logging.getLogger(__name__)

_NOTE_SECONDS = 15
_FORGET_SECONDS = 60
_RULES_SECONDS = 2
_PRUNE_SECONDS = 3600
_PRUNE_FIRST = timedelta(minutes=5)
"""After a start there is enough to do."""
_EXECUTOR = "apscheduler.executors.default"


def scheduler_of(config: Config, sources: Sequence[FolderSource]) -> Any:
    """Return a scheduler, not started, that has every source look at all its files from time to time."""
    from apscheduler.schedulers.asyncio import AsyncIOScheduler

    logging.getLogger(_EXECUTOR).addFilter(_is_a_fault)
    # A tick that came late is still wanted, once: scans and notes have no history.
    scheduler = AsyncIOScheduler(
        timezone=config.timezone, job_defaults={"misfire_grace_time": None, "coalesce": True}
    )
    for source, one in zip(sources, config.sources, strict=True):
        scheduler.add_job(source.scan_soon, "interval", seconds=one.full_scan, kwargs={"full": True})
    return scheduler


def _is_a_fault(record: logging.LogRecord) -> bool:
    """Return whether the record says more than that a stop cut a job short (the next start redoes it)."""
    return not (record.exc_info and isinstance(record.exc_info[1], asyncio.CancelledError))


def add_round(
    scheduler: Any, jobs: ScheduledJobs, rules: RulesInUse, notes: StatusNotes, clock: Clock
) -> None:
    """Have *scheduler* do what every daemon does: look at the rules, leave notes, do its scheduled jobs."""
    scheduler.add_job(rules.look, "interval", seconds=_RULES_SECONDS)
    scheduler.add_job(notes.leave, "interval", seconds=_NOTE_SECONDS)
    scheduler.add_job(notes.forget_gone, "interval", seconds=_FORGET_SECONDS)
    # On the minute, as the slots of digests are. Which of them are due is asked of the store and not of
    # APScheduler: that fires a daily time twice in the night when clocks go back, and forgets at a restart.
    scheduler.add_job(run_jobs, "cron", second=0, args=(jobs, clock))
    soon = clock.now() + timedelta(seconds=1)
    scheduler.add_job(notes.leave, "date", run_date=soon)
    scheduler.add_job(run_jobs, "date", run_date=soon, args=(jobs, clock))


def add_pruning(scheduler: Any, pruner: Pruner, clock: Clock) -> None:
    """Have *scheduler* prune the store once a day; the store, which outlasts us, says whether it is due."""
    scheduler.add_job(pruner.if_due, "interval", seconds=_PRUNE_SECONDS)
    scheduler.add_job(pruner.if_due, "date", run_date=clock.now() + _PRUNE_FIRST)


def add_heartbeat(scheduler: Any, config: Config, notes: StatusNotes, clock: Clock) -> None:
    """Have *scheduler* signal the outside monitor that we live, where there is one."""
    if config.heartbeat is not None:
        heartbeat = Heartbeat(config.heartbeat.reveal(), config.heartbeat.every, clock)
        every = heartbeat.every.total_seconds()
        scheduler.add_job(notes.beat_outside, "interval", seconds=every, args=(heartbeat,))


def run_jobs(jobs: ScheduledJobs, clock: Clock) -> None:
    """Do what is due by the clock; one job that fails keeps no other from being done."""
    now = clock.now()
    for job in (jobs.mend_times, *minutely_jobs(jobs), jobs.tell_unreadable):
        try:
            job(now)
        except Exception:  # noqa: BLE001 see above
            _log.exception("a scheduled job failed; it is tried again in a minute")
    logs.settle()


def minutely_jobs(jobs: ScheduledJobs) -> tuple[Callable[[datetime], None], ...]:
    """Return what is done each minute, in this order; the replay of an archive does the same."""
    return (
        jobs.close_slots,
        jobs.free_strays,
        jobs.resolve_quiet,
        jobs.remind_of_silences,
        jobs.watch_feeds,
        jobs.tell_absent,
        jobs.forget_windows,
    )


def rouse(scheduler: Any, now: datetime) -> None:
    """Let every job of *scheduler* run now: by itself it would sleep until its old time comes again."""
    for job in scheduler.get_jobs():
        job.modify(next_run_time=now)
