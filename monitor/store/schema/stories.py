"""Tables and indexes: articles in story clusters, and the terms they are found by."""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, Index, Integer, Table, Text, text

from monitor.store.columns import ForeignText, Instant
from monitor.store.schema.metadata import metadata

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
