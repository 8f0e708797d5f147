from __future__ import annotations

import pytest

from monitor.article import Article
from monitor.extract import Denial, read_facts


def denials(text: str, *, title: str = "") -> list[Denial]:
    return list(read_facts(Article.from_text(title=title, text=text)).denials)


OFFICIAL = [
    "The Kremlin denied the report.",
    "The Kremlin on Monday flatly denied that troops had crossed the border.",
    "Kremlin spokesman Dmitry Peskov denied claims of a secret deal.",
    "A spokesman for the interior ministry denied the allegations.",
    "Iran denies arming the rebels.",
    "Tehran has always denied seeking a bomb.",
    "The army dismissed reports that it had used live rounds.",
    "The foreign ministry rejected accusations of spying as baseless.",
    "Officials in Nairobi denied any involvement in the raid.",
    "The claim was denied by the police.",
    "It is a charge Islamabad has repeatedly denied.",
    "The prime minister, Lena Hoek, rejected suggestions that she had misled parliament.",
    "The government said the claims were untrue.",
    '"These reports are completely false," a defence ministry spokeswoman said.',
    "Hamas denied responsibility for the attack.",
    "The election commission called the allegations a fabrication.",
    "The central bank denied rumours of a devaluation.",
    "The White House pushed back against a report that it had threatened the family.",
    "The embassy issued a statement denying that visas had been sold.",
    "Labour denies breaking election rules.",
    "President Mugabe laughed off reports that he was ill.",
    "The Kremlin said there were no plans for a meeting.",
    'Asked about the claim, Kremlin spokesman Dmitry Peskov said: "That is not the case."',
    "The ministry said there was no truth in the report.",
    "The Taliban denied that its fighters had fled.",
    "Baghdad's denial that it held the prisoners was met with doubt.",
    "Both the Turkish government and Baykar denied the sale took place.",
    "Trump campaign officials denied the report.",
    "The defence ministry insisted that it had not shelled the port.",
    "The Russians denied the report.",
    "Kellyanne Conway denied the claim.",
]


@pytest.mark.parametrize("text", OFFICIAL)
def test_an_official_denial_of_an_assertion_is_read(text: str) -> None:
    assert [denial for denial in denials(text) if denial.official]


NOT_OFFICIAL = [
    "The judge denied him bail.",
    "Police denied the reporters access to the site.",
    "The embassy denied her a visa.",
    "The government rejected the offer of talks.",
    "The prime minister rejected calls for an inquiry.",
    "The army rejected demands to withdraw.",
    "The Pentagon would neither confirm nor deny the report.",
    "The president ruled out tax rises.",
    "The minister declined to comment on the claim.",
    "The actor denied the allegations.",
    "The company denied reports of a merger.",
    "A spokesman for Apple denied the claim.",
    "The defendant denied murder.",
    "The prime minister insisted she would not resign.",
    "The goalkeeper denied Rovers a late equaliser.",
    "England were denied victory by a late try.",
    "The claim is false, according to our fact-check.",
    "The government did not deny the report.",
    "The minister said he could not deny that mistakes were made.",
    "The court rejected the appeal.",
    "Parliament rejected the government's budget.",
    "The coach dismissed suggestions that he would resign.",
    "Many asylum seekers are denied entry by the government.",
    "The law denies citizens the right to vote, ministers admitted.",
]


@pytest.mark.parametrize("text", NOT_OFFICIAL)
def test_refusals_and_denials_by_others_are_no_official_denial(text: str) -> None:
    assert not [denial for denial in denials(text) if denial.official]


def test_a_headline_denial_denies_the_contact_it_names() -> None:
    (denial,) = denials("Nothing more was said.", title="Kremlin Denies Macron, Putin Spoke Twice")
    assert denial.by == "Kremlin"
    assert denial.denies == "contact"
    assert denial.contact is not None
    assert denial.contact.status == "denied"
    assert {person.name for person in denial.contact.participants} == {"Emmanuel Macron", "Vladimir Putin"}


def test_a_denial_in_the_next_sentence_finds_what_it_denies() -> None:
    text = (
        "A German paper claimed that Macron had secretly telephoned Vladimir Putin.\n\n"
        '"No, that is not the case," Kremlin spokesman Dmitry Peskov said when asked about the claim.'
    )
    facts = read_facts(Article.from_text(text=text))
    (contact,) = facts.contacts
    assert contact.status == "denied"
    assert [denial.contact for denial in facts.denials] == [contact]
    assert facts.denials[0].by == "Dmitry Peskov"


def test_a_denied_plan_is_a_plan_and_no_contact() -> None:
    (denial,) = denials("Macron has no plans to call Putin, the Elysee said.")
    assert denial.denies == "plan"
    assert denial.contact is not None
    assert denial.contact.status == "refused"


def test_a_spokesman_speaks_for_whoever_he_was_introduced_with() -> None:
    text = "Kremlin spokesman Dmitry Peskov spoke on Monday about the claims. He denied the report."
    assert [denial.by for denial in denials(text)] == ["Dmitry Peskov"]


def test_a_standing_denial_in_an_article_about_a_contact_is_background() -> None:
    text = (
        "Macron telephoned Vladimir Putin on Monday.\n\nThe two spoke for an hour about grain. The line was good.\n\n"
        "Farmers had asked for it. Ships are waiting. Prices fell.\n\n"
        "Mr Putin has denied any involvement in the poisoning of a former spy."
    )
    assert [denial.background for denial in denials(text, title="Macron calls Putin about grain")] == [True]
