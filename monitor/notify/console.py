"""The console channel and its layout: `console://` prints alerts on standard output.

Colour only on a terminal, and never against NO_COLOR. Article text cannot move the cursor, recolour
the screen or hide: it is made visible before it is wrapped.
"""

from __future__ import annotations

import os
import shutil
import sys
import textwrap
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TextIO

from monitor.clock import SystemClock
from monitor.notify.config import ChannelConfig
from monitor.notify.model import Notification
from monitor.notify.outcome import Ambiguous, Outcome, Retry, Sent
from monitor.notify.presentation import Wording
from monitor.notify.sanitize import Segment
from monitor.notify.template import writer_of
from monitor.notify.worker import TooManyHanging, Worker

MAX_WIDTH = 96
MIN_WIDTH = 40
_INDENT = "  "
_MARK = "**"
_RESET = "\x1b[0m"
_BOLD = "\x1b[1m"
_DIM = "\x1b[2m"
_MARKED = "\x1b[1;33m"
_BADGES = {
    "critical": "\x1b[1;97;41m",
    "high": "\x1b[1;31m",
    "medium": "\x1b[1;33m",
    "low": "\x1b[1;36m",
    "info": "\x1b[1;34m",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How the console is drawn: its width in columns and whether colours may be used."""

    width: int = 80
    colour: bool = False


def look_of(stream: TextIO) -> Look:
    """Read off *stream* and the environment how to draw."""
    if not stream.isatty():
        return Look()
    width = min(MAX_WIDTH, max(MIN_WIDTH, shutil.get_terminal_size().columns))
    return Look(width=width, colour=not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb")


def render(wording: Wording, look: Look) -> str:
    """Return the lines for one message, ended by an empty one."""
    lines = _title(wording, look)
    own = wording.body
    lines += _built_in(wording, look) if own is None else _own_words(own, wording, look)
    lines.append(_INDENT + _paint(wording.ids, _DIM, look))
    return "\n".join(lines) + "\n\n"


def _title(wording: Wording, look: Look) -> list[str]:
    severity = wording.severity.upper()
    badge = _paint(severity, _BADGES.get(wording.severity, _BOLD), look)
    title = list(_wrap([Segment(f"{severity}  {wording.title}", marked=False)], look, ""))
    lines = [_paint(line, _BOLD, look) for line in (title[0].replace(severity, "", 1), *title[1:])]
    return [badge + lines[0], *lines[1:]]


def _own_words(body: Sequence[str], wording: Wording, look: Look) -> list[str]:
    lines = [""]
    for line in body:
        lines += list(_wrap([Segment(line, marked=False)], look, _INDENT)) or [""]
    below = [line for line in (wording.left_out, *wording.beside, *wording.also_by) if line]
    return [*lines, "", *(_INDENT + line for line in below), *([""] if below else [])]


def _built_in(wording: Wording, look: Look) -> list[str]:
    lines: list[str] = []
    for led in wording.lead:
        lines += _wrap([Segment(led, marked=False)], look, _INDENT + "» ")
    lines += _wrap([Segment(wording.says, marked=False)], look, _INDENT)
    lines += _wrap(wording.headline, look, _INDENT)
    for quote in wording.quotes:
        lines += ["", *_wrap(quote, look, _INDENT + "│ ")]
    lines += _digest(wording, look)
    for other in wording.beside:
        lines += ["", *_wrap([Segment(other, marked=False)], look, _INDENT)]
    lines += ["", _INDENT + _paint(wording.way_out, _BOLD, look)] if wording.way_out else []
    lines += ["", *_wrap([Segment(wording.byline, marked=False)], look, _INDENT)]
    lines += _wrap([Segment(wording.also, marked=False)], look, _INDENT)
    # Paths and addresses are never broken: they are there to be copied.
    places = (wording.rule, *wording.also_by, wording.path, wording.url or "")
    reports = (*wording.reports, wording.more_articles(len(wording.reports)))
    lines += [_INDENT + line for line in (*places, *reports) if line]
    for note in wording.notes:
        lines += _wrap([Segment(f"note: {note}", marked=False)], look, _INDENT)
    return lines


def _digest(wording: Wording, look: Look) -> list[str]:
    lines: list[str] = []
    for entry in wording.entries:
        badge = _paint(entry.severity.upper(), _BADGES.get(entry.severity, _BOLD), look)
        title = list(
            _wrap([Segment(f"{entry.severity.upper()}  {entry.title}", marked=False)], look, _INDENT)
        )
        title[0] = title[0].replace(entry.severity.upper(), badge, 1)
        lines += ["", *title]
        for text in (entry.note, entry.quoted, entry.line):
            lines += _wrap([Segment(text, marked=False)], look, _INDENT * 2) if text else []
        lines += [_INDENT * 2 + text for text in (entry.where, entry.more) if text]
        lines += [_INDENT * 2 + _paint(entry.ids, _DIM, look)] if entry.ids else []
    more = wording.more_than(len(wording.entries)) if wording.entries else ""
    return [*lines, "", _INDENT + more] if more else lines


class ConsoleChannel:
    """Prints notifications on standard output, one after another."""

    def __init__(self, name: str, config: ChannelConfig, stream: TextIO | None = None) -> None:
        self.name = name
        self._write = writer_of(config, SystemClock())
        self._seconds = config.timeout
        self._stream = stream
        self.worker = Worker(name)

    async def send(self, notification: Notification, thread: str | None = None) -> Outcome:  # noqa: ARG002
        """Print *notification* and flush; a full disk or closed pipe is a retry."""
        # In a thread: a pager or a stopped terminal may block for hours.
        try:
            return await self.worker.run(lambda: self._print(notification), seconds=self._seconds)
        except TimeoutError:
            return Ambiguous(f"standard output took no text within {self._seconds:g} s")
        except TooManyHanging:
            return Retry("standard output has been blocked for long")

    def _print(self, notification: Notification) -> Outcome:
        stream = self._stream or sys.stdout
        if stream is None:
            return Retry("standard output is closed")
        try:
            text = render(self._write(notification).wording, look_of(stream))
            encoding = stream.encoding or "utf-8"
            stream.write(text.encode(encoding, "backslashreplace").decode(encoding))
            stream.flush()
        except (OSError, ValueError) as error:
            reason = (isinstance(error, OSError) and error.strerror) or error
            return Retry(f"standard output cannot be written: {reason}")
        return Sent()

    def close(self) -> None:
        """Nothing is held open."""

    def describe(self) -> str:
        """Return what this channel is, for people."""
        return "console"


def _paint(text: str, code: str, look: Look) -> str:
    return f"{code}{text}{_RESET}" if look.colour and text else text


def _wrap(runs: Sequence[Segment], look: Look, indent: str) -> Iterator[str]:
    """Lay *runs* out in lines no wider than the console, evidence painted or between marks."""
    if not look.colour:
        runs = [Segment(_MARK + run.text + _MARK, marked=False) if run.marked else run for run in runs]
    line: list[Segment] = []
    used = 0
    room = max(10, look.width - len(indent))
    for chunk in _words(runs, room):
        wide = sum(_columns(run.text) for run in chunk)
        if line and used + 1 + wide > room:
            yield indent + _painted(line, look)
            line, used = [], 0
        if line:
            line.append(Segment(" ", line[-1].marked and chunk[0].marked))
            used += 1
        line += chunk
        used += wide
    if line:
        yield indent + _painted(line, look)


def _words(runs: Iterable[Segment], room: int) -> Iterator[list[Segment]]:
    """Yield words, each as the runs it is made of; a word too long for a line is cut."""
    current: list[Segment] = []
    for run in runs:
        for index, part in enumerate(run.text.split(" ")):
            if index and current:
                yield current
                current = []
            for piece in textwrap.wrap(part, room) if _columns(part) > room else [part]:
                if current and sum(_columns(one.text) for one in current) + _columns(piece) > room:
                    yield current
                    current = []
                if piece:
                    current.append(Segment(piece, run.marked))
    if current:
        yield current


def _painted(line: Iterable[Segment], look: Look) -> str:
    joined: list[Segment] = []
    for run in line:
        if joined and joined[-1].marked == run.marked:
            joined[-1] = Segment(joined[-1].text + run.text, run.marked)
        else:
            joined.append(run)
    return "".join(_paint(run.text, _MARKED, look) if run.marked else run.text for run in joined)


def _columns(text: str) -> int:
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1
        for char in text
    )
