"""The ledger as a pure function: all sightings and analysts' edits → claims.

`ledger` is a pure function of the two sets. Articles are looked at as they were published (those
without a date last, equal ones by id), whatever order they arrived in, so a late article leads to
the same claims as one in time. Sightings of other people never meet, unless an analyst says so:
`ledger` over all the sightings of some places gives the same claims as over all sightings there are.
`advance` comes to the same for one more article without looking at all of a place again.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import IntEnum
from itertools import groupby

from monitor.article.identity import stable_id
from monitor.claims.edits import Wishes, wishes_of
from monitor.claims.matching import NEAR_REPORTS, Fit, Forming, fit
from monitor.claims.model import Claim, Edit, Mark, Position, Sighting, SightingKey, Tie, about_of
from monitor.claims.sources import AlikeReports, SourceStatement, confirmers, denied_by, status_of
from monitor.extract.model import ContactKind

_LAST = datetime.max.replace(tzinfo=UTC)
FIRST_REPORT = "first report"


class Turning(IntEnum):
    """What a sighting did to the claim it is of."""

    NOTHING = 0
    CHANGED = 1
    OPENED = 2


@dataclass(frozen=True, slots=True)
class Home:
    """Where a sighting stands, and why.

    `claim` is its claim; `formed` the one it would be of but for analysts' merges. `turns`: it
    opened what formed, or changed what fits there next.
    """

    claim: str
    formed: str
    reason: str
    turns: Turning


@dataclass(frozen=True, slots=True)
class Settled:
    """Which claim each of some sightings belongs to (its home), and of which kind each claim is."""

    homes: Mapping[SightingKey, Home]
    kinds: Mapping[str, ContactKind]


def ledger(sightings: Iterable[Sighting], edits: Sequence[Edit] = ()) -> tuple[Claim, ...]:
    """Return the claims that *sightings* report, first reported first; *edits* in order of making."""
    known = {one.key: one for one in sightings}
    settled = settled_of([(one.place, one.mark) for one in known.values()], edits)
    claims: dict[str, list[Sighting]] = {}
    for one in sorted(known.values(), key=told_order):
        claims.setdefault(settled.homes[one.key].claim, []).append(one)
    return tuple(_claim(id_, some, settled) for id_, some in claims.items())


def settled_of(marks: Iterable[tuple[str, Mark]], edits: Sequence[Edit] = ()) -> Settled:
    """Return where *marks*, each with its place, stand."""
    wishes = wishes_of(edits)
    by_place: dict[str, list[Mark]] = {}
    for place, mark in marks:
        by_place.setdefault(place, []).append(mark)
    named: list[tuple[str, Forming]] = []
    turns: dict[SightingKey, Turning] = {}
    for place, some in by_place.items():
        some.sort(key=lambda one: one.position)
        named += [(claim_id(place, one.first), one) for one in _of_one_place(some, wishes, turns)]
    homes: dict[SightingKey, Home] = {}
    kinds: dict[str, ContactKind] = {}
    for group in _merged(named, wishes):
        claim, lead = min(group, key=lambda one: one[1].first.position)
        kinds[claim] = lead.kind
        for formed, one in group:
            for key, reason in one.members.items():
                homes[key] = Home(claim, formed, wishes.said(key) or reason, turns[key])
    return Settled(homes, kinds)


def told_order(sighting: Sighting) -> Position:
    """Return what sightings are put in order by: as published, those without a date last; then as read."""
    return sighting.mark.position


def claim_id(place: str, first: Mark) -> str:
    """Return the id of the claim that *first* is the first sighting of."""
    return stable_id("claim", place, first.kind, first.key.article_id, str(first.key.number))


def chosen(
    article: Sequence[Mark], claims: Sequence[Forming], wishes: Wishes | None = None
) -> dict[SightingKey, tuple[Forming, str]]:
    """Return which of *claims* each sighting of one article joins: best fit first, a claim once.

    *claims* are of the article's people, in the order of their first sightings.
    """
    offers = [
        (found, number, at)
        for number, one in enumerate(article)
        for found, at in _offers(one, claims, wishes if wishes and one.key in wishes.parted else None)
    ]
    joined: dict[SightingKey, tuple[Forming, str]] = {}
    taken: set[int] = set()
    for found, number, at in sorted(offers):
        if article[number].key not in joined and at not in taken:
            joined[article[number].key] = (claims[at], found.reason)
            taken.add(at)
    return joined


def _of_one_place(
    ordered: Sequence[Mark], wishes: Wishes, turns: dict[SightingKey, Turning]
) -> list[Forming]:
    claims: list[Forming] = []
    for _, some in groupby(ordered, key=lambda one: one.key.article_id):
        article = list(some)
        joined = chosen(article, claims, wishes)
        for one in article:
            if one.key in joined:
                claim, reason = joined[one.key]
                turns[one.key] = Turning.CHANGED if claim.take(one, reason) else Turning.NOTHING
            else:
                claims.append(Forming.of(one, FIRST_REPORT))
                turns[one.key] = Turning.OPENED
    return claims


def _offers(mark: Mark, claims: Sequence[Forming], wishes: Wishes | None) -> list[tuple[Fit, int]]:
    """Return the claims that *mark* may join; what only fits as times are unknown, if alone."""
    dated: list[tuple[Fit, int]] = []
    undated: tuple[list[tuple[Fit, int]], list[tuple[Fit, int]]] = ([], [])
    for at in range(_first_near(mark, claims), len(claims)):
        found = fit(mark, claims[at])
        if found is None or (wishes and wishes.apart(mark, claims[at])):
            continue
        if not found.undated:
            dated.append((found, at))
            continue
        undated[found.other_family].append((found, at))
        if mark.day is None and len(undated[False]) > 1:
            # Without a date and a day nothing fits better than these, and these are two.
            return []
    if dated:
        return dated
    alike = undated[False] or undated[True]
    return alike if len(alike) == 1 else []


def _first_near(mark: Mark, claims: Sequence[Forming]) -> int:
    """Return from which of *claims*, which are in the order of their first reports, one may fit *mark*.

    What states no day joins nothing that was first reported long before: the cost of an article is
    that of the claims of its time, not of all that were ever made of the same people.
    """
    if mark.published is None or mark.day is not None:
        return 0
    since = mark.published - NEAR_REPORTS
    return bisect_left(claims, since, key=lambda claim: claim.first.published or _LAST)


def _merged(forming: Sequence[tuple[str, Forming]], wishes: Wishes) -> list[list[tuple[str, Forming]]]:
    """Put together what analysts merged; each list is one claim."""
    groups: dict[int, list[tuple[str, Forming]]] = {number: [one] for number, one in enumerate(forming)}
    home = {key: number for number, (_, one) in enumerate(forming) for key in one.members}
    for keys in wishes.together:
        numbers = sorted({home[key] for key in keys if key in home})
        for number in numbers[1:]:
            moved = groups.pop(number)
            groups[numbers[0]] += moved
            home.update({key: numbers[0] for _, one in moved for key in one.members})
    return list(groups.values())


def _claim(id_: str, sightings: Sequence[Sighting], settled: Settled) -> Claim:
    """Return the claim that *sightings*, first reported first, make up."""
    first = sightings[0]
    heard = [
        AlikeReports(voice=SourceStatement.of(one.told), published=one.source.moment) for one in sightings
    ]
    return Claim(
        id=id_,
        participants=first.told.participants,
        kind=settled.kinds[id_],
        status=status_of(about_of(first.place), heard),
        opened=first.key,
        first=first.source,
        first_reported=first.source.published or min(one.source.received for one in sightings),
        reports=len({one.source.article_id for one in sightings}),
        denied_by=denied_by(about_of(first.place), heard),
        confirmers=confirmers(heard),
        ties=tuple(Tie(one, settled.homes[one.key].reason) for one in sightings),
    )
