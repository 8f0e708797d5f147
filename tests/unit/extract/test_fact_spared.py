"""What is denied of a contact leaves the contact as it was; what is denied itself is denied."""

from __future__ import annotations

import pytest

from monitor.article import Article
from monitor.extract import Facts, read_facts

STANDS = [
    (
        "Hungarian Prime Minister Viktor Orban denied that money was discussed at his meeting with Russian President"
        " Vladimir Putin."
    ),
    "Hungarian Prime Minister Viktor Orban denied that his meeting with Russian President Vladimir Putin was a betrayal.",
    (
        "Hungary's government denied that Prime Minister Viktor Orban had apologised during his call with Russian President"
        " Vladimir Putin."
    ),
    "Hungary denied that Viktor Orban shouted at Vladimir Putin when the two met in Budapest.",
    "The White House denied that US President Joe Biden's call with Chinese President Xi Jinping had been cut short.",
    "The White House denied that the call between US President Joe Biden and Chinese President Xi Jinping ended in anger.",
    "Britain denied that the meeting between Tony Blair and Vladimir Putin was secret.",
    "The meeting of Angela Merkel with Vladimir Putin was not a success.",
]
OPEN = [
    "Afghan President Hamid Karzai denied having met Taliban leader Mullah Omar secretly.",
    "Palestinian President Mahmoud Abbas denied having spoken to Israeli Prime Minister Ehud Olmert privately.",
    (
        "Hungarian Prime Minister Viktor Orban denied that money was discussed at a meeting with Russian President"
        " Vladimir Putin."
    ),
]
DENIED = [
    "Lebanese President Joseph Aoun has denied meeting Israeli Prime Minister Benjamin Netanyahu in Cyprus.",
    (
        "Congo's government denied that there had been any contact between President Felix Tshisekedi and Rwanda's Paul"
        " Kagame."
    ),
    "The Kremlin denied that a meeting between Vladimir Putin and Volodymyr Zelensky had taken place.",
    "Turkey rejected claims that President Recep Tayyip Erdogan had met Syrian President Bashar al-Assad.",
    "Serbia denied that President Aleksandar Vucic had secretly met Kosovo's President Vjosa Osmani.",
    "Turkey dismissed reports of talks between President Recep Tayyip Erdogan and Syrian President Bashar al-Assad.",
]


def read(text: str) -> Facts:
    return read_facts(Article.from_text(text=text))


def statuses(text: str) -> set[str]:
    return {one.status.value for one in read(text).contacts}


@pytest.mark.parametrize("text", STANDS)
def test_what_was_at_a_contact_is_denied_and_the_contact_stands(text: str) -> None:
    assert statuses(text) == {"happened"}


@pytest.mark.parametrize("text", OPEN)
def test_a_manner_or_an_unknown_meeting_in_what_is_denied_leaves_the_contact_open(text: str) -> None:
    assert statuses(text) == {"unclear"}


@pytest.mark.parametrize("text", DENIED)
def test_a_contact_that_is_itself_denied_is_denied(text: str) -> None:
    facts = read(text)
    assert {one.status.value for one in facts.contacts} == {"denied"}
    assert [one.denies.value for one in facts.denials] == ["contact"]


def test_a_topic_denied_in_the_next_sentence_leaves_the_meeting() -> None:
    facts = read(
        "Spanish Prime Minister Pedro Sanchez met Chinese President Xi Jinping in Beijing on Friday. Madrid denied that"
        " the two had discussed arms sales."
    )
    assert {one.status.value for one in facts.contacts} == {"happened"}
    assert [one.denies.value for one in facts.denials] == ["claim"]


@pytest.mark.parametrize(
    "text",
    [
        (
            "A row broke out over whether a channel cut the handshake from the film of Chancellor Angela Merkel's meeting with"
            " Russian President Vladimir Putin. German officials deny the claim."
        ),
        (
            "Der Spiegel reported that money was promised during Chancellor Angela Merkel's meeting with Russian President"
            " Vladimir Putin. The chancellery denied it."
        ),
    ],
)
def test_a_claim_about_a_meeting_denied_in_the_next_sentence_leaves_the_meeting(text: str) -> None:
    assert "denied" not in statuses(text)


def test_a_meeting_that_is_the_claim_is_denied_by_the_next_sentence() -> None:
    assert statuses(
        "Der Spiegel reported that Chancellor Angela Merkel travelled to Sochi for a meeting with Russian President"
        " Vladimir Putin. The chancellery denied it."
    ) <= {"denied", "planned", "refused", "unclear"}
