"""Rules that count, from dropped files to what channels are told: real folder, real store."""

from __future__ import annotations

import os
from datetime import timedelta
from itertools import count

import pytest

from monitor.alert.dispatch import Desk
from monitor.ingest import Ingester
from monitor.rule.load import load_rules_text
from monitor.rule.ruleset import RuleSet
from monitor.source.model import Arrival, Signature
from monitor.store.store import Store
from monitor.testing import StillClock

RULES = """
rules:
  - id: many
    title: Many calls
    when: telephone
    count: {at_least: 3, within: 1h}
  - id: claim
    when: {contact: {status: [happened, claimed]}}
  - id: denial
    when: {denial: {official: true}}
  - id: denied-claim
    title: "{{ participants }}: claimed, then denied"
    sequence: {rules: [claim, denial], within: 72h, per: participants}
"""
CALL = "Russian President Vladimir Putin called US President Donald Trump, officials said."
DENIED = "The Kremlin denied reports that Vladimir Putin had called Donald Trump."


class Desktop:
    def __init__(self, folder, url):
        self.folder = folder
        self.url = url
        self.clock = StillClock()
        self.numbers = count()
        self.open()

    def open(self):
        self.store = Store.open(self.url)
        rules = RuleSet(load_rules_text(RULES).rules)
        self.ingester = Ingester(self.store, rules, Desk(channels=("desk",)), self.clock)

    def restart(self):
        self.store.close()
        self.open()

    def drop(self, name, text):
        path = self.folder / name
        path.write_text(text, encoding="utf-8")
        return Arrival(os.fspath(path), os.fspath(self.folder), Signature.of(os.stat(path)))

    def take(self, *texts):
        self.ingester.take_in([self.drop(f"{next(self.numbers)}.txt", one) for one in texts])
        self.clock.advance(timedelta(minutes=1))

    def told(self, rule):
        found = sorted(self.store.deliveries(), key=lambda one: one.created_at)
        return [str(one.kind) for one in found if one.notification.rule == rule]


@pytest.fixture
def desk(tmp_path, store_url):
    desktop = Desktop(tmp_path, store_url)
    yield desktop
    desktop.store.close()


WORDS = ("tanks", "wheat", "gas", "ports", "loans")


def news_of(word):
    return f"A {word} dispute\n\nMinisters discussed {word} by telephone, and {word} prices rose at once.\n"


def test_three_articles_are_one_alert_with_three_reports_whatever_restarts(desk):
    for word in WORDS[:2]:
        desk.take(news_of(word))
        desk.restart()
    assert desk.store.list_alerts() == []
    assert [row.outcome for rows in desk.store.matches(_ids(desk)).values() for row in rows] == [
        "counted"
    ] * 2
    desk.take(news_of(WORDS[2]))
    desk.restart()
    desk.take(news_of(WORDS[3]), news_of(WORDS[4]))
    (alert,) = desk.store.list_alerts()
    assert len(alert.reports) == 5
    (first,) = [one for one in desk.store.deliveries() if one.kind == "first"]
    assert first.notification.notes[0] == "3 of 3 within 1 hour"
    assert len(first.notification.notes) == 3
    assert desk.told("many")[0] == "first"
    assert set(desk.told("many")[1:]) <= {"update"}


def test_a_batch_is_one_alert(desk):
    desk.take(*map(news_of, WORDS))
    (alert,) = desk.store.list_alerts()
    assert len(alert.reports) == 5


def test_a_claim_and_its_denial_are_told_as_a_sequence_beside_their_own_rules(desk):
    desk.take(f"A call\n\n{CALL}\n")
    desk.take(f"A denial\n\n{DENIED}\n")
    (alert,) = desk.store.list_alerts(rule="denied-claim")
    assert alert.title == "Vladimir Putin and Donald Trump: claimed, then denied"
    assert len(alert.reports) == 2
    assert desk.told("denied-claim") == ["first"]
    assert "first" in desk.told("claim")


def test_the_same_files_again_change_nothing(desk):
    files = [desk.drop(f"{word}.txt", news_of(word)) for word in WORDS]
    desk.ingester.take_in(files[:4])
    before = (desk.store.counts(), desk.store.list_alerts())
    desk.ingester.take_in(files[:4])
    assert (desk.store.counts(), desk.store.list_alerts()) == before


def _ids(desk):
    with desk.store._database.read() as connection:
        return [row[0] for row in connection.exec_driver_sql("SELECT id FROM article")]
