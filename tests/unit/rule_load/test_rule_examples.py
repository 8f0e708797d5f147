"""Tests written inside rules: read, run, and told in full when they fail."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from monitor.article.model import Article, Span
from monitor.errors import RuleError
from monitor.extract.model import Contact, ContactKind, ContactStatus, Denial, Denies, Facts, Participant
from monitor.rule.examples import Example, Expected, run_examples
from monitor.rule.load import LoadedRules, load_rules, load_rules_text
from monitor.rule.model import Match

HEAD = "rules:\n  - id: one\n    when: call\n    tests:\n"
CONTACT = Contact(
    participants=(Participant(name="Donald Trump"), Participant(name="Vladimir Putin")),
    kind=ContactKind.CALL,
    status=ContactStatus.CLAIMED,
    attribution=("Bob Woodward",),
)
DENIAL = Denial(by="Dmitry Peskov", role="spokesman", official=True, denies=Denies.CONTACT, contact=CONTACT)


def loaded(tests: str) -> LoadedRules:
    return load_rules_text(HEAD + tests)


def examples(tests: str) -> tuple[Example, ...]:
    return loaded(tests).examples


def reasons(expect: str, *, found: bool = True) -> tuple[str, ...]:
    one = loaded(f"      - article: {{title: A, text: It was “a call”.}}\n        expect: {expect}\n")

    def match(article: Article) -> tuple[Match, ...]:
        facts = Facts(contacts=(CONTACT,), denials=(DENIAL,))
        evidence = (Span("text", 7, 15, "“a call”"),)
        whole = Match(rule=one.rules[0], article=article, title="T", evidence=evidence, facts=facts)
        return (whole,) if found else ()

    (result,) = run_examples(one.examples, match)
    return result.reasons


def test_a_test_keeps_its_article_and_what_is_expected() -> None:
    (one, two) = examples(
        "      - name: a call\n"
        "        article: {title: T, text: X, publisher: AP, language: en, path: a/b.txt,"
        " published: 2024-07-15, received: 2024-07-16T01:00:00Z}\n"
        "        expect: {evidence: [call, a call], facts: {denials: [{official: true, contact: null}]}}\n"
        "      - article: {title: T}\n"
        "        expect: no match\n"
    )
    assert (one.rule, one.name, str(one.location)) == ("one", "a call", "<text>:5:9")
    assert (one.article.title, one.article.publisher, one.article.path) == ("T", "AP", "a/b.txt")
    assert one.article.published == datetime(2024, 7, 15, tzinfo=UTC)
    assert one.article.received == datetime(2024, 7, 16, 1, tzinfo=UTC)
    assert (one.expected, one.evidence) == (Expected.MATCH, ("call", "a call"))
    assert one.denials == ({"official": True, "contact": None},)
    assert (two.name, two.expected) == ("test 2", Expected.NO_MATCH)


def test_the_parts_of_an_article_reach_it() -> None:
    (one,) = examples(
        "      - article: {title: Leaders talk, text: They had a call., publisher: AP, published: 2024-07-15}\n"
        "        expect: match\n"
    )
    article = one.article.read()
    assert (article.title, article.publisher) == ("Leaders talk", "AP")
    assert article.published == datetime(2024, 7, 15, tzinfo=UTC)


def test_a_file_is_meant_from_the_folder_of_the_rule_file(tmp_path: Path) -> None:
    (tmp_path / "rules").mkdir()
    (tmp_path / "seed.txt").write_text("Leaders talk\n\nThey had a call.\n", encoding="utf-8")
    rules = tmp_path / "rules" / "r.yaml"
    rules.write_text(HEAD + "      - article: {file: ../seed.txt}\n        expect: match\n", encoding="utf-8")
    seen: list[str] = []

    def match(article: Article) -> tuple[Match, ...]:
        seen.append(article.title)
        return ()

    (result,) = run_examples(load_rules([rules]).examples, match)
    assert seen == ["Leaders talk"]
    assert result.reasons == ("expected a match; nothing matched",)


def test_a_file_that_became_unreadable_fails_its_test(tmp_path: Path) -> None:
    seed = tmp_path / "seed.txt"
    seed.write_text("Leaders talk\n\nThey had a call.\n", encoding="utf-8")
    rules = tmp_path / "r.yaml"
    rules.write_text(HEAD + "      - article: {file: seed.txt}\n        expect: match\n", encoding="utf-8")
    found = load_rules([rules]).examples
    seed.unlink()
    (result,) = run_examples(found, lambda _: ())
    assert not result.passed
    assert result.reasons[0].startswith("the article cannot be read: ")


@pytest.mark.parametrize(
    "expect",
    [
        "match",
        "{evidence: ['\"A CALL\"']}",
        "{evidence: call}",
        "{facts: {contacts: [{kind: call}]}}",
        "{facts: {contacts: [{participants: [putin, trump], status: claimed, attribution: [Woodward]}]}}",
        "{facts: {denials: [{by: Peskov, official: true, denies: contact, contact: {kind: call}}]}}",
    ],
)
def test_what_is_as_expected_passes(expect: str) -> None:
    assert reasons(expect) == ()


@pytest.mark.parametrize(
    ("expect", "reason"),
    [
        ("no match", 'expected no match; matched on "“a call”"'),
        ("{evidence: [visit]}", 'evidence "visit" not found; found: "“a call”"'),
        (
            "{facts: {contacts: [{kind: visit}]}}",
            (
                "no contact with kind visit found; found: participants Donald Trump and Vladimir Putin, kind call, "
                "status claimed, attribution Bob Woodward, when none"
            ),
        ),
        (
            "{facts: {contacts: [{participants: [Biden], status: happened}]}}",
            (
                "no contact with participants Biden, status happened found; found: participants Donald Trump and "
                "Vladimir Putin, kind call, status claimed, attribution Bob Woodward, when none"
            ),
        ),
        (
            "{facts: {denials: [{contact: null}]}}",
            (
                "no denial with contact none found; found: by Dmitry Peskov, role spokesman, official True, denies contact, "
                "contact (participants Donald Trump and Vladimir Putin, kind call, status claimed, attribution Bob "
                "Woodward, when none)"
            ),
        ),
    ],
)
def test_what_is_not_as_expected_says_what_was_found(expect: str, reason: str) -> None:
    assert reasons(expect) == (reason,)


def test_a_match_that_is_missing_is_told_whatever_else_was_expected() -> None:
    assert reasons("{evidence: [visit]}", found=False) == ("expected a match; nothing matched",)
    assert reasons("no match", found=False) == ()


def test_every_fault_of_a_test_is_told() -> None:
    with pytest.raises(RuleError) as error:
        loaded(
            "      - nam: x\n        article: {titel: A, publisher: P}\n        expect: {evidenz: [a]}\n"
            "      - article: {text: A, published: soon}\n        expect: {facts: {contacts: [{kind: letter}]}}\n"
            "      - 5\n"
        )
    assert [(fault.location.line, fault.code) for fault in error.value.faults] == [
        (5, "R030"),
        (6, "R082"),
        (6, "R030"),
        (7, "R030"),
        (8, "R061"),
        (9, "R031"),
        (10, "R031"),
    ]
