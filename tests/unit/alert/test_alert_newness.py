"""Alerts of rules with `new`: what opens one of its own, what joins, what is told at once."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from monitor.alert.model import Report
from monitor.alert.newness import Ledgered
from monitor.alert.plan import News, Outcome, Standing, plan
from monitor.article.model import Article, Span
from monitor.claim.ledger import ledger
from monitor.claim.model import Source
from monitor.claim.sighted import numbered, sightings_of
from monitor.errors import Location
from monitor.fact.model import Contact, ContactKind, ContactStatus, Denial, Denies, Facts, Participant
from monitor.rule.condition import ContactIs
from monitor.rule.model import Match, New, Per, Rule, Severity

NOW = datetime(2024, 11, 10, tzinfo=UTC)
PLACE = Location("rules/a.yaml")
PUTIN, TRUMP, XI = (Participant(name=name) for name in ("Putin", "Trump", "Xi"))


def contact(*who, kind="call", status="happened", start=0):
    words = Span("text", start, start + 4, "They")
    return Contact(participants=who, kind=ContactKind(kind), status=ContactStatus(status), evidence=(words,))


def denial(of):
    return Denial(by="Peskov", role="Kremlin", official=True, denies=Denies.CONTACT, contact=of)


class World:
    """A rule, the sightings so far and what was told, as the store would keep them."""

    def __init__(self, per=(Per.PARTICIPANTS, Per.KIND), within="7d"):
        self.rule = Rule(
            id="leader-contact",
            title="{{ participants }}",
            severity=Severity.HIGH,
            tags=(),
            when=ContactIs(location=PLACE),
            location=PLACE,
            new=New(per=tuple(per), within=timedelta(days=int(within[:-1]))),
        )
        self.sightings, self.told = [], {}

    def news(self, article_id, day, *contacts, denials=()):
        facts = Facts(contacts=contacts, denials=tuple(denials))
        published = day and datetime(2024, 11, day, tzinfo=UTC)
        article = Article(title="They", text="They met", blocks=(), digest=article_id, published=published)
        match = Match(
            rule=self.rule,
            article=article,
            title="t",
            evidence=contacts[0].evidence,
            facts=facts,
            asked=contacts,
        )
        report = Report(
            article_id=article_id,
            digest=article_id,
            path=f"/in/{article_id}",
            publisher="AFP",
            published=published,
            at=NOW,
        )
        source = Source(article_id=article_id, path="", publisher="AFP", published=published, received=NOW)
        self.sightings += sightings_of(facts, source)
        homes = {one.key: claim for claim in ledger(self.sightings) for one in claim.sightings}
        claims = {one: homes[article_id, number] for number, one in numbered(facts)}
        return News(
            article_id=article_id,
            version=1,
            standing=Standing.NEW,
            report=report,
            matches=(match,),
            ledger=Ledgered(claims=claims, told=tuple(self.told.values())),
        )

    def take(self, *args, **more):
        """Return outcome and channels told, for each claim."""
        decisions = plan(self.news(*args, **more), {}, (), ["desk"], NOW)
        self.told.update({one.told.alert.id: one.told for one in decisions if one.told})
        return [one.outcome for one in decisions]


def test_every_claim_of_an_article_opens_an_alert_of_its_own():
    world = World()
    decisions = plan(
        world.news("a", 7, contact(PUTIN, TRUMP), contact(PUTIN, XI, start=5)), {}, (), ["desk"], NOW
    )
    assert [one.match.title for one in decisions] == ["Putin and Trump", "Putin and Xi"]
    assert [one.match.evidence[0].start for one in decisions] == [0, 5]
    assert len({one.alert.id for one in decisions}) == len({one.number for one in decisions}) == 2
    assert all(one.notes == ("New claim",) for one in decisions)


CASES = {
    "the same claim, reported again": ((8, {}), Outcome.JOINED),
    "the same claim in an article without a date": ((None, {}), Outcome.JOINED),
    "another kind of contact": ((8, {"kind": "message"}), Outcome.OPENED),
    "too long after to be the same claim": ((20, {}), Outcome.OPENED),
}


@pytest.mark.parametrize("case", CASES)
def test_per_participants_and_kind_means_the_claim(case):
    (day, told), outcome = CASES[case]
    world = World()
    assert world.take("a", 7, contact(PUTIN, TRUMP)) == [Outcome.OPENED]
    assert world.take("b", day, contact(PUTIN, TRUMP, **told)) == [outcome]


def test_per_participants_lets_any_kind_join_for_that_time():
    world = World(per=[Per.PARTICIPANTS], within="2d")
    assert world.take("a", 7, contact(PUTIN, TRUMP)) == [Outcome.OPENED]
    assert world.take("b", 8, contact(PUTIN, TRUMP, kind="message")) == [Outcome.JOINED]
    assert world.take("c", 8, contact(PUTIN, XI)) == [Outcome.OPENED]
    assert world.take("d", 12, contact(PUTIN, TRUMP)) == [Outcome.OPENED]


def test_two_contacts_of_one_article_that_are_one_to_the_rule_open_one_alert():
    world = World(per=[Per.RULE])
    assert world.take("a", 7, contact(PUTIN, TRUMP), contact(PUTIN, XI, start=5)) == [Outcome.OPENED]


def test_the_first_denial_is_told_as_an_update_and_the_second_joins():
    world = World()
    denied = contact(PUTIN, TRUMP, status="denied")
    world.take("a", 7, contact(PUTIN, TRUMP))
    (decision,) = plan(world.news("b", 8, denied, denials=[denial(denied)]), {}, (), ["desk"], NOW)
    assert (decision.outcome, [one.update for one in decision.tellings]) == (Outcome.UPDATED, [True])
    assert decision.notes == (
        "Denied by Peskov (Kremlin) — claim first reported 7 Nov 2024 by AFP",
        "also reported by 1 more",
    )
    world.told[decision.told.alert.id] = decision.told
    assert world.take("c", 9, denied, denials=[denial(denied)]) == [Outcome.JOINED]


def test_a_denial_known_from_the_start_is_no_update_later():
    world = World()
    denied = contact(PUTIN, TRUMP, status="denied")
    assert world.take("a", 7, denied, denials=[denial(denied)]) == [Outcome.OPENED]
    assert world.take("b", 8, denied, denials=[denial(denied)]) == [Outcome.JOINED]


def test_planned_again_everything_has_the_same_ids():
    world = World()
    news = world.news("a", 7, contact(PUTIN, TRUMP))
    assert plan(news, {}, (), ["desk"], NOW) == plan(news, {}, (), ["desk"], NOW)


def test_a_rule_without_new_keeps_its_alert_for_each_article_and_names_the_claim():
    world = World()
    world.rule = replace(world.rule, new=None)
    world.take("a", 7, contact(PUTIN, TRUMP))
    (decision,) = plan(world.news("b", 8, contact(PUTIN, TRUMP)), {}, (), ["desk"], NOW)
    assert decision.outcome is Outcome.OPENED
    assert decision.alert.claim is not None
    assert decision.notes == ("Claim first reported 7 Nov 2024 by AFP", "also reported by 1 more")
