"""The owner's file lock on a SQLite store, and its record of which database was there.

The hold is flock on `<database>.lock`, which the kernel frees however the owner ends. The lock's file stays,
so its text outlasts the owner: a database that is missing where one was made was taken away, which is no
first start; and a WAL that one file left behind must not be played into another, a backup, and destroy it.

Whether somebody has it now is asked of the kernel too (`owner_of`): a shared lock, taken and let go at once.
"""

from __future__ import annotations

import fcntl
import logging
import os
import re
import threading
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from monitor.errors import StoreError, StoreInUse

_log = logging.getLogger(__name__)

_MADE = "a store was made here"
_GONE = "the store was lost; it was"
_PID = re.compile(rb"pid (\d{1,10})\b")
_PAUSES = (0.005, 0.01, 0.02, 0.04, 0.08, 0.16)

Look = tuple[int, int, int]
"""What distinguishes a database file from another: inode, size, time of the last change in nanoseconds."""


@dataclass(frozen=True, slots=True)
class StoreHold:
    """A hold on *file*; `before` is the word of the last owner, empty before the first."""

    file: Path
    lock: int
    before: str

    @classmethod
    def take(cls, file: Path, since: datetime | None) -> StoreHold:
        """Take the hold for this process, which runs *since* then.

        Raises:
            StoreInUse: another process has it.
            StoreError: the lock cannot be made.
        """
        try:
            lock = _open_lock(f"{file}.lock")
        except OSError as error:
            raise StoreError(f"the store {file} cannot be created: {error.strerror}") from error
        text = os.pread(lock, 400, 0).decode(errors="replace")
        try:
            _lock(lock)
        except BlockingIOError as error:
            os.close(lock)
            holder = text.partition("\n")[0].strip() or "pid unknown"
            raise StoreInUse(f"another monitor ({holder}) uses this store: {file}") from error
        started = f", since {since.isoformat(timespec='seconds')}" if since else ""
        hold = cls(file, lock, text)
        hold._leave_word(f"pid {os.getpid()}{started}\n{_MADE if hold.was_made else ''}\n")
        return hold

    @property
    def was_made(self) -> bool:
        """Whether there was a store here before."""
        return _MADE in self.before

    def made(self) -> None:
        """Leave word that there is a store now."""
        os.pwrite(self.lock, f"{_MADE}\n".encode(), os.fstat(self.lock).st_size)

    def let_go(self, lost: Look | None) -> None:
        """End the hold; *lost*: how the file looked last, if it was taken away meanwhile."""
        said = f"{_MADE}\n" if _MADE in os.pread(self.lock, 400, 0).decode(errors="replace") else ""
        if lost is not None:
            said += f"{_GONE} {' '.join(map(str, lost))}\n"
        self._leave_word(said)
        os.close(self.lock)

    def part_from_strangers(self) -> None:
        """Set aside the WAL of a store that was lost, unless the same file stands in its place again."""
        lines = [line for line in self.before.splitlines() if line.startswith(_GONE)]
        if lines and lines[-1].removeprefix(_GONE).split() != [str(one) for one in look_of(self.file) or ()]:
            set_aside(self.file)

    def _leave_word(self, text: str) -> None:
        os.ftruncate(self.lock, 0)
        os.pwrite(self.lock, text.encode(), 0)


def _lock(handle: int) -> None:
    """Lock what is open for us alone; whoever only asks for the owner has it for some microseconds.

    Raises:
        BlockingIOError: another has it.
    """
    for pause in _PAUSES:
        try:
            return fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            threading.Event().wait(pause)
    return fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


def owner_of(file: Path) -> int | None:
    """Return the process that holds *file* now, 0 when none does, None when that cannot be determined."""
    try:
        lock = os.open(f"{file}.lock", os.O_RDONLY | os.O_CLOEXEC)
    except FileNotFoundError:
        return 0
    except OSError:
        return None
    try:
        fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        found = _PID.match(os.pread(lock, 400, 0))
        return int(found[1]) if found else None
    except OSError:
        return None
    finally:
        os.close(lock)
    return 0


def was_made(file: Path) -> bool:
    """Return whether an owner left word that there was a store at *file*."""
    try:
        return _MADE in Path(f"{file}.lock").read_text(errors="replace")
    except OSError:
        return False


def look_of(file: Path) -> Look | None:
    """Return what tells *file* from another, None where it cannot be seen."""
    try:
        status = file.stat()
    except OSError:
        return None
    return status.st_ino, status.st_size, status.st_mtime_ns


def set_aside(file: Path) -> None:
    """Put what was left beside *file* by another database where SQLite does not take it for this one's.

    Raises:
        OSError: it cannot be.
    """
    wal, left = Path(f"{file}-wal"), Path(f"{file}-wal.left")
    Path(f"{file}-shm").unlink(missing_ok=True)
    if wal.exists():
        wal.replace(left)
        _log.warning("%s was left by a store file that was taken away; it is kept as %s", wal, left.name)


def _open_lock(path: str) -> int:
    try:
        lock = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    except FileExistsError:
        return os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    os.fchmod(lock, 0o600)
    return lock
