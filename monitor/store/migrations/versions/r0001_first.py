"""The first schema: files, articles, matches, alerts, deliveries, notes."""

from __future__ import annotations

from alembic import op
from sqlalchemy import BigInteger, CheckConstraint, Column, ForeignKey, Integer, Text, text

revision = "0001"
down_revision = None


def upgrade() -> None:
    _articles()
    _files()
    _alerts()
    _matches()
    _deliveries()
    op.create_table(
        "status_note",
        Column("key", Text, primary_key=True),
        Column("value", Text, nullable=False),
        Column("at", BigInteger, nullable=False),
    )


def downgrade() -> None:
    for name in (
        "status_note",
        "delivery",
        "rule_match",
        "alert_report",
        "alert",
        "source_file",
        "article_version",
        "article",
    ):
        op.drop_table(name)


def _articles() -> None:
    op.create_table(
        "article",
        Column("id", Text, primary_key=True),
        Column("path", Text, nullable=False),
        Column("digest", Text, nullable=False),
        Column("version", Integer, CheckConstraint("version >= 1", name="version"), nullable=False),
        Column("title", Text, nullable=False),
        Column("publisher", Text),
        Column("author", Text),
        Column("language", Text),
        Column("url", Text),
        Column("published_at", BigInteger),
        Column("received_at", BigInteger, nullable=False),
        Column("updated_at", BigInteger, nullable=False),
        Column("sketch", Text, nullable=False),
    )
    op.create_table(
        "article_version",
        Column("digest", Text, primary_key=True),
        Column("article_id", Text, ForeignKey("article.id"), nullable=False),
        Column("version", Integer, CheckConstraint("version >= 1", name="version"), nullable=False),
        Column("path", Text, nullable=False),
        Column("title", Text, nullable=False),
        Column("published_at", BigInteger),
        Column("received_at", BigInteger, nullable=False),
    )


def _files() -> None:
    op.create_table(
        "source_file",
        Column("path", Text, primary_key=True),
        Column("root", Text, nullable=False),
        Column("folder", Text, nullable=False, index=True),
        Column("name", Text, nullable=False),
        Column("device", BigInteger, nullable=False),
        Column("inode", BigInteger, nullable=False),
        Column("size", BigInteger, nullable=False),
        Column("mtime_ns", BigInteger, nullable=False),
        Column("state", Text, nullable=False, index=True),
        Column("seen_at", BigInteger, nullable=False),
        Column("digest", Text, index=True),
        Column("article_id", Text, ForeignKey("article.id")),
        Column("reason", Text, nullable=False),
        CheckConstraint("state IN ('taken', 'repeat', 'unreadable')", name="state"),
        CheckConstraint(
            "state = 'unreadable' OR (digest IS NOT NULL AND article_id IS NOT NULL)", name="taken_is_known"
        ),
        CheckConstraint("state <> 'unreadable' OR reason <> ''", name="unreadable_has_reason"),
    )


def _alerts() -> None:
    op.create_table(
        "alert",
        Column("id", Text, primary_key=True),
        Column("rule", Text, nullable=False),
        Column("severity", Text, nullable=False),
        Column("tags", Text, nullable=False),
        Column("state", Text, nullable=False),
        Column("title", Text, nullable=False),
        Column("article_id", Text, ForeignKey("article.id"), nullable=False),
        Column("opened_at", BigInteger, nullable=False),
        Column("updated_at", BigInteger, nullable=False),
        Column("claim", Text),
        CheckConstraint("state IN ('open', 'acknowledged', 'resolved')", name="state"),
        CheckConstraint("updated_at >= opened_at", name="updated_after_opened"),
    )
    op.create_index("ix_alert_updated_at_id", "alert", ["updated_at", "id"])
    op.create_table(
        "alert_report",
        Column("alert_id", Text, ForeignKey("alert.id"), primary_key=True),
        Column("digest", Text, primary_key=True),
        Column("path", Text, primary_key=True),
        Column("article_id", Text, ForeignKey("article.id"), nullable=False),
        Column("publisher", Text),
        Column("published_at", BigInteger),
        Column("at", BigInteger, nullable=False),
    )


def _matches() -> None:
    op.create_table(
        "rule_match",
        Column("id", Text, primary_key=True),
        Column("article_id", Text, ForeignKey("article.id"), nullable=False, index=True),
        Column("digest", Text, nullable=False),
        Column("rule_id", Text, nullable=False),
        Column("rule_digest", Text, nullable=False),
        Column("title", Text, nullable=False),
        Column("evidence", Text, nullable=False),
        Column("facts", Text, nullable=False),
        Column("alert_id", Text, ForeignKey("alert.id")),
        Column("outcome", Text, nullable=False),
        Column("reason", Text, nullable=False),
        Column("matched_at", BigInteger, nullable=False),
    )


def _deliveries() -> None:
    op.create_table(
        "delivery",
        Column("id", Text, primary_key=True),
        Column("alert_id", Text, ForeignKey("alert.id"), nullable=False, index=True),
        Column("channel", Text, nullable=False),
        Column("kind", Text, nullable=False),
        Column("state", Text, nullable=False),
        Column("reason", Text, nullable=False),
        Column("attempts", Integer, CheckConstraint("attempts >= 0", name="attempts"), nullable=False),
        Column("last_error", Text),
        Column("due_at", BigInteger),
        Column("created_at", BigInteger, nullable=False),
        Column("queued_at", BigInteger, nullable=False),
        Column("claimed_at", BigInteger),
        Column("claimed_by", Text),
        Column("sent_at", BigInteger),
        Column("reference", Text),
        Column("notification", Text, nullable=False),
        Column("errors", Text, nullable=False),
        CheckConstraint(
            "state IN ('pending', 'sending', 'retry', 'sent', 'held', 'dead', 'withdrawn')", name="state"
        ),
        CheckConstraint("(state = 'sent') = (sent_at IS NOT NULL)", name="sent_has_time"),
        CheckConstraint("(state = 'sending') = (claimed_at IS NOT NULL)", name="sending_has_claim"),
        CheckConstraint(
            "(state IN ('pending', 'retry', 'sending')) = (due_at IS NOT NULL)", name="waiting_has_due"
        ),
        CheckConstraint(
            "state NOT IN ('held', 'dead', 'withdrawn') OR reason <> ''", name="stopped_has_reason"
        ),
        CheckConstraint("state NOT IN ('sending', 'sent', 'retry') OR attempts > 0", name="attempted"),
    )
    op.create_index("ix_delivery_state_created_at_id", "delivery", ["state", "created_at", "id"])
    op.create_index(
        "ix_delivery_due",
        "delivery",
        ["channel", "due_at", "created_at", "id"],
        sqlite_where=text("due_at IS NOT NULL"),
        postgresql_where=text("due_at IS NOT NULL"),
    )
