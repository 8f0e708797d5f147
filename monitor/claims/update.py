"""`LedgerUpdate`: what changes in the ledger when a batch adds, replaces or removes sightings.

`turn` asks a `KeptLedger` for the part of the ledger that the change affects, works out what follows
from it, and answers with the difference: nothing is written here.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from typing import Protocol

from monitor.claims.incremental import KeptByPlace as PlaceShelf
from monitor.claims.incremental import KeptSighting, advance
from monitor.claims.model import Account, Edit, Mark, Sighting, SightingKey, Source, about_of, people_of
from monitor.claims.resolve import Home, Turning, settled_of
from monitor.claims.sources import AlikeReports, SourceStatement, confirmers, denied_by, status_of
from monitor.extract.model import ContactKind


@dataclass(frozen=True, slots=True)
class Said:
    """What some sightings of a claim that are alike add to it: how many articles, and the first of them."""

    claim: str
    heard: AlikeReports
    reports: int


@dataclass(frozen=True, slots=True)
class Opening:
    """The first sighting of a claim: where it is from, and of which kind the claim is."""

    key: SightingKey
    place: str
    source: Source
    kind: ContactKind


class KeptLedger(PlaceShelf, Protocol):
    """What is kept of the whole ledger."""

    def edits(self) -> Sequence[Edit]:
        """Return every analyst's edit, in the order they were made."""

    def of_articles(self, ids: Iterable[str]) -> Sequence[KeptSighting]:
        """Return the sightings of some articles."""

    def of_places(self, places: Iterable[str]) -> Sequence[KeptSighting]:
        """Return all sightings of some places."""

    def openings(self, claims: Iterable[str]) -> Mapping[str, Opening]:
        """Return the first sighting of each claim."""

    def said(self, claims: Iterable[str], but: Collection[SightingKey]) -> Sequence[Said]:
        """Return what the sightings of *claims* add to them, those of *but* left out."""

    def articles(self, claims: Iterable[str], but: Collection[SightingKey]) -> Mapping[str, frozenset[str]]:
        """Return the articles that report *claims*, not counting the sightings *but*."""

    def sources(self, ids: Iterable[str]) -> Mapping[str, Source]:
        """Return what is known of articles."""

    def voices(self, keys: Iterable[SightingKey]) -> Mapping[SightingKey, SourceStatement]:
        """Return what sightings add to how their claims stand."""

    def first_received(self, claim: str, but: Collection[SightingKey]) -> datetime | None:
        """Return when the first article that reports a claim was received, not counting *but*."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewSightings:
    """What some articles say now.

    `replaced` say `added`, and nothing else that they said before; the `fresh` ones among them said nothing
    before. `repeated` say what is known.
    """

    replaced: frozenset[str] = frozenset()
    fresh: frozenset[str] = frozenset()
    added: tuple[Sighting, ...] = ()
    repeated: frozenset[str] = frozenset()


@dataclass(frozen=True, kw_only=True)
class LedgerUpdate:
    """What becomes of the ledger through `news`.

    `homes` are those of what is added, moved or repeated; `said` are the people and the kind of what is
    added or repeated; `removed` and `moved` are as they were. `accounts` are of the claims that changed or
    are repeated, as they stand afterwards.
    """

    news: NewSightings
    homes: Mapping[SightingKey, Home] = field(default_factory=dict)
    said: Mapping[SightingKey, tuple[tuple[str, ...], ContactKind]] = field(default_factory=dict)
    removed: tuple[KeptSighting, ...] = ()
    moved: tuple[KeptSighting, ...] = ()
    accounts: Mapping[str, Account] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        """Return whether it neither changes nor reports anything."""
        return not self.homes and not self.removed

    def claim_of(self, key: SightingKey) -> Account | None:
        """Return the claim that a sighting of the news stands in."""
        home = self.homes.get(key)
        return self.accounts.get(home.claim) if home else None

    @cached_property
    def gone(self) -> frozenset[str]:
        """Return the ids that stand for no claim any more."""
        return frozenset(one.home.claim for one in (*self.removed, *self.moved)) - self.accounts.keys()

    @cached_property
    def left(self) -> frozenset[str]:
        """Return the claims that the replaced articles reported before."""
        return frozenset(one.home.claim for one in self.removed)

    def left_by(self, article_id: str) -> frozenset[str]:
        """Return the claims that one replaced article reported before."""
        return frozenset(one.home.claim for one in self.removed if one.mark.key.article_id == article_id)

    @cached_property
    def renamed(self) -> dict[str, str]:
        """Return, for each id that is gone, the claim that took its first sighting over, or any of it."""
        fresh = {one.key for one in self.news.added} - {one.mark.key for one in self.removed}
        # What a corrected article says of the same people in other words: a meeting, not a call.
        heirs = {
            (one.source.article_id, one.place): one.key
            for one in sorted(self.news.added, key=lambda one: one.mark.position, reverse=True)
            if one.key in fresh
        }
        renamed: dict[str, str] = {}
        for one in sorted((*self.removed, *self.moved), key=lambda one: one.mark.position):
            key = one.mark.key
            heir = key if key in self.homes else heirs.get((key.article_id, one.place))
            if one.home.claim in self.gone and heir is not None:
                renamed.setdefault(one.home.claim, self.homes[heir].claim)
        return renamed


def turn_of(shelf: KeptLedger, news: NewSightings) -> LedgerUpdate:
    """Return how the ledger kept on *shelf* changes by *news*."""
    edits = shelf.edits()
    removed = tuple(shelf.of_articles(news.replaced - news.fresh))
    repeated = shelf.of_articles(news.repeated - news.replaced)
    settling = _Settling(shelf, edits)
    settling.settle(removed, news.added)
    homes = {one.mark.key: one.home for one in repeated} | settling.homes
    said = {one.mark.key: (people_of(one.place), one.mark.kind) for one in repeated}
    said |= {one.key: (one.told.participants, one.told.contact.kind) for one in news.added}
    turn = LedgerUpdate(
        news=news,
        homes=homes,
        said=said,
        removed=removed,
        moved=tuple(settling.moved),
    )
    return replace(turn, accounts=_accounts(shelf, turn, settling.kinds, edits))


def resettled(shelf: KeptLedger, places: Iterable[str], edits: Sequence[Edit]) -> LedgerUpdate:
    """Return what becomes of *places* through *edits* that are not yet made."""
    settling = _Settling(shelf, edits)
    settling.settle_all(linked_places(places, edits), (), ())
    turn = LedgerUpdate(news=NewSightings(), homes=settling.homes, moved=tuple(settling.moved))
    return replace(turn, accounts=_accounts(shelf, turn, settling.kinds, edits))


def places_of(sightings: Iterable[Sighting]) -> frozenset[str]:
    """Return the places that *sightings* affect."""
    return frozenset(one.place for one in sightings)


def linked_places(places: Iterable[str], edits: Iterable[Edit]) -> frozenset[str]:
    """Return *places* and all that edits tie to them, however far."""
    found, edits = set(places), list(edits)
    while (
        more := {place for edit in edits if not found.isdisjoint(edit.places) for place in edit.places}
        - found
    ):
        found |= more
    return frozenset(found)


class _Settling:
    """The sightings that are new or moved to another claim, place by place."""

    def __init__(self, shelf: KeptLedger, edits: Sequence[Edit]) -> None:
        self.shelf, self.edits = shelf, edits
        self.homes: dict[SightingKey, Home] = {}
        self.moved: list[KeptSighting] = []
        self.kinds: dict[str, ContactKind] = {}

    def settle(self, removed: Sequence[KeptSighting], added: Sequence[Sighting]) -> None:
        """Settle each place that *removed* were of or *added* are of, by a part of it where that suffices."""
        whole: set[str] = set()
        for place in sorted({one.place for one in removed} | places_of(added)):
            named = {key for edit in self.edits if place in edit.places for key in (*edit.keys, *edit.others)}
            found = advance(
                self.shelf,
                place,
                removed=[one for one in removed if one.place == place],
                added=[one.mark for one in added if one.place == place],
                named=named,
            )
            if found is None:
                whole.add(place)
                continue
            self.homes |= found.homes
            self.moved += found.moved
            self.kinds |= found.kinds
        if whole:
            self.settle_all(linked_places(whole, self.edits), removed, added)

    def settle_all(
        self, places: Collection[str], removed: Sequence[KeptSighting], added: Sequence[Sighting]
    ) -> None:
        """Settle all of *places* anew."""
        replaced = {one.mark.key for one in removed}
        fresh: list[tuple[str, Mark]] = [(one.place, one.mark) for one in added if one.place in places]
        kept = [one for one in self.shelf.of_places(places) if one.mark.key not in replaced]
        settled = settled_of([*((one.place, one.mark) for one in kept), *fresh], self.edits)
        moved = [one for one in kept if settled.homes[one.mark.key] != one.home]
        # A linked place may have been settled by a part of it before: all of it counts.
        self.moved = [one for one in self.moved if one.place not in places] + moved
        for one in kept:
            self.homes.pop(one.mark.key, None)
        keys = [*(one.mark.key for one in moved), *(mark.key for _, mark in fresh)]
        self.homes |= {key: settled.homes[key] for key in keys}
        self.kinds |= settled.kinds


def _accounts(
    shelf: KeptLedger, turn: LedgerUpdate, kinds: Mapping[str, ContactKind], edits: Sequence[Edit]
) -> dict[str, Account]:
    """Return how each claim stands afterwards that something is added to, taken from or repeated of."""
    away = {one.mark.key for one in (*turn.removed, *turn.moved)}
    changed = {one.home.claim for one in (*turn.removed, *turn.moved)}
    claims = changed | {home.claim for home in turn.homes.values()}
    said: dict[str, list[Said]] = {}
    for one in shelf.said(claims, away):
        said.setdefault(one.claim, []).append(one)
    for found in _coming(shelf, turn):
        said.setdefault(found.claim, []).append(found)
    openings = _openings(shelf, turn, claims)
    counts = _counts(shelf, turn, claims, away) if edits else {}
    accounts = {}
    for id_, some in said.items():
        opening, heard = openings[id_], [one.heard for one in some]
        accounts[id_] = Account(
            id=id_,
            participants=people_of(opening.place),
            kind=kinds.get(id_, opening.kind),
            status=status_of(about_of(opening.place), heard),
            opened=opening.key,
            first=opening.source,
            first_reported=opening.source.published or _first_received(shelf, turn, id_, away),
            reports=counts.get(id_) or sum(one.reports for one in some),
            denied_by=denied_by(about_of(opening.place), heard),
            confirmers=confirmers(heard),
        )
    return accounts


def _first_received(
    shelf: KeptLedger, turn: LedgerUpdate, claim: str, away: Collection[SightingKey]
) -> datetime:
    """Return when the first report of a claim that nobody dates came in."""
    received = [one.source.received for one in turn.news.added if turn.homes[one.key].claim == claim]
    moved = [one.mark.key.article_id for one in turn.moved if turn.homes[one.mark.key].claim == claim]
    received += [one.received for one in shelf.sources(moved).values()]
    known = shelf.first_received(claim, away)
    return min([*received, *([known] if known else [])])


def _coming(shelf: KeptLedger, turn: LedgerUpdate) -> list[Said]:
    """Return what is added and moved adds to its claims."""
    coming = [
        Said(
            turn.homes[one.key].claim,
            AlikeReports(voice=SourceStatement.of(one.told), published=one.source.moment),
            1,
        )
        for one in turn.news.added
    ]
    moved = {one.mark.key: one for one in turn.moved}
    voices = shelf.voices(moved)
    return coming + [
        Said(turn.homes[key].claim, AlikeReports(voice=voices[key], published=one.mark.published), 1)
        for key, one in moved.items()
    ]


def _openings(shelf: KeptLedger, turn: LedgerUpdate, claims: Iterable[str]) -> dict[str, Opening]:
    """Return the first sighting of each claim as it stands afterwards."""
    known = shelf.openings(claims)
    moved = [one for one in turn.moved if _opens(turn.homes[one.mark.key])]
    sources = shelf.sources(one.mark.key.article_id for one in moved)
    openings = [
        Opening(one.mark.key, one.place, sources[one.mark.key.article_id], one.mark.kind) for one in moved
    ]
    openings += [
        Opening(one.key, one.place, one.source, one.told.contact.kind)
        for one in turn.news.added
        if _opens(turn.homes[one.key])
    ]
    opened = {turn.homes[one.key].claim: one for one in openings}
    return {**known, **{id_: _as_kind(one, known.get(id_)) for id_, one in opened.items()}}


def _as_kind(opening: Opening, known: Opening | None) -> Opening:
    return opening if known is None else replace(opening, kind=known.kind)


def _opens(home: Home) -> bool:
    return home.turns is Turning.OPENED and home.claim == home.formed


def _counts(
    shelf: KeptLedger, turn: LedgerUpdate, claims: Collection[str], away: Collection[SightingKey]
) -> dict[str, int]:
    """Return how many articles report each claim, where an analyst may have joined two of one article."""
    articles: dict[str, set[str]] = {id_: set(some) for id_, some in shelf.articles(claims, away).items()}
    for key in [*(one.key for one in turn.news.added), *(one.mark.key for one in turn.moved)]:
        articles.setdefault(turn.homes[key].claim, set()).add(key.article_id)
    return {id_: len(some) for id_, some in articles.items()}
