"""Whom "он", "его", "я", "мы" stand for in a Russian or Ukrainian sentence.

As far as the sentence and the one before tell.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from monitor.extract.cast.model import Party, PartyKind
from monitor.extract.lang.slavic.linking import SlavicLinker
from monitor.extract.lang.slavic.noun_links import parties
from monitor.extract.lang.slavic.phrases import Chunk
from monitor.extract.lang.slavic.speech import Speaker, SpeechReader
from monitor.extract.lang.slavic.spots import WordSpot
from monitor.extract.lang.slavic.structure import SlavicClause, source_phrase
from monitor.extract.syntax.model import Tag

_THIRD = frozenset({"он", "она", "він", "вона"})
_PAIR = 2
_SEVERAL = frozenset({"они", "вони"})
_FIRST = frozenset({"я", "мы", "ми"})


@dataclass(frozen=True, slots=True)
class Earlier:
    """Whom the sentences before leave to be pointed to."""

    subject: Party | None = None
    """the subject of the one just before."""
    both: tuple[Party, ...] = ()
    """the leaders of the one just before, where it is about several."""
    spoke: Speaker | None = None
    """who spoke last."""


def resolve(
    clauses: Sequence[SlavicClause], linker: SlavicLinker, speech: SpeechReader, before: Earlier
) -> None:
    """Give the pronouns of a sentence the parties they stand for."""
    for clause in clauses:
        for phrase in clause.phrases:
            if phrase.spot is not None or linker.parts.words[phrase.head].tag != Tag.PRONOUN:
                continue
            party = _third(phrase, clause, linker, before.subject) if phrase.lemmas & _THIRD else None
            if party is None and phrase.lemmas & _SEVERAL and not phrase.lemmas & {"он", "він"}:
                party = _several(clause, linker, before.both)
            if party is None and phrase.lemmas & _FIRST:
                party = _first(clause, speech, before.spoke)
            if party is not None:
                phrase.spot = WordSpot(phrase.start, phrase.end, phrase.head, party, phrase.mask, named=True)


def _several(clause: SlavicClause, linker: SlavicLinker, both: Sequence[Party]) -> Party | None:
    """Return the subjects of the clause over this one, or the leaders of the sentence before, as a group."""
    over = clause.parent or clause.alongside
    subjects = linker.subjects(over) if over is not None else []
    leaders = tuple(one for one in parties(subjects) if one.leader)
    members = leaders if len(leaders) > 1 else tuple(both)
    if len(members) < _PAIR:
        return None
    name = " and ".join(one.name for one in members)
    return Party(
        name, PartyKind.GROUP, None, None, leader=True, official=True, members=members, basis="several"
    )


def _third(phrase: Chunk, clause: SlavicClause, linker: SlavicLinker, before: Party | None) -> Party | None:
    """Return the subject of the clause over this one, or of the sentence before."""
    told_by = next(
        (one.spot.party for one in clause.phrases if one.spot is not None and source_phrase(one)), None
    )
    if told_by is not None and told_by.kind is PartyKind.PERSON and one_before(clause, phrase):
        return told_by
    over = clause.parent or clause.alongside
    own = {one.spot.party.name for one in clause.phrases if one.spot is not None}
    subjects = linker.subjects(over) if over is not None else []
    found = [one.spot.party for one in subjects if one.spot is not None]
    people = [one for one in found if one.kind is PartyKind.PERSON and one.name not in own]
    if people:
        return people[0]
    inside = any(
        one.spot is not None and one.at < phrase.at and one not in clause.phrases
        for one in linker.parts.phrases
    )
    if not inside and before is not None and before.name not in own:
        return before
    return None


def _first(clause: SlavicClause, speech: SpeechReader, spoke: Speaker | None) -> Party | None:
    """Return who speaks the clause."""
    sources = [one for one in speech.sources(clause) if one.party is not None]
    if sources:
        return sources[-1].party
    return spoke.party if spoke is not None and clause.quoted else None


def one_before(clause: SlavicClause, phrase: Chunk) -> bool:
    """Tell whether nobody but who says so is named before the pronoun: "по словам Орбана, он"."""
    return not any(
        one.spot is not None and one.at < phrase.at and not source_phrase(one) for one in clause.phrases
    )
