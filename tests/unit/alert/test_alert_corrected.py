from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.alert.corrected import says_change

CALLS = "The book says that the two men spoke {} since they left office."


@pytest.mark.parametrize(
    ("was", "now", "headline"),
    [
        ("seven times", "two times", "Correction: “two times”, not “seven times”"),
        ("on Monday", "on Friday", "Correction: “Friday since”, not “Monday since”"),
        (
            "at the border",
            "in the capital Strelsau",
            "Correction: “in the capital Strelsau”, not “at the border”",
        ),
        ("", "at least twice", "Correction"),
    ],
)
def test_a_correction_says_the_words_and_those_before(was: str, now: str, headline: str):
    before, after = CALLS.format(was), CALLS.format(now)
    told = says_change([before], [after])
    assert told[0] == headline
    assert told[1:] == (f"before: “{' '.join(before.split())}”", f"now: “{after}”")


def test_a_sentence_that_stands_as_it_was_is_no_correction():
    kept = "The palace said so on Monday."
    assert says_change([kept], [kept]) == ()
    told = says_change([kept, CALLS.format("seven times")], [kept, CALLS.format("two times")])
    assert told[0] == "Correction: “two times”, not “seven times”"


def test_a_text_about_something_else_has_no_words_before():
    assert says_change(["The harbour froze over."], [CALLS.format("twice")]) == ()


@given(st.lists(st.text(max_size=40), max_size=4), st.lists(st.text(max_size=40), max_size=4))
def test_any_two_texts_are_compared(before: list[str], after: list[str]):
    told = says_change(before, after)
    assert len(told) in {0, 3}
