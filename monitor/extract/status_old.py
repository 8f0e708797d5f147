"""Whether a contact happened, is planned, was refused, denied, or is only imagined.

Triggers have a direction and a scope, as in ConText: words before the verb up to the clause's
start, words after the object up to the next stop. A pseudo-trigger ("did not discuss") is no negation.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from monitor.extract.lexicon.grammar import word_set
from monitor.extract.model import ContactStatus

_STOPS = word_set("status.stops")
_ARRIVED = word_set("status.arrived")
_SWAYING = ("persuad", "convinc", "reassur")
_HAS = frozenset({"has", "have", "had", "was", "were", "did"})
_FIRST = ("first", "time", "to")
_MANAGED = word_set("status.managed")


@dataclass(frozen=True, slots=True)
class TriggerScope:
    """The words before and after a contact's trigger that bear on it; `verb`: the trigger is one."""

    before: Sequence[str]
    after: Sequence[str]
    verb: bool
    headline: bool
    trigger: str


class StatusReader:
    """Reads the status of a contact off the words around it."""

    def __init__(self, words: dict[str, Any]) -> None:
        """Take the lists of the lexicon's `status` table."""
        self._lists = {name: tuple(f" {text} " for text in texts) for name, texts in words.items()}

    def _has(self, name: str, text: str) -> bool:
        return any(phrase in text for phrase in self._lists[name])

    def read(self, scope: TriggerScope) -> ContactStatus:  # noqa: PLR0911 - each case answers for itself
        """Return the status; `DENIED` where it is negated as a past event."""
        before = f" {' '.join(_clause(scope.before))} ".replace("n't ", "n't not ").replace(" 'll ", " will ")
        after = f" {' '.join(_until_stop(scope.after))} "
        if self._has("refused", before):
            return ContactStatus.REFUSED
        if self._negated(before, scope):
            if scope.trigger.startswith(_SWAYING):
                return ContactStatus.HYPOTHETICAL  # whom one did not persuade, one may still have met
            future = any(
                word in before
                for word in (" will ", " would ", " to ", " can ", " should ", " could ", " may ")
            )
            return ContactStatus.REFUSED if future else ContactStatus.DENIED
        if self._has("may_have", before):
            return ContactStatus.CLAIMED
        if before.startswith(" if ") and " were to " in before:
            return ContactStatus.HYPOTHETICAL
        if self._planned(before, after, scope):
            return ContactStatus.PLANNED
        if self._has("hypothetical", before):
            return ContactStatus.HYPOTHETICAL
        if self._has("refused_after", after):
            return ContactStatus.REFUSED
        return ContactStatus.HAPPENED

    def _negated(self, before: str, scope: TriggerScope) -> bool:
        if scope.trigger.startswith("discuss"):
            return False
        near = " " + " ".join(before.split()[-5:]) + " "
        return self._has("negation", near) and not self._has("not_negation", near)

    def _planned(self, before: str, after: str, scope: TriggerScope) -> bool:
        last = before.split()[-2:] if before.strip() else []
        if (
            set(before.split()) & _ARRIVED
            and " due to " not in before
            and " will " not in before
            and " is to " not in before
        ):
            return False
        if scope.verb and last[-1:] == ["to"]:
            return last[0] not in _MANAGED
        if _HAS & set(before.split()) and not self._has("planned", before):
            after = after.replace(" this weekend ", " ")
        return self._has("planned", before) or self._has("planned_after", after)


def _clause(words: Sequence[str]) -> Sequence[str]:
    for place in range(len(words) - 1, -1, -1):
        if words[place] in _STOPS or (words[place] == "instead" and words[place + 1 : place + 2] != ["of"]):
            return words[place + 1 :]
    return words


def _until_stop(words: Sequence[str]) -> Sequence[str]:
    for place, word in enumerate(words):
        if word in _STOPS or word in {",", ".", "after", "where", "when", "and", "as"}:
            return words[:place]
    return words
