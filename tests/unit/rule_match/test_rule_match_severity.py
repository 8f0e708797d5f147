"""`severity: {high: COND, …, else: low}`: the first that holds, of each fact that an alert is about."""

from __future__ import annotations

import pickle

import pytest
from rule_building import article

from monitor.rule.jsonl import match_json
from monitor.rule.load import load_rules_text
from monitor.rule.model import Severity
from monitor.rule.ruleset import RuleSet


def _rules(severity: str, when: str = "port", more: str = "") -> RuleSet:
    text = f"rules:\n  - id: sample\n    title: x\n    severity: {severity}\n    when: {when}\n{more}"
    return RuleSet.of(load_rules_text(text))


def _severity(severity: str, text: str, when: str = "port") -> str:
    (match,) = _rules(severity, when).match(article(text))
    return match.severity.value


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The port is mined and shut.", "critical"),
        ("The port is shut.", "high"),
        ("The port is open.", "low"),
    ],
)
def test_the_first_condition_that_holds_says_how_much_an_article_matters(text: str, found: str) -> None:
    assert _severity("{critical: mine*, high: {any: [shut, mine*]}, else: low}", text) == found


def test_the_order_written_counts_and_what_is_left_is_medium() -> None:
    assert _severity("{low: shut, high: port}", "The port is shut.") == "low"
    assert _severity("{low: shut}", "The port is open.") == "medium"


@pytest.mark.parametrize(
    "when",
    [
        "{title: head}",
        "{all: [shut, {not: open}]}",
        "{at_least: {count: 2, of: [port, shut, open]}}",
        "{near: {terms: [port, shut], within: 3}}",
        "{exact: The}",
        '{regex: "sh.t"}',
        "{sentence: {all: [port, shut]}}",
        "{quote: {by: Kremlin, says: shut}}",
        "{denial: {by: Kremlin, official: true}}",
    ],
)
def test_conditions_of_every_kind_may_say_it(when: str) -> None:
    text = "The port is shut. “It is not shut,” said Dmitry Peskov, Kremlin spokesman, denying the report."
    found = RuleSet.of(
        load_rules_text(
            f"rules:\n  - {{id: a, title: x, severity: {{high: {when}, else: low}}, when: port}}\n"
        )
    )
    (match,) = found.match(article(text, title="Head of the port"))
    assert match.severity is Severity.HIGH


TWO = (
    "Vladimir Putin called Donald Trump on Tuesday, the Kremlin said. "
    "Emmanuel Macron met Olaf Scholz in Berlin on Monday."
)


def test_each_contact_has_its_own_severity_and_the_article_that_of_the_gravest() -> None:
    rules = _rules("{high: {contact: {between: [Putin, any]}}, else: low}", "{contact: any}")
    (match,) = rules.match(article(TWO))
    told = {contact.kind.value: match.severities_of([contact]) for contact in match.asked}
    assert told == {"call": (Severity.HIGH,), "meeting": (Severity.LOW,)}
    assert match.severity is Severity.HIGH
    assert match_json(match)["severity"] == "high"


def test_a_condition_on_denials_looks_at_those_of_the_contact_at_hand() -> None:
    text = (
        "The Kremlin denied that Vladimir Putin had called Donald Trump on Tuesday. "
        "Emmanuel Macron met Olaf Scholz in Berlin on Monday."
    )
    (match,) = _rules("{high: {denial: {by: Kremlin}}, else: low}", "{contact: any}").match(article(text))
    told = {contact.kind.value: match.severities_of([contact])[0].value for contact in match.asked}
    assert told == {"call": "high", "meeting": "low"}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The Turkish foreign ministry on Friday denied reports that its envoy had been expelled.", "high"),
        ("Turkey has always denied the allegation. Its envoy left Paris on Friday.", "low"),
    ],
)
def test_what_was_said_before_may_rank_below_news(text: str, found: str) -> None:
    severity = "{low: {denial: {standing: true}}, else: high}"
    assert _severity(severity, text, "{denial: any}") == found


@pytest.mark.parametrize(
    ("who", "found"),
    [
        ("{office: foreign minist*}", "high"),
        ("{office: [president, foreign ministry]}", "high"),
        ("{office: minister}", "low"),
        ("{office: foreign}", "high"),
        ("{group: states}", "low"),
        ("{group: nato}", "high"),
        ("{group: csto}", "low"),
    ],
)
def test_whoever_holds_an_office_or_speaks_for_a_body_is_meant_by_its_words(who: str, found: str) -> None:
    text = "The Turkish foreign ministry on Friday denied reports that its envoy had been expelled."
    assert _severity(f"{{high: {{denial: {{by: {who}}}}}, else: low}}", text, "{denial: any}") == found


@pytest.mark.parametrize("by", ["Rwanda", "The United States", "The US", "Moscow"])
def test_a_country_that_denies_as_such_is_one_of_the_states(by: str) -> None:
    severity = "{high: {denial: {by: {group: states}}}, else: low}"
    text = f"{by} on Friday denied reports that its envoy had been expelled."
    assert _severity(severity, text, "{denial: any}") == "high"


def test_the_severity_survives_the_way_to_another_process_and_changes_the_digest() -> None:
    rules = _rules("{high: shut, else: low}")
    again = pickle.loads(pickle.dumps(rules))
    assert [one.severity for one in again.match(article("The port is shut."))] == [Severity.HIGH]
    assert rules.digest != _rules("{high: open, else: low}").digest
    assert rules.digest != _rules("low").digest


def test_explain_shows_the_conditions_up_to_the_one_that_holds() -> None:
    rules = _rules("{critical: mine*, high: shut, medium: open, else: low}")
    told = str(rules.explain("sample", article("The port is shut.")))
    assert "severity: high" in told
    assert "✗ critical" in told
    assert "✓ high:" in told
    assert "medium:" not in told
    none = str(rules.explain("sample", article("The port.")))
    assert "severity: low  — none of its conditions holds" in none


def test_explain_tells_of_several_facts_which_is_the_gravest() -> None:
    rules = _rules("{high: {contact: {between: [Putin, any]}}, else: low}", "{contact: any}")
    told = str(rules.explain("sample", article(TWO)))
    assert "severity: high  — the gravest of 2 facts that are asked for" in told
