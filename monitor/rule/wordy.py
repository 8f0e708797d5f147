"""Rewrites a regular expression that is only words as plain phrases."""

from __future__ import annotations

import re

_WORDS = r"\w(?:[\w'’-]|(?: |\\s|\\s\+| \+)(?=\w))*(?:\\w\*|\[a-z\]\*|\\S\*)?"
_PLAIN = re.compile(
    rf"(?:\(\?i\))?(?:\\b)?(?P<open>\((?:\?:)?)?(?P<words>{_WORDS}(?:\|{_WORDS})*)(?(open)\))(?:\\b)?"
)
_BLANK = re.compile(r"\\s\+?| \+")
_ENDING = re.compile(r"(?:\\w\*|\[a-z\]\*|\\S\*)$")


def words_of(pattern: str) -> tuple[str, ...]:
    """Return the phrases that find what *pattern* finds, as whole words; none when it is more than words."""
    found = _PLAIN.fullmatch(pattern)
    if not found:
        return ()
    words = (_ENDING.sub("*", _BLANK.sub(" ", one)) for one in found["words"].split("|"))
    return tuple(dict.fromkeys(words))
