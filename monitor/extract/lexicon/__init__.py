"""The lexicon: people, countries, offices and verbs as data (TOML, CSV) for all languages.

`Lexicon.load_default()` reads the shipped files once in a process; `Lexicon.extended` lays a
user's own entities and words over them without touching the shared one.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Any

from monitor.extract.entity import Entity
from monitor.extract.lexicon.table import Phrase, Table, words
from monitor.extract.lexicon.taught import Taught

__all__ = ["Lexicon", "Organ", "Phrase", "Table", "Taught", "words"]


@dataclass(frozen=True, slots=True)
class Organ:
    """An institution, "foreign ministry", and the country or body whose it is, if that is named."""

    name: str
    side: str | None


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """All that the readers look words up in; immutable once built, and equal to itself alone.

    `names` finds entities by name, `places` countries and bodies, `offices` ranks of office,
    `bodies` institutions (True: official). `english` are the word lists as read.
    """

    entities: tuple[Entity, ...]
    names: Table[tuple[Entity, ...]]
    places: Table[PlaceName]
    offices: Table[str]
    bodies: Table[bool]
    many_sides: Table[bool]
    english: dict[str, Any]
    taught: tuple[Taught, ...] = ()
    """what a user taught in any language; the language packs take it from here."""

    @staticmethod
    def load_default() -> Lexicon:
        """Return the shipped lexicon, read once in a process."""
        return _default()

    def knows(self, name: str) -> bool:
        """Tell whether *name* is a person's or body's, or a country's."""
        return bool(self.named(name) or self.sides_named(name))

    def named(self, name: str) -> tuple[Entity, ...]:
        """Return the entities that *name*, in any case, is a name of."""
        phrase = words(name)
        found = self.names.at(phrase, 0) if phrase else None
        return found[1] if found and found[0] == len(phrase) else ()

    @property
    def states(self) -> frozenset[str]:
        """The countries by their first names, no bodies or movements among them."""
        rows = (row for rows in self.places.firsts.values() for row in rows)
        return frozenset(place.side for _, _, place in rows if place.how == "name")

    def sides_named(self, name: str) -> frozenset[str]:
        """Return the countries or bodies that *name*, in any case, stands for."""
        phrase = words(name)
        found = self.places.at(phrase, 0) if phrase else None
        return frozenset({found[1].side}) if found and found[0] == len(phrase) else frozenset()

    def organ_named(self, name: str) -> Organ | None:
        """Return the institution that *name*, "Turkish Foreign Ministry" in any case, stands for, or None."""
        phrase = words(name)
        phrase = phrase[1:] if phrase[:1] == ("the",) else phrase
        place = self.places.at(phrase, 0) if phrase else None
        start = place[0] if place else 0
        if place and phrase[start : start + 1] == ("'s",):
            start += 1
        found = self.bodies.at(phrase, start) if start < len(phrase) else None
        if found is None or start + found[0] != len(phrase):
            return None
        return Organ(name=" ".join(phrase[start:]), side=place[1].side if place else None)

    def extended(self, *, entities: Iterable[Entity] = (), taught: Iterable[Taught] = ()) -> Lexicon:
        """Return this lexicon with *entities* added and the words that are *taught*.

        An entity of a known name replaces it, keeping its aliases; a word of contact taught as
        another kind is of that kind from then on.
        """
        own, more = tuple(entities), tuple(taught)
        known = {entity.name: entity for entity in self.entities}
        for entity in own:
            known[entity.name] = _merged(known.get(entity.name), entity)
        everyone = tuple(known.values())
        return replace(
            self,
            entities=everyone,
            names=_names(everyone) if own else self.names,
            taught=(*self.taught, *more),
        )


@dataclass(frozen=True, slots=True)
class PlaceName:
    """A country or body by one of its names; `how` is name, demonym, seat or body."""

    side: str
    how: str


def _merged(old: Entity | None, new: Entity) -> Entity:
    if old is None:
        return new
    return replace(
        new,
        aliases=tuple(dict.fromkeys((*old.aliases, *new.aliases))),
        surnames=new.surnames or old.surnames,
        office=new.office or old.office,
        side=new.side or old.side,
        groups=tuple(dict.fromkeys((*old.groups, *new.groups))),
        weak=old.weak and new.weak,
    )


@cache
def _default() -> Lexicon:
    english = _read("en")
    countries = _read("countries")
    everyone = (*_leaders(_read("leaders")), *_officials(_read("officials")))
    return Lexicon(
        entities=everyone,
        names=_names(everyone),
        places=_places(countries),
        offices=_offices(english["offices"]),
        bodies=_bodies(english["bodies"]),
        many_sides=Table((words(text), True) for text in countries["many_sides"]),
        english=english,
    )


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath(f"{name}.toml").read_text(encoding="utf-8"))


def _leaders(table: dict[str, Any]) -> Iterable[Entity]:
    held = table["offices_held"]
    for country, lines in table["leaders"].items():
        for line in lines.strip().splitlines():
            names, office, notes = (part.strip() for part in line.split("|"))
            entity = _leader(names, notes)
            office, side = held.get(entity.name, (office, country))
            yield replace(entity, office=office, side=side)


def _officials(table: dict[str, Any]) -> Iterable[Entity]:
    for country, lines in table["officials"].items():
        for line in lines.strip().splitlines():
            names, office, notes = (part.strip() for part in line.split("|"))
            yield replace(_leader(names, notes), office=office, side=country, leader=office == "party leader")


def _leader(names: str, notes: str) -> Entity:
    name, *aliases = (part.strip() for part in names.split(";"))
    surnames = [part for alias in aliases if alias.startswith("~") for part in alias[1:].split(", ")]
    one_word = [alias for alias in aliases if " " not in alias and not alias.startswith("~")]
    return Entity(
        name=name,
        aliases=tuple(alias for alias in aliases if " " in alias and not alias.startswith("~")),
        surnames=tuple(surnames or [_surname(name)]) + tuple(one_word),
        weak="weak" in notes,
        candidate="candidate" in notes,
    )


def _surname(name: str) -> str:
    titled = name.split(" ", 1)
    return (
        name
        if titled[0] in {"King", "Queen", "Pope", "Prince", "Sheikh", "Sultan"}
        else name.rsplit(" ", 1)[-1]
    )


def _names(everyone: Iterable[Entity]) -> Table[tuple[Entity, ...]]:
    found: dict[Phrase, tuple[Entity, ...]] = {}
    for entity in everyone:
        short = () if entity.weak else entity.surnames
        for text in (entity.name, *entity.aliases, *short):
            phrase = words(text)
            if entity not in found.get(phrase, ()):
                found[phrase] = (*found.get(phrase, ()), entity)
    return Table(found.items())


def _places(table: dict[str, Any]) -> Table[PlaceName]:
    found: dict[Phrase, PlaceName] = {}
    for line in table["countries"]:
        names, demonyms, seats = (part.split(sep) for part, sep in zip(line.split("|"), ";,,", strict=True))
        side = names[0].strip()
        for texts, how in ((seats, "seat"), (demonyms, "demonym"), (names, "name")):
            found.update({words(text): PlaceName(side, how) for text in texts if text.strip()})
        people = [text.strip() + "s" for text in demonyms if text.strip().endswith(("n", "i"))]
        found.update({words(text): PlaceName(side, "seat") for text in people})
    for line in table["bodies"]:
        side, *_ = texts = [text.strip() for text in line.split(";")]
        found.update({words(text): PlaceName(side, "body") for text in texts})
    return Table(found.items())


def _offices(table: dict[str, Any]) -> Table[str]:
    ranks = ("private", "official", "many", "of_country", "any")
    return Table((words(text), rank) for rank in ranks for text in table[rank])


def _bodies(table: dict[str, Any]) -> Table[bool]:
    return Table(
        (words(text), kind == "official") for kind in ("private", "official") for text in table[kind]
    )
