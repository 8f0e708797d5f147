"""A small archive of our own, and a desk that takes it in as the daemon does, minute by minute, from a real folder."""

from __future__ import annotations

import asyncio
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

from monitor.article.paths import display_path, raw_path
from monitor.clock import SystemClock
from monitor.config import load_desk
from monitor.daemon.schedule import minutely_jobs
from monitor.daemon.scheduled_jobs import ScheduledJobs
from monitor.daemon.wiring import delivery_policy_of, desk_of, fallback_channels
from monitor.delivery import ChannelHealth, DeliveryResources, DeliveryWorker
from monitor.ingest import Ingester
from monitor.rule.ruleset import RuleSet
from monitor.source.config import FolderConfig
from monitor.source.folder import FolderSource
from monitor.source.model import Signature
from monitor.store.store import Store
from monitor.testing import RecordingChannel, StillClock

RULES = """
rules:
  - id: contact
    title: "{{ participants }}: {{ kind }}"
    severity: high
    when: {contact: {status: [happened, claimed, denied]}}
  - id: denial
    title: "Denied by {{ by }}"
    severity: critical
    when: {denial: {}}
  - id: harvest
    severity: low
    tags: [farm]
    when: {all: [harvest, rain]}
  - id: never
    severity: info
    when: unicorns
  - id: trains-silent
    severity: low
    tags: [desk-only]
    when: trains
    absent: {for: 90m}
  - id: many-calls
    severity: medium
    when: {contact: {}}
    count: {at_least: 3, within: 20m}
"""
CONFIG = """
[monitor]
rules = ["rules.yaml"]
timezone = "Europe/London"
[[sources]]
type = "folder"
path = "inbox"
[channels.desk]
url = "${BACKTEST_DESK_URL}"
update_every = "30m"
quiet = { from = "22:00", to = "07:00" }
[channels.wire]
url = "console://"
rate = "3/10m"
[[routes]]
when = { tags = ["farm"] }
digests = ["hourly"]
[[routes]]
channels = ["desk", "wire"]
[digests.hourly]
cron = "0 * * * *"
channels = ["desk"]
[alerts]
resolve_after = "3h"
"""
_CALL = (
    "{0} and {1} spoke by telephone on Sunday, the office of {0} said in a statement. "
    "They talked about the war in Ukraine and about prices for grain, it said, and agreed to speak again."
)
_DENIED = (
    "Kremlin spokesman Dmitry Peskov denied on Sunday that {0} and {1} had spoken by telephone this week."
)
_HARVEST = (
    "Farmers in {0} waited for rain before the harvest on Sunday. Officials in {0} said the fields were dry."
)
_NOTHING = "Trains ran late in {0} on Sunday as a signal failed near the river, the railway said."
START = datetime(2024, 3, 10, 20, 0, tzinfo=UTC)
STORIES = [
    (0, "Putin and Xi talk", _CALL.format("Vladimir Putin", "Xi Jinping"), "Reuters"),
    (3, "Trains late", _NOTHING.format("Leeds"), "AP"),
    (7, "Putin and Xi in phone call", _CALL.format("Vladimir Putin", "Xi Jinping") + " It was cold.", "AP"),
    (7, "Kremlin denies call", _DENIED.format("Vladimir Putin", "Donald Trump"), "AFP"),
    (9, "Dry fields", _HARVEST.format("Kent"), "Reuters"),
    (20, "Macron calls Modi", _CALL.format("Emmanuel Macron", "Narendra Modi"), "AFP"),
    (21, "Macron speaks with Biden", _CALL.format("Emmanuel Macron", "Joe Biden"), "AFP"),
    (22, "Erdogan calls Zelensky", _CALL.format("Recep Tayyip Erdogan", "Volodymyr Zelensky"), "AFP"),
    (23, "Modi talks with Xi", _CALL.format("Narendra Modi", "Xi Jinping"), "AFP"),
    (24, "Trump and Starmer talk", _CALL.format("Donald Trump", "Keir Starmer"), "AFP"),
    (50, "Xi, Putin hold call", _CALL.format("Xi Jinping", "Vladimir Putin") + " Snow fell.", "UPI"),
    (95, "More dry fields", _HARVEST.format("Suffolk"), "AP"),
    (140, "No call, says Kremlin", _DENIED.format("Vladimir Putin", "Xi Jinping"), "Reuters"),
    (300, "Putin calls Modi", _CALL.format("Vladimir Putin", "Narendra Modi"), "Reuters"),
    (301, "Trains late again", _NOTHING.format("York"), "AP"),
    (500, "Macron and Modi spoke", _CALL.format("Emmanuel Macron", "Narendra Modi") + " Rain fell.", "UPI"),
    (700, "Putin calls Erdogan", _CALL.format("Vladimir Putin", "Recep Tayyip Erdogan"), "AFP"),
    (780, "Night trains", _NOTHING.format("Hull"), "AP"),
]


def at(minutes: int) -> datetime:
    return START + timedelta(minutes=minutes)


def document(title: str, text: str, publisher: str, minutes: int) -> str:
    """Return a file that says of itself when it was published, to the minute, and by whom."""
    when = at(minutes)
    return f"{title}\n\nPublished {when.day} {when:%B %Y, %H:%M} UTC\n\nLONDON ({publisher}) - {text}\n"


def lay_out(folder: Path) -> None:
    """Write the rules and the configuration into *folder*, and the archive as files."""
    (folder / "rules.yaml").write_text(RULES)
    (folder / "config.toml").write_text(CONFIG)
    (folder / "archive").mkdir()
    # Named so that the order of their names is not the order of their dates.
    for number, (minutes, *words) in enumerate(STORIES):
        name = f"{number * 7 % len(STORIES):02d}.txt"
        (folder / "archive" / name).write_text(document(*words, minutes))


def write_lines(path: Path, stories=STORIES, **said) -> Path:
    """Write stories as JSON lines, last first, with what else is *said* of each."""
    rows = [
        {
            "id": f"{number:02d}.txt",
            "title": title,
            "text": text,
            "publisher": publisher,
            "published": at(minutes).isoformat(),
            **said,
        }
        for number, (minutes, title, text, publisher) in enumerate(stories)
    ]
    path.write_text("".join(json.dumps(row) + "\n" for row in reversed(rows)))
    return path


class DroppedDesk:
    """The daemon's own parts and a real folder; every minute of the virtual clock is gone through."""

    def __init__(self, folder: Path) -> None:
        config = load_desk(folder / "config.toml")
        self.config = config
        self.clock = StillClock(START - timedelta(minutes=1))
        self.inbox = folder / "inbox"
        self.inbox.mkdir()
        self.store = Store.open(f"sqlite:///{folder}/var/monitor.db")
        self.rules = RuleSet.load(folder / "rules.yaml")
        self._ingester = Ingester(
            self.store, self.rules, desk_of(config), self.clock, timezone=config.timezone
        )
        watch = ChannelHealth(self.store, fallback_channels(config), lambda _: None, config.timezone)
        office = DeliveryResources(self.store, self.clock, watch, chance=lambda: 0.5)
        self.channels = {name: _Timed(name, self.clock) for name in config.channels}
        self._workers = [
            DeliveryWorker(self.channels[name], delivery_policy_of(config, name), office)
            for name in config.channels
        ]
        jobs = ScheduledJobs(
            config,
            self.store,
            lambda _: None,
            rules=lambda: self.rules.rules,
            desk=desk_of(config),
            up_since=self.clock.now(),
        )
        self._jobs = minutely_jobs(jobs)
        self._source = FolderSource(
            FolderConfig(type="folder", path=str(self.inbox), settle=0.02),
            known=self._known,
            deliver=lambda batch: self._ingester.take_in(batch).left,
            clock=SystemClock(),
        )

    def run(self, arriving: dict[datetime, list[tuple[str, bytes]]], until: datetime) -> None:
        """Drop each file when its time has come, and go on minute by minute."""
        asyncio.run(self._run(arriving, until))
        self._source.stop()

    async def _run(self, arriving, until) -> None:
        while True:
            now = self.clock.now()
            for job in self._jobs:
                job(now)
            await self._deliver()
            for name, content in arriving.pop(now, ()):
                (self.inbox / name).write_bytes(content)
                self._source.scan_once()
                await self._deliver()
            if now >= until and not arriving:
                return
            self.clock.advance(timedelta(minutes=1))

    async def _deliver(self) -> None:
        while sum([await one.deliver_due() for one in self._workers]):
            pass

    def _known(self, folder):
        found = self.store.known_files(display_path(folder))
        return {raw_path(name): Signature(*fingerprint) for name, fingerprint in found.items()}


class _Timed(RecordingChannel):
    def __init__(self, name, clock) -> None:
        super().__init__(name)
        self.times = []
        self._clock = clock

    async def send(self, notification, thread=None):
        self.times.append(self._clock.now())
        return await super().send(notification, thread)
