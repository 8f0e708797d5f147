"""The placing lock: who decides on articles and claims does so alone, and all of it or nothing is written."""

from __future__ import annotations

import threading

import pytest
from store_backends import BACKENDS, new_database
from store_rows import article_id, digest_of, intake, path_of

from monitor.store.changes import Changes
from monitor.store.store import Store


@pytest.fixture(params=BACKENDS)
def url(request, tmp_path):
    with new_database(request.param, tmp_path) as url:
        yield url


@pytest.fixture
def store(url):
    with Store.open(url) as store:
        yield store


def test_what_is_written_while_placing_is_asked_for_in_the_same_transaction(store):
    with store.placing() as placing:
        placing.apply(Changes(intakes=(intake(1),)))
        assert placing.known([digest_of(1)], []).versions[digest_of(1)].article_id == article_id(1)
        assert not store.known([digest_of(1)], []).versions
    assert store.known([], [path_of(1)]).files


def test_a_decision_that_fails_leaves_nothing(store):
    def fail():
        with store.placing() as placing:
            placing.apply(Changes(intakes=(intake(1),)))
            raise RuntimeError("a fault of ours")

    with pytest.raises(RuntimeError):
        fail()
    assert not store.known([digest_of(1)], []).versions
    with store.placing() as placing:
        placing.apply(Changes(intakes=(intake(1),)))
    assert store.known([digest_of(1)], []).versions


def test_another_process_waits_to_place_and_then_sees_what_was_decided(store, url):
    asked, entered, seen = threading.Event(), threading.Event(), []

    def place_too():
        with Store.open(url, mode="write") as beside:
            asked.set()
            with beside.placing() as placing:
                entered.set()
                seen.extend(placing.known([digest_of(1)], []).versions)

    other = threading.Thread(target=place_too)
    with store.placing() as placing:
        placing.known([digest_of(1)], [])
        other.start()
        assert asked.wait(120)
        assert not entered.wait(0.3)
        placing.apply(Changes(intakes=(intake(1),)))
    other.join(120)
    assert seen == [digest_of(1)]


def test_nothing_is_asked_of_a_placing_that_is_over(store):
    with store.placing() as placing:
        pass
    with pytest.raises(RuntimeError, match="lock is not held"):
        placing.known([digest_of(1)], [])
