"""The counters that one batch touches, loaded on demand, and their changes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from monitor.alert.model import Report
from monitor.correlation.absence import LastHeard
from monitor.correlation.counter import HitCounter
from monitor.correlation.group_by import Keyed
from monitor.correlation.model import Hit, HitKey, HitVerdict, TallyKey
from monitor.ingest.context import Kept
from monitor.ingest.watched import Watched, reach_of, watched
from monitor.rule.model import Absent, Rule, Spike
from monitor.store.changes import RuleTerms, WindowRows


@dataclass(slots=True)
class _Loaded:
    """A tally, and the stretch of time of which the kept hits are known."""

    tally: HitCounter
    first: datetime
    last: datetime


class BatchCounts:
    """The counters that one batch affects."""

    def __init__(
        self, kept: Kept, rules: Iterable[Rule], since: Mapping[RuleTerms, datetime], now: datetime
    ) -> None:
        self._kept = kept
        self._now = now
        self._watched = watched(rules)
        self._since = dict(since)
        self._new_since = {one.name: now for one in self._watched if one.name not in self._since}
        self._since |= self._new_since
        self._of_name = {one.name: one for one in self._watched}
        self._loaded: dict[TallyKey, _Loaded] = {}
        self._merged: list[tuple[TallyKey, str, str]] = []
        self._heard: dict[TallyKey, LastHeard] = {}
        self._reports: dict[str, Report] = {}
        self._counts: dict[str, dict[TallyKey, set[HitKey]]] = {}

    @property
    def watched(self) -> Sequence[Watched]:
        """The rules that count, each after those that it is a sequence of."""
        return self._watched

    @property
    def rows(self) -> WindowRows:
        """What is to be kept of the articles sifted so far."""
        changed = [
            (key, hit_key, hit)
            for key, loaded in self._loaded.items()
            for hit_key, hit in loaded.tally.changed.items()
        ]
        return WindowRows(
            received=self._now,
            hits=[(key, hit) for key, _, hit in changed if hit is not None],
            gone=[(key, hit_key) for key, hit_key, hit in changed if hit is None],
            merged=tuple(self._merged),
            since=dict(self._new_since),
            heard=tuple(self._heard.values()),
        )

    def take(self, one: Watched, key: str, hit: Hit) -> HitVerdict:
        """Count a hit of a rule."""
        name = TallyKey(one.rule.id, one.terms, key)
        if isinstance(one.rule.stateful, Spike) and hit.at < self._since[one.name]:
            self._begin(one, hit.at)
        verdict = self._tally(name, hit.at).take(hit)
        self._merged += [(name, merged, verdict.group) for merged in verdict.merged]
        self._counts.setdefault(hit.article_id, {}).setdefault(name, set()).add(hit.key)
        return verdict

    def counts_of(self, article_id: str) -> dict[TallyKey, dict[HitKey, Hit]]:
        """Return where an article counts by what it said before."""
        here = self._counts.get(article_id, {})
        found: dict[TallyKey, set[HitKey]] = {name: set(keys) for name, keys in here.items()}
        for name, hit in self._kept.hits_of(article_id):
            if name[:2] in self._of_name:
                self._tally(name, hit.at)
                found.setdefault(name, set()).add(hit.key)
        return {name: self._loaded[name].tally.known(keys) for name, keys in found.items()}

    def drop(self, name: TallyKey, key: HitKey) -> None:
        """Count a hit no more."""
        self._loaded[name].tally.drop(key)

    def hear(self, one: Watched, keyed: Keyed, at: datetime) -> None:
        """Note a sign of life."""
        key = TallyKey(one.rule.id, one.terms, keyed.key)
        before = self._heard.get(key)
        if before is None or before.at < at:
            self._heard[key] = LastHeard(key=key, label=keyed.label, at=at)

    def note_report(self, report: Report) -> None:
        """Remember an article of this batch, for alerts that it comes to belong to."""
        self._reports[report.article_id] = report

    def reports_of(self, hits: Sequence[Hit]) -> tuple[Report, ...]:
        """Return the articles of *hits* as reports, each once."""
        ids = list(dict.fromkeys(hit.article_id for hit in hits))
        known = self._kept.articles([one for one in ids if one not in self._reports])
        kept = {
            row.id: Report(
                article_id=row.id,
                digest=row.digest,
                path=row.path,
                publisher=row.publisher,
                published=row.published_at,
                at=row.received_at,
            )
            for row in known.values()
        }
        reports = {**kept, **self._reports}
        return tuple(reports[one] for one in ids if one in reports)

    def _begin(self, one: Watched, at: datetime) -> None:
        """Record that a rule is known to have been watched since *at*: an archive is being taken in."""
        self._since[one.name] = self._new_since[one.name] = at
        for key, loaded in self._loaded.items():
            if key[:2] == one.name:
                loaded.tally.since = at

    def _tally(self, name: TallyKey, at: datetime) -> HitCounter:
        """Return a tally that knows all hits a window around *at* can hold."""
        counting = self._of_name[name[:2]].rule.stateful
        if counting is None or isinstance(counting, Absent):
            raise ValueError(f"{name.rule} counts nothing")
        first, last = at - reach_of(counting), at + counting.within
        loaded = self._loaded.get(name)
        if loaded is None:
            tally = HitCounter(name, counting, self._since[name[:2]], self._kept.newest_hit(name))
            loaded = self._loaded[name] = _Loaded(tally, first, last)
            self._learn(name, loaded.tally, first, last)
        if first < loaded.first:
            self._learn(name, loaded.tally, first, loaded.first)
            loaded.first = first
        if last > loaded.last:
            self._learn(name, loaded.tally, loaded.last, last)
            loaded.last = last
        return loaded.tally

    def _learn(self, name: TallyKey, tally: HitCounter, first: datetime, last: datetime) -> None:
        tally.learn(self._kept.window_hits(name, first, last))
        tally.merge({old: new for key, old, new in self._merged if key == name})
