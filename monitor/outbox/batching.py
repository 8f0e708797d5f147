"""Batching of a channel's queue: quiet hours, rate limit, folding into updates and digests. Pure.

Quiet hours, floods, the backlog of a channel that was down, and further reports of an alert are all
the same thing here: deliveries that are sent together, each of which keeps the name of the message
that held it. Pure: `plan_queue` takes the deliveries that are due, what was sent of late, and `now`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, tzinfo
from enum import StrEnum

from monitor.alert.rate import Rate
from monitor.notify.model import NotificationKind
from monitor.outbox.state import RetryPolicy
from monitor.rule.model import Severity

__all__ = [
    "DeliveryPolicy",
    "Fold",
    "Hold",
    "Past",
    "QueuePlan",
    "Rate",
    "Release",
    "WaitingDelivery",
    "Why",
    "plan_queue",
]

QuietUntil = Callable[[datetime, str], datetime | None]
"""When a message of a severity may be sent, None when it may be now."""

FLOOD_GAP = timedelta(minutes=1)
"""The least time between two digests of a flood; meanwhile messages go one by one at the channel's rate."""
BACKLOG_AGE = timedelta(minutes=10)
BACKLOG_SIZE = 3
"""A channel that could not be reached for this long gets more than this many in one message."""

_OF_THEIR_OWN = frozenset({NotificationKind.DIGEST, NotificationKind.NOTICE, NotificationKind.TEST})
_GRAVE = str(Severity.CRITICAL)


class Why(StrEnum):
    """Why deliveries are folded; the digests of a schedule are `digest:NAME` instead."""

    UPDATE = "update"
    QUIET = "quiet"
    RATE = "rate"
    BACKLOG = "backlog"


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryPolicy:
    """How a channel's messages are sent; times are said to people in `zone`, `retry` is how long to go on.

    `rate` is kept by all messages. `legible` is what people can read: what exceeds it is told together later,
    and what is critical passes. `pace` is the time that passes between two messages.
    """

    update_every: timedelta = timedelta(minutes=30)
    rate: Rate | None = None
    legible: Rate | None = None
    pace: timedelta | None = None
    quiet_until: QuietUntil | None = None
    zone: tzinfo = UTC
    retry: RetryPolicy = field(default_factory=RetryPolicy)

    @property
    def looks_back(self) -> timedelta | None:
        """How long what was sent still counts, None: nothing is counted."""
        return max((one.per for one in (self.rate, self.legible) if one), default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingDelivery:
    """One delivery that is due, or an update that waits for a message of its alert that is due.

    `attempts` counts those since it was queued; `rule` is that of its alert.
    """

    id: str
    alert: str | None
    kind: NotificationKind
    severity: str
    fold: str | None
    created_at: datetime
    queued_at: datetime
    attempts: int = 0
    rule: str = ""

    @property
    def of_its_own(self) -> bool:
        """Whether it is a message about many alerts, or about none: never folded, never kept quiet."""
        return self.kind in _OF_THEIR_OWN


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """What a channel was sent of late. `sent`: when, as far back as its policy looks, oldest first.

    `flood_at`: when a flood was last folded. `failing`: the last attempt did not get through.
    """

    sent: tuple[datetime, ...] = ()
    flood_at: datetime | None = None
    failing: bool = False

    def within(self, per: timedelta, now: datetime) -> tuple[datetime, ...]:
        """Return when it was sent something in the last *per*, oldest first."""
        return tuple(one for one in self.sent if one > now - per)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hold:
    """These wait until `until`."""

    ids: tuple[str, ...]
    until: datetime
    why: Why
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """These are sent by themselves, now."""

    ids: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Fold:
    """These become one message: an update of the alert `alert`, or a digest where that is None."""

    ids: tuple[str, ...]
    why: Why
    reason: str
    alert: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class QueuePlan:
    """What to do with a queue. `not_before`: nothing may be sent before then, None: go on."""

    steps: tuple[Hold | Release | Fold, ...] = ()
    not_before: datetime | None = None


@dataclass(slots=True)
class _Queue:
    steps: list[Hold | Release | Fold] = field(default_factory=list)
    ready: list[WaitingDelivery] = field(default_factory=list)


def plan_queue(
    due: Sequence[WaitingDelivery], past: Past, policy: DeliveryPolicy, now: datetime
) -> QueuePlan:
    """Decide what becomes of *due*, a channel's deliveries that are due at *now*, in the order to be sent.

    Among them stand the deferred updates of each alert that an update is due of, also those
    whose own time has not come.
    """
    queue = _Queue()
    loud = _hush(due, policy, now, queue)
    _fold_night(loud, queue)
    _fold_updates(loud, queue)
    told = {id_ for step in queue.steps for id_ in step.ids}
    queue.ready += [one for one in loud if one.fold not in {Why.QUIET, Why.UPDATE} and one.id not in told]
    _fold_backlog(past, policy, now, queue)
    if policy.legible and not policy.rate:
        _keep_legible(past, policy.legible, policy, now, queue)
    else:
        _let_go(queue)
    not_before = _keep_rate(past, policy.rate, now, queue) if policy.rate else None
    return QueuePlan(steps=tuple(queue.steps), not_before=not_before)


def _hush(
    due: Iterable[WaitingDelivery], policy: DeliveryPolicy, now: datetime, queue: _Queue
) -> list[WaitingDelivery]:
    """Hold what falls into quiet hours; return the rest."""
    if policy.quiet_until is None:
        return list(due)
    loud = []
    held: dict[datetime, list[str]] = defaultdict(list)
    for one in due:
        until = None if one.of_its_own else policy.quiet_until(now, one.severity)
        if until is None:
            loud.append(one)
        else:
            held[until].append(one.id)
    for until, ids in held.items():
        reason = f"quiet hours: held until {_clock(until, policy)}"
        queue.steps.append(Hold(ids=tuple(ids), until=until, why=Why.QUIET, reason=reason))
    return loud


def _fold_night(due: Sequence[WaitingDelivery], queue: _Queue) -> None:
    held = tuple(one.id for one in due if one.fold == Why.QUIET)
    if len(held) == 1:
        queue.steps.append(Release(ids=held, reason="held during quiet hours"))
    elif held:
        queue.steps.append(Fold(ids=held, why=Why.QUIET, reason="held during quiet hours"))


def _fold_updates(due: Sequence[WaitingDelivery], queue: _Queue) -> None:
    """Fold the further reports of each alert: into one update, together with one that is urgent."""
    reports: dict[str | None, list[WaitingDelivery]] = defaultdict(list)
    for one in due:
        if one.fold == Why.UPDATE:
            reports[one.alert].append(one)
    for alert, waiting in reports.items():
        urgent = [one for one in due if one.alert == alert and _is_fresh_update(one)]
        # One alone is composed anew as well: it is to name all who report the same.
        reason = f"{len(waiting)} more reports" if len(waiting) > 1 else "one more report"
        ids = tuple(one.id for one in [*waiting, *urgent])
        queue.steps.append(Fold(ids=ids, why=Why.UPDATE, reason=reason, alert=alert))


def _is_fresh_update(one: WaitingDelivery) -> bool:
    return one.kind is NotificationKind.UPDATE and one.fold is None and one.attempts == 0


def _fold_backlog(past: Past, policy: DeliveryPolicy, now: datetime, queue: _Queue) -> None:
    """Fold what could not be sent for long, as soon as the channel takes messages again."""
    stuck = [one for one in queue.ready if not one.of_its_own and one.fold != Why.RATE]
    old = [one for one in stuck if now - one.queued_at >= BACKLOG_AGE]
    if past.failing or len(old) <= BACKLOG_SIZE:
        return
    since = min(one.queued_at for one in old)
    ids = tuple(one.id for one in stuck)
    reason = f"could not be told since {_clock(since, policy)}"
    queue.steps.append(Fold(ids=ids, why=Why.BACKLOG, reason=reason))
    queue.ready = [one for one in queue.ready if one.id not in set(ids)]


def _keep_legible(past: Past, rate: Rate, policy: DeliveryPolicy, now: datetime, queue: _Queue) -> None:
    """Hold what people have no time to read yet, and tell it together when they have.

    What is critical, and what stands for many, goes all the same, and takes of their time.
    """
    sent = past.within(rate.per, now)
    room = rate.count - len(sent)
    common = [one for one in queue.ready if not one.of_its_own and one.severity != _GRAVE]
    held = [one for one in common if one.fold == Why.RATE]
    fresh = [one for one in common if one.fold != Why.RATE]
    if room <= 0:
        until = sent[-rate.count] + rate.per
        reason = f"{_more_than(rate)}: told with others at {_clock(until, policy)}"
        if common:
            queue.steps.append(
                Hold(ids=tuple(one.id for one in common), until=until, why=Why.RATE, reason=reason)
            )
        return
    # While the channel fails nothing new is folded: it is tried with one message.
    fits = past.failing or (len(fresh) <= room - bool(held))
    rest = held if fits else held + fresh[max(0, room - 1) :]
    ids = tuple(one.id for one in rest)
    if len(rest) > 1:
        queue.steps.append(Fold(ids=ids, why=Why.RATE, reason=_more_than(rate)))
    elif held:
        queue.steps.append(Release(ids=ids, reason=_more_than(rate)))


def _let_go(queue: _Queue) -> None:
    """Release what was held for people to read, where nobody asks for that any more."""
    held = [one for one in queue.ready if one.fold == Why.RATE and not one.of_its_own]
    if held:
        queue.steps.append(Release(ids=tuple(one.id for one in held), reason="no longer held"))
        queue.ready = [one for one in queue.ready if one not in held]


def _keep_rate(past: Past, rate: Rate, now: datetime, queue: _Queue) -> datetime | None:
    """Fold what a channel's rate leaves no room for; return when there is room again."""
    sent = past.within(rate.per, now)
    room = rate.count - len(sent)
    if room <= 0:
        return sent[-rate.count] + rate.per
    folded = [one for one in queue.ready if not one.of_its_own and one.severity != _GRAVE]
    over = len(queue.ready) > room and len(folded) > 1
    if past.failing or not over or (past.flood_at and now - past.flood_at < max(FLOOD_GAP, rate.per)):
        return None
    first = max(0, room - 1 - (len(queue.ready) - len(folded)))
    ids = tuple(one.id for one in folded[first:])
    if len(ids) > 1:
        queue.steps.append(Fold(ids=ids, why=Why.RATE, reason=_more_than(rate)))
    return None


def _more_than(rate: Rate) -> str:
    return f"more than {rate.count} in {_told_length(rate.per)}"


def _clock(at: datetime, policy: DeliveryPolicy) -> str:
    return f"{at.astimezone(policy.zone):%H:%M}"


def _told_length(length: timedelta) -> str:
    seconds = int(length.total_seconds())
    return f"{seconds // 60} min" if seconds >= 60 and seconds % 60 == 0 else f"{seconds} s"
