"""Who speaks where no verb of saying governs: labels of headlines, a lone word in quotation marks."""

from __future__ import annotations

from collections.abc import Callable

from monitor.extract.cast.model import Party
from monitor.extract.syntax.model import NounGroup, Parsed, Type

_ABOUT = frozenset({"on", "over", "about", "after"})
_NEAR = 6


class Labels:
    """Finds who speaks; *of_group* says whom a noun group names, *speech* are verbs of saying."""

    def __init__(self, speech: frozenset[str], of_group: Callable[[NounGroup | None], Party | None]) -> None:
        """Take what the reader of deniers knows."""
        self.speech, self.of_group = speech, of_group

    def after_quote(self, parsed: Parsed, close: int) -> Party | None:
        """Return who said it in '"Rubbish," said the office of the president'."""
        tokens = parsed.tagged.tokens
        if close + 1 >= len(tokens) or tokens[close + 1].lemma not in self.speech:
            return None
        near = (one.party for one in parsed.tagged.mentions if close < one.start <= close + _NEAR)
        return next(near, None)

    def label(self, parsed: Parsed) -> Party | None:
        """Return who speaks in "Kremlin: no such call" and "No such call - Kremlin"."""
        tokens = parsed.tagged.tokens
        for group in parsed.groups:
            if group.type is not Type.PARTY:
                continue
            after = tokens[group.end].low if group.end < len(tokens) else ""
            before = tokens[group.start - 1].low if group.start else ""
            first = group.start <= 1 and after == ":"
            last = group.end >= len(tokens) - 1 and before in {"-", "--", ":"}
            last = last or self._says(parsed, group) or (before == ":" and after in _ABOUT)
            if first or last:
                return self.of_group(group)
        return None

    def first_said(self, parsed: Parsed) -> Party | None:
        """Return who says so at the start of a headline: "India says claim 'a lie'"."""
        first = next(iter(parsed.clauses), None)
        told = first is not None and first.verb.lemma in self.speech and not first.verb.negated
        return self.of_group(first.subject) if first is not None and told else None

    def _says(self, parsed: Parsed, group: NounGroup) -> bool:
        """Tell ", says PM" and ", central bank says" at the end of a headline."""
        tokens = parsed.tagged.tokens
        end, comma = len(tokens), ","
        first = group.possessor.start if group.possessor is not None else group.start
        if group.end == end and first > 1 and tokens[first - 1].lemma in self.speech:
            return tokens[first - 2].low == comma
        after = group.end == end - 1 and tokens[group.end].lemma in self.speech
        return after and group.start > 0 and tokens[group.start - 1].low == comma
