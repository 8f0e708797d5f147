"""Rules that count over time: what counts, since when, and what is silent."""

from __future__ import annotations

from alembic import op
from sqlalchemy import BigInteger, CheckConstraint, Column, ForeignKey, Integer, Text

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
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
        Column("article_id", Text, ForeignKey("article.id"), primary_key=True),
        Column("step", Integer, primary_key=True, autoincrement=False),
        Column("at", BigInteger, nullable=False),
        Column("value", Text, nullable=False),
        Column("grouped", Text, nullable=False),
        Column("received_at", BigInteger, nullable=False),
    )
    op.create_index("ix_window_hit_article_id", "window_hit", ["article_id"])
    op.create_index("ix_window_hit_at", "window_hit", ["rule", "terms", "key", "at"])
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


def downgrade() -> None:
    op.drop_table("window_silence")
    op.drop_table("window_hit")
    op.drop_table("window_rule")
