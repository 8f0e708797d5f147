"""When a file counts as complete, decided from what was seen and the time alone."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.source.liveness import ending_of
from monitor.source.model import Signature
from monitor.source.stability import CLOCK_SKEW, Candidate, Ending, Hint, Lease, Sight, StabilityTerms, State

TERMS = StabilityTerms(settle=1.0, grace=0.002, slowest=30.0)
YOUNG = Sight(signature=Signature(1, 2, 100, 3), lease=Lease.FREE, ending=Ending.FINISHED, age=0.0)


def hinted(*hints: Hint, now: float = 0.0) -> Candidate:
    candidate = Candidate()
    for hint in hints:
        candidate.note(hint, int(hint is Hint.CLOSED), now, TERMS)
    return candidate


def test_a_file_renamed_into_place_is_ready_at_once() -> None:
    candidate = Candidate()
    assert candidate.note(Hint.MOVED, 0, 5.0, TERMS) == 5.0
    assert candidate.judge(replace(YOUNG, ending=Ending.CUT), 5.0, TERMS).state is State.READY


def test_a_rename_over_a_file_that_was_reopened_counts_for_itself() -> None:
    candidate = hinted(Hint.CLOSED, Hint.CLOSED, Hint.MOVED)
    assert candidate.judge(YOUNG, 0.01, TERMS).state is State.READY


def test_a_closed_file_is_ready_after_the_grace() -> None:
    candidate = Candidate()
    due = candidate.note(Hint.CREATED | Hint.CLOSED, 1, 5.0, TERMS)
    assert due == pytest.approx(5.002)
    assert candidate.judge(YOUNG, due, TERMS).state is State.READY


def test_a_look_within_the_grace_comes_back_when_it_is_over() -> None:
    decision = hinted(Hint.CLOSED).judge(YOUNG, 0.0005, TERMS)
    assert decision.state is State.SETTLING
    assert decision.again_in == pytest.approx(0.0015)


def test_a_text_that_promises_more_waits_until_it_is_quiet() -> None:
    more = replace(YOUNG, ending=Ending.OPEN)
    candidate = hinted(Hint.CREATED, Hint.CLOSED)
    decision = candidate.judge(more, 0.01, TERMS)
    assert (decision.state, decision.again_in) == (State.SETTLING, 1.0)
    assert candidate.judge(more, 1.01, TERMS).state is State.READY


def test_a_text_cut_in_mid_sentence_waits_a_moment() -> None:
    cut = replace(YOUNG, ending=Ending.CUT)
    candidate = hinted(Hint.CREATED, Hint.CLOSED)
    assert candidate.judge(cut, 0.01, TERMS).state is State.SETTLING
    assert candidate.judge(cut, TERMS.cut_grace, TERMS).state is State.READY


def test_a_file_closed_twice_waits_until_it_is_quiet() -> None:
    candidate = hinted(Hint.CLOSED, Hint.CLOSED)
    assert candidate.judge(YOUNG, 0.01, TERMS).state is State.SETTLING
    assert candidate.judge(YOUNG, 1.01, TERMS).state is State.READY


def test_a_file_that_grew_after_it_looked_closed_waits_until_it_is_quiet() -> None:
    candidate = hinted(Hint.CLOSED)
    candidate.judge(replace(YOUNG, ending=Ending.CUT), 0.01, TERMS)
    grown = replace(YOUNG, signature=Signature(1, 2, 200, 4))
    assert candidate.judge(grown, 0.5, TERMS).state is State.SETTLING
    assert candidate.judge(grown, 1.5, TERMS).state is State.READY


def test_a_file_open_for_writing_is_never_ready_and_looked_at_ever_later() -> None:
    candidate = hinted(Hint.CREATED)
    busy = replace(YOUNG, lease=Lease.BUSY, age=1e6)
    pauses = [candidate.judge(busy, float(second), TERMS).again_in for second in range(12)]
    assert candidate.state is State.WRITING
    assert pauses == sorted(pauses)
    assert (pauses[0], pauses[-1]) == (0.005, TERMS.settle)


def test_an_empty_file_waits_for_content_ever_more_rarely() -> None:
    candidate = hinted(Hint.CLOSED)
    empty = replace(YOUNG, ending=Ending.EMPTY, age=1e6)
    pauses = [candidate.judge(empty, float(second), TERMS).again_in for second in range(12)]
    assert candidate.state is State.EMPTY
    assert pauses[-1] == TERMS.slowest


def test_an_old_file_found_by_a_scan_is_ready_at_once() -> None:
    assert hinted(Hint.FOUND).judge(replace(YOUNG, age=5.0), 0.0, TERMS).state is State.READY


def test_a_young_file_found_by_a_scan_waits_for_what_is_left_of_the_quiet() -> None:
    decision = hinted(Hint.FOUND).judge(replace(YOUNG, age=0.4), 0.0, TERMS)
    assert decision.again_in == pytest.approx(0.6)


def test_where_leases_do_not_tell_a_foreign_clock_is_trusted_only_for_old_files() -> None:
    foreign = replace(YOUNG, lease=Lease.UNKNOWN, age=5.0)
    assert hinted(Hint.FOUND).judge(foreign, 0.0, TERMS).state is State.SETTLING
    assert hinted(Hint.FOUND).judge(replace(foreign, age=CLOCK_SKEW), 0.0, TERMS).state is State.READY


def test_where_leases_do_not_tell_a_mere_creation_promises_nothing() -> None:
    foreign = replace(YOUNG, lease=Lease.UNKNOWN)
    assert hinted(Hint.CREATED).judge(foreign, 0.01, TERMS).state is State.SETTLING
    assert hinted(Hint.CREATED, Hint.CLOSED).judge(foreign, 0.01, TERMS).state is State.READY


def test_a_file_from_the_future_is_ready_when_it_was_seen_unchanged() -> None:
    candidate = hinted(Hint.FOUND)
    future = replace(YOUNG, age=-1e6)
    assert candidate.judge(future, 0.0, TERMS).state is State.SETTLING
    assert candidate.judge(future, 1.0, TERMS).state is State.READY


sights = st.builds(
    Sight,
    signature=st.builds(Signature, st.just(1), st.just(1), st.integers(0, 3), st.integers(0, 3)),
    lease=st.sampled_from(Lease),
    ending=st.sampled_from(Ending),
    age=st.floats(-10, 100),
)
hints = st.sampled_from([Hint.FOUND, Hint.CREATED, Hint.CLOSED, Hint.MOVED])


@given(st.lists(st.tuples(st.one_of(hints, sights), st.floats(0, 2)), max_size=30))
def test_whatever_happens_no_busy_or_empty_file_is_ready_and_every_wait_ends(
    events: list[tuple[Hint | Sight, float]],
) -> None:
    candidate, now = Candidate(), 0.0
    for event, pause in events:
        now += pause
        if isinstance(event, Sight):
            decision = candidate.judge(event, now, TERMS)
            if event.lease is Lease.BUSY or event.ending is Ending.EMPTY:
                assert decision.state in (State.WRITING, State.EMPTY)
            assert (decision.state is State.READY) == (decision.again_in == 0.0)
            assert 0 <= decision.again_in <= max(TERMS.slowest, TERMS.settle + 10)
        else:
            assert now <= candidate.note(event, int(event is Hint.CLOSED), now, TERMS) <= now + TERMS.grace


@given(sights, st.lists(hints, min_size=1, max_size=4))
def test_a_file_left_alone_is_ready_after_settling(sight: Sight, came: list[Hint]) -> None:
    alone = replace(sight, lease=Lease.FREE, ending=Ending.OPEN)
    candidate, now = hinted(*came), 0.0
    for _ in range(3):
        decision = candidate.judge(alone, now, TERMS)
        now += decision.again_in
        alone = replace(alone, age=alone.age + decision.again_in)
    assert decision.state is State.READY
    assert now <= TERMS.settle + TERMS.grace + 0.001


@pytest.mark.parametrize(
    ("text", "ending"),
    [
        ("He said so.", Ending.FINISHED),
        ("Headline\n\nHe said so.\n", Ending.FINISHED),
        ("He said: “No.”", Ending.FINISHED),
        ("Headline\n\nReporting by A. B\n", Ending.FINISHED),
        ("Headline\n", Ending.OPEN),
        ("Headline\n\n", Ending.OPEN),
        ("Headline\n\nFirst paragraph.\n\n", Ending.OPEN),
        ("Headline\n\nFirst paragraph.\r\n\r\n", Ending.OPEN),
        ("Headline\n\nThe two leaders sp", Ending.CUT),
        ("Headline\n\nThe two leaders, ", Ending.OPEN),
        (" \n ", Ending.OPEN),
        ("", Ending.OPEN),
    ],
)
def test_how_a_text_stops(text: str, ending: Ending) -> None:
    assert ending_of(text) is ending


@given(st.text(alphabet=st.sampled_from(list("a. \n\r\t\v“")), max_size=500))
def test_any_text_has_an_ending(text: str) -> None:
    assert ending_of(text) in (Ending.OPEN, Ending.CUT, Ending.FINISHED)
