"""One turn of the ledger: the part of it that some articles touch, before and after them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from monitor.claim.ledger import ledger, told_order
from monitor.claim.model import Claim, Edit, Sighting, SightingKey, Telling


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """Sightings as they are kept, the claim each stands in and why, and every analyst's edit."""

    sightings: tuple[Sighting, ...] = ()
    homes: Mapping[SightingKey, tuple[str, str]] = field(default_factory=dict)
    edits: tuple[Edit, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Turn:
    """What becomes of a book when `replaced` articles say `added` now, and nothing else."""

    book: Book
    replaced: frozenset[str] = frozenset()
    added: tuple[Sighting, ...] = ()

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        """Return the claims as they stand afterwards."""
        staying = (one for one in self.book.sightings if one.source.article_id not in self.replaced)
        return ledger([*staying, *self.added], self.book.edits)

    @cached_property
    def homes(self) -> dict[SightingKey, Claim]:
        """Return which claim each sighting stands in afterwards."""
        return {one.key: claim for claim in self.claims for one in claim.sightings}

    @cached_property
    def tellings(self) -> dict[SightingKey, Telling]:
        """Return what each sighting tells afterwards."""
        return {one.key: one.told for claim in self.claims for one in claim.sightings}

    @cached_property
    def gone(self) -> frozenset[str]:
        """Return the ids that stand for no claim any more."""
        return frozenset(home for home, _ in self.book.homes.values()) - {one.id for one in self.claims}

    @cached_property
    def left(self) -> frozenset[str]:
        """Return the claims that the replaced articles reported before."""
        return frozenset(
            home for key, (home, _) in self.book.homes.items() if key.article_id in self.replaced
        )

    @cached_property
    def renamed(self) -> dict[str, str]:
        """Return, for each id that is gone, the claim that took its first sighting over, or any of it."""
        renamed: dict[str, str] = {}
        for one in sorted(self.book.sightings, key=told_order):
            old, _ = self.book.homes[one.key]
            heir = one.key if one.key in self.homes else self._heirs.get((one.source.article_id, one.place))
            if old in self.gone and heir is not None:
                renamed.setdefault(old, self.homes[heir].id)
        return renamed

    @cached_property
    def _heirs(self) -> dict[tuple[str, str], SightingKey]:
        """Return what a corrected article says of the same people in other words: a meeting, not a call."""
        fresh = [one for one in self.added if one.key not in self.book.homes]
        return {(one.source.article_id, one.place): one.key for one in reversed(fresh)}


def places_of(sightings: Iterable[Sighting]) -> frozenset[str]:
    """Return the places that *sightings* bear on."""
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
