"""Words that a user teaches in Russian and Ukrainian."""

from __future__ import annotations

import pytest

from monitor.article.model import Article
from monitor.extract.lexicon import Lexicon, Taught
from monitor.extract.lexicon.taught import Use
from monitor.extract.model import ContactKind, ContactStatus, Denies, Facts
from monitor.extract.read import read_facts
from monitor.extract.taught import known_as

SHIPPED = Lexicon.load_default()
CALL = ContactKind.CALL


def word(text: str, use: Use, language: str, kind: ContactKind | None = None) -> Taught:
    return Taught(language=language, use=use, text=text, kind=kind)


def read(text: str, *taught: Taught) -> Facts:
    return read_facts(Article.from_text(text=text), SHIPPED.extended(taught=taught) if taught else SHIPPED)


CONTACTS = [
    (word("созумбил*", Use.CONTACT_VERB, "ru", CALL), "Владимир Путин созумбился с Дональдом Трампом."),
    (word("зумбомост*", Use.CONTACT_NOUN, "ru", CALL), "Зумбомосты Путина и Трампа удивили Москву и мир."),
    (word("зазумбив*", Use.CONTACT_VERB, "uk", CALL), "Володимир Зеленський зазумбився з Трампом, є запис."),
    (word("зумбоміст", Use.CONTACT_NOUN, "uk", CALL), "Відбувся зумбоміст Зеленського і Трампа, є запис."),
]


@pytest.mark.parametrize(("taught", "text"), CONTACTS)
def test_a_taught_word_makes_a_contact_of_its_kind(taught: Taught, text: str) -> None:
    assert not read(text).contacts
    (contact,) = read(text, taught).contacts
    assert (contact.kind, contact.status) == (CALL, ContactStatus.HAPPENED)
    assert len(contact.participants) == 2


DENIALS = [
    (word("оглоуш*", Use.DENIAL_VERB, "ru"), "Кремль оглоушил сообщения о войсках.", Denies.CLAIM),
    (word("турус*", Use.VERDICT, "ru"), "Песков назвал сообщения турусами.", Denies.CLAIM),
    (word("вилами по воде", Use.STATEMENT, "ru"), "Это вилами по воде, заявил Песков.", Denies.CLAIM),
    (
        word("в мечтах не значится", Use.PLAN_DENIAL, "ru"),
        "Этого в мечтах не значится, заявил Песков.",
        Denies.PLAN,
    ),
    (word("турус*", Use.CLAIM, "ru"), "Кремль отверг турусы о войсках.", Denies.CLAIM),
    (word("баляндрас*", Use.VERDICT, "uk"), "Подоляк: ці звістки — баляндраси.", Denies.CLAIM),
    (
        word("у мріях не значиться", Use.PLAN_DENIAL, "uk"),
        "Це у мріях не значиться, сказав Подоляк.",
        Denies.PLAN,
    ),
]


@pytest.mark.parametrize(("taught", "text", "denies"), DENIALS)
def test_a_taught_word_makes_an_official_denial(taught: Taught, text: str, denies: Denies) -> None:
    assert not read(text).denials
    (denial,) = read(text, taught).denials
    assert (denial.denies, denial.official) == (denies, True)


NEVER_CONTACT = [
    (word("встретил* в споре", Use.NO_CONTACT, "ru"), "Путин встретился в споре с Трампом."),
    (word("зустріч Зеленськ*", Use.NO_CONTACT, "uk"), "Відбулася зустріч Зеленського і Трампа."),
]


@pytest.mark.parametrize(("taught", "text"), NEVER_CONTACT)
def test_what_never_is_contact_is_none(taught: Taught, text: str) -> None:
    assert read(text).contacts
    assert not read(text, taught).contacts


NEVER_DENIAL = [
    (word("опроверг* сообщен*", Use.NO_DENIAL, "ru"), "Кремль опроверг сообщение."),
    (word("спростув* повідомл*", Use.NO_DENIAL, "uk"), "Подоляк спростував повідомлення."),
]


@pytest.mark.parametrize(("taught", "text"), NEVER_DENIAL)
def test_what_never_is_a_denial_is_none(taught: Taught, text: str) -> None:
    assert read(text).denials
    assert not read(text, taught).denials


def test_a_word_without_a_star_is_meant_as_it_is_written() -> None:
    taught = word("созумбился", Use.CONTACT_VERB, "ru", CALL)
    assert read("Путин созумбился с Трампом.", taught).contacts
    assert not read("Путин и Трамп созумбились.", taught).contacts


KNOWN = [
    (word("опроверг*", Use.DENIAL_VERB, "ru"), "a verb of denial"),
    (word("опроверг", Use.DENIAL_VERB, "ru"), "a verb of denial"),
    (word("турус*", Use.VERDICT, "ru"), None),
    (word("зустріч*", Use.CONTACT_NOUN, "uk", CALL), "meeting"),
]


@pytest.mark.parametrize(("taught", "known"), KNOWN)
def test_the_lexicon_tells_what_it_knows_a_word_as(taught: Taught, known: str | None) -> None:
    assert known_as(taught) == known
