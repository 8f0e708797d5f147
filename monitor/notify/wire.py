"""What really went over the wire: status, Retry-After and the kind of failure of each HTTP request.

Apprise tells only success or failure. We wrap `requests.adapters.HTTPAdapter.send`, the one door all of
its requests pass, and note each exchange in the trace of the send that made it (a context variable, so
concurrent sends never mix). The judgement of an attempt is made here from that trace alone.
"""

from __future__ import annotations

import functools
import threading
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any

from monitor.clock import Clock
from monitor.notify.outcome import Ambiguous, Never, Outcome, Retry

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
    """One HTTP request: begun, then either answered (`status`) or broken off (`failure`)."""

    status: int | None = None
    retry_after: str | None = None
    date: str | None = None
    failure: BaseException | None = None


@dataclass(slots=True)
class Trace:
    """The exchanges of one send, in order; once `closed`, no further request may start.

    `handed_over` is set before words are given to a plugin that may send them by another way than HTTP.
    """

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


class Abandoned(Exception):
    """The send was given up before this request began; it must not go out behind our back."""


def connect_within(seconds: float) -> float:
    """Return how long to try one address of a host, so that two can be tried and told from silence."""
    return min(5.0, seconds * 0.4)


def watch_requests() -> None:
    """Wrap the one door of `requests`, once; imports it."""
    from requests.adapters import HTTPAdapter

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


def _noted(trace: Trace, plain: Any, adapter: Any, request: Any, options: dict[str, Any]) -> Any:
    if trace.closed:
        raise Abandoned
    exchange = Exchange()
    trace.exchanges.append(exchange)
    try:
        response = plain(adapter, request, **options)
    except BaseException as error:
        exchange.failure = error
        raise
    exchange.retry_after = response.headers.get("Retry-After")
    exchange.date = response.headers.get("Date")
    exchange.status = response.status_code
    return response


def judge(exchange: Exchange | None, clock: Clock) -> Outcome | None:
    """Return what *exchange* says became of the message; None when it was taken or nothing was asked."""
    if exchange is None:
        return None
    if exchange.status is None:
        return judge_failure(exchange.failure)
    status = exchange.status
    if 200 <= status < 300:
        return None
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
    """Return how long the service asks us to wait: Retry-After in seconds, or as a date."""
    text = (exchange.retry_after or "").strip()
    if not text:
        return None
    try:
        seconds = float(text) if not text.isdecimal() else float(int(text[:9]))
        return timedelta(seconds=max(0.0, seconds))
    except (ValueError, OverflowError):
        until = _http_date(text)
    # The server's own clock where it tells it: ours may be wrong.
    since = _http_date(exchange.date or "") or clock.now()
    return max(timedelta(), until - since) if until else None


def _http_date(text: str) -> datetime | None:
    try:
        value = parsedate_to_datetime(text)
    except (ValueError, TypeError):
        return None
    return value if value.tzinfo else value.replace(tzinfo=UTC)


def _never_connected(failure: BaseException | None) -> bool:
    """Tell whether *failure*'s cause is that no connection came about."""
    from urllib3.exceptions import NameResolutionError, NewConnectionError

    cause: Any = failure
    for _ in range(6):
        if isinstance(cause, (NewConnectionError, NameResolutionError)):
            return True
        if not isinstance(cause, BaseException):
            return False
        cause = getattr(cause, "reason", None) or next(iter(cause.args), None)
    return False
