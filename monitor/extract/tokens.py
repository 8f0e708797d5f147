"""Tokenization: sentences of an article as words with offsets.

A `SentencePiece` is a sentence's text and place, cheap to make; `read_sentence` splits one into words.
Markup inside a block is blanked before reading and typography made plain, both without moving
an offset, so that whatever is concluded can be quoted exactly.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from monitor.article.confusables import unmixed
from monitor.article.markup import blanked
from monitor.article.model import Article, Block, Field, Range, Span
from monitor.article.references import in_place

_ALIKE = {
    "’": "'",
    "‘": "'",
    "ʼ": "'",
    "`": "'",
    "“": '"',
    "”": '"',
    "„": '"',
    "«": '"',
    "»": '"',
    "–": "-",
    "—": "-",
    "\xa0": " ",
}
_SHORT = "mr|mrs|ms|dr|gen|sen|rep|gov|lt|col|st|jan|feb|sept|oct|nov|dec|adm|sgt|prof|jr|maj|brig|capt"
_WORD = re.compile(
    rf"\b(?:{_SHORT}|{_SHORT.title()}|{_SHORT.upper()})\.|(?:[A-Za-z]\.){{2,}}"
    r"|\w+(?:-\w+)*(?:'(?![sS]\b)\w+)?(?:-\w+)*|'[sS]\b|\.\.\.|--|[^\w\s]"
)
_ENTITY = re.compile(r"\s#39;(\w*)|(\s)quot;|&quot;|&amp;|''")
_CAPITALS_FROM = 12


@dataclass(slots=True)
class SentencePiece:
    """One sentence: its text made plain, at *offset* of the article's *field*."""

    text: str
    field: Field
    offset: int
    paragraph: int = 0
    headline: bool = False

    def whole(self, article: Article) -> Span:
        """Return the sentence as it stands in the article."""
        return article.slice(self.field, self.offset, self.offset + len(self.text))


@dataclass(slots=True)
class Sentence:
    """The words of one piece: `raw` as written, `low` in lower case; `capitals`: it shouts."""

    raw: list[str]
    low: list[str]
    piece: SentencePiece
    capitals: bool = False

    @property
    def headline(self) -> bool:
        """Tell whether it is a headline or a subheading."""
        return self.piece.headline

    def __len__(self) -> int:
        return len(self.low)

    def stretch(self, article: Article, first: int, last: int) -> tuple[Span, ...]:
        """Return words *first* to *last* as they stand in the article; nothing if there are none such."""
        found = list(_WORD.finditer(unescaped(self.piece.text)))
        last = min(last, len(found) - 1)
        while last > first and not found[last].group()[0].isalnum():
            last -= 1
        if not 0 <= first <= last:
            return ()
        end = found[last].end()
        offset = self.piece.offset
        return (article.slice(self.piece.field, offset + found[first].start(), offset + end),)

    def place(self, index: int) -> int:
        """Return where word *index* starts in the sentence's text."""
        for number, found in enumerate(_WORD.finditer(unescaped(self.piece.text))):
            if number == index:
                return found.start()
        return len(self.piece.text)


def plain(text: str) -> str:
    """Return *text* with quotes, dashes and spaces in ASCII, alphabets unmixed, length unchanged."""
    if not text.isascii():
        text = unmixed(text)
        for fancy, same in _ALIKE.items():
            if fancy in text:
                text = text.replace(fancy, same)
    return text


def clean(source: str, block: Block) -> str:
    """Return the block's characters, markup blanked, references read, typography plain, length unchanged."""
    inside = [Range(start - block.start, end - block.start) for start, end in block.hidden]
    return plain(in_place(blanked(source[block.start : block.end], inside, " ")))


def word_pattern() -> re.Pattern[str]:
    """Return the pattern of one word, for those who need to know where each stands."""
    return _WORD


def read_sentence(piece: SentencePiece) -> Sentence:
    """Split *piece* into words."""
    text = unescaped(piece.text)
    raw: list[str] = []
    for chunk in text.split():
        if chunk.isalnum():
            raw.append(chunk)
        else:
            raw += _words(chunk)
    capitals = len(text) > _CAPITALS_FROM and text.isupper()
    return Sentence(raw, list(map(str.lower, raw)), piece, capitals)


def words_within(chunk: str) -> list[tuple[str, int]]:
    """Return the words of what stands between two spaces, with where each starts; no word holds a space."""
    return [(found.group(), found.start()) for found in _WORD.finditer(chunk)]


@lru_cache(maxsize=8192)
def _words(chunk: str) -> tuple[str, ...]:
    """Return the words of what stands between two spaces; no word holds one."""
    return tuple(_WORD.findall(chunk))


def unescaped(text: str) -> str:
    """Return *text* with stray character entities made plain, length unchanged."""
    if ";" in text or "''" in text:
        return _ENTITY.sub(_same_length, text)
    return text


def _same_length(found: re.Match[str]) -> str:
    if found[1] is not None:
        return ("'" + found[1]).ljust(len(found.group()))
    mark = "&" if found.group() == "&amp;" else '"'
    return ((found[2] or "") + mark).ljust(len(found.group()))
