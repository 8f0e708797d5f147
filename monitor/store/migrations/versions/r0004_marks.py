"""What decides which claim a sighting is of is kept beside its words, and what it changed there.

What is known is worked out anew from the words that were kept: it is the same ledger.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from alembic import op
from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    ForeignKey,
    Integer,
    MetaData,
    Table,
    Text,
    select,
    text,
)

from monitor.claims.model import Edit, EditKind, Sighting, SightingKey, Source
from monitor.claims.resolve import Settled, settled_of
from monitor.claims.sources import SourceStatement
from monitor.store.claim_index import mark_row, voice_to_json
from monitor.store.claims import voice_id
from monitor.store.codec import telling_from_json
from monitor.store.columns import Day, Instant, Json

revision = "0004"
down_revision = "0003"

_OLD = """
SELECT sighting.*, article.path, article.publisher, article.published_at, article.received_at
FROM sighting JOIN article ON article.id = sighting.article_id
"""


def upgrade() -> None:
    known = list(_known())
    settled = settled_of([(one.place, one.mark) for one in known], list(_edits()))
    op.drop_table("sighting")
    op.create_table("claim_voice", Column("id", Text, primary_key=True), Column("said", Text, nullable=False))
    sightings = _sightings()
    for name, columns, where in _INDEXES:
        condition = text(where) if where else None
        op.create_index(name, "sighting", columns, sqlite_where=condition, postgresql_where=condition)
    voices = {voice_id(voice): voice for voice in (SourceStatement.of(one.told) for one in known)}
    connection = op.get_bind()
    for id_, voice in voices.items():
        said = {"id": id_, "said": json.dumps(voice_to_json(voice), ensure_ascii=False)}
        connection.execute(text("INSERT INTO claim_voice (id, said) VALUES (:id, :said)"), said)
    for one in known:
        connection.execute(sightings.insert().values(_row(one, settled)))
    op.drop_index("ix_alert_claim_key", "alert_claim")
    op.create_index("ix_alert_claim_key_at", "alert_claim", ["key", "at"])
    op.create_index("ix_alert_claim_key_received_at", "alert_claim", ["key", "received_at"])


def downgrade() -> None:
    op.drop_index("ix_alert_claim_key_at", "alert_claim")
    op.drop_index("ix_alert_claim_key_received_at", "alert_claim")
    op.create_index("ix_alert_claim_key", "alert_claim", ["key"])
    for name, _, _ in _INDEXES:
        op.drop_index(name, "sighting")
    with op.batch_alter_table("sighting") as table:
        for name in ("published_at", "start", "kind", "day", "hints", "formed", "turns", "voice"):
            table.drop_column(name)
    op.create_index("ix_sighting_place", "sighting", ["place"])
    op.create_index("ix_sighting_claim", "sighting", ["claim"])
    op.drop_table("claim_voice")


_INDEXES = (
    ("ix_sighting_place_published_at", ["place", "published_at", "article_id"], ""),
    ("ix_sighting_turns", ["place", "published_at"], "turns > 0"),
    ("ix_sighting_day", ["place", "day"], "day IS NOT NULL"),
    ("ix_sighting_formed", ["formed", "turns"], ""),
    ("ix_sighting_claim", ["claim", "voice", "published_at"], ""),
)


def _sightings() -> Table:
    return op.create_table(
        "sighting",
        Column("article_id", Text, ForeignKey("article.id"), primary_key=True),
        Column("number", Integer, primary_key=True, autoincrement=False),
        Column("place", Text, nullable=False),
        Column("published_at", BigInteger),
        Column("start", BigInteger, nullable=False),
        Column("kind", Text, nullable=False),
        Column("day", Integer),
        Column("hints", Integer, nullable=False),
        Column("claim", Text, nullable=False),
        Column("formed", Text, nullable=False),
        Column("turns", Integer, CheckConstraint("turns IN (0, 1, 2)", name="turns"), nullable=False),
        Column("voice", Text, nullable=False),
        Column("reason", Text, nullable=False),
        Column("told", Text, nullable=False),
    )


def _known() -> Iterable[Sighting]:
    instant = Instant()
    dialect = op.get_bind().dialect
    for row in op.get_bind().execute(text(_OLD)):
        yield Sighting(
            source=Source(
                article_id=row.article_id,
                path=row.path,
                publisher=row.publisher,
                published=instant.process_result_value(row.published_at, dialect),
                received=instant.process_result_value(row.received_at, dialect),  # type: ignore[arg-type]
            ),
            number=row.number,
            told=telling_from_json(json.loads(row.told)),
        )


def _edits() -> Iterable[Edit]:
    columns = ("number", "kind", "keys", "others", "places", "made_by", "comment")
    table = Table("claim_edit", MetaData(), *(Column(one) for one in columns), Column("made_at", Instant))
    for row in op.get_bind().execute(select(table)).mappings():
        yield Edit(
            number=row["number"],
            kind=EditKind(row["kind"]),
            keys=frozenset(SightingKey(*key) for key in json.loads(row["keys"])),
            others=frozenset(SightingKey(*key) for key in json.loads(row["others"])),
            places=frozenset(json.loads(row["places"])),
            by=row["made_by"],
            at=row["made_at"],
            comment=row["comment"],
        )


def _row(one: Sighting, settled: Settled) -> dict[str, Any]:
    home = settled.homes[one.key]
    dialect = op.get_bind().dialect
    told = {**mark_row(one)}
    told["published_at"] = Instant().process_bind_param(one.mark.published, dialect)
    told["day"] = Day().process_bind_param(one.mark.day, dialect)
    return {
        **told,
        "claim": home.claim,
        "formed": home.formed,
        "turns": home.turns.value,
        "voice": voice_id(SourceStatement.of(one.told)),
        "reason": home.reason,
        "told": Json().process_bind_param(_telling(one), dialect),
    }


def _telling(one: Sighting) -> dict[str, Any]:
    from monitor.store.codec import telling_to_json

    return telling_to_json(one.told)
