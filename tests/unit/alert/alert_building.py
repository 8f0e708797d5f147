"""News built by hand, and a newsroom that remembers what was told, as the store would."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from monitor.alert.dispatch import ChannelHistory, Desk, Dispatch, DispatchKind
from monitor.alert.grouping import Ledgered
from monitor.alert.model import LifeStep, Report, StepKind
from monitor.alert.plan import Decision, News, Standing, plan
from monitor.article.model import Article, Span
from monitor.errors import Location
from monitor.rule.condition import Phrase
from monitor.rule.model import Match, Rule, Severity

NOW = datetime(2024, 10, 9, 12, 0, tzinfo=UTC)
PLACE = Location("rules/a.yaml")


def rule(id_="leader-contact", *, severity=Severity.HIGH, tags=("diplomacy",), **more) -> Rule:
    return Rule(
        id=id_,
        title="t",
        severity=severity,
        tags=tags,
        when=Phrase(location=PLACE, text="spoke"),
        location=PLACE,
        **more,
    )


def match(rule_id="leader-contact", *, words=("spoke",), publisher="AFP", of=None, **more) -> Match:
    """Return a match of the rule *of*, or of one made as `rule` makes it."""
    article = Article(
        title="They spoke", text="They spoke", blocks=(), digest="d", publisher=publisher, language="en"
    )
    evidence = tuple(Span("text", 0, len(word), word) for word in words)
    return Match(rule=of or rule(rule_id, **more), article=article, title="t", evidence=evidence)


def news(*matches, article="a1", standing=Standing.NEW, version=1, story="", ledger=None, **more) -> News:
    report = Report(
        article_id=article,
        digest=f"{article} v{version}",
        path=f"/in/{article}.txt",
        publisher=matches[0].article.publisher if matches else None,
        published=more.pop("published", None),
        at=more.pop("at", NOW),
    )
    ledger = ledger or Ledgered()
    proofs = {span: span.text for one in matches for span in one.evidence}
    return News(
        article_id=article,
        version=version,
        standing=standing,
        report=report,
        matches=matches,
        ledger=replace(ledger, proofs=proofs),
        story=story,
        **more,
    )


class Newsroom:
    """A desk, the time, and what was told so far; `tellings` are all that were ever planned, in order."""

    def __init__(self, *channels: str, **desk):
        self.desk = Desk(channels=channels or ("desk",), **desk)
        self.now = NOW
        self.silences = []
        self.told, self.heard, self.words = {}, defaultdict(dict), defaultdict(dict)
        self.dispatches: list[tuple[str, Dispatch]] = []
        self._versions = defaultdict(int)

    def later(self, **length):
        self.now += timedelta(**length)
        return self

    def news(self, *matches, article="a1", standing=Standing.NEW, **more) -> News:
        version = self._versions[article] + (standing is not Standing.REPEAT)
        ledger = Ledgered(
            told=tuple(self.told.values()),
            words={} if standing is Standing.NEW else dict(self.words[article]),
        )
        return news(
            *matches,
            article=article,
            standing=standing,
            version=max(version, 1),
            ledger=ledger,
            heard=self._heard_by_now(),
            at=self.now,
            **more,
        )

    def plan(self, of: News) -> tuple[Decision, ...]:
        return plan(of, self.desk, self.silences, self.now)

    def take(self, *matches, article="a1", standing=Standing.NEW, **more) -> Decision:
        """Plan what an article gives, and remember it; return the decision on its first match."""
        return self.take_all(*matches, article=article, standing=standing, **more)[0]

    def take_all(self, *matches, article="a1", standing=Standing.NEW, **more) -> tuple[Decision, ...]:
        """Do the same, and return every decision."""
        found = self.news(*matches, article=article, standing=standing, **more)
        decisions = self.plan(found)
        self._versions[article] = found.version
        for one in decisions:
            if one.alert is not None:
                self._remember(found, one)
        return decisions

    def resolve(self, alert_id):
        """Let a person resolve an alert."""
        self._step(alert_id, LifeStep(kind=StepKind.RESOLVED, at=self.now, by="Ana"))

    def _remember(self, found: News, decision: Decision):
        if decision.told:
            self.told[decision.told.alert.id] = decision.told
        spans = {span.text for span in decision.match.evidence}
        before = self.words[found.article_id].get(decision.alert.id, frozenset())
        self.words[found.article_id][decision.alert.id] = before | spans
        for dispatch in decision.dispatches:
            self.dispatches.append((decision.alert.id, dispatch))
            if not dispatch.silenced and dispatch.kind is not DispatchKind.ESCALATION:
                self._hear(self.heard[decision.alert.id], dispatch)

    def _hear(self, heard, dispatch):
        before = heard.get(dispatch.channel)
        if dispatch.fold == "update":
            heard[dispatch.channel] = replace(before, next=dispatch.due_at)
        else:
            updates = (before.updates if before else 0) + (dispatch.kind is DispatchKind.UPDATE)
            waits_for = before.next if before else None
            heard[dispatch.channel] = ChannelHistory(last=dispatch.due_at, next=waits_for, updates=updates)

    def _heard_by_now(self):
        """Return who heard what: what was due by now has been told."""
        for channels in self.heard.values():
            for name, one in channels.items():
                if one.next and one.next <= self.now:
                    channels[name] = ChannelHistory(last=one.next, updates=one.updates + 1)
        return {alert: dict(channels) for alert, channels in self.heard.items()}

    def _step(self, alert_id, step):
        from monitor.alert.model import AlertState

        told = self.told[alert_id]
        state = AlertState.RESOLVED if step.kind is StepKind.RESOLVED else AlertState.OPEN
        self.told[alert_id] = replace(told, alert=replace(told.alert, state=state))


def at_once(decision: Decision) -> dict[str, str]:
    """Return who is told at once, and as what."""
    return {one.channel: str(one.kind) for one in decision.dispatches if not one.fold and not one.silenced}


def waits(decision: Decision) -> dict[str, datetime]:
    """Return who is told later, with what joins meanwhile, and when."""
    return {one.channel: one.due_at for one in decision.dispatches if one.fold == "update"}
