"""The registry of office holders: who held which office, and when (`holders.csv`); proposes, never decides.

`lexicon/holders.csv` has one term a line: country, office, from, to, name, family name, other forms. Dates
are ISO, as exact as known ("2014", "2014-06-07", "2017~2021": some day between); an open end is empty. A
line of one year ("2019, 2019") of a minister says only that he held it then. Lines are split when they are
first asked for.
"""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from functools import cache, lru_cache
from importlib.resources import files

_CHANGE = 14
"""Days around a change of office in which the office alone does not say who is meant."""


_SOUNDS = (
    ("iy", "i"), ("yy", "i"), ("ij", "i"), ("y", "i"), ("kh", "h"), ("gh", "g"), ("dj", "j"), ("ou", "u"),
    ("oo", "u"), ("ee", "i"), ("ie", "i"), ("oe", "o"), ("ue", "u"), ("ae", "a"), ("w", "v"), ("q", "k"),
    ("ck", "k"), ("c", "k"), ("ts", "s"), ("tz", "s"), ("ph", "f"), ("x", "ks"), ("ei", "i"), ("ai", "i"),
    ("e", "i"), ("o", "u"),
)  # fmt: skip
_PLAIN = "đdj Đdj ðd øo Øo łl Łl ıi ħh ßss æae Æae œoe þth Þth"
_STROKES = str.maketrans({pair[0]: pair[1:] for pair in _PLAIN.split()})
"""Letters that have no accent to take away."""
_LONG, _CLOSE = 5, 0.84
_REMEMBERED = 4096
_GONE = 365
"""Days after which who has left every office is a former leader even where the text does not say so."""


@dataclass(frozen=True, slots=True)
class Offices:
    """Which names are one office's, and which offices head a state (`lexicon/offices.toml`)."""

    same: Mapping[str, str]
    heads: frozenset[str]
    any: frozenset[str]
    never_any: frozenset[str]


@cache
def offices() -> Offices:
    """Return the table of offices, read once in a process."""
    place = files("monitor.extract.lexicon").joinpath("offices.toml")
    rows = tomllib.loads(place.read_text(encoding="utf-8"))
    same = {name: office for office, names in rows["same"].items() for name in names}
    ranks = {name: frozenset(found) for name, found in rows["ranks"].items()}
    return Offices(same, ranks["heads"], ranks["any"], ranks["never_any"])


def plain_office(office: str) -> str:
    """Return *office* by the name that all its names share: "PM" and "premier" are the prime minister."""
    low = office.lower()
    return offices().same.get(low, low)


@dataclass(frozen=True, slots=True)
class Term:
    """One term of office."""

    side: str
    office: str
    since: str
    until: str
    name: str
    family: str
    forms: tuple[str, ...]

    @property
    def first_day(self) -> date | None:
        """The first day it may have begun."""
        return _day(self.since, last=False)

    @property
    def last_day(self) -> date | None:
        """The last day it may have ended; None where it has not."""
        return _day(self.until, last=True)

    def surely_on(self, day: date) -> bool:
        """Tell whether it surely ran on *day*: a year alone leaves its own days open."""
        begun, over = _day(self.since, last=True), _day(self.until, last=False)
        return (
            begun is not None
            and (day - begun).days > _CHANGE
            and (over is None or (over - day).days > _CHANGE)
        )

    def maybe_on(self, day: date) -> bool:
        """Tell whether it may have run on *day* or near it."""
        begun, over = self.first_day, self.last_day
        late = over is not None and (day - over).days > _CHANGE
        return not late and (begun is None or (begun - day).days <= _CHANGE)


def _day(text: str, *, last: bool) -> date | None:
    text = text.rpartition("~")[2] if last else text.partition("~")[0]
    if not text:
        return None
    year, month, day = (*(int(part) for part in text.split("-")), 0, 0)[:3]
    if not month:
        return date(year, 12, 31) if last else date(year, 1, 1)
    return date(year, month, day or (28 if last else 1))


def folded(text: str) -> str:
    """Return *text* in lower case without accents and apostrophes, as names are compared."""
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text.translate(_STROKES)).encode("ascii", "ignore").decode()
    low = text.lower()
    return low if low.isalnum() else low.replace("'", "").replace(".", "")


class Registry:
    """The terms, by family name and by country and office."""

    def __init__(self, text: str) -> None:
        """Index the lines of *text*; each is split once it is asked for."""
        self._lines = text.splitlines()[1:]
        self._families: dict[str, list[int]] = {}
        self._offices: dict[tuple[str, str], list[int]] = {}
        self._names: dict[str, list[int]] = {}
        self._sides: dict[str, list[int]] = {}
        self._terms: dict[int, Term] = {}
        self.called = lru_cache(maxsize=_REMEMBERED)(self._called)
        """Returns the terms of those whose full name some folded words may be, remembered."""
        same = offices().same
        for number, line in enumerate(self._lines):
            side, office, _, _, name, family, _ = line.split(",", 6)
            self._offices.setdefault((side, same.get(office, office)), []).append(number)
            self._names.setdefault(name, []).append(number)
            self._sides.setdefault(side, []).append(number)
            for word in folded(family).replace("-", " ").split():
                self._families.setdefault(word, []).append(number)

    def _term(self, number: int) -> Term:
        term = self._terms.get(number)
        if term is None:
            side, office, since, until, name, family, forms = self._lines[number].split(",", 6)
            other = tuple(part.strip() for part in forms.split(";") if part.strip())
            term = self._terms[number] = Term(side, office, since, until, name, family, other)
        return term

    def knows_family(self, word: str) -> bool:
        """Tell whether *word*, folded, is part of a family name."""
        return word in self._families

    def _called(self, words: tuple[str, ...]) -> tuple[Term, ...]:
        """Return the terms of those whose full name *words* may be: family and given name agree."""
        found = dict.fromkeys(
            number
            for word in words
            for number in self._families.get(word.replace("-", " ").split(" ")[-1], ())
        )
        return tuple(term for number in found if _agree(term := self._term(number), words))

    def spelled_like(self, words: Sequence[str], side: str) -> list[Term]:
        """Return the terms of *side* whose holder is *words* in another spelling: "Berdymukhamedov"."""
        return [
            term
            for number in self._sides.get(side, ())
            if _alike((term := self._term(number)).family, words[-1]) and _given_alike(term, words)
        ]

    def of_family(self, family: str, side: str, office: str) -> list[Term]:
        """Return the terms of *family* in that *office* of *side*."""
        return [
            term
            for number in self._families.get(family, ())
            if (term := self._term(number)).side == side and plain_office(term.office) == plain_office(office)
        ]

    def terms_of(self, name: str) -> list[Term]:
        """Return the terms of who is called *name* canonically."""
        return [self._term(number) for number in self._names.get(name, ())]

    def holder(self, side: str, office: str, day: date) -> str | None:
        """Return the name of who held *office* of *side* on *day*, where it is surely one."""
        numbers = self._offices.get((side, plain_office(office)), ())
        terms = [self._term(number) for number in numbers]
        maybe = {term.name for term in terms if term.maybe_on(day)}
        sure = {term.name for term in terms if term.surely_on(day)}
        return next(iter(sure)) if len(sure) == 1 and maybe == sure else None

    def out_of_office(self, name: str, day: date) -> bool | None:
        """Tell whether who headed a state or government had left by *day*; None where unknown."""
        terms = [term for term in self.terms_of(name) if plain_office(term.office) in offices().heads]
        if not terms:
            return None
        return all(term.last_day is not None and (day - term.last_day).days > _GONE for term in terms)

    def not_yet(self, name: str, day: date) -> bool:
        """Tell whether who headed a state or government came to office long after *day*."""
        begun = [
            term.first_day for term in self.terms_of(name) if plain_office(term.office) in offices().heads
        ]
        return bool(begun) and all(one is not None and (one - day).days > 366 * 12 for one in begun)


def _agree(term: Term, words: Sequence[str]) -> bool:
    """Tell whether *words* are a full name of *term*'s holder: all are its words, or initials of them."""
    for name in (term.name, *term.forms):
        own = folded(name).replace("-", " ").split()
        said = [part for word in words for part in word.replace("-", " ").split()]
        if len(set(said)) > 1 and all(_part_of(word, own) for word in said) and _family_last(term, own, said):
            return True
    return False


def _part_of(word: str, own: Iterable[str]) -> bool:
    return any(word == one or (len(word) == 1 and one.startswith(word)) for one in own)


def _family_last(term: Term, own: Sequence[str], said: Sequence[str]) -> bool:
    """Tell whether the family stands where it does in the name: last, or first where families come first."""
    family = set(folded(term.family).replace("-", " ").split())
    return said[-1] in family if own[-1] in family else not family.isdisjoint(said)


def sounded(word: str) -> str:
    """Return *word*, folded, as its sounds, which spellings from another alphabet have in common."""
    for letters, sound in _SOUNDS:
        word = word.replace(letters, sound)
    return "".join(letter for letter, after in zip(word, word[1:] + " ", strict=True) if letter != after)


def _alike(family: str, word: str) -> bool:
    """Tell whether *word* is a spelling of *family*."""
    said = sounded(word)
    return any(
        sounded(one) == said
        or (len(said) > _LONG and SequenceMatcher(None, sounded(one), said).ratio() > _CLOSE)
        for one in folded(family).replace("-", " ").split()
    )


def _given_alike(term: Term, words: Sequence[str]) -> bool:
    """Tell whether a given name agrees, by its first letter, or none is said."""
    own = {
        sounded(one)[0] for name in (term.name, *term.forms) for one in folded(name).split() if one.isalpha()
    }
    return len(words) < 2 or sounded(words[0])[0] in own


@cache
def load_registry() -> Registry:
    """Return the shipped registry, read once in a process."""
    text = files("monitor.extract.lexicon").joinpath("holders.csv").read_text(encoding="utf-8")
    return Registry(text)
