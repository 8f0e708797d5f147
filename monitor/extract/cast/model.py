"""Who an article is about: parties, and the words that mention them.

Identity before names: a party is built from what the article says of it (full name, office, country, date),
and a registry of known leaders only proposes. An unknown person whose office the text gives is as good as a
known one.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class PartyKind(StrEnum):
    """What a party is."""

    PERSON = "person"
    GROUP = "group"
    """several: "Syrian leaders", "the two presidents"; `members` where they are known."""
    GOVERNMENT = "government"
    """a country acting as its government: "Ankara", "the Syrian government", "Russia" as who acts."""
    MOVEMENT = "movement"
    """an armed or opposition movement or party: "the Taliban", "Hamas"."""
    BODY = "body"
    """a ministry, office, agency, army, international body: "the foreign ministry", "the Kremlin", "NATO"."""
    OTHER = "other"
    """somebody named who is none of these: companies, celebrities, unnamed aides and sources."""


class How(StrEnum):
    """What kind of words mention a party."""

    FULL_NAME = "full name"
    NAME = "name"
    """a surname or one word."""
    OFFICE = "office"
    DEMONYM = "demonym"
    """"Russian" in "the Russian leader" is part of an office; alone ("the Russians") a weak mention."""
    SEAT = "seat"
    BODY = "body"
    PLURAL = "plural"
    PRONOUN = "pronoun"
    POINTER = "pointer"
    """"the two", "both sides", "his Turkish counterpart", "the pair", "the country"."""


@dataclass(slots=True, eq=False)
class Party:
    """Somebody or something in this article that can take part in a contact or deny something.

    `name` is shown (nominative, canonical where known). `side` is the country, body or movement it acts for.
    `leader`: counts as a leader for contacts by what the text and the registry give; `official`: speaks for a
    state, army, party or international body. `basis` says why it is who it is ("full name", "office and
    country", "surname, named in full in sentence 2"). `sure` is 0 (weak: counts only beside sure ones), 1
    (sure).
    """

    name: str
    kind: PartyKind
    office: str | None = None
    side: str | None = None
    sex: str = ""
    leader: bool = False
    official: bool = False
    former: bool = False
    spokesman: bool = False
    """a spokesman, press office or ministry: denies for its side, is no party to a contact."""
    sure: int = 1
    several: bool = False
    """leaders of several countries that are one band, "EU leaders": they may meet each other."""
    facing: Party | None = None
    """of whom it is the counterpart: surely of another side."""
    members: tuple[Party, ...] = ()
    basis: str = ""
    forms: set[str] = field(default_factory=set)
    first: int = 0
    """number of the sentence that mentions it first."""
    last: int = 0


@dataclass(slots=True, eq=False)
class Mention:
    """Tokens `[start, end)` of a sentence that mention *party*; `head` carries number and case.

    `possessor` is who "his", "their", "Putin's" within it stands for. `plural`: the words are plural.
    """

    start: int
    end: int
    head: int
    party: Party
    how: How
    possessor: Party | None = None
    plural: bool = False
