"""What prepositions and nouns of content say of an event: "после встречи", "сообщения о встрече"."""

from __future__ import annotations

from abc import ABC

from monitor.extract.factuality.algebra import applied
from monitor.extract.factuality.governors import Effect
from monitor.extract.lang.slavic.cases import ACC, GEN, INS, LOC, NOM
from monitor.extract.lang.slavic.phrases import Chunk, Verb
from monitor.extract.lang.slavic.structure import SlavicClause
from monitor.extract.lang.slavic.verb_scopes import BE, Value, VerbScopes, negated, planned
from monitor.extract.model import ContactStatus as Status

ABSENT = frozenset({"нет", "немає", "нема"})
UNKNOWN = frozenset({None, Effect.UNCLEAR})
_ASIDE = frozenset({"о", "про", "на", "после", "після", "из-за", "через", "об"})
"""Prepositions before a noun of content behind which nothing is said of what it tells."""
_AGAINST = frozenset({Effect.REFUSE, Effect.DENY, Effect.CANCEL})
"""What a verb does to "в разговоре" behind it that is no mere circumstance: "отказать в разговоре"."""


class ContentScopes(VerbScopes, ABC):
    """Reads what stands before an event noun."""

    def _role(self, phrase: Chunk, verb: Verb, clause: SlavicClause) -> str:
        """Return which complement of *verb* the phrase is: its subject, its object, or by its case."""
        words = self.parts.words
        agrees = (
            verb.finite
            and phrase.mask & NOM
            and (verb.plural == phrase.plural or not verb.plural or "p" in words[phrase.head].plural)
        )
        gender = words[phrase.head].gender
        if agrees and verb.gender and gender and verb.gender != gender and not verb.plural:
            agrees = 0
        other = any(
            one.subject_like and one.spot is not None and one.owner is None and one is not phrase
            for one in clause.phrases
        )
        if verb.passive and verb.form in {"finite", "participle"}:
            return "object" if self._effect("verb", verb.lemmas, "subject") in UNKNOWN else "subject"
        if agrees and not (phrase.mask & ACC and other):
            return "subject"
        if phrase.mask & ACC:
            return "object"
        if phrase.mask & GEN and verb.negated:
            return "object" if self._effect("verb", verb.lemmas, "subject") in UNKNOWN else "subject"
        return "genitive" if phrase.mask & GEN else "instrumental" if phrase.mask & INS else "dative"

    def _with_own(self, value: Value, verb: Verb, clause: SlavicClause, effect: Effect) -> Value:
        """Return *value* as the governing verb's own clause has it.

        "хочет отменить встречу" has cancelled nothing yet.
        """
        if verb.form == "infinitive":
            own = self._of_infinitive(verb, clause)
            if own is Status.HAPPENED:
                return value
            if effect is Effect.NEUTRAL and value is Status.HAPPENED:
                return own
            return (
                Status.HYPOTHETICAL
                if effect in {Effect.ASSERT, Effect.PLAN, Effect.HYPOTHETICAL}
                else Status.UNCLEAR
            )
        if (
            verb.tense == "future"
            and effect is Effect.ASSERT
            and value is Status.HAPPENED
            and verb.lemmas & self.linker.predicates.light
        ):
            return Status.PLANNED
        return value

    def _behind_preposition(
        self, value: Value, phrase: Chunk, clause: SlavicClause, verb: Verb | None
    ) -> Value:
        """Return what "о встрече", "после встречи", "от встречи" says."""
        noun = self._noun_before(phrase)
        if noun is not None:
            effect = self._effect("noun", noun.lemmas, phrase.prep)
            if effect is not None:
                inner = applied(effect, value)
                return inner if effect is Effect.ASSERT else self._content_noun(inner, noun, clause)
        elif phrase.prep in {"о", "про", "щодо"} and self._other_noun_before(phrase):
            return Status.UNCLEAR
        by_verb = self._completing(value, phrase, clause, verb) if verb is not None else None
        return by_verb if by_verb is not None else self._circumstance(value, phrase, clause, verb)

    def _within(self, phrase: Chunk) -> bool:
        """Tell "в разговоре с": during it."""
        return phrase.prep in {"в", "у"} and not phrase.lemmas.isdisjoint(self.closed.lists["within"])

    def _completing(self, value: Value, phrase: Chunk, clause: SlavicClause, verb: Verb) -> Value | None:
        """Return what *verb* makes of an event behind a preposition that it takes; None: it takes none."""
        kind = "на+" if phrase.prep == "на" and phrase.mask & LOC else phrase.prep
        effect = self._effect("adjective" if verb.adjective else "verb", verb.lemmas, kind)
        within = self._within(phrase)
        if within and effect is Effect.CLAIM:
            return Status.UNCLEAR  # "обвинил в разговоре с": for it, or during it
        if effect is None or effect is Effect.UNCLEAR or (within and effect not in _AGAINST):
            return None
        return self._with_own(self._governed(value, verb, kind), verb, clause, effect)

    def _circumstance(self, value: Value, phrase: Chunk, clause: SlavicClause, verb: Verb | None) -> Value:
        """Return what the preposition alone says: "после встречи", "на встрече", "перед встречей"."""
        effect = (
            Effect.NEUTRAL
            if self._within(phrase)
            else self._effect("preposition", frozenset({phrase.prep}), "object")
            or self._effect("subordinator", frozenset({phrase.prep}), "object")
        )
        if effect is None:
            return Status.UNCLEAR
        ahead = verb is not None and (verb.tense == "future" or self._will(verb, clause))
        if effect is Effect.NEUTRAL and verb is not None and verb.form == "infinitive":
            own = self._of_infinitive(verb, clause)
            return own if own is not Status.DENIED else Status.UNCLEAR
        if effect in {Effect.NEUTRAL, Effect.ASSERT} and ahead:
            return planned(value)
        return value if effect is Effect.NEUTRAL else applied(effect, value)

    def _other_noun_before(self, phrase: Chunk) -> bool:
        """Tell whether a noun that is no governor takes the phrase.

        "допис про зустріч", where none knows what that is.
        """
        before = next((one for one in self.parts.phrases if one.end == phrase.at), None)
        return before is not None and before.spot is None and before.row is None and not before.prep

    def _noun_before(self, phrase: Chunk) -> Chunk | None:
        """Return the noun that an event noun behind a preposition completes: "сообщения [СМИ] о встрече"."""
        phrases = self.parts.phrases
        at = phrases.index(phrase) - 1
        while at >= 0 and phrases[at].end == (phrases[at + 1].at if at + 1 < len(phrases) else phrase.at):
            before = phrases[at]
            if before.spot is None and self._effect("noun", before.lemmas, phrase.prep) not in {
                None,
                Effect.UNCLEAR,
            }:
                return before
            if before.prep or before.row is not None:
                return None
            at -= 1
        return None

    def _content_noun(self, value: Value, noun: Chunk, clause: SlavicClause) -> Value:
        """Return what is said of "сообщения о встрече": denied, confirmed, told on."""
        if noun.prep in _ASIDE:
            return value if value is not Status.HAPPENED else Status.UNCLEAR
        if noun.owner is not None:
            effect = self._effect("noun", noun.owner.lemmas, "genitive")
            return applied(effect or Effect.UNCLEAR, value)
        verb = self.linker.governing_verb(noun, clause)
        if verb is None:
            absent = any(one.lemmas & ABSENT for one in clause.verbs)
            return negated(value) if absent else value if value is not Status.HAPPENED else Status.UNCLEAR
        if verb.lemmas & ABSENT or (verb.lemmas & BE and verb.negated):
            return negated(value)
        return self._told_on(value, noun, clause, verb)

    def _told_on(self, value: Value, noun: Chunk, clause: SlavicClause, verb: Verb) -> Value:
        """Return what *verb* does to "сообщения о встрече"."""
        kind = self._role(noun, verb, clause)
        effect = self._effect("verb", verb.lemmas, kind)
        if effect in UNKNOWN:
            return Status.UNCLEAR
        if effect in {Effect.DENY, Effect.CANCEL, Effect.REFUSE}:  # a claim that is rejected is denied
            return Status.UNCLEAR if verb.negated else negated(value)
        if effect is Effect.NEUTRAL and verb.negated:  # "не принял участия", "не видит смысла"
            return negated(value) if value is Status.HAPPENED else Status.REFUSED
        if not noun.lemmas.isdisjoint(self.closed.lists["rumours"]):
            return Status.UNCLEAR  # a rumour may be of what is to come
        confirmed = (
            effect is Effect.ASSERT
            and value is Status.CLAIMED
            and not verb.negated
            and kind == "object"
            and self._confirms(verb)
        )
        return Status.HAPPENED if confirmed else value

    @staticmethod
    def _confirms(verb: Verb) -> bool:
        return not verb.lemmas.isdisjoint({"подтвердить", "подтверждать", "підтвердити", "підтверджувати"})
