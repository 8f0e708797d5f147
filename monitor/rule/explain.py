"""Why a rule holds for an article, or does not: its conditions as a tree, with what each one found.

Inside a scope the parts are shown for one stretch: the first in which the condition holds, else the
one in which most of its words were found.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from monitor.article.model import Article, Span
from monitor.rule.compile import Compiler, was_published
from monitor.rule.condition import (
    AllOf,
    AnyOf,
    AtLeast,
    Condition,
    ContactIs,
    DenialIs,
    Language,
    Listed,
    Near,
    NotOf,
    PathIs,
    Phrase,
    Published,
    Publisher,
    Regex,
    Scope,
    Within,
)
from monitor.rule.doubt import parts_of
from monitor.rule.literal import Place
from monitor.rule.match import shared
from monitor.rule.model import Rule
from monitor.rule.near import Close
from monitor.rule.reported import says_contact, says_denial, says_facts
from monitor.rule.ruleset import automaton_over, scan, spans_of
from monitor.rule.searched import Searched

if TYPE_CHECKING:
    from monitor.fact.lexicon import Lexicon

_MOST_ENTRIES = 12
_LONGEST_QUOTE = 160
_NO_LIMIT = 10**9


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """One condition: what it says, whether it holds, where it was found, and what else is worth knowing."""

    says: str
    holds: bool
    found: tuple[Span, ...] = ()
    note: str = ""
    parts: tuple[Explanation, ...] = ()

    def lines(self, depth: int = 0) -> Iterator[str]:
        """Return the tree as lines of plain text."""
        mark = "✓" if self.holds else "✗"
        note = f"  — {self.note}" if self.note else ""
        yield f"{'  ' * depth}{mark} {self.says}{note}"
        if not self.parts:
            for span in self.found:
                yield f"{'  ' * (depth + 2)}{span.field} {span.start}–{span.end}: “{_short(span.text)}”"
        for part in self.parts:
            yield from part.lines(depth + 1)

    def __str__(self) -> str:
        return "\n".join(self.lines())


def explain(rule: Rule, article: Article, lexicon: Lexicon | None = None) -> Explanation:
    """Return why *rule* holds for *article* or does not."""
    compiler = Compiler(lexicon)
    compiler.finder(rule.when)
    text = Searched(article, lexicon)
    scan(automaton_over(compiler.keys), text)
    whole = _Explainer(compiler, text).of(rule.when, Place(0, len(text.text)))
    verdict = "matches" if whole.holds else "does not match"
    return Explanation(says=f"{rule.id} {verdict}", holds=whole.holds, found=whole.found, parts=(whole,))


class _Explainer:
    """Explains conditions of one rule on one article."""

    def __init__(self, compiler: Compiler, text: Searched) -> None:
        self.compiler = compiler
        self.text = text

    def of(self, condition: Condition, inside: Place) -> Explanation:
        """Explain *condition* inside a stretch."""
        places = self.compiler.finder(condition).find(self.text, inside)
        note, parts = self._details(condition, inside)
        return Explanation(
            says=says(condition),
            holds=places is not None,
            found=spans_of(self.text, places or ()),
            note=note,
            parts=parts,
        )

    def _details(  # noqa: PLR0911 - one return a kind of condition
        self, condition: Condition, inside: Place
    ) -> tuple[str, tuple[Explanation, ...]]:
        match condition:
            case Within():
                return self._within(condition, inside)
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
            case ContactIs():
                return "read: " + says_facts(self.text.facts)[0], ()
            case DenialIs():
                return "read: " + says_facts(self.text.facts)[1], ()
        return "", tuple(self.of(part, inside) for part in parts_of(condition))

    def _within(self, condition: Within, inside: Place) -> tuple[str, tuple[Explanation, ...]]:
        stretches = list(self._stretches(condition.scope, inside))
        name = condition.scope.value
        if not stretches:
            return f"there is no {name} here", ()
        finder = self.compiler.finder(condition.of)
        holding = [one for one in stretches if finder.find(self.text, one) is not None]
        note = f"holds in {len(holding)} of {len(stretches)} {name}{'s' * (len(stretches) > 1)}"
        chosen = holding[0] if holding else max(stretches, key=lambda one: self._found_in(condition.of, one))
        quote = _short(self.text.span(_trimmed(self.text, chosen)).text)
        return f"{note}; shown for “{quote}”", (self.of(condition.of, chosen),)

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
        if isinstance(condition, Phrase | Listed | Regex):
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


def says(condition: Condition) -> str:  # noqa: C901, PLR0911, PLR0912 - one line a kind of condition
    """Return *condition* in one line, as it would be written in a rule, without its parts."""
    match condition:
        case Phrase(text=text):
            return f'"{text}"'
        case Regex(pattern=pattern):
            return f"regex: {pattern}"
        case Listed(name=name):
            return f"list: {name}"
        case AtLeast(count=count):
            return f"at_least: {count}"
        case Within(scope=scope):
            return f"{scope.value}:"
        case Near(within=within, ordered=ordered):
            return f"near: within {within} words" + (", in this order" if ordered else "")
        case Publisher(names=names):
            return f"publisher: {', '.join(names)}"
        case Language(codes=codes):
            return f"language: {', '.join(codes)}"
        case PathIs(globs=globs):
            return f"path: {', '.join(globs)}"
        case Published():
            return _says_published(condition)
        case ContactIs():
            return says_contact(condition)
        case DenialIs():
            return says_denial(condition)
        case AllOf() | AnyOf() | NotOf():
            return {AllOf: "all:", AnyOf: "any:", NotOf: "not:"}[type(condition)]


def _says_published(condition: Published) -> str:
    limits = [f"within {condition.within} before it was received"] if condition.within is not None else []
    limits += [f"after {condition.after.isoformat()}"] if condition.after else []
    limits += [f"before {condition.before.isoformat()}"] if condition.before else []
    return "published: " + ", ".join(limits)


def known_of(condition: Publisher | Language | Published | PathIs, article: Article) -> str:
    """Say what is known of *article* that *condition* asks about."""
    match condition:
        case Publisher():
            return (
                f"the publisher is {article.publisher}" if article.publisher else "the publisher is not known"
            )
        case Language():
            return f"the language is {article.language}" if article.language else "the language is not known"
        case PathIs():
            return f"the path is {article.path}" if article.path else "the article has no path"
        case Published():
            return _known_date(condition, article)


def _known_date(condition: Published, article: Article) -> str:
    if article.published is None:
        return "the publication date is not known, so this does not hold"
    published = f"published {article.published.isoformat()}"
    if condition.within is None:
        return published
    if article.received_at is None:
        return f"{published}; when it was received is not known, so this does not hold"
    fits = "in time" if was_published(condition, article) else "out of range"
    return f"{published}, received {article.received_at.isoformat()}: {fits}"


def _trimmed(text: Searched, place: Place) -> Place:
    """Return *place* without the spaces at its ends."""
    part = text.text[place.start : place.end]
    start = place.start + len(part) - len(part.lstrip())
    return Place(start, max(start, place.start + len(part.rstrip())))


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST_QUOTE else text[: _LONGEST_QUOTE - 1] + "…"
