"""What a `when` becomes, and what a rule's other keys become."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from monitor.errors import RuleError
from monitor.located.error_codes import Code
from monitor.rule.condition import (
    AllOf,
    AnyOf,
    AtLeast,
    Condition,
    Language,
    Near,
    NotOf,
    PathIs,
    Phrase,
    Published,
    Publisher,
    Regex,
    Scope,
    Within,
)
from monitor.rule.digest import canonical
from monitor.rule.grammar.phrases import compile_pattern
from monitor.rule.load import load_rules_text
from monitor.rule.model import Rule, Severity


def rule(body: str) -> Rule:
    (one,) = load_rules_text("rules:\n  - id: one\n" + body).rules
    return one


def when(text: str) -> Condition:
    return rule(f"    when: {text}\n").when


def codes(text: str) -> list[str]:
    with pytest.raises(RuleError) as error:
        when(text)
    return [fault.code for fault in error.value.faults]


def test_a_text_is_a_phrase_with_single_blanks_and_knows_its_place() -> None:
    phrase = when('"  met   with "')
    assert isinstance(phrase, Phrase)
    assert phrase.text == "met with"
    assert str(phrase.location) == "<text>:3:11"


@pytest.mark.parametrize(
    "text", ["call*", "deni* the report", "'don''t'", "2024", "G-7*", "звонок*", "C++ call", "'call*, meet*'"]
)
def test_a_phrase_may_hold_any_words_and_a_star_at_the_end_of_each(text: str) -> None:
    assert isinstance(when(text), Phrase)


def test_a_phrase_may_run_over_lines() -> None:
    phrase = when(">\n      met\n      with")
    assert isinstance(phrase, Phrase)
    assert phrase.text == "met with"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("{any: [a, b]}", AnyOf),
        ("{all: [a, b]}", AllOf),
        ("{not: a}", NotOf),
        ("{at_least: {count: 2, of: [a, b, c]}}", AtLeast),
        ("{near: {terms: [a, b], within: 5}}", Near),
        ("{regex: 'a+'}", Regex),
        ("{publisher: AP}", Publisher),
        ("{language: en}", Language),
        ("{path: '*.txt'}", PathIs),
        ("{published: {within: 2d}}", Published),
    ],
)
def test_each_name_has_its_condition(text: str, kind: type) -> None:
    assert isinstance(when(text), kind)


@pytest.mark.parametrize("scope", list(Scope))
def test_each_scope_holds_a_condition(scope: Scope) -> None:
    found = when(f"{{{scope}: {{any: [a, b]}}}}")
    assert isinstance(found, Within)
    assert found.scope is scope
    assert isinstance(found.of, AnyOf)


def test_near_has_terms_a_distance_and_an_order() -> None:
    found = when("{near: {terms: [a, {any: [b, {regex: c}]}], within: 7, ordered: true}}")
    assert isinstance(found, Near)
    assert (len(found.terms), found.within, found.ordered) == (2, 7, True)


def test_data_conditions_take_one_or_several() -> None:
    one, several = when("{publisher: The Hill}"), when("{publisher: [AP, AFP*]}")
    assert isinstance(one, Publisher)
    assert isinstance(several, Publisher)
    assert (one.names, several.names) == (("The Hill",), ("AP", "AFP*"))
    languages = when("{language: [EN, 'no']}")
    assert isinstance(languages, Language)
    assert languages.codes == ("en", "no")


def test_published_reads_lengths_of_time_and_dates_as_utc() -> None:
    found = when("{published: {within: 1d 12h, after: 2024-07-01, before: 2024-07-15T12:30:00+02:00}}")
    assert isinstance(found, Published)
    assert found.within == timedelta(hours=36)
    assert found.after == datetime(2024, 7, 1, tzinfo=UTC)
    assert found.before == datetime(2024, 7, 15, 10, 30, tzinfo=UTC)


def test_every_fault_of_a_condition_is_told_not_only_the_first() -> None:
    assert codes("{all: ['*a', {regex: '('}, {list: x}, {near: {terms: [a, b], within: 0}}]}") == [
        Code.PHRASE_STAR,
        Code.BAD_REGEX,
        Code.UNKNOWN_LIST,
        Code.COUNT_OUT_OF_RANGE,
    ]


@pytest.mark.parametrize(
    "pattern", ["a(?!b)", "(?<=a)b", "(?<!a)b", r"(a)\1", "(?P<n>a)(?P=n)", "a++", "(?>a)b"]
)
def test_what_re2_cannot_do_in_linear_time_is_told_as_that(pattern: str) -> None:
    assert codes(f"{{regex: '{pattern}'}}") == [Code.REGEX_NOT_LINEAR]


@pytest.mark.parametrize(
    "pattern", ["[z-a]", "(a", "a)", "[a", "a{1,5000}", "(?P<n", "((a{100}){100}){100}", "x\\"]
)
def test_a_bad_regex_is_told_and_nothing_is_logged(pattern: str, capfd: pytest.CaptureFixture[str]) -> None:
    assert codes(f"{{regex: '{pattern}'}}") == [Code.BAD_REGEX]
    assert capfd.readouterr().err == ""


def test_a_regex_is_case_insensitive_unless_it_says_so() -> None:
    assert compile_pattern("putin").search("PUTIN") is not None
    assert compile_pattern("(?-i)putin").search("PUTIN") is None


def test_a_rule_has_defaults() -> None:
    one = rule("    when: a\n")
    assert (one.title, one.severity, one.tags, one.description) == ("One", Severity.MEDIUM, (), "")
    (two,) = load_rules_text("rules:\n  - {id: leader-contact, when: a}\n").rules
    assert two.title == "Leader contact"


def test_a_rule_keeps_its_words() -> None:
    one = rule(
        "    when: a\n    title: T\n    severity: critical\n    tags: [x, y, x]\n    description: >\n      d\n      e\n"
    )
    assert (one.title, one.severity, one.tags, one.description) == ("T", Severity.CRITICAL, ("x", "y"), "d e")


def digest(body: str, lists: str = "") -> str:
    (one,) = load_rules_text(lists + "rules:\n  - id: one\n" + body).rules
    return one.digest


@pytest.mark.parametrize(
    "same",
    [
        "    # a comment\n    when: {any: [a, b]}\n",
        "    when:\n      any:\n        - b\n        - 'a'\n",
        "    description: d\n    when: {any: [a, b]}\n",
    ],
)
def test_a_digest_is_the_same_however_the_rule_is_written(same: str) -> None:
    assert digest(same) == digest("    when: {any: [a, b]}\n")


@pytest.mark.parametrize(
    "other",
    [
        "    when: {all: [a, b]}\n",
        "    when: {any: [a, c]}\n",
        "    when: {any: [a, b]}\n    severity: high\n",
        "    when: {any: [a, b]}\n    tags: [x]\n",
        "    when: {any: [a, b]}\n    title: Other\n",
        "    when: {title: {any: [a, b]}}\n",
    ],
)
def test_a_digest_changes_with_what_the_rule_means(other: str) -> None:
    assert digest(other) != digest("    when: {any: [a, b]}\n")


def test_a_digest_changes_with_the_entries_of_a_list_not_with_its_name() -> None:
    def of(name: str, entries: str) -> str:
        return digest(f"    when: {{list: {name}}}\n", f"lists:\n  {name}: {entries}\n")

    assert of("x", "[a, b]") == of("y", "[b, a]")
    assert of("x", "[a, b]") != of("x", "[a]")


def test_the_order_of_terms_matters_to_a_digest_only_where_near_is_ordered() -> None:
    def of(terms: str, ordered: str) -> Any:
        return canonical(when(f"{{near: {{terms: {terms}, within: 5, ordered: {ordered}}}}}"), {})

    assert of("[a, b]", "false") == of("[b, a]", "false")
    assert of("[a, b]", "true") != of("[b, a]", "true")
