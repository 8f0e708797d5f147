"""Why a rule matches an article or does not: its condition tree with what each part found.

Inside a scope the parts are shown for one stretch: the first in which the condition holds, else the
one in which most of its words were found.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from monitor.article.model import Article, Span
from monitor.extract.lexicon import Lexicon
from monitor.rule.automaton import Automaton
from monitor.rule.compile import Compiler
from monitor.rule.condition import (
    AtLeast,
    Condition,
    ContactIs,
    DenialIs,
    Exact,
    Excepting,
    Language,
    Listed,
    Near,
    NotOf,
    PathIs,
    Phrase,
    Published,
    Publisher,
    Regex,
    SaidBy,
    Scope,
    Within,
    parts_of,
)
from monitor.rule.describe import known_of, says
from monitor.rule.fact_row import FactRow, nothing_read, rows_of
from monitor.rule.grading import Grading
from monitor.rule.literal import Place
from monitor.rule.match_facts import says_who
from monitor.rule.match_near import Close
from monitor.rule.match_speech import Spoken
from monitor.rule.match_terms import shared
from monitor.rule.model import Rule
from monitor.rule.search_text import Searched
from monitor.rule.snippets import Snippet, quotes_of

_MOST_ENTRIES = 12
_NO_LIMIT = 10**9


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """One condition: what it says, whether it holds, where it was found, and what else is worth knowing.

    `quotes` are the sentences that `found` stands in. A condition on facts has the `facts` that were
    read off the article, those it asks for first, with cells under `heads`.
    """

    says: str
    holds: bool
    found: tuple[Span, ...] = ()
    note: str = ""
    parts: tuple[Explanation, ...] = ()
    quotes: tuple[Snippet, ...] = ()
    heads: tuple[str, ...] = ()
    facts: tuple[FactRow, ...] = ()

    def lines(self, depth: int = 0) -> Iterator[str]:
        """Return the tree as lines of plain text."""
        mark = "✓" if self.holds else "✗"
        note = f"  — {self.note}" if self.note else ""
        yield f"{'  ' * depth}{mark} {self.says}{note}"
        for row in self.facts:
            yield f"{'  ' * (depth + 2)}{row.line(self.heads)}"
        for quote in self.quotes:
            yield f"{'  ' * (depth + 2)}{quote.place}: “{quote.marked()}”"
        for part in self.parts:
            yield from part.lines(depth + 1)

    def __str__(self) -> str:
        return "\n".join(self.lines())


def explain(rule: Rule, article: Article, lexicon: Lexicon | None = None) -> Explanation:
    """Return why *rule* holds for *article* or does not."""
    compiler = Compiler(lexicon)
    for when in (rule.when, *(one.when for one in rule.ranks)):
        compiler.finder(when)
    text = Searched(article, lexicon)
    Automaton(compiler.keys, compiler.of_patterns).scan(text)
    whole = _Explainer(compiler, text, lexicon).of(rule.when, Place(0, len(text.text)))
    verdict = "matches" if whole.holds else "does not match"
    parts = whole.parts if isinstance(rule.when, Excepting) else (whole,)
    if whole.holds and rule.ranks:
        parts = (*parts, _graded(rule, compiler, text, lexicon))
    told = f"{rule.id} {verdict}"
    return Explanation(says=told, holds=whole.holds, found=whole.found, note=_standing(rule), parts=parts)


def _graded(rule: Rule, compiler: Compiler, text: Searched, lexicon: Lexicon | None) -> Explanation:
    """Explain how much the match matters: by its gravest fact, up to the first condition that holds of it."""
    everything = Place(0, len(text.text))
    text.reported.clear()
    compiler.finder(rule.when).find(text, everything)
    asked = tuple({id(one): one for one in text.reported}.values()) or (None,)
    ranks = tuple((one.severity, compiler.finder(one.when)) for one in rule.ranks)
    grading = Grading(ranks, rule.severity)
    about = max(asked, key=lambda one: grading.one(text, one).grade)
    severity, first = grading.one(text, about), grading.first(text, about)
    text.about = about
    shown = rule.ranks if first is None else rule.ranks[: first + 1]
    parts = []
    for rank in shown:
        inner = _Explainer(compiler, text, lexicon).of(rank.when, everything)
        held = (_what_held(inner),) if inner.holds else ()
        parts.append(Explanation(says=f"{rank.severity}{':' if held else ''}", holds=inner.holds, parts=held))
    text.about = None
    note = "none of its conditions holds" if first is None else ""
    if len(asked) > 1:
        note = "; ".join(filter(None, (f"the gravest of {len(asked)} facts that are asked for", note)))
    return Explanation(says=f"severity: {severity}", holds=True, note=note, parts=tuple(parts))


def _what_held(told: Explanation) -> Explanation:
    """Return only the conditions that held, down to those with names, without what was found of them."""
    named = told.says.startswith("condition: ")
    parts = () if named else tuple(_what_held(part) for part in told.parts if part.holds)
    return Explanation(says=told.says, holds=True, parts=parts)


def _standing(rule: Rule) -> str:
    """Say what keeps the rule from being sent, if anything does."""
    if not rule.enabled:
        return "the rule is not enabled, so it is never evaluated"
    return "the rule is a draft, so nobody is told" if rule.draft else ""


class _Explainer:
    """Explains conditions of one rule on one article."""

    def __init__(self, compiler: Compiler, text: Searched, lexicon: Lexicon | None) -> None:
        self.compiler = compiler
        self.lexicon = lexicon
        self.text = text

    def of(self, condition: Condition, inside: Place) -> Explanation:
        """Explain *condition* inside a stretch."""
        places = self.compiler.finder(condition).find(self.text, inside)
        found = self.text.spans(places or ())
        told = Explanation(says=says(condition), holds=places is not None, found=found)
        if isinstance(condition, Within):
            return self._within(told, condition, inside)
        if isinstance(condition, SaidBy):
            return self._spoken(told, condition, inside)
        if isinstance(condition, Excepting):
            return replace(told, parts=(self.of(condition.of, inside), self._excepted(condition, inside)))
        note, parts = self._details(condition, inside)
        quotes = () if parts else quotes_of(self.text.article, found)
        return self._with_facts(replace(told, note=note, parts=parts, quotes=quotes), condition, inside)

    def _with_facts(self, told: Explanation, condition: Condition, inside: Place) -> Explanation:
        """Add what was read of the kind that *condition* asks for, and why it is not asked for."""
        if not isinstance(condition, ContactIs | DenialIs):
            return told
        heads, rows = rows_of(condition, self.text, inside, self.lexicon)
        return replace(told, heads=heads, facts=rows, note="" if rows else nothing_read(condition))

    def _details(self, condition: Condition, inside: Place) -> tuple[str, tuple[Explanation, ...]]:
        match condition:
            case Listed(entries=entries):
                found = [self.of(entry, inside) for entry in entries]
                held = [one for one in found if one.holds]
                note = f"{len(held)} of {len(found)} entries found"
                return note, tuple(held[:_MOST_ENTRIES])
            case AtLeast(of=of):
                parts = tuple(self.of(part, inside) for part in of)
                return f"{sum(part.holds for part in parts)} of {len(parts)} hold", parts
            case Near():
                return self._distance(condition, inside), tuple(
                    self.of(term, inside) for term in condition.terms
                )
            case Publisher() | Language() | Published() | PathIs():
                return known_of(condition, self.text.article), ()
        return "", tuple(self.of(part, inside) for part in parts_of(condition))

    def _excepted(self, condition: Excepting, inside: Place) -> Explanation:
        """Explain the exceptions: each that holds, with the place it is written at."""
        found = [(self.of(one, inside), one) for one in condition.unless]
        held = tuple(replace(told, note=_placed(told.note, one)) for told, one in found if told.holds)
        note = (
            f"{len(held)} of {len(found)} exceptions hold{'s' * (len(held) == 1)}, so the rule does not match"
            if held
            else f"none of {len(found)} exception{'s' * (len(found) > 1)} holds"
        )
        return Explanation(says=says(condition), holds=not held, note=note, parts=held[:_MOST_ENTRIES])

    def _within(self, told: Explanation, condition: Within, inside: Place) -> Explanation:
        """Explain a scope by one of its stretches."""
        stretches = list(self._stretches(condition.scope, inside))
        name = condition.scope.value
        if not stretches:
            return replace(told, note=f"there is no {name} here")
        return self._shown_for_one(told, condition.of, stretches, name)

    def _spoken(self, told: Explanation, condition: SaidBy, inside: Place) -> Explanation:
        """Explain what somebody says by one quote of theirs; without any, by who is quoted."""
        finder = Spoken(
            condition.by, self.compiler.finder(condition.says), self.lexicon or Lexicon.load_default()
        )
        stretches = finder.stretches(self.text, inside)
        if stretches:
            return self._shown_for_one(told, condition.says, stretches, "quote")
        heard = dict.fromkeys(
            f"{one.name}, {one.office}" if one.office else one.name for one in self.text.speeches
        )
        quoted = f"quoted are: {'; '.join(heard)}" if heard else "no quote of a known speaker was read"
        return replace(told, note=f"nothing is quoted from {says_who(condition.by)}; {quoted}")

    def _shown_for_one(
        self, told: Explanation, of: Condition, stretches: Sequence[Place], name: str
    ) -> Explanation:
        """Explain *of* by one of *stretches*, quoted once with all that was found in it marked."""
        finder = self.compiler.finder(of)
        holding = [one for one in stretches if finder.find(self.text, one) is not None]
        note = f"holds in {len(holding)} of {len(stretches)} {name}{'s' * (len(stretches) > 1)}"
        chosen = holding[0] if holding else max(stretches, key=lambda one: self._found_in(of, one))
        inner = self.of(of, chosen)
        article = self.text.article
        quotes = quotes_of(article, _found_by_words(inner))
        if not quotes:
            whole = quotes_of(article, [self.text.span(_trimmed(self.text, chosen))])
            quotes = tuple(replace(quote, marks=()) for quote in whole)
        return replace(told, note=f"{note}; shown for one", parts=(_unquoted(inner),), quotes=quotes)

    def _stretches(self, scope: Scope, inside: Place) -> Iterator[Place]:
        if scope is Scope.TITLE:
            yield from shared(self.text.headlines(), inside)
        elif scope is Scope.LEAD:
            yield from shared(self.text.lead(), inside)
        else:
            for number in self.text.blocks_in(inside):
                yield from shared(self.text.stretches(scope, number), inside)

    def _found_in(self, condition: Condition, inside: Place) -> int:
        """Return how many of the words and patterns of *condition* are found in the stretch."""
        if isinstance(condition, Phrase | Exact | Listed | Regex):
            return int(self.compiler.finder(condition).find(self.text, inside) is not None)
        if isinstance(condition, NotOf):
            return 0
        return sum(self._found_in(part, inside) for part in parts_of(condition))

    def _distance(self, condition: Near, inside: Place) -> str:
        """Say how near the terms stand at best, when that is not near enough."""
        terms = tuple(self.compiler.leaf(term) for term in condition.terms)
        near = Close(terms, terms, words=condition.within, ordered=condition.ordered)
        if near.find(self.text, inside) is not None:
            return ""
        anywhere = Close(terms, terms, words=_NO_LIMIT, ordered=condition.ordered)
        places = anywhere.find(self.text, inside)
        if places is None:
            return "the terms do not all stand in one paragraph"
        best = places[: len(terms)]
        apart = self.text.words_between(best[0].end, best[-1].start) + 1
        return f"the terms stand {apart} words apart, {condition.within} at most are allowed"


def _placed(note: str, condition: Condition) -> str:
    place = f"written at {condition.location}"
    return f"{note}; {place}" if note else place


def _found_by_words(told: Explanation) -> Iterator[Span]:
    """Yield where the words and patterns of *told* and its parts were found."""
    if told.quotes:
        yield from told.found
    for part in told.parts:
        yield from _found_by_words(part)


def _unquoted(told: Explanation) -> Explanation:
    """Return *told* without the quotes of words, which stand above it already."""
    return replace(told, quotes=(), parts=tuple(map(_unquoted, told.parts)))


def _trimmed(text: Searched, place: Place) -> Place:
    """Return *place* without the spaces at its ends."""
    part = text.text[place.start : place.end]
    start = place.start + len(part) - len(part.lstrip())
    return Place(start, max(start, place.start + len(part.rstrip())))
