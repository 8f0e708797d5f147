"""Rules that tell when nothing comes: real store, real routes, a clock that is set by hand."""

from __future__ import annotations

import pytest
from window_desk import DAY, HOUR, NOON, Piece, WindowDesk, later

from monitor.alert.dispatch import Desk
from monitor.alert.model import AlertState
from monitor.alert.plan import Standing
from monitor.alert.route import RouteConfig
from monitor.alert.silence import Matcher, Silence
from monitor.ingest.absent import tell_silences
from monitor.notify.mail_html import mail_html
from monitor.notify.plain_text import plain_text
from monitor.notify.presentation import word
from monitor.notify.slack_form import slack_payload
from monitor.outbox.state import DeliveryState
from tests.unit.notify.slack_limits import slack_faults

RULES = """
rules:
  - id: silent
    title: The feed fell silent
    severity: high
    when: {publisher: [TASS, AP]}
    absent: {for: 24h, per: publisher}
    escalate: {after: 15m, to: [boss]}
"""
ALL = RULES.replace(", per: publisher", "")
DESK = Desk(channels=("desk", "boss"), routes=(RouteConfig(channels=["desk"]),))


@pytest.fixture
def open_desk(store_url):
    desks = []

    def make(rules=RULES):
        desks.append(WindowDesk(store_url, rules))
        desks[-1].now = NOON
        return desks[-1]

    yield make
    for one in desks:
        one.store.close()


def tick(desk, hours, up_since=NOON):
    desk.now = NOON + hours * HOUR
    return tell_silences(desk.store, desk.rules.rules, DESK, desk.now, up_since)


def told(desk):
    found = sorted(desk.store.deliveries(), key=lambda one: (one.created_at, one.channel))
    return [(one.channel, str(one.kind), str(one.state), one.notification.title) for one in found]


def test_a_feed_that_fell_silent_is_told_once_and_once_that_it_reports_again(open_desk):
    desk = open_desk()
    tick(desk, 0)
    desk.take(Piece(0, publisher="TASS"), Piece(0, publisher="AP"))
    assert tick(desk, 23) == frozenset()
    desk.take(Piece(23 * 60, publisher="AP"))
    assert tick(desk, 24) == {"desk", "boss"}
    for hours in (25, 30, 40):
        desk.restart()
        assert tick(desk, hours) == frozenset()
    (alert,) = desk.store.list_alerts()
    assert (alert.rule, alert.state, alert.reports) == ("silent", AlertState.OPEN, ())
    desk.take(Piece(41 * 60, publisher="TASS"), Piece(41 * 60, publisher="AP"))
    assert tick(desk, 41) == {"desk"}
    assert tick(desk, 42) == frozenset()
    assert told(desk) == [
        ("boss", "escalation", "withdrawn", "The feed fell silent: TASS"),
        ("desk", "first", "pending", "The feed fell silent: TASS"),
        ("desk", "update", "pending", "The feed fell silent: TASS"),
    ]
    (alert,) = desk.store.list_alerts()
    assert alert.state is AlertState.RESOLVED
    assert [str(one.kind) for one in desk.store.steps([alert.id])[alert.id]] == ["opened", "resolved"]


def test_a_feed_may_fall_silent_again(open_desk):
    desk = open_desk(ALL)
    tick(desk, 0)
    for start in (0, 30, 60):
        desk.now = NOON + start * HOUR
        desk.take(Piece(start * 60, publisher="TASS"))
        tick(desk, start)
        tick(desk, start + 25)
    assert [str(one.state) for one in desk.store.list_alerts()] == ["open", "resolved", "resolved"]


def test_what_was_never_heard_is_silent_from_when_the_rule_began(open_desk):
    desk = open_desk(ALL)
    tick(desk, 5)
    assert tick(desk, 28) == frozenset()
    assert tick(desk, 29) == {"desk", "boss"}
    assert tick(desk, 60) == frozenset()
    said = next(one.notification.says for one in desk.store.deliveries() if one.channel == "desk")
    assert said == "Nothing for 1 day; nothing was heard since the rule began, 1 Mar 2026, 17:00 UTC"


def test_after_days_off_the_backlog_is_taken_in_before_anything_is_told(open_desk):
    desk = open_desk(ALL)
    tick(desk, 0)
    desk.take(Piece(0, publisher="TASS"))
    started = NOON + 3 * DAY
    assert tick(desk, 72, up_since=started) == frozenset()
    desk.take(Piece(71 * 60, publisher="TASS"))
    assert tick(desk, 73, up_since=started) == frozenset()


def test_an_archive_that_comes_in_and_a_repeat_are_no_signs_of_life(open_desk):
    desk = open_desk(ALL)
    tick(desk, 0)
    first = Piece(0, publisher="TASS")
    desk.take(first)
    desk.now = NOON + 23 * HOUR
    desk.take(Piece(-90 * 24 * 60, publisher="TASS"), later(first, standing=Standing.REPEAT))
    assert tick(desk, 24) == {"desk", "boss"}


def test_every_match_of_such_a_rule_is_accounted_for(open_desk):
    said = open_desk().take(Piece(0, publisher="TASS"))
    assert said == [["silent: counts a sign of life; told of when there is none for 1 day"]]


def test_a_silence_of_people_holds_here_too(open_desk):
    desk = open_desk(ALL)
    desk.store.add_silence(
        Silence(
            id="s1",
            matcher=Matcher(rules=("silent",)),
            starts_at=NOON,
            ends_at=NOON + 3 * DAY,
            author="Ana",
            comment="holiday",
            created_at=NOON,
        )
    )
    tick(desk, 0)
    tick(desk, 24)
    assert {one.state for one in desk.store.deliveries()} == {DeliveryState.SILENCED}


def test_what_no_article_tells_reads_well_in_every_form(open_desk):
    desk = open_desk()
    tick(desk, 0)
    desk.take(Piece(0, publisher="TASS"))
    tick(desk, 24)
    (told,) = [one.notification for one in desk.store.deliveries() if one.channel == "desk"]
    worded = word(told)
    assert slack_faults(slack_payload(worded)) == []
    assert "The feed fell silent: TASS" in worded.title
    for text in (plain_text(worded), mail_html(worded), str(slack_payload(worded)["text"])):
        assert "The feed fell silent: TASS" in text or "Nothing for 1 day" in text
    assert "Nothing for 1 day; the last was heard 1 Mar 2026, 12:00 UTC" in plain_text(worded)
    assert "None" not in plain_text(worded) + mail_html(worded)
