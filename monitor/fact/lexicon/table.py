"""Phrases to look up at a place in a list of words, the longest first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Generic, TypeVar

from monitor.fact.tokens import Piece, read_sentence

Phrase = tuple[str, ...]
Value = TypeVar("Value")


def words(text: str) -> Phrase:
    """Return *text* as the words the reader sees."""
    return tuple(read_sentence(Piece(text.strip(), "text", 0)).low)


class Table(Generic[Value]):
    """Phrases with a value each; later pairs replace earlier ones of the same phrase."""

    __slots__ = ("firsts",)

    def __init__(self, pairs: Iterable[tuple[Phrase, Value]]) -> None:
        by_first: dict[str, dict[Phrase, Value]] = {}
        for phrase, value in pairs:
            if phrase:
                by_first.setdefault(phrase[0], {})[phrase] = value
        self.firsts: dict[str, list[tuple[int, Phrase, Value]]] = {
            first: sorted(((len(p), p, v) for p, v in found.items()), key=lambda row: -row[0])
            for first, found in by_first.items()
        }

    def at(self, low: Sequence[str], index: int) -> tuple[int, Value] | None:
        """Return the length and value of the longest phrase at *index*, or None."""
        rows = self.firsts.get(low[index])
        if rows is None:
            return None
        second = low[index + 1] if index + 1 < len(low) else None
        for length, phrase, value in rows:
            if length == 1 or (phrase[1] == second and tuple(low[index : index + length]) == phrase):
                return length, value
        return None

    def first_in(self, low: Sequence[str], start: int, end: int) -> tuple[int, int, Value] | None:
        """Return start, length and value of the first phrase that begins in `[start, end)`, or None."""
        for index in range(max(start, 0), min(end, len(low))):
            if low[index] in self.firsts and (found := self.at(low, index)):
                return index, *found
        return None
