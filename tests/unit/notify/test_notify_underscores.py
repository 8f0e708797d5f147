"""Names such as `__class__` are the article's own words: kept as written, stilled only where they would format."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from monitor.article.markup import hidden_ranges, visible
from monitor.article.model import Article
from monitor.notify.build import compose
from monitor.notify.model import NotificationKind
from monitor.notify.plain_text import plain_text
from monitor.notify.presentation import Wording, word
from monitor.notify.sanitize import unformatted
from monitor.rule.load import load_rules_text
from monitor.rule.ruleset import RuleSet

RULES = RuleSet.of(load_rules_text("rules:\n  - {id: a, title: t, when: {any: [calls, class]}}\n"))
TEXT = "The __class__ of a thing calls __init__, then __repr__."


def worded(text: str) -> Wording:
    (match,) = RULES.match(Article.from_text(title="On __slots__", text=text))
    told = compose(
        match,
        delivery_id="d",
        alert_id="a",
        kind=NotificationKind.FIRST,
        received_at=datetime(2026, 12, 1, tzinfo=UTC),
    )
    return word(told, UTC)


def test_programmers_names_keep_their_underscores_in_plain_text() -> None:
    text = plain_text(worded(TEXT))
    assert "> The __**class**__ of a thing **calls** __init__, then __repr__." in text
    assert "On __slots__" in text


def test_where_underscores_format_they_are_stilled() -> None:
    assert "__init__" not in plain_text(worded(TEXT), calm=unformatted)


@pytest.mark.parametrize("text", ["__class__", "(__init__)", "`__dunder_name__`", "**__class__**"])
def test_a_programmers_name_is_no_markup(text: str) -> None:
    assert "__" in visible(text)


@pytest.mark.parametrize("text", ["__Putin__ said", "__two words__", "__Breaking:__ no", "_said_"])
def test_emphasis_is_markup_still(text: str) -> None:
    assert "_" not in visible(text)
    assert hidden_ranges(text)
