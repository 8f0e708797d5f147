"""Gathers what the sentences of one article say into its facts.

It joins repeats of one contact, finds what a denial denies (in its own sentence or in one
before), keeps who says what, and leaves every fact the words that prove it.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from monitor.article.model import Article
from monitor.extract.attribution import FullNames, claimants
from monitor.extract.bounds import MOST_FACTS
from monitor.extract.clauses import Clause, Group
from monitor.extract.contacts import ContactTrigger
from monitor.extract.denial_mentions import Saying
from monitor.extract.headlined import under_headline
from monitor.extract.merge import as_told, gathered, joined, more
from monitor.extract.model import Contact, ContactStatus, Denial, Denies, Facts
from monitor.extract.participants import participants
from monitor.extract.people import How, Person
from monitor.extract.speech import Speech
from monitor.extract.temporal import read_time

_STANDING = frozenset(
    {
        "any",
        "involvement",
        "responsibility",
        "role",
        "wrongdoing",
        "knowledge",
        "complicity",
        "all",
        "being",
        "having",
    }
)
_BACK = 3
_OPENING = 3
_THAT_WITHIN = 4
_ASKED = frozenset({"whether", "if"})
_STILL = frozenset({"yet", "since", "still"})
_CITED_WITHIN = 6
_UNNAMED = frozenset({"source", "sources", "aide", "aides", "people", "insiders", "persons"})
_REPORTED = frozenset({"reported", "reports"})


_REPORTS = frozenset({"report", "reports", "rumours", "rumors", "claim", "claims", "suggestions"})


@dataclass(slots=True)
class _Seen:
    contact: Contact
    people: frozenset[str]
    sentence: int
    trigger: int
    asked: bool = False

    @property
    def ahead(self) -> bool:
        """Tell whether it is still to come: not what one was asked "whether he had" done."""
        imagined = self.contact.status is ContactStatus.HYPOTHETICAL and not self.asked
        return imagined or self.contact.status is ContactStatus.PLANNED


@dataclass(slots=True)
class ArticleFacts:
    """The facts of one article as they are being read."""

    article: Article
    speech: Speech
    hedges: tuple[str, ...]
    seen: list[_Seen] = field(default_factory=list)
    denials: list[tuple[Denial, _Seen | None]] = field(default_factory=list)
    places: dict[Any, int] = field(default_factory=dict)
    read: int = 0
    number: int = -1
    speaker: Person | None = None
    speaker_at: int = -9
    claim_at: int = -9
    body: Person | None = None
    body_at: int = -9
    pending: list[tuple[int, Clause, Saying]] = field(default_factory=list)
    full_names: FullNames = field(init=False)

    def __post_init__(self) -> None:
        """Get ready to look up who is named in full."""
        self.full_names = FullNames(self.article.text)

    @property
    def full(self) -> bool:
        """Tell whether as many contacts and denials were read as are read of one article."""
        return self.read >= MOST_FACTS

    def turn(self, *, claimed: bool) -> None:
        """Go on to the next sentence; *claimed*: it speaks of a claim."""
        self.number += 1
        if claimed:
            self.claim_at = self.number

    def heard(self, clause: Clause) -> None:
        """Remember who speaks in *clause*."""
        first = clause.groups[0] if clause.groups else None
        if first is not None and first.start <= _OPENING and _plain(first):
            self.body, self.body_at = first.people[0], self.number
        elif clause.low[:1] in (["it"], ["they"]) and self.number - self.body_at <= 1:
            self.body_at = self.number
        group = self.speech.speaker(clause)
        if group is not None:
            self.speaker, self.speaker_at = group.people[0], self.number
            self._settle(group.people[0])

    @property
    def claimed(self) -> bool:
        """Tell whether a claim was spoken of in this sentence or just before: what "not true" answers."""
        return self.number - self.claim_at <= _BACK

    def _settle(self, person: Person) -> None:
        """Give a denial whose speaker was not named yet to the one named in the next sentence."""
        for number, clause, saying in self.pending:
            if self.number - number <= 1:
                self._deny(clause, replace_source(saying, person), number)
        self.pending.clear()

    def sighted(self, clause: Clause, sightings: list[ContactTrigger]) -> None:
        """Take in the contacts of one sentence."""
        self.read += len(sightings)
        for sighting in sightings:
            contact = self._contact(clause, sighting)
            people = frozenset(person.name for person in sighting.people)
            asked = not _ASKED.isdisjoint(clause.low[: sighting.trigger])
            seen = _Seen(contact, people, self.number, sighting.trigger, asked)
            self.seen.append(seen)
            if sighting.status is ContactStatus.DENIED and _STILL.isdisjoint(clause.low):
                self._said_not(clause, sighting, seen)

    def _said_not(self, clause: Clause, sighting: ContactTrigger, seen: _Seen) -> None:
        """Take in who says that there was no such contact as one who denies it."""
        for person in self._sources(clause, sighting):
            if not person.official:
                continue
            denial = Denial(
                by=person.name,
                role=self._role(person),
                official=True,
                denies=Denies.CONTACT,
                evidence=seen.contact.evidence,
                words=seen.contact.words,
            )
            seen.contact = replace(seen.contact, attribution=())
            self._add(seen, denial)

    def _contact(self, clause: Clause, sighting: ContactTrigger) -> Contact:
        sentence = clause.sentence
        said_by = self._sources(clause, sighting)
        status = sighting.status
        if (
            status is ContactStatus.HAPPENED
            and self._hedged(clause, sighting)
            and not self._party(said_by, sighting)
        ):
            status = ContactStatus.CLAIMED
        published = self.article.published.date() if self.article.published else None
        near = sentence.place(sighting.trigger)
        when, on = read_time(sentence.piece.text, near, published)
        sources = [person.name for person in said_by]
        if status is ContactStatus.CLAIMED:
            sources = claimants(clause, sighting.trigger, self.full_names) or sources
        return Contact(
            participants=participants(sighting.people),
            kind=sighting.kind,
            status=status,
            attribution=tuple(sources),
            when=when,
            on=on,
            evidence=(sentence.piece.whole(self.article),),
            words=sentence.stretch(self.article, sighting.first, sighting.last),
        )

    def _sources(self, clause: Clause, sighting: ContactTrigger) -> list[Person]:
        group = self.speech.speaker(clause)
        if group is None:
            return []
        return [
            person
            for person in group.people[:1]
            if group.start > sighting.last or group.end <= sighting.trigger
        ]

    def _hedged(self, clause: Clause, sighting: ContactTrigger) -> bool:
        if any(
            word in _REPORTED and "that" in clause.low[at + 1 : at + _THAT_WITHIN]
            for at, word in enumerate(clause.low[: sighting.trigger])
        ):
            return True
        if _cites_unnamed(clause.low, sighting.last):
            return True
        text = " " + " ".join(clause.low[: sighting.last + 1]) + " "
        return any(hedge in text for hedge in self.hedges)

    @staticmethod
    def _party(sources: Sequence[Person], sighting: ContactTrigger) -> bool:
        sides = {person.side for person in sighting.people}
        return any(
            source in sighting.people or (source.official and source.side in sides) for source in sources
        )

    def denied(self, clause: Clause, sayings: list[Saying]) -> None:
        """Take in the denials of one sentence."""
        self.read += len(sayings)
        for saying in sayings:
            source = saying.source or self._meant(clause, saying)
            if source is not None:
                self._deny(clause, replace_source(saying, source), self.number)
            elif not self.claimed or '"' not in clause.low:
                continue
            elif self.speaker is not None and self.number - self.speaker_at <= 1:
                self._deny(clause, replace_source(saying, self.speaker), self.number)
            else:
                self.pending.append((self.number, clause, saying))

    def _meant(self, clause: Clause, saying: Saying) -> Person | None:
        """Return the body or the people whom "it" or "they" stands for, or None where that is a guess."""
        if not saying.anaphor:
            return None
        named = (group for group in reversed(clause.groups) if group.end < saying.trigger and _plain(group))
        inside = next(named, None)
        if inside is not None:
            return inside.people[0]
        return self.body if self.number - self.body_at <= 1 else None

    def _deny(self, clause: Clause, saying: Saying, number: int) -> None:
        person = saying.source
        if person is None:
            return
        if person.office is None or person.office.endswith("s"):
            self.body, self.body_at = person, number
        seen = self._denied_contact(clause, saying, number)
        plan = saying.about == "plan" or (seen is not None and seen.ahead)
        denies = Denies.PLAN if plan else Denies.CONTACT if seen else Denies.CLAIM
        if seen is not None:
            seen.contact = _after_denial(seen.contact, plan=denies is Denies.PLAN)
        denial = Denial(
            by=person.name,
            role=self._role(person),
            official=person.official,
            denies=denies,
            background=self._background(saying, number),
            evidence=(clause.sentence.piece.whole(self.article),),
            words=clause.sentence.stretch(self.article, saying.trigger, min(saying.last, saying.trigger + 5)),
        )
        self._add(seen, denial)

    def _background(self, saying: Saying, number: int) -> bool:
        """Tell a standing denial ("has denied any involvement") from news, in an article about a contact."""
        news = bool(self.seen) and self.seen[0].sentence == 0
        return saying.perfect and saying.noun in _STANDING and news and number > _BACK

    @staticmethod
    def _role(person: Person) -> str | None:
        parts = [
            part for part in (person.office, person.side) if part and part.lower() != person.name.lower()
        ]
        return ", ".join(parts) or None

    def _denied_contact(self, clause: Clause, saying: Saying, number: int) -> _Seen | None:
        """Return the contact a denial is about: within its scope, or in the sentences just before."""
        near = self._near(number)
        for seen in near:
            inside = saying.first <= seen.trigger <= saying.last + 1
            if seen.sentence == number and inside and (saying.back or saying.trigger <= seen.trigger):
                return seen
            if seen.sentence == number and saying.refers_back and _was_asked(clause, saying, seen.trigger):
                return seen
        if saying.about == "plan" or not saying.refers_back:
            return None
        back = [
            seen
            for seen in near
            if 0 < number - seen.sentence <= _BACK
            and seen.contact.status in {ContactStatus.CLAIMED, ContactStatus.DENIED}
        ]
        here = [
            seen
            for seen in near
            if seen.sentence == number
            and seen.trigger < saying.trigger
            and seen.contact.status is ContactStatus.DENIED
        ]
        found = here or back
        return found[-1] if found else None

    def _near(self, number: int) -> list[_Seen]:
        """Return the contacts of sentence *number*, of those just before and of those after it, in order."""
        near = itertools.takewhile(lambda seen: seen.sentence >= number - _BACK, reversed(self.seen))
        return list(near)[::-1]

    def _add(self, seen: _Seen | None, denial: Denial) -> None:
        """Take in *denial*, with the words of the same one where it was told before."""
        same = (denial.by, denial.denies, denial.background, seen.people if seen else None)
        place = self.places.setdefault(same, len(self.denials))
        if place == len(self.denials):
            self.denials.append((denial, seen))
            return
        other, about = self.denials[place]
        words = more(other.words, denial.words)
        self.denials[place] = (
            replace(other, evidence=more(other.evidence, denial.evidence), words=words),
            about,
        )

    def facts(self) -> Facts:
        """Return all that was read, repeats of one contact joined."""
        for seen, contact in zip(self.seen, as_told([seen.contact for seen in self.seen]), strict=True):
            seen.contact = contact
        contacts = gathered([seen.contact for seen in self.seen])
        denials = [replace(denial, contact=_told(contacts, seen)) for denial, seen in self.denials]
        return Facts(contacts=tuple(contacts), denials=under_headline(denials))


def _cites_unnamed(low: Sequence[str], first: int) -> bool:
    """Tell "…, citing two aides", "… according to people familiar with it" after word *first*."""
    return any(
        (word == "citing" or (word == "to" and low[at - 1] == "according"))
        and not _UNNAMED.isdisjoint(low[at + 1 : at + _CITED_WITHIN])
        for at, word in enumerate(low)
        if at > first
    )


def _plain(group: Group) -> bool:
    """Tell whether *group* is a body, or several people, as a subject."""
    subject = not group.oblique and not group.possessive and bool(group.people)
    mention = group.mentions[0]
    return subject and (group.body or (mention.how is How.OFFICE and (mention.office or "").endswith("s")))


def _was_asked(clause: Clause, saying: Saying, trigger: int) -> bool:
    """Tell whether word *trigger* is in what a denial answers: "not the case," he said when asked about …."""
    between = clause.low[saying.trigger : trigger]
    said = between.index("said") if "said" in between else len(between)
    return "asked" in between or not _REPORTS.isdisjoint(between[said:])


def replace_source(saying: Saying, person: Person) -> Saying:
    """Return *saying* as said by *person*."""
    return replace(saying, source=person)


def _after_denial(contact: Contact, *, plan: bool) -> Contact:
    """Return *contact* as it stands once it, or the plan of it, has been denied."""
    if plan:
        return (
            replace(contact, status=ContactStatus.REFUSED)
            if contact.status in {ContactStatus.PLANNED, ContactStatus.HYPOTHETICAL}
            else contact
        )
    told = {ContactStatus.HAPPENED, ContactStatus.CLAIMED, ContactStatus.HYPOTHETICAL}
    return replace(contact, status=ContactStatus.DENIED) if contact.status in told else contact


def _told(contacts: list[Contact], seen: _Seen | None) -> Contact | None:
    """Return the fact that the sighting went into."""
    if seen is None:
        return None
    return next((contact for contact in contacts if joined(contact, seen.contact) is not None), seen.contact)
