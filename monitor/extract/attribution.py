"""Who is behind a claim: the chain of sources from the outermost inwards.

"Woodward cited an unnamed aide who indicated …" reads as ("Bob Woodward", "an unnamed aide").
Sources need not be anybody the lexicon knows: any noun phrase before a verb of saying will do.
"""

from __future__ import annotations

import re

from monitor.extract.clauses import Clause
from monitor.extract.lexicon.grammar import word_set

_SAID = word_set("attribution.said")
_CITED = frozenset({"cited", "cites", "citing", "quoting", "quoted"})
_STOPS = word_set("attribution.stops")
_LIGHT = word_set("attribution.light")
_LONGEST = 6
_FIRST_NAME = re.compile(r"\b[A-Z][a-z]+ (?=(?P<next>\w+))")
_LETTERS = re.compile(r"\w+")
_BOUNDARY = re.compile(r"\b")
_MOST_PLACES = 50


class FullNames:
    """Gives "Bob Woodward" for a bare "Woodward" that the article names in full; reads the text once."""

    __slots__ = ("_places", "_text")

    def __init__(self, text: str) -> None:
        self._text = text
        self._places: dict[str, list[tuple[int, int]]] | None = None

    def of(self, name: str) -> str:
        """Return the full name that the article first has for *name*, else *name* itself."""
        if " " in name or not name[:1].isupper():
            return name
        if self._places is None:
            self._places = self._read()
        first = _LETTERS.match(name)
        for start, after in self._places.get(first[0], ()) if first else ():
            end = after + len(name)
            if self._text.startswith(name, after) and _BOUNDARY.match(self._text, end):
                return self._text[start:end]
        return name

    def _read(self) -> dict[str, list[tuple[int, int]]]:
        """Return where first names stand and end, by the word that follows each; the first few of each."""
        places: dict[str, list[tuple[int, int]]] = {}
        for found in _FIRST_NAME.finditer(self._text):
            known = places.setdefault(found["next"], [])
            if len(known) < _MOST_PLACES:
                known.append((found.start(), found.end()))
        return places


def claimants(clause: Clause, trigger: int, names: FullNames) -> list[str]:
    """Return who is said to say what the word at *trigger* tells, outermost first, in full by *names*."""
    low = clause.low
    found: list[str] = []
    for index in range(trigger):
        if low[index] == "to" and low[index - 1 : index] == ["according"]:
            found.append(_phrase_after(clause, index + 1, trigger))
        elif low[index] in _SAID and low[index - 1 : index] not in (
            ["a"],
            ["the"],
            ["this"],
            ["denied"],
            ["any"],
            ["new"],
            ["denies"],
        ):
            found.append(_phrase_before(clause, index))
            if low[index] in _CITED:
                found.append(_phrase_after(clause, index + 1, trigger))
    named = (names.of(name) for name in found if name)
    return list(dict.fromkeys(named))


def _phrase_before(clause: Clause, index: int) -> str:
    last = index
    while last > 0 and clause.low[last - 1] in _LIGHT:
        last -= 1
    first = last
    while first > 0 and clause.low[first - 1] not in _STOPS and last - first < _LONGEST:
        first -= 1
    if clause.low[first - 1 : first] == ["as"] and first:
        return ""  # "dismissed as a fabrication reports that …": nobody reports
    return _text(clause, first, last) if last - first < _LONGEST else ""


def _phrase_after(clause: Clause, first: int, end: int) -> str:
    last = first
    while last < end and clause.low[last] not in _STOPS and last - first < _LONGEST:
        last += 1
    return _text(clause, first, last)


def _text(clause: Clause, first: int, last: int) -> str:
    return " ".join(clause.sentence.raw[first:last]).replace(" 's", "'s").strip("\"' ")
