"""The wording of a claim's state in messages: who denies it now, who else reports it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from typing import Any

from monitor.article.published import day_of
from monitor.claims.model import Account, ClaimStatus, ClaimSubject, Sighting, Source
from monitor.claims.sources import seat_of
from monitor.english import listed
from monitor.extract.model import ContactKind, ContactStatus, Denial
from monitor.summary.speakers import SpeakerShown, told_by

NEW_CLAIM = "New claim"


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceChange:
    """Who is new among those that deny or confirm a claim, as `seat_of` has them."""

    denied_by: frozenset[str] = frozenset()
    confirmed_by: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        """Return whether anybody is."""
        return bool(self.denied_by or self.confirmed_by)


def says_status(claim: Account) -> str:
    """Return the status with who stands behind it: "denied by Dmitry Peskov (Kremlin)"."""
    match claim.status:
        case ClaimStatus.CONFIRMED:
            return f"confirmed by {listed(claim.confirmed_by)}"
        case ClaimStatus.DENIED | ClaimStatus.DISPUTED | ClaimStatus.PLAN_DENIED if claim.denied_by:
            return f"{claim.status} by {listed(deniers(claim))}"
        case _:
            return str(claim.status)


def stands_by(claim: Account) -> str:
    """Return "Denied by Kremlin (Dmitry Peskov); confirmed by Donald Trump", "" where nobody says either."""
    told = [f"denied by {listed(deniers(claim))}"] if claim.denied_by else []
    told += [f"confirmed by {listed(claim.confirmed_by)}"] if claim.confirmed_by else []
    line = "; ".join(told)
    return line[:1].upper() + line[1:]


def says_denier(denial: Denial) -> str:
    """Return "Kremlin (Dmitry Peskov)"."""
    return SpeakerShown.of(denial.by, denial.role).shown


def deniers(claim: Account) -> tuple[str, ...]:
    """Return who denies *claim*, each once, in the order reported."""
    return told_by(SpeakerShown.of(one.by, one.role) for one in claim.denied_by)


def first_told(claim: Account, zone: tzinfo = UTC) -> str:
    """Return "first reported 9 Oct 2024 by AFP", the day in *zone*; without a date, when it was received."""
    first = claim.first
    verb = "reported" if first.published else "received"
    by = "by" if first.published else "from"
    return f"first {verb} {told_day(claim.first_reported, zone)} {by} {_publisher(first)}"


def notes_on_opening(claim: Account, article_id: str, zone: tzinfo = UTC) -> tuple[str, ...]:
    """Return what to say of *claim* when the article *article_id* is the first to be sent."""
    others = other_reports(claim, article_id)
    is_first = claim.first.article_id == article_id
    notes = [NEW_CLAIM if is_first else f"Claim {first_told(claim, zone)}"]
    if claim.denied_by:
        notes.append(f"Denied by {listed(deniers(claim))}")
    elif claim.confirmed_by:
        notes.append(f"Confirmed by {listed(claim.confirmed_by)}")
    return (*notes, *_also(others))


def notes_on_update(
    claim: Account, article_id: str, change: SourceChange, zone: tzinfo = UTC
) -> tuple[str, ...]:
    """Return what to say when the article *article_id* is sent because of *change*; its news comes first."""
    told = [*_newly_denied(claim, change), *_newly_confirmed(claim, change)]
    known = [] if change.denied_by or not claim.denied_by else [f"Denied by {listed(deniers(claim))}"]
    if claim.confirmed_by and not change.confirmed_by:
        known.append(f"Confirmed by {listed(claim.confirmed_by)}")
    news = told or [str(claim.status).capitalize()]
    # Of articles of one day the one that denies may come first in order; it is no first report of it.
    is_first = bool(change.denied_by) and claim.first.article_id == article_id
    first = () if is_first else (f"Claim {first_told(claim, zone)}",)
    return (*news, *known, *first, *_also(other_reports(claim, article_id)))


def _newly_denied(claim: Account, change: SourceChange) -> Iterator[str]:
    new = [one for one in claim.denied_by if seat_of(one.by, one.role) in change.denied_by]
    if new:
        yield f"Now denied by {listed(told_by(SpeakerShown.of(one.by, one.role) for one in new))}"


def _newly_confirmed(claim: Account, change: SourceChange) -> Iterator[str]:
    new = tuple(one.name for one in claim.confirmers if one.seat in change.confirmed_by)
    seats = {one.seat for one in claim.confirmers}
    if new and len(claim.participants) > 1 and seats.issuperset(claim.participants):
        yield f"Now confirmed by {'both' if len(claim.participants) == 2 else 'all'} sides"
    elif new:
        yield f"Now confirmed by {listed(new)}"


def notes_beside(claim: Account, article_id: str, zone: tzinfo = UTC) -> tuple[str, ...]:
    """Return what to say of *claim* beside an article that is sent for its own sake."""
    others = other_reports(claim, article_id)
    return (f"Claim {first_told(claim, zone)}", *_also(others)) if others else ()


def other_reports(claim: Account, article_id: str) -> int:
    """Return how many articles report *claim* besides *article_id*, which is one of them or empty."""
    return claim.reports - bool(article_id)


def template_claim(claim: Account | None) -> dict[str, Any] | None:
    """Return what a template sees as `claim`."""
    if claim is None:
        return None
    return {
        "id": claim.id,
        "status": says_status(claim),
        "first_reported": claim.first_reported,
        "reports": other_reports(claim, ""),
    }


def told_day(moment: datetime, zone: tzinfo = UTC) -> str:
    """Return "9 Oct 2024", the day in *zone*; what is known by its day alone is that day in any zone."""
    moment = moment.astimezone(UTC if day_of(moment.astimezone(UTC)) else zone)
    return f"{moment.day} {moment:%b %Y}"


def says_when(source: Source) -> str:
    """Return "7 Nov 2024", with the hour where one is known; "no date"."""
    if source.published is None:
        return "no date"
    moment = source.published.astimezone(UTC)
    return told_day(moment) if day_of(moment) else f"{told_day(moment)}, {moment:%H:%M} UTC"


def says_report(one: Sighting) -> str:
    """Return "AFP reports talks that are denied (“twice”), according to Bob Woodward, citing an aide"."""
    told, said = one.told, one.told.contact
    contact = _CONTACTS[said.kind]
    if told.about is ClaimSubject.PLAN:
        contact = f"plans for {contact} that are denied"
    elif said.status is ContactStatus.CLAIMED:
        contact = f"a claim of {contact}"
    elif said.status is ContactStatus.DENIED:
        contact = f"{contact} that {'are' if said.kind is ContactKind.TALKS else 'is'} denied"
    when = f" (“{said.when}”)" if said.when else ""
    by = f", according to {', citing '.join(said.attribution)}" if said.attribution else ""
    return f"{_publisher(one.source)} reports {contact}{when}{by}"


_CONTACTS = {
    ContactKind.CALL: "a call",
    ContactKind.MEETING: "a meeting",
    ContactKind.VISIT: "a visit",
    ContactKind.MESSAGE: "a message",
    ContactKind.TALKS: "talks",
    ContactKind.UNSPECIFIED: "a contact",
}


def _also(others: int) -> tuple[str, ...]:
    return (f"{others:,} more {'article' if others == 1 else 'articles'} on this claim",) if others else ()


def _publisher(source: Source) -> str:
    return source.publisher or "an article (publisher not given)"
