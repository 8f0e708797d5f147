"""Words that a user teaches: each sort in each language, and the shipped lexicon left as it was."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from monitor.article.model import Article
from monitor.extract.lexicon import Lexicon, Taught
from monitor.extract.lexicon.taught import ENDINGS, Use, forms, stem_pattern, taught_stem
from monitor.extract.model import ContactKind, ContactStatus, Denies, Facts
from monitor.extract.read import read_facts, reader_of
from monitor.extract.taught import known_as

SHIPPED = Lexicon.load_default()
CALL = ContactKind.CALL


def word(text: str, use: Use, kind: ContactKind | None = None, language: str = "en") -> Taught:
    return Taught(language=language, use=use, text=text, kind=kind)


def read(text: str, *taught: Taught) -> Facts:
    return read_facts(Article.from_text(text=text), SHIPPED.extended(taught=taught) if taught else SHIPPED)


@pytest.mark.parametrize(
    ("taught", "text"),
    [
        (word("florp* with", Use.CONTACT_VERB, CALL), "Vladimir Putin florped with Donald Trump."),
        (word("florp* with", Use.CONTACT_VERB, CALL), "Putin and Trump florped on Tuesday."),
        (word("Rang  Through To", Use.CONTACT_VERB, CALL), "PUTIN RANG THROUGH TO MACRON"),
        (word("potée-à-deux", Use.CONTACT_NOUN, CALL), "Putin held a potée-à-deux with Donald Trump."),
        (
            word("back-to-back-er", Use.CONTACT_NOUN, CALL),
            "A back-to-back-er between Putin and Trump ended late.",
        ),
    ],
)
def test_a_taught_word_makes_a_contact_of_its_kind(taught: Taught, text: str) -> None:
    assert not read(text).contacts
    (contact,) = read(text, taught).contacts
    assert (contact.kind, contact.status) == (CALL, ContactStatus.HAPPENED)
    assert len(contact.participants) == 2


@pytest.mark.parametrize(
    ("taught", "text", "denies"),
    [
        (
            word("pour* scorn over", Use.DENIAL_VERB),
            "The Kremlin pours scorn over reports that troops died.",
            Denies.CLAIM,
        ),
        (word("flumdiddle", Use.VERDICT), "The Kremlin said the report was flumdiddle.", Denies.CLAIM),
        (word("flumdiddle", Use.VERDICT), '"That is flumdiddle," the Kremlin said.', Denies.CLAIM),
        (
            word("there isn’t a word of it", Use.STATEMENT),
            "There isn't a word of it, the Kremlin said.",
            Denies.CLAIM,
        ),
        (
            word("not on the cards", Use.PLAN_DENIAL),
            "Reports spoke of a new law. The Kremlin said it was not on the cards.",
            Denies.PLAN,
        ),
        (
            word("isn't in the diary", Use.PLAN_DENIAL),
            "Reports spoke of a new law. The Kremlin said it isn't in the diary.",
            Denies.PLAN,
        ),
        (word("murmlings", Use.CLAIM), "The Kremlin dismissed murmlings about troops.", Denies.CLAIM),
    ],
)
def test_a_taught_word_makes_an_official_denial(taught: Taught, text: str, denies: Denies) -> None:
    assert not read(text).denials
    (denial,) = read(text, taught).denials
    assert (denial.denies, denial.official) == (denies, True)


@pytest.mark.parametrize(
    ("taught", "text"),
    [
        (word("met on paper", Use.NO_CONTACT), "Vladimir Putin and Donald Trump met on paper."),
    ],
)
def test_what_never_is_contact_is_none(taught: Taught, text: str) -> None:
    assert read(text).contacts
    assert not read(text, taught).contacts


@pytest.mark.parametrize(
    ("taught", "text"),
    [
        (word("den* the report", Use.NO_DENIAL), "The Kremlin denied the report."),
        (word("reject* the claim", Use.NO_DENIAL), "The Kremlin rejected the claim."),
    ],
)
def test_what_never_is_a_denial_is_none(taught: Taught, text: str) -> None:
    assert read(text).denials
    assert not read(text, taught).denials


def test_what_never_counts_leaves_the_rest_of_the_sentence() -> None:
    text = "Vladimir Putin, who met with criticism, met Donald Trump."
    (contact,) = read(text, word("met with criticism", Use.NO_CONTACT)).contacts
    assert contact.kind is ContactKind.MEETING


def test_a_denied_plan_is_no_meeting_that_happened() -> None:
    text = "The Kremlin said a meeting between Putin and Trump is not on the cards."
    (contact,) = read(text, word("not on the cards", Use.PLAN_DENIAL)).contacts
    assert contact.status is ContactStatus.REFUSED


def test_a_known_word_becomes_of_the_kind_taught() -> None:
    text = "Vladimir Putin had a video call with Donald Trump."
    assert [one.kind for one in read(text).contacts] == [CALL]
    taught = word("video call", Use.CONTACT_NOUN, ContactKind.MEETING)
    assert [one.kind for one in read(text, taught).contacts] == [ContactKind.MEETING]


def test_extending_changes_neither_the_shared_lexicon_nor_what_is_not_touched() -> None:
    before = repr(SHIPPED.english)
    mine = SHIPPED.extended(taught=[word("florp* with", Use.CONTACT_VERB, CALL)])
    assert before == repr(SHIPPED.english)
    assert mine.names is SHIPPED.names
    assert SHIPPED.extended().english is SHIPPED.english


def test_the_readers_of_a_users_lexicon_are_built_once() -> None:
    mine = SHIPPED.extended(taught=[word("flumdiddle", Use.VERDICT)])
    article = Article.from_text(text="The Kremlin said the report was flumdiddle.")
    read_facts(article, mine)
    built = reader_of.cache_info().misses
    read_facts(article, mine)
    assert reader_of.cache_info().misses == built


@pytest.mark.parametrize(
    ("taught", "known"),
    [
        (word("video call", Use.CONTACT_NOUN, CALL), "call"),
        (word("video call", Use.CONTACT_NOUN, ContactKind.MEETING), "call"),
        (word("telephon*", Use.CONTACT_VERB, CALL), "call"),
        (word("Groundless", Use.VERDICT), "a verdict"),
        (word("flumdiddle", Use.VERDICT), None),
        (word("met* the deadline", Use.NO_CONTACT), None),
    ],
)
def test_the_lexicon_tells_what_it_knows_a_word_as(taught: Taught, known: str | None) -> None:
    assert known_as(taught) == known


def test_an_english_star_is_written_out_as_endings() -> None:
    assert forms("Florp*  with") == tuple(f"florp{ending} with" for ending in ENDINGS)
    assert len(forms("pour* scorn* over")) == len(ENDINGS) ** 2
    assert forms("rang up") == ("rang up",)


def test_a_shipped_stem_takes_any_ending_and_a_taught_one_only_at_a_star() -> None:
    assert stem_pattern("опроверг") == "опроверг"
    assert stem_pattern(taught_stem("Дал* отпор")) == r"дал\w*\s+отпор(?!\w)"


@settings(max_examples=15, deadline=None)
@given(
    st.text(st.sampled_from("ab е(.)[]+?|\\\"'’-*=$^"), min_size=1, max_size=12).filter(
        lambda text: text.count("*") < 3
    ),
    st.sampled_from(Use),
    st.sampled_from(["en", "ru", "uk"]),
)
@example(text="*", use=Use.CONTACT_VERB, language="en")
@example(text="y", use=Use.CONTACT_NOUN, language="en")
def test_any_taught_text_leaves_articles_readable(text: str, use: Use, language: str) -> None:
    kind = CALL if use in {Use.CONTACT_VERB, Use.CONTACT_NOUN} else None
    lexicon = SHIPPED.extended(taught=[word(text, use, kind, language)])
    for article in (
        "Putin met Trump.",
        "Путин встретил Трампа, сказал Песков.",
        "Зеленський: це не так, є запис.",
    ):
        assert read_facts(Article.from_text(text=f"{article} {text}"), lexicon) is not None
