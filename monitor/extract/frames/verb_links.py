"""Verbs that tell of a contact, and who takes part: subject, object, phrases, who governs an infinitive."""

from __future__ import annotations

from monitor.extract.cast.model import Party
from monitor.extract.frames.events import Event, Strength
from monitor.extract.frames.guards import fits_verb
from monitor.extract.frames.pairing import (
    DEPTH,
    agents,
    band,
    clauses_above,
    doers,
    pair,
    say_kind,
    together,
)
from monitor.extract.frames.predicates import Predicate
from monitor.extract.frames.sides import COLLECTIVE, able, vague
from monitor.extract.lang.pack import Pack
from monitor.extract.model import ContactKind
from monitor.extract.syntax.joins import parties as named
from monitor.extract.syntax.model import Clause, NounGroup, Parsed, Type

_IN_PERSON = frozenset({ContactKind.CALL, ContactKind.MEETING, ContactKind.TALKS})


class VerbLinks:
    """Links the verbs of the predicate table of one language."""

    def __init__(self, pack: Pack) -> None:
        """Take the predicate table of *pack*."""
        self.pack = pack

    def event(self, parsed: Parsed, clause: Clause) -> Event | None:
        """Return the event that the verb of *clause* is, None where it is none."""
        lemma = clause.verb.lemma
        best: Event | None = None
        misfit = True
        for row in self.pack.predicates.verbs.get(lemma.split(" ", 1)[0], ()):
            if " ".join(row.lemma) != lemma:
                continue
            event = Event(row, row.kind, clause.verb.head, clause=clause)
            event.reason = fits_verb(parsed, clause, row)
            if not event.reason:
                self._link_verb(parsed, clause, event)
            if event.parties:
                say_kind(parsed, event)
                return event
            if best is None or (misfit and not event.reason):
                best = event
                misfit = bool(event.reason)
        return best

    def _link_verb(self, parsed: Parsed, clause: Clause, event: Event) -> None:
        row = event.predicate
        doing = agents(self.pack, clause)
        subject = doers(self.pack, clause)
        if clause.verb.passive:
            does, others = doing, (subject if "object" in row.slots else [])
            beside = [] if does else self._slots(clause, row)
            if beside:
                does, others = subject, beside  # "seated next to him", "was spoken to"
        else:
            does, others = subject, self._slots(clause, row)
        if (
            "object" in row.slots
            and row.reciprocal
            and not clause.verb.passive
            and clause.objects
            and not others
        ):
            event.reason = "its object is no party"
            return
        if (row.speech or row.needs_occasion) and not self._in_person(clause):
            others = [party for party in others if not vague(party)]  # "told world leaders" from a stage
        event.slots = {"subject": does, "others": others}
        pair(event, does, others, Strength.DIRECT)
        if clause.verb.passive and not does:
            together(event, others)  # "a deal was reached between them"
        if not event.parties and not others:
            self._reciprocal(parsed, clause, event, does)
        if not event.parties and others and not does and clause.subject is None:
            self._fromabove(clause, event, others)
        if event.parties:
            event.first, event.last = self._extent(clause)

    def _in_person(self, clause: Clause) -> bool:
        """Tell whether a call, a meeting or talks stand beside the verb."""
        nouns = self.pack.predicates.nouns
        kinds = {row.kind for one in clause.phrases for row in nouns.get(one.lemma, ())}
        return bool(kinds & _IN_PERSON)

    def _slots(self, clause: Clause, row: Predicate) -> list[Party]:
        """Return who stands in the slots of *row* in *clause*."""
        found: list[Party] = []
        for slot in row.slots:
            if slot == "object":
                inside = [party for one in clause.objects for party in named(one)]
            elif slot == "possessor":
                inside = [party for one in clause.objects for party in named(one.possessor)]
            else:
                hosts = [*clause.phrases]
                hosts += [
                    part for one in clause.objects if one.type is not Type.EVENT for part in one.phrases
                ]
                inside = [party for one in hosts if one.prep == slot for party in named(one)]
            found += able(inside, slot)
        if row.only_leaders:
            found = [party for party in found if party.kind not in COLLECTIVE]
        return list(dict.fromkeys(found))

    def _reciprocal(self, parsed: Parsed, clause: Clause, event: Event, doers: list[Party]) -> None:
        row = event.predicate
        if not row.reciprocal:
            return
        blocked = any(one.prep in row.slots and not _set_off(parsed, one) for one in clause.phrases) or (
            "object" in row.slots and any(one.type is not Type.TIME for one in clause.objects)
        )
        if blocked and not self._each_other(clause):
            event.reason = "met somebody who is no party"
            return
        if (
            row.reciprocal_needs
            and row.reciprocal_needs not in clause.adverbs
            and not self._each_other(clause)
        ):
            event.reason = f'needs "{row.reciprocal_needs}"'
            return
        if not together(event, doers) and not row.topic:
            band(event, doers)

    def _each_other(self, clause: Clause) -> bool:
        words = self.pack.grammar.each_other
        return any(one.lemma in words for one in (*clause.objects, *clause.phrases))

    def _fromabove(self, clause: Clause, event: Event, others: list[Party]) -> None:
        """Take who does it from the clauses above.

        For an infinitive or gerund without a subject of its own.
        """
        for above in clauses_above(clause):
            pair(event, doers(self.pack, above), others, Strength.RANKED)
            if event.parties:
                return

    @staticmethod
    def _extent(clause: Clause) -> tuple[int, int]:
        groups = [*clause.objects, *clause.phrases]
        verb = clause.verb
        first = verb.start
        if (
            clause.subject is not None
            and clause.subject.end <= verb.start
            and verb.start - clause.subject.end < DEPTH
        ):
            first = clause.subject.start
        return first, max(
            [verb.end - 1, *(one.end - 1 for one in groups if one.mentions and one.start > verb.start)]
        )


def _set_off(parsed: Parsed, phrase: NounGroup) -> bool:
    """Tell "conferred again, with the outcome still open" from "conferred with experts"."""
    before = phrase.start - len(phrase.prep.split()) - 1
    return phrase.type is not Type.PARTY and before > 0 and parsed.tagged.tokens[before].low == ","
