"""Opens, checks and reopens the watch on a root; turns watchdog's events into hints.

It only wakes: whatever it misses, a scan finds. Everything here may fail without harm, and says so.
"""

# Paths are plain strings here: they come by the ten thousand.
# ruff: noqa: PTH118
from __future__ import annotations

import logging
import os
import sys
from enum import StrEnum
from typing import TYPE_CHECKING

from monitor.source.names import NameFilter
from monitor.source.pending import Inbox, Scan
from monitor.source.root import RootState, WatchedRoot
from monitor.source.stability import Hint

if TYPE_CHECKING:
    from watchdog.events import FileSystemEvent

    from monitor.source.inotify import Alarm, Observer

_log = logging.getLogger(__name__)


class WatchChange(StrEnum):
    """What a check of the watch brought to light."""

    NONE = "nothing changed"
    RENEWED = "the root or the watch is a new one: everything is to be looked at"
    MISSING = "the folder is not there, or may not be read"
    BLIND = "cannot watch"


class EventHandler:
    """Hears watchdog's events and leaves word; the only code that runs in watchdog's thread.

    Nothing it does may raise: an exception would end that thread for good.
    """

    def __init__(self, root: str, real_root: str, names: NameFilter, inbox: Inbox) -> None:
        self._root = root
        self._real_root = real_root
        self._prefix = os.path.join(real_root, "")
        self._names = names
        self._inbox = inbox

    def dispatch(self, event: FileSystemEvent) -> None:
        """Take one event; watchdog calls this."""
        try:
            self._hear(event)
        except Exception as error:  # noqa: BLE001 - see above; the scan makes up for it
            self._inbox.scan(Scan.FULL, f"an event could not be read: {error!r}")

    def _hear(self, event: FileSystemEvent) -> None:
        kind = event.event_type
        found_at = os.fsdecode(event.dest_path if kind == "moved" else event.src_path)
        if kind == "deleted":
            if found_at == self._real_root:
                self._inbox.check_watch()
            return
        if not found_at and event.is_directory:
            # moved out, or so it seems: watchdog goes on reporting that folder under its old path
            self._inbox.renew_watch()
            return
        relative = found_at.removeprefix(self._prefix)
        if relative == found_at:
            return
        path = os.path.join(self._root, relative)
        if event.is_directory:
            if self._names.accepts_folders(relative):
                self._inbox.folder(path)
        elif self._names.accepts_path(relative):
            self._inbox.hint(path, _HINTS[kind])


NOT_STARTED = "not started"
_HINTS = {"created": Hint.CREATED, "closed": Hint.CLOSED, "moved": Hint.MOVED}


class FolderWatch:
    """The watch on one root. All methods but `close` are for the source's own thread."""

    def __init__(self, root: WatchedRoot, names: NameFilter, inbox: Inbox, *, recursive: bool) -> None:
        self._way = root
        self._root = root.path
        self._names = names
        self._inbox = inbox
        self._recursive = recursive
        self._observer: Observer | None = None
        self._identity: tuple[int, int] | None = None
        self.root = RootState()
        self.reason = NOT_STARTED
        self.restarts = 0
        self._no_watch = False

    @property
    def is_open(self) -> bool:
        """Whether events wake the source."""
        return self._observer is not None

    def watch_count(self) -> int:
        """Return how many folders the kernel watches for us."""
        return self._observer.watch_count() if self._observer is not None else 0

    def check(self) -> WatchChange:
        """Look at the root and at the threads, and open the watch anew where that is needed."""
        self.root = self._way.look()
        identity = self.root.identity
        if identity is None:
            self.close()
            self.reason = self.root.reason
            return WatchChange.MISSING
        dead = self._observer.dead_parts() if self._observer is not None else []
        if self._observer is not None and identity == self._identity and not dead:
            return WatchChange.NONE
        if dead:
            self.restarts += 1
            _log.warning("the watch on %s ended (%s); watching anew", ascii(self._root), ", ".join(dead))
        returned = identity != self._identity
        self.close()
        self._identity = identity
        return WatchChange.RENEWED if self._open() or returned else WatchChange.BLIND

    def close(self) -> None:
        """Stop watching; may be called twice."""
        observer, self._observer, self._identity = self._observer, None, None
        if observer is not None:
            observer.close()

    def _open(self) -> bool:
        if sys.platform != "linux":
            self.reason = "no inotify on this system: only scans find files"
            return False
        if self._no_watch:  # its threads may be left half begun: once is enough
            return False
        real_root = os.path.realpath(self._root)
        ear = EventHandler(self._root, real_root, self._names, self._inbox)
        try:
            from monitor.source.inotify import Observer

            observer = Observer(self._raise_alarm)
            observer.open(ear, real_root, recursive=self._recursive)
        except OSError as error:
            self.reason = f"cannot watch, only scans find files: {error.strerror or error}"
            return False
        except RuntimeError as error:
            self._no_watch = True
            self.reason = f"only scans find files: no thread can be begun to watch: {error}"
            return False
        except (ImportError, AttributeError, TypeError) as error:
            self._no_watch = True
            self.reason = f"only scans find files: this watchdog is not the one we know: {error}"
            return False
        self._observer, self.reason = observer, ""
        return True

    def _raise_alarm(self, alarm: Alarm) -> None:
        from monitor.source.inotify import Alarm

        if alarm is Alarm.OVERFLOW:
            self._inbox.scan(Scan.FULL, alarm)
        else:
            self._inbox.check_watch()
