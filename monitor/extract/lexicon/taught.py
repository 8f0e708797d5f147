"""Words that a user teaches beside the shipped ones, and where each sort of them belongs.

English is looked up word by word, so a star there is written out as the endings of English verbs
and nouns; Russian and Ukrainian are searched by stems, where a star is any ending.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import product
from typing import Any

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


_ENGLISH: dict[Use, tuple[tuple[str, str], ...]] = {
    Use.NO_CONTACT: (("contact", "never"),),
    Use.DENIAL_VERB: (("denial", "rejecting"),),
    Use.VERDICT: (("denial", "evaluative_strong"), ("denial", "answers"), ("denial", "attributive")),
    Use.STATEMENT: (("denial", "set_phrases"),),
    Use.PLAN_DENIAL: (("denial", "plan_phrases"), ("status", "refused"), ("status", "refused_after")),
    Use.CLAIM: (("denial", "strong_claims"), ("denial", "claims")),
    Use.NO_DENIAL: (("denial", "never"),),
}
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


def teach_english(table: dict[str, Any], taught: Iterable[Taught]) -> dict[str, Any]:
    """Return a copy of the English *table* with what is *taught*; the old one stays as it is."""
    table = _copied(table)
    for one in taught:
        for text in forms(one.text):
            if one.kind is None:
                _add(table, _ENGLISH[one.use], text)
            else:
                _add_contact(table["contact"], one.use, one.kind, text)
    return table


def known_as(tables: Iterable[dict[str, Any]], taught: Taught) -> str | None:
    """Return what the shipped English *tables* know the word as already, or None."""
    for table in tables:
        if table.get("language", "en") == taught.language:
            places = list(_places_of(table, taught))
            return next((name for name, texts in places if _covers(texts, taught)), None)
    return None


def _places_of(table: dict[str, Any], taught: Taught) -> Iterator[tuple[str, list[str]]]:
    if taught.kind is None:
        (part, name), *_ = _ENGLISH[taught.use]
        yield taught.use.value, table.get(part, {}).get(name, [])
    else:
        frame = "verbs" if taught.use is Use.CONTACT_VERB else "nouns"
        yield from table["contact"][frame].items()


def _covers(texts: list[str], taught: Taught) -> bool:
    known = sum(text in texts for text in forms(taught.text))
    return known >= (_SEVERAL if "*" in taught.text else 1)


def _add(table: dict[str, Any], places: Iterable[tuple[str, str]], text: str) -> None:
    for part, name in places:
        if name == "attributive" and " " in text:
            continue  # it is looked up as one word
        texts = table.setdefault(part, {}).setdefault(name, [])
        if text not in texts:
            texts.append(text)


def _add_contact(contact: dict[str, Any], use: Use, kind: ContactKind, text: str) -> None:
    """Add a verb or a noun; "broke bread with" also tells of the two who "broke bread"."""
    _of_kind(contact["verbs" if use is Use.CONTACT_VERB else "nouns"], kind, text)
    alone = text.removesuffix(_LINK)
    if use is Use.CONTACT_VERB and alone != text:
        _of_kind(contact["together"], kind, alone)


def _of_kind(table: dict[str, list[str]], kind: ContactKind, text: str) -> None:
    """Put *text* under *kind* alone: what a user says of a word goes before what is shipped."""
    for texts in table.values():
        if text in texts:
            texts.remove(text)
    table.setdefault(kind.value, []).append(text)


def _copied(table: Any) -> Any:
    """Return *table* with its tables and lists new."""
    if isinstance(table, dict):
        return {name: _copied(part) for name, part in table.items()}
    return list(table) if isinstance(table, list) else table
