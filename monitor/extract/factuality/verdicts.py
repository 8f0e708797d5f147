"""Verdicts on a claim: whether a clause says that a reported event is untrue."""

from __future__ import annotations

from collections.abc import Iterator

from monitor.extract.lang.pack import Pack
from monitor.extract.syntax.model import Clause, Parsed, Tag, Type

_NEAR = 8
_FAR = 30
_LENGTHS = (1, 2, 3, 4)
_PLANS = (2, 3, 4, 5)
_ENDS = frozenset({",", ".", ";"})
_NONE = frozenset({"none", "nothing", "nobody", "neither", "little"})
_OF_OTHERS = frozenset({"of", "with", "in", "for", "at", "everywhere", "here"})
_NAMING = frozenset({"as", "but", "than", "like"})
_BUT = ("nothing", "but")
_CONTENT = frozenset({Type.SPEECH, Type.EVENT})


class Verdicts:
    """Reads verdicts of one language."""

    def __init__(self, pack: Pack) -> None:
        """Take the verdicts of *pack*."""
        lists = pack.denials.lists
        self.words = lists["verdicts"]
        self.rumours = lists["rumours"]
        self.scorn = lists["scorn"]
        self.claims = lists["claims"] | lists["soft_claims"]
        self.answers = lists["answers"]
        self.unplanned_words = lists["plan_statements"]
        self.true = pack.grammar.true
        self.neither = lists["never"]
        self.neither_firsts = frozenset(phrase.split()[0] for phrase in self.neither)

    def withheld(self, parsed: Parsed) -> bool:
        """Tell whether a phrase stands there with which nothing is a denial: "neither confirm nor deny"."""
        tokens = parsed.tagged.tokens
        if not any(token.low in self.neither_firsts for token in tokens):
            return False
        text = f" {' '.join(token.low for token in tokens)} "
        return any(f" {phrase} " in text for phrase in self.neither)

    def left(self, parsed: Parsed, at: int) -> bool:
        """Tell whether the verb at *at* is the last word of "neither confirmed nor denied"."""
        before = (" ".join(low for _, low in _words(parsed, max(0, at - back), at + 1)) for back in (1, 3))
        return any(text in self.neither for text in before)

    def untrue(self, parsed: Parsed, clause: Clause) -> str:  # noqa: PLR0911 - each case answers for itself
        """Return the words with which *clause* says that its subject is false, or not true; "" for none."""
        if clause.subject is not None and (clause.subject.negated or self._none(parsed, clause)):
            return clause.adjective if clause.adjective in self.true and not clause.verb.negated else ""
        if clause.verb.negated:
            after = " ".join(token for _, token in _words(parsed, clause.verb.end, clause.verb.end + 5))
            if clause.adjective in self.true:
                beside = after[len(clause.adjective) :].split() if after.startswith(clause.adjective) else []
                return "" if beside and beside[0] in _OF_OTHERS else clause.adjective
            found = next((text for text in self.answers if f"{after} ".startswith(f"{text} ")), "")
            rest = after[len(found) :].split()
            return "" if found and rest and rest[0] in _OF_OTHERS else found
        tokens = parsed.tagged.tokens
        for at in range(clause.verb.end, min(len(tokens), clause.verb.end + _NEAR)):
            token = tokens[at]
            but = token.low == _BUT[1] and tokens[at - 1].low == _BUT[0]
            if token.low == "and" and clause.adjective and (found := self.at(parsed, at + 1)):
                return found
            if token.low in _ENDS or (token.tag in {Tag.SUBORDINATOR, Tag.CONJUNCTION} and not but):
                return ""
            if found := self.at(parsed, at):
                return found
        return ""

    def unplanned(self, parsed: Parsed, clause: Clause) -> bool:
        """Tell whether *clause* says of its subject that it is not planned: "is not on the agenda"."""
        tokens = parsed.tagged.tokens
        near = range(clause.verb.start, min(len(tokens), clause.verb.end + 2))
        return any(
            " ".join(token.low for token in tokens[at : at + length]) in self.unplanned_words
            for at in near
            for length in _PLANS
        )

    @staticmethod
    def _none(parsed: Parsed, clause: Clause) -> bool:
        subject = clause.subject
        if subject is None:
            return False
        words = {token.low for token in parsed.tagged.tokens[max(0, subject.start - 2) : subject.start + 1]}
        return not words.isdisjoint(_NONE)

    def called_untrue(self, parsed: Parsed, clause: Clause) -> str:
        """Return the verdict among the objects and phrases of *clause*: "dismissed as fiction a report"."""
        first = clause.verb.end
        last = max([first + _NEAR - 2, *(one.end for one in (*clause.objects, *clause.phrases))])
        if any(one.type in _CONTENT for one in clause.objects):
            last = max(last, self._reach(parsed, first))
        for at in range(first, min(last, len(parsed.tagged.tokens))):
            found = self.at(parsed, at)
            if found and not self._beside(parsed, at) and not self._claim_itself(parsed, at):
                return found
        return ""

    def _claim_itself(self, parsed: Parsed, at: int) -> bool:
        """Tell "described the rumours as odd" from "described the reports as rumours"."""
        tokens = parsed.tagged.tokens
        before = next((one.low for one in reversed(tokens[:at]) if one.tag != Tag.QUOTE), "")
        return tokens[at].lemma in self.rumours and before not in _NAMING

    @staticmethod
    def _beside(parsed: Parsed, at: int) -> bool:
        """Tell "called a meeting amid speculation" from "called it speculation"."""
        before = parsed.tagged.tokens[at - 1]
        return before.tag == Tag.PREPOSITION and before.low not in _NAMING

    @staticmethod
    def _reach(parsed: Parsed, first: int) -> int:
        """Return how far a verdict may stand behind what was said: "called the charge that … ludicrous"."""
        tokens = parsed.tagged.tokens
        end = min(len(tokens), first + _FAR)
        return next((at for at in range(first, end) if tokens[at].low in _ENDS), end)

    def at(self, parsed: Parsed, at: int) -> str:
        """Return the verdict that begins with the word at *at*, "" where none does."""
        tokens = parsed.tagged.tokens
        best, end = "", at
        text = ""
        for place, low in _words(parsed, at, at + _LENGTHS[-1] + 2):
            text = f"{text} {low}".strip()
            if text in self.words:
                best, end = text, place + 1
        if not best or tokens[at].tag == Tag.QUOTE:
            return ""
        return "" if self._of_other(parsed, at, end) else best

    def _of_other(self, parsed: Parsed, at: int, end: int) -> bool:
        """Tell "an absurd price" and "wrong to go" from "an absurd claim" and "wrong to say"."""
        tokens = parsed.tagged.tokens
        while end < len(tokens) and tokens[end].tag == Tag.QUOTE:
            end += 1
        if end >= len(tokens) or (tokens[end - 1].tag == Tag.NOUN and tokens[at].tag != Tag.ADJECTIVE):
            return False
        after = tokens[end]
        if after.tag == Tag.NOUN:
            return after.lemma not in self.claims and after.low not in self.words
        goes_on = tokens[end + 1].lemma if end + 1 < len(tokens) else ""
        return after.low in {"to", "for"} and goes_on not in {"say", "suggest", "claim", "imply", "assert"}


def _words(parsed: Parsed, start: int, end: int) -> Iterator[tuple[int, str]]:
    """Yield the words from *start* on with their places, quotation marks left out."""
    tokens = parsed.tagged.tokens
    for at in range(start, min(end, len(tokens))):
        if tokens[at].tag != Tag.QUOTE:
            yield at, tokens[at].low
