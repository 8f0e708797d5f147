"""Periodic jobs on the store: digests due, quiet alerts resolved, silent feeds, retention of old windows.

Each job asks the store what is due at `now` and keeps what it did there, under ids made from what it is
about: doing it again, after a restart or a clock that jumped, changes nothing.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from monitor.alert.digest_schedule import DigestConfig, slots_between
from monitor.alert.dispatch import Desk
from monitor.alert.model import LifeStep, StepKind, stable_id
from monitor.article.paths import display_path
from monitor.config.model import Config
from monitor.daemon.unreadable_files import Unread, due, kept
from monitor.delivery.batched_queue import alerts_in, bundle_of, lines_of
from monitor.duration import say_duration
from monitor.english import counted
from monitor.ingest.absent import tell_silences
from monitor.ingest.watched import kept_for
from monitor.notify.digest import digest_of, notice
from monitor.outbox.batching import Release, WaitingDelivery
from monitor.rule.model import Rule
from monitor.store.queue import Folding
from monitor.store.records import NewDelivery
from monitor.store.store import Store

_log = logging.getLogger(__name__)

BY = "monitor"


@dataclass(frozen=True, slots=True)
class ScheduledJobs:
    """All that is due by the clock alone; `wake` is called with each channel that has something to send.

    `empties` returns the files that have stood empty for long, or could not be opened, each as its path for
    people and why it is not taken in: they are in no store, as nothing of them was handed on.
    """

    config: Config
    store: Store
    wake: Callable[[str], None]
    rules: Callable[[], Sequence[Rule]] = tuple
    desk: Desk = field(default_factory=Desk)
    up_since: datetime | Callable[[], datetime] | None = None
    empties: Callable[[], Iterable[tuple[str, str]]] = tuple

    def close_slots(self, now: datetime) -> None:
        """Send every scheduled digest whose time has come; slots that were missed are sent as one."""
        last = self.store.last_slots()
        for name, digest in self.config.digests.items():
            if name not in last:
                self.store.close_slot(name, now, ())
                continue
            slots = slots_between(digest, last[name], now)
            if slots:
                self._close_slot(name, digest, slots)

    def free_strays(self, now: datetime) -> None:
        """Let what waits for a digest that is gone, or goes elsewhere by now, be sent by itself."""
        known = {
            (channel, name) for name, digest in self.config.digests.items() for channel in digest.channels
        }
        for one in self.store.in_digests():
            if (one.channel, one.digest) not in known:
                reason = f"the digest {one.digest} no longer goes here"
                self.store.release(Release(ids=(one.id,), reason=reason), now)
                self.wake(one.channel)

    def resolve_quiet(self, now: datetime) -> None:
        """Resolve alerts of which nothing was heard for long."""
        length = self.config.alerts.resolve_after
        step = LifeStep(
            kind=StepKind.RESOLVED, at=now, by=BY, comment=f"nothing new for {say_duration(length)}"
        )
        for one in self.store.resolve_quiet(now - length, step):
            _log.info("alert=%s resolved: %s", one, step.comment)

    def tell_absent(self, now: datetime) -> None:
        """Notify of what fell silent, by the rules that watch for it, and what speaks again."""
        since = self.up_since() if callable(self.up_since) else self.up_since
        for name in tell_silences(self.store, self.rules(), self.desk, now, since or now):
            self.wake(name)

    def tell_unreadable(self, now: datetime) -> None:
        """Notify of files that no article could be read from: once a day at most, all in one message."""
        unread = [Unread(one.path, one.reason, one.seen_at) for one in self.store.unreadable_files()]
        unread += [Unread(path, reason) for path, reason in self.empties()]
        if not unread:
            return
        message = due(unread, self.store.notes().get("unreadable") or {}, now)
        if message is not None:
            self.tell(("unreadable", message.about, now.isoformat()), message.title, message.lines, now)
            self.store.note("unreadable", kept(message, now), now)

    def mend_times(self, now: datetime) -> None:
        """Let nothing wait for a time that another clock wrote down."""
        self.store.mend_times(now)

    def tell_of_clock(self, title: str, lines: Sequence[str], now: datetime) -> None:
        """Notify those who hear of the monitor's troubles that the clock was set."""
        self.tell(("clock", title, now.isoformat()), title, lines, now)

    def forget_windows(self, now: datetime) -> None:
        """Forget what no rule that counts can need any more."""
        self.store.forget_windows(now, kept_for(self.rules()))

    def remind_of_silences(self, now: datetime) -> None:
        """Say of each silence that ends soon that it does."""
        for silence in self.store.silences(holding_at=now):
            if not silence.lapses_soon(now):
                continue
            ends = f"{silence.ends_at.astimezone(self.config.timezone):%H:%M on %d %b}"
            notes = [f"of {silence.matcher}, by {silence.author}: {silence.comment or 'no comment'}"]
            notes.append(f"for longer: monitor silence add; sooner: monitor silence expire {silence.id}")
            self.tell(("silence", silence.id), f"a silence ends at {ends}", notes, now)
            self.store.note_reminded(silence.id, now)

    def watch_feeds(self, now: datetime) -> None:
        """Say once of each source that it has fallen silent, and once that it speaks again."""
        told = self.store.notes().get("silent", {})
        silent: dict[str, str] = {}
        for source in self.config.sources:
            if source.silent_after is None:
                continue
            path, length = display_path(str(source.path)), timedelta(seconds=source.silent_after)
            last = self.store.last_seen(path) or self.store.first_run(now)
            if now - last >= length:
                silent[path] = told.get(path) or last.isoformat()
                if path not in told:
                    title = f"nothing new in {path} for {say_duration(length)}"
                    self.tell(("silent", path, last.isoformat()), title, (_last_said(last, self),), now)
            elif path in told:
                self.tell(("speaks", path, told[path]), f"{path} has new articles again", (), now)
        if silent != told:
            self.store.note("silent", silent, now)

    def tell(
        self,
        about: tuple[str, ...],
        title: str,
        notes: Sequence[str],
        now: datetime,
        channels: Sequence[str] | None = None,
    ) -> None:
        """Notify *channels*, or those that hear of the monitor's troubles, once for what it is *about*."""
        for name in self.config.alerts.notices if channels is None else channels:
            id_ = stable_id("notice", *about, name)
            message = NewDelivery(
                id=id_,
                alert_id=None,
                channel=name,
                notification=notice(id_, title, notes, now),
                due_at=now,
                created_at=now,
                reason="a notice of the monitor itself",
            )
            self.store.add([message])
            self.wake(name)

    def _close_slot(self, name: str, digest: DigestConfig, slots: Sequence[datetime]) -> None:
        slot = slots[-1]
        foldings, alone = [], []
        for channel in digest.channels:
            waiting = self.store.in_digest(name, channel, slot)
            if not waiting and digest.empty == "skip":
                continue
            message = self._digest(name, digest, channel, slots, waiting)
            if waiting:
                foldings.append(Folding(message=message, ids=tuple(one.id for one in waiting)))
            else:
                alone.append(message)
        self.store.close_slot(name, slot, foldings, alone)
        for message in (*(one.message for one in foldings), *alone):
            self.wake(message.channel)

    def _digest(
        self,
        name: str,
        digest: DigestConfig,
        channel: str,
        slots: Sequence[datetime],
        waiting: Sequence[WaitingDelivery],
    ) -> NewDelivery:
        # By what it lists, too: when the clock is set back, a slot comes again, and others wait for it.
        told = sorted(one.id for one in waiting)
        slot, id_ = slots[-1], stable_id("digest", name, channel, slots[-1].isoformat(), *told)
        local = slot.astimezone(digest.zone)
        title = f"{digest.title or name}, {local.day} {local:%b %Y, %H:%M}"
        missed = f"also for {counted(len(slots) - 1, 'digest')} that could not be told in time"
        notes = [counted(alerts_in(waiting), "alert") if waiting else "nothing to tell"]
        notes += [missed] if len(slots) > 1 else []
        shown = lines_of(waiting, self.store)
        bundle = bundle_of(waiting, id_=id_, title=title, notes=tuple(notes))
        return NewDelivery(
            id=id_,
            alert_id=None,
            channel=channel,
            notification=digest_of(bundle, shown, slot),
            due_at=slot,
            created_at=slot,
            reason=f"digest {name}",
        )


def _last_said(last: datetime, jobs: ScheduledJobs) -> str:
    local = last.astimezone(jobs.config.timezone)
    return f"the last article came at {local:%H:%M on %d %b %Y}; is the feed still running?"
