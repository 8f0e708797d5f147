"""Gathers what the sentences of a Russian or Ukrainian article say, and joins what refers back.

Contacts, denials, and what points back.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from monitor.article.model import Article, Span
from monitor.extract.bounds import LONG_SENTENCE, MANY_FACTS, MOST_CHARACTERS, MOST_FACTS
from monitor.extract.cast.model import Party
from monitor.extract.factuality.algebra import UNTOLD
from monitor.extract.factuality.governors import Effect
from monitor.extract.lang.pack import Pack
from monitor.extract.lang.slavic.cues import Cues
from monitor.extract.lang.slavic.denied import Denying
from monitor.extract.lang.slavic.events import SlavicEvent
from monitor.extract.lang.slavic.lines import whole_lines
from monitor.extract.lang.slavic.names import load_names
from monitor.extract.lang.slavic.parties import PartyReader
from monitor.extract.lang.slavic.roster import Roster
from monitor.extract.lang.slavic.sentence import ReadSentence
from monitor.extract.lang.slavic.speech import Speaker
from monitor.extract.lang.slavic.structure import SlavicLink
from monitor.extract.lang.slavic.taking_part import TakingPart
from monitor.extract.lang.slavic.taught import taught_pack
from monitor.extract.lang.slavic.times import is_recalled, read_time
from monitor.extract.lang.slavic.verb_scopes import Value
from monitor.extract.lexicon import Lexicon
from monitor.extract.merge import as_told, gathered, joined, more
from monitor.extract.model import (
    Contact,
    ContactStatus,
    Denial,
    Denies,
    Facts,
)
from monitor.extract.pieces import sentence_pieces
from monitor.extract.tokens import SentencePiece

_BACK = 3
_NEAR = 2
_TAKEN_PLACE = frozenset({ContactStatus.HAPPENED, ContactStatus.CLAIMED})


@dataclass(slots=True)
class _Found:
    contact: Contact
    event: SlavicEvent
    value: Value
    sentence: int
    loose: bool = False
    """said by somebody who is neither a party nor an official: a pointer may deny it."""


_Waiting = tuple[int, ReadSentence, Denying, Sequence[_Found]]
"""A denial whose speaker its sentence does not name.

With the number of that sentence and the contacts in it.
"""


class Story(TakingPart):
    """One article being read."""

    def __init__(self, article: Article, language: str, lexicon: Lexicon, cues: Cues) -> None:
        self.article = article
        self.language = language
        self.taught = taught_pack(language, lexicon)
        self.pack: Pack = self.taught.pack
        self.cast = Roster(language)
        self.people = PartyReader(load_names(language, lexicon), language, self.cast, lexicon)
        self.cues = cues
        self.found: list[_Found] = []
        self.denials: list[tuple[Denial, _Found | None]] = []
        self.heard: list[ReadSentence] = []
        self.last_speaker: Speaker | None = None
        self.pending: list[_Waiting] = []
        self.readings: list[ReadSentence] = []
        """the sentences that were read in full, for who asks why."""
        self.notes: list[str] = []
        self.number = -1

    def facts(self) -> Facts:
        """Return all that was read, repeats of one contact joined."""
        for piece in whole_lines(sentence_pieces(self.article)):
            self.number += 1
            if len(self.found) + len(self.denials) >= MOST_FACTS:
                self.notes.append(MANY_FACTS)
                break
            if len(piece.text) <= MOST_CHARACTERS:
                self._sentence(piece)
            elif LONG_SENTENCE not in self.notes:
                self.notes.append(LONG_SENTENCE)
        self._settle(self.pending, None)
        return self._told()

    def _told(self) -> Facts:
        for found, contact in zip(self.found, as_told([one.contact for one in self.found]), strict=True):
            found.contact = contact
        contacts = tuple(gathered([one.contact for one in self.found]))
        denials = tuple(replace(denial, contact=_joined(contacts, found)) for denial, found in self.denials)
        return Facts(contacts=contacts, denials=denials, notes=tuple(self.notes))

    def _sentence(self, piece: SentencePiece) -> None:
        tagged = self.pack.tag(piece, self.number)
        marks = self.taught.mark(piece.text, tagged.tokens)  # type: ignore[arg-type]
        read = ReadSentence(tagged, self.people.read(tagged.tokens), self.pack, marks)  # type: ignore[arg-type]
        cued = self.cues.any_in(piece.text) or self.taught.any_in(piece.text)
        if self.heard and cued:
            read.before, read.spoke = self.heard[-1].subject, self._spoke_before(self.number)
            read.both = self.heard[-1].several
        waiting, self.pending = self.pending, []
        if cued:
            self.readings.append(read)
            self._read(read)
        self._settle(waiting, read)
        self.heard = [*self.heard[-_BACK:], read]

    def _read(self, read: ReadSentence) -> None:
        here = [found for event in read.events if (found := self._contact(read, event)) is not None]
        self.found += here
        for denying in read.denials:
            self._deny(read, denying, here)
        for found in here:
            self._said_not(read, found)

    def _contact(self, read: ReadSentence, event: SlavicEvent) -> _Found | None:
        people = self._leaders(event)
        if people is None:
            return None
        value = read.scopes.value(event)
        sources = [*read.speech.sources(event.clause), *read.speech.of_content(event.phrase, event.clause)]
        loose = bool(sources) and not any(one.official or one.pointed for one in sources)
        if (
            value is ContactStatus.HAPPENED
            and loose
            and not any(one.party in event.parties for one in sources)
        ):
            outlet = event.clause.link is SlavicLink.THAT and any(
                one.party is not None and not one.official for one in sources
            )
            value = ContactStatus.CLAIMED if outlet or self._doubtful(read, event) else value
        if value == UNTOLD:
            return None
        published = self.article.published.date() if self.article.published else None
        at = read.tagged.tokens[event.at].start
        when, on = read_time(read.tagged.piece.text, at, published)
        names = [self._name(source) for source in sources]
        contact = Contact(
            participants=people,
            kind=self._kind(read, event),
            status=ContactStatus(value),
            attribution=tuple(dict.fromkeys(name for name in names if name)),
            when=when,
            on=on,
            evidence=(read.tagged.piece.whole(self.article),),
            words=self._words(read, event.first, event.last),
            standing=value in _TAKEN_PLACE and is_recalled(read.tagged.piece, (when, on), published),
            strength="ranked" if event.ranked else "direct",
        )
        return _Found(contact, event, value, self.number, loose)

    def _words(self, read: ReadSentence, first: int, last: int) -> tuple[Span, ...]:
        start, end = read.place(first, last)
        piece = read.tagged.piece
        return (self.article.slice(piece.field, piece.offset + start, piece.offset + end),)

    def _name(self, speaker: Speaker) -> str:
        if not speaker.pointed:
            return speaker.name
        meant = self._meant(speaker)
        return meant.name if meant is not None else ""

    def _meant(self, speaker: Speaker | None) -> Speaker | None:
        """Return who "он", or nobody in this sentence, stands for: who spoke last in the sentences before."""
        if speaker is not None and not speaker.pointed:
            return speaker
        for read in reversed(self.heard):
            spoke = list(read.speakers())
            if spoke:
                self.last_speaker = spoke[-1]
                break
        return self.last_speaker

    def _deny(self, read: ReadSentence, denying: Denying, here: Sequence[_Found]) -> None:
        if denying.speaker is None:
            if denying.quoted:
                self.pending.append((self.number, read, denying, here))
            return
        speaker = self._meant(denying.speaker)
        if speaker is None or speaker.party is None:
            return
        self._denied_by(read, denying, speaker.party, here)

    def _settle(self, waiting: Sequence[_Waiting], read: ReadSentence | None) -> None:
        """Give a denial whose speaker was not named to who spoke in the sentences before.

        Or is named in the next.
        """
        for number, before, denying, here in waiting:
            speaker = None if denying.plain else self._spoke_before(number)
            if denying.plain and (read is None or not read.points_back):
                continue
            if speaker is None and read is not None and self.number - number == 1:
                speaker = next(iter(read.speakers()), None)
            if speaker is not None and speaker.party is not None and speaker.official:
                self._denied_by(before, denying, speaker.party, here)

    def _spoke_before(self, number: int) -> Speaker | None:
        """Return who spoke last in the sentences just before sentence *number*.

        Where it was somebody official.
        """
        for read in reversed(self.heard):
            if number - _NEAR <= read.tagged.number < number:
                spoke = list(read.speakers())
                if spoke:
                    return spoke[-1]
        return None

    def _denied_by(self, read: ReadSentence, denying: Denying, party: Party, here: Sequence[_Found]) -> None:
        about = next((one for one in here if one.event in denying.events), None)
        if about is None and denying.back:
            about = self._before(denying)
        plan = denying.denies is Denies.PLAN or (
            about is not None and about.value in {ContactStatus.PLANNED, ContactStatus.HYPOTHETICAL}
        )
        if about is not None and not plan:
            self._denied(about, judged=denying.judged)
        denies = Denies.PLAN if plan else Denies.CONTACT if about is not None else Denies.CLAIM
        self._add(read, party, denies, about, denying)

    @staticmethod
    def _denied(found: _Found, *, judged: bool) -> None:
        """Let a contact that was told be denied; *judged*: by a verdict on the words that tell of it."""
        unclear = judged and found.value is ContactStatus.UNCLEAR
        if unclear or found.value in {ContactStatus.HAPPENED, ContactStatus.CLAIMED}:
            found.value = ContactStatus.DENIED
            found.contact = replace(found.contact, status=ContactStatus.DENIED)

    def _before(self, denying: Denying) -> _Found | None:
        """Return the contact of the sentences before that "это", "эта информация" points to."""
        for found in reversed(self.found):
            if self.number - found.sentence > _BACK:
                return None
            before = found.sentence < self.number or (
                denying.clause is not None and found.event.clause.number < denying.clause.number
            )
            just = denying.just and self.number - found.sentence == 1
            told = found.loose or just or found.value in {ContactStatus.CLAIMED, ContactStatus.DENIED}
            if before and told:
                return found
        return None

    def _said_not(self, read: ReadSentence, found: _Found) -> None:
        """Take in who says that there was no such contact as one who denies it.

        And "не планируется" as a plan denied.
        """
        if any(about is found for _, about in self.denials):
            return
        unplanned = found.value is ContactStatus.REFUSED and self._unplanned(read, found.event)
        if found.value is not ContactStatus.DENIED and not unplanned:
            return
        if read.scopes.still_open(found.event.clause) or found.event.row.topic:
            return
        for source in read.speech.sources(found.event.clause):
            speaker = self._meant(source)
            if speaker is None or speaker.party is None or not speaker.official:
                continue
            found.contact = replace(found.contact, attribution=())
            denies = Denies.PLAN if unplanned else Denies.CONTACT
            self._add(read, speaker.party, denies, found, found.event)
            return

    @staticmethod
    def _unplanned(read: ReadSentence, event: SlavicEvent) -> bool:
        """Tell "встреча не планируется" from "он не планирует встречу"."""
        if event.phrase is None:
            return False
        verb = read.linker.governing_verb(event.phrase, event.clause)
        if verb is None or not verb.negated or event.phrase.prep:
            return False
        return (
            any(
                (row := read.pack.governors.get("verb", lemma)) is not None
                and row.effects.get("subject") is Effect.PLAN
                for lemma in verb.lemmas
            )
            and read.linker.own_subject(event.clause) is None
        )

    def _add(
        self,
        read: ReadSentence,
        party: Party,
        denies: Denies,
        about: _Found | None,
        told: Denying | SlavicEvent,
    ) -> None:
        """Take in a denial, with the words of the same one where it was told before."""
        start, end = (told.start, told.end) if isinstance(told, Denying) else (told.first, told.last + 1)
        party = self.cast.meant(party)
        side = party.side or (self.cast.home(party) if party.office and party.official else None)
        parts = [part for part in (party.office, side) if part and part.lower() != party.name.lower()]
        denial = Denial(
            by=party.name,
            role=", ".join(parts) or None,
            official=party.official,
            denies=denies,
            evidence=(read.tagged.piece.whole(self.article),),
            denied=self._words(read, start, end - 1)[0] if end > start else None,
            words=self._words(read, told.first, told.last),
        )
        for place, (other, found) in enumerate(self.denials):
            if (other.by, other.denies) == (denial.by, denial.denies) and _same(found, about):
                self.denials[place] = (
                    replace(
                        other,
                        evidence=more(other.evidence, denial.evidence),
                        words=more(other.words, denial.words),
                    ),
                    found,
                )
                return
        self.denials.append((denial, about))


def _same(one: _Found | None, two: _Found | None) -> bool:
    if one is two or one is None or two is None:
        return one is two
    return joined(one.contact, two.contact) is not None


def _joined(contacts: tuple[Contact, ...], found: _Found | None) -> Contact | None:
    """Return the contact that the one of a denial went into."""
    if found is None:
        return None
    mine = found.contact
    return next((one for one in contacts if joined(one, mine) is not None), mine)
