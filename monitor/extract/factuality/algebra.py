"""How the effects of governing words compose into one status.

After ConText (negation and its triggers in clinical text) and De Facto (factuality through nested
sources), with the
effects that news of contacts needs. One table; what it does not name is unclear.
"""

from __future__ import annotations

from monitor.extract.factuality.governors import Effect
from monitor.extract.model import ContactStatus as Status

UNTOLD = "untold"
"""Made up or taken back: nothing is told of it."""

_SAME = {status: status for status in Status}
_REFUSED = {
    Status.HAPPENED: Status.REFUSED,
    Status.CLAIMED: Status.REFUSED,
    Status.PLANNED: Status.REFUSED,
    Status.HYPOTHETICAL: Status.REFUSED,
    Status.REFUSED: Status.UNCLEAR,
    Status.DENIED: Status.UNCLEAR,
}
_IMAGINED = {
    Status.HAPPENED: Status.HYPOTHETICAL,
    Status.CLAIMED: Status.HYPOTHETICAL,
    Status.PLANNED: Status.HYPOTHETICAL,
    Status.HYPOTHETICAL: Status.HYPOTHETICAL,
    Status.REFUSED: Status.HYPOTHETICAL,
    Status.DENIED: Status.HYPOTHETICAL,
}
_AHEAD = {
    Status.HAPPENED: Status.PLANNED,
    Status.CLAIMED: Status.PLANNED,
    Status.PLANNED: Status.PLANNED,
    Status.HYPOTHETICAL: Status.HYPOTHETICAL,
    Status.REFUSED: Status.REFUSED,
    Status.DENIED: Status.REFUSED,
}
TABLE: dict[Effect, dict[Status, Status]] = {
    Effect.ASSERT: _SAME,
    Effect.NEUTRAL: _SAME,
    Effect.CLAIM: {**_SAME, Status.HAPPENED: Status.CLAIMED},
    Effect.DENY: {
        Status.HAPPENED: Status.DENIED,
        Status.CLAIMED: Status.DENIED,
        Status.DENIED: Status.UNCLEAR,
        Status.PLANNED: Status.REFUSED,
        Status.HYPOTHETICAL: Status.REFUSED,
        Status.REFUSED: Status.UNCLEAR,
    },
    Effect.NEGATE: {
        Status.HAPPENED: Status.DENIED,
        Status.CLAIMED: Status.UNCLEAR,
        Status.PLANNED: Status.REFUSED,
        Status.HYPOTHETICAL: Status.REFUSED,
        Status.REFUSED: Status.UNCLEAR,
        Status.DENIED: Status.UNCLEAR,
    },
    Effect.PLAN: _AHEAD,
    Effect.ATTEMPT: _AHEAD,
    Effect.HYPOTHETICAL: _IMAGINED,
    Effect.ASK: _IMAGINED,
    Effect.COMMAND: _IMAGINED,
    Effect.REFUSE: _REFUSED,
    Effect.CANCEL: _REFUSED,
    Effect.FABRICATE: {},
    Effect.RETRACT: {},
    Effect.SHORT: {},
    Effect.UNCLEAR: {},
}
_NOTHING = frozenset({Effect.FABRICATE, Effect.RETRACT, Effect.SHORT})


def applied(effect: Effect, status: Status | str) -> Status | str:
    """Return what *status* becomes under *effect*."""
    if status == UNTOLD or effect in _NOTHING:
        return UNTOLD
    if status is Status.UNCLEAR:
        return Status.UNCLEAR
    return TABLE[effect].get(Status(status), Status.UNCLEAR)
