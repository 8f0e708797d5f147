"""The tables of keys in the documentation follow from the models, and none is left out."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from monitor.schema.reference import shapes, with_tables

DOCS = Path(__file__).parents[3] / "docs"
PAGES = [path for path in sorted(DOCS.glob("*.md")) if "<!-- keys:" in path.read_text("utf-8")]
# Part of another, or told by it: a term is a condition, verbs and nouns have a key for each kind of contact.
PARTS = {"ListFileSpec", "TermSpec", "VerbsSpec", "NounsSpec", "English", "Russian", "Ukrainian", "WordsSpec"}


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_the_tables_are_as_the_models_have_them(path: Path) -> None:
    page = path.read_text("utf-8")
    assert page == with_tables(page), "make schema writes it"


def test_every_table_of_keys_is_told() -> None:
    told = {name for path in PAGES for name in re.findall(r"<!-- keys: (\w+) -->", path.read_text("utf-8"))}
    assert told == shapes().keys() - PARTS


def test_a_table_says_what_a_key_is_what_holds_without_it_and_how_it_looks() -> None:
    page = with_tables("<!-- keys: CountSpec -->\n<!-- end of keys -->\n")
    assert "| `at_least` | How many articles must match | must be there | `3` |" in page
    page = with_tables("<!-- keys: FolderConfig -->\n<!-- end of keys -->\n")
    assert '| `settle` | How long a file must stay unchanged to be complete | 800ms | `"800ms"` |' in page


def test_a_page_without_marks_stays_as_it_is() -> None:
    assert with_tables("# A page\n") == "# A page\n"
