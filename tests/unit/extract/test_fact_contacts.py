from __future__ import annotations

import pytest

from monitor.article import Article
from monitor.extract import Contact, read_facts


def contacts(text: str, *, title: str = "") -> list[Contact]:
    return list(read_facts(Article.from_text(title=title, text=text)).contacts)


def told(text: str, *, title: str = "") -> set[tuple[str, str, frozenset[str]]]:
    return {
        (c.kind.value, c.status.value, frozenset(p.name for p in c.participants))
        for c in contacts(text, title=title)
    }


MACRON_PUTIN = frozenset({"Emmanuel Macron", "Vladimir Putin"})

HAPPENED = [
    ("French President Emmanuel Macron telephoned Vladimir Putin on Sunday.", "call"),
    ("Emmanuel Macron spoke by phone with Russian President Vladimir Putin for an hour.", "call"),
    ("Putin was telephoned by Macron on Sunday, the Elysee said.", "call"),
    ("Macron and Putin spoke by telephone about the grain deal.", "call"),
    ("A phone call between Vladimir Putin and Emmanuel Macron lasted two hours.", "call"),
    ("Macron held a two-hour phone call with Putin.", "call"),
    ("In a phone call with Putin, Macron raised the fate of the prisoners.", "call"),
    ("Macron and Putin's call came a day after the blast.", "call"),
    ("Macron called Putin to discuss the hostages.", "call"),
    ("Macron met Putin in Sochi.", "meeting"),
    ("Macron, who met Putin in Sochi last week, said he was hopeful.", "meeting"),
    ("Emmanuel Macron has met with the Russian president, Vladimir Putin.", "meeting"),
    ("After meeting Putin at the Kremlin, Mr Macron told reporters that progress was possible.", "meeting"),
    ("President Macron emerged from a meeting with Vladimir Putin late on Friday.", "meeting"),
    ("Putin hosted French President Emmanuel Macron at his residence.", "meeting"),
    ("Putin received Macron at the Kremlin.", "meeting"),
    ("Macron was received by Putin in the Kremlin.", "meeting"),
    ("Vladimir Putin shook hands with Emmanuel Macron.", "meeting"),
    ("Macron flew to Moscow and met Putin.", "meeting"),
    ("Speaking at a joint news conference with Putin, Macron said the talks were frank.", "meeting"),
    ("The Macron-Putin summit in Moscow ended without agreement.", "meeting"),
    ("Macron held talks with Vladimir Putin in Moscow on Monday.", "talks"),
    ("Talks between Macron and Putin ended late on Tuesday.", "talks"),
    ("Macron discussed the sanctions with Vladimir Putin.", "talks"),
    ("Macron told Putin that the shelling had to stop.", "talks"),
    ('"I spoke to President Putin," Macron said.', "talks"),
    ("Putin congratulated Emmanuel Macron on his victory.", "message"),
    ("Putin sent a letter to Emmanuel Macron.", "message"),
    ("Macron wrote to Putin about the detained researcher.", "message"),
    ("Putin sent a telegram of condolences to Emmanuel Macron after the fire.", "message"),
    ("Macron said he still trusted Putin after their meeting in Sochi.", "meeting"),
    ("Putin held a dinner for Emmanuel Macron.", "meeting"),
    ("Macron and Putin agreed at a summit in Sochi to free the sailors.", "meeting"),
    ("Macron visited Moscow for talks with Putin.", "talks"),
    ("During a visit to Moscow by Emmanuel Macron, the French leader met Vladimir Putin.", "meeting"),
]


@pytest.mark.parametrize(("text", "kind"), HAPPENED)
def test_a_contact_is_read_with_its_kind(text: str, kind: str) -> None:
    assert (kind, "happened", MACRON_PUTIN) in told(text)


OTHER_STATUS = [
    ("Macron arrived in Moscow for talks with Putin.", "planned"),
    ("Macron was visiting Moscow for talks with Putin.", "planned"),
    ("Macron visits Moscow for talks with Putin.", "planned"),
    ("Mr Macron mused about meeting Mr Putin.", "unclear"),
    ("Macron grumbled about a meeting with Putin.", "unclear"),
    ("Macron will meet Putin next week.", "planned"),
    ("Macron is due to hold talks with Vladimir Putin on Friday.", "planned"),
    ("Macron plans to telephone Putin.", "planned"),
    ("Macron is expected to speak with Putin in the coming days.", "planned"),
    ("Macron flies home ahead of a meeting with Putin.", "planned"),
    ("Macron agreed to meet Putin in Geneva.", "planned"),
    ("Macron refused to meet Putin.", "refused"),
    ("Macron will not meet Putin, the Elysee said.", "refused"),
    ("Macron cancelled a meeting with Putin.", "refused"),
    ("Macron ruled out talks with Putin.", "refused"),
    ("Macron could meet Putin in Geneva.", "hypothetical"),
    ("Macron said he would speak with Putin if the shelling stopped.", "hypothetical"),
    ("Macron has not spoken to Putin since March, the Kremlin said.", "denied"),
    ("Macron may have spoken to Putin, according to a new book.", "claimed"),
    ("Macron reportedly called Putin in secret.", "claimed"),
]


@pytest.mark.parametrize(("text", "status"), OTHER_STATUS)
def test_a_contact_is_read_with_its_status(text: str, status: str) -> None:
    assert {row[1] for row in told(text)} == {status}


def test_what_was_not_discussed_leaves_the_contact_standing() -> None:
    found = told("Macron met Putin on Monday. The two leaders did not discuss the sanctions.")
    assert {row[1] for row in found} == {"happened"}


HEADLINES = [
    ("Putin, Macron hold call", "happened"),
    ("Macron meets Putin", "happened"),
    ("Macron calls Putin to protest", "happened"),
    ("Macron, Putin to meet in July", "planned"),
    ("Putin and Macron discuss grain in phone call", "happened"),
    ("PUTIN MEETS MACRON IN MOSCOW", "happened"),
    ("Macron Refuses to Meet Putin", "refused"),
]


@pytest.mark.parametrize(("title", "status"), HEADLINES)
def test_headlines_are_read(title: str, status: str) -> None:
    assert (status, MACRON_PUTIN) in {row[1:] for row in told("The rest is elsewhere.", title=title)}


NOT_CONTACTS = [
    "Macron's envoy met Putin.",
    "A spokesman for Macron met Vladimir Putin.",
    "The senator met Putin.",
    "Macron said a senator held talks with Putin.",
    "Putin met his foreign minister, Sergei Lavrov.",
    "Russia's deputy foreign minister met Emmanuel Macron's adviser.",
    "Macron called Putin a liar.",
    "Macron calls on Putin to stop the shelling.",
    "Macron visited Moscow.",
    "Macron met reporters before Putin spoke in Moscow.",
    "Emmanuel Macron met Apple chief executive Tim Cook.",
    "FIFA President Gianni Infantino met Chelsea owner Todd Boehly.",
    "Macron welcomed Putin's decision.",
    "Chelsea met Arsenal at Wembley while Macron and Putin stayed at home.",
    "Mr Macron's meeting with farmers' leaders in Paris ran late.",
    "British Prime Minister Tony Blair met Labour MPs.",
    "Macron watched as a former ambassador spoke to Putin's aide.",
]


@pytest.mark.parametrize("text", NOT_CONTACTS)
def test_others_and_figures_of_speech_are_no_contact(text: str) -> None:
    assert not [row for row in told(text) if row[1] in {"happened", "claimed", "denied"}]


WIDE = [
    ("EU leaders gathered in Brussels on Thursday.", {"EU leaders"}),
    ("Blair met his Israeli counterpart, Ariel Sharon.", {"Tony Blair", "Ariel Sharon"}),
    ("U.S. Secretary of State Condoleezza Rice held talks with Syrian leaders.", {"Condoleezza Rice", "Syrian leaders"}),
    ("Trump has been contacted by leaders around the world, including Joe Biden, Sir Keir Starmer and King Charles.",
     {"Donald Trump", "leaders around the world", "Joe Biden", "Keir Starmer", "King Charles III"}),
    ("Zambian President Peter Kunda met Norwegian Foreign Minister Lars Vik in Lusaka.", {"Peter Kunda", "Lars Vik"}),
    ("President Anna Koroma of Sierra Leone met with Pope Francis.", {"Anna Koroma", "Pope Francis"}),
    ("UN Secretary-General Antonio Guterres met the Taliban leader, Mullah Haroon Sadiq.", {"Antonio Guterres", "Haroon Sadiq"}),
    ("The foreign ministers of India and Pakistan held a second round of talks.", {"India's foreign minister", "Pakistan's foreign minister"}),
    ("Chinese leader Xi Jinping met Kim Jong-un in Beijing.", {"Xi Jinping", "Kim Jong-un"}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "names"), WIDE)
def test_leaders_are_known_by_office_list_and_counterpart(text: str, names: set[str]) -> None:
    assert [{p.name for p in c.participants} for c in contacts(text)] == [names]


def test_later_names_and_pronouns_mean_those_introduced() -> None:
    text = (
        "Ghanaian President Kofi Mensah spoke in Accra. He met the Togolese president, Ama Adjei, on Friday.\n\n"
        "Mensah said the talks had been useful. The two leaders met again on Sunday."
    )
    assert {row[2] for row in told(text)} == {frozenset({"Kofi Mensah", "Ama Adjei"})}


def test_a_former_leader_is_none_unless_a_candidate() -> None:
    assert not told("Former French president Nicolas Sarkozy met Vladimir Putin.")
    assert told("Former US president Donald Trump met Viktor Orban in Florida.")


def test_a_press_conference_where_one_tells_of_a_contact_is_no_meeting():
    text = (
        "Donald Trump has called Vladimir Putin. Mr Trump confirmed that the two had spoken, telling "
        "reporters at a press conference that it was a good call."
    )
    facts = read_facts(Article.from_text(text=text))
    assert [contact.kind for contact in facts.contacts] == ["call"]


@pytest.mark.parametrize(
    "text",
    [
        (
            '"No, that is not the case," Kremlin spokesman Dmitry Peskov said when asked about reports that '
            "Vladimir Putin met Donald Trump."
        ),
        '"No, that is not the case," Peskov said when asked whether Putin had called Trump.',
        "“There was no such call,” the Kremlin said of reports that Putin had phoned Trump.",
    ],
)
def test_what_an_official_was_asked_about_is_what_he_denies(text):
    facts = read_facts(Article.from_text(text=text))
    assert [contact.status for contact in facts.contacts] == ["denied"]
    assert [denial.contact for denial in facts.denials] == list(facts.contacts)


def test_a_denial_of_something_else_in_the_sentence_leaves_the_contact_standing():
    facts = read_facts(
        Article.from_text(text="The Kremlin denied claims of fraud after Putin met Trump in Oslo.")
    )
    assert [denial.contact for denial in facts.denials] == [None]
