"""Counts what operators see in `status` (a metric starts here), and keeps the daemon's notes."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, Table, func, select

from monitor.alert.model import AlertState
from monitor.outbox.state import DeliveryState
from monitor.store.part import Part
from monitor.store.records import FileState
from monitor.store.schema import alert, article, delivery, rule_match, source_file, status_note
from monitor.store.totals import added, totals_of

Counts = dict[str, dict[str, int]]


class Notes(Part):
    """Counts, and small facts that one process leaves for another to read."""

    def counts(self) -> Counts:
        """Return counts of articles, alerts by state and deliveries by state, all of one moment.

        `taken_in` = `distinct` + `repeated` unless files were overwritten by a move: it counts
        files, and a file that repeats known content is one of the `repeated`. `corrections` are
        the versions beyond each article's first; the rest of a text that was still being written
        is none. `unreadable` files are counted apart. What is gone because it grew old still counts.
        """
        with self._database.read() as connection:
            files = _by_state(connection, source_file, FileState)
            distinct = _count(connection, article)
            newest = connection.scalar(select(func.sum(article.c.version))) or 0
            alerts = _by_state(connection, alert, AlertState)
            deliveries = _by_state(connection, delivery, DeliveryState)
            matches = _by_outcome(connection)
            gone = totals_of(connection)
        articles = {
            "taken_in": files["taken"] + files["repeat"],
            "distinct": distinct,
            "repeated": files["repeat"],
            "corrections": int(newest) - distinct,
            "unreadable": files["unreadable"],
        }
        there = {"articles": articles, "matches": matches, "alerts": alerts, "deliveries": deliveries}
        return {kind: added(counts, gone.get(kind, {})) for kind, counts in there.items()}

    def note(self, key: str, value: Any, now: datetime) -> None:
        """Leave a JSON value under *key*, in place of what was there."""
        with self._database.write() as connection:
            statement = self._database.upsert(status_note, update=["value", "at"])
            connection.execute(statement, {"key": key, "value": value, "at": now})

    def first_run(self, now: datetime) -> datetime:
        """Return when a daemon first ran on this store: now, when it is asked for the first time."""
        known = self.notes().get("first_run")
        if known is None:
            self.note("first_run", now.isoformat(), now)
            return now
        return datetime.fromisoformat(known)

    def notes(self) -> dict[str, Any]:
        """Return every note's value, by key."""
        with self._database.read() as connection:
            query = select(status_note.c.key, status_note.c.value)
            return dict(connection.execute(query).all())


def _by_state(connection: Connection, table: Table, states: type[StrEnum]) -> dict[str, int]:
    rows = connection.execute(select(table.c.state, func.count()).group_by(table.c.state))
    return {state.value: 0 for state in states} | dict(rows.all())


def _by_outcome(connection: Connection) -> dict[str, int]:
    rows = connection.execute(select(rule_match.c.outcome, func.count()).group_by(rule_match.c.outcome))
    return dict(sorted(rows.all()))


def _count(connection: Connection, table: Table) -> int:
    return connection.scalar(select(func.count()).select_from(table)) or 0
