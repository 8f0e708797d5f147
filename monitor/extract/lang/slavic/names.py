"""Known names in Russian and Ukrainian: people, countries, bodies, in all cases.

People by every form of their surname, countries, offices.

Compiled once a language from `people.toml`, `countries.toml` and the language's `offices.toml`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from monitor.extract.entity import Entity
from monitor.extract.lang.rows import read_table
from monitor.extract.lang.slavic.cases import ANY
from monitor.extract.lang.slavic.declension import forms
from monitor.extract.lang.slavic.morphology import readings
from monitor.extract.lang.slavic.tagger import Inflected
from monitor.extract.lexicon import Lexicon

_COLUMN = {"ru": 1, "uk": 2}
_PART = {"ru": 0, "uk": 1}


@dataclass(frozen=True, slots=True)
class KnownName:
    """A known person by one spelling.

    First names as written, and the forms of the last word of the surname.
    """

    entity: Entity
    first: tuple[str, ...]
    before: tuple[str, ...]
    """fixed words of the surname before its last: "бен" of "бен Салман"."""
    weak: bool
    woman: bool


@dataclass(frozen=True, slots=True)
class NamePlace:
    """A country, body of countries or movement.

    `how` is "name", "adjective", "seat", "body" or "movement".
    """

    side: str
    how: str
    shown: str = ""
    """its own name in English, where it is shown by that and not by its country's."""


@dataclass(frozen=True, slots=True)
class OfficeRow:
    """An office or body: what it is in English, and its rank in the table."""

    words: str
    english: str
    rank: str
    side: str | None = None
    """whose office it is where its own words say so: "глава НАТО"."""


_LEADERS = frozenset(
    {
        "president",
        "prime minister",
        "chancellor",
        "king",
        "foreign minister",
        "defence minister",
        "leader",
        "supreme leader",
        "opposition leader",
        "party leader",
        "managing director",
    }
)
"""Offices of the people in `people.toml` that make a leader; the others are officials."""
Chunk = tuple[frozenset[str], ...]


@dataclass(frozen=True, slots=True)
class SlavicNames:
    """All that names are looked up in, for one language."""

    surnames: dict[str, list[tuple[KnownName, int]]]
    places: dict[str, list[tuple[Chunk, NamePlace]]]
    adjectives: dict[str, str]
    offices: dict[str, list[tuple[Chunk, int, OfficeRow]]]
    plurals: dict[str, list[tuple[Chunk, int]]]
    lists: dict[str, frozenset[str]]

    def place(self, words: Sequence[Inflected], at: int) -> tuple[int, NamePlace] | None:
        """Return the length and country at *at*, the longest name there is."""
        for lemma in words[at].keys:
            for phrase, place in self.places.get(lemma, ()):
                if _matches(phrase, words, at) and (words[at].raw[0].isupper() or place.how == "movement"):
                    return len(phrase), place
        return None

    def office(self, words: Sequence[Inflected], at: int) -> tuple[int, int, OfficeRow] | None:
        """Return length, place of the head and office at *at*."""
        best: tuple[int, int, OfficeRow] | None = None
        for lemma in words[at].keys:
            for phrase, head, office in self.offices.get(lemma, ()):
                longer = best is None or len(phrase) > best[0]
                if (
                    longer
                    and _matches(phrase, words, at)
                    and (words[at].raw[0].isupper() or not office.words[0].isupper())
                ):
                    best = (len(phrase), head, office)
        return best

    def several(self, words: Sequence[Inflected], at: int) -> int:
        """Return the length of "лидеры", "главы государств" at *at* where the word is plural; 0.

        It is none.
        """
        if "p" not in words[at].plural:
            return 0
        for lemma in words[at].keys:
            for phrase, _ in self.plurals.get(lemma, ()):
                if _matches(phrase, words, at):
                    return len(phrase)
        return 0


def _matches(phrase: Chunk, words: Sequence[Inflected], at: int) -> bool:
    if at + len(phrase) > len(words):
        return False
    return all(not choice.isdisjoint(words[at + number].keys) for number, choice in enumerate(phrase))


@cache
def load_names(language: str, lexicon: Lexicon) -> SlavicNames:
    """Return the names of *language*, those of *lexicon* with them."""
    table = read_table(language, "offices")
    offices: dict[str, list[tuple[Chunk, int, OfficeRow]]] = {}
    for rank in ("leader", "speaker", "official", "private", "body_official", "body_private"):
        for line in table[rank]:
            text, _, meaning = line.partition(" = ")
            english, _, side = meaning.partition(" @")
            phrase, head = _phrase(text, language)
            for key in phrase[0]:
                offices.setdefault(key, []).append(
                    (phrase, head, OfficeRow(text, english, rank, side or None))
                )
    plurals: dict[str, list[tuple[Chunk, int]]] = {}
    for text in table["plural_open"]:
        phrase, head = _phrase(text, language)
        for key in phrase[0]:
            plurals.setdefault(key, []).append((phrase, head))
    places, adjectives = _places(language)
    lists = {
        name: frozenset(table[name]) for name in ("peer", "many_sides", "former", "regions", "own_country")
    }
    return SlavicNames(_surnames(language, lexicon), places, adjectives, offices, _longest(plurals), lists)


def _longest(table: dict[str, list[tuple[Chunk, int]]]) -> dict[str, list[tuple[Chunk, int]]]:
    return {key: sorted(some, key=lambda one: -len(one[0])) for key, some in table.items()}


def _phrase(text: str, language: str) -> tuple[Chunk, int]:
    """Return what each word of *text* may be, and which of them is its head: the first noun."""
    words = text.lower().split()
    found = [readings(word, language) for word in words]
    phrase = []
    head = next((at for at, some in enumerate(found) if any(one.pos == "NOUN" for one in some)), 0)
    for at, (word, some) in enumerate(zip(words, found, strict=True)):
        lemmas = {one.lemma for one in some if one.pos in {"NOUN", "ADJF", "PRTF"}} if at <= head else set()
        phrase.append(frozenset({word.replace("ё", "е"), *lemmas}))
    return tuple(phrase), head


def _places(language: str) -> tuple[dict[str, list[tuple[Chunk, NamePlace]]], dict[str, str]]:
    table = tomllib.loads(files(__package__).joinpath("countries.toml").read_text(encoding="utf-8"))
    places: dict[str, list[tuple[Chunk, NamePlace]]] = {}
    adjectives: dict[str, str] = {}
    for kind, named in (("countries", "name"), ("bodies", "body"), ("movements", "movement")):
        for side, line in table[kind].items():
            names, adjective, seats = line.split("|")[_PART[language]].split(";")
            adjectives.update({one.strip(): side for one in adjective.split(",") if one.strip()})
            for texts, how in ((names, named), (seats, "seat")):
                for text in filter(None, map(str.strip, texts.split(","))):
                    said, _, shown = text.partition("=")
                    phrase, _ = _whole_phrase(said, language)
                    for key in phrase[0]:
                        places.setdefault(key, []).append((phrase, NamePlace(side, how, shown)))
    return {key: sorted(some, key=lambda one: -len(one[0])) for key, some in places.items()}, adjectives


def _whole_phrase(text: str, language: str) -> tuple[Chunk, int]:
    """Return *text* as a phrase in which every word may inflect."""
    found = []
    for word in text.lower().split():
        lemmas = {one.lemma for one in readings(word, language) if one.pos in {"NOUN", "ADJF"}}
        found.append(frozenset({word.replace("ё", "е"), *lemmas}))
    return tuple(found), 0


def _surnames(language: str, lexicon: Lexicon) -> dict[str, list[tuple[KnownName, int]]]:
    table: dict[str, list[tuple[KnownName, int]]] = {}
    for known, last in _people(language, lexicon):
        for form, cases in forms(last, language, woman=known.woman).items():
            table.setdefault(form, []).append((known, cases))
    return table


def _people(language: str, lexicon: Lexicon) -> Iterator[tuple[KnownName, str]]:
    text = tomllib.loads(files(__package__).joinpath("people.toml").read_text(encoding="utf-8"))["people"]
    entities = {entity.name: entity for entity in lexicon.entities}
    for line in text.strip().splitlines():
        name, russian, ukrainian, notes, office = [*map(str.strip, line.split("|")), "", ""][:5]
        entity = entities.get(name) or _entity(name, office)
        spelled = (russian, ukrainian)[_COLUMN[language] - 1]
        for spelling in map(str.strip, spelled.split(",")):
            yield _known(entity, spelling, notes)
    yield from _taught(entities.values())


def _entity(name: str, office: str) -> Entity:
    held, _, side = office.partition(", ")
    official = held not in {"senator", "businessman"}
    return Entity(name=name, office=held, side=side, leader=held in _LEADERS, official=official)


def _known(entity: Entity, spelling: str, notes: str) -> tuple[KnownName, str]:
    first, mark, last = spelling.partition("~")
    words = spelling.split()
    if not mark:
        numbered = len(words) > 1 and words[-1].isupper() and words[-1].isascii()
        at = len(words) - (2 if numbered else 1)
        first, last = " ".join(words[:at]), words[at]
    *before, final = last.split()
    return (
        KnownName(
            entity,
            tuple(first.lower().split()),
            tuple(word.lower() for word in before),
            "weak" in notes,
            "f" in notes.split(),
        ),
        final,
    )


def _taught(entities: Iterable[Entity]) -> Iterator[tuple[KnownName, str]]:
    """Yield a user's own people: those with a name in Cyrillic letters."""
    for entity in entities:
        for spelling in (entity.name, *entity.aliases):
            if (
                " " in spelling
                and not spelling.isascii()
                and all(ord(letter) > 0x400 for letter in spelling if letter.isalpha())
            ):
                yield _known(entity, spelling, "weak" if entity.weak else "")


def cases_of(found: Iterable[tuple[KnownName, int]]) -> int:
    """Return all cases that *found* may stand in."""
    mask = 0
    for _, cases in found:
        mask |= cases
    return mask or ANY
