"""A contact that is told as background is marked so; news is not."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from monitor.article import Article
from monitor.extract import read_facts

RUTO, MUSEVENI = "Kenyan President William Ruto", "Ugandan President Yoweri Museveni"
PUBLISHED = datetime(2024, 6, 12, tzinfo=UTC)
BACKGROUND = [
    f"{RUTO} met {MUSEVENI} last year in Kampala.",
    f"{RUTO} had met {MUSEVENI} before the vote.",
    f"{RUTO} has met {MUSEVENI} three times.",
    f"{RUTO} has spoken to {MUSEVENI} several times since 2021.",
    f"{RUTO} met {MUSEVENI} in 2019.",
    f"{RUTO} met {MUSEVENI} on 3 March 2024 in Kampala.",
    f"{RUTO} met {MUSEVENI} two years ago.",
    f"{RUTO} has repeatedly called {MUSEVENI}.",
    f"{RUTO} and {MUSEVENI} last met in February at a summit in Juba.",
    f"A call between {RUTO} and {MUSEVENI} last month went badly.",
]
NEWS = [
    f"{RUTO} met {MUSEVENI} on Monday in Kampala.",
    f"{RUTO} met {MUSEVENI}.",
    f"{RUTO} said he had met {MUSEVENI} on Monday.",
    f"{RUTO} called {MUSEVENI} on 10 June 2024.",
    f"{RUTO} met {MUSEVENI} last week.",
    f"{RUTO} last week met {MUSEVENI}.",
    f"{RUTO} has met {MUSEVENI} in Kampala.",
]

KAZAKH, UZBEK = "президент Казахстана Касым-Жомарт Токаев", "президентом Узбекистана Шавкатом Мирзиёевым"
RECALLED_IN_SLAVIC = [
    f"В марте {KAZAKH} встретился с {UZBEK} в Астане.",
    f"В прошлом году {KAZAKH} встретился с {UZBEK} в Астане.",
    "Раніше цього року президент Польщі Анджей Дуда зустрівся з президентом Литви Гітанасом Науседою.",
]
NEWS_IN_SLAVIC = [
    f"В понедельник {KAZAKH} встретился с {UZBEK} в Астане.",
    f"В июне {KAZAKH} встретился с {UZBEK} в Астане.",
    f"{KAZAKH[0].upper()}{KAZAKH[1:]} встретился с {UZBEK} в Астане.",
    f"{KAZAKH[0].upper()}{KAZAKH[1:]} обсудил с {UZBEK} саммит в декабре.",
]


def standing(text: str) -> list[bool]:
    article = Article.from_text(text=text, published=PUBLISHED)
    return [one.standing for one in read_facts(article).contacts]


@pytest.mark.parametrize("text", BACKGROUND)
def test_what_was_before_the_news_is_standing(text: str) -> None:
    assert standing(text) == [True]


@pytest.mark.parametrize("text", NEWS)
def test_news_is_not_standing(text: str) -> None:
    assert standing(text) == [False]


@pytest.mark.parametrize("text", RECALLED_IN_SLAVIC)
def test_what_a_russian_or_ukrainian_sentence_opens_on_as_long_ago_is_standing(text: str) -> None:
    assert standing(text) == [True]


@pytest.mark.parametrize("text", NEWS_IN_SLAVIC)
def test_news_in_russian_is_not_standing(text: str) -> None:
    assert standing(text) == [False]


def test_what_the_text_tells_as_news_and_as_background_is_news() -> None:
    assert standing(f"{RUTO} met {MUSEVENI} on Monday. {RUTO} also met {MUSEVENI} last year.") == [False]


def test_a_summit_that_two_last_met_at_is_no_news_of_its_own() -> None:
    news = f"{RUTO} called {MUSEVENI} on Monday. The two leaders last met in February at a summit in Juba, where they argued."
    assert standing(news) == [False, True]


def test_a_headline_is_news() -> None:
    text = f"{RUTO} had met {MUSEVENI} before the vote."
    article = Article.from_text(title="Ruto had met Museveni before vote", text=text, published=PUBLISHED)
    assert not any(one.standing for one in read_facts(article).contacts)
