"""What a text says of an event, and what each governor makes of it: one small table."""

from __future__ import annotations

from enum import StrEnum

from monitor.extract.factuality.governors import Effect


class Value(StrEnum):
    """What is said of an event; the names of the statuses that a contact has."""

    HAPPENED = "happened"
    CLAIMED = "claimed"
    PLANNED = "planned"
    DENIED = "denied"
    REFUSED = "refused"
    HYPOTHETICAL = "hypothetical"
    UNCLEAR = "unclear"


_TOLD = frozenset({Value.HAPPENED, Value.CLAIMED})
_AHEAD = frozenset({Value.PLANNED, Value.HYPOTHETICAL})


def applied(effect: Effect | None, value: Value) -> Value:  # noqa: PLR0911 a table
    """Return *value* under a governor of *effect*; one that is not known makes it unclear."""
    if effect in {Effect.ASSERT, Effect.NEUTRAL}:
        return value
    if effect is Effect.CLAIM:
        return Value.CLAIMED if value is Value.HAPPENED else value
    if effect is Effect.DENY:
        return negated(value) if value in _TOLD | _AHEAD else Value.UNCLEAR
    if effect is Effect.NEGATE:
        return negated(value)
    if effect is Effect.PLAN:
        return planned(value)
    if effect in {Effect.HYPOTHETICAL, Effect.ATTEMPT, Effect.ASK, Effect.COMMAND}:
        return Value.HYPOTHETICAL if value in _TOLD | _AHEAD else value
    if effect in {Effect.REFUSE, Effect.CANCEL}:
        return Value.REFUSED if value in _TOLD | _AHEAD else Value.UNCLEAR
    return Value.UNCLEAR


def negated(value: Value) -> Value:
    """Return *value* with "not" before it."""
    if value in _TOLD:
        return Value.DENIED
    return Value.REFUSED if value in _AHEAD else Value.UNCLEAR


def planned(value: Value) -> Value:
    """Return *value* as something still to come."""
    return Value.PLANNED if value in _TOLD else value
