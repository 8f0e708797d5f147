"""Migration 0002: indexes by which what has grown old is found, and what refers to it."""

from __future__ import annotations

from alembic import op
from sqlalchemy import text

revision = "0002"
down_revision = "0001"

_REFERENCES = (
    ("article_version", "article_id"),
    ("source_file", "article_id"),
    ("alert", "article_id"),
    ("alert_report", "article_id"),
    ("rule_match", "alert_id"),
)
_BY_AGE = (("ix_article_whole", "digest <> ''"), ("ix_article_over", "digest = ''"))


def upgrade() -> None:
    for table, column in _REFERENCES:
        op.create_index(f"ix_{table}_{column}", table, [column])
    for name, condition in _BY_AGE:
        where = text(condition)
        op.create_index(name, "article", ["updated_at"], sqlite_where=where, postgresql_where=where)
