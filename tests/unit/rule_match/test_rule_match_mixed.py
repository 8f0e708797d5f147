"""A name in mixed alphabets is found as the name it looks like, and whoever is told is told of it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from rule_building import all_of, article, evidence, listed, near, not_of, regex, rule

from monitor.article.model import Article
from monitor.notify.build import compose
from monitor.notify.model import NotificationKind
from monitor.rule.condition import Condition
from monitor.rule.load import load_rules_text
from monitor.rule.ruleset import RuleSet

FACTS = RuleSet.of(
    load_rules_text(
        "rules:\n"
        "  - {id: contact, title: '{{ participants }}', when: {contact: {between: [Putin, Trump]}}}\n"
        "  - {id: denial, title: t, when: {denial: {by: Peskov}}}\n"
        "  - {id: call, title: t, when: call*}\n"
    )
)


@pytest.mark.parametrize(
    "when",
    [
        "putin",
        "put*",
        listed("Lavrov", "Putin"),
        regex("put[i]n"),
        regex("Р[u]tin"),
        near(3, "putin", "spoke"),
    ],
)
def test_a_mixed_name_is_found_in_the_articles_own_letters(when: Condition | str) -> None:
    found = evidence(when, article("Then Рutin spoke."))
    assert found is not None
    assert found[0] == "Рutin"


def test_a_rule_written_in_mixed_alphabets_finds_the_name() -> None:
    assert evidence("Рutin", article("Then Putin spoke.")) == ["Putin"]


def test_russian_text_is_searched_as_it_is() -> None:
    text = article("Рутин и Путин у Трампа в США; сор и cop.")
    assert evidence("путин", text) == ["Путин"]
    assert evidence("cop", text) == ["cop"]
    assert evidence("сор", text) == ["сор"]
    assert evidence(all_of("трампа", not_of("tpamna")), text) == ["Трампа"]


def test_facts_are_read_and_quoted_in_the_articles_own_letters() -> None:
    text = "Russian President Vladimir Рutin сalled US President Donald Тrump on Monday.\n\nDmitry Реskov denied the report."
    one = Article.from_text(title="A саll", text=text)
    matches = {match.rule.id: match for match in FACTS.match(one)}
    assert set(matches) == {"contact", "denial", "call"}
    assert matches["contact"].title == "Vladimir Putin and Donald Trump"
    for match in matches.values():
        assert all(span.text == getattr(one, span.field)[span.start : span.end] for span in match.evidence)
    assert any("Рutin" in span.text for span in matches["contact"].evidence)


def test_the_message_names_the_words_in_mixed_alphabets() -> None:
    (match,) = RuleSet([rule("putin")]).match(Article.from_text(title="Рutin speaks", text="Тrump listens."))
    told = compose(
        match,
        delivery_id="d",
        alert_id="a",
        kind=NotificationKind.FIRST,
        received_at=datetime(2026, 12, 1, tzinfo=UTC),
    )
    (note,) = told.notes
    assert note == (
        "mixed alphabets: “Рutin” (Cyrillic and Latin) read as “Putin”, "
        "“Тrump” (Cyrillic and Latin) read as “Trump”"
    )


def test_many_mixed_words_are_counted() -> None:
    words = " ".join(f"Рutin{letter}" for letter in "abcdefgh")
    (match,) = RuleSet([rule("said")]).match(article(f"said {words}"))
    assert match.notes[0].endswith("read as “Putine” and 3 more")


def test_an_ordinary_article_has_no_note() -> None:
    (match,) = RuleSet([rule("said")]).match(article("Путин said “no” to NATO."))
    assert match.notes == ()


def test_facts_that_were_read_only_so_far_are_said() -> None:
    text = "Putin called Trump. " + "Kremlin spokesman Dmitry Peskov denied the report. " * 600
    match = FACTS.match(Article.from_text(title="T", text=text))[0]
    assert match.notes == ("only the first 500 mentions of contacts and denials were read",)
