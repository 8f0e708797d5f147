"""Contact told by its occasion: "their talks", "at a summit", "X urged Y to act in a letter".

The noun tells that two leaders met, spoke or wrote; the sentence around it tells who. Only the
nearest pair counts, one doing something to the other, or the only two it can be.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from monitor.extract.clauses import Clause, Group
from monitor.extract.lexicon.grammar import word_set
from monitor.extract.model import ContactKind

_BY = word_set("occasions.by")
_NOUNS = word_set("occasions.nouns")
_SOLO = word_set("occasions.solo")
_CALLS = word_set("occasions.calls")
_LETTERS = word_set("occasions.letters")
_TRIPS = word_set("occasions.trips")
_ATTACKS = word_set("occasions.attacks")
_BREAKS = word_set("occasions.breaks")
_WITH_WHOM = frozenset({"with", "of", "for", "between", "from", "conference", "to"})
_OTHERS = frozenset({"the", "a", "an", "his", "her", "all", "mr", "mr.", "president", "prime"})
_TO = frozenset({"to", "with"})
_TWO = 2
_GAP = 6
_FRONTED = 14
_VISITING = 12


def occasion(clause: Clause, index: int, light: frozenset[str]) -> str | None:
    """Return the preposition of "at a summit", "by phone", "during their talks", or None."""
    for at in range(index - 1, max(index - 6, -1), -1):
        body = any(group.body and group.start <= at < group.end for group in clause.groups)
        if (
            (at in clause.inside and not body)
            or clause.low[at] in {",", ";", "and", "that"}
            or clause.low[at] in light
        ):
            return None
        if clause.low[at] == "of" and clause.low[at - 1 : at] == ["ahead"]:
            return None
        if clause.low[at] in _BY:
            return clause.low[at] if clause.low[index] in _NOUNS else None
    return None


def theirs(clause: Clause, index: int) -> Group | None:
    """Return the two leaders of "their meeting": those named before it, else the two of the sentence."""
    if "their" not in clause.low[max(0, index - 4) : index]:
        return None
    named = [group for group in clause.groups if group.leaders and group.end <= index]
    found = _only_two(named)
    if found is None and len(_people(named)) < _TWO:
        found = _only_two([group for group in clause.groups if group.leaders])
    return found


def _people(groups: Iterable[Group]) -> list[object]:
    return list(dict.fromkeys(person for group in groups for person in group.leaders))


def _only_two(groups: list[Group]) -> Group | None:
    if len(_people(groups)) != _TWO:
        return None
    return Group(groups[0].start, groups[-1].end, [mention for group in groups for mention in group.mentions])


def pair_at(clause: Clause, index: int, end: int) -> tuple[Group, Group] | None:
    """Return X and Y of "X urged Y to act in a phone call", "at their summit, X told Y"."""
    low = clause.low
    urged = low[end : end + 1] == ["to"] and low[end + 1 : end + 2] and low[end + 1] not in _OTHERS
    if low[end : end + 1] and low[end] in _WITH_WHOM and low[index] not in _TRIPS and not urged:
        return None
    if low[index] not in _NOUNS or low[index] in _SOLO:
        return None
    led = [group for group in clause.groups if group.leaders]
    before = [group for group in led if group.end <= index]
    remote = low[end - 1] in _CALLS | _LETTERS
    found = _acting(clause, before, remote=remote)
    if found is None and not before:
        comma = next((at for at in range(end, min(end + _FRONTED, len(low))) if low[at] in {",", ":"}), None)
        if comma is not None and low[comma] == "," and led and led[0].start <= comma + 4:
            found = _acting(clause, led, remote=remote)
    if found is None and low[index] in _TRIPS and before:
        found = _visiting(clause, before[-1], index)
    return found


def _acting(clause: Clause, led: list[Group], *, remote: bool) -> tuple[Group, Group] | None:
    """Return the first two neighbours of whom one does something to the other.

    *remote*: by phone or letter, which any words to the other tell; elsewhere one may attack a
    leader who is not there.
    """
    for one, two in pairwise(_runs(led)):
        if one.oblique or one.possessive or (two.possessive and not remote):
            continue
        between = clause.low[one.end : two.start]
        if not between or len(between) > _GAP or _BREAKS & set(between):
            continue
        if not remote and _ATTACKS & set(between):
            continue
        if two.oblique and between[-1] not in _TO:
            continue
        return one, two
    return None


def _runs(led: list[Group]) -> list[Group]:
    """Return *led* without those followed by the same person again ("X said he told Y")."""
    kept = [one for one, two in pairwise(led) if not set(one.leaders) & set(two.leaders)]
    return [*kept, led[-1]] if led else []


def _visiting(clause: Clause, one: Group, index: int) -> tuple[Group, Group] | None:
    """Return X and Y of "X, on a visit to Z, warned Y"."""
    low = clause.low
    if one.possessive or one.oblique or low[one.end : one.end + 1] != [","] or index - one.end > _GAP:
        return None
    close = next((at for at in range(index, min(index + _VISITING, len(low))) if low[at] == ","), None)
    if close is None:
        return None
    two = next((group for group in clause.groups if group.leaders and group.start > close), None)
    if two is None or two.possessive or two.start - close > 4 or _BREAKS & set(low[close + 1 : two.start]):
        return None
    return one, two


def kind_of(word: str) -> ContactKind:
    """Return what kind of contact an occasion is."""
    if word in _CALLS:
        return ContactKind.CALL
    if word in _LETTERS:
        return ContactKind.MESSAGE
    return ContactKind.VISIT if word in _TRIPS else ContactKind.MEETING
