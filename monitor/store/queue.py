"""A channel's queue in the store: what is due, what waits for a digest, folding."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, Select, bindparam, func, null, or_, select, update

from monitor.alert.model import first_id
from monitor.errors import StoreError
from monitor.notify.model import Notification, NotificationKind
from monitor.outbox.batching import Hold, Past, Release, WaitingDelivery, Why
from monitor.outbox.state import WAITING, DeliveryState
from monitor.store.codec import from_json, from_row
from monitor.store.part import Part, rows_with, runs_of
from monitor.store.records import NewDelivery
from monitor.store.schema import alert, channel_trouble, delivery, digest_slot, in_states
from monitor.store.writer import delivery_values

_OPEN = frozenset({*WAITING, DeliveryState.DEFERRED})
_DIGEST = "digest:"
_COLUMNS = (
    delivery.c.id,
    delivery.c.alert_id,
    delivery.c.kind,
    delivery.c.severity,
    delivery.c.fold,
    delivery.c.created_at,
    delivery.c.queued_at,
    delivery.c.attempts,
    alert.c.rule,
)


# Asked before every attempt, so it is built once: building a query costs more than running it.
_DUE = (
    select(*_COLUMNS)
    .outerjoin(alert, alert.c.id == delivery.c.alert_id)
    .where(
        delivery.c.channel == bindparam("of_channel"),
        delivery.c.due_at.is_not(None),
        delivery.c.due_at <= bindparam("at", type_=delivery.c.due_at.type),
        in_states(_OPEN),
        or_(delivery.c.fold.is_(None), ~delivery.c.fold.startswith(_DIGEST)),
    )
    .order_by(delivery.c.due_at, delivery.c.created_at, delivery.c.id)
)
_HEAD = _DUE.limit(bindparam("at_most"))


@dataclass(frozen=True, slots=True)
class Placed:
    """A delivery that waits for the scheduled digest of a channel."""

    id: str
    channel: str
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Folding:
    """A new message and the deliveries that it folds."""

    message: NewDelivery
    ids: tuple[str, ...]


class Queues(Part):
    """Questions about a channel's queue, and what `outbox.batching` decided about it."""

    def head(self, channel: str, now: datetime, *, limit: int) -> list[WaitingDelivery]:
        """Return the first deliveries of *channel* that are due, those of scheduled digests left out."""
        return self._waiting(_HEAD, {"of_channel": channel, "at": now, "at_most": limit})

    def queue(self, channel: str, now: datetime) -> list[WaitingDelivery]:
        """Return all deliveries of *channel* that are due, and the updates that wait beside one of them."""
        due = self._waiting(_DUE, {"of_channel": channel, "at": now})
        urgent = {
            one.alert for one in due if one.alert and one.kind is NotificationKind.UPDATE and one.fold is None
        }
        if not urgent:
            return due
        known = {one.id for one in due}
        beside = select(*_COLUMNS).outerjoin(alert, alert.c.id == delivery.c.alert_id)
        beside = beside.where(
            delivery.c.channel == channel,
            delivery.c.state == DeliveryState.DEFERRED.value,
            delivery.c.fold == Why.UPDATE.value,
        )
        with self._database.read() as connection:
            rows = [_waiting(row) for row in rows_with(connection, beside, delivery.c.alert_id, urgent)]
        return [*due, *(one for one in rows if one.id not in known)]

    def past(self, channel: str, looks_back: timedelta | None, now: datetime) -> Past:
        """Return what *channel* was sent in the time that its policy *looks_back*."""
        failing = select(channel_trouble.c.channel).where(channel_trouble.c.channel == channel)
        with self._database.read() as connection:
            is_failing = connection.scalar(failing) is not None
            if looks_back is None:
                return Past(failing=is_failing)
            since = now - looks_back
            sent = select(delivery.c.sent_at).where(
                # After the clock was put back, what was sent later than now says nothing of the rate.
                delivery.c.channel == channel,
                delivery.c.sent_at > since,
                delivery.c.sent_at <= now,
            )
            flood = select(func.max(delivery.c.created_at)).where(
                delivery.c.channel == channel,
                delivery.c.kind == NotificationKind.DIGEST.value,
                delivery.c.fold == Why.RATE.value,
                delivery.c.created_at <= now,
            )
            return Past(
                sent=tuple(connection.scalars(sent.order_by(delivery.c.sent_at))),
                flood_at=connection.scalar(flood),
                failing=is_failing,
            )

    def notifications(self, ids: Sequence[str]) -> list[Notification]:
        """Return the notifications of these deliveries, in this order; those that are gone are left out."""
        query = select(delivery.c.id, delivery.c.notification)
        with self._database.read() as connection:
            found = {
                row.id: from_json(Notification, row.notification)
                for row in rows_with(connection, query, delivery.c.id, ids)
            }
        return [found[one] for one in ids if one in found]

    def hold(self, hold: Hold) -> None:
        """Let deliveries wait, to be sent with others."""
        self._move(
            hold.ids,
            state=DeliveryState.DEFERRED.value,
            due_at=hold.until,
            fold=hold.why.value,
            reason=hold.reason,
        )

    def release(self, release: Release, now: datetime) -> None:
        """Let deferred deliveries be sent by themselves, now."""
        self._move(
            release.ids,
            state=DeliveryState.PENDING.value,
            due_at=now,
            queued_at=now,
            fold=null(),
            reason=release.reason,
        )

    def fold(self, folding: Folding) -> None:
        """Make one message of deliveries that wait."""
        with self._database.write() as connection:
            fold_in(connection, folding)

    def in_digest(self, digest: str, channel: str, until: datetime) -> list[WaitingDelivery]:
        """Return what waits for a scheduled digest's slots as far as *until*, in the order it came."""
        query = select(*_COLUMNS).outerjoin(alert, alert.c.id == delivery.c.alert_id)
        query = query.where(
            delivery.c.channel == channel,
            delivery.c.state == DeliveryState.DEFERRED.value,
            delivery.c.fold == _DIGEST + digest,
            delivery.c.due_at.is_not(None),
            delivery.c.due_at <= until,
        )
        return self._waiting(query.order_by(delivery.c.created_at, delivery.c.id))

    def in_digests(self) -> list[Placed]:
        """Return what waits for any scheduled digest."""
        query = select(delivery.c.id, delivery.c.channel, delivery.c.fold).where(
            delivery.c.state == DeliveryState.DEFERRED.value, delivery.c.fold.startswith(_DIGEST)
        )
        with self._database.read() as connection:
            return [
                Placed(row.id, row.channel, row.fold.removeprefix(_DIGEST))
                for row in connection.execute(query.order_by(delivery.c.created_at, delivery.c.id))
            ]

    def last_slots(self) -> dict[str, datetime]:
        """Return the last slot of each scheduled digest that was closed."""
        with self._database.read() as connection:
            return {row.digest: row.slot for row in connection.execute(select(digest_slot))}

    def close_slot(
        self, digest: str, slot: datetime, foldings: Sequence[Folding], alone: Sequence[NewDelivery] = ()
    ) -> None:
        """Keep, once for each slot, that it is sent: what it folds, and the messages that stand *alone*."""
        statement = self._database.upsert(digest_slot, update=["slot"], newer="slot")
        with self._database.write() as connection:
            told = connection.scalar(select(digest_slot.c.slot).where(digest_slot.c.digest == digest))
            if told is not None and told >= slot:
                return
            connection.execute(statement, [{"digest": digest, "slot": slot}])
            for folding in foldings:
                fold_in(connection, folding)
            self._add(connection, alone)

    def add(self, messages: Sequence[NewDelivery]) -> None:
        """Keep messages that follow from no article; those that are known are left as they are."""
        with self._database.write() as connection:
            self._add(connection, messages)

    def thread(self, alert_id: str, channel: str) -> str | None:
        """Return what *channel* calls the message by which it first heard of an alert.

        What was told with another stands in that message; where it is an update, in the thread of its alert.
        """
        columns = delivery.c.reference, delivery.c.kind, delivery.c.alert_id, delivery.c.folded_into
        asked: set[str] = set()
        wanted: str | None = first_id(alert_id, channel)
        with self._database.read() as connection:
            while wanted and wanted not in asked:
                asked.add(wanted)
                row = connection.execute(select(*columns).where(delivery.c.id == wanted)).first()
                if row is None:
                    return None
                if row.kind == NotificationKind.UPDATE.value and row.alert_id:
                    wanted = first_id(row.alert_id, channel)
                elif row.reference:
                    found: str = row.reference
                    return found
                else:
                    wanted = row.folded_into
        return None

    def _add(self, connection: Connection, messages: Sequence[NewDelivery]) -> None:
        if messages:
            connection.execute(self._database.upsert(delivery), [delivery_values(one) for one in messages])

    def _move(self, ids: Collection[str], **values: Any) -> None:
        move = update(delivery).where(in_states(_OPEN)).values(**values)
        with self._database.write() as connection:
            for some in runs_of(ids):
                connection.execute(move.where(delivery.c.id.in_(some)))

    def _waiting(self, query: Select[Any], asked: Mapping[str, Any] | None = None) -> list[WaitingDelivery]:
        with self._database.read() as connection:
            return [_waiting(row) for row in connection.execute(query, asked or {})]


def fold_in(connection: Connection, folding: Folding) -> None:
    """Make one message of deliveries that wait; those that wait no more are left as they are.

    Raises:
        StoreError: the message is known already.
    """
    message = folding.message
    if connection.scalar(select(delivery.c.id).where(delivery.c.id == message.id)):
        raise StoreError(f"delivery {message.id} is told already")
    values = delivery_values(message) | {"state": DeliveryState.PENDING.value, "fold": message.fold}
    connection.execute(delivery.insert(), [values])
    folded = (
        update(delivery)
        .where(in_states(_OPEN))
        .values(
            state=DeliveryState.FOLDED.value, due_at=null(), folded_into=message.id, reason=message.reason
        )
    )
    for some in runs_of(folding.ids):
        connection.execute(folded.where(delivery.c.id.in_(some)))


def _waiting(row: Row[Any]) -> WaitingDelivery:
    return from_row(WaitingDelivery, row, alert=row.alert_id, rule=row.rule or "")
