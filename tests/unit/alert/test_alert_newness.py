"""Alerts of claims, of rules with `new` and without: what opens one of its own, what joins, what is told at once."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from alert_building import at_once, waits

from monitor.alert.dispatch import ChannelHistory, Desk
from monitor.alert.grouping import Ledgered
from monitor.alert.model import Report
from monitor.alert.plan import News, Outcome, Standing, plan
from monitor.alert.route import RouteConfig
from monitor.article.model import Article, Span
from monitor.claims.from_facts import numbered, sightings_of
from monitor.claims.model import Source
from monitor.claims.resolve import ledger
from monitor.errors import Location
from monitor.extract.model import Contact, ContactKind, ContactStatus, Denial, Denies, Facts, Participant
from monitor.rule.condition import ContactIs
from monitor.rule.model import Match, New, Per, Rule, Severity

NOW = datetime(2024, 11, 10, tzinfo=UTC)
PLACE = Location("rules/a.yaml")
PUTIN, TRUMP, XI = (Participant(name=name) for name in ("Putin", "Trump", "Xi"))


def contact(*who, kind="call", status="happened", start=0, by=()):
    words = Span("text", start, start + 4, "They")
    return Contact(
        participants=who,
        kind=ContactKind(kind),
        status=ContactStatus(status),
        attribution=by,
        evidence=(words,),
    )


def denial(of, by="Peskov"):
    role = "Kremlin spokesman" if by == "Peskov" else None
    return Denial(by=by, role=role, official=True, denies=Denies.CONTACT, contact=of)


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
        self.sightings, self.told, self.heard = [], {}, {}
        self.routes, self.now = (), NOW

    def news(
        self, article_id, day, *contacts, denials=(), publisher="AFP", standing=Standing.NEW, words=None
    ):
        facts = Facts(contacts=contacts, denials=tuple(denials))
        published = day and datetime(2024, 11, day, tzinfo=UTC)
        article = Article(title="They", text="They met", blocks=(), digest=article_id, published=published)
        article = replace(article, publisher=publisher)
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
            at=self.now,
        )
        source = Source(
            article_id=article_id, path="", publisher="AFP", published=published, received=self.now
        )
        self.sightings = [one for one in self.sightings if one.source.article_id != article_id]
        self.sightings += sightings_of(facts, source)
        homes = {one.key: claim for claim in ledger(self.sightings) for one in claim.sightings}
        claims = {one: homes[article_id, number] for number, one in numbered(facts)}
        return News(
            article_id=article_id,
            version=1,
            standing=standing,
            report=report,
            matches=(match,),
            ledger=Ledgered(claims=claims, told=tuple(self.told.values()), words=words or {}),
            heard=self.heard,
        )

    def decide(self, *args, **more):
        """Return the decisions on one article, and remember what is told to whom."""
        desk = Desk(routes=self.routes, channels=("desk", "mail"))
        decisions = plan(self.news(*args, **more), desk, (), self.now)
        self.told.update({one.told.alert.id: one.told for one in decisions if one.told})
        for one in decisions:
            heard = {
                dispatch.channel: ChannelHistory(last=self.now)
                for dispatch in one.dispatches
                if not dispatch.fold
            }
            self.heard[one.alert.id] = self.heard.get(one.alert.id, {}) | heard
        return decisions

    def take(self, *args, **more):
        """Return the outcome for each claim."""
        return [one.outcome for one in self.decide(*args, **more)]

    def tell(self, *args, **more):
        """Return who is told at once, and as what."""
        return {channel: as_ for one in self.decide(*args, **more) for channel, as_ in at_once(one).items()}


def test_every_claim_of_an_article_opens_an_alert_of_its_own():
    world = World()
    decisions = world.decide("a", 7, contact(PUTIN, TRUMP), contact(PUTIN, XI, start=5))
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
    (decision,) = world.decide("b", 8, denied, denials=[denial(denied)])
    assert decision.outcome is Outcome.UPDATED
    assert at_once(decision) == {"desk": "update", "mail": "update"}
    assert decision.notes == (
        "Now denied by Kremlin (Peskov)",
        "Claim first reported 7 Nov 2024 by AFP",
        "1 more article on this claim",
    )
    assert world.take("c", 9, denied, denials=[denial(denied)]) == [Outcome.JOINED]


def test_a_denial_known_from_the_start_is_no_update_later():
    world = World()
    denied = contact(PUTIN, TRUMP, status="denied")
    assert world.take("a", 7, denied, denials=[denial(denied)]) == [Outcome.OPENED]
    assert world.take("b", 8, denied, denials=[denial(denied)]) == [Outcome.JOINED]


def test_planned_again_everything_has_the_same_ids():
    world = World()
    news = world.news("a", 7, contact(PUTIN, TRUMP))
    desk = Desk(channels=("desk",))
    assert plan(news, desk, (), NOW) == plan(news, desk, (), NOW)


@pytest.fixture
def plain():
    """A rule without `new`."""
    world = World()
    world.rule = replace(world.rule, new=None)
    return world


def test_without_new_another_report_of_the_claim_joins_and_names_the_claim(plain):
    (first,) = plain.decide("a", 7, contact(PUTIN, TRUMP))
    (decision,) = plain.decide("b", 8, contact(PUTIN, TRUMP))
    assert (decision.outcome, decision.alert.id) == (Outcome.JOINED, first.alert.id)
    assert decision.reason == f"one more report of the claim {first.alert.claim}"
    assert decision.notes == ("Claim first reported 7 Nov 2024 by AFP", "1 more article on this claim")
    assert waits(decision) == dict.fromkeys(["desk", "mail"], NOW + timedelta(minutes=30))


def test_without_new_another_claim_opens_an_alert(plain):
    plain.take("a", 7, contact(PUTIN, TRUMP))
    assert plain.take("b", 7, contact(PUTIN, XI)) == [Outcome.OPENED]


def test_without_new_the_claim_takes_reports_in_for_join_for(plain):
    assert plain.take("a", 1, contact(PUTIN, TRUMP)) == [Outcome.OPENED]
    assert plain.take("b", 4, contact(PUTIN, TRUMP)) == [Outcome.JOINED]
    assert plain.take("c", 7, contact(PUTIN, TRUMP)) == [Outcome.OPENED]


def test_without_new_a_denial_of_the_claim_is_told_at_once(plain):
    plain.take("a", 7, contact(PUTIN, TRUMP))
    denied = contact(PUTIN, TRUMP, status="denied")
    assert plain.tell("b", 8, denied, denials=[denial(denied)]) == {"desk": "update", "mail": "update"}


def test_what_a_rule_says_of_its_own_goes_before_the_claim(plain):
    plain.rule = replace(plain.rule, per=(Per.ARTICLE,))
    plain.take("a", 7, contact(PUTIN, TRUMP))
    assert plain.take("b", 7, contact(PUTIN, TRUMP)) == [Outcome.OPENED]


# --- who is told ---


def route(channels, **when):
    return RouteConfig.model_validate({"when": when, "channels": channels})


MUTED = (route([], publisher=["tabloid"]), route(["mail"], publisher=["Reuters"]), route(["desk"]))


@pytest.fixture
def muting():
    world = World()
    world.routes = MUTED
    return world


CALLED = contact(PUTIN, TRUMP)


def test_a_muted_first_report_silences_the_claim_for_nobody(muting):
    assert muting.tell("a", 7, CALLED, publisher="tabloid") == {}
    (decision,) = muting.decide("b", 8, CALLED)
    assert (decision.outcome, decision.notes[0]) == (Outcome.JOINED, "Claim first reported 7 Nov 2024 by AFP")
    assert at_once(decision) == {"desk": "first"}
    assert muting.tell("c", 8, CALLED) == {}
    assert muting.tell("d", 8, CALLED, publisher="Reuters") == {"mail": "first"}


@pytest.mark.parametrize("standing", [Standing.REPEAT, Standing.VERSION, Standing.GROWN])
def test_the_same_article_again_tells_no_channel_that_its_route_did_not_name(muting, standing):
    (first,) = muting.decide("a", 7, CALLED, publisher="tabloid")
    words = {first.alert.id: frozenset({""})}
    assert muting.tell("a", 7, CALLED, standing=standing, words=words) == {}


def test_the_first_version_that_reports_a_claim_of_others_introduces_it(muting):
    muting.tell("a", 7, CALLED, publisher="tabloid")
    assert muting.tell("b", 7, CALLED, standing=Standing.VERSION) == {"desk": "first"}


def test_an_update_goes_to_its_own_channels_and_to_those_told_before(muting):
    muting.tell("a", 7, CALLED)
    denied = contact(PUTIN, TRUMP, status="denied")
    told = muting.tell("b", 8, denied, denials=[denial(denied)], publisher="Reuters")
    assert told == {"mail": "first", "desk": "update"}


# --- who denied, who confirmed ---


def stated(by, status="happened"):
    return contact(PUTIN, TRUMP, status=status, by=(by,) if by else ())


def test_a_confirmation_is_told_even_after_a_denial():
    world = World()
    denied = stated(None, "denied")
    world.take("a", 7, denied, denials=[denial(denied)])
    (decision,) = world.decide("b", 8, stated("Trump"))
    assert decision.outcome is Outcome.UPDATED
    assert decision.notes[:2] == (
        "Now confirmed by Trump",
        "Denied by Kremlin (Peskov)",
    )
    assert world.take("c", 8, stated("Trump")) == [Outcome.JOINED]


def test_a_confirmation_of_what_was_reported_is_told():
    world = World()
    world.take("a", 7, CALLED)
    assert world.take("b", 8, stated("Trump")) == [Outcome.UPDATED]
    assert world.take("c", 8, stated("Putin")) == [Outcome.UPDATED]


def test_each_new_denier_is_told_once():
    world = World()
    denied = stated(None, "denied")
    world.take("a", 7, CALLED)
    assert world.take("b", 8, denied, denials=[denial(denied)]) == [Outcome.UPDATED]
    assert world.take("c", 8, denied, denials=[denial(denied, "Trump")]) == [Outcome.UPDATED]
    assert world.take("d", 8, denied, denials=[denial(denied), denial(denied, "Trump")]) == [Outcome.JOINED]


def test_a_denial_by_nobody_named_is_told_once_and_a_named_one_after_it():
    world = World()
    denied = stated(None, "denied")
    world.take("a", 7, CALLED)
    assert world.take("b", 8, denied) == [Outcome.UPDATED]
    assert world.take("c", 8, denied) == [Outcome.JOINED]
    assert world.take("d", 8, denied, denials=[denial(denied)]) == [Outcome.UPDATED]


def test_per_participants_two_claims_of_one_alert_do_not_make_each_other_news():
    world = World(per=[Per.PARTICIPANTS])
    denied, met = stated(None, "denied"), contact(PUTIN, TRUMP, kind="meeting")
    world.take("a", 7, denied, denials=[denial(denied)])
    assert world.take("b", 7, met) == [Outcome.JOINED]
    assert world.take("c", 8, denied, denials=[denial(denied)]) == [Outcome.JOINED]


# --- articles without a date; plans ---


@pytest.mark.parametrize(("days", "outcome"), [(6, Outcome.JOINED), (8, Outcome.OPENED)])
@pytest.mark.parametrize("first", [7, None])
def test_an_undated_report_is_told_again_by_when_it_came_in(days, outcome, first):
    world = World()
    world.take("a", first, CALLED)
    world.now += timedelta(days=days)
    assert world.take("b", None, CALLED) == [outcome]


def test_an_undated_article_never_grows_old_to_its_own_alert():
    world = World()
    (first,) = world.decide("a", None, CALLED)
    world.now += timedelta(days=30)
    words = {first.alert.id: frozenset({""})}
    assert world.take("a", None, CALLED, standing=Standing.VERSION, words=words) == [Outcome.JOINED]


def test_undated_articles_of_a_rule_per_participants_are_bounded_too():
    world = World(per=[Per.PARTICIPANTS], within="2d")
    world.take("a", None, CALLED)
    world.now += timedelta(days=200)
    assert world.take("b", None, contact(PUTIN, TRUMP, kind="meeting")) == [Outcome.OPENED]


@pytest.mark.parametrize("per", [(Per.PARTICIPANTS, Per.KIND), (Per.PARTICIPANTS,)])
def test_a_plan_is_not_joined_to_a_contact_that_took_place(per):
    world = World(per=per)
    assert world.take("a", 7, contact(PUTIN, TRUMP, status="planned")) == [Outcome.OPENED]
    assert world.take("b", 7, CALLED) == [Outcome.OPENED]
    assert world.take("c", 8, contact(PUTIN, TRUMP, status="planned")) == [Outcome.JOINED]


def test_an_update_opens_with_its_news_and_then_says_that_it_weighs_more():
    world = World()
    world.rule = replace(world.rule, severity=Severity.MEDIUM)
    call = contact(PUTIN, TRUMP)
    world.decide("a", 7, call)
    world.rule = replace(world.rule, severity=Severity.HIGH)
    denied = contact(PUTIN, TRUMP, status="denied")
    (update,) = world.decide("b", 8, denied, denials=[denial(denied)])
    assert update.notes[0].startswith("Now denied by")
    assert update.notes[-1] == "Now high: it was medium"


def test_an_update_whose_only_news_is_that_it_weighs_more_opens_with_it():
    world = World()
    world.rule = replace(world.rule, severity=Severity.MEDIUM)
    world.decide("a", 7, contact(PUTIN, TRUMP))
    world.rule = replace(world.rule, severity=Severity.HIGH)
    (update,) = world.decide("b", 8, contact(PUTIN, TRUMP))
    assert update.outcome is Outcome.UPDATED
    assert update.notes[0] == "Now high: it was medium"


def test_what_an_article_recalls_is_told_as_background_not_as_a_new_claim():
    recalled = replace(contact(PUTIN, XI, kind="meeting", start=5), standing=True)
    decisions = World().decide("a", 7, contact(PUTIN, TRUMP), recalled)
    assert [one.notes for one in decisions] == [("New claim",), ("Told as background",)]


def test_a_correction_is_not_told_of_what_the_article_only_recalls():
    world = World()
    recalled = replace(contact(PUTIN, XI, kind="meeting", start=5), standing=True)
    world.decide("a", 7, contact(PUTIN, TRUMP), recalled)
    news = replace(world.news("b", 8, contact(PUTIN, TRUMP), recalled), correction="“CORRECTED-They met”")
    call, meeting = plan(news, Desk(channels=("desk",)), (), NOW)
    assert call.notes[:2] == ("Correction by AFP", "“CORRECTED-They met”")
    assert not meeting.corrects
