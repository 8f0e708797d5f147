"""What a desk lives with: deliveries told together, silences, the life of an alert, troubled channels."""

from __future__ import annotations

from alembic import op
from sqlalchemy import (
    BigInteger,
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

from monitor.errors import StoreError

revision = "0006"
down_revision = "0005"

_STATES = "'pending', 'sending', 'retry', 'sent', 'held', 'dead', 'withdrawn'"
_MORE_STATES = f"{_STATES}, 'deferred', 'folded', 'silenced'"
_CHECKS = {
    "state": (f"state IN ({_STATES})", f"state IN ({_MORE_STATES})"),
    "waiting_has_due": (
        "(state IN ('pending', 'retry', 'sending')) = (due_at IS NOT NULL)",
        "(state IN ('pending', 'deferred', 'retry', 'sending')) = (due_at IS NOT NULL)",
    ),
    "stopped_has_reason": (
        "state NOT IN ('held', 'dead', 'withdrawn') OR reason <> ''",
        "state NOT IN ('held', 'dead', 'withdrawn', 'silenced') OR reason <> ''",
    ),
}
_NEW_CHECKS = {
    "folded_has_home": "(state = 'folded') = (folded_into IS NOT NULL)",
    "deferred_has_fold": "state <> 'deferred' OR fold IS NOT NULL",
}
_OLD_CHECKS = {
    "sent_has_time": "(state = 'sent') = (sent_at IS NOT NULL)",
    "sending_has_claim": "(state = 'sending') = (claimed_at IS NOT NULL)",
    "attempted": "state NOT IN ('sending', 'sent', 'retry') OR attempts > 0",
}
_HAS_DUE, _IS_SENT = text("due_at IS NOT NULL"), text("sent_at IS NOT NULL")


def upgrade() -> None:
    _alerts()
    _deliveries()
    _steps()
    _silences()
    op.create_table(
        "channel_trouble",
        Column("channel", Text, primary_key=True),
        Column("since", BigInteger, nullable=False),
        Column("failures", Integer, nullable=False),
        Column("reason", Text, nullable=False),
        Column("told_at", BigInteger),
    )
    op.create_table(
        "digest_slot",
        Column("digest", Text, primary_key=True),
        Column("slot", BigInteger, nullable=False),
    )


def downgrade() -> None:
    raise StoreError("what was told together cannot be taken apart again: restore a copy of the store")


def _alerts() -> None:
    with op.batch_alter_table("alert", copy_from=_alert_before(), recreate="auto") as alert:
        alert.alter_column("article_id", existing_type=Text(), nullable=True)


def _deliveries() -> None:
    with op.batch_alter_table("delivery", copy_from=_delivery_before(), recreate="auto") as delivery:
        for name in _CHECKS:
            delivery.drop_constraint(op.f(f"ck_delivery_{name}"), type_="check")
        delivery.alter_column("alert_id", existing_type=Text(), nullable=True)
        delivery.add_column(Column("match_id", Text))
        delivery.add_column(Column("severity", Text, nullable=False, server_default="medium"))
        delivery.add_column(Column("fold", Text))
        delivery.add_column(Column("folded_into", Text))
        now = {name: after for name, (_, after) in _CHECKS.items()} | _NEW_CHECKS
        for name, check in now.items():
            delivery.create_check_constraint(op.f(f"ck_delivery_{name}"), text(check))
    op.execute(
        "UPDATE delivery SET severity = (SELECT severity FROM alert WHERE alert.id = delivery.alert_id)"
    )
    with op.batch_alter_table("delivery") as delivery:
        delivery.alter_column("severity", existing_type=Text(), server_default=None)
    op.create_index("ix_delivery_folded_into", "delivery", ["folded_into"])
    op.create_index(
        "ix_delivery_sent",
        "delivery",
        ["channel", "sent_at"],
        sqlite_where=_IS_SENT,
        postgresql_where=_IS_SENT,
    )


def _steps() -> None:
    op.create_table(
        "alert_step",
        Column("alert_id", Text, ForeignKey("alert.id"), primary_key=True),
        Column("number", Integer, primary_key=True, autoincrement=False),
        Column("kind", Text, nullable=False),
        Column("at", BigInteger, nullable=False),
        Column("made_by", Text, nullable=False),
        Column("comment", Text, nullable=False),
        CheckConstraint(
            "kind IN ('opened', 'acknowledged', 'resolved', 'reopened', 'escalated')", name="kind"
        ),
    )


def _silences() -> None:
    op.create_table(
        "silence",
        Column("id", Text, primary_key=True),
        Column("matcher", Text, nullable=False),
        Column("starts_at", BigInteger, nullable=False),
        Column("ends_at", BigInteger, nullable=False, index=True),
        Column("author", Text, nullable=False),
        Column("comment", Text, nullable=False),
        Column("created_at", BigInteger, nullable=False),
        Column("reminded_at", BigInteger),
        CheckConstraint("ends_at >= starts_at", name="ends_after_start"),
    )


def _alert_before() -> Table:
    return Table(
        "alert",
        MetaData(naming_convention=_NAMES),
        Column("id", Text, primary_key=True),
        Column("rule", Text, nullable=False),
        Column("severity", Text, nullable=False),
        Column("tags", Text, nullable=False),
        Column("state", Text, nullable=False),
        Column("title", Text, nullable=False),
        Column("article_id", Text, ForeignKey("article.id"), nullable=False),
        Column("opened_at", BigInteger, nullable=False),
        Column("updated_at", BigInteger, nullable=False),
        Column("claim", Text),
        CheckConstraint("state IN ('open', 'acknowledged', 'resolved')", name="state"),
        CheckConstraint("updated_at >= opened_at", name="updated_after_opened"),
        Index("ix_alert_updated_at_id", "updated_at", "id"),
        Index("ix_alert_claim", "claim"),
    )


def _delivery_before() -> Table:
    return Table(
        "delivery",
        MetaData(naming_convention=_NAMES),
        Column("id", Text, primary_key=True),
        Column("alert_id", Text, ForeignKey("alert.id"), nullable=False),
        Column("channel", Text, nullable=False),
        Column("kind", Text, nullable=False),
        Column("state", Text, nullable=False),
        Column("reason", Text, nullable=False),
        Column("attempts", Integer, CheckConstraint("attempts >= 0", name="attempts"), nullable=False),
        Column("last_error", Text),
        Column("due_at", BigInteger),
        Column("created_at", BigInteger, nullable=False),
        Column("queued_at", BigInteger, nullable=False),
        Column("claimed_at", BigInteger),
        Column("claimed_by", Text),
        Column("sent_at", BigInteger),
        Column("reference", Text),
        Column("notification", Text, nullable=False),
        Column("errors", Text, nullable=False),
        *(CheckConstraint(before, name=name) for name, (before, _) in _CHECKS.items()),
        *(CheckConstraint(check, name=name) for name, check in _OLD_CHECKS.items()),
        Index("ix_delivery_alert_id", "alert_id"),
        Index("ix_delivery_state_created_at_id", "state", "created_at", "id"),
        Index(
            "ix_delivery_due",
            "channel",
            "due_at",
            "created_at",
            "id",
            sqlite_where=_HAS_DUE,
            postgresql_where=_HAS_DUE,
        ),
    )


_NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}
