"""When anything about a file changed last: a correction that keeps size and time is seen by it.

Files that are known already have none, and are compared as before until they are read again.
"""

from __future__ import annotations

from alembic import op
from sqlalchemy import BigInteger, Column

revision = "0009"
down_revision = "0007"


def upgrade() -> None:
    op.add_column("source_file", Column("ctime_ns", BigInteger, nullable=False, server_default="0"))


def downgrade() -> None:
    op.drop_column("source_file", "ctime_ns")
