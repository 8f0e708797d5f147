"""The sentence of an alert, from the text of an article to its words: a table of texts and sentences."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.article.model import Article, Span
from monitor.extract.model import Contact, ContactKind, ContactStatus, Denial, Denies, Facts, Participant
from monitor.rule.model import Match
from monitor.rule.ruleset import RuleSet
from monitor.summary.sentence import summary_of

ROOT = Path(__file__).parents[3]


@cache
def rules() -> RuleSet:
    return RuleSet.load(ROOT / "rules")


def sentence(match: Match, publisher: str | None = None) -> str:
    return summary_of(match.facts, match.asked, publisher=publisher).text


def sentences(text: str, title: str = "") -> list[str]:
    return list(dict.fromkeys(map(sentence, rules().match(Article.from_text(title=title, text=text)))))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        # A contact: who, what, when, according to whom.
        (
            "Emmanuel Macron met Olaf Scholz in Paris on Monday, the Elysee said.",
            "Emmanuel Macron and Olaf Scholz: meeting (on Monday), according to Elysee",
        ),
        (
            "Emmanuel Macron and Olaf Scholz spoke by phone.",
            "Emmanuel Macron and Olaf Scholz: call reported",
        ),
        (
            "Indian Prime Minister Narendra Modi will meet Russian President Vladimir Putin next month.",
            "Narendra Modi and Vladimir Putin: meeting (next month) planned",
        ),
        # A day of the sentence that is not the contact's is no day of the contact.
        (
            "Emmanuel Macron met Olaf Scholz, the Elysee told reporters on Friday.",
            "Emmanuel Macron and Olaf Scholz: meeting reported",
        ),
        # What is not to be is told as far as the text goes: no plans are no refusal.
        (
            "Volodymyr Zelensky refused to meet Vladimir Putin in Moscow, his office said.",
            "Volodymyr Zelensky and Vladimir Putin: meeting refused, according to Volodymyr Zelensky's office",
        ),
        (
            "Donald Trump has canceled his planned meeting with Vladimir Putin, the White House said.",
            "Donald Trump and Vladimir Putin: meeting called off, according to White House",
        ),
        # A denied contact: in the article's own words, where these say who did what with whom.
        (
            "The Kremlin denied a report that President Vladimir Putin had spoken to Donald Trump.",
            "Kremlin denies “a report that President Vladimir Putin had spoken to Donald Trump”",
        ),
        (
            "Reports of a call between Putin and Trump are groundless, the Kremlin said.",
            "Kremlin denies “Reports of a call between Putin and Trump”",
        ),
        # Words with a "not" of their own would say the reverse after "denies".
        (
            "The Kremlin said on Friday that Vladimir Putin did not call Donald Trump.",
            "Kremlin denies a call between Vladimir Putin and Donald Trump",
        ),
        (
            "Chadian leader Mahamat Déby said he did not meet Sudan's Abdel Fattah al-Burhan.",
            "Mahamat Idriss Deby (president, Chad) denies a meeting with Abdel Fattah al-Burhan",
        ),
        # A spokesman and his body are one; who claims it is told, unless it is the denier's side.
        (
            "Seoul's Dong-A newspaper reported that Kim Jong Un met Vladimir Putin. Pyongyang denied it.",
            "Pyongyang denies: “Kim Jong Un met Vladimir Putin” · claim reported by newspaper",
        ),
        # What is denied is shown by its own words.
        (
            "The Turkish foreign ministry on Friday denied reports that its envoy had been expelled.",
            "Turkish foreign ministry denies “reports that its envoy had been expelled”",
        ),
        (
            "Police in Nairobi denied that officers had used live rounds against the marchers.",
            "Police in Nairobi (Kenya) deny: “officers had used live rounds against the marchers”",
        ),
        ("Rwanda denied backing the rebels.", "Rwanda denies “backing the rebels”"),
        (
            "The Israeli military denied that it had not informed its allies.",
            "Israeli military denies: “it had not informed its allies”",
        ),
        (
            "Keir Starmer has always denied knowledge of the memo.",
            "Keir Starmer (prime minister, United Kingdom) has denied “knowledge of the memo”",
        ),
        # The day of a refusal is mostly that of saying so.
        (
            "Polish Prime Minister Donald Tusk ruled out a meeting with Alexander Lukashenko on Wednesday.",
            "Donald Tusk and Alexander Lukashenko: meeting refused",
        ),
        # No plan is denied by denying plans.
        (
            "Iran has no intention of building a nuclear weapon, its foreign ministry said.",
            "Iran's foreign ministry denies “intention of building a nuclear weapon”",
        ),
        # Words that only point elsewhere name nothing: the denial itself is quoted.
        (
            "Media claimed that four pilots had defected. The Belarusian defence ministry rejected these reports.",
            "Belarusian defence ministry denies reports – “The Belarusian defence ministry rejected these reports.”",
        ),
        ("Greek media said Turkish drones had crossed the border. Ankara denied this.", "Turkey (Ankara) denies a claim"),
    ],
)  # fmt: skip
def test_a_text_is_told_as(text: str, told: str):
    assert told in sentences(text)


@pytest.mark.parametrize(
    ("seed", "told"),
    [
        ("000", {"Kremlin (Dmitry Peskov) denies plans for a call between Vladimir Putin and Donald Trump"}),
        (
            "001",
            {"Donald Trump and Vladimir Putin: call (on Tuesday), according to Vladimir Putin's office"},
        ),
        ("002", {"“Russian President Putin Congratulates US President-Elect Donald Trump” · reported"}),
        (
            "003",
            {
                "“Putin publicly congratulated Trump” · reported by a3f.in.ua",
                (
                    "Kremlin (Dmitry Peskov) denies: “Vladimir Putin secretly congratulated Donald Trump on his "
                    "victory in the U.S.” · claim reported by Russian media"
                ),
            },
        ),
        (
            "004",
            {
                (
                    "Kremlin (Dmitry Peskov) denies: “Trump, Putin Spoke 7 Times Since 2021” · claim reported "
                    "by Bob Woodward, citing unnamed Trump aide"
                )
            },
        ),
    ],
)
def test_a_seed_is_told_as(seed: str, told: set[str]):
    path = next((ROOT / "seeds").glob(f"{seed}_*.txt"))
    assert told <= {match.title for match in rules().match(Article.from_path(path))}


def test_nothing_is_said_of_no_facts():
    assert summary_of(Facts(), ()).text == ""


CALL = Contact(
    participants=(Participant(name="Rudolf", side="Ruritania"), Participant(name="Michael")),
    kind=ContactKind.CALL,
    status=ContactStatus.DENIED,
)


@pytest.mark.parametrize("source", ["Rudolf", "Rudolf's office", "Sapt", "palace"])
def test_who_denies_is_never_told_as_who_claims(source: str):
    told = Contact(participants=CALL.participants, kind=CALL.kind, status=CALL.status, attribution=(source,))
    denial = Denial(
        by="Sapt", role="palace spokesman, Ruritania", official=True, denies=Denies.CONTACT, contact=told
    )
    said = summary_of(Facts(contacts=(told,), denials=(denial,)), (told,)).text
    assert said == "Ruritania's palace (Sapt) denies a call between Rudolf and Michael"


@given(
    st.text(max_size=60), st.sampled_from(["did not call", "never called", "no call", "has denied calling"])
)
def test_words_with_a_no_of_their_own_are_never_what_is_denied(before: str, no: str):
    words = f"{before} Rudolf {no} Michael"
    denial = Denial(
        by="Sapt",
        role=None,
        official=True,
        denies=Denies.CONTACT,
        contact=CALL,
        denied=Span("text", 0, len(words), words),
    )
    said = summary_of(Facts(contacts=(CALL,), denials=(denial,)), (denial,)).text
    assert said == "Sapt denies a call between Rudolf and Michael"


@pytest.mark.parametrize(
    "words", ["any rules were broken to suggest the", "talks “with the", "the report", "it"]
)
def test_words_that_are_broken_off_or_point_elsewhere_are_not_quoted(words: str):
    denial = Denial(
        by="Sapt", role=None, official=True, denies=Denies.CLAIM, denied=Span("text", 0, len(words), words)
    )
    assert "“" not in summary_of(Facts(denials=(denial,)), (denial,)).text


@given(st.text(max_size=300), st.sampled_from(list(Denies)))
def test_a_quotation_is_always_a_slice_of_what_is_denied(words: str, denies: Denies):
    denial = Denial(
        by="Sapt", role=None, official=True, denies=denies, denied=Span("text", 0, len(words), words)
    )
    said = summary_of(Facts(denials=(denial,)), (denial,)).text
    quoted = re.search(r"“(.*)”", said)
    assert said.startswith("Sapt denies")
    assert quoted is None or quoted[1] in " ".join(words.split())
