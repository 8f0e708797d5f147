"""`exact:`, a phrase whose case counts, and `quote: {by, says}`, words quoted from somebody."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rule_building import article

from monitor.article.model import Article
from monitor.rule.load import load_rules_text
from monitor.rule.model import Match
from monitor.rule.ruleset import RuleSet


def _found(when: str, text: str) -> list[str] | None:
    matches = _matches(when, article(text))
    return [span.text for span in matches[0].evidence] if matches else None


def _matches(when: str, of: Article) -> tuple[Match, ...]:
    rules = load_rules_text(f"rules:\n  - id: sample\n    title: x\n    when: {when}\n")
    return RuleSet.of(rules).match(of)


@pytest.mark.parametrize(
    ("wanted", "text", "found"),
    [
        ("WHO", "The WHO asked who was there. Who?", ["WHO"]),
        ("WHO", "Who is there?", None),
        ("US envoy", "A U.S. envoy met us envoys; a US envoy, a Us envoy", ["U.S. envoy", "US envoy"]),
        ("March", "They march in March.", ["March"]),
        ("Turk*", "turkish Turkey, TURKEY, Turks", ["Turkey", "Turks"]),
        ("Élysée", "the ÉLYSÉE, the Élysée, the Elysee", ["Élysée", "Elysee"]),
        ("C++", "c++ and C++ and C", ["C++"]),
        ("Black Sea Fleet", "Black\nSea Fleet; black Sea Fleet", ["Black\nSea Fleet"]),
        ("AT&T", "AT&amp;T, at&amp;t", ["AT&amp;T"]),
    ],
)
def test_exact_finds_a_phrase_only_as_its_letters_are_written(
    wanted: str, text: str, found: list[str] | None
) -> None:
    assert _found(f'{{exact: "{wanted}"}}', text) == found


def test_exact_and_the_phrase_of_the_same_words_are_told_apart() -> None:
    assert _found('{all: [{exact: "WHO"}, {not: {near: {terms: [who, asked], within: 1}}}]}', "The WHO.")
    assert _found('{all: [who, {not: {exact: "WHO"}}]}', "Who is the WHO?") is None


def test_exact_may_be_a_term_of_near() -> None:
    when = '{near: {terms: [{exact: "WHO"}, warn*], within: 2}}'
    assert _found(when, "The WHO warned them.") == ["WHO", "warned"]
    assert _found(when, "Those who warned them.") is None


@given(st.text(alphabet="wWhHoO .,-", min_size=1, max_size=40))
def test_exact_finds_nothing_that_the_phrase_does_not(text: str) -> None:
    exact, phrase = _found('{exact: "WHO"}', text), _found("WHO", text)
    assert exact is None or (phrase is not None and set(exact) <= set(phrase))


SAID = "{quote: {by: %s, says: no plans}}"
PESKOV = "“We have no plans to call him,” Kremlin spokesman Dmitry Peskov told reporters."


@pytest.mark.parametrize(
    "by", ["Peskov", "Dmitry Peskov", "Kremlin", "Russia", "[White House, Kremlin]", "any"]
)
def test_words_are_found_in_what_is_quoted_from_somebody_by_name_office_and_side(by: str) -> None:
    assert _found(SAID % by, PESKOV) == ["no plans"]


@pytest.mark.parametrize(
    ("by", "text"),
    [
        ("White House", PESKOV),
        ("Peskov", "Peskov has no plans to resign. “We shall see,” Dmitry Peskov said."),
        ("Peskov", "“There are no plans,” said Donald Trump, whom Dmitry Peskov has met."),
        ("Peskov", "“There are no plans,” said a source close to Dmitry Peskov."),
        ("Peskov", "“Dmitry Peskov said there are no plans,” Donald Trump told reporters."),
        ("Peskov", "Dmitry Peskov spoke in Moscow. “There are no plans,” said one expert."),
    ],
)
def test_words_of_others_and_words_outside_quotes_are_not_theirs(by: str, text: str) -> None:
    assert _found(SAID % by, text) is None


@pytest.mark.parametrize(
    ("by", "text"),
    [
        ("Peskov", "Dmitry Peskov said: “Nobody was called. There are no plans.”"),
        ("Peskov", "“Nobody was called,” said Dmitry Peskov. “There are no plans.”"),
        ("Peskov", "“Nobody was called,” said Dmitry Peskov.\n\n“There are no plans,” he added."),
        ("Peskov", "“There are no plans,” Dmitry Peskov was quoted by Russian media as saying."),
        ("Macron", "According to French President Emmanuel Macron, there are “no plans”."),
    ],
)
def test_a_quote_that_goes_on_is_of_who_spoke_before(by: str, text: str) -> None:
    assert _found(SAID % by, text) == ["no plans"]


def test_all_that_is_asked_must_stand_in_one_quote() -> None:
    when = "{quote: {by: Peskov, says: {all: [plans, call*]}}}"
    assert _found(when, PESKOV) == ["plans", "call"]
    assert _found(when, "“No plans,” said Dmitry Peskov. “Nobody called,” he said.") is None


def test_explain_tells_who_is_quoted_where_nothing_is_quoted_from_who_is_asked() -> None:
    rules = RuleSet.of(load_rules_text(f"rules:\n  - {{id: sample, title: x, when: {SAID % 'Biden'}}}\n"))
    told = str(rules.explain("sample", article(PESKOV)))
    assert "nothing is quoted from Biden; quoted are: Dmitry Peskov, Kremlin spokesman" in told
