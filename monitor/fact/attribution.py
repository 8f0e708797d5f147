"""Who is behind a claim: the chain of sources from the outermost inwards.

"Woodward cited an unnamed aide who indicated …" reads as ("Bob Woodward", "an unnamed aide").
Sources need not be anybody the lexicon knows: any noun phrase before a verb of saying will do.
"""

from __future__ import annotations

import re

from monitor.article.model import Article
from monitor.fact.clauses import Clause
from monitor.fact.lexicon.grammar import word_set

_SAID = word_set("attribution.said")
_CITED = frozenset({"cited", "cites", "citing", "quoting", "quoted"})
_STOPS = word_set("attribution.stops")
_LIGHT = word_set("attribution.light")
_LONGEST = 6


def claimants(clause: Clause, trigger: int, article: Article) -> list[str]:
    """Return who is said to say what the word at *trigger* tells, outermost first."""
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
    named = (_full_name(name, article) for name in found if name)
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


def _full_name(name: str, article: Article) -> str:
    """Return "Bob Woodward" for a bare "Woodward" that the article names in full."""
    if " " in name or not name[:1].isupper():
        return name
    found = re.search(rf"\b([A-Z][a-z]+ {re.escape(name)})\b", article.text)
    return found[1] if found else name
