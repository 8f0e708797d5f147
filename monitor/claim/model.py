"""What the ledger is made of: sightings go in, claims come out.

A sighting is what one article says of one contact; a claim is one contact that is said to have
taken place, with every sighting of it. Sightings and analysts' edits are kept; claims follow from
them and nothing else. A claim is reported, confirmed, disputed or denied by somebody, never more.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from monitor.claim.hints import day_in, is_repeated, says_another
from monitor.fact.model import ContactKind, ContactStatus


class SightingKey(NamedTuple):
    """Which sighting: the article, and a number that stands for one contact of it (`sighted.numbered`)."""

    article_id: str
    number: int


class About(StrEnum):
    """What a sighting is of: a contact said to have taken place, or a plan that is denied."""

    CONTACT = "contact"
    PLAN = "plan"


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """One piece of evidence: exact words of the article, and where they stand."""

    field: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidDenial:
    """Who denies the contact of a sighting, in the words of the same article."""

    by: str
    role: str | None
    official: bool
    evidence: tuple[Word, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """What an article tells of one contact.

    `participants` are canonical names, sorted. `parties` are those in `attribution` that are a
    party to the contact or speak for one. `when` is the time as said, `on` its ISO date.
    """

    participants: tuple[str, ...]
    kind: ContactKind
    status: ContactStatus
    about: About = About.CONTACT
    attribution: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()
    when: str | None = None
    on: str | None = None
    evidence: tuple[Word, ...] = ()
    denials: tuple[SaidDenial, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """The article behind a sighting; `published` is None where the article does not say."""

    article_id: str
    path: str
    publisher: str | None
    published: datetime | None
    received: datetime


@dataclass(frozen=True, kw_only=True)
class Sighting:
    """One article's telling of one contact."""

    source: Source
    number: int
    told: Telling

    @cached_property
    def key(self) -> SightingKey:
        """Return which sighting this is."""
        return SightingKey(self.source.article_id, self.number)

    @cached_property
    def is_repeated(self) -> bool:
        """Tell whether the time told is of several contacts ("seven times since 2021")."""
        return is_repeated(self.told.when)

    @cached_property
    def day(self) -> date | None:
        """Return the day of the contact, where the article tells one."""
        return None if self.is_repeated else day_in(self.told.on)

    @cached_property
    def states_day(self) -> bool:
        """Tell whether the day is stated as the contact's own; that of a denial may be when it was denied."""
        return self.told.when is not None and not self.denies and self.day is not None

    @cached_property
    def says_another(self) -> bool:
        """Tell whether the article says that there was a contact before this one."""
        return not self.denies and any(says_another(word.text) for word in self.told.evidence)

    @cached_property
    def denies(self) -> bool:
        """Tell whether the article tells it as denied."""
        return bool(self.told.denials) or self.told.status is ContactStatus.DENIED

    @cached_property
    def start(self) -> tuple[bool, int]:
        """Return where in the article it is told first; the headline comes before the text."""
        return min(((one.field != "title", one.start) for one in self.told.evidence), default=(True, 0))

    @cached_property
    def place(self) -> str:
        """Return what sightings of one claim have in common: who, and whether a contact or a plan."""
        return place_of(self.told.participants, self.told.about)


def place_of(participants: tuple[str, ...], about: About = About.CONTACT) -> str:
    """Return the text under which sightings that may be of one claim are found."""
    return "\x1f".join((about.value, *participants))


class EditKind(StrEnum):
    """What an analyst did."""

    MERGE = "merge"
    SPLIT = "split"


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """An analyst's word on which sightings belong together, kept with who and when.

    `merge`: `keys` are of the same claim as `others`; `split`: of another. `places` are those of
    all of them: claims of other places can meet through an edit alone.
    """

    number: int
    kind: EditKind
    keys: frozenset[SightingKey]
    others: frozenset[SightingKey] = frozenset()
    places: frozenset[str] = frozenset()
    by: str
    at: datetime
    comment: str = ""


class ClaimStatus(StrEnum):
    """How a claim stands by what is said of it."""

    CLAIMED = "claimed"
    REPORTED = "reported"
    CONFIRMED = "confirmed"
    DISPUTED = "disputed"
    DENIED = "denied"
    PLAN_DENIED = "plan denied"


@dataclass(frozen=True, slots=True)
class Tie:
    """A sighting in its claim, and why it is there."""

    sighting: Sighting
    reason: str


@dataclass(frozen=True, kw_only=True)
class Claim:
    """One contact said to have taken place: every sighting of it, first told first."""

    id: str
    participants: tuple[str, ...]
    kind: ContactKind
    status: ClaimStatus
    ties: tuple[Tie, ...]

    @cached_property
    def sightings(self) -> tuple[Sighting, ...]:
        """Return what it rests on, first told first."""
        return tuple(tie.sighting for tie in self.ties)

    @cached_property
    def first_reported(self) -> datetime:
        """Return the earliest publication known; where none is, when the first of it was received."""
        known = [one.source.published for one in self.sightings if one.source.published]
        return min(known) if known else min(one.source.received for one in self.sightings)

    @cached_property
    def denials(self) -> tuple[tuple[Sighting, SaidDenial], ...]:
        """Return who denies it, each with the sighting that says so."""
        return tuple((one, denial) for one in self.sightings for denial in one.told.denials)

    @cached_property
    def denied_by(self) -> tuple[SaidDenial, ...]:
        """Return the first denial of each who denies it."""
        first: dict[tuple[str, str | None], SaidDenial] = {}
        for _, denial in self.denials:
            first.setdefault((denial.by, denial.role), denial)
        return tuple(first.values())

    @cached_property
    def articles(self) -> frozenset[str]:
        """Return the articles that report it."""
        return frozenset(one.source.article_id for one in self.sightings)

    @cached_property
    def confirmed_by(self) -> tuple[str, ...]:
        """Return the parties that are quoted as saying it took place."""
        told = (one.told for one in self.sightings if one.told.status is ContactStatus.HAPPENED)
        return tuple(dict.fromkeys(name for one in told for name in one.parties))
