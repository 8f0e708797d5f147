"""Finds denials in a Russian or Ukrainian sentence, and who denies.

Verbs that deny, verdicts, statements that there was nothing.

What is denied is kept as the words that say it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from monitor.extract.factuality.governors import Effect
from monitor.extract.lang.slavic.cases import ACC, GEN, INS, LOC, NOM
from monitor.extract.lang.slavic.denied import POINTERS, Denying
from monitor.extract.lang.slavic.events import SlavicEvent
from monitor.extract.lang.slavic.phrases import Chunk, Verb
from monitor.extract.lang.slavic.speech import Speaker
from monitor.extract.lang.slavic.structure import SlavicClause, SlavicLink
from monitor.extract.lang.slavic.verdicts import VerdictReader
from monitor.extract.lang.slavic.words import closed_words
from monitor.extract.syntax.model import Tag

_IN = frozenset({"в", "у"})


class SlavicDenials(VerdictReader):
    """Finds the denials of one sentence."""

    def read(self, events: Sequence[SlavicEvent]) -> Iterator[Denying]:
        """Yield the denials of the sentence."""
        if any(f" {phrase} " in self.text for phrase in self.words.lists["never"]):
            return
        for clause in self.clauses:
            for verb in clause.verbs:
                found = self._by_verb(verb, clause, events)
                if found is not None:
                    yield found
            yield from self._by_noun(clause, events)
            yield from self._spread(clause, events)
            found = (
                self._by_verdict(clause, events)
                or self._by_statement(clause, events)
                or self._by_answer(clause, events)
            )
            if found is not None:
                yield found

    def _by_verb(self, verb: Verb, clause: SlavicClause, events: Sequence[SlavicEvent]) -> Denying | None:
        row = next((self.words.verbs[lemma] for lemma in verb.lemmas if lemma in self.words.verbs), None)
        if (
            row is None
            or verb.negated
            or verb.conditional
            or verb.tense == "future"
            or (verb.form == "infinitive" and not self._carried_out(verb, clause))
        ):
            return None
        that = next(
            (one for one in self.clauses if one.link is SlavicLink.THAT and one.governor is verb), None
        )
        phrase = self._object(verb, clause)
        if "verdict" in row.of and not row.of & {"claim", "act", "any"}:
            return self._called(verb, clause, phrase, events)
        allowed = self._may_deny(row.of, phrase, that=that is not None, pointer=self._points(verb, clause))
        if not allowed and ("verdict" not in row.of or self._verdict_of(verb, clause) is None):
            return None
        start, end = self._extent(phrase, that, clause)
        speaker = self._denier(verb, clause)
        return self._denying(speaker, clause, verb.at, start, end, events, phrase=phrase)

    def _carried_out(self, verb: Verb, clause: SlavicClause) -> bool:
        """Tell "поспешил опровергнуть", "пришлось опровергать" from "отказался опровергать"."""
        over = next(
            (one for one in reversed(clause.verbs) if one.at < verb.at and one.form != "participle"), None
        )
        if over is None or over.negated or over.tense == "future" or over.form == "infinitive":
            return False
        governors = self.linker.governors
        rows = [
            row
            for lemma in over.lemmas
            for part in ("verb", "adjective")
            if (row := governors.get(part, lemma))
        ]
        return any(
            row.effects.get("infinitive") is Effect.NEUTRAL for row in rows
        ) or not over.lemmas.isdisjoint(closed_words(self.speech.language).lists["forced"])

    def _may_deny(  # noqa: PLR0911 - each case answers for itself
        self, of: frozenset[str], phrase: Chunk | None, *, that: bool, pointer: bool = False
    ) -> bool:
        """Tell whether a verb that denies what *of* says may have this object, or a "что" clause."""
        if that:
            return "that" in of
        if phrase is None:
            return "bare" in of or ("pointer" in of and pointer)
        lists = self.words.lists
        if not phrase.lemmas.isdisjoint(lists["withheld"]):
            return False
        word = self.parts.words[phrase.head]
        if word.tag == Tag.PRONOUN or not phrase.lemmas.isdisjoint(POINTERS):
            return "pointer" in of
        if not phrase.lemmas.isdisjoint(lists["claims"]):
            return "claim" in of
        if "any" not in of and not phrase.lemmas.isdisjoint(lists["demands"]):
            return False
        if phrase.row is not None:
            return "event" in of
        if not phrase.lemmas.isdisjoint(lists["acts"]):
            return "act" in of or "any" in of
        return "any" in of

    def _points(self, verb: Verb, clause: SlavicClause) -> bool:
        """Tell whether "это" stands beside a verb that denies."""
        near = self.parts.words[max(clause.start, verb.at - 3) : min(clause.end, verb.at + 3)]
        return any(word.low in {"это", "це", "этого", "цього"} for word in near)

    def _object(self, verb: Verb, clause: SlavicClause) -> Chunk | None:
        """Return what a verb denies: the accusative behind it, or before it, that is not who denies."""
        denier = {id(one) for one in self.linker.subjects(clause)}
        fits = [
            one
            for one in clause.phrases
            if one.owner is None
            and not one.prep
            and one.mask & (ACC | GEN if verb.negated else ACC)
            and id(one) not in denier
            and not (one.spot is not None and one.mask & NOM)
        ]
        fits = [one for one in fits if one.lemmas.isdisjoint(self.words.lists["verdicts"])] or fits
        behind = [one for one in fits if one.at > verb.at]
        if verb.passive or verb.form == "participle":
            return next(
                (one for one in clause.phrases if one.mask & NOM and not one.prep and one.spot is None),
                behind[0] if behind else None,
            )
        return next(iter(behind or fits), None)

    def _denier(self, verb: Verb, clause: SlavicClause) -> Speaker | None:
        """Return who denies: the subject, "в МИД", the doer of a passive, or whoever spoke last."""
        if verb.passive:
            agent = next(
                (one for one in clause.phrases if one.spot and not one.prep and one.mask & INS), None
            )
            return self.speech.named(agent) if agent is not None else None
        inside = next(
            (one for one in clause.phrases if one.spot and one.prep in _IN and one.mask & LOC), None
        )
        subject = next((one for one in self.linker.subjects(clause) if one.spot is not None), None)
        if inside is not None and verb.plural and (subject is None or not subject.plural):
            return self.speech.named(inside)
        if subject is None and verb.form == "infinitive":
            subject = next(iter(self.linker.dative_subject(clause)), None)
        if subject is not None:
            return self.speech.named(subject)
        return self.speech.speaker(clause, verb)

    def _called(
        self, verb: Verb, clause: SlavicClause, phrase: Chunk | None, events: Sequence[SlavicEvent]
    ) -> Denying | None:
        """Read "назвал эти сообщения ложью"."""
        verdict = self._verdict_of(verb, clause)
        if verdict is None:
            return None
        if phrase is not None and phrase.spot is not None:
            return None
        if (
            phrase is not None
            and phrase.lemmas.isdisjoint(self.words.lists["claims"] | POINTERS | self.words.lists["acts"])
            and phrase.row is None
        ):
            return None
        start, end = (phrase.at, self._reach(phrase, clause)) if phrase is not None else (0, 0)
        if phrase is not None and phrase.at > verb.at:
            start, end = self._extent(phrase, None, clause)
        if phrase is not None and verdict > phrase.head:
            end = min(end, verdict)
        start += phrase is not None and start == verdict
        found = self._denying(self._denier(verb, clause), clause, verb.at, start, end, events, phrase=phrase)
        found.judged = True
        found.first, found.last = min(found.first, verdict), max(found.last, verdict)
        return found

    def _fancied(self, at: int) -> bool:
        """Tell "плодом фантазии" from "плодом работы"."""
        words = self.parts.words
        if words[at].lemmas().isdisjoint({"плод", "плід"}):
            return True
        fancy = closed_words(self.speech.language).lists["fancy"]
        return at + 1 < len(words) and not words[at + 1].lemmas().isdisjoint(fancy)

    def _verdict_of(self, verb: Verb, clause: SlavicClause) -> int | None:
        """Return the word of a verdict in the instrumental that *verb* gives."""
        for start, end in clause.stretches:
            for at in range(max(start, 0), end):
                word = self.parts.words[at]
                if (
                    at != verb.at
                    and word.mask & INS
                    and not word.lemmas().isdisjoint(self.words.lists["verdicts"])
                    and self._fancied(at)
                ):
                    return at
        return None

    def _by_noun(self, clause: SlavicClause, events: Sequence[SlavicEvent]) -> Iterator[Denying]:
        """Read "выступил с опровержением"."""
        for phrase in clause.phrases:
            if phrase.lemmas.isdisjoint(self.words.nouns) or phrase.spot is not None:
                continue
            verb = clause.main_verb
            if verb is None or verb.negated or verb.tense == "future":
                continue
            start, end = self._extent(phrase, None, clause)
            speaker = self._denier(verb, clause)
            if speaker is not None and not speaker.pointed:
                yield self._denying(speaker, clause, phrase.head, start, end, events)
