"""Finds who is mentioned in a Russian or Ukrainian sentence.

Offices with their country and name, names, bodies, seats.

One mention is "[бывший] [турецкий] президент [Турции] [Реджеп Эрдоган][, лидер …]": what agrees in case
belongs together.
"""

from __future__ import annotations

from collections.abc import Sequence

from monitor.extract.cast.model import Party, PartyKind
from monitor.extract.lang.slavic.cases import ANY
from monitor.extract.lang.slavic.morphology import nominative_plural
from monitor.extract.lang.slavic.names import NamePlace, OfficeRow
from monitor.extract.lang.slavic.owners import GENERIC, OwnerReader, Whose
from monitor.extract.lang.slavic.spots import Before, WordSpot
from monitor.extract.lang.slavic.tagger import Inflected
from monitor.extract.syntax.model import Tag

_MOST_ADJECTIVES = 4
_DATELINE = 12
_MOST_COMMON = 2
"""Words in lower case that a date line may have: "5 марта", "12 травня 2023 року"."""
_HOME = {"uk": "Ukraine", "ru": None}


class PartyReader(OwnerReader):
    """Finds the mentions of one sentence after another of an article."""

    def read(self, words: Sequence[Inflected]) -> list[WordSpot]:
        """Return the mentions in *words*, in order and not overlapping."""
        found: list[WordSpot] = []
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

    def _at(self, words: Sequence[Inflected], at: int) -> WordSpot | None:
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
        for skipped in (before, Before(at)):
            if skipped.at < len(words) and (skipped.at == at or words[skipped.at].mask & skipped.mask):
                spot = self._office(words, at, skipped)
                if spot is not None:
                    return spot
            if before.at == at:
                break
        place = self.names.place(words, at)
        if place is not None:
            return self._place(words, at, *place)
        return self._named(words, at)

    def _before(self, words: Sequence[Inflected], at: int) -> Before:
        """Read the adjectives at *at*, up to an office."""
        seen = Before(at)
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

    def _take_adjective(self, seen: Before, word: Inflected, lemma: str) -> None:
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

    def _office(self, words: Sequence[Inflected], start: int, before: Before) -> WordSpot | None:  # noqa: PLR0911 - each case answers for itself
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
        if office.english == "head" and sides and not whose.of:
            office = OfficeRow(office.words, "leader", "leader")  # "глава Казахстана"
        if office.words in GENERIC and not sides:
            if not whose.of:
                return None
            office = OfficeRow(office.words, f"head of {whose.of}", "official")
        if office.rank.startswith("body"):
            return self._body(words, (start, before.at + length, whose.end), head, office, sides, mask)
        if "p" in words[head].plural and len(sides) > 1:
            several = words[head].mask & before.mask or mask
            return self._group(words, (start, whose.end), head, office, sides, several)
        former = before.former or words[before.at].low.startswith(("экс-", "екс"))
        return self._person(
            words, start, head, office, sides[0] if sides else None, whose, mask, former=former
        )

    def _person(  # noqa: PLR0913, PLR0917 - one row of what was read
        self,
        words: Sequence[Inflected],
        start: int,
        head: int,
        office: OfficeRow,
        side: str | None,
        whose: Whose,
        mask: int,
        *,
        former: bool,
    ) -> WordSpot:
        """Return the mention of who holds *office*, with the name that follows."""
        woman = words[head].gender == "f"
        if not whose.of and not side and self._unknown_owner(words, whose.end, office):
            whose.private = True
        private = office.rank == "private" or (whose.of_person and office.rank == "leader")
        run = self._run(words, whose.end, mask, woman=woman)
        plural = words[head].plural == "p"
        if run is not None and not plural:
            end, party, run_mask = self._name(
                words, *run, office=office, side=side, woman=woman, former=former
            )
            party.official = party.official and not whose.private
            return WordSpot(start, end, head, party, mask & run_mask or mask, named=True, private=private)
        if plural:
            name = " ".join(word.raw for word in words[start : whose.end])
            party = Party(name, PartyKind.OTHER, office.english, side, official=office.rank != "private")
            return WordSpot(start, whose.end, head, party, mask, plural=True, private=private)
        party = self._holder(office, side, words[head].raw, home=not (whose.own and self.cast.spoken_of))
        if former and party.name.endswith(office.english):
            party.former = True
        party.official = party.official and not whose.private
        return WordSpot(start, whose.end, head, party, mask, private=private)

    def _holder(self, office: OfficeRow, side: str | None, raw: str, *, home: bool = True) -> Party:
        """Return who an office without a name stands for: one named before, or whoever holds it."""
        if office.rank == "leader":
            if home and side is None and office.english in {"president", "prime minister"}:
                side = _HOME[self.language]
            held = self.cast.holder(office, side)
            if held is not None:
                return held
        name = f"{side}'s {office.english}" if side else raw
        leader = office.rank == "leader" and (side is not None or office.english == "pope")
        return Party(
            name,
            PartyKind.PERSON,
            office.english,
            side,
            leader=leader,
            spokesman=office.rank == "speaker",
            official=office.rank != "private",
            sure=int(side is not None),
            basis="office and country",
        )

    def _peer(self, words: Sequence[Inflected], start: int, before: Before) -> WordSpot | None:
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
            office = OfficeRow("коллега", "counterpart", "leader")
            end, party, run_mask = self._name(
                words, *run, office=office, side=side, woman=False, former=False
            )
            return WordSpot(start, end, head, party, mask & run_mask or mask, named=True)
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
        return WordSpot(start, end, head, party, mask, peer=True)

    def _many(self, words: Sequence[Inflected], start: int, before: Before) -> WordSpot | None:
        """Read "европейские лидеры", "лидеры двух стран", "главы МИД России и США"."""
        length = self.names.several(words, before.at) if before.at < len(words) else 0
        if not length:
            return None
        end = before.at + length
        mask = words[before.at].mask & before.mask or words[before.at].mask
        found = self.names.office(words, before.at)
        office = found[2] if found else OfficeRow("лидер", "leader", "leader")
        whose = self._whose(words, end, office, mask)
        if len(whose.sides) > 1:
            return self._group(words, (start, whose.end), before.at, office, whose.sides, mask)
        if len(whose.sides) == 1 or before.side or self._run(words, end, mask):
            return None
        shown = [nominative_plural(word.raw, self.language) for word in words[start : before.at + 1]]
        name = " ".join([*shown, *(word.raw for word in words[before.at + 1 : end])])
        party = Party(name, PartyKind.GROUP, "leaders", None, leader=True, official=True, basis="several")
        return WordSpot(start, end, before.at, party, mask, plural=True)

    def _group(  # noqa: PLR0913, PLR0917 - one row of what was read
        self,
        words: Sequence[Inflected],
        place: tuple[int, int],
        head: int,
        office: OfficeRow,
        sides: Sequence[str],
        mask: int,
    ) -> WordSpot:
        """Return the mention of several, one a country, with the names that follow in the same order."""
        start, end = place
        end, members = self._named_members(words, end, office, sides, mask)
        party = Party(
            " and ".join(one.name for one in members),
            PartyKind.GROUP,
            office.english,
            None,
            leader=office.rank == "leader",
            official=True,
            members=members,
            basis="several",
        )
        return WordSpot(start, end, head, party, mask, plural=True)

    def _named_members(
        self, words: Sequence[Inflected], end: int, office: OfficeRow, sides: Sequence[str], mask: int
    ) -> tuple[int, tuple[Party, ...]]:
        """Return where "главы МИД Армении и Азербайджана Арарат Мирзоян и Джейхун Байрамов" ends.

        And who they are.
        """
        at, named = end, []
        if at + 1 < len(words) and words[at].low in {"-", "(", ","}:
            at += 1  # "лидеров Словакии и Украины - Роберта Фицо и Владимира Зеленского"
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

    def _body(  # noqa: PLR0913, PLR0917 - one row of what was read
        self,
        words: Sequence[Inflected],
        place: tuple[int, int, int],
        head: int,
        office: OfficeRow,
        sides: Sequence[str],
        mask: int,
    ) -> WordSpot:
        """Return the mention of a body.

        From the first word to the end of its name and to the end of what follows.
        """
        start, named, end = place
        side = sides[0] if sides else None
        official = office.rank == "body_official"
        name = " ".join(
            [office.words[:1].upper() + office.words[1:], *(word.raw for word in words[named:end])]
        )
        party = Party(
            name, PartyKind.BODY, office.english, side, official=official, spokesman=official, basis="body"
        )
        return WordSpot(start, end, head, party, mask, plural=words[head].plural == "p", private=not official)

    def _place(self, words: Sequence[Inflected], at: int, length: int, place: NamePlace) -> WordSpot:
        head = at
        mask = words[at].mask or ANY
        kind = PartyKind.MOVEMENT if place.how == "movement" else PartyKind.GOVERNMENT
        institution = bool(place.shown)
        party = Party(
            place.shown or place.side,
            PartyKind.BODY if institution else kind,
            None,
            place.side,
            official=True,
            sure=0,
            spokesman=institution,
            basis="body" if institution else place.how,
        )
        return WordSpot(at, at + length, head, party, mask, place=not institution)


def _singular(word: Inflected) -> int:
    """Return the cases that a noun may stand in as a singular."""
    if word.raw.isupper():
        return word.mask
    mask = 0
    for one in word.readings:
        if one.pos == "NOUN" and not one.plural:
            mask |= one.cases
    return mask


def _behind_dateline(words: Sequence[Inflected]) -> int:
    """Return the word behind "КИЕВ - ", "АНКАРА, 5 марта (Рейтер) - "; 0: there is no date line."""
    if not words or not words[0].raw.isupper() or len(words[0].raw) < 3:
        return 0
    end = next((at for at in range(1, min(len(words), _DATELINE)) if words[at].low in {"-", ":"}), 0)
    common = sum(word.raw.isalpha() and word.raw.islower() for word in words[:end])
    return end + 1 if end and words[end].low == "-" and common <= _MOST_COMMON else 0
