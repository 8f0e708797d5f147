from __future__ import annotations

import json
from dataclasses import fields
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.alert.model import Alert, AlertState, Report
from monitor.notify.model import Notification
from monitor.outbox.state import AttemptError, Delivery, DeliveryState
from monitor.rule.model import Severity
from monitor.store.codec import from_json, to_json
from monitor.store.columns import Instant, Json, Unsigned64, storable
from monitor.store.listing import alert_json, delivery_json

NOW = datetime(2026, 3, 1, 12, 30, tzinfo=UTC)
instants = st.datetimes(timezones=st.just(UTC))
st.register_type_strategy(datetime, instants)


@given(st.from_type(Notification))
def test_a_notification_comes_back_as_it_was_stored(notification):
    stored = json.loads(json.dumps(to_json(notification)))
    assert from_json(Notification, stored) == notification


@given(st.from_type(AttemptError))
def test_a_failure_comes_back_as_it_was_stored(error):
    assert from_json(AttemptError, json.loads(json.dumps(to_json(error)))) == error


@given(st.from_type(Notification))
def test_a_notification_stored_before_a_field_was_added_still_reads(notification):
    stored = to_json(notification)
    del stored["language"], stored["notes"]
    read = from_json(Notification, {**stored, "dropped_since": 1})
    assert (read.language, read.notes, read.id) == (None, (), notification.id)


def test_a_notification_that_lacks_what_it_needs_is_refused():
    with pytest.raises(KeyError):
        from_json(Notification, {"id": "d1"})


@given(st.text())
def test_text_that_no_database_keeps_is_replaced_one_for_one(text):
    kept = storable(text + "\ud800\0")
    assert len(kept) == len(text) + 2
    kept.encode("utf-8")
    assert "\0" not in kept


def test_json_keeps_offsets_when_it_replaces_a_lone_surrogate():
    assert Json().process_bind_param(["a\udc80b"], None) == '["a\ufffdb"]'


@given(instants)
def test_an_instant_is_exact_to_the_microsecond(instant):
    column = Instant()
    assert column.process_result_value(column.process_bind_param(instant, None), None) == instant


def test_an_instant_without_a_zone_is_refused():
    with pytest.raises(TypeError):
        Instant().process_bind_param(datetime(2026, 1, 1), None)  # noqa: DTZ001


@given(st.integers(0, 2**64 - 1))
def test_a_number_of_64_bits_fits_a_signed_column(number):
    column = Unsigned64()
    kept = column.process_bind_param(number, None)
    assert -(2**63) <= kept < 2**63
    assert column.process_result_value(kept, None) == number


def test_an_alert_is_listed_key_for_key_as_published():
    report = Report(article_id="x", digest="d", path="/a.txt", publisher="AP", published=None, at=NOW)
    alert = Alert(
        id="a1",
        rule="r",
        severity=Severity.HIGH,
        tags=("one",),
        state=AlertState.OPEN,
        title="t",
        opened_at=NOW,
        updated_at=NOW,
        reports=(report,),
    )
    assert alert_json(alert) == {
        "id": "a1",
        "rule": "r",
        "severity": "high",
        "tags": ["one"],
        "state": "open",
        "title": "t",
        "opened_at": "2026-03-01T12:30:00+00:00",
        "updated_at": "2026-03-01T12:30:00+00:00",
        "reports": [
            {"path": "/a.txt", "publisher": "AP", "published": None, "at": "2026-03-01T12:30:00+00:00"}
        ],
        "claim": None,
    }


@given(st.from_type(Delivery))
def test_a_delivery_is_listed_key_for_key_as_published(delivery):
    line = delivery_json(delivery)
    expected = "id alert channel kind state reason attempts last_error due_at sent_at"
    assert " ".join(line) == expected
    assert json.loads(json.dumps(line)) == line
    assert line["state"] in set(DeliveryState)
    assert {field.name for field in fields(delivery)} >= set(line)
