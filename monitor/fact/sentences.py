"""Where sentences end, in text whose typography has been made plain."""

from __future__ import annotations

import re
from collections.abc import Iterator

from monitor.article.model import Range

_END = re.compile(r"[.!?]+[\"')\]]*(?=\s+[\"'(\[]*[A-ZА-ЯЁІЇЄҐ0-9])|\n\s*\n")
_NO_END = re.compile(
    r"(?:^|[\s(\"'.])(?:[A-Z]|Mr|Mrs|Ms|Dr|St|Gen|Col|Lt|Sgt|Sen|Rep|Gov|Rev|Hon|Jan|Feb|Aug|Sept|Oct|Nov|Dec|No|vs|Adm|Prof|Capt|Maj|Brig|Cmdr"
    r"|a\.m|p\.m|U\.S|U\.N|U\.K|E\.U)\.$"
)
_TAIL = 12


def split_sentences(text: str) -> Iterator[Range]:
    """Yield the ranges of the sentences of *text*; white space around them is left out."""
    first = 0
    for found in _END.finditer(text):
        last = found.end()
        if found.group()[0] == "." and _NO_END.search(text[max(first, last - _TAIL) : last]):
            continue
        yield from _trimmed(text, first, last)
        first = last
    yield from _trimmed(text, first, len(text))


def _trimmed(text: str, first: int, last: int) -> Iterator[Range]:
    piece = text[first:last]
    body = piece.strip()
    if body:
        lead = len(piece) - len(piece.lstrip())
        yield Range(first + lead, first + lead + len(body))
