from __future__ import annotations

import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.article.model import Article
from monitor.cluster.assign import WINDOW, founded, place, placed
from monitor.cluster.features import figures_of, stem_of
from monitor.cluster.model import Alike, Sketch
from monitor.cluster.similarity import likeness
from monitor.cluster.sketch import sketch_of
from monitor.cluster.terms import TERMS_KEPT, asked_terms, kept_terms

sys.path.append(str(Path(__file__).resolve().parents[2] / "stories"))
from wire_texts import BASE, OTHERS, RETOLD

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


def sketch(title, text, name="one", at=NOON):
    return sketch_of(Article.from_text(title=title, text=text, published=at), name, at)


WHOLE = sketch(*BASE)


def test_the_first_paragraphs_of_a_story_are_that_story_shortened():
    short = sketch(BASE[0], "\n\n".join(BASE[1].split("\n\n")[:2]))
    found = likeness(short, WHOLE)
    assert found.kind is Alike.SHORTENED
    assert found.reason == "shares 100% of its running words"
    assert likeness(WHOLE, short) == found


def test_a_story_in_capitals_is_the_same_copy():
    assert likeness(sketch(BASE[0].upper(), BASE[1].upper()), WHOLE).kind is Alike.COPY


@pytest.mark.parametrize("number", range(len(RETOLD)))
def test_a_story_in_other_sentences_is_that_story_retold(number):
    found = likeness(sketch(*RETOLD[number]), WHOLE)
    assert found.kind is Alike.RETOLD
    assert found.reason.startswith("same ")


def test_no_two_of_forty_stories_are_alike():
    sketches = [sketch(*one) for one in OTHERS]
    pairs = [(one, other) for n, one in enumerate(sketches) for other in sketches[:n]]
    assert [(a.title, b.title) for a, b in pairs if likeness(a, b).same_story] == []


def test_market_reports_in_the_words_of_one_template_are_told_apart_by_their_figures():
    by_title = {title: sketch(title, text) for title, text in OTHERS}
    found = likeness(
        by_title["Ukraine says it shot down 61 of 88 drones overnight"],
        by_title["Ukraine says it shot down 47 of 73 drones overnight"],
    )
    assert found.reason.startswith("other figures: ")


def test_a_digest_that_holds_the_lead_is_another_story():
    digest = next(sketch(*one) for one in OTHERS if one[0].startswith("World news"))
    lead = sketch(BASE[0], digest.text.split("\n")[0])
    assert not likeness(lead, digest).same_story


def test_markup_and_links_are_no_words_of_a_story():
    link = '<A HREF="http://example.org/quote?ticker=X target=/full">X</A> '
    assert "ticker" not in sketch("Profit rises", f"Example Inc. {link} said on Monday its profit rose.").text


def test_house_style_does_not_count():
    assert stem_of("organisation") == stem_of("organization")
    assert figures_of("On 5 March at 10:30 GMT, 1,200 of 1.5 million; twelve, 2024") == ["1200", "1.5", "12"]
    assert figures_of("1200 on March 5, 2024") == ["1200"]


def test_words_of_russian_are_found_whatever_their_endings():
    one = sketch("Кремль опроверг переброску Искандеров под Брянск", "Дроздовка")
    other = sketch("Переброска Искандеров к Брянску опровергнута Кремлем", "В Дроздовке")
    assert len(set(kept_terms(one)) & set(asked_terms(other))) >= 3


def test_an_article_joins_the_story_that_was_told_rather_than_one_that_nobody_was_told_of():
    untold = founded(sketch(*BASE, name="untold", at=NOON - timedelta(hours=2)))
    first = sketch(*BASE, name="first", at=NOON - timedelta(hours=1))
    told = placed(first, place(first, []), [])
    assert place(sketch(*BASE, name="next"), [untold, told]).joins == "first"


def test_an_article_from_another_week_opens_a_story_of_its_own():
    old = founded(sketch(*BASE, name="old", at=NOON - WINDOW - timedelta(minutes=1)))
    assert place(sketch(*BASE, name="next"), [old]).joins is None


def test_an_article_that_resembles_two_stories_joins_one_and_names_the_other():
    ways = [sketch(*RETOLD[number], name=f"way {number}") for number in (0, 5)]
    stories = [placed(one, place(one, []), []) for one in ways]
    found = place(sketch(*BASE, name="bridge"), stories)
    assert {found.story, *found.also} == {one.story for one in stories}
    assert found.reason.endswith(f"; also like story {found.also[0]}")


def test_newcomers_are_compared_with_anchors_alone():
    aside = founded(sketch(*BASE, name="aside"))
    aside = type(aside)(sketch=aside.sketch, story="drifted", anchor=False, placed=True)
    assert place(sketch(*BASE, name="next"), [aside]).joins is None


@given(st.text(max_size=300), st.text(max_size=300), st.text(max_size=300))
def test_any_text_has_few_terms_and_a_likeness(title, text, other):
    one = Sketch(article_id="a", at=NOON, title=title, text=text)
    two = Sketch(article_id="b", at=NOON, title=title, text=other)
    assert len(kept_terms(one)) <= TERMS_KEPT
    assert all(0 <= term < 2**32 for term in kept_terms(one))
    assert likeness(one, two) == likeness(two, one) or len(text) == len(other)
