"""Whose an office or body is: the country, body or person that stands behind it in the genitive."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass, field

from monitor.extract.cast.model import PartyKind
from monitor.extract.lang.slavic.cases import GEN, NOM
from monitor.extract.lang.slavic.names import OfficeRow
from monitor.extract.lang.slavic.runs import NameRuns
from monitor.extract.lang.slavic.spots import WordSpot
from monitor.extract.lang.slavic.tagger import Inflected
from monitor.extract.syntax.model import Tag

_SERVES = frozenset(
    {
        "aide",
        "adviser",
        "spokesman",
        "spokeswoman",
        "envoy",
        "deputy",
        "chief of staff",
        "negotiator",
        "campaign chief",
    }
)
"""Offices that may be a person's: "помощник Путина"."""
GENERIC = frozenset(
    {"глава", "руководитель", "лидер", "очільник", "керівник", "голова", "председатель", "очільниця"}
)


class OwnerReader(NameRuns, ABC):
    """Reads what stands behind an office."""

    @abstractmethod
    def _at(self, words: Sequence[Inflected], at: int) -> WordSpot | None:
        """Return the mention that begins at *at*."""

    def _whose(self, words: Sequence[Inflected], at: int, office: OfficeRow, mask: int) -> Whose:
        """Read what stands behind an office in the genitive."""
        whose = Whose(at)
        while (
            whose.end < len(words) and words[whose.end].mask & GEN and words[whose.end].low not in {"и", "і"}
        ):
            place = self.names.place(words, whose.end)
            if place is not None:
                whose.sides.append(place[1].side)
                whose.end += place[0]
            elif (
                not whose.sides
                and whose.end == at
                and not words[at].lemmas().isdisjoint(self.names.lists["own_country"])
            ):
                whose.end += 1
                whose.own = True
            elif region := self._region(words, whose.end, office):
                whose.of = " ".join(word.raw for word in words[whose.end : whose.end + region])
                whose.end += region
            elif self._abbreviation(words[whose.end], office):
                whose.end += 1
            elif not self._belongs(words, whose, office, mask):
                break
            ahead = self._another(words, whose.end)
            if not whose.sides or ahead is None:
                continue
            whose.end = ahead
        return whose

    def _region(self, words: Sequence[Inflected], at: int, office: OfficeRow) -> int:
        """Return the length of "Курской области", "Харкова" behind an office of a region or town."""
        ruled = office.rank in {"official", "body_official"} or office.words in GENERIC
        if not ruled or not words[at].raw[0].isupper():
            return 0
        if at + 1 < len(words) and not words[at + 1].lemmas().isdisjoint(self.names.lists["regions"]):
            return 2 if any(one.pos == "ADJF" for one in words[at].readings) else 0
        named = any(
            one.pos == "NOUN" and (one.name == "place" or not (one.name or one.animate)) and one.cases & GEN
            for one in words[at].readings
        )
        return 1 if named and not words[at].mask & NOM else 0

    def _abbreviation(self, word: Inflected, office: OfficeRow) -> bool:
        """Tell whether *word* is the unknown abbreviation of a body whose office it is: "речник ВМС"."""
        return office.rank in {"speaker", "official"} and word.raw.isupper() and 1 < len(word.raw) < 7

    def _posted(self, words: Sequence[Inflected], at: int, office: OfficeRow) -> int:
        """Return the place behind "в Лондоне" where an ambassador's name or the end follows; else *at*."""
        if office.rank != "official" or at + 1 >= len(words) or words[at].low not in {"в", "у", "при"}:
            return at
        place = self.names.place(words, at + 1)
        return at + 1 + place[0] if place is not None else at

    def _another(self, words: Sequence[Inflected], at: int) -> int | None:
        """Return where a further country begins behind "и", or None."""
        if at + 1 < len(words) and words[at].low in {"и", "та", "і", "й", ","}:
            place = self.names.place(words, at + 1)
            if place is not None and words[at + 1].mask & GEN:
                return at + 1
        return None

    def _belongs(self, words: Sequence[Inflected], whose: Whose, office: OfficeRow, mask: int) -> bool:  # noqa: PLR0911 - each case answers for itself
        """Take in the body or person whose office it is.

        "спикер МИД России", "помощник президента США Трампа".
        """
        if whose.sides or office.rank == "private":
            return False
        inner = self._at(words, whose.end)
        if inner is None or inner.place or not inner.mask & GEN:
            return False
        if inner.named and (office.english not in _SERVES or self._apposed(words, inner, mask)):
            return False
        if (
            office.rank == "body_official"
            and inner.party.kind is PartyKind.BODY
            and words[whose.end].raw.isupper()
        ):
            whose.end = inner.end
            whose.sides += [inner.party.side] if inner.party.side else []
            return True
        takes_body = office.rank in {"speaker", "official"} or office.words in GENERIC
        if inner.party.kind is PartyKind.PERSON and office.rank not in {"speaker", "official"}:
            return False
        if not takes_body and inner.party.kind is PartyKind.BODY:
            return False
        whose.end = inner.end
        whose.of = inner.party.office or inner.party.name
        whose.private = not inner.party.official
        if inner.party.side:
            whose.sides.append(inner.party.side)
        elif inner.party.office == "rebels":
            whose.sides.append(" ".join(word.raw for word in words[inner.start : inner.end]))
        return True

    def _unknown_owner(self, words: Sequence[Inflected], at: int, office: OfficeRow) -> bool:
        """Tell "представитель бренда": a spokesman of something that is no known body."""
        if office.rank != "speaker" or at >= len(words):
            return False
        word = words[at]
        common = word.tag == Tag.NOUN and bool(word.mask & GEN) and not word.mask & 1
        quoted = word.tag == Tag.QUOTE and at + 1 < len(words) and words[at + 1].raw[0].isupper()
        return common or quoted

    def _explained(self, words: Sequence[Inflected], spot: WordSpot) -> WordSpot:
        """Take in ", премьер Польши," behind a name."""
        party, end = spot.party, spot.end
        if not spot.named or end + 1 >= len(words) or words[end].low not in {",", "("}:
            return spot
        inner = self._at(words, end + 1)
        if inner is None or inner.place or inner.plural or inner.named:
            return spot
        if not inner.mask & spot.mask and party.office is not None:
            return spot
        if inner.end < len(words) and words[inner.end].low not in {",", ")", ".", "-"}:
            return spot
        if party.office is None and inner.party.kind is PartyKind.PERSON:
            party.office, party.side = inner.party.office, inner.party.side
            party.leader, party.official, party.spokesman = (
                inner.party.leader,
                inner.party.official,
                inner.party.spokesman,
            )
        spot.end, spot.mask = inner.end, inner.mask & spot.mask or inner.mask
        return spot

    def _apposed(self, words: Sequence[Inflected], inner: WordSpot, mask: int) -> bool:
        """Tell whether a name behind an office is its holder's.

        "міністр Герман Галущенко", but "помощника Путина".
        """
        if not inner.mask & mask or self.names.office(words, inner.start) is not None:
            return False
        return bool(mask & 1) or not inner.party.leader


@dataclass(slots=True)
class Whose:
    """What follows an office in the genitive: its country, or the body or person it belongs to."""

    end: int
    sides: list[str] = field(default_factory=list)
    of_person: bool = False
    own: bool = False
    """"президент страны": of the country that is spoken of."""
    of: str = ""
    private: bool = False
    """it is a company's, a club's, or nobody's that is known: who holds it speaks for no state."""
