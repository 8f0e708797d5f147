"""What is told of files that cannot be read: once a day at most, each once, in one message."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.daemon.unreadable_files import EVERY, GATHER, Unread, due, kept

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


def unread(*names, since=NOW - HOUR, reason="it is a picture"):
    return [Unread(f"/drop/{name}", reason, since) for name in names]


def test_nothing_is_told_when_all_could_be_read():
    assert due([], {}, NOW) is None


def test_files_are_listed_with_their_reasons():
    message = due([*unread("a.jpg"), *unread("b.txt", reason="too costly: 2 s spent on facts")], {}, NOW)
    assert message.title == "2 files could not be read"
    assert message.lines == (
        "/drop/a.jpg: it is a picture",
        "/drop/b.txt: too costly: 2 s spent on facts",
        "all of them, each with its reason: monitor status",
    )


def test_many_are_counted_and_the_place_that_lists_them_is_named():
    message = due(unread(*map(str, range(1234))), {}, NOW)
    assert message.title == "1,234 files could not be read"
    assert message.lines[9:] == (
        "/drop/9: it is a picture",
        "and 1,224 more",
        "all of them, each with its reason: monitor status",
    )


def test_what_lies_there_from_before_is_counted_and_not_listed_again():
    first = due(unread("a", "b"), {}, NOW)
    message = due(unread("c", "a", "b"), kept(first, NOW), NOW + EVERY)
    assert message.title == "1 file could not be read"
    assert message.lines == (
        "/drop/c: it is a picture",
        "beside 2 that you were told of before and that still lie there",
        "all of them, each with its reason: monitor status",
    )


def test_the_first_message_waits_a_little_for_others():
    assert due(unread("a", since=NOW), {}, NOW + GATHER - MINUTE) is None
    assert due(unread("a", since=NOW), {}, NOW + GATHER) is not None


def test_the_next_comes_a_day_later_and_only_when_there_are_new_ones():
    note = kept(due(unread("a"), {}, NOW), NOW)
    assert due(unread("b", "a"), note, NOW + EVERY - MINUTE) is None
    assert due(unread("a"), note, NOW + 10 * EVERY) is None
    assert due(unread("b", "a"), note, NOW + EVERY) is not None


def test_another_reason_is_news():
    note = kept(due(unread("a"), {}, NOW), NOW)
    assert due(unread("a", reason="too costly"), note, NOW + EVERY) is not None


@pytest.mark.parametrize("by", [-31, -1, 1, 31])
def test_a_clock_that_was_set_tells_no_file_twice_and_keeps_none_back(by):
    note = kept(due(unread("a"), {}, NOW), NOW)
    then = NOW + timedelta(days=by)
    assert due(unread("a", since=then), note, then) is None
    assert due(unread("b", "a", since=then), note, then) is not None


def test_long_paths_and_reasons_stay_readable():
    (one, _) = due([Unread("/x" * 2000 + "/name.txt", "why\n" * 300, NOW - HOUR)], {}, NOW).lines
    assert "/name.txt: why why" in one
    assert len(one) < 300


@given(st.lists(st.tuples(st.sampled_from("abcdef"), st.integers(0, 40)), max_size=30))
def test_each_file_is_told_once_and_a_day_apart(drops):
    note, told, now, lying = {}, [], NOW, []
    for name, hours in drops:
        now += hours * HOUR
        lying = [*unread(name, since=now), *(one for one in lying if not one.path.endswith(name))]
        message = due(lying, note, now)
        if message is not None:
            told.append((now, [line.partition(":")[0] for line in message.lines if line.startswith("/")]))
            note = kept(message, now)
    names = [name for _, some in told for name in some]
    assert len(names) == len(set(names))
    assert all(later[0] - earlier[0] >= EVERY for earlier, later in pairwise(told))
