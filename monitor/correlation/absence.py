"""`absent:` rules: which keys have been silent for too long, and which are heard again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from monitor.correlation.model import TallyKey

GRACE = timedelta(minutes=15)
"""How long after its start the monitor takes in what came meanwhile before it reports a silence."""


class AbsenceChange(StrEnum):
    """What becomes of a silence."""

    BEGINS = "begins"
    ENDS = "ends"


@dataclass(frozen=True, slots=True, kw_only=True)
class LastHeard:
    """When something was last heard under a key: the last hit, or when the rule began to be watched.

    `silent_since` is set once a silence was sent: it is what `at` was then. `label` says the key for people.
    `ever`: there was a hit at all.
    """

    key: TallyKey
    label: str
    at: datetime
    ever: bool = True
    silent_since: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SilenceStep:
    """A silence that begins or ends: to be sent once, under `since`, when it began."""

    turn: AbsenceChange
    heard: LastHeard
    since: datetime


def silences_due(
    heard: Iterable[LastHeard], silent_for: timedelta, now: datetime, up_since: datetime
) -> Iterator[SilenceStep]:
    """Yield what is due at *now* of one rule: silences of that length that begin, and sent ones that end.

    *up_since* is when the monitor was started: what came while it was down must be taken in first.
    """
    ready = now - up_since >= min(GRACE, silent_for)
    for one in heard:
        is_told = one.silent_since is not None
        spoke = one.silent_since is not None and one.at > one.silent_since
        if spoke and one.silent_since is not None:
            yield SilenceStep(turn=AbsenceChange.ENDS, heard=one, since=one.silent_since)
        if ready and (spoke or not is_told) and now - one.at >= silent_for:
            yield SilenceStep(turn=AbsenceChange.BEGINS, heard=one, since=one.at)
