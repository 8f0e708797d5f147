"""The thread-safe inbox of hints and scan requests between watcher threads and the source's thread.

Many hints about a path become one, so a burst costs a dictionary entry per file; when even that
is too much, hints are dropped and a scan is asked for instead.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from enum import IntEnum

from monitor.source.stability import Hint

MOST_HINTS = 100_000


class Scan(IntEnum):
    """How thorough a scan is; the greater includes the lesser."""

    NONE = 0
    NAMES = 1
    FULL = 2


@dataclass(slots=True)
class PendingWork:
    """What was left since the last time: hints by path, folders to look through, orders."""

    hints: dict[str, tuple[Hint, int]] = field(default_factory=dict)
    folders: set[str] = field(default_factory=set)
    scan: Scan = Scan.NONE
    doubts: list[str] = field(default_factory=list)
    check_watch: bool = False
    renew_watch: bool = False
    stop: bool = False

    def is_empty(self) -> bool:
        """Return whether nothing was left."""
        orders = self.scan or self.check_watch or self.renew_watch or self.stop
        return not (orders or self.hints or self.folders or self.doubts)


class Inbox:
    """A mailbox that any thread may drop word into; one thread waits on it."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._word = PendingWork()

    def hint(self, path: str, hint: Hint) -> None:
        """Publish a file."""
        with self._changed:
            hints = self._word.hints
            if len(hints) >= MOST_HINTS:
                self._word.scan = Scan.FULL
                return
            before, closings = hints.get(path, (Hint.FOUND, 0))
            hints[path] = (before | hint, closings + (hint is Hint.CLOSED))
            self._changed.notify()

    def folder(self, path: str) -> None:
        """Publish a folder that is new under this path."""
        with self._changed:
            self._word.folders.add(path)
            self._changed.notify()

    def scan(self, scan: Scan, doubt: str = "") -> None:
        """Ask for a scan; *doubt* says what made it necessary."""
        with self._changed:
            self._word.scan = max(self._word.scan, scan)
            if doubt and doubt not in self._word.doubts:
                self._word.doubts.append(doubt)
            self._changed.notify()

    def check_watch(self) -> None:
        """Ask for a look at the root and at the threads that watch it."""
        with self._changed:
            self._word.check_watch = True
            self._changed.notify()

    def renew_watch(self) -> None:
        """Tell that the watch may take some folders for others by now."""
        with self._changed:
            self._word.renew_watch = True
            self._changed.notify()

    def stop(self) -> None:
        """Ask the waiting thread to end."""
        with self._changed:
            self._word.stop = True
            self._changed.notify()

    def is_empty(self) -> bool:
        """Return whether no word waits."""
        with self._changed:
            return self._word.is_empty()

    def wait(self, timeout: float) -> None:
        """Wait for word, at most *timeout* seconds."""
        with self._changed:
            if timeout > 0 and self._word.is_empty():
                self._changed.wait(timeout)

    def take(self) -> PendingWork:
        """Take all the word there is."""
        with self._changed:
            word, self._word = self._word, PendingWork()
            return word
