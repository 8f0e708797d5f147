"""The mail format: a message saved as a file; its subject is the headline, its headers are no body.

Who sent it is not who publishes: a desk's own forwarding address stands there as often as an agency's.
"""

from __future__ import annotations

import re
from datetime import tzinfo

from monitor.article.dates import find_date
from monitor.article.draft import Draft
from monitor.article.mail_headers import MailHeaders
from monitor.article.paragraphs import Piece, paragraphs
from monitor.article.parts import Role
from monitor.article.roles import assign_roles

NAME = "mail"

_FORWARDED = re.compile(r"(?:(?:re|fwd?|fw|aw|wg|tr|отв|на)(?:\[\d{1,3}\])?:[ \t]{0,20}){1,9}", re.IGNORECASE)
_DATE_FIELDS = ("date", "sent")
_MAX_DATE = 120


def read(mail: MailHeaders, *, timezone: tzinfo) -> Draft:
    """Return the draft of a plain *mail*."""
    draft = Draft(mail.text, timezone, paragraphs(mail.text, mail.body))
    _take_date(draft, mail)
    subject = _subject(mail)
    if subject:
        draft.pieces.insert(0, subject)
    assign_roles(draft)
    return draft


def _subject(mail: MailHeaders) -> Piece | None:
    where = mail.values.get("subject")
    if not where:
        return None
    answer = _FORWARDED.match(mail.text, where.start, where.end)
    start = answer.end() if answer else where.start
    text = mail.text[start : where.end]
    return Piece(start, where.end, text, Role.HEADLINE) if text.strip() else None


def _take_date(draft: Draft, mail: MailHeaders) -> None:
    for name in _DATE_FIELDS:
        where = mail.values.get(name)
        reading = find_date(mail.value(name)[:_MAX_DATE], timezone=draft.timezone)
        if where and reading:
            draft.add_date(reading.value, "metadata", where, has_time=reading.has_time)
            return
