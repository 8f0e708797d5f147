"""Finder of `quote: {by, says}`: a condition inside speech that is quoted from somebody.

Who says what is read once an article, and only where a rule that asks has to be verified.
"""

# ruff: noqa: D102 - what an overriding method does is said where it is declared

from __future__ import annotations

from itertools import chain

from monitor.extract.lexicon import Lexicon
from monitor.rule.condition import Who
from monitor.rule.literal import Place
from monitor.rule.match_facts import PeopleAsked
from monitor.rule.match_terms import Finder, Found, shared
from monitor.rule.search_text import Searched


class Spoken(Finder):
    """The part holds inside one and the same stretch that is quoted from who is meant."""

    __slots__ = ("_by",)

    def __init__(self, by: Who, part: Finder, lexicon: Lexicon) -> None:
        super().__init__(part.keys, (part,), rank=3)
        self._by = PeopleAsked(by, lexicon)

    def find(self, text: Searched, inside: Place) -> Found:
        part = self.parts[0]
        if not part.may(text, inside):
            return None
        found = (part.find(text, stretch) for stretch in self.stretches(text, inside))
        held = [places for places in found if places is not None]
        return tuple(chain.from_iterable(held)) if held else None

    def may(self, text: Searched, inside: Place) -> bool:
        return self.parts[0].may(text, inside)

    def stretches(self, text: Searched, inside: Place) -> list[Place]:
        """Return what is quoted from who is meant, as far as it lies in *inside*."""
        spoken = (text.place_of(one.said) for one in text.speeches if self._by.says(one))
        return list(shared(spoken, inside))
