"""The heartbeat (dead man's switch): a GET to an outside monitor for as long as the daemon is healthy.

Made for services like healthchecks.io or a dead man's snitch: a GET says "alive", and silence raises
the alarm there. So nothing is asked for while we are not well: the outside monitor then alerts people
by a way that does not depend on us. The URL holds a secret and is in no log line and no error.
"""

from __future__ import annotations

import http.client
import logging
import ssl
import urllib.error
import urllib.request
from datetime import datetime, timedelta
from typing import Any

from monitor.clock import Clock
from monitor.notify.bounded import BoundedResponse, Bounds, current_bounds
from monitor.notify.worker import TooManyHanging, Worker
from monitor.secret import Secret

_log = logging.getLogger(__name__)

_TIMEOUT_SECONDS = 10.0
_AGENT = "monitor-heartbeat"


class Heartbeat:
    """One outside monitor. `last_beat`: when it last took a beat, None before the first."""

    def __init__(
        self, url: str | Secret, every: timedelta, clock: Clock, *, timeout: float = _TIMEOUT_SECONDS
    ) -> None:
        self.every = every
        self.last_beat: datetime | None = None
        self._url = url if isinstance(url, Secret) else Secret(url)
        self._clock = clock
        # A beat that hangs must be over before the next is due.
        self._timeout = min(timeout, every.total_seconds())
        self._trouble = ""
        self._worker = Worker("heartbeat")

    def __repr__(self) -> str:
        return f"Heartbeat(every={self.every})"

    async def beat(self, *, healthy: bool, reason: str = "") -> None:
        """Say that we are alive if *healthy*; else say nothing, and log *reason* once. Never raises."""
        trouble = await self._asked() if healthy else f"not sent: {reason or 'the monitor is not well'}"
        if not trouble:
            self.last_beat = self._clock.now()
        if trouble and not self._trouble:
            _log.warning("heartbeat: %s; the outside monitor will notice", trouble)
        elif self._trouble and not trouble:
            _log.info("heartbeat: well again")
        self._trouble = trouble

    async def _asked(self) -> str:
        """Ask for the URL; return what went wrong, "" when it was taken."""
        try:
            return await self._worker.run(
                lambda: _get(self._url.reveal(), self._timeout), seconds=self._timeout
            )
        except TimeoutError:
            return f"no answer within {self._timeout:g} s"
        except TooManyHanging:
            return f"{self._worker.abandoned} earlier beats still hang"


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """The address is a secret: it goes to nobody but the host it was given for."""

    def redirect_request(self, *_: Any, **__: Any) -> None:
        return None


class _Plain(urllib.request.HTTPHandler):
    """HTTP whose answers are read within bounds."""

    def http_open(self, request: urllib.request.Request) -> http.client.HTTPResponse:
        return self.do_open(_PlainConnection, request)


class _Secure(urllib.request.HTTPSHandler):
    """The same over TLS."""

    def https_open(self, request: urllib.request.Request) -> http.client.HTTPResponse:
        return self.do_open(_SecureConnection, request)


class _PlainConnection(http.client.HTTPConnection):
    response_class = BoundedResponse


class _SecureConnection(http.client.HTTPSConnection):
    response_class = BoundedResponse


def _get(url: str, timeout: float) -> str:
    """Ask for *url* once; return what went wrong, in words that hold no part of it, or ""."""
    # This thread is for one beat, and so is its context.
    current_bounds.set(Bounds.within(timeout))
    try:
        request = urllib.request.Request(url, headers={"User-Agent": _AGENT})  # noqa: S310 checked on load
        with urllib.request.build_opener(_NoRedirect, _Plain, _Secure).open(request, timeout=timeout):
            return ""
    except urllib.error.HTTPError as error:
        error.close()
        return f"the outside monitor answered HTTP {error.code}"
    except urllib.error.URLError as error:
        return _in_words(error.reason, timeout)
    except (OSError, http.client.HTTPException, ValueError) as error:
        return _in_words(error, timeout)


def _in_words(error: object, timeout: float) -> str:
    if isinstance(error, TimeoutError):
        return f"no answer within {timeout:g} s"
    if isinstance(error, ssl.SSLError):
        return "no secure connection: the certificate or the protocol was not accepted"
    if isinstance(error, OSError):
        return f"no connection: {error.strerror or 'broken off'}"
    return "the address or the answer cannot be read"
