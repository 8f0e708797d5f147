"""Why a rule holds or does not, as a person reads it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from rule_building import all_of, article, inside, listed, near, not_of, published, rule

from monitor.article.model import Article
from monitor.rule.condition import Condition, Scope
from monitor.rule.explain import Explanation
from monitor.rule.load import load_rules_text
from monitor.rule.ruleset import RuleSet
from monitor.rule.snippets import quotes_of

TREE = """\
✗ one does not match
  ✗ sentence:  — holds in 0 of 3 sentences; shown for one
      paragraph 1: “**Trump** **denied** the **call**.”
    ✗ all:
      ✓ list: names  — 1 of 2 entries found
        ✓ "trump"
      ✓ "denied"
      ✗ not:
        ✓ "call"
""".rstrip()


def explained(when: Condition, *paragraphs: str, **known: object) -> str:
    return str(RuleSet([rule(when)]).explain("one", article(*paragraphs, **known)))


def test_the_tree_shows_the_stretch_that_comes_nearest() -> None:
    when = inside(Scope.SENTENCE, all_of(listed("putin", "trump"), "denied", not_of("call")))
    assert explained(when, "Nothing here. Putin spoke. Trump denied the call.") == TREE


def test_near_says_how_far_apart_the_terms_stand() -> None:
    text = explained(near(2, "putin", "trump"), "Putin did not, he says, call Trump.")
    assert "the terms stand 6 words apart, 2 at most are allowed" in text


def test_near_says_when_the_terms_share_no_paragraph() -> None:
    assert "do not all stand in one paragraph" in explained(near(2, "putin", "trump"), "Putin", "Trump")


@pytest.mark.parametrize(
    ("known", "note"),
    [
        ({}, "the publication date is not known"),
        ({"published": datetime(2024, 7, 15, tzinfo=UTC)}, "when it was received is not known"),
    ],
)
def test_a_date_that_is_not_known_is_said(known: dict[str, object], note: str) -> None:
    assert note in explained(published(within=timedelta(days=2)), "x", **known)


def test_an_unknown_rule_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        RuleSet([]).explain("one", article("x"))


CALL = "French President Emmanuel Macron phoned Russian President Vladimir Putin on Monday, the Elysee said."
DENIAL = "The Kremlin denied the report."


@pytest.mark.parametrize(
    ("condition", "text", "lacks"),
    [
        ("{contact: {kind: meeting}}", CALL, ["its kind is call, not meeting"]),
        ("{contact: {status: [planned, denied]}}", CALL, ["its status is happened, not planned or denied"]),
        ("{contact: {between: [Trump, any]}}", CALL, ["it is not between Trump and any"]),
        (
            "{contact: {by: Trump, kind: visit}}",
            CALL,
            ["its kind is call, not visit", "Trump is not who says so"],
        ),
        ("{contact: any}", CALL, []),
        ("{title: {contact: any}}", CALL, ["its sentences are not all in the part that is looked at"]),
        ("{denial: {official: false}}", DENIAL, ["its source is official"]),
        (
            "{denial: {of: plan, by: Trump}}",
            DENIAL,
            ["it denies a claim, not a plan", "Trump is not who denies"],
        ),
        ("{denial: {contact: {kind: call}}}", DENIAL, ["it denies no contact"]),
        ("{denial: any}", DENIAL, []),
    ],
)
def test_a_fact_says_each_thing_that_it_lacks(condition: str, text: str, lacks: list[str]) -> None:
    told = facts_of(condition, text)
    (row,) = told.facts
    assert list(row.lacks) == lacks
    assert told.holds == (not lacks)


def facts_of(condition: str, text: str) -> Explanation:
    loaded = load_rules_text(f"rules: [{{id: one, title: One, severity: low, when: {condition}}}]")
    told = RuleSet.of(loaded).explain("one", Article.from_text(title="Rain", text=text))
    while told.parts:
        (told,) = told.parts
    return told


def test_what_is_asked_for_stands_before_what_is_not() -> None:
    told = facts_of("{contact: {kind: meeting}}", f"{CALL}\n\nPutin met Xi Jinping in Beijing.")
    assert [row.cells[1] for row in told.facts] == ["meeting", "call"]
    assert [bool(row.lacks) for row in told.facts] == [False, True]


def test_a_condition_on_facts_says_what_it_would_have_taken() -> None:
    assert "no contact was read: it takes leaders" in facts_of("{contact: any}", "It rained.").note
    assert "no denial was read: it takes a source" in facts_of("{denial: any}", "It rained.").note


def test_a_fact_is_proved_by_its_sentence_with_the_words_marked() -> None:
    (row,) = facts_of("{denial: any}", f"It rained. {DENIAL}").facts
    (quote,) = row.quotes
    assert (quote.place, quote.marked()) == ("paragraph 1", "The Kremlin **denied the report**.")


def test_a_quote_leaves_markup_and_line_breaks_out_and_keeps_its_marks() -> None:
    text = "In [a\n  new](https://example.org/x) book,   Trump *denied* it."
    found = Article.from_bytes(
        f"Head\n\n{text}\n".encode(), path="/x.md", received_at=datetime(2024, 1, 1, tzinfo=UTC)
    )
    at = found.text.index("Trump")
    (quote,) = quotes_of(found, [found.slice("text", at, at + 5)])
    assert quote.marked() == "In a new book, **Trump** denied it."


def test_a_long_sentence_is_cut_to_what_surrounds_its_marks() -> None:
    text = f"{'so ' * 100}Trump denied it {'and so ' * 100}on."
    found = Article.from_text(text=text)
    (quote,) = quotes_of(found, [found.slice("text", 300, 305)])
    assert quote.text.startswith("… so ")
    assert quote.text.endswith(" …")
    assert "**Trump** denied it" in quote.marked()
    assert len(quote.text) < 200


REUSED = (
    "conditions: {calls: {any: [call*, rang]}}\nrules:\n  - id: one\n    when: {condition: calls}\n"
    "    except: {phrases: [joke, satire], publisher: [The Onion]}\n"
)


def test_a_named_condition_is_shown_by_its_name_and_written_out_below() -> None:
    rules = RuleSet.of(load_rules_text(REUSED))
    assert str(rules.explain("one", article("He rang."))) == (
        "✓ one matches\n"
        "  ✓ condition: calls\n"
        "    ✓ any:\n"
        '      ✗ "call*"\n'
        '      ✓ "rang"\n'
        "          paragraph 1: “He **rang**.”\n"
        "  ✓ except:  — none of 3 exceptions holds"
    )


def test_an_exception_that_holds_is_shown_with_the_words_and_the_place_it_is_written_at() -> None:
    rules = RuleSet.of(load_rules_text(REUSED, "desk.yaml"))
    told = str(rules.explain("one", article("He rang: a joke.", publisher="The Onion")))
    assert told.startswith("✗ one does not match\n  ✓ condition: calls")
    assert told.endswith(
        "  ✗ except:  — 2 of 3 exceptions hold, so the rule does not match\n"
        '    ✓ "joke"  — written at desk.yaml:5:24\n'
        "        paragraph 1: “He rang: a **joke**.”\n"
        "    ✓ publisher: The Onion  — the publisher is The Onion; written at desk.yaml:5:51"
    )


def test_a_contact_of_someone_excepted_says_so() -> None:
    text = "rules:\n  - {id: one, when: {contact: any}, except: {participants: [Donald Trump]}}\n"
    rules = RuleSet.of(load_rules_text(text))
    told = str(rules.explain("one", article("Vladimir Putin called Donald Trump.")))
    assert "Donald Trump takes part, which the rule excepts" in told


@pytest.mark.parametrize(
    ("key", "note"),
    [("enabled: false", "not enabled, so it is never evaluated"), ("status: draft", "nobody is told")],
)
def test_a_rule_that_is_never_told_says_so(key: str, note: str) -> None:
    rules = RuleSet.of(load_rules_text(f"rules:\n  - {{id: one, when: call, {key}}}\n"))
    assert note in str(rules.explain("one", article("A call."))).splitlines()[0]
