"""Phrases to look up at a place in a list of words, the longest first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Generic, TypeVar

from monitor.extract.tokens import SentencePiece, read_sentence

Phrase = tuple[str, ...]
Value = TypeVar("Value")
_PAIR = 2


def words(text: str) -> Phrase:
    """Return *text* as the words the reader sees."""
    return tuple(read_sentence(SentencePiece(text.strip(), "text", 0)).low)


class Table(Generic[Value]):
    """Phrases with a value each; later pairs replace earlier ones of the same phrase."""

    __slots__ = ("_alone", "_longer", "firsts")

    def __init__(self, pairs: Iterable[tuple[Phrase, Value]]) -> None:
        by_first: dict[str, dict[Phrase, Value]] = {}
        for phrase, value in pairs:
            if phrase:
                by_first.setdefault(phrase[0], {})[phrase] = value
        self.firsts: dict[str, list[tuple[int, Phrase, Value]]] = {
            first: sorted(((len(p), p, v) for p, v in found.items()), key=lambda row: -row[0])
            for first, found in by_first.items()
        }
        self._alone: dict[str, tuple[int, Value]] = {}
        self._longer: dict[str, dict[str, list[tuple[int, Phrase, Value]]]] = {}
        for first, rows in self.firsts.items():
            for row in rows:
                if row[0] == 1:
                    self._alone[first] = (1, row[2])
                else:
                    self._longer.setdefault(first, {}).setdefault(row[1][1], []).append(row)

    def at(self, low: Sequence[str], index: int) -> tuple[int, Value] | None:
        """Return the length and value of the longest phrase at *index*, or None."""
        first = low[index]
        seconds = self._longer.get(first)
        if seconds is not None and index + 1 < len(low):
            for length, phrase, value in seconds.get(low[index + 1], ()):
                if length == _PAIR or tuple(low[index : index + length]) == phrase:
                    return length, value
        return self._alone.get(first)

    def alone(self, word: str) -> bool:
        """Tell whether *word* is a phrase by itself."""
        return word in self._alone

    def seconds(self, first: str) -> frozenset[str]:
        """Return the second words of the phrases that begin with *first* and go on."""
        return frozenset(self._longer.get(first, ()))

    def first_in(self, low: Sequence[str], start: int, end: int) -> tuple[int, int, Value] | None:
        """Return start, length and value of the first phrase that begins in `[start, end)`, or None."""
        for index in range(max(start, 0), min(end, len(low))):
            if low[index] in self.firsts and (found := self.at(low, index)):
                return index, *found
        return None

    def covered(self, low: Sequence[str]) -> frozenset[int]:
        """Return the places of all words of *low* that stand in a phrase; cheap when there are no phrases."""
        if not self.firsts:
            return frozenset()
        found = ((index, self.at(low, index)) for index, word in enumerate(low) if word in self.firsts)
        return frozenset(at for index, hit in found if hit for at in range(index, index + hit[0]))
