"""Compares two replays of one archive: alerts that only one of two rule sets gives.

Alerts are the same when they have the same id, or are of the same rule and share a report: what opened an
alert may change while the desk still hears of the same news.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from monitor.backtest.outcome import ReplayedAlert, ReplayOutcome


@dataclass(frozen=True, slots=True)
class Changed:
    """One alert that both give, and what is different of it, said in words."""

    now: ReplayedAlert
    before: ReplayedAlert
    differences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """What a rule set gives against another, `before`: alerts gained, lost, and sent otherwise."""

    gained: Sequence[ReplayedAlert]
    lost: Sequence[ReplayedAlert]
    changed: Sequence[Changed]
    same: int
    before: ReplayOutcome

    def change_of(self, told: ReplayedAlert) -> str:
        """Return "gained", "changed" or "same" for an alert of the replay that is compared."""
        if any(told is one for one in self.gained):
            return "gained"
        return "changed" if any(told is one.now for one in self.changed) else "same"


def compare(now: ReplayOutcome, before: ReplayOutcome) -> Comparison:
    """Return what *now* gives against *before*."""
    pairs = _pairs(now.alerts, before.alerts)
    paired = {id(one) for one in pairs.values()}
    changed = []
    same = 0
    for one in now.alerts:
        earlier = pairs.get(one.alert.id)
        if earlier is None:
            continue
        differences = tuple(_differences(one, earlier))
        same += not differences
        if differences:
            changed.append(Changed(one, earlier, differences))
    return Comparison(
        gained=[one for one in now.alerts if one.alert.id not in pairs],
        lost=[one for one in before.alerts if id(one) not in paired],
        changed=changed,
        same=same,
        before=before,
    )


def _pairs(now: Sequence[ReplayedAlert], before: Sequence[ReplayedAlert]) -> Mapping[str, ReplayedAlert]:
    """Return for the ids of *now* the alert before that is the same, each of them once."""
    by_id = {one.alert.id: one for one in before}
    pairs = {one.alert.id: by_id[one.alert.id] for one in now if one.alert.id in by_id}
    left: dict[tuple[str, str], list[ReplayedAlert]] = defaultdict(list)
    for one in before:
        if one.alert.id not in pairs:
            for report in one.alert.reports:
                left[one.alert.rule, report.article_id].append(one)
    taken: set[str] = set()
    for one in now:
        if one.alert.id in pairs:
            continue
        for report in one.alert.reports:
            free = [each for each in left[one.alert.rule, report.article_id] if each.alert.id not in taken]
            if free:
                pairs[one.alert.id] = free[0]
                taken.add(free[0].alert.id)
                break
    return pairs


def _differences(now: ReplayedAlert, before: ReplayedAlert) -> list[str]:
    found = []
    if now.alert.title != before.alert.title:
        found.append(f'title was "{before.alert.title}"')
    if now.alert.severity is not before.alert.severity:
        found.append(f"severity was {before.alert.severity}")
    if len(now.alert.reports) != len(before.alert.reports):
        found.append(f"reports were {len(before.alert.reports)}, are {len(now.alert.reports)}")
    if dict(now.channels) != dict(before.channels):
        found.append(f"told was {_say(before.channels)}, is {_say(now.channels)}")
    return found


def _say(channels: Mapping[str, int]) -> str:
    return ", ".join(f"{name} ({count})" for name, count in sorted(channels.items())) or "nobody"
