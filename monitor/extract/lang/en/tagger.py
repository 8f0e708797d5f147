"""English tags, from closed-class words, endings, case and neighbours.

One pass looks every word up, a second decides what may be several things (report, calls, meeting, her,
that, to) by
what stands before and behind. A wrong verb costs a whole clause, so a word that is mostly a noun must be
shown to be a verb.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence

from monitor.extract.lang.en.lexicon import WordForm, english_words, lemma_of, singular
from monitor.extract.lang.en.resolver import Resolver
from monitor.extract.syntax.model import Form, Tag, Tagged, Token
from monitor.extract.tokens import SentencePiece, unescaped, word_pattern

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
_CLOSED = frozenset({Tag.PRONOUN, Tag.WH, Tag.AUXILIARY})
_MOST_TITLE = 0.6
_SHORT = 4
_FEW = 2
_DATELINE = 12
_OPENING = frozenset({"-", "--", '"', ":"})


def tag(piece: SentencePiece, number: int, forms: dict[str, WordForm] | None = None) -> Tagged:
    """Return the words of *piece* with their tags; `number` is the sentence's in its article.

    *forms* are the known forms where a user taught more.
    """
    forms = forms or english_words().forms
    text = unescaped(piece.text)
    tokens = [_token(found, forms) for found in word_pattern().finditer(text)]
    if piece.headline and tokens and "-" in tokens[-1].raw:
        tokens[-1:] = _labelled(text, tokens[-1], forms)
    if not text.isupper():
        _initials(tokens)
    _after_dateline(tokens, forms)
    if _titled(tokens) or (piece.headline and _all_titled(tokens)) or (text.isupper() and len(tokens) > _FEW):
        _lower_titles(tokens, forms)
    Resolver(tokens, piece.headline).run()
    return Tagged(tokens, piece, number, "en", headline=piece.headline)


def _token(found: re.Match[str], forms: dict[str, WordForm]) -> Token:
    raw = found.group()
    low = sys.intern(raw.lower())
    start = found.start()
    known = forms.get(low)
    first = raw[0]
    if not first.isalnum():
        if low == "'s":
            return Token(raw, low, low, Tag.POSSESSIVE, "", start, start + len(raw))
        mark = Tag.QUOTE if raw in _QUOTES else Tag.PUNCTUATION
        return Token(raw, low, low, mark, "", start, start + len(raw))
    if known is not None and (raw is low or raw == low or start == 0 or _sure(known)):
        return Token(
            raw,
            low,
            known.lemma,
            known.tag,
            known.form,
            start,
            start + len(raw),
            "",
            "",
            known.fused,
            known.verb,
        )
    tagged, lemma, form, fused = _unknown(raw, low)
    return Token(raw, low, lemma, tagged, form, start, start + len(raw), "", "", fused)


def _labelled(text: str, last: Token, forms: dict[str, WordForm]) -> list[Token]:
    """Read "call-official" at the end of a headline as the last word and who says so."""
    said, _, source = last.raw.rpartition("-")
    if source.lower() not in english_words().labels or not said.isalpha():
        return [last]
    parts = [_token(found, forms) for found in re.compile(r"\w+|-").finditer(text, last.start)]
    if parts[-1].tag == Tag.ADJECTIVE:
        parts[-1].tag = Tag.NOUN
    return parts


def _initials(tokens: Sequence[Token]) -> None:
    """Read "US", "WHO" and "IS" among other words as names: closed words have no second capital."""
    for at, token in enumerate(tokens):
        if token.tag not in _CLOSED or len(token.raw) == 1 or not token.raw.isupper():
            continue
        stressed = token.tag == Tag.AUXILIARY and at > 0 and tokens[at - 1].tag == Tag.PRONOUN
        if not stressed:
            token.tag, token.lemma, token.form = Tag.NAME, token.low, ""


def _sure(known: WordForm) -> bool:
    """Tell whether a capital does not make a name of it: "The", "He", "Did"; but "May", "March", "Will"."""
    return known.tag not in {Tag.VERB, Tag.NOUN, Tag.ADJECTIVE, Tag.MODAL, Tag.ADVERB, Tag.NUMBER}


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


def _after_dateline(tokens: Sequence[Token], forms: dict[str, WordForm]) -> None:
    """Read the first word behind "RIGA (Reuters) -", or behind a quotation mark.

    As one that opens a sentence.
    """
    for at, token in enumerate(tokens[1:_DATELINE], 1):
        known = forms.get(token.low)
        if known is not None and token.tag == Tag.NAME and tokens[at - 1].low in _OPENING:
            token.tag, token.lemma, token.form = known.tag, known.lemma, known.form
            token.fused, token.verb = known.fused, known.verb


def _titled(tokens: Sequence[Token]) -> bool:
    """Tell whether a headline capitalises (nearly) every word."""
    words = [token for token in tokens if token.raw[0].isalpha()]
    long = [token for token in words if len(token.raw) >= _SHORT]
    return len(long) > _SHORT and sum(token.raw[0].isupper() for token in long) > _MOST_TITLE * len(long) + 1


def _all_titled(tokens: Sequence[Token]) -> bool:
    """Tell whether a short headline capitalises every longer word: "Macron Refuses to Meet Putin"."""
    long = [token for token in tokens if token.raw[0].isalpha() and len(token.raw) >= _SHORT]
    return len(long) > _FEW and all(token.raw[0].isupper() for token in long)


def _lower_titles(tokens: Sequence[Token], forms: dict[str, WordForm]) -> None:
    """Read the words of a capitalised headline as if they were in lower case where they are known."""
    for token in tokens:
        known = forms.get(token.low)
        if token.tag == Tag.NAME and known is not None:
            token.tag, token.lemma, token.form = known.tag, known.lemma, known.form
            token.fused, token.verb = known.fused, known.verb
