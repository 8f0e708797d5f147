"""Denials of few words: a lone "Nonsense," in quotation marks, headlines without a verb."""

from __future__ import annotations

from monitor.extract.cast.model import Party
from monitor.extract.denial.denier import Deniers
from monitor.extract.denial.model import ANY, Saying
from monitor.extract.factuality.verdicts import Verdicts
from monitor.extract.lang.pack import Pack
from monitor.extract.syntax.model import Parsed, Tag

_LONGEST = 7
_MARKS = frozenset({":", ",", "-", "--"})

Phrases = dict[str, list[list[str]]]


class Headlines:
    """Reads the denials that no clause tells."""

    def __init__(self, pack: Pack, verdicts: Verdicts, deniers: Deniers) -> None:
        """Take the lists of *pack*."""
        self.pack, self.verdicts, self.deniers = pack, verdicts, deniers
        self.lists = pack.denials.lists
        self.phrases = by_first(self.lists["statements"])

    def exclaimed(self, parsed: Parsed, speaker: Party | None) -> list[Saying]:
        """Read "Nonsense," and "A complete lie," as what the speaker of the sentence answers."""
        tokens = parsed.tagged.tokens
        if not tokens or tokens[0].tag != Tag.QUOTE:
            return []
        close = next((at for at in range(1, min(len(tokens), _LONGEST)) if tokens[at].tag == Tag.QUOTE), 0)
        speaker = speaker or self.deniers.labels.after_quote(parsed, close)
        if speaker is None:
            return []
        for at in range(1, close):
            verdict = self.verdicts.at(parsed, at)
            if verdict and verdict not in self.lists["opinions"]:
                return [Saying(speaker, 1, close - 1, points=True, answers=ANY, trigger=at)]
            if tokens[at].tag not in {Tag.DETERMINER, Tag.ADJECTIVE, Tag.ADVERB}:
                break
        return []

    def headline(self, parsed: Parsed) -> list[Saying]:
        """Read "No such deal with rebels - army", "Pentagon: no plans to move carrier"."""
        denier = self.deniers.labels.label(parsed) or self.deniers.labels.first_said(parsed)
        if denier is None:
            return []
        tokens = parsed.tagged.tokens
        judged = self._judged(parsed) or self._ruled(parsed)
        if judged is not None and judged[1] == 0:
            return [Saying(denier, 0, judged[0], points=True, trigger=judged[0])]
        if judged is not None:
            return [Saying(denier, judged[0], judged[1], said=judged, trigger=judged[1])]
        for at in range(len(tokens) - 2):
            such = tokens[at].low in self.pack.grammar.no and tokens[at + 1].low in self.pack.grammar.such
            plan = tokens[at].low in self.pack.grammar.no and tokens[at + 1].lemma in self.lists["plans"]
            length = 3 if such else 2 if plan else phrase_at(parsed, at, self.phrases)
            if length:
                end = min(at + length, len(tokens))
                last = len(tokens) if at < len(tokens) // 2 else end
                return [Saying(denier, at, end - 1, said=(at, last), plan=plan, points=True, trigger=at)]
        return []

    def _ruled(self, parsed: Parsed) -> tuple[int, int] | None:
        """Read "Claims of fraud baseless: commission", "Fake news, says PM": the claim, then its verdict.

        Where no claim is told: where the verdict is, and nothing.
        """
        tokens = parsed.tagged.tokens
        for at in range(len(tokens) - 1):
            verdict = self.verdicts.at(parsed, at)
            end = at + len(verdict.split())
            end += end < len(tokens) and tokens[end].tag == Tag.QUOTE
            if not verdict or end >= len(tokens) or tokens[end].low not in _MARKS:
                continue
            first = next((n for n in range(at) if tokens[n].tag != Tag.QUOTE), at)
            if first == at:
                return (at, 0)
            claim = next((one for one in parsed.groups if one.lemma in self.lists["claims"]), None)
            if claim is not None and claim.end <= at:
                return (claim.start, at)
        return None

    def _judged(self, parsed: Parsed) -> tuple[int, int] | None:
        """Read "says claim of victory 'a lie'", without a verb: the claim, and where it is judged."""
        tokens = parsed.tagged.tokens
        for group in parsed.groups:
            if group.lemma not in self.lists["claims"]:
                continue
            quotes = (at for at in range(group.end, len(tokens) - 1) if tokens[at].tag == Tag.QUOTE)
            at = next(quotes, None)
            if at is not None and self.verdicts.at(parsed, at + 1):
                return (group.start, at + 1)
        return None


def by_first(phrases: frozenset[str]) -> Phrases:
    """Return *phrases* by their first word, the longest first."""
    table: Phrases = {}
    for text in sorted(phrases, key=len, reverse=True):
        table.setdefault(text.split()[0], []).append(text.split())
    return table


def phrase_at(parsed: Parsed, at: int, table: Phrases) -> int:
    """Return how many words the longest phrase of *table* at *at* has."""
    tokens = parsed.tagged.tokens
    for words in table.get(tokens[at].low, ()):
        if [token.low for token in tokens[at : at + len(words)]] == words:
            return len(words)
    return 0
