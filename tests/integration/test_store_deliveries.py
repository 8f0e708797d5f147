from __future__ import annotations

import threading
from dataclasses import replace
from datetime import timedelta

import pytest
from store_rows import NOW, alert_id, intake, new_delivery, notification

from monitor.errors import StoreError
from monitor.notify.outcome import Never, Retry, Sent
from monitor.outbox.state import ERRORS_KEPT, INTERRUPTED, DeliveryState, RetryPolicy, Step, next_step
from monitor.store.deliveries import DeliveryFilter
from monitor.store.store import Store

SECOND = timedelta(seconds=1)


@pytest.fixture
def store(store_url):
    with Store.open(store_url) as store:
        yield store


def claim(store, channel="desk", now=NOW, limit=50):
    return store.claim(channel, now, limit=limit, claimed_by="test")


def finish(store, claimed, outcome, now=NOW):
    step = next_step(claimed, outcome, now, RetryPolicy(), 0.5)
    store.finish(claimed, step, now)
    return step


def test_a_claimed_delivery_is_as_it_was_planned_with_an_attempt_counted(store):
    store.record([intake(1)])
    (claimed,) = claim(store)
    assert (claimed.state, claimed.attempts, claimed.alert) == (DeliveryState.SENDING, 1, alert_id(1))
    assert claimed.notification == notification(1, claimed.id)
    assert (claimed.reason, claimed.due_at, claimed.queued_at) == ("no route: every channel", NOW, NOW)


def test_what_is_claimed_is_not_claimed_again(store):
    store.record([intake(1)])
    assert len(claim(store)) == 1
    assert claim(store) == []


def test_a_channel_claims_its_own_only_and_what_is_due_only(store):
    later = replace(intake(2), deliveries=(new_delivery(2, due_at=NOW + SECOND),))
    store.record([intake(1, "desk", "mail"), later])
    assert [one.channel for one in claim(store)] == ["desk"]
    assert store.next_due("desk") == NOW + SECOND
    assert store.next_due("mail") == NOW
    assert store.next_due("none") is None
    assert len(claim(store, now=NOW + SECOND)) == 1
    assert store.waiting() == {"mail": 1}


def test_the_longest_due_are_claimed_first(store):
    ages = {1: 5, 2: 9, 3: 1, 4: 7}
    store.record(
        [
            replace(intake(number), deliveries=(new_delivery(number, due_at=NOW - age * SECOND),))
            for number, age in ages.items()
        ]
    )
    claimed = [claim(store, limit=1)[0].alert for _ in ages]
    assert claimed == [alert_id(number) for number in (2, 4, 1, 3)]


def test_a_sent_delivery_is_never_claimed_again(store):
    store.record([intake(1)])
    (claimed,) = claim(store)
    finish(store, claimed, Sent("ts-1"))
    (sent,) = store.deliveries()
    assert (sent.state, sent.sent_at, sent.reference, sent.due_at) == (DeliveryState.SENT, NOW, "ts-1", None)
    assert claim(store, now=NOW + timedelta(days=9)) == []


def test_a_failed_delivery_waits_for_its_time_and_keeps_why(store):
    store.record([intake(1)])
    (claimed,) = claim(store)
    step = finish(store, claimed, Retry("503 busy", timedelta(seconds=30)))
    assert step.due_at == NOW + 30 * SECOND
    assert claim(store, now=NOW + 29 * SECOND) == []
    (again,) = claim(store, now=NOW + 30 * SECOND)
    assert (again.attempts, again.last_error) == (2, "503 busy")
    assert [(error.attempt, error.error) for error in again.errors] == [(1, "503 busy")]


def test_a_delivery_finished_twice_is_refused_and_keeps_its_first_end(store):
    store.record([intake(1), intake(2)])
    first, second = claim(store)
    finish(store, first, Sent())
    steps = [(one, next_step(one, Never("gone"), NOW, RetryPolicy(), 0.5)) for one in (first, second)]
    with pytest.raises(StoreError, match="1 of these"):
        store.finish_many(steps, NOW)
    counts = store.counts()["deliveries"]
    assert (counts["sent"], counts["sending"], counts["dead"]) == (1, 1, 0)


def test_a_step_that_is_not_in_the_drawing_is_refused(store):
    store.record([intake(1)])
    (claimed,) = claim(store)
    with pytest.raises(ValueError, match="cannot go from sending to pending"):
        store.finish(claimed, Step(state=DeliveryState.PENDING, reason="again", due_at=NOW), NOW)


def test_only_the_last_failures_are_kept(store):
    store.record([intake(1)])
    for attempt in range(ERRORS_KEPT + 5):
        now = NOW + attempt * timedelta(minutes=11)
        (claimed,) = claim(store, now=now)
        finish(store, claimed, Retry(f"error {attempt}"), now)
    (waiting,) = store.deliveries()
    assert len(waiting.errors) == ERRORS_KEPT
    assert waiting.last_error == waiting.errors[-1].error == f"error {ERRORS_KEPT + 4}"


def test_what_a_dead_process_was_sending_is_freed_at_the_next_start(store):
    store.record([intake(1, "desk"), intake(2, "slow")])
    claim(store, "desk")
    claim(store, "slow")
    assert store.rescue(NOW + SECOND, held_channels=["slow"]) == 2
    assert store.rescue(NOW + SECOND) == 0
    (held,) = store.deliveries(DeliveryFilter(channel="slow"))
    assert (held.state, held.reason) == (DeliveryState.HELD, INTERRUPTED)
    (again,) = claim(store, "desk", NOW + SECOND)
    assert (again.attempts, again.last_error, again.reason) == (2, INTERRUPTED, INTERRUPTED)


def test_a_person_queues_dead_deliveries_afresh(store):
    store.record([intake(1), intake(2), intake(3)])
    for claimed in claim(store):
        finish(store, claimed, Never("no such hook"))
    first, *others = [one.id for one in store.deliveries()]
    tomorrow = NOW + timedelta(days=1)
    assert [one.id for one in store.retry([first, "none"], tomorrow)] == [first]
    assert {one.id for one in store.retry(None, tomorrow)} == set(others)
    assert store.retry(None, tomorrow) == []
    again = claim(store, now=tomorrow)
    assert {(one.attempts, one.queued_at, one.last_error) for one in again} == {(1, tomorrow, "no such hook")}


def test_a_sent_delivery_cannot_be_queued_afresh(store):
    store.record([intake(1)])
    (claimed,) = claim(store)
    finish(store, claimed, Sent())
    assert store.retry([claimed.id], NOW) == []


def test_a_waiting_delivery_can_be_withdrawn_for_good(store):
    store.record([intake(1), intake(2)])
    (claimed,) = claim(store, limit=1)
    ids = [one.id for one in store.deliveries()]
    (withdrawn,) = store.withdraw(ids, "channel removed")
    assert (withdrawn.state, withdrawn.reason) == (DeliveryState.WITHDRAWN, "channel removed")
    assert withdrawn.id != claimed.id
    assert claim(store) == []
    assert store.retry(ids, NOW) == []


def test_deliveries_are_listed_newest_first_by_what_is_asked(store):
    rows = [
        replace(intake(number), deliveries=(new_delivery(number, created_at=NOW + number * SECOND),))
        for number in range(600)
    ]
    store.record(rows)
    listed = list(store.deliveries())
    assert [one.alert for one in listed] == [alert_id(number) for number in reversed(range(600))]
    assert len(list(store.deliveries(DeliveryFilter(limit=7)))) == 7
    assert [one.alert for one in store.deliveries(DeliveryFilter(alert=alert_id(5)))] == [alert_id(5)]
    assert [one.id for one in store.deliveries(DeliveryFilter(ids=[listed[9].id]))] == [listed[9].id]
    assert list(store.deliveries(DeliveryFilter(states=[DeliveryState.DEAD]))) == []


def test_many_threads_that_claim_and_record_at_once_never_share_a_delivery(store):
    store.record([intake(number) for number in range(200)])
    taken: list[str] = []

    def work(start):
        for number in range(start, start + 20):
            store.record([intake(number)])
            for claimed in claim(store, limit=7):
                taken.append(claimed.id)
                finish(store, claimed, Sent())
            store.counts()

    threads = [threading.Thread(target=work, args=(1000 * (one + 1),)) for one in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(taken) == len(set(taken))
    assert store.counts()["deliveries"]["sent"] == len(taken)
    assert len(taken) + store.counts()["deliveries"]["pending"] == 280


def test_a_claim_reads_its_index_in_order(tmp_path):
    with Store.open(f"sqlite:///{tmp_path}/monitor.db") as store, store._database.read() as connection:
        plan = connection.exec_driver_sql(
            "EXPLAIN QUERY PLAN SELECT id FROM delivery WHERE channel = ? AND due_at <= ? "
            "AND state IN (?, ?) ORDER BY due_at, created_at, id LIMIT 5",
            ("desk", 1, "pending", "retry"),
        ).all()
    steps = " ".join(str(row[3]) for row in plan)
    assert "ix_delivery_due" in steps
    assert "TEMP B-TREE" not in steps


def test_notes_are_replaced_by_key(store):
    store.note("sources", [{"path": "/drop", "watching": True}], NOW)
    store.note("sources", [{"path": "/drop", "watching": False}], NOW)
    assert store.notes() == {"sources": [{"path": "/drop", "watching": False}]}
