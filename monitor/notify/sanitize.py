"""Makes article text safe to show: control and bidi characters visible, mentions and markup inert.

An article is written by strangers. A raw escape could repaint the terminal, a bidi override could turn
"denied" round, a mention could wake a whole company. Nothing is dropped: the reader sees what was there.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import NamedTuple

# Letters and marks that draw nothing and so can hide or forge words.
_BLANKS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
MAX_LINE = 2000
_JOINERS = frozenset("\u200c\u200d")
_C0_CONTROLS = range(0x20)
_CONTROL_PICTURES = 0x2400
# Variation selectors no font uses: a place to smuggle bytes.
_SPARE_SELECTORS = range(0xE0100, 0xE01F0)
_LAST_LATIN_GREEK_CYRILLIC = "\u05ff"
_UNSEEN_CATEGORIES = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
# A mention starts where a word starts; the @ inside an e-mail address is none.
_MENTION = re.compile(r"(?<![^\W_])(?<!\.)@(?=\w)")

_LOOK_ALIKES = str.maketrans({"*": "∗", "~": "∼", "`": "‵"})
# Inside a word, as in a path, an underscore formats nothing and is left to be copied.
_EDGE_UNDERSCORE = re.compile(r"(?<![^\W_])_|_(?![^\W_])")
_LEADING_MARK = re.compile(r"^(?:#|[-+](?=\s|$)|\d+\.(?=\s|$))")


class Segment(NamedTuple):
    """A run of shown text, and whether it is evidence."""

    text: str
    marked: bool


def visible(text: str) -> str:
    """Return *text* with every control, bidi, zero-width and lone surrogate character spelt out.

    Line breaks and tabs are spelt out too; fold them to spaces first where they are mere layout.
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(_pieces(text))


def segments(text: str, marks: Iterable[tuple[int, int]]) -> tuple[Segment, ...]:
    """Cut *text* at *marks* (offsets in it) into visible runs, in order, none of them empty."""
    pieces = _pieces(text)
    cut: list[Segment] = []
    at = 0
    for start, end in sorted(marks):
        begin, stop = max(at, start), min(end, len(pieces))
        if begin >= stop:
            continue
        cut += [Segment("".join(pieces[at:begin]), marked=False)]
        cut += [Segment("".join(pieces[begin:stop]), marked=True)]
        at = stop
    cut.append(Segment("".join(pieces[at:]), marked=False))
    return tuple(run for run in cut if run.text)


def fold(text: str) -> str:
    """Return *text* on one line: runs of white space become one space, the ends are trimmed."""
    return " ".join(text.split())


def one_line(text: str) -> str:
    """Return *text* folded and visible, cut if absurdly long: fit for a title, a name or a note."""
    return visible(shorten(fold(text), MAX_LINE))


def still(text: str) -> str:
    """Return *text* with mentions, angle brackets and Markdown's named links made mere letters."""
    return _MENTION.sub("\uff20", text).replace("<", "‹").replace(">", "›").replace("](", "] (")


def unformatted(text: str) -> str:
    """Return *text* stilled, with what Markdown reads as emphasis, code or headings made mere letters."""
    calm = _EDGE_UNDERSCORE.sub("\uff3f", still(text).translate(_LOOK_ALIKES))
    return _LEADING_MARK.sub(lambda found: "\u200a" + found[0], calm)


def shorten(text: str, limit: int) -> str:
    """Return *text* in at most *limit* characters, cut at a word where possible and ended with "…"."""
    if len(text) <= limit:
        return text
    if limit < 1:
        return ""
    head = text[: limit - 1]
    space = head.rfind(" ", len(head) * 3 // 4)
    return (head[:space] if space > 0 else head).rstrip() + "…"


def shorten_segments(runs: Sequence[Segment], limit: int) -> tuple[Segment, ...]:
    """Return *runs* cut so that their texts hold at most *limit* characters together."""
    kept: list[Segment] = []
    left = limit
    for run in runs:
        if len(run.text) > left:
            tail = shorten(run.text, left) if left else ""
            return (*kept, Segment(tail, run.marked)) if tail else tuple(kept)
        kept.append(run)
        left -= len(run.text)
    return tuple(kept)


def _pieces(text: str) -> list[str]:
    last = len(text) - 1
    return [
        char
        if char.isascii() and char.isprintable()
        else _shown(char, text[index - 1] if index else "", text[index + 1] if index < last else "")
        for index, char in enumerate(text)
    ]


def _shown(char: str, before: str, after: str) -> str:
    if char in _JOINERS and _joins(before, after):
        return char
    if char == "\xa0":
        return " "
    unseen = unicodedata.category(char) in _UNSEEN_CATEGORIES or char in _BLANKS
    if not unseen and ord(char) not in _SPARE_SELECTORS:
        return char
    if ord(char) in _C0_CONTROLS:
        return chr(_CONTROL_PICTURES + ord(char))
    return "␡" if char == "\x7f" else f"⟨U+{ord(char):04X}⟩"


def _joins(before: str, after: str) -> bool:
    # Persian and Indic spelling and emoji families need joiners; between Latin letters they only hide.
    return all(
        char > _LAST_LATIN_GREEK_CYRILLIC and unicodedata.category(char)[0] in "LMS"
        for char in (before, after)
    )
