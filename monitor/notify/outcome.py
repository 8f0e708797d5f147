"""The four outcomes of one attempt to send: `Sent`, `Retry`, `Never`, `Ambiguous`.

Four answers and no more. A notifier never decides when to try again or when to give up: that
is the outbox's. `reason` is one line for a person; it must hold no secret.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

LONGEST_WAIT = timedelta(hours=1)
"""No service is left alone for longer on its own word: it may be wrong, or somebody else's."""


@dataclass(frozen=True, slots=True)
class Sent:
    """The channel took it. `reference` is what the channel calls it (Slack ts, Message-ID) where known."""

    reference: str | None = None


@dataclass(frozen=True, slots=True)
class Retry:
    """It certainly did not arrive, and may another time. `after` is the wait the channel asked for."""

    reason: str
    after: timedelta | None = None


@dataclass(frozen=True, slots=True)
class Never:
    """The channel refuses it for good: trying again cannot help (bad address, revoked hook)."""

    reason: str


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """It may have arrived: the connection broke, or time ran out, after it was handed over."""

    reason: str


Outcome = Sent | Retry | Never | Ambiguous
