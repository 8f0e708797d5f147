"""The folder source: finds every complete article file below a folder, and delivers each once.

Three parts, one thread of its own that drives them (`_turn` is the whole way):

    Watch ──hints──▶ Inbox ──▶ Intake (settles) ──▶ deliver(batch)
    Tree  ──scans against `known`──▲

The watch only wakes; the scan against the store is the truth: at the start, after an overflow, when
the root comes back, and at intervals. Nothing in the folder is ever changed.
"""

# Paths are plain strings here: they come by the ten thousand.
# ruff: noqa: PTH100, PTH118
from __future__ import annotations

import logging
import os
import threading
from collections.abc import Callable
from datetime import datetime

from monitor.clock import Clock
from monitor.source.config import FolderConfig
from monitor.source.model import Arrival, SourceHealth, WaitingFile
from monitor.source.names import NameFilter
from monitor.source.pending import Inbox, PendingWork, Scan
from monitor.source.reader import Deliver, PendingFiles
from monitor.source.root import WatchedRoot
from monitor.source.scan import Found, Known, Tree
from monitor.source.stability import StabilityTerms
from monitor.source.watch import FolderWatch, WatchChange

MOST_PENDING = 20_000
SCAN_SLICE = 0.005
HEARTBEAT = 5.0
BLIND_POLL, BLIND_FULL_SCAN = 2.0, 30.0
_log = logging.getLogger(__name__)


class FolderSource:
    """Watches one folder and delivers what arrives.

    *known(folder)* returns, for one absolute folder, the names that the store has taken in with
    their signatures; it is asked from the source's thread. *deliver(batch)* must return only when
    the batch is committed, and raise when it is not: then the batch comes again, later; it may return
    the paths that it did not take, each with why it is to wait, or "" when it is to be looked at anew.
    *changed()* is called, from the source's thread, when the source's health has changed.
    """

    def __init__(
        self,
        config: FolderConfig,
        *,
        known: Known,
        deliver: Deliver,
        clock: Clock,
        changed: Callable[[], None] = lambda: None,
    ) -> None:
        self._config = config
        self._changed = changed
        self._last_state: tuple[object, ...] = ()
        self._root = os.path.abspath(config.path)
        self._clock = clock
        self._progress = clock.monotonic()
        names = NameFilter(config.ignore)
        root = self._way = WatchedRoot(self._root, names)
        terms = StabilityTerms(settle=config.settle, slowest=max(config.settle, min(config.poll, 30.0)))
        self._inbox = Inbox()
        self._watch = FolderWatch(root, names, self._inbox, recursive=config.recursive)
        self._tree = Tree(root, names, known, clock)
        self._intake = PendingFiles(root, known, deliver, clock, terms, beat=self.beat)
        self._thread: threading.Thread | None = None
        self._stopping = threading.Event()
        self._turned = threading.Condition()
        self._quiet = False
        self._scan: Found | None = None
        self._scan_of = (self._root, Scan.NONE)
        self._wanted = Scan.NONE
        self._unwatched = 0
        self._renewal_wanted = False
        self._renew_at = 0.0
        self._folders: set[str] = set()
        self._check_at = self._names_at = self._full_at = 0.0
        self._last_scan: datetime | None = None
        self._trouble = ""

    # --- for the daemon, from any thread

    def start(self) -> None:
        """Begin to watch and scan; returns at once. A second call does nothing."""
        if self._thread is not None:
            return
        self._stopping.clear()
        self._quiet = False
        self._check_at = 0.0
        self.beat()
        self._thread = threading.Thread(target=self._run, name=f"source {self._root!a}", daemon=True)
        self._thread.start()

    def stop(self, timeout: float | None = None) -> None:
        """End, also `scan_once`, after the batch that is being delivered; harmless when nothing runs."""
        self._stopping.set()
        thread, self._thread = self._thread, None
        if thread is None:
            return
        self._inbox.stop()
        if thread is not threading.current_thread():
            thread.join(timeout)

    def scan_soon(self, *, full: bool = False) -> None:
        """Ask for a scan: of the names alone, or of every file."""
        self._inbox.scan(Scan.FULL if full else Scan.NAMES)

    def wait_idle(self, timeout: float) -> bool:
        """Wait until all that was noticed is delivered and no scan runs; False when that takes longer.

        Empty and unreadable files are not waited for, nor are events that the kernel or watchdog still hold.
        """
        with self._turned:
            return self._turned.wait_for(lambda: self._quiet and self._inbox.is_empty(), timeout)

    def beat(self) -> None:
        """Note that work goes on. Who takes a batch in calls it too, from time to time."""
        self._progress = self._clock.monotonic()

    def is_alive(self) -> bool:
        """Return whether the source's thread runs; False also before `start` and after `stop`."""
        thread = self._thread
        return thread is not None and thread.is_alive()

    def stalled_for(self, now: float) -> float:
        """Return the seconds, at the monotonic instant *now*, since the source's thread last went on.

        An idle source takes a turn every few seconds; one that is not started, or stopped, owes none.
        A thread that died, or waits for a file system that does not answer, falls ever further behind.
        """
        return 0.0 if self._thread is None else max(0.0, now - self._progress)

    def health(self) -> SourceHealth:
        """Return the source's health; one that is not started looks at its root for it."""
        started = self._thread is not None
        root = self._watch.root if started else self._way.look()
        return SourceHealth(
            path=self._root,
            watching=self._watch.is_open and started,
            reason=self._reason() if started or not root.reason else root.reason,
            last_scan=self._last_scan,
            pending=self._intake.pending,
            standing=self._intake.pending - self._intake.settling,
            restarts=self._watch.restarts,
            waiting=self._intake.waiting(),
            closed=self._tree.closed_count,
            closed_folders=self._tree.closed_folders(),
            root=root.identity,
            is_bare=root.is_bare,
            unreachable=root.reason,
        )

    def standing(self) -> tuple[WaitingFile, ...]:
        """Return every file that does not get ready by itself: empty, or not to be read; from any thread."""
        return self._intake.waiting(None)

    def scan_once(self, *, patience: float | None = None) -> list[Arrival]:
        """Deliver all that is complete and not known, without watching, and return it.

        Waits for files that still settle, at most *patience* seconds after the last that did; a stop
        ends it early. Not while the source is started. Raises whatever *deliver* or *known* raised
        last when something could not be taken in.
        """
        if self._thread is not None:
            raise RuntimeError("scan_once() is for a source that is not started")
        patience = max(5.0, 5 * self._config.settle) if patience is None else patience
        deadline = self._clock.monotonic() + patience
        arrivals: list[Arrival] = []
        self._wanted = Scan.FULL
        while (
            self._scan is not None or self._wanted or self._settles_before(deadline)
        ) and not self._stopping.is_set():
            self._scan_on()
            delivered = self._intake.advance()
            if delivered:
                arrivals += delivered
                deadline = self._clock.monotonic() + patience
            if self._intake.failure is not None:
                raise self._intake.failure
            if self._scan is None and self._intake.settling:
                due = min(self._intake.next_look(), deadline)
                self._stopping.wait(max(0.0, due - self._clock.monotonic()))
        return arrivals

    def _settles_before(self, deadline: float) -> bool:
        return self._intake.settling > 0 and self._clock.monotonic() < deadline

    # --- the source's own thread

    def _run(self) -> None:
        try:
            while not self._stopping.is_set():
                self._turn_safely()
        finally:
            self._watch.close()
            self._scan = None

    def _turn_safely(self) -> None:
        """Take a turn; what goes wrong is logged, shown by `health`, and made up for by a full scan."""
        try:
            self._turn()
            self._trouble = ""
        except Exception as error:  # noqa: BLE001 - logged, shown, made up for
            self._trouble = f"{type(error).__name__}: {error}"
            _log.exception("the source %s failed; scanning anew", ascii(self._root))
            self._scan = None
            self._inbox.scan(Scan.FULL)
            self._tell_of_change()
            self._stopping.wait(1.0)
        self._tell_of_change()

    def _tell_of_change(self) -> None:
        """Say at once that something about the source is otherwise; only its numbers may wait."""
        root = self._watch.root
        state = (self._watch.is_open, self._reason(), root.identity, root.is_bare)
        if state == self._last_state:
            return
        self._last_state = state
        try:
            self._changed()
        except Exception:  # noqa: BLE001 - the daemon's matter, and made up for by its next note
            _log.exception("how the source %s fares could not be told", ascii(self._root))

    def _turn(self) -> None:
        self._inbox.wait(self._pause())
        with self._turned:
            self._quiet = False  # before word is taken, or it would be nowhere to be seen
        word = self._inbox.take()
        self.beat()
        now = self._clock.monotonic()
        self._renewal_wanted = self._renewal_wanted or word.renew_watch
        if word.check_watch or word.renew_watch or now >= self._check_at:
            self._check_watch(now)
        for path, (hint, closings) in word.hints.items():
            self._intake.hint(path, hint, closings)
        self._order_scans(word, now)
        self._scan_on()
        self._intake.advance()
        with self._turned:
            self._quiet = self._scan is None and not self._intake.settling and not self._renewal_wanted
            self._turned.notify_all()

    def _pause(self) -> float:
        """Return for how long there is nothing to do unless word comes."""
        due = min(self._intake.next_look(), self._check_at)
        if self._scan is None:
            due = min(due, self._names_at, self._full_at)
        elif self._intake.settling < MOST_PENDING:
            return 0.0
        return max(0.0, due - self._clock.monotonic())

    def _check_watch(self, now: float) -> None:
        self._check_at = now + min(HEARTBEAT, self._config.poll)
        if self._renewal_wanted and now >= self._renew_at:
            self._watch.close()
            self._renewal_wanted, self._renew_at = False, now + self._config.poll
        change = self._watch.check()
        if change is WatchChange.RENEWED:
            self._wanted = Scan.FULL
        elif change is WatchChange.BLIND:
            self._names_at = min(self._names_at, now + BLIND_POLL)
            self._full_at = min(self._full_at, now + BLIND_FULL_SCAN)

    def _order_scans(self, word: PendingWork, now: float) -> None:
        for doubt in word.doubts:
            _log.warning("%s: scanning anew: %s", ascii(self._root), doubt)
        if self._config.recursive:
            self._folders |= word.folders
        self._wanted = max(self._wanted, word.scan)
        if self._scan is None:
            timed = Scan.FULL if now >= self._full_at else Scan.NAMES if now >= self._names_at else Scan.NONE
            self._wanted = max(self._wanted, timed)

    def _scan_on(self) -> None:
        """Go on scanning for a short while; hints and deliveries must not wait for all of it."""
        until = self._clock.monotonic() + SCAN_SLICE
        while self._intake.settling < MOST_PENDING:
            if self._scan is None and not self._begin_scan():
                return
            for path in self._scan or ():
                self.beat()
                if path is not None:
                    self._intake.hint(path)
                elif self._clock.monotonic() >= until or self._intake.settling >= MOST_PENDING:
                    return
            self._end_scan()

    def _begin_scan(self) -> bool:
        """Begin the scan that is wanted most, if any; say whether one begins."""
        start, kind = self._root, self._wanted
        if self._wanted is not Scan.NONE:
            if kind is Scan.FULL:  # it covers them; a look at the names would not
                self._folders.clear()
            self._wanted = Scan.NONE
        elif self._folders:
            start, kind = min(self._folders), Scan.FULL  # other files may have had these names
            below = os.path.join(start, "")  # its own subfolders come along
            self._folders = {path for path in self._folders if path != start and not path.startswith(below)}
        else:
            return False
        if kind is Scan.FULL:
            self._intake.forget_old()
        self._scan_of = (start, kind)
        self._scan = self._tree.find(
            start, kind, recursive=self._config.recursive, seen=self._intake.has_seen
        )
        return True

    def _end_scan(self) -> None:
        self._scan = None
        start, kind = self._scan_of
        if start != self._root:
            return
        now, blind = self._clock.monotonic(), not self._watch.is_open
        self._last_scan = self._clock.now()
        self._names_at = now + min(self._config.poll, BLIND_POLL if blind else self._config.poll)
        if kind is Scan.FULL:
            self._full_at = now + BLIND_FULL_SCAN if blind else float("inf")
        self._unwatched = max(0, self._tree.folder_count - self._watch.watch_count())

    def _reason(self) -> str:
        """Return all that is wrong, in words."""
        reasons = [self._watch.reason, self._trouble]
        if self._intake.failure is not None:
            reasons.append(f"files could not be taken in: {self._intake.failure}")
        if self._watch.is_open and self._config.recursive and self._unwatched:
            reasons.append(f"{self._unwatched} folders are only scanned (fs.inotify.max_user_watches)")
        closed = self._tree.closed_count
        if closed:
            reasons.append(
                "1 folder cannot be listed" if closed == 1 else f"{closed:,} folders cannot be listed"
            )
        return "; ".join(reason for reason in reasons if reason)
