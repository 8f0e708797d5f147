"""What is only reported, asked, imagined or planned, when it was, and who says so."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from monitor.article import Article
from monitor.fact import Contact, Facts, read_facts


def facts(text: str, *, title: str = "") -> Facts:
    published = datetime(2025, 3, 14, 12, tzinfo=UTC)
    return read_facts(Article.from_text(title=title, text=text, published=published))


def contact(text: str) -> Contact:
    found = facts(text).contacts
    assert len(found) == 1
    return found[0]


STATUS = [
    (
        "The newspaper Nove Dny reported on Tuesday that Slovak Prime Minister Robert Fico had met Vladimir Putin.",
        "claimed",
    ),
    ("Bloomberg reported that Narendra Modi had called Vladimir Putin.", "claimed"),
    ("The Kremlin reported that Vladimir Putin had called Narendra Modi.", "happened"),
    ("Defence Secretary John Healey would not be drawn on whether he had met Rustem Umerov.", "hypothetical"),
    ("Keir Starmer declined to say whether he had spoken to Vladimir Putin.", "hypothetical"),
    (
        "It was not clear whether President Joe Biden had spoken to Chinese President Xi Jinping.",
        "hypothetical",
    ),
    ("If Emmanuel Macron were to meet Vladimir Putin, much would change, a historian said.", "hypothetical"),
    ("Paris is planning a summit between Emmanuel Macron and Friedrich Merz.", "planned"),
    ("Donald Trump plans a call with Narendra Modi.", "planned"),
]


@pytest.mark.parametrize(("text", "status"), STATUS)
def test_the_standing_of_a_contact(text: str, status: str) -> None:
    assert contact(text).status == status


def test_what_one_was_asked_whether_it_happened_is_what_one_denies() -> None:
    found = facts(
        '"That is not the case," Kremlin spokesman Dmitry Peskov said when asked whether Vladimir Putin had '
        "spoken to Narendra Modi."
    )
    assert found.contacts[0].status == "denied"
    assert found.denials[0].contact == found.contacts[0]


PLANS = [
    "The Kremlin denied that Vladimir Putin would meet Emmanuel Macron in Riyadh.",
    "Seoul denied that President Lee Jae-myung was planning a summit with North Korean leader Kim Jong Un.",
    "The Elysee denied a report of a planned call between Emmanuel Macron and Vladimir Putin.",
]


@pytest.mark.parametrize("text", PLANS)
def test_a_denied_intention_is_a_denied_plan_and_no_contact(text: str) -> None:
    found = facts(text)
    assert [one.status for one in found.contacts] == ["refused"]
    assert [denial.denies for denial in found.denials] == ["plan"]


SAID_ON = [
    ("Donald Trump said on Sunday he had spoken with Vladimir Putin.", None),
    ("Donald Trump told reporters on Monday that he had called Narendra Modi last week.", "last week"),
    (
        "Die Woche reported on Wednesday that Emmanuel Macron had met Vladimir Putin in Oslo on Tuesday.",
        "on Tuesday",
    ),
    (
        "The Kremlin denied on Thursday that Vladimir Putin had spoken to Emmanuel Macron on Monday.",
        "on Monday",
    ),
    ("Emmanuel Macron met Vladimir Putin on Tuesday, the Kremlin said on Wednesday.", "on Tuesday"),
    ("Emmanuel Macron spoke to Vladimir Putin on Monday.", "on Monday"),
]


@pytest.mark.parametrize(("text", "when"), SAID_ON)
def test_the_day_it_was_said_is_not_the_day_it_was(text: str, when: str | None) -> None:
    assert contact(text).when == when


def test_who_is_claimed_about_is_not_who_claims() -> None:
    found = facts("A weekly has the story.", title="Weekly claims Fico met Putin in secret")
    assert found.contacts[0].attribution == ("Weekly",)


def test_a_denial_in_the_next_sentence_finds_what_a_paper_reported() -> None:
    found = facts(
        "The newspaper Nove Dny reported that Slovak Prime Minister Robert Fico had secretly met Vladimir Putin. "
        '"That is not true," Slovakia\'s foreign minister Juraj Blanar said when asked about the report.'
    )
    assert found.contacts[0].status == "denied"
    assert [(denial.by, denial.denies.value) for denial in found.denials] == [("Juraj Blanar", "contact")]


def test_a_suggestion_rejected_beside_the_negative_is_of_that_contact() -> None:
    found = facts(
        "NATO Secretary-General Mark Rutte has not met Vladimir Putin, his spokeswoman Alison Hart said, rejecting "
        "suggestions of a secret meeting."
    )
    assert [denial.contact for denial in found.denials] == [found.contacts[0]]


PHONED = [
    "Vladimir Putin and Emmanuel Macron have spoken by telephone, Paris said.",
    "The Kremlin denied that Vladimir Putin and Emmanuel Macron had spoken by phone this week.",
    "Emmanuel Macron has spoken over the phone with Vladimir Putin.",
]


@pytest.mark.parametrize("text", PHONED)
def test_spoken_by_phone_is_a_call(text: str) -> None:
    assert contact(text).kind == "call"


PRIVATE = [
    "Singer Ada Bell's spokesman denied claims that she had cancelled her tour.",
    "A spokesman for the actor denied reports that he had been arrested.",
    "Actor Tim Hale's spokeswoman denied reports that he had left the film.",
]


@pytest.mark.parametrize("text", PRIVATE)
def test_who_speaks_for_a_celebrity_is_no_official(text: str) -> None:
    assert [denial.by for denial in facts(text).denials if denial.official] == []


def test_a_call_on_a_day_is_no_appeal() -> None:
    found = contact(
        "Canadian Prime Minister Mark Carney took congratulatory calls on Friday from leaders including French "
        "President Emmanuel Macron and Mexican President Claudia Sheinbaum."
    )
    assert {one.name for one in found.participants} >= {"Mark Carney", "Emmanuel Macron", "Claudia Sheinbaum"}


def test_greeted_at_a_place_is_met() -> None:
    assert (
        contact(
            "Russian President Vladimir Putin was greeted at the airport by Belarusian President Alexander Lukashenko."
        ).kind
        == "meeting"
    )
