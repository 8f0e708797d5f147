"""What was counted of rows that are gone, kept as one note, so that `status` and `rules list` go on counting.

A total is a number, which adds up, or the ISO text of an instant, of which the latest stays.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select

from monitor.store.database import Database
from monitor.store.schema import status_note

Totals = Mapping[str, Mapping[str, Any]]
_NOTE = "totals"


def totals_of(connection: Connection) -> dict[str, Any]:
    """Return what was counted of all that is gone."""
    found: dict[str, Any] | None = connection.scalar(
        select(status_note.c.value).where(status_note.c.key == _NOTE)
    )
    return found or {}


def add_totals(connection: Connection, database: Database, more: Totals, now: datetime) -> None:
    """Add *more* to the totals, inside the transaction that removes what it counts."""
    whole = added(totals_of(connection), more)
    statement = database.upsert(status_note, update=["value", "at"])
    connection.execute(statement, {"key": _NOTE, "value": whole, "at": now})


def added(before: Mapping[str, Any], more: Mapping[str, Any]) -> dict[str, Any]:
    """Return the totals *before* and *more* together."""
    whole = dict(before)
    for key, value in more.items():
        if isinstance(value, Mapping):
            whole[key] = added(whole.get(key, {}), value)
        elif isinstance(value, str):
            whole[key] = max(value, whole.get(key, ""))
        elif value is not None:
            whole[key] = whole.get(key, 0) + value
    return whole
