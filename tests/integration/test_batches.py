"""The same articles, however many come in at once, leave the same behind."""

from __future__ import annotations

import os
from datetime import datetime
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from monitor.ingest import Desk, Ingester
from monitor.rule.load import load_rules_text
from monitor.rule.ruleset import RuleSet
from monitor.source.model import Arrival, Signature
from monitor.store.schema import metadata
from monitor.store.store import Store
from monitor.testing import StillClock

RULES = """
rules:
  - id: denial
    severity: high
    when: {sentence: {all: [Kremlin, denied]}}
  - id: many
    when: Kremlin
    count: {at_least: 2, within: 1h}
  - id: ship
    when: warship
    per: [publisher]
  - id: then
    sequence: {rules: [ship, denial], within: 3h, ordered: false}
"""
CLAIMS = """
rules:
  - id: contact
    when: {contact: {status: [happened, claimed, denied]}}
    new: {per: [participants, kind], for: 7d}
  - id: plain
    when: {contact: {status: [happened, claimed]}}
"""
WIRE = (
    "The Kremlin denied on Friday that a warship had left the harbour of Sevastopol with grain from Odesa aboard.\n\n"
    "Captain Aleksei Sorokin told reporters that the ship was being painted, and that no sailor had gone ashore.\n\n"
    "Port records seen by two news agencies list eleven departures for the week, none of them of that ship.\n"
)
TEXTS = [
    f"Warship left, papers say\n\n{WIRE}",
    f"Kremlin: ship is being painted\n\n{WIRE}The ministry of trade had no comment on the matter.\n",
    "Harvest\n\nRain fell on the fields of the north, and farmers waited for the sun to come back.\n",
    f"Warship left, papers say\n\n{WIRE}",
    "Kremlin on the budget\n\nThe Kremlin said the budget of the fleet would be cut by a tenth next year.\n",
    "Trains\n\nTrains to the coast ran an hour late after a tree fell on the line near Bergen.\n",
    "The paper again\n\nA warship has left, the Daily Lantern wrote, and nobody at the Kremlin denied it in time.\n",
    f"CORRECTED: Warship left, papers say\n\n{WIRE}",
    f"KILL - Warship left, papers say\n\nPlease disregard the story. {WIRE}",
]
CONTACTS = [
    "Call\n\nPublished: 2024-10-01T09:00:00Z\n\nRussian President Vladimir Putin called US President Donald Trump, officials said.\n",
    "Call again\n\nPublished: 2024-10-01T10:00:00Z\n\nVladimir Putin and Donald Trump spoke by phone, a newspaper reported.\n",
    "No call\n\nPublished: 2024-10-01T11:00:00Z\n\nThe Kremlin denied reports that Vladimir Putin had called Donald Trump.\n",
    "Meeting\n\nPublished: 2024-10-01T12:00:00Z\n\nFrench President Emmanuel Macron met Chinese President Xi Jinping in Paris.\n",
    "It was a call\n\nPublished: 2024-10-01T13:00:00Z\n\nVladimir Putin had called Donald Trump, the White House said.\n",
]
# A batch sees all of what it reports of a claim, so a denial that comes with the first report is told with it,
# and not as an update: how a claim stood when it was told, and in what words, hangs on what came together.
# Which of the messages on one event leads hangs on that as well.
AS_TOLD = {"folded_into", "notification", "stands", "outcome", "reason", "state", "fold", "due_at"}


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    folder = tmp_path_factory.mktemp("store")
    with Store.open(f"sqlite:///{folder}/monitor.db", mode="scratch") as store:
        yield store


@pytest.fixture(scope="module")
def news(tmp_path_factory):
    return list(written(tmp_path_factory.mktemp("in"), TEXTS))


@pytest.fixture(scope="module")
def contacts(tmp_path_factory):
    return list(written(tmp_path_factory.mktemp("contacts"), CONTACTS))


def written(folder, texts):
    for number, text in enumerate(texts):
        path = folder / f"{number}.txt"
        path.write_text(text)
        os.utime(path, (1000 + number, 1000 + number))
        yield Arrival(str(path), str(folder), Signature.of(path.stat()))


def left_behind(store, rules, arrivals, cuts, *, but=()):
    """Return all that is kept of files cut into batches; a microsecond keeps deliveries in their order."""
    with store._database.write() as connection:
        for table in reversed(metadata.sorted_tables):
            connection.execute(table.delete())
    ingester = Ingester(store, RuleSet.of(load_rules_text(rules)), Desk((), ("desk", "mail")), StillClock())
    for first, last in pairwise([0, *sorted(cuts), len(arrivals)]):
        ingester.take_in(arrivals[first:last])
    with store._database.read() as connection:
        return {
            table.name: sorted(
                str({name: to_second(value) for name, value in row._mapping.items() if name not in but})
                for row in connection.execute(select(table))
            )
            for table in metadata.sorted_tables
        }


def to_second(value):
    return value.replace(microsecond=0) if isinstance(value, datetime) else value


def cuts_of(texts):
    return st.sets(st.integers(1, len(texts) - 1))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cuts=cuts_of(TEXTS))
def test_the_store_holds_the_same_however_many_articles_come_at_once(store, news, cuts):
    whole = left_behind(store, RULES, news, ())
    assert all(whole[name] for name in ("alert", "delivery", "story_member", "window_hit"))
    assert left_behind(store, RULES, news, cuts) == whole


@settings(max_examples=16, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cuts=cuts_of(CONTACTS))
def test_so_do_claims_but_for_how_they_stood_when_they_were_told(store, contacts, cuts):
    whole = left_behind(store, CLAIMS, contacts, (), but=AS_TOLD)
    assert all(whole[name] for name in ("alert", "delivery", "claim", "sighting"))
    assert left_behind(store, CLAIMS, contacts, cuts, but=AS_TOLD) == whole
