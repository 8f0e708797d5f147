"""Opens files below a root safely: no symbolic links followed, regular files only (`openat`).

A path that is opened as a whole may have become another one since it was looked at: a folder gives
way to a link, and the file comes from anywhere. So every folder is opened by its name in the one
above it (`openat`, no links), from the root down. Of the folders on the way to the root those may be
links that the caller names, or any.
"""

# Paths are plain strings here: they come by the ten thousand.
# ruff: noqa: PTH118
from __future__ import annotations

import errno
import os
import stat
from collections import OrderedDict
from collections.abc import Iterator
from types import TracebackType
from typing import Self

from monitor.source.model import Signature

MOST_OPEN = 32
"""Folders kept open at once, at most."""

_TO_PASS = getattr(os, "O_PATH", os.O_RDONLY) | os.O_DIRECTORY | os.O_CLOEXEC
_TO_LIST = os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC
_TO_READ = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
_KINDS = (
    (stat.S_ISLNK, "a link"),
    (stat.S_ISDIR, "a folder"),
    (stat.S_ISFIFO, "a named pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
)


class NotAFileError(OSError):
    """What stands there is no regular file; `reason` names what it is.

    `signature` is that of a pipe, socket or device; None for a link or a folder, which are passed over.
    """

    def __init__(self, status: os.stat_result) -> None:
        self.reason = not_a_file(status.st_mode)
        super().__init__(errno.EINVAL, self.reason)
        passed_over = stat.S_ISLNK(status.st_mode) or stat.S_ISDIR(status.st_mode)
        self.signature = None if passed_over else Signature.of(status)


def not_a_file(mode: int) -> str:
    """Return in words what has this mode, other than a regular file."""
    kind = next((words for is_one, words in _KINDS if is_one(mode)), "something else")
    return f"{kind}, not a file"


def open_file(name: str, folder: int | None = None, *, follow: bool = False) -> int:
    """Open the regular file *name*, in the open *folder* where one is given; the caller closes it.

    It is looked at first, for to open a device may have effects, and then again.

    Raises:
        NotAFileError: it is none.
        OSError: it cannot be opened.
    """
    status = os.stat(name, dir_fd=folder, follow_symlinks=follow)
    if not stat.S_ISREG(status.st_mode):
        raise NotAFileError(status)
    try:
        handle = os.open(name, _TO_READ & ~os.O_NOFOLLOW if follow else _TO_READ, dir_fd=folder)
    except OSError as error:
        if error.errno in (errno.ELOOP, errno.ENXIO):  # a link or a socket by now
            raise NotAFileError(os.stat(name, dir_fd=folder, follow_symlinks=follow)) from error
        raise
    status = os.fstat(handle)
    if stat.S_ISREG(status.st_mode):
        return handle
    os.close(handle)
    raise NotAFileError(status)


def folders_to(path: str) -> Iterator[str]:
    """Yield the absolute *path* with all folders on the way to it, that in the topmost first."""
    end = 0
    while end >= 0:
        end = path.find(os.sep, end + 1)
        yield path if end < 0 else path[:end]


class Folders:
    """Folders below *root*, each opened in the one above it; the last few stay open.

    To be used for one batch or one scan, by one thread, and closed: what was opened stays the folder
    that stood there then. *links*: what of the root's path may be a link, each as `folders_to` gives it;
    anything where that is not given.
    """

    def __init__(self, root: str, most: int = MOST_OPEN, *, links: frozenset[str] | None = None) -> None:
        self._root = root
        self._links = links
        self._prefix = os.path.join(root, "")
        self._most = most
        self._open: OrderedDict[str, int] = OrderedDict()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close all folders; may be called twice."""
        while self._open:
            os.close(self._open.popitem()[1])

    def holds(self, path: str) -> bool:
        """Return whether *path* is one below the root, by its name."""
        return path.startswith(self._prefix)

    def open_file(self, path: str) -> int:
        """Open the regular file at *path*; the caller closes it.

        Raises:
            NotAFileError: it is none.
            OSError: it cannot be opened, or a folder on the way is none.
        """
        folder, name = path.rsplit(os.sep, 1)
        return open_file(name, self._folder(folder or os.sep))

    def stat(self, path: str) -> os.stat_result:
        """Return the status of *path*, of a link itself; the root's own is that of what it links to."""
        if path == self._root:
            return os.fstat(self._folder(path))
        folder, name = path.rsplit(os.sep, 1)
        return os.stat(name, dir_fd=self._folder(folder or os.sep), follow_symlinks=False)

    def open_folder(self, path: str) -> int:
        """Open the folder at *path* to be listed; the caller closes it."""
        return os.open(".", _TO_LIST, dir_fd=self._folder(path))

    def _folder(self, path: str) -> int:
        """Return a handle of the folder at *path*, good until the next one is asked for."""
        handle = self._open.get(path)
        if handle is not None:
            self._open.move_to_end(path)
            return handle
        missing: list[str] = []
        while path != self._root and path not in self._open:
            if not self.holds(path):
                raise FileNotFoundError(errno.ENOENT, "not below the root", path)
            path, name = path.rsplit(os.sep, 1)
            path = path or os.sep
            missing.append(name)
        handle = self._open.get(path)
        if handle is None:
            handle = self._keep(path, self._opened_root())
        for name in reversed(missing):
            path = os.path.join(path, name)
            handle = self._keep(path, os.open(name, _TO_PASS | os.O_NOFOLLOW, dir_fd=handle))
        return handle

    def _opened_root(self) -> int:
        if self._links is None:
            return os.open(self._root, _TO_PASS)
        handle = os.open(os.sep, _TO_PASS)
        for path in folders_to(self._root):
            flags = _TO_PASS if path in self._links else _TO_PASS | os.O_NOFOLLOW
            above = handle
            try:
                handle = os.open(path.rpartition(os.sep)[2] or os.curdir, flags, dir_fd=above)
            finally:
                os.close(above)
        return handle

    def _keep(self, path: str, handle: int) -> int:
        self._open[path] = handle
        if len(self._open) > self._most:
            os.close(self._open.popitem(last=False)[1])
        return handle
