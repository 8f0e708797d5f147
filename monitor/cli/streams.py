"""Standard streams that are closed, full or a broken pipe: no traceback, the right exit status.

Where its starter closed one of them (`>&-`), Python has None, and the next file that is opened gets its
number: it may be the store. So what is closed is taken first by something of which every use fails as on a
closed one (as gnulib's `stdopen` does). A failed write to standard output is kept apart from every other
`OSError`: it ends a command, without a word where a reader has seen enough. What standard error does not take
is lost: nobody is there to hear it.
"""

from __future__ import annotations

import errno
import io
import os
import sys
from typing import Any, BinaryIO, TextIO, cast

from monitor.exits import Exit


class OutputGone(OSError):
    """Standard output takes no more."""


def secure_streams() -> None:
    """Put streams in place that never fail in another way than stated above; twice is once."""
    if sys.stdin is None:
        sys.stdin = open(_closed(os.O_WRONLY), encoding="utf-8")  # noqa: SIM115 as long as the process lives
    if sys.stdout is None or sys.stdout is sys.__stdout__:
        number = _closed(os.O_RDONLY) if sys.stdout is None else sys.stdout.fileno()
        sys.stdout = _text(_Output(number), sys.stdout)
    if sys.stderr is None or sys.stderr is sys.__stderr__:
        number = _closed(os.O_WRONLY) if sys.stderr is None else sys.stderr.fileno()
        sys.stderr = _text(_Error(number), sys.stderr)
    # A terminal or pipe that knows fewer letters than an article has must not stop a command.
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def flush_output() -> None:
    """Print what is gathered.

    Raises:
        OutputGone: it failed, or the last write did and somebody took no notice, as `argparse` does.
    """
    sys.stdout.flush()
    raw = getattr(sys.stdout, "buffer", None)
    if isinstance(raw, _Output) and raw.gone is not None:
        raise raw.gone


def end_of_output(gone: OutputGone) -> int:
    """Return the status of a command whose output nobody takes; say why, unless a reader has seen enough."""
    if gone.errno == errno.EPIPE:
        return Exit.READER_GONE
    print(f"monitor: standard output cannot be written: {gone.strerror}", file=sys.stderr)
    return 1


class _Output(io.RawIOBase):
    """Writes to a file descriptor, and leaves it open.

    Nothing is kept of a write that failed: a message that is printed again later is not printed twice.
    """

    def __init__(self, number: int) -> None:
        self._number = number
        self.gone: OutputGone | None = None

    def fileno(self) -> int:
        return self._number

    def isatty(self) -> bool:
        return os.isatty(self._number)

    def writable(self) -> bool:
        return True

    def write(self, data: Any, /) -> int | None:
        rest = memoryview(data).cast("B")
        size = rest.nbytes
        try:
            while rest:
                rest = rest[os.write(self._number, rest) :]
        except OSError as error:
            self.gone = OutputGone(error.errno, error.strerror)
            raise self.gone from error
        self.gone = None
        return size


class _Error(_Output):
    def write(self, data: Any, /) -> int | None:
        try:
            return super().write(data)
        except OutputGone:
            return memoryview(data).nbytes


def _closed(direction: int) -> int:
    """Return a descriptor, the lowest that is free, whose other direction fails."""
    return os.open(os.devnull, direction)


def _text(raw: _Output, like: TextIO | None) -> TextIO:
    by_line = not isinstance(like, io.TextIOWrapper) or like.line_buffering or like.write_through
    encoding = like.encoding if like else "utf-8"
    # It gathers what is printed by itself, as it does for `python -u`.
    return io.TextIOWrapper(cast("BinaryIO", raw), encoding=encoding, line_buffering=by_line)
