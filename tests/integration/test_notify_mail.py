"""E-mail over a real SMTP server."""

from __future__ import annotations

import email
import email.policy
import socket
import threading

import pytest
from notify_servers import Postbox, free_port, notification, smtp_server

from monitor.notify.channel import open_channel
from monitor.notify.config import ChannelConfig
from monitor.notify.outcome import Ambiguous, Never, Outcome, Retry, Sent


async def mail(port: int, seconds: float = 5.0, number: int = 1, **more: str) -> Outcome:
    extra = "".join(f"&{key}={value}" for key, value in more.items())
    url = f"mailto://127.0.0.1:{port}?smtp=127.0.0.1&from=monitor@desk.example&to=night@desk.example{extra}"
    return await open_channel("mail", ChannelConfig(url=url, timeout=seconds)).send(notification(number))


async def test_a_mail_has_both_parts_and_its_headers_once():
    postbox = Postbox()
    with smtp_server(postbox) as port:
        outcome = await mail(port, **{"%2BX-Team": "night"})
    assert outcome == Sent("<0000000000000001.monitor@desk.example>")
    message = email.message_from_bytes(postbox.mails[0], policy=email.policy.default)
    assert postbox.recipients == ["night@desk.example"]
    assert message.get_all("Message-ID") == ["<0000000000000001.monitor@desk.example>"]
    assert message.get_all("Subject") == ["[high] Denial by the Kremlin"]
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["List-Id"]
    assert message["X-Team"] == "night"
    text, html = message.get_body(("plain",)), message.get_body(("html",))
    assert "The Kremlin **denied** it on Monday." in text.get_content()
    assert ">denied</b> it on Monday." in html.get_content()
    assert text.get_content().rstrip().endswith("alert 1f2e3d4c5b6a7988 · delivery 0000000000000001")


async def test_a_repeat_has_the_same_message_id_and_threads_with_its_alert():
    postbox = Postbox()
    with smtp_server(postbox) as port:
        for number in (1, 1, 2):
            await mail(port, number=number)
    first, again, other = (email.message_from_bytes(raw) for raw in postbox.mails)
    assert first["Message-ID"] == again["Message-ID"] != other["Message-ID"]
    assert first["References"] == other["References"]


@pytest.mark.parametrize(
    ("reply", "kind"),
    [
        ("550 no such user", Never),
        ("552 mailbox full", Never),
        ("451 try later", Retry),
        ("450 greylisted", Retry),
        ("421 going down", Retry),
    ],
)
@pytest.mark.parametrize("step", ["rcpt", "data"])
async def test_the_servers_code_decides(step: str, reply: str, kind: type):
    with smtp_server(Postbox(**{step: reply})) as port:
        outcome = await mail(port)
    assert isinstance(outcome, kind)
    assert reply[:3] in outcome.reason


async def test_a_server_that_takes_the_mail_and_vanishes_is_ambiguous():
    postbox = Postbox(hang_on_data=True)
    with smtp_server(postbox) as port:
        assert isinstance(await mail(port), Ambiguous)
    assert len(postbox.mails) == 1


async def test_no_server_is_tried_again():
    assert isinstance(await mail(free_port()), Retry)


async def test_a_server_that_never_greets_is_tried_again():
    with socket.create_server(("127.0.0.1", 0)) as silent:
        outcome = await mail(silent.getsockname()[1], seconds=0.3)
    assert isinstance(outcome, Retry)


async def test_a_server_that_hangs_up_at_once_is_tried_again():
    with socket.create_server(("127.0.0.1", 0)) as rude:
        threading.Thread(target=lambda: rude.accept()[0].close(), daemon=True).start()  # noqa: PLW0108 - accept() blocks
        assert isinstance(await mail(rude.getsockname()[1]), Retry)


async def test_encryption_that_the_server_does_not_offer_is_told():
    with smtp_server(Postbox()) as port:
        outcome = await mail(port, mode="starttls")
    assert isinstance(outcome, Never)
    assert "does not offer" in outcome.reason


async def test_a_reply_that_repeats_the_password_is_not_told():
    with smtp_server(
        Postbox(rcpt="550 no TOPSECRET here"), authenticator=_accepted, auth_require_tls=False
    ) as port:
        url = f"mailto://joe:TOPSECRET@127.0.0.1:{port}?smtp=127.0.0.1&from=joe@desk.example&to=night@desk.example"
        outcome = await open_channel("mail", ChannelConfig(url=url)).send(notification())
    assert outcome == Never("the mail server says 550 no … here")


async def test_a_refused_login_is_told_without_the_password():
    with smtp_server(Postbox(), authenticator=_refused, auth_require_tls=False) as port:
        url = f"mailto://joe:TOPSECRET@127.0.0.1:{port}?smtp=127.0.0.1&from=joe@desk.example&to=night@desk.example"
        outcome = await open_channel("mail", ChannelConfig(url=url)).send(notification())
    assert outcome == Never("the mail server does not accept the login (535)")


def _accepted(*_: object) -> object:
    from aiosmtpd.smtp import AuthResult

    return AuthResult(success=True)


def _refused(*_: object) -> object:
    from aiosmtpd.smtp import AuthResult

    return AuthResult(success=False, handled=False)
