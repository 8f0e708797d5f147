"""Tables and indexes of counting rules: since when watched, hits, silences by key."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, Integer, Table, Text

from monitor.store.columns import ForeignText, Instant
from monitor.store.schema.metadata import metadata

# Rules that count over time. `terms` is the digest of how a rule counts: with other terms it counts
# afresh, and what was counted before is forgotten in time.
window_rule = Table(
    "window_rule",
    metadata,
    Column("rule", Text, primary_key=True),
    Column("terms", Text, primary_key=True),
    Column("since", Instant, nullable=False),
)

window_hit = Table(
    "window_hit",
    metadata,
    Column("rule", Text, primary_key=True),
    Column("terms", Text, primary_key=True),
    Column("key", ForeignText, primary_key=True),
    Column("article_id", Text, ForeignKey("article.id"), primary_key=True, index=True),
    Column("step", Integer, primary_key=True, autoincrement=False),
    Column("at", Instant, nullable=False),
    Column("value", ForeignText, nullable=False),
    # "" while it only counts.
    Column("grouped", Text, nullable=False),
    Column("received_at", Instant, nullable=False),
    Index("ix_window_hit_at", "rule", "terms", "key", "at"),
)

# When something was last heard; `silent_since` while a silence is reported, under `alert_id`.
window_silence = Table(
    "window_silence",
    metadata,
    Column("rule", Text, primary_key=True),
    Column("terms", Text, primary_key=True),
    Column("key", ForeignText, primary_key=True),
    Column("label", ForeignText, nullable=False),
    Column("heard_at", Instant, nullable=False),
    Column("silent_since", Instant),
    Column("alert_id", Text, ForeignKey("alert.id")),
    CheckConstraint("(silent_since IS NULL) = (alert_id IS NULL)", name="told_has_alert"),
)
