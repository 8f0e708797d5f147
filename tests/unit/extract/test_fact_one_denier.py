"""Who denies goes on speaking in what follows: ", calling the reports false" makes nobody else a denier."""

import pytest

from monitor.article.model import Article
from monitor.extract import read_facts


def deniers(text):
    return sorted({denial.by for denial in read_facts(Article.from_text(title="", text=text)).denials})


@pytest.mark.parametrize(
    ("text", "by"),
    [
        (
            "The White House denied that Trump had spoken with Putin, calling the story fabricated.",
            "White House",
        ),
        ("Peskov denied that Trump had called Putin, calling the report a fake.", "Dmitry Peskov"),
        ("Peskov denied that Trump had called Putin and called the report a fake.", "Dmitry Peskov"),
    ],
)
def test_what_the_denier_says_further_is_his(text, by):
    assert deniers(text) == [by]


def test_another_who_denies_in_a_clause_of_his_own_is_a_denier():
    text = "The Kremlin denied that Putin had called Trump, but Trump dismissed the report as false too."
    assert "Donald Trump" in deniers(text)
