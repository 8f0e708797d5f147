"""Which rules count over time, in what order, and how long their hits are kept."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from monitor.correlation.event_time import LATENESS
from monitor.rule.digest import terms_digest
from monitor.rule.model import Count, Rule, SequenceOf, Spike, Stateful
from monitor.store.changes import RuleTerms

_KEPT_LONGER = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Watched:
    """A rule that counts, with the digest of how it does."""

    rule: Rule
    terms: str

    @property
    def name(self) -> RuleTerms:
        """Return what its state is kept under."""
        return (self.rule.id, self.terms)


def watched(rules: Iterable[Rule]) -> tuple[Watched, ...]:
    """Return the rules that count over time, each after those that it is a sequence of."""
    by_id = {rule.id: rule for rule in rules if rule.stateful is not None and rule.enabled}
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
        one.name: reach_of(one.rule.stateful) + LATENESS + _KEPT_LONGER
        for one in watched(rules)
        if isinstance(one.rule.stateful, Count | SequenceOf | Spike)
    }


def reach_of(counting: Stateful | None) -> timedelta:
    """Return how far back other hits count together with one."""
    if isinstance(counting, Spike):
        return counting.within + counting.over
    return counting.within if isinstance(counting, Count | SequenceOf) else timedelta()
