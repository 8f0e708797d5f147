"""The ledger: sightings and analysts' edits in, claims out.

`ledger` is a pure function of the two sets. Articles are looked at as they were published (those
without a date last, equal ones by id), whatever order they arrived in, so a late article leads to
the same claims as one in time. Sightings of other people never meet, unless an analyst says so:
`ledger` over all the sightings of some places gives the same claims as over the whole world.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from itertools import groupby

from monitor.claim.edits import Wishes, wishes_of
from monitor.claim.fit import NEAR_REPORTS, Fit, Forming, fit
from monitor.claim.identity import stable_id
from monitor.claim.model import About, Claim, ClaimStatus, Edit, Sighting, SightingKey, Tie
from monitor.fact.model import ContactStatus

_LAST = datetime.max.replace(tzinfo=UTC)
FIRST_REPORT = "first report"


def ledger(sightings: Iterable[Sighting], edits: Sequence[Edit] = ()) -> tuple[Claim, ...]:
    """Return the claims that *sightings* tell of, first told first; *edits* in the order they were made."""
    wishes = wishes_of(edits)
    ordered = sorted({one.key: one for one in sightings}.values(), key=told_order)
    forming: list[Forming] = []
    by_place: dict[str, list[Sighting]] = {}
    for one in ordered:
        by_place.setdefault(one.place, []).append(one)
    for some in by_place.values():
        forming += _of_one_place(some, wishes)
    claims = [_claim(some, wishes) for some in _merged(forming, wishes)]
    return tuple(sorted(claims, key=lambda claim: told_order(claim.sightings[0])))


def told_order(sighting: Sighting) -> tuple[datetime, str, tuple[bool, int], int]:
    """Return what sightings are put in order by: as published, those without a date last; then as read."""
    source = sighting.source
    return (source.published or _LAST, source.article_id, sighting.start, sighting.number)


def _of_one_place(ordered: Sequence[Sighting], wishes: Wishes) -> list[Forming]:
    claims: list[Forming] = []
    for _, some in groupby(ordered, key=lambda one: one.source.article_id):
        article = list(some)
        joined = _chosen(article, claims, wishes)
        for one in article:
            if one.key in joined:
                claim, reason = joined[one.key]
                claim.take(one, reason)
            else:
                claims.append(Forming.of(one, FIRST_REPORT))
    return claims


def _chosen(
    article: Sequence[Sighting], claims: Sequence[Forming], wishes: Wishes
) -> dict[SightingKey, tuple[Forming, str]]:
    """Return which of *claims* each sighting of one article joins: best fit first, a claim once."""
    offers: list[tuple[Fit, int, int]] = []
    for number, one in enumerate(article):
        near = range(_first_near(one, claims), len(claims))
        fits = [(fit(one, claims[at]), at) for at in near if not wishes.apart(one, claims[at])]
        offers += [(found, number, at) for found, at in _worthy([(f, at) for f, at in fits if f])]
    joined: dict[SightingKey, tuple[Forming, str]] = {}
    taken: set[int] = set()
    for found, number, at in sorted(offers):
        if article[number].key not in joined and at not in taken:
            joined[article[number].key] = (claims[at], found.reason)
            taken.add(at)
    return joined


def _first_near(sighting: Sighting, claims: Sequence[Forming]) -> int:
    """Return from which of *claims*, which are in the order of their first reports, one may fit *sighting*.

    What tells no day joins nothing that was first reported long before: the cost of an article is
    that of the claims of its time, not of all that were ever made of the same people.
    """
    published = sighting.source.published
    if published is None or sighting.day is not None:
        return 0
    since = published - NEAR_REPORTS
    return bisect_left(claims, since, key=lambda claim: claim.first.source.published or _LAST)


def _worthy(fits: list[tuple[Fit, int]]) -> list[tuple[Fit, int]]:
    """Leave out what only fits because times are unknown, unless a single claim does."""
    dated = [one for one in fits if not one[0].undated]
    if dated:
        return dated
    alike = [one for one in fits if not one[0].other_family] or fits
    return alike if len(alike) == 1 else []


def _merged(forming: Sequence[Forming], wishes: Wishes) -> list[list[Forming]]:
    """Put together what analysts merged; each list is one claim."""
    groups: dict[int, list[Forming]] = {number: [one] for number, one in enumerate(forming)}
    home = {key: number for number, one in enumerate(forming) for key in one.members}
    for keys in wishes.together:
        numbers = sorted({home[key] for key in keys if key in home})
        for number in numbers[1:]:
            groups[numbers[0]] += groups.pop(number)
            home.update({key: numbers[0] for key, at in home.items() if at == number})
    return list(groups.values())


def _claim(some: Sequence[Forming], wishes: Wishes) -> Claim:
    reasons: Mapping[SightingKey, str] = {
        key: wishes.said(key) or reason for one in some for key, reason in one.members.items()
    }
    sightings = sorted((s for one in some for s in one.sightings), key=told_order)
    first = sightings[0]
    lead = next(one for one in some if first.key in one.members)
    return Claim(
        id=claim_id(first),
        participants=first.told.participants,
        kind=lead.kind,
        status=_status(sightings),
        ties=tuple(Tie(one, reasons[one.key]) for one in sightings),
    )


def claim_id(first: Sighting) -> str:
    """Return the id of the claim that *first* is the first sighting of."""
    told = first.told
    return stable_id("claim", first.place, told.kind, first.source.article_id, str(first.number))


def _status(sightings: Sequence[Sighting]) -> ClaimStatus:
    if sightings[0].told.about is About.PLAN:
        return ClaimStatus.PLAN_DENIED
    told = [one.told for one in sightings]
    happened = [one for one in told if one.status is ContactStatus.HAPPENED]
    if any(one.denials or one.status is ContactStatus.DENIED for one in told):
        return ClaimStatus.DISPUTED if happened else ClaimStatus.DENIED
    if any(one.parties for one in happened):
        return ClaimStatus.CONFIRMED
    return ClaimStatus.REPORTED if happened else ClaimStatus.CLAIMED
