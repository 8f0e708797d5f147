"""Entity linking: lexicon and registry candidates for a name, and evidence in the article against them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from monitor.extract.cast.registry import Registry, folded, load_registry, plain_office
from monitor.extract.entity import Entity
from monitor.extract.lexicon import Lexicon


@dataclass(slots=True)
class SaidName:
    """What the text says of a name: the words of it, folded, and what stands with them."""

    words: tuple[str, ...]
    sides: tuple[str, ...] = ()
    office: str = ""
    leads: bool = False
    lower: bool = False
    """an office below a leader's, or none of state."""
    former: bool = False
    sex: str = ""


@dataclass(slots=True)
class KnownPeople:
    """The people of the lexicon and the registry, by any word of their names. Built once for a lexicon."""

    lexicon: Lexicon
    feminine: frozenset[str]
    common: frozenset[str]
    women: frozenset[str] = frozenset()
    registry: Registry = field(default_factory=load_registry)
    by_full: dict[tuple[str, ...], list[Entity]] = field(default_factory=dict)
    by_surname: dict[str, list[Entity]] = field(default_factory=dict)
    by_name: dict[str, Entity] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Index the lexicon's people."""
        for entity in self.lexicon.entities:
            self.by_name.setdefault(entity.name, entity)
            for text in (entity.name, *entity.aliases):
                self.by_full.setdefault(tuple(name_words(text)), []).append(entity)
            for text in dict.fromkeys((*entity.surnames, *self._last(entity), *_single(entity.aliases))):
                self.by_surname.setdefault(folded(text), []).append(entity)

    @staticmethod
    def _last(entity: Entity) -> Iterable[str]:
        return () if entity.surnames else (entity.name.rsplit(" ", 1)[-1],)

    def sex(self, name: str) -> str:
        """Return "f" where the given name is a woman's, "" where it does not tell."""
        first = folded(name).split(" ")[0]
        return "f" if first in self.feminine or name in self.women else ""

    def full(self, said: SaidName, day: date | None) -> Entity | None:
        """Return who a full name stands for, or None: known so, or in the registry with all its words."""
        exact = [one for one in self.by_full.get(said.words, ()) if not self._speaks_against(one, said)]
        if exact:
            return self.fittest(exact, said, day)
        near = self._of_country(said)
        if near:
            return self.fittest(near, said, day)
        return self._registered(said, day)

    def _of_country(self, said: SaidName) -> list[Entity]:
        """Return known leaders of that surname, side and first letter: "Recep Erdogan of Turkey"."""
        if not said.sides or len(said.words) < 2 or said.lower:
            return []
        return [
            one
            for one in self.by_surname.get(said.words[-1], ())
            if one.side in said.sides and self._alike(one, said.words) and not self._speaks_against(one, said)
        ]

    @staticmethod
    def _alike(entity: Entity, words: Sequence[str]) -> bool:
        """Tell whether a given name agrees: "Mohammad"/"Mohammed" do, "James"/"Garret" do not."""
        own = [word for text in (entity.name, *entity.aliases) for word in name_words(text)]
        return any(word in own or any(word[:3] == one[:3] for one in own) for word in words[:-1])

    def _registered(self, said: SaidName, day: date | None) -> Entity | None:
        terms = [
            term for term in self.registry.called(said.words) if not said.sides or term.side in said.sides
        ]
        if not terms and len(said.sides) == 1 and not said.lower:
            terms = self.registry.spelled_like(said.words, said.sides[0])
        names = dict.fromkeys(term.name for term in terms)
        if len(names) != 1:
            return None
        name = next(iter(names))
        if name in self.by_name:
            known = self.by_name[name]
            return None if self._speaks_against(known, said) else known
        if said.lower and not said.leads:
            return None
        if day is not None and self.registry.not_yet(name, day):
            return None
        latest = terms[-1]
        return Entity(name=name, surnames=(latest.family,), office=latest.office, side=latest.side, weak=True)

    def surname(self, said: SaidName, day: date | None) -> Entity | None:
        """Return who a surname with office or country stands for: "President Bush", "Estonia's Kallas"."""
        found = [
            one
            for one in self.by_surname.get(said.words[-1], ())
            if one.leader and not self._speaks_against(one, said) and self._fits(one, said)
        ]
        if found:
            return self.fittest(found, said, day)
        for side in said.sides:
            terms = self.registry.of_family(said.words[-1], side, said.office)
            names = list(
                dict.fromkeys(term.name for term in terms if day is None or term.maybe_on(day) or said.former)
            )
            if len(names) == 1 and names[0] not in self.by_name:
                return Entity(
                    name=names[0], surnames=(terms[0].family,), office=terms[0].office, side=side, weak=True
                )
        return None

    def _fits(self, entity: Entity, said: SaidName) -> bool:
        if said.sides:
            return entity.side in said.sides
        if not said.leads:
            return False
        office = plain_office(said.office)
        held = {
            plain_office(entity.office or ""),
            *(plain_office(one.office) for one in self.registry.terms_of(entity.name)),
        }
        return office in held

    def alone(self, said: SaidName, day: date | None) -> Entity | None:
        """Return who a bare surname stands for: a prominent one's that is nobody else's and no other word."""
        found = self.by_surname.get(said.words[-1], ()) if len(said.words) == 1 else ()
        strong = [one for one in found if not one.weak]
        if not strong or said.words[-1] in self.common or self._speaks_against(strong[0], said):
            return None
        if len({one.name for one in strong}) > 1:
            strong = [one for one in strong if day is None or self.serving(one, day)] or strong
        if day is not None and self.registry.not_yet(strong[0].name, day):
            return None
        return self.fittest(strong, said, day)

    def beside(self, said: SaidName, day: date | None, lands: Collection[str] = ()) -> Entity | None:
        """Return whom a common surname next to a leader's means, "Yeltsin and Kohl": one in office then.

        Of several it is the one of whose country the article speaks (*lands*); where all are of one country,
        one of them, by the surname alone.
        """
        found = [
            one
            for one in self.by_surname.get(said.words[-1], ())
            if one.leader and not self._speaks_against(one, said)
        ]
        if day is not None and len(found) > 1:
            found = [one for one in found if self.serving(one, day)] or found
        if len({one.name for one in found}) > 1:
            found = [one for one in found if not one.weak] or self.of_lands(found, lands) or found
        found = _one_of(found, said.words[-1]) if len({one.name for one in found}) > 1 else found
        return found[0] if len({one.name for one in found}) == 1 else None

    @staticmethod
    def of_lands(found: Sequence[Entity], lands: Collection[str]) -> list[Entity]:
        """Return those of *found* whose country, or that of their opposition, is one of *lands*."""
        return [one for one in found if (one.side or "").split("'s ", 1)[0] in lands]

    def public(self, said: SaidName) -> bool:
        """Tell whether a surname that stands for nobody yet is a public figure's: "a Romney spokesman"."""
        return bool(said.words) and any(one.official for one in self.by_surname.get(said.words[-1], ()))

    def serving_on(self, entity: Entity, day: date | None) -> bool:
        """Tell whether *entity* held office on *day*; not where there is no day."""
        return day is not None and self.serving(entity, day)

    def serving(self, entity: Entity, day: date) -> bool:
        """Tell whether *entity* may have held an office on *day*."""
        terms = self.registry.terms_of(entity.name)
        return any(term.maybe_on(day) for term in terms)

    def fittest(self, found: Sequence[Entity], said: SaidName, day: date | None) -> Entity:
        """Return the one of *found* whose side, sex, office and time fit best."""

        def fit(entity: Entity) -> tuple[bool, bool, bool, bool, str]:
            return (
                entity.side in said.sides,
                bool(said.sex) and said.sex == (self.sex(entity.name) or "m"),
                bool(said.office) and plain_office(entity.office or "") == plain_office(said.office),
                day is not None and self.serving(entity, day),
                max((term.since for term in self.registry.terms_of(entity.name)), default=""),
            )

        return max(found, key=fit)

    def _speaks_against(self, entity: Entity, said: SaidName) -> bool:
        """Tell whether the text says of a name what *entity* is not: another country, another sex."""
        if said.sex == "f" and self.sex(entity.name) != "f" and len(said.words) < 2:
            return True
        if not said.sides or entity.side is None or said.former:
            return False
        own = self.lexicon.sides_named(entity.side)
        lands = [side for side in said.sides if self.lexicon.sides_named(side)]
        if not own or not lands or entity.side in said.sides:
            return False
        return not any(term.side in said.sides for term in self.registry.terms_of(entity.name))

    def _heads_side(self, entity: Entity) -> bool:
        """Tell whether the terms are of what *entity* is known for: a NATO chief was once a premier."""
        return any(term.side == entity.side for term in self.registry.terms_of(entity.name))

    def gone(self, entity: Entity, day: date | None) -> bool:
        """Tell whether who headed a state or government was long out of office on *day*."""
        if day is None or entity.candidate or not self._heads_side(entity):
            return False
        return self.registry.out_of_office(entity.name, day) is True


def _one_of(found: Sequence[Entity], surname: str) -> list[Entity]:
    """Return "Clinton" where all who are called so are of one country."""
    sides = {one.side for one in found}
    return [Entity(name=surname.title(), side=found[0].side, weak=True)] if len(sides) == 1 else []


def _single(aliases: Iterable[str]) -> Iterable[str]:
    """Return the aliases of one word: who is called so is meant by it alone."""
    return (text for text in aliases if " " not in text)


def name_words(text: str) -> list[str]:
    """Return the words of a name, folded, as names are compared."""
    return folded(text.replace("'s ", " s ")).split()
