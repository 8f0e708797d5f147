"""Rules that count, on a real store: restarts, kills, corrections, repeats, other rules, any order."""

from __future__ import annotations

import subprocess
import sys
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from window_desk import DAY, HOUR, MANY, MINUTE, NOON, Piece, WindowDesk, later, stream

from monitor.alert.plan import Standing
from monitor.ingest.watched import kept_for, watched
from tests.integration.store_backends import on_sqlite_alone

NUMBER = count()
VICTIM = Path(__file__).with_name("window_desk.py")
THREE = """
rules:
  - id: many
    when: call
    count: {at_least: 3, within: 1h}
"""
TALKS = """
rules:
  - id: claim
    when: {contact: {status: [happened, claimed]}}
  - id: denial
    when: {denial: {official: true}}
  - id: denied-claim
    title: "{{ participants }}: claimed, then denied"
    sequence: {rules: [claim, denial], within: 72h, per: participants}
"""
CALL = "Vladimir Putin called Donald Trump, a newspaper reported."
MET = "Emmanuel Macron met Xi Jinping in Paris, a newspaper reported."
BOTH = "Vladimir Putin called Donald Trump. Emmanuel Macron met Xi Jinping in Paris."
DENIED = "The Kremlin denied that Vladimir Putin had called Donald Trump."


@pytest.fixture
def open_desk(tmp_path, store_url):
    desks = []

    def make(rules=THREE, name=""):
        desks.append(WindowDesk(f"sqlite:///{tmp_path}/{name}.db" if name else store_url, rules))
        return desks[-1]

    yield make
    for one in desks:
        one.store.close()


def test_articles_of_one_batch_see_each_other(open_desk):
    said = open_desk().take(Piece(0), Piece(10), Piece(20), Piece(30))
    assert said == [
        ["many: counts 1 of 3 within 1 hour"],
        ["many: counts 2 of 3 within 1 hour"],
        ["many: opens 3 of 3 within 1 hour"],
        ["many: joins 4 of 3 within 1 hour"],
    ]


def test_a_restart_between_any_two_articles_makes_no_difference(open_desk):
    desk, said = open_desk(), []
    for minutes in (0, 10, 20, 30):
        said += desk.take(Piece(minutes))
        desk.restart()
    assert [one.split()[1] for (one,) in said] == ["counts", "counts", "opens", "joins"]


def test_what_completes_a_count_is_told_with_the_articles_it_rests_on(open_desk):
    desk = open_desk()
    desk.take(Piece(0, "A call.", "AP"), Piece(10, "A second call.", None))
    sifted = desk.sift(Piece(20, "A third call."))
    (match,) = sifted.news.matches
    assert match.gathered.notes == (
        "3 of 3 within 1 hour",
        "AP, 1 Mar 2026, 12:00 UTC — A call.",
        "publisher not given, 1 Mar 2026, 12:10 UTC — A second call.",
    )
    (reports,) = sifted.reports.values()
    assert [(one.publisher, one.published) for one in reports] == [("AP", NOON), (None, NOON + 10 * MINUTE)]


def test_what_was_not_recorded_was_not_counted(open_desk):
    desk = open_desk()
    desk.take(Piece(0), Piece(10))
    desk.sift(Piece(20))
    assert desk.take(Piece(25)) == [["many: opens 3 of 3 within 1 hour"]]


def test_a_corrected_version_counts_in_place_of_the_one_before(open_desk):
    desk = open_desk()
    first = Piece(10, name="x")
    desk.take(Piece(0), first)
    assert desk.take(later(first, text="Still a call.")) == [["many: counts 2 of 3 within 1 hour"]]
    assert desk.take(later(first, text="Nothing.")) == [[]]
    assert desk.take(Piece(20)) == [["many: counts 2 of 3 within 1 hour"]]
    assert desk.take(later(first, minutes=15)) == [["many: opens 3 of 3 within 1 hour"]]


def test_versions_in_one_batch_count_once(open_desk):
    first = Piece(10, name="x")
    said = open_desk().take(first, later(first), later(first, text="No."), Piece(11), Piece(12))
    assert said[2] == []
    assert said[-1] == ["many: counts 2 of 3 within 1 hour"]


def test_a_repeat_adds_nothing_and_joins_where_its_article_stands(open_desk):
    desk = open_desk()
    again = Piece(0, name="x")
    repeat = later(again, standing=Standing.REPEAT)
    desk.take(again)
    assert desk.take(repeat) == [["many: counts the same file again"]]
    assert desk.take(Piece(5)) == [["many: counts 2 of 3 within 1 hour"]]
    desk.take(Piece(6))
    assert desk.take(repeat) == [["many: joins the same file again"]]


def test_other_rules_and_other_words_disturb_nothing_other_terms_begin_afresh(open_desk):
    desk = open_desk()
    desk.take(Piece(0), Piece(10))
    desk.load(THREE + "    title: Many calls\n    severity: high\n  - id: other\n    when: fax\n")
    assert desk.take(Piece(20)) == [["many: opens 3 of 3 within 1 hour"]]
    desk.load(THREE.replace("1h", "2h"))
    assert desk.take(Piece(30)) == [["many: counts 1 of 3 within 2 hours"]]
    desk.load(THREE)
    assert desk.take(Piece(40)) == [["many: joins 4 of 3 within 1 hour"]]


def test_a_claim_and_then_an_official_denial_of_the_same_people(open_desk):
    desk = open_desk(TALKS)
    desk.take(Piece(0, CALL, "AP"), Piece(5, MET, "AFP"))
    desk.restart()
    (match,) = [
        one for one in desk.sift(Piece(600, DENIED, "TASS")).news.matches if one.rule.id == "denied-claim"
    ]
    assert match.title == "Vladimir Putin and Donald Trump: claimed, then denied"
    assert match.gathered.notes == (
        "2 of 2 steps within 3 days",
        f"claim: AP, 1 Mar 2026, 12:00 UTC — {CALL}",
    )
    assert match.article.title == DENIED


def test_an_article_about_two_contacts_counts_for_each_of_them(open_desk):
    rules = TALKS.replace(
        "status: [happened, claimed]}}",
        "status: [happened, claimed]}}\n    count: {at_least: 2, within: 1d, per: participants}",
    )
    desk = open_desk(rules)
    desk.take(Piece(0, CALL), Piece(5, MET))
    sifted = desk.sift(Piece(10, BOTH))
    found = [one for one in sifted.news.matches if one.rule.id == "claim"]
    assert [one.gathered.number for one in found] == [0, 1]
    assert len({one.gathered.group for one in found}) == 2
    assert [len(one.asked) for one in found] == [1, 1]
    desk.take(Piece(10, BOTH))
    assert "denied-claim: opens 2 of 2 steps within 3 days" in desk.take(Piece(20, DENIED))[0]


def test_what_an_article_does_not_say_is_no_key(open_desk):
    desk = open_desk(THREE.replace("1h}", "1h, per: publisher}"))
    said = desk.take(Piece(0), Piece(1), Piece(2))
    assert said == [["many: counts counts for nothing: it does not say publisher"]] * 3


def test_a_late_article_merges_groups_that_were_told_apart_also_what_is_not_loaded(open_desk):
    desk = open_desk(THREE.replace("at_least: 3", "at_least: 2"))
    for minutes in (0, 50, 160, 200, 260):
        desk.take(Piece(minutes))
    assert len(desk.groups()) == 2
    desk.take(Piece(105))
    assert len(desk.groups()) == 1
    assert desk.take(Piece(310)) == [["many: joins 2 of 2 within 1 hour"]]


def test_hits_are_forgotten_once_no_window_can_hold_them(open_desk):
    desk = open_desk()
    desk.take(Piece(0), Piece(1))
    kept = kept_for(desk.rules.rules)
    assert kept == {one.name: HOUR + 8 * DAY for one in watched(desk.rules.rules)}
    assert desk.store.forget_windows(NOON + 9 * DAY, kept) == 0  # they came in two days after
    assert desk.store.forget_windows(NOON + 11 * DAY, kept) == 2
    desk.take(Piece(2))
    assert desk.store.forget_windows(NOON + 31 * DAY, {}) == 0
    assert desk.store.forget_windows(NOON + 33 * DAY, {}) == 1


def test_recording_the_rows_of_a_batch_again_changes_nothing(open_desk):
    desk = open_desk()
    for _ in range(2):
        desk.take(Piece(0), Piece(1), Piece(2))
    assert len(desk.groups()) == 1


@on_sqlite_alone
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.permutations(stream(14)), st.lists(st.integers(1, 5), min_size=14, max_size=14))
def test_any_order_in_any_batches_with_any_restarts_gives_the_same_groups(open_desk, shuffled, sizes):
    name = next(NUMBER)
    in_order, other = open_desk(MANY, f"{name}-a"), open_desk(MANY, f"{name}-b")
    in_order.take(*sorted(stream(14), key=lambda one: (one.minutes, one.id)))
    rest = list(shuffled)
    for size in sizes:
        other.take(*rest[:size])
        del rest[:size]
        other.restart()
    counts = {one for one in in_order.groups() if one[0] != "then"}
    assert {one for one in other.groups() if one[0] != "then"} == counts
    assert counts


@on_sqlite_alone
def test_kill_9_anywhere_gives_the_same_groups_as_none(tmp_path, open_desk):
    number = 60
    url = f"sqlite:///{tmp_path}/killed.db"
    for lines in (7, 1, 13, 20):
        with subprocess.Popen(
            [sys.executable, VICTIM, url, str(number)], stdout=subprocess.PIPE, text=True
        ) as victim:
            for _ in range(lines):
                victim.stdout.readline()
            victim.kill()
    subprocess.run([sys.executable, VICTIM, url, str(number)], check=True, stdout=subprocess.DEVNULL)
    whole = open_desk(MANY, "whole")
    for piece in stream(number):
        whole.take(piece)
    killed = WindowDesk(url, MANY)
    assert killed.groups() == whole.groups()
    assert {rule for rule, _, _ in killed.groups()} == {"many", "outlets", "then"}
    killed.store.close()
