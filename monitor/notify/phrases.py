"""Widens the mark of a fact to the bounds of its phrase: names stay whole, "in a new" goes on to "book".

Only marks of facts are widened; the words that a rule asks for are marked as they stand.
"""

from __future__ import annotations

import re


def words_of(lines: str) -> frozenset[str]:
    """Return the words of *lines*."""
    return frozenset(lines.split())


_MOST = 12
"""Words that a mark grows by at most; a phrase that is longer is left as it was."""
_STARTS_ANOTHER = words_of("""
    about after against among around as at before behind between beyond by despite during for from
    in into near on onto over per regarding since through throughout to toward towards under until
    upon via with within without and or but nor so that which who whom whose when where while
    because although though if unless whether than said says told в во на с со о об к по за от до из
    у при для и а но что как когда где который которая которые або та й і що як коли де який яка які
    з зі із від про під
""")
# After these a phrase cannot end.
_GO_ON = words_of("""
    a an the of in on at by for with to from that his her its their our my had has have was were is
    are be been new own no not any such
""")
_WORD = re.compile(r"[^\W_][\w’'.-]*[^\W_]|[^\W_]")
_NAME_BEFORE = re.compile(r"(?:\b(?!\w+day )[A-ZА-ЯЁІЇЄҐ][\w’'-]+ )+$")
_NEXT = re.compile(r"[ \u00a0]+(?=[^\W_])")


def to_phrase(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the range in *text* of the phrase that `[start, end)` is a part of."""
    return _first(text, start), _last(text, start, end)


def _first(text: str, start: int) -> int:
    """Take in what belongs to a name: "Chancellor *Olaf Scholz*", and the rest of a word."""
    while start > 0 and text[start - 1].isalnum() and text[start : start + 1].isalnum():
        start -= 1
    before = _NAME_BEFORE.search(text, 0, start) if text[start : start + 1].isupper() else None
    if before is None:
        return start
    # The first word of a sentence has a capital in any case.
    opens = not text[: before.start()].strip()
    return text.index(" ", before.start()) + 1 if opens else before.start()


def _last(text: str, start: int, end: int) -> int:
    at = end
    while at < len(text) and text[at - 1].isalnum() and text[at].isalnum():
        at += 1
    for _ in range(_MOST):
        gap = _NEXT.match(text, at)
        word = _WORD.match(text, gap.end()) if gap else None
        if word is None:
            return at
        last = re.split(r"\W+", text[start:at].casefold())[-1]
        if word.group().casefold() in _STARTS_ANOTHER and last not in _GO_ON:
            return at
        at = word.end()
    return end
