"""Words that are a cue only beside others: "had" with "a word", "urged" with "in a call".

Each set of words that is wanted has two bits of a hint, one for the word that wants them and one, `_APART`
bits further up, for those wanted: a text has both where the two bits meet.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from monitor.extract.lang.en.lexicon import plurals

_FIRST: Final = 1 << 20
_APART: Final = 16
_EACH: Final = ((1 << _APART) - 1) * _FIRST
_BOTH: Final = _EACH | _EACH << _APART


class WordsBeside:
    """Gives out the bits of what is wanted beside what."""

    def __init__(self) -> None:
        """Begin with nothing wanted."""
        self._bits: dict[tuple[frozenset[str], int], int] = {}
        self._meant: list[tuple[int, int]] = []

    def cue(self, wanted: frozenset[str], meant: int) -> int:
        """Return the hint of a word that hints at *meant* only beside one of *wanted*, if any are."""
        bit = self._bits.get((wanted, meant), _FIRST << len(self._bits))
        if not wanted or not bit & _EACH:
            return meant
        if (wanted, meant) not in self._bits:
            self._bits[wanted, meant] = bit
            self._meant.append((bit, meant))
        return bit

    def cues(self) -> Iterator[tuple[str, int, None]]:
        """Yield the words that are wanted, in both numbers, with their hints."""
        for (wanted, _), bit in self._bits.items():
            for word in wanted:
                yield from ((text, bit << _APART, None) for text in plurals(word))

    def met(self, cue: int) -> int:
        """Return what the hints of a text say together: those that want others only where they have them."""
        found = cue & cue >> _APART & _EACH
        cue &= ~_BOTH
        if found:
            for bit, meant in self._meant:
                if found & bit:
                    cue |= meant
        return cue
