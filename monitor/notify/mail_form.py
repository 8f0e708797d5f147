"""The mail form: one message with an HTML and an equally good plain-text part, and the headers that thread.

The Message-ID of an alert's first message follows from the alert and the channel, that of any other from
its delivery: what is sent again after a crash is known to be the same, and what comes later refers to
the first without anybody having to remember it. The subject is the same for all messages of an alert.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from monitor.notify.inert import shorten
from monitor.notify.mail_html import mail_html
from monitor.notify.model import Notification, NotificationKind
from monitor.notify.plain import plain_text
from monitor.notify.template import Written
from monitor.notify.wording import Wording

MAX_SUBJECT = 200
_OWN_HEADERS = frozenset(
    {"from", "to", "subject", "date", "message-id", "references", "in-reply-to", "auto-submitted", "list-id"}
    | {"reply-to"}
    | {"mime-version", "content-type", "content-transfer-encoding", "x-auto-response-suppress"}
)


_MESSAGE_ID = re.compile(r"<[!-;=?-~]+@[!-;=?-~]+>")


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope:
    """Who writes to whom for which channel: addresses as (name, address), and headers of the user's own."""

    sender: tuple[str, str]
    recipient: tuple[str, str]
    channel: str = "alerts"
    reply_to: tuple[str, ...] = ()
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def domain(self) -> str:
        """The domain our message ids live in."""
        return self.sender[1].rpartition("@")[2] or "monitor.invalid"

    @property
    def label(self) -> str:
        """The channel's name as it may stand in a message id or a list id."""
        return re.sub(r"[^A-Za-z0-9-]+", "-", self.channel).strip("-") or "alerts"


def mail_message(
    written: Written, envelope: Envelope, now: datetime, thread: str | None = None
) -> EmailMessage:
    """Return the finished message; *now* is its Date, *thread* the id of the alert's first, if known."""
    notification, wording = written.notification, written.wording
    message = EmailMessage(policy=SMTP)
    for name, value in envelope.headers.items():
        if name.strip().lower() not in _OWN_HEADERS:
            message[name.strip()] = " ".join(value.split())
    message["From"] = _address(*envelope.sender)
    message["To"] = _address(*envelope.recipient)
    if envelope.reply_to:
        message["Reply-To"] = ", ".join(envelope.reply_to)
    message["Subject"] = shorten(subject(wording), MAX_SUBJECT)
    message["Date"] = format_datetime(now)
    message["Message-ID"] = message_id(notification, envelope)
    if _replies(notification):
        first = thread if thread and _MESSAGE_ID.fullmatch(thread) else first_id(notification, envelope)
        message["In-Reply-To"] = first
        message["References"] = first
    message["Auto-Submitted"] = "auto-generated"
    message["X-Auto-Response-Suppress"] = "All"
    message["List-Id"] = f"monitor {envelope.label} <{envelope.label}.monitor.{envelope.domain}>"
    message.set_content(f"{wording.title}\n\n{plain_text(wording)}\n", cte="quoted-printable")
    message.add_alternative(mail_html(wording), subtype="html", cte="quoted-printable")
    return message


def subject(wording: Wording) -> str:
    """Return the subject: that of an alert's first message, or "Re: " and the same for what comes later."""
    if not wording.of_an_alert:
        return wording.subject
    again = "" if wording.kind is NotificationKind.FIRST else "Re: "
    return again + wording.steady_subject


def message_id(notification: Notification, envelope: Envelope) -> str:
    """Return the Message-ID of *notification*, the same on every attempt."""
    if notification.kind is NotificationKind.FIRST and notification.alert_id:
        return first_id(notification, envelope)
    return f"<{notification.id}.monitor@{envelope.domain}>"


def first_id(notification: Notification, envelope: Envelope) -> str:
    """Return the Message-ID that the first message of the alert has, or would have, in this channel."""
    return f"<{notification.alert_id}.{envelope.label}.monitor@{envelope.domain}>"


def _replies(notification: Notification) -> bool:
    later = {NotificationKind.UPDATE, NotificationKind.ESCALATION}
    return notification.kind in later and bool(notification.alert_id)


def _address(name: str, address: str) -> Address | str:
    try:
        return Address(display_name=" ".join(name.split()), addr_spec=address)
    except ValueError:
        return address
