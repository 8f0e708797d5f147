"""Index terms of an article: the hashed words and figures by which candidates for a cluster are found.

Kept terms are those of the headline and the first paragraphs; asked are all of the kept text. So a
shortened copy finds the whole, and the whole the shortened. Distinctive words are what is in no list of
common ones; of these the lowest checksums are taken, so that two texts with the same words choose
the same. Names that are in the news every day count in pairs only.
"""

from __future__ import annotations

import re
from itertools import combinations
from zlib import crc32

from monitor.cluster.model import Sketch
from monitor.cluster.stopwords import NAMES, NAMES_CYRILLIC, PLAIN, PLAIN_CYRILLIC

_LEAD = 500
"""Characters of the text whose terms are kept."""
_KEPT_WORDS, _KEPT_NAMES = 8, 3
TERMS_KEPT = _KEPT_WORDS + _KEPT_NAMES
"""At most so many terms are kept of an article (three names make three pairs)."""
_ASKED_WORDS, _ASKED_NAMES = 90, 9

_MARKS = bytes([*range(33, 48), *range(58, 65), *range(91, 97), *range(123, 128)])
_APART = bytes.maketrans(_MARKS, b" " * len(_MARKS))
_TYPOGRAPHIC = ("’", "‘", "“", "”", "„", "«", "»", "–", "—", "…", "\xa0")
_CYRILLIC = re.compile("[а-яіїєґ]{3}")
_CYRILLIC_WORD = re.compile("[а-яёіїєґ]+")
STEM = 5
"""Letters of a word that count where its endings do not: always in Russian and Ukrainian."""
_SHORT = {chr(one) + chr(other) for one in range(97, 123) for other in range(97, 123)}
_NUMBERS = {str(number) for number in [*range(100), *range(1900, 2040)]} | {
    f"0{digit}" for digit in range(10)
}


def _dull() -> frozenset[bytes]:
    cyrillic = {word[:STEM] for word in (*PLAIN_CYRILLIC, *NAMES_CYRILLIC)}
    letters = {chr(one) for one in range(97, 123)}
    return frozenset(word.encode() for word in {*PLAIN, *NAMES, *cyrillic, *_SHORT, *_NUMBERS, *letters})


_DULL = _dull()
_NAMES = frozenset(word.encode() for word in (*NAMES, *(name[:STEM] for name in NAMES_CYRILLIC)))


def kept_terms(sketch: Sketch) -> list[int]:
    """Return at most `TERMS_KEPT` terms (32 bits) to find the article by."""
    return _terms(f"{sketch.title} {sketch.text[:_LEAD]}", _KEPT_WORDS, _KEPT_NAMES)


def asked_terms(sketch: Sketch) -> list[int]:
    """Return the terms to look for others with: more, and of all the text."""
    return _terms(f"{sketch.title} {sketch.text}", _ASKED_WORDS, _ASKED_NAMES)


def _terms(text: str, most_words: int, most_names: int) -> list[int]:
    words = _words(text)
    telling = sorted(map(crc32, words - _DULL))[:most_words]
    names = sorted(map(crc32, words & _NAMES))[:most_names]
    pairs = [((one * 31) ^ other) & 0xFFFFFFFF for one, other in combinations(names, 2)]
    return list({*telling, *pairs})


def _words(text: str) -> set[bytes]:
    text = text.lower()
    if not text.isascii():
        for mark in _TYPOGRAPHIC:
            text = text.replace(mark, " ")
        if _CYRILLIC.search(text):
            text = _CYRILLIC_WORD.sub(lambda found: found[0][:STEM], text)
    return set(text.encode("utf-8", "surrogatepass").translate(_APART, b",").split())
