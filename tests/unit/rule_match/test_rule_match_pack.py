"""The rules that come with the product do what their own tests say, and no doubt hangs over them."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from monitor.article.model import Article
from monitor.rule.examples import run_examples
from monitor.rule.ruleset import RuleSet

TOP = Path(__file__).parents[3]
SEEDS = sorted((TOP / "seeds").glob("00?_*.txt"))


@pytest.fixture(scope="module")
def rules() -> RuleSet:
    return RuleSet.load(TOP / "rules")


def test_the_tests_inside_the_rules_pass(rules: RuleSet) -> None:
    failed = [result for result in run_examples(rules.examples, rules.match) if not result.passed]
    assert failed == []
    assert rules.doubts == ()


def test_the_seeds(rules: RuleSet) -> None:
    both = ["leader-contact", "official-denial"]
    found = [
        [match.rule.id for match in rules.match(Article.from_path(path)) if match.rule.id in both]
        for path in SEEDS
    ]
    assert found == [both, both[:1], both[:1], both, both]


def test_many_threads_find_the_same(rules: RuleSet) -> None:
    articles = [Article.from_path(path) for path in SEEDS] * 8
    alone = [rules.match(one) for one in articles]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(rules.match, articles)) == alone
