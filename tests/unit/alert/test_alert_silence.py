"""Silences: what they fit, which of several counts, and when people are reminded of one."""

from datetime import timedelta

import pytest
from alert_building import NOW, match
from hypothesis import given
from hypothesis import strategies as st

from monitor.alert.silence import Matcher, Silence, silencing
from monitor.extract.model import Contact, ContactKind, ContactStatus, Facts, Participant
from monitor.rule.model import Match, Severity


def silence(id_="s", *, hours=4.0, starts=0.0, matcher=None, comment="", **more):
    return Silence(
        id=id_,
        matcher=matcher or Matcher(rules=("*",)),
        starts_at=NOW + timedelta(hours=starts),
        ends_at=NOW + timedelta(hours=starts + hours),
        author="Ana",
        comment=comment,
        created_at=NOW,
        **more,
    )


def called(*names):
    """Return a match in which these people had a call."""
    one = match(severity=Severity.HIGH)
    contact = Contact(
        participants=tuple(Participant(name=name) for name in names),
        kind=ContactKind.CALL,
        status=ContactStatus.HAPPENED,
    )
    return Match(
        rule=one.rule,
        article=one.article,
        title="t",
        evidence=(),
        facts=Facts(contacts=(contact,), denials=()),
    )


FITS = {
    "a rule by pattern": ({"rules": ("leader-*",)}, True),
    "letter case aside": ({"rules": ("LEADER-contact",)}, True),
    "another rule": ({"rules": ("other",)}, False),
    "one of several": ({"rules": ("other", "leader-contact")}, True),
    "a tag": ({"tags": ("diplomacy", "money")}, True),
    "a tag is no pattern": ({"tags": ("diplo*",)}, False),
    "a severity": ({"severities": ("high",)}, True),
    "a publisher": ({"publishers": ("a?p",)}, True),
    "a participant by pattern": ({"participants": ("vladimir *",)}, True),
    "nobody of that name": ({"participants": ("Xi*",)}, False),
    "an alert": ({"alerts": ("x1",)}, True),
    "every field must fit": ({"rules": ("leader-*",), "severities": ("low",)}, False),
}


@pytest.mark.parametrize("case", FITS)
def test_a_silence_fits(case):
    fields, fits = FITS[case]
    assert Matcher(**fields).fits(called("Vladimir Putin", "Donald Trump"), "x1") is fits


def test_of_several_silences_the_one_that_lasts_longest_counts():
    held = [silence("a", hours=1), silence("b", hours=3), silence("c", hours=2)]
    assert silencing(held, match(), "x", NOW).id == "b"
    assert silencing([], match(), "x", NOW) is None


@pytest.mark.parametrize(("hours", "holds"), [(0.9, False), (1, True), (2.9, True), (3, False)])
def test_a_silence_holds_from_its_start_up_to_its_end(hours, holds):
    found = silencing([silence(starts=1, hours=2)], match(), "x", NOW + timedelta(hours=hours))
    assert (found is not None) is holds


@pytest.mark.parametrize(
    ("length", "left", "remind"),
    [(240, 16, False), (240, 15, True), (240, 0.1, True), (240, 0, False), (8, 2.1, False), (8, 2, True)],
)
def test_people_are_reminded_late_in_a_silence(length, left, remind):
    one = silence(hours=length / 60)
    assert one.lapses_soon(one.ends_at - timedelta(minutes=left)) is remind


def test_people_are_reminded_once():
    one = silence(reminded_at=NOW)
    assert not one.lapses_soon(one.ends_at - timedelta(minutes=1))


def test_a_silence_says_what_it_fits_and_whose_it_is():
    matcher = Matcher(rules=("leader-*", "x"), tags=("money",))
    assert str(matcher) == "rule leader-* or x, tag money"
    assert str(silence(comment="known")) == "silence s by Ana: known"
    assert (Matcher().is_empty, matcher.is_empty) == (True, False)


@given(st.lists(st.tuples(st.integers(-5, 5), st.integers(1, 5)), max_size=6), st.integers(-6, 10))
def test_whatever_silences_there_are_one_is_found_just_when_one_holds(spans, hour):
    now = NOW + timedelta(hours=hour)
    held = [silence(str(number), starts=start, hours=hours) for number, (start, hours) in enumerate(spans)]
    found = silencing(held, match(), "x", now)
    assert (found is not None) == any(one.holds_at(now) for one in held)
