"""What each condition means, on small articles written for it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from rule_building import (
    all_of,
    any_of,
    article,
    at_least,
    evidence,
    inside,
    language,
    listed,
    near,
    not_of,
    path_is,
    phrase,
    published,
    publisher,
    regex,
    rule,
)

from monitor.article.model import Article, Block, Range, Role
from monitor.errors import RuleError
from monitor.rule.condition import Scope
from monitor.rule.ruleset import RuleSet
from monitor.rule.search_text import MOST_SPANS


@pytest.mark.parametrize(
    ("wanted", "text", "found"),
    [
        ("no plans to call", "He has “no plans” to call.", ["no plans” to call"]),
        ("putin", "PUTIN's and Putin’s", ["PUTIN", "Putin"]),
        ("putin", "Rasputin and putins", None),
        ("den*", "He denies; they denied it. A den.", ["denies", "denied", "den"]),
        ("call* trump", "He called Trump. Calling Trump", ["called Trump", "Calling Trump"]),
        ("call* trump", "He called Mr Trump", None),
        ("no plans", "There are no. Plans exist.", None),
        ("no plans", "No,\nplans", None),
        ("no plans", "no\n   plans", ["no\n   plans"]),
        ("u.s. president", "The U.S. President", ["U.S. President"]),
        ("us president", "The U.S. President", None),
        ("strasse", "In der Straße.", ["Straße"]),
        ("erdogan", "ERDOG\u0306AN’S talks", ["ERDOG\u0306AN"]),
        ("istanbul", "İSTANBUL.", ["İSTANBUL"]),
        ("елка", "Ёлка!", ["Ёлка"]),
        ("мой", "мои дела", None),
        ("普京", "俄罗斯总统普京说", ["普京"]),
        ("nerve agent", "a nerve‑agent attack", ["nerve‑agent"]),
    ],
)
def test_a_phrase(wanted: str, text: str, found: list[str] | None) -> None:
    assert evidence(wanted, article(text)) == found


def test_the_title_comes_first_and_is_a_field_of_its_own() -> None:
    one = article("Putin spoke.", title="Putin speaks")
    spans = RuleSet([rule("putin")]).match(one)[0].evidence
    assert [(span.field, span.start) for span in spans] == [("title", 0), ("text", 0)]


def test_a_phrase_does_not_run_from_one_paragraph_into_the_next() -> None:
    assert evidence("no plans", article("He said no", "plans were made")) is None


def test_only_evidence_blocks_are_searched() -> None:
    for role in Role:
        found = evidence("putin", article("Putin", role=role))
        assert (found is not None) == (
            role in {Role.HEADLINE, Role.DECK, Role.BODY, Role.SUBHEADING, Role.QUOTE}
        )


def test_all_any_not_at_least() -> None:
    one = article("Alpha beta.")
    assert evidence(all_of("alpha", "beta"), one) == ["Alpha", "beta"]
    assert evidence(all_of("alpha", "gamma"), one) is None
    assert evidence(any_of("gamma", "beta"), one) == ["beta"]
    assert evidence(all_of("alpha", not_of("gamma")), one) == ["Alpha"]
    assert evidence(not_of("alpha"), one) is None
    assert evidence(not_of("gamma"), one) == []
    assert evidence(at_least(2, "alpha", "gamma", "beta"), one) == ["Alpha", "beta"]
    assert evidence(at_least(3, "alpha", "gamma", "beta"), one) is None


@pytest.mark.parametrize(
    ("scope", "found"),
    [
        (Scope.TITLE, None),
        (Scope.LEAD, None),
        (Scope.SENTENCE, None),
        (Scope.PARAGRAPH, ["Putin", "call"]),
        (Scope.QUOTE, None),
    ],
)
def test_a_scope_is_one_stretch(scope: Scope, found: list[str] | None) -> None:
    one = article("Nothing here.", "Putin spoke. He said “a call” was “late”.", title="A call")
    assert evidence(inside(scope, all_of("putin", "call")), one) == found


def test_title_lead_and_quote() -> None:
    one = article("Putin spoke of “a call”.", "Second call.", title="Kremlin call")
    assert evidence(inside(Scope.TITLE, "call"), one) == ["call"]
    assert evidence(inside(Scope.LEAD, "second"), one) is None
    assert evidence(inside(Scope.LEAD, all_of("putin", "call")), one) == ["Putin", "call"]
    assert evidence(inside(Scope.QUOTE, "a call"), one) == ["a call"]
    assert evidence(inside(Scope.QUOTE, "second call"), one) is None
    assert evidence(inside(Scope.SENTENCE, inside(Scope.QUOTE, "putin")), one) is None


def test_a_not_in_a_sentence_speaks_of_that_sentence() -> None:
    when = inside(Scope.SENTENCE, all_of("denied", not_of("involvement")))
    assert evidence(when, article("He denied involvement. Later.")) is None
    assert evidence(when, article("He denied it. The involvement was clear.")) == ["denied"]


def test_a_star_after_one_letter_is_found_where_a_quote_begins() -> None:
    one = article("Putin. He said “call”.")
    assert evidence(inside(Scope.QUOTE, inside(Scope.SENTENCE, "c*")), one) == ["call"]


def test_a_block_quote_is_quoted_speech() -> None:
    assert evidence(inside(Scope.QUOTE, "call"), article("A call", role=Role.QUOTE)) == ["call"]


def test_near_counts_steps_from_word_to_word() -> None:
    one = article("Putin will soon call Trump’s office.")
    assert evidence(near(3, "putin", "call"), one) == ["Putin", "call"]
    assert evidence(near(2, "putin", "call"), one) is None
    assert evidence(near(1, "trump", "call"), one) == ["call", "Trump"]
    assert evidence(near(1, "trump", "call", ordered=True), one) is None
    assert evidence(near(2, "trump", "office"), one) == ["Trump", "office"]


def test_near_in_order_asks_for_the_order_given() -> None:
    one = article("Putin call trump.")
    assert evidence(near(8, "putin", "trump", "call", ordered=True), one) is None
    assert evidence(near(8, "putin", "call", "trump", ordered=True), one) == ["Putin", "call", "trump"]


def test_near_takes_the_closest_and_no_word_twice() -> None:
    names = listed("putin", "trump")
    assert evidence(near(9, names, "call", names), article("Putin had a call.")) is None
    one = article("Putin, said Putin, will call Trump.")
    assert evidence(near(9, names, "call", names), one) == ["Putin", "call", "Trump"]
    assert RuleSet([rule(near(9, names, "call", names))]).match(one)[0].evidence[0].start == 12


def test_near_shows_the_longest_name_that_covers_a_hit() -> None:
    when = near(5, listed("ministry", "foreign ministry"), "denied")
    assert evidence(when, article("The foreign ministry denied it.")) == ["foreign ministry", "denied"]


def test_near_does_not_leave_its_paragraph() -> None:
    assert evidence(near(9, "putin", "trump"), article("Putin", "Trump")) is None


def test_a_regex_gives_its_exact_slice_and_sees_no_markup() -> None:
    assert evidence(regex(r"\d+ (?:times|calls)\?!"), article("Spoke 7 TIMES?! Yes")) == ["7 TIMES?!"]
    assert evidence(regex(r"(?-i)times"), article("7 TIMES")) is None
    text = "see [Trump](http://calls.example) speak"
    hidden = (Range(4, 5), Range(10, 33))
    block = Block(role=Role.BODY, field="text", start=0, end=len(text), text=text, hidden=hidden)
    one = Article(title="", text=text, blocks=(block,), digest="0")
    assert evidence(regex("calls"), one) is None
    assert evidence(phrase("calls"), one) is None
    assert evidence(phrase("trump speak"), one) == ["Trump](http://calls.example) speak"]


def test_a_regex_takes_text_that_cannot_be_encoded() -> None:
    assert evidence(regex("call"), article("a\udcff call")) == ["call"]


def test_a_regex_that_cannot_be_compiled_is_a_rule_error() -> None:
    with pytest.raises(RuleError, match="R922"):
        RuleSet([rule(regex("("))])


def test_what_is_known_of_the_article() -> None:
    one = article("x", publisher="The Moscow Times", language="en-GB", path="/in/tass/2024/a.txt")
    assert evidence(publisher("the moscow times"), one) == []
    assert evidence(publisher("*moscow*"), one) == []
    assert evidence(publisher("moscow"), one) is None
    assert evidence(language("ru", "en"), one) == []
    assert evidence(path_is("tass/**/*.txt"), one) == []
    assert evidence(path_is("*.txt"), one) == []
    assert evidence(path_is("tass/*.txt"), one) is None
    assert evidence(any_of(publisher("x"), language("en"), path_is("*")), article("x")) is None


NOON = datetime(2024, 7, 16, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("known", "limits", "holds"),
    [
        ({"published": NOON, "received_at": NOON}, {"within": timedelta(days=2)}, True),
        ({"published": NOON - timedelta(days=3), "received_at": NOON}, {"within": timedelta(days=2)}, False),
        ({"published": NOON}, {"within": timedelta(days=2)}, False),
        ({"received_at": NOON}, {"within": timedelta(days=2)}, False),
        ({"published": NOON}, {"after": NOON}, True),
        ({"published": NOON}, {"before": NOON}, False),
        ({"published": NOON.replace(tzinfo=None)}, {"before": NOON + timedelta(1)}, True),
        ({}, {"after": NOON}, False),
    ],
)
def test_published(known: dict[str, object], limits: dict[str, object], holds: bool) -> None:
    assert (evidence(published(**limits), article("x", **known)) is not None) == holds


def test_evidence_that_overlaps_is_one_and_there_is_an_end_to_it() -> None:
    assert evidence(any_of("no plans", "plans to call"), article("no plans to call")) == ["no plans to call"]
    assert len(evidence("call", article("call " * 100)) or []) == MOST_SPANS


def test_matches_come_in_the_order_of_the_rules() -> None:
    rules = RuleSet([rule("beta", "b"), rule("gamma", "c"), rule("alpha", "a")])
    assert [match.rule.id for match in rules.match(article("alpha beta"))] == ["b", "a"]
    assert [one.id for one in rules] == ["b", "c", "a"]


def test_no_rules_and_no_text_match_nothing() -> None:
    assert RuleSet([]).match(article("alpha")) == ()
    assert RuleSet([rule("alpha"), rule(inside(Scope.SENTENCE, not_of("x")), "two")]).match(article()) == ()


def test_the_digest_follows_the_meaning() -> None:
    assert RuleSet([rule("alpha")]).digest == RuleSet([rule("alpha")]).digest
    assert RuleSet([rule("alpha")]).digest != RuleSet([rule("beta")]).digest
