from __future__ import annotations

import pytest

from monitor.article import Article
from monitor.extract import Facts, read_facts


def facts(text: str) -> Facts:
    return read_facts(Article.from_text(text=text))


CONTACTS = [
    (
        "Президент России Владимир Путин провел телефонный разговор с президентом Турции Реджепом Тайипом Эрдоганом.",
        "call",
        "happened",
    ),
    (
        "Путин и Макрон обсудили по телефону ситуацию на Ближнем Востоке, сообщила пресс-служба Кремля.",
        "call",
        "happened",
    ),
    ("Владимир Путин встретился с Си Цзиньпином в Пекине.", "meeting", "happened"),
    ("Путин поздравил Дональда Трампа с победой на выборах.", "message", "happened"),
    ("Путин и Трамп встретятся в июле.", "meeting", "planned"),
    ("Зеленский отказался от переговоров с Путиным.", "talks", "refused"),
    (
        "Президент Сербии Александар Вучич прибыл с визитом в Москву, где провел переговоры с Путиным.",
        "talks",
        "happened",
    ),
    ("Володимир Зеленський зателефонував Еммануелю Макрону та подякував за підтримку.", "call", "happened"),
    ("Зеленський зустрівся з канцлером Німеччини Фрідріхом Мерцом у Берліні.", "meeting", "happened"),
    ("Зеленський зустрінеться з Трампом наступного тижня.", "meeting", "planned"),
    ("Зеленський привітав Дональда Трампа з перемогою.", "message", "happened"),
]


@pytest.mark.parametrize(("text", "kind", "status"), CONTACTS)
def test_contacts_are_read(text: str, kind: str, status: str) -> None:
    assert [(contact.kind, contact.status) for contact in facts(text).contacts] == [(kind, status)]


NO_CONTACTS = [
    "Помощник Путина встретился с послом США.",
    "Путин провел совещание с членами правительства.",
    "Речник Зеленського поспілкувався з журналістами.",
    "Путин встретился с губернатором Псковской области.",
]


@pytest.mark.parametrize("text", NO_CONTACTS)
def test_others_are_no_contact(text: str) -> None:
    assert facts(text).contacts == ()


OFFICIAL = [
    "Песков опроверг сообщения о переговорах с Киевом.",
    "МИД Ирана опроверг причастность к атаке.",
    "Минобороны назвало эти сообщения ложью.",
    "В Кремле заявили, что эта информация не соответствует действительности.",
    '"Таких планов нет", - сказал пресс-секретарь президента Дмитрий Песков.',
    "У Міноборони спростували інформацію про відступ.",
    "МЗС України заперечило звинувачення.",
    "Речник Офісу президента заявив, що це не відповідає дійсності.",
    "Речник Генштабу назвав заяви Москви про прорив фронту маячнею.",
]


@pytest.mark.parametrize("text", OFFICIAL)
def test_official_denials_are_read(text: str) -> None:
    assert [denial.official for denial in facts(text).denials] == [True]


NOT_OFFICIAL = [
    "МИД России отверг предложение Киева.",
    "Компания опровергла сообщения о банкротстве.",
    "МЗС відкинуло пропозицію посередництва.",
    "Адвокат опроверг обвинения.",
    "Представитель бренда опроверг слухи о банкротстве.",
    "Пресс-секретарь компании Анна Белова опровергла сообщения о банкротстве.",
    "Пресс-секретарь «Газпрома» опроверг сообщения о банкротстве.",
    "Речник клубу спростував чутки про трансфер.",
]


@pytest.mark.parametrize("text", NOT_OFFICIAL)
def test_refusals_and_denials_by_others_are_not_official(text: str) -> None:
    assert not [denial for denial in facts(text).denials if denial.official]


def test_a_denial_denies_the_contact_of_its_sentence() -> None:
    found = facts("Песков опроверг сообщения СМИ о том, что Путин тайно поздравил Трампа.")
    assert found.contacts[0].status == "denied"
    assert found.denials[0].by == "Dmitry Peskov"
    assert found.denials[0].contact == found.contacts[0]
