"""The ledger updated for one more article without recomputing a whole place (same result as `resolve`).

Articles are looked at in order, so what stands before an article that is added or replaced stays
as it is. What formed until then is known from the few sightings that changed it (`Turning`), and
what comes after is looked at again only until the claims are as they were, or nothing after can
fit those that are not. Where that cannot be determined from a part, `advance` says so with None: what has
no date may be of any claim, and so takes looking at all.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from itertools import groupby
from typing import Protocol

from monitor.claims.matching import NEAR_DAYS, NEAR_REPORTS, Forming
from monitor.claims.model import Mark, SightingKey
from monitor.claims.resolve import FIRST_REPORT, Home, Turning, chosen, claim_id
from monitor.extract.model import ContactKind

_LAST = datetime.max.replace(tzinfo=UTC)
_AFTER_ALL = "\U0010ffff"

Place = tuple[datetime, str]


@dataclass(frozen=True, slots=True)
class KeptSighting:
    """A sighting as it is kept, without its words: its place, what decides, and where it stands."""

    place: str
    mark: Mark
    home: Home


class KeptByPlace(Protocol):
    """What is kept of one place after another; positions are those of articles (published, id)."""

    def turning(self, place: str, *, since: datetime, before: Place) -> Sequence[KeptSighting]:
        """Return what turned a claim and was published from *since* on, before the article at *before*."""

    def turning_near(self, place: str, *, days: Collection[date], before: Place) -> Sequence[KeptSighting]:
        """Return all that turned, *before* an article, a claim that one of *days* is near to."""

    def between(self, place: str, *, after: Place, until: datetime) -> tuple[Sequence[KeptSighting], bool]:
        """Return what comes next after an article, published no later than *until*, and whether it is all.

        Of an article it returns all or nothing.
        """

    def any_near(self, place: str, *, days: Collection[date], after: Place) -> bool:
        """Return whether anything with a date after an article states a day that one of *days* is near to."""

    def has_undated(self, place: str) -> bool:
        """Return whether anything has no date."""


@dataclass(slots=True)
class Advance:
    """How a place changes: sightings that are new or moved to another claim, and the claims' kinds."""

    homes: dict[SightingKey, Home] = field(default_factory=dict)
    moved: list[KeptSighting] = field(default_factory=list)
    kinds: dict[str, ContactKind] = field(default_factory=dict)


def advance(
    shelf: KeptByPlace,
    place: str,
    *,
    removed: Iterable[KeptSighting],
    added: Iterable[Mark],
    named: Collection[SightingKey] = frozenset(),
) -> Advance | None:
    """Return what becomes of *place* when *removed* is said no more and *added* is; None: look at all of it.

    *removed* are all sightings of the articles that are replaced. *named* are those that analysts'
    edits name.
    """
    walk = _Walk(shelf, place, removed, added, named)
    try:
        walk.run()
    except _LookAtAllError:
        return None
    return walk.found


def near(days: Iterable[date]) -> list[date]:
    """Return *days* and those that can be taken for the same contact."""
    return sorted({one + timedelta(days=apart) for one in days for apart in range(-NEAR_DAYS, NEAR_DAYS + 1)})


class _LookAtAllError(Exception):
    """A part of the place does not determine what becomes of it."""


@dataclass(slots=True)
class _Change:
    """One article that is replaced or added."""

    removed: list[KeptSighting] = field(default_factory=list)
    added: list[Mark] = field(default_factory=list)


class _Walk:
    """Two ledgers side by side, as it was and as it is now, from the first change on."""

    def __init__(
        self,
        shelf: KeptByPlace,
        place: str,
        removed: Iterable[KeptSighting],
        added: Iterable[Mark],
        named: Collection[SightingKey],
    ) -> None:
        self.shelf, self.place, self.named = shelf, place, named
        changes: dict[Place, _Change] = {}
        for one in removed:
            changes.setdefault(_at(one.mark), _Change()).removed.append(one)
        for mark in added:
            changes.setdefault(_at(mark), _Change()).added.append(mark)
        self.changes = dict(sorted(changes.items()))
        self.replaced = {one.mark.key.article_id for some in changes.values() for one in some.removed}
        self.found = Advance()
        self.old: dict[str, Forming] = {}
        self.new: dict[str, Forming] = {}
        self.claims: dict[str, str] = {}
        self.differ: set[str] = set()
        self.left: dict[str, ContactKind | None] = {}
        self.origin: Place = (_LAST, "")
        self.days: set[date] = set()

    def run(self) -> None:
        changes = list(self.changes)
        if any(at[0] == _LAST for at in changes):
            raise _LookAtAllError
        while changes:
            changes = self._settle_from(changes)
        if self.left and self.shelf.has_undated(self.place):
            raise _LookAtAllError
        self.found.kinds |= {id_: kind for id_, kind in self.left.items() if kind}

    def _settle_from(self, changes: list[Place]) -> list[Place]:
        """Take the first of *changes* and go on until all is as it was; return those that are left."""
        self._start(changes[0])
        self._change(changes[0])
        after, rest = changes[0], changes[1:]
        while self.differ:
            until = self._horizon()
            after, rest = self._look_again(after, until, rest)
            if self.differ and after[0] >= until >= self._horizon():
                self._leave(after, rest)
                break
        return rest

    def _start(self, at: Place) -> None:
        self.old, self.new, self.claims, self.differ = {}, {}, {}, set()
        self.origin, self.days = at, set()
        self._stand(self.shelf.turning(self.place, since=at[0] - NEAR_REPORTS, before=at))
        change = self.changes[at]
        self._know(one for one in [*change.added, *(kept.mark for kept in change.removed)])

    def _know(self, marks: Iterable[Mark]) -> None:
        """Make sure that the claims of earlier times are known that state a day near to one of *marks*."""
        days = {one.day for one in marks if one.day is not None} - self.days
        if days:
            self.days |= days
            self._stand(self.shelf.turning_near(self.place, days=days, before=self.origin))

    def _stand(self, turning: Sequence[KeptSighting]) -> None:
        """Put together what formed before the first change; what did not open among *turning* is older."""
        formed: dict[str, list[KeptSighting]] = {}
        for one in turning:
            if one.home.formed not in self.old and one.home.formed not in self.new:
                formed.setdefault(one.home.formed, []).append(one)
        for id_, some in formed.items():
            if not any(one.home.turns is Turning.OPENED for one in some):
                continue
            if id_ in self.left:
                raise _LookAtAllError
            some.sort(key=lambda one: one.mark.position)
            self.claims[id_] = some[0].home.claim
            for side in (self.old, self.new):
                side[id_] = _folded(one.mark for one in some)
        self.new = dict(sorted(self.new.items(), key=lambda one: one[1].first.position))

    def _look_again(self, after: Place, until: datetime, rest: list[Place]) -> tuple[Place, list[Place]]:
        """Go on to *until*, or to where all is as it was; return where that is, and the changes left."""
        found, is_all = self.shelf.between(self.place, after=after, until=until)
        end = (until, _AFTER_ALL) if is_all else _at(found[-1].mark)
        kept = [one for one in found if one.mark.key.article_id not in self.replaced]
        coming = [at for at in rest if at <= end]
        self._know(one.mark for one in kept)
        self._know(mark for at in coming for mark in self.changes[at].added)
        self._know(one.mark for at in coming for one in self.changes[at].removed)
        articles = {at: list(some) for at, some in groupby(kept, key=lambda one: _at(one.mark))}
        for at in sorted({*articles, *coming}):
            if not self.differ:
                return at, [one for one in rest if one >= at]
            if at in articles:
                self._again(articles[at])
            else:
                self._change(at)
        return end, [at for at in rest if at > end]

    def _leave(self, after: Place, rest: list[Place]) -> None:
        """Leave claims that are not as they were, when nothing dated that comes can be of them."""
        differing = [side[id_] for side in (self.old, self.new) for id_ in self.differ if id_ in side]
        days = {one.on for one in differing if one.on is not None}
        coming = {mark.day for at in rest for mark in self.changes[at].added}
        if not coming.isdisjoint(near(days)):
            raise _LookAtAllError
        if days and self.shelf.any_near(self.place, days=days, after=after):
            raise _LookAtAllError
        for id_ in self.differ:
            # An article that is dated anew may leave here twice: as it is, and where it was.
            now = self.new.get(id_)
            self.left[id_] = now.kind if now else self.left.get(id_)

    def _horizon(self) -> datetime:
        """Return until when something without a day may be of a claim that is not as it was."""
        sides = (self.old, self.new)
        opened = [side[id_].first.published for id_ in self.differ for side in sides if id_ in side]
        last = max(one for one in opened if one is not None)
        return last + min(NEAR_REPORTS, _LAST - last)

    def _change(self, at: Place) -> None:
        """Take what an article said before away, and what it says now in."""
        change = self.changes[at]
        touched = self._as_it_was(change.removed)
        touched |= self._as_it_is(change.added)
        self._compare(touched)

    def _again(self, kept: list[KeptSighting]) -> None:
        """Look at an article again that says what it said."""
        touched = self._as_it_was(kept) | self._as_it_is([one.mark for one in kept])
        for one in kept:
            if self.found.homes[one.mark.key] == one.home:
                del self.found.homes[one.mark.key]
            else:
                self.found.moved.append(one)
        self._compare(touched)

    def _as_it_was(self, kept: Sequence[KeptSighting]) -> set[str]:
        for one in kept:
            formed = one.home.formed
            if one.mark.key in self.named:
                raise _LookAtAllError
            if one.home.turns is Turning.OPENED:
                self.old[formed] = Forming.of(one.mark, "")
                self.claims.setdefault(formed, one.home.claim)
            elif formed in self.old:
                self.old[formed].take(one.mark, "")
            else:
                raise _LookAtAllError
        return {one.home.formed for one in kept}

    def _as_it_is(self, marks: Sequence[Mark]) -> set[str]:
        if any(one.key in self.named for one in marks):
            raise _LookAtAllError
        ordered = sorted(marks, key=lambda one: one.position)
        ids, claims = list(self.new), list(self.new.values())
        joined = chosen(ordered, claims)
        number = {id(one): at for at, one in enumerate(claims)} if joined else {}
        touched = set()
        for one in ordered:
            if one.key in joined:
                forming, reason = joined[one.key]
                formed = ids[number[id(forming)]]
                turns = Turning.CHANGED if forming.take(one, reason) else Turning.NOTHING
            else:
                formed, reason, turns = claim_id(self.place, one), FIRST_REPORT, Turning.OPENED
                self.new[formed] = forming = Forming.of(one, reason)
            claim = self.claims.setdefault(formed, formed)
            self.found.homes[one.key] = Home(claim, formed, reason, turns)
            touched.add(formed)
        return touched

    def _compare(self, touched: Iterable[str]) -> None:
        for id_ in touched:
            was, now = self.old.get(id_), self.new.get(id_)
            if (was and was.state) != (now and now.state):
                self.differ.add(id_)
            else:
                self.differ.discard(id_)
            # What is as it was may yet be changed by what is not looked at again, as it was before.
            self.found.kinds.pop(id_, None)
            if now is not None and id_ in self.differ:
                self.found.kinds[id_] = now.kind


def _folded(marks: Iterable[Mark]) -> Forming:
    ordered = iter(marks)
    forming = Forming.of(next(ordered), "")
    for one in ordered:
        forming.take(one, "")
    return forming


def _at(mark: Mark) -> Place:
    return mark.position[:2]
