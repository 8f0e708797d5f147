"""One sliding-window counter: its hits in order of time, and the verdict on one more.

A hit is looked at with every window that it stands in, earlier and later ones: that it came late makes
no difference to which hits end up in one group. Groups that a late hit shows to be one are merged into
the one that began first. Only a hit that is later than any window and `LATENESS` allow completes nothing.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from operator import attrgetter

from monitor.correlation.conditions import Counting, Stretch, fullest_around, met_around
from monitor.correlation.event_time import LATENESS
from monitor.correlation.model import Hit, HitKey, HitOutcome, HitVerdict, TallyKey
from monitor.correlation.wording import reason_of

_PLACE = attrgetter("place")


@dataclass(slots=True)
class HitCounter:
    """The hits of one rule and key.

    `since` is when the rule began to be watched, `newest` the moment of the newest hit ever, kept or not.
    """

    key: TallyKey
    counting: Counting
    since: datetime
    newest: datetime | None = None
    _hits: list[Hit] = field(default_factory=list)
    _times: list[datetime] = field(default_factory=list)
    _by_key: dict[HitKey, Hit] = field(default_factory=dict)
    _changed: dict[HitKey, Hit | None] = field(default_factory=dict)

    def learn(self, hits: Iterable[Hit]) -> None:
        """Record hits that are kept already; what is known of them here stays as it is."""
        for hit in hits:
            if hit.key not in self._changed:
                self._by_key[hit.key] = hit
        self._hits = sorted(self._by_key.values(), key=_PLACE)
        self._times = [hit.at for hit in self._hits]

    def take(self, hit: Hit) -> HitVerdict:
        """Count *hit*, in place of what it was before, and return what it leads to."""
        before = self.get(hit.key)
        hit = replace(hit, group=before.group if before else "")
        self.drop(hit.key)
        self._put(hit)
        members = self._members_with(hit)
        groups = self._oldest_first({one.group for one in (*members, hit) if one.group})
        is_late = self._is_late(hit)
        self.newest = max(self.newest or hit.at, hit.at)
        if groups or (members and not is_late):
            return self._grouped(hit, members, groups)
        window = members or fullest_around(self.counting, self._stretch(), hit.at)
        too_late = "too late to complete it: " if members else ""
        return HitVerdict(outcome=HitOutcome.COUNTS, reason=too_late + self._reason(window))

    def drop(self, key: HitKey) -> None:
        """Forget a hit, if it is known."""
        known = self._by_key.pop(key, None)
        if known is not None:
            at = bisect_left(self._hits, known.place, key=_PLACE)
            del self._hits[at], self._times[at]
            self._changed[key] = None

    def get(self, key: HitKey) -> Hit | None:
        """Return a hit that is known."""
        return self._by_key.get(key)

    def known(self, keys: Iterable[HitKey]) -> dict[HitKey, Hit]:
        """Return those of *keys* that are known."""
        return {key: self._by_key[key] for key in keys if key in self._by_key}

    def merge(self, merged: Mapping[str, str]) -> None:
        """Put the hits of groups into those that they are merged into."""
        for at, hit in enumerate(self._hits) if merged else ():
            if hit.group in merged:
                moved = replace(hit, group=merged[hit.group])
                self._hits[at] = self._by_key[hit.key] = moved
                if hit.key in self._changed:
                    self._changed[hit.key] = moved

    @property
    def hits(self) -> Sequence[Hit]:
        """The hits known, in order of time."""
        return tuple(self._hits)

    @property
    def changed(self) -> Mapping[HitKey, Hit | None]:
        """What is to be kept that was not: hits as they are now, None for those that are gone."""
        return self._changed

    def _grouped(self, hit: Hit, members: Sequence[Hit], groups: Sequence[str]) -> HitVerdict:
        group = groups[0] if groups else self.key.name_of((*members, hit))
        merged = tuple(groups[1:])
        self.merge(dict.fromkeys(merged, group))
        brought = tuple(one for one in members if not one.group and one is not hit)
        for one in (*brought, *([] if hit.group else [hit])):
            self._put(replace(one, group=group))
        return HitVerdict(
            outcome=HitOutcome.JOINS if groups else HitOutcome.COMPLETES,
            reason=self._reason(members or [hit]),
            group=group,
            brought=brought,
            merged=merged,
        )

    def _members_with(self, hit: Hit) -> Sequence[Hit]:
        """Return the hits of all complete windows that *hit* stands in."""
        found = met_around(self.counting, self._stretch(), hit.at)
        return self._hits[found[0] : found[1]] if found else ()

    def _stretch(self) -> Stretch:
        return Stretch(self._hits, self._times, self.since)

    def _oldest_first(self, groups: set[str]) -> list[str]:
        if len(groups) < 2:
            return list(groups)
        began: dict[str, datetime] = {}
        for one in self._hits:
            began.setdefault(one.group, one.at)
        return sorted(groups, key=lambda group: (began[group], group))

    def _is_late(self, hit: Hit) -> bool:
        return self.newest is not None and hit.at < self.newest - self.counting.within - LATENESS

    def _reason(self, window: Sequence[Hit]) -> str:
        return reason_of(self.counting, window, self._stretch())

    def _put(self, hit: Hit) -> None:
        at = bisect_left(self._hits, hit.place, key=_PLACE)
        if hit.key in self._by_key:
            self._hits[at] = hit
        else:
            self._hits.insert(at, hit)
            self._times.insert(at, hit.at)
        self._by_key[hit.key] = self._changed[hit.key] = hit
