"""Moves stored due times when the system clock was set."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, and_, case, func, or_, select, type_coerce, update
from sqlalchemy.sql.dml import Update

from monitor.alert.model import AlertState
from monitor.outbox.batching import Why
from monitor.outbox.state import WAITING, DeliveryState
from monitor.store.part import Part
from monitor.store.schema import (
    alert,
    channel_trouble,
    delivery,
    digest_slot,
    silence,
    source_file,
    status_note,
    window_rule,
    window_silence,
)

_MICROSECOND = timedelta(microseconds=1)
_OPEN = delivery.c.state.in_(
    sorted(str(one) for one in {*WAITING, DeliveryState.DEFERRED, DeliveryState.SENDING})
)
_BY_CALENDAR = or_(delivery.c.fold == Why.QUIET.value, delivery.c.fold.startswith("digest:"))
_IS_QUIET = and_(delivery.c.state == DeliveryState.DEFERRED.value, delivery.c.fold == Why.QUIET.value)
_RECENT = timedelta(days=31)
"""Longer than any time after which a source counts as silent."""
_LONGEST_RETRY = timedelta(minutes=70)
"""Longer than anything waits before it is tried again: what a service may ask for, and some."""
_LEEWAY = timedelta(seconds=5)


class Moments(Part):
    """What the store knows of the clock, and what becomes of its times when that is set."""

    def last_moment(self) -> datetime | None:
        """Return the latest time that a daemon left here, None before the first."""
        with self._database.read() as connection:
            found: datetime | None = connection.scalar(select(func.max(status_note.c.at)))
        return found

    def clock_was_set(self, by: timedelta, now: datetime) -> None:
        """Move what waits by as much as the clock was set (less than nothing: back); it shows *now*."""
        changes = [*_deliveries(by, now), *_others(by, now)]
        changes += _set_back(by, now) if by < timedelta() else ()
        with self._database.write() as connection:
            for change in changes:
                connection.execute(change)

    def mend_times(self, now: datetime) -> None:
        """Free what cannot have been meant to wait as long as it would: it was written by another clock."""
        ahead = _micros(delivery.c.queued_at) - _as_micros(now)
        late = and_(_OPEN, delivery.c.queued_at > now + _LEEWAY)
        brought = update(delivery).where(late)
        brought = brought.values(due_at=_instant(_micros(delivery.c.due_at) - ahead), queued_at=now)
        retried = update(delivery).where(
            delivery.c.state == DeliveryState.RETRY.value, delivery.c.due_at > now + _LONGEST_RETRY
        )
        waits = select(delivery.c.id).where(_OPEN, delivery.c.queued_at > now + _LEEWAY).limit(1)
        again = select(delivery.c.id).where(*retried._where_criteria).limit(1)  # noqa: SLF001 the same terms
        with self._database.read() as connection:
            if connection.scalar(waits) is None and connection.scalar(again) is None:
                return
        with self._database.write() as connection:
            connection.execute(brought)
            connection.execute(retried.values(due_at=now))


def _deliveries(by: timedelta, now: datetime) -> Iterator[Update]:
    """Move what waits to be sent; what waits for quiet hours to end is looked at anew."""
    yield (
        update(delivery)
        .where(_OPEN)
        .values(
            created_at=_moved(delivery.c.created_at, by),
            queued_at=_moved(delivery.c.queued_at, by),
            due_at=case((_BY_CALENDAR, delivery.c.due_at), else_=_moved(delivery.c.due_at, by)),
        )
    )
    yield update(delivery).where(_IS_QUIET).values(due_at=now)
    # A channel's rate, and when an alert is sent again, go by when it was sent last.
    told = and_(~_OPEN, delivery.c.created_at > now - by - _RECENT)
    yield (
        update(delivery)
        .where(told)
        .values(created_at=_moved(delivery.c.created_at, by), sent_at=_moved(delivery.c.sent_at, by))
    )


def _others(by: timedelta, now: datetime) -> Iterator[Update]:
    # An alert is resolved, and takes reports in, by how long ago it was reported.
    opened, moved = _micros(alert.c.opened_at), _micros(alert.c.updated_at) + by // _MICROSECOND
    yield (
        update(alert)
        .where(alert.c.state != AlertState.RESOLVED.value)
        .values(updated_at=_instant(case((moved < opened, opened), else_=moved)))
    )
    trouble = channel_trouble.c
    yield update(channel_trouble).values(since=_moved(trouble.since, by), told_at=_moved(trouble.told_at, by))
    yield update(window_rule).values(since=_moved(window_rule.c.since, by))
    # A silence that was sent is known by when it began.
    heard = window_silence.c
    yield (
        update(window_silence).where(heard.silent_since.is_(None)).values(heard_at=_moved(heard.heard_at, by))
    )
    seen = source_file.c.seen_at
    yield update(source_file).where(seen > now - by - _RECENT).values(seen_at=_moved(seen, by))


def _set_back(by: timedelta, now: datetime) -> Iterator[Update]:
    """What would have to wait for the clock to come again where it was."""
    # Nobody asked to be sent nothing for longer; one that is to hold later is left to the calendar.
    held = and_(silence.c.starts_at <= now - by, silence.c.ends_at > now - by)
    yield (
        update(silence)
        .where(held)
        .values(starts_at=_moved(silence.c.starts_at, by), ends_at=_moved(silence.c.ends_at, by))
    )
    yield update(digest_slot).where(digest_slot.c.slot > now).values(slot=now)
    in_digest = and_(delivery.c.state == DeliveryState.DEFERRED.value, delivery.c.fold.startswith("digest:"))
    yield update(delivery).where(in_digest, delivery.c.due_at > now).values(due_at=now)
    yield update(status_note).where(status_note.c.at > now).values(at=now)


def _moved(column: ColumnElement[Any], by: timedelta) -> ColumnElement[Any]:
    return _instant(_micros(column) + by // _MICROSECOND)


def _micros(column: ColumnElement[Any]) -> ColumnElement[int]:
    return type_coerce(column, BigInteger)


def _as_micros(at: datetime) -> ColumnElement[int]:
    return type_coerce(type_coerce(at, delivery.c.due_at.type), BigInteger)


def _instant(micros: ColumnElement[Any]) -> ColumnElement[Any]:
    return type_coerce(micros, delivery.c.due_at.type)
