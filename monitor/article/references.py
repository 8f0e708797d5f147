"""Decodes HTML character references (`&nbsp;`, `&#8217;`) in plain text; offsets are kept.

Feeds and pages saved as text are full of them. The file stays as it is and is quoted as it is; what reads
it reads characters and is led back by `Offsets`. A reference written twice over (`&amp;nbsp;`) is one.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from html.entities import html5

from monitor.article.offsets import Offsets
from monitor.article.parts import Range

_AMPERSAND = "&amp;"
_REFERENCE = re.compile(r"&(?:amp;)?((?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});)")
_RUN = re.compile(rf"{_REFERENCE.pattern}\S*+")
_LONGEST = 40


def find_references(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield where each reference of *text* begins and ends, and the characters it stands for."""
    if "&" not in text or ";" not in text:
        return
    for found in _REFERENCE.finditer(text):
        start, end = found.span()
        characters = _characters(found[1])
        if characters is None and found[1] != found.group()[1:]:
            end, characters = start + len(_AMPERSAND), "&"
        if characters is not None:
            yield start, end, characters


def read_references(text: str) -> tuple[str, Offsets | None]:
    """Return *text* with its references read, and the way back to it; None where it has none."""
    pieces: list[str] = []
    inner, outer, whole = [0], [0], dict[int, int]()
    here = at = 0
    for start, end, characters in find_references(text):
        pieces += (text[at:start], characters)
        here += start - at
        at = end
        if characters:
            whole[len(inner)] = end - start
            inner.append(here)
            outer.append(start)
            here += len(characters)
        inner.append(here)
        outer.append(end)
    if not at:
        return text, None
    pieces.append(text[at:])
    read = "".join(pieces)
    return read, Offsets(inner, outer, whole, len(read))


def shown(text: str) -> str:
    """Return *text* as people are to see it: its references read."""
    return read_references(text)[0]


def divided(text: str, divide: Callable[[str], Iterable[Range]]) -> tuple[Range, ...]:
    """Return the ranges that *divide* finds in *text* with its references read, as ranges of *text*."""
    read, back = read_references(text)
    found = divide(read)
    if back is None:
        return tuple(found)
    return tuple(Range(back.start_outside(start), back.end_outside(end)) for start, end in found)


def in_place(text: str) -> str:
    """Return *text* with its references read and its length kept.

    What is glued to a reference moves up to it, so that `Kremlin&#8217;s` stays one word; spaces make good
    the difference before the next word, which stands where it stood.
    """
    if "&" not in text or ";" not in text:
        return text
    return _RUN.sub(lambda found: shown(found.group()).ljust(len(found.group())), text)


def widened(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the range of *text* made so wide that it cuts no reference."""
    return _grown(text, start)[0], _grown(text, end)[1]


def _grown(text: str, place: int) -> tuple[int, int]:
    """Return the ends of the reference that *place* stands in, *place* twice where it stands in none."""
    base = max(0, place - _LONGEST)
    around = find_references(text[base : place + _LONGEST])
    ends = ((base + first, base + last) for first, last, _ in around if base + first < place < base + last)
    return next(ends, (place, place))


@lru_cache(maxsize=4096)
def _characters(name: str) -> str | None:
    """Return what the reference *name* (`nbsp;`, `#8217;`) stands for, None when HTML has none such."""
    if name[0] != "#" and name not in html5:
        return None
    return "".join(" " if _parts_lines(char) else char for char in html.unescape(f"&{name}"))


def _parts_lines(char: str) -> bool:
    """Return whether *char* is a control or ends a line: a reference to one is a blank."""
    return unicodedata.category(char) in ("Cc", "Zl", "Zp")
