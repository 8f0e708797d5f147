"""Whether a sighting is of a claim that is known: the rule, and its reason in words.

The same people; kinds that can be one; times that can be one. Two contacts of one and the same
article are never one claim: its reader has joined what the article itself holds for one.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from monitor.claim.model import Sighting, SightingKey
from monitor.fact.model import ContactKind, ContactStatus

NEAR_DAYS = 3
NEAR_STATED_DAYS = 1
NEAR_REPORTS = timedelta(days=7)

_LOOSE = {
    ContactKind.TALKS: frozenset({ContactKind.CALL, ContactKind.MEETING}),
    ContactKind.UNSPECIFIED: frozenset(ContactKind),
}


@dataclass(slots=True)
class Forming:
    """A claim while it is put together: its sightings so far and what they agree on.

    `on` is the day they tell, `stated` whether one of them states it as the contact's own;
    `another`: one of them says that there was a contact before it.
    """

    first: Sighting
    kind: ContactKind
    on: date | None = None
    stated: bool = False
    another: bool = False
    members: dict[SightingKey, str] = field(default_factory=dict)
    sightings: list[Sighting] = field(default_factory=list)
    articles: set[str] = field(default_factory=set)
    asserts: bool = False
    disputes: bool = False

    @classmethod
    def of(cls, sighting: Sighting, reason: str) -> Forming:
        """Open a claim with its first sighting."""
        forming = cls(first=sighting, kind=sighting.told.kind)
        forming.take(sighting, reason)
        return forming

    def take(self, sighting: Sighting, reason: str) -> None:
        """Add a sighting, and why."""
        self.members[sighting.key] = reason
        self.sightings.append(sighting)
        self.articles.add(sighting.source.article_id)
        self.kind = _narrower(self.kind, sighting.told.kind)
        self._take_day(sighting)
        self.another |= sighting.says_another
        happened = sighting.told.status is ContactStatus.HAPPENED
        self.asserts |= happened
        self.disputes |= not happened

    def _take_day(self, sighting: Sighting) -> None:
        stated = sighting.states_day
        if self.on is None or (stated and not self.stated):
            self.on = sighting.day or self.on
            self.stated |= stated


@dataclass(frozen=True, slots=True, order=True)
class Fit:
    """How well a sighting fits a claim: the lesser the better; `reason` in words."""

    other_family: bool
    undated: bool
    distance: timedelta
    reason: str = field(compare=False)


def fit(sighting: Sighting, claim: Forming) -> Fit | None:
    """Return how *sighting* fits *claim*, which is of the same people; None when it does not."""
    if sighting.source.article_id in claim.articles:
        return None
    kind = _kind_fits(sighting.told.kind, claim.kind)
    time = _time_fits(sighting, claim) if kind else None
    if not kind or time is None:
        return None
    distance, said = time
    happened = sighting.told.status is ContactStatus.HAPPENED
    same = claim.asserts if happened else claim.disputes
    return Fit(
        other_family=not same,
        undated=distance is None,
        distance=distance or timedelta(),
        reason=f"same participants; {kind}; {said}",
    )


def _kind_fits(kind: ContactKind, known: ContactKind) -> str:
    if kind is known:
        return f"{kind} as before" if kind is not ContactKind.UNSPECIFIED else "kind told by neither"
    if known in _LOOSE.get(kind, ()) or kind in _LOOSE.get(known, ()):
        return (
            f"{kind} can be the {known} reported" if known is not ContactKind.UNSPECIFIED else f"now a {kind}"
        )
    return ""


def _narrower(known: ContactKind, kind: ContactKind) -> ContactKind:
    """Return the more definite of two kinds that fit."""
    return kind if kind in _LOOSE.get(known, ()) else known


def _time_fits(sighting: Sighting, claim: Forming) -> tuple[timedelta | None, str] | None:
    """Return how far apart in time (None: cannot be told) and in what words; None when it cannot be one."""
    first = claim.first
    published, known = sighting.source.published, first.source.published
    if sighting.is_repeated is not first.is_repeated:
        one_untold = sighting.told.when is None or first.told.when is None
        if not (one_untold and published and known):
            return None
    if sighting.says_another and not claim.another and _is_other_day(sighting, claim):
        return None
    on = sighting.day
    if on and claim.on:
        apart = abs(on - claim.on)
        near = NEAR_STATED_DAYS if claim.stated and sighting.states_day else NEAR_DAYS
        return (apart, f"told for {_days(apart)}") if apart.days <= near else None
    if published is None or known is None:
        return None, "publication time not known, and no other claim fits as well"
    apart = abs(published - known)
    return (apart, f"published {_apart(published, known)}") if apart <= NEAR_REPORTS else None


def _is_other_day(sighting: Sighting, claim: Forming) -> bool:
    """Tell whether days differ: those of the contact, or of publication where none is told."""
    here, first = sighting.source.published, claim.first.source.published
    on = sighting.day or (here.date() if here else None)
    known = claim.on or (first.date() if first else None)
    return on is not None and known is not None and on != known


def _days(apart: timedelta) -> str:
    return "the same day" if not apart.days else f"days {apart.days} apart"


def _apart(one: datetime, other: datetime) -> str:
    days = abs((one - other).days)
    return "within a day of its first report" if days <= 1 else f"within {days} days of its first report"
