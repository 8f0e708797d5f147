"""Tests of several articles: when each comes, and what is to be told."""

from datetime import UTC, datetime, timedelta

import pytest

from monitor.errors import RuleError
from monitor.located.error_codes import Code
from monitor.notify.model import NotificationKind
from monitor.rule.examples import TOLD_KINDS, Expected, run_examples
from monitor.rule.grammar.example import START
from monitor.rule.load import load_rules_text

HEAD = "rules:\n  - id: one\n    when: call\n    tests:\n"


def series(articles, expect="match"):
    (one,) = load_rules_text(f"{HEAD}      - articles: {articles}\n        expect: {expect}\n").examples
    return one


def offsets(articles):
    return [one.at - START for one in series(articles).series]


def test_times_are_told_from_the_start():
    found = offsets("[{at: 0, text: a}, {at: +10m, text: b}, {at: 1d 2h, text: c}]")
    assert found == [timedelta(), timedelta(minutes=10), timedelta(days=1, hours=2)]


def test_an_article_without_a_time_comes_a_minute_after_the_one_above():
    assert offsets("[{text: a}, {text: b}, {at: +5m, text: c}, {text: d}]") == [
        timedelta(minutes=minutes) for minutes in (0, 1, 5, 6)
    ]


@pytest.mark.parametrize(
    "first", ["{at: 2024-03-01T09:00:00Z, text: a}", "{published: 2024-03-01T09:00Z, text: a}"]
)
def test_the_first_date_is_the_start(first):
    found = series(f"[{first}, {{at: +1h, text: b}}]")
    assert [one.at for one in found.series] == [datetime(2024, 3, 1, hour, tzinfo=UTC) for hour in (9, 10)]


def test_a_time_alone_lets_time_go_by():
    one = series("[{text: a}, {at: +1d}]")
    assert [coming.article is None for coming in one.series] == [False, True]


def test_messages_are_read_with_all_they_ask():
    one = series(
        "[{text: a}]",
        "{told: [{kind: update, channel: desk, at: +30m, words: [a, b c]}, {channel: desk, words: d}]}",
    )
    first, second = one.told
    assert (first.kind, first.channel, first.at) == ("update", "desk", START + timedelta(minutes=30))
    assert (first.words, second.words, second.kind) == (("a", "b c"), ("d",), None)
    assert one.expected is None


def test_one_article_of_which_something_is_told_is_a_series_of_one():
    text = f"{HEAD}      - article: {{text: a call}}\n        expect: {{told: []}}\n"
    (one,) = load_rules_text(text).examples
    assert (one.article, len(one.series), one.told) == (None, 1, ())


@pytest.mark.parametrize(
    ("expect", "negative"),
    [
        ("match", False),
        ("no match", True),
        ("{told: []}", True),
        ("{told: [{kind: first}]}", False),
        ("{evidence: a, told: []}", False),
    ],
)
def test_a_test_shows_either_what_is_found_or_what_is_left_alone(expect, negative):
    one = series("[{text: a}]", expect)
    assert one.is_negative is negative
    assert (one.expected is Expected.NO_MATCH) is (expect == "no match")


def test_a_rule_that_counts_is_asked_for_a_test_of_several_articles():
    head = HEAD.replace("    tests", "    count: {at_least: 2, within: 1h}\n    tests")
    alone = (
        "      - article: {text: a call}\n        expect: match\n"
        "      - article: {text: b}\n        expect: no match\n"
    )
    assert [one.code for one in load_rules_text(head + alone).doubts] == [Code.TESTS_WITHOUT_TIME]
    several = "      - articles: [{text: a call}, {text: b call}]\n        expect: match\n"
    assert not load_rules_text(head + alone + several).doubts


def test_silence_is_a_negative_test_and_a_message_a_positive_one():
    text = (
        "      - articles: [{text: a}]\n        expect: {told: []}\n"
        "      - articles: [{text: a call}]\n        expect: {told: [{kind: first}]}\n"
    )
    assert not load_rules_text(HEAD + text).doubts


def test_the_files_of_a_test_are_known(tmp_path):
    one = series("[{file: a.txt}, {at: +1h}, {file: b.txt}, {text: c}]")
    assert [file.rpartition("/")[2] for file in one.files] == ["a.txt", "b.txt"]


def test_a_series_is_not_run_without_a_desk():
    assert run_examples([series("[{text: a}]")], lambda _: ()) == ()


def test_what_tests_can_expect_are_kinds_of_messages():
    assert set(TOLD_KINDS) == set(NotificationKind) - {NotificationKind.NOTICE, NotificationKind.TEST}


def test_a_test_without_article_and_one_with_both_are_told():
    both = "      - articles: [{text: a}]\n        article: {text: a}\n        expect: match\n"
    with pytest.raises(RuleError) as told:
        load_rules_text(f"{HEAD}{both}      - expect: match\n")
    assert [fault.code for fault in told.value.faults] == [Code.TEST_ARTICLES, Code.MISSING_KEY]
