"""Queries of the claim ledger: sightings by place, time and claim, without their texts."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, and_, func, literal, or_, select, text

from monitor.claims.incremental import KeptSighting, Place, near
from monitor.claims.model import Edit, Mark, Sighting, SightingKey, Source
from monitor.claims.resolve import Home, Turning
from monitor.claims.sources import AlikeReports, SourceStatement
from monitor.claims.update import Opening, Said
from monitor.extract.model import ContactKind
from monitor.store.codec import from_row
from monitor.store.part import rows_with
from monitor.store.schema import article, claim, claim_edit, claim_voice, sighting

_HEADLINE = 1 << 40
_AT_ONCE = 400
# Not a parameter: only so does SQLite see that the partial index holds it.
_TURNS = text("sighting.turns > 0")

_KEPT: Select[Any] = select(
    sighting.c.place,
    sighting.c.article_id,
    sighting.c.number,
    sighting.c.published_at,
    sighting.c.start,
    sighting.c.kind,
    sighting.c.day,
    sighting.c.hints,
    sighting.c.claim,
    sighting.c.formed,
    sighting.c.reason,
    sighting.c.turns,
)


@dataclass(slots=True)
class Memory:
    """What is read once: source statements, which never change, and edits, to which others are only added."""

    voices: dict[str, SourceStatement] = field(default_factory=dict)
    edits: tuple[Edit, ...] = ()


class StoreShelf:
    """The ledger on one connection."""

    def __init__(self, connection: Connection, memory: Memory) -> None:
        self._connection = connection
        self._memory = memory

    def edits(self) -> Sequence[Edit]:
        """Return every analyst's edit, in the order they were made."""
        known = self._memory.edits
        if self._connection.scalar(select(func.count()).select_from(claim_edit)) != len(known):
            rows = self._connection.execute(select(claim_edit).order_by(claim_edit.c.number))
            self._memory.edits = known = tuple(map(_edit_of, rows))
        return known

    # --- one place after another ---

    def turning(self, place: str, *, since: datetime, before: Place) -> Sequence[KeptSighting]:
        """Return what turned a claim and was published from *since* on, before the article at *before*."""
        return self._kept(_turning(place), sighting.c.published_at >= since, _before(before))

    def turning_near(self, place: str, *, days: Collection[date], before: Place) -> Sequence[KeptSighting]:
        """Return all that turned, *before* an article, a claim that one of *days* is near to."""
        of_day = select(sighting.c.formed).distinct().where(_turning(place), _before(before), _is_near(days))
        formed = list(self._connection.scalars(of_day))
        rows = rows_with(self._connection, _KEPT.where(_TURNS, _before(before)), sighting.c.formed, formed)
        return [_kept_of(row) for row in rows]

    def between(self, place: str, *, after: Place, until: datetime) -> tuple[Sequence[KeptSighting], bool]:
        """Return what comes next after an article, published no later than *until*, and whether it is all."""
        wanted = (sighting.c.place == place, _after(after), sighting.c.published_at <= until)
        found = self._kept(*wanted, limit=_AT_ONCE)
        if len(found) < _AT_ONCE:
            return found, True
        last = found[-1].mark.key.article_id
        whole = [one for one in found if one.mark.key.article_id != last]
        # An article that reports more contacts than are read at once is read with all that follows.
        return (whole, False) if whole else (self._kept(*wanted), True)

    def any_near(self, place: str, *, days: Collection[date], after: Place) -> bool:
        """Return whether anything with a date after an article tells a day that one of *days* is near to."""
        query = select(sighting.c.number).where(sighting.c.place == place, _after(after), _is_near(days))
        return self._is_any(query)

    def has_undated(self, place: str) -> bool:
        """Return whether anything has no date."""
        undated = sighting.c.published_at.is_(None)
        return self._is_any(select(sighting.c.number).where(sighting.c.place == place, undated))

    # --- the whole ledger ---

    def of_articles(self, ids: Iterable[str]) -> Sequence[KeptSighting]:
        """Return the sightings of some articles."""
        return [_kept_of(row) for row in rows_with(self._connection, _KEPT, sighting.c.article_id, ids)]

    def of_places(self, places: Iterable[str]) -> Sequence[KeptSighting]:
        """Return all sightings of some places."""
        return [_kept_of(row) for row in rows_with(self._connection, _KEPT, sighting.c.place, places)]

    def openings(self, claims: Iterable[str]) -> Mapping[str, Opening]:
        """Return the first sighting of each claim."""
        query = (
            _with_source(sighting.c.number, sighting.c.place, claim.c.id.label("named"), claim.c.kind)
            .join(claim, claim.c.id == sighting.c.formed)
            .where(sighting.c.turns == Turning.OPENED.value)
        )
        return {
            row.named: Opening(
                SightingKey(row.article_id, row.number), row.place, source_of(row), ContactKind(row.kind)
            )
            for row in rows_with(self._connection, query, sighting.c.formed, claims)
        }

    def said(self, claims: Iterable[str], but: Collection[SightingKey]) -> Sequence[Said]:
        """Return what the sightings of *claims* add to them, those of *but* left out."""
        rows = list(self._each(claims, but) if but else self._alike(claims))
        voices = self._voices({row.voice for row in rows})
        return [
            Said(row.claim, AlikeReports(voice=voices[row.voice], published=row.published_at), row.reports)
            for row in rows
        ]

    def articles(self, claims: Iterable[str], but: Collection[SightingKey]) -> Mapping[str, frozenset[str]]:
        """Return the articles that report *claims*, not counting the sightings *but*."""
        found: dict[str, set[str]] = {}
        for row in self._each(claims, but):
            found.setdefault(row.claim, set()).add(row.article_id)
        return {id_: frozenset(some) for id_, some in found.items()}

    def voices(self, keys: Iterable[SightingKey]) -> Mapping[SightingKey, SourceStatement]:
        """Return what sightings add to how their claims stand."""
        wanted = set(keys)
        query = select(sighting.c.article_id, sighting.c.number, sighting.c.voice)
        ids = {key.article_id for key in wanted}
        found = {
            key: row.voice
            for row in rows_with(self._connection, query, sighting.c.article_id, ids)
            if (key := SightingKey(row.article_id, row.number)) in wanted
        }
        voices = self._voices(found.values())
        return {key: voices[voice] for key, voice in found.items()}

    def sources(self, ids: Iterable[str]) -> Mapping[str, Source]:
        """Return what is known of articles."""
        query = select(article.c.id.label("article_id"), *_OF_SOURCE)
        return {
            row.article_id: source_of(row) for row in rows_with(self._connection, query, article.c.id, ids)
        }

    def first_received(self, claim: str, but: Collection[SightingKey]) -> datetime | None:
        """Return when the first article that reports a claim was received, not counting *but*."""
        query = _with_source(sighting.c.number).where(sighting.c.claim == claim)
        received = [
            row.received_at
            for row in self._connection.execute(query)
            if SightingKey(row.article_id, row.number) not in but
        ]
        return min(received, default=None)

    # --- reading ---

    def _is_any(self, query: Select[Any]) -> bool:
        return self._connection.execute(query.limit(1)).first() is not None

    def _kept(self, *conditions: ColumnElement[bool], limit: int | None = None) -> list[KeptSighting]:
        order = (sighting.c.published_at, sighting.c.article_id)
        rows = self._connection.execute(_KEPT.where(*conditions).order_by(*order).limit(limit))
        return [_kept_of(row) for row in rows]

    def _alike(self, claims: Iterable[str]) -> Iterator[Row[Any]]:
        """Yield one row for all sightings of a claim that are alike."""
        query = select(
            sighting.c.claim,
            sighting.c.voice,
            func.count().label("reports"),
            func.min(sighting.c.published_at).label("published_at"),
        ).group_by(sighting.c.claim, sighting.c.voice)
        return rows_with(self._connection, query, sighting.c.claim, claims)

    def _each(self, claims: Iterable[str], but: Collection[SightingKey]) -> Iterator[Any]:
        """Yield each sighting of *claims* but those left out."""
        query = select(
            sighting.c.claim,
            sighting.c.voice,
            sighting.c.article_id,
            sighting.c.number,
            sighting.c.published_at,
            literal(1).label("reports"),
        )
        for row in rows_with(self._connection, query, sighting.c.claim, claims):
            if SightingKey(row.article_id, row.number) not in but:
                yield row

    def _voices(self, ids: Iterable[str]) -> Mapping[str, SourceStatement]:
        known = self._memory.voices
        missing = set(ids) - known.keys()
        for row in rows_with(self._connection, select(claim_voice), claim_voice.c.id, missing):
            known[row.id] = voice_from_json(row.said)
        return known


_OF_SOURCE = (article.c.path, article.c.publisher, article.c.published_at, article.c.received_at)


def mark_row(one: Sighting) -> dict[str, Any]:
    """Return the columns that decide which claim *one* is of."""
    mark = one.mark
    return {
        "article_id": mark.key.article_id,
        "number": mark.key.number,
        "place": one.place,
        "published_at": mark.published,
        "start": mark.start[1] + (_HEADLINE if mark.start[0] else 0),
        "kind": str(mark.kind),
        "day": mark.day,
        "hints": sum(bit for bit, held in zip(_BITS, _hints(mark), strict=True) if held),
    }


def voice_to_json(voice: SourceStatement) -> list[Any]:
    """Return what `json` writes."""
    return [voice.happened, voice.denied, list(map(list, voice.denials)), list(map(list, voice.confirmers))]


def voice_from_json(stored: list[Any]) -> SourceStatement:
    """Return the source statement that *stored* was made from."""
    happened, denied, denials, confirmers = stored
    return SourceStatement(
        happened=happened,
        denied=denied,
        denials=tuple((by, role, official) for by, role, official in denials),
        confirmers=tuple((seat, name) for seat, name in confirmers),
    )


_BITS = (1, 2, 4, 8, 16)


def _hints(mark: Mark) -> tuple[bool, ...]:
    return (mark.happened, mark.untold, mark.repeated, mark.states_day, mark.another)


def _kept_of(row: Row[Any]) -> KeptSighting:
    columns: tuple[Any, ...] = tuple(row)
    place, article_id, number, published, start, kind, day, hints, in_claim, formed, reason, turns = columns
    happened, untold, repeated, states_day, another = (bool(hints & bit) for bit in _BITS)
    mark = Mark(
        key=SightingKey(article_id, number),
        published=published,
        start=(start >= _HEADLINE, start % _HEADLINE),
        kind=ContactKind(kind),
        happened=happened,
        untold=untold,
        repeated=repeated,
        day=day,
        states_day=states_day,
        another=another,
    )
    return KeptSighting(place, mark, Home(in_claim, formed, reason, Turning(turns)))


def _turning(place: str) -> ColumnElement[bool]:
    return and_(sighting.c.place == place, _TURNS)


def _before(at: Place) -> ColumnElement[bool]:
    published, article_id = at
    same = and_(sighting.c.published_at == published, sighting.c.article_id < article_id)
    return and_(sighting.c.published_at <= published, or_(sighting.c.published_at < published, same))


def _after(at: Place) -> ColumnElement[bool]:
    published, article_id = at
    same = and_(sighting.c.published_at == published, sighting.c.article_id > article_id)
    return and_(sighting.c.published_at >= published, or_(sighting.c.published_at > published, same))


def _is_near(days: Collection[date]) -> ColumnElement[bool]:
    return and_(sighting.c.day.is_not(None), sighting.c.day.in_(near(days)))


def _with_source(*columns: Any) -> Select[Any]:
    joined = select(sighting.c.article_id, *columns, *_OF_SOURCE)
    return joined.join(article, article.c.id == sighting.c.article_id)


def source_of(row: Row[Any]) -> Source:
    """Return the article of a row that has the columns of one."""
    return from_row(Source, row, published=row.published_at, received=row.received_at)


def _edit_of(row: Row[Any]) -> Edit:
    return from_row(Edit, row, by=row.made_by, at=row.made_at)
