"""Phrases as automaton literals: normalized, with word boundaries.

`Putin` becomes the key " putin ", `den*` becomes " den": the text is folded the same way, so a hit
needs no further check unless a wildcard is left to try or the script writes without spaces.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import NamedTuple

from monitor.article.normalize import SEPARATOR, fold
from monitor.rule.match_signs import Signs, letters_of, signs_of, spellings

_ENDING = f"[^ {SEPARATOR}]*"
_WORD = f"[^ {SEPARATOR}]+"
_UNSPACED = (
    (0x0E00, 0x0EFF),
    (0x1000, 0x109F),
    (0x1780, 0x17FF),
    (0x2E80, 0x9FFF),
    (0xAC00, 0xD7AF),
    (0xF900, 0xFAFF),
    (0x20000, 0x3FFFF),
)


class Place(NamedTuple):
    """A half-open range of characters in the folded text that is searched."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Literal:
    """What to look for (`key`), how far in the phrase begins, and what remains to be checked there.

    `signs` are checked by whoever has the article's own characters.
    """

    key: str
    lead: int
    trail: int
    pattern: re.Pattern[str] | None = None
    signs: Signs | None = None

    def places(self, text: str, key_ends: Iterable[int]) -> list[Place]:
        """Return where the phrase stands, given where its key ends in *text*."""
        begin = self.lead - len(self.key)
        if self.pattern is not None:
            found = (self.pattern.match(text, end + begin) for end in key_ends)
            return [Place(*one.span()) for one in found if one]
        if not self.trail:
            key_ends = [end for end in key_ends if not _is_mark(text[end : end + 1])]
        trail = self.trail
        return [Place(end + begin, end - trail) for end in key_ends]


def has_word(phrase: str) -> bool:
    """Return whether *phrase* has a word to begin with, without which nothing finds it."""
    return bool(fold(phrase.partition("*")[0]).text.strip())


def literals_of(phrase: str) -> Iterator[Literal]:
    """Yield what finds *phrase*, in all its spellings; nothing when it has no word to begin with."""
    first = literal_of(phrase)
    if first is None:
        return
    yield first
    for other, signs in spellings(phrase):
        literal = literal_of(other)
        if literal is not None:
            of_phrase = literal.signs or Signs()
            yield replace(literal, signs=replace(of_phrase, spelt=signs.spelt))


def exact_literals_of(phrase: str) -> Iterator[Literal]:
    """Yield what finds *phrase* where its letters stand as they are written, capitals and small ones."""
    cased = letters_of(phrase)
    for literal in literals_of(phrase):
        yield replace(literal, signs=replace(literal.signs or Signs(), cased=cased))


def literal_of(phrase: str) -> Literal | None:
    """Return the literal of *phrase* as it is written, or None when it has no word to begin with."""
    literal = _words_of(phrase)
    signs = signs_of(phrase)
    return replace(literal, signs=signs) if literal is not None and signs is not None else literal


def _words_of(phrase: str) -> Literal | None:
    parts = [fold(part).text for part in phrase.split("*")]
    parts[0] = parts[0].lstrip()
    parts[-1] = parts[-1].rstrip()
    if not parts[0].strip():
        return None
    lead = " " if not _stands_unspaced(parts[0][0]) else ""
    closed = not _stands_unspaced(parts[-1][-1:])
    if len(parts) == 1:
        trail = " " if closed else ""
        return Literal(lead + parts[0] + trail, len(lead), len(trail))
    return Literal(lead + parts[0], len(lead), 0, _pattern(parts, closed=closed))


def _pattern(parts: list[str], *, closed: bool) -> re.Pattern[str]:
    pieces = [re.escape(parts[0])]
    for before, part in pairwise(parts):
        pieces += (_WORD if before.endswith(" ") else _ENDING, re.escape(part))
    return re.compile("".join(pieces) + (f"(?![^ {SEPARATOR}])" if closed else ""))


def _stands_unspaced(char: str) -> bool:
    return bool(char) and any(low <= ord(char) <= high for low, high in _UNSPACED)


def _is_mark(char: str) -> bool:
    return bool(char) and unicodedata.category(char)[0] == "M"
