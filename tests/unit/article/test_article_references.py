"""`&nbsp;` and its like are read as characters; evidence is still the user's own text."""

from __future__ import annotations

import html

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor import Article, RuleSet
from monitor.article.normalize import fold, fold_text
from monitor.article.quotes import quoted_speech
from monitor.article.references import in_place, read_references, shown, widened
from monitor.article.sentences import split_sentences

RULES = """
rules:
  - {id: call, when: {contact: {}}}
  - {id: phrase, when: "AT&T"}
  - {id: office, when: "the Kremlin's spokesman"}
  - {id: shape, when: {regex: "R&D (unit|lab)"}}
  - {id: quoted, when: {quote: "no plans"}}
"""
TEXT = (
    "Kremlin &amp; AT&amp;T: a call\n\nVladimir&nbsp;Putin called Donald&nbsp;Trump on Tuesday, the Kremlin&#8217;s spokesman "
    "said.&quot; The &laquo;R&amp;D unit&raquo; at AT&amp;T said &ldquo;there are no plans&rdquo; for more.\n"
)


@pytest.fixture(scope="module")
def matches(tmp_path_factory):
    folder = tmp_path_factory.mktemp("rules")
    (folder / "rules.yaml").write_text(RULES, encoding="utf-8")
    article = Article.from_bytes(TEXT.encode(), path="a.txt")
    return article, {match.rule.id: match for match in RuleSet.load(folder).match(article)}


def test_references_are_characters_for_every_kind_of_condition(matches):
    _, found = matches
    assert set(found) == {"call", "phrase", "office", "shape", "quoted"}


def test_evidence_is_the_slice_of_the_file_and_cuts_no_reference(matches):
    article, found = matches
    for match in found.values():
        for span in match.evidence:
            assert span.text == getattr(article, span.field)[span.start : span.end]
    told = {span.text for match in found.values() for span in match.evidence}
    assert {"AT&amp;T", "AT&T", "the Kremlin&#8217;s spokesman", "R&amp;D unit", "no plans"} <= told


def test_the_headline_shows_characters(matches):
    article, _ = matches
    assert article.title == "Kremlin & AT&T: a call"
    assert article.evidence_blocks[0].text == article.title
    assert article.text == TEXT


def test_a_headline_with_markup_and_references_hides_its_markup():
    article = Article.from_text(title="**Putin&nbsp;&amp;&nbsp;Trump** call [here](x)", text="They met.")
    block = article.evidence_blocks[0]
    assert article.title == "**Putin\xa0&\xa0Trump** call [here](x)"
    assert [article.title[start:end] for start, end in block.hidden] == ["**", "**", "[", "](x)"]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("&nbsp;", "\xa0"),
        ("&#8217;", "’"),
        ("&#x2019;", "’"),
        ("&amp;nbsp;", "\xa0"),
        ("AT&amp;T; and", "AT&T; and"),
        ("&unknown; &nosuch", "&unknown; &nosuch"),
        ("R&D; Q&A;", "R&D; Q&A;"),
        ("&#10;&#8232;&#27;", "  "),
        ("&#128;", "€"),
        ("&#xD800;", "\ufffd"),
        ("&notit;", "&notit;"),
    ],
)
def test_a_reference_is_read_as_html_reads_it(written, read):
    assert shown(written) == read


def test_sentences_and_quotes_end_where_references_do():
    text = "&ldquo;No.&rdquo;&nbsp;He left.&quot; She &lsquo;stayed&rsquo;."
    assert "&ldquo;No.&rdquo;" in [text[start:end] for start, end in split_sentences(text)]
    assert "No." in [text[start:end] for start, end in quoted_speech(text)]


PIECES = st.sampled_from(
    ["Putin", " ", "&nbsp;", "&amp;", "&", ";", "&#8217;", "s", "&quot;", ". ", "&amp;#39;", "“", "é", "<b>"]
)
texts = st.lists(PIECES, max_size=20).map("".join)


@given(texts)
def test_the_way_back_is_in_order_and_exact(text):
    read, back = read_references(text)
    if back is None:
        assert read == text
        return
    for place, char in enumerate(read):
        raw = text[back.start_outside(place) : back.end_outside(place + 1)]
        assert raw == char or html.unescape(html.unescape(raw)) == char


@given(texts, st.integers(0, 60), st.integers(0, 60))
def test_a_widened_range_cuts_no_reference(text, one, other):
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    low, high = widened(text, start, end)
    assert low <= start <= end <= high
    assert shown(text[:low]) + shown(text[low:high]) + shown(text[high:]) == shown(text)


@given(texts)
def test_reading_in_place_keeps_the_length_and_the_words(text):
    placed = in_place(text)
    assert len(placed) == len(text)
    assert placed.split() == shown(text).split()


@given(texts)
def test_folding_reads_references(text):
    assert fold_text(text) == fold_text(shown(text))
    folded = fold(text)
    for place in range(len(folded.text)):
        assert 0 <= folded.raw_start(place) < folded.raw_end(place + 1) <= len(text)
