from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.notify.phrases import to_phrase


@pytest.mark.parametrize(
    ("text", "mark", "phrase"),
    [
        ("The palace denied a claim in a new book that Rudolf called.", "denied a claim in a new", "denied a claim in a new book"),
        ("Zenda denied that its warehouses had stored the missing cargo.", "denied that its warehouses had stored", "denied that its warehouses had stored the missing cargo"),
        ("Chancellor Olaf Scholz met Emmanuel Macron.", "Scholz met Emmanuel", "Olaf Scholz met Emmanuel Macron"),
        ("He wrote to President Kim Jong Un on Friday.", "Kim Jong", "President Kim Jong Un"),
        ("Rudolf congratulated Michael on his victory in the U.S. presidential election.", "victory in the U.S.", "victory in the U.S. presidential election"),
        ("Rudolf called Michael on Friday.", "Rudolf called Michael", "Rudolf called Michael"),
        ("Rudolf, asked by Zenda, denied it.", "denied it", "denied it"),
        ("“There are no such plans” for Rudolf to call Michael.", "are no such plans", "are no such plans"),
    ],
)  # fmt: skip
def test_a_mark_ends_where_its_phrase_ends(text: str, mark: str, phrase: str):
    at = text.index(mark)
    start, end = to_phrase(text, at, at + len(mark))
    assert text[start:end] == phrase


@given(st.text(max_size=120), st.data())
def test_a_mark_only_grows_and_stays_in_the_text(text: str, data: st.DataObject):
    end = data.draw(st.integers(0, len(text)))
    start = data.draw(st.integers(0, end))
    if start == end:
        return
    first, last = to_phrase(text, start, end)
    assert 0 <= first <= start
    assert end <= last <= len(text)
