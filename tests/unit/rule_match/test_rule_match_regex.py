"""A regular expression is tried only where the words stand that it cannot do without, and loses nothing by it."""

from __future__ import annotations

import re

import pytest
import re2
from hypothesis import event, example, given, settings
from hypothesis import strategies as st
from rule_building import all_of, any_of, inside, near, regex, rule

from monitor.article.model import Article
from monitor.rule.condition import Scope
from monitor.rule.grammar.phrases import compile_pattern
from monitor.rule.match_terms import Pattern
from monitor.rule.required import required_words
from monitor.rule.ruleset import RuleSet


@pytest.mark.parametrize(
    ("pattern", "groups"),
    [
        ("sanctions?", [{"sanction"}]),
        (r"(?:sanction|embargo)\w* on tankers?", [{"sanction", "embargo"}, {"tanker"}]),
        (r"\bU\.?S\.? +troops\b", [{"troops"}]),
        (r"call(?:ed|s)+ off", [{"call"}, {"off"}]),
        (r"cal+ed", [{"cal"}]),
        (r"(?P<who>Putin|Trump) (?i:met)", [{"putin", "trump"}, {"met"}]),
        (r"(?-i)WHO[^a-z]{2,5}chief", [{"who"}, {"chief"}]),
        (r"санкци[ий]", [{"санкци"}]),
        ("Café", [{"cafe"}]),
        ("[Cc]all[s-t]", [{"call"}]),
        ("[^c]alls[-]", [{"alls"}]),
        ("(?:missile){2}", [{"missile"}]),
    ],
)
def test_a_pattern_asks_for_the_words_that_all_it_finds_must_hold(pattern, groups):
    assert list(map(set, required_words(pattern))) == groups


@pytest.mark.parametrize(
    "pattern",
    [
        r"\d+ (?:km|mi)",
        "(?:sanction|no)",
        "(?:sanctions)?",
        "(?:sanctions)*x",
        "(?:missile){0,2}",
        r"\Qsanctions\E",
        "ab|sanctions",
        "[sanctions]+",
        "a{x}sanctions",
        "核兵器",
        "(?:" * 60 + "sanctions" + ")" * 60,
    ],
)
def test_a_pattern_that_has_no_such_word_or_is_not_understood_asks_for_none(pattern):
    assert required_words(pattern) == ()


LETTERS = ["a", "b", "E", "é", "k", "s", "и", "й", "р", "Р", "p", "ß", "1"]
literal = st.lists(st.sampled_from(LETTERS), min_size=1, max_size=4).map("".join)
atom = st.one_of(
    literal,
    st.sampled_from(
        [r"\b", r"\w", ".", r"\s+", "[abр]", "[^a]", r"\.", "^", r"\pL", "[[:alpha:]]", " ", "-", "&"]
    ),
)
repeated = st.tuples(atom, st.sampled_from(["", "", "", "?", "*", "+", "{2}", "{0,1}", "{1,}", "+?"])).map(
    lambda pair: f"(?:{pair[0]}){pair[1]}" if len(pair[0]) > 1 and pair[1] else "".join(pair)
)
patterns = st.recursive(
    st.lists(repeated, min_size=1, max_size=4).map("".join),
    lambda inner: st.one_of(
        st.lists(inner, min_size=2, max_size=3).map(lambda some: f"(?:{'|'.join(some)})"),
        st.tuples(inner, st.sampled_from(["", "?", "+", "{2}"])).map(lambda pair: f"(?i:{pair[0]}){pair[1]}"),
        st.tuples(inner, inner).map("".join),
    ),
    max_leaves=5,
)
SIGNS = [
    " ",
    "  ",
    ".",
    "-",
    "'",
    "*",
    "_",
    "`",
    "&amp;",
    "&#1080;",
    "\u0301",
    "\u0306",
    "\u00ad",
    "\u212a",
    "ſ",
]
MARKUP = ["<b>", "</b>", "[a](b)", "\n\n", "\n", "ab", "р1", "Ｐ", "µ"]
pieces = st.sampled_from([*LETTERS, *SIGNS, *MARKUP])


def usable(pattern):
    try:
        return compile_pattern(pattern).search("") is None
    except re2.error:
        return False


@st.composite
def patterns_and_texts(draw):
    """Draw a pattern, and a text in which the letters of the pattern are frequent."""
    pattern = draw(patterns.filter(usable))
    words = re.findall(r"\w{2,}", pattern) or ["ab"]
    spoken = "".join(words)
    likely = st.sampled_from([*words, spoken, spoken.upper(), " "])
    return pattern, "".join(draw(st.lists(st.one_of(pieces, likely, likely), max_size=25)))


shapes = st.sampled_from(
    [
        lambda one: one,
        lambda one: inside(Scope.SENTENCE, one),
        lambda one: inside(Scope.PARAGRAPH, all_of(one, "ab")),
        lambda one: inside(Scope.SENTENCE, any_of(one, "k1")),
        lambda one: near(3, one, "ab"),
        lambda one: inside(Scope.TITLE, one),
    ]
)


def rule_set(condition, *, words):
    with pytest.MonkeyPatch.context() as patch:
        if not words:
            patch.setattr("monitor.rule.compile.required_words", lambda pattern: ())
        return RuleSet([rule(condition)])


@given(drawn=patterns_and_texts(), markdown=st.booleans(), shape=shapes)
@example(drawn=("abи", "abи\u0306"), markdown=False, shape=lambda one: one)
@example(drawn=("pab", "рab ab"), markdown=False, shape=lambda one: one)
@example(drawn=("abE", "x [a](abE) y"), markdown=True, shape=lambda one: one)
@example(drawn=("x.*abE.*y", "x [a](abE) y"), markdown=True, shape=lambda one: one)
@settings(max_examples=200)
def test_what_a_pattern_finds_is_the_same_as_when_it_is_tried_everywhere(drawn, markdown, shape):
    pattern, text = drawn
    written = f"ab k1\n\n{text}".encode()
    article = Article.from_bytes(written, path="a.md" if markdown else "a.txt")
    everywhere = rule_set(shape(regex(pattern)), words=False).match(article)
    where_words_stand = rule_set(shape(regex(pattern)), words=True).match(article)
    event(f"found: {bool(everywhere)}, words: {bool(required_words(pattern))}")
    assert [one.evidence for one in where_words_stand] == [one.evidence for one in everywhere]


def test_a_pattern_is_not_tried_on_an_article_that_lacks_its_words(monkeypatch):
    tried = []
    monkeypatch.setattr(Pattern, "within", lambda self, text, inside: tried.append(self) or [])
    rules = RuleSet([rule(regex(rf"tankers? number{number}\b")) for number in range(20)])
    rules.match(Article.from_text(title="", text="Two tankers were sunk."))
    assert not tried
    rules.match(Article.from_text(title="", text="Two tankers were sunk. Tanker number7 was not."))
    assert len(tried) == 1
