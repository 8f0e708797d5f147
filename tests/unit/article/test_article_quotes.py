from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.article.quotes import quoted_speech


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ('"No," he said, "never."', ["No,", "never."]),
        ("“No,” he said, “never.”", ["No,", "never."]),
        ("«Нет», — сказал он.", ["Нет"]),
        ("„Nein“, sagte er.", ["Nein"]),
        ("„Nie”, powiedział.", ["Nie"]),
        ("Putin Calls Trump ‘Courageous’", ["Courageous"]),
        ("He is 'ready' for talks, the leaders' aide said.", ["ready"]),
        ("The leaders’ call, it’s said, wasn’t ‘short’.", ["short"]),
        ("telling reporters: “We are not to judge.", ["We are not to judge."]),
        ("“He said ‘no’ twice,” she said.", ["He said ‘no’ twice,"]),
        ('It sounds like a "witch hunt".', ["witch hunt"]),
        ("In the '60s and '70s nobody called.", []),
        ("No quotes here; it's plain.", []),
        ('A 60" screen.', []),
    ],
)
def test_quoted_speech_is_found(text, quotes):
    assert [text[start:end] for start, end in quoted_speech(text)] == quotes


@given(st.text(alphabet=st.sampled_from("ab 1.,“”„«»\"'‘’"), max_size=60))
def test_quotes_are_in_order_and_apart(text):
    at = 0
    for start, end in quoted_speech(text):
        assert at <= start < end <= len(text)
        at = end
