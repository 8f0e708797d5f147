"""Statistics by rule: matches, alerts, acknowledgements."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, func, select, true

from monitor.alert.model import AlertState, StepKind
from monitor.outbox.state import DeliveryState
from monitor.store.part import Part
from monitor.store.schema import alert, alert_step, delivery, rule_match
from monitor.store.totals import added, totals_of


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleStats:
    """What the store knows of one rule, since the beginning.

    `acknowledged` and `silenced` count the alerts that ever were, `resolved` those that are now. A
    silenced alert is one of which some channel was not notified because of a silence.
    """

    matches: int = 0
    alerts: int = 0
    acknowledged: int = 0
    resolved: int = 0
    silenced: int = 0
    last_match: datetime | None = None
    last_alert: datetime | None = None


NO_TALLY = RuleStats()


class Tallies(Part):
    """Questions about rules."""

    def tallies(self) -> Mapping[str, RuleStats]:
        """Return how each rule fared that ever matched or alerted, by its id."""
        with self._database.read() as connection:
            there = counts_of_rules(connection, matches=true(), alerts=true())
            gone = totals_of(connection).get("rules", {})
        return {rule: _stats(figures) for rule, figures in sorted(added(gone, there).items())}


def counts_of_rules(
    connection: Connection,
    *,
    matches: ColumnElement[bool] | None = None,
    alerts: ColumnElement[bool] | None = None,
) -> dict[str, dict[str, Any]]:
    """Return what counts of each rule, by its id, of the matches and alerts that these conditions name.

    Instants stand as ISO text, as totals are kept.
    """
    found: dict[str, dict[str, Any]] = {}
    if matches is not None:
        for row in connection.execute(_MATCHES.where(matches)):
            found.setdefault(row.rule, {}).update(matches=row.number, last_match=row.last.isoformat())
    if alerts is not None:
        for row in connection.execute(_ALERTS.where(alerts)):
            found.setdefault(row.rule, {}).update(alerts=row.number, last_alert=row.last.isoformat())
        for name, query in _COUNTS.items():
            for row in connection.execute(query.where(alerts)):
                found.setdefault(row.rule, {})[name] = row.number
    return found


def _stats(figures: Mapping[str, Any]) -> RuleStats:
    instants = {
        name: datetime.fromisoformat(figures[name])
        for name in ("last_match", "last_alert")
        if name in figures
    }
    return RuleStats(**{**figures, **instants})


def _of_alerts() -> Select[tuple[str, int]]:
    number = func.count(alert.c.id.distinct()).label("number")
    return select(alert.c.rule, number).group_by(alert.c.rule)


_MATCHES = select(
    rule_match.c.rule_id.label("rule"),
    func.count().label("number"),
    func.max(rule_match.c.matched_at, type_=rule_match.c.matched_at.type).label("last"),
).group_by(rule_match.c.rule_id)
_ALERTS = select(
    alert.c.rule,
    func.count().label("number"),
    func.max(alert.c.opened_at, type_=alert.c.opened_at.type).label("last"),
).group_by(alert.c.rule)
_COUNTS = {
    "acknowledged": _of_alerts()
    .join(alert_step, alert_step.c.alert_id == alert.c.id)
    .where(alert_step.c.kind == StepKind.ACKNOWLEDGED.value),
    "resolved": _of_alerts().where(alert.c.state == AlertState.RESOLVED.value),
    "silenced": _of_alerts()
    .join(delivery, delivery.c.alert_id == alert.c.id)
    .where(delivery.c.state == DeliveryState.SILENCED.value),
}
