"""The closed-class words of Russian and Ukrainian, from `words.toml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from monitor.extract.lang.rows import read_table
from monitor.extract.lang.slavic.cases import ACC, DAT, GEN, INS, LOC, NOM

_LETTERS = {"n": NOM, "g": GEN, "d": DAT, "a": ACC, "i": INS, "l": LOC}
_SAME = {
    "со": "с",
    "із": "з",
    "зі": "з",
    "зо": "з",
    "ко": "к",
    "во": "в",
    "об": "о",
    "обо": "о",
    "од": "від",
    "поміж": "між",
    "один на один с": "с",
    "лицом к лицу с": "с",
    "с глазу на глаз с": "с",
    "тет-а-тет с": "с",
    "наедине с": "с",
    "віч-на-віч з": "з",
    "віч-на-віч із": "з",
    "сам на сам з": "з",
    "сам на сам із": "з",
    "тет-а-тет з": "з",
    "тет-а-тет із": "з",
    "наодинці з": "з",
    "наодинці із": "з",
    "на честь": "в честь",
    "разом із": "разом з",
    "разом зі": "разом з",
}


@dataclass(frozen=True, slots=True)
class WordLists:
    """The closed-class words of one language.

    `prepositions` with the cases they govern, phrases by first word.
    """

    prepositions: Mapping[str, int]
    phrases: Mapping[str, tuple[tuple[tuple[str, ...], int], ...]]
    lists: Mapping[str, frozenset[str]]

    def preposition(self, low: list[str], at: int) -> tuple[int, str, int] | None:
        """Return length, usual form and cases of the preposition at *at*, the longest there is, or None."""
        for phrase, cases in self.phrases.get(low[at], ()):
            if tuple(low[at : at + len(phrase)]) == phrase:
                whole = " ".join(phrase)
                return len(phrase), _SAME.get(whole, whole), cases
        cases = self.prepositions.get(low[at], 0)
        return (1, _SAME.get(low[at], low[at]), cases) if cases else None


@cache
def closed_words(language: str) -> WordLists:
    """Return the closed-class words of *language*."""
    table = read_table(language, "words")
    phrases: dict[str, list[tuple[tuple[str, ...], int]]] = {}
    for text, letters in table["phrases"].items():
        words = tuple(text.split())
        phrases.setdefault(words[0], []).append((words, _cases(letters)))
    return WordLists(
        {word: _cases(letters) for word, letters in table["prepositions"].items()},
        {first: tuple(sorted(some, key=lambda one: -len(one[0]))) for first, some in phrases.items()},
        {name: frozenset(words) for name, words in table["words"].items()},
    )


@cache
def own_words(language: str, other: str) -> frozenset[str]:
    """Return the prepositions, conjunctions and particles that *language* has and *other* has not."""
    return _short_words(language) - _short_words(other)


def _short_words(language: str) -> frozenset[str]:
    closed = closed_words(language)
    names = ("both", "but", "negation", "complementizers", "particles", "subordinators", "predicatives")
    return frozenset(closed.prepositions).union(*(closed.lists[name] for name in names))


def _cases(letters: str) -> int:
    mask = 0
    for letter in letters:
        mask |= _LETTERS[letter]
    return mask
