"""Stories: what is kept of each article to know its story by, and the terms to find it by."""

from __future__ import annotations

from alembic import op
from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, Index, Integer, Text, text

revision = "0005"
down_revision = "0004"

_PLACED = text("story IS NOT NULL")


def upgrade() -> None:
    op.create_table(
        "story_member",
        Column("article_id", Text, ForeignKey("article.id"), primary_key=True),
        Column("at", BigInteger, nullable=False, index=True),
        Column("story", Text),
        Column("anchor", Boolean, nullable=False),
        Column("reason", Text, nullable=False),
        Column("title", Text, nullable=False),
        Column("text", Text, nullable=False),
        Index("ix_story_member_story", "story", sqlite_where=_PLACED, postgresql_where=_PLACED),
    )
    op.create_table(
        "story_term",
        Column("term", BigInteger, primary_key=True, autoincrement=False),
        Column("day", Integer, primary_key=True, autoincrement=False),
        Column("article_id", Text, primary_key=True),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    op.drop_table("story_term")
    op.drop_table("story_member")
