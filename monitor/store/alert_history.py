"""Life steps of alerts: acknowledge, resolve, reopen; who, when."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import Connection, Table, func, insert, null, select, update

from monitor.alert.model import AlertState, LifeStep, StepKind
from monitor.notify.model import NotificationKind
from monitor.outbox.state import WAITING, DeliveryState
from monitor.store.codec import from_row
from monitor.store.part import Part, rows_with
from monitor.store.schema import alert, alert_step, delivery, in_states

_AFTER = {
    StepKind.ACKNOWLEDGED: AlertState.ACKNOWLEDGED,
    StepKind.RESOLVED: AlertState.RESOLVED,
    StepKind.REOPENED: AlertState.OPEN,
}
_FROM = {
    StepKind.ACKNOWLEDGED: frozenset({AlertState.OPEN}),
    StepKind.RESOLVED: frozenset({AlertState.OPEN, AlertState.ACKNOWLEDGED}),
    StepKind.REOPENED: frozenset({AlertState.RESOLVED, AlertState.ACKNOWLEDGED}),
}


class Lives(Part):
    """Steps in the lives of alerts."""

    def step(self, alert_id: str, step: LifeStep) -> AlertState | None:
        """Take an alert a step on; return how it stood before, None when there is no such alert.

        A step that leads nowhere from there (acknowledging what is resolved) changes nothing.
        """
        with self._database.write() as connection:
            before = connection.scalar(select(alert.c.state).where(alert.c.id == alert_id))
            if before is None:
                return None
            if leads_on(AlertState(before), step.kind):
                take_step(connection, alert_id, step)
            return AlertState(before)

    def resolve_quiet(self, before: datetime, step: LifeStep) -> list[str]:
        """Resolve every alert that nothing was reported of since *before*; return their ids."""
        quiet = select(alert.c.id).where(
            alert.c.state != AlertState.RESOLVED.value, alert.c.updated_at < before
        )
        with self._database.write() as connection:
            ids = list(connection.scalars(quiet))
            for one in ids:
                take_step(connection, one, step)
        return ids

    def steps(self, ids: Iterable[str]) -> dict[str, tuple[LifeStep, ...]]:
        """Return the steps of these alerts, in order."""
        found: dict[str, list[LifeStep]] = {}
        query = select(alert_step).order_by(alert_step.c.number)
        with self._database.read() as connection:
            for row in rows_with(connection, query, alert_step.c.alert_id, ids):
                found.setdefault(row.alert_id, []).append(from_row(LifeStep, row, by=row.made_by))
        return {one: tuple(steps) for one, steps in found.items()}


def leads_on(state: AlertState, kind: StepKind) -> bool:
    """Return whether a step of a person leads anywhere from *state*: what is resolved is not acknowledged."""
    return state in _FROM[kind]


def take_step(connection: Connection, alert_id: str, step: LifeStep) -> None:
    """Write a step down, and what follows: whoever acknowledges or resolves calls off the escalation."""
    add_steps(connection, alert_step, alert_id, [step])
    state = _AFTER.get(step.kind)
    if state is None:
        return
    connection.execute(update(alert).where(alert.c.id == alert_id).values(state=state.value))
    if state is not AlertState.OPEN:
        call_off_escalation(connection, alert_id, f"{step.kind} by {step.by}")


def call_off_escalation(connection: Connection, alert_id: str, reason: str) -> None:
    """Withdraw the escalations of an alert that were not sent yet."""
    connection.execute(
        update(delivery)
        .where(
            delivery.c.alert_id == alert_id,
            delivery.c.kind == NotificationKind.ESCALATION.value,
            in_states(WAITING | {DeliveryState.DEFERRED}),
        )
        .values(state=DeliveryState.WITHDRAWN.value, due_at=null(), reason=reason)
    )


def add_steps(connection: Connection, table: Table, alert_id: str, steps: Sequence[LifeStep]) -> None:
    """Write steps down after those that stand there."""
    last = connection.scalar(select(func.max(table.c.number)).where(table.c.alert_id == alert_id)) or 0
    connection.execute(
        insert(table),
        [
            {
                "alert_id": alert_id,
                "number": last + number,
                "kind": str(step.kind),
                "at": step.at,
                "made_by": step.by,
                "comment": step.comment,
            }
            for number, step in enumerate(steps, start=1)
        ],
    )
