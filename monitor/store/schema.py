"""The tables, as they stand at the newest migration; every query is built on these.

A change here needs a migration beside it: a test compares the two. The CHECKs repeat what the
state machine and the row types say, so that no other writer can break them.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    text,
)

from monitor.alert.model import AlertState, StepKind
from monitor.claims.model import EditKind
from monitor.outbox.state import DeliveryState
from monitor.store.columns import Day, ForeignText, Instant, Json, Unsigned64
from monitor.store.records import FileState

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _one_of(column: str, states: Iterable[StrEnum]) -> str:
    return f"{column} IN ({', '.join(repr(state.value) for state in states)})"


article = Table(
    "article",
    metadata,
    Column("id", Text, primary_key=True),
    Column("path", Text, nullable=False),
    Column("digest", Text, nullable=False),
    Column("version", Integer, CheckConstraint("version >= 1", name="version"), nullable=False),
    Column("title", ForeignText, nullable=False),
    Column("publisher", ForeignText),
    Column("author", ForeignText),
    Column("language", ForeignText),
    Column("url", ForeignText),
    Column("published_at", Instant),
    Column("received_at", Instant, nullable=False),
    Column("updated_at", Instant, nullable=False),
    Column("sketch", Json, nullable=False),
)

article_version = Table(
    "article_version",
    metadata,
    Column("digest", Text, primary_key=True),
    Column("article_id", Text, ForeignKey("article.id"), nullable=False),
    Column("version", Integer, CheckConstraint("version >= 1", name="version"), nullable=False),
    Column("path", Text, nullable=False),
    Column("title", ForeignText, nullable=False),
    Column("published_at", Instant),
    Column("received_at", Instant, nullable=False),
)

source_file = Table(
    "source_file",
    metadata,
    Column("path", Text, primary_key=True),
    Column("root", Text, nullable=False),
    Column("folder", Text, nullable=False, index=True),
    Column("name", Text, nullable=False),
    Column("device", Unsigned64, nullable=False),
    Column("inode", Unsigned64, nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("mtime_ns", BigInteger, nullable=False),
    Column("ctime_ns", BigInteger, nullable=False),
    Column("state", Text, nullable=False, index=True),
    Column("seen_at", Instant, nullable=False),
    Column("digest", Text, index=True),
    Column("article_id", Text, ForeignKey("article.id")),
    Column("reason", ForeignText, nullable=False),
    CheckConstraint(_one_of("state", FileState), name="state"),
    CheckConstraint(
        "state = 'unreadable' OR (digest IS NOT NULL AND article_id IS NOT NULL)", name="taken_is_known"
    ),
    CheckConstraint("state <> 'unreadable' OR reason <> ''", name="unreadable_has_reason"),
)

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
    Column("article_id", Text, ForeignKey("article.id")),
    Column("opened_at", Instant, nullable=False),
    Column("updated_at", Instant, nullable=False),
    Column("claim", Text, index=True),
    CheckConstraint(_one_of("state", AlertState), name="state"),
    CheckConstraint("updated_at >= opened_at", name="updated_after_opened"),
    Index(None, "updated_at", "id"),
)

alert_report = Table(
    "alert_report",
    metadata,
    Column("alert_id", Text, ForeignKey("alert.id"), primary_key=True),
    Column("digest", Text, primary_key=True),
    Column("path", Text, primary_key=True),
    Column("article_id", Text, ForeignKey("article.id"), nullable=False),
    Column("publisher", ForeignText),
    Column("published_at", Instant),
    Column("at", Instant, nullable=False),
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
    Column("alert_id", Text, ForeignKey("alert.id")),
    Column("outcome", Text, nullable=False),
    Column("reason", ForeignText, nullable=False),
    Column("matched_at", Instant, nullable=False),
)

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
    CheckConstraint(_one_of("state", DeliveryState), name="state"),
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
    CheckConstraint(_one_of("kind", StepKind), name="kind"),
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

# A channel that does not take messages: since when, why, and whether anybody was told.
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

# Sightings and edits are the ledger's truth; which claim a sighting stands in, and the rows of
# `claim`, follow from them and are kept so that they need not be worked out to be listed.
sighting = Table(
    "sighting",
    metadata,
    Column("article_id", Text, ForeignKey("article.id"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("place", ForeignText, nullable=False),
    # What decides which claim it is of, so that the words need not be read for that.
    Column("published_at", Instant),
    Column("start", BigInteger, nullable=False),
    Column("kind", Text, nullable=False),
    Column("day", Day),
    Column("hints", Integer, nullable=False),
    Column("claim", Text, nullable=False),
    Column("formed", Text, nullable=False),
    Column("turns", Integer, CheckConstraint("turns IN (0, 1, 2)", name="turns"), nullable=False),
    Column("voice", Text, nullable=False),
    Column("reason", ForeignText, nullable=False),
    Column("told", Json, nullable=False),
    Index("ix_sighting_place_published_at", "place", "published_at", "article_id"),
    Index(
        "ix_sighting_turns",
        "place",
        "published_at",
        sqlite_where=text("turns > 0"),
        postgresql_where=text("turns > 0"),
    ),
    Index(
        "ix_sighting_day",
        "place",
        "day",
        sqlite_where=text("day IS NOT NULL"),
        postgresql_where=text("day IS NOT NULL"),
    ),
    Index("ix_sighting_formed", "formed", "turns"),
    Index("ix_sighting_claim", "claim", "voice", "published_at"),
)

# What sightings say of how their claims stand; many say the same.
claim_voice = Table(
    "claim_voice",
    metadata,
    Column("id", Text, primary_key=True),
    Column("said", Json, nullable=False),
)

claim = Table(
    "claim",
    metadata,
    Column("id", Text, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("first_reported_at", Instant, nullable=False, index=True),
)

claim_alias = Table(
    "claim_alias",
    metadata,
    Column("id", Text, primary_key=True),
    Column("claim", Text, nullable=False, index=True),
)

claim_edit = Table(
    "claim_edit",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("kind", Text, nullable=False),
    Column("keys", Json, nullable=False),
    Column("others", Json, nullable=False),
    Column("places", Json, nullable=False),
    Column("made_by", ForeignText, nullable=False),
    Column("made_at", Instant, nullable=False),
    Column("comment", ForeignText, nullable=False),
    CheckConstraint(_one_of("kind", EditKind), name="kind"),
)

# What a rule with `new` has told: one row for each of its alerts.
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

# What is kept of each article to know its story by; `story` is NULL until one was asked for, and means
# a story of its own. Terms are how members are found: nothing refers to them, and order alone matters.
_PLACED = text("story IS NOT NULL")
story_member = Table(
    "story_member",
    metadata,
    Column("article_id", Text, ForeignKey("article.id"), primary_key=True),
    Column("at", Instant, nullable=False, index=True),
    Column("story", Text),
    Column("anchor", Boolean, nullable=False),
    Column("reason", ForeignText, nullable=False),
    Column("title", ForeignText, nullable=False),
    Column("text", ForeignText, nullable=False),
    Index("ix_story_member_story", "story", sqlite_where=_PLACED, postgresql_where=_PLACED),
)

story_term = Table(
    "story_term",
    metadata,
    Column("term", BigInteger, primary_key=True, autoincrement=False),
    Column("day", Integer, primary_key=True, autoincrement=False),
    Column("article_id", Text, primary_key=True),
    sqlite_with_rowid=False,
)

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

# When something was last heard; `silent_since` while a silence is told, under `alert_id`.
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

status_note = Table(
    "status_note",
    metadata,
    Column("key", Text, primary_key=True),
    Column("value", Json, nullable=False),
    Column("at", Instant, nullable=False),
)
