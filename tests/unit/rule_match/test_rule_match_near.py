"""What is found near each other is the tightest there is, as one finds by trying every place for a beginning."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rule_building import article

from monitor.rule.literal import Place
from monitor.rule.match_near import Close
from monitor.rule.search_text import Searched

TEXT = Searched(article("one two  three,four five six seven eight nine ten eleven twelve"))
LENGTH = len(TEXT.text)

places = st.builds(
    lambda start, length: Place(start, min(LENGTH, start + length)),
    st.integers(0, LENGTH - 1),
    st.integers(1, 20),
)


class Trying(Close):
    """Tries every place for the first of an arrangement."""

    def __init__(self, terms: int, words: int, *, ordered: bool) -> None:
        self.terms = tuple(range(terms))  # type: ignore[assignment]
        self.words = words
        self.ordered = ordered

    def tried(self, text: Searched, placed: list[tuple[Place, int]]) -> tuple[Place, ...]:
        best: tuple[Place, ...] = ()
        for number, (first, term) in enumerate(placed):
            if self.ordered and term:
                continue
            found = self._arrange(first, term, self._following(text, placed, number))
            if found and (not best or found[-1].end - first.start < best[-1].end - best[0].start):
                best = found
        return best

    def found(self, text: Searched, placed: list[tuple[Place, int]]) -> tuple[Place, ...]:
        return self._closest(text, placed)


@given(
    st.lists(st.tuples(places, st.integers(0, 2)), max_size=12, unique=True),
    st.integers(1, 14),
    st.booleans(),
    st.integers(2, 3),
)
def test_one_way_through_finds_what_trying_every_place_finds(placed, words, ordered, terms):
    placed = sorted((place, term % terms) for place, term in placed)
    close = Trying(terms, words, ordered=ordered)
    assert close.found(TEXT, placed) == close.tried(TEXT, placed)


@given(st.integers(0, LENGTH), st.integers(0, LENGTH))
def test_words_are_counted_as_they_are_split(end, start):
    assert TEXT.words_between(end, start) == len(TEXT.text[end:start].split())
