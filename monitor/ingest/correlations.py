"""Counting rules for one batch: which matches open an alert, and which only count.

`sift` is asked article after article, so that those of a batch see each other; what is to be kept of it
(`rows`) goes into the transaction that records the articles, so that nothing is counted that was not
taken in, and nothing taken in that was not counted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from monitor.alert.model import Report
from monitor.alert.plan import News, Standing
from monitor.correlation.conditions import Counting
from monitor.correlation.event_time import heard_at, moment_of
from monitor.correlation.group_by import Keyed, keys_of, missing, value_of
from monitor.correlation.model import Hit, HitKey, HitOutcome, HitVerdict, TallyKey
from monitor.correlation.wording import notes_of
from monitor.duration import say_duration
from monitor.extract.model import Contact, Denial
from monitor.ingest.context import Kept
from monitor.ingest.counts import BatchCounts
from monitor.ingest.watched import Watched
from monitor.rule.model import Absent, Count, Gathered, Match, Rule, SequenceOf
from monitor.rule.template import title_for
from monitor.store.changes import RuleTerms, WindowRows


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """A match that only counts towards an alert, or is a sign of life; and how far the count has come."""

    match: Match
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sifted:
    """An article's news without the matches that only count.

    Those that a count completes have `gathered`; `reports` are, by group, the other articles that belong to
    it from now on.
    """

    news: News
    counted: tuple[Counted, ...] = ()
    reports: Mapping[str, tuple[Report, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _KnownHit:
    """One hit of an article: the match it is of, as far as it is about the hit's key, and the verdict."""

    match: Match
    verdict: HitVerdict


class BatchWindows:
    """The counters that one batch affects. Ask it in the order in which the articles are planned."""

    def __init__(
        self, kept: Kept, rules: Iterable[Rule], since: Mapping[RuleTerms, datetime], now: datetime
    ) -> None:
        """Count by *rules*, which are watched *since* the moments given, the others from *now* on."""
        self._counts = BatchCounts(kept, rules, since, now)

    def sift(self, news: News) -> Sifted:
        """Return *news* without the matches that only count, and count them."""
        return _Sifting(self._counts, news).sifted() if self._counts.watched else Sifted(news=news)

    @property
    def rows(self) -> WindowRows:
        """What is to be kept of the articles sifted so far."""
        return self._counts.rows


class _Sifting:
    """One article's way through the counts."""

    def __init__(self, counts: BatchCounts, news: News) -> None:
        self._counts = counts
        self._news = news
        self._of_rule: dict[str, list[Match]] = {match.rule.id: [match] for match in news.matches}
        self._known: dict[TallyKey, dict[HitKey, Hit]] = {}
        if news.standing is not Standing.NEW:
            self._known = counts.counts_of(news.article_id)
        self._left = {(name, key) for name, keys in self._known.items() for key in keys}
        self._counted: list[Counted] = []
        self._brought: dict[str, list[Hit]] = {}
        if news.standing is not Standing.REPEAT:
            counts.note_report(news.report)

    def sifted(self) -> Sifted:
        plain = [match for match in self._news.matches if match.rule.stateful is None]
        for one in self._counts.watched:
            if isinstance(one.rule.stateful, Absent):
                self._of_rule[one.rule.id] = []
                self._hear(one, one.rule.stateful)
            elif one.rule.stateful is not None:
                self._of_rule[one.rule.id] = self._gathered(one, one.rule.stateful)
        if self._news.standing is not Standing.REPEAT:
            for name, key in self._left:
                self._counts.drop(name, key)
        gathered = [match for one in self._counts.watched for match in self._of_rule[one.rule.id]]
        return Sifted(
            news=replace(self._news, matches=(*plain, *gathered)),
            counted=tuple(self._counted),
            reports={group: self._counts.reports_of(hits) for group, hits in self._brought.items() if hits},
        )

    def _gathered(self, one: Watched, counting: Counting) -> list[Match]:
        """Return the matches of a rule that are sent: one for each group that the article belongs to."""
        told: dict[str, list[_KnownHit]] = {}
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
                yield step, _as_of(rule, match, own[0] if own else None)

    def _taken(
        self, one: Watched, counting: Counting, step: int, match: Match, keyed: Keyed
    ) -> Iterator[_KnownHit]:
        news = self._news
        focused = _about(match, keyed.asked)
        name, hit_key = TallyKey(one.rule.id, one.terms, keyed.key), HitKey(news.article_id, step)
        if news.standing is Standing.REPEAT:
            known = self._known.get(name, {}).get(hit_key)
            group = known.group if known else ""
            outcome = HitOutcome.JOINS if group else HitOutcome.COUNTS
            yield _KnownHit(focused, HitVerdict(outcome=outcome, reason="the same file again", group=group))
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
        yield _KnownHit(focused, self._counts.take(one, keyed.key, hit))

    def _told(self, counting: Counting, number: int, group: str, found: Sequence[_KnownHit]) -> Match:
        last = found[-1]
        brought = list({hit.key: hit for one in found for hit in one.verdict.brought}.values())
        others = [hit for hit in brought if hit.article_id != self._news.article_id]
        self._brought.setdefault(group, []).extend(others)
        opens = any(one.verdict.outcome is HitOutcome.COMPLETES for one in found)
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
                    self._counts.hear(one, keyed, at)
            length = say_duration(absent.silent_for)
            self._count(match, f"a sign of life; told of when there is none for {length}")

    def _count(self, match: Match, reason: str) -> None:
        self._counted.append(Counted(match=match, reason=reason))


def _as_of(rule: Rule, match: Match, own: Match | None) -> Match:
    """Return what matched a step as a match of the sequence, graded as its *own* match is, if it has one."""
    severities = own.severities if own else ()
    step = replace(match, rule=rule, gathered=None, severities=severities)
    return replace(step, title=title_for(step))


def _about(match: Match, asked: tuple[Contact | Denial, ...]) -> Match:
    """Return *match* as it would be if it had asked for these facts alone."""
    if len(asked) == len(match.asked):
        return match
    facts = match.facts.led_by(asked)
    spans = {span for fact in asked for span in fact.proof}
    evidence = tuple(sorted(spans, key=lambda one: (one.field != "title", one.start, one.end)))
    severities = match.severities_of(asked)
    focused = replace(match, evidence=evidence, facts=facts, asked=asked, severities=severities)
    return replace(focused, title=title_for(focused))
