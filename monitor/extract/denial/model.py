"""A denial found in a sentence, before it is joined with what it denies."""

from __future__ import annotations

from dataclasses import dataclass

from monitor.extract.cast.model import Party
from monitor.extract.frames.events import Event
from monitor.extract.syntax.model import Clause

ANY = 1
"""A claim, a report, a question within a few sentences."""
LEAD = 3
"""As `ANY`, or nothing where it is the news itself: "has no plans to run" in a headline or first sentence."""
ECHO = 4
"""A claim just before that it takes up word by word (`echo`)."""
CHARGED = 2
"""A charge, a rumour, a question in its sentence or the one before."""


@dataclass(slots=True)
class Saying:
    """Who denies, in which words, what.

    Tokens `[first, last]` say it, `said` is what is denied, None where it only points back ("denied it").
    `plan`: what is denied is a plan. `events` are the contacts within what is denied. `denier` is None where
    nobody is named.
    """

    denier: Party | None
    first: int
    last: int
    said: tuple[int, int] | None = None
    plan: bool = False
    points: bool = False
    standing: bool = False
    events: tuple[Event, ...] = ()
    clause: Clause | None = None
    answers: int = 0
    """how near a claim that it answers must have been told: `ANY`, `CHARGED`, `ECHO`; 0: none."""
    echo: tuple[str, frozenset[str]] = ("", frozenset())
    """what the claim that a plain negative answers must have said: its word, and of what."""
    trigger: int = 0
    pointer: int = -1
    """the word that points back to who denies, where `denier` is None: "it denied"."""
    of_contact: bool = False
    """it says only that a contact told before was not; without one it denies nothing."""
    private: bool = False
    """it denies for oneself, as a defendant does."""
    negating: int = 0
    """how many words `said` opens with that negate it: "no", "no such"."""
    kind: str = ""
    """the noun of the contact it says there was none of: "no such call"."""

    @property
    def denied(self) -> tuple[int, int] | None:
        """The words for what is denied; None where they hold those that deny it.

        "No call took place" denies a call: shown as what is denied, it would say the reverse.
        """
        if self.said is None:
            return None
        low, high = self.said
        if low <= self.first and max(self.first, self.last) < high:
            return None
        return (low + self.negating, high) if low + self.negating < high else None
