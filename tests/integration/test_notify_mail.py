"""E-mail over a real SMTP server."""

from __future__ import annotations

import email
import email.policy
import socket
import threading
from dataclasses import replace

import pytest
from notify_servers import Postbox, free_port, notification, smtp_server

from monitor.notify.channel import open_channel
from monitor.notify.config import ChannelConfig
from monitor.notify.model import Notification, NotificationKind
from monitor.notify.outcome import Ambiguous, Never, Outcome, Retry, Sent
from monitor.notify.samples import sample


async def mail(port: int, seconds: float = 5.0, number: int = 1, **more: str) -> Outcome:
    extra = "".join(f"&{key}={value}" for key, value in more.items())
    url = f"mailto://127.0.0.1:{port}?smtp=127.0.0.1&from=monitor@desk.example&to=night@desk.example{extra}"
    return await open_channel("mail", ChannelConfig(url=url, timeout=seconds)).send(notification(number))


async def test_a_mail_has_both_parts_and_its_headers_once():
    postbox = Postbox()
    with smtp_server(postbox) as port:
        outcome = await mail(port, **{"%2BX-Team": "night"})
    first = "<1f2e3d4c5b6a7988.mail.monitor@desk.example>"
    assert outcome == Sent(first)
    message = email.message_from_bytes(postbox.mails[0], policy=email.policy.default)
    assert postbox.recipients == ["night@desk.example"]
    assert message.get_all("Message-ID") == [first]
    assert message["References"] is None
    assert message.get_all("Subject") == ["[high] Denial by the Kremlin"]
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["List-Id"] == "monitor mail <mail.monitor.desk.example>"
    assert message["X-Team"] == "night"
    text, html = message.get_body(("plain",)), message.get_body(("html",))
    assert "The Kremlin **denied** it on Monday." in text.get_content()
    assert ">denied</b> it on Monday." in html.get_content()
    assert text.get_content().rstrip().endswith("alert 1f2e3d4c5b6a7988 · delivery 0000000000000001")


async def told(port: int, *messages: tuple[Notification, str | None], name: str = "mail") -> list[Outcome]:
    url = f"mailto://127.0.0.1:{port}?smtp=127.0.0.1&from=monitor@desk.example&to=night@desk.example"
    channel = open_channel(name, ChannelConfig(url=url))
    return [await channel.send(message, thread) for message, thread in messages]


async def test_a_repeat_has_the_same_message_id():
    postbox = Postbox()
    with smtp_server(postbox) as port:
        outcomes = await told(port, (notification(), None), (notification(), None))
    first, again = (email.message_from_bytes(raw) for raw in postbox.mails)
    assert first["Message-ID"] == again["Message-ID"]
    assert outcomes == [Sent(first["Message-ID"])] * 2


async def test_what_comes_later_threads_under_the_first_mail_of_the_alert():
    postbox = Postbox()
    first, update, escalation = (
        replace(notification(number), kind=kind, changes=("Denied by the Kremlin",) * bool(number - 1))
        for number, kind in enumerate(
            [NotificationKind.FIRST, NotificationKind.UPDATE, NotificationKind.ESCALATION], start=1
        )
    )
    with smtp_server(postbox) as port:
        sent = await told(port, (first, None))
        known = sent[0].reference
        await told(port, (update, known), (escalation, None))
    mails = [email.message_from_bytes(raw, policy=email.policy.default) for raw in postbox.mails]
    assert len({mail["Message-ID"] for mail in mails}) == 3
    assert [mail["In-Reply-To"] for mail in mails] == [None, known, known]
    assert [mail["References"] for mail in mails] == [None, known, known]
    subject = "[high] Denial by the Kremlin"
    assert [mail["Subject"] for mail in mails] == [subject, f"Re: {subject}", f"Re: {subject}"]


async def test_two_channels_with_one_recipient_have_threads_of_their_own():
    postbox = Postbox()
    with smtp_server(postbox) as port:
        await told(port, (notification(), None), name="desk")
        await told(port, (notification(), None), name="night.shift_2")
    ids = [email.message_from_bytes(raw)["Message-ID"] for raw in postbox.mails]
    assert ids[0] != ids[1] == "<1f2e3d4c5b6a7988.night-shift-2.monitor@desk.example>"


async def test_a_reference_of_another_service_is_passed_over():
    postbox = Postbox()
    update = replace(notification(2), kind=NotificationKind.UPDATE)
    with smtp_server(postbox) as port:
        await told(port, (update, "1573694689.003700"))
    mail = email.message_from_bytes(postbox.mails[0])
    assert mail["References"] == "<1f2e3d4c5b6a7988.mail.monitor@desk.example>"


async def test_a_digest_has_contents_that_lead_to_its_entries():
    postbox = Postbox()
    with smtp_server(postbox) as port:
        await told(port, (sample(NotificationKind.DIGEST), None))
    mail = email.message_from_bytes(postbox.mails[0], policy=email.policy.default)
    assert mail["Subject"] == "[critical] Night digest: 9,988 messages"
    assert mail["References"] is None
    html, text = (mail.get_body((kind,)).get_content() for kind in ("html", "plain"))
    for number in range(1, 9):
        assert f'href="#entry-{number}"' in html
        assert f'id="entry-{number}"' in html
        assert f"alert {number - 1:016x}" in html
        assert f"alert {number - 1:016x}" in text
    assert "and 9,980 more: monitor alerts list" in html
    assert "and 9,980 more: monitor alerts list" in text


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
