"""No template makes a long text or long work: refused at load where its constants show it, bounded later."""

from __future__ import annotations

import tracemalloc

import pytest

from monitor.article.model import Article, Span
from monitor.clock import SystemClock
from monitor.errors import Location, RuleError
from monitor.notify.template import MAX_PIECE, TemplateFailed, rendered
from monitor.notify.template_check import problems
from monitor.rule.condition import Phrase
from monitor.rule.load import load_rules_text
from monitor.rule.model import Match, Rule, Severity
from monitor.rule.template import MAX_TITLE, title_for
from monitor.rule.template_bounds import TemplateOverrun
from monitor.rule.template_check import TemplateFault, check_template

HERE = Location("rules.yaml")
MEGABYTES = 20_000_000
DOUBLED = "".join(f"{{% set t{n + 1} = t{n} ~ t{n} %}}" for n in range(60))
ADDED = "".join(f"{{% set t{n + 1} = t{n} + t{n} %}}" for n in range(60))
LOOPS = "{% for a in evidence[0]|list|join('abcdefgh')|list %}" * 6

REFUSED = [
    "{{ article.title|center(100000000) }}",
    "{{ 'x'|center(100000000) }}",
    "{{ '%1000000000s'|format('x') }}",
    "{{ '%1000000000s' % 'x' }}",
    "{{ 'x' * 1000000000 }}",
    "{{ [1] * 1000000000 }}",
    "{{ 9 ** 999999999 }}",
    "{{ 1.5|round(1000000000, 'ceil') * 1 }}",
    "{% for a in range(1000000000) %}{% endfor %}x",
    "{{ range(1000000000)|list }}",
    "{{ lipsum(n=1000000) }}",
    "{{ article.title|indent(1000000000)|wordwrap(1) }}",
    "{{ 'a b'|wordwrap(1, wrapstring='x') }}",
    "{{ 'x'|list|batch(1000000000, 'y')|list }}",
    "{{ 'x'|list|slice(1000000000)|list }}",
    "{{ 'www.a.b'|urlize }}",
    "{{ article|tojson(indent=1000000000) }}",
    "{{ article|pprint }}",
    "{{ article|xmlattr }}",
    "{{ 10|filesizeformat }}",
    "{{ 'x'.ljust(1000000000) }}",
    "{{ 'x'.rjust(1000000000) }}",
    "{{ 'x'.center(1000000000) }}",
    "{{ 'x'.zfill(1000000000) }}",
    "{{ '\\t'.expandtabs(1000000000) }}",
    "{{ '{:>1000000000}'.format('x') }}",
    "{{ '{0:1000000000}'.format_map({}) }}",
    "{{ article.published.strftime('%1000000000d') }}",
    "{% macro m() %}{{ m() }}{{ m() }}{% endmacro %}{{ m() }}",
    "{% block b %}{{ self.b() }}{{ self.b() }}{% endblock %}",
    "{% for a in [1, 2] recursive %}{{ loop([1, 2]) }}{{ loop([1, 2]) }}{% endfor %}",
    "{% set t0 = 'abcdefgh' %}" + DOUBLED + "{{ t60 }}",
    "{% set t0 = 'abcdefgh' %}" + ADDED + "{{ t60 }}",
    "{% set t0 = [1, 2] %}" + ADDED + "{{ t60 }}",
    "{{ ('ab'|list|join('bcdefghijk'))" + "|list|join('abcdefghijklmnopq')" * 12 + " }}",
    "{{ 'aaaaaaaaaa'" + "|replace('a', 'aaaaaaaaaaaaaaaaaaaa')" * 12 + " }}",
    "{{ 'aaaaaaaaaa'" + ".replace('a', 'aaaaaaaaaaaaaaaaaaaa')" * 12 + " }}",
    "{{ 'aaaaaaaaaa'" + ".join('aaaaaaaaaaaaaaaaaaaa')" * 12 + " }}",
    LOOPS + "{% endfor %}" * 6 + "x",
    "{{ namespace(a=1) }}",
    "{{ cycler('a') }}",
    "{{ article.title }}" + "x" * 10_001,
]


@pytest.mark.parametrize("template", REFUSED)
def test_what_the_template_shows_by_itself_is_refused_at_load(template: str) -> None:
    tracemalloc.start()
    try:
        with pytest.raises(TemplateFault):
            check_template(template)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < MEGABYTES


def test_the_fault_names_its_place_and_the_filter() -> None:
    text = 'rules:\n  - id: a\n    title: "{{ article.title|center(100000000) }}"\n    when: call\n'
    with pytest.raises(RuleError) as error:
        load_rules_text(text)
    (fault,) = error.value.faults
    assert fault.location.line == 3
    assert 'a title has no filter "center"' in fault.message
    assert fault.hint


LATER = [
    "{{ article.title ~ article.title }}",
    "{{ article.title|list|join(article.title) }}",
    "{{ article.title|replace('a', article.title) }}",
    "{{ article.title.replace('a', article.title) }}",
    "{% for a in article.title|list %}{% for b in article.title|list %}{% endfor %}{% endfor %}x",
    "{% for a in article.title|list %}{{ article.title }}{% endfor %}",
    "{% for a in evidence %}{% for b in article.title|list %}{{ b|upper|list|sort|join }}{% endfor %}{% endfor %}",
    "{{ article.title|list|map('upper')|map('lower')|map('list')|map('join')|join(article.title) }}",
    "{{ article.title|wordcount }}",
    "{% for a in range(9000) %}{% for b in range(9000) %}{% endfor %}{% endfor %}x",
    "{{ article.title|indent(40) }}",
]


def filled(template: str, headline: str) -> str:
    rule = Rule(
        id="one",
        title=template,
        severity=Severity.LOW,
        tags=(),
        when=Phrase(location=HERE, text="a"),
        location=HERE,
    )
    article = Article(title=headline, text="a", blocks=(), digest="0")
    evidence = (Span("text", 0, 1, "a"),) * 20
    return title_for(Match(rule=rule, article=article, title="", evidence=evidence))


@pytest.mark.parametrize("template", [*LATER, *REFUSED])
def test_a_hostile_headline_fills_in_no_more_than_a_title_in_bounded_memory(template: str) -> None:
    tracemalloc.start()
    try:
        title = filled(template, "a\n" * 50_000)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert 0 < len(title) <= max(MAX_TITLE, len("a " * 50_000))
    assert peak < MEGABYTES


@pytest.mark.parametrize(
    ("template", "shown"),
    [
        ("{{ article.title|upper|truncate(4, true, '') }}", "A HE"),
        ("{{ article.title.split()|join('/') }}", "a/headline"),
        ("{{ article.title[:3] ~ '-' ~ 2 }}", "a h-2"),
        ("{{ 2.456|round(1) }} {{ 7|round(-1) }}", "2.5 10"),
        ("{% for a in 'ab' %}{{ loop.index }}{{ a }}{{ ',' if not loop.last }}{% endfor %}", "1a,2b"),
        ("{{ [3, 1]|sort|map('string')|join('<') }}", "1<3"),
        ("{{ article.title.startswith('a') and article.title.replace('a', 'A', 1) }}", "A headline"),
    ],
)
def test_what_titles_are_written_with_still_works(template: str, shown: str) -> None:
    assert filled(template, "a headline") == shown


@pytest.mark.parametrize("template", [one for one in REFUSED if "{% set" not in one])
def test_a_channels_template_is_refused_as_well(template: str) -> None:
    assert problems(template.replace("article.published", "published").replace("article|", "title|"))


@pytest.mark.parametrize(
    "body",
    [
        "{% for a in title|list %}{% for b in title|list %}{% endfor %}{% endfor %}x",
        "{% for a in title|list|join(title)|list %}{% for b in title|list|join(title)|list %}{% endfor %}{% endfor %}",
        "{{ title ~ title ~ title }}",
        "{% for a in title|list %}{% if title|upper|list|sort|join|length %}{% endif %}{% endfor %}x",
    ],
)
def test_a_channels_template_does_only_so_much_at_night(body: str) -> None:
    with pytest.raises((TemplateOverrun, TemplateFailed)):
        rendered(body, {"title": "ab" * 5000}, SystemClock())


def test_what_a_channels_template_writes_is_cut() -> None:
    text = rendered("{% for a in title|list %}{{ title }}{% endfor %}", {"title": "ab" * 2000}, SystemClock())
    assert len(text) <= MAX_PIECE + 4000
