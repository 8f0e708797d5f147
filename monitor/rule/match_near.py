"""The finder of `near:`: the tightest arrangement of terms in each paragraph.

Every term takes a place of its own: one mention of a name does not serve for two terms.
"""
# ruff: noqa: D102 - what an overriding method does is said where it is declared

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from heapq import heappop, heappush

from monitor.rule.literal import Place
from monitor.rule.match_terms import Finder, Found, Leaf
from monitor.rule.search_text import Searched


def _widest(place: Place, placed: Iterable[tuple[Place, int]]) -> Place:
    """Return the longest place that covers *place*: "foreign ministry" where "ministry" would do."""
    covering = (one for one, _ in placed if one.start <= place.start and place.end <= one.end)
    return max(covering, key=lambda one: one.end - one.start)


def _keep(firsts: list[int], new: int, placed: list[tuple[Place, int]]) -> None:
    """Add the number of a first place to those of chains with the same terms, unless one is as good for all.

    Good is to begin late, which is tight, and to end late, from where the words are counted. So those that
    are kept stand one within the other, and are no more than a term has words.
    """
    if not any(_is_as_good(placed, one, new) for one in firsts):
        firsts[:] = [one for one in firsts if not _is_as_good(placed, new, one)]
        firsts.append(new)


def _is_as_good(placed: list[tuple[Place, int]], one: int, other: int) -> bool:
    (start, end), (other_start, other_end) = placed[one][0], placed[other][0]
    return end >= other_end and (start > other_start or (start == other_start and one <= other))


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
        if len({term for _, term in placed}) < len(self.terms):
            return ()
        number = self._first_of_tightest(text, placed)
        if number is None:
            return ()
        return self._arrange(*placed[number], self._following(text, placed, number))

    def _first_of_tightest(self, text: Searched, placed: list[tuple[Place, int]]) -> int | None:
        """Return the number of the place that the tightest arrangement begins with, the first of several.

        One way through the places: chains that have ended before a place are gone on with by it. Of those
        that hold the same terms only their first places matter, and few of these: see `_keep`.
        """
        all_terms = (1 << len(self.terms)) - 1
        ended: dict[int, list[int]] = {}
        under_way: list[tuple[int, int, int]] = []
        best: tuple[int, int] | None = None
        for number, (place, _) in enumerate(placed):
            while under_way and under_way[0][0] <= place.start:
                _, terms, first = heappop(under_way)
                _keep(ended.setdefault(terms, []), first, placed)
            for terms, first in self._longer(text, placed, number, ended):
                if terms != all_terms:
                    heappush(under_way, (place.end, terms, first))
                elif best is None or (place.end - placed[first][0].start, first) < best:
                    best = (place.end - placed[first][0].start, first)
        return None if best is None else best[1]

    def _longer(
        self, text: Searched, placed: list[tuple[Place, int]], number: int, ended: dict[int, list[int]]
    ) -> Iterator[tuple[int, int]]:
        """Yield terms and first place of each chain that the place of *number* begins or goes on with."""
        place, term = placed[number]
        bit = 1 << term
        if not self.ordered or not term:
            yield bit, number
        for terms, firsts in ended.items():
            if terms & bit or (self.ordered and terms != bit - 1):
                continue
            for first in firsts:
                if text.words_between(placed[first][0].end, place.start) < self.words:
                    yield terms | bit, first

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
