"""Tables and indexes: seen files, articles, their versions."""

from __future__ import annotations

from sqlalchemy import BigInteger, CheckConstraint, Column, ForeignKey, Index, Integer, Table, Text, text

from monitor.store.columns import ForeignText, Instant, Json, Unsigned64
from monitor.store.records import FileState
from monitor.store.schema.metadata import metadata, one_of

_WHOLE, _OVER = text("digest <> ''"), text("digest = ''")
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
    # What has grown old is looked for apart: articles as they were read, and those known by digest alone.
    Index("ix_article_whole", "updated_at", sqlite_where=_WHOLE, postgresql_where=_WHOLE),
    Index("ix_article_over", "updated_at", sqlite_where=_OVER, postgresql_where=_OVER),
)

article_version = Table(
    "article_version",
    metadata,
    Column("digest", Text, primary_key=True),
    Column("article_id", Text, ForeignKey("article.id"), nullable=False, index=True),
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
    Column("article_id", Text, ForeignKey("article.id"), index=True),
    Column("reason", ForeignText, nullable=False),
    CheckConstraint(one_of("state", FileState), name="state"),
    CheckConstraint(
        "state = 'unreadable' OR (digest IS NOT NULL AND article_id IS NOT NULL)", name="taken_is_known"
    ),
    CheckConstraint("state <> 'unreadable' OR reason <> ''", name="unreadable_has_reason"),
)
