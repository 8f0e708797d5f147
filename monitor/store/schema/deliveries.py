"""Tables and indexes: deliveries, failing channels, digest slots."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import CheckConstraint, Column, ColumnElement, ForeignKey, Index, Integer, Table, Text, text

from monitor.outbox.state import DeliveryState
from monitor.store.columns import ForeignText, Instant, Json
from monitor.store.schema.metadata import metadata, one_of

delivery = Table(
    "delivery",
    metadata,
    Column("id", Text, primary_key=True),
    # A digest and a notice are of no alert.
    Column("alert_id", Text, ForeignKey("alert.id"), index=True),
    Column("match_id", Text),
    Column("channel", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("severity", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("reason", ForeignText, nullable=False),
    Column("fold", Text),
    Column("folded_into", Text, index=True),
    Column("attempts", Integer, CheckConstraint("attempts >= 0", name="attempts"), nullable=False),
    Column("last_error", ForeignText),
    Column("due_at", Instant),
    Column("created_at", Instant, nullable=False),
    Column("queued_at", Instant, nullable=False),
    Column("claimed_at", Instant),
    Column("claimed_by", Text),
    Column("sent_at", Instant),
    Column("reference", ForeignText),
    Column("notification", Json, nullable=False),
    Column("errors", Json, nullable=False),
    CheckConstraint(one_of("state", DeliveryState), name="state"),
    CheckConstraint("(state = 'sent') = (sent_at IS NOT NULL)", name="sent_has_time"),
    CheckConstraint("(state = 'sending') = (claimed_at IS NOT NULL)", name="sending_has_claim"),
    CheckConstraint(
        "(state IN ('pending', 'deferred', 'retry', 'sending')) = (due_at IS NOT NULL)",
        name="waiting_has_due",
    ),
    CheckConstraint("(state = 'folded') = (folded_into IS NOT NULL)", name="folded_has_home"),
    CheckConstraint("state <> 'deferred' OR fold IS NOT NULL", name="deferred_has_fold"),
    CheckConstraint(
        "state NOT IN ('held', 'dead', 'withdrawn', 'silenced') OR reason <> ''", name="stopped_has_reason"
    ),
    CheckConstraint("state NOT IN ('sending', 'sent', 'retry') OR attempts > 0", name="attempted"),
    Index("ix_delivery_state_created_at_id", "state", "created_at", "id"),
    # `due_at <= ?` implies the condition in SQLite and in PostgreSQL alike, so a sender's claim
    # reads this index in order and never meets what was sent long ago.
    Index(
        "ix_delivery_due",
        "channel",
        "due_at",
        "created_at",
        "id",
        sqlite_where=text("due_at IS NOT NULL"),
        postgresql_where=text("due_at IS NOT NULL"),
    ),
    Index(
        "ix_delivery_sent",
        "channel",
        "sent_at",
        sqlite_where=text("sent_at IS NOT NULL"),
        postgresql_where=text("sent_at IS NOT NULL"),
    ),
)

# A channel that does not take messages: since when, why, and whether anybody was notified.
channel_trouble = Table(
    "channel_trouble",
    metadata,
    Column("channel", Text, primary_key=True),
    Column("since", Instant, nullable=False),
    Column("failures", Integer, nullable=False),
    Column("reason", ForeignText, nullable=False),
    Column("told_at", Instant),
)

# The last slot of each scheduled digest that was closed: what comes later goes into the next.
digest_slot = Table(
    "digest_slot",
    metadata,
    Column("digest", Text, primary_key=True),
    Column("slot", Instant, nullable=False),
)


def in_states(states: Iterable[DeliveryState]) -> ColumnElement[bool]:
    """Return the condition that a delivery is in one of *states*."""
    return delivery.c.state.in_(sorted(state.value for state in states))
