"""Migration 0001: the first schema. Files, articles, stories, claims, alerts, deliveries, windows.

Types are written out as they were then, not as the newest `schema/` has them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from alembic import op
from sqlalchemy import BigInteger, Boolean, CheckConstraint, Column, ForeignKey, Index, Integer, Text, text

revision = "0001"
down_revision = None


def upgrade() -> None:
    _articles()
    _files()
    _alerts()
    _matches()
    _deliveries()
    _desk()
    _sightings()
    _claims()
    _stories()
    _windows()


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
        Column("ctime_ns", BigInteger, nullable=False),
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
        Column("article_id", Text, ForeignKey("article.id")),
        Column("opened_at", BigInteger, nullable=False),
        Column("updated_at", BigInteger, nullable=False),
        Column("claim", Text, index=True),
        CheckConstraint("state IN ('open', 'acknowledged', 'resolved')", name="state"),
        CheckConstraint("updated_at >= opened_at", name="updated_after_opened"),
        Index("ix_alert_updated_at_id", "updated_at", "id"),
    )
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
    op.create_table(
        "alert_step",
        Column("alert_id", Text, ForeignKey("alert.id"), primary_key=True),
        Column("number", Integer, primary_key=True, autoincrement=False),
        Column("kind", Text, nullable=False),
        Column("at", BigInteger, nullable=False),
        Column("made_by", Text, nullable=False),
        Column("comment", Text, nullable=False),
        CheckConstraint(
            "kind IN ('opened', 'acknowledged', 'resolved', 'reopened', 'escalated')", name="kind"
        ),
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
        Column("alert_id", Text, ForeignKey("alert.id"), index=True),
        Column("match_id", Text),
        Column("channel", Text, nullable=False),
        Column("kind", Text, nullable=False),
        Column("severity", Text, nullable=False),
        Column("state", Text, nullable=False),
        Column("reason", Text, nullable=False),
        Column("fold", Text),
        Column("folded_into", Text, index=True),
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
        *_delivery_checks(),
        Index("ix_delivery_state_created_at_id", "state", "created_at", "id"),
        Index("ix_delivery_due", "channel", "due_at", "created_at", "id", **_where("due_at IS NOT NULL")),
        Index("ix_delivery_sent", "channel", "sent_at", **_where("sent_at IS NOT NULL")),
    )


def _delivery_checks() -> Iterator[CheckConstraint]:
    states = (
        "'pending', 'sending', 'retry', 'sent', 'held', 'dead', 'withdrawn', 'deferred', 'folded', 'silenced'"
    )
    yield CheckConstraint(f"state IN ({states})", name="state")
    yield CheckConstraint("(state = 'sent') = (sent_at IS NOT NULL)", name="sent_has_time")
    yield CheckConstraint("(state = 'sending') = (claimed_at IS NOT NULL)", name="sending_has_claim")
    yield CheckConstraint(
        "(state IN ('pending', 'deferred', 'retry', 'sending')) = (due_at IS NOT NULL)",
        name="waiting_has_due",
    )
    yield CheckConstraint("(state = 'folded') = (folded_into IS NOT NULL)", name="folded_has_home")
    yield CheckConstraint("state <> 'deferred' OR fold IS NOT NULL", name="deferred_has_fold")
    yield CheckConstraint(
        "state NOT IN ('held', 'dead', 'withdrawn', 'silenced') OR reason <> ''", name="stopped_has_reason"
    )
    yield CheckConstraint("state NOT IN ('sending', 'sent', 'retry') OR attempts > 0", name="attempted")


def _desk() -> None:
    op.create_table(
        "silence",
        Column("id", Text, primary_key=True),
        Column("matcher", Text, nullable=False),
        Column("starts_at", BigInteger, nullable=False),
        Column("ends_at", BigInteger, nullable=False, index=True),
        Column("author", Text, nullable=False),
        Column("comment", Text, nullable=False),
        Column("created_at", BigInteger, nullable=False),
        Column("reminded_at", BigInteger),
        CheckConstraint("ends_at >= starts_at", name="ends_after_start"),
    )
    op.create_table(
        "channel_trouble",
        Column("channel", Text, primary_key=True),
        Column("since", BigInteger, nullable=False),
        Column("failures", Integer, nullable=False),
        Column("reason", Text, nullable=False),
        Column("told_at", BigInteger),
    )
    op.create_table(
        "digest_slot", Column("digest", Text, primary_key=True), Column("slot", BigInteger, nullable=False)
    )
    op.create_table(
        "status_note",
        Column("key", Text, primary_key=True),
        Column("value", Text, nullable=False),
        Column("at", BigInteger, nullable=False),
    )


def _sightings() -> None:
    op.create_table(
        "sighting",
        Column("article_id", Text, ForeignKey("article.id"), primary_key=True),
        Column("number", Integer, primary_key=True, autoincrement=False),
        Column("place", Text, nullable=False),
        Column("published_at", BigInteger),
        Column("start", BigInteger, nullable=False),
        Column("kind", Text, nullable=False),
        Column("day", Integer),
        Column("hints", Integer, nullable=False),
        Column("claim", Text, nullable=False),
        Column("formed", Text, nullable=False),
        Column("turns", Integer, CheckConstraint("turns IN (0, 1, 2)", name="turns"), nullable=False),
        Column("voice", Text, nullable=False),
        Column("reason", Text, nullable=False),
        Column("told", Text, nullable=False),
        Index("ix_sighting_place_published_at", "place", "published_at", "article_id"),
        Index("ix_sighting_turns", "place", "published_at", **_where("turns > 0")),
        Index("ix_sighting_day", "place", "day", **_where("day IS NOT NULL")),
        Index("ix_sighting_formed", "formed", "turns"),
        Index("ix_sighting_claim", "claim", "voice", "published_at"),
    )
    op.create_table("claim_voice", Column("id", Text, primary_key=True), Column("said", Text, nullable=False))


def _claims() -> None:
    op.create_table(
        "claim",
        Column("id", Text, primary_key=True),
        Column("kind", Text, nullable=False),
        Column("status", Text, nullable=False),
        Column("first_reported_at", BigInteger, nullable=False, index=True),
    )
    op.create_table(
        "claim_alias", Column("id", Text, primary_key=True), Column("claim", Text, nullable=False, index=True)
    )
    op.create_table(
        "claim_edit",
        Column("number", Integer, primary_key=True, autoincrement=False),
        Column("kind", Text, nullable=False),
        Column("keys", Text, nullable=False),
        Column("others", Text, nullable=False),
        Column("places", Text, nullable=False),
        Column("made_by", Text, nullable=False),
        Column("made_at", BigInteger, nullable=False),
        Column("comment", Text, nullable=False),
        CheckConstraint("kind IN ('merge', 'split')", name="kind"),
    )
    op.create_table(
        "alert_claim",
        Column("alert_id", Text, ForeignKey("alert.id"), primary_key=True),
        Column("rule", Text, nullable=False),
        Column("key", Text, nullable=False),
        Column("claim", Text, index=True),
        Column("at", BigInteger),
        Column("received_at", BigInteger, nullable=False),
        Column("stands", Text),
        Index("ix_alert_claim_key_at", "key", "at"),
        Index("ix_alert_claim_key_received_at", "key", "received_at"),
    )


def _stories() -> None:
    op.create_table(
        "story_member",
        Column("article_id", Text, ForeignKey("article.id"), primary_key=True),
        Column("at", BigInteger, nullable=False, index=True),
        Column("story", Text),
        Column("anchor", Boolean, nullable=False),
        Column("reason", Text, nullable=False),
        Column("title", Text, nullable=False),
        Column("text", Text, nullable=False),
        Index("ix_story_member_story", "story", **_where("story IS NOT NULL")),
    )
    op.create_table(
        "story_term",
        Column("term", BigInteger, primary_key=True, autoincrement=False),
        Column("day", Integer, primary_key=True, autoincrement=False),
        Column("article_id", Text, primary_key=True),
        sqlite_with_rowid=False,
    )


def _windows() -> None:
    op.create_table(
        "window_rule",
        Column("rule", Text, primary_key=True),
        Column("terms", Text, primary_key=True),
        Column("since", BigInteger, nullable=False),
    )
    op.create_table(
        "window_hit",
        Column("rule", Text, primary_key=True),
        Column("terms", Text, primary_key=True),
        Column("key", Text, primary_key=True),
        Column("article_id", Text, ForeignKey("article.id"), primary_key=True, index=True),
        Column("step", Integer, primary_key=True, autoincrement=False),
        Column("at", BigInteger, nullable=False),
        Column("value", Text, nullable=False),
        Column("grouped", Text, nullable=False),
        Column("received_at", BigInteger, nullable=False),
        Index("ix_window_hit_at", "rule", "terms", "key", "at"),
    )
    op.create_table(
        "window_silence",
        Column("rule", Text, primary_key=True),
        Column("terms", Text, primary_key=True),
        Column("key", Text, primary_key=True),
        Column("label", Text, nullable=False),
        Column("heard_at", BigInteger, nullable=False),
        Column("silent_since", BigInteger),
        Column("alert_id", Text, ForeignKey("alert.id")),
        CheckConstraint("(silent_since IS NULL) = (alert_id IS NULL)", name="told_has_alert"),
    )


def _where(condition: str) -> dict[str, Any]:
    return {"sqlite_where": text(condition), "postgresql_where": text(condition)}
