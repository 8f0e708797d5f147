"""Records a send's HTTP exchanges and turns them into an outcome: status codes, Retry-After, failures.

Apprise reports only success or failure. We wrap `requests.adapters.HTTPAdapter.send`, the one door all of
its requests pass, and note each exchange in the trace of the send that made it (a context variable, so
concurrent sends never mix). The answer is read there too, within bounds (see `bounded`). The judgement of an
attempt is made here from that trace alone.
"""

from __future__ import annotations

import functools
import re
import threading
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any

from monitor.clock import Clock
from monitor.notify.bounded import MAX_ANSWER, AnswerTooLong, BoundedResponse, Bounds, current_bounds
from monitor.notify.outcome import LONGEST_WAIT, Ambiguous, Never, Outcome, Retry

_CHUNK = 8192
_SECONDS = re.compile(r"\d+(?:\.\d+)?", re.ASCII)
_PATIENT_STATUSES = frozenset({408, 425, 429})
_MEANINGS = {
    400: "it does not accept the message",
    401: "the credentials are not accepted",
    403: "the credentials do not allow it",
    404: "there is no such address",
    410: "the address is gone",
    413: "the message is too long",
}
_current: ContextVar[Trace | None] = ContextVar("monitor_notify_trace", default=None)
_hooking = threading.Lock()


@dataclass(slots=True)
class Exchange:
    """One HTTP request: begun, then answered (`status`), broken off (`failure`), or both in turn.

    `cut`: the answer was longer than what is read of one.
    """

    status: int | None = None
    retry_after: str | None = None
    date: str | None = None
    failure: BaseException | None = None
    cut: bool = False


@dataclass(slots=True)
class Trace:
    """The exchanges of one send, in order; once `closed`, no further request may start.

    `handed_over` is set before words are given to a plugin that may send them by another way than HTTP;
    `bounds` are those of everything that is read meanwhile.
    """

    bounds: Bounds
    exchanges: list[Exchange] = field(default_factory=list)
    handed_over: bool = False
    closed: bool = False

    @property
    def may_have_told(self) -> bool:
        """Whether the words may be on their way."""
        return self.handed_over or bool(self.exchanges)

    @property
    def last(self) -> Exchange | None:
        """The exchange that decides, or None when no request was begun."""
        return self.exchanges[-1] if self.exchanges else None

    def begin(self) -> None:
        """Note every request that this thread makes from here on."""
        _current.set(self)
        current_bounds.set(self.bounds)


class Abandoned(Exception):
    """The send was given up before this request began; it must not go out behind our back."""


def connect_within(seconds: float) -> float:
    """Return how long to try one address of a host, so that two can be tried and a silent one be known."""
    return min(5.0, seconds * 0.4)


def watch_requests() -> None:
    """Wrap the one door of `requests`, once, and have its answers read within bounds; imports it."""
    from requests.adapters import HTTPAdapter
    from urllib3.connection import HTTPConnection

    with _hooking:
        plain = HTTPAdapter.send
        if getattr(plain, "watched_by_monitor", False):
            return

        @functools.wraps(plain)
        def send(self: Any, request: Any, **options: Any) -> Any:
            trace = _current.get()
            return (
                plain(self, request, **options)
                if trace is None
                else _noted(trace, plain, self, request, options)
            )

        send.watched_by_monitor = True  # type: ignore[attr-defined]
        HTTPAdapter.send = send  # type: ignore[assignment, method-assign]
        HTTPConnection.response_class = BoundedResponse


def _noted(trace: Trace, plain: Any, adapter: Any, request: Any, options: dict[str, Any]) -> Any:
    if trace.closed:
        raise Abandoned
    exchange = Exchange()
    trace.exchanges.append(exchange)
    trace.bounds.refill()
    try:
        response = plain(adapter, request, **options)
    except BaseException as error:
        exchange.failure = error
        raise
    exchange.retry_after = response.headers.get("Retry-After")
    exchange.date = response.headers.get("Date")
    exchange.status = response.status_code
    trace.bounds.refill()
    try:
        _read(response, exchange)
    except BaseException as error:
        exchange.failure = error
        raise
    return response


def _read(response: Any, exchange: Exchange) -> None:
    """Read the body as far as anybody needs it, and close the connection; the rest is dropped.

    Raises:
        requests.RequestException: the answer broke off.
    """
    from requests.exceptions import ChunkedEncodingError
    from urllib3.exceptions import HTTPError

    body = bytearray()
    try:
        while len(body) < MAX_ANSWER and (chunk := response.raw.read(_CHUNK, decode_content=True)):
            body += chunk
    except (HTTPError, OSError) as error:
        if not isinstance(error.__cause__ or error.__context__ or error, AnswerTooLong):
            # As `requests` says it, whose caller this reaches.
            raise ChunkedEncodingError(error) from error
        exchange.cut = True
    finally:
        response.raw.close()
    exchange.cut = exchange.cut or len(body) >= MAX_ANSWER
    response._content = bytes(body[:MAX_ANSWER])  # noqa: SLF001 - where `requests` keeps what was read
    response._content_consumed = True  # noqa: SLF001


def judge(exchange: Exchange | None, clock: Clock) -> Outcome | None:
    """Return what *exchange* says became of the message; None when it was taken or nothing was asked."""
    if exchange is None:
        return None
    if exchange.status is None:
        return judge_failure(exchange.failure)
    status = exchange.status
    if 200 <= status < 300:
        broken = Ambiguous("the connection broke off in the middle of the answer")
        return broken if exchange.failure else None
    if 300 <= status < 400:
        return Never(
            f"the service redirects elsewhere (HTTP {status}): put the final address in the channel's url"
        )
    if status in _PATIENT_STATUSES or status >= 500:
        return Retry(f"the service answered HTTP {status}", retry_after(exchange, clock))
    meaning = _MEANINGS.get(status, "")
    return Never(f"the service refused it: HTTP {status}" + (f", {meaning}" if meaning else ""))


def judge_failure(failure: BaseException | None) -> Outcome:
    """Return what a broken-off request means: before anything was said, or after."""
    from requests import exceptions as failed

    if isinstance(failure, failed.ProxyError) or _never_connected(failure):
        return Retry("no connection: refused, unreachable or unknown host")
    readings: tuple[tuple[type[BaseException], Outcome], ...] = (
        (Abandoned, Retry("given up before anything was sent")),
        (failed.ConnectTimeout, Retry("no connection within the time limit")),
        (failed.ReadTimeout, Ambiguous("sent, but no answer came within the time limit")),
        (failed.SSLError, Retry("no secure connection: the certificate or the protocol was not accepted")),
        (failed.ConnectionError, Ambiguous("the connection broke off before the service answered")),
        (ValueError, Never("the channel's url makes no valid request")),
    )
    fits = (outcome for kind, outcome in readings if isinstance(failure, kind))
    return next(fits, Ambiguous("the request ended without an answer"))


def retry_after(exchange: Exchange, clock: Clock) -> timedelta | None:
    """Return how long the service asks us to wait, at most `LONGEST_WAIT`; None for nonsense.

    Retry-After is a number of seconds, or a date (RFC 9110, 10.2.3).
    """
    text = (exchange.retry_after or "").strip()
    if _SECONDS.fullmatch(text):
        # More digits than an hour needs are longer than an hour.
        whole = text.partition(".")[0].lstrip("0")
        return LONGEST_WAIT if len(whole) > 4 else min(timedelta(seconds=float(text)), LONGEST_WAIT)
    until = _http_date(text)
    if until is None:
        return None
    # The server's own clock where it states it: ours may be wrong.
    wait = until - (_http_date(exchange.date or "") or clock.now())
    return min(wait, LONGEST_WAIT) if wait > timedelta() else None


def _http_date(text: str) -> datetime | None:
    try:
        value = parsedate_to_datetime(text)
        return (value if value.tzinfo else value.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, TypeError, OverflowError, IndexError):
        return None


def _never_connected(failure: BaseException | None) -> bool:
    """Return whether *failure*'s cause is that no connection came about."""
    from urllib3.exceptions import NameResolutionError, NewConnectionError

    cause: Any = failure
    for _ in range(6):
        if isinstance(cause, (NewConnectionError, NameResolutionError)):
            return True
        if not isinstance(cause, BaseException):
            return False
        cause = getattr(cause, "reason", None) or next(iter(cause.args), None)
    return False
