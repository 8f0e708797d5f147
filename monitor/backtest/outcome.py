"""The result of a replay: alerts with evidence, messages with times, and the counts of both."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from typing import Any

from monitor.alert.model import Alert
from monitor.backtest.reading import UnreadableEntry
from monitor.notify.model import Notification
from monitor.rule.jsonl import instant_json, json_of
from monitor.store.listing import alert_json

_MOST_NAMED = 10


@dataclass(frozen=True, slots=True)
class ReplayedMessage:
    """One message that a channel would have been sent, and when; `told`: how many notifications it folds."""

    at: datetime
    channel: str
    notification: Notification
    told: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """The words of one article for which an alert was opened or joined, as spans of that article."""

    path: str
    publisher: str | None
    published: datetime | None
    at: datetime
    outcome: str
    reason: str
    spans: Sequence[Mapping[str, Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplayedAlert:
    """One alert as it stands at the end, its evidence, and the first message about it where there is one.

    `channels` are those that heard of it, each with how often.
    """

    alert: Alert
    evidence: Sequence[Evidence]
    first: Notification | None
    channels: Mapping[str, int] = field(default_factory=dict)

    @property
    def publisher(self) -> str | None:
        """The publisher of the report that opened it."""
        return self.alert.reports[0].publisher if self.alert.reports else None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplayOutcome:
    """All that a replay gave. Alerts are in the order in which they were opened, messages as they were sent.

    `matched` counts the articles that each rule holds for, `intake` the articles by what they were to the
    earlier ones (new, version, repeat …), `states` the deliveries of each channel by their state.
    """

    places: Sequence[str]
    rules: Sequence[str]
    began: datetime | None
    ended: datetime | None
    alerts: Sequence[ReplayedAlert]
    messages: Sequence[ReplayedMessage]
    matched: Counter[str]
    intake: Counter[str]
    states: Mapping[str, Mapping[str, int]]
    undated: int = 0
    unreadable: Sequence[UnreadableEntry] = ()

    @property
    def articles(self) -> int:
        """How many articles were taken in."""
        return sum(self.intake.values())

    @property
    def by_rule(self) -> Counter[str]:
        """Alerts by rule, the noisiest first in `most_common`."""
        return Counter(one.alert.rule for one in self.alerts)

    @property
    def quiet_rules(self) -> frozenset[str]:
        """The rules of which there is no alert."""
        return frozenset(self.rules) - frozenset(self.by_rule)

    @property
    def by_publisher(self) -> Counter[str]:
        """Alerts by the publisher that they were opened for."""
        return Counter(one.publisher or "" for one in self.alerts)

    @property
    def messages_by_rule(self) -> Counter[str]:
        """Messages by the rule that they are about; digests and notices are left out."""
        return Counter(one.notification.rule for one in self.messages if one.notification.alert_id)

    def kinds_to(self, channel: str) -> Counter[str]:
        """Return how many messages of each kind *channel* was sent."""
        return Counter(str(one.notification.kind) for one in self.messages if one.channel == channel)

    def busiest(self, zone: tzinfo) -> dict[str, tuple[datetime, int]]:
        """Return the hour in which each channel was sent most messages, and how many."""
        return {
            channel: max(hours.items(), key=lambda hour: (hour[1], hour[0]))
            for channel, hours in messages_by_hour(self.messages, zone).items()
        }


def messages_by_hour(messages: Sequence[ReplayedMessage], zone: tzinfo) -> dict[str, Counter[datetime]]:
    """Return how many messages each channel was sent in each hour, by the beginning of the hour in *zone*."""
    found: dict[str, Counter[datetime]] = defaultdict(Counter)
    for one in messages:
        hour = one.at.astimezone(zone).replace(minute=0, second=0, microsecond=0)
        found[one.channel][hour] += 1
    return dict(found)


def told_json(told: ReplayedAlert) -> dict[str, Any]:
    """Return one line about an alert: as `alerts list` has it, its evidence, and who heard how often."""
    return {
        **alert_json(told.alert),
        "evidence": [_evidence_json(one) for one in told.evidence],
        "channels": dict(told.channels),
    }


def summary_json(outcome: ReplayOutcome, zone: tzinfo) -> dict[str, Any]:
    """Return the counts of a replay."""
    return {
        "rules": list(outcome.places),
        "articles": outcome.articles,
        "undated": outcome.undated,
        "unreadable": len(outcome.unreadable),
        "intake": dict(sorted(outcome.intake.items())),
        "from": instant_json(outcome.began),
        "to": instant_json(outcome.ended),
        "alerts": len(outcome.alerts),
        "alerts_by_rule": dict(outcome.by_rule.most_common()),
        "alerts_by_publisher": dict(outcome.by_publisher.most_common(_MOST_NAMED)),
        "matched": dict(outcome.matched.most_common()),
        "messages": len(outcome.messages),
        "messages_by_rule": dict(outcome.messages_by_rule.most_common()),
        "channels": {channel: _channel_json(outcome, channel, zone) for channel in sorted(outcome.states)},
    }


def _channel_json(outcome: ReplayOutcome, channel: str, zone: tzinfo) -> dict[str, Any]:
    kinds = outcome.kinds_to(channel)
    hours = messages_by_hour([one for one in outcome.messages if one.channel == channel], zone)
    return {
        "messages": sum(kinds.values()),
        "kinds": dict(sorted(kinds.items())),
        "deliveries": dict(sorted(outcome.states[channel].items())),
        "by_hour": {hour.isoformat(): count for hour, count in sorted(hours.get(channel, {}).items())},
    }


def _evidence_json(one: Evidence) -> dict[str, Any]:
    told = json_of(one, "path", "publisher", "published", "at", "outcome", "reason")
    return {**told, "spans": [dict(span) for span in one.spans]}
