"""The ledger as it is kept: sightings and edits, and the claims that follow from them.

Only the places that something touches are read and settled again. `settle` writes what became
of a `Turn` inside the caller's transaction; an edit made beside a running daemon, after the turn
was worked out, is taken in there.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, delete, func, select, update

from monitor.claim.book import Book, Turn, linked_places, places_of
from monitor.claim.ledger import ledger
from monitor.claim.model import Claim, Edit, EditKind, Sighting, SightingKey, Source
from monitor.store.codec import telling_from_json, telling_to_json
from monitor.store.database import Database
from monitor.store.part import Part, rows_with
from monitor.store.schema import alert, alert_claim, article, claim, claim_alias, claim_edit, sighting

_SIGHTINGS: Select[Any] = select(
    sighting,
    article.c.path,
    article.c.publisher,
    article.c.published_at,
    article.c.received_at,
).join(article, article.c.id == sighting.c.article_id)


class Claims(Part):
    """Questions about claims, and analysts' edits."""

    def book(self, places: Iterable[str], replaced: Iterable[str] = ()) -> Book:
        """Return the part of the ledger that *places* and the articles *replaced* bear on."""
        with self._database.read() as connection:
            return _book(connection, places, replaced)

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
        with self._database.write() as connection:
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
        with self._database.write() as connection:
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


def settle(connection: Connection, database: Database, turn: Turn) -> None:
    """Write what became of *turn*: its sightings, the claims they stand in, and who is named after them."""
    planned = turn
    if connection.scalar(select(func.count()).select_from(claim_edit)) != len(turn.book.edits):
        turn = replace(turn, book=_book(connection, places_of(turn.added), turn.replaced))
    _replace_sightings(connection, turn)
    _move_sightings(connection, turn)
    _rename(connection, database, {**_strays(planned, turn), **turn.renamed})
    _name_claims(connection, database, turn)


def _strays(planned: Turn, turn: Turn) -> dict[str, str]:
    """Return the claims that alerts were planned with, where an edit has changed them since."""
    if planned is turn:
        return {}
    first = {one.id: one.sightings[0].key for one in planned.claims}
    standing = {one.id for one in turn.claims}
    return {
        old: turn.homes[key].id for old, key in first.items() if old not in standing and key in turn.homes
    }


def _replace_sightings(connection: Connection, turn: Turn) -> None:
    standing = {one.source.article_id for one in turn.book.sightings}
    for article_id in sorted(turn.replaced & standing):
        connection.execute(delete(sighting).where(sighting.c.article_id == article_id))
    reasons = {tie.sighting.key: tie.reason for claim in turn.claims for tie in claim.ties}
    rows = [_row(one, turn.homes[one.key].id, reasons[one.key]) for one in turn.added]
    if rows:
        connection.execute(sighting.insert(), rows)


def _row(one: Sighting, home: str, reason: str) -> dict[str, Any]:
    return {
        "article_id": one.source.article_id,
        "number": one.number,
        "place": one.place,
        "told": telling_to_json(one.told),
        "claim": home,
        "reason": reason,
    }


def _move_sightings(connection: Connection, turn: Turn) -> None:
    new = {one.key for one in turn.added}
    for one in turn.claims:
        for tie in one.ties:
            key = tie.sighting.key
            if key not in new and turn.book.homes.get(key) != (one.id, tie.reason):
                connection.execute(update(sighting).where(_is(key)).values(claim=one.id, reason=tie.reason))


def _rename(connection: Connection, database: Database, renamed: Mapping[str, str]) -> None:
    for old, new in renamed.items():
        connection.execute(update(claim_alias).where(claim_alias.c.claim == old).values(claim=new))
        connection.execute(update(alert).where(alert.c.claim == old).values(claim=new))
        connection.execute(update(alert_claim).where(alert_claim.c.claim == old).values(claim=new))
    aliases = [{"id": old, "claim": new} for old, new in renamed.items()]
    if aliases:
        connection.execute(database.upsert(claim_alias, update=["claim"]), aliases)


def _name_claims(connection: Connection, database: Database, turn: Turn) -> None:
    for old in sorted(turn.gone):
        connection.execute(delete(claim).where(claim.c.id == old))
    rows = [
        {
            "id": one.id,
            "kind": str(one.kind),
            "status": str(one.status),
            "first_reported_at": one.first_reported,
        }
        for one in turn.claims
    ]
    if rows:
        named = database.upsert(claim, update=["kind", "status", "first_reported_at"])
        connection.execute(named, rows)


def _book(connection: Connection, places: Iterable[str], replaced: Iterable[str] = ()) -> Book:
    edits = tuple(map(_edit_of, connection.execute(select(claim_edit).order_by(claim_edit.c.number))))
    left = rows_with(connection, select(sighting.c.place), sighting.c.article_id, replaced)
    wanted = linked_places({*places, *(row.place for row in left)}, edits)
    rows = list(rows_with(connection, _SIGHTINGS, sighting.c.place, wanted))
    sightings = tuple(map(_sighting, rows))
    homes = {one.key: (row.claim, row.reason) for one, row in zip(sightings, rows, strict=True)}
    return Book(sightings=sightings, homes=homes, edits=edits)


def _claim(connection: Connection, claim_id: str) -> Claim | None:
    alias = connection.scalar(select(claim_alias.c.claim).where(claim_alias.c.id == claim_id))
    found = _claims(connection, [one for one in (claim_id, alias) if one])
    return found.get(claim_id) or found.get(alias or "")


def _claims(connection: Connection, ids: Sequence[str]) -> dict[str, Claim]:
    """Return claims by id: those of every place that the ids lead to are put together again."""
    rows = rows_with(connection, select(sighting.c.place), sighting.c.claim, ids)
    book = _book(connection, {row.place for row in rows})
    wanted = set(ids)
    return {one.id: one for one in ledger(book.sightings, book.edits) if one.id in wanted}


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
    settle(connection, database, Turn(book=_book(connection, edit.places)))


def _is(key: SightingKey) -> Any:
    return (sighting.c.article_id == key.article_id) & (sighting.c.number == key.number)


def _edit_of(row: Row[Any]) -> Edit:
    return Edit(
        number=row.number,
        kind=EditKind(row.kind),
        keys=frozenset(SightingKey(*key) for key in row._mapping["keys"]),  # noqa: SLF001 - public
        others=frozenset(SightingKey(*key) for key in row.others),
        places=frozenset(row.places),
        by=row.made_by,
        at=row.made_at,
        comment=row.comment,
    )


def _sighting(row: Row[Any]) -> Sighting:
    source = Source(
        article_id=row.article_id,
        path=row.path,
        publisher=row.publisher,
        published=row.published_at,
        received=row.received_at,
    )
    return Sighting(source=source, number=row.number, told=telling_from_json(row.told))
