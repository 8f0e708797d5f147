"""The mail form: one message with an HTML and an equally good plain-text part.

The HTML is tables and inline styles, as Outlook wants it, states both colours of every surface so that
dark mode keeps contrast, and loads nothing from anywhere. Message-ID and References depend on the ids
alone: what is sent again after a crash is known to be the same, and an alert's messages thread together.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from html import escape

from monitor.notify.inert import Segment, shorten
from monitor.notify.model import Notification
from monitor.notify.plain import plain_text
from monitor.notify.wording import Wording

MAX_SUBJECT = 200
_COLOURS = {
    "critical": "#8b0000",
    "high": "#c2202e",
    "medium": "#9a5b00",
    "low": "#1f5f8b",
    "info": "#4a4d52",
}
_INK = "#1a1a1a"
_FONT = "font-family:Segoe UI,Helvetica,Arial,sans-serif;"
_MARK = "background-color:#fff0a8;color:#1a1a1a;font-weight:bold;padding:0 2px;"
# Inline styles are what Outlook and Gmail keep; these few lines turn them dark where a client asks.
_DARK = """\
@media (prefers-color-scheme: dark) {
body, .page { background-color: #16181c !important; }
.sheet { background-color: #22252b !important; color: #e8eaed !important; }
.said { background-color: #2d3138 !important; color: #e8eaed !important; }
.quiet { color: #a9afb8 !important; }
.mark { background-color: #5c4b00 !important; color: #fff3c4 !important; }
}"""
_OWN_HEADERS = frozenset(
    {"from", "to", "subject", "date", "message-id", "references", "auto-submitted", "list-id", "reply-to"}
    | {"mime-version", "content-type", "content-transfer-encoding", "x-auto-response-suppress"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope:
    """Who writes to whom: addresses as (name, address), and headers of the user's own."""

    sender: tuple[str, str]
    recipient: tuple[str, str]
    reply_to: tuple[str, ...] = ()
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def domain(self) -> str:
        """The domain our message ids live in."""
        return self.sender[1].rpartition("@")[2] or "monitor.invalid"


def mail_message(
    notification: Notification, wording: Wording, envelope: Envelope, now: datetime
) -> EmailMessage:
    """Return the finished message; *now* is its Date."""
    message = EmailMessage(policy=SMTP)
    for name, value in envelope.headers.items():
        if name.strip().lower() not in _OWN_HEADERS:
            message[name.strip()] = " ".join(value.split())
    message["From"] = _address(*envelope.sender)
    message["To"] = _address(*envelope.recipient)
    if envelope.reply_to:
        message["Reply-To"] = ", ".join(envelope.reply_to)
    message["Subject"] = shorten(wording.subject, MAX_SUBJECT)
    message["Date"] = format_datetime(now)
    message["Message-ID"] = message_id(notification.id, envelope)
    message["References"] = f"<alert.{notification.alert_id}.monitor@{envelope.domain}>"
    message["Auto-Submitted"] = "auto-generated"
    message["X-Auto-Response-Suppress"] = "All"
    message["List-Id"] = f"monitor alerts <alerts.monitor.{envelope.domain}>"
    message.set_content(f"{wording.title}\n\n{plain_text(wording)}\n", cte="quoted-printable")
    message.add_alternative(mail_html(wording), subtype="html", cte="quoted-printable")
    return message


def message_id(delivery_id: str, envelope: Envelope) -> str:
    """Return the Message-ID of a delivery, the same on every attempt."""
    return f"<{delivery_id}.monitor@{envelope.domain}>"


def mail_html(wording: Wording) -> str:
    """Return the HTML part; every text in it is escaped, and nothing in it is fetched."""
    colour = _COLOURS.get(wording.severity, _COLOURS["info"])
    rows = "\n".join(_rows(wording, colour))
    return f"""\
<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>{_text(wording.subject)}</title>
<style>
{_DARK}
</style>
</head>
<body class="page" style="margin:0;padding:0;background-color:#f3f4f6;">
<div style="display:none;max-height:0;overflow:hidden;">{_text(_preview(wording))}</div>
<table role="presentation" class="page" width="100%" cellpadding="0" cellspacing="0" border="0" \
bgcolor="#f3f4f6">
<tr><td align="center" style="padding:16px 8px;">
<table role="presentation" class="sheet" width="640" cellpadding="0" cellspacing="0" border="0" \
bgcolor="#ffffff" style="width:100%;max-width:640px;background-color:#ffffff;border-left:6px solid {colour};">
{rows}
</table>
</td></tr>
</table>
</body>
</html>
"""


def _rows(wording: Wording, colour: str) -> Iterable[str]:
    badge = (
        f'<span style="background-color:{colour};color:#ffffff;font-size:12px;font-weight:bold;'
        f'letter-spacing:1px;padding:2px 8px;">{_text(wording.severity.upper())}</span>'
    )
    yield _row(badge, "padding:20px 24px 0 24px;font-size:12px;")
    yield _row(
        _text(wording.title), "padding:10px 24px 0 24px;font-size:20px;line-height:26px;font-weight:bold;"
    )
    if wording.headline:
        yield _row(_runs(wording.headline), "padding:12px 24px 0 24px;font-size:16px;line-height:22px;")
    for quote in wording.quotes:
        yield _quote(quote)
    yield _row(_text(wording.byline), "padding:16px 24px 0 24px;font-size:14px;line-height:20px;")
    # The address stands there to be read and copied; a link of ours would vouch for it.
    for line in (wording.rule, wording.path, wording.url or ""):
        if line:
            yield _row(_text(line), "padding:2px 24px 0 24px;font-size:13px;line-height:18px;", "#4a4d52")
    for note in wording.notes:
        yield _row(
            f"note: {_text(note)}", "padding:8px 24px 0 24px;font-size:13px;line-height:18px;", "#7a4b00"
        )
    yield _row(_text(wording.ids), "padding:12px 24px 20px 24px;font-size:12px;line-height:16px;", "#6b6f76")


def _row(inner: str, style: str, colour: str = _INK) -> str:
    wrap = "word-break:break-word;overflow-wrap:anywhere;"
    whole = f"{_FONT}{style}color:{colour};background-color:#ffffff;{wrap}"
    kind = "sheet" if colour == _INK else "sheet quiet"
    return f'<tr><td class="{kind}" bgcolor="#ffffff" style="{whole}">{inner}</td></tr>'


def _quote(runs: Sequence[Segment]) -> str:
    style = f"{_FONT}padding:8px 12px;font-size:16px;line-height:24px;color:#1a1a1a;background-color:#f3f4f6;"
    return (
        '<tr><td class="sheet" bgcolor="#ffffff" style="padding:12px 24px 0 24px;background-color:#ffffff;">'
        '<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"><tr>'
        f'<td class="said" bgcolor="#f3f4f6" style="{style}border-left:3px solid #9aa0a6;'
        f'word-break:break-word;overflow-wrap:anywhere;">{_runs(runs)}</td></tr></table></td></tr>'
    )


def _runs(runs: Sequence[Segment]) -> str:
    return "".join(
        f'<b class="mark" style="{_MARK}">{_text(run.text)}</b>' if run.marked else _text(run.text)
        for run in runs
    )


def _preview(wording: Wording) -> str:
    proof = wording.quotes[0] if wording.quotes else wording.headline
    return shorten("".join(run.text for run in proof), 140)


def _text(text: str) -> str:
    return escape(text, quote=True)


def _address(name: str, address: str) -> Address | str:
    try:
        return Address(display_name=" ".join(name.split()), addr_spec=address)
    except ValueError:
        return address
