"""Tables and indexes: sightings, claims, analysts' edits."""

from __future__ import annotations

from sqlalchemy import BigInteger, CheckConstraint, Column, ForeignKey, Index, Integer, Table, Text, text

from monitor.claims.model import EditKind
from monitor.store.columns import Day, ForeignText, Instant, Json
from monitor.store.schema.metadata import metadata, one_of

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
    CheckConstraint(one_of("kind", EditKind), name="kind"),
)
