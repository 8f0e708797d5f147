"""Deliveries in the store: claim, finish, rescue after a crash, retry, withdraw, list.

A delivery is `sending` from the commit of `claim` to that of `finish`. A process that dies in
between leaves it so, and `rescue` at the next start frees it. Every change names the state it
starts from, so two senders can never both hold one delivery.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, bindparam, exists, func, null, or_, select, update
from sqlalchemy.sql.dml import ReturningUpdate

from monitor.errors import StoreError
from monitor.notify.model import NotificationKind
from monitor.outbox.state import (
    ERRORS_KEPT,
    STOPPED,
    WAITING,
    Delivery,
    DeliveryState,
    OnAmbiguous,
    Step,
    is_legal,
    rescue_step,
)
from monitor.store.codec import from_row, to_json
from monitor.store.part import KEYS_PER_QUERY, Part, in_runs, rows_with, runs_of
from monitor.store.schema import delivery, in_states

# What a sender asks all the time is built once: building a query costs more than running it.
_FIRST = delivery.alias()
_WITH_ANOTHER = delivery.alias()
# An update that overtook the message it belongs to would stand in no thread, and nobody would know what it is
# about.
_FIRST_WAITS = and_(
    _FIRST.c.channel == delivery.c.channel,
    _FIRST.c.kind == NotificationKind.FIRST.value,
    _FIRST.c.state.in_(sorted(state.value for state in WAITING)),
)
_IN_TURN = or_(
    delivery.c.kind != NotificationKind.UPDATE.value,
    and_(
        ~exists().where(_FIRST.c.alert_id == delivery.c.alert_id, _FIRST_WAITS),
        # The message that told of its alert may be that of another alert of the same article.
        ~exists().where(
            _WITH_ANOTHER.c.alert_id == delivery.c.alert_id,
            _WITH_ANOTHER.c.channel == delivery.c.channel,
            _WITH_ANOTHER.c.kind == NotificationKind.FIRST.value,
            _FIRST.c.id == _WITH_ANOTHER.c.folded_into,
            _FIRST_WAITS,
        ),
    ),
)
_WAITING = and_(
    delivery.c.channel == bindparam("of_channel"),
    delivery.c.due_at.is_not(None),
    in_states(WAITING),
    _IN_TURN,
)
_COMING = and_(
    delivery.c.channel == bindparam("of_channel"),
    delivery.c.due_at.is_not(None),
    in_states(WAITING | {DeliveryState.DEFERRED}),
    _IN_TURN,
    # Scheduled digests are sent by their own clock.
    or_(delivery.c.fold.is_(None), ~delivery.c.fold.startswith("digest:")),
)
_NEXT_DUE = select(delivery.c.due_at).where(_COMING).order_by(delivery.c.due_at).limit(1)


class ClaimOrder(StrEnum):
    """Which of those that are due is claimed; all but `DUE` look at every one of them."""

    DUE = "due"
    OLDEST = "oldest"
    UNTRIED = "untried"


_ORDERS = {
    ClaimOrder.DUE: (delivery.c.due_at, delivery.c.created_at, delivery.c.id),
    ClaimOrder.OLDEST: (delivery.c.created_at, delivery.c.id),
    ClaimOrder.UNTRIED: (delivery.c.attempts, delivery.c.created_at, delivery.c.id),
}


def _claim(order: Sequence[ColumnElement[Any]]) -> ReturningUpdate[Any]:
    due = (
        select(delivery.c.id)
        .where(_WAITING, delivery.c.due_at <= bindparam("at", type_=delivery.c.due_at.type))
        .order_by(*order)
        .limit(bindparam("at_most"))
        .with_for_update(skip_locked=True)
    )
    return (
        update(delivery)
        .where(delivery.c.id.in_(due.scalar_subquery()))
        .values(
            state=DeliveryState.SENDING.value,
            attempts=delivery.c.attempts + 1,
            claimed_at=bindparam("at", type_=delivery.c.due_at.type),
            claimed_by=bindparam("by"),
        )
        .returning(delivery)
    )


_CLAIMS = {name: _claim(order) for name, order in _ORDERS.items()}
_FINISH = (
    update(delivery)
    .where(delivery.c.id == bindparam("finished"), delivery.c.state == DeliveryState.SENDING.value)
    .values(
        {
            name: bindparam(f"new_{name}", type_=delivery.c[name].type)
            for name in ("state", "reason", "due_at", "sent_at", "reference", "last_error", "errors")
        }
    )
    .values(claimed_at=null(), claimed_by=null())
)


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryFilter:
    """Which deliveries to list; an empty field asks for nothing. `limit` None means all.

    `text` is the digest of the one whose matches they are about.
    """

    ids: Collection[str] = ()
    states: Collection[DeliveryState] = ()
    channel: str | None = None
    alert: str | None = None
    text: str | None = None
    limit: int | None = None


EVERY_DELIVERY = DeliveryFilter()


class Deliveries(Part):
    """Questions about deliveries, and the steps of their life."""

    def claim(
        self,
        channel: str,
        now: datetime,
        *,
        limit: int,
        claimed_by: str,
        order: ClaimOrder = ClaimOrder.DUE,
    ) -> list[Delivery]:
        """Take up to *limit* deliveries of *channel* that are due, longest due first, and count an attempt.

        They are `sending` when this returns; what cannot be committed must not be sent.
        """
        asked = {"of_channel": channel, "at": now, "at_most": limit, "by": claimed_by}
        with self._database.write() as connection:
            taken = [_delivery(row) for row in connection.execute(_CLAIMS[order], asked)]
        return sorted(taken, key=lambda one: (one.due_at, one.created_at, one.id))

    def finish(self, claimed: Delivery, step: Step, now: datetime) -> None:
        """Keep what came of sending *claimed*.

        Raises:
            StoreError: it is not being sent any more.
        """
        self.finish_many([(claimed, step)], now)

    def finish_many(self, finished: Sequence[tuple[Delivery, Step]], now: datetime) -> None:
        """Keep what came of sending each, in one transaction.

        Raises:
            ValueError: a step is not in the drawing.
            StoreError: one of them is not being sent any more; nothing was kept.
        """
        values = [_finished(claimed, step, now) for claimed, step in finished]
        if not values:
            return
        with self._database.write() as connection:
            kept = connection.execute(_FINISH, values).rowcount
            if kept != len(values):
                names = ", ".join(claimed.id for claimed, _ in finished)
                raise StoreError(f"{len(values) - kept} of these deliveries not being sent: {names}")

    def rescue(self, now: datetime, *, held_channels: Collection[str] = ()) -> int:
        """Free every delivery that a dead process was sending; return how many.

        It is due again at once, or `held` in the channels where sending twice is worse than late.
        """
        sending = list(self.deliveries(DeliveryFilter(states=[DeliveryState.SENDING])))
        self.finish_many([(one, rescue_step(one, now, _policy(one, held_channels))) for one in sending], now)
        return len(sending)

    def next_due(self, channel: str) -> datetime | None:
        """Return when the next delivery of *channel* is due, None when none waits."""
        with self._database.read() as connection:
            return connection.scalar(_NEXT_DUE, {"of_channel": channel})

    def waiting(self) -> Mapping[str, int]:
        """Return how many deliveries wait in each channel, also in ones no longer configured."""
        query = (
            select(delivery.c.channel, func.count()).where(in_states(WAITING)).group_by(delivery.c.channel)
        )
        with self._database.read() as connection:
            return dict(connection.execute(query).all())

    def states(self) -> Mapping[str, Mapping[str, int]]:
        """Return how many deliveries of each channel are in each state, leaving out what there is none of."""
        columns = delivery.c.channel, delivery.c.state
        found: dict[str, dict[str, int]] = {}
        with self._database.read() as connection:
            for channel, state, count in connection.execute(
                select(*columns, func.count()).group_by(*columns)
            ):
                found.setdefault(channel, {})[state] = count
        return found

    def retry(self, ids: Iterable[str] | None, now: datetime) -> list[Delivery]:
        """Queue stopped deliveries (`dead`, `held`) afresh; None means all of them.

        Return those that were stopped; the others are left as they are.
        """
        again = (
            update(delivery)
            .values(state=DeliveryState.PENDING.value, reason="asked to retry", attempts=0)
            .values(due_at=now, queued_at=now)
            .returning(delivery)
        )
        if ids is None:
            return self._changed([again.where(in_states(STOPPED))])
        return self._changed(
            [again.where(in_states(STOPPED), delivery.c.id.in_(some)) for some in runs_of(ids)]
        )

    def withdraw(self, ids: Iterable[str], reason: str) -> list[Delivery]:
        """Give up deliveries that wait or are stopped, for good; return those that were."""
        off = (
            update(delivery)
            .where(in_states(WAITING | STOPPED))
            .values(state=DeliveryState.WITHDRAWN.value, reason=reason, due_at=null())
            .returning(delivery)
        )
        return self._changed([off.where(delivery.c.id.in_(some)) for some in runs_of(ids)])

    def deliveries(self, wanted: DeliveryFilter = EVERY_DELIVERY) -> Iterator[Delivery]:
        """Yield deliveries, newest first. No transaction stays open between them."""
        query = (
            select(delivery.c.id).order_by(delivery.c.created_at.desc(), delivery.c.id).limit(wanted.limit)
        )
        if wanted.states:
            query = query.where(in_states(wanted.states))
        if wanted.channel is not None:
            query = query.where(delivery.c.channel == wanted.channel)
        if wanted.alert is not None:
            query = query.where(delivery.c.alert_id == wanted.alert)
        if wanted.text is not None:
            query = query.where(delivery.c.match_id.startswith(f"{wanted.text[:16]}-", autoescape=True))
        with self._database.read() as connection:
            if wanted.ids:
                ids = [row.id for row in rows_with(connection, query, delivery.c.id, wanted.ids)]
            else:
                ids = list(connection.scalars(query))
        for some in in_runs(ids, KEYS_PER_QUERY):
            yield from self._read(some)

    def _read(self, ids: Sequence[str]) -> list[Delivery]:
        with self._database.read() as connection:
            found = {
                row.id: _delivery(row) for row in rows_with(connection, select(delivery), delivery.c.id, ids)
            }
        return [found[one] for one in ids if one in found]

    def _changed(self, statements: Iterable[ReturningUpdate[Any]]) -> list[Delivery]:
        with self._database.write() as connection:
            return [_delivery(row) for statement in statements for row in connection.execute(statement)]


def _policy(one: Delivery, held_channels: Collection[str]) -> OnAmbiguous:
    return OnAmbiguous.HOLD if one.channel in held_channels else OnAmbiguous.RETRY


def _finished(claimed: Delivery, step: Step, now: datetime) -> dict[str, Any]:
    if not is_legal(DeliveryState.SENDING, step.state):
        raise ValueError(f"delivery {claimed.id} cannot go from sending to {step.state}")
    errors = [*claimed.errors, step.error] if step.error else list(claimed.errors)
    return {
        "finished": claimed.id,
        "new_state": str(step.state),
        "new_reason": step.reason,
        "new_due_at": step.due_at,
        "new_sent_at": now if step.state is DeliveryState.SENT else None,
        "new_reference": step.reference,
        "new_last_error": step.error.error if step.error else claimed.last_error,
        "new_errors": [to_json(error) for error in errors[-ERRORS_KEPT:]],
    }


def _delivery(row: Row[Any]) -> Delivery:
    return from_row(Delivery, row, alert=row.alert_id, match=row.match_id)
