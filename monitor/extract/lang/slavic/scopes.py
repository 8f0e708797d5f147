"""Factuality in Russian and Ukrainian: whether an event took place.

Its own tense and negation, then all that governs it.

The value starts at the event and goes outwards: noun, verb, clause, the clause that one completes. A
governor that is not known makes it unclear.
"""

from __future__ import annotations

from monitor.extract.factuality.algebra import UNTOLD, applied
from monitor.extract.factuality.governors import Effect
from monitor.extract.lang.slavic.events import SlavicEvent
from monitor.extract.lang.slavic.noun_scopes import NounScopes
from monitor.extract.lang.slavic.phrases import Chunk, Verb
from monitor.extract.lang.slavic.structure import SlavicClause, SlavicLink
from monitor.extract.lang.slavic.verb_scopes import DEPTH, Value
from monitor.extract.model import ContactStatus as Status
from monitor.extract.syntax.model import Tag

_NOT_YET = ("пока", "ещё", "еще", "ще", "поки")


class SlavicScopes(NounScopes):
    """Reads the scopes of one sentence."""

    def value(self, event: SlavicEvent) -> Value:
        """Return what the sentence says of *event*, as far as every word over it is understood."""
        if event.verb is not None:
            value = self._of_verb(event.verb, event.clause, topic=event.row.topic)
        elif event.phrase is not None:
            value = self._of_noun(event.phrase, event.clause)
        else:
            value = Status.UNCLEAR
        return UNTOLD if self._forged() else self._outwards(value, event.clause)

    def _forged(self) -> bool:
        """Tell whether the sentence speaks of a picture or recording that was made up."""
        lists = self.closed.lists
        shown = any(not phrase.lemmas.isdisjoint(lists["recordings"]) for phrase in self.parts.phrases)
        return shown and any(
            word.low in lists["forgeries"] or not word.lemmas().isdisjoint(lists["forgeries"])
            for word in self.parts.words
        )

    def _outwards(self, value: Value, clause: SlavicClause) -> Value:
        """Return *value* as the clauses over it have it."""
        value = self._adverbs(value, clause)
        here: SlavicClause | None = clause
        for _ in range(DEPTH):
            if here is None:
                return value
            if here.link is SlavicLink.IF:
                return applied(Effect.HYPOTHETICAL, value)
            if here.link is SlavicLink.WHETHER:
                return Status.UNCLEAR if value is Status.HAPPENED else applied(Effect.HYPOTHETICAL, value)
            if here.link is SlavicLink.AIM:
                return applied(Effect.HYPOTHETICAL, value)
            if here.link is SlavicLink.THAT and here.governor is not None:
                value = self._complement(value, here)
            if here.link in {SlavicLink.RELATIVE, SlavicLink.PARTICIPLE, SlavicLink.GERUND, SlavicLink.WHEN}:
                return self._beside(value, here)
            here = here.parent
        return value

    def _beside(self, value: Value, clause: SlavicClause) -> Value:
        """Return *value* of a clause that its governor asserts along with itself.

        Where what governs that is hypothetical.
        """
        parent = clause.parent
        main = parent.main_verb if parent is not None else None
        if clause.link is not SlavicLink.GERUND or main is None or value is not Status.HAPPENED:
            return value
        return Status.PLANNED if main.tense == "future" or main.conditional else value

    def _complement(self, value: Value, clause: SlavicClause) -> Value:
        """Return *value* of a "что" clause as its verb or noun has it."""
        governor = clause.governor
        if clause.word in {"якобы", "будто", "нібито", "начебто", "буцімто", "ніби"}:
            value = applied(Effect.CLAIM, value)
        if isinstance(governor, Verb):
            return Status.UNCLEAR if self._few(governor, clause) else self._governed(value, governor, "that")
        if isinstance(governor, Chunk) and clause.parent is not None:
            effect = self._effect("noun", governor.lemmas, "that")
            return self._content_noun(applied(effect or Effect.UNCLEAR, value), governor, clause.parent)
        return value

    def _few(self, verb: Verb, clause: SlavicClause) -> bool:
        """Tell "мало кто верит", "никто не верит"."""
        over = clause.parent
        start = over.start if over is not None else verb.at
        said = f" {self.parts.low(start, verb.at)} "
        return any(f" {one} " in said for one in self.closed.lists["few"])

    def _adverbs(self, value: Value, clause: SlavicClause) -> Value:
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
        if any(
            phrase.prep in {"по", "за"} and not phrase.lemmas.isdisjoint(self.closed.lists["rumours"])
            for phrase in clause.phrases
        ):
            value = applied(Effect.CLAIM, value)
        for start, end in clause.stretches:
            for at in range(start, end):
                low = self.parts.words[at].low
                effect = self._effect("adverb", frozenset({low}), "clause")
                if effect is Effect.UNCLEAR and not self._nearly(at, clause):
                    continue
                if effect is not None:
                    value = applied(effect, value)
        return value

    def _nearly(self, at: int, clause: SlavicClause) -> bool:
        """Tell "едва не встретился", "почти встретился" from "почти час говорили"."""
        behind = self.parts.words[at + 1] if at + 1 < len(self.parts.words) else None
        return behind is not None and (
            behind.tag == Tag.NEGATION or any(verb.at == at + 1 for verb in clause.verbs)
        )

    def still_open(self, clause: SlavicClause) -> bool:
        """Tell "пока не разговаривал": not yet, which denies nothing."""
        return any(
            self.parts.words[at].low in _NOT_YET
            for start, end in clause.stretches
            for at in range(start, end)
        )
