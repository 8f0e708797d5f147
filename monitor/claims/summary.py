"""The wording of a claim's state in messages: who denies it now, who else reports it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from monitor.article.published import day_of
from monitor.claims.model import Account, ClaimStatus, ClaimSubject, Sighting, Source
from monitor.claims.sources import seat_of, shown
from monitor.english import listed
from monitor.extract.model import ContactKind, ContactStatus, Denial


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


def says_denier(denial: Denial) -> str:
    """Return "Dmitry Peskov (Kremlin)"."""
    return shown(denial.by, denial.role)


def deniers(claim: Account) -> tuple[str, ...]:
    """Return who denies *claim*, each once, in the order reported."""
    return tuple(map(says_denier, claim.denied_by))


def first_told(claim: Account) -> str:
    """Return "first reported 9 Oct 2024 by AFP"; where no article has a date, when it was received."""
    first = claim.first
    verb = "reported" if first.published else "received"
    by = "by" if first.published else "from"
    return f"first {verb} {told_day(claim.first_reported)} {by} {_publisher(first)}"


def notes_on_opening(claim: Account, article_id: str) -> tuple[str, ...]:
    """Return what to say of *claim* when the article *article_id* is the first to be sent."""
    others = other_reports(claim, article_id)
    is_first = claim.first.article_id == article_id
    notes = ["New claim" if is_first else f"Claim {first_told(claim)}"]
    if claim.denied_by:
        notes.append(f"Denied by {listed(deniers(claim))}")
    elif claim.confirmed_by:
        notes.append(f"Confirmed by {listed(claim.confirmed_by)}")
    return (*notes, *_also(others))


def notes_on_update(claim: Account, article_id: str, change: SourceChange) -> tuple[str, ...]:
    """Return what to say when the article *article_id* is sent because of *change*."""
    denied = tuple(
        says_denier(one) for one in claim.denied_by if seat_of(one.by, one.role) in change.denied_by
    )
    confirmed = tuple(one.name for one in claim.confirmers if one.seat in change.confirmed_by)
    told = [f"Denied by {listed(denied)}"] if denied else []
    told += [f"Confirmed by {listed(confirmed)}"] if confirmed else []
    known = [f"Denied by {listed(deniers(claim))}"] if claim.denied_by and not denied else []
    known += [f"Confirmed by {listed(claim.confirmed_by)}"] if claim.confirmed_by and not confirmed else []
    lead = "; ".join(told) or str(claim.status).capitalize()
    return (f"{lead} — claim {first_told(claim)}", *known, *_also(other_reports(claim, article_id)))


def notes_beside(claim: Account, article_id: str) -> tuple[str, ...]:
    """Return what to say of *claim* beside an article that is sent for its own sake."""
    others = other_reports(claim, article_id)
    return (f"Claim {first_told(claim)}", *_also(others)) if others else ()


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


def told_day(moment: datetime) -> str:
    """Return "9 Oct 2024", the day in UTC."""
    moment = moment.astimezone(UTC)
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
    return (f"also reported by {others} more",) if others else ()


def _publisher(source: Source) -> str:
    return source.publisher or "an article (publisher not given)"
