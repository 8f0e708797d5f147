"""Terms that stand near to each other: the tightest arrangement in each paragraph.

Every term takes a place of its own: one mention of a name does not serve for two terms.
"""
# ruff: noqa: D102 - what an overriding method does is said where it is declared

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from monitor.rule.literal import Place
from monitor.rule.match_terms import Finder, Found, Leaf
from monitor.rule.search_text import Searched


def _widest(place: Place, placed: Iterable[tuple[Place, int]]) -> Place:
    """Return the longest place that covers *place*: "foreign ministry" where "ministry" would do."""
    covering = (one for one, _ in placed if one.start <= place.start and place.end <= one.end)
    return max(covering, key=lambda one: one.end - one.start)


@dataclass(frozen=True, slots=True)
class _Chain:
    """Places taken so far, one a term."""

    end: int
    places: tuple[Place, ...]


class Close(Finder):
    """One place of each term, apart from each other, and all within so many words, in one block."""

    __slots__ = ("ordered", "terms", "words")

    def __init__(
        self, terms: tuple[Leaf, ...], by_rarity: Iterable[Leaf], *, words: int, ordered: bool
    ) -> None:
        tried = tuple(dict.fromkeys(by_rarity))
        super().__init__(tried[0].keys, tried, rank=1)
        self.terms = terms
        self.words = words
        self.ordered = ordered

    def may(self, text: Searched, inside: Place) -> bool:
        for term in self.parts:  # noqa: SIM110 - this is asked for every paragraph
            if not term.may(text, inside):
                return False
        return True

    def find(self, text: Searched, inside: Place) -> Found:
        by_block: dict[int, list[tuple[Place, int]]] = {}
        for number, term in enumerate(self.terms):
            places = term.within(text, inside)
            if not places:
                return None
            for place in places:
                by_block.setdefault(text.block_at(place.start), []).append((place, number))
        found: list[Place] = []
        for block in sorted(by_block):
            placed = sorted(by_block[block])
            found += (_widest(place, placed) for place in self._closest(text, placed))
        return tuple(found) or None

    def _closest(self, text: Searched, placed: list[tuple[Place, int]]) -> tuple[Place, ...]:
        """Return the tightest arrangement of all terms among the places of one block, or nothing."""
        best: tuple[Place, ...] = ()
        if len({term for _, term in placed}) < len(self.terms):
            return best
        for number, (first, term) in enumerate(placed):
            if self.ordered and term:
                continue
            places = self._arrange(first, term, self._following(text, placed, number))
            if places and (not best or places[-1].end - first.start < best[-1].end - best[0].start):
                best = places
        return best

    def _following(
        self, text: Searched, placed: list[tuple[Place, int]], number: int
    ) -> list[tuple[Place, int]]:
        """Return what begins after the place of that number and near enough, earliest end first."""
        first, term = placed[number]
        near: list[tuple[Place, int]] = []
        for after in range(number + 1, len(placed)):
            place, other = placed[after]
            if place.start < first.end:
                continue
            if text.words_between(first.end, place.start) >= self.words:
                break
            if other != term:
                near.append((place, other))
        return sorted(near, key=lambda one: one[0].end)

    def _arrange(self, first: Place, term: int, following: list[tuple[Place, int]]) -> tuple[Place, ...]:
        """Return one place a term, none sharing text, ending as early as can be; nothing if there is none.

        Kept per set of terms placed so far: the chain that ends first, which no other can beat.
        """
        chains = {1 << term: _Chain(first.end, (first,))}
        complete = (1 << len(self.terms)) - 1
        for place, other in following:
            for placed, so_far in list(chains.items()):
                bit = 1 << other
                taken = placed & bit or so_far.end > place.start or (self.ordered and placed != bit - 1)
                if not taken and placed | bit not in chains:
                    chains[placed | bit] = _Chain(place.end, (*so_far.places, place))
        return chains[complete].places if complete in chains else ()
