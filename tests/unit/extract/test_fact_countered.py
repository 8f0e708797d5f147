"""A contact that the article itself denies, or that one only believed in, is not told as having taken place."""

from __future__ import annotations

import pytest

from monitor.article import Article
from monitor.extract import ContactStatus, read_facts

TAKEN_PLACE = {ContactStatus.HAPPENED, ContactStatus.CLAIMED}


def statuses(text: str) -> set[ContactStatus]:
    return {one.status for one in read_facts(Article.from_text(text=text)).contacts}


@pytest.mark.parametrize(
    "text",
    [
        (
            "Mr Macron said he had met Mr Erdogan in Ankara on Monday."
            " Turkey's foreign ministry said the two had not met."
        ),
        "Emmanuel Macron met Viktor Orban in Paris. The Hungarian government said the two did not meet.",
        (
            "Donald Tusk told reporters in the garden he had spoken to Keir Starmer on Sunday."
            " Downing Street said the two had not spoken that day."
        ),
        "Viktor Orban phoned Robert Fico. Slovakia's foreign ministry said Mr Orban had not phoned Mr Fico.",
    ],
)
def test_what_the_next_sentence_negates_is_not_told_as_having_taken_place(text: str) -> None:
    assert statuses(text)
    assert not statuses(text) & TAKEN_PLACE


def test_what_one_party_tells_and_the_others_office_denies_is_denied() -> None:
    assert statuses(
        "Donald Tusk said he had spoken with Viktor Orban on Friday. Orban's office denied it."
    ) == {ContactStatus.DENIED}


@pytest.mark.parametrize(
    "text",
    [
        "Mr Macron thought that he was talking to Mr Merz.",
        "For an hour Giorgia Meloni believed she was speaking with Emmanuel Macron.",
        "Donald Tusk assumed that he was talking to Viktor Orban.",
    ],
)
def test_what_a_party_only_believed_of_itself_is_not_told_as_having_taken_place(text: str) -> None:
    assert not statuses(text) & TAKEN_PLACE


def test_what_others_believe_stays_a_claim() -> None:
    assert statuses("Officials think that Emmanuel Macron met Viktor Orban.") == {ContactStatus.CLAIMED}


@pytest.mark.parametrize(
    "text",
    [
        (
            '"There was not," the Polish government\'s press office answered, hours after a Vienna website'
            " said Donald Tusk and Viktor Orban had spoken about coal."
        ),
        (
            '"We did not," the Hungarian government\'s spokesman replied, after a website said Viktor Orban and'
            " Donald Tusk had met."
        ),
    ],
)
def test_a_plain_negative_quoted_beside_a_report_leaves_it_unsure(text: str) -> None:
    assert not TAKEN_PLACE & statuses(text)


@pytest.mark.parametrize(
    "text",
    [
        (
            "Emmanuel Macron met Viktor Orban in Paris."
            " The Hungarian government said the two had not met since May."
        ),
        "Emmanuel Macron met Viktor Orban in Paris. Hungary's government said the two did not discuss gas.",
        "Emmanuel Macron met Viktor Orban in Paris. France's government denied that he had called Robert Fico.",
    ],
)
def test_a_negative_about_something_else_leaves_the_contact(text: str) -> None:
    assert ContactStatus.HAPPENED in statuses(text)


@pytest.mark.parametrize("asked", ["called on", "pressed", "lobbied", "approached"])
def test_what_one_is_asked_for_did_not_take_place(asked: str) -> None:
    text = (
        f"French President Emmanuel Macron {asked} Germany for talks with Russian President Vladimir Putin."
    )
    assert not statuses(text) & TAKEN_PLACE


def test_what_one_is_thanked_for_took_place() -> None:
    text = "French President Emmanuel Macron thanked Indian Prime Minister Narendra Modi for the call."
    assert statuses(text) == {ContactStatus.HAPPENED}
