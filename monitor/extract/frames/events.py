"""The type of an event found in a sentence: predicate, place, participants; status not yet decided."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from monitor.extract.cast.model import Party
from monitor.extract.frames.predicates import Predicate
from monitor.extract.model import ContactKind
from monitor.extract.syntax.model import Clause, NounGroup


class Strength(StrEnum):
    """How the parties of an event were linked to it."""

    DIRECT = "direct"
    """every party stands in a slot of the event itself."""
    RANKED = "ranked"
    """a party was taken from what governs the event or owns it."""
    ACROSS = "across"
    """a party stands in another sentence."""


@dataclass(slots=True)
class Event:
    """One verb or noun that tells of a contact.

    `trigger` is its token, `[first, last]` the words that say it.
    """

    predicate: Predicate
    kind: ContactKind
    trigger: int
    clause: Clause | None = None
    noun: NounGroup | None = None
    parties: list[Party] = field(default_factory=list)
    strength: Strength = Strength.DIRECT
    first: int = 0
    last: int = 0
    slots: dict[str, list[Party]] = field(default_factory=dict)
    reason: str = ""
    """why nobody takes part in it, for who asks."""
    dropped: str = ""
    """why it was not told though it has its parties, for who asks."""


def untold(parties: Sequence[object], misfit: str, dropped: str) -> tuple[str, str]:
    """Return at which stage an event with *parties* was lost, and why; nothing where it is told."""
    if not parties:
        return "parties", misfit or "its parties were not found"
    return ("status", dropped) if dropped else ("", "")
