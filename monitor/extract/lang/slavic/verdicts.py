"""Denials without a verb of denying, in Russian and Ukrainian: "это неправда", "никаких встреч", "нет"."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence

from monitor.extract.lang.slavic.cases import ACC, INS, NOM
from monitor.extract.lang.slavic.denied import DenialParts, Denying
from monitor.extract.lang.slavic.events import SlavicEvent
from monitor.extract.lang.slavic.phrases import Chunk, Verb
from monitor.extract.lang.slavic.speech import Speaker
from monitor.extract.lang.slavic.structure import SlavicClause, SlavicLink
from monitor.extract.lang.slavic.words import closed_words

_ABSENT = frozenset({"нет", "немає", "нема"})
_SUCH = frozenset({"такой", "подобный", "такий", "подібний"})


class VerdictReader(DenialParts, ABC):
    """Finds verdicts and statements that deny."""

    def _spread(self, clause: SlavicClause, events: Sequence[SlavicEvent]) -> Iterator[Denying]:
        """Read "росіяни поширюють фейк" in an official's mouth."""
        spreads = any(
            not verb.lemmas.isdisjoint(self.words.lists["spread"]) and not verb.negated
            for verb in clause.verbs
        )
        verdict = next(
            (
                one
                for one in clause.phrases
                if not one.prep
                and one.mask & ACC
                and not one.lemmas.isdisjoint(self.words.lists["verdicts"] | self.words.lists["rumours"])
            ),
            None,
        )
        if spreads and verdict is not None:
            found = self._spoken(clause, verdict.head, None, events)
            if found is not None and found.speaker is not None and found.speaker.official:
                found.start, found.end = self._extent(verdict, None, clause)
                yield found

    @abstractmethod
    def _denier(self, verb: Verb, clause: SlavicClause) -> Speaker | None:
        """Return who denies by *verb*."""

    def _by_verdict(self, clause: SlavicClause, events: Sequence[SlavicEvent]) -> Denying | None:
        """Read "это ложь", "сообщения являются фейком", "обвинения беспочвенны" in what somebody says."""
        main = clause.main_verb
        if any(verb.lemmas & set(self.words.verbs) for verb in clause.verbs):
            return None
        for start, end in clause.stretches:
            for at in range(start, end):
                word = self.parts.words[at]
                if word.lemmas().isdisjoint(self.words.lists["verdicts"]) or self._negated_before(at):
                    continue
                content = self._false_content(at, clause)
                if content is not None:
                    return self._told_of(clause, at, content, events) or self._spoken(
                        clause, at, content, events
                    )
                if not self._predicate(at, clause, main):
                    continue
                that = next(
                    (
                        one
                        for one in self.clauses
                        if one.link is SlavicLink.THAT
                        and isinstance(one.governor, Chunk)
                        and one.governor.head == at
                    ),
                    None,
                )
                subject = (
                    self._judged(clause, at)
                    if that is None
                    else Chunk(that.start, that.end, that.start, NOM, frozenset(), at=that.start)
                )
                if subject is None and not (clause.quoted or clause.link is SlavicLink.THAT):
                    continue
                return self._spoken(clause, at, subject, events)
        return None

    def _false_content(self, at: int, clause: SlavicClause) -> Chunk | None:
        """Return "фейковое видео", "необоснованные обвинения".

        An assertion that is called false in passing.
        """
        for phrase in clause.phrases:
            if phrase.start <= at < phrase.head and not phrase.lemmas.isdisjoint(
                self.words.lists["claims"] | self.words.lists["forged"]
            ):
                return phrase
        return None

    def _told_of(
        self, clause: SlavicClause, at: int, content: Chunk, events: Sequence[SlavicEvent]
    ) -> Denying | None:
        """Return the denial of "МИД предупредил о фейковом видео": its subject is who says so."""
        verb = clause.main_verb
        if verb is None or verb.negated:
            return None
        speaker = self._denier(verb, clause)
        if speaker is None or not speaker.official or speaker.pointed:
            return None
        return self._denying(speaker, clause, at, content.at, content.end, events, phrase=content)

    def _predicate(self, at: int, clause: SlavicClause, main: Verb | None) -> bool:
        """Tell whether the verdict at *at* is what is said of a subject, not a part of a noun phrase."""
        word = self.parts.words[at]
        reading = word.reading
        if reading is not None and reading.pos == "ADJS":
            return True
        phrase = next((one for one in clause.phrases if one.start <= at < one.end), None)
        if phrase is not None and (phrase.prep or phrase.owner is not None or phrase.head != at):
            return phrase.head != at and phrase.end == at + 1
        link = main is not None and not main.lemmas.isdisjoint(
            {"быть", "бути", "являться", "є", "оказаться", "стать", "виявитися"}
        )
        if word.mask & INS and link:
            return True
        start, end = next((one for one in clause.stretches if one[0] <= at < one[1]), (0, 0))
        before = [
            one
            for one in clause.verbs
            if start <= one.at < end
            and one.finite
            and not one.adjective
            and not one.lemmas & {"быть", "бути"}
        ]
        return bool(word.mask & NOM) and not before

    def _by_statement(self, clause: SlavicClause, events: Sequence[SlavicEvent]) -> Denying | None:
        """Read "не соответствует действительности", "ничего подобного не было", "таких планов нет"."""
        low = " " + " ".join(self.parts.low(start, end) for start, end in clause.stretches) + " "
        found = self._by_pair(clause, events) or self._by_no_plan(clause, events)
        if found is not None:
            return found
        for name in ("statements", "plan_statements"):
            phrase = next(
                (one for one in sorted(self.words.lists[name], key=len, reverse=True) if f" {one} " in low),
                None,
            )
            if phrase is None:
                continue
            at = self._place(clause, phrase)
            subject = self._judged(clause, at + 1)
            found = self._spoken(
                clause,
                at,
                subject,
                events,
                plan=name == "plan_statements",
                last=at + len(phrase.split()) - 1,
                statement=name == "statements",
            )
            if found is not None:
                return found
        return None

    def _by_pair(self, clause: SlavicClause, events: Sequence[SlavicEvent]) -> Denying | None:
        """Read "не имеет к этому отношения": a negated verb and its noun, whatever stands between them."""
        for verb in clause.verbs:
            if not verb.negated or verb.tense == "future" or verb.conditional:
                continue
            for phrase in clause.phrases:
                pair = any(
                    f"{one} {two}" in self.words.lists["pairs"]
                    for one in verb.lemmas
                    for two in phrase.lemmas
                )
                if pair:
                    subject = self._judged(clause, verb.at) or next(
                        (one for one in clause.phrases if one.subject_like and one is not phrase), None
                    )
                    return self._spoken(
                        clause, verb.at, subject, events, last=max(verb.at, phrase.head), statement=True
                    )
        return None

    def _by_no_plan(self, clause: SlavicClause, events: Sequence[SlavicEvent]) -> Denying | None:
        """Read "никаких таких планов у нас нет", "такой поездки в графике президента нет"."""
        absent = next((one for one in clause.verbs if one.lemmas & _ABSENT), None)
        if absent is None:
            return None
        closed = closed_words(self.speech.language).lists
        for phrase in clause.phrases:
            such = phrase.none or not phrase.adjectives.isdisjoint(_SUCH)
            plan = not phrase.prep and not phrase.lemmas.isdisjoint(self.words.lists["plans"])
            listed = phrase.prep in {"в", "у", "на"} and not phrase.lemmas.isdisjoint(closed["agendas"])
            other = next(
                (one for one in clause.phrases if one is not phrase and not one.prep and one.owner is None),
                None,
            )
            if (plan and such) or (listed and other is not None and not other.adjectives.isdisjoint(_SUCH)):
                subject = phrase if plan else other
                return self._spoken(clause, absent.at, subject, events, plan=True, statement=True)
        return None

    def _place(self, clause: SlavicClause, phrase: str) -> int:
        words = phrase.split()
        lows = [word.low for word in self.parts.words]
        return next(
            (at for at in range(clause.start, len(lows)) if lows[at : at + len(words)] == words), clause.start
        )

    def _by_answer(self, clause: SlavicClause, events: Sequence[SlavicEvent]) -> Denying | None:
        """Read "Россия не нападала, заявил Медведев, отвечая на обвинения".

        A plain no of an official in answer to a claim.
        """
        main = clause.main_verb
        if (
            main is None
            or not main.negated
            or main.conditional
            or (main.tense == "future" and not self._contrary())
            or not (self._answers() or self._contrary())
        ):
            return None
        said = (
            clause.link is SlavicLink.THAT
            or clause.quoted
            or any(one.alongside is clause for one in self.clauses)
        )
        speaker = next((one for one in self.speech.sources(clause) if one.official), None) if said else None
        if speaker is None or any(one.clause is clause for one in events):
            return None
        return self._denying(speaker, clause, main.at, clause.start, clause.end, events)

    def _contrary(self) -> bool:
        """Tell whether the sentence speaks against a claim: "вопреки публикациям", "как писали СМИ"."""
        contrary = closed_words(self.speech.language).lists["contrary"]
        claims = self.words.lists["claims"]
        if any(one.prep in contrary and not one.lemmas.isdisjoint(claims) for one in self.parts.phrases):
            return True
        return any(
            clause.link is SlavicLink.OTHER
            and clause.word in {"как", "як"}
            and not clause.quoted
            and any(not verb.negated and self._alleges(verb) for verb in clause.verbs)
            for clause in self.clauses
        )

    def _alleges(self, verb: Verb) -> bool:
        return not verb.lemmas.isdisjoint(closed_words(self.speech.language).lists["alleging"])

    def _answers(self) -> bool:
        """Tell whether the sentence answers a claim: "отвечая на обвинения", "комментируя сообщения"."""
        claims = set(self.words.lists["claims"])
        if any(clause.link is SlavicLink.WHETHER for clause in self.clauses):
            claims |= {"вопрос", "питання", "запитання"}
        for clause in self.clauses:
            for verb in clause.verbs:
                if verb.lemmas.isdisjoint(self.words.lists["answering"]):
                    continue
                if any(
                    phrase.at > verb.at and not phrase.lemmas.isdisjoint(claims) for phrase in clause.phrases
                ):
                    return True
        return False
