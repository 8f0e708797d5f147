"""Who is told, when, and as what: folded updates, digests, silences, escalation."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from alert_building import NOW, Newsroom, at_once, match, rule, waits

from monitor.alert.digest_schedule import DigestConfig
from monitor.alert.model import first_id
from monitor.alert.plan import Outcome, Standing, alert_id
from monitor.alert.route import RouteConfig
from monitor.alert.silence import Matcher, Silence
from monitor.rule.model import Escalate

HALF_HOUR = timedelta(minutes=30)


def route(**keys):
    return RouteConfig.model_validate(keys)


def silence(minutes=60, **fits):
    return Silence(
        id="s1",
        matcher=Matcher(**fits) if fits else Matcher(rules=("*",)),
        starts_at=NOW,
        ends_at=NOW + timedelta(minutes=minutes),
        author="Ana",
        comment="known since yesterday",
        created_at=NOW,
    )


# --- what joins waits ---


def test_what_joins_waits_as_long_as_the_channel_wants_from_when_it_was_told_last():
    room = Newsroom("desk", "mail", update_every={"mail": timedelta(hours=2)})
    room.take(match(), story="s")
    decision = room.later(minutes=5).take(match(), article="a2", story="s")
    assert at_once(decision) == {}
    assert waits(decision) == {"desk": NOW + HALF_HOUR, "mail": NOW + timedelta(hours=2)}


def test_the_second_that_joins_is_told_with_the_first():
    room = Newsroom()
    room.take(match(), story="s")
    times = [
        waits(room.later(minutes=9).take(match(), article=f"a{number}", story="s")) for number in range(3)
    ]
    assert times == [{"desk": NOW + HALF_HOUR}] * 3
    later = room.later(minutes=9).take(match(), article="late", story="s")
    assert waits(later) == {"desk": NOW + 2 * HALF_HOUR}


def test_what_joins_long_after_is_told_at_once():
    room = Newsroom()
    room.take(match(), story="s")
    decision = room.later(hours=5).take(match(), article="a2", story="s")
    assert waits(decision) == {"desk": room.now}


def test_an_urgent_update_counts_as_told():
    room = Newsroom()
    room.take(match(), story="s")
    room.later(minutes=20).take(match(words=("met",)), standing=Standing.VERSION, story="s")
    decision = room.later(minutes=5).take(match(), article="a2", story="s")
    assert waits(decision) == {"desk": NOW + timedelta(minutes=20) + HALF_HOUR}


def test_a_channel_that_never_heard_is_told_first_by_whatever_report_reaches_it():
    room = Newsroom("desk", "mail", routes=(route(when={"publisher": "AFP"}, channels=["desk"]),))
    room.take(match(), story="s")
    joined = room.take(match(publisher="Reuters"), article="a2", story="s")
    assert at_once(joined) == {"mail": "first"}
    assert list(waits(joined)) == ["desk"]


def test_each_version_of_an_article_is_an_update_under_an_id_of_its_own():
    room = Newsroom()
    ids = [room.take(match(), story="s").dispatches[0].delivery_id]
    for words in ("met", "agreed", "parted"):
        decision = room.take(match(words=(words,)), standing=Standing.VERSION, story="s")
        ids += [one.delivery_id for one in decision.dispatches]
    assert len(set(ids)) == 4
    assert ids[0] == first_id(alert_id("leader-contact", "a1"), "desk")


def test_an_agencys_correction_is_told_at_once_and_outlets_that_print_it_too_are_further_reports():
    room = Newsroom()
    room.take(match(), story="s")
    corrected = {"story": "s", "correction": "on Friday, not Thursday"}
    first = room.later(minutes=5).take(match(), article="a2", **corrected)
    assert (first.outcome, at_once(first)) == (Outcome.JOINED, {"desk": "update"})
    assert first.notes == ("Correction by AFP", "on Friday, not Thursday")
    second = room.later(minutes=1).take(match(publisher="Reuters"), article="a3", **corrected)
    assert (at_once(second), waits(second)) == ({}, {"desk": NOW + timedelta(minutes=35)})


# --- digests ---

MORNING = DigestConfig(cron="0 7 * * *", channels=("mail",))
SEVEN = datetime(2024, 10, 10, 7, tzinfo=UTC)


@pytest.fixture
def digesting():
    places = (route(channels=["desk"], digests=["morning"]),)
    return Newsroom("desk", "mail", routes=places, digests={"morning": MORNING})


def test_a_digest_takes_the_first_report_at_its_next_time(digesting):
    decision = digesting.take(match(), story="s")
    assert at_once(decision) == {"desk": "first"}
    (kept,) = (one for one in decision.dispatches if one.channel == "mail")
    assert (kept.fold, kept.due_at, str(kept.kind)) == ("digest:morning", SEVEN, "first")
    assert kept.reason == "route 1: digest morning"


@pytest.mark.parametrize(("words", "kind"), [(("spoke",), "joined"), (("met",), "updated")])
def test_what_follows_goes_into_the_digest_too(digesting, words, kind):
    digesting.take(match(), story="s")
    article = {"joined": {"article": "a2"}, "updated": {"standing": Standing.VERSION}}[kind]
    decision = digesting.later(hours=1).take(match(words=words), story="s", **article)
    (kept,) = (one for one in decision.dispatches if one.channel == "mail")
    assert (str(decision.outcome), kept.fold, kept.due_at) == (kind, "digest:morning", SEVEN)


def test_what_joins_by_another_route_goes_after_the_digest_that_tells_of_the_alert_first():
    places = (route(when={"publisher": "AFP"}, digests=["morning"]), route(channels=["mail"]))
    room = Newsroom("mail", routes=places, digests={"morning": MORNING})
    room.take(match(), story="s")
    decision = room.later(minutes=1).take(match(publisher="Reuters"), article="a2", story="s")
    assert waits(decision) == {"mail": SEVEN + HALF_HOUR}


# --- silences ---


def test_what_a_silence_fits_is_kept_with_its_name_and_told_to_nobody():
    room = Newsroom("desk", "mail")
    room.silences = [silence(rules=("leader-*",))]
    decision = room.take(match(), story="s")
    assert (decision.outcome, at_once(decision)) == (Outcome.OPENED, {})
    assert {one.silenced for one in decision.dispatches} == {
        "silenced by silence s1 by Ana: known since yesterday"
    }
    assert len(decision.dispatches) == 2
    assert "nowhere" not in decision.reason


def test_after_a_silence_the_next_report_is_told_first_under_the_id_of_a_first():
    room = Newsroom()
    room.silences = [silence(minutes=60)]
    first = room.take(match(), story="s")
    joined = room.later(minutes=30).take(match(), article="a2", story="s")
    told = room.later(minutes=31).take(match(), article="a3", story="s")
    assert [at_once(one) for one in (first, joined, told)] == [{}, {}, {"desk": "first"}]
    assert told.dispatches[0].delivery_id == first_id(first.alert.id, "desk")
    ids = {one.delivery_id for decision in (first, joined, told) for one in decision.dispatches}
    assert len(ids) == 3


def test_after_a_silence_a_channel_that_was_told_before_hears_an_update():
    room = Newsroom()
    room.take(match(), story="s")
    room.silences = [silence(minutes=60)]
    kept = room.later(minutes=1).take(match(words=("met",)), standing=Standing.VERSION, story="s")
    assert (kept.outcome, at_once(kept)) == (Outcome.UPDATED, {})
    told = room.later(hours=2).take(match(words=("agreed",)), standing=Standing.VERSION, story="s")
    assert at_once(told) == {"desk": "update"}


def test_a_silence_for_one_alert_leaves_the_others_alone():
    room = Newsroom()
    room.silences = [silence(alerts=(alert_id("leader-contact", "a1"),))]
    assert at_once(room.take(match(), story="s1")) == {}
    assert at_once(room.take(match(), article="a2", story="s2")) == {"desk": "first"}


# --- escalation ---

ESCALATING = rule(escalate=Escalate(after=timedelta(minutes=15), to=("phone", "chief")))


def escalations(decision):
    return {one.channel: one.due_at for one in decision.dispatches if str(one.kind) == "escalation"}


def test_an_alert_escalates_when_it_is_opened_and_only_then():
    room = Newsroom("desk", routes=(route(channels=["desk"]),))
    first = room.take(match(of=ESCALATING), story="s")
    assert escalations(first) == dict.fromkeys(["phone", "chief"], NOW + timedelta(minutes=15))
    assert at_once(first)["desk"] == "first"
    version = room.take(match(of=ESCALATING, words=("met",)), standing=Standing.VERSION, story="s")
    joined = room.take(match(of=ESCALATING), article="a2", story="s")
    assert escalations(version) == escalations(joined) == {}


def test_what_is_silenced_does_not_escalate():
    room = Newsroom()
    room.silences = [silence()]
    assert escalations(room.take(match(of=ESCALATING), story="s")) == {}


def test_an_escalation_is_no_first_message_for_its_channel():
    places = (route(when={"publisher": "AFP"}, channels=["desk"]), route(channels=["phone"]))
    room = Newsroom("desk", "phone", routes=places)
    room.take(match(of=ESCALATING), story="s")
    joined = room.take(match(of=ESCALATING, publisher="Reuters"), article="a2", story="s")
    assert at_once(joined) == {"phone": "first"}


def test_an_alert_that_is_routed_nowhere_may_still_escalate():
    room = Newsroom("desk", routes=(route(channels=[]),))
    decision = room.take(match(of=replace(ESCALATING, tags=())), story="s")
    assert set(escalations(decision)) == {"phone", "chief"}
