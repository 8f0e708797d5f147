"""Attaches phrases: each to the nearest noun or verb that has a slot for it, as its table says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from monitor.extract.cast.model import PartyKind
from monitor.extract.model import ContactKind
from monitor.extract.syntax.joins import INCLUDED
from monitor.extract.syntax.model import Clause, Link, NounGroup, Type

if TYPE_CHECKING:
    from monitor.extract.syntax.state import ClauseState

_DEPTH = 6
_SPOKEN = frozenset({ContactKind.CALL, ContactKind.MESSAGE})
_LOOSE = frozenset({Link.INFINITIVE, Link.PURPOSE})


def attach(state: ClauseState, group: NounGroup) -> None:
    """Hang *group*, which has a preposition, on the noun before, the verb.

    Or keep it for the verb to come.
    """
    host = _host(state, group)
    listing = group.prep in state.grammar.including and group.type is Type.PARTY
    whole = _whole(state) if listing else None
    if whole is not None:
        group.host, group.role = whole, INCLUDED
        whole.phrases.append(group)
        return
    if host is None:
        state.fronted.append(group)
        return
    group.host, group.role = host, group.prep
    host.phrases.append(group)


def _said_in(state: ClauseState, base: Clause, group: NounGroup) -> bool:
    """Tell "urged him to open the road in a call" from "asked him to speak at a meeting"."""
    rows = state.pack.predicates.verbs.get(base.verb.lemma.split(" ")[0], ())
    saying = any(row.needs_occasion or row.speech for row in rows)
    kinds = {row.kind for row in state.pack.predicates.nouns.get(group.lemma, ())}
    return saying and group.prep in state.grammar.engaged and bool(kinds & _SPOKEN)


def _whole(state: ClauseState) -> NounGroup | None:
    """Return what "including A and B" tells of: the plural party before, over the place it was in."""
    clause = state.current
    near = [state.last_noun] if state.last_noun is not None else []
    near += [*clause.objects[::-1], *clause.phrases[::-1]] if clause is not None else []
    parties = [one for one in near if one.type is Type.PARTY]
    several = (
        one for one in parties if any(mention.party.kind is PartyKind.GROUP for mention in one.mentions)
    )
    return next(several, parties[0] if parties and parties[0] is state.last_noun else None)


def _host(state: ClauseState, group: NounGroup) -> Clause | NounGroup | None:  # noqa: PLR0911 - each case answers for itself
    time = state.time_noun
    if time is not None and group.prep in state.grammar.of and time.end == group.start - 1:
        return time
    chain = _chain(state)
    verb = state.current.verb if state.current is not None else None
    if verb is not None and verb.passive and group.prep in state.grammar.agents and group.type is Type.PARTY:
        return state.current
    for number, noun in enumerate(chain):
        if takes(state, noun, group):
            return noun
        aside = number == 0 and noun.type is Type.OTHER and noun.prep in state.grammar.pairing_with
        if aside and group.prep not in state.grammar.climbing:
            break  # "talks with a warning to leaders"
    clause = state.current
    slot = clause is not None and state.conjunction == "" and _verb_takes(state, clause, group)
    if slot:
        return clause
    if clause is not None and clause.link in _LOOSE and group.type is Type.EVENT:
        base = finite_base(clause) or clause
        if group.prep in state.grammar.wide or _said_in(state, base, group):
            return base
    near = chain[0] if chain and chain[0] is state.last_noun else None
    if near is not None and _modifies(state, near, group, clause):
        return near
    return clause if clause is not None and state.opener is None and not state.pending else near


def _chain(state: ClauseState) -> list[NounGroup]:
    """Return the noun groups that touch, nearest first, each hanging on the next."""
    found: list[NounGroup] = []
    noun = state.last_noun if state.touching else None
    while noun is not None and len(found) < _DEPTH:
        found.append(noun)
        host = noun.host
        if isinstance(host, NounGroup):
            noun = host
        elif isinstance(host, Clause) and noun.role not in {"object", "subject"}:
            noun = _before(host, noun)
        else:
            noun = None
    clause = state.current
    if clause is not None and clause.subject is not None and clause.subject.type is Type.EVENT:
        found.append(clause.subject)  # "talks were held in Geneva between A and B"
    return found


def _before(clause: Clause, noun: NounGroup) -> NounGroup | None:
    """Return what a place or time of *clause* stands right behind: "talks in Geneva with"."""
    earlier = [
        one for one in (*clause.objects, *clause.phrases) if clause.verb.start < one.start < noun.start
    ]
    nearest = max(earlier, key=lambda one: one.start, default=None)
    if nearest is None or noun.type in {Type.PLACE, Type.TIME}:
        return nearest
    return clause.objects[-1] if clause.objects else None


def takes(state: ClauseState, noun: NounGroup, group: NounGroup) -> bool:
    """Tell whether a row gives *noun* a slot for *group*.

    "talks" takes "with", "report" takes "of" a call.
    """
    prep = group.prep
    if noun.type is Type.EVENT:
        rows = state.pack.predicates.nouns.get(noun.lemma, ())
        if group.type is Type.PARTY and any(prep in row.slots for row in rows):
            return True
    row = state.pack.governors.get("noun", noun.lemma)
    return row is not None and prep in row.effects and group.type in {Type.EVENT, Type.SPEECH, Type.OTHER}


def _verb_takes(state: ClauseState, clause: Clause, group: NounGroup) -> bool:
    verb = clause.verb
    rows = state.pack.predicates.verbs.get(verb.lemma.split(" ")[0], ())
    if any(group.prep in row.slots and " ".join(row.lemma) == verb.lemma for row in rows):
        return group.type is Type.PARTY
    if verb.passive and group.prep in state.grammar.agents:
        return True
    row = state.pack.governors.get("verb", verb.lemma)
    return row is not None and group.prep in row.effects and group.type in {Type.EVENT, Type.SPEECH}


def _modifies(state: ClauseState, noun: NounGroup, group: NounGroup, clause: Clause | None) -> bool:
    """Tell whether the phrase tells which *noun*, rather than how the verb was done."""
    if group.prep in state.grammar.of:
        return True
    if noun.type is Type.EVENT and group.type in {Type.PLACE, Type.TIME} and clause is None:
        return True
    if noun.host is None or noun.role == "subject":
        return True
    if noun.type in {Type.PARTY, Type.PLACE, Type.TIME}:
        return False
    return clause is None or (group.prep in state.grammar.noun_prepositions and group.type is not Type.EVENT)


def finite_base(clause: Clause | None) -> Clause | None:
    """Return the finite clause that *clause* is in: what "and" with a finite verb goes on from."""
    for _ in range(_DEPTH):
        if clause is None or (clause.verb.finite and clause.link is not Link.RELATIVE):
            return clause
        clause = clause.parent
    return clause
