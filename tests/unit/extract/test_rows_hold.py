"""Every row of the English tables holds where it says so, and not where it says not."""

from __future__ import annotations

import pytest

from monitor.article import Article
from monitor.extract import read_facts
from monitor.extract.denial.words import load_denial_words
from monitor.extract.explain import explained
from monitor.extract.lang.rows import read_table

TOLD = {"happened", "claimed", "denied"}


def cases(name: str, kind: str, side: str) -> list[object]:
    return [
        pytest.param(row, text, id=f"{row['lemmas'][0]}: {text[:60]}")
        for row in read_table("en", name)[kind]
        for text in row.get(side, [])
    ]


def statuses(text: str) -> set[str]:
    """Return the status of each contact that stands in *text*, "untold" for one that is made up."""
    return {
        event["status"]
        for row in explained(Article.from_text(text=text))
        for event in row["events"]
        if event["parties"]
    }


@pytest.mark.parametrize(
    ("name", "kind"), [("predicates", "predicate"), ("governors", "governor"), ("denials", "verb")]
)
def test_every_row_has_a_sentence_on_either_side(name: str, kind: str) -> None:
    bare = [
        row["lemmas"][:2]
        for row in read_table("en", name)[kind]
        if not (row.get("holds") and row.get("holds_not"))
    ]
    assert not bare


@pytest.mark.parametrize(("row", "text"), cases("predicates", "predicate", "holds"))
def test_a_predicate_tells_a_contact(row: dict[str, object], text: str) -> None:
    assert any(contact.status.value in TOLD for contact in read_facts(Article.from_text(text=text)).contacts)


@pytest.mark.parametrize(("row", "text"), cases("predicates", "predicate", "holds_not"))
def test_what_only_looks_like_a_predicate_tells_none(row: dict[str, object], text: str) -> None:
    assert not [c for c in read_facts(Article.from_text(text=text)).contacts if c.status.value in TOLD]


@pytest.mark.parametrize(("row", "text"), cases("governors", "governor", "holds"))
def test_a_governor_has_its_effect(row: dict[str, object], text: str) -> None:
    assert row["gives"] in statuses(text)


@pytest.mark.parametrize(("row", "text"), cases("governors", "governor", "holds_not"))
def test_elsewhere_it_has_none(row: dict[str, object], text: str) -> None:
    assert row["gives"] not in statuses(text)


@pytest.mark.parametrize(("row", "text"), cases("denials", "verb", "holds"))
def test_a_verb_of_denial_denies(row: dict[str, object], text: str) -> None:
    assert read_facts(Article.from_text(text=text)).denials


@pytest.mark.parametrize(("row", "text"), cases("denials", "verb", "holds_not"))
def test_what_is_refused_is_no_denial(row: dict[str, object], text: str) -> None:
    assert not read_facts(Article.from_text(text=text)).denials


def test_the_denial_table_loads() -> None:
    assert load_denial_words("en").verbs["deny"]
