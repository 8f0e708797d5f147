"""Repeats of one contact in an article: one fact, with the names, the kind and the standing that say most."""

from __future__ import annotations

import pytest

from monitor.article import Article
from monitor.extract import Contact, Facts, read_facts


def facts(title: str, text: str = "") -> Facts:
    return read_facts(Article.from_text(title=title, text=text))


def told(contact: Contact) -> tuple[list[str], str, str]:
    return [one.name for one in contact.participants], contact.kind.value, contact.status.value


NAMED_LATER = [
    (
        "Danish PM meets Turkish president",
        "Danish Prime Minister Mette Frederiksen met Turkish President Recep Tayyip Erdogan in Ankara.",
        ["Mette Frederiksen", "Recep Tayyip Erdogan"],
    ),
    (
        "Iran FM holds talks with Hamas chief",
        "Iranian Foreign Minister Abbas Araghchi held talks with Hamas leader Omar Daher in Doha.",
        ["Abbas Araghchi", "Omar Daher"],
    ),
    (
        "Nato chief meets Zelensky",
        "NATO Secretary-General Mark Rutte met Ukrainian President Volodymyr Zelensky.",
        ["Mark Rutte", "Volodymyr Zelensky"],
    ),
    (
        "Lawmaker says president phoned Lula",
        "A lawmaker said that Peruvian President Rosa Medrano had phoned Brazilian President Luiz Inacio Lula da Silva.",
        ["Rosa Medrano", "Luiz Inacio Lula da Silva"],
    ),
]


@pytest.mark.parametrize(("title", "text", "names"), NAMED_LATER)
def test_an_office_in_the_headline_is_who_the_text_names(title: str, text: str, names: list[str]) -> None:
    assert [told(contact)[0] for contact in facts(title, text).contacts] == [names]


def test_another_minister_of_the_country_is_another_contact() -> None:
    found = facts(
        "Iran FM meets Turkish president",
        "Iranian President Masoud Pezeshkian met Turkish President Recep Tayyip Erdogan in Ankara.",
    ).contacts
    assert [told(contact)[0] for contact in found] == [
        ["Iran FM", "Recep Tayyip Erdogan"],
        ["Masoud Pezeshkian", "Recep Tayyip Erdogan"],
    ]


def test_who_says_so_of_a_president_in_the_headline_is_who_the_text_has() -> None:
    (found,) = facts(
        "Peru lawmaker says president phoned Lula",
        "An opposition lawmaker said that Peruvian President Rosa Medrano had phoned Brazil's Luiz Inacio Lula da Silva.",
    ).contacts
    assert found.attribution == ("opposition lawmaker",)


def test_a_president_in_the_headline_is_no_prime_minister_of_the_text() -> None:
    found = facts(
        "Lawmaker says president phoned Lula",
        "A lawmaker said that Peruvian Prime Minister Rosa Medrano had phoned Brazilian President Luiz Inacio Lula da Silva.",
    ).contacts
    assert "Rosa Medrano" not in [one.name for one in found[0].participants]


def test_a_headline_is_no_firmer_than_the_claim_it_sums_up() -> None:
    found = facts(
        "Modi phoned Xi",
        "Indian Prime Minister Narendra Modi reportedly phoned Chinese President Xi Jinping last week.",
    ).contacts
    assert [told(contact) for contact in found] == [(["Narendra Modi", "Xi Jinping"], "call", "claimed")]


def test_a_headline_of_a_contact_that_the_text_tells_stays_apart_from_a_denied_one() -> None:
    found = facts(
        "Modi congratulates Starmer",
        "Indian Prime Minister Narendra Modi congratulated British Prime Minister Keir Starmer on Friday. "
        "Delhi denied that Narendra Modi had also written to Keir Starmer in secret.",
    ).contacts
    assert [contact.status.value for contact in found] == ["happened", "denied"]


IN_RUSSIAN_AND_UKRAINIAN = [
    (
        "Зеленський поговорив зі Стармером",
        "Президент Володимир Зеленський провів телефонну розмову з прем'єр-міністром Кіром Стармером.",
        (["Volodymyr Zelensky", "Keir Starmer"], "call", "happened"),
    ),
    (
        "СМИ: Эрдоган позвонил Путину",
        "Реджеп Тайип Эрдоган позвонил Владимиру Путину, сообщает газета со ссылкой на источники.",
        (["Recep Tayyip Erdogan", "Vladimir Putin"], "call", "claimed"),
    ),
    (
        "Эрдоган позвонил Путину",
        "Эрдоган якобы позвонил Путину, пишет газета. В Кремле заявили, что это вымысел.",
        (["Recep Tayyip Erdogan", "Vladimir Putin"], "call", "denied"),
    ),
]


@pytest.mark.parametrize(("title", "text", "contact"), IN_RUSSIAN_AND_UKRAINIAN)
def test_repeats_are_joined_in_russian_and_ukrainian(
    title: str, text: str, contact: tuple[list[str], str, str]
) -> None:
    assert [told(one) for one in facts(title, text).contacts] == [contact]


SEATED = [
    (
        "Kyiv denies Orban meeting",
        "Ukraine's foreign ministry denied a report that Volodymyr Zelensky had met Viktor Orban.",
        "Ukraine's foreign ministry",
    ),
    (
        "Seoul denies summit plan",
        "South Korea's presidential office denied that Lee Jae-myung was planning a summit with Kim Jong Un.",
        "South Korea's presidential office",
    ),
    (
        "IRAN FOREIGN MINISTRY DENIES REPORTS OF SECRET TALKS",
        "Iran's foreign ministry spokesman Esmail Baghaei denied reports that Tehran had held secret talks.",
        "Esmail Baghaei",
    ),
]


@pytest.mark.parametrize(("title", "text", "by"), SEATED)
def test_a_seat_in_the_headline_is_who_denies_in_the_text(title: str, text: str, by: str) -> None:
    assert [(one.by, len(one.evidence)) for one in facts(title, text).denials] == [(by, 2)]


def test_another_country_in_the_headline_denies_for_itself() -> None:
    found = facts(
        "Baku denies shelling village",
        "Azerbaijan says nothing more. Armenia's foreign ministry denied a report that its troops had fired first.",
    )
    assert [one.by for one in found.denials] == ["Baku", "Armenia's foreign ministry"]
