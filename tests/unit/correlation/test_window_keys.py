"""What a match counts apart by, when an article counts, and what silence is due."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from monitor.article.model import Article
from monitor.correlation.absence import GRACE, AbsenceChange, LastHeard, silences_due
from monitor.correlation.event_time import heard_at, moment_of
from monitor.correlation.group_by import keys_of, missing, value_of
from monitor.correlation.model import TallyKey
from monitor.rule.load import load_rules_text
from monitor.rule.model import Per
from monitor.rule.ruleset import RuleSet

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
RULES = RuleSet(
    load_rules_text("""
rules:
  - id: contact
    when: {contact: {status: [happened, claimed, denied]}}
  - id: denial
    when: {denial: {}}
""").rules
)


def match(rule, text, **known):
    article = Article.from_text(title=text, text=text, language="en", **known)
    return next(one for one in RULES.match(article) if one.rule.id == rule)


def keys(rule, text, *per, **known):
    return [one.key for one in keys_of(match(rule, text, **known), per, "a1", "s1")]


CALL = "Vladimir Putin called Donald Trump. Emmanuel Macron met Xi Jinping in Paris."


def test_what_is_per_nothing_has_one_key():
    assert keys("contact", CALL) == [""]


def test_each_contact_has_a_key_of_its_own():
    assert keys("contact", CALL, Per.PARTICIPANTS) == [
        "participants=donald trump and vladimir putin",
        "participants=emmanuel macron and xi jinping",
    ]
    assert keys("contact", CALL, Per.KIND) == ["kind=call", "kind=meeting"]


def test_the_order_in_which_per_is_written_makes_no_difference():
    one = keys("contact", CALL, Per.KIND, Per.PUBLISHER, publisher="AP")
    assert one == keys("contact", CALL, Per.PUBLISHER, Per.KIND, publisher="ap") != []


def test_what_is_not_told_has_no_key():
    assert keys("contact", CALL, Per.PUBLISHER) == []
    assert missing(match("contact", CALL), (Per.PUBLISHER, Per.LANGUAGE), "a1", "") == "publisher"


def test_a_denial_is_by_who_denies():
    denied = "The Kremlin denied that Vladimir Putin had called Donald Trump."
    (key,) = keys("denial", denied, Per.BY)
    assert "kremlin" in key


def test_an_article_that_nobody_placed_is_a_story_of_its_own():
    found = match("contact", CALL, publisher="AP")
    assert [value_of(found, Per.STORY, "a1", story) for story in ("s1", "")] == ["s1", "a1"]
    assert [value_of(found, one, "a1", "") for one in (None, Per.PUBLISHER)] == ["a1", "ap"]


def article_of(day):
    text = f"A call\n\nPublished: {day}\n\nThey had a call.\n"
    return Article.from_bytes(text.encode(), path="a.txt", received_at=NOON)


@pytest.mark.parametrize(
    ("published", "expected"),
    [
        (None, NOON),
        (NOON - 3 * HOUR, NOON - 3 * HOUR),
        (NOON + 3 * HOUR, NOON),  # dated in the future
        (NOON - 90 * DAY, NOON - 90 * DAY),
    ],
)
def test_an_article_counts_when_it_was_published_but_not_in_the_future(published, expected):
    article = Article.from_text(title="A", text="A call.", published=published)
    assert moment_of(article, article.published, NOON) == expected


def test_an_article_that_tells_only_its_day_counts_from_when_it_came_in_on_that_day():
    article = article_of("2026-03-01")
    assert article.published == datetime(2026, 3, 1, tzinfo=UTC)
    assert moment_of(article, article.published, NOON) == NOON
    assert moment_of(article, article.published, NOON + 2 * DAY) == article.published
    exact = article_of("2026-03-01T09:30:00+00:00")
    assert moment_of(exact, exact.published, NOON) == datetime(2026, 3, 1, 9, 30, tzinfo=UTC)


def test_old_articles_that_come_in_now_are_no_sign_of_life():
    assert heard_at(NOON - 20 * HOUR, NOON, DAY) == NOON
    assert heard_at(NOON - 49 * HOUR, NOON, DAY) == NOON - 49 * HOUR


HEARD = LastHeard(key=TallyKey("silent", "t", ""), label="", at=NOON)


def due(heard, hours, up_since=NOON):
    found = silences_due([heard], DAY, NOON + hours * HOUR, up_since)
    return [(one.turn, one.since) for one in found]


@pytest.mark.parametrize(
    ("heard", "hours", "expected"),
    [
        (HEARD, 23.9, []),
        (HEARD, 24, [(AbsenceChange.BEGINS, NOON)]),
        (replace(HEARD, silent_since=NOON), 30, []),  # told once
        (replace(HEARD, at=NOON + HOUR, silent_since=NOON), 24, [(AbsenceChange.ENDS, NOON)]),
        (
            replace(HEARD, at=NOON + HOUR, silent_since=NOON),
            26,
            [(AbsenceChange.ENDS, NOON), (AbsenceChange.BEGINS, NOON + HOUR)],
        ),
    ],
)
def test_a_silence_is_told_once_and_its_end_once(heard, hours, expected):
    assert due(heard, hours) == expected


def test_after_a_start_what_came_meanwhile_is_taken_in_first():
    up_since = NOON + 50 * HOUR
    assert due(HEARD, 50, up_since) == []
    assert due(HEARD, 50 + GRACE / HOUR, up_since) == [(AbsenceChange.BEGINS, NOON)]
