"""What the gate lets through, and that the quick ways to words and phrases find what the plain ways find."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.article.model import Article
from monitor.extract.lang.pack import load_pack
from monitor.extract.lexicon import Lexicon, Table
from monitor.extract.prefilter.cues import Cue
from monitor.extract.prefilter.finding import CASED, edged, fold
from monitor.extract.prefilter.gate import Gate
from monitor.extract.tokens import SentencePiece, read_sentence

_GATE = Gate(Lexicon.load_default(), load_pack("en"))
_TEXTS = st.text(alphabet='aZéЖ1_ \t\n\u2003.,-"’S—°İß', max_size=60)


def chosen(text: str, title: str = "") -> list[str]:
    return [
        choice.piece.text
        for choice in _GATE.choose(Article.from_text(title=title, text=text))
        if choice.talks or choice.denies
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Rain fell on the fields all week and the river rose.",
        "Vladimir Putin opened a bridge on Tuesday.",
        "Vladimir Putin met workers at a factory.",
        "The parts of the cable lay in the park, where the son met the cook of a major.",
        "The players protested and insisted that such a move was their best; the club maintained it.",
        "The mayor praised the calling birds; Putinism and Trumpery are coinages of ours.",
    ],
)
def test_an_article_without_two_leaders_or_a_denial_cue_is_not_read(text: str) -> None:
    assert _GATE.choose(Article.from_text(text=text)) == []


@pytest.mark.parametrize(
    "text",
    [
        "Vladimir Putin met Donald Trump.",
        "VLADIMIR PUTIN MET DONALD TRUMP.",
        "“Putin” met ‘Trump’—twice.",
        "(Putin) met\xa0U.S. President Trump",
        "The king received French President Emmanuel Macron.",
    ],
)
def test_cues_are_found_whatever_stands_beside_them(text: str) -> None:
    assert chosen(text)


@pytest.mark.parametrize(
    ("text", "other"),
    [
        (
            "Vladimir Putin got Donald Trump on the phone in the night.",
            "Vladimir Putin got Donald Trump into the papers.",
        ),
        ("Vladimir Putin had a word with Donald Trump.", "Vladimir Putin had more troops than Donald Trump."),
        ("Putin praised Trump in a call at dawn.", "Putin praised Trump at dawn."),
        (
            "Putin maintained his innocence on reports of fraud.",
            "Putin maintained his lead on reports of fraud.",
        ),
    ],
)
def test_a_word_that_wants_another_is_a_cue_only_beside_it(text: str, other: str) -> None:
    assert chosen(text) == [text]
    assert not chosen(other)


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("Prime Minister Martin met Donald Trump.", "Martin met Smith in the park."),
        (
            "Simon Smith was glad.\n\nMartin met Smith. The premier, Mr Martin, left with Putin.",
            "Simon Smith was glad.\n\nMartin met Smith. The singer, Mr Martin, left with Brown.",
        ),
    ],
)
def test_a_surname_that_many_bear_is_a_leaders_where_the_text_says_so(text: str, other: str) -> None:
    assert chosen(text)
    assert not chosen(other)


def test_the_headline_and_the_body_tell_together_whose_a_surname_is() -> None:
    headline, body = "Martin meets Macron", "Prime Minister Martin left for Paris."
    assert headline in chosen(body, headline)


def test_only_the_sentences_that_may_hold_a_fact_and_their_neighbours_are_read() -> None:
    text = (
        "Putin met Trump. It rained.\n\nSnow fell.\n\nBirds sang.\n\nThe river rose.\n\n"
        + "A day went by.\n\n" * 20
    )
    choices = _GATE.choose(Article.from_text(text=text))
    assert [choice.piece.text for choice in choices if choice.read] == ["Putin met Trump."]
    assert len(choices) < 12


@given(_TEXTS)
def test_words_stand_where_the_sentence_says(text: str) -> None:
    sentence = read_sentence(SentencePiece(text, "text", 0))
    starts = [sentence.place(number) for number in range(len(sentence))]
    assert [
        text[start : start + len(word)] for start, word in zip(starts, sentence.raw, strict=True)
    ] == sentence.raw
    assert sentence.place(len(sentence)) == len(text)
    assert "".join(sentence.raw) == "".join(text.split())


@given(_TEXTS)
def test_edges_keep_every_letter_in_its_place(text: str) -> None:
    low = fold(text)
    kept = edged(low)
    assert len(low) == len(text)
    assert kept[0] == kept[-1] == " "
    assert kept[1:-1] == re.sub(r"[\W_]", " ", low)


def test_the_longest_phrase_at_a_word_is_found() -> None:
    table = Table(
        [
            (("prime",), 1),
            (("prime", "minister"), 2),
            (("prime", "minister", "elect"), 3),
            (("north", "sea"), 4),
        ]
    )
    assert table.at(["prime", "minister", "elect"], 0) == (3, 3)
    assert table.at(["prime", "minister", "said"], 0) == (2, 2)
    assert table.at(["prime"], 0) == (1, 1)
    assert table.at(["north"], 0) is None
    assert table.at(["north", "wind"], 0) is None
    assert (table.alone("prime"), table.alone("north")) == (True, False)
    assert (table.seconds("prime"), table.seconds("sea")) == (frozenset({"minister"}), frozenset())


def test_every_hint_of_the_gate_is_a_bit_of_its_own() -> None:
    hints = [CASED, *(value for name, value in vars(Cue).items() if name.isupper())]
    assert sorted(hint.bit_count() for hint in hints) == [1] * len(hints)
    assert len(set(hints)) == len(hints)
