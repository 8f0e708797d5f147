"""Which parties count as participants of a contact, and its kind, in Russian and Ukrainian."""

from __future__ import annotations

from collections.abc import Sequence

from monitor.extract.cast.model import Party, PartyKind
from monitor.extract.lang.slavic.events import SlavicEvent
from monitor.extract.lang.slavic.sentence import ReadSentence
from monitor.extract.model import (
    ContactKind,
    Participant,
)


class TakingPart:
    """Decides who counts."""

    @staticmethod
    def _doubtful(read: ReadSentence, event: SlavicEvent) -> bool:
        """Tell whether a source is named that vouches for nothing: "со ссылкой на источники"."""
        own = event.clause
        clauses = [
            one for one in read.clauses if one is own or (one.parent is None and one.number > own.number)
        ]
        return any(
            phrase.prep
            and phrase.prep.split()[-1]
            in {"данным", "даними", "информации", "інформацією", "на", "сведениям"}
            and len(phrase.prep.split()) > 1
            and (phrase.spot is None or not phrase.spot.party.official)
            for clause in clauses
            for phrase in clause.phrases
        )

    def _leaders(self, event: SlavicEvent) -> tuple[Participant, ...] | None:
        """Return who of the event's parties count as leaders, or None where they are not of two sides."""
        strong = [one for one in event.parties if one.leader and not one.spokesman]
        apart = event.row.kind is not ContactKind.TALKS or event.row.public
        states = (
            []
            if apart
            else [one for one in event.parties if one.kind in {PartyKind.GOVERNMENT, PartyKind.MOVEMENT}]
        )
        held = {one.side for one in strong}
        both = [*strong, *(one for one in states if one.side not in held)]
        if not strong and (event.row.kind is not ContactKind.TALKS or event.phrase is None):
            return None
        sides = {
            one.side if one.side is not None else one.name
            for one in both
            if one.side or one.kind is PartyKind.GROUP
        }
        if len(sides) < 2:
            return None
        people = [one for one in event.parties if one in both]
        return tuple(self._participant(one, people) for one in people)

    def _participant(self, party: Party, people: Sequence[Party]) -> Participant:
        if party.office == "counterpart" and party.name.endswith("'s counterpart"):
            other = next((one for one in people if one is not party and one.office), None)
            if other is not None and party.side:
                return Participant(
                    name=f"{party.side}'s {other.office}", office=other.office, side=party.side
                )
        return Participant(name=party.name, office=party.office, side=party.side)

    @staticmethod
    def _kind(read: ReadSentence, event: SlavicEvent) -> ContactKind:
        row = event.row
        if row.kind_with:
            for start, end in event.clause.stretches:
                for word in read.parts.words[start:end]:
                    for lemma in word.lemmas():
                        if lemma in row.kind_with:
                            return row.kind_with[lemma]
        return row.kind
