"""The English part-of-speech tagger: closed-class words, endings, case and neighbours.

One pass looks every word up, a second decides what may be several things (report, calls, meeting, her,
that, to) by
what stands before and behind. A wrong verb costs a whole clause, so a word that is mostly a noun must be
shown to be a verb.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from monitor.extract.lang.en.lexicon import WordForm, english_words
from monitor.extract.lang.en.lookup import WordLookup, english_lookup
from monitor.extract.lang.en.resolver import Resolver
from monitor.extract.syntax.model import Tag, Tagged, Token
from monitor.extract.tokens import SentencePiece, unescaped

_CLOSED = frozenset({Tag.PRONOUN, Tag.WH, Tag.AUXILIARY})
_MOST_TITLE = 0.6
_SHORT = 4
_FEW = 2
_DATELINE = 12
_PARTS = re.compile(r"\w+|-")
_OPENING = frozenset({"-", "--", '"', ":"})


def tag(piece: SentencePiece, number: int, words: WordLookup | None = None) -> Tagged:
    """Return the words of *piece* with their tags; `number` is the sentence's in its article.

    *words* looks words up where a user taught more.
    """
    words = words or english_lookup()
    text = unescaped(piece.text)
    shouts = text.isupper()
    tokens = words.tokens(text)
    if piece.headline and tokens and "-" in tokens[-1].raw:
        tokens[-1:] = _labelled(text, tokens[-1], words)
    if not shouts:
        _initials(tokens)
    _after_dateline(tokens, words.forms)
    if _titled(tokens, piece.headline) or (shouts and len(tokens) > _FEW):
        _lower_titles(tokens, words.forms)
    Resolver(tokens, piece.headline).run()
    return Tagged(tokens, piece, number, "en", headline=piece.headline)


def _labelled(text: str, last: Token, words: WordLookup) -> list[Token]:
    """Read "call-official" at the end of a headline as the last word and who says so."""
    said, _, source = last.raw.rpartition("-")
    if source.lower() not in english_words().labels or not said.isalpha():
        return [last]
    parts = [words.token(found.group(), found.start()) for found in _PARTS.finditer(text, last.start)]
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


def _after_dateline(tokens: Sequence[Token], forms: Mapping[str, WordForm]) -> None:
    """Read the first word behind "RIGA (Reuters) -", or behind a quotation mark.

    As one that opens a sentence.
    """
    for at, token in enumerate(tokens[1:_DATELINE], 1):
        known = forms.get(token.low)
        if known is not None and token.tag == Tag.NAME and tokens[at - 1].low in _OPENING:
            token.tag, token.lemma, token.form = known.tag, known.lemma, known.form
            token.fused, token.verb = known.fused, known.verb


def _titled(tokens: Sequence[Token], headline: bool) -> bool:  # noqa: FBT001 - it is of the sentence
    """Tell whether (nearly) every longer word has a capital: "Macron Refuses to Meet Putin"."""
    long = capitals = 0
    for token in tokens:
        raw = token.raw
        if len(raw) >= _SHORT and raw[0].isalpha():
            long += 1
            capitals += raw[0].isupper()
    return (long > _SHORT and capitals > _MOST_TITLE * long + 1) or (headline and _FEW < long == capitals)


def _lower_titles(tokens: Sequence[Token], forms: Mapping[str, WordForm]) -> None:
    """Read the words of a capitalised headline as if they were in lower case where they are known."""
    for token in tokens:
        known = forms.get(token.low)
        if token.tag == Tag.NAME and known is not None:
            token.tag, token.lemma, token.form = known.tag, known.lemma, known.form
            token.fused, token.verb = known.fused, known.verb
