"""What is due by the clock: digests, quiet alerts, silences that end, feeds that fall silent. Real store, virtual time."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from monitor.alert.model import AlertState, LifeStep, StepKind
from monitor.alert.silence import Matcher, Silence
from monitor.config import load_config
from monitor.daemon.scheduled_jobs import ScheduledJobs
from monitor.daemon.wiring import desk_of, fallback_channels
from monitor.ingest import Ingester
from monitor.notify.outcome import Retry
from monitor.notify.plain_text import plain_text
from monitor.notify.presentation import word
from monitor.outbox.state import RetryPolicy, next_step
from monitor.rule.load import load_rules_text
from monitor.rule.ruleset import RuleSet
from monitor.store.store import Store
from monitor.testing import StillClock
from tests.integration.desk_harness import EACH, WIRE
from tests.integration.test_ingest import arrival, drop

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
LONDON = ZoneInfo("Europe/London")
HEAD = """
[monitor]
rules = ["rules.yaml"]
store = "sqlite:///var/monitor.db"
timezone = "Europe/London"

[[sources]]
type = "folder"
path = "in"
silent_after = "6h"

[channels.desk]
url = "console://"
[channels.mail]
url = "console://"
"""
MORNING = """
[digests.morning]
cron = "0 7 * * *"
channels = ["mail"]
title = "Morning digest"
"""
KEEP = '[[routes]]\ndigests = ["morning"]\n'


class Bureau:
    """Scheduled jobs with all that they work on; `text` is the configuration."""

    def __init__(self, folder, text="", *, rules=EACH, start=datetime(2025, 3, 10, 9, tzinfo=UTC)):
        self.folder = folder
        self.rules = rules
        (folder / "in").mkdir()
        (folder / "rules.yaml").write_text(EACH)
        self.clock = StillClock(start)
        self.woken = []
        self.configure(text)

    def configure(self, text):
        """Restart under another configuration."""
        self.close()
        (self.folder / "config.toml").write_text(HEAD + text)
        self.config = load_config(self.folder / "config.toml")
        self.open()

    def open(self):
        self.store = Store.open(self.config.settings.store)
        rules = RuleSet(load_rules_text(self.rules).rules)
        self.ingester = Ingester(self.store, rules, desk_of(self.config), self.clock)
        self.jobs = ScheduledJobs(self.config, self.store, self.woken.append)

    def close(self):
        if getattr(self, "store", None):
            self.store.close()

    def restart(self):
        self.close()
        self.open()

    def take(self, name):
        text = f"Event {name}\n\nThe Kremlin denied reports of event {name}.\n"
        self.ingester.take_in([drop(self.folder / "in", f"{name}.txt", text)])

    def do(self, job, length=timedelta(), step=HOUR):
        """Run a job now and at each step for so long."""
        end = self.clock.now() + length
        getattr(self.jobs, job)(self.clock.now())
        while self.clock.now() < end:
            self.clock.advance(step)
            getattr(self.jobs, job)(self.clock.now())

    def told(self, kind):
        found = [one for one in self.store.deliveries() if str(one.kind) == kind]
        return sorted(found, key=lambda one: (one.created_at, one.channel))


@pytest.fixture
def bureau(tmp_path):
    opened = []

    def open_one(text="", **more):
        opened.append(Bureau(tmp_path, text, **more))
        return opened[-1]

    yield open_one
    for one in opened:
        one.close()


# --- digests ---


def test_a_digest_tells_what_waited_for_it_once(bureau):
    office = bureau(MORNING + KEEP)
    office.do("close_slots")
    for name in ("1", "2", "3"):
        office.take(name)
        office.clock.advance(timedelta(seconds=1))
    office.do("close_slots", 2 * DAY)
    (digest,) = office.told("digest")
    assert (digest.channel, digest.due_at) == ("mail", datetime(2025, 3, 11, 7, tzinfo=UTC))
    told = digest.notification
    assert told.title == "Morning digest, 11 Mar 2025, 07:00"
    assert (told.total, told.counts, told.notes) == (3, (("each", 3),), ("3 alerts",))
    assert [one.path[-6:] for one in told.entries] == ["/1.txt", "/2.txt", "/3.txt"]
    assert {(str(one.state), one.folded_into) for one in office.told("first")} == {("folded", digest.id)}
    assert office.woken == ["mail"]


def test_a_digest_has_one_line_for_an_alert_whatever_else_reports_it(bureau):
    office = bureau(MORNING + KEEP, rules=ESCALATING)
    office.do("close_slots")
    for number in range(4):
        text = f"{WIRE}Outlet {number} wrote this line.\n"
        office.ingester.take_in([drop(office.folder / "in", f"{number}.txt", text)])
        office.clock.advance(timedelta(seconds=1))
    office.take("another")
    office.do("close_slots", DAY)
    (digest,) = office.told("digest")
    told = digest.notification
    assert (told.total, told.notes) == (5, ("2 alerts",))
    assert [(one.path[-11:], one.messages, one.note) for one in told.entries] == [
        (told.entries[0].path[-11:], 4, "also in 3 other articles"),
        ("another.txt", 1, ""),
    ]
    assert told.entries[0].path.endswith("/0.txt")
    assert "more: monitor" not in plain_text(word(told))


@pytest.mark.parametrize("year", [2025])
def test_over_a_year_each_day_has_one_digest_whatever_restarts_on_the_days_that_clocks_change(bureau, year):
    office = bureau(MORNING + 'empty = "tell"\n', start=datetime(year, 1, 1, tzinfo=LONDON).astimezone(UTC))
    office.do("close_slots")
    end = datetime(year + 1, 1, 1, tzinfo=LONDON)
    while office.clock.now() < end:
        today = office.clock.now().date()
        changing = (today.month, today.day) in {(3, 30), (10, 26)}
        office.clock.advance(HOUR if changing else 3 * HOUR)
        if changing:
            office.restart()
        office.do("close_slots")
    slots = sorted(one.notification.received_at.astimezone(LONDON) for one in office.told("digest"))
    assert len(slots) == 365
    assert {(slot.hour, slot.minute) for slot in slots} == {(7, 0)}
    assert len({slot.date() for slot in slots}) == 365


def test_an_empty_digest_stays_away_unless_it_is_to_say_so(bureau):
    office = bureau(MORNING)
    office.do("close_slots", 3 * DAY)
    assert office.told("digest") == []
    office.configure(MORNING + 'empty = "tell"\n')
    office.do("close_slots", DAY)
    (digest,) = office.told("digest")
    assert (digest.notification.total, digest.notification.notes) == (0, ("nothing to tell",))


def test_a_digest_that_is_new_tells_nothing_of_the_time_before_it(bureau):
    office = bureau(MORNING + 'empty = "tell"\n')
    office.do("close_slots")
    assert office.told("digest") == []


def test_slots_that_were_missed_are_told_as_one_that_says_so(bureau):
    office = bureau(MORNING + KEEP)
    office.do("close_slots")
    office.take("one")
    office.clock.advance(3 * DAY)
    office.restart()
    office.do("close_slots")
    (digest,) = office.told("digest")
    assert digest.notification.notes == ("1 alert", "also for 2 digests that could not be told in time")
    assert digest.notification.title == "Morning digest, 13 Mar 2025, 07:00"


def test_a_clock_that_is_put_back_tells_no_digest_again(bureau):
    office = bureau(MORNING + 'empty = "tell"\n')
    office.do("close_slots", DAY)
    assert len(office.told("digest")) == 1
    office.clock.advance(-DAY)
    office.do("close_slots", DAY)
    assert len(office.told("digest")) == 1
    office.do("close_slots", DAY)
    assert len(office.told("digest")) == 2


def test_what_comes_in_at_the_very_slot_waits_for_the_next(bureau):
    office = bureau(MORNING + KEEP, start=datetime(2025, 3, 10, 7, tzinfo=UTC))
    office.do("close_slots")
    office.take("one")
    office.do("close_slots", 23 * HOUR)
    assert office.told("digest") == []
    office.do("close_slots", HOUR)
    assert len(office.told("digest")) == 1


def test_a_restart_between_two_slots_loses_nothing_that_waits(bureau):
    office = bureau(MORNING + KEEP)
    office.do("close_slots")
    office.take("one")
    office.restart()
    office.take("two")
    office.do("close_slots", DAY, step=timedelta(minutes=61))
    (digest,) = office.told("digest")
    assert digest.notification.total == 2


@pytest.mark.parametrize(
    "changed", ["", MORNING.replace('"mail"', '"desk"')], ids=["it is gone", "it goes elsewhere"]
)
def test_what_waits_for_a_digest_that_is_no_more_is_told_by_itself(bureau, changed):
    office = bureau(MORNING + KEEP)
    office.do("close_slots")
    office.take("one")
    office.do("free_strays")
    assert [str(one.state) for one in office.told("first")] == ["deferred"]
    office.configure(changed)
    office.do("free_strays", DAY)
    (first,) = office.told("first")
    assert (str(first.state), first.channel) == ("pending", "mail")
    assert first.reason == "the digest morning no longer goes here"
    assert "mail" in office.woken


# --- quiet alerts ---


def test_an_alert_of_which_nothing_new_is_heard_is_resolved_and_says_why(bureau):
    office = bureau('[alerts]\nresolve_after = "2d"\n')
    office.take("one")
    office.do("resolve_quiet", 2 * DAY)
    assert [one.state for one in office.store.list_alerts()] == [AlertState.OPEN]
    office.do("resolve_quiet", HOUR)
    (alert,) = office.store.list_alerts()
    assert alert.state is AlertState.RESOLVED
    (step,) = office.store.steps([alert.id])[alert.id]
    assert (step.kind, step.by, step.comment) == (StepKind.RESOLVED, "monitor", "nothing new for 2 days")
    office.do("resolve_quiet", 5 * DAY)
    assert len(office.store.steps([alert.id])[alert.id]) == 1


def test_an_acknowledged_alert_is_resolved_too_and_its_escalation_stays_called_off(bureau):
    office = bureau('[alerts]\nresolve_after = "1d"\n')
    office.take("one")
    (alert,) = office.store.list_alerts()
    step = LifeStep(kind=StepKind.ACKNOWLEDGED, at=office.clock.now(), by="Ana")
    office.store.step(alert.id, step)
    office.do("resolve_quiet", 2 * DAY)
    kinds = [one.kind for one in office.store.steps([alert.id])[alert.id]]
    assert kinds == [StepKind.ACKNOWLEDGED, StepKind.RESOLVED]


# --- silences ---


def silence(office, hours=4, comment="known"):
    now = office.clock.now()
    return Silence(
        id="s1",
        matcher=Matcher(rules=("each",)),
        starts_at=now,
        ends_at=now + timedelta(hours=hours),
        author="Ana",
        comment=comment,
        created_at=now,
    )


def test_people_are_reminded_once_that_a_silence_ends(bureau):
    office = bureau('[alerts]\nnotices = ["desk"]\n')
    office.store.add_silence(silence(office))
    office.do("remind_of_silences", timedelta(hours=3, minutes=40), timedelta(minutes=1))
    assert office.told("notice") == []
    office.restart()
    office.do("remind_of_silences", HOUR, timedelta(minutes=1))
    office.restart()
    office.do("remind_of_silences", HOUR, timedelta(minutes=1))
    (notice,) = office.told("notice")
    assert notice.channel == "desk"
    assert notice.notification.title == "a silence ends at 13:00 on 10 Mar"
    assert notice.notification.notes[0] == "of rule each, by Ana: known"
    assert "monitor silence expire s1" in notice.notification.notes[1]


def test_of_a_silence_that_was_ended_by_hand_nobody_is_reminded(bureau):
    office = bureau()
    office.store.add_silence(silence(office))
    office.clock.advance(HOUR)
    assert office.store.expire_silence("s1", office.clock.now())
    assert not office.store.expire_silence("s1", office.clock.now())
    office.do("remind_of_silences", 5 * HOUR, timedelta(minutes=1))
    assert office.told("notice") == []


def test_while_a_silence_holds_nothing_is_told_and_the_store_says_why(bureau):
    office = bureau()
    office.store.add_silence(silence(office))
    office.take("one")
    assert {(str(one.state), one.reason) for one in office.told("first")} == {
        ("silenced", "silenced by silence s1 by Ana: known")
    }
    office.clock.advance(5 * HOUR)
    office.take("two")
    assert [str(one.state) for one in office.told("first")] == ["silenced", "silenced", "pending", "pending"]


ESCALATING = """
rules:
  - id: each
    severity: medium
    when: {sentence: {all: [Kremlin, denied]}}
    escalate: {after: 15m, to: [desk]}
"""


def test_a_silence_quiets_what_waits_to_be_told_again_of_a_told_alert(bureau):
    office = bureau(rules=ESCALATING)
    office.ingester.take_in([drop(office.folder / "in", "one.txt", WIRE)])
    office.ingester.take_in([drop(office.folder / "in", "copy.txt", WIRE + "One more line.\n")])
    assert {str(one.state) for one in office.told("update")} == {"deferred"}
    office.store.add_silence(silence(office))
    found = {(str(one.kind), str(one.state)) for one in office.store.deliveries()}
    assert found == {("first", "pending"), ("update", "silenced"), ("escalation", "silenced")}
    assert {one.reason for one in office.told("escalation")} == {"silenced by silence s1 by Ana: known"}


def test_a_silence_for_others_leaves_what_waits_alone(bureau):
    office = bureau(rules=ESCALATING)
    office.take("one")
    other = Silence(
        id="s2",
        matcher=Matcher(rules=("each",), alerts=("another",)),
        starts_at=office.clock.now(),
        ends_at=office.clock.now() + HOUR,
        author="Ana",
        comment="",
        created_at=office.clock.now(),
    )
    office.store.add_silence(other)
    assert [str(one.state) for one in office.told("escalation")] == ["pending"]


def test_who_acknowledges_calls_off_an_escalation_that_is_being_tried_again(bureau):
    office = bureau(rules=ESCALATING)
    office.take("one")
    office.clock.advance(HOUR)
    now = office.clock.now()
    claimed = office.store.claim("desk", now, limit=9, claimed_by="test")
    (escalation,) = [one for one in claimed if str(one.kind) == "escalation"]
    office.store.finish(escalation, next_step(escalation, Retry("refused"), now, RetryPolicy(), 0.5), now)
    (alert,) = office.store.list_alerts()
    office.store.step(alert.id, LifeStep(kind=StepKind.ACKNOWLEDGED, at=now, by="Ana"))
    assert [(str(one.state), one.reason) for one in office.told("escalation")] == [
        ("withdrawn", "acknowledged by Ana")
    ]


# --- feeds ---


def titles(office):
    return [one.notification.title for one in office.told("notice")]


def test_a_feed_that_falls_silent_is_told_once_and_again_when_it_speaks(bureau):
    office = bureau('[alerts]\nnotices = ["desk"]\n')
    path = str(office.folder / "in")
    office.take("one")
    office.do("watch_feeds", 5 * HOUR)
    assert titles(office) == []
    office.do("watch_feeds", 10 * HOUR)
    office.restart()
    office.do("watch_feeds", 10 * HOUR)
    assert titles(office) == [f"nothing new in {path} for 6 hours"]
    office.take("two")
    office.do("watch_feeds", 3 * HOUR)
    assert titles(office)[1:] == [f"{path} has new articles again"]
    office.do("watch_feeds", 10 * HOUR)
    assert titles(office)[2:] == [f"nothing new in {path} for 6 hours"]
    ids = [one.id for one in office.told("notice")]
    assert len(set(ids)) == 3


def test_a_feed_that_never_spoke_is_silent_from_the_first_run_on(bureau):
    office = bureau('[alerts]\nnotices = ["desk"]\n')
    office.do("watch_feeds", 5 * HOUR)
    office.restart()
    office.do("watch_feeds")
    assert titles(office) == []
    office.do("watch_feeds", 2 * HOUR)
    assert len(titles(office)) == 1


def test_a_notice_says_when_the_last_article_came(bureau):
    office = bureau(start=datetime(2025, 7, 1, 9, 30, tzinfo=UTC))
    office.take("one")
    office.do("watch_feeds", 7 * HOUR)
    notes = {one.notification.notes for one in office.told("notice")}
    assert notes == {("the last article came at 10:30 on 01 Jul 2025; is the feed still running?",)}


@pytest.mark.parametrize(
    ("alerts", "channels"),
    [("", ["desk", "mail"]), ('notices = ["mail"]', ["mail"]), ("notices = []", [])],
    ids=["everybody", "the one named", "nobody"],
)
def test_notices_go_to_those_that_the_configuration_names(bureau, alerts, channels):
    office = bureau(f"[alerts]\n{alerts}\n")
    office.do("watch_feeds", 7 * HOUR)
    assert [one.channel for one in office.told("notice")] == channels


@pytest.mark.parametrize(
    ("alerts", "of_desk", "of_mail"),
    [
        ("", ("mail", "phone"), ("phone", "desk")),
        ('notices = ["desk"]', ("mail", "phone"), ("phone", "desk")),
        ('notices = ["phone"]', ("phone", "mail"), ("phone", "desk")),
        ("notices = []", (), ("phone",)),
    ],
    ids=["everybody", "the one that fails itself", "another", "nobody but the one it names"],
)
def test_when_a_channel_fails_the_one_it_names_is_told_and_else_whoever_works(
    bureau, alerts, of_desk, of_mail
):
    more = '[channels.phone]\nurl = "console://"\n'
    office = bureau(f'tell = "phone"\n{more}[alerts]\n{alerts}\n')
    found = fallback_channels(office.config)
    assert (found["desk"], found["mail"]) == (of_desk, of_mail)


def test_digests_come_in_the_order_of_their_slots(bureau):
    office = bureau(MORNING.replace("0 7 * * *", "0 */6 * * *") + 'empty = "tell"\n')
    office.do("close_slots", 2 * DAY, step=timedelta(minutes=7))
    slots = [one.due_at for one in office.told("digest")]
    assert len(slots) == 8
    assert all(later - earlier == timedelta(hours=6) for earlier, later in pairwise(slots))


# --- files that cannot be read ---


def unreadable(office, *names):
    for name in names:
        (office.folder / "in" / name).write_bytes(b"\xff\xd8\xff\xe0" + bytes(range(256)) * 40)
        office.ingester.take_in([arrival(office.folder / "in" / name)])


def test_files_that_cannot_be_read_reach_the_desk_once_a_day_in_one_message(bureau):
    office = bureau()
    unreadable(office, "1.txt", "2.txt")
    office.do("tell_unreadable", HOUR, step=timedelta(minutes=1))
    notices = office.told("notice")
    assert [one.channel for one in notices] == ["desk", "mail"]
    assert notices[0].notification.title == "2 files could not be read"
    unreadable(office, "3.txt")
    office.restart()
    office.do("tell_unreadable", 20 * HOUR)
    assert len(office.told("notice")) == 2
    office.do("tell_unreadable", 3 * DAY)
    assert [one.notification.title for one in office.told("notice")][2:] == ["1 file could not be read"] * 2


def test_files_that_stay_empty_are_told_with_them(bureau):
    office = bureau()
    office.jobs = replace(office.jobs, empties=lambda: [("/drop/empty.txt", "it is empty")])
    office.do("tell_unreadable")
    office.do("tell_unreadable", 3 * DAY)
    assert {one.notification.notes[0] for one in office.told("notice")} == {"/drop/empty.txt: it is empty"}
    assert len(office.told("notice")) == 2


def test_a_desk_that_wants_no_notices_gets_none_of_unreadable_files(bureau):
    office = bureau("[alerts]\nnotices = []\n")
    unreadable(office, "1.txt")
    office.do("tell_unreadable", HOUR)
    assert office.told("notice") == []
