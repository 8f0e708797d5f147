"""The type of an event in a Russian or Ukrainian sentence; status not yet decided."""

from __future__ import annotations

from dataclasses import dataclass, field

from monitor.extract.cast.model import Party
from monitor.extract.frames.predicates import Predicate
from monitor.extract.lang.slavic.phrases import Chunk, Verb
from monitor.extract.lang.slavic.structure import SlavicClause


@dataclass(slots=True, eq=False)
class SlavicEvent:
    """One event of a sentence with those who take part.

    A verb or a phrase with a row of the predicate table.
    """

    row: Predicate
    clause: SlavicClause
    verb: Verb | None = None
    phrase: Chunk | None = None
    parties: list[Party] = field(default_factory=list)
    light: Verb | None = None
    ranked: bool = False
    first: int = 0
    last: int = 0

    @property
    def at(self) -> int:
        """Return the word that tells of it."""
        return self.verb.at if self.verb is not None else self.phrase.head if self.phrase is not None else 0
