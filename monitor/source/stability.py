"""Decides when a file is complete: closed, renamed into place, or unchanged for a time. Pure.

No single sign will do. A close means little to a writer that opens the file again for every
paragraph; a rename is a promise; a lease says that nobody has the file open for writing, but
only for our own files on local disks; the end of the text says whether it stops in mid-sentence;
and a file that stays unchanged for a while is complete for all we can know.
A writer that pauses longer than the moment has its first part taken in early; what follows then
completes the same article (see `ingest`), and its folder is given more patience from then on.

    empty ─────────▶ wait for content
    being written ─▶ look again, ever later
    otherwise, ready when   renamed into place
                        or  closed once, and not opened again for a moment
                        or  unchanged for `settle` seconds
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntFlag, StrEnum

from monitor.source.model import Signature

CLOCK_SKEW = 60.0
"""Seconds by which the clock of a file server may be off from ours without doing harm."""

SHORTEST = 0.0005
"""Seconds between two looks at least, lest rounding make it none."""


class Hint(IntFlag):
    """How we came to look at a path; one path may gather several."""

    FOUND = 0
    CREATED = 1
    CLOSED = 2
    MOVED = 4


class Lease(StrEnum):
    """Whether somebody has the file open for writing."""

    FREE = "free"
    BUSY = "busy"
    UNKNOWN = "unknown"


class Ending(StrEnum):
    """How the text stops: `OPEN` promises more, `CUT` stops in mid-sentence, which real articles do too."""

    EMPTY = "empty"
    OPEN = "open"
    CUT = "cut"
    FINISHED = "finished"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """What one look at a file showed; `age` is seconds since it was last written, by our clock."""

    signature: Signature
    lease: Lease
    ending: Ending
    age: float


@dataclass(frozen=True, slots=True, kw_only=True)
class StabilityTerms:
    """How long to wait, in seconds.

    `grace`: after a close, for a writer that opens the file again at once. `cut_grace`: the same
    when the text stops in mid-sentence; one in seven real articles does, so it must stay short.
    `settle`: unchanged for so long is complete. `slowest`: the longest pause between two looks.
    """

    settle: float
    grace: float = 0.002
    cut_grace: float = 0.03
    slowest: float = 30.0


class State(StrEnum):
    """What a look at a file led to."""

    READY = "ready"
    SETTLING = "settling"
    WRITING = "being written"
    EMPTY = "empty"


@dataclass(frozen=True, slots=True)
class NextLook:
    """A state and the seconds after which to look again (0 when ready)."""

    state: State
    again_in: float = 0.0


READY = NextLook(State.READY)


@dataclass(slots=True)
class Candidate:
    """One path on its way to being complete.

    `patient` is set when a close promises nothing: the file, or its neighbours, were re-opened before.
    """

    hints: Hint = Hint.FOUND
    closings: int = 0
    patient: bool = False
    hinted_at: float = 0.0
    unchanged_since: float = 0.0
    signature: Signature | None = None
    pause: float = 0.0
    state: State = field(default=State.SETTLING)

    def note(self, hint: Hint, closings: int, now: float, terms: StabilityTerms) -> float:
        """Take in news about the path; return the instant at which to look at it."""
        if hint & Hint.MOVED:  # another file may stand under this name now
            self.patient, self.closings = False, 0
        self.hints |= hint
        self.closings += closings
        self.hinted_at = now
        self.pause = 0.0
        if self.closings > 1:
            self.patient = True
        promised = hint & Hint.MOVED or hint == Hint.FOUND
        return now if promised else now + terms.grace

    def judge(self, sight: Sight, now: float, terms: StabilityTerms) -> NextLook:
        """Decide what *sight* means; remembers it for the next look."""
        if self.signature is None or not sight.signature.looks_like(self.signature):
            self.patient = self.patient or self._has_grown(sight)
            self.unchanged_since = now
        self.signature = sight.signature
        decision = self._decide(sight, now, terms)
        self.state = decision.state
        return decision

    def _has_grown(self, sight: Sight) -> bool:
        """Return whether a file that looked closed before went on growing."""
        before = self.signature
        return (
            before is not None
            and before.size > 0
            and self.state is State.SETTLING
            and sight.signature.size > 0
        )

    def _decide(self, sight: Sight, now: float, terms: StabilityTerms) -> NextLook:
        if sight.ending is Ending.EMPTY:
            return NextLook(State.EMPTY, self.longer(terms.settle / 8, terms.slowest))
        if sight.lease is Lease.BUSY:
            return NextLook(State.WRITING, self.longer(0.005, terms.settle))
        quiet_for = self._quiet_for(sight, now)
        grace = self._grace(sight, terms)
        if quiet_for >= terms.settle or now >= self.hinted_at + grace:
            return READY
        left = min(terms.settle - quiet_for, self.hinted_at + grace - now)
        return NextLook(State.SETTLING, max(left, SHORTEST))

    def longer(self, first: float, most: float) -> float:
        """Return how long to wait this time: *first* at the beginning, then twice as long each time."""
        self.pause = min(max(self.pause * 2, first), most)
        return self.pause

    def _quiet_for(self, sight: Sight, now: float) -> float:
        watched = now - self.unchanged_since
        trusted = sight.lease is Lease.FREE or sight.age >= CLOCK_SKEW
        return max(watched, sight.age) if trusted else watched

    def _grace(self, sight: Sight, terms: StabilityTerms) -> float:
        """Return how long after the last hint the file counts as complete; infinity if only quiet shows."""
        if self.patient:
            return float("inf")
        if self.hints & Hint.MOVED:
            return 0.0
        linked = self.hints & Hint.CREATED and sight.lease is Lease.FREE
        if not (self.hints & Hint.CLOSED or linked) or sight.ending is Ending.OPEN:
            return float("inf")
        return terms.grace if sight.ending is Ending.FINISHED else terms.cut_grace
