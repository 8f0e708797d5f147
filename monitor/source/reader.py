"""Files on their way: seen, waiting to be complete, delivered; with retries.

Belongs to one thread. Nothing is lost: a path leaves only when it was delivered, is gone, or turns
out to be known. What was delivered lately is remembered, so that a late hint does not bring it again.
"""

# Paths are plain strings here: they come by the ten thousand.
# ruff: noqa: PTH120
from __future__ import annotations

import heapq
import logging
import os
from collections import OrderedDict
from collections.abc import Callable, Mapping

from monitor.clock import Clock
from monitor.source.liveness import NoSight, look
from monitor.source.model import Arrival, Signature, WaitingFile
from monitor.source.root import WatchedRoot
from monitor.source.scan import Known
from monitor.source.stability import Candidate, Hint, Sight, StabilityTerms, State

BATCH = 500
MOST_RECENT = 20_000
RECENT_FOR = 60.0
PATIENT_FOR = 600.0
FIRST_RETRY, LAST_RETRY = 1.0, 30.0
FIRST_LOOK_AGAIN = 0.02
MOST_NAMED = 50

_log = logging.getLogger(__name__)

Deliver = Callable[[list[Arrival]], Mapping[str, str] | None]
"""Takes a batch; returns the paths that were not taken: why they are to wait, or "" to be looked at anew."""


class PendingFiles:
    """Paths that were seen but not delivered yet, each with the instant of the next look."""

    def __init__(  # noqa: PLR0913 - what a source is made of
        self,
        root: WatchedRoot,
        known: Known,
        deliver: Deliver,
        clock: Clock,
        terms: StabilityTerms,
        *,
        beat: Callable[[], None] = lambda: None,
    ) -> None:
        self._root = root
        self._known = known
        self._deliver = deliver
        self._clock = clock
        self._terms = terms
        self._beat = beat
        self._candidates: dict[str, Candidate] = {}
        self._due: list[tuple[float, str]] = []
        self._due_of: dict[str, float] = {}
        self._waiting: dict[str, tuple[str, float]] = {}
        self._told: set[str] = set()
        self._recent: OrderedDict[str, tuple[Signature, float]] = OrderedDict()
        self._patient_folders: dict[str, float] = {}
        self._retry_pause = 0.0
        self._held_until = 0.0
        self.failure: Exception | None = None

    @property
    def pending(self) -> int:
        """How many paths wait."""
        return len(self._candidates)

    @property
    def settling(self) -> int:
        """How many paths wait that will get ready by themselves: not the empty, not the unreadable."""
        return len(self._candidates) - len(self._waiting)

    def waiting(self, most: int | None = MOST_NAMED) -> tuple[WaitingFile, ...]:
        """Return the first of those that do not get ready by themselves; may be asked from any thread."""
        now = self._clock.monotonic()
        first = tuple(self._waiting.items())[:most]
        return tuple(WaitingFile(path, reason, now - since) for path, (reason, since) in first)

    def has_seen(self, path: str) -> bool:
        """Return whether *path* waits or was delivered lately."""
        return path in self._candidates or path in self._recent

    def next_look(self) -> float:
        """Return the monotonic instant at which `advance` has something to do; infinity when never."""
        while self._due and self._due_of.get(self._due[0][1]) != self._due[0][0]:
            heapq.heappop(self._due)
        return max(self._due[0][0], self._held_until) if self._due else float("inf")

    def hint(self, path: str, hint: Hint = Hint.FOUND, closings: int = 0) -> None:
        """Take in news of *path*."""
        now = self._clock.monotonic()
        candidate = self._candidates.get(path)
        if candidate is None:
            candidate = self._candidates[path] = Candidate(patient=self._needs_patience(path, now))
        elif hint is Hint.FOUND:
            return
        self._waiting.pop(path, None)
        self._schedule(path, candidate.note(hint, closings, now, self._terms))

    def forget_old(self) -> None:
        """Drop the memory of what was delivered a while ago; the store is about to be asked."""
        self._told.clear()
        before = self._clock.monotonic() - RECENT_FOR
        while self._recent and next(iter(self._recent.values()))[1] < before:
            self._recent.popitem(last=False)

    def advance(self) -> list[Arrival]:
        """Look at what is due and deliver what is ready, at most one batch; return what was delivered."""
        now = self._clock.monotonic()
        taken: list[str] = []
        try:
            ready = self._gather(now, taken)
            left = (self._deliver(ready) if ready else None) or {}
        except Exception as error:  # noqa: BLE001 - kept, logged, tried again
            self._put_back(taken, error)
            return []
        if taken:
            self._retry_pause, self.failure = 0.0, None
        self._beat()
        for path in left:
            self._come_again(path, left[path])
        delivered = [arrival for arrival in ready if arrival.path not in left]
        for arrival in delivered:
            self._remember(arrival)
        return delivered

    def _needs_patience(self, path: str, now: float) -> bool:
        if path in self._recent and now - self._recent[path][1] < RECENT_FOR:
            return True
        if not self._patient_folders:
            return False
        return self._patient_folders.get(os.path.dirname(path), 0.0) > now

    def _schedule(self, path: str, due: float) -> None:
        self._due_of[path] = due
        heapq.heappush(self._due, (due, path))

    def _drop(self, path: str) -> None:
        self._candidates.pop(path, None)
        self._due_of.pop(path, None)
        self._waiting.pop(path, None)

    def _gather(self, now: float, taken: list[str]) -> list[Arrival]:
        """Look at all that is due, until a batch is full; note each path in *taken*."""
        ready: list[Arrival] = []
        memory = _Memory(self._known)
        with self._root.folders() as folders:
            while len(ready) < BATCH and self.next_look() <= now:
                path = heapq.heappop(self._due)[1]
                del self._due_of[path]
                taken.append(path)
                sight = look(path, self._clock.now().timestamp(), folders.open_file)
                self._beat()
                signature = self._weigh(path, sight, now, memory)
                if signature is not None:
                    ready.append(Arrival(path, self._root.path, signature, self._root.links))
        return ready

    def _weigh(self, path: str, sight: Sight | NoSight, now: float, memory: _Memory) -> Signature | None:
        """Return the signature of *path* when it is ready to go, else see to the next look."""
        if isinstance(sight, NoSight):
            return self._miss(path, sight, memory)
        recent = self._recent.get(path)
        if recent is not None and recent[0].is_still(sight.signature):
            self._drop(path)
            return None
        candidate = self._candidates[path]
        if recent is not None and candidate.signature is None:
            self._learn(path, recent, sight, now)
        decision = candidate.judge(sight, now, self._terms)
        if decision.state is not State.READY:
            if decision.state is State.EMPTY:
                self._note_waiting(path, decision.state)
            else:
                self._waiting.pop(path, None)
            self._schedule(path, now + decision.again_in)
            return None
        if candidate.hints == Hint.CLOSED and memory.has(path, sight.signature):
            self._drop(path)
            return None
        return sight.signature

    def _miss(self, path: str, sight: NoSight, memory: _Memory) -> Signature | None:
        """See to a path that shows no article; a pipe and its like are handed on, to be reported as such."""
        if sight.retry:
            self._come_again(path, sight.reason)
            return None
        signature = sight.signature
        recent = self._recent.get(path)
        if signature is None or memory.has(path, signature) or (recent and recent[0].is_still(signature)):
            self._drop(path)
            return None
        return signature

    def _come_again(self, path: str, reason: str) -> None:
        """See to it that *path* is looked at again: soon, or for a *reason* to wait, ever later."""
        candidate = self._candidates.get(path)
        if candidate is None:
            return
        first = FIRST_RETRY if reason else FIRST_LOOK_AGAIN
        self._schedule(path, self._clock.monotonic() + candidate.longer(first, LAST_RETRY))
        if reason:
            self._note_waiting(path, reason)
            if reason not in self._told:
                self._told.add(reason)
                _log.warning(
                    "%s: %s; it is tried again, as are others of which this is true", ascii(path), reason
                )

    def _note_waiting(self, path: str, reason: str) -> None:
        before, since = self._waiting.get(path, ("", 0.0))
        self._waiting[path] = (reason, since if before == reason else self._clock.monotonic())

    def _learn(self, path: str, recent: tuple[Signature, float], sight: Sight, now: float) -> None:
        """Be patient with a folder whose writers go on with a file that looked complete."""
        before, delivered_at = recent
        grown = sight.signature.inode == before.inode and sight.signature.size > before.size
        if grown and now - delivered_at < 2 * self._terms.settle:
            self._patient_folders[os.path.dirname(path)] = now + PATIENT_FOR

    def _put_back(self, paths: list[str], error: Exception) -> None:
        """Keep *paths* for another attempt, ever later."""
        self._retry_pause = min(max(FIRST_RETRY, self._retry_pause * 2), LAST_RETRY)
        self._held_until = self._clock.monotonic() + self._retry_pause
        self.failure = error
        _log.error("files could not be taken in; trying again in %g s", self._retry_pause, exc_info=error)
        for path in paths:
            if path in self._candidates:
                self._schedule(path, self._held_until)

    def _remember(self, arrival: Arrival) -> None:
        self._drop(arrival.path)
        self._recent[arrival.path] = (arrival.signature, self._clock.monotonic())
        self._recent.move_to_end(arrival.path)
        while len(self._recent) > MOST_RECENT:
            self._recent.popitem(last=False)


class _Memory:
    """What the store said of folders, for the length of one batch."""

    def __init__(self, known: Known) -> None:
        self._known = known
        self._taken_in: dict[str, Mapping[str, Signature]] = {}

    def has(self, path: str, signature: Signature) -> bool:
        """Return whether the store has *path* as it is with this *signature*."""
        folder, name = os.path.split(path)
        if folder not in self._taken_in:
            self._taken_in[folder] = self._known(folder)
        taken_in = self._taken_in[folder].get(name)
        return taken_in is not None and taken_in.is_still(signature)
