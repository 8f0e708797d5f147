"""Stand-in for the cast while it is built: the old mention reader's people as parties."""

from __future__ import annotations

from monitor.extract.cast.model import How, Mention, Party, PartyKind
from monitor.extract.lexicon import Lexicon
from monitor.extract.mentions import MentionReader
from monitor.extract.people import How as OldHow
from monitor.extract.people import Person
from monitor.extract.syntax.model import Tagged
from monitor.extract.tokens import Sentence

_HOW = {OldHow.NAME: How.NAME, OldHow.OFFICE: How.OFFICE}


class OldCast:
    def __init__(self, lexicon: Lexicon) -> None:
        self.mentions = MentionReader(lexicon)
        self.lexicon = lexicon

    def read(self, sentences: list[Tagged]) -> None:
        parties: dict[object, Party] = {}
        old = [Sentence([t.raw for t in s.tokens], [t.low for t in s.tokens], s.piece) for s in sentences]
        for tagged, found in zip(sentences, self.mentions.read(old), strict=False):
            for one in sorted(found, key=lambda m: m.start):
                people = [p for p in one.people]
                if not people or any(m.end > one.start for m in tagged.mentions):
                    continue
                members = tuple(self._party(p, parties) for p in people)
                party = (
                    members[0]
                    if len(members) == 1
                    else Party(
                        " and ".join(m.name for m in members),
                        PartyKind.GROUP,
                        members=members,
                        leader=all(m.leader for m in members),
                    )
                )
                how = _HOW.get(one.how, How.POINTER)
                tagged.mentions.append(Mention(one.start, one.end, one.end - 1, party, how))

    @staticmethod
    def _party(p: Person, parties: dict[object, Party]) -> Party:
        key = (p.name, p.office)
        if key not in parties:
            kind = PartyKind.PERSON
            if p.several:
                kind = PartyKind.GROUP
            elif p.office is None and p.side == p.name:
                kind = PartyKind.GOVERNMENT
            parties[key] = Party(p.name, kind, p.office, p.side, leader=p.leader, official=p.official)
        return parties[key]
