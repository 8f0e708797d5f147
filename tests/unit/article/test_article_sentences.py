from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.article.sentences import split_sentences

CASES = [
    ["U.S. President Jane Doe met Mr. Roe.", "He left the U.S.", "The talks ended."],
    ["Around the candidate Doe...provoked what we see.", "Gen. Smith agreed."],
    ["“Will he call?” he asked.", "“No.”", "Peskov left.", "“Will he?” Peskov asked."],
    ["See No. 10 and 3.5 percent.", "J. D. Doe spoke.", "The year 2024.", "It ended."],
    ["Your support makes all the difference.", "Donald Doe has called."],
    [
        "Это было в 2024 г. Путин встретился с ним, т.е. с президентом США.",
        "Он улетел в США.",
        "А. С. Пушкин не звонил.",
    ],
    ["Він сказав це 9 жовт. 2024 р. в Києві.", "Так сказав ім. Шевченка."],
    ["He said: “We are not to judge.", "It is done.”", "He left...", "Then came nothing."],
    ["LEADERS SPOKE BY PHONE.", "THE KREMLIN DENIED IT.", "U.S. OFFICIALS SAID NO."],
    ["Oct. 9 at 5 p.m. Monday.", "It was 5 p.m.", "He left Acme Inc. on Friday."],
    ["ANN ARBOR, Mich. – A courier came.", "He left."],
    ["A line\nbroken here.", "Next\none"],
    ["He said.”He left"[:9], "He left."],
    ["A “word” (or two).", "[Then more.]", "And more!"],
    ["Talks began…", "They ended."],
    ["He works at example.org and at Node.js too.", "Fine."],
    ["First paragraph without a stop\n\n", "Second one."],
    ["会談は行われた。", "否定した。"],
]


@pytest.mark.parametrize("sentences", CASES, ids=lambda case: case[0][:24])
def test_sentences_end_where_a_reader_would_end_them(sentences):
    text = " ".join(sentences)
    assert [text[start:end] for start, end in split_sentences(text)] == [part.strip() for part in sentences]


def test_a_space_lost_after_a_full_stop_or_quote_still_ends_the_sentence():
    text = "It made all the difference.Donald Doe called. “No.”He left."
    found = [text[start:end] for start, end in split_sentences(text)]
    assert found == ["It made all the difference.", "Donald Doe called.", "“No.”", "He left."]


def test_blank_text_has_none():
    assert split_sentences(" \n\t ") == ()


@given(st.text(alphabet=st.sampled_from("aA.?! \n\r\t”“\"'()1Я…。-,"), max_size=80) | st.text(max_size=80))
def test_sentences_are_in_order_apart_and_hold_every_character(text):
    found = split_sentences(text)
    at = 0
    for start, end in found:
        assert at <= start < end <= len(text)
        assert not text[at:start].strip()
        assert text[start:end] == text[start:end].strip()
        at = end
    assert not text[at:].strip()


def test_what_is_too_long_for_a_sentence_is_cut_between_words():
    text = "word " * 1500 + "end"
    found = split_sentences(text)
    assert len(found) == 3
    assert all(end - start <= 3000 and not text[start].isspace() for start, end in found)
    assert " ".join(text[start:end] for start, end in found) == text
    assert len(split_sentences("x" * 7000)) == 3
