"""Tables and indexes: alerts, their reports, life steps and claims; matches; silences."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, Integer, Table, Text

from monitor.alert.model import AlertState, StepKind
from monitor.store.columns import ForeignText, Instant, Json
from monitor.store.schema.metadata import metadata, one_of

alert = Table(
    "alert",
    metadata,
    Column("id", Text, primary_key=True),
    Column("rule", Text, nullable=False),
    Column("severity", Text, nullable=False),
    Column("tags", Json, nullable=False),
    Column("state", Text, nullable=False),
    Column("title", ForeignText, nullable=False),
    # An alert that nothing was reported has no article.
    Column("article_id", Text, ForeignKey("article.id"), index=True),
    Column("opened_at", Instant, nullable=False),
    Column("updated_at", Instant, nullable=False),
    Column("claim", Text, index=True),
    CheckConstraint(one_of("state", AlertState), name="state"),
    CheckConstraint("updated_at >= opened_at", name="updated_after_opened"),
    Index(None, "updated_at", "id"),
)

alert_report = Table(
    "alert_report",
    metadata,
    Column("alert_id", Text, ForeignKey("alert.id"), primary_key=True),
    Column("digest", Text, primary_key=True),
    Column("path", Text, primary_key=True),
    Column("article_id", Text, ForeignKey("article.id"), nullable=False, index=True),
    Column("publisher", ForeignText),
    Column("published_at", Instant),
    Column("at", Instant, nullable=False),
)

# What became of an alert, step by step: who did what, when, and why.
alert_step = Table(
    "alert_step",
    metadata,
    Column("alert_id", Text, ForeignKey("alert.id"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("kind", Text, nullable=False),
    Column("at", Instant, nullable=False),
    Column("made_by", ForeignText, nullable=False),
    Column("comment", ForeignText, nullable=False),
    CheckConstraint(one_of("kind", StepKind), name="kind"),
)

rule_match = Table(
    "rule_match",
    metadata,
    Column("id", Text, primary_key=True),
    Column("article_id", Text, ForeignKey("article.id"), nullable=False, index=True),
    Column("digest", Text, nullable=False),
    Column("rule_id", Text, nullable=False),
    Column("rule_digest", Text, nullable=False),
    Column("title", ForeignText, nullable=False),
    Column("evidence", Json, nullable=False),
    Column("facts", Json, nullable=False),
    Column("alert_id", Text, ForeignKey("alert.id"), index=True),
    Column("outcome", Text, nullable=False),
    Column("reason", ForeignText, nullable=False),
    Column("matched_at", Instant, nullable=False),
)

# What a rule with `new` has sent: one row for each of its alerts.
alert_claim = Table(
    "alert_claim",
    metadata,
    Column("alert_id", Text, ForeignKey("alert.id"), primary_key=True),
    Column("rule", Text, nullable=False),
    Column("key", ForeignText, nullable=False),
    Column("claim", Text, index=True),
    Column("at", Instant),
    Column("received_at", Instant, nullable=False),
    Column("stands", Json),
    Index("ix_alert_claim_key_at", "key", "at"),
    Index("ix_alert_claim_key_received_at", "key", "received_at"),
)

silence = Table(
    "silence",
    metadata,
    Column("id", Text, primary_key=True),
    Column("matcher", Json, nullable=False),
    Column("starts_at", Instant, nullable=False),
    Column("ends_at", Instant, nullable=False, index=True),
    Column("author", ForeignText, nullable=False),
    Column("comment", ForeignText, nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("reminded_at", Instant),
    CheckConstraint("ends_at >= starts_at", name="ends_after_start"),
)
