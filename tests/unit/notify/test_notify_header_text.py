"""Header text: whatever is written in an article, a header says exactly that and is one header."""

from __future__ import annotations

import base64
import email
import email.header
from email.message import EmailMessage

import pytest
from header_reader import decoded, read_fields, unfolded
from hypothesis import example, given, settings
from hypothesis import strategies as st
from notify_samples import NOW, in_every_field

from monitor.errors import NotifyError
from monitor.notify.header_text import (
    WIRE,
    HeaderValue,
    address_header,
    fields,
    header_name,
    sealed,
    text_header,
    token_header,
    undecoded,
    wire_address,
)
from monitor.notify.mail_form import Envelope, mail_message, message_id
from monitor.notify.model import NotificationKind
from monitor.notify.presentation import word
from monitor.notify.sanitize import one_line
from monitor.notify.template import TemplatedNotification


def encoded_word(text: str, how: str = "B") -> str:
    """Return an encoded word as somebody else would write it into a headline."""
    inside = base64.b64encode(text.encode("utf-8", "surrogatepass")).decode()
    quoted = "".join(f"={byte:02X}" for byte in text.encode("utf-8", "surrogatepass"))
    return f"=?utf-8?{how}?{inside if how == 'B' else quoted}?="


BREAKS = (
    "\r\nBcc: evil@example.org",
    "\n\ninjected body",
    "\r\n\r\n<html>",
    "\u202eabc\u202c",
    "\r",
    "\n",
    "\0",
)
WICKED = st.sampled_from(
    (
        *(encoded_word(text, how) for text in BREAKS for how in "BQ"),
        *(
            "=?",
            "?=",
            "=?utf-8?Q?hidden=20words?=",
            "=?utf-8?q?=3D=3Futf-8?=",
            "=?us-ascii*en?B?Cg==?=",
            "=?x",
        ),
        *(
            "=?iso-2022-jp?B?GyRC?=",
            "=?unknown-8bit?q?=0ABcc:?=",
            "\r\n",
            "\n ",
            "\nX: y",
            "\u2028",
            "\x85",
            "\x0b",
        ),
        *(
            "\u202e",
            "\u2066",
            "\ufeff",
            "\udc80",
            "\x00",
            "\x7f",
            ":",
            ";",
            ",",
            "<a@b.example>",
            '"',
            "\\",
            "(",
            "@",
        ),
        *(" ", "  ", "\t", "é", "Я", "漢", "👩\u200d👩\u200d👧", "e\u0301", "x" * 80, "Я" * 60, "a b " * 30),
    )
)
TEXTS = st.one_of(
    st.text(max_size=200), st.lists(st.one_of(WICKED, st.text(max_size=6)), max_size=25).map("".join)
)
NAMES = st.sampled_from(("Subject", "X-Desk", "From", "X-" + "Long" * 15))


def written_as(name: str, value: HeaderValue) -> bytes:
    return WIRE.fold_binary(name, value) + b"\r\n"


@settings(deadline=None)
@given(NAMES, TEXTS)
@example("Subject", encoded_word("\r\nBcc: evil@example.org"))
@example("Subject", "Tanker =?utf-8?Q?hidden=20words?= drifts")
def test_a_text_is_one_header_that_says_exactly_that(name: str, text: str):
    raw = written_as(name, text_header(name, text))
    assert fields(raw) == [name.lower()]
    ((_, value),) = read_fields(raw)
    assert decoded(value) == one_line(text)


@settings(deadline=None)
@given(NAMES, TEXTS)
def test_lines_are_short_and_printable(name: str, text: str):
    for line in written_as(name, text_header(name, text)).split(b"\r\n")[:-2]:
        assert len(line) <= 78
        assert line.strip()
        assert all(0x20 <= byte < 0x7F for byte in line)


@settings(deadline=None)
@given(TEXTS, st.sampled_from(["desk@example.org", "a" * 60 + "@" + "b" * 60 + ".example"]))
def test_a_persons_name_is_a_name_and_adds_no_address(name: str, address: str):
    raw = written_as("From", address_header("From", [(name, address)]))
    assert fields(raw) == ["from"]
    ((_, value),) = read_fields(raw)
    phrase, _, rest = value.rpartition(" ")
    assert rest == (f"<{address}>" if one_line(name) else address)
    assert decoded(phrase, phrase=True) == one_line(name)


@settings(deadline=None)
@given(TEXTS)
def test_the_mail_package_of_this_python_reads_the_same_words(text: str):
    raw = written_as("Subject", text_header("Subject", text))
    found = email.message_from_bytes(raw)
    assert found.keys() == ["Subject"]
    pieces = email.header.decode_header(unfolded(str(found["Subject"])))
    read = "".join(
        piece if isinstance(piece, str) else piece.decode(charset or "ascii") for piece, charset in pieces
    )
    assert read == one_line(text)


def envelope_of(text: str) -> Envelope:
    return Envelope(
        sender=(text, "monitor@desk.example"),
        recipient=(text, "night@desk.example"),
        channel=text,
        reply_to=("reply@desk.example",),
        headers={"X-Desk": text, "Bcc": text, "Subject": text},
    )


OURS = ["x-desk", "bcc", "from", "to", "reply-to", "subject", "date", "message-id"]
THREAD = ["in-reply-to", "references"]
LAST = ["auto-submitted", "x-auto-response-suppress", "list-id", "mime-version", "content-type"]


@settings(deadline=None, max_examples=60)
@given(st.sampled_from(NotificationKind), TEXTS)
@example(NotificationKind.FIRST, encoded_word("\r\nBcc: evil@example.org"))
@example(NotificationKind.UPDATE, encoded_word("\n\ninjected body"))
def test_no_field_adds_a_header_to_a_mail_or_ends_them(kind: NotificationKind, text: str):
    told = in_every_field(kind, text)
    message = mail_message(
        TemplatedNotification(notification=told, wording=word(told)), envelope_of(text), NOW, text
    )
    threaded = kind in {NotificationKind.UPDATE, NotificationKind.ESCALATION} and bool(told.alert_id)
    assert fields(sealed(message)) == [*OURS, *(THREAD if threaded else []), *LAST]


def test_plain_words_stay_plain():
    assert text_header("Subject", "[high] Kremlin denies a call").wire == " [high] Kremlin denies a call"


def test_a_long_plain_text_is_folded_between_words():
    wire = text_header("Subject", "word " * 40).wire
    assert wire.replace("\r\n", "") == " " + "word " * 39 + "word"
    assert max(map(len, wire.split("\r\n"))) <= 76


def test_letters_are_never_cut():
    value = text_header("Subject", "👩‍👩‍👧 Ядро 漢字 " * 20)
    for token in value.wire.split():
        assert len(token) <= 75
        decoded(token)


def test_a_reserved_sign_in_a_name_is_quoted():
    assert address_header("From", [('J. "Jo" Doe', "j@desk.example")]).wire == (
        ' "J. \\"Jo\\" Doe" <j@desk.example>'
    )


def test_several_addresses_are_a_list():
    value = address_header("Reply-To", [("", "a@x.example"), ("Böll", "b@x.example")])
    assert value.wire == " a@x.example, =?utf-8?q?B=C3=B6ll?= <b@x.example>"


@pytest.mark.parametrize(
    "address",
    [
        *("", "x", "@", "a@", "@b.example", "a b@c.example", "a@b c", "a\r\nb@c.example", "a@b\n.example"),
        *(
            "=?utf-8?q?a?=@b.example",
            "a@b.example>",
            "ä@b.example",
            "a@" + "b" * 400,
            'a"b@c.example',
            "a@b..\u2028",
        ),
    ],
)
def test_an_address_that_no_header_can_hold_is_refused_and_not_repeated(address: str):
    with pytest.raises(NotifyError) as refused:
        wire_address(address)
    assert len(address) < 3 or address not in str(refused.value)


def test_a_domain_in_other_letters_is_written_as_the_mail_system_does():
    assert wire_address("desk@bücher.example") == "desk@xn--bcher-kva.example"


@pytest.mark.parametrize("name", ["", "X Desk", "X:Desk", "X\r\nBcc", "Ünited", "x" * 80])
def test_a_header_without_a_proper_name_is_refused(name: str):
    with pytest.raises(NotifyError):
        header_name(name)


def test_what_was_not_made_here_cannot_become_a_header():
    message = EmailMessage(policy=WIRE)
    with pytest.raises(TypeError):
        message["Subject"] = "=?utf-8?B?DQpCY2M6IGV2aWxAZXhhbXBsZS5vcmc=?="


def test_our_own_tokens_hold_no_encoded_word():
    with pytest.raises(NotifyError):
        token_header("Message-ID", "<=?utf-8?q?a?=@b>")


@pytest.mark.parametrize(
    "wire",
    [" a\r\nBcc: b@c.example", " a\r\n\r\nbody", " a\r\n \r\nb", " a\nBcc: b", " \x01", " " + "x" * 1000],
)
def test_a_mail_whose_headers_came_out_otherwise_is_not_sent(wire: str):
    message = EmailMessage(policy=WIRE)
    message["Subject"] = HeaderValue.of("a", wire)
    message.set_content("x", cte="quoted-printable")
    with pytest.raises(NotifyError, match="was not sent"):
        sealed(message)


def test_a_header_twice_is_not_sent():
    message = EmailMessage(policy=WIRE)
    for name in ("X-Desk", "x-desk"):
        message[name] = text_header(name, "a")
    message.set_content("x")
    with pytest.raises(NotifyError, match="was not sent"):
        sealed(message)


def test_channels_named_in_other_letters_have_threads_of_their_own():
    told = in_every_field(NotificationKind.FIRST, "x")
    ids = {
        message_id(told, Envelope(sender=("", "m@d.example"), recipient=("", "n@d.example"), channel=name))
        for name in ("ночь", "день", "nacht", "n" * 300, "n" * 299)
    }
    assert len(ids) == 5
    assert all(len(one) < 200 for one in ids)


def test_a_title_for_a_service_holds_no_encoded_word():
    assert undecoded("a =?utf-8?Q?b?= c") == "a =？utf-8?Q?b?= c"
