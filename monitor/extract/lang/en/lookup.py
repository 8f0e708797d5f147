"""Looks up what English words may be by themselves; what their neighbours say of them is the resolver's."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from functools import cache, lru_cache

from monitor.extract.lang.en.lexicon import WordForm, english_words, lemma_of, singular
from monitor.extract.syntax.model import Form, Tag, Token
from monitor.extract.tokens import words_within

_ADJECTIVE_ENDINGS = (
    "ous",
    "ful",
    "ive",
    "able",
    "ible",
    "less",
    "ish",
    "ical",
    "ian",
    "ern",
    "-led",
    "-based",
    "-backed",
)
_QUOTES = frozenset({'"', "'", "''"})
_OPEN = frozenset({Tag.VERB, Tag.NOUN, Tag.ADJECTIVE, Tag.MODAL, Tag.ADVERB, Tag.NUMBER})
_SHORT = 4
_REMEMBERED = 32768
_LONG = 40
"""Characters; what is longer is no word that comes again."""

Found = tuple[str, str, str, str, str, str, int]
"""A word as written, in lower case, its lemma, tag and form, what is fused to it, how likely it is a verb."""
Place = tuple[str, str, str, str, str, str, int, int, int]
"""A word found, with where it starts and ends in what it was found in."""


class WordLookup:
    """The words of one dictionary; what stands between two spaces is looked up once and remembered."""

    def __init__(self, forms: Mapping[str, WordForm]) -> None:
        """Look words up in *forms*, by the word in lower case."""
        self.forms = forms
        self._remembered = lru_cache(maxsize=_REMEMBERED)(self._within)

    def tokens(self, text: str) -> list[Token]:
        """Return the words of *text*, each by itself."""
        found: list[Token] = []
        at = 0
        for chunk in text.split():
            at = text.index(chunk, at)
            if len(chunk) > _LONG or not at:
                inside = self._within(chunk, opens=not at)
            else:
                inside = self._remembered(chunk)
            for raw, low, lemma, tag, form, fused, verb, start, end in inside:
                found.append(Token(raw, low, lemma, tag, form, at + start, at + end, fused, verb))
            at += len(chunk)
        return found

    def token(self, raw: str, start: int) -> Token:
        """Return the word *raw* that starts at *start* of its text."""
        _, low, lemma, tag, form, fused, verb = self._word(raw, opens=not start)
        return Token(raw, low, lemma, tag, form, start, start + len(raw), fused, verb)

    def _within(self, chunk: str, *, opens: bool = False) -> tuple[Place, ...]:
        """Return the words of *chunk*, which holds no space; *opens*: it opens its text."""
        if chunk.isalnum():
            return ((*self._word(chunk, opens=opens), 0, len(chunk)),)
        return tuple(
            (*self._word(raw, opens=opens and not start), start, start + len(raw))
            for raw, start in words_within(chunk)
        )

    def _word(self, raw: str, *, opens: bool) -> Found:
        low = sys.intern(raw.lower())
        if not raw[0].isalnum():
            mark = Tag.QUOTE if raw in _QUOTES else Tag.PUNCTUATION
            return raw, low, low, Tag.POSSESSIVE if low == "'s" else mark, "", "", 0
        known = self.forms.get(low)
        if known is not None and (opens or raw == low or known.tag not in _OPEN):
            return raw, low, known.lemma, known.tag, known.form, known.fused, known.verb
        tag, lemma, form, fused = _unknown(raw, low)
        return raw, low, lemma, tag, form, fused, 0


@cache
def english_lookup() -> WordLookup:
    """Return the look-up of the shipped words."""
    return WordLookup(english_words().forms)


def _unknown(raw: str, low: str) -> tuple[str, str, str, str]:  # noqa: PLR0911 - each case answers for itself
    """Return tag, lemma, form and what is fused of a word that is not listed."""
    if "'" in low:
        head, _, tail = low.rpartition("'")
        hanging = english_words().hanging.get("'" + tail)
        if hanging:
            return Tag.PRONOUN, head, "", hanging
    if raw[0].isdigit():
        return Tag.NUMBER, low, "", ""
    if raw[0].isupper():
        return (Tag.NOUN if low in english_words().times else Tag.NAME), low, "", ""
    if low.endswith("ly") and len(low) > _SHORT:
        return Tag.ADVERB, low, "", ""
    if low.endswith(_ADJECTIVE_ENDINGS):
        return Tag.ADJECTIVE, low, "", ""
    if low.endswith("ed") and len(low) > _SHORT:
        shape = Tag.ADJECTIVE if "-" in low or low.startswith("un") else Tag.VERB
        return shape, lemma_of(low), Form.PAST, ""
    if low.endswith("ing") and len(low) > _SHORT:
        return Tag.VERB, lemma_of(low), Form.GERUND, ""
    plural = low.endswith("s") and not low.endswith("ss")
    return Tag.NOUN, singular(low) if plural else low, Form.PLURAL if plural else "", ""
