"""Who says the sentence: "X said …", "…, said X", "according to X", "X was quoted as saying"."""

from __future__ import annotations

from typing import Any

from monitor.extract.clauses import PREPOSITIONS, Clause, Group
from monitor.extract.lexicon.grammar import word_set

_SAID = word_set("speech.said")
_TELLING = frozenset({*_SAID, "say", "according", "quoted", "cited"})
_NAME_WORDS = 5
_BARE = frozenset(
    {"to", "would", "could", "can", "not", "will", "must", "should", "did", "may", "might", "n't"}
)
_LINKS = frozenset({"who", "and", "as", "when", "while", "but", "that", "adding", "in", "on", "at", "after"})
_QUOTED = frozenset({"quoted", "cited"})


class Speech:
    """Finds the speaker of a sentence."""

    def __init__(self, english: dict[str, Any]) -> None:
        """Take the lexicon's English lists."""
        self.adverbs = frozenset(english["contact"]["grammar"]["adverbs"])

    def speaker(self, clause: Clause) -> Group | None:
        """Return the first speaker named in *clause*, or None."""
        low = clause.low
        if _TELLING.isdisjoint(low):
            return None
        for index, word in enumerate(low):
            if word == "according" and low[index + 1 : index + 2] == ["to"]:
                group = clause.object_of(index + 2)
            elif word in _SAID or (word == "say" and index and low[index - 1] not in _BARE):
                group = self._of_verb(clause, index)
            elif word in _QUOTED and "saying" in low[index : index + 12]:
                group = clause.subject(index, bodies=True)
            else:
                continue
            if group is not None and group.people:
                return group
        return None

    def _of_verb(self, clause: Clause, index: int) -> Group | None:
        low = clause.low
        before = clause.subject(index, bodies=True)
        if before is not None:
            return before
        after = clause.starts.get(index + 1) or (
            clause.starts.get(index + 2)
            if low[index + 1 : index + 2] in (["the"], ["a"], ["an"], ["mr"], ["its"], ["his"])
            else None
        )
        if after is not None and _goes_on(clause, index, after):
            return None
        if after is None:
            after = self._introduced(clause, index + 1)
        return after if after is not None and not after.possessive else None

    @staticmethod
    def _introduced(clause: Clause, index: int) -> Group | None:
        """Return the office of "said Jo Ann Doe, a spokeswoman for the ministry"."""
        raw, at = clause.sentence.raw, index
        while at < len(raw) and at - index < _NAME_WORDS and raw[at][0].isupper() and at not in clause.inside:
            at += 1
        if at == index or raw[at : at + 1] != [","]:
            return None
        return clause.object_of(at + 1)


def _goes_on(clause: Clause, index: int, after: Group) -> bool:
    """Tell "paper claims Lula met Maduro" from "a deal is dead, says Lula": nobody speaks after the verb."""
    low = clause.low
    before, following = low[index - 1 : index], low[after.end : after.end + 1]
    plain = bool(before) and before[0].isalpha() and index not in clause.inside
    return plain and bool(following) and following[0].isalpha() and following[0] not in PREPOSITIONS | _LINKS
