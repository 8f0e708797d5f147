"""Who denies officially: whoever speaks for a state, an army, a party; not who answers for himself alone."""

from __future__ import annotations

import re

from monitor.extract.cast.model import How, Mention, Party, PartyKind
from monitor.extract.denial.model import Saying
from monitor.extract.lang.pack import Pack
from monitor.extract.syntax.model import Form, Parsed, Tag, Tagged

_PRIVATE = ("chief executive", "executive officer", "vice president of operations")
_FORMER = ("ex-",)
_UNITED = {"union"}
"""the European and the African Union are private to nobody"""
_WORD = re.compile(r"[\w'-]+")


class Officials:
    """Judges deniers by the words of their offices."""

    def __init__(self, pack: Pack) -> None:
        """Take the lists of *pack*."""
        self.unofficial = pack.denials.lists["unofficial"]
        self.speaking = pack.denials.lists["speaking"]
        self.private = pack.denials.lists["private"]
        self.public = pack.denials.lists["public"]
        self.charged = pack.denials.lists["charged"]
        self.court = pack.denials.lists["court"]
        self.collective = tuple(pack.denials.lists["collective"])
        self.particles = pack.denials.lists["particles"]
        self.titles = pack.denials.lists["courtesy"]

    def speaks(self, party: Party, saying: Saying, parsed: Parsed, before: Tagged | None) -> bool:
        """Tell whether what *party* denies with *saying* in *parsed* is an official denial."""
        if (
            saying.private
            or self._of_club(party)
            or self._no_state(party, parsed)
            or self._defendant(party, parsed, before)
        ):
            return False
        office = (party.office or "").lower()
        if party.kind in {PartyKind.PERSON, PartyKind.OTHER} and not office:
            office = party.name.lower() if not party.leader else ""
        words = set(_WORD.findall(office))
        if party.office and party.office in party.name:
            words |= set(_WORD.findall(party.name.lower()))  # "Tennis Club spokesperson"
        if party.kind is PartyKind.GROUP and party.side is None:
            words |= self._before(party, parsed)  # "hotel officials"
        if self._past(party, office) or (not party.leader and self._for_himself(words)):
            return False
        speaks = party.side is not None and bool(words & self.speaking)
        if party.official or party.kind is not PartyKind.PERSON:
            return party.official or self._serves(party, parsed)
        if speaks or party.office:
            return speaks
        return self._unintroduced(party, parsed, before)

    def _of_club(self, party: Party) -> bool:
        """Tell "Jo Dee, leader of the Moss Hunt", from who leads a state or party."""
        last = set(_WORD.findall((party.side or "").lower())[-1:])
        return party.kind is PartyKind.PERSON and bool((last - _UNITED) & self.private)

    def _no_state(self, party: Party, parsed: Parsed) -> bool:
        """Tell "the Russian", one of them, and "Insulate Britain", who campaign, from a state."""
        if party.kind is not PartyKind.GOVERNMENT:
            return False
        tokens = parsed.tagged.tokens
        mine = [one for one in parsed.tagged.mentions if one.party is party]
        if not mine:
            return False
        before = [tokens[one.start - 1] for one in mine if one.start]
        named = any(one.tag == Tag.VERB and one.form == Form.BASE and one.raw[:1].isupper() for one in before)
        return named or all(
            one.how is How.DEMONYM and not tokens[one.head].low.endswith(self.collective) for one in mine
        )

    @staticmethod
    def _mentions(party: Party, tagged: Tagged) -> list[Mention]:
        return [one for one in tagged.mentions if one.party is party]

    def _defendant(self, party: Party, parsed: Parsed, before: Tagged | None) -> bool:
        """Tell "He denies it" of whom the sentence before tells that he was charged in court."""
        if before is None or party.kind is not PartyKind.PERSON or not self._mentions(party, before):
            return False
        tokens = parsed.tagged.tokens
        here = self._mentions(party, parsed.tagged)
        if not here or any(tokens[one.head].tag != Tag.PRONOUN for one in here):
            return False
        told = " ".join(token.low for token in before.tokens)
        return any(phrase in told for phrase in self.charged)

    def _serves(self, party: Party, parsed: Parsed) -> bool:
        """Tell "President Osei's advisers", who speak for a leader, from any group."""
        tokens = parsed.tagged.tokens
        return party.kind is PartyKind.GROUP and any(
            tokens[one.head].lemma in self.speaking and one.possessor is not None and one.possessor.leader
            for one in self._mentions(party, parsed.tagged)
        )

    def _before(self, party: Party, parsed: Parsed) -> set[str]:
        """Return the words just before a group of officials that say of what they are."""
        tokens = parsed.tagged.tokens
        return {
            tokens[one.start - 1].low
            for one in self._mentions(party, parsed.tagged)
            if one.start and tokens[one.start - 1].tag in {Tag.NOUN, Tag.NAME}
        }

    @staticmethod
    def _past(party: Party, office: str) -> bool:
        """Tell who held an office once, or holds one in a company."""
        name = party.name.lower()
        former = "former" in _WORD.findall(name)[:1] or office.startswith(_FORMER) or name.startswith(_FORMER)
        return former or office.endswith(_PRIVATE)

    def _for_himself(self, words: set[str]) -> bool:
        """Tell a senator, a lawyer, a club's spokesman by the words of their offices."""
        return bool(words & self.private or (words & self.unofficial and not words & self.speaking))

    def _unintroduced(self, party: Party, parsed: Parsed, before: Tagged | None) -> bool:
        """Tell "Mr Sato denied" in a passage of public affairs whose beginning is cut off.

        Whoever is told of for himself, a defendant or a player, is left out by what else is spoken of.
        """
        name = [word for word in party.name.lower().split() if word not in self.particles]
        if len(name) > 1 or not self._courtesy(party, parsed):
            return False
        sentences = [parsed.tagged, *([before] if before is not None else [])]
        words = {token.lemma for one in sentences for token in one.tokens}
        return bool(words & self.public) and not words & (self.private | self.court)

    def _courtesy(self, party: Party, parsed: Parsed) -> bool:
        tokens = parsed.tagged.tokens
        mentions = [one for one in parsed.tagged.mentions if one.party is party]
        return any(
            tokens[at].low in self.titles for one in mentions for at in (max(one.start - 1, 0), one.start)
        )
