"""What rules say of more than one article, as it is read; what is wrong with it stands among the golden files."""

from __future__ import annotations

from datetime import timedelta

import pytest

from monitor.article.model import Article
from monitor.rule.digest import terms_digest
from monitor.rule.grammar.telling import escalation_faults
from monitor.rule.load import load_rules_text
from monitor.rule.model import Absent, Count, Escalate, Per, SequenceOf, Spike
from monitor.rule.ruleset import RuleSet

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
WHEN = "    when: {contact: {status: happened}}\n"


def rule(lines, when=WHEN, others=""):
    return load_rules_text(f"rules:\n  - id: one\n{when}    {lines}\n{others}").rules[0]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("count: {at_least: 3, within: 1h}", Count(at_least=3, within=HOUR)),
        (
            "count: {at_least: 2, within: 1d, per: [kind, participants, kind], different: publisher}",
            Count(at_least=2, within=DAY, per=(Per.KIND, Per.PARTICIPANTS), different=Per.PUBLISHER),
        ),
        ("absent: {for: 24h}", Absent(silent_for=DAY)),
        ("absent: {for: 1d, per: publisher}", Absent(silent_for=DAY, per=(Per.PUBLISHER,))),
        ("spike: {factor: 3, within: 1h}", Spike(factor=3, within=HOUR, over=7 * DAY, at_least=5)),
        (
            "spike: {factor: 1.5, within: 1h, over: 2d, at_least: 9}",
            Spike(factor=1.5, within=HOUR, over=2 * DAY, at_least=9),
        ),
    ],
)
def test_what_a_rule_counts(written, expected):
    assert rule(written).stateful == expected


STEPS = "  - {id: a, when: call}\n  - {id: b, when: denied}\n"


@pytest.mark.parametrize(
    ("written", "ordered"), [("", True), (", ordered: true", True), (", ordered: false", False)]
)
def test_a_sequence_needs_no_condition_of_its_own(written, ordered):
    one = rule(f"sequence: {{rules: [a, b], within: 72h{written}}}", when="", others=STEPS)
    assert one.stateful == SequenceOf(rules=("a", "b"), within=3 * DAY, ordered=ordered)
    assert not one.has_when


def test_a_sequence_without_a_condition_matches_nothing_by_itself_and_is_no_cause_for_doubt():
    text = f"rules:\n  - id: one\n    sequence: {{rules: [a, b], within: 1h}}\n{STEPS}"
    rules = RuleSet.of(load_rules_text(text))
    found = rules.match(Article.from_text(title="A call", text="They denied that they had a call."))
    assert [one.rule.id for one in found] == ["a", "b"]
    assert not [doubt for doubt in rules.doubts if '"one"' in doubt.message]


def test_a_sequence_may_name_rules_of_other_files_and_sequences(tmp_path):
    from monitor.rule.load import load_rules

    (tmp_path / "1.yaml").write_text(
        f"rules:\n  - {{id: s, sequence: {{rules: [t, a], within: 1h}}}}\n{STEPS}"
    )
    (tmp_path / "2.yaml").write_text("rules:\n  - {id: t, sequence: {rules: [a, b], within: 1h}}\n")
    assert {one.id for one in load_rules([tmp_path]).rules} == {"s", "t", "a", "b"}


def test_a_rule_says_what_makes_an_alert_another_and_who_hears_if_nobody_reacts():
    one = rule("per: [publisher, kind, publisher]\n    escalate: {after: 15m, to: [boss, desk, boss]}")
    assert one.per == (Per.PUBLISHER, Per.KIND)
    assert one.escalate == Escalate(after=timedelta(minutes=15), to=("boss", "desk"))


def test_a_channel_to_escalate_to_that_is_not_there_is_told_where_it_is_written():
    one = rule("escalate: {after: 15m, to: [bos, desk]}")
    (fault,) = escalation_faults([one], ["boss", "desk"])
    assert str(fault).splitlines() == [
        '<text>:4:33: error: there is no channel "bos" to escalate to [R046]',
        "  4 |     escalate: {after: 15m, to: [bos, desk]}",
        "    |                                 ^^^",
        '  = did you mean "boss"?',
    ]
    assert escalation_faults([one], ["bos", "desk"]) == ()


def test_another_way_of_counting_is_another_rule_and_counts_afresh_another_title_does_not():
    written = [
        "count: {at_least: 3, within: 1h}",
        "count: {at_least: 4, within: 1h}",
        "count: {at_least: 3, within: 2h}",
        "count: {at_least: 3, within: 1h, per: kind}",
        "count: {at_least: 3, within: 1h, different: story}",
        "absent: {for: 1h}",
        "spike: {factor: 3, within: 1h}",
        "spike: {factor: 4, within: 1h}",
    ]
    rules = [rule(one) for one in written]
    assert (
        len({one.digest for one in rules}) == len({terms_digest(one.stateful) for one in rules}) == len(rules)
    )
    titled = rule("title: Another\n    count: {at_least: 3, within: 60m}")
    assert titled.digest != rules[0].digest
    assert terms_digest(titled.stateful) == terms_digest(rules[0].stateful)


def test_what_is_told_to_others_is_another_rule():
    plain = "severity: high"
    written = [
        *(plain, f"{plain}\n    per: kind", f"{plain}\n    escalate: {{after: 15m, to: boss}}"),
        f"{plain}\n    escalate: {{after: 20m, to: boss}}",
    ]
    assert len({rule(one).digest for one in written}) == len(written)


def test_the_order_of_what_has_none_makes_no_difference():
    def terms(rules, ordered, per="[kind, publisher]"):
        steps = "  - {id: a, when: {contact: {}}}\n  - {id: b, when: {contact: {}}}\n"
        line = f"sequence: {{rules: {rules}, within: 1h, ordered: {ordered}, per: {per}}}"
        return terms_digest(rule(line, when="", others=steps).stateful)

    assert terms("[a, b]", "false") == terms("[b, a]", "false", "[publisher, kind]")
    assert terms("[a, b]", "true") != terms("[b, a]", "true")
