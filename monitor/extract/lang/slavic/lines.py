"""Joins what lines break in two: "Міноборони", "назвало це брехнею", as messengers have it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from monitor.extract.tokens import SentencePiece

_FAR = 8
"""Characters between two lines of one sentence, at most."""


def whole_lines(pieces: Iterable[SentencePiece]) -> Iterator[SentencePiece]:
    """Yield *pieces*, those that are one sentence as one."""
    waiting: SentencePiece | None = None
    for piece in pieces:
        if waiting is not None and _broken(waiting, piece):
            gap = " " * (piece.offset - waiting.offset - len(waiting.text))
            waiting = SentencePiece(waiting.text + gap + piece.text, piece.field, waiting.offset)
            continue
        if waiting is not None:
            yield waiting
        waiting = piece
    if waiting is not None:
        yield waiting


def _broken(before: SentencePiece, behind: SentencePiece) -> bool:
    """Tell whether a line breaks a sentence: the next one begins in lower case, and this one has no end."""
    first = behind.text.lstrip()[:1]
    last = before.text.rstrip()[-1:]
    near = behind.offset - before.offset - len(before.text) < _FAR
    same = before.field == behind.field == "text"
    return same and near and first.islower() and (last.isalnum() or last in {",", ")", "»"})
