"""Who does it, and to whom, where the subject and the object of a contact stand elsewhere.

Each function answers for one construction: the passive's "by", "his", "whose", "spoke for an hour by
phone to". None means that the construction is not there.
"""

from __future__ import annotations

from monitor.extract.clauses import Clause, Group
from monitor.extract.lexicon.grammar import word_set

_BE = word_set("contacts.be")
_SPEAKING = word_set("contacts.speaking")
_BY_PHONE = word_set("contacts.by_phone")
_NOT_HIS = frozenset({";", '"', "but", "his", "her"})
_PARTICIPLES = ("ed", "met", "told")
_HELD = (["hand"], ["hands"])
_FAR = 14
_NEAR = 5
_SPOKEN = 9


def agent(clause: Clause, end: int, transparent: frozenset[str]) -> int | None:
    """Return where "by" stands after a passive, past places and times."""
    for at in range(end, min(end + _NEAR, len(clause.low))):
        word = clause.low[at]
        if word == "by":
            return at
        placed = at in clause.inside or word in transparent or clause.sentence.raw[at][0].isupper()
        if not placed or word == ",":
            return None
    return None


def hand_of(clause: Clause, end: int) -> Group | None:
    """Return Y of "shook Y's hand"."""
    group = clause.starts.get(end)
    if group is None or not group.possessive or group.body:
        return None
    return group if clause.low[group.end + 1 : group.end + 2] in _HELD else None


def passive(clause: Clause, index: int) -> bool:
    """Tell whether the verb at *index* is suffered: "was met"."""
    near = clause.low[max(0, index - 4) : index]
    return any(word in _BE for word in near) and clause.low[index].endswith(_PARTICIPLES)


def named_left(clause: Clause, index: int) -> Group | None:
    """Return X of "a word from X, who became the first leader to meet Y"."""
    found = next((group for group in reversed(clause.groups) if group.end <= index), None)
    return found if found is not None and "who" in clause.low[found.end : index] else None


def only_left(clause: Clause, index: int, reporting: frozenset[str]) -> Group | None:
    """Return the leader of "pictures of X came out of a meeting with Y": whoever is named just before."""
    group = next((group for group in reversed(clause.groups) if group.end <= index), None)
    if group is None or not group.leaders or group.possessive or index - group.end > _FAR:
        return None
    between = set(clause.low[group.end : index])
    owned = any(other.end == group.start - 1 for other in clause.groups)
    return None if owned or between & (reporting | _NOT_HIS) else group


def possessor(clause: Clause, at: int, target: Group) -> Group | None:
    """Return who "his" or "whose" stands for: the nearest leader before, else the first one after."""
    named = [group for group in clause.groups if group.leaders and group is not target]
    before = [group for group in named if group.end <= at]
    after = [group for group in named if group.start >= target.end and not group.oblique]
    return before[-1] if before else after[0] if after else None


def direct_subject(clause: Clause, index: int, adverbial: frozenset[str]) -> Group | None:
    """Return X of "X cancelled a planned meeting with Y": whoever stands before the verb."""
    for at in range(index - 1, max(index - 6, 0), -1):
        word = clause.low[at]
        if at in clause.inside or word in adverbial or word in {",", ";", "that", "and"}:
            return None
        group = clause.ends.get(clause.skip_back(at) + 1)
        if group is not None and not group.oblique and not group.possessive:
            return group
    return None


def spoken_to(clause: Clause, index: int, end: int) -> int | None:
    """Return where Y stands in "spoke for an hour by phone to Y"."""
    low = clause.low
    if low[index] not in _SPEAKING:
        return None
    for at in range(end, min(end + _SPOKEN, len(low))):
        if low[at] == "to":
            return at + 1 if at > end else None
        if low[at] not in _BY_PHONE and not low[at].isdigit() and not low[at].endswith("ly"):
            return None
    return None
