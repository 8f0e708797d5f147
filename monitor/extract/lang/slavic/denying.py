"""Who denies what in a Russian or Ukrainian sentence: verbs that deny, verdicts, statements that there was nothing.

What is denied is kept as the words that say it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from monitor.extract.denial.words import DenialWords
from monitor.extract.lang.slavic.cases import ACC, GEN, INS, LOC, NOM
from monitor.extract.lang.slavic.clauses import Clause, Link
from monitor.extract.lang.slavic.linking import Event, Linker
from monitor.extract.lang.slavic.phrases import Parts, Phrase, Verb
from monitor.extract.lang.slavic.speech import Speaker, SpeechReader
from monitor.extract.model import Denies
from monitor.extract.syntax.model import Tag

_IN = frozenset({"в", "у"})
_POINTERS = frozenset(
    {
        "это",
        "эти",
        "этот",
        "эту",
        "этого",
        "их",
        "его",
        "ее",
        "её",
        "такой",
        "такие",
        "це",
        "ці",
        "цю",
        "цей",
        "їх",
        "його",
        "її",
        "такі",
        "таке",
        "таку",
        "все",
        "всё",
    }
)
_GENERAL = frozenset(
    {
        "сообщение",
        "информация",
        "заявление",
        "слух",
        "данные",
        "повідомлення",
        "інформація",
        "заява",
        "чутка",
        "дані",
        "сведение",
        "публикация",
        "публікація",
    }
)


@dataclass(slots=True)
class Denying:
    """One denial of a sentence: who, what, and the words `[first, last]` that say so, `[start, end)` what is denied.

    `event`: the contact denied, where it stands in the sentence. `back`: it may be of a contact told before.
    """

    speaker: Speaker | None
    denies: Denies
    at: int
    first: int
    last: int
    start: int
    end: int
    events: tuple[Event, ...] = ()
    back: bool = False
    clause: Clause | None = None
    quoted: bool = False
    """said in a quote whose speaker this sentence may not name."""
    just: bool = False
    """"это", "эту информацию": points to what was told just before, by whomever."""
    plain: bool = False
    """said by nobody in this sentence, and of nobody's claim: a denial only where the next one says who said it."""


class DenialReader:
    """Finds the denials of one sentence."""

    def __init__(
        self,
        parts: Parts,
        clauses: Sequence[Clause],
        linker: Linker,
        speech: SpeechReader,
        words: DenialWords,
    ) -> None:
        """Read within *parts*."""
        self.parts = parts
        self.clauses = clauses
        self.linker = linker
        self.speech = speech
        self.words = words
        self.text = " " + " ".join(word.low for word in parts.words) + " "

    def read(self, events: Sequence[Event]) -> Iterator[Denying]:
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

    def _by_verb(self, verb: Verb, clause: Clause, events: Sequence[Event]) -> Denying | None:
        row = next((self.words.verbs[lemma] for lemma in verb.lemmas if lemma in self.words.verbs), None)
        if (
            row is None
            or verb.negated
            or verb.conditional
            or verb.tense == "future"
            or verb.form == "infinitive"
        ):
            return None
        that = next((one for one in self.clauses if one.link is Link.THAT and one.governor is verb), None)
        phrase = self._object(verb, clause)
        if "verdict" in row.of and not row.of & {"claim", "act", "any"}:
            return self._called(verb, clause, phrase, events)
        if not self._may_deny(row.of, phrase, that=that is not None, pointer=self._points(verb, clause)):
            if "verdict" not in row.of or self._verdict_of(verb, clause) is None:
                return None
        start, end = self._extent(phrase, that, clause)
        speaker = self._denier(verb, clause)
        return self._denying(speaker, clause, verb.at, start, end, events, phrase=phrase)

    def _may_deny(
        self, of: frozenset[str], phrase: Phrase | None, *, that: bool, pointer: bool = False
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
        if word.tag == Tag.PRONOUN or not phrase.lemmas.isdisjoint(_POINTERS):
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

    def _points(self, verb: Verb, clause: Clause) -> bool:
        """Tell whether "это" stands beside a verb that denies."""
        near = self.parts.words[max(clause.start, verb.at - 3) : min(clause.end, verb.at + 3)]
        return any(word.low in {"это", "це", "этого", "цього"} for word in near)

    def _object(self, verb: Verb, clause: Clause) -> Phrase | None:
        """Return what a verb denies: the accusative behind it, or before it, that is not who denies."""
        denier = {id(one) for one in self.linker.subjects(clause, verb)}
        fits = [
            one for one in clause.phrases
            if one.owner is None and not one.prep and one.mask & (ACC | GEN if verb.negated else ACC) and id(one) not in denier
            and not (one.spot is not None and one.mask & NOM)
        ]  # fmt: skip
        behind = [one for one in fits if one.at > verb.at]
        if verb.passive or verb.form == "participle":
            return next(
                (one for one in clause.phrases if one.mask & NOM and not one.prep and one.spot is None),
                (behind or [None])[0],
            )
        return (behind or fits or [None])[0]

    def _extent(self, phrase: Phrase | None, that: Clause | None, clause: Clause) -> tuple[int, int]:
        if that is not None and phrase is None:
            return that.start, max(one.end for one in self._under(that))
        if phrase is None:
            return 0, 0
        end = phrase.end
        for start, stop in clause.stretches:
            if start <= phrase.at < stop:
                end = stop
        followers = [
            one for one in self.clauses if one.parent is clause and one.link is Link.THAT and one.start >= end
        ]
        end = max([end, *(one.end for follower in followers for one in self._under(follower))])
        return phrase.at, end

    def _under(self, clause: Clause) -> list[Clause]:
        found = [clause]
        for one in self.clauses:
            if one.parent in found and one not in found:
                found.append(one)
        return found

    def _denier(self, verb: Verb, clause: Clause) -> Speaker | None:
        """Return who denies: the subject, "в МИД", the doer of a passive, or whoever spoke last."""
        if verb.passive:
            agent = next(
                (one for one in clause.phrases if one.spot and not one.prep and one.mask & INS), None
            )
            return self.speech.named(agent) if agent is not None else None
        inside = next(
            (one for one in clause.phrases if one.spot and one.prep in _IN and one.mask & LOC), None
        )
        subject = next((one for one in self.linker.subjects(clause, verb) if one.spot is not None), None)
        if inside is not None and (subject is None or (verb.plural and not subject.plural)):
            return self.speech.named(inside)
        if subject is not None:
            return self.speech.named(subject)
        return self.speech.speaker(clause, verb)

    def _called(
        self, verb: Verb, clause: Clause, phrase: Phrase | None, events: Sequence[Event]
    ) -> Denying | None:
        """Read "назвал эти сообщения ложью"."""
        verdict = self._verdict_of(verb, clause)
        if verdict is None:
            return None
        if phrase is not None and phrase.spot is not None:
            return None
        if (
            phrase is not None
            and phrase.lemmas.isdisjoint(self.words.lists["claims"] | _POINTERS | self.words.lists["acts"])
            and phrase.row is None
        ):
            return None
        start, end = (phrase.at, phrase.end) if phrase is not None else (0, 0)
        if phrase is not None and phrase.at > verb.at:
            start, end = self._extent(phrase, None, clause)
        found = self._denying(self._denier(verb, clause), clause, verb.at, start, end, events, phrase=phrase)
        found.first, found.last = min(found.first, verdict), max(found.last, verdict)
        return found

    def _verdict_of(self, verb: Verb, clause: Clause) -> int | None:
        """Return the word of a verdict in the instrumental that *verb* gives."""
        for start, end in clause.stretches:
            for at in range(max(start, 0), end):
                word = self.parts.words[at]
                if (
                    at != verb.at
                    and word.mask & INS
                    and not word.lemmas().isdisjoint(self.words.lists["verdicts"])
                ):
                    return at
        return None

    def _by_noun(self, clause: Clause, events: Sequence[Event]) -> Iterator[Denying]:
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

    def _spread(self, clause: Clause, events: Sequence[Event]) -> Iterator[Denying]:
        """Read "росіяни поширюють фейк" in an official's mouth."""
        spreads = any(
            not verb.lemmas.isdisjoint(self.words.lists["spread"]) and not verb.negated
            for verb in clause.verbs
        )
        verdict = next(
            (
                one
                for one in clause.phrases
                if not one.prep and one.mask & ACC and not one.lemmas.isdisjoint(self.words.lists["verdicts"])
            ),
            None,
        )
        if spreads and verdict is not None:
            found = self._spoken(clause, verdict.head, None, events)
            if found is not None and found.speaker is not None and found.speaker.official:
                found.start, found.end = self._extent(verdict, None, clause)
                yield found

    def _by_verdict(self, clause: Clause, events: Sequence[Event]) -> Denying | None:
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
                        if one.link is Link.THAT
                        and isinstance(one.governor, Phrase)
                        and one.governor.head == at
                    ),
                    None,
                )
                subject = (
                    self._judged(clause, at)
                    if that is None
                    else Phrase(that.start, that.end, that.start, NOM, frozenset(), at=that.start)
                )
                if subject is None and not (clause.quoted or clause.link is Link.THAT):
                    continue
                return self._spoken(clause, at, subject, events)
        return None

    def _false_content(self, at: int, clause: Clause) -> Phrase | None:
        """Return "фейковое видео", "необоснованные обвинения": an assertion that is called false in passing."""
        for phrase in clause.phrases:
            if phrase.start <= at < phrase.head and not phrase.lemmas.isdisjoint(
                self.words.lists["claims"] | self.words.lists["forged"]
            ):
                return phrase
        return None

    def _told_of(self, clause: Clause, at: int, content: Phrase, events: Sequence[Event]) -> Denying | None:
        """Return the denial of "МИД предупредил о фейковом видео": its subject is who says so."""
        verb = clause.main_verb
        if verb is None or verb.negated:
            return None
        speaker = self._denier(verb, clause)
        if speaker is None or not speaker.official or speaker.pointed:
            return None
        return self._denying(speaker, clause, at, content.at, content.end, events, phrase=content)

    def _predicate(self, at: int, clause: Clause, main: Verb | None) -> bool:
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

    def _judged(self, clause: Clause, at: int) -> Phrase | None:
        """Return what a verdict is of: "это", "эти сообщения", or an event."""
        lists = self.words.lists
        for phrase in clause.phrases:
            if phrase.start <= at < phrase.end and phrase.start == phrase.head:
                continue
            word = self.parts.words[phrase.start]
            pointer = word.low in _POINTERS or self.parts.words[phrase.head].low in _POINTERS
            content = (
                not phrase.lemmas.isdisjoint(lists["claims"])
                or phrase.row is not None
                or not phrase.lemmas.isdisjoint(lists["acts"])
            )
            if (pointer or content) and not phrase.prep and phrase.mask & NOM:
                return phrase
        first = self.parts.words[clause.start : at]
        if any(word.low in _POINTERS for word in first):
            return Phrase(clause.start, at, clause.start, NOM, frozenset(), at=clause.start)
        return None

    def _by_statement(self, clause: Clause, events: Sequence[Event]) -> Denying | None:
        """Read "не соответствует действительности", "ничего подобного не было", "таких планов нет"."""
        low = " " + " ".join(self.parts.low(start, end) for start, end in clause.stretches) + " "
        found = self._by_pair(clause, events)
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

    def _by_pair(self, clause: Clause, events: Sequence[Event]) -> Denying | None:
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

    def _place(self, clause: Clause, phrase: str) -> int:
        words = phrase.split()
        lows = [word.low for word in self.parts.words]
        return next(
            (at for at in range(clause.start, len(lows)) if lows[at : at + len(words)] == words), clause.start
        )

    def _spoken(
        self,
        clause: Clause,
        at: int,
        subject: Phrase | None,
        events: Sequence[Event],
        *,
        plan: bool = False,
        last: int = 0,
        statement: bool = False,
    ) -> Denying | None:
        """Return the denial that a statement is where it is somebody's words."""
        sources = list(self.speech.sources(clause))
        speaker = next((one for one in sources if one.official or one.pointed), None)
        if speaker is None and sources:
            speaker = sources[0]
        if speaker is None and not clause.quoted and subject is None and not statement:
            return None
        start, end = (
            (subject.at, max(subject.end, self._reach(subject, clause)))
            if subject is not None
            else (clause.start, clause.end)
        )
        found = self._denying(speaker, clause, at, start, end, events, phrase=subject, plan=plan)
        found.last = max(found.last, last)
        found.plain = speaker is None and not clause.quoted and subject is None
        return found

    def _by_answer(self, clause: Clause, events: Sequence[Event]) -> Denying | None:
        """Read "Россия не нападала, заявил Медведев, отвечая на обвинения": a plain no of an official in answer to a claim."""
        main = clause.main_verb
        if (
            main is None
            or not main.negated
            or main.tense == "future"
            or main.conditional
            or not self._answers()
        ):
            return None
        said = (
            clause.link is Link.THAT or clause.quoted or any(one.alongside is clause for one in self.clauses)
        )
        speaker = next((one for one in self.speech.sources(clause) if one.official), None) if said else None
        if speaker is None or any(one.clause is clause for one in events):
            return None
        return self._denying(speaker, clause, main.at, clause.start, clause.end, events)

    def _answers(self) -> bool:
        """Tell whether the sentence answers a claim: "отвечая на обвинения", "комментируя сообщения"."""
        claims = set(self.words.lists["claims"])
        if any(clause.link is Link.WHETHER for clause in self.clauses):
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

    def _reach(self, subject: Phrase, clause: Clause) -> int:
        """Return where the phrases that complete the subject end: "сообщения о переговорах с Россией"."""
        end = subject.end
        for phrase in clause.phrases:
            if phrase.at == end:
                end = phrase.end
        return end

    def _denying(
        self, speaker: Speaker | None, clause: Clause, at: int, start: int, end: int, events: Sequence[Event], *,
        phrase: Phrase | None = None, plan: bool = False,
    ) -> Denying:  # fmt: skip
        inside = tuple(one for one in events if start <= one.at < end)
        lists = self.words.lists
        planned = plan or (
            bool(inside) and phrase is not None and not phrase.lemmas.isdisjoint(lists["plans"])
        )
        denies = Denies.PLAN if planned else Denies.CONTACT if inside else Denies.CLAIM
        general = phrase is None or not phrase.lemmas.isdisjoint(_GENERAL) or not phrase.lemmas
        pronoun = (
            phrase is None
            or self.parts.words[phrase.head].tag == Tag.PRONOUN
            or phrase.head == phrase.start
            and self.parts.words[phrase.start].low in _POINTERS
        )
        pointing = (
            phrase is None
            or self.parts.words[phrase.start].low in _POINTERS
            or (general and end <= phrase.end)
        )
        return Denying(
            speaker, denies, at, min(at, start) if end else at, max(at, end - 1), start, end, inside, back=not inside and pointing,
            clause=clause, quoted=clause.quoted or speaker is None, just=pronoun or pointing,
        )  # fmt: skip

    def _negated_before(self, at: int) -> bool:
        return at > 0 and self.parts.words[at - 1].tag == Tag.NEGATION
