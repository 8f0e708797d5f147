"""Planning: what is opened, joined and told, as a table and for any series of news."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from alert_building import NOW, Newsroom, at_once, match, news, rule, waits
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.alert.dispatch import Desk, DispatchKind
from monitor.alert.model import StepKind
from monitor.alert.plan import MOST_OPENED, Outcome, Standing, alert_id, plan
from monitor.alert.route import RouteConfig, destinations
from monitor.alert.silence import Matcher, Silence
from monitor.article.model import Span
from monitor.extract.model import Contact, ContactKind, ContactStatus, Participant
from monitor.rule.model import New, Per, Severity

DESK = Desk(channels=("desk",))


def route(**keys):
    return RouteConfig.model_validate(keys)


def test_a_first_report_opens_an_alert_and_tells_every_channel():
    (decision,) = plan(news(match()), Desk(channels=("desk", "mail")), (), NOW)
    assert decision.outcome is Outcome.OPENED
    assert at_once(decision) == {"desk": "first", "mail": "first"}


def test_the_same_news_planned_again_has_the_same_ids():
    first, again = (plan(news(match()), DESK, (), NOW)[0] for _ in range(2))
    assert first == again
    assert first.alert.id == alert_id("leader-contact", "a1")


@pytest.fixture
def room():
    """A newsroom whose desk was told of one article."""
    room = Newsroom("desk")
    room.take(match(), story="s1")
    return room.later(minutes=5)


def test_a_repeat_joins_and_tells_nobody(room):
    decision = room.take(match(), standing=Standing.REPEAT, story="s1")
    assert (decision.outcome, decision.dispatches) == (Outcome.JOINED, ())


def test_a_correction_elsewhere_in_the_text_joins_and_tells_nobody(room):
    decision = room.take(match(), standing=Standing.VERSION, story="s1")
    assert (decision.outcome, decision.dispatches) == (Outcome.JOINED, ())
    assert decision.reason == "version 2 says the same"


def test_a_correction_with_other_words_is_told_as_an_update(room):
    decision = room.take(match(words=("met",)), standing=Standing.VERSION, story="s1")
    assert decision.outcome is Outcome.UPDATED
    assert at_once(decision) == {"desk": "update"}


def test_the_rest_of_an_article_tells_nobody_however_much_it_adds(room):
    decision = room.take(match(words=("spoke", "met")), standing=Standing.GROWN, story="s1")
    assert (decision.outcome, decision.dispatches) == (Outcome.JOINED, ())


def test_a_correction_that_matches_for_the_first_time_opens_an_alert():
    version = news(match(), standing=Standing.VERSION, version=2)
    (decision,) = plan(version, DESK, (), NOW)
    assert decision.outcome is Outcome.OPENED
    assert at_once(decision) == {"desk": "first"}


# --- what joins what ---


def test_another_article_of_the_story_joins_and_says_why(room):
    decision = room.take(match(), article="a2", story="s1", story_reason="31 words in common")
    assert decision.outcome is Outcome.JOINED
    assert decision.alert.id == alert_id("leader-contact", "a1")
    assert decision.reason == "one more report of the story: 31 words in common"


def test_another_story_opens_another_alert(room):
    assert room.take(match(), article="a2", story="s2").outcome is Outcome.OPENED


def test_an_article_of_no_story_is_like_no_other():
    room = Newsroom()
    assert [room.take(match(), article=one).outcome for one in ("a", "b")] == [Outcome.OPENED] * 2


def test_another_rule_opens_an_alert_of_its_own_for_the_same_story(room):
    decision = room.take(match(), match("other"), article="a2", story="s1")
    assert decision.outcome is Outcome.JOINED
    assert [one.alert.rule for one in room.told.values()] == ["leader-contact", "other"]


def test_of_two_articles_of_a_story_planned_one_after_the_other_the_second_joins():
    room = Newsroom()
    outcomes = [room.take(match(), article=f"a{number}", story="s").outcome for number in range(4)]
    assert outcomes == [Outcome.OPENED, *[Outcome.JOINED] * 3]


CASES = {
    "publisher, the same": (Per.PUBLISHER, {"story": "s2"}, {"publisher": "afp"}, Outcome.JOINED),
    "publisher, another": (Per.PUBLISHER, {"story": "s1"}, {"publisher": "Reuters"}, Outcome.OPENED),
    "article, another of the story": (Per.ARTICLE, {"story": "s1"}, {}, Outcome.OPENED),
    "story, the same": (Per.STORY, {"story": "s1"}, {"publisher": "Reuters"}, Outcome.JOINED),
    "story, another": (Per.STORY, {"story": "s2"}, {}, Outcome.OPENED),
    "rule": (Per.RULE, {"story": "s2"}, {"publisher": "Reuters"}, Outcome.JOINED),
    "language": (Per.LANGUAGE, {"story": "s2"}, {"publisher": "Reuters"}, Outcome.JOINED),
}


@pytest.mark.parametrize("case", CASES)
def test_a_rule_may_say_what_its_alerts_have_in_common(case):
    per, placed, told, outcome = CASES[case]
    own = rule(per=(per,))
    room = Newsroom()
    room.take(match(of=own), story="s1")
    assert room.take(match(of=own, **told), article="a2", **placed).outcome is outcome


@pytest.mark.parametrize(("days", "outcome"), [(3, Outcome.JOINED), (4, Outcome.OPENED)])
@pytest.mark.parametrize("dated", [True, False])
def test_a_story_takes_reports_in_for_join_for(days, outcome, dated):
    room = Newsroom(join_for=timedelta(days=3))
    first = datetime(2024, 10, 9, tzinfo=UTC)
    room.take(match(), story="s", published=first if dated else None)
    room.later(days=days)
    last = first + timedelta(days=days) if dated else None
    assert room.take(match(), article="a2", story="s", published=last).outcome is outcome


# --- the life of an alert ---


def test_what_was_resolved_is_reopened_by_another_report_and_told_at_once(room):
    room.resolve(alert_id("leader-contact", "a1"))
    decision = room.take(match(), article="a2", story="s1")
    assert (decision.outcome, decision.step.kind) == (Outcome.UPDATED, StepKind.REOPENED)
    assert at_once(decision) == {"desk": "update"}
    assert decision.notes[0] == "Reported again after it was resolved"
    third = room.later(minutes=1).take(match(), article="a3", story="s1")
    assert (third.outcome, third.step) == (Outcome.JOINED, None)


@pytest.mark.parametrize("standing", [Standing.REPEAT, Standing.VERSION, Standing.GROWN])
def test_what_was_resolved_stays_so_when_the_same_article_says_the_same(room, standing):
    room.resolve(alert_id("leader-contact", "a1"))
    decision = room.take(match(), standing=standing, story="s1")
    assert (decision.outcome, decision.step, decision.dispatches) == (Outcome.JOINED, None, ())


def test_what_was_resolved_is_reopened_by_a_correction_with_other_words(room):
    room.resolve(alert_id("leader-contact", "a1"))
    decision = room.take(match(words=("met",)), standing=Standing.VERSION, story="s1")
    assert (decision.outcome, decision.step.kind) == (Outcome.UPDATED, StepKind.REOPENED)


# --- routes ---

ROUTES = (
    route(when={"severity": "critical"}, channels=["phone"], **{"continue": True}),
    route(when={"rules": ["leader-*"]}, channels=["desk"]),
    route(when={"tags": ["money"]}, channels=[]),
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
    twice = (route(channels=["desk"], **{"continue": True}),) * 2
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
    assert route(when=when, channels=["desk"]).when.fits(match()) is fits


def test_routed_nowhere_is_said_in_the_reason():
    found = news(match("other", tags=("money",)))
    (decision,) = plan(found, Desk(routes=ROUTES, channels=("desk",)), (), NOW)
    assert (decision.outcome, decision.dispatches) == (Outcome.OPENED, ())
    assert decision.reason == "first report; routed nowhere"


def test_a_correction_is_told_where_its_route_says_and_to_whoever_was_told_before():
    room = Newsroom("mail", "gone")
    room.take(match(), story="s")
    room.desk = replace(room.desk, routes=ROUTES, channels=("desk", "mail", "phone"))
    decision = room.take(match(words=("met",)), standing=Standing.VERSION, story="s")
    assert at_once(decision) == {"desk": "first", "mail": "update"}


def test_a_text_put_back_and_corrected_again_is_another_update(room):
    told = [
        room.take(match(words=words), standing=Standing.VERSION, story="s1")
        for words in (("met",), ("spoke",), ("agreed",))
    ]
    assert [one.outcome for one in told] == [Outcome.UPDATED, Outcome.JOINED, Outcome.UPDATED]
    assert len({one.dispatches[0].delivery_id for one in told if one.dispatches}) == 2


# --- any series of news ---

PER_PUBLISHER = rule("per-publisher", per=(Per.PUBLISHER,))
BY_OUTLET = (
    route(when={"publisher": "tabloid"}, channels=[]),
    route(when={"publisher": "Reuters"}, channels=["mail"]),
    route(channels=["desk", "mail"]),
)


@st.composite
def happenings(draw):
    """Draw what happens next: how long after, and what comes in or is done."""
    return {
        "minutes": draw(st.sampled_from([0, 1, 7, 29, 30, 31, 200])),
        "article": draw(st.sampled_from("abcdef")),
        "standing": draw(st.sampled_from([*Standing, Standing.NEW])),
        "words": (draw(st.sampled_from(["spoke", "met", "agreed"])),),
        "publisher": draw(st.sampled_from(["AFP", "Reuters", "tabloid"])),
        "deed": draw(st.sampled_from(["", "", "", "resolve", "silence"])),
    }


def let_happen(room, one):
    room.later(minutes=one["minutes"])
    if one["deed"] == "resolve":
        for known in room.told:
            room.resolve(known)
    if one["deed"] == "silence":
        room.silences.append(
            Silence(
                id=str(len(room.silences)),
                matcher=Matcher(rules=("leader-*",)),
                starts_at=room.now,
                ends_at=room.now + timedelta(minutes=20),
                author="Ana",
                comment="",
                created_at=room.now,
            )
        )
    known = one["article"] in room.words
    standing = one["standing"] if known else Standing.NEW
    if known and standing is Standing.NEW:
        standing = Standing.REPEAT
    found = [match(words=one["words"], publisher=one["publisher"])]
    found.append(match(of=PER_PUBLISHER, words=one["words"], publisher=one["publisher"]))
    told = {"article": one["article"], "standing": standing, "story": f"story {one['article'] < 'd'}"}
    again = [room.plan(room.news(*found, **told)) for _ in range(2)]
    assert again[0] == again[1]
    assert all(decision.reason for decision in again[0])
    room.take(*found, **told)


@settings(max_examples=150, deadline=None)
@given(st.lists(happenings(), min_size=2, max_size=25))
def test_however_news_come_each_channel_hears_first_once_and_then_one_update_at_a_time(series):
    room = Newsroom("desk", "mail", routes=BY_OUTLET)
    for one in series:
        before = len(room.dispatches)
        let_happen(room, one)
        for alert, dispatch in room.dispatches[before:]:
            heard = room.heard[alert].get(dispatch.channel)
            assert not dispatch.fold or dispatch.due_at >= room.now
            assert dispatch.silenced or heard is not None
    for channel in ("desk", "mail"):
        for alert in room.told:
            told = [one for of, one in room.dispatches if (of, one.channel) == (alert, channel)]
            kinds = [one.kind for one in told if not one.silenced]
            assert kinds.count(DispatchKind.FIRST) == bool(kinds)
            assert kinds[:1] in ([], [DispatchKind.FIRST])
    ids = [one.delivery_id for _, one in room.dispatches]
    assert len(ids) == len(set(ids))


@settings(max_examples=100, deadline=None)
@given(st.lists(st.integers(0, 40), min_size=1, max_size=30))
def test_reports_that_join_wait_for_one_time_and_updates_are_apart_as_the_channel_wants(gaps):
    room = Newsroom(update_every={"desk": timedelta(minutes=30)})
    room.take(match(), article="first", story="s")
    due = [NOW]
    for number, gap in enumerate(gaps):
        decision = room.later(minutes=gap).take(match(), article=f"a{number}", story="s")
        (when,) = waits(decision).values()
        assert room.now <= when <= room.now + timedelta(minutes=30)
        due += [when] if when != due[-1] else []
    assert all(later - earlier >= timedelta(minutes=30) for earlier, later in pairwise(due))


def names_of_many(count):
    return tuple(
        Contact(
            participants=(Participant(name=f"Person {number}"), Participant(name="Emmanuel Macron")),
            kind=ContactKind.CALL,
            status=ContactStatus.HAPPENED,
            attribution=(),
            evidence=(Span("text", 0, 5, "spoke"),),
        )
        for number in range(count)
    )


def of_many(count, **more):
    new = New(per=(Per.PARTICIPANTS, Per.KIND), within=timedelta(days=7))
    return replace(match(of=rule(new=new)), asked=names_of_many(count), **more)


@pytest.mark.parametrize(
    ("count", "beyond"), [(MOST_OPENED, 0), (MOST_OPENED + 1, 1), (400, 400 - MOST_OPENED)]
)
def test_one_article_opens_so_many_alerts_of_a_rule_and_the_last_says_what_is_beyond(count, beyond):
    decisions = plan(news(of_many(count)), Desk(channels=("desk",)), (), NOW)
    outcomes = Counter(one.outcome for one in decisions)
    assert (outcomes[Outcome.OPENED], outcomes[Outcome.BEYOND]) == (MOST_OPENED, beyond)
    assert [one.number for one in decisions] == list(range(count))
    notes = [note for one in decisions for note in one.notes if "opened no alert" in note]
    assert [note.split()[0] for note in notes] == ([str(beyond)] if beyond else [])
    assert all(one.alert is None and one.dispatches == () for one in decisions[MOST_OPENED:])
    assert all(str(MOST_OPENED) in one.reason for one in decisions[MOST_OPENED:])


def test_another_version_of_the_article_opens_no_more_and_another_article_does():
    room = Newsroom("desk")
    first = room.take_all(of_many(MOST_OPENED + 5))
    again = room.take_all(of_many(MOST_OPENED + 5), standing=Standing.VERSION)
    other = room.take_all(of_many(MOST_OPENED + 5), article="a2")
    outcomes = [Counter(one.outcome for one in some) for some in (first, again, other)]
    assert outcomes[0] == {Outcome.OPENED: MOST_OPENED, Outcome.BEYOND: 5}
    assert outcomes[1] == {Outcome.JOINED: MOST_OPENED, Outcome.BEYOND: 5}
    assert outcomes[2] == {Outcome.JOINED: MOST_OPENED, Outcome.OPENED: 5}
