from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.notify.model import Notification, NotificationKind
from monitor.notify.outcome import Ambiguous, Never, Retry, Sent
from monitor.outbox.state import (
    FINAL,
    INTERRUPTED,
    STOPPED,
    TRANSITIONS,
    WAITING,
    Delivery,
    DeliveryState,
    OnAmbiguous,
    RetryPolicy,
    asked_wait,
    is_legal,
    next_step,
    rescue_step,
)

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
POLICY = RetryPolicy()


def sending(**changes) -> Delivery:
    notification = Notification(
        id="d1",
        alert_id="a1",
        kind=NotificationKind.FIRST,
        rule="r",
        severity="high",
        tags=(),
        title="t",
        headline="h",
        quotes=(),
        publisher=None,
        author=None,
        published=None,
        received_at=NOW,
        path="/a.txt",
        url=None,
    )
    claimed = Delivery(
        id="d1",
        alert="a1",
        channel="desk",
        kind=NotificationKind.FIRST,
        state=DeliveryState.SENDING,
        reason="",
        attempts=1,
        last_error=None,
        due_at=NOW,
        created_at=NOW,
        queued_at=NOW,
        sent_at=None,
        reference=None,
        notification=notification,
    )
    return replace(claimed, **changes)


waits = st.none() | st.timedeltas(min_value=timedelta(0), max_value=timedelta.max)
outcomes = st.one_of(
    st.builds(Sent, st.none() | st.text()),
    st.builds(Retry, st.text(min_size=1), waits),
    st.builds(Never, st.text(min_size=1)),
    st.builds(Ambiguous, st.text(min_size=1)),
)
policies = st.builds(
    RetryPolicy,
    max_attempts=st.none() | st.integers(1, 9),
    max_age=st.timedeltas(min_value=timedelta(0), max_value=timedelta(days=400)),
    on_ambiguous=st.sampled_from(OnAmbiguous),
)
jitters = st.floats(0, 1, exclude_max=True)
attempts = st.integers(1, 10_000)
ages = st.timedeltas(min_value=timedelta(days=-2), max_value=timedelta(days=900))


@given(outcome=outcomes, policy=policies, jitter=jitters, attempt=attempts, age=ages)
def test_every_step_is_in_the_drawing_with_a_reason_and_is_due_only_when_it_waits(
    outcome, policy, jitter, attempt, age
):
    step = next_step(sending(attempts=attempt, queued_at=NOW - age), outcome, NOW, policy, jitter)
    assert is_legal(DeliveryState.SENDING, step.state)
    assert step.reason
    assert (step.due_at is not None) == (step.state in WAITING)
    assert step.due_at is None or step.due_at >= NOW
    assert (step.error is None) == isinstance(outcome, Sent)


@given(after=waits, jitter=jitters, attempt=attempts)
def test_the_wait_a_channel_asks_for_is_a_floor_up_to_an_hour(after, jitter, attempt):
    step = next_step(sending(attempts=attempt), Retry("busy", after), NOW, POLICY, jitter)
    assert step.state is DeliveryState.RETRY
    assert NOW + min(after or timedelta(0), timedelta(hours=1)) <= step.due_at <= NOW + timedelta(hours=1)


@given(after=waits, jitter=jitters, age=ages, give_up=st.timedeltas(timedelta(minutes=1), timedelta(days=7)))
def test_no_wait_that_a_channel_asks_for_ends_a_delivery(after, jitter, age, give_up):
    policy = RetryPolicy(max_age=give_up)
    waiting = sending(queued_at=NOW - age)
    asked = next_step(waiting, Retry("busy", after), NOW, policy, jitter)
    assert asked.state == next_step(waiting, Retry("busy"), NOW, policy, jitter).state
    if asked.state is DeliveryState.RETRY:
        assert asked.due_at <= waiting.queued_at + give_up
        assert asked_wait(after, policy) <= give_up / 4


@given(jitter=jitters, attempt=attempts)
def test_waits_double_from_two_seconds_to_ten_minutes_give_or_take_a_quarter(jitter, attempt):
    step = next_step(sending(attempts=attempt), Retry("busy"), NOW, POLICY, jitter)
    middle = min(2.0 * 2 ** min(attempt - 1, 40), 600.0)
    wait = (step.due_at - NOW).total_seconds()
    assert middle * 0.75 - 1e-5 <= wait <= min(middle * 1.25, 600) + 1e-5


@pytest.mark.parametrize("state", [state for state in DeliveryState if state is not DeliveryState.SENDING])
def test_only_what_is_being_sent_can_have_an_outcome(state):
    with pytest.raises(ValueError, match="not sending"):
        next_step(sending(state=state), Sent(), NOW, POLICY, 0.0)


def test_nothing_leads_out_of_final_states_and_only_back_to_the_start_out_of_stopped_ones():
    # What was told with a message that a silence then fits waits by itself once more.
    assert TRANSITIONS[DeliveryState.FOLDED] == {DeliveryState.DEFERRED}
    assert all(not TRANSITIONS[state] for state in FINAL - {DeliveryState.FOLDED})
    for state in STOPPED:
        assert TRANSITIONS[state] == {DeliveryState.PENDING, DeliveryState.WITHDRAWN}
    assert set(TRANSITIONS) == set(DeliveryState)


def test_sent_keeps_what_the_channel_calls_it():
    step = next_step(sending(), Sent("1700.42"), NOW, POLICY, 0.5)
    assert (step.state, step.reference) == (DeliveryState.SENT, "1700.42")


def test_a_permanent_refusal_is_dead_at_the_first_attempt_and_told_as_such():
    step = next_step(sending(), Never("404 no_such_hook"), NOW, POLICY, 0.5)
    assert (step.state, step.reason) == (DeliveryState.DEAD, "refused: 404 no_such_hook")


def test_it_gives_up_when_no_attempt_fits_into_its_age():
    old = sending(attempts=90, queued_at=NOW - timedelta(hours=71, minutes=55))
    step = next_step(old, Retry("503"), NOW, POLICY, 0.5)
    assert step.state is DeliveryState.DEAD
    assert step.reason == "gave up: no further attempt within 3 days: 503"


def test_it_gives_up_after_the_attempts_allowed():
    policy = RetryPolicy(max_attempts=3)
    assert next_step(sending(attempts=2), Retry("503"), NOW, policy, 0.5).state is DeliveryState.RETRY
    step = next_step(sending(attempts=3), Retry("503"), NOW, policy, 0.5)
    assert (step.state, step.reason) == (DeliveryState.DEAD, "gave up after 3 attempts: 503")


def test_what_may_have_arrived_is_sent_again_or_held_as_the_channel_asks():
    again = next_step(sending(), Ambiguous("timed out"), NOW, POLICY, 0.5)
    held = next_step(sending(), Ambiguous("timed out"), NOW, RetryPolicy(on_ambiguous=OnAmbiguous.HOLD), 0.5)
    assert (again.state, held.state) == (DeliveryState.RETRY, DeliveryState.HELD)
    assert held.reason == "may have arrived: timed out"


def test_what_a_dead_process_was_sending_is_due_at_once_or_held():
    freed = rescue_step(sending(), NOW, OnAmbiguous.RETRY)
    assert (freed.state, freed.due_at, freed.reason) == (DeliveryState.RETRY, NOW, INTERRUPTED)
    assert rescue_step(sending(), NOW, OnAmbiguous.HOLD).state is DeliveryState.HELD
