"""What is denied or rejected: an assertion, or something withheld or refused.

"Denied the claim" and "rejected suggestions that …" answer an assertion; "denied him bail",
"rejected the offer" do not. The verb's object decides.
"""

from __future__ import annotations

from typing import Any

from monitor.extract.clauses import Clause, Group
from monitor.extract.lexicon import Table, words
from monitor.extract.lexicon.grammar import word_set

_SECOND = frozenset({"a", "an", "any", "the", "his", "her", "their"})
_HEAD = 6
_ARGUED = frozenset({"criticism", "criticisms", "complaint", "complaints", "concern", "concerns", "argument"})
_PERSONS = frozenset({"them", "him", "her", "us", "me", "you", "themselves", "himself"})
_ENDED = frozenset({".", ",", ";", "and", "but", "saying", "all", "outright"})
_AFTER_NOUN = frozenset(
    {
        "unless",
        "until",
        "because",
        "while",
        "when",
        "if",
        "as",
        "before",
        "since",
        "without",
        "despite",
        "following",
        "during",
        "last",
        "this",
        "next",
        "on",
        "again",
        "claim",
        "claims",
        "seekers",
        "seeker",
    }
)
_FINITE = word_set("denials.finite")


class Objects:
    """Judges the objects of verbs of denying and rejecting."""

    def __init__(self, denial: dict[str, Any]) -> None:
        """Take the lists of the lexicon's `denial` table."""
        self.claims = frozenset(denial["claims"])
        self.strong = frozenset(denial["strong_claims"])
        self.refusals = frozenset(denial["refusals"])
        self.rejecting_not = frozenset(denial["rejecting_not"])
        self.acts = frozenset(denial["acts"])
        self.wrongs = frozenset(denial["wrongs"])
        self.sayings = frozenset(denial["sayings"])
        self.wider = frozenset(denial["wider_existence"])
        self.evaluative = Table((words(text), True) for text in denial["evaluative_strong"])

    def denied(self, clause: Clause, index: int) -> bool:  # noqa: C901, PLR0911 - each case answers for itself
        """Tell whether what follows "denied" is an assertion, not something withheld."""
        low, at = clause.low, index + 1
        while (
            at < len(low)
            and low[at]
            in {"the", "a", "an", "any", "all", "his", "her", "its", "their", "further", "repeated", "that"}
            and at - index < 4
        ):
            if low[at] in {"any", "all", "that"}:
                return not (low[at] == "any" and at + 1 < len(low) and low[at + 1] in self.refusals)
            at += 1
        if at >= len(low) or low[at] in {".", ",", ";", '"'}:
            return True
        if low[at] in self.strong or low[at] in self.acts or low[at].endswith("ing"):
            return True
        if set(low[at : at + 4]) & self.wrongs:
            return True
        group = clause.starts.get(at)
        if low[at] in self.refusals and group is None and self._compound(low, at):
            return not (self._two_objects(low[at + 1 : at + 6]) or self.refusals & set(low[at + 1 : at + 5]))
        if low[at] == "them" and (at + 1 >= len(low) or low[at + 1] in _ENDED):
            return True
        if low[at] in self.refusals and group is None:
            return self.told(clause, at)
        if group is not None:
            return self._not_deprived(clause, group)
        head = low[at : at + 6]
        if set(head) & self.strong:
            return True
        stop = next(
            (at for at, word in enumerate(head) if at and (word in _FINITE or word.endswith("ed"))), len(head)
        )
        return not (set(head[:stop]) & self.refusals) and not self._two_objects(head)

    def _compound(self, low: list[str], at: int) -> bool:
        """Tell "deny vote fraud", "deny care sums 'wrong'" from "deny access to", "deny medical care"."""
        after = low[at + 1] if at + 1 < len(low) and low[at] not in _PERSONS else "."
        return after.isalpha() and after not in _FINITE | _AFTER_NOUN | _SECOND and after not in self.refusals

    def told(self, clause: Clause, at: int) -> bool:
        """Tell whether something said stands at *at*: "information about …", "the existence of a deal"."""
        low = clause.low
        head = next((n for n in range(at, min(at + _HEAD, len(low))) if low[n] in self.sayings), None)
        if head is None:
            return False
        if low[head] != "existence":
            return True
        if low[head - 1] in {"its", "their"}:
            return True
        return low[head + 1 : head + 2] == ["of"] and self.wider.isdisjoint(low[head + 2 : head + 4])

    @staticmethod
    def _two_objects(head: list[str]) -> bool:
        """Tell "denying local families any say" (withheld) from "denies ministers broke the law"."""
        second = next((at for at, word in enumerate(head) if at and word in _SECOND), None)
        return second is not None and not any(
            word.endswith("ed") or word in _FINITE for word in head[:second]
        )

    def _not_deprived(self, clause: Clause, group: Group) -> bool:
        """Tell "denies Trump met Putin" from "denied Madrid the title"."""
        low, after = clause.low, group.end
        if set(low[after : after + 3]) & self.strong or low[after : after + 1] in (
            ["that"],
            ["has"],
            ["had"],
        ):
            return True
        if group.possessive or after >= len(low):
            return not set(low[after : after + 5]) & self.refusals or bool(
                set(low[after : after + 5]) & self.strong
            )
        if low[after] in {"a", "an", "the", "his", "her", "their", "any", "its", "access", "bail", "entry"}:
            return False
        return low[after] not in self.refusals

    def claim(self, clause: Clause, end: int) -> str | None:
        """Return the claim noun that heads the object starting at *end*."""
        low = clause.low
        end += low[end : end + 1] == ["that"] and set(low[end + 1 : end + 3]) & self.claims != set()
        for at in range(end, min(end + 9, len(low))):
            word = low[at]
            if word in _ARGUED and low[at + 1 : at + 2] == ["that"]:
                return word
            if word in self.rejecting_not and not (at + 1 < len(low) and low[at + 1] in self.strong):
                return None
            if word in self.strong or (word in self.claims and at - end < 3):
                return None if self._advice(low, at) else word
            if word in {",", ";", ".", "that", "to", "for", "as"} or (
                word in {"of", "by", "on", "over"} and at > end + 1
            ):
                return None
        return None

    def _advice(self, low: list[str], at: int) -> bool:
        """Tell a suggestion to act ("suggestions that it consider", "suggestion to") from one of fact."""
        after = low[at + 1 : at + 3]
        if low[at] not in {"suggestion", "suggestions", "idea", "notion", "talk", "report", "reports"}:
            return False
        return (
            after[:1] == ["to"]
            or "should" in low[at + 1 : at + 9]
            or (after[:1] == ["of"] and low[at] in {"talk", "idea"})
        )

    def as_baseless(self, clause: Clause, end: int) -> bool:
        """Tell "dismissed the tape as a fabrication", the object starting at *end*."""
        low = clause.low
        for at in range(end, min(end + 16, len(low) - 1)):
            found = self.evaluative.first_in(low, at + 1, at + 5) if low[at] == "as" else None
            if found:
                return low[found[0]] != "wrong"
        return False
