"""What the store knows of alerts, each with the reports that stand behind it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from sqlalchemy import Connection, Row, select

from monitor.alert.model import Alert, AlertState, Report
from monitor.alert.newness import Told
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

    def told(self, keys: Iterable[str], claims: Iterable[str]) -> list[Told]:
        """Return what rules with `new` told under these keys or of these claims; alerts without reports."""
        of_told = (alert_claim.c.key, alert_claim.c.at, alert_claim.c.received_at, alert_claim.c.stands)
        query = select(*alert.c, *of_told).join(alert_claim, alert_claim.c.alert_id == alert.c.id)
        with self._database.read() as connection:
            rows = {row.id: row for row in rows_with(connection, query, alert_claim.c.key, keys)}
            rows |= {row.id: row for row in rows_with(connection, query, alert_claim.c.claim, claims)}
        return [_told(rows[id_]) for id_ in sorted(rows)]

    def heard(self, ids: Iterable[str]) -> dict[str, frozenset[str]]:
        """Return, for each of these alerts that somebody was told of, the channels that were, or will be."""
        query = select(delivery.c.alert_id, delivery.c.channel)
        found: dict[str, set[str]] = {}
        with self._database.read() as connection:
            for row in rows_with(connection, query, delivery.c.alert_id, ids):
                found.setdefault(row.alert_id, set()).add(row.channel)
        return {id_: frozenset(channels) for id_, channels in found.items()}


def _told(row: Row[Any]) -> Told:
    return Told(
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
