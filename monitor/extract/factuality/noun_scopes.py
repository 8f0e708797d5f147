"""The scopes over an event noun: its own words, and what it is in its clause."""

from __future__ import annotations

from dataclasses import dataclass

from monitor.extract.factuality.clause_scopes import DEPTH, ClauseScopes
from monitor.extract.factuality.governors import Effect
from monitor.extract.model import ContactKind
from monitor.extract.syntax.model import Clause, Form, NounGroup, Type


@dataclass(slots=True)
class EventScopes(ClauseScopes):
    """Follows what governs an event, be it a verb or a noun."""

    def adjectives(self, noun: NounGroup) -> None:
        """Take the adjectives and the "no" of *noun*."""
        for low in reversed(noun.adjectives):
            effect = self.tables.effect("adjective", low, "attributive")
            if effect is not None:
                self.found.take(effect, low)
        if noun.negated:
            few = self.parsed.tagged.tokens[noun.start].low in self.tables.grammar.few
            self.found.take(Effect.UNCLEAR if few else Effect.NEGATE, "no")
            self.found.negated = True
            self.negated.append(noun)

    def own(self, clause: Clause) -> None:
        """Take what the verb group itself says.

        Tense, modals, negation, adverbs, question, its subordinator.
        """
        habit = self._habit(clause)
        for effect, word in self.mood(clause):
            self.found.take(Effect.REFUSE if habit and effect is Effect.NEGATE else effect, word)
        if clause.verb.negated:
            self.found.negated = True
        self.made_up(clause)

    def _habit(self, clause: Clause) -> bool:
        """Tell "does not negotiate with rebels", which one makes it a rule not to do, from "did not"."""
        verb, tokens = clause.verb, self.parsed.tagged.tokens
        plain = verb.tense == "present" and not verb.perfect and not verb.modals
        return plain and verb.negated and tokens[verb.head].form == Form.BASE

    def noun(self, noun: NounGroup) -> None:
        """Go from an event noun, or a noun over one, to what it is in its clause."""
        self.depth += 1
        host, role = noun.host, noun.role
        if self.depth > DEPTH:
            return
        if host is None:
            self._trailing(noun)
            return
        if isinstance(host, NounGroup):
            self._on_noun(host, role)
        elif role == "subject":
            self._subject(host, noun)
        elif role == "object":
            self._object(host, noun)
        else:
            self._phrase(host, noun, role)

    def _trailing(self, noun: NounGroup) -> None:
        """Take "…, the first meeting between them" behind a clause as no surer than that."""
        before = [one for one in self.parsed.clauses if one.verb.start < noun.start]
        if before and not self.parsed.tagged.headline:
            self.beside(before[-1])

    def _on_noun(self, host: NounGroup, role: str) -> None:
        """Go on from "a call" in "reports of a call", "plans for a call", "two days of talks"."""
        if role in {"", "apposed"}:
            self.noun(host)
            return
        effect = self.tables.effect("noun", host.lemma, role)
        if effect is not None:
            self.found.take(effect, f"{host.lemma} {role}")
            self.adjectives(host)
            self.noun(host)
        elif host.type in {Type.EVENT, Type.SPEECH}:
            self.noun(host)
        else:
            before = self.tables.effect("preposition", role, "object")
            if before is not None and before not in {Effect.ASSERT, Effect.PLAN}:
                self.found.take(before, role)
            clause = host.host if isinstance(host.host, Clause) else None
            if clause is not None:
                if role in self.tables.grammar.of and host.role == "object":
                    self.noun(host)
                else:
                    self.beside(clause)

    def _subject(self, clause: Clause, noun: NounGroup) -> None:
        if clause.verb.passive:
            self._object(clause, noun)
            return
        lemma = clause.verb.lemma
        verdict = self._verdict(clause, noun)
        if verdict is Effect.NEUTRAL and _given(noun):
            self.beside(clause, given=True)  # "that their meeting was a mistake" is no word on whether
            return
        if verdict is not None:
            self.governed(clause, verdict, lemma if not clause.adjective else clause.adjective)
            return
        effect = self.tables.effect("verb", lemma, "subject")
        if lemma in self.tables.grammar.occurring and self._going_on(clause):
            self.found.take(Effect.UNCLEAR, lemma)  # "the meeting comes", "takes place": when is open
        named = lemma in self.tables.grammar.be and bool(clause.objects) and _given(noun)
        if effect is None or named:
            if clause.verb.lemma in self.tables.grammar.seem and self._going_on(clause):
                self.found.take(Effect.UNCLEAR, lemma)
            self.beside(clause, given=_given(noun))
        else:
            self.governed(clause, effect, lemma)

    def _going_on(self, clause: Clause) -> bool:
        """Tell "remains an entry in pencil" from "ended in rows".

        In the present, outside headlines, it may yet be to come.
        """
        verb = clause.verb
        present = verb.tense == "present" and not verb.perfect and not verb.modals
        return present and not self.parsed.tagged.headline

    def _verdict(self, clause: Clause, noun: NounGroup) -> Effect | None:  # noqa: PLR0911 - each case answers for itself
        """Return what "is unlikely", "is a lie", "was out of the question" say of their subject."""
        if clause.verb.lemma not in self.tables.grammar.be | self.tables.grammar.seem:
            return None
        if self.tables.verdicts.unplanned(self.parsed, clause):
            return Effect.REFUSE
        if self.tables.verdicts.untrue(self.parsed, clause):
            self.found.denying = clause
            return Effect.DENY
        if clause.adjective:
            return self.tables.effect("adjective", clause.adjective, "subject") or Effect.NEUTRAL
        for one in clause.objects:
            effect = self.tables.effect("noun", one.lemma, "subject")
            if effect is not None:
                return effect
        behind = [one for one in noun.phrases if one.start > clause.verb.start]
        for phrase in (*behind[:1], *clause.phrases[:1]):
            words = " ".join(token.low for token in self.parsed.tagged.tokens[clause.verb.end : phrase.end])
            effect = self.tables.effect("adjective", words, "subject")  # "out of the question"
            if effect is not None:
                return effect
        return Effect.UNCLEAR if clause.objects and self._going_on(clause) else None

    def _object(self, clause: Clause, noun: NounGroup) -> None:
        lemma = clause.verb.lemma
        if clause.there or lemma in self.tables.grammar.be:
            self.governed(clause, Effect.NEUTRAL, lemma)
            return
        if self._called_untrue(clause) or self._claim_denied(clause, noun):
            self.found.denying = clause
            self.governed(clause, Effect.DENY, lemma)
            return
        if lemma in self.tables.grammar.presupposing and _given(noun):
            self.beside(clause, given=True)
            return
        effect = self.tables.effect("verb", lemma, "object")
        light = lemma in self.tables.pack.predicates.light
        if light and (effect is None or (effect is Effect.PLAN and self._message(noun))):
            effect = Effect.NEUTRAL
        if effect is None:
            if _given(noun) or noun.type is Type.SPEECH or clause.verb.tense == "past":
                self.beside(clause, given=_given(noun))
            else:
                self.found.take(Effect.UNCLEAR, lemma)
            return
        if effect is Effect.DENY:
            self.found.denying = clause
        self.governed(clause, effect, lemma)

    def _message(self, noun: NounGroup) -> bool:
        """Tell "offered an apology", which is one, from "offered a meeting"."""
        rows = self.tables.pack.predicates.nouns.get(noun.lemma, ())
        return any(row.kind is ContactKind.MESSAGE for row in rows)

    def _called_untrue(self, clause: Clause) -> bool:
        """Tell "dismissed as fiction a report", "called the report a lie"."""
        row = self.tables.pack.denials.verbs.get(clause.verb.lemma)
        return (
            row is not None
            and "verdict" in row.of
            and bool(self.tables.verdicts.called_untrue(self.parsed, clause))
        )

    def _claim_denied(self, clause: Clause, noun: NounGroup) -> bool:
        """Tell "rejected claims that they met", which denies, from "rejected a meeting", which refuses."""
        denials = self.tables.pack.denials
        row = denials.verbs.get(clause.verb.lemma)
        return row is not None and "claim" in row.of and _is_claim(noun, denials.lists["claims"])

    def _phrase(self, clause: Clause, noun: NounGroup, role: str) -> None:
        """Go on from "in a call", "for talks", "agreed on a meeting"."""
        effect = self.tables.effect("verb", clause.verb.lemma, role) or self._predicate(clause, noun, role)
        if effect is not None:
            self.governed(clause, effect, f"{clause.verb.lemma} {role}")
            return
        if self._predicated(clause, noun):
            self.governed(clause, Effect.NEUTRAL, f"{clause.verb.lemma} {role}")
            return
        effect = self.tables.effect("preposition", role, "object")
        if effect is None:
            self.found.take(Effect.UNCLEAR, role)
        elif self._mused(clause, noun, role):
            self.found.take(Effect.UNCLEAR, f"{clause.verb.lemma} {role}")
        elif role in self.tables.grammar.thanks:
            self._reason(clause, role, effect)
        elif effect is not Effect.ASSERT:
            self.found.take(effect, role)
        self.beside(clause, given=_given(noun))

    def _predicate(self, clause: Clause, noun: NounGroup, role: str) -> Effect | None:
        """Return what "open" says of an event in "is open to a meeting"."""
        if not clause.adjective or noun.start < clause.adjective_at:
            return None
        return self.tables.effect("adjective", clause.adjective, role)

    def _reason(self, clause: Clause, role: str, effect: Effect) -> None:
        """Tell "thanked for the call", "visited for talks", which were, from what may be only wanted."""
        if clause.verb.lemma in self.tables.grammar.thanking or (
            effect is Effect.PLAN and self._paid(clause)
        ):
            return
        if effect is not Effect.ASSERT:
            self.found.take(effect if self._moves(clause) else Effect.UNCLEAR, role)

    def _predicated(self, clause: Clause, noun: NounGroup) -> bool:
        """Tell "was in contact with", "was on a call with", which the verb's own polarity governs."""
        be = self.tables.grammar.be | self.tables.grammar.seem
        return (
            clause.verb.lemma in be
            and noun.role in self.tables.grammar.engaged
            and clause.phrases[:1] == [noun]
        )

    def _mused(self, clause: Clause, noun: NounGroup, role: str) -> bool:
        """Tell "grumbled about a meeting": a verb not known over what need not have been."""
        pack = self.tables.pack
        known = (
            pack.governors.get("verb", clause.verb.lemma) is not None
            or clause.verb.lemma in pack.predicates.verbs
            or clause.verb.lemma in pack.grammar.speech
        )
        topic = self.tables.effect("preposition", role, "gerund") is Effect.UNCLEAR
        return topic and not known and not _given(noun)

    def _paid(self, clause: Clause) -> bool:
        """Tell "visited for talks", which is over, from "is visiting" and from "called on them for talks"."""
        verb = clause.verb
        over = (verb.tense == "past" or verb.perfect) and not verb.modals and not verb.negated
        going = self.parsed.tagged.tokens[verb.head].form == Form.GERUND
        rows = self.tables.pack.predicates.verbs.get(verb.lemma, ()) if " " not in verb.lemma else ()
        return over and not going and any(row.kind is ContactKind.VISIT for row in rows)

    def _moves(self, clause: Clause) -> bool:
        return clause.verb.lemma.split(" ")[0] in self.tables.grammar.motion


def _given(noun: NounGroup) -> bool:
    """Tell "the call", "their meeting", which there was, from "a call"."""
    return noun.definite or noun.possessor is not None


def _is_claim(noun: NounGroup, claims: frozenset[str]) -> bool:
    return noun.type is not Type.EVENT and noun.lemma in claims
