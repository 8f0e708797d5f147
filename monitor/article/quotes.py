"""Finds quoted speech: which ranges of a paragraph stand in quotation marks.

A quote that is opened and not closed runs to the end of the paragraph, as newspapers do when
the speaker goes on in the next. Apostrophes are no quotation marks.
"""

from __future__ import annotations

import re

from monitor.article.parts import Range
from monitor.article.references import divided

_MARKS = re.compile("[“”„«»\"‘’']")
_CLOSING = {"“": "”", "„": "“”", "«": "»", '"': '"', "‘": "’", "'": "'’"}
_DECADE = re.compile(r"\d0s")
_SINGLE = frozenset("‘’'")


def quoted_speech(text: str) -> tuple[Range, ...]:
    """Return the ranges of *text* between quotation marks, the marks left out, in order and apart."""
    return divided(text, _quoted)


def _quoted(text: str) -> tuple[Range, ...]:
    found: list[Range] = []
    never_closed: set[str] = set()  # once a single mark finds no end, none of its kind after it does
    marks = [
        mark for mark in _MARKS.finditer(text) if mark[0] not in _SINGLE or _is_quote(text, mark.start())
    ]
    index = 0
    while index < len(marks):
        opening = marks[index]
        if opening[0] in never_closed or not _opens(text, opening):
            index += 1
            continue
        closing = _closing(marks, index)
        if closing is None and opening[0] in _SINGLE:
            never_closed.add(opening[0])
            index += 1
            continue
        end = marks[closing].start() if closing is not None else len(text.rstrip())
        if end > opening.end():
            found.append(Range(opening.end(), end))
        index = len(marks) if closing is None else closing + 1
    return tuple(found)


def _is_quote(text: str, at: int) -> bool:
    """Distinguish a single quotation mark from an apostrophe: it has a word on one side only."""
    before, after = text[at - 1 : at] if at else "", text[at + 1 : at + 2]
    if before.isalnum() and after.isalnum():
        return False
    return not _DECADE.match(text, at + 1)


def _opens(text: str, mark: re.Match[str]) -> bool:
    sign, at = mark[0], mark.start()
    after = text[at + 1 : at + 2]
    if sign not in _CLOSING or not after or after.isspace():
        return False
    before = text[at - 1 : at] if at else ""
    if sign in _SINGLE:
        return not before.isalnum() and before not in (".", ",", "!", "?")
    return sign != '"' or not before.isdigit()


def _closing(marks: list[re.Match[str]], index: int) -> int | None:
    """Return which mark closes the one at *index*; pairs of its kind nested in between are set off."""
    opening = marks[index][0]
    wanted = _CLOSING[opening]
    depth = 0
    for at in range(index + 1, len(marks)):
        mark = marks[at][0]
        if mark in wanted:
            if depth == 0:
                return at
            depth -= 1
        elif mark == opening and opening in "«“":
            depth += 1
    return None
