"""Titles as templates: filled in, tried out at load, and never in the way of a match."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime
from typing import Any

import pytest

from monitor.article.model import Article, Span
from monitor.errors import Location
from monitor.extract.model import (
    NO_FACTS,
    Contact,
    ContactKind,
    ContactStatus,
    Denial,
    Denies,
    Facts,
    Participant,
)
from monitor.rule.condition import Phrase
from monitor.rule.model import Match, Rule, Severity
from monitor.rule.template import render_title, title_for
from monitor.rule.template_check import TemplateFault, check_template

HERE = Location("r.yaml")
SPAN = Span("text", 0, 4, "call")
CONTACT = Contact(
    participants=(Participant(name="Trump", office="former president"), Participant(name="Putin")),
    kind=ContactKind.CALL,
    status=ContactStatus.CLAIMED,
    attribution=("Bob Woodward", "an aide"),
    evidence=(SPAN,),
)
DENIAL = Denial(by="Peskov", role="spokesman", official=True, denies=Denies.CONTACT, contact=CONTACT)
FACTS = Facts(contacts=(CONTACT,), denials=(DENIAL,))


def article(**parts: Any) -> Article:
    return Article(title=parts.pop("title", "Leaders talk"), text="call", blocks=(), digest="00", **parts)


def title(template: str, facts: Facts = FACTS, **parts: Any) -> str:
    rule = Rule(
        id="leader-contact",
        title=template,
        severity=Severity.HIGH,
        tags=("diplomacy",),
        when=Phrase(location=HERE, text="call"),
        location=HERE,
    )
    return title_for(Match(rule=rule, article=article(**parts), title="", evidence=(SPAN,), facts=facts))


@pytest.mark.parametrize(
    ("template", "filled"),
    [
        ("A call is reported", "A call is reported"),
        ("{{ participants }}: {{ kind }}", "Trump and Putin: call"),
        ("{{ status }} by {{ by }}", "claimed by Bob Woodward and an aide"),
        ("{{ participants[0].office }}", "former president"),
        ("{{ article.publisher }}, {{ article.published }}", "AP, 2024-07-15"),
        ("{{ evidence[0] }} at {{ evidence[0].start }}", "call at 0"),
        ("{{ rule.id }} {{ rule.severity }} {{ rule.tags | join('/') }}", "leader-contact high diplomacy"),
        (
            "{% for denial in denials %}{{ denial.by }} denies {{ denial.denies }}{% endfor %}",
            "Peskov denies contact",
        ),
        ("{{ contacts[0].attribution[0] }}", "Bob Woodward"),
        ("claim:{{ claim }}", "claim:"),
        ("  one\n  line  ", "one line"),
    ],
)
def test_a_title_is_filled_in_on_one_line(template: str, filled: str) -> None:
    assert title(template, publisher="AP", published=datetime(2024, 7, 15, tzinfo=UTC)) == filled
    check_template(template)


def test_an_article_without_a_publisher_shows_nothing_in_its_place() -> None:
    assert title("[{{ article.publisher }}]") == "[]"


def test_a_title_about_a_contact_falls_back_to_the_headline_where_there_is_none() -> None:
    assert title("{{ participants }}: {{ kind }}", NO_FACTS) == "Leaders talk"


def test_a_title_falls_back_to_the_rule_where_there_is_no_headline_either() -> None:
    assert title("{{ participants }}", NO_FACTS, title=" ") == "Leader contact"


def test_text_of_an_article_is_never_read_as_a_template() -> None:
    assert title("{{ article.title }}", title="{{ 7 * 7 }}") == "{{ 7 * 7 }}"


def test_a_title_that_grows_without_end_is_cut() -> None:
    assert len(title("{% for n in range(9999) %}word {% endfor %}")) == 300


@pytest.mark.parametrize(
    "template",
    [
        "{{ article.__class__.__mro__ }}",
        "{{ ''.__class__ }}",
        "{{ participants.append(1) }}",
        "{{ 'x' * 100000000 }}",
        "{{ '%1000000d' % 1 }}",
        "{{ 9 ** 9 ** 9 }}",
        "{% include 'secret' %}",
        "{{ nothing }}",
        "{{ article.nothing }}",
        "{{ participants[9].name }}",
        "{% if claim %}{{ rule.nothing }}{% endif %}",
        "{{ evidence[0].nothing }}",
        "{{ unclosed",
        "{% unknown %}",
        "{{ article.title | nothing }}",
        "{{ 1 / 0 }}",
    ],
)
def test_a_template_that_cannot_work_is_refused_at_load_and_falls_back_later(template: str) -> None:
    with pytest.raises(TemplateFault):
        check_template(template)
    assert title(template)


@pytest.mark.parametrize(
    ("title", "loads"), [("A call", False), ("{{ participants | upper }}", True)], ids=["plain", "template"]
)
def test_a_title_loads_jinja_only_where_it_is_a_template(title: str, loads: bool) -> None:
    code = (
        "import sys; from monitor.rule.load import load_rules_text as load; from monitor import Article, RuleSet;"
        "rules = RuleSet.of(load('rules: [{id: a, title: \"' + sys.argv[1] + '\", when: call}]'));"
        "titles = [match.title for match in rules.match(Article.from_text(title='A call', text='A call.'))];"
        "print(titles != [], 'jinja2' in sys.modules)"
    )
    run = subprocess.run([sys.executable, "-c", code, title], check=True, capture_output=True, text=True)
    assert run.stdout.split() == ["True", str(loads)]


def test_a_title_is_compiled_once() -> None:
    from monitor.rule.template import _compiled

    render_title("{{ one }}", {"one": 1})
    assert _compiled("{{ one }}") is _compiled("{{ one }}")
