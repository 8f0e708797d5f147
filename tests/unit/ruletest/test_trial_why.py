"""The lines of an explanation that matter."""

from monitor.article.model import Article
from monitor.rule.load import load_rules_text
from monitor.rule.ruleset import RuleSet
from monitor.ruletest.why import deciding_lines


def lines(when, text):
    rules = RuleSet(load_rules_text(f"rules: [{{id: one, when: {when}}}]").rules)
    return deciding_lines(rules.explain("one", Article.from_text(title="", text=text)))


def test_of_all_only_what_is_missing_is_told():
    assert lines("{all: [call, talks, visit]}", "They had a call.") == [
        "✗ all:",
        '  ✗ "talks"',
        '  ✗ "visit"',
    ]


def test_of_any_only_what_was_found_is_told_with_its_sentence():
    found = lines("{any: [call, talks]}", "They had a call.")
    assert found[:2] == ["✓ any:", '  ✓ "call"']
    assert "**call**" in found[2]
    assert len(found) == 3


def test_of_not_the_opposite_is_told():
    found = lines("{not: call}", "They had a call.")
    assert found[0].startswith("✗ not:")
    assert '  ✓ "call"' in found


def test_half_a_screen_is_enough():
    words = ", ".join(f"word{number}" for number in range(40))
    found = lines(f"{{any: [{words}]}}", "Nothing.")
    assert len(found) == 12
    assert found[-1] == "… and 30 lines more: monitor explain"
