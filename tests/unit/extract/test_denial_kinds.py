"""How denials are told, a mechanism at a time: the text that denies, and the one beside it that does not."""

from __future__ import annotations

import pytest

from monitor.article import Article
from monitor.extract import Denial, Facts, read_facts


def facts(text: str, title: str = "") -> Facts:
    return read_facts(Article.from_text(title=title, text=text))


def official(text: str, title: str = "") -> list[Denial]:
    return [one for one in facts(text, title).denials if one.official and not one.background]


PAIRS = {
    "an aside on a charge": (
        "Sudan accuses Chad of shelling the town, a charge Chad rejects.",
        "Sudan accuses Chad of shelling the town, a plan Chad rejects.",
    ),
    "an aside on what was said": (
        "Hamas said the convoy was blocked, which Israel denied.",
        "Hamas said the convoy was blocked by Israel, which denied it passage.",
    ),
    "a verdict far from its verb": (
        "The Danish government called Moscow's claim that it had sunk the barge off Gotland ludicrous.",
        "The Danish government called Moscow's claim that it had sunk the barge off Gotland surprising.",
    ),
    "a verdict before what it judges": (
        'The Swedish government rejected as "entirely false" the suggestion that it had known of the plot.',
        'The Swedish government welcomed as "entirely right" the suggestion that it had known of the plot.',
    ),
    "who speaks behind it": (
        "Rumours of a coup are pure fiction, the interior ministry told reporters.",
        "Rumours of a coup are pure fiction, a novelist told reporters.",
    ),
    "nothing but": (
        'The foreign ministry said allegations of sabotage were "nothing but fairy tales".',
        'The foreign ministry said readings at the school were "nothing but fairy tales".',
    ),
    "pushed back against": (
        "The defence ministry pushed back against reports of a mutiny.",
        "The defence ministry pushed back against the rebels.",
    ),
    "disputed that": (
        "The Polish government disputed that anyone had been paid.",
        "The Polish government demanded that anyone had to be paid.",
    ),
    "a lone word of scorn": (
        '"Nonsense," Kremlin spokesman Dmitry Peskov said when asked whether a drone had come down.',
        '"Nonsense," film-maker Dmitry Petrov said when asked whether a drone had come down.',
    ),
    "one's own deed": (
        "The army said it had not shelled the school.",
        "The army said the rebels had not shelled the school.",
    ),
    "never said": (
        "The president's office said he never made the remark.",
        "The president's office said he never loses hope.",
    ),
    "details": (
        "Asked about the allegations, the army said it had never sold the rifles.",
        "Asked about the allegations, the army said it had never given a figure.",
    ),
    "insisted": (
        "The army insisted its men had not fired.",
        "The army insisted that peace was not easy.",
    ),
    "issued a statement denying": (
        "The embassy issued a statement denying that visas had been sold.",
        "The brewery issued a statement denying that barrels had been sold.",
    ),
    "denying at the start": (
        "Denying that it had supplied the missiles, Tehran accused Washington of inventing evidence.",
        "Denying that she had supplied the missiles, the dealer accused Washington of inventing evidence.",
    ),
    "the body that points back": (
        "The army spoke on Monday. It denied that shots had been fired.",
        "The brewery spoke on Monday. It denied that shots had been fired.",
    ),
    "a headline's label": (
        "No such deal with rebels - army",
        "No such deal with striker - agent",
    ),
    "advice": (
        "Beijing rebuffed suggestions that it had stalled the talks.",
        "Beijing rebuffed suggestions that it accept the talks.",
    ),
    "an idea": (
        "The minister rejected the idea that he had misled the house.",
        "The minister rejected the idea of independence.",
    ),
    "wanted denials": (
        "The opposition said that the minister denied the report.",
        "The opposition demanded that the minister deny the report.",
    ),
    "withheld from somebody": (
        "The report was flatly denied by the interior ministry.",
        "The reporters were denied a hearing by the interior ministry.",
    ),
    "no such thing": (
        "Officials said there had been no such offer.",
        "Officials said there was no such thing as a free lunch.",
    ),
    "denied in what": (
        "The governor denied in a radio interview that wells had been poisoned.",
        "The governor appeared in a radio interview that wells had been poisoned.",
    ),
    "claims without that": (
        "The minister dismissed claims teachers were leaving the islands.",
        "The minister dismissed teachers leaving the islands.",
    ),
    "a gerund taken for a noun": (
        "Latvian police denied firing live rounds at the students.",
        "Latvian police denied housing for refugees.",
    ),
    "a call of two leaders": (
        "Lusaka denies Hichilema-Ruto phone call",
        "Lusaka denies mediation offer",
    ),
    "talks": (
        "The premier dismissed talk of a split.",
        "The premier dismissed talks with the rebels.",
    ),
    "a called document": (
        "The Ghanaian embassy disowned a letter on the fees.",
        "The Ghanaian embassy disowned a diplomat over the fees.",
    ),
    "many of the allegations": (
        "The Ghanaian government has denounced many of the allegations made by miners.",
        "The Ghanaian government has denounced many of the miners.",
    ),
    "innocence": (
        "Opposition leader Wira Hartono maintained his innocence throughout.",
        "Opposition leader Wira Hartono maintained his silence throughout.",
    ),
    "a press release": (
        "The health ministry issued a press release denying reports of cholera.",
        "The health ministry issued a press release on cholera.",
    ),
    "despite reports to the contrary": (
        "No cholera cases have been found on the coast, despite reports to the contrary, the health ministry said.",
        "No cholera cases have been found on the coast, the health ministry said.",
    ),
    "insists he is not": (
        "The palace insists that he is not its adviser.",
        "The palace insists that he is not tired.",
    ),
    "true of some": (
        "The report was not true, the Peruvian government said.",
        "Some paid late; that was not true of everybody, the Peruvian government said.",
    ),
    "who said that it was a lie": (
        "This angered the Kenyan president, who said that the account was a lie.",
        "This angered the Kenyan president, who said that the account was long.",
    ),
    "a debunked report": (
        "The Kenyan president debunked a report on the wells.",
        "The Kenyan president spoke of a debunked report on the wells.",
    ),
    "does not rule out": (
        "The army insisted it was not arming the gangs.",
        "The army insisted it was not ruling anything out.",
    ),
    "a state's plan": (
        "Contrary to what a daily wrote, Serbia has no intention of closing its crossings, interior ministry spokeswoman Jelena Savić said.",
        "Contrary to what a daily wrote, Acme has no intention of closing its shops, the baker said.",
    ),
    "fighters of a movement": (
        "Hamas commandos denied reports of a raid.",
        "Rotterdam commandos denied reports of a raid.",
    ),
    "a headline on what": (
        "'Not a shred of truth': Latvian army on report of retreat",
        "'Not a shred of truth': novelist on report of divorce",
    ),
    "who is called Mr and nothing else": (
        "Ministers had to be sure. Mr Ravensby dismissed a suggestion the council tax move was meant to please voters.",
        "The jury had to be sure. Mr Ravensby dismissed a suggestion the council tax move was meant to please voters.",
    ),
    "a whole people": (
        "The Chinese denied the report.",
        "The Nigerian denied the report.",
    ),
    "a campaign with a country's name": (
        "Britain denied the report.",
        "Insulate Britain denied the report.",
    ),
    "no plans as the news": (
        "Armenian Prime Minister Nikol Pashinyan said on Monday he had no plans to resign.",
        "The ministry in Yerevan said there were no plans to widen the road.",
    ),
    "who is assured": (
        "The president called the speaker, when the story broke, to assure him that the reports were not true.",
        "The president called the speaker, when the story broke, to assure him that the reports were long.",
    ),
    "an inquiry of a state": (
        "A Pentagon inquiry has rejected allegations that the pilot was drunk.",
        "A parents' inquiry has rejected allegations that the pilot was drunk.",
    ),
    "debunked by others": (
        "The health minister quickly debunked claims about vaccines.",
        "The health minister repeated widely debunked claims about vaccines.",
    ),
    "who wrote that it was fake": (
        "The mayor took the picture down to assure neighbours that the story was fake.",
        "The mayor took the picture down after an onslaught of emails saying the story was fake.",
    ),
    "amid speculation": (
        "The Peruvian government called the report speculation.",
        "The Peruvian government called a meeting amid speculation.",
    ),
    "what one does not have": (
        "Replying to Moscow, a NATO spokesman said the alliance had no base in Chad and no intention of building any.",
        "Visiting Moscow, a NATO spokesman said the alliance had no base in Chad and no intention of building any.",
    ),
    "shots at somebody": (
        "The Armenian defence ministry said its forces had not fired on the post.",
        "The Armenian defence ministry said its forces had not waited at the post.",
    ),
    "a claim far in front": (
        "The premier's claim that the bank had financed the protests was rejected by Hungary.",
        "The premier's wish that the bank had financed the protests was rejected by Hungary.",
    ),
    "a denial that came": (
        "A denial came from the Turkish defence ministry within hours.",
        "A delivery came from the Turkish defence ministry within hours.",
    ),
    "never met": (
        'Asked about the allegation, the minister said: "I have never met him."',
        '"I have never met him, but I look forward to it," the minister said.',
    ),
    "such a recommendation": (
        "The commission said it had made no such recommendation.",
        "The commission said it did not support any such recommendation.",
    ),
    "an age": (
        "Opposition leader Wira Hartono spoke. Hartono, 58, denied the report.",
        "Violinist Wira Hartono spoke. Hartono, 58, denied the report.",
    ),
    "of which nothing is untrue": (
        "Most of the report is false, the foreign ministry said.",
        "None of the report is false, the foreign ministry said.",
    ),
}


@pytest.mark.parametrize("text", [pair[0] for pair in PAIRS.values()], ids=PAIRS)
def test_an_official_denies(text: str) -> None:
    headline = text[-1].isalnum()
    assert official("" if headline else text, text if headline else "")


@pytest.mark.parametrize("text", [pair[1] for pair in PAIRS.values()], ids=PAIRS)
def test_the_text_beside_it_denies_nothing(text: str) -> None:
    headline = text[-1].isalnum()
    assert not official("" if headline else text, text if headline else "")


@pytest.mark.parametrize(
    "text",
    [
        "Senator Jim Halloway dismissed the report as nonsense.",
        "Congresswoman Ana Ruiz denied the report.",
        "Former finance minister Raul Osorio, on trial for fraud, denied from the dock that he had pocketed the money.",
        "The mayor denied the charges against him at his trial.",
        "Acme spokesman Jo Dee denied the report.",
        "Representative Anthony Dowd denied the report.",
        "Ex-Welsh Office Minister Lord Pugh of Conwy denied the report.",
        "An All Scotland Club spokesperson denied the report.",
    ],
)
def test_who_answers_for_himself_is_no_official(text: str) -> None:
    assert not official(text)


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        ("Sudan accuses Chad of shelling the town, a charge Chad rejects.", "shelling the town"),
        ("Hamas said the convoy was blocked, which Israel denied.", "the convoy was blocked"),
        ("The Kremlin denied that Putin was ill.", "Putin was ill"),
        ("The Kremlin denied a report that Putin was ill.", "a report that Putin was ill"),
        (
            "It is not true that soldiers shot at students, the interior ministry said.",
            "soldiers shot at students",
        ),
        ("Rumours of a coup are pure fiction, the interior ministry told reporters.", "Rumours of a coup"),
    ],
)
def test_what_is_denied_is_the_exact_slice(text: str, denied: str) -> None:
    (denial,) = official(text)
    assert denial.denied is not None
    assert denial.denied.text == denied
    assert text[denial.denied.start : denial.denied.end] == denied


def test_a_paper_s_report_is_what_the_next_sentence_denies() -> None:
    found = facts(
        "The daily Luna reported that Kim Jong Un met Vladimir Putin in secret. Pyongyang denied it."
    )
    assert [one.status.value for one in found.contacts] == ["denied"]
    assert [(one.by, one.denies.value) for one in found.denials] == [("Pyongyang", "contact")]


def test_a_contact_that_the_parties_tell_is_not_what_another_denies() -> None:
    found = facts(
        "The Kremlin said Kim Jong Un met Vladimir Putin on Monday. NATO says spies were there. Moscow denies it."
    )
    assert [one.status.value for one in found.contacts] == ["happened"]


def test_no_call_took_place_denies_the_contact() -> None:
    found = facts("No call between Vladimir Putin and Volodymyr Zelensky took place, the Kremlin said.")
    assert [one.status.value for one in found.contacts] == ["denied"]
    assert [(one.by, one.denies.value) for one in found.denials] == [("Kremlin", "contact")]


def test_a_ceremony_that_was_not_denies_nothing() -> None:
    assert not official("Prison officials confirmed that no ceremony has taken place.")


def test_a_denied_plan_of_talks_is_refused() -> None:
    found = facts(
        "The Iranian foreign ministry denied plans for talks between Masoud Pezeshkian and Donald Trump."
    )
    assert [one.denies.value for one in found.denials] == ["plan"]
    assert [one.status.value for one in found.contacts] == ["refused"]


@pytest.mark.parametrize(
    ("text", "standing"),
    [
        ("Chad has always denied involvement in the killings.", True),
        ("Chad denied involvement in the killings on Monday.", False),
    ],
)
def test_a_standing_denial_is_told_as_one(text: str, standing: bool) -> None:
    (denial,) = official(text)
    assert denial.standing is standing


@pytest.mark.parametrize(
    ("text", "by", "role"),
    [
        (
            "An official at the Norwegian embassy denied the report.",
            "official at the Norwegian embassy",
            "official",
        ),
        ("Nevada state officials denied the report.", "Nevada state officials", "officials"),
        ("Rwanda voted on Monday. The government denied the report.", "government", "Rwanda"),
        (
            "The Latvian health ministry replied on Monday. The ministry denied the report.",
            "Latvian health ministry",
            "Latvia",
        ),
        (
            "Downing Street denied the report. A spokeswoman said it was untrue.",
            "spokeswoman",
            "Downing Street, United Kingdom",
        ),
        ("Eritrea is accused of arming rebels. Asmara denies the charge.", "Eritrea", "Asmara"),
        (
            "The Department of Homeland Security was heard on the claim. DHS denied the report.",
            "DHS",
            "Department of Homeland Security",
        ),
    ],
)
def test_a_denier_without_a_name_is_shown_with_whom_he_speaks_for(text: str, by: str, role: str) -> None:
    denial = official(text)[-1]
    assert (denial.by, denial.role) == (by, role)


def test_who_is_accused_is_who_denies() -> None:
    text = "The pope received Austrian President Karl Vogel, who was accused of helping the police, allegations he denied."
    assert [one.by for one in official(text)] == ["Karl Vogel"]


def test_a_quote_with_somebody_beside_it_is_nobody_else_s() -> None:
    assert not official(
        'He has worked in Britain. "I think it has been staged," said one expert in optics of the footage.'
    )


def test_a_word_that_is_two_cues_at_one_place_is_read() -> None:
    assert [one.by for one in official("The Dalai Lama denied the report.")] == ["Dalai Lama"]


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        ("No call took place between Putin and Macron, Kremlin spokesman Dmitry Peskov said.", None),
        ("There is no truth to reports that the army shelled the town, Mali's defence ministry said.", None),
        ("Mali's defence ministry said the report was false.", "the report"),
        ("Mali's defence ministry denied that the army shelled the town.", "the army shelled the town"),
    ],
)
def test_what_is_denied_never_holds_the_words_that_deny_it(text: str, denied: str | None) -> None:
    (denial,) = read_facts(Article.from_text(text=text)).denials
    assert (denial.denied.text if denial.denied else None) == denied
