"""Silences in the store: add, expire, list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime

from sqlalchemy import Connection, null, or_, select, update

from monitor.alert.silence import Marks, Silence
from monitor.notify.model import Notification, NotificationKind
from monitor.outbox.batching import Why
from monitor.outbox.state import WAITING, DeliveryState
from monitor.store.codec import from_json, from_row
from monitor.store.part import Part, runs_of
from monitor.store.schema import delivery, in_states, silence


class Silences(Part):
    """Questions about silences, and their life."""

    def silences(self, *, holding_at: datetime | None = None) -> list[Silence]:
        """Return silences, those that end first first; all, or only those that hold at an instant."""
        query = select(silence).order_by(silence.c.ends_at, silence.c.id)
        if holding_at is not None:
            query = query.where(silence.c.starts_at <= holding_at, silence.c.ends_at > holding_at)
        with self._database.read() as connection:
            return [from_row(Silence, row) for row in connection.execute(query)]

    def add_silence(self, new: Silence) -> None:
        """Keep a silence; where it holds from its making on, what waits to be sent again is silenced too.

        That is further reports and escalations. What a channel has not heard of at all is sent.
        """
        with self._database.write() as connection:
            connection.execute(self._database.upsert(silence), [asdict(new)])
            if new.holds_at(new.created_at):
                _hush(connection, new)

    def expire_silence(self, silence_id: str, now: datetime) -> bool:
        """End a silence now; False when there is none of this id that has not ended."""
        ended = update(silence).where(silence.c.id == silence_id, silence.c.ends_at > now)
        # One that has not begun ends when it would have begun.
        with self._database.write() as connection:
            row = connection.execute(select(silence.c.starts_at).where(silence.c.id == silence_id)).first()
            if row is None:
                return False
            return bool(connection.execute(ended.values(ends_at=max(now, row.starts_at))).rowcount)

    def note_reminded(self, silence_id: str, now: datetime) -> None:
        """Record that people were notified that a silence ends soon."""
        told = update(silence).where(silence.c.id == silence_id).values(reminded_at=now)
        with self._database.write() as connection:
            connection.execute(told)


def _hush(connection: Connection, new: Silence) -> None:
    waits = select(delivery.c.id, delivery.c.alert_id, delivery.c.notification).where(
        in_states(WAITING | {DeliveryState.DEFERRED}),
        or_(delivery.c.kind == NotificationKind.ESCALATION.value, delivery.c.fold == Why.UPDATE.value),
    )
    ids = [
        row.id
        for row in connection.execute(waits)
        if new.matcher.fits_marks(_marks(from_json(Notification, row.notification), row.alert_id))
    ]
    silenced = update(delivery).values(
        state=DeliveryState.SILENCED.value, due_at=null(), reason=f"silenced by {new}"
    )
    for some in runs_of(ids):
        connection.execute(silenced.where(delivery.c.id.in_(some)))
        _let_go(connection, new, some)


def _let_go(connection: Connection, new: Silence, silenced: Sequence[str]) -> None:
    """Let wait by itself what would have been told with messages that are *silenced*, unless it is too."""
    joined = select(delivery.c.id, delivery.c.alert_id, delivery.c.notification, delivery.c.fold).where(
        delivery.c.folded_into.in_(silenced)
    )
    for row in connection.execute(joined).all():
        if new.matcher.fits_marks(_marks(from_json(Notification, row.notification), row.alert_id)):
            continue
        connection.execute(
            update(delivery)
            .where(delivery.c.id == row.id)
            .values(
                state=DeliveryState.DEFERRED.value,
                fold=row.fold or Why.UPDATE.value,
                folded_into=null(),
                due_at=new.created_at,
                reason=f"what would have told of it is silenced by {new}",
            )
        )


def _marks(told: Notification, alert_id: str | None) -> Marks:
    contacts = (*told.contacts, *(one.contact for one in told.denials if one.contact))
    people = [one.name for contact in contacts for one in contact.participants]
    return Marks(
        rule=told.rule,
        tags=told.tags,
        severity=told.severity,
        publisher=told.publisher or "",
        participants=tuple(people),
        alert=alert_id or "",
    )
