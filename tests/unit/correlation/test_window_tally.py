"""What a hit leads to, by table, and that neither order nor restarts make a difference, by property."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.correlation.counter import HitCounter
from monitor.correlation.event_time import LATENESS
from monitor.correlation.model import Hit, HitOutcome, TallyKey
from monitor.rule.model import Count, Per, SequenceOf, Spike

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
HOUR, MINUTE, DAY = timedelta(hours=1), timedelta(minutes=1), timedelta(days=1)
KEY = TallyKey("many", "t", "")
THREE = Count(at_least=3, within=HOUR)
OUTLETS = Count(at_least=2, within=HOUR, different=Per.PUBLISHER)
THEN = SequenceOf(rules=("claim", "denial"), within=3 * HOUR)
EITHER = SequenceOf(rules=("claim", "denial", "photo"), within=2 * HOUR, ordered=False)
RUSH = Spike(factor=3, within=HOUR, over=DAY, at_least=4)


def tally(counting, since=NOON - 30 * DAY):
    return HitCounter(KEY, counting, since)


def hit(minutes, name=None, step=0, value=None):
    name = name or f"a{minutes}"
    return Hit(article_id=name, at=NOON + minutes * MINUTE, step=step, value=name if value is None else value)


def outcomes(counting, *hits, since=NOON - 30 * DAY):
    kept = tally(counting, since)
    return [str(kept.take(one).outcome) for one in hits]


def partition(hits):
    """The groups as sets of hits, whatever they are called."""
    groups = {}
    for one in hits:
        if one.group:
            groups.setdefault(one.group, set()).add(one.key)
    return {frozenset(members) for members in groups.values()}


def restarted(kept):
    """The same count as it would be read back from where its changes are kept."""
    again = HitCounter(kept.key, kept.counting, kept.since, kept.newest)
    again.learn(kept.hits)
    return again


@pytest.mark.parametrize(
    ("counting", "minutes", "expected"),
    [
        (THREE, (0, 20, 40), ["counts", "counts", "completes"]),
        (THREE, (0, 20, 60), ["counts", "counts", "completes"]),  # both ends are within
        (THREE, (0, 20, 61), ["counts", "counts", "counts"]),
        (THREE, (0, 20, 40, 50, 70), ["counts", "counts", "completes", "joins", "joins"]),
        (THREE, (0, 20, 40, 90), ["counts", "counts", "completes", "counts"]),
        (THREE, (0, 1, 2, 300, 301, 302), ["counts", "counts", "completes"] * 2),
        (THREE, (40, 0, 20), ["counts", "counts", "completes"]),
    ],
)
def test_a_window_completes_once_and_what_follows_within_it_joins(counting, minutes, expected):
    assert outcomes(counting, *map(hit, minutes)) == expected


def test_no_window_is_lost_at_an_hours_boundary():
    assert outcomes(THREE, hit(-2), hit(-1), hit(1))[-1] == "completes"


def test_the_same_article_counts_once():
    assert outcomes(THREE, hit(0), hit(0), hit(0)) == ["counts"] * 3


def test_articles_that_must_differ_count_as_one_while_they_do_not():
    hits = [
        hit(0, "a", value="ap"),
        hit(1, "b", value="ap"),
        hit(2, "c", value=""),
        hit(3, "d", value="tass"),
    ]
    kept = tally(OUTLETS)
    verdicts = [kept.take(one) for one in hits]
    assert [str(one.outcome) for one in verdicts] == ["counts", "counts", "counts", "completes"]
    assert [one.article_id for one in verdicts[-1].brought] == ["a", "b", "c"]
    assert verdicts[1].reason == "1 of 2 different publishers within 1 hour"


@pytest.mark.parametrize(
    ("hits", "expected"),
    [
        ([hit(0), hit(60, step=1)], ["counts", "completes"]),
        ([hit(60), hit(0, step=1)], ["counts", "counts"]),  # the denial came before the claim
        ([hit(60, step=1), hit(0)], ["counts", "completes"]),  # it only came in before
        ([hit(0), hit(181, step=1)], ["counts", "counts"]),
        ([hit(0, "a"), hit(0, "a", step=1)], ["counts", "counts"]),  # one article is not two steps
        ([hit(0, "a"), hit(0, "b", step=1)], ["counts", "completes"]),  # of one moment: any order
        ([hit(0), hit(60, step=1), hit(90), hit(100, step=1)], ["counts", "completes", "joins", "joins"]),
    ],
)
def test_one_step_after_the_other(hits, expected):
    assert outcomes(THEN, *hits) == expected


def test_steps_in_any_order_need_an_article_each():
    both = [hit(0, "a"), hit(0, "a", step=1), hit(30, "b", step=2)]
    assert outcomes(EITHER, *both) == ["counts"] * 3
    assert outcomes(EITHER, *both, hit(40, "c", step=1))[-1] == "completes"
    assert outcomes(EITHER, hit(0, step=2), hit(1, step=1), hit(2, step=0))[-1] == "completes"


def usual_day(every):
    return [hit(minutes, f"u{minutes}") for minutes in range(-24 * 60, 0, every)]


def test_a_spike_is_many_more_than_usual_and_no_few():
    hourly = [*usual_day(60), *(hit(minutes) for minutes in (0, 5, 10, 15, 20))]
    assert outcomes(RUSH, *hourly)[-2:] == ["completes", "joins"]
    busy = [*usual_day(10), *(hit(minutes) for minutes in (0, 5, 10, 15, 20))]
    assert set(outcomes(RUSH, *busy, since=NOON - DAY)) == {"counts"}
    few = [hit(minutes) for minutes in (0, 5, 10)]
    assert set(outcomes(RUSH, *few)) == {"counts"}


def test_before_it_knows_what_is_usual_nothing_is_a_spike():
    kept = tally(RUSH, since=NOON - HOUR)
    verdicts = [kept.take(hit(minutes)) for minutes in range(10)]
    assert {one.outcome for one in verdicts} == {HitOutcome.COUNTS}
    assert verdicts[-1].reason == "10 within 1 hour; what is usual is known once 1 day have been watched"


def test_a_late_article_that_bridges_two_groups_makes_them_one():
    kept = tally(Count(at_least=2, within=HOUR))
    first, second = (kept.take(hit(a)) and kept.take(hit(b)) for a, b in ((0, 50), (160, 200)))
    bridge = kept.take(hit(105))
    assert (bridge.outcome, bridge.group, bridge.merged) == (HitOutcome.JOINS, first.group, (second.group,))
    assert partition(kept.hits) == {frozenset(one.key for one in kept.hits)}


def test_an_article_far_too_late_completes_nothing_but_may_join():
    kept = tally(Count(at_least=2, within=HOUR))
    late = -25 * 60 - 10
    verdicts = [kept.take(one) for one in (hit(0), hit(late), hit(late + 1))]
    assert [str(one.outcome) for one in verdicts] == ["counts"] * 3
    assert verdicts[-1].reason == "too late to complete it: 2 of 2 within 1 hour"
    in_time = kept.take(hit(late + 15))
    assert (in_time.outcome, len(in_time.brought)) == (HitOutcome.COMPLETES, 2)
    assert kept.take(hit(late + 2)).outcome is HitOutcome.JOINS


def test_a_version_with_another_date_counts_there():
    kept = tally(THREE)
    for one in (hit(0, "a"), hit(10, "b"), hit(200, "c")):
        kept.take(one)
    assert kept.take(hit(20, "c")).outcome is HitOutcome.COMPLETES
    assert kept.take(hit(300, "c")).outcome is HitOutcome.JOINS  # what was told of it stays told


def test_what_changed_is_what_has_to_be_kept():
    kept = tally(THREE)
    kept.learn([hit(0), hit(20), hit(400)])
    verdict = kept.take(hit(40))
    assert {key.article_id for key in kept.changed} == {"a0", "a20", "a40"}
    assert {one.group for one in kept.changed.values()} == {verdict.group}
    kept.drop(hit(400).key)
    assert kept.changed[hit(400).key] is None


# --- order and restarts ---

# All of them within the bound on lateness, close enough to meet.
SPAN = int((LATENESS + HOUR) / MINUTE)
minutes = st.one_of(st.integers(0, 300), st.integers(0, SPAN))
countings = st.sampled_from(
    [THREE, OUTLETS, THEN, EITHER, replace(THREE, at_least=2), replace(EITHER, ordered=True)]
)


@st.composite
def arrivals(draw):
    hits = []
    for number, at in enumerate(draw(st.lists(minutes, max_size=14))):
        step, outlet = draw(st.integers(0, 1)), draw(st.sampled_from(["ap", "tass", ""]))
        hits.append((f"a{number}", at, step, outlet))
    return draw(countings), hits, draw(st.permutations(hits)), draw(st.sets(st.integers(0, 13)))


def taken(counting, rows, restarts=()):
    kept, verdicts = tally(counting), []
    steps = len(counting.rules) if isinstance(counting, SequenceOf) else 1
    outlets = counting is OUTLETS
    for number, (name, at, step, outlet) in enumerate(rows):
        if number in restarts:
            kept = restarted(kept)
        one = hit(at, name, step=(step + at) % steps, value=outlet if outlets else name)
        verdicts.append(kept.take(one))
    return kept, verdicts


@settings(max_examples=300, deadline=None)
@given(arrivals())
def test_any_order_and_any_restart_give_the_same_groups(case):
    counting, hits, shuffled, restarts = case
    in_order, _ = taken(counting, sorted(hits, key=lambda one: (one[1], one[0])))
    other, _ = taken(counting, shuffled, restarts)
    assert partition(other.hits) == partition(in_order.hits)


@settings(max_examples=300, deadline=None)
@given(arrivals())
def test_each_group_is_told_once_and_one_told_apart_is_merged_into_another(case):
    counting, _, shuffled, restarts = case
    kept, verdicts = taken(counting, shuffled, restarts)
    opened = [one.group for one in verdicts if one.outcome is HitOutcome.COMPLETES]
    merged = [group for one in verdicts for group in one.merged]
    assert len(opened) == len(set(opened))
    assert len(merged) == len(set(merged))
    assert set(opened) - set(merged) == {one.group for one in kept.hits if one.group}


@settings(max_examples=200, deadline=None)
@given(arrivals())
def test_in_order_nothing_is_ever_merged(case):
    counting, hits, _, restarts = case
    _, verdicts = taken(counting, sorted(hits, key=lambda one: (one[1], one[0])), restarts)
    assert not any(one.merged for one in verdicts if isinstance(counting, Count))


@settings(max_examples=150, deadline=None)
@given(st.lists(st.integers(0, 1400), unique=True, max_size=40), st.randoms(use_true_random=False))
def test_no_order_loses_a_spike(times, chance):
    counting = Spike(factor=2, within=HOUR, over=5 * HOUR, at_least=3)
    shuffled = list(times)
    chance.shuffle(shuffled)
    in_order, other = tally(counting), tally(counting)
    for at in sorted(times):
        in_order.take(hit(at))
    for at in shuffled:
        other.take(hit(at))
    told = {one.key for one in other.hits if one.group}
    # What was rare when it was told may be usual by what came in late; it stays told.
    assert {one.key for one in in_order.hits if one.group} <= told


@given(arrivals())
def test_a_group_holds_together(case):
    counting, _, shuffled, _ = case
    kept, _ = taken(counting, shuffled)
    for members in partition(kept.hits):
        times = sorted(kept.get(key).at for key in members)
        assert all(later - earlier <= counting.within for earlier, later in pairwise(times))
