"""Snippets: the sentences around evidence, with the matched words marked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from monitor.article.model import Article, Block, Range, Role, Span
from monitor.article.sentences import split_sentences

_LONGEST = 230
_BEFORE = 70
_AFTER = 110


@dataclass(frozen=True, slots=True, kw_only=True)
class Snippet:
    """One or more sentences of an article, markup and line breaks left out; `marks` are offsets in `text`.

    `place` says where it stands: "headline", "paragraph 3".
    """

    place: str
    text: str
    marks: tuple[tuple[int, int], ...]

    def marked(self) -> str:
        """Return the text with the marked words between pairs of asterisks."""
        parts, at = [], 0
        for start, end in self.marks:
            parts += [self.text[at:start], "**", self.text[start:end], "**"]
            at = end
        return "".join([*parts, self.text[at:]])


def quotes_of(article: Article, spans: Iterable[Span]) -> tuple[Snippet, ...]:
    """Return the sentences that *spans* stand in, each once, in reading order."""
    marks: dict[tuple[int, int, int], list[tuple[int, int]]] = {}
    for span in spans:
        for number, block in enumerate(article.evidence_blocks):
            if block.field == span.field and block.start <= span.start and span.end <= block.end:
                start, end = _sentence(block, span)
                marks.setdefault((number, start, end), []).append((span.start, span.end))
                break
    return tuple(
        _quote(article.evidence_blocks, number, Range(start, end), found)
        for (number, start, end), found in sorted(marks.items())
    )


def _sentence(block: Block, span: Span) -> tuple[int, int]:
    """Return where the sentences that share something with *span* start and end in its field."""
    shared = [
        (block.start + one.start, block.start + one.end)
        for one in split_sentences(block.text)
        if block.start + one.start < span.end and span.start < block.start + one.end
    ]
    return (shared[0][0], shared[-1][1]) if shared else (span.start, span.end)


def _quote(
    blocks: Sequence[Block], number: int, sentence: Range, found: Iterable[tuple[int, int]]
) -> Snippet:
    block = blocks[number]
    text, at = _shown(block, sentence)
    marks = _joined((at[start - sentence.start], at[end - sentence.start]) for start, end in found)
    text, marks = _trimmed(text, marks)
    prose = sum(one.role is not Role.HEADLINE for one in blocks[: number + 1])
    place = "headline" if block.role is Role.HEADLINE else f"paragraph {prose}"
    return Snippet(place=place, text=text, marks=marks)


def _shown(block: Block, sentence: Range) -> tuple[str, list[int]]:
    """Return the sentence as it is read, and for each of its offsets the one in what is returned."""
    kept: list[str] = []
    at: list[int] = []
    hidden = _flags(block.hidden, sentence)
    for place in range(sentence.start, sentence.end):
        at.append(len(kept))
        char = block.text[place - block.start]
        if hidden[place - sentence.start] or (char.isspace() and (not kept or kept[-1] == " ")):
            continue
        kept.append(" " if char.isspace() else char)
    at.append(len(kept))
    return "".join(kept), at


def _flags(hidden: Iterable[Range], sentence: Range) -> bytearray:
    """Return for each character of *sentence* whether it lies in one of the ranges *hidden*."""
    flags = bytearray(sentence.end - sentence.start)
    for one in hidden:
        first, last = max(one.start, sentence.start), min(one.end, sentence.end)
        if first < last:
            flags[first - sentence.start : last - sentence.start] = b"\1" * (last - first)
    return flags


def _joined(marks: Iterable[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Return *marks* in order, those that touch made one, the empty ones left out."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(marks):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        elif start < end:
            joined.append((start, end))
    return tuple(joined)


def _trimmed(text: str, marks: tuple[tuple[int, int], ...]) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Cut a long text down to what surrounds its marks, between words."""
    if len(text) <= _LONGEST:
        return text, marks
    marks = marks or ((0, 0),)
    start, end = marks[0][0] - _BEFORE, marks[-1][1] + _AFTER
    first = text.find(" ", start) + 1 if start > 0 else 0
    last = text.rfind(" ", 0, end) if end < len(text) else len(text)
    head, tail = "… " if first else "", " …" if last < len(text) else ""
    shift = len(head) - first
    return f"{head}{text[first:last]}{tail}", tuple((one + shift, other + shift) for one, other in marks)
