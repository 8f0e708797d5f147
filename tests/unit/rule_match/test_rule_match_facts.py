"""`contact:` and `denial:` conditions: whom they mean, how they combine, what a match carries."""

import pytest

from monitor import Article, RuleSet
from monitor.rule.load import load_rules_text

CALL = "French President Emmanuel Macron phoned Russian President Vladimir Putin on Monday, the Élysée said."
DENIAL = "The Kremlin denied a report that President Vladimir Putin had spoken to Donald Trump."


def rules(when: str, top: str = "") -> RuleSet:
    tests = "tests: [{name: a, article: {text: a}, expect: no match}, {name: b, article: {text: b}, expect: match}]"
    return RuleSet.of(load_rules_text(f"{top}rules:\n  - id: x\n    when: {when}\n    {tests}\n"))


def holds(when: str, text: str, top: str = "") -> bool:
    return bool(rules(when, top).match(Article.from_text(text=text)))


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        ("{contact: any}", True),
        ("{contact: {between: [Putin, Macron]}}", True),
        ("{contact: {between: [Macron, putin]}}", True),
        ("{contact: {between: [Vladimir Putin, any]}}", True),
        ("{contact: {between: [Putin, Putin]}}", False),
        ("{contact: {between: [Putin, Trump]}}", False),
        ("{contact: {between: [[Trump, Macron], [Lavrov, Putin]]}}", True),
        ("{contact: {between: [{group: g7}, Russia]}}", True),
        ("{contact: {between: [{group: brics}, {group: eu}]}}", True),
        ("{contact: {between: [{group: brics}, China]}}", False),
        ("{contact: {kind: call}}", True),
        ("{contact: {kind: [meeting, visit]}}", False),
        ("{contact: {status: happened}}", True),
        ("{contact: {status: [planned, denied]}}", False),
        ("{denial: any}", False),
        ("{all: [Monday, {contact: any}]}", True),
        ("{all: [Tuesday, {contact: any}]}", False),
        ("{sentence: {all: [Élysée, {contact: any}]}}", True),
        ("{title: {contact: any}}", False),
        ("{not: {contact: any}}", False),
    ],
)
def test_what_a_contact_can_be_asked(when, expected):
    assert holds(when, CALL) is expected


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        ("{denial: any}", True),
        ("{denial: {official: true}}", True),
        ("{denial: {official: false}}", False),
        ("{denial: {by: Kremlin}}", True),
        ("{denial: {by: [Pentagon, White House]}}", False),
        ("{denial: {of: contact}}", True),
        ("{denial: {of: [plan, claim]}}", False),
        ("{denial: {contact: {between: [Putin, Trump]}}}", True),
        ("{denial: {contact: {between: [Putin, Macron]}}}", False),
    ],
)
def test_what_a_denial_can_be_asked(when, expected):
    assert holds(when, DENIAL) is expected


@pytest.mark.parametrize(
    ("voice", "expected"),
    [
        ("The Russian foreign ministry", True),
        ("Russia's foreign ministry", True),
        ("Maria Zakharova", True),
        ("The Russian defence ministry", False),
        ("The Greek foreign ministry", False),
        ("The Russian government", False),
    ],
)
@pytest.mark.parametrize("name", ["Russian Foreign Ministry", "Russia's foreign ministry"])
def test_a_ministry_is_known_by_its_country_and_its_name_however_they_are_joined(name, voice, expected):
    told = rules(f'{{denial: {{by: "{name}"}}}}')
    text = f"{voice} on Friday denied reports that an envoy had been expelled."
    assert [doubt.code for doubt in told.doubts] == []
    assert bool(told.match(Article.from_text(text=text))) is expected


def test_a_ministry_that_tells_of_a_contact_is_known_however_it_is_written():
    text = "Vladimir Putin called Donald Trump on Tuesday, {} said."
    asked = "{contact: {by: Russian Foreign Ministry}}"
    assert holds(asked, text.format("Russia's foreign ministry"))
    assert not holds(asked, text.format("Turkey's foreign ministry"))


def test_a_ministry_is_no_side_of_a_contact():
    told = rules("{contact: {between: [Turkish Foreign Ministry, any]}}")
    assert [doubt.code for doubt in told.doubts] == ["R094"]


def test_a_scope_must_hold_the_whole_fact():
    two = f"{CALL} The weather in Oslo was fine."
    assert not holds("{sentence: {all: [Oslo, {contact: any}]}}", two)
    assert holds("{paragraph: {all: [Oslo, {contact: any}]}}", two)


def test_a_leader_of_ones_own_is_known_by_every_alias():
    top = "entities:\n  Jane Example: {aliases: [the Lady of Utopia], office: president, side: Utopia}\n"
    text = "The Lady of Utopia met Vladimir Putin on Monday."
    assert not holds("{contact: {between: [Jane Example, any]}}", text)
    assert holds("{contact: {between: [Jane Example, Putin]}}", text, top)


def test_a_group_of_ones_own():
    top = "entities:\n  Vladimir Putin: {groups: [watched]}\n"
    assert holds("{contact: {between: [{group: watched}, any]}}", CALL, top)


def test_a_match_carries_the_facts_asked_for_first_and_their_words_as_evidence():
    article = Article.from_text(text=f"{CALL}\n\n{DENIAL}")
    (match,) = rules("{contact: {status: denied}}").match(article)
    assert [contact.status for contact in match.facts.contacts] == ["denied", "happened"]
    assert all(article.text[span.start : span.end] == span.text for span in match.evidence)
    said = ["President Vladimir Putin had spoken to Donald Trump"]
    assert [span.text for span in match.evidence] == said


def test_a_rule_that_asks_for_words_carries_no_facts():
    (match,) = rules("Macron").match(Article.from_text(text=CALL))
    assert not match.facts.contacts


def test_explain_tells_what_was_read():
    told = str(rules("{contact: {between: [Trump, Putin]}}").explain("x", Article.from_text(text=CALL)))
    assert "✗ contact: between Trump and Putin" in told
    assert "Emmanuel Macron, Vladimir Putin: call, happened" in told
