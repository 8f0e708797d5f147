"""Carries out what `outbox.batching` decides on a channel's queue: composes digests and updates, stores it.

`plan_queue` is asked before each attempt, and mostly answers to go on: only the
first few deliveries that are due are looked at, unless one of them, or the channel's policy, call for more.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from itertools import islice

from monitor.alert.model import Alert, stable_id
from monitor.claims.summary import stands_by
from monitor.english import counted
from monitor.notify.digest import (
    MAX_ENTRIES,
    Bundle,
    beside_of,
    digest_of,
    gravity,
    line_of,
    others_told,
    update_of,
)
from monitor.notify.model import DigestLine, NotificationKind, OtherReport
from monitor.outbox.batching import (
    BACKLOG_AGE,
    BACKLOG_SIZE,
    DeliveryPolicy,
    Fold,
    Hold,
    Release,
    WaitingDelivery,
    Why,
    plan_queue,
)
from monitor.store.queue import Folding
from monitor.store.records import NewDelivery
from monitor.store.store import Store

_TITLES = {
    Why.QUIET: "{} held during quiet hours",
    Why.RATE: "{} at once",
    Why.BACKLOG: "{} while this channel could not be told",
}
_ROUNDS = 8


class BatchedQueue:
    """One channel's queue with its policy. `not_before`: before when nothing may be sent, if so."""

    def __init__(self, channel: str, store: Store, policy: DeliveryPolicy) -> None:
        self._channel = channel
        self._store = store
        self._policy = policy
        self.not_before: datetime | None = None

    def ready(self, now: datetime) -> bool:
        """Hold, release and fold what is due at *now*; return whether something may be sent now.

        What comes in after that has not been pressed: where this says no, nothing is to be claimed.

        Raises:
            StoreError: the queue cannot be read or kept.
        """
        self.not_before = None
        for _ in range(_ROUNDS):
            head = self._store.head(self._channel, now, limit=BACKLOG_SIZE + 1)
            if not head or not self._needs_planning(head, now):
                return bool(head)
            past = self._store.past(self._channel, self._policy.looks_back, now)
            plan = plan_queue(self._store.queue(self._channel, now), past, self._policy, now)
            if not plan.steps:
                self.not_before = plan.not_before
                return self.not_before is None
            for step in plan.steps:
                self._take(step, now)
        return False

    def _needs_planning(self, head: Sequence[WaitingDelivery], now: datetime) -> bool:
        if self._policy.looks_back or self._policy.quiet_until:
            return True
        return any(_is_more_than_one(one, now) for one in head)

    def _take(self, step: Hold | Release | Fold, now: datetime) -> None:
        match step:
            case Hold():
                self._store.hold(step)
            case Release():
                self._store.release(step, now)
            case Fold():
                self._fold(step, now)

    def _fold(self, step: Fold, now: datetime) -> None:
        rows = {one.id: one for one in self._store.queue(self._channel, now)}
        told = [rows[one] for one in step.ids if one in rows]
        if not told:
            return
        message = self._update(step, told, now) if step.alert else self._digest(step, told, now)
        # Only what the message holds: the rest is not due any more, and is sent another time.
        self._store.fold(Folding(message=message, ids=tuple(one.id for one in told)))

    def _update(self, step: Fold, told: Sequence[WaitingDelivery], now: datetime) -> NewDelivery:
        # What changes the picture is sent in its own words; further reports only stand beside it.
        told = sorted(told, key=lambda one: (one.fold is None, one.created_at))
        known = self._store.notifications([one.id for one in told[-MAX_ENTRIES:]])
        alert = self._store.alert(step.alert or "")
        id_ = stable_id("delivery", step.alert or "", self._channel, "update", *sorted(step.ids))
        path = known[-1].path
        others = others_of(alert, path) if alert else others_told(known, path)
        notification = update_of(known, id_, others)
        return NewDelivery(
            id=id_,
            alert_id=step.alert,
            channel=self._channel,
            notification=notification,
            due_at=now,
            created_at=now,
            reason=step.reason,
        )

    def _digest(self, step: Fold, told: Sequence[WaitingDelivery], now: datetime) -> NewDelivery:
        title = _TITLES[step.why].format(counted(len(told)))
        id_ = stable_id("digest", self._channel, step.why, *sorted(step.ids))
        bundle = bundle_of(told, id_=id_, title=title, notes=(step.reason,))
        shown = lines_of(told, self._store)
        return NewDelivery(
            id=id_,
            alert_id=None,
            channel=self._channel,
            notification=digest_of(bundle, shown, now),
            due_at=now,
            created_at=now,
            reason=step.reason,
            fold=Why.RATE if step.why is Why.RATE else None,
        )


def bundle_of(told: Sequence[WaitingDelivery], *, id_: str, title: str, notes: tuple[str, ...]) -> Bundle:
    """Return what a digest of *told* stands for."""
    counts = Counter(one.rule or "monitor" for one in told)
    gravest = max(told, key=lambda one: gravity(one.severity)).severity if told else "info"
    return Bundle(
        id=id_,
        title=title,
        total=len(told),
        counts=tuple(counts.most_common()),
        severity=gravest,
        notes=notes,
    )


def lines_of(told: Sequence[WaitingDelivery], store: Store) -> list[DigestLine]:
    """Return the lines that a digest of *told* has room for: one for each alert, the gravest first."""
    ordered = sorted(told, key=lambda one: (-gravity(one.severity), one.created_at, one.id))
    groups: dict[str, list[WaitingDelivery]] = {}
    for one in ordered:
        groups.setdefault(one.alert or one.id, []).append(one)
    listed = dict(islice(groups.items(), MAX_ENTRIES))
    # Of an alert by itself it is asked as well: what was denied at once is not among *told*.
    alerts = store.alerts([name for name, group in listed.items() if group[0].alert])
    return [line for name, group in listed.items() for line in _lines(group, alerts.get(name), store)]


def alerts_in(told: Sequence[WaitingDelivery]) -> int:
    """Return how many alerts *told* are about."""
    return len({one.alert or one.id for one in told})


def _lines(group: Sequence[WaitingDelivery], alert: Alert | None, store: Store) -> list[DigestLine]:
    """Return the line of an alert, and below it those of other events of the same articles."""
    known = store.notifications([one.id for one in (group[0], *group[1:][-MAX_ENTRIES:])])
    others = others_of(alert, known[0].path) if alert else others_told(known, known[0].path)
    return [line_of(known, others, len(group), _status(alert, store)), *beside_of(known)]


def _status(alert: Alert | None, store: Store) -> str:
    """Return who denies and who confirms the claim of *alert* by now, "" where nobody does."""
    claim = store.find_claim(alert.claim) if alert and alert.claim else None
    return stands_by(claim) if claim else ""


def others_of(alert: Alert, path: str) -> tuple[OtherReport, ...]:
    """Return the reports of *alert* beside the one at *path*, each article once, oldest first."""
    last = {report.article_id: report for report in alert.reports}
    own = {report.article_id for report in alert.reports if report.path == path}
    return tuple(
        OtherReport(publisher=one.publisher, published=one.published, path=one.path)
        for one in last.values()
        if one.article_id not in own
    )


def _is_more_than_one(one: WaitingDelivery, now: datetime) -> bool:
    """Return whether a delivery may have to be sent with others."""
    joined = one.fold is not None or one.kind is NotificationKind.UPDATE
    return joined or now - one.queued_at >= BACKLOG_AGE
