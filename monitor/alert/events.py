"""Which decisions on one article are about one event: the same people, day and kind, or one sentence. Pure.

What a rule asked for is compared by the first of its facts, so that a rule which found three contacts does
not make one event of them. A body, its capital and who speaks for it are one denier (`sources.seat_of`).
What a rule of plain phrases found is of the event whose sentence it stands in.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from monitor.alert.plan import Decision
from monitor.article.model import Article, Span
from monitor.claims.matching import kinds_fit
from monitor.claims.model import names_of
from monitor.claims.sources import seat_of
from monitor.extract.model import Contact, Denial

_Sentence = tuple[str, int]


@dataclass(frozen=True)
class _Found:
    """What one decision is about, as far as events are compared."""

    decision: Decision

    @cached_property
    def claim(self) -> str:
        """The claim of the ledger that its alert is of."""
        told, alert = self.decision.told, self.decision.alert
        return (told.claim if told else alert.claim if alert else None) or ""

    @cached_property
    def fact(self) -> Contact | Denial | None:
        """The first of what its rule asked for."""
        return next(iter(self.decision.match.asked), None)

    @cached_property
    def contact(self) -> Contact | None:
        """The contact that is told or denied."""
        return self.fact.contact if isinstance(self.fact, Denial) else self.fact

    @cached_property
    def sentences(self) -> frozenset[_Sentence]:
        """Where its evidence stands."""
        match = self.decision.match
        spans = self.fact.proof if self.fact else match.evidence
        return frozenset(_sentences(match.article, spans or match.evidence))

    def is_one_with(self, other: _Found) -> bool:
        """Return whether both are about one event."""
        if self.claim and self.claim == other.claim:
            return True
        if self.contact and other.contact:
            return _same_contact(self.contact, other.contact)
        if isinstance(self.fact, Denial) and isinstance(other.fact, Denial):
            return _same_denial(self.fact, other.fact)
        return not self.sentences.isdisjoint(other.sentences)


def events_of(decisions: Sequence[Decision]) -> tuple[int, ...]:
    """Return the number of the event that each of *decisions* is about.

    Those of facts are compared first, with the first of each event; those of phrases join what is there.
    What only counts towards an alert, or completes a count, is about no single event.
    """
    leads: list[tuple[int, _Found]] = []
    events = list(range(len(decisions)))
    told = [number for number, one in enumerate(decisions) if one.dispatches and not one.match.gathered]
    for number in sorted(told, key=lambda one: not decisions[one].match.asked):
        found = _Found(decisions[number])
        event = next((event for event, lead in leads if found.is_one_with(lead)), None)
        if event is None:
            leads.append((number, found))
        else:
            events[number] = event
    return tuple(events)


def _same_contact(one: Contact, other: Contact) -> bool:
    """Return whether two contacts of one article share participants, kind and day."""
    if names_of(one) != names_of(other) or not kinds_fit(one.kind, other.kind):
        return False
    if one.on and other.on:
        return one.on == other.on
    return one.when == other.when if one.when and other.when else True


def _same_denial(one: Denial, other: Denial) -> bool:
    return one.denies is other.denies and seat_of(one.by, one.role) == seat_of(other.by, other.role)


def _sentences(article: Article, spans: Iterable[Span]) -> Iterable[_Sentence]:
    for span in spans:
        block = article.block_at(span.field, span.start)
        if span.field == "title" or block is None:
            yield span.field, 0 if span.field == "title" else span.start
            continue
        found = article.sentences_at(span.field, block.start, block.end)
        yield span.field, max((one.start for one in found if one.start <= span.start), default=block.start)
