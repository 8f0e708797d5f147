"""Fills events with parties that are of different sides; who governs whom."""

from __future__ import annotations

from collections.abc import Iterator

from monitor.extract.cast.model import Party, PartyKind
from monitor.extract.frames.events import Event, Strength
from monitor.extract.frames.sides import COLLECTIVE, able, apart, cross_sides, rival_bodies, rivals_at_home
from monitor.extract.lang.pack import Pack
from monitor.extract.model import ContactKind
from monitor.extract.syntax.joins import parties as named
from monitor.extract.syntax.model import Clause, Link, NounGroup, Parsed

_GOVERNMENT = PartyKind.GOVERNMENT
_SAID = frozenset({"that", "quote", "whether"})
DEPTH = 6
"""how far up governors are followed."""


def pair(event: Event, doers: list[Party], others: list[Party], strength: Strength) -> None:
    """Fill *event* with both sides where they are leaders of different sides."""
    one = doers if event.predicate.sides else [party for party in doers if party.kind is not _GOVERNMENT]
    two = [party for party in others if party not in one]
    if not one or not two:
        return
    across = any(apart(a, b) for a in one for b in two) and _crossed(event, [*one, *two])
    if across or (_in_private(event) and any(rivals_at_home((a, b)) for a in one for b in two)):
        event.parties, event.strength = [*one, *two], strength
    else:
        event.reason = "its parties are of one side"


def together(event: Event, some: list[Party]) -> bool:
    """Take *some* as in contact with each other where they are of different sides."""
    if _crossed(event, some):
        event.parties, event.strength = some, Strength.DIRECT
        return True
    return False


def _crossed(event: Event, some: list[Party]) -> bool:
    return cross_sides(some) or (event.predicate.sides and rival_bodies(some))


def _in_private(event: Event) -> bool:
    """Tell a meeting or letter from what rivals tell or ask each other in their parliament."""
    row = event.predicate
    return not (row.speech or row.needs_occasion or row.topic or row.needs)


def band(event: Event, some: list[Party]) -> bool:
    """Take the leaders of a band as in contact with each other: "EU leaders met", "their summit"."""
    if not any(party.several for party in some):
        return False
    event.parties, event.strength = some, Strength.DIRECT
    return True


def agents(pack: Pack, clause: Clause) -> list[Party]:
    """Return by whom the passive *clause* is done."""
    by = pack.grammar.agents
    found = (party for one in clause.phrases if one.prep in by for party in named(one))
    return able(found, "subject")


def doers(pack: Pack, clause: Clause) -> list[Party]:
    """Return who does what *clause* tells; "it" in what a government or movement says is the speaker."""
    subject, above = clause.subject, clause.parent
    found = able(named(subject), "subject")
    said = above is not None and clause.link is Link.THAT and clause.kind in _SAID
    if found or subject is None or above is None or not said or subject.lemma not in pack.grammar.pointers:
        return found
    speakers = able(named(above.subject), "subject")
    return speakers if len(speakers) == 1 and speakers[0].kind in COLLECTIVE else []


def clauses_above(clause: Clause) -> Iterator[Clause]:
    """Yield the clauses that govern *clause*, nearest first."""
    one = clause.parent
    for _ in range(DEPTH):
        if one is None:
            return
        yield one
        if one.link is Link.RELATIVE:
            return
        one = one.parent


def say_kind(parsed: Parsed, event: Event) -> None:
    """Say the kind by words beside: "spoke by phone" is a call."""
    table = event.predicate.kind_with
    if not table:
        return
    tokens = parsed.tagged.tokens
    groups: list[NounGroup] = []
    if event.noun is not None:
        groups.append(event.noun)
    if event.clause is not None:
        groups += [*event.clause.objects, *event.clause.phrases]
        groups += [inner for one in groups for inner in one.phrases]
    for group in groups:
        for token in tokens[group.start : group.end]:
            kind = table.get(token.low) or table.get(token.lemma)
            if kind is not None:
                event.kind = ContactKind(kind)
                return
