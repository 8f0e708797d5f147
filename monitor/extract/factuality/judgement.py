"""What the text says of one event, and by which words."""

from __future__ import annotations

from dataclasses import dataclass, field

from monitor.extract.factuality.algebra import applied
from monitor.extract.factuality.governors import Effect
from monitor.extract.model import ContactStatus as Status
from monitor.extract.syntax.model import Clause


@dataclass(slots=True)
class Judgement:
    """An event's status, the steps that made it (word and effect), and the clauses that say it.

    Outermost first.
    """

    status: Status | str = Status.HAPPENED
    steps: list[tuple[str, str]] = field(default_factory=list)
    saying: list[Clause] = field(default_factory=list)
    denying: Clause | None = None
    """the clause whose verb or verdict denies it."""
    negated: bool = False
    """its own negation, rather than a denial, makes it so."""

    spared: bool = False
    """what is denied over it is something else of it: that he wept at the meeting, that it was in secret."""

    def take(self, effect: Effect, word: str) -> None:
        """Put *effect* of *word* over what is there."""
        if effect != Effect.NEUTRAL:
            self.steps.append((word, effect.value))
        self.status = applied(effect, self.status)
