"""Foreign words in mail headers, byte for byte as a real SMTP server receives them."""

from __future__ import annotations

import base64
import email
import email.header
from dataclasses import replace

import pytest
from notify_servers import Answer, Endpoint, Postbox, notification, smtp_server

from monitor.cli.main import main
from monitor.extract.model import Denial, Denies
from monitor.notify.channel import open_channel
from monitor.notify.config import ChannelConfig
from monitor.notify.model import DigestLine, NotificationKind, OtherReport
from monitor.notify.outcome import Never, Outcome, Sent


def word(text: str) -> str:
    return f"=?utf-8?B?{base64.b64encode(text.encode()).decode()}?="


BCC = word("\r\nBcc: evil@example.org")
BODY = word("\n\ninjected body")
BIDI = word("\u202eabc\u202c")
HIDDEN = "=?utf-8?Q?hidden=20words?="
WICKED = (
    BCC,
    BODY,
    BIDI,
    HIDDEN,
    "a\r\nBcc: evil@example.org",
    "a\n\nbody",
    "\u202ea",
    "\udcff=?",
    "Я" * 300,
)
OURS = b"From To Subject Date Message-ID Auto-Submitted X-Auto-Response-Suppress List-Id MIME-Version Content-Type"


def names_in(raw: bytes) -> list[bytes]:
    """Return the names of the headers, read from the bytes alone."""
    head = raw.split(b"\r\n\r\n", 1)[0]
    return [line.split(b":", 1)[0] for line in head.split(b"\r\n") if line[:1] not in (b" ", b"\t")]


def headline(text: str) -> str:
    return f"Tanker {text} sinks\n\nThe tanker sank off Oman.\n"


START = "Subject: =?utf-8?q?=5Bmedium=5D_Tanker=3A_Tanker_=3D=3Futf-8=3F"


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        (BCC, "B=3FDQpCY2M?=\r\n =?utf-8?q?6IGV2aWxAZXhhbXBsZS5vcmc=3D=3F=3D_sinks?="),
        (BODY, "B=3FCgppbmp?=\r\n =?utf-8?q?lY3RlZCBib2R5=3F=3D_sinks?="),
        (BIDI, "B=3F4oCuYWJ?=\r\n =?utf-8?q?j4oCs=3F=3D_sinks?="),
        (HIDDEN, "Q=3Fhidden?=\r\n =?utf-8?q?=3D20words=3F=3D_sinks?="),
    ],
)
def test_an_encoded_word_in_a_headline_is_told_letter_by_letter(tmp_path, monkeypatch, text, subject):
    """A whole run of the daemon: an article in a folder, a rule with the headline in its title, a mail."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "inbox").mkdir()
    (tmp_path / "inbox" / "a.txt").write_text(headline(text))
    (tmp_path / "rules.yaml").write_text(
        'rules: [{id: tanker, title: "Tanker: {{ article.title }}", when: {any: ["tanker*"]}}]'
    )
    postbox = Postbox()
    with smtp_server(postbox) as port:
        (tmp_path / "config.toml").write_text(
            '[monitor]\nrules = ["rules.yaml"]\nstore = "sqlite:///var/m.db"\ntimezone = "Europe/London"\n'
            '[[sources]]\ntype = "folder"\npath = "inbox"\n'
            f'[channels.desk]\nurl = "mailto://127.0.0.1:{port}?smtp=127.0.0.1&from=m@desk.example&to=n@desk.example"\n'
        )
        assert main(["run", "--once"]) == 0
    (raw,) = postbox.mails
    assert names_in(raw) == OURS.split()
    assert b"evil@example.org" not in raw.split(b"\r\n\r\n", 1)[0]
    assert f"\r\n{START}{subject}\r\nDate: ".encode() in raw


async def sent(notice, url: str = "", **config) -> tuple[Outcome, list[bytes]]:
    postbox = Postbox()
    with smtp_server(postbox) as port:
        there = f"mailto://127.0.0.1:{port}?smtp=127.0.0.1&from=m@desk.example&to=n@desk.example{url}"
        outcome = await open_channel("desk", ChannelConfig(url=there, **config)).send(notice)
    return outcome, postbox.mails


@pytest.mark.parametrize("text", WICKED)
@pytest.mark.parametrize(
    "field",
    ["title", "headline", "publisher", "author", "path", "rule", "severity", "url", "says", "language"],
)
async def test_no_field_of_an_article_adds_a_header(field: str, text: str):
    outcome, mails = await sent(replace(notification(), **{field: text}))
    assert isinstance(outcome, Sent)
    assert names_in(mails[0]) == OURS.split()


@pytest.mark.parametrize("kind", NotificationKind)
@pytest.mark.parametrize("text", WICKED)
async def test_no_list_of_an_alert_adds_a_header(kind: NotificationKind, text: str):
    told = replace(
        notification(),
        **dict.fromkeys(("tags", "notes", "changes"), (text,)),
        kind=kind,
        id=text,
        alert_id=text,
        counts=((text, 2),),
        reports=(OtherReport(publisher=text, published=None, path=text),),
        entries=(
            DigestLine(
                alert_id=text, kind=kind, severity=text, rule=text, title=text, at=notification().received_at
            ),
        ),
        denials=(Denial(by=text, role=text, official=True, denies=Denies.CONTACT),),
        title=text,
    )
    outcome, mails = await sent(told)
    assert isinstance(outcome, Sent)
    thread = [b"In-Reply-To", b"References"] if b"References" in names_in(mails[0]) else []
    assert [one for one in names_in(mails[0]) if one not in thread] == OURS.split()


@pytest.mark.parametrize("text", WICKED)
async def test_the_users_own_title_adds_no_header_either(text: str):
    told = replace(notification(), publisher=text)
    outcome, mails = await sent(told, template={"title": "{{ publisher }}: {{ title }}"})
    assert isinstance(outcome, Sent)
    assert names_in(mails[0]) == OURS.split()


async def test_a_header_of_the_users_own_is_text_like_any_other():
    _, mails = await sent(notification(), "&%2BX-Desk=" + BCC.replace("=", "%3D").replace("+", "%2B"))
    assert names_in(mails[0]) == [b"X-Desk", *OURS.split()]


@pytest.mark.parametrize(
    "url",
    [
        "&%2BX%20Desk=a",
        "&%2B%C3%9Cnited=a",
        "&%2BX-Desk=a&%2Bx-desk=b",
        "&from=%3D%3Futf-8%3Fq%3Fa%3F%3D@b.example",
    ],
)
async def test_what_no_header_can_hold_is_refused(url: str):
    outcome, mails = await sent(notification(), url)
    assert isinstance(outcome, Never)
    assert mails == []


@pytest.mark.parametrize("text", WICKED)
async def test_a_service_that_makes_mail_of_its_own_decodes_nothing(text: str):
    """Apprise's Delta Chat writes mail, and takes the subject from the text."""
    postbox = Postbox()
    with smtp_server(postbox) as port:
        url = f"deltachat://127.0.0.1:{port}?smtp=127.0.0.1&from=m@desk.example&to=n@desk.example"
        told = replace(notification(), title=text)
        assert isinstance(await open_channel("chat", ChannelConfig(url=url)).send(told), Sent)
    (raw,) = postbox.mails
    expected = (
        b"Content-Type MIME-Version Content-Transfer-Encoding X-Application Chat-Version Subject From To"
    )
    assert sorted(names_in(raw)) == sorted([*expected.split(), b"Message-ID", b"Date"])
    subject = email.header.make_header(email.header.decode_header(email.message_from_bytes(raw)["Subject"]))
    assert "\u202e" not in str(subject)
    assert "hidden words" not in str(subject)
    assert HIDDEN.encode() not in raw


HOSTED = (
    "ntfy://{}/topic",
    "gotify://{}/token",
    "xml://{}/",
    "form://{}/",
    "json://{}/",
    "mmost://{}/3ccdd113474722377935511fc85d3dd4",
)


@pytest.mark.parametrize("text", [BCC, HIDDEN, "a\r\nX-Evil: b"])
@pytest.mark.parametrize("url", HOSTED)
async def test_no_title_becomes_a_header_of_a_request(url: str, text: str):
    with Endpoint([Answer(200, b"{}")]) as there:
        told = replace(notification(), title=text)
        await open_channel("desk", ChannelConfig(url=url.format(f"127.0.0.1:{there.port}"))).send(told)
    (request,) = there.requests
    assert "X-Evil" not in request.headers
    assert not any(text[:12] in f"{name}{value}" for name, value in request.headers.items())
