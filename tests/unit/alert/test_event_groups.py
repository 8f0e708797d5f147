"""One event, one message: of what an article tells a channel, whichever rules found it."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from datetime import timedelta

import pytest
from alert_building import NOW, Newsroom, match, rule
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.alert.digest_schedule import DigestConfig
from monitor.alert.dispatch import DispatchKind
from monitor.alert.event_groups import told_together
from monitor.alert.events import events_of
from monitor.alert.plan import Standing, plan
from monitor.alert.route import RouteConfig
from monitor.alert.silence import Matcher, Silence
from monitor.article.model import Article
from monitor.extract.model import Contact, ContactKind, ContactStatus, Denial, Denies, Facts, Participant
from monitor.rule.model import New, Per, Severity

WIRE = Article.from_text(
    title="Leaders spoke by telephone",
    text="President Able called President Baker on Monday.\n\nPremier Cole met Chancellor Dorn in Bern.\n\n"
    "The Kremlin denied a plan. Moscow denied it again, and its spokesman denied it once more.",
)
PER_CONTACT = New(per=(Per.PARTICIPANTS, Per.KIND), within=timedelta(days=7))


def span(words: str):
    start = WIRE.text.index(words)
    return WIRE.slice("text", start, start + len(words))


def contact(
    *names: str, kind=ContactKind.CALL, on=None, words="called", status=ContactStatus.HAPPENED
) -> Contact:
    people = tuple(Participant(name=one) for one in names)
    return Contact(participants=people, kind=kind, status=status, on=on, words=(span(words),))


CALL = contact("Able", "Baker", on="2024-10-07")
MEETING = contact("Cole", "Dorn", kind=ContactKind.MEETING, words="met")


def denial(by: str, role: str | None = None, *, words="denied a plan", of=None) -> Denial:
    return Denial(by=by, role=role, official=True, denies=Denies.CLAIM, contact=of, words=(span(words),))


def found(*facts: Contact | Denial, id_: str, words: str = "", **more):
    """Return a match of the rule *id_* about *facts*, or by *words* alone."""
    evidence = (span(words),) if words else tuple(one.words[0] for one in facts)
    contacts = tuple(one for one in facts if isinstance(one, Contact))
    denials = tuple(one for one in facts if isinstance(one, Denial))
    base = match(of=rule(id_, **more))
    return replace(
        base, article=WIRE, evidence=evidence, facts=Facts(contacts=contacts, denials=denials), asked=facts
    )


class Wire(Newsroom):
    """A newsroom that tells one message an event."""

    def plan(self, of):
        return told_together(plan(of, self.desk, self.silences, self.now))


def messages(decisions, channel="desk"):
    """Return what is sent to *channel*, by the ids of the deliveries that carry it."""
    return [
        one
        for decision in decisions
        for one in decision.dispatches
        if one.channel == channel and not one.joined_to and not one.silenced
    ]


def test_one_call_that_three_rules_found_is_one_message_that_tells_of_all_three_alerts():
    decisions = Wire().take_all(
        found(CALL, id_="calls"), found(CALL, id_="leaders"), found(id_="words", words="Monday")
    )
    (message,) = messages(decisions)
    assert len({one.alert.id for one in decisions}) == 3
    assert [(one.alert_id, one.is_same_event) for one in message.joins] == [
        (decisions[1].alert.id, True),
        (decisions[2].alert.id, True),
    ]


def test_what_is_told_with_another_names_the_message_and_why():
    lead, joined = Wire().take_all(found(CALL, id_="calls"), found(CALL, id_="leaders"))
    (told,) = joined.dispatches
    assert told.joined_to == lead.dispatches[0].delivery_id
    assert told.reason == f"told with alert {lead.alert.id}: the same event"


def test_the_events_of_an_article_that_are_new_are_one_message_led_by_the_gravest():
    meeting, call = Wire().take_all(
        found(MEETING, id_="meetings", severity=Severity.LOW),
        found(CALL, id_="calls", severity=Severity.CRITICAL),
    )
    assert meeting.dispatches[0].joined_to == call.dispatches[0].delivery_id
    (joined,) = call.dispatches[0].joins
    assert (joined.alert_id, joined.is_same_event) == (meeting.alert.id, False)


SAME = {
    "the same contact": (CALL, CALL, True),
    "talks that may have been the call": (CALL, replace(CALL, kind=ContactKind.TALKS), True),
    "without a day": (CALL, replace(CALL, on=None), True),
    "another day": (CALL, replace(CALL, on="2024-10-08"), False),
    "another kind": (CALL, replace(CALL, kind=ContactKind.VISIT), False),
    "other people": (CALL, MEETING, False),
    "a denial of it": (CALL, denial("Kremlin", of=CALL), True),
    "a capital and its palace": (denial("Kremlin"), denial("Moscow", words="denied it again"), True),
    "a palace and its spokesman": (
        denial("Kremlin"),
        denial("Dmitry Peskov", "Kremlin spokesman, Russia", words="denied it once"),
        True,
    ),
    "two capitals": (denial("Kremlin"), denial("White House", words="denied it again"), False),
}


@pytest.mark.parametrize("case", SAME)
def test_facts_are_one_event_that_share_people_day_and_kind(case):
    one, other, same = SAME[case]
    decisions = Wire().take_all(found(one, id_="one"), found(other, id_="other"))
    assert (len(set(events_of(decisions))) == 1) is same


def test_phrases_are_of_the_event_whose_sentence_they_stand_in():
    decisions = Wire().take_all(
        found(CALL, id_="calls"),
        found(MEETING, id_="meetings"),
        found(id_="bern", words="Bern"),
        found(id_="plan", words="plan"),
    )
    call, meeting, bern, plan_ = events_of(decisions)
    assert bern == meeting
    assert len({call, meeting, plan_}) == 3


def test_what_the_channel_knows_takes_along_what_another_rule_newly_found_of_it():
    room = Wire()
    (first,) = room.take_all(found(CALL, id_="calls"), story="s")
    known, new = room.later(minutes=5).take_all(
        found(CALL, id_="calls"), found(CALL, id_="leaders"), article="a2", story="s"
    )
    (message,) = messages((known, new))
    assert (message.kind, message.fold, message.due_at) == (DispatchKind.UPDATE, None, room.now)
    assert known.alert.id == first.alert.id
    assert new.dispatches[0].joined_to == message.delivery_id


def test_further_reports_of_one_event_join_silently_as_one_update():
    room = Wire()
    room.take_all(found(CALL, id_="calls"), found(CALL, id_="leaders"), story="s")
    later = room.later(minutes=5).take_all(
        found(CALL, id_="calls"), found(CALL, id_="leaders"), article="a2", story="s"
    )
    (message,) = messages(later)
    assert message.fold == "update"


def test_what_is_new_of_another_event_does_not_hide_in_the_thread_of_what_is_known():
    room = Wire()
    room.take_all(found(CALL, id_="calls"), story="s")
    both = room.later(minutes=5).take_all(
        found(CALL, id_="calls"), found(MEETING, id_="meetings"), article="a2", story="s"
    )
    assert {(one.kind, one.fold) for one in messages(both)} == {
        (DispatchKind.UPDATE, "update"),
        (DispatchKind.FIRST, None),
    }


def test_a_silence_on_one_rule_keeps_the_event_told_by_the_other():
    room = Wire()
    room.silences = [
        Silence(
            id="s",
            matcher=Matcher(rules=("leaders",)),
            starts_at=NOW,
            ends_at=NOW + timedelta(hours=1),
            author="Ana",
            comment="",
            created_at=NOW,
        )
    ]
    loud, silent = room.take_all(found(CALL, id_="calls"), found(CALL, id_="leaders"))
    (message,) = messages((loud, silent))
    assert message.joins == ()
    assert silent.dispatches[0].silenced


# --- the property ---

DIGESTS = {"daily": DigestConfig(cron="0 7 * * *", channels=("mail", "desk"))}
ROUTES = (
    RouteConfig.model_validate({"when": {"severity": ["high"]}, "channels": ["desk"], "continue": True}),
    RouteConfig.model_validate({"when": {"severity": ["critical"]}, "channels": ["desk", "mail"]}),
    RouteConfig.model_validate({"digests": ["daily"]}),
)
FACTS = [
    CALL,
    replace(CALL, on=None),
    replace(CALL, kind=ContactKind.TALKS),
    MEETING,
    denial("Kremlin"),
    denial("Moscow", words="denied it again"),
    denial("Kremlin", of=CALL),
]
WORDS = ["Monday", "Bern", "plan", "spokesman"]
RULES = st.builds(
    lambda id_, severity, new: {"id_": f"r{id_}", "severity": severity, "new": PER_CONTACT if new else None},
    st.integers(0, 5),
    st.sampled_from([Severity.LOW, Severity.HIGH, Severity.CRITICAL]),
    st.booleans(),
)
FOUND = st.one_of(
    st.tuples(RULES, st.lists(st.sampled_from(FACTS), min_size=1, max_size=3, unique=True), st.just("")),
    st.tuples(RULES, st.just([]), st.sampled_from(WORDS)),
)
ARTICLES = st.lists(
    st.tuples(
        st.sampled_from(["a1", "a2", "a3"]),
        st.lists(FOUND, min_size=1, max_size=5, unique_by=lambda one: one[0]["id_"]),
        st.integers(0, 90),
    ),
    min_size=1,
    max_size=5,
)


def _matches(drawn):
    return [found(*facts, words=words, **terms) for terms, facts, words in drawn]


@settings(max_examples=150, deadline=None)
@given(ARTICLES)
def test_an_article_tells_a_channel_of_an_event_at_most_once_and_loses_no_alert(articles):
    room = Wire("desk", "mail", routes=ROUTES, digests=DIGESTS)
    seen: set[str] = set()
    for article, drawn, minutes in articles:
        standing = Standing.VERSION if article in seen else Standing.NEW
        seen.add(article)
        of = room.later(minutes=minutes).news(*_matches(drawn), article=article, standing=standing, story="s")
        planned = plan(of, room.desk, (), room.now)
        decisions = told_together(planned)
        _each_event_once(decisions)
        _nothing_lost(planned, decisions)
        room._versions[article] = of.version
        for one in decisions:
            if one.alert is not None:
                room._remember(of, one)


def _each_event_once(decisions):
    events = events_of(decisions)
    told: dict[tuple[str, int], set[str]] = defaultdict(set)
    news = Counter()
    for event, decision in zip(events, decisions, strict=True):
        for one in decision.dispatches:
            told[one.channel, event].add(one.joined_to or one.delivery_id)
            news[one.channel] += one.kind is DispatchKind.FIRST and not one.joined_to and one.fold is None
    assert all(len(some) == 1 for some in told.values())
    assert all(number <= 1 for number in news.values())


def _nothing_lost(planned, decisions):
    before = {(one.channel, one.delivery_id) for each in planned for one in each.dispatches}
    after = [one for each in decisions for one in each.dispatches]
    assert before == {(one.channel, one.delivery_id) for one in after}
    carriers = {one.delivery_id: one for one in after if not one.joined_to}
    alerts = {one.delivery_id: each.alert.id for each in decisions for one in each.dispatches}
    for one in after:
        if one.joined_to:
            carrier = carriers[one.joined_to]
            assert carrier.channel == one.channel
            assert alerts[one.delivery_id] in {joined.alert_id for joined in carrier.joins}
            assert carrier.due_at <= one.due_at
