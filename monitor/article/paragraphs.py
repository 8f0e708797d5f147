"""Splits a document into paragraphs, each an exact slice of it.

Blank lines separate paragraphs. Lines that stand together are one paragraph when they look
hard-wrapped (the next line's first word would not have fitted), else each is its own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from monitor.article.parts import Role

_LINE = re.compile(r"[^\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+")
_BULLET = re.compile(r"(?:[-*•–—·▪‣]|\d{1,2}[.)])\s|<?https?://|(?:list (?:of )?\d|end of list)")
_SPACES = " \t\xa0\u2002\u2003\u2009\u200b\u202f\u3000\ufeff"
_MIN_WIDTH = 40
_MAX_WIDTH = 110
_WRAPPED_SHARE = 0.85
_SENTENCE_ENDS_SHARE = 0.4
_MIN_BROKEN = 3
_EVEN_SHARE = 0.8
_LOWER_SHARE = 0.4
CLOSERS = "\"'”’»)]*_`“"
SENTENCE_ENDS = frozenset(".!?…。！？।؟")


@dataclass(slots=True)
class Piece:
    """A paragraph in the making: `text` is the document's `[start:end]`; role None is undecided."""

    start: int
    end: int
    text: str
    role: Role | None = None

    def cut(self, at: int) -> tuple[Piece, Piece]:
        """Return the parts before and after offset *at* of the piece's text, both trimmed."""
        head, tail = self.text[:at].rstrip(), self.text[at:].lstrip()
        return (
            Piece(self.start, self.start + len(head), head, self.role),
            Piece(self.end - len(tail), self.end, tail, self.role),
        )


def paragraphs(text: str, start: int = 0) -> list[Piece]:
    """Return the paragraphs of *text* from offset *start* on, trimmed and in order."""
    groups: list[list[Piece]] = []
    end = -1
    for line in _LINE.finditer(text, start):
        piece = _trimmed(line)
        if piece is None:
            continue
        if end < 0 or _blank_between(text, end, piece.start):
            groups.append([])
        groups[-1].append(piece)
        end = piece.end
    if all(len(group) == 1 for group in groups):
        return [group[0] for group in groups]
    wrapped = _is_wrapped_document(groups)
    return [
        piece
        for index, group in enumerate(groups)
        for piece in _joined(text, group, first=index == 0, wrapped=wrapped)
    ]


def _is_wrapped_document(groups: list[list[Piece]]) -> bool:
    """Return whether lines are broken at a width all through: long lines that end in mid-sentence."""
    broken = [piece.text for group in groups for piece in group[:-1]]
    if len(groups) == 1 or len(broken) < _MIN_BROKEN:
        return False
    sizes = sorted(map(len, broken))
    if not _MIN_WIDTH <= sizes[-1] <= _MAX_WIDTH or sizes[len(sizes) // 2] < sizes[-1] * _EVEN_SHARE:
        return False
    carried = [piece.text[0] for group in groups for piece in group[1:]]
    if not groups[-1][0].text.isupper() and sum(map(str.islower, carried)) < len(carried) * _LOWER_SHARE:
        return False
    return sum(map(ends_sentence, broken)) <= len(broken) * _SENTENCE_ENDS_SHARE


def _trimmed(line: re.Match[str]) -> Piece | None:
    raw = line[0]
    text = raw.strip(_SPACES)
    if not text:
        return None
    if len(text) == len(raw):
        return Piece(line.start(), line.end(), text)
    start = line.start() + (0 if raw[0] == text[0] else len(raw) - len(raw.lstrip(_SPACES)))
    return Piece(start, start + len(text), text)


def _blank_between(text: str, end: int, start: int) -> bool:
    gap = text[end:start]
    if gap in ("\n", "\n\n"):
        return gap == "\n\n"
    return gap.count("\n") > 1 or ("\n" not in gap and gap.count("\r") > 1) or "\f" in gap


def _joined(text: str, group: list[Piece], *, first: bool, wrapped: bool) -> list[Piece]:
    if len(group) == 1 or any(_BULLET.match(piece.text) for piece in group[1:]):
        return group
    width = max([piece.end - piece.start for piece in group])
    if not _MIN_WIDTH <= width <= _MAX_WIDTH and not wrapped:
        return group
    if wrapped and (not first or group[0].text.isupper() or group[1].text[0].islower()):
        return [_merged(text, group)]
    if _is_wrapped(group, width):
        return [_merged(text, group)]
    if len(group) > 2 and _is_wrapped(group[1:], width):
        return [group[0], _merged(text, group[1:])]
    return group


def _is_wrapped(group: list[Piece], width: int) -> bool:
    """Return whether the lines were broken for want of room at *width*."""
    pairs = list(pairwise(group))
    if all(ends_sentence(line.text) for line, _ in pairs) and len(pairs) < 4:
        return False
    if len(pairs) == 1:
        return pairs[0][1].text[0].islower()
    tight = sum(line.end - line.start + 1 + _first_word(following) > width for line, following in pairs)
    return tight >= len(pairs) * _WRAPPED_SHARE


def _first_word(piece: Piece) -> int:
    space = piece.text.find(" ")
    return space if space > 0 else len(piece.text)


def _merged(text: str, group: list[Piece]) -> Piece:
    start, end = group[0].start, group[-1].end
    return Piece(start, end, text[start:end])


def ends_sentence(text: str) -> bool:
    """Return whether *text* ends like a sentence, closing quotes and brackets set aside."""
    bare = text.rstrip(CLOSERS)
    return bool(bare) and bare[-1] in SENTENCE_ENDS
