"""From "there is something" to "it is complete and handed on": the paths on their way.

Belongs to one thread. Nothing is lost: a path leaves only when it was delivered, is gone, or turns
out to be known. What was delivered lately is remembered, so that a late hint does not bring it again.
"""

# Paths are plain strings here: they come by the ten thousand.
# ruff: noqa: PTH118, PTH120
from __future__ import annotations

import heapq
import logging
import os
from collections import OrderedDict
from collections.abc import Callable, Mapping

from monitor.clock import Clock
from monitor.source.model import Arrival, Signature
from monitor.source.probe import NoSight, look, signature_of
from monitor.source.settle import Candidate, Hint, Sight, State, Terms
from monitor.source.tree import Known

BATCH = 500
MOST_RECENT = 20_000
RECENT_FOR = 60.0
PATIENT_FOR = 600.0
FIRST_RETRY, LAST_RETRY = 1.0, 30.0

_log = logging.getLogger(__name__)

Deliver = Callable[[list[Arrival]], None]


class Intake:
    """Paths that were seen but not delivered yet, each with the instant of the next look."""

    def __init__(self, root: str, known: Known, deliver: Deliver, clock: Clock, terms: Terms) -> None:
        self._root = root
        self._known = known
        self._deliver = deliver
        self._clock = clock
        self._terms = terms
        self._candidates: dict[str, Candidate] = {}
        self._due: list[tuple[float, str]] = []
        self._due_of: dict[str, float] = {}
        self._stalled: set[str] = set()
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
        return len(self._candidates) - len(self._stalled)

    def has_seen(self, path: str) -> bool:
        """Say whether *path* waits or was delivered lately."""
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
        self._stalled.discard(path)
        self._schedule(path, candidate.note(hint, closings, now, self._terms))

    def forget_old(self) -> None:
        """Drop the memory of what was delivered a while ago; the store is about to be asked."""
        before = self._clock.monotonic() - RECENT_FOR
        while self._recent and next(iter(self._recent.values()))[1] < before:
            self._recent.popitem(last=False)

    def advance(self) -> list[Arrival]:
        """Look at what is due and deliver what is ready, at most one batch; return what was delivered."""
        now = self._clock.monotonic()
        taken: list[str] = []
        try:
            ready = self._gather(now, taken)
            if ready:
                self._deliver(ready)
        except Exception as error:  # noqa: BLE001 - kept, logged, tried again
            self._put_back(taken, error)
            return []
        if taken:
            self._retry_pause, self.failure = 0.0, None
        for arrival in ready:
            self._remember(arrival)
        return ready

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
        self._stalled.discard(path)

    def _gather(self, now: float, taken: list[str]) -> list[Arrival]:
        """Look at all that is due, until a batch is full; note each path in *taken*."""
        ready: list[Arrival] = []
        folders = _Folders(self._root, self._known)
        while len(ready) < BATCH and self.next_look() <= now:
            path = heapq.heappop(self._due)[1]
            del self._due_of[path]
            taken.append(path)
            signature = self._look_at(path, now, folders)
            if signature is not None:
                ready.append(Arrival(path, self._root, signature))
        return ready

    def _look_at(self, path: str, now: float, folders: _Folders) -> Signature | None:
        """Look at *path*; return its signature when it is ready to go, else see to the next look."""
        sight = look(path, self._clock.now().timestamp())
        if isinstance(sight, NoSight):
            return self._miss(path, sight, now, folders)
        recent = self._recent.get(path)
        if recent is not None and recent[0] == sight.signature:
            self._drop(path)
            return None
        candidate = self._candidates[path]
        if recent is not None and candidate.signature is None:
            self._learn(path, recent, sight, now)
        decision = candidate.judge(sight, now, self._terms)
        if decision.state is not State.READY:
            (self._stalled.add if decision.state is State.EMPTY else self._stalled.discard)(path)
            self._schedule(path, now + decision.again_in)
            return None
        if not folders.holds(path) or (candidate.hints == Hint.CLOSED and folders.has(path, sight.signature)):
            self._drop(path)
            return None
        return sight.signature

    def _miss(self, path: str, reason: NoSight, now: float, folders: _Folders) -> Signature | None:
        """See to a path that shows no article; one that may not be read is handed on, to be told as such."""
        signature = signature_of(path) if reason is NoSight.UNREADABLE else None
        if signature is None or not folders.holds(path):
            self._drop(path)
            return None
        known = folders.has(path, signature) or self._recent.get(path, (None,))[0] == signature
        if known:
            self._stalled.add(path)
            self._schedule(path, now + self._terms.slowest)
            return None
        return signature

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


class _Folders:
    """What is true of folders for the length of one batch."""

    def __init__(self, root: str, known: Known) -> None:
        self._real_root = os.path.realpath(root)
        self._known = known
        self._inside: dict[str, bool] = {}
        self._taken_in: dict[str, Mapping[str, Signature]] = {}

    def holds(self, path: str) -> bool:
        """Say whether *path* really lies below the root."""
        folder = os.path.dirname(path)
        if folder not in self._inside:
            real = os.path.realpath(folder)
            self._inside[folder] = real == self._real_root or real.startswith(
                os.path.join(self._real_root, "")
            )
        return self._inside[folder]

    def has(self, path: str, signature: Signature) -> bool:
        """Say whether the store has *path* with this very *signature*."""
        folder, name = os.path.split(path)
        if folder not in self._taken_in:
            self._taken_in[folder] = self._known(folder)
        return self._taken_in[folder].get(name) == signature
