"""Writes all `Changes` of a batch in one transaction, table by table.

Rows go in table by table, parents first, so that a thousand intakes cost a dozen statements.
What is there already stays: a delivery on its way is never set back, an alert never reopened.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import fields, replace
from functools import cached_property
from operator import attrgetter
from typing import Any

from sqlalchemy import Connection, Table, bindparam, delete, select, update

from monitor.alert.grouping import NotifiedAlert
from monitor.alert.model import Alert, Report
from monitor.outbox.state import DeliveryState
from monitor.store.alert_history import call_off_escalation, take_step
from monitor.store.changes import Changes, WindowRows
from monitor.store.claims import settle
from monitor.store.codec import to_json
from monitor.store.part import Part, runs_of
from monitor.store.records import (
    ArticleRow,
    FileRow,
    Intake,
    MatchRow,
    NewDelivery,
    VersionRow,
)
from monitor.store.schema import (
    alert,
    alert_claim,
    alert_report,
    article,
    article_version,
    delivery,
    rule_match,
    source_file,
)
from monitor.store.stories import StoryWriter
from monitor.store.window_rows import keep_windows

_Values = list[dict[str, Any]]

_FORGET_FILE = delete(source_file).where(source_file.c.path == bindparam("was_at"))
_MOVE_ARTICLE = (
    update(article)
    .where(article.c.id == bindparam("moved"), article.c.path == bindparam("was_at"))
    .values(path=bindparam("now_at"))
)
_TOUCH_ALERT = (
    update(alert)
    .where(alert.c.id == bindparam("touched"), alert.c.updated_at < bindparam("touched_at"))
    .values(updated_at=bindparam("touched_at"))
)
_RAISE_ALERT = update(alert).where(alert.c.id == bindparam("raised")).values(severity=bindparam("to"))


class Recorder(Part):
    """Writes intakes."""

    def record(
        self,
        intakes: Sequence[Intake],
        *,
        windows: WindowRows | None = None,
    ) -> None:
        """Keep what follows from *intakes*, and what rules that count over time count of them."""
        self.apply(Changes(intakes=tuple(intakes), windows=windows))

    def apply(self, changes: Changes) -> None:
        """Keep all of *changes*, intakes in their order, or none. Once more changes nothing.

        Raises:
            StoreError: nothing was kept.
        """
        intakes = changes.intakes
        if not intakes:
            return
        with self._database.write() as connection:
            self._articles(connection, intakes)
            self._files(connection, intakes)
            self._alerts(connection, intakes)
            if changes.stories is not None:
                self._stories.keep(connection, changes.stories)
            if changes.claims is not None:
                settle(connection, self._database, changes.claims)
            if changes.windows:
                keep_windows(connection, self._database, changes.windows)
            matches = [match for intake in intakes for match in intake.matches]
            _insert(connection, self._statements[rule_match], _plain(MatchRow, matches))
            planned = _carried(connection, [new for intake in intakes for new in intake.deliveries])
            _insert(connection, self._statements[delivery], [delivery_values(new) for new in planned])

    @cached_property
    def _stories(self) -> StoryWriter:
        return StoryWriter(self._database)

    @cached_property
    def _statements(self) -> dict[Table, Any]:
        upsert = self._database.upsert
        corrected = [name for name in article.c.keys() if name not in {"id", "received_at"}]  # noqa: SIM118
        seen = [name for name in source_file.c.keys() if name != "path"]  # noqa: SIM118
        return {
            article: upsert(article, update=corrected, newer="version"),
            source_file: upsert(source_file, update=seen),
            alert_claim: upsert(alert_claim, update=["stands"]),
            **{
                table: upsert(table) for table in (article_version, alert, alert_report, rule_match, delivery)
            },
        }

    def _articles(self, connection: Connection, intakes: Sequence[Intake]) -> None:
        articles = [intake.article for intake in intakes if intake.article]
        versions = [intake.version for intake in intakes if intake.version]
        _insert(connection, self._statements[article], _plain(ArticleRow, articles))
        _insert(connection, self._statements[article_version], _plain(VersionRow, versions))

    def _files(self, connection: Connection, intakes: Sequence[Intake]) -> None:
        # Within a batch a path may be left and taken again, so the last word on each path is
        # found first; old rows go before new ones come.
        standing: dict[str, FileRow] = {}
        left: _Values = []
        for intake in intakes:
            if intake.moved_from is not None:
                standing.pop(intake.moved_from, None)
                left.append(
                    {"was_at": intake.moved_from, "now_at": intake.file.path, "moved": intake.file.article_id}
                )
            standing[intake.file.path] = intake.file
        _insert(connection, _FORGET_FILE, [{"was_at": one["was_at"]} for one in left])
        _insert(connection, _MOVE_ARTICLE, left)
        _insert(connection, self._statements[source_file], _plain(FileRow, standing.values()))

    def _alerts(self, connection: Connection, intakes: Sequence[Intake]) -> None:
        alerts = [new for intake in intakes for new in intake.alerts]
        reports = [one for intake in intakes for one in intake.reports]
        _insert(connection, self._statements[alert], list(map(alert_values, alerts)))
        _insert(connection, self._statements[alert_report], [_report_values(*one) for one in reports])
        opened = {(new.id, new.updated_at) for new in alerts}
        touched = [
            {"touched": alert_id, "touched_at": report.at}
            for alert_id, report in reports
            if (alert_id, report.at) not in opened
        ]
        _insert(connection, _TOUCH_ALERT, touched)
        raised = [one for intake in intakes for one in intake.raised]
        _insert(connection, _RAISE_ALERT, [{"raised": id_, "to": str(severity)} for id_, severity in raised])
        told = [one for intake in intakes for one in intake.told]
        _insert(connection, self._statements[alert_claim], [_told(one) for one in told])
        # Nobody is to be called for what was taken back; whoever heard of it is notified that it was.
        for gone in {one.alert.id for one in told if one.stands and one.stands.withdrawn}:
            call_off_escalation(connection, gone, "what it tells was taken back")
        for alert_id, step in (one for intake in intakes for one in intake.steps):
            take_step(connection, alert_id, step)


def _insert(connection: Connection, statement: Any, values: _Values) -> None:
    if values:
        connection.execute(statement, values)


def _plain(kind: type, rows: Iterable[Any]) -> _Values:
    names = tuple(field.name for field in fields(kind))
    values_of = attrgetter(*names)
    plain = [dict(zip(names, values_of(row), strict=True)) for row in rows]
    # sqlite3 binds an exact str several times faster than one of a subclass.
    for name in {"state", "severity"}.intersection(names):
        for values in plain:
            values[name] = str(values[name])
    return plain


def _told(told: NotifiedAlert) -> dict[str, Any]:
    return {
        "alert_id": told.alert.id,
        "rule": told.alert.rule,
        "key": told.key,
        "claim": told.claim,
        "at": told.at,
        "received_at": told.received,
        "stands": told.stands and to_json(told.stands),
    }


def alert_values(opened: Alert) -> dict[str, Any]:
    """Return the columns of an alert as it is opened, by its first report where there is one."""
    (values,) = _plain(Alert, [opened])
    reports: tuple[Report, ...] = values.pop("reports")
    del values["steps"]
    return {**values, "article_id": reports[0].article_id if reports else None}


def _report_values(alert_id: str, report: Report) -> dict[str, Any]:
    (values,) = _plain(Report, [report])
    return {"alert_id": alert_id, "published_at": values.pop("published"), **values}


def _carried(connection: Connection, planned: list[NewDelivery]) -> list[NewDelivery]:
    """Return *planned* with what would be told by a delivery that is there already waiting by itself.

    That one is left as it is, so it tells of nothing more: it may be sent, or withdrawn.
    """
    carriers = {new.joined_to for new in planned if new.joined_to}
    there = {
        row.id
        for some in runs_of(carriers)
        for row in connection.execute(select(delivery.c.id).where(delivery.c.id.in_(some)))
    }
    return [replace(new, joined_to="") if new.joined_to in there else new for new in planned]


def delivery_values(new: NewDelivery) -> dict[str, Any]:
    """Return the columns of a delivery as it is planned."""
    state = DeliveryState.PENDING
    if new.silenced:
        state = DeliveryState.SILENCED
    elif new.joined_to:
        state = DeliveryState.FOLDED
    elif new.fold:
        state = DeliveryState.DEFERRED
    return {
        "id": new.id,
        "alert_id": new.alert_id,
        "match_id": new.match_id,
        "channel": new.channel,
        "kind": str(new.notification.kind),
        "severity": str(new.notification.severity),
        "state": state.value,
        "reason": new.silenced or new.reason,
        "fold": new.fold,
        "folded_into": new.joined_to or None,
        "attempts": 0,
        "due_at": None if new.silenced or new.joined_to else new.due_at,
        "created_at": new.created_at,
        "queued_at": new.created_at,
        "notification": to_json(new.notification),
        "errors": [],
    }
