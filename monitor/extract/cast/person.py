"""The type of one person of an article."""

from __future__ import annotations

from dataclasses import dataclass, field

from monitor.extract.cast.model import Party
from monitor.extract.entity import Entity


@dataclass(slots=True, eq=False)
class Person:
    """Somebody of the article: the party, every word of the name, who of the known, the offices said."""

    party: Party
    words: tuple[str, ...]
    entity: Entity | None = None
    sides: set[str] = field(default_factory=set)
    offices: set[str] = field(default_factory=set)
    titled: bool = False
    """the text gave a leader's office."""
    private: bool = False
    last: int = -1
