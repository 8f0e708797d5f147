"""The ledger of claims: sightings, claims, their older ids, analysts' edits, and what was told of them."""

from __future__ import annotations

from alembic import op
from sqlalchemy import BigInteger, CheckConstraint, Column, ForeignKey, Integer, Text

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    _ledger()
    _edits()
    _told()
    op.create_index("ix_alert_claim", "alert", ["claim"])


def downgrade() -> None:
    op.drop_index("ix_alert_claim", "alert")
    for name in ("alert_claim", "claim_edit", "claim_alias", "claim", "sighting"):
        op.drop_table(name)


def _ledger() -> None:
    op.create_table(
        "sighting",
        Column("article_id", Text, ForeignKey("article.id"), primary_key=True),
        Column("number", Integer, primary_key=True, autoincrement=False),
        Column("place", Text, nullable=False, index=True),
        Column("told", Text, nullable=False),
        Column("claim", Text, nullable=False, index=True),
        Column("reason", Text, nullable=False),
    )
    op.create_table(
        "claim",
        Column("id", Text, primary_key=True),
        Column("kind", Text, nullable=False),
        Column("status", Text, nullable=False),
        Column("first_reported_at", BigInteger, nullable=False, index=True),
    )
    op.create_table(
        "claim_alias",
        Column("id", Text, primary_key=True),
        Column("claim", Text, nullable=False, index=True),
    )


def _edits() -> None:
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


def _told() -> None:
    op.create_table(
        "alert_claim",
        Column("alert_id", Text, ForeignKey("alert.id"), primary_key=True),
        Column("rule", Text, nullable=False),
        Column("key", Text, nullable=False, index=True),
        Column("claim", Text, index=True),
        Column("at", BigInteger),
        Column("received_at", BigInteger, nullable=False),
        Column("status", Text),
    )
