"""How fast a channel is told where its configuration does not say: what its service takes, what people read.

A program reads all it is sent, so `json://`, `xml://`, `form://`, syslog and MQTT have no limit, nor has the
console. Everything else is read by people: ten messages in five minutes are as many as anybody takes in, and
between two of them passes what the service asks for. The paces are those that the services publish: Slack one
message a second and channel (docs.slack.dev, rate limits), Telegram 20 a minute to a group (Telegram's help
for bots), Discord 30 a minute to a webhook, Matrix what a homeserver allows unless told otherwise (Synapse,
`rc_message`: 0.2 a second). One a second is used where a service says nothing, or allows more.
"""

from __future__ import annotations

from datetime import timedelta

from monitor.alert.rate import Rate
from monitor.notify.apprise_load import scheme_of

LEGIBLE = Rate(count=10, per=timedelta(minutes=5))
"""What people read; the rest is one digest, and what is critical comes by itself."""

_FOR_PROGRAMS = frozenset({"json", "xml", "form", "syslog", "rsyslog", "mqtt"})
_CONSOLE = "console"
_ONE_A_SECOND = timedelta(seconds=1)
_SLOWER = {
    "tgram": timedelta(seconds=3),
    "discord": timedelta(seconds=2),
    "matrix": timedelta(seconds=5),
}


def is_for_people(url: str) -> bool:
    """Return whether people read what is sent to *url*, and not a program."""
    scheme = scheme_of(url)
    return scheme != _CONSOLE and _without_tls(scheme) not in _FOR_PROGRAMS


def pace_of(url: str) -> timedelta:
    """Return the time that passes between two messages to the service of *url*."""
    return _SLOWER.get(_without_tls(scheme_of(url)), _ONE_A_SECOND)


def _without_tls(scheme: str) -> str:
    """Return "json" for "jsons": the name of a scheme that may be spoken over TLS."""
    plain = scheme.removesuffix("s")
    return plain if plain in _FOR_PROGRAMS or plain in _SLOWER else scheme
