"""Vocabulary that a user adds (`words:`) beside the shipped one, sorted into its tables.

English is looked up word by word, so a star there is written out as the endings of English verbs
and nouns; Russian and Ukrainian are searched by stems, where a star is any ending.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from itertools import product

from monitor.extract.model import ContactKind
from monitor.extract.tokens import plain

LANGUAGES = ("en", "ru", "uk")
"""The languages that facts are read in."""

ENDINGS = (
    *("", "s", "e", "es", "d", "ed", "ing"),
    *("y", "ies", "ied", "ying", "al", "als", "er", "ers", "ment", "ments", "ation", "ations", "ion", "ions"),
)
"""What a star stands for in English."""

_EXACT = "="
_LINK = " with"
_SEVERAL = 3  # of a starred word's forms; one or two may be another word's


class Use(StrEnum):
    """What a taught word does; the values are how faults name it."""

    CONTACT_VERB = "a verb of contact"
    CONTACT_NOUN = "a noun of contact"
    NO_CONTACT = "no contact"
    DENIAL_VERB = "a verb of denial"
    VERDICT = "a verdict"
    STATEMENT = "a statement that denies"
    PLAN_DENIAL = "a denial of a plan"
    CLAIM = "a word for a claim"
    NO_DENIAL = "no denial"


@dataclass(frozen=True, slots=True, kw_only=True)
class Taught:
    """A word or phrase of *language* and what it does; contacts have a `kind`.

    A star ends a word of any ending; without one the word is meant as it is written.
    """

    language: str
    use: Use
    text: str
    kind: ContactKind | None = None


def forms(text: str) -> tuple[str, ...]:
    """Return the English *text* in small letters and plain quotes, its stars written out as endings."""
    parts = plain(" ".join(text.split())).lower().split("*")
    return tuple(
        "".join(one + ending for one, ending in zip(parts, (*endings, ""), strict=True))
        for endings in product(ENDINGS, repeat=len(parts) - 1)
    )


def taught_stem(text: str) -> str:
    """Return the Russian or Ukrainian *text* as it stands among stems, marked as taught."""
    return _EXACT + plain(" ".join(text.split())).lower()


def stem_pattern(stem: str) -> str:
    """Return the regular expression for *stem*: a shipped one takes any ending, a taught one at a star."""
    if not stem.startswith(_EXACT):
        return re.escape(stem)
    return re.escape(stem[1:]).replace(r"\*", r"\w*").replace(r"\ ", r"\s+") + r"(?!\w)"
