"""Stories told once: copies join, a correction is told at once, a kill withdraws, a denial finds its story."""

from __future__ import annotations

from datetime import timedelta

import pytest

from monitor.alert.digest_schedule import DigestConfig
from monitor.alert.route import RouteConfig
from monitor.alert.silence import Matcher, Silence
from monitor.ingest import Desk, Ingester
from monitor.rule.load import load_rules_text
from monitor.rule.ruleset import RuleSet
from monitor.store.store import Store
from monitor.testing import StillClock
from tests.integration.test_claims import arrival

RULES = """
rules:
  - id: fire
    title: "{{ article.title }}"
    when: {any: ["depot fire", "fire at the depot"]}
  - id: denial
    title: "Denied by {{ by }}"
    when: {denial: {official: true}}
"""
FIRE = """A fire at the depot of Varnel burned for nine hours on Tuesday, destroying 40,000 tonnes of grain, the
regional governor Milan Hostak said.

The blaze began shortly after midnight in the northern silo and spread to the rail yard, where 12 wagons were lost.

“We have not seen anything like it since the war,” Hostak told reporters beside the smoking tracks.

Firefighters from three districts were called in. Two of them were treated for smoke.
"""


class Wire:
    """A folder, a store and an ingester; articles are dropped as agencies send them."""

    def __init__(self, folder):
        self.inbox = folder / "in"
        self.inbox.mkdir()
        self.clock = StillClock()
        self.store = Store.open(f"sqlite:///{folder}/monitor.db")
        self.use(Desk((), ("desk",)))

    def use(self, desk, rules=RULES):
        """Tell *desk* from now on, by *rules*."""
        rules = RuleSet(load_rules_text(rules).rules)
        self.ingester = Ingester(self.store, rules, desk, self.clock)

    def send(self, name, title, text, publisher="AFP"):
        path = self.inbox / name
        path.write_text(f"{title}\n\n2024-10-09\n\nBy [{publisher}](#)\n\n{text}\n", encoding="utf-8")
        self.clock.advance(timedelta(minutes=1))
        self.ingester.take_in([arrival(path)])

    def told(self, rule):
        sent = [one for one in self.store.deliveries() if one.notification.rule == rule]
        sent.sort(key=lambda one: (one.created_at, one.kind))
        return [(str(one.kind), str(one.state), one.notification.changes) for one in sent]


@pytest.fixture
def wire(tmp_path):
    opened = Wire(tmp_path)
    yield opened
    opened.store.close()


def test_a_copy_in_another_outlet_joins_and_waits_to_be_told_with_others(wire):
    wire.send("a.txt", "Fire destroys grain at Varnel", FIRE)
    wire.send("b.txt", "Grain lost in Varnel blaze", FIRE.split("\n\n“", maxsplit=1)[0], publisher="Reuters")
    (alert,) = wire.store.list_alerts(rule="fire")
    assert [one.publisher for one in alert.reports] == ["AFP", "Reuters"]
    assert [(kind, state) for kind, state, _ in wire.told("fire")] == [
        ("first", "pending"),
        ("update", "deferred"),
    ]


def test_a_correction_by_the_agency_is_told_at_once(wire):
    wire.send("a.txt", "Fire destroys grain at Varnel", FIRE)
    wire.send("b.txt", "CORRECTED - Fire destroys grain at Varnel", FIRE.replace("40,000", "4,000"))
    assert wire.told("fire")[1] == (
        "update",
        "pending",
        ("Correction by AFP", "“CORRECTED - Fire destroys grain at Varnel”"),
    )


def test_a_correction_of_a_claim_is_told_at_once_too(wire):
    rules = """
rules:
  - id: contact
    title: They spoke
    when: {contact: {status: [happened, claimed]}}
    new: {per: [participants, kind], for: 7d}
"""
    wire.use(Desk((), ("desk",)), rules)
    text = "Kenyan President William Ruto called Ugandan President Yoweri Museveni for 20 minutes, his office said."
    wire.send("a.txt", "Ruto calls Museveni over border", text)
    wire.send("b.txt", "CORRECTED-Ruto calls Museveni over border", text.replace("20", "30"))
    kind, state, changes = wire.told("contact")[1]
    assert (kind, state) == ("update", "pending")
    assert changes[:2] == ("Correction by AFP", "“CORRECTED-Ruto calls Museveni over border”")


def test_a_kill_of_a_story_that_it_calls_by_slug_and_headline_is_told(wire):
    wire.send("a.txt", "Fire destroys grain at Varnel", FIRE)
    kill = "Please kill the story slugged Hostak-province-emergency-services, headlined “Fire destroys grain at Varnel”, sent on Wednesday morning by the Lutetia bureau. It was sent in error."
    wire.send("b.txt", "KILL: depot story", kill)
    assert wire.told("fire")[1][2] == ("Withdrawn by AFP", "“KILL: depot story”")


def test_a_kill_is_told_at_once_to_whoever_heard_and_opens_nothing(wire):
    wire.send("a.txt", "Fire destroys grain at Varnel", FIRE)
    kill = "Please kill the story headlined “Fire destroys grain at Varnel” about a fire at the depot. It was sent in error."
    wire.send("b.txt", "KILL - Fire destroys grain at Varnel", kill)
    (alert,) = wire.store.list_alerts(rule="fire")
    assert len(alert.reports) == 1
    (first, update) = wire.told("fire")
    assert first[0] == "first"
    assert update == ("update", "pending", ("Withdrawn by AFP", "“KILL - Fire destroys grain at Varnel”"))


def test_a_kill_calls_off_the_escalation_of_what_it_kills(wire):
    wire.use(
        Desk((), ("desk",)),
        RULES.replace("    when: {any:", "    escalate: {after: 15m, to: [desk]}\n    when: {any:"),
    )
    wire.send("a.txt", "Fire destroys grain at Varnel", FIRE)
    assert ("escalation", "pending", ("Nobody has acknowledged for 15 minutes",)) in wire.told("fire")
    wire.send(
        "b.txt",
        "KILL - Fire destroys grain at Varnel",
        "Please kill the story headlined “Fire destroys grain at Varnel” about a fire at the depot.",
    )
    states = {kind: state for kind, state, _ in wire.told("fire")}
    assert states == {"first": "pending", "update": "pending", "escalation": "withdrawn"}


def test_a_kill_of_what_waits_for_a_digest_stands_in_that_digest(wire):
    morning = DigestConfig(cron="0 7 * * *", channels=("desk",))
    routes = (RouteConfig(digests=("morning",)),)
    wire.use(Desk(routes, ("desk",), {"morning": morning}))
    wire.send("a.txt", "Fire destroys grain at Varnel", FIRE)
    kill = "Please kill the story headlined “Fire destroys grain at Varnel” about a fire at the depot. It was sent in error."
    wire.send("b.txt", "KILL - Fire destroys grain at Varnel", kill)
    assert [one[:2] for one in wire.told("fire")] == [("first", "deferred"), ("update", "deferred")]
    (first, update) = sorted(wire.store.deliveries(), key=lambda one: str(one.kind))
    assert (first.fold, first.due_at) == (update.fold, update.due_at)
    assert update.reason == "told of this alert in the digest morning"


def test_a_kill_is_told_under_a_silence_too(wire):
    wire.send("a.txt", "Fire destroys grain at Varnel", FIRE)
    now = wire.clock.now()
    quiet = Silence(
        id="s",
        matcher=Matcher(rules=("fire",)),
        starts_at=now,
        ends_at=now + timedelta(days=1),
        author="Ana",
        comment="",
        created_at=now,
    )
    wire.store.add_silence(quiet)
    kill = "Please kill the story headlined “Fire destroys grain at Varnel”. It was sent in error."
    wire.send("b.txt", "KILL - Fire destroys grain at Varnel", kill)
    assert [(kind, state) for kind, state, _ in wire.told("fire")][1:] == [("update", "pending")]


def test_a_denial_of_no_contact_names_the_story_it_answers(wire):
    accident = "Inspectors at the Selm nuclear plant falsified cooling records for six years, the Tribune newspaper said."
    wire.send("a.txt", "Selm plant falsified cooling records, paper says", accident * 2, publisher="Tribune")
    wire.send(
        "b.txt",
        "Ministry on Selm",
        "The Energy Ministry denied a report that inspectors at the Selm nuclear plant falsified cooling records.",
    )
    (delivery,) = [one for one in wire.store.deliveries() if one.notification.rule == "denial"]
    (note,) = [one for one in delivery.notification.notes if one.startswith("Answers")]
    assert "Selm plant falsified cooling records, paper says" in note
