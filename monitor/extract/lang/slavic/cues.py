"""Prefilter: whether a Russian or Ukrainian text may report a contact or a denial.

One pass for the stems of the tables' words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

import ahocorasick

from monitor.extract.denial.words import load_denial_words
from monitor.extract.frames.predicates import load_predicates
from monitor.extract.lang.slavic.words import closed_words

_ENDINGS = (
    "оваться",
    "овать",
    "иваться",
    "ивать",
    "ывать",
    "аться",
    "иться",
    "еться",
    "яться",
    "уться",
    "ать",
    "ить",
    "еть",
    "ять",
    "уть",
    "ться",
    "ть",
    "чь",
    "уватися",
    "увати",
    "ювати",
    "атися",
    "итися",
    "утися",
    "ятися",
    "ати",
    "ити",
    "іти",
    "ути",
    "яти",
    "тися",
    "ти",
    "ий",
    "ый",
    "ой",
)
_SHORTEST = 4


@dataclass(frozen=True, slots=True)
class Cues:
    """The stems of one language."""

    automaton: Any

    def number_in(self, text: str) -> int:
        """Return how many stems begin words of *text*."""
        low = text.lower()
        return sum(
            end - length < 0 or not low[end - length].isalpha() for end, length in self.automaton.iter(low)
        )

    def any_in(self, text: str) -> bool:
        """Tell whether a stem begins a word of *text*."""
        low = text.lower()
        for end, length in self.automaton.iter(low):
            start = end - length + 1
            if start == 0 or not low[start - 1].isalpha():
                return True
        return False


@cache
def load_cues(language: str) -> Cues:
    """Return the stems of *language*."""
    automaton = ahocorasick.Automaton()
    for stem in set(_stems(language)):
        automaton.add_word(stem, len(stem))
    automaton.make_automaton()
    return Cues(automaton)


def _stems(language: str) -> Iterator[str]:
    predicates = load_predicates(language)
    denials = load_denial_words(language)
    lists = denials.lists
    words: list[str] = [
        *predicates.verbs,
        *(row.lemma[-1] for rows in predicates.nouns.values() for row in rows),
        *predicates.nouns,
    ]
    yield from map(stem_of, (word for word in words if " " not in word))
    yield from map(
        stem_of, (*denials.verbs, *denials.nouns, *_single(lists["verdicts"]), *lists["answering"])
    )
    yield from (*lists["statements"], *lists["plan_statements"], *closed_words(language).lists["cues"])


def _single(words: Iterable[str]) -> Iterator[str]:
    return (word for word in words if " " not in word)


def stem_of(lemma: str) -> str:
    """Return the beginning of *lemma* that its forms share, as good as endings tell.

    Never shorter than four letters.
    """
    for ending in _ENDINGS:
        if lemma.endswith(ending) and len(lemma) - len(ending) >= _SHORTEST:
            return lemma[: -len(ending)]
    cut = lemma[:-1] if len(lemma) > _SHORTEST else lemma
    return cut[: max(_SHORTEST, len(cut))]
