"""Safe header values for outgoing mail: encoding, validation, no header injection.

Python's own header code reads what it is given: an encoded word (RFC 2047) in a headline is decoded again and
may come out as a line break, a header of its own or a second body. So nothing here is ever parsed: values are
cleaned, encoded and folded by us, kept as they are by `WirePolicy`, and the finished bytes are checked.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from email.message import EmailMessage
from email.policy import EmailPolicy
from typing import Any

from monitor.errors import NotifyError
from monitor.notify.encoded_word import ATEXT, LINE, MARK, encoded, first_room, folded, is_plain, phrase
from monitor.notify.sanitize import one_line

# RFC 5322, 2.1.1.
_LONGEST_LINE = 998
# RFC 5321, 4.5.3.1: 64 for the mailbox, 255 for the domain.
_LONGEST_ADDRESS = 320
_LOCAL = re.compile(rf"{ATEXT}(?:\.{ATEXT})*")
_DOMAIN = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?|\[[0-9A-Za-z.:]+\]")
_NAME = re.compile(r"[!-9;-~]{1,76}")
_FIELD = re.compile(rb"([!-9;-~]+):[\t -~]*")
_MORE = re.compile(rb"[\t ]+[!-~][\t -~]*")
_MIME = frozenset({"mime-version", "content-type", "content-transfer-encoding"})


class HeaderValue(str):
    """What a header says, and `wire`: how it follows "Name:", encoded and folded."""

    __slots__ = ("wire",)
    wire: str

    @classmethod
    def of(cls, shown: str, wire: str) -> HeaderValue:
        """Return *shown*, which is written as *wire*."""
        value = cls(shown)
        value.wire = wire
        return value


class WirePolicy(EmailPolicy):
    """Headers are written as `HeaderValue.wire` says, and nothing that could be foreign is parsed."""

    def header_store_parse(self, name: str, value: Any) -> tuple[str, Any]:
        """Take a value made here as it is; Python's own MIME headers hold no foreign text.

        Raises:
            TypeError: the value was not made here.
        """
        if isinstance(value, HeaderValue):
            return name, value
        if name.casefold() not in _MIME:
            raise TypeError(f"the header {name} was not made by header_text")
        return super().header_store_parse(name, value)

    def header_fetch_parse(self, name: str, value: Any) -> Any:
        """Return what was kept."""
        return value if isinstance(value, HeaderValue) else super().header_fetch_parse(name, value)

    def fold(self, name: str, value: Any) -> str:
        """Return the lines of a header."""
        if isinstance(value, HeaderValue):
            return f"{name}:{value.wire}{self.linesep}"
        return str(super().fold(name, value))

    def fold_binary(self, name: str, value: Any) -> bytes:
        """Return the lines of a header as bytes."""
        if isinstance(value, HeaderValue):
            return self.fold(name, value).encode("ascii")
        return bytes(super().fold_binary(name, value))


WIRE = WirePolicy(linesep="\r\n")


def text_header(name: str, text: str) -> HeaderValue:
    """Return *text*, which may be foreign, as the value of the header *name*."""
    shown = one_line(text)
    words = shown.split(" ")
    fits = max(map(len, words)) < LINE and len(name) + 2 + len(words[0]) <= LINE
    tokens = words if is_plain(shown) and fits else encoded(shown, first_room(name))
    return HeaderValue.of(shown, folded(name, tokens))


def address_header(name: str, addresses: Iterable[tuple[str, str]]) -> HeaderValue:
    """Return (name, address) pairs as the value of the header *name*; names may be foreign.

    Raises:
        NotifyError: an address is none that a header can hold.
    """
    shown, tokens = [], []
    for person, plain in addresses:
        address, said = wire_address(plain), one_line(person)
        shown.append(f"{said} <{address}>" if said else address)
        tokens += [*phrase(said, first_room(name)), f"<{address}>,"] if said else [f"{address},"]
    tokens[-1:] = [last.removesuffix(",") for last in tokens[-1:]]
    return HeaderValue.of(", ".join(shown), folded(name, tokens))


def token_header(name: str, *tokens: str) -> HeaderValue:
    """Return *tokens* of our own making (ids, dates, fixed words) as the value of the header *name*.

    Raises:
        NotifyError: they are not plain ASCII, or hold an encoded word.
    """
    shown = " ".join(tokens)
    if not is_plain(shown):
        raise NotifyError(f"the mail was not sent: its header {name} cannot hold what it should")
    return HeaderValue.of(shown, folded(name, tokens))


def wire_address(address: str) -> str:
    """Return *address* as it stands in a header and in the SMTP conversation.

    Raises:
        NotifyError: it is no plain address; it is not repeated.
    """
    local, _, domain = address.rpartition("@")
    if not domain.isascii():
        try:
            domain = domain.encode("idna").decode("ascii")
        except UnicodeError:
            domain = ""
    plain = _LOCAL.fullmatch(local) and _DOMAIN.fullmatch(domain) and MARK not in local
    if plain and len(address) <= _LONGEST_ADDRESS:
        return f"{local}@{domain}"
    raise NotifyError("the url names an address that no mail can be sent to: write name@example.org")


def header_name(name: str) -> str:
    """Return *name*, that of a header of the user's own.

    Raises:
        NotifyError: it is no header's name.
    """
    if _NAME.fullmatch(name):
        return name
    raise NotifyError("the url asks for a header that has no proper name: write it as in +X-Desk=night")


def undecoded(title: str) -> str:
    """Return *title*, already one visible line, with the sign of an encoded word made mere letters.

    For services that may put it into a header of their own, which somebody then decodes.
    """
    return title.replace(MARK, "=？")


def sealed(message: EmailMessage) -> bytes:
    """Return *message* as it goes over the wire, once its headers are seen to be ours, each of them once.

    Raises:
        NotifyError: they are not; the message must not be sent.
    """
    raw = message.as_bytes()
    names = fields(raw)
    ours = [name.casefold() for name in message.keys()]  # noqa: SIM118 - iterating a message gives no names
    if names != ours or len(set(ours)) != len(ours):
        raise NotifyError("the mail was not sent: its headers did not come out as they were meant")
    return raw


def fields(raw: bytes) -> list[str] | None:
    """Return the names of the headers that *raw* begins with, in lower case; None when they are malformed."""
    head, end, _ = raw.partition(b"\r\n\r\n")
    names: list[str] = []
    for line in head.split(b"\r\n"):
        field = _FIELD.fullmatch(line)
        if field:
            names.append(field[1].decode("ascii").lower())
        if len(line) > _LONGEST_LINE or not names or not (field or _MORE.fullmatch(line)):
            return None
    return names if end else None
