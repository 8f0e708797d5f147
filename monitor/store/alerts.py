"""Queries on alerts and their reports; which alerts were sent for a key, claim or article."""

from __future__ import annotations

import operator
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from functools import reduce
from itertools import zip_longest
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    ColumnElement,
    Connection,
    Row,
    Select,
    and_,
    bindparam,
    func,
    or_,
    select,
    union,
)

from monitor.alert.dispatch import ChannelHistory
from monitor.alert.grouping import NotifiedAlert, Window
from monitor.alert.model import Alert, AlertState, Report
from monitor.notify.model import NotificationKind
from monitor.outbox.batching import Why
from monitor.outbox.state import DeliveryState
from monitor.store.codec import from_row
from monitor.store.columns import storable
from monitor.store.part import KEYS_PER_QUERY, Part, in_runs, rows_with
from monitor.store.records import ToldBefore
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
    ) -> ToldBefore:
        """Return what rules with `new` sent, and to whom; alerts without reports.

        That under each key in its window, of these claims, and with these alerts.
        """
        windows = {storable(key): window for key, window in windows.items()}
        runs = zip_longest(*(in_runs(sorted(set(one)), KEYS_PER_QUERY) for one in (windows, claims, ids)))
        told: dict[str, NotifiedAlert] = {}
        heard: dict[str, dict[str, ChannelHistory]] = {}
        with self._database.read() as connection:
            for keys, some, others in runs:
                asked = {"keys": keys or [], "claims": some or [], "ids": others or []}
                rows = connection.execute(_TOLD, {**asked, **_bounds(windows, asked["keys"])})
                _take_told(rows, windows, asked, told, heard)
        return ToldBefore(tuple(told[id_] for id_ in sorted(told)), heard)

    def reporting(self, article_ids: Iterable[str]) -> list[str]:
        """Return the ids of the alerts that one of these articles reports."""
        query = select(alert_report.c.alert_id)
        with self._database.read() as connection:
            rows = rows_with(connection, query, alert_report.c.article_id, article_ids)
            return sorted({row.alert_id for row in rows})

    def heard(self, ids: Iterable[str]) -> dict[str, dict[str, ChannelHistory]]:
        """Return, for each of these alerts, what each channel was sent of it, or will be.

        What was silenced was not sent, and what was withdrawn will not be.
        """
        found: dict[str, dict[str, ChannelHistory]] = {}
        with self._database.read() as connection:
            for row in rows_with(connection, _HEARD, delivery.c.alert_id, ids):
                channels = found.setdefault(row.alert_id, {})
                channels[row.channel] = _heard(channels.get(row.channel), row)
        return found


_DIGEST = "digest:"
_TOLD_AS = (NotificationKind.FIRST.value, NotificationKind.UPDATE.value)
_MESSAGE = delivery.alias("message")
_OF_HEARD = (
    delivery.c.channel,
    delivery.c.kind,
    delivery.c.fold,
    delivery.c.state.label("delivery_state"),
    delivery.c.created_at,
    delivery.c.due_at,
    func.coalesce(_MESSAGE.c.sent_at, _MESSAGE.c.created_at, delivery.c.sent_at).label("told_at"),
    _MESSAGE.c.alert_id.label("told_with"),
    _MESSAGE.c.state.label("carrier_state"),
    _MESSAGE.c.fold.label("carrier_fold"),
    _MESSAGE.c.due_at.label("carrier_due_at"),
)
_WAS_HEARD = and_(
    delivery.c.kind.in_(_TOLD_AS),
    delivery.c.state.not_in([DeliveryState.SILENCED.value, DeliveryState.WITHDRAWN.value]),
)
_HEARD = (
    select(delivery.c.alert_id, *_OF_HEARD)
    .outerjoin(_MESSAGE, _MESSAGE.c.id == delivery.c.folded_into)
    .where(_WAS_HEARD)
)


def _between(column: Column[Any], name: str) -> ColumnElement[bool]:
    kind = column.type
    return column.between(bindparam(f"first_{name}", type_=kind), bindparam(f"last_{name}", type_=kind))


def _asked(column: Column[Any], name: str, *conditions: ColumnElement[bool]) -> Select[Any]:
    wanted = column.in_(bindparam(name, expanding=True))
    return select(alert_claim.c.alert_id).where(wanted, *conditions)


# The keys of a batch are asked for with one window around all of theirs; each has its own afterwards.
_TOLD = (
    select(
        *alert.c,
        alert_claim.c.key,
        alert_claim.c.claim.label("told_claim"),
        alert_claim.c.at,
        alert_claim.c.received_at,
        alert_claim.c.stands,
        *_OF_HEARD,
    )
    .join(alert_claim, alert_claim.c.alert_id == alert.c.id)
    .outerjoin(delivery, and_(delivery.c.alert_id == alert.c.id, _WAS_HEARD))
    .outerjoin(_MESSAGE, _MESSAGE.c.id == delivery.c.folded_into)
    .where(
        alert.c.id.in_(
            union(
                _asked(
                    alert_claim.c.key,
                    "keys",
                    or_(
                        _between(alert_claim.c.at, "published"),
                        and_(
                            _between(alert_claim.c.received_at, "received"),
                            or_(alert_claim.c.at.is_(None), bindparam("has_undated", type_=Boolean())),
                        ),
                    ),
                ),
                _asked(alert_claim.c.claim, "claims"),
                _asked(alert_claim.c.alert_id, "ids"),
            )
        )
    )
)


def _heard(before: ChannelHistory | None, row: Row[Any]) -> ChannelHistory:
    deferred = row.delivery_state == DeliveryState.DEFERRED.value
    if deferred and row.fold == Why.UPDATE.value:
        return replace(before or ChannelHistory(last=row.created_at), next=row.due_at)
    if row.carrier_state == DeliveryState.DEFERRED.value and row.carrier_fold == Why.UPDATE.value:
        # Told with another alert of the event, whose update waits as its own would.
        return replace(before or ChannelHistory(last=row.created_at), next=row.carrier_due_at)
    # What was folded was sent with its message, and what waits for a digest is sent when that comes.
    told_at = row.told_at or (row.due_at if deferred else row.created_at)
    digest = row.fold.removeprefix(_DIGEST) if deferred and (row.fold or "").startswith(_DIGEST) else None
    before = before or ChannelHistory(last=told_at, digest=digest)
    is_update = row.kind == NotificationKind.UPDATE.value
    return replace(
        before,
        thread=before.thread if is_update else row.told_with or before.thread,
        last=max(before.last, told_at),
        updates=before.updates + is_update,
        digest=before.digest and digest,
    )


def _take_told(
    rows: Iterable[Any],
    windows: Mapping[str, Window],
    asked: Mapping[str, Collection[str]],
    told: dict[str, NotifiedAlert],
    heard: dict[str, dict[str, ChannelHistory]],
) -> None:
    """Take what was asked for out of *rows*: an alert stands in one for each delivery that was heard."""
    claims, ids = set(asked["claims"]), set(asked["ids"])
    for row in rows:
        if row.id not in told:
            one = _told(row)
            window = windows.get(one.key)
            is_near = window is not None and window.holds(one.at, one.received)
            if not (is_near or row.id in ids or row.told_claim in claims):
                continue
            told[row.id] = one
        if row.channel is not None:
            channels = heard.setdefault(row.id, {})
            channels[row.channel] = _heard(channels.get(row.channel), row)


def _bounds(windows: Mapping[str, Window], keys: Iterable[str]) -> dict[str, datetime | bool | None]:
    """Return the first and the last moment of all the windows of *keys*."""
    some = [windows[key] for key in keys]
    whole = reduce(operator.or_, some) if some else None
    published = (whole and whole.published) or (None, None)
    received = whole.received if whole else (None, None)
    return {
        "first_published": published[0],
        "last_published": published[1],
        "first_received": received[0],
        "last_received": received[1],
        "has_undated": whole is not None and whole.has_undated,
    }


def _told(row: Row[Any]) -> NotifiedAlert:
    return from_row(NotifiedAlert, row, alert=_alert(row, ()), received=row.received_at)


def _with_reports(connection: Connection, rows: Iterable[Row[Any]]) -> list[Alert]:
    rows = list(rows)
    reports: dict[str, list[Report]] = {row.id: [] for row in rows}
    for row in rows_with(connection, select(alert_report), alert_report.c.alert_id, reports):
        reports[row.alert_id].append(from_row(Report, row, published=row.published_at))
    for some in reports.values():
        some.sort(key=lambda report: (report.at, report.path))
    return [_alert(row, tuple(reports[row.id])) for row in rows]


def _alert(row: Row[Any], reports: tuple[Report, ...]) -> Alert:
    return from_row(Alert, row, reports=reports)
