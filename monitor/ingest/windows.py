"""Rules that count over time, for one batch: which of its matches are told, and which only count.

`sift` is asked article after article, so that those of a batch see each other; what is to be kept of it
(`rows`) goes into the transaction that records the articles, so that nothing is counted that was not
taken in, and nothing taken in that was not counted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from monitor.alert.model import Report
from monitor.alert.plan import News, Standing
from monitor.fact.model import Contact, Denial, Facts
from monitor.rule.digest import terms_digest
from monitor.rule.model import Absent, Count, Gathered, Match, Rule, SequenceOf, Spike
from monitor.rule.template import title_for
from monitor.store.store import Store
from monitor.store.window_rows import RuleTerms, WindowRows
from monitor.window.keys import Keyed, keys_of, missing, value_of
from monitor.window.model import Hit, HitKey, Outcome, TallyKey, Verdict
from monitor.window.moment import LATENESS, heard_at, moment_of
from monitor.window.silence import Heard
from monitor.window.tally import Tally
from monitor.window.terms import Counting
from monitor.window.wording import notes_of, said_length

_KEPT_LONGER = timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """A match that only counts towards an alert, or is a sign of life; and how far the count has come."""

    match: Match
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sifted:
    """An article's news without the matches that only count.

    Those that a count tells have `gathered`; `reports` are, by group, the other articles that belong to it
    from now on.
    """

    news: News
    counted: tuple[Counted, ...] = ()
    reports: Mapping[str, tuple[Report, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Watched:
    """A rule that counts, with the digest of how it does."""

    rule: Rule
    terms: str

    @property
    def name(self) -> RuleTerms:
        """Return what its state is kept under."""
        return (self.rule.id, self.terms)


@dataclass(slots=True)
class _Loaded:
    """A tally, and the stretch of time of which the kept hits are known."""

    tally: Tally
    first: datetime
    last: datetime


@dataclass(frozen=True, slots=True)
class _Told:
    """One hit of an article: the match it is of, as far as it is about the hit's key, and the verdict."""

    match: Match
    verdict: Verdict


def watched(rules: Iterable[Rule]) -> tuple[Watched, ...]:
    """Return the rules that count over time, each after those that it is a sequence of."""
    by_id = {rule.id: rule for rule in rules if rule.stateful is not None}
    ordered: dict[str, Rule] = {}

    def add(rule: Rule) -> None:
        if isinstance(rule.stateful, SequenceOf):
            for step in rule.stateful.rules:
                if step in by_id and step not in ordered:
                    add(by_id[step])
        ordered[rule.id] = rule

    for rule in by_id.values():
        add(rule)
    return tuple(Watched(rule, terms_digest(rule.stateful)) for rule in ordered.values() if rule.stateful)


def kept_for(rules: Iterable[Rule]) -> dict[RuleTerms, timedelta]:
    """Return how long the hits of each rule are kept, for `Store.forget_windows`."""
    return {
        one.name: _reach(one.rule.stateful) + LATENESS + _KEPT_LONGER
        for one in watched(rules)
        if isinstance(one.rule.stateful, Count | SequenceOf | Spike)
    }


class BatchWindows:
    """The counts that one batch bears on. Ask it in the order in which the articles are planned."""

    def __init__(self, store: Store, rules: Iterable[Rule], now: datetime) -> None:
        self._store = store
        self._now = now
        self._watched = watched(rules)
        self._since = store.watched_since() if self._watched else {}
        self._new_since = {one.name: now for one in self._watched if one.name not in self._since}
        self._since |= self._new_since
        self._of_name = {one.name: one for one in self._watched}
        self._loaded: dict[TallyKey, _Loaded] = {}
        self._merged: list[tuple[TallyKey, str, str]] = []
        self._heard: dict[TallyKey, Heard] = {}
        self._reports: dict[str, Report] = {}
        self._counts: dict[str, dict[TallyKey, set[HitKey]]] = {}

    def sift(self, news: News) -> Sifted:
        """Return *news* without the matches that only count, and count them."""
        if not self._watched:
            return Sifted(news=news)
        return _Sifting(self, news).sifted()

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

    # --- for one article ---

    def rules(self) -> Iterator[Watched]:
        """Yield the rules that count, each after those that it is a sequence of."""
        yield from self._watched

    def take(self, one: Watched, key: str, hit: Hit) -> Verdict:
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
        found: dict[TallyKey, set[HitKey]] = {name: set(keys) for name, keys in self._of(article_id)}
        for name, hit in self._store.hits_of(article_id):
            if name[:2] in self._of_name:
                self._tally(name, hit.at)
                found.setdefault(name, set()).add(hit.key)
        return {
            name: {key: hit for key in keys if (hit := self._loaded[name].tally.get(key)) is not None}
            for name, keys in found.items()
        }

    def drop(self, name: TallyKey, key: HitKey) -> None:
        """Count a hit no more."""
        self._loaded[name].tally.drop(key)

    def hear(self, one: Watched, keyed: Keyed, at: datetime) -> None:
        """Note a sign of life."""
        key = TallyKey(one.rule.id, one.terms, keyed.key)
        before = self._heard.get(key)
        if before is None or before.at < at:
            self._heard[key] = Heard(key=key, label=keyed.label, at=at)

    def note_report(self, report: Report) -> None:
        """Remember an article of this batch, for alerts that it comes to belong to."""
        self._reports[report.article_id] = report

    def reports_of(self, hits: Sequence[Hit]) -> tuple[Report, ...]:
        """Return the articles of *hits* as reports, each once."""
        ids = list(dict.fromkeys(hit.article_id for hit in hits))
        known = self._store.articles([one for one in ids if one not in self._reports])
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

    def _of(self, article_id: str) -> Iterable[tuple[TallyKey, set[HitKey]]]:
        return self._counts.get(article_id, {}).items()

    def _begin(self, one: Watched, at: datetime) -> None:
        """Take note that a rule is known to have been watched since *at*: an archive is being taken in."""
        self._since[one.name] = self._new_since[one.name] = at
        for key, loaded in self._loaded.items():
            if key[:2] == one.name:
                loaded.tally.since = at

    def _tally(self, name: TallyKey, at: datetime) -> Tally:
        """Return a tally that knows all hits that bear on one at *at*."""
        counting = self._of_name[name[:2]].rule.stateful
        if counting is None or isinstance(counting, Absent):
            raise ValueError(f"{name.rule} counts nothing")
        first, last = at - _reach(counting), at + counting.within
        loaded = self._loaded.get(name)
        if loaded is None:
            tally = Tally(name, counting, self._since[name[:2]], self._store.newest_hit(name))
            loaded = self._loaded[name] = _Loaded(tally, last, first)
        if first < loaded.first or last > loaded.last:
            loaded.first, loaded.last = min(first, loaded.first), max(last, loaded.last)
            loaded.tally.learn(self._store.window_hits(name, loaded.first, loaded.last))
            loaded.tally.merge({old: new for key, old, new in self._merged if key == name})
        return loaded.tally


class _Sifting:
    """One article's way through the counts."""

    def __init__(self, windows: BatchWindows, news: News) -> None:
        self._windows = windows
        self._news = news
        self._of_rule: dict[str, list[Match]] = {match.rule.id: [match] for match in news.matches}
        self._known: dict[TallyKey, dict[HitKey, Hit]] = {}
        if news.standing is not Standing.NEW:
            self._known = windows.counts_of(news.article_id)
        self._left = {(name, key) for name, keys in self._known.items() for key in keys}
        self._counted: list[Counted] = []
        self._brought: dict[str, list[Hit]] = {}
        if news.standing is not Standing.REPEAT:
            windows.note_report(news.report)

    def sifted(self) -> Sifted:
        plain = [match for match in self._news.matches if match.rule.stateful is None]
        for one in self._windows.rules():
            if isinstance(one.rule.stateful, Absent):
                self._of_rule[one.rule.id] = []
                self._hear(one, one.rule.stateful)
            elif one.rule.stateful is not None:
                self._of_rule[one.rule.id] = self._gathered(one, one.rule.stateful)
        if self._news.standing is not Standing.REPEAT:
            for name, key in self._left:
                self._windows.drop(name, key)
        gathered = [match for one in self._windows.rules() for match in self._of_rule[one.rule.id]]
        return Sifted(
            news=replace(self._news, matches=(*plain, *gathered)),
            counted=tuple(self._counted),
            reports={group: self._windows.reports_of(hits) for group, hits in self._brought.items() if hits},
        )

    def _gathered(self, one: Watched, counting: Counting) -> list[Match]:
        """Return the matches of a rule that are told: one for each group that the article belongs to."""
        told: dict[str, list[_Told]] = {}
        for step, match in self._candidates(one.rule, counting):
            keys = keys_of(match, counting.per, self._news.article_id, self._news.story)
            if not keys:
                unknown = missing(match, counting.per, self._news.article_id, self._news.story)
                self._count(match, f"counts for nothing: it does not say {unknown}")
            for keyed in keys:
                for found in self._taken(one, counting, step, match, keyed):
                    told.setdefault(found.verdict.group, []).append(found)
        only_counted = told.pop("", [])
        if only_counted and not told:
            reasons = dict.fromkeys(found.verdict.reason for found in only_counted)
            self._count(only_counted[-1].match, "; ".join(reasons))
        return [
            self._told(counting, number, group, found) for number, (group, found) in enumerate(told.items())
        ]

    def _candidates(self, rule: Rule, counting: Counting) -> Iterator[tuple[int, Match]]:
        """Yield the article's matches that count for *rule*, with the step that each of them is."""
        own = self._of_rule.get(rule.id, [])
        if not isinstance(counting, SequenceOf):
            yield from ((0, match) for match in own)
            return
        if rule.has_when and not own:
            return
        for step, name in enumerate(counting.rules):
            for match in self._of_rule.get(name, []):
                yield step, _as_of(rule, match)

    def _taken(
        self, one: Watched, counting: Counting, step: int, match: Match, keyed: Keyed
    ) -> Iterator[_Told]:
        news = self._news
        focused = _about(match, keyed.asked)
        name, hit_key = TallyKey(one.rule.id, one.terms, keyed.key), HitKey(news.article_id, step)
        if news.standing is Standing.REPEAT:
            known = self._known.get(name, {}).get(hit_key)
            group = known.group if known else ""
            outcome = Outcome.JOINS if group else Outcome.COUNTS
            yield _Told(focused, Verdict(outcome=outcome, reason="the same file again", group=group))
            return
        self._left.discard((name, hit_key))
        different = counting.different if isinstance(counting, Count) else None
        hit = Hit(
            article_id=news.article_id,
            at=moment_of(match.article, news.report.published, news.report.at),
            step=step,
            value=value_of(match, different, news.article_id, news.story),
            title=" ".join(match.article.title.split()),
            publisher=match.article.publisher,
        )
        yield _Told(focused, self._windows.take(one, keyed.key, hit))

    def _told(self, counting: Counting, number: int, group: str, found: Sequence[_Told]) -> Match:
        last = found[-1]
        brought = list({hit.key: hit for one in found for hit in one.verdict.brought}.values())
        others = [hit for hit in brought if hit.article_id != self._news.article_id]
        self._brought.setdefault(group, []).extend(others)
        opens = any(one.verdict.outcome is Outcome.COMPLETES for one in found)
        lines = notes_of(counting, others)
        reason = last.verdict.reason
        gathered = Gathered(
            group=group, reason=reason, number=number, notes=(reason, *lines) if opens else lines
        )
        return replace(last.match, gathered=gathered)

    def _hear(self, one: Watched, absent: Absent) -> None:
        news = self._news
        for match in (match for match in news.matches if match.rule.id == one.rule.id):
            keys = keys_of(match, absent.per, news.article_id, news.story)
            if news.standing is not Standing.REPEAT:
                moment = moment_of(match.article, news.report.published, news.report.at)
                for keyed in keys:
                    at = heard_at(moment, news.report.at, absent.silent_for)
                    self._windows.hear(one, keyed, at)
            length = said_length(absent.silent_for)
            self._count(match, f"a sign of life; told of when there is none for {length}")

    def _count(self, match: Match, reason: str) -> None:
        self._counted.append(Counted(match=match, reason=reason))


def _as_of(rule: Rule, match: Match) -> Match:
    """Return what matched a step as a match of the sequence."""
    title = title_for(rule, match.article, match.evidence, match.facts)
    return replace(match, rule=rule, title=title, gathered=None)


def _about(match: Match, asked: tuple[Contact | Denial, ...]) -> Match:
    """Return *match* as it would be if it had asked for these facts alone."""
    if len(asked) == len(match.asked):
        return match
    ids = set(map(id, asked))
    facts = Facts(
        contacts=tuple(sorted(match.facts.contacts, key=lambda one: id(one) not in ids)),
        denials=tuple(sorted(match.facts.denials, key=lambda one: id(one) not in ids)),
    )
    spans = {span for fact in asked for span in fact.proof}
    evidence = tuple(sorted(spans, key=lambda one: (one.field != "title", one.start, one.end)))
    title = title_for(match.rule, match.article, evidence, facts)
    return replace(match, title=title, evidence=evidence, facts=facts, asked=asked)


def _reach(counting: object) -> timedelta:
    """Return how far back others bear on a hit."""
    if isinstance(counting, Spike):
        return counting.within + counting.over
    return counting.within if isinstance(counting, Count | SequenceOf) else timedelta()
