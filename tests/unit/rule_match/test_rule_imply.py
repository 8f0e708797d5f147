"""What can be said of conditions without an article: what swallows what, and what can never hold together."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rule_building import all_of, any_of, article, inside, language, not_of, phrase

from monitor.errors import Location
from monitor.rule.condition import Near, Phrase, Publisher, Scope
from monitor.rule.model import Rule, Severity
from monitor.rule.ruleset import RuleSet
from monitor.rule.subsumption import clash, implies, swallowed
from monitor.rule.wordy import words_of

HERE = Location("a.yaml")
WORD = st.sampled_from(["a", "b", "ab", "abc", "c"])
PHRASE = st.lists(st.tuples(WORD, st.sampled_from(["", "", "*"])), min_size=1, max_size=3).map(
    lambda words: " ".join(word + star for word, star in words)
)


def holds(condition, text):
    rule = Rule(id="x", title="x", severity=Severity.LOW, tags=(), when=condition, location=HERE)
    return bool(RuleSet([rule]).match(article(text)))


@pytest.mark.parametrize(
    ("narrow", "wide"),
    [
        ("phone call", "call"),
        ("calls", "call*"),
        ("phone calls", "phone call*"),
        ("a phone call today", "phone call"),
        ("CALL", "call"),
        ("Vladimir Putin", "putin"),
        ("call*", "cal*"),
        ("Élysée palace", "elysee"),
    ],
)
def test_a_longer_phrase_is_swallowed(narrow, wide):
    assert implies(phrase(narrow), phrase(wide))


@pytest.mark.parametrize(
    ("narrow", "wide"),
    [
        ("call", "calls"),
        ("call*", "call"),
        ("phone call*", "phone call"),
        ("recall", "call*"),
        ("a b", "a c"),
    ],
)
def test_a_phrase_that_may_stand_alone_is_not_swallowed(narrow, wide):
    assert not implies(phrase(narrow), phrase(wide))


@settings(max_examples=300)
@given(PHRASE, PHRASE, st.lists(WORD, max_size=6))
def test_what_is_implied_is_found_wherever_the_other_is(narrow, wide, words):
    if implies(phrase(narrow), phrase(wide)) and holds(phrase(narrow), " ".join(words)):
        assert holds(phrase(wide), " ".join(words))


@settings(max_examples=200)
@given(st.lists(PHRASE, max_size=6))
def test_what_is_swallowed_is_implied(texts):
    for narrow, wide in swallowed([Phrase(location=HERE, text=text) for text in texts]):
        assert implies(narrow, wide)


@pytest.mark.parametrize(
    "of",
    [
        ("call", not_of("call")),
        ("phone call", not_of("call")),
        (inside(Scope.TITLE, "call"), not_of("call")),
        ("a", all_of("b", not_of("a"))),
        (any_of("a", "b"), not_of(any_of("a", "b", "c"))),
        (any_of("a", "b"), not_of("a"), not_of("b")),
        ("a", "b", not_of(all_of("a", "b"))),
        (language("en"), language("ru")),
        (Publisher(location=HERE, names=("A",)), Publisher(location=HERE, names=("B",))),
    ],
)
def test_conditions_that_exclude_each_other_clash(of):
    assert clash(all_of(*of).of)


@pytest.mark.parametrize(
    "of",
    [
        ("call", not_of("phone call")),
        (any_of("a", "b"), not_of("a")),
        ("a", not_of(all_of("a", "b"))),
        (inside(Scope.TITLE, not_of("a")), "a"),
        ("a", not_of(inside(Scope.TITLE, "a"))),
        (Publisher(location=HERE, names=("A*",)), Publisher(location=HERE, names=("AB",))),
        (language("en"), "a"),
        (not_of("a"), not_of("b")),
    ],
)
def test_conditions_that_can_hold_together_do_not_clash(of):
    assert not clash(all_of(*of).of)


def test_near_says_that_each_of_its_terms_is_there():
    near = Near(location=HERE, terms=(phrase("Putin"), phrase("call")), within=5)
    assert implies(near, phrase("call"))
    assert not implies(phrase("call"), near)


@pytest.mark.parametrize(
    ("pattern", "phrases"),
    [
        (r"\bcall\b", ("call",)),
        (r"\bcall\w*", ("call*",)),
        (r"phone\s+call", ("phone call",)),
        (r"(?:met|spoke with)", ("met", "spoke with")),
        (r"(?i)call", ("call",)),
        (r"call|talk", ("call", "talk")),
        (r"colou?r", ()),
        (r"\d+ calls", ()),
        (r"call.*talk", ()),
        (r"^call", ()),
        (r"(?-i)NATO", ()),
        (r"[Cc]all", ()),
        (r"(a|b)c", ()),
    ],
)
def test_a_regex_of_plain_words_is_known(pattern, phrases):
    assert words_of(pattern) == phrases
