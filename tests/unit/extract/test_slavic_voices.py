"""Who says it, who denies it and when, in Russian and Ukrainian."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from monitor.article import Article
from monitor.extract import Facts, read_facts


def facts(text: str, *, title: str = "") -> Facts:
    published = datetime(2025, 3, 14, 12, tzinfo=UTC)
    return read_facts(Article.from_text(title=title, text=text, published=published))


DENIERS = [
    (
        "Речник МЗС України Василь Гай спростував повідомлення про таємну зустріч Андрія Сибіги з Сергієм Лавровим.",
        "Василь Гай",
    ),
    (
        "Официальный представитель МИД КНР Чэнь Лу опроверг сообщения о переговорах Си Цзиньпина с Путиным.",
        "Чэнь Лу",
    ),
    (
        '"Это не так", - сказал представитель Минобороны Польши Анджей Корда, отвечая на вопрос о публикациях.',
        "Анджей Корда",
    ),
    ("Президент Турции Реджеп Тайип Эрдоган опроверг сообщения о закрытии границы.", "Recep Tayyip Erdogan"),
    ("Советник президента Зеленского Михаил Подоляк опроверг сообщения о перемирии.", "Mykhailo Podolyak"),
    ("МЗС України спростувало заяву про перемовини.", "МЗС України"),
]


@pytest.mark.parametrize(("text", "by"), DENIERS)
def test_a_denial_is_of_who_speaks_and_not_of_whom_it_is_about(text: str, by: str) -> None:
    assert [denial.by for denial in facts(text).denials] == [by]


def test_a_known_denier_has_an_office() -> None:
    denial = facts("Песков опроверг сообщения о звонке Путина Макрону.").denials[0]
    assert denial.role == "Kremlin spokesman, Russia"


def test_denials_of_one_contact_by_one_person_are_one_with_all_its_words() -> None:
    found = facts(
        'Песков опроверг сообщения о встрече Путина и Стармера. "Это не соответствует действительности", - '
        "сказал он.",
        title="Песков опроверг встречу Путина и Стармера",
    )
    assert [(denial.by, len(denial.evidence)) for denial in found.denials] == [("Dmitry Peskov", 3)]
    assert found.denials[0].contact == found.contacts[0]


UNPLANNED = [
    "Разговор Путина с Макроном на этой неделе не планируется, заявил Песков.",
    "Песков сообщил, что встреча Путина с Макроном не запланирована.",
    "Речник МЗС повідомив, що зустріч Зеленського з Орбаном не планується.",
]


@pytest.mark.parametrize("text", UNPLANNED)
def test_not_planned_is_a_denied_plan(text: str) -> None:
    found = facts(text)
    assert [denial.denies.value for denial in found.denials] == ["plan"]
    assert found.contacts[0].status == "refused"


def test_works_that_are_not_planned_are_no_denial() -> None:
    assert facts("Ремонт моста в этом году не планируется, сообщили в мэрии.").denials == ()


TIMES = [
    ("Путин и Макрон поговорили по телефону 7 ноября 2024 года.", "7 ноября 2024 года", "2024-11-07"),
    ("Путин встретился с Моди 12 марта.", "12 марта", "2025-03-12"),
    ("Во вторник Путин встретился с Моди.", "Во вторник", "2025-03-11"),
    ("Вчера Путин позвонил Лукашенко.", "Вчера", "2025-03-13"),
    ("Трамп семь раз говорил с Путиным с 2021 года.", "семь раз", None),
    ("Зеленський зустрівся з Мерцем у четвер.", "у четвер", "2025-03-13"),
    ("Сьогодні Зеленський зателефонував Макрону.", "Сьогодні", "2025-03-14"),
    ("Зеленський зустрівся з Мерцем 5 лютого.", "5 лютого", "2025-02-05"),
    ("На прошлой неделе Путин встретился с Моди.", "На прошлой неделе", None),
]


@pytest.mark.parametrize(("text", "when", "on"), TIMES)
def test_the_time_is_kept_as_said_and_resolved(text: str, when: str, on: str | None) -> None:
    contact = facts(text).contacts[0]
    assert (contact.when, contact.on) == (when, on)


SAID_BY = [
    ("Путин позвонил Лукашенко, сообщил Песков.", ("Dmitry Peskov",)),
    ("Песков сообщил, что Путин позвонил Лукашенко.", ("Dmitry Peskov",)),
    ("По данным газеты Новый час, Макрон позвонил Путину.", ("газета Новый час",)),
    ("Зеленський поговорив з Туском, повідомляє Офіс президента.", ("Офіс президента",)),
    ("Путин встретился с Моди.", ()),
]


@pytest.mark.parametrize(("text", "sources"), SAID_BY)
def test_who_says_it_is_kept(text: str, sources: tuple[str, ...]) -> None:
    assert facts(text).contacts[0].attribution == sources


NOT_SO = [
    ("Зеленский заявил, что не разговаривал с Лукашенко.", "Volodymyr Zelensky"),
    ("Путин не встречался с Моди, сообщил Песков.", "Dmitry Peskov"),
    ("Зеленський не зустрічався з Орбаном, повідомив Єрмак.", "Andriy Yermak"),
]


@pytest.mark.parametrize(("text", "by"), NOT_SO)
def test_who_says_that_there_was_no_contact_denies_it(text: str, by: str) -> None:
    found = facts(text)
    assert [(one.status.value, one.attribution) for one in found.contacts] == [("denied", ())]
    assert [(one.by, one.contact) for one in found.denials] == [(by, found.contacts[0])]


def test_not_yet_is_no_denial() -> None:
    assert facts("Зеленский заявил, что пока не разговаривал с Лукашенко.").denials == ()
