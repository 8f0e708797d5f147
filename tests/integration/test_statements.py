"""How often a batch asks the database: in one transaction, and as often for fifty articles as for one."""

from __future__ import annotations

import os

import pytest
from sqlalchemy import event
from store_backends import BACKENDS, new_database

from monitor.ingest import Desk, Ingester
from monitor.rule.load import load_rules_text
from monitor.rule.ruleset import RuleSet
from monitor.source.model import Arrival, Signature
from monitor.store.store import Store
from monitor.testing import StillClock

RULES = """
rules:
  - id: denial
    when: {sentence: {all: [Kremlin, denied]}}
"""
CONTACTS = """
rules:
  - id: contact
    when: {contact: {status: [happened, claimed, denied]}}
    new: {per: [participants, kind], for: 7d}
"""
COUNTED = """
rules:
  - id: many
    when: Kremlin
    count: {at_least: 3, within: 1h}
"""
PLAIN = "Harbour report {n}\n\nThe ferry Albatros {m} left the harbour on time with {m} guests and a cargo of salt.\n"
DENIED = "Kremlin on report {n}\n\nThe Kremlin denied report {m} about the missing freighter Borealis{m} and its crew.\n"
CALLED = "Leaders {n}\n\nVladimir Putin called Donald Trump on Monday, the newspaper Lantern{m} said.\n"
SIZES = [1, 50]


class Counter:
    """Counts the statements and transactions of a store; that by which a transaction begins is none."""

    def __init__(self, store):
        self.statements, self.transactions = [], 0
        access = store._database.access
        for engine in (access.reader, access.writer):
            event.listen(engine, "before_cursor_execute", self._executed)
            event.listen(engine, "begin", self._began)

    def _executed(self, connection, cursor, statement, *rest):
        if "advisory" not in statement and not statement.startswith("BEGIN"):
            self.statements.append(statement)

    def _began(self, connection):
        # A single question is asked outside of any transaction.
        options = connection.get_execution_options()
        self.transactions += not ({"monitor_no_begin", "isolation_level"} & options.keys())


@pytest.fixture(params=BACKENDS)
def store(request, tmp_path):
    with new_database(request.param, tmp_path) as url, Store.open(url) as opened:
        yield opened


def arrivals(folder, text, count, first=0):
    for number in range(first, first + count):
        path = folder / f"{number}.txt"
        path.write_text(text.format(n=number, m=number * 7919 % 99991))
        yield Arrival(os.fspath(path), os.fspath(folder), Signature.of(path.stat()))


def taken(store, folder, rules, text, count, *, before=0):
    """Return what it takes to take *count* articles in, after *before* like them."""
    ingester = Ingester(store, RuleSet.of(load_rules_text(rules)), Desk((), ("desk", "mail")), StillClock())
    for one in arrivals(folder, text, before):
        ingester.take_in([one])
    counter = Counter(store)
    assert ingester.take_in(list(arrivals(folder, text, count, before))).counts == {"new": count}
    return counter


@pytest.mark.parametrize("count", SIZES)
@pytest.mark.parametrize("rules", [RULES, CONTACTS])
def test_articles_that_no_rule_holds_for_take_six_statements(store, tmp_path, rules, count):
    counter = taken(store, tmp_path, rules, PLAIN, count)
    assert len(counter.statements) <= 6
    assert counter.transactions <= 1


@pytest.mark.parametrize("count", SIZES)
def test_so_they_do_beside_rules_that_count_once_these_are_known_to_be_watched(store, tmp_path, count):
    counter = taken(store, tmp_path, COUNTED, PLAIN, count, before=1)
    assert len(counter.statements) <= 6
    assert counter.transactions <= 1


@pytest.mark.parametrize("before", [0, 1])
@pytest.mark.parametrize("count", SIZES)
def test_what_is_told_takes_one_more_for_each_table_it_is_kept_in_and_five_questions(
    store, tmp_path, count, before
):
    counter = taken(store, tmp_path, RULES, DENIED, count, before=before)
    assert len(counter.statements) <= 15
    assert counter.transactions <= 1


@pytest.mark.parametrize("count", SIZES)
def test_claims_take_more_and_no_more_for_fifty(store, tmp_path, count):
    contacts = taken(store, tmp_path, CONTACTS, CALLED, count)
    assert len(contacts.statements) <= 25
    assert contacts.transactions <= 1


@pytest.mark.parametrize("count", SIZES)
def test_counts_take_more_and_no_more_for_fifty(store, tmp_path, count):
    counted = taken(store, tmp_path, COUNTED, DENIED, count, before=1)
    assert len(counted.statements) <= 22
    assert counted.transactions <= 1


def test_a_file_that_only_moved_is_not_evaluated_again(store, tmp_path):
    rules = RuleSet.of(load_rules_text(RULES))
    ingester = Ingester(store, rules, Desk((), ("desk",)), StillClock())
    (one,) = arrivals(tmp_path, DENIED, 1)
    ingester.take_in([one])
    os.rename(one.path, tmp_path / "moved.txt")
    (moved,) = [Arrival(str(tmp_path / "moved.txt"), str(tmp_path), one.signature)]
    counter = Counter(store)
    assert ingester.take_in([moved]).counts == {"moved": 1}
    assert counter.transactions <= 1
    assert len(counter.statements) <= 6


def test_only_what_bears_on_others_waits_for_the_placing_lock(store, tmp_path, monkeypatch):
    ingester = Ingester(store, RuleSet.of(load_rules_text(RULES)), Desk((), ("desk",)), StillClock())
    locked, placing = [], store.placing

    def noting():
        locked.append(True)
        return placing()

    monkeypatch.setattr(store, "placing", noting)

    def took_the_lock(text):
        locked.clear()
        ingester.take_in(list(arrivals(tmp_path, text, 1)))
        return bool(locked)

    assert not took_the_lock(PLAIN)
    assert took_the_lock(PLAIN.replace("salt", "sugar"))  # another version
    assert took_the_lock(DENIED)
