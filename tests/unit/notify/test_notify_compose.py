from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import given, settings
from hypothesis import strategies as st
from notify_samples import article, find, match, seed, told

from monitor.article.model import Block, DateReading, Range, Role
from monitor.notify.build import MAX_QUOTE_LENGTH, quotes_of


def marked(quote):
    return [quote.text[start:end] for start, end in quote.marks]


def test_a_quote_is_the_sentence_that_holds_the_evidence():
    source = article("", "It rained. The Kremlin denied it on Monday. Nobody cared.")
    (quote,) = quotes_of(source, find(source, "denied"))
    assert quote.text == "The Kremlin denied it on Monday."
    assert marked(quote) == ["denied"]
    assert source.text[quote.start :].startswith(quote.text)


def test_evidence_over_two_sentences_is_quoted_as_one():
    source = article("", "He called. She denied it. Fine.")
    (quote,) = quotes_of(source, find(source, r"called\. She denied"))
    assert quote.text == "He called. She denied it."
    assert marked(quote) == ["called. She denied"]


def test_the_best_three_sentences_stand_in_reading_order():
    text = "One denied. Two denied and denied. Three denied. Four denied and denied. Five denied."
    source = article("Zero denied", text)
    quotes = quotes_of(source, find(source, "denied"))
    assert [quote.text for quote in quotes] == [
        "Zero denied",
        "Two denied and denied.",
        "Four denied and denied.",
    ]


def test_marks_that_only_a_space_parts_become_one():
    source = article("", "There are no plans to call him.")
    (quote,) = quotes_of(source, find(source, "no plans", "to call"))
    assert marked(quote) == ["no plans to call"]


def test_hidden_markup_is_not_quoted_and_marks_follow():
    text = "He [denied](http://x.example)  the\n call."
    hidden = (Range(3, 4), Range(10, 29))
    source = replace(
        article("", text),
        blocks=(Block(role=Role.BODY, field="text", start=0, end=len(text), text=text, hidden=hidden),),
    )
    (quote,) = quotes_of(source, find(source, "denied", "call"))
    assert quote.text == "He denied the call."
    assert marked(quote) == ["denied", "call"]


def test_a_long_sentence_is_cut_around_its_marks():
    text = "word " * 200 + "denied " + "word " * 200 + "call " + "word " * 100 + "end."
    source = article("", text)
    (quote,) = quotes_of(source, find(source, "denied", "call"))
    assert marked(quote) == ["denied", "call"]
    assert len(quote.text) <= 2 * MAX_QUOTE_LENGTH
    assert quote.text.startswith("… word")
    assert " … " in quote.text
    assert quote.text.endswith("word …")


def test_conflicting_dates_are_told():
    first, second = datetime(2024, 11, 7, tzinfo=UTC), datetime(2024, 11, 9, tzinfo=UTC)
    source = article(
        "Denied",
        "Denied.",
        published=first,
        dates=(
            DateReading(value=first, found_in="header"),
            DateReading(value=second, found_in="date line"),
        ),
        notes=("encoding guessed",),
    )
    notes = told(match(source, "denied", title="x")).notes
    assert notes == (
        "dates in the article conflict: 7 Nov 2024 (header), 9 Nov 2024 (date line); 7 Nov 2024 is used",
        "encoding guessed",
    )


def test_the_conflict_of_seed_002_is_told():
    assert "7 Nov 2024" in told(match(seed("002"), "congratulate", title="x")).notes[0]


@settings(deadline=None)
@given(st.text(max_size=700), st.lists(st.tuples(st.integers(0, 700), st.integers(1, 60)), max_size=8))
def test_marks_always_fit_and_show_the_evidence(text: str, places: list[tuple[int, int]]):
    source = article("", text)
    spans = [source.slice("text", at, min(at + width, len(text))) for at, width in places if at < len(text)]
    shown = ""
    for quote in quotes_of(source, spans):
        ends = [0, *(edge for mark in quote.marks for edge in mark), len(quote.text)]
        assert ends == sorted(ends)
        assert all(start < end for start, end in quote.marks)
        shown += "".join(marked(quote))
    if len(spans) == 1:
        said = spans[0].text.replace("\u00ad", "")
        assert "".join(shown.split()) == "".join(said.split())
