"""A whole desk but for the services: real folder, rules, store, delivery workers and jobs; time stands still until moved."""

from __future__ import annotations

import asyncio
from collections import Counter
from datetime import UTC, timedelta
from pathlib import Path

from monitor.delivery import ChannelHealth, DeliveryResources, DeliveryWorker
from monitor.ingest import Desk, Ingester
from monitor.notify.model import Notification
from monitor.notify.outcome import Outcome, Retry, Sent
from monitor.outbox.batching import DeliveryPolicy
from monitor.outbox.state import DeliveryState
from monitor.rule.load import load_rules_text
from monitor.rule.ruleset import RuleSet
from monitor.store.store import Store
from monitor.testing import StillClock
from tests.integration.test_ingest import drop

RULES = """
rules:
  - id: denial
    severity: high
    when: {sentence: {all: [Kremlin, denied]}}
"""
EACH = """
rules:
  - id: each
    severity: medium
    when: {sentence: {all: [Kremlin, denied]}}
    per: [article]
  - id: grave
    severity: critical
    when: {sentence: {all: [Kremlin, denied, strike]}}
    per: [article]
"""
WIRE = """Kremlin denies phone call between leaders

MOSCOW - The Kremlin denied on Friday that the two leaders had spoken by telephone this week.

Spokesman Dmitry Peskov told reporters that the report was pure fiction and that no call was planned.

The newspaper that carried the report quoted people familiar with the conversation, who asked not to be named.

European diplomats in Brussels said they had been told of no such contact and would ask Washington about it.

"""


class Service:
    """A service that is up or down; `got` are what it took, with the thread, `answers` those it gives first.

    `tried` are the paths of what it was asked to take; it fails on headlines that hold `refused`.
    """

    def __init__(self, name: str, clock: StillClock) -> None:
        self.name = name
        self.is_up = True
        self.got: list[Notification] = []
        self.threads: list[str | None] = []
        self.times = []
        self.tried: list[str] = []
        self.refused = ""
        self.answers: list[Outcome] = []
        self._clock = clock

    async def send(self, notification: Notification, thread: str | None = None) -> Outcome:
        self.tried.append(notification.path)
        if self.answers:
            return self.answers.pop(0)
        if not self.is_up or (self.refused and self.refused in notification.headline):
            return Retry("connection refused")
        self.got.append(notification)
        self.threads.append(thread)
        self.times.append(self._clock.now())
        return Sent(f"{self.name} {len(self.got)}")

    @property
    def kinds(self) -> list[str]:
        return [str(one.kind) for one in self.got]

    def close(self) -> None:
        pass

    def describe(self) -> str:
        return self.name


class Newsdesk:
    """`channels` maps names to delivery policies; each tells the others when it fails. `services` outlive a restart."""

    def __init__(
        self,
        folder: Path,
        channels: dict[str, DeliveryPolicy],
        *,
        rules: str = RULES,
        url: str = "",
        **desk,
    ) -> None:
        self.url = url or f"sqlite:///{folder}/var/monitor.db"
        self.inbox = folder / "in"
        self.inbox.mkdir()
        self.clock = StillClock()
        self.services = {name: Service(name, self.clock) for name in channels}
        self._channels = channels
        self._rules = RuleSet(load_rules_text(rules).rules)
        self._desk = Desk(channels=tuple(channels), **desk)
        self._taken = 0
        self.open()

    def open(self) -> None:
        self.store = Store.open(self.url)
        self.store.rescue(self.clock.now())
        self._ingester = Ingester(self.store, self._rules, self._desk, self.clock)
        others = {name: [one for one in self._channels if one != name] for name in self._channels}
        resources = DeliveryResources(
            self.store, self.clock, ChannelHealth(self.store, others, lambda _: None, UTC), chance=lambda: 0.5
        )
        self._workers = [
            DeliveryWorker(self.services[name], how, resources) for name, how in self._channels.items()
        ]

    def restart(self) -> None:
        self.store.close()
        self.open()

    def take(self, text: str, name: str = "") -> None:
        """Drop a file and take it in."""
        self.take_all([text], name)

    def take_all(self, texts: list[str], name: str = "") -> None:
        """Drop files and take them in as one batch."""
        arrivals = []
        for text in texts:
            self._taken += 1
            arrivals.append(drop(self.inbox, name or f"{self._taken:05d}.txt", text))
        self._ingester.take_in(arrivals)

    async def deliver(self) -> None:
        """Send all that may be sent now, also what follows from that in other channels."""
        while sum(await asyncio.gather(*(one.deliver_due() for one in self._workers))):
            pass

    async def pass_time(self, length: timedelta, tick: timedelta = timedelta(minutes=1)) -> None:
        """Let time go by in steps, delivering at each."""
        end = self.clock.now() + length
        while self.clock.now() < end:
            self.clock.advance(min(tick, end - self.clock.now()))
            await self.deliver()

    def states(self, channel: str) -> Counter[str]:
        return Counter(self.store.states().get(channel, {}))

    def told_in(self, channel: str) -> Counter[str]:
        """Return how often each delivery reached *channel*, by itself or inside a message that did."""
        took = Counter(one.id for one in self.services[channel].got)
        rows = {one.id: one for one in self.store.deliveries() if one.channel == channel}

        def message(one):
            return message(rows[one.folded_into]) if one.state is DeliveryState.FOLDED else one.id

        return Counter({id_: took[message(one)] for id_, one in rows.items()})


def quiet_but_critical(start: int, end: int):
    """Return quiet hours from one hour of the day to another, in UTC, that critical messages pass."""

    def until(now, severity):
        hour = now.hour + now.minute / 60
        if severity == "critical" or end <= hour < start:
            return None
        morning = now.replace(hour=end, minute=0, second=0, microsecond=0)
        return morning if hour < end else morning + timedelta(days=1)

    return until
