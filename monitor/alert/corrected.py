"""What a corrected version says in other words: the words before and after. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher

from monitor.english import short

_LIKE = 0.5
"""Sentences that share less than this are no versions of one another."""
_MOST_WORDS = 6
_MOST_SHOWN = 300
_MOST_COMPARED = 20
"""Sentences of either version: each is compared with each, while other articles wait."""


def says_change(before: Iterable[str], after: Iterable[str]) -> tuple[str, ...]:
    """Return how the sentences *after* differ from those *before*: the change, then both sentences.

    ("Correction: “two times”, not “seven times”", "before: “…”", "now: “…”"); nothing where no sentence of
    the one is like one of the other.
    """
    old, new = _sentences(before), _sentences(after)
    gone = [one for one in old if one not in new][:_MOST_COMPARED]
    come = [one for one in new if one not in old][:_MOST_COMPARED]
    pairs = [(_likeness(one, other), one, other) for one in gone for other in come]
    likeness, was, now = max(pairs, key=lambda pair: pair[0], default=(0.0, "", ""))
    if likeness < _LIKE:
        return ()
    return (_headline(was, now), f"before: “{short(was, _MOST_SHOWN)}”", f"now: “{short(now, _MOST_SHOWN)}”")


def _headline(was: str, now: str) -> str:
    """Return the change in a line where it is one, and short; else only that there is one."""
    old, new = was.split(), now.split()
    changes = [one for one in _matcher(old, new).get_opcodes() if one[0] != "equal"]
    gone = _changed(old, changes[0][1], changes[-1][2])
    come = _changed(new, changes[0][3], changes[-1][4])
    if not (gone and come) or max(len(gone), len(come)) > _MOST_WORDS:
        return "Correction"
    return f"Correction: “{_bare(come)}”, not “{_bare(gone)}”"


def _changed(words: Sequence[str], start: int, end: int) -> Sequence[str]:
    """Return the words that changed, a single one with the word after it: "two calls"."""
    return words[start : end + 1] if end - start == 1 else words[start:end]


def _bare(words: Sequence[str]) -> str:
    return " ".join(words).strip(",.;:“”\"'")


def _likeness(one: str, other: str) -> float:
    return _matcher(one.split(), other.split()).ratio()


def _matcher(old: Sequence[str], new: Sequence[str]) -> SequenceMatcher[str]:
    return SequenceMatcher(None, old, new, autojunk=False)


def _sentences(texts: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(re.sub(r"\s+", " ", text).strip() for text in texts))
