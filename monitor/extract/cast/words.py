"""The vocabulary of identity in one language: offices, bodies, titles, pronouns (`names.toml`).

The cast asks nothing of a language but this: how a token is looked up (`key`), how a name is shown
(`shown`), and the tables. A language that inflects gives its lemmas as keys and the nominative as what is
shown.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from monitor.extract.entity import Entity
from monitor.extract.lang.rows import read_table
from monitor.extract.lexicon import Lexicon, PlaceName
from monitor.extract.lexicon.table import Phrase, Table, words
from monitor.extract.syntax.model import Token

LEADER, COUNTRY, OFFICIAL, PRIVATE, STAFF, KIN, DOMAIN = (
    "leader",
    "country",
    "official",
    "private",
    "staff",
    "kin",
    "domain",
)
"""Ranks of offices; `docs/architecture.md` says what each means."""


def low(token: Token) -> str:
    """Return *token* as a language looks it up that does not inflect."""
    return token.low


@dataclass(frozen=True, slots=True)
class Office:
    """A head noun of an office: "president"; `pointer`: "counterpart", whose office is another's."""

    name: str
    rank: str
    plural: bool = False
    sex: str = ""
    side: str | None = None
    spokesman: bool = False
    pointer: bool = False
    loose: bool = False
    """a pointer whose office need not be the same: "his Slovak guest"."""
    crowned: bool = False
    """is part of a name: "King Hussein", "Pope Francis"."""


@dataclass(frozen=True, slots=True)
class Body:
    """A body; `kind`: government, press, media, rebels, movement, seat, party, official and so on."""

    kind: str
    side: str | None = None
    capital: bool = False
    shouted: bool = False
    """only all in capitals, or it is another word: "IS"."""


@dataclass(frozen=True, slots=True)
class Word:
    """What a phrase may be. Several at once: "chief" is an office and goes before one."""

    office: Office | None = None
    body: Body | None = None
    modifier: str = ""
    """former, lesser, new, private, one_of, of_movement, plain or number."""
    domain: bool = False
    many: bool = False
    pointer: str = ""
    """persons, sides, two, three, both, country or world."""


_FIELDS = ("office", "body", "modifier", "domain", "many", "pointer")
_BODY_LISTS = (
    ("home", "party"),
    ("governments", "government"),
    ("press", "press"),
    ("media", "media"),
    ("rebels", "rebels"),
    ("international", "international"),
    ("private", "private"),
    ("official", "official"),
)
_MODIFIERS = ("former", "lesser", "new", "private", "regional", "one_of", "of_movement", "plain")
_POINTERS = ("persons", "sides", "two", "three", "both", "country", "world")


@dataclass(frozen=True, slots=True, eq=False)
class NameGrammar:
    """One language's words of identity.

    `genitive`: a country or name right after an office is its owner ("президент России").
    `places` and `people` are the language's own names of countries and known people; the lexicon's where it
    has none.
    """

    language: str
    table: Table[Word]
    lists: Mapping[str, frozenset[str]]
    counts: Mapping[str, int]
    ruling: Mapping[str, tuple[str, int]]
    """movements that rule a country, and since when."""
    endings: tuple[str, ...]
    places: Table[PlaceName] | None = None
    people: Table[tuple[Entity, ...]] | None = None
    genitive: bool = False
    key: Callable[[Token], str] = low
    shown: Callable[[Sequence[Token]], str] = field(default_factory=lambda: joined)


def joined(tokens: Sequence[Token]) -> str:
    """Return *tokens* as one text: marks that belong to a word stand at it."""
    if len(tokens) == 1:
        return tokens[0].raw
    parts, past = list[str](), -1
    for token in tokens:
        parts.append(token.raw if token.start == past or past < 0 else f" {token.raw}")
        past = token.end
    return "".join(parts)


def load_names(
    language: str,
    *,
    key: Callable[[Token], str] | None = None,
    shown: Callable[[Sequence[Token]], str] | None = None,
) -> NameGrammar:
    """Return the words of *language* (`names.toml`); *key* and *shown* as its inflection needs."""
    grammar = _load(language)
    if key is None and shown is None:
        return grammar
    return _inflected(grammar, key or grammar.key, shown or grammar.shown)


def _inflected(
    grammar: NameGrammar, key: Callable[[Token], str], shown: Callable[[Sequence[Token]], str]
) -> NameGrammar:
    return NameGrammar(
        grammar.language,
        grammar.table,
        grammar.lists,
        grammar.counts,
        grammar.ruling,
        grammar.endings,
        grammar.places,
        grammar.people,
        grammar.genitive,
        key,
        shown,
    )


@cache
def _load(language: str) -> NameGrammar:
    rows = read_table(language, "names")
    found: dict[Phrase, dict[str, Any]] = {}
    for phrase, name, value in _readings(rows):
        found.setdefault(phrase, {}).setdefault(name, value)
    return NameGrammar(
        language=language,
        table=Table((phrase, Word(**readings)) for phrase, readings in found.items()),
        lists=_lists(rows),
        counts=rows["pointers"]["counts"],
        ruling=dict(_ruling(rows.get("ruling", ()))),
        endings=tuple(rows["modifiers"]["endings"]),
        places=_places(rows["countries"]) if "countries" in rows else None,
        people=_people(rows["people"]) if "people" in rows else None,
        genitive=bool(rows.get("genitive", False)),
    )


def _readings(rows: Mapping[str, Any]) -> Iterable[tuple[Phrase, str, Any]]:
    """Yield every phrase with one reading of it; of two alike the first holds."""
    for row in rows["office"]:
        for text in row.get("heads", ()):
            yield words(text), "office", _office(text, row, rows, plural=False)
        for text in row.get("plural", ()):
            yield words(text), "office", _office(text, row, rows, plural=True)
    yield from _bodies(rows["bodies"])
    modifiers, pointers = rows["modifiers"], rows["pointers"]
    lists = [("modifier", kind, modifiers[kind]) for kind in _MODIFIERS if kind in modifiers]
    lists += [("modifier", "number", modifiers["numbers"])]
    lists += [("pointer", kind, pointers[kind]) for kind in _POINTERS]
    for name, kind, texts in lists:
        for text in texts:
            yield words(text), name, kind
    for name, texts in (("domain", rows["domains"]["leader"]), ("many", rows["many"])):
        for text in texts:
            yield words(text), name, True


def _office(text: str, row: Mapping[str, Any], rows: Mapping[str, Any], *, plural: bool) -> Office:
    women, men = rows["titles"]["women"], rows["titles"]["men"]
    return Office(
        name=text,
        rank=row["rank"],
        plural=plural,
        sex=row.get("sex", "") or ("f" if text in women else "m" if text in men else ""),
        side=row.get("side"),
        spokesman=row.get("spokesman", False),
        pointer=row.get("pointer", False),
        loose=row.get("loose", False),
        crowned=(text.removesuffix("s") if plural else text) in rows["titles"]["crowned"],
    )


def _bodies(rows: Mapping[str, Any]) -> Iterable[tuple[Phrase, str, Any]]:
    """Yield the bodies: those of one side first, "Side: names", then those of any."""
    capital, shouted, press = frozenset(rows["capital"]), frozenset(rows["shouted"]), frozenset(rows["press"])
    for name, kind in (("movements", "movement"), ("seats", "seat"), ("nationals", "official")):
        for line in rows[name]:
            side, forms = line.split(":", 1)
            for text in (part.strip() for part in forms.split(",")):
                own = "press" if text in press else kind
                yield words(text), "body", Body(own, side.strip(), text in capital, text in shouted)
    for name, kind in _BODY_LISTS:
        for text in rows[name]:
            yield words(text), "body", Body(kind, None, text in capital, text in shouted)


def _lists(rows: Mapping[str, Any]) -> dict[str, frozenset[str]]:
    """Return the plain lists as "section.name"."""
    named = {
        f"{section}.{name}": frozenset(values)
        for section in (
            "pronouns",
            "pointers",
            "titles",
            "names",
            "states",
            "within",
            "speech",
            "modifiers",
            "domains",
            "bodies",
        )
        for name, values in rows.get(section, {}).items()
        if isinstance(values, list)
    }
    alone = {name: frozenset(values) for name, values in rows.items() if _texts(values)}
    return named | alone


def _texts(values: object) -> bool:
    return isinstance(values, list) and all(isinstance(one, str) for one in values)


def _ruling(lines: Iterable[str]) -> Iterable[tuple[str, tuple[str, int]]]:
    """Yield the movements that rule a country, "ANC: South Africa: 1994"."""
    for line in lines:
        movement, country, since = (part.strip() for part in line.split(":"))
        yield movement, (country, int(since))


def _places(lines: Iterable[str]) -> Table[PlaceName]:
    """Read "Side | names | adjectives | seats" of a language."""
    found: dict[Phrase, PlaceName] = {}
    for line in lines:
        side, *rest = (part.strip() for part in line.split("|"))
        for how, texts in zip(("name", "demonym", "seat"), rest, strict=False):
            for text in texts.split(","):
                if text.strip():
                    found.setdefault(words(text), PlaceName(side, how))
    return Table(found.items())


def _people(lines: Iterable[str]) -> Table[tuple[Entity, ...]]:
    """Read "Canonical name: forms" of a language; who they are is the lexicon's."""
    known = {entity.name: entity for entity in Lexicon.load_default().entities}
    found: dict[Phrase, tuple[Entity, ...]] = {}
    for line in lines:
        name, forms = line.split(":", 1)
        for text in forms.split(","):
            if name.strip() in known and (phrase := words(text)):
                found[phrase] = (*found.get(phrase, ()), known[name.strip()])
    return Table(found.items())
