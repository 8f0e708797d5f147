"""A denial that its own sentence takes back is one of before; a slice of what is denied does not negate it."""

from __future__ import annotations

import pytest

from monitor.article import Article
from monitor.extract import Denial, read_facts

TAKEN_BACK = [
    "Deputy Slovak defence minister Pavol Hruska admitted on Monday that he lied when he denied the reports of a leak.",
    "After years of denying the existence of the base, the Norwegian foreign ministry confirmed that it had been used.",
    "Having denied the report for weeks, the Kenyan government acknowledged the payment.",
]
KEPT = [
    "The Kenyan government denied the report of a payment but admitted that talks were held.",
    "The Kenyan government confirmed the raid and denied claims that civilians were killed.",
    "Denying the report of a leak, the Norwegian foreign ministry confirmed that an inquiry was held.",
    "The Norwegian foreign ministry denied the report when a newspaper confirmed it.",
]
SLICES = {
    "MI5 was accused of lying. British Home Secretary Yvette Cooper said there was no such departure from the policy.": (
        "departure from the policy"
    ),
    "Reports said a curfew was coming. The Kenyan government said there were no plans for a curfew.": (
        "plans for a curfew"
    ),
    "The Kenyan government denied that no plans were made.": "no plans were made",
}


def denials(text: str) -> list[Denial]:
    return [one for one in read_facts(Article.from_text(text=text)).denials if one.official]


@pytest.mark.parametrize("text", TAKEN_BACK)
def test_a_denial_taken_back_is_no_news(text: str) -> None:
    assert [one.standing for one in denials(text)] == [True]


@pytest.mark.parametrize("text", KEPT)
def test_a_denial_beside_what_is_confirmed_is_news(text: str) -> None:
    assert [one.standing for one in denials(text)] == [False]


@pytest.mark.parametrize(("text", "slice_"), SLICES.items())
def test_what_is_denied_is_shown_without_its_negation(text: str, slice_: str) -> None:
    assert [one.denied.text for one in denials(text) if one.denied] == [slice_]
