"""The state machine of a delivery: states, legal transitions, retry backoff, dead letters. Pure.

Pure: no clock, no chance, no store. `next_step` takes an outcome, `now` and a number in [0, 1)
and answers with a named state, a time and a reason. The drawing is `docs/delivery-states.md`;
the database holds the same states in a CHECK.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from monitor.duration import say_duration
from monitor.notify.model import Notification, NotificationKind
from monitor.notify.outcome import LONGEST_WAIT, Ambiguous, Never, Outcome, Retry, Sent

INTERRUPTED = "interrupted; may have been sent"

ERRORS_KEPT = 20


class DeliveryState(StrEnum):
    """Where a delivery is in its life."""

    PENDING = "pending"
    SENDING = "sending"
    RETRY = "retry"
    SENT = "sent"
    HELD = "held"
    DEAD = "dead"
    WITHDRAWN = "withdrawn"
    DEFERRED = "deferred"
    FOLDED = "folded"
    SILENCED = "silenced"


FIRST = frozenset(
    {DeliveryState.PENDING, DeliveryState.DEFERRED, DeliveryState.SILENCED, DeliveryState.FOLDED}
)
"""States that a delivery may be planned in; `FOLDED`: another of the same article tells of it."""

WAITING = frozenset({DeliveryState.PENDING, DeliveryState.RETRY})
"""States that a channel's sender picks up from when they are due."""

FINAL = frozenset({DeliveryState.SENT, DeliveryState.WITHDRAWN, DeliveryState.FOLDED, DeliveryState.SILENCED})
"""States in which a delivery ends. Only what a silenced message would have told with it waits once more."""

STOPPED = frozenset({DeliveryState.HELD, DeliveryState.DEAD})
"""States that only a person leads out of."""

TRANSITIONS: Mapping[DeliveryState, frozenset[DeliveryState]] = {
    DeliveryState.PENDING: frozenset(
        {DeliveryState.SENDING, DeliveryState.DEFERRED, DeliveryState.FOLDED, DeliveryState.WITHDRAWN}
    ),
    DeliveryState.SENDING: frozenset(
        {DeliveryState.SENT, DeliveryState.RETRY, DeliveryState.HELD, DeliveryState.DEAD}
    ),
    DeliveryState.RETRY: frozenset(
        {DeliveryState.SENDING, DeliveryState.DEFERRED, DeliveryState.FOLDED, DeliveryState.WITHDRAWN}
    ),
    DeliveryState.DEFERRED: frozenset({DeliveryState.PENDING, DeliveryState.FOLDED, DeliveryState.WITHDRAWN}),
    DeliveryState.FOLDED: frozenset({DeliveryState.DEFERRED}),
    DeliveryState.SILENCED: frozenset(),
    DeliveryState.SENT: frozenset(),
    DeliveryState.HELD: frozenset({DeliveryState.PENDING, DeliveryState.WITHDRAWN}),
    DeliveryState.DEAD: frozenset({DeliveryState.PENDING, DeliveryState.WITHDRAWN}),
    DeliveryState.WITHDRAWN: frozenset(),
}


class OnAmbiguous(StrEnum):
    """What to do with a delivery that may have arrived: risk sending twice, or wait for a person."""

    RETRY = "retry"
    HOLD = "hold"


@dataclass(frozen=True, slots=True, kw_only=True)
class RetryPolicy:
    """How long to go on trying. Waits double from `first_wait` up to `longest_wait`, each ±25 %.

    `max_age` counts from when the delivery was last queued; `max_attempts` None means no limit.
    """

    first_wait: timedelta = timedelta(seconds=2)
    longest_wait: timedelta = timedelta(minutes=10)
    max_age: timedelta = timedelta(hours=72)
    max_attempts: int | None = None
    on_ambiguous: OnAmbiguous = OnAmbiguous.RETRY


@dataclass(frozen=True, slots=True, kw_only=True)
class AttemptError:
    """Why one attempt did not end in `sent`."""

    at: datetime
    attempt: int
    error: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """One notification on its way to one channel. `alert` is the alert's id, None for a digest or a notice.

    `fold` says what a deferred delivery waits for (see `batching`), `folded_into` which delivery carried a
    folded one, `match` which match it is about.

    `attempts` counts since `queued_at`: when it was planned, or when a person last asked to
    retry it. `errors` keeps the last `ERRORS_KEPT` failures over its whole life, oldest first.
    """

    id: str
    alert: str | None
    channel: str
    kind: NotificationKind
    state: DeliveryState
    reason: str
    attempts: int
    last_error: str | None
    due_at: datetime | None
    created_at: datetime
    queued_at: datetime
    sent_at: datetime | None
    reference: str | None
    notification: Notification
    errors: tuple[AttemptError, ...] = ()
    fold: str | None = None
    folded_into: str | None = None
    match: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """Where a delivery goes next, why, and when it is due (None unless it waits).

    `error` is what the attempt failed with; `reference` what the channel calls what it took.
    """

    state: DeliveryState
    reason: str
    due_at: datetime | None = None
    error: AttemptError | None = None
    reference: str | None = None


def is_legal(old: DeliveryState, new: DeliveryState) -> bool:
    """Return whether the drawing has an arrow from *old* to *new*."""
    return new in TRANSITIONS[old]


def next_step(
    delivery: Delivery, outcome: Outcome, now: datetime, policy: RetryPolicy, jitter: float
) -> Step:
    """Decide what follows from an attempt that is over.

    *delivery* is as it was claimed: `sending`, with this attempt counted. *jitter* in [0, 1)
    spreads the waits of deliveries that failed together.

    Raises:
        ValueError: *delivery* is not being sent.
    """
    if delivery.state is not DeliveryState.SENDING:
        raise ValueError(f"delivery {delivery.id} is {delivery.state}, not sending")
    if isinstance(outcome, Sent):
        return Step(state=DeliveryState.SENT, reason="accepted", reference=outcome.reference)
    error = AttemptError(at=now, attempt=delivery.attempts, error=outcome.reason)
    match outcome:
        case Never(reason):
            return Step(state=DeliveryState.DEAD, reason=f"refused: {reason}", error=error)
        case Ambiguous(reason) if policy.on_ambiguous is OnAmbiguous.HOLD:
            return Step(state=DeliveryState.HELD, reason=f"may have arrived: {reason}", error=error)
        case Ambiguous():
            return _try_again(delivery, error, policy, _back_off(delivery, policy, jitter))
        case Retry(_, after):
            asked = asked_wait(after, policy)
            return _try_again(delivery, error, policy, _back_off(delivery, policy, jitter), asked)


def asked_wait(after: timedelta | None, policy: RetryPolicy) -> timedelta:
    """Return how long a channel is left alone because its service asked for *after*.

    At most `LONGEST_WAIT`, and never so long that what waits for the channel would grow too old to be sent.
    """
    longest = min(LONGEST_WAIT, policy.max_age / 4)
    return max(timedelta(0), min(after or timedelta(0), longest))


def rescue_step(delivery: Delivery, now: datetime, on_ambiguous: OnAmbiguous) -> Step:
    """Decide what becomes of a delivery whose sender died while it was being sent."""
    error = AttemptError(at=now, attempt=delivery.attempts, error=INTERRUPTED)
    if on_ambiguous is OnAmbiguous.HOLD:
        return Step(state=DeliveryState.HELD, reason=INTERRUPTED, error=error)
    return Step(state=DeliveryState.RETRY, reason=INTERRUPTED, due_at=now, error=error)


def _try_again(
    delivery: Delivery,
    error: AttemptError,
    policy: RetryPolicy,
    wait: timedelta,
    asked: timedelta = timedelta(0),
) -> Step:
    """Wait as long as our own back-off says, or longer where the service *asked* for it, or give up.

    What a service asks for never makes us give up: at the end of its time a delivery is tried once more.
    """
    left = delivery.queued_at + policy.max_age - error.at
    if policy.max_attempts is not None and delivery.attempts >= policy.max_attempts:
        cause = f"gave up after {delivery.attempts} attempts: {error.error}"
        return Step(state=DeliveryState.DEAD, reason=cause, error=error)
    if wait > left:
        cause = f"gave up: no further attempt within {say_duration(policy.max_age)}: {error.error}"
        return Step(state=DeliveryState.DEAD, reason=cause, error=error)
    return Step(
        state=DeliveryState.RETRY,
        reason=error.error,
        due_at=error.at + max(wait, min(asked, left)),
        error=error,
    )


def _back_off(delivery: Delivery, policy: RetryPolicy, jitter: float) -> timedelta:
    # Past 2**32 doublings no wait is shorter than the longest, and timedelta would overflow.
    doublings = min(max(delivery.attempts - 1, 0), 32)
    seconds = policy.first_wait.total_seconds() * 2**doublings * (0.75 + jitter / 2)
    return timedelta(seconds=min(seconds, policy.longest_wait.total_seconds()))
