"""Parses the headers of a mail saved as a file (RFC 5322) at the top of an incoming article.

A mail is recognised by its headers only when they stand together, name a sender, a receiver or a subject as
mail does, and a blank line or the end of the text follows: a text that begins with one such line is no mail.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from monitor.article.parts import Range

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r|$)")
_FIELD = re.compile(r"(?P<name>[A-Za-z][A-Za-z0-9-]{1,60})[ \t]?:(?:[ \t]|$)")
_FROM_LINE = re.compile(r"From \S+ .{0,60}\b(?:19|20)\d\d\b")
_ENCODED = re.compile(r"=\?[^?\s]+\?[bBqQ]\?")
_MOST = 2000
_SIGNS_WORDS = """
from to cc subject date sent reply-to sender message-id received return-path delivered-to in-reply-to
mime-version content-type list-id snapshot-content-location
"""
_SIGNS = frozenset(_SIGNS_WORDS.split())
_PEOPLE = frozenset(("from", "to", "subject", "message-id", "mime-version"))
_PLAIN_TRANSFERS = ("", "7bit", "8bit", "binary")
_LEAST_SIGNS = 2


class MailHeaders(NamedTuple):
    """Where the value of each header stands (the first of its name, in lower case), and the body begins."""

    text: str
    values: dict[str, Range]
    body: int
    in_mailbox: bool = False

    def value(self, name: str) -> str:
        """Return the value of header *name* as it stands, "" when there is none."""
        where = self.values.get(name)
        return self.text[where.start : where.end] if where else ""

    @property
    def is_plain(self) -> bool:
        """Return whether the body stands there as it is to be read, in one part and without an encoding."""
        kind = self.value("content-type").strip().lower()
        transfer = self.value("content-transfer-encoding").strip().lower()
        encoded = _ENCODED.search(self.value("subject"))
        return (not kind or kind.startswith("text/plain")) and transfer in _PLAIN_TRANSFERS and not encoded


def find_headers(text: str) -> MailHeaders | None:
    """Return the headers of the mail that *text* is, None when it is none."""
    at = len(text) - len(text.lstrip("\ufeff\r\n \t")) if text[:1] in "\ufeff\r\n \t" else 0
    in_mailbox = False
    if text.startswith("From ", at) and _FROM_LINE.match(text, at):
        at, in_mailbox = _end_of_line(text, at), True
    if not _FIELD.match(text, at):
        return None
    values, body = _fields(text, at)
    signs = _SIGNS.intersection(values)
    if body is None or len(signs) < _LEAST_SIGNS or _PEOPLE.isdisjoint(signs):
        return None
    return MailHeaders(text, values, body, in_mailbox)


def _fields(text: str, at: int) -> tuple[dict[str, Range], int | None]:
    """Return the fields from *at* on, and where the body begins: None where no blank line ends them."""
    values: dict[str, Range] = {}
    last = ""
    for _ in range(_MOST):
        end = _end_of_line(text, at)
        line = text[at:end].strip()
        if not line:
            return values, end
        if line and text[at] in " \t" and last:
            values[last] = Range(values[last].start, at + len(text[at:end].rstrip()))
        else:
            field = _FIELD.match(text, at)
            if field is None:
                return values, None
            last = field["name"].lower()
            values.setdefault(last, _value(text, field.end(), end))
        at = end
    return values, None


def _value(text: str, start: int, end: int) -> Range:
    raw = text[start:end]
    lead = len(raw) - len(raw.lstrip())
    return Range(start + lead, start + lead + len(raw.strip()))


def _end_of_line(text: str, at: int) -> int:
    found = _LINE.match(text, at)
    return found.end() if found else len(text)  # it matches everywhere
