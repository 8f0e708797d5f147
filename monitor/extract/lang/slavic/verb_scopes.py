"""What verbs say of an event by tense and negation, and what governing verbs make of it."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass

from monitor.extract.factuality.algebra import applied
from monitor.extract.factuality.governors import Effect, Governors
from monitor.extract.lang.slavic.linking import SlavicLinker
from monitor.extract.lang.slavic.phrases import Chunk, PhraseParts, Verb
from monitor.extract.lang.slavic.structure import SlavicClause, SlavicLink
from monitor.extract.lang.slavic.words import WordLists
from monitor.extract.model import ContactStatus as Status

Value = Status | str
"""A status, or that nothing is told."""
BE = frozenset({"быть", "бути"})
_FUTURE = ("завтра", "послезавтра", "післязавтра", "наступного", "следующей", "следующего", "следующем")
DEPTH = 6


@dataclass(slots=True)
class VerbScopes(ABC):
    """Reads tense, negation and governing verbs of one sentence."""

    parts: PhraseParts
    linker: SlavicLinker
    closed: WordLists
    governors: Governors

    def _of_verb(self, verb: Verb, clause: SlavicClause, *, topic: bool = False) -> Value:
        """Return what a clause's verb says by itself, with the verbs over it in its clause."""
        if verb.form == "infinitive":
            return self._of_infinitive(verb, clause)
        value: Value = Status.HAPPENED
        if verb.conditional:
            value = Status.HYPOTHETICAL
        elif (
            verb.tense == "future"
            or self._will(verb, clause)
            or (verb.tense == "present" and self._ahead(clause))
        ):
            value = Status.PLANNED
        if verb.negated:
            value = Status.UNCLEAR if topic else negated(value)
        if verb.form == "participle" and verb.passive and clause.link is not SlavicLink.PARTICIPLE:
            return value
        return value

    def _of_infinitive(self, verb: Verb, clause: SlavicClause) -> Value:
        """Return what an infinitive says.

        Its event as its governor has it, outwards to the clause's finite verb.
        """
        value: Value = Status.HAPPENED
        if verb.negated:
            value = negated(value)
        below = verb
        for _ in range(DEPTH):
            over = self._over(below, clause)
            if over is None:
                if clause.link in {SlavicLink.AIM, SlavicLink.IF}:
                    return Status.HYPOTHETICAL
                return Status.PLANNED if self._will(below, clause) else self._noun_over(below, clause, value)
            value = self._governed(value, over, "infinitive")
            if over.form != "infinitive":
                if over.tense == "future" and not over.adjective and value is Status.HAPPENED:
                    value = planned(value)
                return value
            below = over
        return Status.UNCLEAR

    def _over(self, verb: Verb, clause: SlavicClause) -> Verb | None:
        """Return the verb that governs an infinitive: the last before it, or the next behind it."""
        before = [
            one
            for one in clause.verbs
            if one.at < verb.at and one.form != "participle" and not self._auxiliary(one)
        ]
        if before:
            return before[-1]
        return next(
            (one for one in clause.verbs if one.at > verb.at and one.finite and not self._auxiliary(one)),
            None,
        )

    @staticmethod
    def _auxiliary(verb: Verb) -> bool:
        return bool(verb.lemmas & BE)

    def _noun_over(self, verb: Verb, clause: SlavicClause, value: Value) -> Value:
        """Return what an infinitive behind a noun says: "план встретиться", "возможность поговорить"."""
        nouns = [phrase for phrase in clause.phrases if phrase.end <= verb.at and phrase.spot is None]
        for noun in reversed(nouns):
            effect = self._effect("noun", noun.lemmas, "infinitive")
            if effect is not None:
                return self._noun_in_clause(applied(effect, value), noun, clause)
        return Status.HYPOTHETICAL if clause.link is SlavicLink.MAIN and not clause.verbs else Status.UNCLEAR

    def _governed(self, value: Value, over: Verb, kind: str) -> Value:
        """Return *value* as verb *over* has it, negated or not."""
        part = "adjective" if over.adjective or over.form == "predicative" else "verb"
        effect = self._effect(part, over.lemmas, kind)
        if effect is None and part == "adjective":
            effect = self._effect("verb", over.lemmas, kind)
        if effect is None:
            return Status.UNCLEAR
        if over.conditional and effect not in {Effect.REFUSE, Effect.DENY}:
            return applied(Effect.HYPOTHETICAL, value)
        if over.negated:
            if kind == "infinitive" and effect is Effect.NEUTRAL and value is Status.HAPPENED:
                return Status.REFUSED  # "не удалось", "не успел": nobody denies anything
            return not_governed(effect, value)
        return applied(effect, value)

    @abstractmethod
    def _noun_in_clause(
        self, value: Value, phrase: Chunk, clause: SlavicClause, *, final: bool = False
    ) -> Value:
        """Return *value* of an event noun as what governs it has it."""

    def _effect(self, part: str, lemmas: frozenset[str] | set[str], kind: str) -> Effect | None:
        """Return what the first known governor among *lemmas* does to a complement of *kind*; None.

        None is known.
        """
        unclear = None
        for lemma in lemmas:
            governor = self.governors.get(part, lemma)
            if governor is not None:
                if kind in governor.effects:
                    return governor.effects[kind]
                unclear = Effect.UNCLEAR
        return unclear

    def _will(self, verb: Verb, clause: SlavicClause) -> bool:
        """Tell "будет встречаться": a future made of two words."""
        return any(
            one.lemmas & BE and one.tense == "future" and one is not verb and abs(one.at - verb.at) <= 3
            for one in clause.verbs
        )

    def _ahead(self, clause: SlavicClause) -> bool:
        return any(
            self.parts.words[at].low in _FUTURE for start, end in clause.stretches for at in range(start, end)
        )


def negated(value: Value) -> Value:
    """Return *value* with "not" before it."""
    return Status.DENIED if value is Status.CLAIMED else applied(Effect.NEGATE, value)


def planned(value: Value) -> Value:
    """Return *value* as something still to come."""
    return applied(Effect.PLAN, value)


def not_governed(effect: Effect, value: Value) -> Value:
    """Return what a negated governor says: "не планирует", "не может", "не сообщил, что"."""
    if effect in {Effect.PLAN, Effect.HYPOTHETICAL, Effect.COMMAND, Effect.ATTEMPT}:
        return Status.REFUSED if value in {Status.HAPPENED, Status.PLANNED} else Status.UNCLEAR
    if effect is Effect.NEUTRAL:
        return negated(value)
    if effect is Effect.REFUSE:
        return Status.HYPOTHETICAL if value is Status.HAPPENED else Status.UNCLEAR
    if effect is Effect.CANCEL:
        return Status.PLANNED if value is Status.HAPPENED else Status.UNCLEAR
    return Status.UNCLEAR
