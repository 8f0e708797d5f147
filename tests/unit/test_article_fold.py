"""One form for phrases and articles, and an exact way back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.article.model import Range
from monitor.article.normalize import fold, fold_text


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("STRASSE", "straße"),
        ("İstanbul", "istanbul"),
        ("KADIKÖY", "Kadıköy"),
        ("Erdoğan", "erdogan"),
        ("Erdog\u0306an", "Erdoğan"),
        ("Wałęsa", "walesa"),
        ("Ёлка", "елка"),
        ("е\u0308лка", "елка"),
        ("прика\u0301з", "приказ"),
        ("и\u0306", "й"),
        ("і\u0308", "ї"),
        ("ﬁne", "fine"),
        ("ｆｕｌｌ　ｗｉｄｔｈ", "full width"),
        ("so\u00adft", "soft"),
        ("zero\u200bwidth", "zerowidth"),
        ("Trump’s", "Trump's"),
        ("Trump's", "trump s"),
        ("nerve-agent", "nerve—agent"),
        ("nerve‑agent", "nerve agent"),
        ("wrapped\n  line", "wrapped line"),
        ("has “no plans” to call", "has no plans to call"),
        ("«РИА Новости»", "риа новости"),
        ("[Putin] *called*", "putin called"),
        ("the leaders' talks", "the leaders talks"),
        ("ΑΘΗΝΑ", "Αθήνα"),
        ("ﾊﾟｶﾞ", "パガ"),
        ("한국", "한국"),
    ],
)
def test_both_forms_are_the_same(one: str, other: str) -> None:
    assert fold_text(one) == fold_text(other)


@pytest.mark.parametrize(
    ("one", "other"), [("й", "и"), ("ї", "і"), ("US President", "U.S. President"), ("no. Plans", "no plans")]
)
def test_different_words_stay_different(one: str, other: str) -> None:
    assert fold_text(one) != fold_text(other)


def test_a_full_stop_before_a_space_leaves_two_spaces() -> None:
    assert fold_text("U.S. President") == "u s  president"


def test_what_is_hidden_is_not_there_but_keeps_its_place() -> None:
    raw = "see [Trump](http://putin.example) call"
    hidden = (Range(raw.index("]"), raw.index(" call")),)
    folded = fold(raw, hidden)
    assert folded.text == "see trump call"
    start = folded.text.index("call")
    assert raw[folded.raw_start(start) : folded.raw_end(start + 4)] == "call"


WORDS = (
    "Putin",
    "straße",
    "İstanbul",
    "Erdog\u0306an",
    "ﬁne",
    "Ёлка",
    "so\u00adft",
    "e\u0301\u0323",
    "普京",
    "कि\u0902",
)
BETWEEN = (
    " ",
    "  ",
    "\n",
    " “",
    "” ",
    ", ",
    ". ",
    " — ",
    "’",
    "-",
    " \u200b",
    "\u0301 ",
    "'\"' ",
    "[",
    "…",
    "\t(",
)
surroundings = st.lists(st.sampled_from((*WORDS, *BETWEEN)), max_size=12).map("".join)


@given(surroundings, st.sampled_from(WORDS), surroundings)
def test_a_planted_word_is_found_as_exactly_itself(before: str, word: str, after: str) -> None:
    raw = f"{before} {word} {after}"
    folded = fold(raw)
    wanted = f" {fold_text(word)} "
    padded = f" {folded.text} "
    starts = [place for place in range(len(padded)) if padded.startswith(wanted, place)]
    found = {(folded.raw_start(place), folded.raw_end(place + len(wanted) - 2)) for place in starts}
    assert (len(before) + 1, len(before) + 1 + len(word)) in found


@given(st.one_of(surroundings, st.text(max_size=40)))
def test_folding_twice_finds_no_more(raw: str) -> None:
    once = fold(raw).text
    assert fold(once).text.split() == once.split()


@given(st.one_of(surroundings, st.text(max_size=40), st.text("a\"' .,ßé\u0301\u00ad\n", max_size=30)))
def test_the_way_back_is_in_order_and_inside(raw: str) -> None:
    folded = fold(raw)
    starts = [folded.raw_start(place) for place in range(len(folded.text))]
    ends = [folded.raw_end(place) for place in range(1, len(folded.text) + 1)]
    assert starts == sorted(starts)
    assert ends == sorted(ends)
    assert all(0 <= start < end <= len(raw) for start, end in zip(starts, ends, strict=True))
    for place, start in enumerate(starts):
        there = folded.folded_place(start)
        assert there <= place
        assert folded.raw_start(there) == start


@given(st.text(max_size=30), st.text(max_size=30))
def test_every_way_of_folding_gives_the_same(one: str, other: str) -> None:
    """A text takes a faster way the plainer it is; what is beside it changes nothing."""
    joined = fold(f"{one} . {other} . \u0451\ufb01").text
    assert joined.split() == [*fold(one).text.split(), *fold(other).text.split(), "efi"]


def test_the_mark_of_a_letter_belongs_to_the_span() -> None:
    raw = "Erdog\u0306an\u0301 said"
    folded = fold(raw)
    assert raw[folded.raw_start(0) : folded.raw_end(len("erdogan"))] == "Erdog\u0306an\u0301"
