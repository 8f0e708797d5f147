"""What the text leaves unclear is asked for by name, or not found."""

import pytest

from monitor.extract.lexicon import Lexicon
from monitor.extract.model import Contact, ContactKind, ContactStatus, Participant
from monitor.rule.load import load_rules_text
from monitor.rule.match_facts import ContactTest

UNCLEAR = Contact(
    participants=(Participant(name="Emmanuel Macron"), Participant(name="Friedrich Merz")),
    kind=ContactKind.CALL,
    status=ContactStatus.UNCLEAR,
)


def asks(when):
    (rule,) = load_rules_text(f"rules:\n  - {{id: c, title: t, when: {{contact: {when}}}}}\n").rules
    return ContactTest(rule.when, Lexicon.load_default())


@pytest.mark.parametrize("when", ["{status: unclear}", "{status: [happened, unclear]}"])
def test_an_unclear_contact_is_found_by_name(when):
    assert asks(when).holds(UNCLEAR)
    assert asks(when).lacks(UNCLEAR) == []


@pytest.mark.parametrize("when", ["any", "{kind: call}", "{status: [happened, hypothetical]}"])
def test_an_unclear_contact_is_not_found_where_no_one_asks_for_it(when):
    assert not asks(when).holds(UNCLEAR)
    assert "its status is unclear" in asks(when).lacks(UNCLEAR)[0]
