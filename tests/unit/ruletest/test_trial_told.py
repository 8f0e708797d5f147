"""What was told beside what was to be told."""

from datetime import UTC, datetime, timedelta

import pytest

from monitor.errors import Location
from monitor.rule.examples import ExpectedMessage
from monitor.ruletest.told import SentMessage, compare, since

START = datetime(2024, 10, 9, 12, tzinfo=UTC)


def wanted(kind=None, channel=None, *, at=None, words=()):
    moment = None if at is None else START + timedelta(minutes=at)
    return ExpectedMessage(location=Location("r.yaml"), kind=kind, channel=channel, at=moment, words=words)


def heard(kind="first", channel="desk", *, at=0, title="A call", text="They spoke."):
    return SentMessage(at=START + timedelta(minutes=at), channel=channel, kind=kind, title=title, text=text)


def compared(asked, came, channels=("desk", "phone")):
    return compare(asked, came, channels, START)


def test_silence_as_expected():
    assert compared([], []) == []


def test_an_unexpected_message_is_shown():
    assert compared([], [heard(at=5)]) == ['nobody expected +5m desk first "A call"']


def test_a_message_that_never_came_is_named_with_all_that_was_asked():
    assert compared([wanted("update", "desk", at=30, words=("also",))], []) == [
        'expected a message of the kind update to desk at +30m that says "also"; nothing came'
    ]


def test_a_message_without_a_channel_is_missed_in_the_first_one():
    assert compared([wanted("first")], []) == ["expected a message of the kind first to desk; nothing came"]


@pytest.mark.parametrize(
    ("asked", "lack"),
    [
        (wanted("update"), "it is of the kind first"),
        (wanted(at=10), "it came at +0m"),
        (wanted(words=("THEY “spoke”", "met")), 'it does not say "met"'),
    ],
)
def test_a_message_that_differs_is_told_with_its_difference(asked, lack):
    (reason,) = compared([asked], [heard(text="They spoke. They “spoke” again.")])
    assert reason.endswith(f'; came +0m desk first "A call": {lack}')


def test_words_are_looked_for_in_title_and_text_in_any_case_and_any_quotes():
    assert compared([wanted(words=('a CALL they "spoke"',))], [heard(text="They “spoke”.")]) == []


def test_a_message_in_between_is_the_one_that_nobody_expected():
    came = [heard(), heard("update", at=5), heard("update", at=40, text="Withdrawn.")]
    asked = [wanted("first"), wanted("update", words=("withdrawn",))]
    assert compared(asked, came) == ['nobody expected +5m desk update "A call"']


def test_without_a_channel_every_channel_that_is_told_hears_the_same():
    came = [heard(), heard(channel="phone"), heard("update", "phone", at=30)]
    assert compared([wanted("first")], came) == ['nobody expected +30m phone update "A call"']
    assert compared([wanted("first")], came[:2]) == []


def test_what_is_told_to_another_channel_is_not_expected():
    assert compared([wanted("first", "desk")], [heard(), heard(channel="phone")]) == [
        'nobody expected +0m phone first "A call"'
    ]


def test_an_unknown_channel_is_told_with_the_nearest():
    assert compared([wanted(channel="fone")], [heard()]) == [
        'there is no channel "fone"; did you mean "phone"?'
    ]
    assert compared([wanted(channel="xyz")], [heard()]) == [
        'there is no channel "xyz"; there is "desk", "phone"'
    ]


def test_the_order_counts_between_channels_too():
    asked = [wanted("first", "phone"), wanted("first", "desk")]
    assert compared(asked, [heard(channel="phone", at=5), heard(at=5)]) == []
    assert compared(asked, [heard(channel="phone", at=5), heard(at=0)]) == [
        '+0m desk first "A call" came before the messages listed above it'
    ]


@pytest.mark.parametrize(
    ("minutes", "said"), [(0, "+0m"), (10, "+10m"), (61, "+1h 1m"), (2880, "+2d"), (-5, "-5m"), (0.5, "+30s")]
)
def test_times_are_told_as_tests_write_them(minutes, said):
    assert since(START, START + timedelta(minutes=minutes)) == said
