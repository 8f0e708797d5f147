"""Reads configuration and rule files whole, with a size limit; refuses pipes, devices and folders.

A named pipe nobody writes to, a device without end, a folder: each is refused by name instead of being
waited for.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path


class Unreadable(ValueError):
    """A file cannot be read; the message says why, in a few words. `start`: which byte is no text, if so."""

    def __init__(self, reason: str, start: int | None = None, before: bytes = b"") -> None:
        self.start = start
        self.before = before
        super().__init__(reason)


def read_text(path: Path, most: int) -> str:
    """Return the text of the file at *path*, a mark of the byte order left out.

    Raises:
        Unreadable: it is not there, no regular file, larger than *most* bytes, or no UTF-8.
    """
    content = _content(path, most)
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise Unreadable("it is UTF-16 text: save it as UTF-8", 0)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        # The codec leaves the mark of the byte order out of its counting.
        start = error.start + (len(content) - len(error.object))
        raise Unreadable("not UTF-8 text", start, content[:start]) from None


def is_there(path: Path, *, folder: bool = False) -> bool:
    """Return whether a file or folder, or a *folder*, is at *path*; a path that cannot exist does not."""
    try:
        return path.is_dir() if folder else path.exists()
    except (OSError, ValueError):
        return False


def _content(path: Path, most: int) -> bytes:
    try:
        # Without waiting: to open a named pipe is to wait for whoever writes to it.
        opened = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError as error:
        raise Unreadable(error.strerror or "it cannot be opened") from None
    except ValueError:
        raise Unreadable("no file has such a name") from None
    try:
        kind = os.fstat(opened).st_mode
        if not stat.S_ISREG(kind):
            raise Unreadable("it is a folder" if stat.S_ISDIR(kind) else "it is no regular file")
        with os.fdopen(os.dup(opened), "rb") as file:
            content = file.read(most + 1)
    except OSError as error:
        raise Unreadable(error.strerror or "it cannot be read") from None
    finally:
        os.close(opened)
    if len(content) > most:
        raise Unreadable(f"it is larger than {most:,} bytes")
    return content
