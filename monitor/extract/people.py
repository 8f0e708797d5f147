"""The people and bodies of one article, as it introduces them.

A newspaper names a leader in full once ("Russian President Vladimir Putin") and then by
surname, office or pronoun; the cast keeps who is who within the article.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from monitor.extract.entity import Entity

_SHORT = 3


class How(StrEnum):
    """What kind of words refer to somebody."""

    NAME = "name"
    OFFICE = "office"
    MANY = "many"
    PAIR = "pair"
    PRONOUN = "pronoun"
    BODY = "body"
    OTHER = "other"


@dataclass(slots=True, eq=False)
class Person:
    """Somebody in this article; `leader` and `official` as the article's own titles have it."""

    name: str
    office: str | None = None
    side: str | None = None
    leader: bool = False
    official: bool = False
    several: bool = False
    candidate: bool = False
    entity: Entity | None = None
    org: str | None = None
    titled: bool = False
    private: bool = False


@dataclass(slots=True, eq=False)
class Mention:
    """Words `[start, end)` of a sentence that refer to *people*."""

    start: int
    end: int
    how: How
    people: tuple[Person, ...] = ()
    office: str | None = None
    side: str | None = None
    rank: str | None = None
    possessor: Person | None = None
    foreign: bool = False

    @property
    def leaders(self) -> tuple[Person, ...]:
        """Those of the people who count as leaders."""
        return tuple(person for person in self.people if person.leader)

    @property
    def official(self) -> bool:
        """Tell whether anyone here speaks for a state, party or body."""
        return any(person.official for person in self.people)


@dataclass(slots=True)
class Cast:
    """Everybody introduced so far, by surname, entity and office; `public`: about public affairs."""

    people: list[Person] = field(default_factory=list)
    by_surname: dict[str, Person] = field(default_factory=dict)
    by_entity: dict[str, Person] = field(default_factory=dict)
    by_office: dict[tuple[str, str | None], Person] = field(default_factory=dict)
    public: bool = False

    def known(self, entity: Entity) -> Person:
        """Return the person the lexicon's *entity* is in this article, taking them in if new."""
        person = self.by_entity.get(entity.name)
        if person is None:
            person = Person(
                entity.name,
                entity.office,
                entity.side,
                entity.leader,
                entity.official,
                candidate=entity.candidate,
                entity=entity,
            )
            self.by_entity[entity.name] = person
            last = tuple(name.rsplit(" ", 1)[-1] for name in (entity.name, *entity.aliases))
            self._enter(
                person,
                entity.surnames + tuple(name for name in last if name.isalpha() and len(name) > _SHORT),
            )
        return person

    def named(self, name: str) -> Person:
        """Return the person called *name* in this article, taking them in if new."""
        surname = name.rsplit(" ", 1)[-1].lower()
        person = self.by_surname.get(surname)
        if person is None or (
            person.entity and " " in name and person.name.split()[0] != name.split(maxsplit=1)[0]
        ):
            person = Person(name)
            self._enter(person, (surname,))
        elif len(name) > len(person.name) and person.entity is None:
            person.name = name
        return person

    def _enter(self, person: Person, surnames: tuple[str, ...]) -> None:
        self.people.append(person)
        for surname in surnames:
            self.by_surname.setdefault(surname.lower(), person)
