"""What the store knows of alerts, each with the reports that stand behind it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, and_, func, or_, select

from monitor.alert.dispatch import ChannelHistory
from monitor.alert.grouping import NotifiedAlert, Window
from monitor.alert.model import Alert, AlertState, Report
from monitor.notify.model import NotificationKind
from monitor.outbox.batching import Why
from monitor.outbox.state import DeliveryState
from monitor.rule.model import Severity
from monitor.store.codec import stands_from_json
from monitor.store.part import Part, rows_with
from monitor.store.schema import alert, alert_claim, alert_report, delivery


class Alerts(Part):
    """Questions about alerts."""

    def alert(self, alert_id: str) -> Alert | None:
        """Return one alert, or None."""
        return self.alerts([alert_id]).get(alert_id)

    def alerts(self, ids: Iterable[str]) -> dict[str, Alert]:
        """Return the alerts with these ids, by id."""
        with self._database.read() as connection:
            rows = list(rows_with(connection, select(alert), alert.c.id, ids))
            return {one.id: one for one in _with_reports(connection, rows)}

    def list_alerts(
        self,
        *,
        states: Collection[AlertState] = (),
        rule: str | None = None,
        limit: int | None = None,
    ) -> list[Alert]:
        """Return alerts, last updated first; no *states* means every state."""
        query = select(alert).order_by(alert.c.updated_at.desc(), alert.c.id).limit(limit)
        if states:
            query = query.where(alert.c.state.in_([str(state) for state in states]))
        if rule is not None:
            query = query.where(alert.c.rule == rule)
        with self._database.read() as connection:
            return _with_reports(connection, connection.execute(query).all())

    def told(
        self, windows: Mapping[str, Window], claims: Iterable[str], ids: Iterable[str] = ()
    ) -> list[NotifiedAlert]:
        """Return what rules with `new` told; alerts without reports.

        That under each key in its window, of these claims, and with these alerts.
        """
        of_told = (alert_claim.c.key, alert_claim.c.at, alert_claim.c.received_at, alert_claim.c.stands)
        query: Select[Any] = select(*alert.c, *of_told).join(
            alert_claim, alert_claim.c.alert_id == alert.c.id
        )
        with self._database.read() as connection:
            rows: dict[str, Row[Any]] = {
                row.id: row
                for key, window in windows.items()
                for row in connection.execute(query.where(alert_claim.c.key == key, _is_in(window)))
            }
            for column, wanted in ((alert_claim.c.claim, claims), (alert_claim.c.alert_id, ids)):
                rows |= {row.id: row for row in rows_with(connection, query, column, wanted)}
        return [_told(rows[id_]) for id_ in sorted(rows)]

    def reporting(self, article_ids: Iterable[str]) -> list[str]:
        """Return the ids of the alerts that one of these articles reports."""
        query = select(alert_report.c.alert_id)
        with self._database.read() as connection:
            rows = rows_with(connection, query, alert_report.c.article_id, article_ids)
            return sorted({row.alert_id for row in rows})

    def heard(self, ids: Iterable[str]) -> dict[str, dict[str, ChannelHistory]]:
        """Return, for each of these alerts, what each channel was told of it, or will be.

        What was silenced was not told, and what was withdrawn will not be.
        """
        message = delivery.alias()
        columns = (
            delivery.c.alert_id,
            delivery.c.channel,
            delivery.c.kind,
            delivery.c.fold,
            delivery.c.state,
            delivery.c.created_at,
            delivery.c.due_at,
            func.coalesce(message.c.sent_at, message.c.created_at, delivery.c.sent_at).label("told_at"),
        )
        query = (
            select(*columns)
            .outerjoin(message, message.c.id == delivery.c.folded_into)
            .where(
                delivery.c.kind.in_(_TOLD_AS),
                delivery.c.state.not_in([DeliveryState.SILENCED.value, DeliveryState.WITHDRAWN.value]),
            )
        )
        found: dict[str, dict[str, ChannelHistory]] = {}
        with self._database.read() as connection:
            for row in rows_with(connection, query, delivery.c.alert_id, ids):
                channels = found.setdefault(row.alert_id, {})
                channels[row.channel] = _heard(channels.get(row.channel), row)
        return found


_DIGEST = "digest:"
_TOLD_AS = (NotificationKind.FIRST.value, NotificationKind.UPDATE.value)


def _heard(before: ChannelHistory | None, row: Row[Any]) -> ChannelHistory:
    deferred = row.state == DeliveryState.DEFERRED.value
    if deferred and row.fold == Why.UPDATE.value:
        return replace(before or ChannelHistory(last=row.created_at), next=row.due_at)
    # What was folded was told with its message, and what waits for a digest is heard when that comes.
    told_at = row.told_at or (row.due_at if deferred else row.created_at)
    digest = row.fold.removeprefix(_DIGEST) if deferred and (row.fold or "").startswith(_DIGEST) else None
    before = before or ChannelHistory(last=told_at, digest=digest)
    is_update = row.kind == NotificationKind.UPDATE.value
    return replace(
        before,
        last=max(before.last, told_at),
        updates=before.updates + is_update,
        digest=before.digest and digest,
    )


def _is_in(window: Window) -> ColumnElement[bool]:
    received = alert_claim.c.received_at.between(*window.received)
    if window.published is None:
        return received
    published = alert_claim.c.at.between(*window.published)
    undated = and_(alert_claim.c.at.is_(None), received)
    return or_(published, received if window.has_undated else undated)


def _told(row: Row[Any]) -> NotifiedAlert:
    return NotifiedAlert(
        alert=_alert(row, ()),
        key=row.key,
        claim=row.claim,
        at=row.at,
        received=row.received_at,
        stands=stands_from_json(row.stands),
    )


def _with_reports(connection: Connection, rows: Iterable[Row[Any]]) -> list[Alert]:
    rows = list(rows)
    reports: dict[str, list[Report]] = {row.id: [] for row in rows}
    for row in rows_with(connection, select(alert_report), alert_report.c.alert_id, reports):
        reports[row.alert_id].append(_report(row))
    for some in reports.values():
        some.sort(key=lambda report: (report.at, report.path))
    return [_alert(row, tuple(reports[row.id])) for row in rows]


def _alert(row: Row[Any], reports: tuple[Report, ...]) -> Alert:
    return Alert(
        id=row.id,
        rule=row.rule,
        severity=Severity(row.severity),
        tags=tuple(row.tags),
        state=AlertState(row.state),
        title=row.title,
        opened_at=row.opened_at,
        updated_at=row.updated_at,
        reports=reports,
        claim=row.claim,
    )


def _report(row: Row[Any]) -> Report:
    return Report(
        article_id=row.article_id,
        digest=row.digest,
        path=row.path,
        publisher=row.publisher,
        published=row.published_at,
        at=row.at,
    )
