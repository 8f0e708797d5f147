"""Statistics by rule: matches, alerts, acknowledgements."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Row, Select, func, select

from monitor.alert.model import AlertState, StepKind
from monitor.outbox.state import DeliveryState
from monitor.store.part import Part
from monitor.store.schema import alert, alert_step, delivery, rule_match


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
            matches = {row.rule: row for row in connection.execute(_MATCHES)}
            alerts = {row.rule: row for row in connection.execute(_ALERTS)}
            counted = {
                name: {row.rule: row.number for row in connection.execute(query)}
                for name, query in _COUNTS.items()
            }
        return {
            rule: _tally(
                matches.get(rule),
                alerts.get(rule),
                {name: numbers.get(rule, 0) for name, numbers in counted.items()},
            )
            for rule in sorted({*matches, *alerts})
        }


def _tally(
    matches: Row[tuple[str, int, datetime]] | None,
    alerts: Row[tuple[str, int, datetime]] | None,
    counted: Mapping[str, int],
) -> RuleStats:
    return RuleStats(
        matches=matches.number if matches else 0,
        last_match=matches.last if matches else None,
        alerts=alerts.number if alerts else 0,
        last_alert=alerts.last if alerts else None,
        **counted,
    )


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
