"""Table: the daemon's notes, which `monitor status` reads."""

from __future__ import annotations

from sqlalchemy import Column, Table, Text

from monitor.store.columns import Instant, Json
from monitor.store.schema.metadata import metadata

status_note = Table(
    "status_note",
    metadata,
    Column("key", Text, primary_key=True),
    Column("value", Json, nullable=False),
    Column("at", Instant, nullable=False),
)
