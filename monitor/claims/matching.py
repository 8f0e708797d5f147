"""Whether a sighting belongs to a known claim: participants, kinds and times compared, with a reason.

The same people; kinds that can be one; times that can be one. Two contacts of one and the same
article are never one claim: its reader has joined what the article itself holds for one.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from monitor.claims.model import Mark, SightingKey
from monitor.extract.model import ContactKind

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

    `on` is the day they state, `stated` whether one of them states it as the contact's own;
    `another`: one of them says that there was a contact before it.
    """

    first: Mark
    kind: ContactKind
    on: date | None = None
    stated: bool = False
    another: bool = False
    members: dict[SightingKey, str] = field(default_factory=dict)
    asserts: bool = False
    disputes: bool = False

    @classmethod
    def of(cls, mark: Mark, reason: str) -> Forming:
        """Open a claim with its first sighting."""
        forming = cls(first=mark, kind=mark.kind)
        forming.take(mark, reason)
        return forming

    @property
    def state(self) -> tuple[object, ...]:
        """Return all that decides what fits the claim next; few of its sightings change it."""
        agreed = (self.kind, self.on, self.stated, self.another, self.asserts, self.disputes)
        return (self.first.key, self.first.position, self.first.untold, self.first.repeated, *agreed)

    def take(self, mark: Mark, reason: str) -> bool:
        """Add a sighting, and why; return whether it changes what fits the claim next."""
        before = (self.kind, self.on, self.stated, self.another, self.asserts, self.disputes)
        self.members[mark.key] = reason
        self.kind = _narrower(self.kind, mark.kind)
        self._take_day(mark)
        self.another |= mark.another
        self.asserts |= mark.happened
        self.disputes |= not mark.happened
        return before != (self.kind, self.on, self.stated, self.another, self.asserts, self.disputes)

    def _take_day(self, mark: Mark) -> None:
        if self.on is None or (mark.states_day and not self.stated):
            self.on = mark.day or self.on
            self.stated |= mark.states_day


@dataclass(frozen=True, slots=True, order=True)
class Fit:
    """How well a sighting fits a claim: the lesser the better; `reason` in words."""

    other_family: bool
    undated: bool
    distance: timedelta
    reason: str = field(compare=False)


def fit(mark: Mark, claim: Forming) -> Fit | None:
    """Return how *mark* fits *claim*, which is of the same people; None when it does not.

    Neither may be of the same article.
    """
    kind = _kind_fits(mark.kind, claim.kind)
    time = _time_fits(mark, claim) if kind else None
    if not kind or time is None:
        return None
    distance, said = time
    same = claim.asserts if mark.happened else claim.disputes
    return Fit(
        other_family=not same,
        undated=distance is None,
        distance=distance or timedelta(),
        reason=f"same participants; {kind}; {said}",
    )


def kinds_fit(one: ContactKind, other: ContactKind) -> bool:
    """Return whether contacts of these kinds can be one: talks may have been a call."""
    return one is other or other in _LOOSE.get(one, ()) or one in _LOOSE.get(other, ())


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


def _time_fits(mark: Mark, claim: Forming) -> tuple[timedelta | None, str] | None:
    """Return how far apart in time (None: unknown) and in what words; None when it cannot be one."""
    first = claim.first
    published, known = mark.published, first.published
    if mark.repeated is not first.repeated:
        one_untold = mark.untold or first.untold
        if not (one_untold and published and known):
            return None
    if mark.another and not claim.another and _is_other_day(mark, claim):
        return None
    on = mark.day
    if on and claim.on:
        apart = abs(on - claim.on)
        near = NEAR_STATED_DAYS if claim.stated and mark.states_day else NEAR_DAYS
        return (apart, f"told for {_days(apart)}") if apart.days <= near else None
    if published is None or known is None:
        return None, "publication time not known, and no other claim fits as well"
    apart = abs(published - known)
    return (apart, f"published {_apart(published, known)}") if apart <= NEAR_REPORTS else None


def _is_other_day(mark: Mark, claim: Forming) -> bool:
    """Return whether days differ: those of the contact, or of publication where none is stated."""
    here, first = mark.published, claim.first.published
    on = mark.day or (here.date() if here else None)
    known = claim.on or (first.date() if first else None)
    return on is not None and known is not None and on != known


def _days(apart: timedelta) -> str:
    return "the same day" if not apart.days else f"days {apart.days} apart"


def _apart(one: datetime, other: datetime) -> str:
    days = abs((one - other).days)
    return "within a day of its first report" if days <= 1 else f"within {days} days of its first report"
