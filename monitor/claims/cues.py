"""Cues in a sighting: which day it means, whether it is of several contacts, whether one came before."""

from __future__ import annotations

import re
from datetime import date

# "Seven times since 2021", "almost every week", "repeatedly": not one contact at one time.
_REPEATED = re.compile(
    r"\b(?:times|since|twice|thrice|every|each|weekly|daily|monthly|often|repeated(?:ly)?|regular(?:ly)?|"
    r"several|many|multiple|frequent(?:ly)?|over the (?:years|months|weeks)|"
    r"неоднократно|регулярно|постоянно|раз|раза|разів|рази|кожн\w+|кажд\w+)\b",
    re.IGNORECASE,
)


# "Their second call this week", "spoke again": not the contact that others reported of another day.
_ANOTHER = re.compile(
    r"\bagain\b(?!\s+(?:den|reject|dismiss|refut|said|says|insist|confirm|stress))|"
    r"\b(?:second|third|fourth|fifth|another)\s+(?:[\w-]+\s+){0,2}?"
    r"(?:calls?|conversations?|meetings?|talks|visits?|messages?|letters?)\b|"
    r"\b(?:снова|вновь|знову|повторн\w+)\b",
    re.IGNORECASE,
)


def is_repeated(when: str | None) -> bool:
    """Return whether the time stated is of several contacts ("seven times since 2021")."""
    return when is not None and _REPEATED.search(when) is not None


def day_in(on: str | None) -> date | None:
    """Return the day that an ISO date, or a month or a year, names; None where it names no day."""
    try:
        return date.fromisoformat(on[:10]) if on else None
    except ValueError:
        return None


def says_another(text: str) -> bool:
    """Return whether *text* says that there was a contact before the one it reports."""
    return _ANOTHER.search(text) is not None
