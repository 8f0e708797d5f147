"""The way of one article as the functions it enters: `python -m benchmarks.way`.

A file is found by a scan, taken in and printed on the console, all in this process. Whenever a function is entered
of another package than the one that runs, its name is printed, once, indented by how deep that nests; what a package
calls of its own is left out. `docs/architecture.md` has the list in short.
"""

from __future__ import annotations

import asyncio
import io
import os
import sys
import tempfile
import threading
from datetime import UTC
from itertools import pairwise
from pathlib import Path
from types import FrameType

import monitor
from monitor.clock import SystemClock
from monitor.delivery import DeliveryResources, DeliveryWorker
from monitor.delivery.channel_health import ChannelHealth
from monitor.ingest import Desk, Ingester
from monitor.notify.config import ChannelConfig
from monitor.notify.console import ConsoleChannel
from monitor.outbox.batching import DeliveryPolicy
from monitor.rule.ruleset import RuleSet
from monitor.secret import Secret
from monitor.source.config import FolderConfig
from monitor.source.folder import FolderSource
from monitor.source.model import Signature
from monitor.store.store import Store

_HOME = str(Path(monitor.__file__).parent) + "/"
_EVERYWHERE = frozenset({"clock", "duration", "errors", "files", "logs", "secret", "testing"})
"""Modules below all packages: to enter one is no step of the way."""
_RULES = "rules:\n  - {id: calls, severity: high, when: {contact: {kind: call}}, new: {per: [participants], for: 7d}}\n"
_ARTICLE = """Putin and Trump speak by phone

MOSCOW (Reuters) - Russian President Vladimir Putin called U.S. President Donald Trump on Thursday.

The two leaders spoke for an hour, the Kremlin said.
"""


class Way:
    """What `sys.setprofile` is to call: keeps the entries from one package into another, in order."""

    def __init__(self) -> None:
        self.entered: dict[tuple[int, str, str], None] = {}
        self._here = threading.local()

    def __call__(self, frame: FrameType, event: str, _argument: object) -> None:
        package = _package_of(frame)
        if package is None or event not in ("call", "return"):
            return
        within: list[str] = self._here.__dict__.setdefault("within", self._begins())
        if event == "return":
            if len(within) > 1:
                within.pop()
            return
        if package != within[-1] and not frame.f_code.co_name.startswith(("<", "__")):
            depth = sum(one != before for before, one in pairwise(within))
            self.entered[depth, package, frame.f_code.co_qualname] = None
        within.append(package)

    @staticmethod
    def _begins() -> list[str]:
        # The other threads are those in which deliveries wait for the store and for the channel.
        return [""] if threading.current_thread() is threading.main_thread() else ["", "delivery"]


def _package_of(frame: FrameType) -> str | None:
    name = frame.f_code.co_filename
    if not name.startswith(_HOME):
        return None
    package = name[len(_HOME) :].partition("/")[0].removesuffix(".py")
    return None if package in _EVERYWHERE else package


def main() -> None:
    """Print the way of a second article: what is loaded once has been loaded by then."""
    with tempfile.TemporaryDirectory() as folder:
        for depth, package, name in walked(Path(folder)):
            print(f"{'  ' * depth}{package}: {name}")


def walked(folder: Path) -> list[tuple[int, str, str]]:
    """Return what an article enters, in order: how deep, the package, the function."""
    (folder / "in").mkdir()
    (folder / "rules.yaml").write_text(_RULES)
    rules, clock, way = RuleSet.load(folder / "rules.yaml"), SystemClock(), Way()
    with Store.open(f"sqlite:///{folder}/var/monitor.db") as store:
        ingester = Ingester(store, rules, Desk(channels=("console",)), clock)
        source = FolderSource(
            FolderConfig(type="folder", path=str(folder / "in")),
            known=lambda path: {name: Signature(*one) for name, one in store.known_files(path).items()},
            deliver=lambda arrivals: ingester.take_in(arrivals).left,
            clock=clock,
        )
        _drop(folder / "in" / "first.txt", _ARTICLE)
        _round(source, store)
        _drop(
            folder / "in" / "second.txt",
            _ARTICLE.replace("U.S. President Donald Trump", "French President Emmanuel Macron"),
        )
        threading.setprofile(way)
        sys.setprofile(way)
        try:
            _round(source, store)
        finally:
            sys.setprofile(None)
            threading.setprofile(None)
    return list(way.entered)


def _round(source: FolderSource, store: Store) -> None:
    source.scan_once()
    channel = ConsoleChannel("console", ChannelConfig(url=Secret("console://")), io.StringIO())
    health = ChannelHealth(store, {}, lambda _: None, UTC)
    worker = DeliveryWorker(channel, DeliveryPolicy(), DeliveryResources(store, SystemClock(), health))
    asyncio.run(worker.deliver_due())


def _drop(path: Path, text: str) -> None:
    path.write_text(text)
    os.utime(path, (0, 0))


if __name__ == "__main__":
    main()
