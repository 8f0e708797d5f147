"""Rules that can be used but are probably not what was meant."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from rule_building import all_of, any_of, at_least, inside, language, not_of, phrase, published, regex, rule

from monitor.errors import Gravity
from monitor.rule.condition import Condition, Scope
from monitor.rule.ruleset import RuleSet

DAY = datetime(2024, 7, 15, tzinfo=UTC)


@pytest.mark.parametrize(
    ("when", "codes"),
    [
        (phrase("putin"), []),
        (all_of("putin", not_of("trump")), []),
        (language("en"), []),
        (phrase("“…”"), ["R901", "R902"]),
        (all_of("putin", not_of("putin")), ["R902"]),
        (all_of("x", inside(Scope.QUOTE, all_of("putin", not_of("putin")))), ["R902"]),
        (inside(Scope.TITLE, inside(Scope.LEAD, "x")), ["R902"]),
        (at_least(2, "x", "…"), ["R901", "R902"]),
        (published(after=DAY, before=DAY), ["R902"]),
        (all_of(language("en"), language("ru")), ["R902"]),
        (not_of("zanzibar"), ["R903"]),
        (any_of("putin", not_of("trump")), ["R903"]),
        (inside(Scope.SENTENCE, not_of("trump")), ["R903"]),
        (any_of("putin", not_of("putin")), ["R903"]),
        (regex("a+"), ["R904"]),
        (all_of(regex("a+"), "putin"), []),
    ],
)
def test_doubts(when: Condition, codes: list[str]) -> None:
    doubts = RuleSet([rule(when)]).doubts
    assert [doubt.code for doubt in doubts] == codes
    assert all(doubt.gravity is Gravity.DOUBT for doubt in doubts)
