"""A folder source on a real folder, with a store that is a dictionary and a list of all deliveries."""

from __future__ import annotations

import os
import threading
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from monitor.clock import SystemClock
from monitor.ingest.read_file import ReadFile, left_of, read_all
from monitor.source.config import FolderConfig
from monitor.source.folder import FolderSource
from monitor.source.model import Arrival, Signature

PATIENCE = 120.0
ARTICLE = "Leaders speak by phone\n\nThe two leaders spoke by phone on Monday, an aide said.\n"
SETTLE = 0.3


def eventually(holds: Callable[[], bool], what: str = "", within: float = PATIENCE) -> None:
    """Wait until *holds*; fail when it does not within so many seconds."""
    clock, pause = SystemClock(), threading.Event()
    deadline = clock.monotonic() + within
    while not holds():
        assert clock.monotonic() < deadline, f"did not come about: {what or holds}"
        pause.wait(0.005)


def pass_time(seconds: float) -> None:
    """Let real time pass, where a slow writer is what is tested."""
    threading.Event().wait(seconds)


class Desk:
    """Keeps what was delivered, with the content as it was then, and answers for the store.

    It reads as the ingester does: signature and bytes are of one moment. `refusals` are what it found to
    be no file, `read_again` counts files that only had their times or rights changed.
    """

    def __init__(self) -> None:
        self.batches: list[list[Arrival]] = []
        self.contents: dict[str, list[bytes]] = {}
        self.taken_in: dict[str, dict[str, Signature]] = {}
        self.refuse: Exception | None = None
        self.refused = 0
        self.refusals: dict[str, str] = {}
        self.read_again: Counter[str] = Counter()

    def known(self, folder: str) -> Mapping[str, Signature]:
        return dict(self.taken_in.get(folder, {}))

    def deliver(self, batch: list[Arrival]) -> Mapping[str, str]:
        if self.refuse is not None:
            self.refused += 1
            raise self.refuse
        self.batches.append(batch)
        readings = read_all(batch)
        for reading in readings:
            if reading.is_here:
                self._keep(reading)
        return left_of(readings)

    def _keep(self, reading: ReadFile) -> None:
        path = reading.arrival.path
        folder, name = os.path.split(path)
        before = self.taken_in.get(folder, {}).get(name)
        self.taken_in.setdefault(folder, {})[name] = reading.signature
        if reading.reason:
            self.refusals[path] = reading.reason
        elif before and before.looks_like(reading.signature) and self.contents[path][-1] == reading.content:
            self.read_again[path] += 1
        else:
            self.contents.setdefault(path, []).append(reading.content)

    @property
    def paths(self) -> Counter[str]:
        return Counter({path: len(contents) for path, contents in list(self.contents.items())})

    def has(self, *paths: Path) -> bool:
        return all(str(path) in self.contents for path in paths)


def make_source(root: Path, desk: Desk, **settings: object) -> FolderSource:
    values = {"type": "folder", "path": str(root), "settle": SETTLE, "poll": 0.5} | settings
    config = FolderConfig.model_validate(values)
    return FolderSource(config, known=desk.known, deliver=desk.deliver, clock=SystemClock())


@contextmanager
def watching(root: Path, desk: Desk, **settings: object) -> Iterator[FolderSource]:
    """Run a source on *root* until the block ends; its first scan is done when the block begins."""
    source = make_source(root, desk, **settings)
    source.start()
    try:
        eventually(lambda: source.health().last_scan is not None, "the first scan")
        yield source
    finally:
        source.stop()


def come_to_rest(source: FolderSource) -> None:
    """Wait until all is delivered, then have every file held against the store once more."""
    before = source.health().last_scan
    assert source.wait_idle(PATIENCE)
    source.scan_soon(full=True)
    eventually(lambda: source.health().last_scan != before, "another scan")
    assert source.wait_idle(PATIENCE)
