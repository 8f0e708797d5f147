"""The base of all network channels: timeout, worker thread, exceptions turned into outcomes.

A channel adds only how it posts one message; every ending of that becomes an `Outcome` here.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from datetime import tzinfo

from monitor.clock import Clock
from monitor.errors import NotifyError
from monitor.notify.apprise_load import scheme_of
from monitor.notify.bounded import Bounds
from monitor.notify.config import ChannelConfig
from monitor.notify.http_outcome import Trace
from monitor.notify.model import Notification
from monitor.notify.outcome import Ambiguous, Never, Outcome, Retry
from monitor.notify.template import TemplatedNotification, writer_of
from monitor.notify.worker import TooManyHanging, Worker
from monitor.secret import Secret

# So much later than the send is given up, its thread gives up too, whatever the service does.
_GRACE = 0.25


class ServiceChannel(ABC):
    """One recipient at one service."""

    def __init__(self, name: str, config: ChannelConfig, clock: Clock) -> None:
        self.name = name
        self._url = Secret(config.reveal())
        self._scheme = scheme_of(config.reveal())
        self._seconds = config.timeout
        self._zone: tzinfo = config.zone
        self._clock = clock
        self._write = writer_of(config, clock)
        self.worker = Worker(name)

    async def send(self, notification: Notification, thread: str | None = None) -> Outcome:
        """Send *notification* once and return what became of it, within the channel's time limit.

        `thread` is the `Sent.reference` of the alert's first message here, where it is known.
        """

        def post(trace: Trace) -> Outcome:
            return self._post(trace, self._write(notification), thread)

        return await send_within(self.worker, post, self._seconds)

    def close(self) -> None:  # noqa: B027 - nothing to do is what most of them do
        """Nothing is held open between sends."""

    def describe(self) -> str:
        """Return the service's scheme, and never the URL."""
        return self._scheme

    @abstractmethod
    def _post(self, trace: Trace, written: TemplatedNotification, thread: str | None) -> Outcome:
        """Send *written*, noting in *trace* what goes out; runs in the worker's thread."""


async def send_within(worker: Worker, post: Callable[[Trace], Outcome], seconds: float) -> Outcome:
    """Run *post* in a thread of *worker* for at most *seconds* and turn every ending into an outcome."""
    trace = Trace(Bounds.within(seconds + _GRACE))
    try:
        return await worker.run(lambda: post(trace), seconds=seconds)
    except TooManyHanging:
        return Retry(f"{worker.abandoned} earlier sends still hang")
    except TimeoutError:
        trace.closed = True
        if not trace.may_have_told:
            return Retry(f"nothing was sent within {seconds:g} s")
        return Ambiguous(f"no complete answer within {seconds:g} s")
    except NotifyError as refused:
        return Never(str(refused))
    except Exception as error:  # noqa: BLE001 - a fault in one of 130 plugins must not stop the others
        # Only the kind of error: its text may hold the URL.
        return Retry(f"the service's plugin failed with {type(error).__name__}")
    finally:
        # A cancelled send must not begin another request either.
        trace.closed = True
