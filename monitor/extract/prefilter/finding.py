"""Finds every cue of a text with its place in one pass: an automaton over whole words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

import ahocorasick

from monitor.extract.tokens import plain

_PRONOUN = 2
_EDGES = bytes(code if code > 127 or chr(code).isalnum() else 32 for code in range(256))
_BEYOND_ASCII = re.compile(r"[^\w\x00-\x7f]")

Hit = tuple[int, int, int, str | None]
"""A cue found: where it starts and ends in its field, what it hints at, whose side it tells of."""


def automaton_of(cues: Iterable[tuple[str, int, str | None]]) -> Any:
    """Return the automaton over *cues* with a space at either end, so that only whole words are found."""
    found: dict[str, tuple[int, str | None]] = {}
    for text, cue, side in cues:
        known = found.get(text, (0, None))
        found[text] = (known[0] | int(cue), known[1] or side)
    automaton = ahocorasick.Automaton()
    alike: dict[str, list[tuple[int, int, str | None, str | None]]] = {}
    for text, (cue, side) in found.items():
        exact = None if text.isalnum() else text
        alike.setdefault(edged(text), []).append((len(text), cue, side, exact))
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
        for length, cue, side, exact in values:
            start = after - length
            if exact is not None and low[start:after] != exact:
                continue
            if length == _PRONOUN and cue == 0 and source[start:after].islower():
                continue  # "us", not the country
            found.append((start, after, cue, side))
    found.sort()
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
