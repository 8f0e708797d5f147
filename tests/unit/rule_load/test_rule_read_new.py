"""`new:` of a rule, as it is read; what is wrong with it stands among the golden files."""

from datetime import timedelta

import pytest

from monitor.rule.load import load_rules_text
from monitor.rule.model import New, Per

RULE = """
rules:
  - id: leader-contact
    when: {{contact: {{status: happened}}}}
    new: {new}
"""


def rule(new):
    (found,) = load_rules_text(RULE.format(new=new)).rules
    return found


@pytest.mark.parametrize(
    ("written", "per"),
    [
        ("{for: 7d}", (Per.PARTICIPANTS, Per.KIND)),
        ("{per: [participants, kind], for: 7d}", (Per.PARTICIPANTS, Per.KIND)),
        ("{per: rule, for: 1w}", (Per.RULE,)),
        ("{per: [kind, kind], for: 168h}", (Per.KIND,)),
    ],
)
def test_new_says_what_makes_a_contact_another_and_for_how_long(written, per):
    assert rule(written).new == New(per=per, within=timedelta(days=7))


def test_a_rule_that_tells_otherwise_has_another_digest():
    written = ["{for: 7d}", "{for: 8d}", "{per: kind, for: 7d}"]
    assert len({rule(one).digest for one in written}) == len(written)
    assert rule("{per: [kind, participants], for: 7d}").digest == rule("{for: 7d}").digest
