"""Planning: what is opened, joined and told, as a table."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from monitor.alert.model import Report
from monitor.alert.plan import News, Outcome, Standing, alert_id, plan
from monitor.alert.route import RouteConfig, destinations
from monitor.article.model import Article, Span
from monitor.errors import Location
from monitor.rule.condition import Phrase
from monitor.rule.model import Match, Rule, Severity

NOW = datetime(2024, 10, 9, 12, 0, tzinfo=UTC)
PLACE = Location("rules/a.yaml")


def match(
    rule_id="leader-contact",
    *,
    severity=Severity.HIGH,
    tags=("diplomacy",),
    words=("spoke",),
    publisher="AFP",
):
    rule = Rule(
        id=rule_id,
        title="t",
        severity=severity,
        tags=tags,
        when=Phrase(location=PLACE, text="spoke"),
        location=PLACE,
    )
    article = Article(
        title="They spoke", text="They spoke", blocks=(), digest="d", publisher=publisher, language="en"
    )
    evidence = tuple(Span("text", 0, len(word), word) for word in words)
    return Match(rule=rule, article=article, title="t", evidence=evidence)


def news(*matches, standing=Standing.NEW, version=1, digest="d1", told=None):
    report = Report(article_id="a1", digest=digest, path="/in/a.txt", publisher="AFP", published=None, at=NOW)
    return News(
        article_id="a1",
        version=version,
        standing=standing,
        report=report,
        matches=matches,
        proofs={one.rule.id: frozenset(span.text for span in one.evidence) for one in matches},
        told=told or {},
    )


def opened(a_match):
    (decision,) = plan(news(a_match), {}, (), ["desk"], NOW)
    return {decision.alert.id: decision.alert}


def test_a_first_report_opens_an_alert_and_tells_every_channel():
    (decision,) = plan(news(match()), {}, (), ["desk", "mail"], NOW)
    assert decision.outcome is Outcome.OPENED
    assert [telling.channel for telling in decision.tellings] == ["desk", "mail"]
    assert not any(telling.update for telling in decision.tellings)


def test_the_same_news_planned_again_has_the_same_ids():
    first, again = (plan(news(match()), {}, (), ["desk"], NOW)[0] for _ in range(2))
    assert first == again
    assert first.alert.id == alert_id("leader-contact", "a1")


def test_a_repeat_joins_and_tells_nobody():
    (decision,) = plan(news(match(), standing=Standing.REPEAT), opened(match()), (), ["desk"], NOW)
    assert (decision.outcome, decision.tellings) == (Outcome.JOINED, ())


def test_a_correction_elsewhere_in_the_text_joins_and_tells_nobody():
    told = {"leader-contact": frozenset({"spoke"})}
    version = news(match(), standing=Standing.VERSION, version=2, digest="d2", told=told)
    (decision,) = plan(version, opened(match()), (), ["desk"], NOW)
    assert (decision.outcome, decision.tellings) == (Outcome.JOINED, ())


def test_a_correction_with_other_words_is_told_as_an_update():
    told = {"leader-contact": frozenset({"spoke"})}
    version = news(match(words=("met",)), standing=Standing.VERSION, version=2, digest="d2", told=told)
    (decision,) = plan(version, opened(match()), (), ["desk"], NOW)
    assert decision.outcome is Outcome.UPDATED
    assert [telling.update for telling in decision.tellings] == [True]


def test_a_correction_that_matches_for_the_first_time_opens_an_alert():
    version = news(match(), standing=Standing.VERSION, version=2, digest="d2")
    (decision,) = plan(version, {}, (), ["desk"], NOW)
    assert decision.outcome is Outcome.OPENED
    assert [telling.update for telling in decision.tellings] == [False]


ROUTES = (
    RouteConfig.model_validate({"when": {"severity": "critical"}, "channels": ["phone"], "continue": True}),
    RouteConfig.model_validate({"when": {"rules": ["leader-*"]}, "channels": ["desk"]}),
    RouteConfig.model_validate({"when": {"tags": ["money"]}, "channels": []}),
)


@pytest.mark.parametrize(
    ("found", "channels"),
    [
        (match(), ["desk"]),
        (match(severity=Severity.CRITICAL), ["phone", "desk"]),
        (match("other", tags=("money",)), []),
        (match("other", tags=()), ["desk", "mail", "phone"]),
    ],
    ids=["first match wins", "continue goes on", "a route to nowhere", "no route fits"],
)
def test_routes(found, channels):
    places = destinations(found, ROUTES, ["desk", "mail", "phone"])
    assert [place.channel for place in places] == channels


def test_a_channel_named_by_two_routes_is_told_once():
    twice = (RouteConfig.model_validate({"channels": ["desk"], "continue": True}),) * 2
    assert len(destinations(match(), twice, ["desk"])) == 1


@pytest.mark.parametrize(
    ("when", "fits"),
    [
        ({"publisher": ["afp"]}, True),
        ({"publisher": ["Reuters"]}, False),
        ({"language": ["ru"]}, False),
        ({"severity": ["high"], "tags": ["sport"]}, False),
    ],
)
def test_every_key_of_a_route_must_fit(when, fits):
    route = RouteConfig.model_validate({"when": when, "channels": ["desk"]})
    assert route.when.fits(match()) is fits


def test_a_correction_is_told_where_its_route_says_and_to_whoever_was_told_before():
    version = news(match(words=("met",)), standing=Standing.VERSION, version=2, digest="d2")
    known = opened(match())
    version = replace(version, heard=dict.fromkeys(known, frozenset({"mail", "gone"})))
    (decision,) = plan(version, known, ROUTES, ["desk", "mail", "phone"], NOW)
    assert [(one.channel, one.update) for one in decision.tellings] == [("desk", True), ("mail", True)]


def test_a_text_put_back_and_corrected_again_is_another_update():
    ids = set()
    for number in (2, 4):
        version = news(match(words=("met",)), standing=Standing.VERSION, version=number, digest="d2")
        (decision,) = plan(version, opened(match()), (), ["desk"], NOW)
        ids |= {one.delivery_id for one in decision.tellings}
    assert len(ids) == 2
