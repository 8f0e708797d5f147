"""How much a match matters: `severity: {high: COND, else: low}`, asked of each fact that the match is about.

An alert is about one contact or one denial, so a condition on contacts or denials looks at that one and at
what is said of it; all other conditions look at the article.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from monitor.extract.model import Contact, Denial
from monitor.rule.literal import Place
from monitor.rule.match_terms import Finder
from monitor.rule.model import Severity
from monitor.rule.search_text import Searched


@dataclass(frozen=True, slots=True)
class Grading:
    """The severities of one rule: each with its condition, compiled, in the order they are asked."""

    ranks: tuple[tuple[Severity, Finder], ...]
    otherwise: Severity

    def of(self, text: Searched, asked: Sequence[Contact | Denial]) -> tuple[Severity, ...]:
        """Return how much each of *asked* matters, or, where nothing was asked for, the whole article."""
        if not self.ranks:
            return ()
        return tuple(self.one(text, fact) for fact in (asked or (None,)))

    def one(self, text: Searched, about: Contact | Denial | None) -> Severity:
        """Return the first severity whose condition holds of *about*, None being the whole article."""
        found = self.first(text, about)
        return self.otherwise if found is None else self.ranks[found][0]

    def first(self, text: Searched, about: Contact | Denial | None) -> int | None:
        """Return which condition is the first that holds, None where none does."""
        everything, reported = Place(0, len(text.text)), list(text.reported)
        text.about = about
        try:
            holding = (
                number
                for number, (_, finder) in enumerate(self.ranks)
                if finder.could(text.hits) and finder.find(text, everything) is not None
            )
            return next(holding, None)
        finally:
            text.about = None
            text.reported[:] = reported
