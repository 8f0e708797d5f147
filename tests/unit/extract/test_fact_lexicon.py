from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.article import Article
from monitor.extract import NO_FACTS, Entity, Lexicon, read_facts
from monitor.extract.temporal import read_time

WORDS = st.sampled_from(
    [
        "Putin",
        "Macron",
        "the",
        "president",
        "of",
        "denied",
        "that",
        '"no',
        "such",
        'plans"',
        ",",
        ".",
        "met",
        "with",
        "talks",
        "between",
        "and",
        "Kremlin",
        "said",
        ",",
        "who",
        "'s",
        "leaders",
        "Mr.",
        "has",
        "not",
        "a",
        "report",
        "foreign",
        "minister",
        "will",
        "to",
        "he",
        "two",
        "after",
        "U.S.",
        "-",
        "British",
    ]
)


def test_the_shipped_lexicon_is_read_once() -> None:
    assert Lexicon.load_default() is Lexicon.load_default()


def test_nobody_shares_a_full_name() -> None:
    names = [entity.name for entity in Lexicon.load_default().entities if entity.leader]
    assert len(names) == len(set(names))


def test_a_users_entity_is_a_leader_by_every_alias() -> None:
    mine = Entity(
        name="Orla Finn", aliases=("O. Finn", "The Harbour Queen"), office="president", side="Lyonesse"
    )
    lexicon = Lexicon.load_default().extended(entities=[mine])
    article = Article.from_text(text="The Harbour Queen met French President Emmanuel Macron on Monday.")
    assert not read_facts(article).contacts
    (contact,) = read_facts(article, lexicon).contacts
    assert {person.name for person in contact.participants} == {"Orla Finn", "Emmanuel Macron"}
    assert {person.side for person in contact.participants} == {"Lyonesse", "France"}


def test_a_users_entity_adds_to_a_known_one() -> None:
    known = Entity(name="Vladimir Putin", aliases=("VVP",))
    lexicon = Lexicon.load_default().extended(entities=[known])
    (contact,) = read_facts(
        Article.from_text(text="VVP met French President Emmanuel Macron."), lexicon
    ).contacts
    assert {person.side for person in contact.participants} == {"Russia", "France"}


def test_an_article_of_other_things_has_no_facts() -> None:
    assert read_facts(Article.from_text(title="Rain", text="It rained in the north all week.")) is NO_FACTS


@settings(max_examples=150, deadline=None)
@given(st.lists(WORDS, max_size=60))
def test_any_words_are_read_without_fault_and_evidence_is_exact(words: list[str]) -> None:
    article = Article.from_text(title="Macron meets Putin", text=" ".join(words) or "-")
    facts = read_facts(article)
    assert facts == read_facts(article)
    for fact in (*facts.contacts, *facts.denials):
        for span in fact.evidence:
            assert getattr(article, span.field)[span.start : span.end] == span.text


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=120))
def test_a_time_is_read_from_any_text(text: str) -> None:
    when, on = read_time(text, 0, None)
    assert when is None or when in text
    assert on is None or len(on) == 10
