"""Logging to standard error: format, levels, and rate limiting of repeated warnings.

What is said over and over (the same logger, level and words, whatever is filled into them) is written some
times a minute; the rest is counted, and the count is written. The first is always written in full.

An error that we raise on purpose says all in its own words: those are written, without the traceback of any
other. That the store is gone is said by the daemon as it ends for it, and not by each part that finds so.
"""

from __future__ import annotations

import logging
from collections import OrderedDict
from dataclasses import dataclass
from typing import TextIO

from monitor.clock import Clock, SystemClock
from monitor.errors import MonitorError, StoreGone

FORMAT = "%(asctime)s %(levelname)s %(name)s %(message)s"
AT_MOST = 10
PER_SECONDS = 60.0
MOST_KINDS = 500
_LONGEST = 200

_Kind = tuple[str, int, str, str]


class _Form(logging.Formatter):
    """Writes what an error of ours says behind the words of its record, on the same line."""

    def format(self, record: logging.LogRecord) -> str:
        error = _error_of(record)
        if not isinstance(error, MonitorError):
            return super().format(record)
        plain = logging.makeLogRecord(vars(record))
        plain.exc_info = plain.exc_text = None
        plain.msg, plain.args = "%s: %s", (record.getMessage(), error)
        return super().format(plain)


@dataclass(slots=True)
class _Window:
    began: float
    written: int = 0
    left_out: int = 0
    last: logging.LogRecord | None = None


class CountingHandler(logging.StreamHandler[TextIO]):
    """Writes the first `AT_MOST` warnings of a kind in a minute, and counts the others. Thread-safe."""

    def __init__(self, stream: TextIO, clock: Clock | None = None) -> None:
        super().__init__(stream)
        self._clock = clock or SystemClock()
        self._windows: OrderedDict[_Kind, _Window] = OrderedDict()
        self.setFormatter(_Form(FORMAT))

    def emit(self, record: logging.LogRecord) -> None:
        """Write *record*, or count it."""
        self._write_counts(self._clock.monotonic() - PER_SECONDS)
        if isinstance(_error_of(record), StoreGone):
            return
        if record.levelno < logging.WARNING:
            super().emit(record)
            return
        window = self._window(_kind_of(record))
        if window.written < AT_MOST:
            window.written += 1
            super().emit(record)
        else:
            window.left_out += 1
            window.last = record

    def settle(self) -> None:
        """Write the counts of minutes that are over: to be called now and then, when nothing is logged."""
        self.acquire()
        try:
            self._write_counts(self._clock.monotonic() - PER_SECONDS)
        finally:
            self.release()

    def close(self) -> None:
        """Write every count that is left."""
        self.acquire()
        try:
            self._write_counts(self._clock.monotonic())
        finally:
            self.release()
        super().close()

    def _window(self, kind: _Kind) -> _Window:
        if kind not in self._windows:
            if len(self._windows) >= MOST_KINDS:
                self._write_count(self._windows.popitem(last=False)[1])
            self._windows[kind] = _Window(self._clock.monotonic())
        return self._windows[kind]

    def _write_counts(self, until: float) -> None:
        """Close the windows that began by *until*; they stand in the order in which they began."""
        while self._windows and next(iter(self._windows.values())).began <= until:
            self._write_count(self._windows.popitem(last=False)[1])

    def _write_count(self, window: _Window) -> None:
        last = window.last
        if last is None:
            return
        lines = last.getMessage().splitlines() or [""]
        words = lines[0] if len(lines[0]) <= _LONGEST else f"{lines[0][:_LONGEST]}…"
        text = f"… {window.left_out:,} more like this within a minute; the last: {words}"
        made = logging.LogRecord(last.name, last.levelno, last.pathname, last.lineno, text, (), None)
        super().emit(made)


def log_to(stream: TextIO, *, verbose: bool) -> None:
    """Let the log go to *stream*: warnings and worse, starts and stops; with *verbose* every delivery."""
    root = logging.getLogger()
    if not root.handlers:
        root.addHandler(CountingHandler(stream))
    logging.getLogger("monitor").setLevel(logging.INFO if verbose else logging.WARNING)
    for told in (
        "monitor.daemon.app",
        "monitor.daemon.status_notes",
        "monitor.daemon.reload",
    ):  # a start, a stop, all is well again
        logging.getLogger(told).setLevel(logging.INFO)


def settle() -> None:
    """Write the counts of minutes that are over."""
    for handler in _ours():
        handler.settle()


def close() -> None:
    """Write every count that is left, and log no more."""
    for handler in _ours():
        logging.getLogger().removeHandler(handler)
        handler.close()


def _ours() -> list[CountingHandler]:
    return [one for one in logging.getLogger().handlers if isinstance(one, CountingHandler)]


def _error_of(record: logging.LogRecord) -> BaseException | None:
    return record.exc_info[1] if record.exc_info else None


def _kind_of(record: logging.LogRecord) -> _Kind:
    kind = record.exc_info[0] if record.exc_info else None
    return record.name, record.levelno, str(record.msg), kind.__name__ if kind else ""
