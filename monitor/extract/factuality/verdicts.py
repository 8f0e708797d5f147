"""Verdicts: whether a clause says of something told that it is untrue."""

from __future__ import annotations

from monitor.extract.lang.pack import Pack
from monitor.extract.syntax.model import Clause, Parsed, Tag

_NEAR = 8
_LENGTHS = (1, 2, 3)
_PLANS = (2, 3, 4, 5)
_ENDS = frozenset({",", ".", ";"})


class Verdicts:
    """Reads verdicts of one language."""

    def __init__(self, pack: Pack) -> None:
        """Take the verdicts of *pack*."""
        self.words = pack.denials.lists["verdicts"]
        self.answers = pack.denials.lists["answers"]
        self.unplanned_words = pack.denials.lists["plan_statements"]
        self.true = pack.grammar.true

    def untrue(self, parsed: Parsed, clause: Clause) -> bool:
        """Tell whether *clause* says of its subject that it is false, or not true."""
        tokens = parsed.tagged.tokens
        if clause.verb.negated:
            after = " ".join(token.low for token in tokens[clause.verb.end : clause.verb.end + 3])
            return clause.adjective in self.true or any(after.startswith(text) for text in self.answers)
        for at in range(clause.verb.end, min(len(tokens), clause.verb.end + _NEAR)):
            if tokens[at].low in _ENDS or tokens[at].tag in {Tag.SUBORDINATOR, Tag.CONJUNCTION}:
                return False
            if self._at(parsed, at):
                return True
        return False

    def unplanned(self, parsed: Parsed, clause: Clause) -> bool:
        """Tell whether *clause* says of its subject that it is not planned: "is not on the agenda"."""
        tokens = parsed.tagged.tokens
        near = range(clause.verb.start, min(len(tokens), clause.verb.end + 2))
        return any(
            " ".join(token.low for token in tokens[at : at + length]) in self.unplanned_words
            for at in near
            for length in _PLANS
        )

    def called_untrue(self, parsed: Parsed, clause: Clause) -> bool:
        """Tell whether a verdict stands among the objects and phrases of *clause*: "dismissed as fiction a report"."""
        first = clause.verb.end
        last = max([first + _NEAR - 2, *(one.end for one in (*clause.objects, *clause.phrases))])
        return any(self._at(parsed, at) for at in range(first, min(last, len(parsed.tagged.tokens))))

    def _at(self, parsed: Parsed, at: int) -> bool:
        tokens = parsed.tagged.tokens
        return any(
            " ".join(token.low for token in tokens[at : at + length]) in self.words for length in _LENGTHS
        )
