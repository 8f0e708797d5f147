"""Factuality in Russian and Ukrainian: whether an event took place.

Its own tense and negation, then all that governs it.

The value starts at the event and goes outwards: noun, verb, clause, the clause that one completes. A
governor that is not known makes it unclear.
"""

from __future__ import annotations

from monitor.extract.factuality.algebra import UNTOLD, applied
from monitor.extract.factuality.governors import Effect
from monitor.extract.lang.slavic.cases import ACC, GEN, INS, LOC, NOM
from monitor.extract.lang.slavic.events import Event
from monitor.extract.lang.slavic.phrases import Phrase, Verb
from monitor.extract.lang.slavic.structure import Clause, Link
from monitor.extract.lang.slavic.verb_scopes import (
    BE,
    DEPTH,
    Value,
    VerbScopes,
    negated,
    not_governed,
    planned,
)
from monitor.extract.model import ContactStatus as Status
from monitor.extract.syntax.model import Tag

_ABSENT = frozenset({"нет", "немає", "нема"})
_NOT_YET = ("пока", "ещё", "еще", "ще", "поки")
_PARTICIPLES = frozenset({Effect.CANCEL, Effect.PLAN, Effect.REFUSE})
"""What a passive participle before an event noun does as its verb would: "отмененная встреча"."""


class Scopes(VerbScopes):
    """Reads the scopes of one sentence."""

    def value(self, event: Event) -> Value:
        """Return what the sentence says of *event*, as far as every word over it is understood."""
        if event.verb is not None:
            value = self._of_verb(event.verb, event.clause, topic=event.row.topic)
        elif event.phrase is not None:
            value = self._of_noun(event.phrase, event.clause)
        else:
            value = Status.UNCLEAR
        return self._outwards(value, event.clause)

    def _of_noun(self, phrase: Phrase, clause: Clause) -> Value:
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

    def _nothing(self, phrase: Phrase, clause: Clause) -> Value:
        """Return what "никаких переговоров не было" says."""
        verb = self.linker.governing_verb(phrase, clause) or clause.main_verb
        if verb is None:
            return Status.UNCLEAR
        if verb.lemmas & _ABSENT or verb.negated:
            return Status.REFUSED if verb.tense == "future" else self._existence(verb)
        return Status.UNCLEAR

    def _existence(self, verb: Verb) -> Value:
        known = verb.lemmas & (BE | _ABSENT)
        effect = self._effect("verb", verb.lemmas, "subject") or self._effect("verb", verb.lemmas, "object")
        if known or effect in {Effect.NEUTRAL, Effect.ASSERT}:
            return Status.DENIED
        return not_governed(effect, Status.HAPPENED) if effect is not None else Status.UNCLEAR

    def _noun_in_clause(self, value: Value, phrase: Phrase, clause: Clause, *, final: bool = False) -> Value:  # noqa: PLR0911
        """Return *value* of an event noun as the preposition, noun or verb that governs it has it."""
        verb = self.linker.governing_verb(phrase, clause)
        if phrase.prep:
            return self._behind_preposition(value, phrase, clause, verb)
        if final:
            return value
        if verb is None:
            absent = next((one for one in clause.verbs if one.lemmas & _ABSENT), None)
            return Status.DENIED if absent is not None else Status.UNCLEAR
        if verb.lemmas & _ABSENT:
            return negated(value)
        kind = self._role(phrase, verb, clause)
        if kind == "subject" and verb.lemmas & BE:
            return self._be(value, verb, clause)
        part = "verb" if not verb.adjective else "adjective"
        effect = self._effect(part, verb.lemmas, kind)
        light = not verb.lemmas.isdisjoint(self.linker.predicates.light) and kind == "object"
        if light:
            effect = Effect.NEUTRAL
        if effect is None:
            return Status.UNCLEAR
        if effect is Effect.NEUTRAL:
            own = self._of_verb(verb, clause)
            return own if value is Status.HAPPENED else value if own is Status.HAPPENED else own
        return self._with_own(self._governed(value, verb, kind), verb, clause, effect)

    def _with_own(self, value: Value, verb: Verb, clause: Clause, effect: Effect) -> Value:
        """Return *value* as the governing verb's own clause has it.

        "хочет отменить встречу" has cancelled nothing yet.
        """
        if verb.form == "infinitive":
            own = self._of_infinitive(verb, clause)
            if own is Status.HAPPENED:
                return value
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

    def _be(self, value: Value, verb: Verb, clause: Clause) -> Value:
        """Return what "встреча была" says, alone or with a predicate: "встреча была отменена", "возможна"."""
        others = [one for one in clause.verbs if one is not verb and one.finite]
        for other in others:
            effect = self._effect("adjective" if other.adjective else "verb", other.lemmas, "subject")
            if effect is not None:
                return self._governed(value, other, "subject")
        if verb.negated:
            return Status.DENIED if verb.tense != "future" else Status.REFUSED
        return Status.PLANNED if verb.tense == "future" else value

    def _role(self, phrase: Phrase, verb: Verb, clause: Clause) -> str:
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
            return "object" if self._effect("verb", verb.lemmas, "subject") is None else "subject"
        if agrees and not (phrase.mask & ACC and other):
            return "subject"
        if phrase.mask & ACC:
            return "object"
        if phrase.mask & GEN and verb.negated:
            return "object" if self._effect("verb", verb.lemmas, "subject") is None else "subject"
        return "genitive" if phrase.mask & GEN else "instrumental" if phrase.mask & INS else "dative"

    def _behind_preposition(self, value: Value, phrase: Phrase, clause: Clause, verb: Verb | None) -> Value:  # noqa: C901, PLR0911 - each case answers for itself
        """Return what "о встрече", "после встречи", "от встречи" says."""
        noun = self._noun_before(phrase)
        if noun is not None:
            effect = self._effect("noun", noun.lemmas, phrase.prep)
            if effect is not None:
                inner = applied(effect, value)
                if effect is Effect.ASSERT:
                    return inner
                return self._content_noun(inner, noun, clause)
        elif phrase.prep in {"о", "про", "щодо"} and self._other_noun_before(phrase):
            return Status.UNCLEAR
        where = phrase.prep in {"на", "в", "у"} and phrase.mask == LOC
        if verb is not None and not where:
            part = "adjective" if verb.adjective else "verb"
            effect = self._effect(part, verb.lemmas, phrase.prep)
            if effect not in {None, Effect.UNCLEAR}:
                return self._with_own(
                    self._governed(value, verb, phrase.prep), verb, clause, effect or Effect.UNCLEAR
                )
        effect = self._effect("preposition", frozenset({phrase.prep}), "object") or self._effect(
            "subordinator", frozenset({phrase.prep}), "object"
        )
        if effect is None:
            return Status.UNCLEAR
        if effect is Effect.NEUTRAL:
            ahead = verb is not None and (
                verb.tense == "future" or verb.form == "infinitive" or self._will(verb, clause)
            )
            if verb is not None and verb.form == "infinitive":
                own = self._of_infinitive(verb, clause)
                return own if own is not Status.DENIED else Status.UNCLEAR
            return planned(value) if ahead else value
        if (
            effect is Effect.ASSERT
            and verb is not None
            and (verb.tense == "future" or self._will(verb, clause))
        ):
            return planned(value)
        return applied(effect, value)

    def _other_noun_before(self, phrase: Phrase) -> bool:
        """Tell whether a noun that is no governor takes the phrase.

        "допис про зустріч", where none knows what that is.
        """
        before = next((one for one in self.parts.phrases if one.end == phrase.at), None)
        return before is not None and before.spot is None and before.row is None and not before.prep

    def _noun_before(self, phrase: Phrase) -> Phrase | None:
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

    def _content_noun(self, value: Value, noun: Phrase, clause: Clause) -> Value:  # noqa: PLR0911 - each case answers for itself
        """Return what is said of "сообщения о встрече": denied, confirmed, told on."""
        top = noun
        verb = self.linker.governing_verb(top, clause)
        if top.prep in {"о", "про", "на", "после", "після", "из-за", "через", "об"}:
            return value if value is not Status.HAPPENED else Status.UNCLEAR
        if top.owner is not None:
            effect = self._effect("noun", top.owner.lemmas, "genitive")
            return applied(effect or Effect.UNCLEAR, value)
        if verb is None:
            absent = any(one.lemmas & _ABSENT for one in clause.verbs)
            return negated(value) if absent else value if value is not Status.HAPPENED else Status.UNCLEAR
        if verb.lemmas & _ABSENT or (verb.lemmas & BE and verb.negated):
            return negated(value)
        kind = self._role(top, verb, clause)
        effect = self._effect("verb", verb.lemmas, kind)
        if effect is None or effect is Effect.UNCLEAR:
            return Status.UNCLEAR
        if effect in {Effect.DENY, Effect.CANCEL, Effect.REFUSE}:  # a claim that is rejected is denied
            return Status.UNCLEAR if verb.negated else negated(value)
        if (
            effect is Effect.ASSERT
            and value is Status.CLAIMED
            and not verb.negated
            and kind == "object"
            and self._confirms(verb)
        ):
            return Status.HAPPENED
        return value

    @staticmethod
    def _confirms(verb: Verb) -> bool:
        return not verb.lemmas.isdisjoint({"подтвердить", "подтверждать", "підтвердити", "підтверджувати"})

    def _outwards(self, value: Value, clause: Clause) -> Value:
        """Return *value* as the clauses over it have it."""
        value = self._adverbs(value, clause)
        here: Clause | None = clause
        for _ in range(DEPTH):
            if here is None:
                return value
            if here.link is Link.IF:
                return applied(Effect.HYPOTHETICAL, value)
            if here.link is Link.WHETHER:
                return Status.UNCLEAR if value is Status.HAPPENED else applied(Effect.HYPOTHETICAL, value)
            if here.link is Link.AIM:
                return applied(Effect.HYPOTHETICAL, value)
            if here.link is Link.THAT and here.governor is not None:
                value = self._complement(value, here)
            if here.link in {Link.RELATIVE, Link.PARTICIPLE, Link.GERUND, Link.WHEN}:
                return self._beside(value, here)
            here = here.parent
        return value

    def _beside(self, value: Value, clause: Clause) -> Value:
        """Return *value* of a clause that its governor asserts along with itself.

        Where what governs that is hypothetical.
        """
        parent = clause.parent
        main = parent.main_verb if parent is not None else None
        if clause.link is not Link.GERUND or main is None or value is not Status.HAPPENED:
            return value
        return Status.PLANNED if main.tense == "future" or main.conditional else value

    def _complement(self, value: Value, clause: Clause) -> Value:
        """Return *value* of a "что" clause as its verb or noun has it."""
        governor = clause.governor
        if clause.word in {"якобы", "будто", "нібито", "начебто", "буцімто", "ніби"}:
            value = applied(Effect.CLAIM, value)
        if isinstance(governor, Verb):
            return self._governed(value, governor, "that")
        if isinstance(governor, Phrase) and clause.parent is not None:
            effect = self._effect("noun", governor.lemmas, "that")
            return self._content_noun(applied(effect or Effect.UNCLEAR, value), governor, clause.parent)
        return value

    def _adverbs(self, value: Value, clause: Clause) -> Value:
        """Return *value* with "якобы", "возможно", "едва не" and a question mark in its clause."""
        if clause.asked and not clause.quoted:
            return Status.UNCLEAR if value is Status.HAPPENED else applied(Effect.HYPOTHETICAL, value)
        if any(
            self._effect("noun", phrase.lemmas, "genitive") is Effect.FABRICATE
            for phrase in clause.phrases
            if phrase.prep or phrase.row is None
        ) or any(
            phrase.prep in {"в", "у", "на", "из", "з"}
            and not phrase.lemmas.isdisjoint(self.closed.lists["fictions"])
            for phrase in clause.phrases
        ):
            return UNTOLD
        for start, end in clause.stretches:
            for at in range(start, end):
                low = self.parts.words[at].low
                effect = self._effect("adverb", frozenset({low}), "clause")
                if effect is Effect.UNCLEAR and not self._nearly(at, clause):
                    continue
                if effect is not None:
                    value = applied(effect, value)
        return value

    def _nearly(self, at: int, clause: Clause) -> bool:
        """Tell "едва не встретился", "почти встретился" from "почти час говорили"."""
        behind = self.parts.words[at + 1] if at + 1 < len(self.parts.words) else None
        return behind is not None and (
            behind.tag == Tag.NEGATION or any(verb.at == at + 1 for verb in clause.verbs)
        )

    def still_open(self, clause: Clause) -> bool:
        """Tell "пока не разговаривал": not yet, which denies nothing."""
        return any(
            self.parts.words[at].low in _NOT_YET
            for start, end in clause.stretches
            for at in range(start, end)
        )
