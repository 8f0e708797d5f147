"""What was told of a claim is kept as who denied and who confirmed it, no more as one word."""

from __future__ import annotations

from alembic import op
from sqlalchemy import Column, Text

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.drop_column("alert_claim", "status")
    op.add_column("alert_claim", Column("stands", Text))


def downgrade() -> None:
    op.drop_column("alert_claim", "stands")
    op.add_column("alert_claim", Column("status", Text))
