"""The shapes that words of identity take in a sentence, before it is known who is meant."""

from __future__ import annotations

from dataclasses import dataclass, field

from monitor.extract.cast.model import Party
from monitor.extract.cast.words import Body, NameGrammar, Office, Word
from monitor.extract.lexicon import PlaceName
from monitor.extract.syntax.model import Tagged, Token

PERSON, GROUP, BODY, PLACE, NAME, PRONOUN, POINTER, PAIRED = (
    "person",
    "group",
    "body",
    "place",
    "name",
    "pronoun",
    "pointer",
    "paired",
)
"""Kinds of shape: an office (with or without a name), a plural office, a body, a place, a bare name, …"""


_LONGEST_HEAD = 5


@dataclass(slots=True)
class Line:
    """One sentence as it is read: `keys` is what words are looked up by, `raw` as written."""

    tagged: Tagged
    tokens: list[Token]
    keys: list[str]
    raw: list[str]
    headline: bool
    capitals: bool
    """All in capitals: case tells nothing."""
    words: list[tuple[int, Word] | None]
    """What phrase of identity begins at each word, looked up once."""
    places: list[tuple[int, PlaceName] | None]
    """What country, people or seat begins at each word."""
    starts: list[int]
    """Where anything may begin: most words are nothing."""
    last_office: int
    """Where the last word of an office begins; -1 where there is none."""

    def word(self, index: int) -> tuple[int, Word] | None:
        """Return the length and readings of the phrase of identity at *index*, or None."""
        return self.words[index] if 0 <= index < len(self.words) else None

    def place(self, index: int) -> tuple[int, PlaceName] | None:
        """Return the length and side of the country, its people or seat at *index*, or None."""
        return self.places[index] if 0 <= index < len(self.places) else None

    def key(self, index: int) -> str:
        """Return the key at *index*, "" past the end."""
        return self.keys[index] if 0 <= index < len(self.keys) else ""

    def upper(self, index: int) -> bool:
        """Tell whether the word at *index* has a capital."""
        return 0 <= index < len(self.raw) and self.raw[index][0].isupper()


def prefixed(keys: list[str], at: int, grammar: NameGrammar) -> tuple[int, Word] | None:
    """Return what "then-President", "ex-prime minister" begin: the office without its prefix."""
    prefix, _, rest = keys[at].partition("-")
    if prefix not in grammar.lists["prefixes"] or rest not in grammar.table.firsts:
        return None
    return grammar.table.at([rest, *keys[at + 1 : at + _LONGEST_HEAD]], 0)


@dataclass(slots=True, eq=False)
class Shape:
    """Words `[start, end)` that say who, with what they say: office and rank, sides, name, possessor.

    `name` are the places of the name's words. `unknown`: it is the office of something that is not known
    ("club president"). `bare`: an office that is a leader's only by whom it points at ("the leader").
    """

    kind: str
    start: int
    end: int
    head: int
    office: Office | None = None
    title: str = ""
    rank: str = ""
    sides: list[str] = field(default_factory=list)
    many: bool = False
    listed: bool = False
    private: bool = False
    regional: bool = False
    """of a town, a province, a house of parliament: no leader, but official."""
    possessed: bool = False
    vague: bool = False
    former: bool = False
    lesser: bool = False
    one_of: str = ""
    """is one of several who are called so, "a senior leader"; which modifier says it."""
    new: bool = False
    camp: str = ""
    of_state: bool = False
    """has "government" or "state" before it, with no country named."""
    count: int = 0
    unknown: bool = False
    doubtful: bool = False
    bare: bool = False
    indefinite: bool = False
    """has "a", "one" or the like before it."""
    name: tuple[int, int] | None = None
    honorific: str = ""
    body: Body | None = None
    place: PlaceName | None = None
    owner: Shape | None = None
    pointer: str = ""
    modified: bool = False
    soldier: bool = False
    """has an army's rank before the name."""
    knighted: bool = False
    """"Sir Keir": a given name stands for the person."""
    many_names: tuple[tuple[int, int], ...] = ()
    party: Party | None = None
    folded: tuple[tuple[int, int] | None, tuple[str, ...]] | None = None
    """The name and its words as names are compared, once asked for."""
    stranger: bool = False
    """speaks for somebody unknown: "Comcast spokesman Jo Dee"."""
    paired: bool = False
    """of the two countries spoken of: "the presidents of both countries"."""
    plural: bool = False
