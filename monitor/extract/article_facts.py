"""Gathers what the sentences of one article report into its facts (`Facts`).

It joins repeats of one contact, finds what a denial denies (in its own sentence or in one
before), keeps who says what, and leaves every fact the words that prove it.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from monitor.article.model import Article, Span
from monitor.extract.bounds import MOST_FACTS
from monitor.extract.cast.model import Party, PartyKind
from monitor.extract.countered import contradicted, unsure
from monitor.extract.denial.answers import Answers
from monitor.extract.denial.model import Saying
from monitor.extract.denial.official import Officials
from monitor.extract.denial.shown import ShownDenier
from monitor.extract.factuality.algebra import UNTOLD
from monitor.extract.factuality.attribution import Attribution
from monitor.extract.factuality.judgement import Judgement
from monitor.extract.factuality.standing import is_last_time, is_standing
from monitor.extract.frames.events import Event, Strength
from monitor.extract.frames.topic import Topic
from monitor.extract.headlined import under_headline
from monitor.extract.lang.pack import Pack
from monitor.extract.merge import as_told, gathered, more
from monitor.extract.model import Contact, ContactStatus, Denial, Denies, Facts, Participant
from monitor.extract.prefilter.choice import Choice
from monitor.extract.seen import Seen
from monitor.extract.sentence import SentenceReading
from monitor.extract.syntax.joins import parties as named
from monitor.extract.syntax.model import Parsed, Tag, Tagged, Type
from monitor.extract.temporal import read_time

_BACK = 3
_NEAR = 1
_PERSONAL = frozenset({"he", "she"})
_BODIES = frozenset({PartyKind.BODY, PartyKind.GOVERNMENT, PartyKind.MOVEMENT})
_TOLD = frozenset({ContactStatus.HAPPENED, ContactStatus.CLAIMED, ContactStatus.DENIED})
_TAKEN_PLACE = _TOLD - {ContactStatus.DENIED}
_AHEAD = frozenset({ContactStatus.PLANNED, ContactStatus.HYPOTHETICAL, ContactStatus.REFUSED})


@dataclass(slots=True)
class ArticleFacts:
    """The facts of one article as they are being read."""

    article: Article
    pack: Pack
    seen: list[Seen] = field(default_factory=list)
    denials: list[tuple[Denial, Seen | None]] = field(default_factory=list)
    places: dict[Any, int] = field(default_factory=dict)
    readings: list[SentenceReading] = field(default_factory=list)
    read: int = 0
    number: int = -1
    before: Tagged | None = None
    topic: Topic = field(default_factory=Topic)
    speaker: Party | None = None
    speaker_at: int = -9
    pending: list[tuple[int, SentenceReading, Saying]] = field(default_factory=list)
    answers: Answers = field(init=False)
    officials: Officials = field(init=False)
    attribution: Attribution = field(init=False)
    shown: ShownDenier = field(init=False)

    def __post_init__(self) -> None:
        """Take the lists of the pack that are asked at every sentence."""
        self.answers = Answers(self.pack)
        self.officials = Officials(self.pack)
        self.attribution = Attribution(self.pack)
        self.shown = ShownDenier(self.pack)

    @property
    def full(self) -> bool:
        """Tell whether as many contacts and denials were read as are read of one article."""
        return self.read >= MOST_FACTS

    def turn(self, number: int, *, claimed: bool) -> None:
        """Go on to sentence *number*; *claimed*: it speaks of a claim."""
        self.number = number
        self.answers.turn(number, claimed=claimed)

    def take(self, reading: SentenceReading, choice: Choice) -> None:
        """Take in one sentence."""
        self.readings.append(reading)
        self.answers.hear(reading.tagged)
        if choice.talks or choice.denies:
            self._contacts(reading)
        if choice.denies or reading.denials:
            self._denied(reading)
        self.passed(reading.tagged, reading.speaker)

    def passed(self, tagged: Tagged, speaker: Party | None) -> None:
        """Take in who a sentence is about and who speaks in it."""
        self.topic.take(tagged, self.number)
        self.shown.take(tagged, self.number)
        self.answers.heard(tagged)
        self.heard(speaker)
        self.before = tagged

    def _contacts(self, reading: SentenceReading) -> None:
        told: list[tuple[Event, Judgement, ContactStatus]] = []
        for event, judgement in reading.events:
            self.topic.fill(event, reading.parsed, self.number)
            status = self._status(event, judgement, reading.parsed) if event.parties else None
            if status is not None:
                told.append((event, judgement, status))
        surely = [frozenset(event.parties) for event, _, status in told if status in _TOLD]
        for event, judgement, status in told:
            self.read += 1
            bystander = event.strength is not Strength.DIRECT or not any(event.slots.values())
            if bystander and status not in _TOLD and frozenset(event.parties) in surely:
                event.dropped = "what those in contact talk of"
                continue
            contact = self._contact(reading, event, judgement, status)
            people = frozenset(person.name for person in contact.participants)
            self.seen.append(Seen(contact, people, self.number, event.trigger, event, judgement))

    def _status(self, event: Event, judgement: Judgement, parsed: Parsed) -> ContactStatus | None:
        """Return what is told of *event*; None where nothing is."""
        if judgement.status == UNTOLD:
            event.dropped = "made up"
            return None
        status = ContactStatus(judgement.status)
        groups = self.attribution.groups(event, judgement, parsed)
        undone = status is ContactStatus.DENIED
        own = judgement.negated and judgement.denying is None
        if undone and (event.predicate.presupposed or (event.predicate.topic and (own or _talked_of(event)))):
            event.dropped = "what was not talked of"
            return None
        if own and undone:
            sources = [party for group in groups for party in self.attribution.parties(group)]
            if not any(source.official or source.leader for source in sources):
                return ContactStatus.UNCLEAR
        if status in _TAKEN_PLACE and unsure(event, judgement, parsed, self.pack.grammar):
            return ContactStatus.UNCLEAR
        if status is ContactStatus.HAPPENED and self.attribution.unnamed(groups):
            return ContactStatus.CLAIMED
        return status

    def _contact(
        self, reading: SentenceReading, event: Event, judgement: Judgement, status: ContactStatus
    ) -> Contact:
        tagged = reading.tagged
        groups = self.attribution.groups(event, judgement, reading.parsed)
        published = self.article.published.date() if self.article.published else None
        when, on = read_time(tagged.piece.text, tagged.tokens[event.trigger].start, published)
        words = self.pack.grammar
        standing = is_standing(event, judgement, (when, on), published, words)
        standing = standing or is_last_time(event, tagged.tokens, words)
        return Contact(
            participants=tuple(
                Participant(name=party.name, office=party.office, side=party.side) for party in event.parties
            ),
            kind=event.kind,
            status=status,
            attribution=self.attribution.names(groups, reading.parsed),
            when=when,
            on=on,
            evidence=(tagged.piece.whole(self.article),),
            words=(self.words(tagged, event.first, event.last),),
            strength=event.strength.value,
            standing=standing and not tagged.headline,
        )

    def words(self, tagged: Tagged, first: int, last: int) -> Span:
        """Return tokens *first* to *last* as they stand in the article."""
        offset = tagged.piece.offset
        start, end = tagged.tokens[first].start, tagged.tokens[last].end
        return self.article.slice(tagged.piece.field, offset + start, offset + end)

    # denials

    def _denied(self, reading: SentenceReading) -> None:
        """Take in the denials of one sentence."""
        for saying in reading.denials:
            self.read += 1
            if not self.answers.needed(saying):
                continue
            denier = saying.denier or self._pointed(reading, saying) or self._heard(reading)
            if denier is None:
                quoted = saying.clause is not None and saying.clause.quoted
                personal = saying.pointer >= 0 and reading.tagged.tokens[saying.pointer].low in _PERSONAL
                if quoted or personal:
                    self.pending.append((self.number, reading, saying))
                continue
            self._deny(reading, saying, denier, self.number)

    def _pointed(self, reading: SentenceReading, saying: Saying) -> Party | None:
        """Return the body, movement or government that "it", "they", "the group" stand for.

        The nearest before.
        """
        if saying.pointer < 0 or reading.tagged.tokens[saying.pointer].low in _PERSONAL:
            return None
        low, high = saying.said or (0, 0)
        inside = [one for one in reading.parsed.clauses if low <= one.verb.start < min(high, saying.pointer)]
        for party in (party for clause in inside for party in named(clause.subject)):
            if party.kind in _BODIES and party.official:
                return party  # "accused Iran of arming rebels, a charge it denies"
        before = [one for one in reading.tagged.mentions if one.end <= saying.pointer]
        for party in (one.party for one in reversed(before)):
            if party.kind in _BODIES and party.official:
                return party
        earlier = self.before
        if earlier is None or self.number - earlier.number > _NEAR:
            return None
        told = (mention.party for mention in earlier.mentions)
        return next((one for one in told if one.kind in _BODIES and one.official), None)

    def _heard(self, reading: SentenceReading) -> Party | None:
        """Return who was heard just before, for a quote that goes on."""
        tokens = reading.tagged.tokens
        goes_on = bool(tokens) and tokens[0].tag == Tag.QUOTE and reading.speaker is None
        goes_on = goes_on and not self._said_by_another(reading.parsed)
        if goes_on and self.speaker is not None and self.number - self.speaker_at <= 1:
            return self.speaker
        return None

    def _said_by_another(self, parsed: Parsed) -> bool:
        """Tell a quote with "said one expert" beside it, who is nobody known, from one that goes on."""
        return any(
            one.verb.lemma in self.pack.grammar.speech and one.verb.finite and not one.quoted
            for one in parsed.clauses
        )

    def heard(self, speaker: Party | None) -> None:
        """Remember who speaks; give a quote before it, whose speaker was not named, to them."""
        if speaker is None:
            return
        for number, before, saying in self.pending:
            if self.number - number <= 1:
                self._deny(before, saying, speaker, number)
        self.pending.clear()
        self.speaker, self.speaker_at = speaker, self.number

    def _deny(self, reading: SentenceReading, saying: Saying, denier: Party, number: int) -> None:
        seen = self._about(saying, number, denier) or self._such_plan(reading, saying, number)
        if seen is None and saying.of_contact:
            return
        plan = saying.plan or (seen is not None and seen.ahead)
        denies = Denies.PLAN if plan else Denies.CONTACT if seen else Denies.CLAIM
        if seen is not None:
            seen.deny(denier, plan=plan)
        tagged = reading.tagged
        span = saying.denied
        by, role = self.shown.of(reading.parsed, saying, denier, number)
        denial = Denial(
            by=by,
            role=role,
            official=self.officials.speaks(denier, saying, reading.parsed, self._context(number)),
            denies=denies,
            background=self._background(saying, number),
            standing=saying.standing,
            denied=self.words(tagged, span[0], span[1] - 1) if span is not None else None,
            evidence=(tagged.piece.whole(self.article),),
            words=(self.words(tagged, saying.first, max(saying.first, saying.last)),),
        )
        self._add(seen, denial)

    def _context(self, number: int) -> Tagged | None:
        """Return the sentence before sentence *number*."""
        before = self.before
        return before if before is not None and before.number in {number - 1, number - 2} else None

    def _background(self, saying: Saying, number: int) -> bool:
        """Tell a standing denial ("has denied any involvement") from news, in an article about a contact."""
        news = bool(self.seen) and self.seen[0].sentence == 0
        return saying.standing and not saying.events and news and number > _BACK

    def _about(self, saying: Saying, number: int, denier: Party) -> Seen | None:
        """Return the contact a denial is about: within its scope, or in the sentences just before."""
        for seen in reversed(self.seen):
            within = seen.sentence == number and any(seen.event is event for event in saying.events)
            if within and seen.judgement.status is not ContactStatus.HAPPENED and not seen.judgement.spared:
                return seen
        if saying.kind and not saying.points:
            told = (
                one
                for one in reversed(self.seen)
                if number - one.sentence <= _NEAR and one.sentence <= number
            )
            return next((one for one in told if one.doubted and one.named(saying.kind)), None)
        if not saying.points or saying.plan:
            return None
        for seen in reversed(self.seen):
            if number - seen.sentence > _BACK:
                return None
            near = number - seen.sentence <= _NEAR and seen.answered(saying.kind, denier)
            if seen.sentence <= number and (seen.doubted or near) and not seen.judgement.spared:
                return seen
        return None

    def _such_plan(self, reading: SentenceReading, saying: Saying, number: int) -> Seen | None:
        """Return the contact whose plan, told just before or as the news, "no such plans" denies."""
        low, high = saying.said or (0, 0)
        words = {token.low for token in reading.tagged.tokens[low:high]}
        if not saying.plan or saying.events or words.isdisjoint(self.pack.grammar.such):
            return None
        near = (one for one in reversed(self.seen) if not one.sentence or 0 <= number - one.sentence <= _BACK)
        return next((one for one in near if one.contact.status in _AHEAD), None)

    def _add(self, seen: Seen | None, denial: Denial) -> None:
        """Take in *denial*, with the words of the same one where it was told before."""
        same = (denial.by, denial.denies, denial.background, seen.people if seen else None)
        place = self.places.setdefault(same, len(self.denials))
        if place == len(self.denials):
            self.denials.append((denial, seen))
            return
        other, about = self.denials[place]
        words = more(other.words, denial.words)
        evidence = more(other.evidence, denial.evidence)
        self.denials[place] = (replace(other, evidence=evidence, words=words), about)

    def facts(self) -> Facts:
        """Return all that was read, repeats of one contact joined."""
        contradicted(self.seen, self.pack.grammar)
        for seen, contact in zip(self.seen, as_told([seen.contact for seen in self.seen]), strict=True):
            seen.contact = contact
        contacts = gathered([seen.contact for seen in self.seen])
        denials = [
            replace(denial, contact=seen.among(contacts) if seen else None) for denial, seen in self.denials
        ]
        return Facts(contacts=tuple(contacts), denials=under_headline(denials))


def _talked_of(event: Event) -> bool:
    """Tell "denied that they had discussed arms", which is of the arms, from "denied having talked"."""
    clause = event.clause
    return clause is not None and any(one.type is not Type.PARTY for one in clause.objects)
