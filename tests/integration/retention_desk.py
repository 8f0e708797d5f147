"""A desk on a real store and a real folder whose days pass at once: it takes in, sends, resolves and prunes."""

from __future__ import annotations

import os
from datetime import timedelta

from monitor.alert.model import LifeStep, StepKind
from monitor.config.model import AlertsConfig, RetentionConfig
from monitor.daemon.pruning import Pruner, keep_of
from monitor.ingest import Desk, Ingester
from monitor.outbox.state import DeliveryState, Step
from monitor.rule.load import load_rules_text
from monitor.rule.ruleset import RuleSet
from monitor.source.model import Arrival, Signature
from monitor.store.deliveries import DeliveryFilter
from monitor.store.store import Store

DAY = timedelta(days=1)
RULES = """
rules:
  - id: ferry
    when: ferry
  - id: contact
    severity: high
    when: {contact: {status: [happened, claimed, denied]}}
    new: {per: [participants, kind], for: 7d}
  - id: many
    when: harbour
    count: {at_least: 2, within: 5d}
"""
SHORT = RetentionConfig(articles=15 * DAY, alerts=40 * DAY, deliveries=20 * DAY)


class RetentionDesk:
    """Takes in what lies in *folder*, by a clock that others move."""

    def __init__(self, url, folder, clock, retention=SHORT):
        self.folder, self.clock = folder, clock
        self.store = Store.open(url)
        self.rules = RuleSet(load_rules_text(RULES).rules)
        self.ingester = Ingester(self.store, self.rules, Desk((), ("desk",)), clock)
        keep = keep_of(retention, AlertsConfig(), self.rules.rules)
        self.pruner = Pruner(self.store, lambda: keep, clock)
        self.told = set()
        self.is_open = True

    def take_in(self, *names):
        """Take files in and send what follows; return the messages that are new, by rule and headline."""
        self.ingester.take_in([self.arrival(name) for name in names])
        fresh = [one for one in self.store.deliveries() if one.id not in self.told]
        self.told |= {one.id for one in fresh}
        self.send()
        return sorted((one.notification.rule, one.kind, one.notification.headline) for one in fresh)

    def arrival(self, name):
        path = self.folder / name
        return Arrival(os.fspath(path), os.fspath(self.folder), Signature.of(os.stat(path)))

    def send(self):
        now = self.clock.now() + DAY
        while claimed := self.store.claim("desk", now, limit=100, claimed_by="test"):
            step = Step(state=DeliveryState.SENT, reason="sent")
            self.store.finish_many([(one, step) for one in claimed], self.clock.now())

    def resolve(self):
        now = self.clock.now()
        step = LifeStep(kind=StepKind.RESOLVED, at=now, by="monitor", comment="quiet")
        self.store.resolve_quiet(now - 7 * DAY, step)
        self.store.forget_windows(now, {})

    def prune(self):
        self.resolve()
        return self.pruner.prune(self.clock.now())

    def open_things(self):
        """Return all that goes on: alerts that are not resolved with their reports and who heard of them."""
        alerts = [one for one in self.store.list_alerts() if one.state != "resolved"]
        ids = [one.id for one in alerts]
        waiting = DeliveryFilter(states=[DeliveryState.PENDING, DeliveryState.DEFERRED, DeliveryState.HELD])
        return alerts, self.store.heard(ids), [one.id for one in self.store.deliveries(waiting)]

    def close(self):
        if self.is_open:
            self.is_open = False
            self.store.close()
