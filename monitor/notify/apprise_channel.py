"""Any service that Apprise speaks, as one channel with one target and an honest answer.

Success needs two witnesses: the plugin says so, and the last HTTP exchange it made ended well.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import tzinfo
from typing import Any

from monitor.clock import Clock
from monitor.errors import NotifyError
from monitor.notify.apprise_load import load_plugin, scheme_of
from monitor.notify.config import ChannelConfig
from monitor.notify.inert import shorten, still
from monitor.notify.model import Notification
from monitor.notify.outcome import Ambiguous, Never, Outcome, Retry, Sent
from monitor.notify.plain import keep, plain_text
from monitor.notify.wire import Abandoned, Trace, judge, judge_failure
from monitor.notify.wording import Wording, word
from monitor.notify.worker import TooManyHanging, Worker

# Machines read these: the text stays as it is. People read the rest, in clients that act on text.
_VERBATIM = frozenset({"json", "jsons", "xml", "xmls", "form", "forms"})
_TITLE_LIMIT = 250
_LINE_BREAK = 2


class AppriseChannel:
    """Sends through one stock Apprise plugin, as plain text within the service's limits."""

    def __init__(self, name: str, config: ChannelConfig, clock: Clock) -> None:
        self.name = name
        self._url = config.reveal()
        self._seconds = config.timeout
        self._zone: tzinfo = config.zone
        self._clock = clock
        self._plugin: Any = None
        self.worker = Worker(name)

    async def send(self, notification: Notification) -> Outcome:
        """Send *notification* and tell what became of it, within the channel's time limit."""
        wording = word(notification, self._zone)
        return await send_within(self.worker, lambda trace: self._post(trace, wording), self._seconds)

    def close(self) -> None:
        """Nothing is held open between sends."""

    def describe(self) -> str:
        """Return the service's scheme, and never the URL."""
        return scheme_of(self._url)

    def _post(self, trace: Trace, wording: Wording) -> Outcome:
        if self._plugin is None:
            self._plugin = load_plugin(self._url, seconds=self._seconds)
        title, body = self._fit(wording)
        trace.begin()
        trace.handed_over = not self._speaks_http()
        try:
            accepted = self._plugin.notify(
                title=title, body=body, body_format="text", notify_type=_mood(wording.severity)
            )
        except Abandoned as gone:
            return judge_failure(gone)
        return self._answer(trace, accepted=bool(accepted))

    def _speaks_http(self) -> bool:
        # Plugins that speak HTTP import requests; what the others do cannot be seen from here.
        return hasattr(sys.modules.get(type(self._plugin).__module__), "requests")

    def _fit(self, wording: Wording) -> tuple[str, str]:
        calm: Callable[[str], str] = keep if scheme_of(self._url) in _VERBATIM else still
        plugin = self._plugin
        own_title = plugin.title_maxlen > 0
        title = shorten(calm(wording.subject), plugin.title_maxlen if own_title else _TITLE_LIMIT)
        room = plugin.body_maxlen if own_title else plugin.body_maxlen - len(title) - _LINE_BREAK
        if own_title and plugin.overflow_amalgamate_title:
            room -= len(title) + _LINE_BREAK
        return title, plain_text(wording, limit=max(1, room), calm=calm)

    def _answer(self, trace: Trace, *, accepted: bool) -> Outcome:
        verdicts = [judge(exchange, self._clock) for exchange in trace.exchanges]
        if accepted and (not verdicts or verdicts[-1] is None):
            # Earlier refusals were the plugin's own detours: a login it then did without.
            return Sent()
        bad = [verdict for verdict in verdicts if verdict is not None]
        unclear = [verdict for verdict in bad if isinstance(verdict, Ambiguous)]
        if bad:
            return (unclear or bad)[-1]
        if trace.exchanges:
            return Retry("the service answered, but did not take the message")
        return Retry("the service could not be reached, or gave no reason for refusing")


async def send_within(worker: Worker, post: Callable[[Trace], Outcome], seconds: float) -> Outcome:
    """Run *post* in a thread of *worker* for at most *seconds* and turn every ending into an outcome."""
    trace = Trace()
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


def _mood(severity: str) -> str:
    return {"critical": "failure", "high": "warning", "medium": "warning"}.get(severity, "info")
