"""Finders of phrases and of boolean and scoped conditions: `any`, `all`, `not`, `title`, `sentence`.

Every finder answers `find` with the places that prove it, or None when it does not hold, and `may`
with a cheap answer that is never wrongly False, so that sentences are split only where it counts.
"""

# ruff: noqa: D102 - what an overriding method does is said where it is declared

from __future__ import annotations

from abc import ABC, abstractmethod
from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable, Sequence
from itertools import chain

from monitor.article.model import Article
from monitor.rule.condition import Scope
from monitor.rule.literal import Literal, Place
from monitor.rule.search_text import Searched

Found = tuple[Place, ...] | None
Keys = frozenset[int] | None


class Finder(ABC):
    """One compiled condition. `keys`: at least one of these must occur for it to hold; None when unknown."""

    __slots__ = ("keys", "parts", "rank")

    parts: tuple[Finder, ...]
    keys: Keys
    rank: int

    def __init__(self, keys: Keys, parts: tuple[Finder, ...] = (), rank: int = 0) -> None:
        self.keys = keys
        self.parts = parts
        self.rank = max([rank, *(part.rank for part in parts)])

    @abstractmethod
    def find(self, text: Searched, inside: Place) -> Found:
        """Return the places that prove the condition inside that stretch, None when it does not hold."""

    @abstractmethod
    def may(self, text: Searched, inside: Place) -> bool:
        """Return False only if the condition can hold in no part of that stretch."""

    def could(self, hits: Collection[int]) -> bool:
        """Return False only if the condition cannot hold in an article that has just these keys."""
        return all(part.could(hits) for part in self.parts)


class Leaf(Finder):
    """A condition that is found at places of its own, whatever the scope."""

    __slots__ = ()

    @abstractmethod
    def within(self, text: Searched, inside: Place) -> list[Place]:
        """Return the places that lie inside the stretch, sorted."""

    def find(self, text: Searched, inside: Place) -> Found:
        return tuple(self.within(text, inside)) or None


class LiteralWords(Leaf):
    """Any of these literals; each with the number of its key."""

    __slots__ = ("_of_key", "literals")

    def __init__(self, literals: tuple[tuple[int, Literal], ...]) -> None:
        keys = frozenset(key for key, _ in literals)
        super().__init__(keys)
        self.literals = literals
        self._of_key: dict[int, list[Literal]] = {}
        for key, literal in literals:
            self._of_key.setdefault(key, []).append(literal)

    def could(self, hits: Collection[int]) -> bool:
        return self.keys is None or not self.keys.isdisjoint(hits)

    def within(self, text: Searched, inside: Place) -> list[Place]:
        places = self._places(text)
        if not places:
            return places
        low, high = bisect_left(places, (inside.start,)), bisect_left(places, (inside.end,))
        return [place for place in places[low:high] if place.end <= inside.end]

    def may(self, text: Searched, inside: Place) -> bool:
        places = self._places(text)
        end = inside.end
        for number in range(bisect_left(places, (inside.start,)), len(places)):
            place = places[number]
            if place.end <= end:
                return True
            if place.start >= end:
                return False
        return False

    def _places(self, text: Searched) -> list[Place]:
        """Return all places in the article, found once for all rules."""
        known = text.known.get(self)
        if known is None:
            known = text.known[self] = self._look(text)
        return known

    def _look(self, text: Searched) -> list[Place]:
        hits, folded = text.hits, text.text
        found: list[Place] = []
        for key in self._of_key.keys() & hits.keys():
            for literal in self._of_key[key]:
                places = literal.places(folded, hits[key])
                found += places if literal.signs is None else text.signed(places, literal.signs)
        return sorted(set(found)) if len(found) > 1 else found


class Pattern(Leaf):
    """A regular expression, searched in the raw text of the blocks that have the words it cannot do without.

    *needs* are groups of keys of which one each must occur in the block, the rarest group first.
    """

    __slots__ = ("needs", "search")

    def __init__(
        self, search: Callable[[str], Iterable[tuple[int, int]]], needs: tuple[frozenset[int], ...]
    ) -> None:
        super().__init__(needs[0] if needs else None, rank=2)
        self.search = search
        self.needs = needs

    def could(self, hits: Collection[int]) -> bool:
        return not any(keys.isdisjoint(hits) for keys in self.needs)

    def within(self, text: Searched, inside: Place) -> list[Place]:
        places = chain.from_iterable(self._places(text, block) for block in self._blocks(text, inside))
        return [place for place in places if place.start >= inside.start and place.end <= inside.end]

    def may(self, text: Searched, inside: Place) -> bool:
        blocks = self._blocks(text, inside)
        return len(blocks) > 1 or bool(blocks and self.within(text, inside))

    def _blocks(self, text: Searched, inside: Place) -> Sequence[int]:
        if not self.needs:
            return text.blocks_in(inside)
        blocks = text.blocks_with(self.needs[0], inside)
        for keys in self.needs[1:]:
            if blocks:
                with_these = text.blocks_with(keys, inside)
                blocks = [block for block in blocks if block in with_these]
        return blocks

    def _places(self, text: Searched, block: int) -> list[Place]:
        known = text.known.get((self, block))
        if known is None:
            known = text.known[self, block] = text.regex_places(self.search, block)
        return known


class Either(Leaf):
    """Any of several leaves."""

    __slots__ = ("leaves",)

    def __init__(self, leaves: tuple[Leaf, ...]) -> None:
        by_rank = tuple(sorted(leaves, key=lambda leaf: leaf.rank))
        super().__init__(union(leaf.keys for leaf in leaves), by_rank)
        self.leaves = by_rank

    def could(self, hits: Collection[int]) -> bool:
        return any(leaf.could(hits) for leaf in self.leaves)

    def within(self, text: Searched, inside: Place) -> list[Place]:
        return sorted(set(chain.from_iterable(leaf.within(text, inside) for leaf in self.leaves)))

    def may(self, text: Searched, inside: Place) -> bool:
        return any(leaf.may(text, inside) for leaf in self.leaves)


class All(Finder):
    """Every part holds in the stretch."""

    __slots__ = ()

    def __init__(self, parts: tuple[Finder, ...], keys: Keys) -> None:
        super().__init__(keys, tuple(sorted(parts, key=lambda part: part.rank)))

    def find(self, text: Searched, inside: Place) -> Found:
        found: list[Place] = []
        for part in self.parts:
            places = part.find(text, inside)
            if places is None:
                return None
            found += places
        return tuple(found)

    def may(self, text: Searched, inside: Place) -> bool:
        return all(part.may(text, inside) for part in self.parts)


class AtLeastSome(Finder):
    """At least `count` parts hold in the stretch; `any` is the case of one."""

    __slots__ = ("count",)

    def __init__(self, count: int, parts: tuple[Finder, ...], keys: Keys) -> None:
        super().__init__(keys, parts)
        self.count = count

    def find(self, text: Searched, inside: Place) -> Found:
        held = [places for part in self.parts if (places := part.find(text, inside)) is not None]
        return tuple(chain.from_iterable(held)) if len(held) >= self.count else None

    def could(self, hits: Collection[int]) -> bool:
        return sum(part.could(hits) for part in self.parts) >= self.count

    def may(self, text: Searched, inside: Place) -> bool:
        return self.count <= 0 or self._count_up(text, inside)

    def _count_up(self, text: Searched, inside: Place) -> bool:
        missing = self.count
        for part in self.parts:
            missing -= part.may(text, inside)
            if not missing:
                return True
        return False


class Not(Finder):
    """The part does not hold in the stretch. Proves nothing by itself."""

    __slots__ = ()

    def __init__(self, part: Finder) -> None:
        super().__init__(None, (part,))

    def could(self, hits: Collection[int]) -> bool:  # noqa: ARG002
        return True

    def find(self, text: Searched, inside: Place) -> Found:
        return () if self.parts[0].find(text, inside) is None else None

    def may(self, text: Searched, inside: Place) -> bool:  # noqa: ARG002
        return True


class Except(Finder):
    """The part holds and none of the exceptions does, which are looked at only then."""

    __slots__ = ("unless",)

    def __init__(self, part: Finder, unless: tuple[Finder, ...]) -> None:
        super().__init__(part.keys, (part,))
        self.unless = unless

    def find(self, text: Searched, inside: Place) -> Found:
        places = self.parts[0].find(text, inside)
        if places is None:
            return None
        asked = len(text.reported)
        excepted = any(one.find(text, inside) is not None for one in self.unless)
        del text.reported[asked:]
        return None if excepted else places

    def may(self, text: Searched, inside: Place) -> bool:
        return self.parts[0].may(text, inside)


class MetadataTerm(Finder):
    """A question to the article's own data."""

    __slots__ = ("ask",)

    def __init__(self, ask: Callable[[Article], bool]) -> None:
        super().__init__(None)
        self.ask = ask

    def find(self, text: Searched, inside: Place) -> Found:  # noqa: ARG002
        return () if self.ask(text.article) else None

    def may(self, text: Searched, inside: Place) -> bool:  # noqa: ARG002
        return self.ask(text.article)


class Inside(Finder):
    """The part holds inside one and the same stretch of a scope."""

    __slots__ = ("scope",)

    def __init__(self, scope: Scope, part: Finder) -> None:
        super().__init__(part.keys, (part,), rank=3)
        self.scope = scope

    def find(self, text: Searched, inside: Place) -> Found:
        held = []
        part = self.parts[0]
        for stretch in self.stretches(text, inside):
            places = part.find(text, stretch)
            if places is not None:
                held.append(places)
        return tuple(chain.from_iterable(held)) if held else None

    def may(self, text: Searched, inside: Place) -> bool:
        return self.parts[0].may(text, inside)

    def stretches(self, text: Searched, inside: Place) -> Iterable[Place]:
        """Return the stretches of the scope inside *inside* in which the part might hold, in order."""
        if self.scope in (Scope.TITLE, Scope.LEAD):
            return shared(text.headlines() if self.scope is Scope.TITLE else text.lead(), inside)
        part = self.parts[0]
        if not part.may(text, inside):
            return ()
        numbers = text.blocks_in(inside) if self.keys is None else text.blocks_with(self.keys, inside)
        likely = (number for number in numbers if part.may(text, _common(text.blocks[number], inside)))
        return chain.from_iterable(shared(text.stretches(self.scope, number), inside) for number in likely)


def union(keys: Iterable[Keys]) -> Keys:
    """Return the keys of which one must occur for one of several conditions to hold."""
    together: set[int] = set()
    for some in keys:
        if some is None:
            return None
        together |= some
    return frozenset(together)


def _common(one: Place, other: Place) -> Place:
    return Place(max(one.start, other.start), min(one.end, other.end))


def shared(stretches: Iterable[Place], inside: Place) -> Iterable[Place]:
    """Return what each of *stretches* shares with *inside*, where that is anything."""
    for stretch in stretches:
        shared = _common(stretch, inside)
        if shared.start < shared.end:
            yield shared
