"""Why a rule holds or does not, as a person reads it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from rule_building import all_of, article, inside, listed, near, not_of, published, rule

from monitor.rule.condition import Condition, Scope
from monitor.rule.ruleset import RuleSet

TREE = """\
✗ one does not match
  ✗ sentence:  — holds in 0 of 3 sentences; shown for “Trump denied the call”
    ✗ all:
      ✓ list: names  — 1 of 2 entries found
        ✓ "trump"
            text 27–32: “Trump”
      ✓ "denied"
          text 33–39: “denied”
      ✗ not:
        ✓ "call"
            text 44–48: “call”"""


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
