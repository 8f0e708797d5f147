"""The notice about files that could not be read: at most one message a day. Pure.

Pure: which of them are new since the last message, when that may be sent, and in what words. What was sent is
kept as marks of path and reason, so that neither a restart nor a clock that was set reports a file twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import blake2b
from typing import Any

EVERY = timedelta(days=1)
GATHER = timedelta(minutes=5)
"""How long the first message waits for others: what goes wrong with one file often does with many."""
LISTED = 10
MARKS_KEPT = 5000
_LONGEST_PATH = 160
_LONGEST_REASON = 120


@dataclass(frozen=True, slots=True)
class Unread:
    """A file, by the path shown to people, and why nothing could be read from it; since when, where known."""

    path: str
    reason: str
    since: datetime | None = None

    @property
    def mark(self) -> str:
        """What distinguishes it from others, and from itself with another reason."""
        whole = f"{self.path}\0{self.reason}".encode("utf-8", "surrogatepass")
        return blake2b(whole, digest_size=8).hexdigest()


@dataclass(frozen=True, slots=True)
class UnreadableNotice:
    """What is sent: title and lines. `marks`: to be kept as sent; `about`: the key it is sent under, once."""

    title: str
    lines: tuple[str, ...]
    marks: tuple[str, ...]
    about: str


def due(unread: Sequence[Unread], note: Mapping[str, Any], now: datetime) -> UnreadableNotice | None:
    """Return the notice to be sent about *unread* (newest first) at *now*, or None.

    *note* is what was kept of the last message: `{"told_at", "marks"}`, empty before the first.
    """
    told = set(note.get("marks", ()))
    fresh = [one for one in unread if one.mark not in told]
    if not fresh or not _may_be_told(fresh, note, now):
        return None
    marks = tuple(one.mark for one in unread[:MARKS_KEPT])
    return UnreadableNotice(_title(len(fresh)), tuple(_lines(fresh, len(unread))), marks, fresh[0].mark)


def kept(message: UnreadableNotice, now: datetime) -> dict[str, Any]:
    """Return what is to be kept of a message that was sent."""
    return {"told_at": now.isoformat(), "marks": list(message.marks)}


def _may_be_told(fresh: Sequence[Unread], note: Mapping[str, Any], now: datetime) -> bool:
    if "told_at" in note:
        last = datetime.fromisoformat(note["told_at"])
        # A time that is still to come was written before the clock was set back: nobody knows how long ago.
        return now - last >= EVERY or last > now
    since = [one.since for one in fresh if one.since is not None]
    return not since or abs(now - min(since)) >= GATHER


def _title(count: int) -> str:
    return "1 file could not be read" if count == 1 else f"{count:,} files could not be read"


def _lines(fresh: Sequence[Unread], total: int) -> Iterable[str]:
    for one in fresh[:LISTED]:
        yield f"{_shortened(one.path)}: {_cut(one.reason, _LONGEST_REASON)}"
    more, before = len(fresh) - LISTED, total - len(fresh)
    if more > 0:
        yield f"and {more:,} more"
    if before:
        yield f"beside {before:,} that you were told of before and that still lie there"
    yield "all of them, each with its reason: monitor status"


def _shortened(path: str) -> str:
    """Return a path whose end, which names the file, is kept."""
    return path if len(path) <= _LONGEST_PATH else f"…{path[-_LONGEST_PATH:]}"


def _cut(text: str, length: int) -> str:
    line = " ".join(text.split())
    return line if len(line) <= length else f"{line[:length]}…"
