from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from notify_samples import anything

from monitor.notify.digest import entry_of, line_of
from monitor.notify.lines import told_date
from monitor.notify.model import DigestLine, NotificationKind, OtherReport, Quote
from monitor.notify.presentation import word
from monitor.notify.samples import sample
from monitor.notify.sanitize import Segment

LONDON = ZoneInfo("Europe/London")
DENIAL = Quote(text="There was no call.", marks=((10, 17),), field="text", start=9)


def test_a_headline_that_the_title_says_already_is_not_repeated():
    told = replace(anything("Kremlin denies it"), title="Denial: Kremlin denies it", quotes=())
    assert word(told).headline == ()


def test_a_headline_with_evidence_is_shown_with_its_marks():
    proof = Quote(text="Kremlin denies it", marks=((8, 14),), field="title", start=0)
    told = replace(anything("Kremlin denies it"), title="Denial: Kremlin denies it", quotes=(proof,))
    shown = word(told)
    assert shown.headline[2] == Segment("denies", marked=True)
    assert shown.quotes == ()


def test_the_articles_own_headline_is_a_quotation_with_who_printed_it():
    told = replace(
        anything("The palace had it coming"), title="Palace denies a call", publisher="Strelsau Post"
    )
    assert "".join(run.text for run in word(told).headline) == "“The palace had it coming” · Strelsau Post"
    assert "".join(run.text for run in word(replace(told, publisher=None)).headline).endswith("coming”")


def test_a_publication_day_is_no_instant():
    # Midnight in London would be the day before in New York.
    assert told_date(datetime(2024, 10, 9, tzinfo=UTC), ZoneInfo("America/New_York")) == "9 Oct 2024"


def test_times_are_told_in_the_desks_zone():
    told = replace(
        anything("x"),
        published=datetime(2024, 7, 9, 10, 30, tzinfo=timezone(timedelta(hours=2))),
        received_at=datetime(2024, 7, 9, 9, 0, tzinfo=UTC),
        publisher="AP",
        author="J. Smith",
    )
    assert word(told, LONDON).byline == (
        "AP · by J. Smith · published 9 Jul 2024, 09:30 BST · received 9 Jul 2024, 10:00 BST"
    )


@pytest.mark.parametrize(
    ("zone", "shown"),
    [("America/Sao_Paulo", "9 Jul 2024, 06:00 UTC-03"), ("Asia/Tokyo", "9 Jul 2024, 18:00 JST")],
)
def test_a_time_names_its_zone(zone: str, shown: str):
    assert told_date(datetime(2024, 7, 9, 9, 0, tzinfo=UTC), ZoneInfo(zone)) == shown


@pytest.mark.parametrize(
    ("kind", "title"),
    [
        (NotificationKind.FIRST, "x"),
        (NotificationKind.UPDATE, "update: x"),
        (NotificationKind.DIGEST, "digest: x: nothing to tell"),
        (NotificationKind.ESCALATION, "nobody has acknowledged: x"),
        (NotificationKind.NOTICE, "monitor: x"),
        (NotificationKind.TEST, "test: x"),
    ],
)
def test_what_is_no_first_report_says_so(kind: NotificationKind, title: str):
    assert word(replace(anything("x"), kind=kind, notes=())).title == title


def shown_on_a_locked_phone(**known: object) -> str:
    first = replace(sample(NotificationKind.FIRST), **{"title": "Rudolf and Michael: call denied", **known})
    return word(first).glance()


def test_a_locked_phone_shows_what_is_denied_by_whom_and_the_sentence():
    shown = shown_on_a_locked_phone(says="Denied (claimed by Hentzau): call between Rudolf and Michael")
    assert shown == (
        "[high] Rudolf and Michael: call denied — Denied (claimed by Hentzau) — Ruritanian Press: The palace "
        "denied on Saturday that the president of Ruritania had called the king."
    )


def test_a_locked_phone_shows_nothing_twice():
    shown = shown_on_a_locked_phone(says="Denied by Rudolf: call between Rudolf and Michael")
    assert shown.startswith("[high] Rudolf and Michael: call denied — Ruritanian Press: The palace")


def test_an_update_is_headed_by_its_news_then_says_which_others_have_it():
    told = word(sample(NotificationKind.UPDATE))
    assert told.title == "Now denied by the palace – Ruritania: a call is denied"
    assert told.alert_title == "Ruritania: a call is denied"
    assert told.lead == (
        "Claim first reported 20 Nov 2026 by Strelsau Post",
        "also in 2 outlets: Strelsau Post, Zenda Wire",
    )
    assert told.loud
    assert not word(replace(sample(NotificationKind.UPDATE), changes=(), notes=())).loud


def test_notes_stand_for_changes_where_no_change_is_named():
    plain = replace(sample(NotificationKind.UPDATE), changes=(), reports=(), report_count=0)
    told = word(replace(plain, notes=("Denied by the palace",)))
    assert (told.lead[0], told.notes) == ("Denied by the palace", ())


def test_where_nothing_else_changed_the_further_reports_are_the_news():
    told = word(replace(sample(NotificationKind.UPDATE), changes=()))
    assert told.lead[0] == "also in 2 outlets: Strelsau Post, Zenda Wire"
    assert not told.loud


def outlets(*names: str | None, count: int) -> str:
    reports = tuple(OtherReport(publisher=name, published=None, path="a.txt") for name in names)
    return word(replace(sample(NotificationKind.FIRST), reports=reports, report_count=count)).also


@pytest.mark.parametrize(
    ("names", "count", "said"),
    [
        ((), 0, ""),
        (("AFP",), 1, "also in AFP"),
        ((None,), 1, "also in 1 other article"),
        (("AFP", "AP"), 2, "also in 2 outlets: AFP, AP"),
        (("AFP", "AFP"), 2, "also in 2 other articles: AFP"),
        (("AFP", "AP"), 40, "also in 40 other articles: AFP, AP, …"),
        ((), 1_200, "also in 1,200 other articles"),
        (tuple("ABCDEFGH"), 8, "also in 8 outlets: A, B, C, D, E, F, …"),
    ],
)
def test_other_reports_are_counted_and_named(names: tuple[str | None, ...], count: int, said: str):
    assert outlets(*names, count=count) == said


def test_the_count_alone_is_not_said_beside_the_names():
    told = replace(sample(NotificationKind.FIRST), notes=("New claim", "2 more articles on this claim"))
    assert word(told).notes == ("New claim",)


def test_an_escalation_says_for_how_long_and_what_to_do():
    told = word(sample(NotificationKind.ESCALATION))
    assert told.title == "Nobody has acknowledged for 15 min: Ruritania: a call is denied"
    assert told.way_out == "to acknowledge: monitor alerts ack 1f2e3d4c5b6a7988"


@pytest.mark.parametrize(
    ("title", "total", "shown"),
    [
        ("Morning digest", 14, "Morning digest: 14 messages"),
        ("Morning digest", 0, "Morning digest: nothing to tell"),
        ("14 messages held overnight", 14, "digest: 14 messages held overnight"),
        ("Morning", 1, "digest: Morning: 1 message"),
    ],
)
def test_a_digest_says_how_many_it_stands_for(title: str, total: int, shown: str):
    told = replace(sample(NotificationKind.DIGEST), title=title, total=total, entries=())
    assert word(told).title == shown


def test_a_long_digest_says_how_many_are_not_shown():
    (entry, *_) = sample(NotificationKind.DIGEST).entries
    told = word(replace(sample(NotificationKind.DIGEST), entries=(entry,) * 10_000, total=10_000))
    assert len(told.entries) == 60
    assert told.more_than(20) == "and 9,980 more: monitor alerts list"
    assert told.more_than(10_000) == ""


def test_what_has_no_alert_names_only_its_delivery():
    assert word(sample(NotificationKind.NOTICE)).ids == "delivery 7c6b5a4938271605"
    assert isinstance(sample(NotificationKind.DIGEST).entries[0], DigestLine)
    assert word(sample(NotificationKind.DIGEST)).entries[0].ids == "alert 0000000000000000"


def test_a_notice_has_no_publisher_that_is_unknown():
    assert word(sample(NotificationKind.NOTICE)).byline == "22 Nov 2026, 02:25 UTC"


def test_a_digest_says_of_each_what_is_newest():
    first, update = sample(NotificationKind.FIRST), sample(NotificationKind.UPDATE)
    assert entry_of(update).note == "Now denied by the palace · also in 2 outlets: Strelsau Post, Zenda Wire"
    assert entry_of(first).note == "also in 2 outlets: Strelsau Post, Zenda Wire"
    assert entry_of(replace(first, reports=(), report_count=0)).note == first.says
    assert entry_of(anything("x")).note == "x"


def test_a_digest_says_the_sentence_how_it_stands_now_and_the_quote_that_proves_it():
    first = replace(sample(NotificationKind.FIRST), reports=(), report_count=0)
    update = replace(
        first, kind=NotificationKind.UPDATE, changes=("Now denied by the palace",), quotes=(DENIAL,)
    )
    line = line_of([first, update], (), 2, "Denied by the palace; confirmed by Rudolf")
    (entry,) = word(replace(sample(NotificationKind.DIGEST), entries=(line,))).entries
    assert entry.title == "Ruritania: a call is denied"
    assert entry.note.startswith("Denied by the palace; confirmed by Rudolf · Palace denies: “the president")
    assert entry.note.endswith("Now denied by the palace")
    assert entry.quoted == "“There was no call.”"


def test_an_escalation_without_a_reason_takes_no_note_for_one():
    told = replace(sample(NotificationKind.ESCALATION), changes=(), notes=("New claim",))
    assert word(told).title == "nobody has acknowledged: Ruritania: a call is denied"
    assert word(told).notes == ("New claim",)
