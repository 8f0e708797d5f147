"""Who denies and who confirms: a body and who speaks for it are one, by the name that says most."""

from zoneinfo import ZoneInfo

import pytest
from claim_building import said

from monitor.alert.grouping import Stands, change_of
from monitor.claims.resolve import ledger
from monitor.claims.sources import seat_of
from monitor.claims.summary import deniers, first_told, notes_on_update
from monitor.extract.model import Denial, Denies
from monitor.summary.speakers import SpeakerShown

PESKOV = ("Dmitry Peskov", "Kremlin spokesman, Russia")
ONE = [
    [("Kremlin", "Russia"), PESKOV, ("Kremlin", None), ("Kremlin spokesman", "Russia")],
    [("Vladimir Putin", "president, Russia"), ("Kremlin", "Russia")],
    [("White House", "United States"), ("Karine Jean-Pierre", "White House press secretary, United States")],
    [("Russian foreign ministry", "Russia"), ("Maria Zakharova", "foreign ministry spokeswoman, Russia")],
    [("Sergei Lavrov", "foreign minister, Russia"), ("foreign ministry", "Russia")],
    [("Hamas", None), ("Sami Abu Zuhri", "Hamas spokesman")],
]
OTHERS = [
    (PESKOV, ("Maria Zakharova", "foreign ministry spokeswoman, Russia")),
    (PESKOV, ("White House", "United States")),
    (("JD Vance", "vice president, United States"), ("White House", "United States")),
    (("Hamas", None), ("Hezbollah", None)),
    (("a senior official", None), ("an aide", None)),
]
SHOWN = [
    (PESKOV, "Kremlin (Dmitry Peskov)"),
    (("Kremlin", "Russia"), "Kremlin"),
    (("Moscow", "Russia"), "Moscow"),
    (("foreign ministry", "Russia"), "foreign ministry (Russia)"),
    (("Sergei Lavrov", "foreign minister, Russia"), "Sergei Lavrov (foreign minister, Russia)"),
    (("Hamas", None), "Hamas"),
    (("Sami Abu Zuhri", "Hamas spokesman"), "Hamas (Sami Abu Zuhri)"),
]


@pytest.mark.parametrize("voices", ONE)
def test_a_body_and_who_speaks_for_it_are_one_voice(voices):
    assert len({seat_of(*one) for one in voices}) == 1


@pytest.mark.parametrize(("one", "other"), OTHERS)
def test_other_bodies_are_other_voices(one, other):
    assert seat_of(*one) != seat_of(*other)


@pytest.mark.parametrize(("voice", "text"), SHOWN)
def test_a_denier_is_shown_by_name_and_body(voice, text):
    assert SpeakerShown.of(*voice).shown == text


def denied(article, published, by):
    denial = Denial(by=by[0], role=by[1], official=True, denies=Denies.CONTACT)
    return said(article, published, status="denied", denials=(denial,))


def test_the_fuller_name_is_shown_once_it_is_known_and_is_no_news():
    reports = [said("a"), denied("b", "2024-11-08", ("Kremlin", "Russia")), denied("c", "2024-11-09", PESKOV)]
    (before,), (after,) = ledger(reports[:2]), ledger(reports)
    assert (deniers(before), deniers(after)) == (("Kremlin",), ("Kremlin (Dmitry Peskov)",))
    assert not change_of(Stands.of(after), Stands.of(before))


def test_another_body_that_denies_it_is_news():
    reports = [
        said("a"),
        denied("b", "2024-11-08", PESKOV),
        denied("c", "2024-11-09", ("White House", "United States")),
    ]
    (before,), (after,) = ledger(reports[:2]), ledger(reports)
    change = change_of(Stands.of(after), Stands.of(before))
    assert notes_on_update(after, "c", change)[0] == "Now denied by White House"


def test_a_leader_and_their_seat_confirm_as_one_by_the_leaders_name():
    kremlin = said("a", parties=("Kremlin",), speaks_for=("Putin",))
    putin = said("b", "2024-11-08", parties=("Vladimir Putin",), speaks_for=("Putin",))
    trump = said("c", "2024-11-08", parties=("Donald Trump",), speaks_for=("Trump",))
    (before,), (after,) = ledger([kremlin]), ledger([kremlin, putin])
    assert (before.confirmed_by, after.confirmed_by) == (("Kremlin",), ("Vladimir Putin",))
    assert not change_of(Stands.of(after), Stands.of(before))
    assert change_of(Stands.of(ledger([kremlin, trump])[0]), Stands.of(before)).confirmed_by == {"Trump"}


def test_the_day_of_the_first_report_is_the_desks():
    (claim,) = ledger([said("a", "2024-11-08T03:00")])
    assert first_told(claim, ZoneInfo("America/New_York")) == "first reported 7 Nov 2024 by A"
    assert first_told(claim, ZoneInfo("Asia/Tokyo")) == "first reported 8 Nov 2024 by A"


def test_a_date_alone_is_a_day_in_any_zone():
    (claim,) = ledger([said("a", "2024-11-08")])
    assert first_told(claim, ZoneInfo("America/New_York")) == "first reported 8 Nov 2024 by A"


def test_of_two_articles_of_one_day_the_one_that_denies_is_not_told_as_the_first_report():
    reported = said("b")
    (before,) = ledger([reported])
    (after,) = ledger([reported, denied("a", "2024-11-07", PESKOV)])
    change = change_of(Stands.of(after), Stands.of(before))
    assert after.first.article_id == "a"
    assert notes_on_update(after, "a", change) == (
        "Now denied by Kremlin (Dmitry Peskov)",
        "1 more article on this claim",
    )
    assert "Claim first reported 7 Nov 2024 by A" in notes_on_update(after, "c", change)
