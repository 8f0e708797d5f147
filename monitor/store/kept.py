"""Guards an open SQLite file: still there, not replaced, not truncated, private permissions.

A program that holds a file goes on writing into it after the file was deleted or replaced, and hears no
error: all of it would be lost. So the file at the path is compared with the one that was opened, before and
after each write, by device, inode and size (three calls of stat, some microseconds). The file is never
opened here: closing it would free the locks that SQLite holds on it (sqlite.org/howtocorrupt.html, 2.2).
"""

from __future__ import annotations

import logging
import os
import stat
from dataclasses import dataclass, field
from pathlib import Path

from monitor.errors import StoreError, StoreGone
from monitor.store.hold import Look, look_of

_log = logging.getLogger(__name__)

_WAY_OUT = "stop the monitor, see who did it, put a backup in its place, and start it again"
_BESIDE = ("-wal", "-shm")
_OTHERS = stat.S_IRWXG | stat.S_IRWXO
_OTHERS_WRITE = stat.S_IWGRP | stat.S_IWOTH


@dataclass
class KeptFile:
    """A database file that is open. `alone`: only its holder moves what was written into the file itself."""

    file: str
    alone: bool
    lost: Look | None = None
    """How the file looked last, once it is lost."""
    _seen: Look | None = None
    _opened: tuple[int, int] | None = None
    _size: int | None = None
    _shortest: int | None = None
    _beside: dict[str, tuple[int, int]] = field(default_factory=dict)

    def connected(self) -> None:
        """Record that a connection was opened: SQLite may have made the files beside it anew."""
        self._beside.clear()

    def lose(self) -> None:
        """Record that the file is lost, for whoever opens the one that comes in its place."""
        self.lost = self.lost or self._seen or look_of(Path(self.file)) or (0, 0, 0)

    def before(self) -> None:
        """Make sure that what is about to be written will be kept.

        Raises:
            StoreGone: the file is gone, is another, or was cut off or written over.
        """
        status = self.whole()
        if self._size is not None and status.st_size != self._size:
            raise StoreGone(f"the store {self.file} was written over while the monitor ran; {_WAY_OUT}")

    def whole(self) -> os.stat_result:
        """Return how the file looks; make sure that it is the one opened, and no shorter than it was.

        Raises:
            StoreGone: the file is gone, is another, or was cut off.
        """
        status = self._status()
        if self._size is not None and status.st_size < min(self._size, self._shortest or self._size):
            raise StoreGone(f"the store {self.file} was cut off while the monitor ran; {_WAY_OUT}")
        return status

    def may_shrink_to(self, size: int) -> None:
        """Record that its holder gave room back: from *size* bytes on, the file is not cut off.

        It shrinks only once what was written is moved into it, so that holds until it has.
        """
        self._shortest = size

    def after(self) -> None:
        """Make sure that what was written is kept, and remember how it looks.

        Raises:
            StoreGone: the file, or one that belongs to it, is gone or is another, or was cut off meanwhile.
        """
        status = self.whole()
        for ending in _BESIDE:
            self._see_beside(ending)
        self._seen = status.st_ino, status.st_size, status.st_mtime_ns
        if self.alone:
            if self._shortest is not None and status.st_size <= self._shortest:
                self._shortest = None
            self._size = status.st_size

    def _status(self) -> os.stat_result:
        status = _look(self.file)
        if status is None:
            raise StoreGone(f"the store {self.file} was deleted or moved while the monitor ran; {_WAY_OUT}")
        found = (status.st_dev, status.st_ino)
        if found != (self._opened or found):
            raise StoreGone(f"the store {self.file} was replaced while the monitor ran; {_WAY_OUT}")
        self._opened = found
        return status

    def _see_beside(self, ending: str) -> None:
        status = _look(self.file + ending)
        found = None if status is None else (status.st_dev, status.st_ino)
        known = self._beside.get(ending)
        if known is not None and found != known:
            said = "deleted" if found is None else "replaced"
            part = f"{self.file}{ending}, which is part of the store,"
            raise StoreGone(f"{part} was {said} while the monitor ran; {_WAY_OUT}")
        if found is not None:
            self._beside[ending] = found


def _look(path: str) -> os.stat_result | None:
    """Return how the file looks, None where there is none.

    Raises:
        StoreError: it cannot be determined: a disk that does not answer is not one that has lost the file.
    """
    try:
        return Path(path).stat()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise StoreError(f"the store cannot be looked at: {path}: {error.strerror}") from error


def tighten(file: Path) -> None:
    """Let nobody but their owner read the database and what lies beside it; say so where that cannot be.

    Its folder too, where it holds nothing else: a folder of the user's own is left as it is.
    """
    for path in (file, *(Path(f"{file}{ending}") for ending in (*_BESIDE, ".lock"))):
        _tighten(path, 0o600)
    folder = file.parent
    try:
        only_ours = all(path.name.startswith(file.name) for path in folder.iterdir())
    except OSError:
        only_ours = False
    if only_ours:
        _tighten(folder, 0o700)
    elif _mode(folder) & _OTHERS_WRITE and not _mode(folder) & stat.S_ISVTX:
        _log.warning("%s: others may write here, and so put another store in place of ours", folder)


def _tighten(path: Path, right: int) -> None:
    if not _mode(path) & _OTHERS:
        return
    try:
        path.chmod(right)
    except OSError:
        _log.warning("%s: others may read it, and it is not ours to close: chmod %o", path, right)


def _mode(path: Path) -> int:
    status = _look(str(path))
    return 0 if status is None else status.st_mode
