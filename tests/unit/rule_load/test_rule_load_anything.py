"""Whatever stands in a file, loading it ends in rules or in a `RuleError` that names places in it."""

from __future__ import annotations

import re

from hypothesis import example, given, settings
from hypothesis import strategies as st

from monitor.article.model import Article
from monitor.errors import Fault, RuleError
from monitor.located.error_codes import Code
from monitor.rule.load import load_rules_text
from monitor.rule.ruleset import RuleSet

GOOD = """\
lists:
  leaders: [Putin, Trump, "Biden"]
rules:
  - id: leader-contact
    title: "{{ article.publisher }}: {{ evidence[0] }}"
    severity: high
    tags: [diplomacy]
    when:
      all:
        - list: leaders
        - sentence: {any: [call*, met with, {regex: 'spoke[ns]? (with|to)'}]}
        - not: {title: opinion}
        - near: {terms: [Putin, {any: [call, talk]}], within: 5, ordered: true}
        - at_least: {count: 1, of: [a, b]}
        - published: {within: 2d, after: 2024-01-01}
        - language: en
    tests:
      - name: a call
        article: {title: A, text: 'B', published: 2024-07-15}
        expect: {evidence: [call], facts: {contacts: [{kind: call, participants: [Putin]}]}}
      - article: {title: A, text: "B"}
        expect: no match
"""
REUSED = """\
defaults: {severity: high, tags: [world], except: {publisher: ONION, participants: [Putin]}, new: {for: 7d}}
conditions:
  talk: {any: [call*, {contact: any}]}
  loud: {sentence: {all: [{condition: talk}, loud]}}
exceptions:
  base: {phrases: [joke, spoof], lists: satire, conditions: [loud], path: x/*, language: de}
lists: {satire: [satire]}
rules:
  - {id: base, when: {contact: any}, enabled: false}
  - {id: one, extends: base, also: {condition: loud}, status: draft, tags: [mine]}
  - {id: two, extends: one, when: {condition: talk}, per: article, except: {phrases: joke}}
  - {id: three, sequence: {rules: [one, two], within: 3d}, extends: base}
"""
SNIPPETS = st.sampled_from(
    [
        *list("[]{}:-*&!|>'\"#%@`,?\n\t \\~\x00\x85\u2028\ufeff"),
        "- ",
        ": ",
        "{{",
        "}}",
        "<<: ",
        "\n---\n",
        "{% for x in %}",
    ]
)

PIECES = st.lists(SNIPPETS | st.characters(codec="utf-8"), max_size=40).map("".join)


def faults_of(text: str | bytes) -> tuple[Fault, ...]:
    try:
        return load_rules_text(text, "r.yaml").doubts
    except RuleError as error:
        return error.faults


def check(text: str | bytes) -> None:
    known = {code.value for code in Code}
    for fault in faults_of(text):
        assert fault.code in known
        assert fault.message
        assert fault.location.line >= 1
        assert fault.location.column >= 1
        assert all(character.isprintable() or character == "\n" for character in str(fault))


@given(st.text() | PIECES)
@example("\ud800")
@example("? [a]\n: b")
@example("rules:\n- id: a\n  when: {regex: '\\C'}")
@settings(max_examples=300, deadline=None)
def test_any_text_is_rules_or_a_rule_error(text: str) -> None:
    check(text)


@given(st.binary(max_size=200))
@settings(max_examples=100, deadline=None)
def test_any_bytes_are_rules_or_a_rule_error(content: bytes) -> None:
    check(content)


@given(st.data())
@settings(max_examples=400, deadline=None)
def test_any_mutation_of_a_good_file_is_rules_or_a_rule_error(data: st.DataObject) -> None:
    text = GOOD
    for _ in range(data.draw(st.integers(1, 3))):
        start = data.draw(st.integers(0, len(text)))
        length = data.draw(st.integers(0, 12))
        text = text[:start] + data.draw(SNIPPETS | st.text(max_size=6) | st.just("")) + text[start + length :]
    check(text)


@given(st.data())
@settings(max_examples=400, deadline=None)
def test_any_words_of_a_good_file_in_other_places_are_rules_or_a_rule_error(data: st.DataObject) -> None:
    words = re.findall(r"\w+|\W+", REUSED)
    places = [number for number, word in enumerate(words) if word.isalpha()]
    for _ in range(data.draw(st.integers(1, 4))):
        to, source = (data.draw(st.sampled_from(places)) for _ in range(2))
        words[to] = words[source]
    text = "".join(words)
    check(text)
    try:
        rules = RuleSet.of(load_rules_text(text))
    except RuleError:
        return
    article = Article.from_text(title="", text="Xi Jinping called Donald Trump, loud.")
    assert all(rules.explain(match.rule.id, article).holds for match in rules.match(article))


@given(st.text(max_size=30))
@settings(max_examples=200, deadline=None)
def test_any_pattern_is_a_regex_or_a_rule_error(pattern: str) -> None:
    quoted = pattern.replace("'", "''")
    check(f"rules:\n  - id: a\n    when: {{regex: '{quoted}'}}\n")


@given(PIECES)
@settings(max_examples=200, deadline=None)
def test_any_title_is_a_template_or_a_rule_error(title: str) -> None:
    quoted = title.replace("'", "''")
    check(f"rules:\n  - id: a\n    title: 'x {{{{ {quoted} }}}}'\n    when: a\n")


def test_the_good_files_are_good() -> None:
    assert len(load_rules_text(REUSED).rules) == 4
    loaded = load_rules_text(GOOD)
    assert (len(loaded.rules), len(loaded.examples), loaded.doubts) == (1, 2, ())
