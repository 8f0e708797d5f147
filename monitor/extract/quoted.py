"""Quoted speech with who says it: each stretch between quotation marks, and the party it is quoted from.

Who says it stands next to a verb of saying in a sentence of the quote, outside the marks; or spoke just
before, where a quote goes on. English only: of other articles no speaker is told. Pure.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from monitor.article.model import Article, Block, Range, Role, Span
from monitor.article.quotes import quoted_speech
from monitor.extract.bounds import MOST_CHARACTERS, MOST_WORDS
from monitor.extract.cast.model import How, Mention, Party, PartyKind
from monitor.extract.cast.reader import Cast
from monitor.extract.lang.slavic.reading import is_cyrillic
from monitor.extract.lexicon import Lexicon
from monitor.extract.pieces import sentence_pieces
from monitor.extract.read import READ_IN, reader_of
from monitor.extract.syntax.model import Tag, Tagged

_UNTOLD = frozenset({How.PRONOUN, How.POINTER})
_SPEAK = frozenset({PartyKind.PERSON, PartyKind.BODY, PartyKind.GOVERNMENT, PartyKind.MOVEMENT})
_BETWEEN = frozenset({Tag.ADVERB, Tag.AUXILIARY})


@dataclass(frozen=True, slots=True, kw_only=True)
class Speech:
    """What stands between two quotation marks, and who says it: name, office, the side spoken for."""

    said: Span
    name: str
    office: str | None = None
    side: str | None = None


@dataclass(slots=True)
class _Sentence:
    """A sentence with who is seen to speak in it, and whether somebody nobody knows is."""

    start: int
    end: int
    tagged: Tagged
    speaker: Party | None = None
    pronoun: bool = False
    said: bool = False


def quoted_speakers(article: Article, lexicon: Lexicon | None = None) -> tuple[Speech, ...]:
    """Return the quotes of *article* whose speaker is told, in reading order."""
    if article.detected_language not in READ_IN or is_cyrillic(article):
        return ()
    quotes = [(block, _quotes(block)) for block in article.evidence_blocks]
    if not any(found for _, found in quotes):
        return ()
    sentences = _read(article, lexicon or Lexicon.load_default())
    found: list[Speech] = []
    last: Party | None = None
    for block, ranges in quotes:
        of_block = [one for one in sentences if one.tagged.piece.field == block.field]
        of_block = [one for one in of_block if block.start <= one.start < block.end]
        for quote in ranges:
            last = _speaker(of_block, quote, last)
            if last is not None:
                said = article.slice(block.field, quote.start, quote.end)
                found.append(Speech(said=said, name=last.name, office=last.office, side=last.side))
        if not ranges:
            last = None
    return tuple(found)


def _quotes(block: Block) -> list[Range]:
    """Return the quoted stretches of *block*, in its field."""
    if block.role is Role.QUOTE:
        return [Range(block.start, block.end)]
    found = quoted_speech(block.text)
    return [Range(block.start + start, block.start + end) for start, end in found]


def _speaker(sentences: Sequence[_Sentence], quote: Range, last: Party | None) -> Party | None:
    """Return who says *quote*: in its sentences, or in the one before where it goes on; else nobody."""
    own = [one for one in sentences if one.start < quote.end and quote.start < one.end]
    told = [one for one in own if one.speaker is not None]
    if told:
        one = told[-1]
        return last if one.pronoun and _may_be(last, one.speaker) else one.speaker
    opens = bool(own) and quote.start - own[0].start <= 1
    return last if opens and not any(one.said for one in own) else None


def _may_be(last: Party | None, one: Party | None) -> bool:
    """Tell whether "he" of "he added", taken for *one*, is rather who was quoted just before."""
    if last is None or one is None or last.kind is not PartyKind.PERSON:
        return False
    return not (last.sex and one.sex) or last.sex == one.sex


def _read(article: Article, lexicon: Lexicon) -> list[_Sentence]:
    """Return the sentences of *article* with who speaks in each."""
    pack = reader_of(lexicon).pack
    cast = Cast(lexicon, article.published.date() if article.published else None)
    found = []
    for number, piece in enumerate(sentence_pieces(article)):
        long = len(piece.text) > MOST_CHARACTERS
        tagged = Tagged([], piece, number, "en") if long else pack.tag(piece, number)
        if len(tagged.tokens) > MOST_WORDS:
            tagged.tokens = []
        found.append(_Sentence(piece.offset, piece.offset + len(piece.text), tagged))
    cast.read([one.tagged for one in found if one.tagged.tokens])
    words = _Saying(cast)
    for one in found:
        mention, one.said = words.speaker(one.tagged)
        one.speaker = mention.party if mention is not None else None
        one.pronoun = mention is not None and mention.how is How.PRONOUN
    return found


class _Saying:
    """Tells who speaks in a sentence by the verb of saying next to them, outside its quotes."""

    def __init__(self, cast: Cast) -> None:
        lists = cast.grammar.lists
        self.saying = lists["speech.saying"]
        self.inverting = lists["speech.inverting"]

    def speaker(self, tagged: Tagged) -> tuple[Mention | None, bool]:
        """Return who speaks, and whether anybody is seen to."""
        inside = quoted_speech(tagged.piece.text)
        words = self.saying | self.inverting
        said = any(
            token.low in words and not _within(tagged, at, inside) for at, token in enumerate(tagged.tokens)
        )
        told = [
            one
            for one in tagged.mentions
            if one.party.kind in _SPEAK and not _within(tagged, one.head, inside) and self._says(tagged, one)
        ]
        sure = [one for one in told if one.how not in _UNTOLD] or told
        return (sure[0] if sure else None), said

    def _says(self, tagged: Tagged, one: Mention) -> bool:
        """Tell whether *one* stands before a verb of saying, or after one that follows a quote."""
        words = [token.low for token in tagged.tokens]
        after = one.end
        while after < len(words) and (tagged.tokens[after].tag in _BETWEEN or words[after] == ","):
            after += 1
        if words[after : after + 1] and words[after] in self.saying:
            return True
        if one.start == 0 and words[one.end : one.end + 1] == [":"]:
            return True
        before = one.start - 1 - (tagged.tokens[one.start - 1].tag == Tag.DETERMINER and one.start > 0)
        inverted = before > 0 and words[before] in self.inverting and not words[before - 1].isalnum()
        return inverted or words[max(one.start - 2, 0) : one.start] == ["according", "to"]


def _within(tagged: Tagged, at: int, ranges: Sequence[Range]) -> bool:
    place = tagged.tokens[at].start
    return any(start <= place < end for start, end in ranges)
