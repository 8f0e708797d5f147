"""Contact told in roundabout ways, each with a neighbour that tells of none."""

from __future__ import annotations

import pytest

from monitor.article import Article
from monitor.extract import Contact, ContactStatus, read_facts

STANDING = {ContactStatus.HAPPENED, ContactStatus.CLAIMED, ContactStatus.DENIED}


def contacts(text: str) -> list[Contact]:
    found = read_facts(Article.from_text(text=text)).contacts
    return [contact for contact in found if contact.status in STANDING]


PAIRS = {
    "the occasion after what is done": (
        "Macron persuaded Putin to wait in a long phone call.",
        "Macron attacked Putin at a dinner for donors.",
    ),
    "their meeting before those who met": (
        "At the end of their meeting, Macron refused to hand the map to Vladimir Putin.",
        "At the end of his meeting, Macron refused to hand the map to his minister.",
    ),
    "a visit as the occasion": (
        "Macron, on a visit to Ankara, warned President Recep Tayyip Erdogan of sanctions.",
        "Macron, on a visit to Ankara, warned investors of Erdogan's sanctions.",
    ),
    "by phone between the verb and whom": (
        "Macron had spoken by phone to Erdogan before the vote.",
        "Macron had spoken by phone to aides of the mayor before the vote in Erdogan's Turkey.",
    ),
    "pictures of one from a meeting with the other": (
        "The last pictures of Macron came out of a private meeting with Turkish President Erdogan.",
        "The envoy of Macron came out of a private meeting with Turkish President Erdogan.",
    ),
    "from one to the other": (
        "A letter from Macron to Erdogan was read out in Ankara.",
        "A letter from Macron to voters was read out in Erdogan's Ankara.",
    ),
    "words in quotes between owner and partner": (
        'Macron\'s "warm letter" to Erdogan was shown on television.',
        'Macron\'s "warm letter" to farmers was shown on Turkish television.',
    ),
    "something handed over": (
        "Macron sent Erdogan his condolences.",
        "Macron sent Erdogan a signal by closing the port.",
    ),
    "a gift in a headline": (
        "Macron hands Erdogan invitation to Paris summit",
        "Macron hands Erdogan victory by freezing sanctions",
    ),
    "the passive gerund": (
        "Lavrov praised the friendship after being received by Xi Jinping in Beijing.",
        "Lavrov praised the friendship after being cheered by Xi Jinping's students in Beijing.",
    ),
    "a participle after a comma": (
        "Bashar al-Assad arrived in Ankara, greeted by President Erdogan.",
        "Bashar al-Assad arrived in Ankara, greeted by crowds of Erdogan supporters.",
    ),
    "the first leader to": (
        "A word came from Macron, who became the first foreign leader to meet Erdogan after the vote.",
        "A word came from Macron, who wants to be the first foreign leader to see Erdogan's palace.",
    ),
    "a deal that is struck": (
        "Macron strikes grain deal with Erdogan in Istanbul",
        "Macron hails grain deal with Erdogan in his sights",
    ),
    "agreeing to, not agreeing": (
        "Macron agreed with Erdogan to reopen the port.",
        "Macron said he agreed with Erdogan about the port.",
    ),
    "him who was named before": (
        "Macron flew to Ankara, where Erdogan told him the port would stay shut.",
        "Macron flew to Ankara, where a guide told him the port would stay shut.",
    ),
    "the second verb of one subject": (
        "Macron sacked Borne and then told Erdogan that nothing would change.",
        "Macron sacked Borne, who then told reporters that nothing would change for Erdogan.",
    ),
    "leaders' names after the plural": (
        "Exchanges between Presidents Macron and Erdogan grew heated.",
        "Exchanges between Presidents Cup golfers grew heated, Erdogan's and Macron's aides joked.",
    ),
    "a counterpart called a colleague": (
        "The Turkish president met his French colleague in Nice.",
        "The Turkish president met his party colleague in Nice.",
    ),
    "a hand that is shaken": (
        "A grim Macron shook Erdogan's hand in Nice.",
        "A grim Macron shook Erdogan's plan in Nice.",
    ),
    "several countries' leaders": (
        "The German and Polish foreign ministers toured the border together.",
        "The German and Polish foreign ministries denied the report.",
    ),
    "rival sides of one country": (
        "Zairean rebel leader Jean Mbo and Zairean President Paul Kasa faced each other aboard a ship.",
        "British opposition leader Jean Moss and Prime Minister Paul Case faced each other in parliament.",
    ),
    "a king and a president": (
        "The king received Turkish President Recep Tayyip Erdogan in a private audience.",
        "The king received the city's mayor in a private audience, as Erdogan once had.",
    ),
    "common surnames side by side in a headline": (
        "Yeltsin, Kohl hold talks near Moscow",
        "Yeltsin Street, Kohl House hold open day near Moscow",
    ),
    "a summit held for leaders": (
        "Macron hosted a climate summit for Gulf leaders.",
        "Macron hosted a climate summit for world leaders.",
    ),
    "since it is past, this weekend is over": (
        "Macron has been on the phone to both Putin and Zelensky this weekend.",
        "Macron is on the phone to both Putin and Zelensky later this weekend.",
    ),
}


@pytest.mark.parametrize(("told", "_other"), PAIRS.values(), ids=PAIRS)
def test_a_contact_told_in_a_roundabout_way_is_read(told: str, _other: str) -> None:
    assert contacts(told)


@pytest.mark.parametrize(("_told", "other"), PAIRS.values(), ids=PAIRS)
def test_words_alike_that_tell_of_no_contact_are_left(_told: str, other: str) -> None:
    assert not contacts(other)


NOT_STANDING = [
    "Had Macron met Putin without a plan, critics would have laughed.",
    "Macron dreams of a meeting with Putin.",
    "A meeting between Macron and Putin is out of the question, the Elysee said.",
    "Macron wants a tough conversation with Putin.",
    "Neither Macron nor any other guest has persuaded Putin to stay.",
]


@pytest.mark.parametrize("text", NOT_STANDING)
def test_a_contact_only_thought_of_does_not_stand(text: str) -> None:
    assert not contacts(text)


def test_to_congratulate_him_is_the_purpose_of_the_call_that_is_told() -> None:
    found = read_facts(Article.from_text(text="Macron has called Erdogan to congratulate him.")).contacts
    assert [contact.kind.value for contact in found] == ["call"]


@pytest.mark.parametrize(
    ("text", "told"), [("Macron: I told Erdogan to wait", 1), ("Macron: told you so", 0)]
)
def test_who_stands_before_a_colon_speaks_of_himself(text: str, told: int) -> None:
    assert len(contacts(text)) == told


def test_a_denied_report_of_a_call_is_a_denied_contact() -> None:
    text = "The Kremlin denied a report that Putin had spoken by phone to Trump."
    assert [contact.status for contact in contacts(text)] == [ContactStatus.DENIED]


def test_an_office_named_before_somebody_else_is_not_his() -> None:
    text = "PM thanks Modi for help, says Dhaka"
    assert not any(contact.participants[0].name == "Narendra Modi" for contact in contacts(text))


CYRILLIC = {
    "Лавров на встрече с египетским коллегой обсудил поставки зерна.": True,
    "Алиев и Пашинян пожали друг другу руки.": True,
    "Сибіга зустрівся зі своїм польським колегою.": True,
    "Орбан надеется на встречу с Путиным.": False,
    "Зеленський сподівається на зустріч з Путіним.": False,
    "Советники обсудили подготовку встречи Путина и Трампа.": False,
}


@pytest.mark.parametrize(("text", "stands"), CYRILLIC.items())
def test_russian_and_ukrainian_colleagues_handshakes_and_hopes(text: str, stands: bool) -> None:
    assert bool(contacts(text)) is stands
