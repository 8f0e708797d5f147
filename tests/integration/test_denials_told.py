"""A denial joins the alert of its claim, is as grave as its own rule says, and waits for no digest of the claim."""

import pytest
from test_claims import CALL, DENIED, Desktop

from monitor.alert.digest_schedule import DigestConfig
from monitor.alert.route import RouteConfig, RouteWhen
from monitor.delivery.batched_queue import lines_of
from monitor.ingest import Desk, Ingester
from monitor.outbox.batching import WaitingDelivery
from monitor.rule.model import Severity

APART = """
rules:
  - id: claims
    title: "{{ summary }}"
    severity: low
    when: {contact: {status: [happened, claimed]}}
    new: {per: [participants, kind], for: 7d}
  - id: denials
    title: "{{ summary }}"
    severity: SEVERITY
    when: {denial: {official: true}}
"""


@pytest.fixture
def newsroom(tmp_path):
    """Return a desk whose rule of denials has a severity, and whose low alerts wait for a digest."""
    opened = []

    def open_with(severity):
        desk = Desktop(tmp_path, APART.replace("SEVERITY", severity))
        opened.append(desk)
        digest = DigestConfig(cron="0 7 * * *", channels=("desk",))
        low = RouteConfig(when=RouteWhen(severity=(Severity.LOW,)), digests=("morning",))
        rest = RouteConfig(channels=("desk",))
        routed = Desk((low, rest), ("desk",), digests={"morning": digest})
        desk.ingester = Ingester(desk.store, desk.rules, routed, desk.clock)
        return desk

    yield open_with
    for one in opened:
        one.store.close()


def sent(desk, rule):
    found = [one for one in desk.store.deliveries() if one.notification.rule == rule]
    return [
        (str(one.kind), one.fold, one.notification.severity, one.notification.changes[:1])
        for one in sorted(found, key=lambda one: one.created_at)
    ]


def test_a_denial_joins_the_alert_of_its_claim_though_the_rule_asks_for_none(newsroom):
    desk = newsroom("low")
    desk.take("a.txt", CALL)
    desk.take("b.txt", DENIED, "2024-11-08")
    (alert,) = desk.alerts("claims")
    assert [one.path[-5:] for one in alert.reports] == ["a.txt", "b.txt"]
    assert sent(desk, "claims")[1] == ("update", "digest:morning", "low", ("Now denied by Kremlin",))
    desk.take("c.txt", DENIED + " It said so on Friday.", "2024-11-08")
    assert len(sent(desk, "claims")) == 2


@pytest.mark.parametrize("severity", ["high", "{high: {denial: any}, else: low}"])
def test_a_grave_denial_of_a_claim_in_a_digest_is_sent_at_once(newsroom, severity):
    desk = newsroom(severity)
    desk.take("a.txt", CALL)
    desk.take("b.txt", DENIED, "2024-11-08")
    assert sorted(sent(desk, "claims"), key=str) == [
        ("first", "digest:morning", "low", ()),
        ("update", None, "high", ("Now denied by Kremlin",)),
    ]


def test_a_digest_tells_a_claim_as_it_stands_when_the_digest_is_sent(newsroom):
    desk = newsroom("high")
    desk.take("a.txt", CALL)
    desk.take("b.txt", DENIED, "2024-11-08")
    (waiting,) = [one for one in desk.store.deliveries() if one.fold]
    due = WaitingDelivery(
        id=waiting.id,
        alert=waiting.notification.alert_id,
        kind=waiting.kind,
        severity="low",
        fold=waiting.fold,
        created_at=waiting.created_at,
        queued_at=waiting.created_at,
    )
    (line,) = lines_of([due], desk.store)
    assert (line.says, line.status) == (
        "Vladimir Putin and Donald Trump: call, according to officials",
        "Denied by Kremlin",
    )
    assert line.quote == CALL


def test_a_corrected_version_shows_the_words_before_and_after(newsroom):
    desk = newsroom("low")
    text = "Vladimir Putin called Donald Trump {} times last year, officials said."
    desk.take("a.txt", text.format("seven"))
    desk.take("a.txt", text.format("two"))
    (update,) = [one for one in desk.store.deliveries() if str(one.kind) == "update"]
    assert "Correction: “two times”, not “seven times”" in update.notification.changes
    assert f"before: “{text.format('seven')}”" in update.notification.changes


ASKED = """
rules:
  - id: claims
    title: "{{ summary }}"
    severity: {medium: {contact: {kind: visit}}, else: low}
    when: {contact: {status: [happened, claimed, denied]}}
    new: {per: [participants, kind], for: 7d}
  - id: denials
    title: "{{ summary }}"
    severity: {high: {denial: any}, else: low}
    when: {denial: {official: true}}
"""


def test_so_it_is_for_those_who_hear_of_the_claim_alone_by_a_rule_that_grades_by_conditions(
    newsroom, monkeypatch
):
    monkeypatch.setattr(f"{__name__}.APART", ASKED)
    desk = newsroom("")
    digest = DigestConfig(cron="0 7 * * *", channels=("desk",))
    denials = RouteConfig(when=RouteWhen(rules=("denials",)), channels=("mail",))
    low = RouteConfig(when=RouteWhen(severity=(Severity.LOW,)), digests=("morning",))
    routed = Desk(
        (denials, low, RouteConfig(channels=("desk",))), ("desk", "mail"), digests={"morning": digest}
    )
    desk.ingester = Ingester(desk.store, desk.rules, routed, desk.clock)
    desk.take("a.txt", CALL)
    desk.take("b.txt", DENIED, "2024-11-08")
    assert sorted(sent(desk, "claims"), key=str) == [
        ("first", "digest:morning", "low", ()),
        ("update", None, "high", ("Now denied by Kremlin",)),
    ]


def test_a_draft_that_finds_the_denial_tells_nobody(newsroom, monkeypatch):
    monkeypatch.setattr(f"{__name__}.APART", APART + "    status: draft\n")
    desk = newsroom("critical")
    desk.take("a.txt", CALL)
    desk.take("b.txt", DENIED, "2024-11-08")
    assert [one[0] for one in sent(desk, "claims")] == ["first"]
    (alert,) = desk.alerts("claims")
    assert [one.path[-5:] for one in alert.reports] == ["a.txt"]
