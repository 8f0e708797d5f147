"""The channel for any service that Apprise supports: one target, plain text, an honest outcome.

Success needs two witnesses: the plugin says so, and the last HTTP exchange it made ended well.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

from monitor.clock import Clock
from monitor.notify.apprise_load import load_plugin
from monitor.notify.config import ChannelConfig
from monitor.notify.header_text import undecoded
from monitor.notify.http_outcome import Abandoned, Trace, judge, judge_failure
from monitor.notify.outcome import Ambiguous, Outcome, Retry, Sent
from monitor.notify.plain_text import keep, plain_text
from monitor.notify.presentation import Wording
from monitor.notify.sanitize import shorten, still, unformatted
from monitor.notify.service import ServiceChannel
from monitor.notify.template import TemplatedNotification

# Machines read these: the text stays as it is. People read the rest, in clients that act on text.
_VERBATIM = frozenset({"json", "jsons", "xml", "xmls", "form", "forms"})
# These read Markdown although Apprise hands them plain text.
_READ_MARKDOWN = frozenset({"mmost", "mmosts", "zulip", "revolt", "gotify", "gotifys", "ntfy", "ntfys"})
# These write mail, and take its subject from the text.
_TITLED_BY_TEXT = frozenset({"deltachat", "deltachats"})
_TITLE_LIMIT = 250
_LINE_BREAK = 2


class AppriseChannel(ServiceChannel):
    """Sends through one stock Apprise plugin, as plain text within the service's limits."""

    def __init__(self, name: str, config: ChannelConfig, clock: Clock) -> None:
        super().__init__(name, config, clock)
        self._plugin: Any = None

    def _post(self, trace: Trace, written: TemplatedNotification, thread: str | None) -> Outcome:  # noqa: ARG002 - no threads
        wording = written.wording
        if self._plugin is None:
            self._plugin = load_plugin(self._url.reveal(), seconds=self._seconds)
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
        plugin = self._plugin
        calm = self._calm()
        own_title = plugin.title_maxlen > 0
        # Where the title is part of the text, half of a short message is left for the words that prove it.
        longest = plugin.title_maxlen if own_title else min(_TITLE_LIMIT, plugin.body_maxlen // 2)
        said = calm(wording.subject)
        title = shorten(said if self._reads_as_is() else undecoded(said), longest)
        room = plugin.body_maxlen if own_title else plugin.body_maxlen - len(title) - _LINE_BREAK
        if own_title and plugin.overflow_amalgamate_title:
            room -= len(title) + _LINE_BREAK
        return title, plain_text(wording, limit=max(1, room), calm=calm)

    def _calm(self) -> Callable[[str], str]:
        scheme = self._scheme
        if self._reads_as_is():
            return keep
        reads = str(self._plugin.notify_format).casefold().endswith("markdown")
        calm = unformatted if reads or scheme in _READ_MARKDOWN else still
        return (lambda text: undecoded(calm(text))) if scheme in _TITLED_BY_TEXT else calm

    def _reads_as_is(self) -> bool:
        return self._scheme in _VERBATIM

    def _answer(self, trace: Trace, *, accepted: bool) -> Outcome:
        verdicts = [judge(exchange, self._clock) for exchange in trace.exchanges]
        if accepted and (not verdicts or verdicts[-1] is None):
            # Earlier refusals were the plugin's own detours: a login it then did without.
            return Sent()
        bad = [verdict for verdict in verdicts if verdict is not None]
        unclear = [verdict for verdict in bad if isinstance(verdict, Ambiguous)]
        if bad:
            return (unclear or bad)[-1]
        if trace.last and trace.last.cut:
            return Ambiguous("the service answered at such length that it is not known what it says")
        if trace.exchanges:
            return Retry("the service answered, but did not take the message")
        return Retry("the service could not be reached, or gave no reason for refusing")


def _mood(severity: str) -> str:
    return {"critical": "failure", "high": "warning", "medium": "warning"}.get(severity, "info")
