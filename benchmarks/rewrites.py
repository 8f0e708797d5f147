"""Forty rewrites of one wire story among forty others, told by a real desk in virtual time, in many orders."""

from __future__ import annotations

import asyncio
import random
import sys
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

_ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(_ROOT), str(_ROOT / "tests" / "stories"), str(_ROOT / "tests" / "integration")]

from rewriting import rewrites  # noqa: E402
from wire_texts import BASE, OTHERS, RETOLD  # noqa: E402

from monitor.outbox.batching import DeliveryPolicy  # noqa: E402
from tests.integration.desk_harness import Newsdesk  # noqa: E402

RULES = """
rules:
  - id: all
    when: {regex: "[a-z]"}
"""
MINUTE = timedelta(minutes=1)


@dataclass
class Told:
    """What a desk was told: first messages by story, and when the rewritten story's updates came."""

    opened: datetime
    firsts: Counter[str] = field(default_factory=Counter)
    updates: list[datetime] = field(default_factory=list)

    def updates_within(self, length: timedelta) -> int:
        """Return how many updates came in the time after the first article, give or take a minute."""
        return sum(at - self.opened <= length for at in self.updates)


async def an_hour_told(folder: Path, seed: int) -> Told:
    """Take eighty articles in at random times of an hour, in an order drawn by *seed*."""
    chance = random.Random(seed)
    hour = [("rewritten", one.title, one.text, one.outlet) for one in rewrites(BASE, RETOLD, chance)]
    hour += [(title, title, text, "Reuters") for title, text in OTHERS]
    chance.shuffle(hour)
    minutes = sorted(chance.random() * 60 for _ in hour)
    desk = Newsdesk(folder, {"desk": DeliveryPolicy()}, rules=RULES)
    told, whose, past = Told(desk.clock.now()), {}, 0.0
    for number, ((story, title, text, outlet), minute) in enumerate(zip(hour, minutes, strict=True)):
        await desk.pass_time(timedelta(minutes=minute - past))
        past, name = minute, f"{number:02d}.txt"
        whose[name] = story
        desk.take(f"{title}\n\n{desk.clock.now():%Y-%m-%d}\n\nBy [{outlet}](#)\n\n{text}\n", name)
    await desk.pass_time(timedelta(hours=2))
    service = desk.services["desk"]
    for one, at in zip(service.got, service.times, strict=True):
        if one.kind == "first":
            told.firsts[whose[Path(one.path).name]] += 1
        else:
            told.updates.append(at)
    desk.store.close()
    return told


def rewrites_told(folder: Path, _archive: Path | None, orders: int = 100) -> str:
    """Run many orders; tell which split the story, swallowed another or gave more than two updates."""
    split, swallowed, many = [], [], []
    for seed in range(orders):
        inner = folder / str(seed)
        inner.mkdir()
        told = asyncio.run(an_hour_told(inner, seed))
        others = {story for story in told.firsts if story != "rewritten"}
        split += [seed] if told.firsts["rewritten"] != 1 else []
        swallowed += [seed] if len(others) != len(OTHERS) else []
        many += [seed] if told.updates_within(timedelta(hours=1)) > 2 else []
    return f"rewrites: {orders} orders; split {split}, swallowed {swallowed}, more than two updates {many}"
