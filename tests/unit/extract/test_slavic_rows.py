"""Every row of the Russian and Ukrainian tables holds where its sentences say so, and not where they say not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from monitor.article import Article
from monitor.extract import Facts, read_facts
from monitor.extract.lang.rows import read_table

LANGUAGES = ("ru", "uk")
TOOK_PLACE = {"happened", "claimed"}


def facts(text: str) -> Facts:
    return read_facts(Article.from_text(text=text))


def rows(table: str, *kinds: str) -> Iterator[tuple[str, dict[str, Any]]]:
    for language in LANGUAGES:
        for kind in kinds:
            for row in read_table(language, table).get(kind, ()):
                yield f"{language} {row['lemmas'][0]}", row


def sentences(table: str, name: str, *kinds: str) -> list[Any]:
    return [
        pytest.param(text, row, id=f"{title} {number}")
        for title, row in rows(table, *kinds)
        for number, text in enumerate(row[name])
    ]


@pytest.mark.parametrize(("text", "row"), sentences("predicates", "holds", "predicate", "light"))
def test_a_predicate_tells_of_a_contact_that_happened(text: str, row: dict[str, Any]) -> None:
    kinds = {row.get("kind"), *row.get("kind_with", {}).values()}
    told = [one for one in facts(text).contacts if one.status == "happened"]
    assert [one for one in told if row.get("kind") is None or one.kind in kinds]


@pytest.mark.parametrize(("text", "row"), sentences("predicates", "holds_not", "predicate", "light"))
def test_a_predicate_tells_of_none_where_it_does_not_hold(text: str, row: dict[str, Any]) -> None:
    assert not [one for one in facts(text).contacts if one.status in TOOK_PLACE], row["lemmas"]


@pytest.mark.parametrize(("text", "row"), sentences("governors", "holds", "governor"))
def test_a_governor_gives_its_status(text: str, row: dict[str, Any]) -> None:
    told = [one.status for one in facts(text).contacts]
    assert row["gives"] in told or (row["gives"] == "unclear" and not TOOK_PLACE & set(told))


@pytest.mark.parametrize(("text", "row"), sentences("governors", "holds_not", "governor"))
def test_a_governor_gives_another_status_where_it_governs_nothing(text: str, row: dict[str, Any]) -> None:
    assert row["gives"] not in [one.status for one in facts(text).contacts]


@pytest.mark.parametrize(("text", "row"), sentences("denials", "holds", "verb", "noun"))
def test_a_word_of_denial_makes_an_official_denial(text: str, row: dict[str, Any]) -> None:
    assert [one for one in facts(text).denials if one.official], row["lemmas"]


@pytest.mark.parametrize(("text", "row"), sentences("denials", "holds_not", "verb", "noun"))
def test_a_word_of_denial_makes_none_of_what_is_no_claim(text: str, row: dict[str, Any]) -> None:
    assert not [one for one in facts(text).denials if one.official], row["lemmas"]
