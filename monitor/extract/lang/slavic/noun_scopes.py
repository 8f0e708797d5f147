"""What a sentence says of an event that a noun tells of: its adjectives, owner and verb."""

from __future__ import annotations

from abc import ABC

from monitor.extract.factuality.algebra import applied
from monitor.extract.factuality.governors import Effect
from monitor.extract.lang.slavic.content_scopes import ABSENT, ContentScopes
from monitor.extract.lang.slavic.phrases import Chunk, Verb
from monitor.extract.lang.slavic.structure import SlavicClause
from monitor.extract.lang.slavic.verb_scopes import BE, Value, negated, not_governed
from monitor.extract.model import ContactStatus as Status

_PARTICIPLES = frozenset({Effect.CANCEL, Effect.PLAN, Effect.REFUSE})
"""What a passive participle before an event noun does as its verb would: "отмененная встреча"."""


class NounScopes(ContentScopes, ABC):
    """Reads the scopes of event nouns."""

    def _of_noun(self, phrase: Chunk, clause: SlavicClause) -> Value:
        value: Value = Status.HAPPENED
        for lemma in phrase.adjectives:
            effect = self._effect("adjective", frozenset({lemma}), "attributive")
            if effect in {None, Effect.UNCLEAR}:
                effect = self._effect("verb", frozenset({lemma}), "object")
                effect = effect if effect in _PARTICIPLES else None
            if effect is not None:
                value = applied(effect, value)
        if phrase.none and not phrase.prep:
            return self._nothing(phrase, clause)
        if phrase.owner is not None:
            effect = self._effect("noun", phrase.owner.lemmas, "genitive")
            if effect is None and phrase.owner.row is None:
                return Status.UNCLEAR
            return self._noun_in_clause(
                applied(effect or Effect.NEUTRAL, value), phrase.owner, clause, final=effect is Effect.ASSERT
            )
        return self._noun_in_clause(value, phrase, clause)

    def _nothing(self, phrase: Chunk, clause: SlavicClause) -> Value:
        """Return what "никаких переговоров не было" says."""
        verb = self.linker.governing_verb(phrase, clause) or clause.main_verb
        if verb is None:
            return Status.UNCLEAR
        if verb.lemmas & ABSENT or verb.negated:
            ahead = verb.tense == "future" or self._on_agenda(clause)
            return Status.REFUSED if ahead else self._existence(verb)
        return Status.UNCLEAR

    def _on_agenda(self, clause: SlavicClause) -> bool:
        """Tell whether a clause says what stands "в графике", "в повестке": what is to come."""
        agendas = self.closed.lists["agendas"]
        return any(
            one.prep in {"в", "у", "на"} and not one.lemmas.isdisjoint(agendas) for one in clause.phrases
        )

    def _existence(self, verb: Verb) -> Value:
        known = verb.lemmas & (BE | ABSENT)
        effect = self._effect("verb", verb.lemmas, "subject") or self._effect("verb", verb.lemmas, "object")
        if known or effect in {Effect.NEUTRAL, Effect.ASSERT}:
            return Status.DENIED
        return not_governed(effect, Status.HAPPENED) if effect is not None else Status.UNCLEAR

    def _noun_in_clause(
        self, value: Value, phrase: Chunk, clause: SlavicClause, *, final: bool = False
    ) -> Value:
        """Return *value* of an event noun as the preposition, noun or verb that governs it has it."""
        verb = self.linker.governing_verb(phrase, clause)
        if phrase.prep:
            return self._behind_preposition(value, phrase, clause, verb)
        if final:
            return value
        absent = next((one for one in clause.verbs if one.lemmas & ABSENT), None) if verb is None else verb
        if absent is not None and absent.lemmas & ABSENT:
            return Status.REFUSED if self._on_agenda(clause) else negated(value)
        if verb is None:
            return value if value in {Status.PLANNED, Status.REFUSED} else Status.UNCLEAR
        return self._by_verb(value, phrase, clause, verb)

    def _by_verb(self, value: Value, phrase: Chunk, clause: SlavicClause, verb: Verb) -> Value:
        """Return what *verb* makes of the event that is its subject or object."""
        kind = self._role(phrase, verb, clause)
        if kind == "subject" and verb.lemmas & BE:
            return self._be(value, verb, clause)
        own = (phrase.row.light if phrase.row is not None else None) or self.linker.predicates.light
        light = not verb.lemmas.isdisjoint(own) and kind == "object"
        part = "adjective" if verb.adjective else "verb"
        effect = Effect.NEUTRAL if light else self._effect(part, verb.lemmas, kind)
        if effect is None:
            return Status.UNCLEAR
        if effect is Effect.NEUTRAL:
            said = self._of_verb(verb, clause)
            return said if value is Status.HAPPENED else value if said is Status.HAPPENED else said
        return self._with_own(self._governed(value, verb, kind), verb, clause, effect)

    def _be(self, value: Value, verb: Verb, clause: SlavicClause) -> Value:
        """Return what "встреча была" says, alone or with a predicate: "встреча была отменена", "возможна"."""
        others = [one for one in clause.verbs if one is not verb and one.finite]
        for other in others:
            effect = self._effect("adjective" if other.adjective else "verb", other.lemmas, "subject")
            if effect is not None:
                return self._governed(value, other, "subject")
        if verb.negated:
            return Status.DENIED if verb.tense != "future" else Status.REFUSED
        return Status.PLANNED if verb.tense == "future" else value
