"""How a denier is shown: by name, or by the words of the text, with whom he speaks for.

"An official at the Norwegian embassy denied" is no mere official, "the government" is that of the country the
article is about, "the ministry" the one it named before, and "Asmara" stays beside "Eritrea".
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from monitor.extract.cast.model import How, Mention, Party, PartyKind
from monitor.extract.denial.model import Saying
from monitor.extract.lang.pack import Pack
from monitor.extract.syntax.model import NounGroup, Parsed, Tag, Tagged

_OWNED = frozenset({"at", "in", "of", "for", "with", "from"})
_HOSTS = frozenset({PartyKind.BODY, PartyKind.GOVERNMENT, PartyKind.MOVEMENT})
_STATES = frozenset({PartyKind.GOVERNMENT, PartyKind.BODY})
_NEAR = 2
_LONG = 9
_WORDS = frozenset({Tag.NOUN, Tag.NAME, Tag.ADJECTIVE})


@dataclass(slots=True)
class ShownDenier:
    """Names the deniers of one article; remembers which sides and bodies were spoken of."""

    pack: Pack
    sides: Counter[str] = field(default_factory=Counter)
    bodies: list[tuple[int, Party]] = field(default_factory=list)
    deniers: list[tuple[int, Party]] = field(default_factory=list)
    staff: frozenset[str] = field(init=False)
    pointing: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        """Take the words of who speaks for a body, and those that only point at one."""
        self.staff = self.pack.denials.lists["staff"]
        self.pointing = self.pack.denials.lists["pointing"]

    def take(self, tagged: Tagged, number: int) -> None:
        """Remember who is mentioned in sentence *number*."""
        for mention in tagged.mentions:
            party = mention.party
            if party.side:
                self.sides[party.side] += 1
            if party.official and party.kind in _HOSTS and not _bare(party):
                self.bodies.append((number, party))

    def of(self, parsed: Parsed, saying: Saying, denier: Party, number: int) -> tuple[str, str | None]:
        """Return the name and the role of *denier*, who denies with *saying* in sentence *number*."""
        mention = self._mention(parsed, saying, denier)
        named = self._named(parsed, mention, denier, number)
        if denier.kind in _HOSTS and not _bare(denier):
            self.deniers.append((number, denier))
        return named

    def _named(
        self, parsed: Parsed, mention: Mention | None, denier: Party, number: int
    ) -> tuple[str, str | None]:
        if mention is None:
            return denier.name, role_of(denier)
        if denier.kind is PartyKind.GOVERNMENT and mention.how is How.SEAT:
            return denier.name, role_of(denier) or self._written(parsed, mention, denier)
        if mention.possessor is not None and self._pronoun(parsed, mention.start):
            return self._owned(parsed, mention, mention.possessor), role_of(denier)
        if denier.side is not None and _plain(denier) and not self._pronoun(parsed, mention.start):
            return _text(parsed, *self._extent(parsed, mention)), role_of(denier)
        if denier.side is not None or not (denier.office or self._nameless(denier)):
            return denier.name, role_of(denier) or self._in_full(denier)
        name, end = denier.name, mention.end
        if self._nameless(denier) and not self._pronoun(parsed, mention.start):
            first, end = self._extent(parsed, mention)
            name = _text(parsed, first, end)
        host = None if end > mention.end else self._host(denier, mention, parsed, number)
        parts = [denier.office if denier.office and denier.office.lower() != name.lower() else "", host]
        return name, ", ".join(part for part in parts if part) or None

    @staticmethod
    def _pronoun(parsed: Parsed, at: int) -> bool:
        return parsed.tagged.tokens[at].tag in {Tag.PRONOUN, Tag.POSSESSIVE}

    @staticmethod
    def _owned(parsed: Parsed, mention: Mention, owner: Party) -> str:
        """Return "Nguema's spokesman" for "his spokesman"."""
        return f"{owner.name}'s {_text(parsed, mention.start + 1, mention.end)}"

    def _in_full(self, denier: Party) -> str | None:
        """Return the name that "DHS" is short for, where it was told in full."""
        if not denier.name.isupper():
            return None
        bodies = (party.name for _, party in reversed(self.bodies) if party is not denier)
        return next((name for name in bodies if _initials(name) == denier.name), None)

    @staticmethod
    def _mention(parsed: Parsed, saying: Saying, denier: Party) -> Mention | None:
        """Return the words of the sentence that mention *denier*, the nearest to the denial; a name first."""
        at = saying.trigger
        mine = (one for one in parsed.tagged.mentions if one.party is denier)
        return min(
            mine, key=lambda one: (ShownDenier._pronoun(parsed, one.start), abs(one.head - at)), default=None
        )

    @staticmethod
    def _written(parsed: Parsed, mention: Mention, denier: Party) -> str | None:
        """Return the capital as it is written where the country is shown: "Asmara" beside "Eritrea"."""
        text = _text(parsed, mention.start, mention.end)
        return None if text.lower() == denier.name.lower() else text

    @staticmethod
    def _nameless(denier: Party) -> bool:
        """Tell an office, a band, a body without a name of its own from who has one."""
        if denier.kind is PartyKind.PERSON:
            return not denier.name[:1].isupper() or denier.name == denier.office
        return _bare(denier) or denier.kind is PartyKind.GROUP

    def _extent(self, parsed: Parsed, mention: Mention) -> tuple[int, int]:
        """Return the tokens that say whose he is: "Ohio state officials", "official at the embassy"."""
        tokens = parsed.tagged.tokens
        group = _group(parsed, mention)
        first, end = mention.start, mention.end
        if group is not None:
            low = group.possessor.start if group.possessor is not None else group.start
            first = min(first, low)
            while tokens[first].tag in {Tag.DETERMINER, Tag.QUOTE} and first < mention.start:
                first += 1
        if first == mention.start:
            while first and mention.start - first < _LONG and tokens[first - 1].tag == Tag.NAME:
                first -= 1
        if end + 1 < len(tokens) and tokens[end].low in _OWNED:
            owner = next(
                (one for one in parsed.tagged.mentions if end < one.start <= end + 2 and one.party.official),
                None,
            )
            if owner is not None and owner.end - first <= _LONG:
                end = owner.end
        return first, end

    def _host(self, denier: Party, mention: Mention, parsed: Parsed, number: int) -> str | None:
        """Return the body or country that *denier* speaks for by what was told before."""
        if denier.kind is PartyKind.GOVERNMENT:
            return self._home()
        before = [one.party for one in parsed.tagged.mentions if one.end <= mention.start]
        mine = [one for one in before if one.official and one.kind in _HOSTS and not _bare(one)]
        near = [party for at, party in self.bodies if number - _NEAR <= at < number]
        word = parsed.tagged.tokens[mention.head].lemma
        told = [*near, *mine]
        if denier.kind is PartyKind.BODY:
            alike = word in self.pointing
            same = [one for one in told if one.kind is PartyKind.BODY and (alike or word in one.name.lower())]
            if same:
                return same[-1].name
        if word in self.staff:
            heard = [party for at, party in self.deniers if number - _NEAR <= at <= number]
            bodies = [one for one in told if word not in self.pointing and one.kind is PartyKind.BODY]
            body = next(iter([*reversed(heard), *reversed(bodies)]), None)
            if body is not None:
                return ", ".join(dict.fromkeys(part for part in (body.name, body.side) if part))
        own = [one for one in mine if one.kind in _STATES]
        return (own[0].side or own[0].name) if own else self._home()

    def _home(self) -> str | None:
        """Return the country the article is about: the one it speaks of most; None where two are even."""
        most = self.sides.most_common(2)
        if not most or (len(most) > 1 and most[0][1] == most[1][1]):
            return None
        return most[0][0]


def role_of(party: Party) -> str | None:
    """Return the office and the side of *party*, what its name does not say."""
    parts = [part for part in (party.office, party.side) if part and part.lower() != party.name.lower()]
    return ", ".join(parts) or None


def _bare(party: Party) -> bool:
    """Tell "the ministry", "officials", "the agency" from a body with a name or a side."""
    return party.side is None and _plain(party)


def _plain(party: Party) -> bool:
    """Tell a name that is none, in lower case: "government"."""
    return not any(word[:1].isupper() for word in party.name.split())


def _initials(name: str) -> str:
    """Return "DHS" for "Department of Homeland Security"."""
    return "".join(word[0] for word in name.split() if word[:1].isupper())


def _group(parsed: Parsed, mention: Mention) -> NounGroup | None:
    return next((one for one in parsed.groups if one.start <= mention.head < one.end), None)


def _text(parsed: Parsed, first: int, end: int) -> str:
    tokens = parsed.tagged.tokens
    return " ".join(parsed.tagged.piece.text[tokens[first].start : tokens[end - 1].end].split())
