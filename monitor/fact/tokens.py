"""Sentences of an article's evidence as words with offsets into the article.

Every word keeps the range it was read from, so that whatever is concluded can be quoted
exactly. Markup inside a block is blanked before reading; offsets do not move.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from monitor.article.model import Article, Block, Field, Span
from monitor.fact.sentences import split_sentences

_ALIKE = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "`": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "–": "-", "—": "-", "\xa0": " "})  # fmt: skip
_WORD = re.compile(
    r"(?:[A-Za-z]\.){2,}"
    r"|\w+(?:-\w+)*(?:(?:'|\s#39;)(?!s\b)\w+)?(?:-\w+)*"
    r"|(?:'|\s#39;)s\b"
    r"|\s(?:quot|\#39);|&\w+;|''|``|\.\.\.|--|[^\w\s]"
)
_MARKS = {" quot;": '"', "''": '"', "``": '"', "&quot;": '"', " #39;s": "'s", " #39;": "'", "&amp;": "&"}
_ABBREVIATED = frozenset("mr mrs ms dr gen sen rep gov lt col st jan feb sept oct nov dec adm sgt prof jr".split())
_CAPITALS_FROM = 12


@dataclass(slots=True)
class Sentence:
    """Words of one sentence: `raw` as written, `low` folded, `start`/`end` in the article's *field*."""

    field: Field
    raw: list[str]
    low: list[str]
    start: list[int]
    end: list[int]
    capitals: bool = False
    headline: bool = False
    paragraph: int = 0
    text: str = ""
    labels: dict[str, int] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.low)

    def span(self, article: Article, first: int, last: int) -> Span:
        """Return the article's exact words from word *first* to word *last*, both included."""
        return article.slice(self.field, self.start[first], self.end[last])

    def whole(self, article: Article) -> Span:
        """Return the whole sentence as it stands in the article."""
        return self.span(article, 0, len(self.low) - 1)

    def phrase_at(self, index: int, phrase: tuple[str, ...]) -> bool:
        """Tell whether the words of *phrase* stand at *index*."""
        return tuple(self.low[index : index + len(phrase)]) == phrase


def clean(source: str, block: Block) -> str:
    """Return the block's characters with markup blanked and typography plain, length unchanged."""
    text = source[block.start : block.end].translate(_ALIKE)
    for hidden in block.hidden:
        first, last = hidden.start - block.start, hidden.end - block.start
        text = text[:first] + " " * (last - first) + text[last:]
    return text


def read_sentence(text: str, name: Field, offset: int) -> Sentence:
    """Split *text*, which stands at *offset* of field *name*, into words."""
    raw, start, end = [], [], []
    for found in _WORD.finditer(text):
        word = found.group()
        if word == "." and raw and raw[-1].lower() in _ABBREVIATED:
            raw[-1] += "."
            end[-1] = offset + found.end()
            continue
        raw.append(_MARKS.get(word, word) if word[0] in " &'`" else word.replace(" #39;", "'"))
        start.append(offset + found.start())
        end.append(offset + found.end())
    sentence = Sentence(name, raw, [word.lower() for word in raw], start, end, text=text)
    sentence.capitals = len(text) > _CAPITALS_FROM and text.isupper()
    return sentence


def sentences(article: Article) -> Iterator[Sentence]:
    """Yield the sentences of *article*'s evidence, headline first, empty ones left out."""
    for number, block in enumerate(article.evidence_blocks):
        text = clean(article.title if block.field == "title" else article.text, block)
        for piece in split_sentences(text):
            sentence = read_sentence(text[piece.start : piece.end], block.field, block.start + piece.start)
            if sentence.low:
                sentence.paragraph = number
                sentence.headline = block.role.value in {"headline", "subheading"} or block.field == "title"
                yield sentence
