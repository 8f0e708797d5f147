"""The mail channel: the SMTP conversation, and what each reply code means for the delivery.

Apprise would swallow the server's reply code and derive the text part from the HTML; we need both. What
fails before the message's last line is sent has not arrived; what breaks off after it may have.
"""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

from monitor.clock import Clock
from monitor.errors import NotifyError
from monitor.notify.apprise_load import load_plugin
from monitor.notify.bounded import BoundedSMTP, BoundedSMTPS, Bounds
from monitor.notify.config import ChannelConfig
from monitor.notify.header_text import header_name, sealed, wire_address
from monitor.notify.hidden import hidden
from monitor.notify.http_outcome import Exchange, Trace
from monitor.notify.mail_form import Envelope, mail_message, message_id
from monitor.notify.outcome import Ambiguous, Never, Outcome, Retry, Sent
from monitor.notify.sanitize import one_line, shorten
from monitor.notify.service import ServiceChannel
from monitor.notify.template import TemplatedNotification
from monitor.secret import Secret

_PARTING_SECONDS = 2.0
_LOGIN_REFUSALS = frozenset({530, 534, 535, 538})


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """The SMTP server to hand the message to, and how to prove who we are."""

    host: str
    port: int
    mode: str
    user: Secret | None
    password: Secret | None
    verify: bool
    envelope: Envelope


class MailChannel(ServiceChannel):
    """Writes to one recipient; `Sent.reference` is the Message-ID."""

    def __init__(self, name: str, config: ChannelConfig, clock: Clock) -> None:
        super().__init__(name, config, clock)
        self._server: Server | None = None

    def _post(self, trace: Trace, written: TemplatedNotification, thread: str | None) -> Outcome:
        if self._server is None:
            server = load_mail(self._url.reveal(), seconds=self._seconds)
            self._server = replace(server, envelope=replace(server.envelope, channel=self.name))
        server = self._server
        message = sealed(mail_message(written, server.envelope, self._clock.now(), thread))
        refused = submit(server, message, trace, seconds=self._seconds)
        return refused or Sent(message_id(written.notification, server.envelope))


def load_mail(url: str, *, seconds: float) -> Server:
    """Return the server and the envelope that *url* names.

    Raises:
        NotifyError: Apprise does not accept it, or it asks for what we do not do.
    """
    plugin = load_plugin(url, seconds=seconds)
    if str(plugin.pgp_mode) != "no":
        raise NotifyError("pgp is not supported for mail channels; leave out pgp= and wkd=")
    name, address = plugin.from_addr
    if not plugin.targets:
        raise NotifyError("the url names no recipient that can be one: write ?to=name@example.org")
    to_name, to_address = plugin.targets[0]
    return Server(
        host=plugin.smtp_host,
        port=int(plugin.port),
        mode=str(plugin.secure_mode),
        user=Secret(plugin.user) if plugin.user else None,
        password=Secret(plugin.password) if plugin.password else None,
        verify=bool(plugin.verify_certificate),
        envelope=Envelope(
            sender=(name or "monitor", wire_address(address)),
            recipient=(to_name or "", wire_address(to_address)),
            reply_to=tuple(sorted(map(wire_address, plugin.reply_to))),
            headers=_own_headers(plugin.headers),
        ),
    )


def _own_headers(asked: Mapping[str, str]) -> dict[str, str]:
    """Return the headers of the user's own, as `+X-Desk=night` in the URL asks for them."""
    headers = {header_name(name.strip()): value for name, value in asked.items()}
    if len({name.casefold() for name in headers}) < len(headers):
        raise NotifyError("the url asks for the same header twice")
    return headers


def submit(server: Server, message: bytes, trace: Trace, *, seconds: float) -> Outcome | None:
    """Hand *message* to *server*; None when it took it, else what its refusal means."""
    try:
        with _connected(server, seconds, trace.bounds) as smtp:
            _expect(smtp.mail(server.envelope.sender[1]))
            _expect(smtp.rcpt(server.envelope.recipient[1]))
            if trace.closed:
                return Retry("given up before anything was sent")
            trace.exchanges.append(Exchange())
            _expect(smtp.data(message))
    except (OSError, smtplib.SMTPException, _Reply) as error:
        return _judged(server, error, said_all=bool(trace.exchanges))
    return None


def _judged(server: Server, error: Exception, *, said_all: bool) -> Outcome:
    """Return what it means that the conversation ended with *error*, before or after the message was sent."""
    if isinstance(error, smtplib.SMTPNotSupportedError):
        return Never("the server does not offer what the url asks for (encryption or login)")
    if isinstance(error, smtplib.SMTPResponseException):
        told = _refusal(server, error.smtp_code, error.smtp_error)
        # A refusal for a greeting is about the server, not about the message.
        return Retry(told.reason) if isinstance(error, smtplib.SMTPConnectError) else told
    if not isinstance(error, _Reply):
        return _broken_off(error, said_all=said_all)
    if said_all and not 400 <= error.code < 600:
        return Ambiguous("the message was sent, but the server's reply to it is none")
    return _refusal(server, error.code, error.text)


def _broken_off(error: Exception, *, said_all: bool) -> Outcome:
    kind = type(error).__name__
    if said_all:
        return Ambiguous(f"the message was sent, but the server did not confirm it ({kind})")
    if isinstance(error, ssl.SSLError):
        return Retry("no secure connection: the certificate or the protocol was not accepted")
    return Retry(f"no conversation with the mail server ({kind})")


class _Reply(Exception):
    """The server's answer to one command, when it is a refusal."""

    def __init__(self, code: int, text: bytes) -> None:
        self.code = code
        self.text = text
        super().__init__(code)


def _expect(reply: tuple[int, bytes]) -> None:
    code, text = reply
    if code not in {250, 251}:
        raise _Reply(code, text)


@contextmanager
def _connected(server: Server, seconds: float, bounds: Bounds) -> Iterator[smtplib.SMTP]:
    smtp: Any = None
    try:
        smtp = _connect(server, seconds, bounds)
        if server.user and server.password:
            smtp.login(server.user.reveal(), server.password.reveal())
        else:
            smtp.ehlo_or_helo_if_needed()
        yield smtp
    finally:
        if smtp is not None:
            _part(smtp, bounds)


def _connect(server: Server, seconds: float, bounds: Bounds) -> smtplib.SMTP:
    context = ssl.create_default_context()
    if not server.verify:
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
    if server.mode == "ssl":
        return BoundedSMTPS(server.host, server.port, bounds=bounds, timeout=seconds, context=context)
    smtp = BoundedSMTP(server.host, server.port, bounds=bounds, timeout=seconds)
    if server.mode == "starttls":
        try:
            smtp.starttls(context=context)
        except BaseException:
            smtp.close()
            raise
    return smtp


def _part(smtp: smtplib.SMTP, bounds: Bounds) -> None:
    """Say goodbye; what the server makes of that changes nothing about the message."""
    try:
        if smtp.sock is not None:
            bounds.until = min(bounds.until, bounds.clock.monotonic() + _PARTING_SECONDS)
            smtp.sock.settimeout(_PARTING_SECONDS)
            smtp.quit()
    except (OSError, smtplib.SMTPException):
        smtp.close()


def _logins(server: Server) -> Iterator[Secret]:
    """Yield what AUTH PLAIN says, which a server may repeat when it does not understand it."""
    if server.user and server.password:
        user, password = server.user.reveal(), server.password.reveal()
        yield Secret(f"{user}\0{password}")


def _refusal(server: Server, code: int, text: bytes | str) -> Never | Retry:
    said = text.decode("utf-8", "replace") if isinstance(text, bytes) else text
    said = hidden(one_line(said), (*_logins(server), server.user, server.password))
    reason = f"the mail server says {code} {shorten(said, 120)}".rstrip()
    if code in _LOGIN_REFUSALS:
        return Never(f"the mail server does not accept the login ({code})")
    if 500 <= code < 600:
        return Never(reason)
    # 421 and the like, and whatever a server invents outside the standard.
    return Retry(reason)
