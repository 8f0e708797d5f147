from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select, text
from store_rows import (
    NOW,
    alert_id,
    alert_row,
    article_id,
    article_row,
    digest_of,
    file_row,
    intake,
    match_row,
    path_of,
    report_row,
    version_row,
)

from monitor.alert.model import AlertState
from monitor.errors import StoreError
from monitor.outbox.state import RetryPolicy, Sent, next_step
from monitor.store.records import FileState, Intake, KnownVersion
from monitor.store.schema import metadata
from monitor.store.store import Store

LATER = NOW + timedelta(minutes=5)


@pytest.fixture
def store(store_url):
    with Store.open(store_url) as store:
        yield store


def everything(store):
    with store._database.read() as connection:
        tables = metadata.tables.items()
        return {name: sorted(map(repr, connection.execute(select(table)))) for name, table in tables}


def test_what_was_recorded_is_found_again_as_it_was(store):
    store.record([intake(1), intake(2)])
    assert store.known_files("/drop/a") == {f"{n}.txt": file_row(n).fingerprint for n in (1, 2)}
    assert store.known_folders("/drop") == {"/drop/a"}
    assert store.files_at([path_of(1), "/none"]) == {path_of(1): file_row(1)}
    assert store.files_with_digests([digest_of(2)]) == [file_row(2)]
    assert store.articles([article_id(1)]) == {article_id(1): article_row(1)}
    assert store.matches([article_id(1)]) == {article_id(1): [match_row(1)]}
    known = KnownVersion(article_id=article_id(1), version=1, path=path_of(1))
    assert store.known([digest_of(1), "none"], []).versions == {digest_of(1): known}


def test_recording_the_same_again_changes_nothing(store):
    batch = [intake(number, "desk", "mail") for number in range(5)]
    store.record(batch)
    before = everything(store)
    store.record(batch)
    store.record(batch[:2])
    assert everything(store) == before


def test_recording_again_does_not_set_back_a_delivery_or_reopen_an_alert(store):
    store.record([intake(1)])
    (claimed,) = store.claim("desk", NOW, limit=9, claimed_by="t")
    store.finish(claimed, next_step(claimed, Sent(), NOW, RetryPolicy(), 0.0), NOW)
    with store._database.write() as connection:
        connection.execute(text("UPDATE alert SET state = 'resolved'"))
    store.record([intake(1)])
    assert store.counts()["deliveries"]["sent"] == 1
    assert store.alert(alert_id(1)).state is AlertState.RESOLVED


def test_a_batch_that_fails_leaves_nothing_behind(store):
    orphan = replace(intake(2), alerts=())
    with pytest.raises(StoreError, match=r"(?i)foreign key"):
        store.record([intake(1), orphan])
    assert store.counts()["articles"]["taken_in"] == 0
    assert store.known([digest_of(1)], []).versions == {}


def test_a_correction_is_a_version_of_the_same_article_and_joins_its_alert(store):
    store.record([intake(1)])
    correction = Intake(
        file=file_row(1, 2),
        article=article_row(1, 2, title="Corrected", updated_at=LATER),
        version=version_row(1, 2),
        reports=(report_row(1, 2, at=LATER),),
    )
    store.record([correction])
    articles = store.counts()["articles"]
    assert (articles["taken_in"], articles["distinct"], articles["corrections"]) == (1, 1, 1)
    assert store.articles([article_id(1)])[article_id(1)].title == "Corrected"
    alert = store.alert(alert_id(1))
    assert [report.digest for report in alert.reports] == [digest_of(1), digest_of(1, 2)]
    assert (alert.opened_at, alert.updated_at) == (NOW, LATER)
    assert store.files_at([path_of(1)])[path_of(1)].digest == digest_of(1, 2)


def test_an_older_version_recorded_late_does_not_undo_the_newer(store):
    newer = replace(intake(1), article=article_row(1, 2), version=version_row(1, 2), file=file_row(1, 2))
    store.record([newer])
    store.record([Intake(file=file_row(1, 2), article=article_row(1), version=version_row(1))])
    assert store.articles([article_id(1)])[article_id(1)].version == 2


def test_a_file_that_moved_is_not_counted_twice(store):
    store.record([intake(1)])
    moved = file_row(1, path="/drop/b/1.txt", folder="/drop/b")
    store.record([Intake(file=moved, moved_from=path_of(1))])
    assert store.counts()["articles"]["taken_in"] == 1
    assert store.known_files("/drop/a") == {}
    assert set(store.known_files("/drop/b")) == {"1.txt"}
    assert store.articles([article_id(1)])[article_id(1)].path == "/drop/b/1.txt"


def test_a_path_left_and_taken_again_within_a_batch_holds_the_last_file(store):
    store.record([intake(1)])
    moved = Intake(file=file_row(1, path="/drop/a/old.txt", name="old.txt"), moved_from=path_of(1))
    comes = replace(intake(2), file=file_row(2, path=path_of(1), name="1.txt"))
    goes = Intake(file=file_row(2, path="/drop/a/new.txt", name="new.txt"), moved_from=path_of(1))
    store.record([moved, comes, goes])
    assert {name: row[1] for name, row in store.known_files("/drop/a").items()} == {
        "old.txt": 1,
        "new.txt": 2,
    }


def test_repeats_and_unreadable_files_are_counted_apart_and_add_up(store):
    repeat = file_row(
        1, path="/drop/a/copy.txt", name="copy.txt", state=FileState.REPEAT, reason="same as 1.txt"
    )
    broken = file_row(
        9,
        path="/drop/a/x.txt",
        name="x.txt",
        state=FileState.UNREADABLE,
        reason="holds no text",
        article_id=None,
    )
    store.record([intake(1), Intake(file=repeat), Intake(file=broken)])
    articles = store.counts()["articles"]
    assert articles == {"taken_in": 2, "distinct": 1, "repeated": 1, "corrections": 0, "unreadable": 1}
    assert store.unreadable_files() == [broken]


def test_text_that_no_database_keeps_does_not_lose_the_batch(store):
    odd = replace(
        intake(1),
        article=article_row(1, title="a\ud800b\0c"),
        matches=(match_row(1, evidence=[{"field": "text", "start": 0, "end": 2, "text": "\udc80\0"}]),),
    )
    store.record([odd])
    assert store.articles([article_id(1)])[article_id(1)].title == "a\ufffdb\ufffdc"
    ((match,),) = store.matches([article_id(1)]).values()
    assert len(match.evidence[0]["text"]) == 2


def test_an_inode_of_64_bits_is_kept(store):
    store.record([replace(intake(1), file=file_row(1, inode=2**64 - 1))])
    assert store.known_files("/drop/a")["1.txt"][1] == 2**64 - 1


def test_alerts_are_listed_last_updated_first_and_by_state_and_rule(store):
    store.record([intake(1), intake(2), intake(3)])
    resolved = alert_row(4, state=AlertState.RESOLVED, rule="leader-contact", updated_at=LATER)
    store.record([replace(intake(4), alerts=(resolved,), deliveries=())])
    assert [one.id for one in store.list_alerts(limit=1)] == [alert_id(4)]
    assert len(store.list_alerts(states=[AlertState.OPEN])) == 3
    assert [one.id for one in store.list_alerts(rule="leader-contact")] == [alert_id(4)]
    assert store.counts()["alerts"] == {"open": 3, "acknowledged": 0, "resolved": 1}
    assert store.alert("none") is None


def test_thousands_of_keys_can_be_asked_for_at_once(store):
    store.record([intake(number) for number in range(1200)])
    assert len(store.known([digest_of(number) for number in range(3000)], []).versions) == 1200
    assert len(store.alerts([alert_id(number) for number in range(1200)])) == 1200


@pytest.mark.parametrize(
    "broken",
    [
        "UPDATE delivery SET state = 'lost'",
        "UPDATE delivery SET state = 'sent'",
        "UPDATE delivery SET state = 'sending', attempts = 1",
        "UPDATE delivery SET due_at = NULL",
        "UPDATE delivery SET state = 'dead', due_at = NULL, reason = ''",
        "UPDATE delivery SET state = 'retry'",
        "UPDATE delivery SET attempts = -1",
        "UPDATE alert SET state = 'ignored'",
        "UPDATE source_file SET state = 'gone'",
        "UPDATE source_file SET digest = NULL",
        "UPDATE source_file SET state = 'unreadable'",
        "UPDATE article SET version = 0",
    ],
)
def test_the_database_refuses_a_state_that_the_drawing_does_not_know(store, broken):
    store.record([intake(1)])
    with pytest.raises(StoreError, match=r"(?i)check"), store._database.write() as connection:
        connection.execute(text(broken))


def test_what_would_be_told_by_a_delivery_that_was_given_up_is_told_by_itself(store):
    """The message that was to carry it is left as it is: nobody would ever hear of the alert."""
    first, second = intake(1), intake(2)
    store.record([first])
    (message,) = first.deliveries
    store.withdraw([message.id], "channel removed")
    (new,) = second.deliveries
    joined = replace(second, deliveries=(message, replace(new, joined_to=message.id)))
    store.record([joined])
    assert [one.id for one in store.claim("desk", NOW, limit=9, claimed_by="t")] == [new.id]
    before = everything(store)
    store.record([joined])
    assert everything(store) == before


def test_what_is_told_by_a_delivery_of_the_same_intake_waits_for_none(store):
    first, second = intake(1), intake(2)
    (message,), (new,) = first.deliveries, second.deliveries
    store.record([first, replace(second, deliveries=(replace(new, joined_to=message.id),))])
    assert [one.id for one in store.claim("desk", NOW, limit=9, claimed_by="t")] == [message.id]
