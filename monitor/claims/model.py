"""The types of the ledger: `Sighting`, `Claim`, `Source`, analysts' `Edit`s, `ClaimStatus`.

A sighting is what one article says of one contact; a claim is one contact that is said to have
taken place, with every sighting of it. Sightings and analysts' edits are kept; claims follow from
them and nothing else. A claim is reported, confirmed, disputed or denied by somebody, never more.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from monitor.article.published import out_by
from monitor.claims.cues import day_in, is_repeated, says_another
from monitor.extract.model import Contact, ContactKind, ContactStatus, Denial

_LAST = datetime.max.replace(tzinfo=UTC)


class SightingKey(NamedTuple):
    """Which sighting: the article, and a number that stands for one contact of it (`from_facts.numbered`)."""

    article_id: str
    number: int


class ClaimSubject(StrEnum):
    """What a sighting is of: a contact said to have taken place, or a plan that is denied."""

    CONTACT = "contact"
    PLAN = "plan"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportedContact:
    """What an article reports of one contact: the contact as read, and what the ledger sees in it.

    `parties` are those in its attribution that are a party to it or speak for one, `speaks_for` the
    participant each of them stands for ("" where unknown). `denials` are those of this contact.
    """

    contact: Contact
    about: ClaimSubject = ClaimSubject.CONTACT
    parties: tuple[str, ...] = ()
    speaks_for: tuple[str, ...] = ()
    denials: tuple[Denial, ...] = ()

    @property
    def participants(self) -> tuple[str, ...]:
        """Return the participants' names, sorted, each once."""
        return names_of(self.contact)


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """The article behind a sighting; `published` is None where the article does not say.

    `out` is the place in the order that it was given when it came in, where that is known.
    """

    article_id: str
    path: str
    publisher: str | None
    published: datetime | None
    received: datetime
    out: datetime | None = None

    @property
    def moment(self) -> datetime | None:
        """Return what it is put in order by; None where the article does not say when it was published."""
        return self.out or (None if self.published is None else out_by(self.published, self.received))


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """All of a sighting that decides which claim it is of: its words are not needed for that.

    `published` is when it was out (`Source.moment`).
    `start` is where in the article it is reported first; the headline comes before the text. `untold`:
    no time is stated; `repeated`: that of several contacts is; `another`: one before it is spoken of.
    """

    key: SightingKey
    published: datetime | None
    start: tuple[bool, int]
    kind: ContactKind
    happened: bool
    untold: bool
    repeated: bool
    day: date | None
    states_day: bool
    another: bool

    @property
    def position(self) -> Position:
        """Return what sightings are in order by: as published, without a date last; then as read."""
        return (self.published or _LAST, self.key.article_id, self.start, self.key.number)


Position = tuple[datetime, str, tuple[bool, int], int]


@dataclass(frozen=True, kw_only=True)
class Sighting:
    """One article's report of one contact."""

    source: Source
    number: int
    told: ReportedContact

    @cached_property
    def key(self) -> SightingKey:
        """Return which sighting this is."""
        return SightingKey(self.source.article_id, self.number)

    @cached_property
    def is_repeated(self) -> bool:
        """Return whether the time stated is of several contacts ("seven times since 2021")."""
        return is_repeated(self.told.contact.when)

    @cached_property
    def day(self) -> date | None:
        """Return the day of the contact, where the article states one."""
        return None if self.is_repeated else day_in(self.told.contact.on)

    @cached_property
    def states_day(self) -> bool:
        """Return whether the day is stated as the contact's own; a denial's may be the day of denying."""
        return self.told.contact.when is not None and not self.denies and self.day is not None

    @cached_property
    def says_another(self) -> bool:
        """Return whether the article says that there was a contact before this one."""
        return not self.denies and any(says_another(word.text) for word in self.told.contact.evidence)

    @cached_property
    def denies(self) -> bool:
        """Return whether the article reports it as denied."""
        return bool(self.told.denials) or self.told.contact.status is ContactStatus.DENIED

    @cached_property
    def start(self) -> tuple[bool, int]:
        """Return where in the article it is reported first; the headline comes before the text."""
        return min(
            ((one.field != "title", one.start) for one in self.told.contact.evidence), default=(True, 0)
        )

    @cached_property
    def mark(self) -> Mark:
        """Return what decides which claim it is of."""
        return Mark(
            key=self.key,
            published=self.source.moment,
            start=self.start,
            kind=self.told.contact.kind,
            happened=self.told.contact.status is ContactStatus.HAPPENED,
            untold=self.told.contact.when is None,
            repeated=self.is_repeated,
            day=self.day,
            states_day=self.states_day,
            another=self.says_another,
        )

    @cached_property
    def place(self) -> str:
        """Return what sightings of one claim have in common: who, and whether a contact or a plan."""
        return place_of(self.told.participants, self.told.about)


def names_of(contact: Contact) -> tuple[str, ...]:
    """Return the participants' names, sorted, each once."""
    return tuple(sorted({one.name for one in contact.participants}))


def people_of(place: str) -> tuple[str, ...]:
    """Return the participants of a place."""
    return tuple(place.split("\x1f")[1:])


def about_of(place: str) -> ClaimSubject:
    """Return whether a place is of contacts or of plans."""
    return ClaimSubject(place.partition("\x1f")[0])


def place_of(participants: tuple[str, ...], about: ClaimSubject = ClaimSubject.CONTACT) -> str:
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirmer:
    """Who is quoted as saying that it took place; `seat` is the same for a leader and who speaks for them."""

    seat: str
    name: str


@dataclass(frozen=True, kw_only=True)
class Account:
    """What a claim comes to: how it stands, who says so, and who first reported it.

    `opened` is its first sighting, `first` the article of that; `reports` counts articles.
    `first_reported` is the earliest publication; where none is known, when the first was received.
    A body and who speaks for it, or heads it, deny or confirm as one (`sources.seat_of`).
    """

    id: str
    participants: tuple[str, ...]
    kind: ContactKind
    status: ClaimStatus
    opened: SightingKey
    first: Source
    first_reported: datetime
    reports: int
    denied_by: tuple[Denial, ...] = ()
    confirmers: tuple[Confirmer, ...] = ()

    @property
    def confirmed_by(self) -> tuple[str, ...]:
        """Return the parties that are quoted as saying it took place."""
        return tuple(one.name for one in self.confirmers)


@dataclass(frozen=True, kw_only=True)
class Claim(Account):
    """One contact said to have taken place: every sighting of it, first reported first."""

    ties: tuple[Tie, ...]

    @cached_property
    def sightings(self) -> tuple[Sighting, ...]:
        """Return what it rests on, first reported first."""
        return tuple(tie.sighting for tie in self.ties)

    @cached_property
    def denials(self) -> tuple[tuple[Sighting, Denial], ...]:
        """Return every denial of it, each with the sighting that says so."""
        return tuple((one, denial) for one in self.sightings for denial in one.told.denials)

    @cached_property
    def articles(self) -> frozenset[str]:
        """Return the articles that report it."""
        return frozenset(one.source.article_id for one in self.sightings)
