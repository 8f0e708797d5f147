from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime
from html import unescape

from hypothesis import given, settings
from hypothesis import strategies as st
from notify_samples import article, find, match, seed, told

from monitor.article.model import Block, DateReading, Range, Role, Span
from monitor.article.references import shown as references_read
from monitor.notify.build import MAX_QUOTE_LENGTH, quotes_of
from monitor.notify.console import Look, render
from monitor.notify.mail_html import mail_html
from monitor.notify.plain_text import plain_text
from monitor.notify.presentation import word
from monitor.notify.slack_form import slack_payload
from monitor.rule.jsonl import match_json
from monitor.rule.model import Match
from monitor.rule.template import title_for


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


REFERENCES = (
    "Fish &amp; Chips&nbsp;Ltd said: &ldquo;We &lt;b&gt;denied&lt;/b&gt;&#160;it&#8212;twice&rdquo; &amp;c."
)
READ = "Fish & Chips Ltd said: “We <b>denied</b> it—twice” &c."


def test_references_are_read_in_a_quote_and_marks_follow():
    source = article("", REFERENCES)
    (quote,) = quotes_of(source, find(source, "amp; Chips&nbsp", "denied", "it&#8212;twice"))
    assert quote.text == READ
    assert marked(quote) == ["& Chips ", "denied", "it—twice"]


def test_every_channel_shows_references_as_characters_and_json_gives_the_slice():
    source = article("Fish", REFERENCES)
    found = match(source, "&amp; Chips&nbsp;Ltd said", title="{{ evidence[0] }}")
    wording = word(told(found))
    shown = {
        "console": render(wording, Look(width=200)),
        "plain": plain_text(wording),
        "mail": unescape(mail_html(wording)),
        "slack": unescape(str(slack_payload(wording))),
    }
    for name, text in shown.items():
        assert "Chips" in text, name
        assert "—twice” &c." in text, name
        assert not re.search(r"&(?:amp|nbsp|#160|#8212|ldquo|lt);", text), name
    (span,) = match_json(found)["evidence"]
    assert span["text"] == source.text[span["start"] : span["end"]] == "&amp; Chips&nbsp;Ltd said"


def test_a_title_that_quotes_evidence_shows_characters():
    source = article("Fish", REFERENCES)
    rule = replace(match(source, "Fish", title="x").rule, title="{{ evidence[0] }}")
    evidence = find(source, "Fish &amp; Chips&nbsp;Ltd")
    assert title_for(Match(rule=rule, article=source, title="", evidence=evidence)) == "Fish & Chips Ltd"


@given(st.text(alphabet="a &;<", max_size=20), st.lists(st.sampled_from(["&amp;", "&nbsp;", "&#33;", "b "])))
def test_a_quote_reads_what_the_text_reads(text, references):
    source = article("", "x" + text.join(references) + "y")
    (quote,) = quotes_of(source, [Span("text", 0, len(source.text), source.text)])
    assert quote.text == " ".join(references_read(source.text).split())


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
