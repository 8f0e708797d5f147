"""Finds who is mentioned in a Russian or Ukrainian sentence: offices with their country and name, names, bodies, seats.

One mention is "[бывший] [турецкий] президент [Турции] [Реджеп Эрдоган][, лидер …]": what agrees in case belongs together.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from monitor.extract.cast.model import Party, PartyKind
from monitor.extract.lang.slavic.cases import ANY, GEN
from monitor.extract.lang.slavic.cast import Cast
from monitor.extract.lang.slavic.morphology import nominative, nominative_plural
from monitor.extract.lang.slavic.names import Known, Names, Office, Place
from monitor.extract.lang.slavic.spelling import known_by_spelling
from monitor.extract.lang.slavic.spots import Spot
from monitor.extract.lang.slavic.tagger import Word
from monitor.extract.lexicon import Lexicon
from monitor.extract.syntax.model import Tag

_MOST_ADJECTIVES = 4
_MOST_NAMES = 5
_DATELINE = 12
_ALIKE = 0.75
_LINKS = frozenset(
    {"бен", "бин", "бін", "фон", "дер", "де", "да", "ди", "ван", "ибн", "оглы", "эль", "аль", "дос"}
)
_ARTICLES = frozenset({"аль", "ас", "аш", "ад", "ат", "ар", "ан", "эль", "эс", "ель", "ель", "ас"})
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
_GENERIC = frozenset(
    {"глава", "руководитель", "лидер", "очільник", "керівник", "голова", "председатель", "очільниця"}
)
_HOME = {"uk": "Ukraine", "ru": None}


@dataclass(slots=True)
class _Before:
    """What adjectives before an office say."""

    at: int
    mask: int = ANY
    side: str | None = None
    former: bool = False
    many: bool = False
    plain: bool = False
    """an adjective that says nothing of country or time stands there."""


@dataclass(slots=True)
class _Whose:
    """What follows an office in the genitive: its country, or the body or person it belongs to."""

    end: int
    sides: list[str] = field(default_factory=list)
    of_person: bool = False
    of: str = ""


class PartyReader:
    """Finds the mentions of one sentence after another of an article."""

    def __init__(self, names: Names, language: str, cast: Cast, lexicon: Lexicon) -> None:
        """Read by *names*, remembering in *cast*; *lexicon* knows more people by their English names."""
        self.lexicon = lexicon
        self.names = names
        self.language = language
        self.cast = cast

    def read(self, words: Sequence[Word]) -> list[Spot]:
        """Return the mentions in *words*, in order and not overlapping."""
        found: list[Spot] = []
        at = _behind_dateline(words)
        while at < len(words):
            spot = self._at(words, at)
            if spot is None:
                at += 1
                continue
            spot = self._explained(words, spot)
            if spot.party.kind is not PartyKind.PERSON:
                self.cast.meet(spot.party)
            found.append(spot)
            at = max(spot.end, at + 1)
        return found

    def _at(self, words: Sequence[Word], at: int) -> Spot | None:
        word = words[at]
        if word.tag in {
            Tag.PUNCTUATION,
            Tag.QUOTE,
            Tag.PREPOSITION,
            Tag.CONJUNCTION,
            Tag.SUBORDINATOR,
            Tag.NEGATION,
        }:
            return None
        before = self._before(words, at)
        for skipped in (before, _Before(at)):
            if skipped.at < len(words):
                spot = self._office(words, at, skipped)
                if spot is not None:
                    return spot
            if before.at == at:
                break
        place = self.names.place(words, at)
        if place is not None:
            return self._place(words, at, *place)
        return self._named(words, at)

    def _before(self, words: Sequence[Word], at: int) -> _Before:
        """Read the adjectives at *at*, up to an office."""
        seen = _Before(at)
        while seen.at < len(words) and seen.at - at < _MOST_ADJECTIVES:
            if self.names.office(words, seen.at) or self.names.several(words, seen.at):
                break
            word = words[seen.at]
            adjectives = [one for one in word.readings if one.pos in {"ADJF", "NPRO", "NUMR"}]
            if not adjectives or word.tag in {Tag.PREPOSITION, Tag.VERB, Tag.CONJUNCTION}:
                break
            self._take_adjective(seen, word, adjectives[0].lemma)
            seen.at += 1
        return seen

    def _take_adjective(self, seen: _Before, word: Word, lemma: str) -> None:
        lemmas = word.lemmas()
        side = next((self.names.adjectives[one] for one in lemmas if one in self.names.adjectives), None)
        if side is not None:
            seen.side = side
        elif not lemmas.isdisjoint(self.names.lists["many_sides"]):
            seen.many = True
        elif not lemmas.isdisjoint(self.names.lists["former"]):
            seen.former = True
        else:
            seen.plain = bool(lemma)
        if word.mask & seen.mask:
            seen.mask &= word.mask

    def _office(self, words: Sequence[Word], start: int, before: _Before) -> Spot | None:
        peer = self._peer(words, start, before)
        if peer is not None:
            return peer
        many = self._many(words, start, before)
        if many is not None:
            return many
        found = self.names.office(words, before.at)
        if found is None:
            return None
        length, head_in, office = found
        head = before.at + head_in
        alone = 0 if office.rank.startswith("body") else _singular(words[head]) & before.mask
        mask = alone or words[head].mask & before.mask or words[head].mask or ANY
        whose = self._whose(words, before.at + length, office, mask)
        whose.end = self._posted(words, whose.end, office)
        sides = [office.side] if office.side else [before.side] if before.side else whose.sides
        if office.words in _GENERIC and not sides:
            return None
        if office.rank.startswith("body"):
            return self._body(words, (start, before.at + length, whose.end), head, office, sides, mask)
        if "p" in words[head].plural and len(sides) > 1:
            return self._group(words, (start, whose.end), head, office, sides, mask)
        former = before.former or words[before.at].low.startswith(("экс-", "екс"))
        return self._person(
            words, start, head, office, sides[0] if sides else None, whose, mask, former=former
        )

    def _person(
        self, words: Sequence[Word], start: int, head: int, office: Office, side: str | None, whose: _Whose, mask: int,
        *, former: bool,
    ) -> Spot:  # fmt: skip
        """Return the mention of who holds *office*, with the name that follows."""
        woman = words[head].gender == "f"
        private = office.rank == "private" or (whose.of_person and office.rank == "leader")
        run = self._run(words, whose.end, mask)
        plural = words[head].plural == "p"
        if run is not None and not plural:
            end, party, run_mask = self._name(
                words, *run, office=office, side=side, woman=woman, former=former
            )
            return Spot(start, end, head, party, mask & run_mask or mask, named=True, private=private)
        if plural:
            name = " ".join(word.raw for word in words[start : whose.end])
            party = Party(name, PartyKind.OTHER, office.english, side, official=office.rank != "private")
            return Spot(start, whose.end, head, party, mask, plural=True, private=private)
        party = self._holder(office, side, words[head].raw)
        if former and party.name.endswith(office.english):
            party.former = True
        return Spot(start, whose.end, head, party, mask, private=private)

    def _holder(self, office: Office, side: str | None, raw: str) -> Party:
        """Return who an office without a name stands for: one named before, or whoever holds it."""
        if office.rank == "leader":
            if side is None and office.english in {"president", "prime minister"}:
                side = _HOME[self.language]
            held = self.cast.holder(office, side)
            if held is not None:
                return held
        name = f"{side}'s {office.english}" if side else raw
        leader = office.rank == "leader" and (side is not None or office.english == "pope")
        return Party(
            name, PartyKind.PERSON, office.english, side, leader=leader, spokesman=office.rank == "speaker",
            official=office.rank != "private", sure=int(side is not None), basis="office and country",
        )  # fmt: skip

    def _peer(self, words: Sequence[Word], start: int, before: _Before) -> Spot | None:
        """Read "турецкий коллега", "колега з Польщі"."""
        if before.at >= len(words) or words[before.at].lemmas().isdisjoint(self.names.lists["peer"]):
            return None
        end, side = before.at + 1, before.side
        if side is None and end < len(words) and words[end].low in {"из", "з", "із"}:
            place = self.names.place(words, end + 1) if end + 1 < len(words) else None
            if place is not None:
                side, end = place[1].side, end + 1 + place[0]
        head = before.at
        mask = words[head].mask & before.mask or words[head].mask
        run = self._run(words, end, mask)
        if run is not None:
            office = Office("коллега", "counterpart", "leader")
            end, party, run_mask = self._name(
                words, *run, office=office, side=side, woman=False, former=False
            )
            return Spot(start, end, head, party, mask & run_mask or mask, named=True)
        if side is None:
            return None
        party = Party(
            f"{side}'s counterpart",
            PartyKind.PERSON,
            "counterpart",
            side,
            leader=True,
            official=True,
            basis="office",
        )
        return Spot(start, end, head, party, mask, peer=True)

    def _many(self, words: Sequence[Word], start: int, before: _Before) -> Spot | None:
        """Read "европейские лидеры", "лидеры двух стран", "главы МИД России и США"."""
        length = self.names.several(words, before.at) if before.at < len(words) else 0
        if not length:
            return None
        end = before.at + length
        mask = words[before.at].mask & before.mask or words[before.at].mask
        found = self.names.office(words, before.at)
        office = found[2] if found else Office("лидер", "leader", "leader")
        whose = self._whose(words, end, office, mask)
        if len(whose.sides) > 1:
            return self._group(words, (start, whose.end), before.at, office, whose.sides, mask)
        if len(whose.sides) == 1 or before.side or self._run(words, end, mask):
            return None
        shown = [nominative_plural(word.raw, self.language) for word in words[start : before.at + 1]]
        name = " ".join([*shown, *(word.raw for word in words[before.at + 1 : end])])
        party = Party(name, PartyKind.GROUP, "leaders", None, leader=True, official=True, basis="several")
        return Spot(start, end, before.at, party, mask, plural=True)

    def _group(
        self,
        words: Sequence[Word],
        place: tuple[int, int],
        head: int,
        office: Office,
        sides: Sequence[str],
        mask: int,
    ) -> Spot:
        """Return the mention of several, one a country, with the names that follow in the same order."""
        start, end = place
        end, members = self._named_members(words, end, office, sides, mask)
        party = Party(
            " and ".join(one.name for one in members), PartyKind.GROUP, office.english, None, leader=office.rank == "leader",
            official=True, members=members, basis="several",
        )  # fmt: skip
        return Spot(start, end, head, party, mask, plural=True)

    def _named_members(
        self, words: Sequence[Word], end: int, office: Office, sides: Sequence[str], mask: int
    ) -> tuple[int, tuple[Party, ...]]:
        """Return where "главы МИД Армении и Азербайджана Арарат Мирзоян и Джейхун Байрамов" ends, and who they are."""
        at, named = end, []
        for side in sides:
            run = self._run(words, at, mask)
            if run is None:
                break
            stop, party, _ = self._name(words, *run, office=office, side=side, woman=False, former=False)
            named.append(party)
            at = stop + 1 if stop < len(words) and words[stop].low in {"и", "та", "і", "й", ","} else stop
        if len(named) == len(sides):
            return stop, tuple(named)
        return end, tuple(self._holder(office, side, office.words) for side in sides)

    def _whose(self, words: Sequence[Word], at: int, office: Office, mask: int) -> _Whose:
        """Read what stands behind an office in the genitive."""
        whose = _Whose(at)
        while (
            whose.end < len(words) and words[whose.end].mask & GEN and words[whose.end].low not in {"и", "і"}
        ):
            place = self.names.place(words, whose.end)
            if place is not None:
                whose.sides.append(place[1].side)
                whose.end += place[0]
            elif self._abbreviation(words[whose.end], office):
                whose.end += 1
            elif not self._belongs(words, whose, office, mask):
                break
            ahead = self._another(words, whose.end)
            if not whose.sides or ahead is None:
                continue
            whose.end = ahead
        return whose

    def _abbreviation(self, word: Word, office: Office) -> bool:
        """Tell whether *word* is the unknown abbreviation of a body whose office it is: "речник ВМС"."""
        return office.rank in {"speaker", "official"} and word.raw.isupper() and 1 < len(word.raw) < 7

    def _posted(self, words: Sequence[Word], at: int, office: Office) -> int:
        """Return the place behind "в Лондоне" where an ambassador's name or the end follows; else *at*."""
        if office.rank != "official" or at + 1 >= len(words) or words[at].low not in {"в", "у", "при"}:
            return at
        place = self.names.place(words, at + 1)
        return at + 1 + place[0] if place is not None else at

    def _another(self, words: Sequence[Word], at: int) -> int | None:
        """Return where a further country begins behind "и", or None."""
        if at + 1 < len(words) and words[at].low in {"и", "та", "і", "й", ","}:
            place = self.names.place(words, at + 1)
            if place is not None and words[at + 1].mask & GEN:
                return at + 1
        return None

    def _belongs(self, words: Sequence[Word], whose: _Whose, office: Office, mask: int) -> bool:
        """Take in the body or person whose office it is: "спикер МИД России", "помощник президента США Трампа"."""
        if whose.sides or office.rank == "private":
            return False
        inner = self._at(words, whose.end)
        if inner is None or inner.place or not inner.mask & GEN:
            return False
        if inner.named and (office.english not in _SERVES or self._apposed(words, inner, mask)):
            return False
        takes_body = office.rank in {"speaker", "official"} or office.words in _GENERIC
        if inner.party.kind is PartyKind.PERSON and office.rank not in {"speaker", "official"}:
            return False
        if not takes_body and inner.party.kind is PartyKind.BODY:
            return False
        whose.end = inner.end
        whose.of = inner.party.office or inner.party.name
        if inner.party.side:
            whose.sides.append(inner.party.side)
        return True

    def _apposed(self, words: Sequence[Word], inner: Spot, mask: int) -> bool:
        """Tell whether a name behind an office is its holder's: "міністр Герман Галущенко", but "помощника Путина"."""
        if not inner.mask & mask or self.names.office(words, inner.start) is not None:
            return False
        return bool(mask & 1) or not inner.party.leader

    def _body(
        self,
        words: Sequence[Word],
        place: tuple[int, int, int],
        head: int,
        office: Office,
        sides: Sequence[str],
        mask: int,
    ) -> Spot:
        """Return the mention of a body, from the first word to the end of its name and to the end of what follows."""
        start, named, end = place
        side = sides[0] if sides else None
        official = office.rank == "body_official"
        name = " ".join(
            [office.words[:1].upper() + office.words[1:], *(word.raw for word in words[named:end])]
        )
        party = Party(
            name, PartyKind.BODY, office.english, side, official=official, spokesman=official, basis="body"
        )
        return Spot(start, end, head, party, mask, plural=words[head].plural == "p", private=not official)

    def _place(self, words: Sequence[Word], at: int, length: int, place: Place) -> Spot:
        head = at
        mask = words[at].mask or ANY
        kind = PartyKind.MOVEMENT if place.how == "movement" else PartyKind.GOVERNMENT
        institution = bool(place.shown)
        party = Party(
            place.shown or place.side, PartyKind.BODY if institution else kind, None, place.side, official=True, sure=0,
            spokesman=institution, basis="body" if institution else place.how,
        )  # fmt: skip
        return Spot(at, at + length, head, party, mask, place=not institution)

    def _named(self, words: Sequence[Word], at: int) -> Spot | None:
        """Read a name without an office: of somebody known, or named before in the article."""
        if not words[at].raw[0].isupper():
            return None
        run = self._run(words, at, ANY)
        if run is None:
            return None
        first, end, mask, known = run
        if known is None:
            met = self.cast.met(words[end - 1].low)
            if met is None and end - first < 2:
                return None
            if met is not None:
                party, cases = met
                return Spot(first, end, end - 1, party, cases & mask or cases, named=True)
        end, party, cases = self._name(words, *run, office=None, side=None, woman=False, former=False)
        return Spot(first, end, end - 1, party, cases, named=True)

    def _run(self, words: Sequence[Word], at: int, mask: int) -> tuple[int, int, int, Known | None] | None:
        """Return start, end, cases and known person of the run of names at *at* that may stand in *mask*."""
        whole = self._whole(words, at, mask)
        if whole is not None:
            return whole
        end, agreed = at, mask
        while end < len(words) and end - at < _MOST_NAMES:
            word = words[end]
            if end > at and self._whole(words, end, mask) is not None:
                break
            if word.low in _LINKS and end > at and end + 1 < len(words) and _goes_on(words[end + 1]):
                end += 1
                continue
            if end > at and not word.raw[0].isupper() and _goes_on(word):
                end += 1
                continue
            if not self._may_be_name(words, end) or not word.mask & agreed:
                break
            agreed &= word.mask
            end += 1
        return (at, end, agreed, None) if end > at else None

    def _whole(self, words: Sequence[Word], at: int, mask: int) -> tuple[int, int, int, Known | None] | None:
        """Return start, end, cases and person of a known name at *at* that may stand in *mask*, the longest there is."""
        last = at
        while last < len(words) and last - at < _MOST_NAMES and _goes_on(words[last]):
            last += 1
        for stop in range(last, at, -1):
            known = self._known(words, at, stop - 1)
            if known is not None and known[1] & mask:
                return at, self._behind_name(words, stop), known[1] & mask, known[0]
        return None

    @staticmethod
    def _behind_name(words: Sequence[Word], at: int) -> int:
        """Return where a known name ends that goes on behind its surname: "Лула да Силва", "Абдалла II"."""
        if at < len(words) and words[at].raw in {"II", "III", "IV", "VI", "XIV"}:
            return at + 1
        if at + 1 < len(words) and words[at].low in {"да", "аль"} and words[at + 1].raw[0].isupper():
            return at + 2
        return at

    def _may_be_name(self, words: Sequence[Word], at: int) -> bool:
        word = words[at]
        if not word.raw[0].isupper() or word.tag in {
            Tag.PREPOSITION,
            Tag.CONJUNCTION,
            Tag.SUBORDINATOR,
            Tag.PUNCTUATION,
        }:
            return False
        if word.raw.isascii() or (len(word.raw) > 1 and word.raw.isupper()):
            return False
        opening = at == 0 or words[at - 1].low in {'"', ".", ":", "("}
        if opening and not any(one.name in {"first", "surname"} or not one.known for one in word.readings):
            return False
        return self.names.place(words, at) is None and self.names.office(words, at) is None

    def _known(self, words: Sequence[Word], start: int, last: int) -> tuple[Known, int] | None:
        """Return the known person whose surname ends at *last* and whose first names, if any, begin at *start*."""
        for known, cases in self.names.surnames.get(words[last].low, ()):
            begin = last - len(known.before)
            if begin < start or any(
                word.low != part for word, part in zip(words[begin:last], known.before, strict=True)
            ):
                continue
            first = words[start:begin]
            if first and not any(_alike(word, part) for word in first for part in known.first):
                continue
            if known.weak and not first and known.first and self.cast_has(known) is False:
                continue
            if words[last].raw[0].isupper() or known.before:
                return known, cases
        return None

    def cast_has(self, known: Known) -> bool:
        """Tell whether a known person was mentioned before in this article."""
        return any(party.name == known.entity.name for party in self.cast.parties)

    def _name(
        self, words: Sequence[Word], start: int, end: int, mask: int, known: Known | None, *,
        office: Office | None, side: str | None, woman: bool, former: bool,
    ) -> tuple[int, Party, int]:  # fmt: skip
        """Return end, party and cases of a run of names."""
        if known is not None and not _other(known, office, side):
            return end, self.cast.known(known.entity), mask
        gender = "f" if woman or words[start].gender == "f" else "m"
        shown = " ".join(
            word.raw if word.low in _LINKS else nominative(word.raw, self.language, mask, gender)
            for word in words[start:end]
        )
        if end - start == 1:
            met = self.cast.met(words[start].low)
            if met is not None:
                return end, met[0], mask
        else:
            entity = known_by_spelling(shown, self.lexicon)
            if (
                entity is not None
                and (side is None or side == entity.side)
                and (office is None or office.rank != "private")
            ):
                return end, self.cast.known(entity), mask
        return end, self.cast.person(shown, office, side, woman=gender == "f", former=former), mask

    def _explained(self, words: Sequence[Word], spot: Spot) -> Spot:
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


def _singular(word: Word) -> int:
    """Return the cases that a noun may stand in as a singular."""
    if word.raw.isupper():
        return word.mask
    mask = 0
    for one in word.readings:
        if one.pos == "NOUN" and not one.plural:
            mask |= one.cases
    return mask


def _behind_dateline(words: Sequence[Word]) -> int:
    """Return the word behind "КИЕВ - ", "АНКАРА, 5 марта (Рейтер) - "; 0: there is no date line."""
    if not words or not words[0].raw.isupper() or len(words[0].raw) < 3:
        return 0
    return next((at + 1 for at in range(1, min(len(words), _DATELINE)) if words[at].low == "-"), 0)


def _goes_on(word: Word) -> bool:
    """Tell whether *word* may follow "фон", "бен" in a name."""
    article, _, rest = word.raw.partition("-")
    arabic = article in _ARTICLES and rest[:1].isupper()
    return word.raw[0].isupper() or arabic or (word.low in _LINKS and word.low != "да")


def _other(known: Known, office: Office | None, side: str | None) -> bool:
    """Tell a namesake: the text gives another country than the known person's."""
    if side is None or known.entity.side is None or side == known.entity.side:
        return False
    return not known.first or known.weak or (office is not None and office.rank == "private")


def _alike(word: Word, first: str) -> bool:
    """Tell whether *word* is a form of the first name, or its initial."""
    if len(word.low) == 1:
        return first.startswith(word.low)
    stem = first[: max(2, len(first) - 2)]
    return word.low.startswith(stem) or (
        word.low[0] == first[0] and SequenceMatcher(None, word.low, first).ratio() > _ALIKE
    )
