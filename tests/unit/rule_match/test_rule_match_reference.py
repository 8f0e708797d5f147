"""The compiled matcher agrees with the plainest possible one, which has no index and no positions in text."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise, product

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rule_building import (
    all_of,
    any_of,
    article,
    at_least,
    inside,
    language,
    listed,
    near,
    not_of,
    phrase,
    regex,
    rule,
)

from monitor.article.model import Article
from monitor.rule.condition import (
    AllOf,
    AnyOf,
    AtLeast,
    Condition,
    Language,
    Listed,
    Near,
    NotOf,
    Phrase,
    Regex,
    Scope,
    Within,
)
from monitor.rule.ruleset import RuleSet

WORDS = ("putin", "trump", "denies", "denied", "call", "kremlin")


@dataclass(frozen=True)
class Token:
    """A word, and the numbers of the block, sentence and quote it stands in."""

    word: str
    block: int
    at: int
    sentence: tuple[int, int]
    quote: tuple[int, int] | None
    first_of_quote: bool
    last_of_quote: bool


@dataclass(frozen=True)
class Plain:
    """An article as words, with the real article that says the same."""

    tokens: tuple[Token, ...]
    article: Article
    headline: bool


# --- the reference ---


def occurrences(condition: Condition, plain: Plain, stretch: frozenset[Token]) -> list[tuple[Token, ...]]:
    if isinstance(condition, AnyOf):
        return [found for one in condition.of for found in occurrences(one, plain, stretch)]
    if isinstance(condition, Listed):
        return [found for one in condition.entries for found in occurrences(one, plain, stretch)]
    words = condition.pattern.split(r"\b")[1:2] if isinstance(condition, Regex) else condition.text.split()
    found = []
    for first in range(len(plain.tokens) - len(words) + 1):
        run = plain.tokens[first : first + len(words)]
        together = len({token.sentence for token in run}) == 1 and all(token in stretch for token in run)
        if together and all(fits(word, token.word) for word, token in zip(words, run, strict=True)):
            found.append(run)
    return found


def fits(word: str, said: str) -> bool:
    return said.startswith(word[:-1]) if word.endswith("*") else said == word


def stretches(scope: Scope, plain: Plain, stretch: frozenset[Token]) -> list[frozenset[Token]]:
    def number(token: Token) -> object:
        if scope is Scope.TITLE:
            return 0 if plain.headline and token.block == 0 else None
        if scope is Scope.LEAD:
            return 1 if token.block == int(plain.headline) else None
        return {Scope.PARAGRAPH: token.block, Scope.SENTENCE: token.sentence, Scope.QUOTE: token.quote}[scope]

    numbers = {number(token) for token in stretch} - {None}
    return [frozenset(token for token in stretch if number(token) == one) for one in numbers]


def holds(condition: Condition, plain: Plain, stretch: frozenset[Token]) -> bool:  # noqa: PLR0911
    match condition:
        case Phrase() | Listed() | Regex():
            return bool(occurrences(condition, plain, stretch))
        case AllOf(of=of):
            return all(holds(one, plain, stretch) for one in of)
        case AnyOf(of=of):
            return any(holds(one, plain, stretch) for one in of)
        case NotOf(of=one):
            return not holds(one, plain, stretch)
        case AtLeast(count=count, of=of):
            return sum(holds(one, plain, stretch) for one in of) >= count
        case Within(scope=scope, of=one):
            return any(holds(one, plain, part) for part in stretches(scope, plain, stretch))
        case Near():
            choices = product(*(occurrences(term, plain, stretch) for term in condition.terms))
            return any(near_enough(chosen, condition) for chosen in choices)
        case Language(codes=codes):
            return plain.article.language in codes
    raise AssertionError(condition)


def near_enough(chosen: tuple[tuple[Token, ...], ...], condition: Near) -> bool:
    if len({token.block for run in chosen for token in run}) > 1:
        return False
    runs = [(run[0].at, run[-1].at) for run in chosen]
    in_order = sorted(runs)
    apart = all(one[1] < other[0] for one, other in pairwise(in_order))
    if not apart or (condition.ordered and runs != in_order):
        return False
    return all(b[0] - a[1] <= condition.within for a, b in product(runs, runs) if a < b)


# --- random articles and rules ---

any_word = st.sampled_from(WORDS)


def paragraphs(words: st.SearchStrategy[str]) -> st.SearchStrategy[list[tuple[list[str], int, int]]]:
    """Return paragraphs as sentences: the words, where a quote begins, and how long it is."""
    said = st.lists(words, min_size=1, max_size=6)
    return st.lists(st.tuples(said, st.integers(0, 5), st.integers(0, 4)), min_size=1, max_size=3)


@st.composite
def articles(draw: st.DrawFn, words: st.SearchStrategy[str] = any_word) -> Plain:
    headline = draw(st.booleans())
    blocks = draw(st.lists(paragraphs(words), min_size=1 + headline, max_size=4))
    tokens: list[Token] = []
    texts = []
    for block, said in enumerate(blocks):
        at = 0
        text = []
        for number, (spoken, start, length) in enumerate(said):
            end = min(start + length, len(spoken))
            shown = []
            for place, word in enumerate(spoken):
                quoted = start <= place < end
                mark = (block, number) if quoted else None
                first, last = quoted and place == start, quoted and place == end - 1
                tokens.append(Token(word, block, at, (block, number), mark, first, last))
                at += 1
                spelled = word.capitalize() if place == 0 else word
                shown.append("“" * first + spelled + "”" * last)
            text.append(" ".join(shown) + ".")
        texts.append(" ".join(text))
    title = texts.pop(0) if headline else ""
    real = article(*texts, title=title, language=draw(st.sampled_from(["en", "ru"])))
    return Plain(tuple(tokens), real, headline)


phrases = st.one_of(
    st.lists(st.sampled_from((*WORDS, "den*", "c*")), min_size=1, max_size=3).map(" ".join).map(phrase),
)
lists = st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(lambda words: listed(*words))
patterns = st.sampled_from(WORDS).map(lambda word: regex(rf"\b{word}\b"))
leaves = st.one_of(phrases, phrases, lists, patterns)
terms = st.one_of(leaves, st.lists(leaves, min_size=1, max_size=2).map(lambda of: any_of(*of)))
nears = st.builds(
    lambda of, within, ordered: near(within, *of, ordered=ordered),
    st.lists(terms, min_size=2, max_size=4),
    st.integers(1, 6),
    st.booleans(),
)


def larger(smaller: st.SearchStrategy[Condition]) -> st.SearchStrategy[Condition]:
    several = st.lists(smaller, min_size=1, max_size=3)
    return st.one_of(
        several.map(lambda of: all_of(*of)),
        several.map(lambda of: any_of(*of)),
        smaller.map(not_of),
        st.builds(lambda count, of: at_least(count, *of), st.integers(1, 3), several),
        st.builds(inside, st.sampled_from(list(Scope)), smaller),
        st.builds(inside, st.sampled_from([Scope.SENTENCE, Scope.QUOTE]), smaller),
    )


conditions = st.recursive(
    st.one_of(leaves, leaves, nears, st.sampled_from([language("en"), language("ru", "uk")])),
    larger,
    max_leaves=8,
)


@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(articles(), st.lists(conditions, min_size=1, max_size=4))
def test_the_matcher_agrees_with_the_reference(plain: Plain, whens: list[Condition]) -> None:
    rules = [rule(when, f"rule-{number}") for number, when in enumerate(whens)]
    everything = frozenset(plain.tokens)
    expected = [one.id for one in rules if holds(one.when, plain, everything)]

    matches = RuleSet(rules).match(plain.article)

    assert [match.rule.id for match in matches] == expected
    for match in matches:
        for span in match.evidence:
            assert getattr(plain.article, span.field)[span.start : span.end] == span.text


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(articles(), conditions)
def test_the_explanation_says_what_the_matcher_finds(plain: Plain, when: Condition) -> None:
    rules = RuleSet([rule(when)])
    matches = rules.match(plain.article)
    explanation = rules.explain("one", plain.article)
    assert explanation.holds == bool(matches)
    assert explanation.found == (matches[0].evidence if matches else ())


few = st.sampled_from(["putin", "trump", "call"])
runs = st.lists(few, min_size=1, max_size=3).map(" ".join).map(phrase)
nested = st.builds(
    lambda outer, inner, when: inside(outer, inside(inner, when)),
    st.sampled_from(list(Scope)),
    st.sampled_from([Scope.QUOTE, Scope.QUOTE, Scope.SENTENCE]),
    st.one_of(runs, runs.map(not_of), st.builds(all_of, runs, runs)),
)
close = st.builds(
    lambda of, within, ordered: inside(Scope.PARAGRAPH, near(within, *of, ordered=ordered)),
    st.lists(few.map(phrase), min_size=3, max_size=4),
    st.integers(1, 8),
    st.booleans(),
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(articles(few), st.lists(st.one_of(nested, close), min_size=3, max_size=6))
def test_scopes_in_scopes_and_many_terms_agree_with_the_reference(
    plain: Plain, whens: list[Condition]
) -> None:
    rules = [rule(when, f"rule-{number}") for number, when in enumerate(whens)]
    everything = frozenset(plain.tokens)
    expected = [one.id for one in rules if holds(one.when, plain, everything)]
    assert [match.rule.id for match in RuleSet(rules).match(plain.article)] == expected
