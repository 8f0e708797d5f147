"""Batching: what of a channel's queue is sent, held and folded, as tables and under any queue."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.notify.model import NotificationKind
from monitor.outbox.batching import (
    DeliveryPolicy,
    Fold,
    Hold,
    Past,
    Rate,
    Release,
    WaitingDelivery,
    Why,
    plan_queue,
)

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
MORNING = NOW + timedelta(hours=7)


def waiting(id_, *, kind="first", severity="high", fold=None, alert=None, age=0.0) -> WaitingDelivery:
    at = NOW - timedelta(minutes=age)
    return WaitingDelivery(
        id=id_,
        alert=alert or f"alert of {id_}",
        kind=NotificationKind(kind),
        severity=severity,
        fold=fold,
        created_at=at,
        queued_at=at,
    )


def steps(due, policy=None, past=None):
    return plan_queue(due, past or Past(), policy or DeliveryPolicy(), NOW).steps


def test_what_is_due_and_alone_goes_as_it_is():
    assert steps([waiting("a"), waiting("b")]) == ()


def quiet(now, severity):
    return None if severity == "critical" else MORNING


def test_quiet_hours_hold_all_but_what_is_critical_and_what_is_of_the_monitor_itself():
    due = [
        waiting("a"),
        waiting("b", severity="critical"),
        waiting("c", kind="notice"),
        waiting("d", severity="low"),
    ]
    (hold,) = steps(due, DeliveryPolicy(quiet_until=quiet))
    assert hold == Hold(ids=("a", "d"), until=MORNING, why=Why.QUIET, reason="quiet hours: held until 19:00")


def test_what_was_held_over_night_is_one_digest_in_the_morning():
    due = [waiting("a", fold="quiet"), waiting("b", fold="quiet"), waiting("c")]
    (fold,) = steps(due)
    assert (fold.ids, fold.why, fold.alert) == (("a", "b"), Why.QUIET, None)


def test_what_was_held_alone_is_told_by_itself():
    assert steps([waiting("a", fold="quiet")]) == (Release(ids=("a",), reason="held during quiet hours"),)


def test_further_reports_of_an_alert_are_one_update():
    due = [waiting(one, kind="update", fold="update", alert="x") for one in "abc"]
    due.append(waiting("d", kind="update", fold="update", alert="y"))
    fold, alone = steps(due)
    assert fold == Fold(ids=("a", "b", "c"), why=Why.UPDATE, reason="3 more reports", alert="x")
    assert alone == Fold(ids=("d",), why=Why.UPDATE, reason="one more report", alert="y")


def test_an_urgent_update_takes_the_reports_that_wait_along():
    due = [
        waiting("now", kind="update", alert="x"),
        waiting("later", kind="update", fold="update", alert="x"),
    ]
    (fold,) = steps(due)
    assert (set(fold.ids), fold.alert) == ({"now", "later"}, "x")


def test_a_backlog_is_folded_once_the_channel_takes_messages_again():
    due = [waiting(str(number), age=60 + number) for number in range(6)]
    assert steps(due, past=Past(failing=True)) == ()
    (fold,) = steps(due)
    assert (len(fold.ids), fold.why, fold.reason) == (6, Why.BACKLOG, "could not be told since 10:55")


def test_a_short_backlog_goes_one_by_one():
    assert steps([waiting(str(number), age=60) for number in range(3)]) == ()
    assert steps([waiting(str(number), age=5) for number in range(30)]) == ()


RATE = DeliveryPolicy(rate=Rate(count=3, per=timedelta(minutes=1)))


def ago(*seconds):
    return tuple(NOW - timedelta(seconds=one) for one in seconds)


def test_within_the_rate_nothing_is_folded():
    assert steps([waiting("a"), waiting("b")], RATE, Past(sent=ago(30))) == ()


def test_what_exceeds_the_rate_is_one_digest_and_what_is_critical_goes_alone():
    due = [waiting("grave", severity="critical"), *(waiting(str(number)) for number in range(10))]
    (fold,) = steps(due, RATE)
    assert fold.why is Why.RATE
    assert fold.ids == tuple(str(number) for number in range(1, 10))
    assert fold.reason == "more than 3 in 1 min"


def test_when_the_rate_is_used_up_nothing_goes_before_there_is_room():
    plan = plan_queue([waiting("a")], Past(sent=ago(50, 20, 10)), RATE, NOW)
    assert (plan.steps, plan.not_before) == ((), NOW + timedelta(seconds=10))


def test_two_digests_of_a_flood_are_a_minute_apart():
    due = [waiting(str(number)) for number in range(10)]
    assert steps(due, RATE, Past(flood_at=NOW - timedelta(seconds=59))) == ()
    assert len(steps(due, RATE, Past(flood_at=NOW - timedelta(seconds=60)))) == 1


# --- what people can read ---

LEGIBLE = DeliveryPolicy(legible=Rate(count=10, per=timedelta(minutes=5)))


def test_ten_messages_in_five_minutes_are_told_one_by_one():
    assert steps([waiting(str(number)) for number in range(10)], LEGIBLE) == ()


def test_of_a_burst_nine_are_told_and_the_rest_is_one_digest():
    (fold,) = steps([waiting(str(number)) for number in range(1500)], LEGIBLE)
    assert (fold.why, fold.reason) == (Why.RATE, "more than 10 in 5 min")
    assert fold.ids == tuple(str(number) for number in range(9, 1500))


def test_what_comes_after_ten_is_held_until_they_are_read_and_told_together_then():
    past = Past(sent=ago(*range(290, 280, -1)))
    (hold,) = steps([waiting("a"), waiting("b")], LEGIBLE, past)
    assert (hold.ids, hold.until, hold.why) == (("a", "b"), NOW + timedelta(seconds=10), Why.RATE)
    (fold,) = steps([waiting("a", fold="rate"), waiting("b", fold="rate"), waiting("c")], LEGIBLE)
    assert fold.ids == ("a", "b")


def test_what_was_held_alone_because_of_a_burst_is_told_by_itself():
    assert steps([waiting("a", fold="rate")], LEGIBLE) == (
        Release(ids=("a",), reason="more than 10 in 5 min"),
    )


def test_what_is_critical_waits_for_nobody_to_read():
    due = [waiting("grave", severity="critical"), waiting("a")]
    plan = plan_queue(due, Past(sent=ago(*range(20, 0, -1))), LEGIBLE, NOW)
    assert [step.ids for step in plan.steps] == [("a",)]
    assert plan.not_before is None


rows = st.builds(
    waiting,
    st.uuids().map(str),
    kind=st.sampled_from(["first", "update", "digest", "notice", "escalation"]),
    severity=st.sampled_from(["info", "high", "critical"]),
    fold=st.sampled_from([None, None, "update", "quiet", "rate"]),
    alert=st.sampled_from(["x", "y", None]),
    age=st.floats(0, 600),
)
policy = st.builds(
    DeliveryPolicy,
    rate=st.none() | st.builds(Rate, count=st.integers(1, 5), per=st.just(timedelta(minutes=1))),
    legible=st.none() | st.builds(Rate, count=st.integers(1, 5), per=st.just(timedelta(minutes=1))),
    quiet_until=st.sampled_from([None, quiet]),
)
pasts = st.builds(
    Past,
    sent=st.lists(st.integers(1, 59), max_size=6).map(lambda all_: ago(*sorted(all_, reverse=True))),
    flood_at=st.none() | st.integers(0, 200).map(lambda one: NOW - timedelta(seconds=one)),
    failing=st.booleans(),
)


@given(st.lists(rows, max_size=12, unique_by=lambda one: one.id), policy, pasts)
def test_no_delivery_is_in_two_steps_and_none_is_made_up(due, how, past):
    named = [id_ for step in steps(due, how, past) for id_ in step.ids]
    assert len(named) == len(set(named))
    assert set(named) <= {one.id for one in due}


@given(st.lists(rows, max_size=12, unique_by=lambda one: one.id), policy, pasts)
def test_digests_and_notices_are_never_folded_into_digests(due, how, past):
    own = {one.id for one in due if one.of_its_own and one.fold in {None, "rate"}}
    for step in steps(due, how, past):
        assert own.isdisjoint(step.ids)


@given(st.lists(rows, max_size=12, unique_by=lambda one: one.id), policy)
def test_what_is_left_in_the_queue_is_within_the_rate_or_waits_its_turn(due, how):
    """Planning again what is left folds nothing more."""
    plan = plan_queue(due, Past(), how, NOW)
    gone = {id_ for step in plan.steps for id_ in step.ids}
    released = {id_ for step in plan.steps if isinstance(step, Release) for id_ in step.ids}
    left = [
        replace(one, fold=None) if one.id in released else one for one in due if one.id not in gone - released
    ]
    again = plan_queue(left, Past(flood_at=NOW), how, NOW)
    assert not any(isinstance(step, Fold) and step.why is Why.RATE for step in again.steps)


def test_times_are_said_in_the_channels_zone():
    from zoneinfo import ZoneInfo

    how = DeliveryPolicy(quiet_until=quiet, zone=ZoneInfo("America/New_York"))
    (hold,) = steps([waiting("a")], how)
    assert hold.reason == "quiet hours: held until 14:00"


@pytest.mark.parametrize("kind", ["digest", "notice", "test"])
def test_what_is_of_its_own_goes_in_quiet_hours(kind):
    assert steps([waiting("a", kind=kind)], DeliveryPolicy(quiet_until=quiet)) == ()
