"""Finds every cue of a text with its place in one pass: an automaton over whole words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from operator import itemgetter
from typing import Any

import ahocorasick

from monitor.extract.tokens import plain

CASED = 1 << 16
"""Marks a cue that has a capital where it stands: a name, "King", and no "king"."""
_PRONOUN = 2
_PLACE = itemgetter(0, 1, 2)
_EDGES = bytes(code if code > 127 or chr(code).isalnum() else 32 for code in range(256))
_BEYOND_ASCII = re.compile(r"[^\w\x00-\x7f]")

Hit = tuple[int, int, int, str | None]
"""A cue found: where it starts and ends in its field, what it hints at, whose side it tells of."""


def automaton_of(cues: Iterable[tuple[str, int, str | None]]) -> Any:
    """Return the automaton over *cues* with a space at either end, so that only whole words are found."""
    found: dict[tuple[str, bool], tuple[int, str | None]] = {}
    for text, cue, side in cues:
        cased = bool(cue & CASED) or (not cue and len(text) == _PRONOUN)
        known = found.get((text, cased), (0, None))
        found[text, cased] = (known[0] | cue & ~CASED, known[1] or side)
    alike: dict[str, list[tuple[int, int, str | None, bool, str | None]]] = {}
    for (text, cased), (cue, side) in found.items():
        exact = None if text.isalnum() else text
        named = not cased and found.get((text, True), (0, None))[1]  # Luis Montenegro, of no Montenegro
        alike.setdefault(edged(text), []).append((len(text), cue, None if named else side, cased, exact))
    automaton = ahocorasick.Automaton()
    for key, values in alike.items():
        automaton.add_word(key, tuple(values))
    automaton.make_automaton()
    return automaton


def hits(automaton: Any, source: str) -> list[Hit]:
    """Return the cues of *source* that stand as whole words, in order."""
    low = fold(source)
    found = []
    for end, values in automaton.iter(edged(low)):
        after = end - 1
        for length, cue, side, cased, exact in values:
            start = after - length
            if exact is not None and low[start:after] != exact:
                continue
            if cased and source[start:after].islower():
                continue  # "us", not the country; "son", not the man of that name
            found.append((start, after, cue, side))
    found.sort(key=_PLACE)
    return found


def edged(low: str) -> str:
    """Return *low* with a space for whatever is no letter or digit, and one more at either end."""
    if low.isascii():
        return f" {low.encode().translate(_EDGES).decode()} "
    beyond = _BEYOND_ASCII.sub(" ", low).encode("utf-8", "surrogatepass").translate(_EDGES)
    return f" {beyond.decode('utf-8', 'surrogatepass')} "


def fold(source: str) -> str:
    """Return *source* in lower case with plain typography, of the same length."""
    text = plain(source)
    low = text.lower()
    return low if len(low) == len(source) else "".join(char.lower()[:1] for char in text)
