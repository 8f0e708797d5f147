"""The `Channel` protocol, and `open_channel`, which chooses a channel class by the URL's scheme.

A channel never raises for what a service does: it answers with an `Outcome`. It keeps no policy (when to
try again, whom to notify instead): that is the outbox's.
"""

from __future__ import annotations

from typing import Protocol

from monitor.clock import Clock, SystemClock
from monitor.errors import NotifyError
from monitor.notify.apprise_load import CONSOLE, MAIL_SCHEMES, SLACK_SCHEMES, load_plugin, scheme_of
from monitor.notify.config import ChannelConfig
from monitor.notify.model import Notification
from monitor.notify.outcome import Outcome


class Channel(Protocol):
    """One place that gets notifications."""

    name: str

    async def send(self, notification: Notification, thread: str | None = None) -> Outcome:
        """Send *notification* once and return what became of it.

        `thread` is the `Sent.reference` of the alert's first message in this channel, where it is known;
        channels without threads pass over it.
        """
        ...

    def close(self) -> None:
        """Let go of what is held open; sends under way are not waited for."""
        ...

    def describe(self) -> str:
        """Return what this channel is, without any secret."""
        ...


def open_channel(name: str, config: ChannelConfig, clock: Clock | None = None) -> Channel:
    """Return the channel *name*; nothing is connected or imported before the first send.

    Raises:
        NotifyError: the URL has no scheme, or the template's file was not read with the configuration.
    """
    clock = clock or SystemClock()
    scheme = scheme_of(config.reveal())
    if not scheme:
        raise NotifyError(f'channel "{name}": the url has no scheme, like "slack://" or "console://"')
    if scheme == CONSOLE:
        from monitor.notify.console import ConsoleChannel

        return ConsoleChannel(name, config)
    if scheme in SLACK_SCHEMES:
        from monitor.notify.slack_channel import SlackChannel

        return SlackChannel(name, config, clock)
    if scheme in MAIL_SCHEMES:
        from monitor.notify.mail_channel import MailChannel

        return MailChannel(name, config, clock)
    from monitor.notify.apprise_channel import AppriseChannel

    return AppriseChannel(name, config, clock)


def check(url: str) -> str | None:
    """Return why *url* cannot be a channel, without any secret, or None when it can.

    Loads Apprise unless *url* is the console's.
    """
    url = url.strip()
    scheme = scheme_of(url)
    if scheme == CONSOLE:
        rest = url.partition("://")[2]
        return "console:// takes nothing after it" if rest.strip("/") else None
    try:
        if scheme in SLACK_SCHEMES:
            from monitor.notify.slack_channel import load_slack

            load_slack(url, seconds=1)
        elif scheme in MAIL_SCHEMES:
            from monitor.notify.mail_channel import load_mail

            load_mail(url, seconds=1)
        else:
            load_plugin(url, seconds=1)
    except NotifyError as refused:
        return str(refused)
    return None
