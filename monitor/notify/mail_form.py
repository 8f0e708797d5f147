"""The outgoing mail: all its headers (Subject, Message-ID, References, List-Id …) and both parts.

The Message-ID of an alert's first message follows from the alert and the channel, that of any other from
its delivery: what is sent again after a crash is known to be the same, and what comes later refers to
the first without anybody having to remember it. The subject is the same for all messages of an alert.
Every header is made by `header_text`, which keeps foreign words from becoming anything but words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime
from hashlib import sha256

from monitor.notify.header_text import WIRE, HeaderValue, address_header, text_header, token_header
from monitor.notify.mail_html import mail_html
from monitor.notify.model import Notification, NotificationKind
from monitor.notify.plain_text import plain_text
from monitor.notify.presentation import Wording
from monitor.notify.sanitize import shorten
from monitor.notify.template import TemplatedNotification

MAX_SUBJECT = 200
_OWN_HEADERS = frozenset(
    {"from", "to", "subject", "date", "message-id", "references", "in-reply-to", "auto-submitted", "list-id"}
    | {"reply-to"}
    | {"mime-version", "content-type", "content-transfer-encoding", "x-auto-response-suppress"}
)
_MESSAGE_ID = re.compile(r"<(?!.*=\?)[!-;=?-~]{1,400}@[!-;=?-~]{1,400}>")
_NOT_IN_IDS = re.compile(r"[^A-Za-z0-9_-]+")
_LONGEST_LABEL = 60


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
        label = re.sub(r"[^A-Za-z0-9-]+", "-", self.channel).strip("-")
        if self.channel.isascii() and len(label) <= _LONGEST_LABEL:
            return label or "alerts"
        # Two channels whose names differ only in other letters must not share a Message-ID.
        known = sha256(self.channel.encode("utf-8", "replace")).hexdigest()[:8]
        return f"{label[:_LONGEST_LABEL]}-{known}".lstrip("-")


def mail_message(
    written: TemplatedNotification, envelope: Envelope, now: datetime, thread: str | None = None
) -> EmailMessage:
    """Return the finished message; *now* is its Date, *thread* the id of the alert's first, if known."""
    message = EmailMessage(policy=WIRE)
    for name, value in _headers(written, envelope, now, thread):
        message[name] = value
    wording = written.wording
    message.set_content(f"{wording.title}\n\n{plain_text(wording)}\n", cte="quoted-printable")
    message.add_alternative(mail_html(wording), subtype="html", cte="quoted-printable")
    return message


def _headers(
    written: TemplatedNotification, envelope: Envelope, now: datetime, thread: str | None
) -> Iterator[tuple[str, HeaderValue]]:
    notification = written.notification
    for name, value in envelope.headers.items():
        if name.strip().lower() not in _OWN_HEADERS:
            yield name.strip(), text_header(name.strip(), value)
    yield "From", address_header("From", [envelope.sender])
    yield "To", address_header("To", [envelope.recipient])
    if envelope.reply_to:
        yield "Reply-To", address_header("Reply-To", [("", one) for one in envelope.reply_to])
    yield "Subject", text_header("Subject", shorten(subject(written.wording), MAX_SUBJECT))
    yield "Date", token_header("Date", format_datetime(now))
    yield "Message-ID", token_header("Message-ID", message_id(notification, envelope))
    if _replies(notification):
        known = thread if thread and _MESSAGE_ID.fullmatch(thread) else None
        first = known or first_id(notification, envelope)
        yield "In-Reply-To", token_header("In-Reply-To", first)
        yield "References", token_header("References", first)
    yield "Auto-Submitted", token_header("Auto-Submitted", "auto-generated")
    yield "X-Auto-Response-Suppress", token_header("X-Auto-Response-Suppress", "All")
    list_id = f"<{envelope.label}.monitor.{envelope.domain}>"
    yield "List-Id", token_header("List-Id", "monitor", envelope.label, list_id)


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
    return f"<{_in_id(notification.id)}.monitor@{envelope.domain}>"


def first_id(notification: Notification, envelope: Envelope) -> str:
    """Return the Message-ID that the first message of the alert has, or would have, in this channel."""
    return f"<{_in_id(notification.alert_id)}.{envelope.label}.monitor@{envelope.domain}>"


def _in_id(id_: str) -> str:
    # Ours are hexadecimal; whatever else one might be, it ends no header.
    return _NOT_IN_IDS.sub("-", id_)[:64]


def _replies(notification: Notification) -> bool:
    later = {NotificationKind.UPDATE, NotificationKind.ESCALATION}
    return notification.kind in later and bool(notification.alert_id)
