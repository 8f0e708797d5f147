"""Weeks in the life of a desk drawn at random: whatever fails and restarts, each telling arrives once and in order."""

from __future__ import annotations

import random
from bisect import bisect_right
from datetime import timedelta

import pytest

from monitor.alert.rate import Rate
from monitor.notify.outcome import Ambiguous, Retry
from monitor.outbox.batching import DeliveryPolicy
from monitor.outbox.state import DeliveryState
from tests.integration.desk_harness import WIRE, Newsdesk, quiet_but_critical

MINUTE = timedelta(minutes=1)
RULES = """
rules:
  - {id: story, severity: high, when: {sentence: {all: [Kremlin, denied]}}}
  - {id: each, severity: medium, when: {sentence: {all: [Kremlin, denied]}}, per: [article]}
  - {id: grave, severity: critical, when: {sentence: {all: [Kremlin, denied, strike]}}, per: [article]}
"""


class Life:
    """One desk and what happens to it."""

    def __init__(self, folder, chance):
        self.chance = chance
        self.rate = chance.choice([None, Rate(count=3, per=MINUTE), Rate(count=1, per=timedelta(seconds=1))])
        self.is_quiet = chance.random() < 0.5
        quiet = quiet_but_critical(22, 7) if self.is_quiet else None
        policy = {"desk": DeliveryPolicy(rate=self.rate, quiet_until=quiet), "mail": DeliveryPolicy()}
        self.desk = Newsdesk(folder, policy, rules=RULES)
        self.files = []

    async def step(self):
        deeds = [self.event, self.event, self.burst, self.report, self.report, self.correct, self.fail]
        self.chance.choice([*deeds, self.switch, self.restart])()
        await self.desk.pass_time(self.chance.choice([1, 3, 12, 40, 120]) * MINUTE, 6 * MINUTE)

    def event(self):
        number, words = len(self.files), self.chance.choice(["reports", "reports", "a strike"])
        self._drop(f"Event {number}\n\nThe Kremlin denied {words} of event number {number}.\n")

    def burst(self):
        for _ in range(self.chance.randint(4, 12)):
            self.event()

    def report(self):
        self._drop(f"{WIRE}Report number {len(self.files)} was written for outlet {len(self.files)}.\n")

    def correct(self):
        if self.files:
            name, text = self.chance.choice(self.files)
            self.desk.take(f"{text}\nLater the Kremlin denied report number {self.chance.random()}.\n", name)

    def fail(self):
        answers = [Retry("503"), Ambiguous("timed out"), Retry("429", after=timedelta(minutes=2))]
        self._service().answers = self.chance.choices(answers, k=self.chance.randint(1, 4))

    def switch(self):
        service = self._service()
        service.is_up = not service.is_up

    def restart(self):
        self.desk.restart()

    async def end(self):
        """Let all services work, and time go by until nothing waits."""
        for service in self.desk.services.values():
            service.is_up, service.answers = True, []
        await self.desk.pass_time(timedelta(hours=30), 10 * MINUTE)
        await self.desk.pass_time(30 * MINUTE, timedelta(seconds=10))

    def _drop(self, text):
        name = f"{len(self.files)}.txt"
        self.files.append((name, text))
        self.desk.take(text, name)

    def _service(self):
        return self.desk.services[self.chance.choice(["desk", "mail"])]


def check(life, name):
    desk, service = life.desk, life.desk.services[name]
    rows = {one.id: one for one in desk.store.deliveries() if one.channel == name}
    assert {str(one.state) for one in rows.values()} <= {"sent", "folded"}
    assert set(desk.told_in(name).values()) <= {1}
    assert len({one.id for one in service.got}) == len(service.got)
    place = {one.id: number for number, one in enumerate(service.got)}

    def told(one):
        return told(rows[one.folded_into]) if one.state is DeliveryState.FOLDED else place[one.id]

    firsts = {one.alert: told(one) for one in rows.values() if str(one.kind) == "first"}
    for one in rows.values():
        if str(one.kind) == "update":
            assert firsts[one.alert] <= told(one), one
    alerts = {one.id for one in desk.store.list_alerts()}
    assert firsts.keys() == alerts


def check_manners(life):
    service = life.desk.services["desk"]
    if life.is_quiet:
        night = [one for one, at in zip(service.got, service.times, strict=True) if not 7 <= at.hour < 22]
        assert all(one.severity == "critical" or str(one.kind) in {"digest", "notice"} for one in night)
    if life.rate:
        for number, at in enumerate(service.times):
            within = number + 1 - bisect_right(service.times, at - life.rate.per)
            assert within <= life.rate.count


@pytest.mark.parametrize("seed", range(12))
async def test_whatever_happens_everything_is_told_once_and_first_things_first(tmp_path, seed):
    life = Life(tmp_path, random.Random(seed))
    for _ in range(40):
        await life.step()
    await life.end()
    for name in life.desk.services:
        check(life, name)
    check_manners(life)
    life.desk.store.close()
