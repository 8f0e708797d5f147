"""What is only reported, asked, imagined or planned, when it was, and who says so."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from monitor.article import Article
from monitor.extract import Contact, Facts, read_facts


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


NOT_SO = [
    (
        '"The president never called Vladimir Putin," White House press secretary Ann Doyle told reporters.',
        "Ann Doyle",
    ),
    ("Volodymyr Zelensky did not meet Viktor Orban, Kyiv said.", "Kyiv"),
    ("Emmanuel Macron has not spoken to Vladimir Putin, the Elysee said.", "Elysee"),
]


@pytest.mark.parametrize(("text", "by"), NOT_SO)
def test_an_official_who_says_that_there_was_no_contact_denies_it(text: str, by: str) -> None:
    found = facts(text)
    assert [(one.status.value, one.attribution) for one in found.contacts] == [("denied", ())]
    assert [(one.by, one.official, one.contact) for one in found.denials] == [(by, True, found.contacts[0])]


NOT_YET = [
    "Emmanuel Macron has not yet spoken to Vladimir Putin, the Elysee said.",
    "Emmanuel Macron has not met Vladimir Putin since 2022, the Elysee said.",
    "Emmanuel Macron has not spoken to Vladimir Putin, according to a historian.",
]


@pytest.mark.parametrize("text", NOT_YET)
def test_not_yet_or_not_by_an_official_is_no_official_denial(text: str) -> None:
    assert [one.by for one in facts(text).denials if one.official] == []


CITED = [
    "Emmanuel Macron met Vladimir Putin in secret, Le Jour said, citing two aides.",
    "Emmanuel Macron has called Vladimir Putin, according to people familiar with the matter.",
]


@pytest.mark.parametrize("text", CITED)
def test_what_only_unnamed_people_tell_is_claimed(text: str) -> None:
    assert contact(text).status == "claimed"


def test_reports_that_are_dismissed_claim_nothing_themselves() -> None:
    found = contact(
        "North Korea's state media dismissed as a fabrication reports that Kim Jong Un had written to South "
        "Korean President Lee Jae-myung."
    )
    assert found.attribution == ()


def test_neither_confirmed_nor_denied_is_a_claim_still() -> None:
    found = facts(
        "The White House would neither confirm nor deny that Donald Trump had written to Ali Khamenei."
    )
    assert [(one.kind.value, one.status.value) for one in found.contacts] == [("message", "claimed")]
    assert found.denials == ()


def test_who_is_met_instead_is_met() -> None:
    found = facts(
        "JD Vance skipped a meeting with German Chancellor Olaf Scholz and instead met Polish Prime Minister Donald Tusk."
    )
    assert [(one.participants[1].name, one.status.value) for one in found.contacts] == [
        ("Olaf Scholz", "refused"),
        ("Donald Tusk", "happened"),
    ]


def test_talks_that_are_ahead_are_no_second_contact() -> None:
    found = contact(
        "Baltic leaders spoke to Ukrainian President Volodymyr Zelensky by video link ahead of the talks."
    )
    assert (found.kind, found.status) == ("call", "happened")
