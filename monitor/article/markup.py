"""Strips inline markup from news text: links, emphasis, stray HTML tags.

Nothing is taken out: markup is returned as ranges, so that a reader can skip them and every
offset still points into the user's own file.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

from monitor.article.parts import Range

_LINK = (
    r"(?P<open>!?\[)(?P<label>[^\[\]]*)(?P<target>\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*(?:\s+\"[^\"]*\")?\))"
)
_AUTOLINK = r"(?P<auto><(?:https?://|mailto:)[^<>\s]+>)"
_TAG = r"(?P<tag><!--.{0,300}?-->|</?[a-zA-Z][a-zA-Z0-9]{0,10}(?:\s[^<>]*)?/?>)"
# `__class__` and `__init__` are names that programmers write, not a word in bold.
_IDENTIFIER = r"(?!__[a-z][a-z0-9_]*__(?!\w))"
_BOLD = rf"(?<![\w*]){_IDENTIFIER}(?P<bold>\*\*|__)(?=\S)(?P<strong>[^\n]{{0,400}}?\S)(?P=bold)(?![\w*])"
_EMPHASIS = r"(?<![\w*_])(?P<mark>[*_])(?=[^\s*_])(?P<stress>[^*_\n]{0,400}?[^\s*_])(?P=mark)(?![\w*_])"
_INLINE = re.compile(f"{_LINK}|{_AUTOLINK}|{_TAG}|{_BOLD}|{_EMPHASIS}", re.DOTALL)
_LINK_ALONE = re.compile(_LINK, re.DOTALL)
_WORDY = re.compile(r"[^\W_]")


def hidden_ranges(text: str, offset: int = 0) -> tuple[Range, ...]:
    """Return the ranges of *text* that are markup, in order, each shifted by *offset*."""
    if not has_markup(text):
        return ()
    return tuple(Range(start + offset, end + offset) for start, end in sorted(_ranges(text, 0)))


def has_markup(text: str) -> bool:
    """Return whether *text* holds a sign that may begin markup."""
    return "[" in text or "<" in text or "*" in text or "_" in text


def _ranges(text: str, base: int) -> Iterable[tuple[int, int]]:
    for match in _INLINE.finditer(text):
        kind = match.lastgroup
        if kind in ("auto", "tag"):
            yield base + match.start(), base + match.end()
            continue
        inner = {"target": "label", "strong": "strong", "stress": "stress"}[kind or "target"]
        yield base + match.start(), base + match.start(inner)
        yield from _ranges(match[inner], base + match.start(inner))
        yield base + match.end(inner), base + match.end()


def is_link_only(text: str) -> bool:
    """Return whether *text* is one Markdown link and nothing else."""
    if "](" not in text:
        return False
    first = _WORDY.search(text)
    links = _LINK_ALONE.finditer(text)
    if first is None:
        return next(links, None) is not None
    around = next((link for link in links if link.end() > first.start()), None)
    return bool(around and around.start() <= first.start() and not _WORDY.search(text, around.end()))


def blanked(text: str, ranges: Sequence[Range], fill: str) -> str:
    """Return *text* with every character in *ranges*, which are in order and apart, made *fill*."""
    if not ranges:
        return text
    kept: list[str] = []
    at = 0
    for start, end in ranges:
        kept += (text[at:start], fill * (end - start))
        at = end
    return "".join([*kept, text[at:]])


def visible(text: str) -> str:
    """Return *text* without its inline markup."""
    kept, at = [], 0
    for start, end in hidden_ranges(text):
        kept.append(text[at:start])
        at = end
    return "".join([*kept, text[at:]]) if at else text


def apart(ranges: Sequence[Range]) -> list[Range]:
    """Return *ranges* in order, those that touch made one."""
    apart: list[Range] = []
    for one in sorted(ranges):
        if apart and one.start <= apart[-1].end:
            apart[-1] = Range(apart[-1].start, max(apart[-1].end, one.end))
        else:
            apart.append(one)
    return apart


def cuts(hidden: Sequence[Range], start: int, end: int) -> bool:
    """Return whether a hit begins or ends inside one of *hidden*, which are in order and apart."""
    begun = bisect_right(hidden, start, key=lambda one: one.start) - 1
    if begun >= 0 and start < hidden[begun].end:
        return True
    ended = bisect_left(hidden, end, key=lambda one: one.start) - 1
    return ended >= 0 and end <= hidden[ended].end
