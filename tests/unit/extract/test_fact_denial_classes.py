"""Each way of denying with a near miss: the pairs differ in the one thing that decides."""

from __future__ import annotations

import pytest

from monitor.article import Article
from monitor.extract import Denial, read_facts


def official(text: str, *, title: str = "") -> list[Denial]:
    facts = read_facts(Article.from_text(title=title, text=text))
    return [denial for denial in facts.denials if denial.official]


PAIRS = {
    "who heads a public body": (
        "The head of the harbour police denied the allegation.",
        "The head of the bakery denied the allegation.",
    ),
    "a name before its office": (
        "Ana Reis, the rural affairs minister, spoke first. Ms Reis denied the reports.",
        "Ana Reis, the rural novelist, spoke first. Ms Reis denied the reports.",
    ),
    "a name with a particle": (
        "Planning minister Julio De Sousa flew in. Mr De Sousa later denied the report.",
        "Bakery owner Julio De Sousa flew in. Mr De Sousa later denied the report.",
    ),
    "a party's spokesman": (
        "A Labour spokesman denied the charge.",
        "A lottery spokesman denied the charge.",
    ),
    "a ministry with a long name": (
        "A spokesman for the Department for Culture, Media and Sport denied the report.",
        "A spokesman for the Festival for Culture, Media and Sport denied the report.",
    ),
    "a word that is also a body": (
        "The Fed denied that it had been warned.",
        "The horse he fed denied him a rest.",
    ),
    "a people": ("The Chinese denied the report.", "The Chinese market denied the fund a profit."),
    "a statement from a body": (
        "A statement from the army denied the claim.",
        "A statement from the brewery denied the claim.",
    ),
    "a body as 'it'": (
        "The army spoke on Monday. It denied that shots had been fired.",
        "The brewery spoke on Monday. It denied that shots had been fired.",
    ),
    "a group": (
        "Hamas spoke first. The group has previously denied taking the fuel.",
        "The brewers spoke first. The group has previously denied taking the fuel.",
    ),
    "after an aside": (
        "Rwanda has in the past consistently denied that it sent troops.",
        "A reader has in the past consistently denied that Rwanda sent troops.",
    ),
    "denying at the start": (
        "In denying the allegations, the minister blamed a rival.",
        "In denying the allegations, the singer blamed a minister.",
    ),
    "the object of a phrase": (
        "Police have denied the claim.",
        "A man accused of attacking police denied the claim.",
    ),
    "a lawyer's words": (
        "The mayor said he denied the charge.",
        "The mayor's lawyer said he denied the charge.",
    ),
    "a demand for a denial": (
        "The minister moved to deny the report.",
        "The opposition demanded that the minister deny the report.",
    ),
    "denied by and denied something by": (
        "The report was flatly denied by the ministry.",
        "The reporters were denied a hearing by the ministry.",
    ),
    "existence": (
        "Officials denied the existence of a secret camp.",
        "Officials denied the existence of God.",
    ),
    "information": (
        "The ministry denied information about an outbreak.",
        "The ministry denied the families information.",
    ),
    "a refused thing in a compound": (
        "Ministers deny care figures were hidden.",
        "Ministers deny care to the poorest.",
    ),
    "them": ("The minister also denied them.", "The minister also denied them a pension."),
    "refuted": (
        "The interior ministry refuted information about the fall of the town.",
        "The interior ministry rejected a truce in the town.",
    ),
    "rebuffed": (
        "The prime minister rebuffed suggestions that she had lied.",
        "The prime minister rebuffed an offer of help.",
    ),
    "ruled out": (
        "The president ruled out suggestions that he was ill.",
        "The president ruled out a second term.",
    ),
    "criticism": (
        "The minister rejected criticism that he had ignored the flood.",
        "The minister rejected criticism.",
    ),
    "a forged thing": (
        "The press service of the ministry called the video a fake.",
        "The press service of the ministry called the budget a disgrace.",
    ),
    "described as by": (
        "The reports were described as baseless by the embassy.",
        "The reports were described as baseless by the weekly.",
    ),
    "dismissed as": (
        "Labour dismissed the figures as bogus.",
        "Labour dismissed the coach as manager.",
    ),
    "known to be false": (
        "The ministry said the claim was false.",
        "The ministry said he was held for spreading a claim known to be false.",
    ),
    "ridiculous": (
        '"That is ridiculous," the minister said.',
        '"That is a ridiculous price," the minister said.',
    ),
    "not the case": (
        '"That is not the case," the minister said.',
        '"That is not the case with cats," the minister said.',
    ),
    "insisting on facts": (
        "The army insisted its men had not fired.",
        "The army insisted that peace was not easy.",
    ),
    "insisting on opinions": (
        "The mayor insisted there was no rift.",
        "The mayor insisted there was no better town.",
    ),
    "a deed not done": (
        "The army said it had not shelled the school.",
        "The army said the school had not reopened.",
    ),
    "a bargain not struck": (
        "The army said it had not struck the school.",
        "The army said it had not struck a deal.",
    ),
    "never": (
        "The minister's office said she never made the remark.",
        "The minister's office said she never loses hope.",
    ),
    "after reports": (
        "A palace official said the king was not flying the jets, after media reports that he was.",
        "A palace official said the king was flying the jets, after media reports that he was not.",
    ),
    "no such": (
        "Officials said there had been no such offer.",
        "Officials said there was no such thing as a free lunch.",
    ),
    "nothing to do with": (
        "Ukraine said it had nothing to do with the blast.",
        "A neighbour in Ukraine said it had nothing to do with the blast.",
    ),
    "not involved": (
        "The ministry said it was not involved in the raid.",
        "The police said they were not involved in the inquiry.",
    ),
    "several who say": (
        "Officials say there is no basis for the claim.",
        "Neighbours say there is no basis for the claim.",
    ),
    "disputed that": (
        "The envoy disputed that anyone had been paid.",
        "The envoy disputed the bill.",
    ),
    "one's own country": (
        "Kremlin spokesman Dmitry Peskov said Moscow had never interfered in the vote.",
        "Kremlin spokesman Dmitry Peskov said the rain had never interfered in the vote.",
    ),
    "nothing wrong": (
        "The minister said he had done nothing wrong.",
        "The minister said there was nothing wrong with plastic toys.",
    ),
}


@pytest.mark.parametrize("text", [pair[0] for pair in PAIRS.values()], ids=PAIRS)
def test_an_official_denial_is_read(text: str) -> None:
    assert official(text)


@pytest.mark.parametrize("text", [pair[1] for pair in PAIRS.values()], ids=PAIRS)
def test_its_near_miss_is_none(text: str) -> None:
    assert not official(text)


@pytest.mark.parametrize(
    "title",
    [
        "US not involved in island trial-official",
        "Kremlin: No truth to report of secret call",
        "No such deal with rebels - army",
        "Pentagon: No plans to move carrier",
        "Ministers deny care sums 'wrong'",
    ],
)
def test_a_headline_names_its_source_at_either_end(title: str) -> None:
    assert official("More follows.", title=title)


@pytest.mark.parametrize(
    "title",
    [
        "Chelsea: No truth to report of sale",
        "No such deal with star - agent",
        "Ministers deny care to poorest",
    ],
)
def test_a_headline_of_others_is_no_official_denial(title: str) -> None:
    assert not official("More follows.", title=title)


def test_it_is_the_body_named_nearest() -> None:
    text = "Baghdad accused Iran of arming the militias, a charge which it denies."
    assert [denial.by for denial in official(text)] == ["Iran"]


def test_a_town_before_and_is_not_the_source() -> None:
    text = "Troops were accused of crimes in Ukraine, and Moscow rejected the reports as a provocation."
    assert [denial.by for denial in official(text)] == ["Moscow"]


@pytest.mark.parametrize(
    "text",
    [
        "Министр назвал обвинения абсурдными.",
        "В Кремле заявили, что Москва не имеет отношения к взрыву.",
        "У МЗС заявили, що Київ непричетний до вибуху.",
    ],
)
def test_cyrillic_words_of_denial_are_read(text: str) -> None:
    assert official(text)


@pytest.mark.parametrize(
    "text",
    [
        "Режиссер назвал фильм абсурдным.",
        "Министр отклонил предложение о переговорах.",
        "Актор назвав чутки абсурдом.",
    ],
)
def test_cyrillic_words_of_others_and_refusals_are_none(text: str) -> None:
    assert not official(text)
