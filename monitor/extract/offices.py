"""Reads titles: "Russian President Vladimir Putin", "the Syrian leaders", "Iraq's deputy oil minister".

What comes out is a `Title`: where it stands, its rank (leader, official, private), the side it
belongs to and the name that follows, if one does.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from monitor.extract.lexicon import Lexicon, Table
from monitor.extract.lexicon.grammar import word_set
from monitor.extract.tokens import Sentence

_LONGEST = 9
_SEATS = frozenset({"kremlin", "house", "street", "pentagon", "palace", "brussels"})
_NAME_WORDS = 4
ALWAYS_OF = {
    "pope": "Vatican",
    "pontiff": "Vatican",
    "queen": "United Kingdom",
    "kremlin chief": "Russia",
    "kremlin leader": "Russia",
    "taoiseach": "Ireland",
    "holy father": "Vatican",
    "dalai lama": "Tibet",
}
_NUMBERS = word_set("titles.numbers")
_DIRECTS = frozenset({"director", "boss", "chief executive", "manager", "deputy director"})
_HEADS = frozenset({"head", "chairman", "chairwoman", "leader", "president", "director", "chief"})
_HEADED_WITHIN = 5
_STATES = frozenset({"states", "countries", "nations", "members"})
_DAYS = word_set("titles.days")


@dataclass(slots=True)
class Title:
    """An office phrase `[start, end)`; `rank` is leader, many, official or private."""

    start: int
    end: int
    office: str
    rank: str
    sides: list[str] = field(default_factory=list)
    modifiers: set[str] = field(default_factory=set)
    many_sides: bool = False
    former: bool = False
    possessed: bool = False
    name: tuple[int, int] | None = None
    place_how: str = ""
    body: bool | None = None


class TitleReader:
    """Finds titles in sentences by the lexicon's offices, places and bodies."""

    def __init__(self, lexicon: Lexicon) -> None:
        """Prepare the sets that every sentence is read by."""
        english = lexicon.english
        offices = english["offices"]
        self.lexicon = lexicon
        self.before = frozenset(offices["before_office"])
        self.former = frozenset(offices["former"])
        self.lesser = frozenset(offices["lesser"])
        self.honorifics = frozenset(offices["honorifics"])
        self.particles = frozenset(offices["name_particles"])
        self.parties = frozenset({"party", "front", "movement", "alliance"})
        self.not_names = _not_names(english)
        self.tables: tuple[Table[Any], ...] = (
            lexicon.places,
            lexicon.offices,
            lexicon.many_sides,
            lexicon.bodies,
        )
        self.starters = frozenset(
            {
                *(first for table in self.tables for first in table.firsts),
                *self.former,
                *self.lesser,
                "acting",
                "interim",
            }
        )
        self.further = self.starters | (self.before - {"of", "the"}) | {"'s", "'", "and", "-"}
        self.seconds = {first: self._second_words(first) for first in self.starters}
        self.modifying = frozenset((self.before | self.former | self.lesser) - {"of", "the"})

    def _second_words(self, first: str) -> frozenset[str]:
        return frozenset().union(*(table.seconds(first) for table in self.tables))

    def _may_begin(self, low: list[str], index: int) -> bool:
        """Tell whether an office may be at *index*, or after what stands there and goes before offices."""
        if self.lexicon.offices.alone(low[index]):
            return True
        second = low[index + 1] if index + 1 < len(low) else ""
        return second in self.further or second in self.seconds.get(low[index], ())

    def at(self, sentence: Sentence, index: int) -> Title | None:
        """Return the title that starts at *index*, or None."""
        if not self._may_begin(sentence.low, index):
            return None
        title = Title(index, index, "", "")
        at = self._modifiers(sentence, index, title)
        if at >= len(sentence):
            return None
        found = self.lexicon.offices.at(sentence.low, at)
        if found is None or (at > index and sentence.low[at - 1] in {"of", "the"}):
            return None
        length, rank = found
        if sentence.low[at + length : at + length + 1] in (["denial"], ["denials"]) and rank == "official":
            return None
        title.office = " ".join(sentence.low[at : at + length])
        title.end = at + length
        own = self.lexicon.places.at(sentence.low, at) if length > 1 and not title.sides else None
        if own and own[0] < length:
            title.sides.append(own[1].side)
            title.place_how = own[1].how
        elif length > 1 and not title.sides and (body := self.lexicon.bodies.at(sentence.low, at)):
            title.sides += [sentence_text(sentence, at, at + body[0])] if body[0] < length else []
        self._after(sentence, title)
        if not title.sides and title.office in ALWAYS_OF:
            alone = title.office != "queen" or (
                sentence.raw[at] == "Queen"
                and (at == 0 or sentence.headline or sentence.low[at - 1] == "the")
                and not self._name(sentence, title)
            )
            title.sides += [ALWAYS_OF[title.office]] if alone else []
        title.rank = self._rank(sentence, title, rank)
        title.name = self._name(sentence, title)
        return title

    def _modifiers(self, sentence: Sentence, index: int, title: Title) -> int:  # noqa: C901 - one pass over all mentions
        """Read countries and adjectives before an office; return where they end."""
        low, at, lexicon = sentence.low, index, self.lexicon
        while at < len(low) and at - index < _LONGEST:
            word = low[at]
            if word in lexicon.offices.firsts and (office := lexicon.offices.at(low, at)):
                named = lexicon.places.at(low, at) if word in lexicon.places.firsts else None
                if (office[0] > 1 or word not in self.before) and not (named and named[0] > office[0]):
                    break
            many = lexicon.many_sides.at(low, at) if word in lexicon.many_sides.firsts else None
            place = lexicon.places.at(low, at) if word in lexicon.places.firsts else None
            body = lexicon.bodies.at(low, at) if word in lexicon.bodies.firsts else None
            if body and many and body[0] > many[0]:
                many = None
            if place and (sentence.raw[at][0].isupper() or "." in word):
                title.sides.append(place[1].side)
                title.place_how = place[1].how
                title.many_sides |= bool(many)
                at += place[0]
            elif many:
                title.many_sides = True
                at += many[0]
            elif word in self.before and word not in {"of", "the"}:
                title.modifiers.add(word)
                at += 1
            elif body and at + body[0] < len(low):
                title.sides.append(sentence_text(sentence, at, at + body[0]))
                title.body = body[1] if title.body is None else title.body and body[1]
                at += body[0]
            elif title.sides and word in {"'s", "'"}:
                title.possessed = True
                at += 1
            elif (
                title.sides
                and (word in {"and", "-"} or (word == "," and sentence.headline))
                and at + 1 < len(low)
                and low[at + 1] in lexicon.places.firsts
            ):
                at += 1
            else:
                break
        return at

    def _after(self, sentence: Sentence, title: Title) -> None:
        """Read "of Ukraine", "of Germany, France and Italy" after an office."""
        low, at = sentence.low, title.end
        if at >= len(low) or low[at] not in {"of", "for", "from"}:
            return
        at += 1
        if at < len(low) and low[at] == "the":
            at += 1
        counted = at < len(low) and (low[at].isdigit() or low[at] in _NUMBERS)
        at += counted
        while at < len(low):
            many = self.lexicon.many_sides.at(low, at)
            if counted and (
                states := next((n for n in range(at, min(at + 3, len(low))) if low[n] in _STATES), None)
            ):
                title.many_sides = True
                title.end = states + 1
                return
            place = self.lexicon.places.at(low, at)
            if many and not place:
                title.many_sides = True
                title.end = at = at + many[0]
            elif place and sentence.raw[at][0].isupper() and not self._own_body(sentence, at + place[0]):
                title.sides.append(place[1].side)
                title.place_how = place[1].how
                title.end = at = at + place[0]
            else:
                break
            if at + 1 < len(low) and low[at] in {",", "and"} and title.office.endswith("s"):
                at += 1 + (low[at] == "," and low[at + 1] == "and")
            else:
                break

    def _of_company(self, sentence: Sentence, title: Title) -> bool:
        """Tell "PGA Tour media official" from a public one."""
        low, bodies = sentence.low, self.lexicon.bodies
        for at in range(max(0, title.start - _HEADED_WITHIN + 1), title.start):
            if low[at] in bodies.firsts and (body := bodies.at(low, at)) and body[1] is False:
                return True
        return False

    def _own_body(self, sentence: Sentence, at: int) -> bool:
        """Tell "spokesman for the Iraqi health ministry" from "spokesman for Iraq"."""
        known = at < len(sentence) and sentence.low[at] in self.lexicon.bodies.firsts
        return known and self.lexicon.bodies.at(sentence.low, at) is not None

    def _rank(self, sentence: Sentence, title: Title, rank: str) -> str:  # noqa: C901, PLR0911 - each case answers for itself
        modifiers = title.modifiers
        title.former = bool(modifiers & self.former) or any(word.startswith("ex-") for word in modifiers)
        if rank == "private" and title.body and title.office in _DIRECTS:
            return "official"
        if title.office in {"official", "officials"} and self._of_company(sentence, title):
            return "private"
        if rank in {"official", "private"}:
            return "private" if title.body is False else rank
        if modifiers & self.lesser:
            return "official"
        if rank == "many":
            return "many"
        if (
            title.place_how == "seat"
            and not title.possessed
            and not _SEATS & set(sentence.low[title.start : title.end])
        ):
            return "private"
        if title.body is None and self._heads_body(sentence, title):
            return "official"
        if title.body is False or self._unknown_owner(sentence, title):
            return "private"
        if title.office == "chancellor" and "United Kingdom" in title.sides:
            return "official"
        if rank == "of_country" and not title.sides and not title.many_sides:
            return "of_country"
        return "leader"

    def _heads_body(self, sentence: Sentence, title: Title) -> bool:
        """Tell "head of the secret police", "chairman of the election commission" from other heads."""
        low, at = sentence.low, title.end
        if title.sides or title.office not in _HEADS or low[at : at + 1] not in (["of"], ["at"]):
            return False
        for after in range(at + 1, min(at + 1 + _HEADED_WITHIN, len(low))):
            body = self.lexicon.bodies.at(low, after) if low[after] in self.lexicon.bodies.firsts else None
            if body or low[after] in {",", ".", "and", "of"}:
                return bool(body and body[1])
        return False

    def _unknown_owner(self, sentence: Sentence, title: Title) -> bool:
        """Tell "FIFA President", "Barcelona president", "president of the club" from a country's."""
        low, raw = sentence.low, sentence.raw
        after = title.end
        if after < len(low) - 1 and low[after] == "of" and not title.sides and low[after + 1] != "state":
            return title.office not in {"king", "queen", "pope"}
        before = title.start - 1
        if title.sides or title.modifiers or before < 0 or sentence.headline or sentence.capitals:
            return False
        word = raw[before]
        if not word[0].isupper() or low[before] in self.not_names or low[before] in _DAYS or len(word) < 2:
            return False
        return raw[title.start][0].islower() or word.isupper()

    def _name(self, sentence: Sentence, title: Title) -> tuple[int, int] | None:
        """Return where the name after the office stands, or None."""
        low, raw, at = sentence.low, sentence.raw, title.end
        comma = at < len(low) and low[at] == ","
        if comma:
            at += 1
        while at < len(low) and low[at] in self.honorifics and raw[at][0].isupper():
            at += 1
        if at >= len(low):
            return None
        known = self.lexicon.names.at(low, at) if low[at] in self.lexicon.names.firsts else None
        end = at + known[0] if known and raw[at][0].isupper() else self._name_end(sentence, at)
        if end == at:
            return None
        if comma and (
            (sentence.headline and not known)
            or (end - at < 2 and not known)
            or (end < len(low) and low[end] not in {",", ".", "-", ")"})
        ):
            return None
        return at, end

    def _name_end(self, sentence: Sentence, at: int) -> int:
        low, raw, end = sentence.low, sentence.raw, at
        while end < len(low) and end - at < _NAME_WORDS:
            word = raw[end]
            if low[end] in self.particles and end + 1 < len(low) and raw[end + 1][0].isupper():
                end += 1
            elif word[0].isupper() and low[end] not in self.not_names and low[end] not in _DAYS:
                end += 1
                if end + 1 < len(low) and low[end] == "." and len(word) == 1:
                    end += 1
            else:
                break
        return end


def sentence_text(sentence: Sentence, start: int, end: int) -> str:
    """Return words `[start, end)` as one piece of text."""
    return " ".join(sentence.raw[start:end]).replace(" 's", "'s")


def _not_names(english: dict[str, object]) -> frozenset[str]:
    found: set[str] = set()
    stack: list[object] = [english["contact"], english["denial"], english["status"], english["reference"]]
    while stack:
        part = stack.pop()
        if isinstance(part, dict):
            stack.extend(part.values())
        elif isinstance(part, list):
            found.update(str(text).split(" ")[0] for text in part)
    return frozenset(found - {"may", "kim"}) | {
        "who",
        "an",
        "after",
        "over",
        "as",
        "is",
        "has",
        "of",
        "new",
        "nothing",
        "we",
        "you",
        "i",
        "no",
        "not",
    }
