"""The claim ledger in the store: reads and writes sightings, edits and claims.

Only the part that something touches is read and settled again (`claim_index`). `settle` writes what
became of it in a `LedgerUpdate` inside the caller's transaction. Who changes the ledger holds the placing
lock from the reading on: an edit and a batch wait for each other.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, delete, func, select, update

from monitor.article.identity import stable_id
from monitor.claims.model import Claim, Edit, EditKind, ReportedContact, Sighting, SightingKey
from monitor.claims.resolve import ledger
from monitor.claims.sources import SourceStatement
from monitor.claims.update import LedgerUpdate, NewSightings, linked_places, places_of, resettled, turn_of
from monitor.store.claim_index import Memory, StoreShelf, mark_row, source_of, voice_to_json
from monitor.store.codec import from_json, to_json
from monitor.store.database import Database
from monitor.store.part import Part, rows_with
from monitor.store.schema import (
    alert,
    alert_claim,
    article,
    claim,
    claim_alias,
    claim_edit,
    claim_voice,
    sighting,
)

_SIGHTINGS: Select[Any] = select(
    sighting.c.article_id,
    sighting.c.number,
    sighting.c.told,
    article.c.path,
    article.c.publisher,
    article.c.published_at,
    article.c.received_at,
    sighting.c.published_at.label("out"),
).join(article, article.c.id == sighting.c.article_id)


class Claims(Part):
    """Questions about claims, and analysts' edits."""

    def __init__(self, database: Database) -> None:
        super().__init__(database)
        self._memory = Memory()

    def turn(self, news: NewSightings) -> LedgerUpdate:
        """Return what becomes of the ledger through *news*; `record` writes it."""
        with self._database.read() as connection:
            return turn_of(StoreShelf(connection, self._memory), news)

    def find_claim(self, claim_id: str) -> Claim | None:
        """Return one claim by its id, or by one it had before."""
        with self._database.read() as connection:
            return _claim(connection, claim_id)

    def list_claims(self, *, limit: int | None = None) -> list[Claim]:
        """Return the claims, last reported first."""
        query = select(claim.c.id).order_by(claim.c.first_reported_at.desc(), claim.c.id).limit(limit)
        with self._database.read() as connection:
            ids = list(connection.scalars(query))
            found = _claims(connection, ids)
        return [found[one] for one in ids if one in found]

    def merge_claims(self, one: str, other: str, *, by: str, at: datetime, comment: str = "") -> Claim | None:
        """Hold two claims for one, whatever else is reported; None when there is no such claim."""
        with self._database.placing() as connection:
            first, second = _claim(connection, one), _claim(connection, other)
            if first is None or second is None or first.id == second.id:
                return None
            edit = _edit(connection, EditKind.MERGE, second.sightings, first.sightings)
            _make(connection, self._database, replace(edit, by=by, at=at, comment=comment))
            return _claim(connection, first.id)

    def split_claim(
        self, claim_id: str, article_id: str, *, by: str, at: datetime, comment: str = ""
    ) -> Claim | None:
        """Make of what *article_id* reports a claim of its own; None when the claim rests on nothing else."""
        with self._database.placing() as connection:
            whole = _claim(connection, claim_id)
            said = whole.sightings if whole else ()
            parted = [one for one in said if one.source.article_id == article_id]
            rest = [one for one in said if one.source.article_id != article_id]
            if not parted or not rest:
                return None
            edit = _edit(connection, EditKind.SPLIT, parted, rest)
            _make(connection, self._database, replace(edit, by=by, at=at, comment=comment))
            home = select(sighting.c.claim).where(_is(parted[0].key))
            return _claim(connection, connection.scalar(home) or "")


def settle(connection: Connection, database: Database, turn: LedgerUpdate) -> None:
    """Write what became of *turn*: its sightings, the claims they stand in, and who is named after them."""
    _replace_sightings(connection, database, turn)
    _move_sightings(connection, turn)
    _name_claims(connection, database, turn)
    _rename(connection, database, turn.renamed)


def _replace_sightings(connection: Connection, database: Database, turn: LedgerUpdate) -> None:
    for article_id in sorted({one.mark.key.article_id for one in turn.removed}):
        connection.execute(delete(sighting).where(sighting.c.article_id == article_id))
    rows = [_row(one, turn) for one in turn.news.added]
    voices = {voice_id(voice): voice for voice in (SourceStatement.of(one.told) for one in turn.news.added)}
    if rows:
        said = [{"id": id_, "said": voice_to_json(voice)} for id_, voice in voices.items()]
        connection.execute(database.upsert(claim_voice), said)
        connection.execute(sighting.insert(), rows)


def _row(one: Sighting, turn: LedgerUpdate) -> dict[str, Any]:
    home = turn.homes[one.key]
    return {
        **mark_row(one),
        "claim": home.claim,
        "formed": home.formed,
        "turns": home.turns.value,
        "voice": voice_id(SourceStatement.of(one.told)),
        "reason": home.reason,
        "told": to_json(one.told),
    }


def voice_id(voice: SourceStatement) -> str:
    """Return the id of a source statement."""
    return stable_id("voice", json.dumps(voice_to_json(voice)))


def _move_sightings(connection: Connection, turn: LedgerUpdate) -> None:
    for one in turn.moved:
        home = turn.homes[one.mark.key]
        connection.execute(
            update(sighting)
            .where(_is(one.mark.key))
            .values(claim=home.claim, formed=home.formed, turns=home.turns.value, reason=home.reason)
        )


def _rename(connection: Connection, database: Database, renamed: Mapping[str, str]) -> None:
    for old, new in renamed.items():
        connection.execute(update(claim_alias).where(claim_alias.c.claim == old).values(claim=new))
        connection.execute(update(alert).where(alert.c.claim == old).values(claim=new))
        connection.execute(update(alert_claim).where(alert_claim.c.claim == old).values(claim=new))
    aliases = [{"id": old, "claim": new} for old, new in renamed.items()]
    if aliases:
        connection.execute(database.upsert(claim_alias, update=["claim"]), aliases)


def _name_claims(connection: Connection, database: Database, turn: LedgerUpdate) -> None:
    for old in sorted(turn.gone):
        connection.execute(delete(claim).where(claim.c.id == old))
    rows = [
        {
            "id": one.id,
            "kind": str(one.kind),
            "status": str(one.status),
            "first_reported_at": one.first_reported,
        }
        for one in turn.accounts.values()
    ]
    if rows:
        named = database.upsert(claim, update=["kind", "status", "first_reported_at"])
        connection.execute(named, rows)


def _claim(connection: Connection, claim_id: str) -> Claim | None:
    alias = connection.scalar(select(claim_alias.c.claim).where(claim_alias.c.id == claim_id))
    found = _claims(connection, [one for one in (claim_id, alias) if one])
    return found.get(claim_id) or found.get(alias or "")


def _claims(connection: Connection, ids: Sequence[str]) -> dict[str, Claim]:
    """Return claims by id: those of every place that the ids lead to are put together again."""
    edits = StoreShelf(connection, Memory()).edits()
    places = {row.place for row in rows_with(connection, select(sighting.c.place), sighting.c.claim, ids)}
    rows = rows_with(connection, _SIGHTINGS, sighting.c.place, linked_places(places, edits))
    wanted = set(ids)
    return {one.id: one for one in ledger(map(_sighting, rows), edits) if one.id in wanted}


def _edit(
    connection: Connection, kind: EditKind, keys: Sequence[Sighting], others: Sequence[Sighting]
) -> Edit:
    return Edit(
        number=(connection.scalar(select(func.max(claim_edit.c.number))) or 0) + 1,
        kind=kind,
        keys=frozenset(one.key for one in keys),
        others=frozenset(one.key for one in others),
        places=places_of([*keys, *others]),
        by="",
        at=keys[0].source.received,
    )


def _make(connection: Connection, database: Database, edit: Edit) -> None:
    connection.execute(
        claim_edit.insert().values(
            number=edit.number,
            kind=str(edit.kind),
            keys=sorted(map(list, edit.keys)),
            others=sorted(map(list, edit.others)),
            places=sorted(edit.places),
            made_by=edit.by,
            made_at=edit.at,
            comment=edit.comment,
        )
    )
    shelf = StoreShelf(connection, Memory())
    settle(connection, database, resettled(shelf, edit.places, shelf.edits()))


def _is(key: SightingKey) -> Any:
    return (sighting.c.article_id == key.article_id) & (sighting.c.number == key.number)


def _sighting(row: Row[Any]) -> Sighting:
    told = from_json(ReportedContact, row.told)
    return Sighting(source=source_of(row), number=row.number, told=told)
