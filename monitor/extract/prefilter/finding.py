"""Finds every cue of a text with its place in one pass: an automaton over whole words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from operator import itemgetter
from typing import Any

import ahocorasick

from monitor.extract.tokens import plain

CASED = 1 << 60
"""Marks a cue that has a capital where it stands: a name, "King", and no "king"."""
_PRONOUN = 2
_PLACE = itemgetter(0, 1, 2)
_EDGES = bytes(code if code > 127 or chr(code).isalnum() else 32 for code in range(256))
_BEYOND_ASCII = re.compile(r"[^\w\x00-\x7f]")

Hit = tuple[int, int, int, str | None]
"""A cue found: where it starts and ends in its field, what it hints at, whose side it tells of."""


Match = tuple[int, tuple[int, tuple[tuple[int, int, str | None, bool, str | None], ...]]]
"""Where a match ends; what its cues hint at together, and each: length, hint, side, cased, exact."""


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
        named = (
            not (cased or cue) and found.get((text, True), (0, None))[1]
        )  # Luis Montenegro, of no Montenegro
        alike.setdefault(edged(text), []).append((len(text), cue, None if named else side, cased, exact))
    automaton = ahocorasick.Automaton()
    for key, values in alike.items():
        cue = 0
        for value in values:
            cue |= value[1]
        automaton.add_word(key, (cue, tuple(values)))
    automaton.make_automaton()
    return automaton


def matches(automaton: Any, low: str) -> tuple[list[Match], int]:
    """Return what *low*, folded, may have as cues, and all that it would hint at: not judged by case."""
    found = list(automaton.iter(edged(low)))
    cue = 0
    for _, (hint, _) in found:
        cue |= hint
    return found, cue


def hits(found: Iterable[Match], source: str, low: str) -> list[Hit]:
    """Return those of the matches *found* in *source*, folded *low*, that are cues as they stand."""
    kept = []
    for end, (_, values) in found:
        after = end - 1
        for length, cue, side, cased, exact in values:
            start = after - length
            if exact is not None and low[start:after] != exact:
                continue
            if cased and source[start:after].islower():
                continue  # "us", not the country; "son", not the man of that name
            kept.append((start, after, cue, side))
    kept.sort(key=_PLACE)
    return kept


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
