"""Reads HTTP and SMTP responses within a total time and size limit.

The time limits of sockets hold for one read: a server that sends a byte a second, or headers without end, is
within them for ever. Here every read of an answer gets what is left of the whole, in seconds and in bytes.
"""

from __future__ import annotations

import http.client
import io
import smtplib
import socket
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from monitor.clock import Clock, SystemClock

MAX_ANSWER = 65_536
"""How many bytes are read of an answer's head, and again of its body; the rest is dropped."""


class AnswerTooLong(OSError):
    """The server said more than is read of any answer."""


@dataclass(slots=True)
class Bounds:
    """What is left for an answer: until when on the monotonic clock, and how many bytes."""

    until: float
    clock: Clock
    room: int = MAX_ANSWER

    @classmethod
    def within(cls, seconds: float, clock: Clock | None = None) -> Bounds:
        """Return bounds that end *seconds* from now."""
        clock = clock or SystemClock()
        return cls(until=clock.monotonic() + seconds, clock=clock)

    def refill(self) -> None:
        """Give the next part of the conversation the whole room; the time goes on."""
        self.room = MAX_ANSWER

    def seconds_left(self) -> float:
        """Return how long a read may still take.

        Raises:
            TimeoutError: no longer.
        """
        left = self.until - self.clock.monotonic()
        if left <= 0:
            raise TimeoutError("the whole answer took too long")
        return left


current_bounds: ContextVar[Bounds | None] = ContextVar("monitor_notify_bounds", default=None)
"""The bounds of the HTTP answers that this thread reads; None: those of the sockets alone."""


class _BoundedReads(io.RawIOBase):
    """What a socket receives, for as long as the bounds allow."""

    def __init__(self, sock: socket.socket, bounds: Bounds) -> None:
        self._sock = sock
        self._raw = sock.makefile("rb", buffering=0)
        self._bounds = bounds

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int | None:
        if self._bounds.room <= 0:
            raise AnswerTooLong("the answer is too long")
        self._sock.settimeout(self._bounds.seconds_left())
        size = self._raw.readinto(memoryview(buffer)[: self._bounds.room])
        self._bounds.room -= size or 0
        return size

    def close(self) -> None:
        if not self.closed:
            self._raw.close()
        super().close()


def bounded_file(sock: socket.socket, bounds: Bounds) -> io.BufferedReader:
    """Return a file of what *sock* receives, to be read within *bounds*."""
    return io.BufferedReader(_BoundedReads(sock, bounds))


class BoundedResponse(http.client.HTTPResponse):
    """An HTTP answer read within `current_bounds`, from its status line on."""

    def __init__(self, sock: socket.socket, *args: Any, **options: Any) -> None:
        super().__init__(sock, *args, **options)
        bounds = current_bounds.get()
        if bounds is not None:
            self.fp.close()
            self.fp = bounded_file(sock, bounds)


class BoundedSMTP(smtplib.SMTP):
    """A conversation of which every reply is read within *bounds*."""

    def __init__(self, host: str, port: int, *, bounds: Bounds, **options: Any) -> None:
        self._bounds = bounds
        super().__init__(host, port, **options)

    def getreply(self) -> tuple[int, bytes]:
        """Return the server's reply.

        Raises:
            TimeoutError: it was not complete in time.
            AnswerTooLong: it, or one of its lines, is too long.
            smtplib.SMTPServerDisconnected: the server hung up.
        """
        self._bounds.refill()
        if self.file is None and self.sock is not None:
            self.file = bounded_file(self.sock, self._bounds)
        try:
            return super().getreply()
        except smtplib.SMTPResponseException as error:
            # What smtplib calls a reply of 500 is its own: a line without end.
            raise AnswerTooLong(str(error.smtp_error)) from None


class BoundedSMTPS(BoundedSMTP, smtplib.SMTP_SSL):
    """The same over TLS from the first byte."""
