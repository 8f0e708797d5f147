from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from notify_samples import anything

from monitor.notify.inert import Segment
from monitor.notify.model import NotificationKind, Quote
from monitor.notify.wording import told_date, word

LONDON = ZoneInfo("Europe/London")


def test_a_headline_that_the_title_says_already_is_not_repeated():
    told = replace(anything("Kremlin denies it"), title="Denial: Kremlin denies it", quotes=())
    assert word(told).headline == ()


def test_a_headline_with_evidence_is_shown_with_its_marks():
    proof = Quote(text="Kremlin denies it", marks=((8, 14),), field="title", start=0)
    told = replace(anything("Kremlin denies it"), title="Denial: Kremlin denies it", quotes=(proof,))
    shown = word(told)
    assert shown.headline[1] == Segment("denies", marked=True)
    assert shown.quotes == ()


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
    ("kind", "title"),
    [
        (NotificationKind.FIRST, "x"),
        (NotificationKind.UPDATE, "update: x"),
        (NotificationKind.DIGEST, "digest: x"),
        (NotificationKind.TEST, "test: x"),
    ],
)
def test_what_is_no_first_report_says_so(kind: NotificationKind, title: str):
    assert word(replace(anything("x"), kind=kind)).title == title
