"""Russian and Ukrainian sentences of many constructions, leaders and verbs, with all that is told of each."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from monitor.article import Article
from monitor.extract import read_facts

LINES = [
    line.split(" | ")
    for line in Path(__file__).with_name("slavic_lines.txt").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]
PUBLISHED = datetime(2025, 3, 14, 12, tzinfo=UTC)


@pytest.mark.parametrize(("text", "contacts", "denials"), LINES)
def test_all_that_a_sentence_tells_is_read_and_no_more(text: str, contacts: str, denials: str) -> None:
    found = read_facts(Article.from_text(text=text, published=PUBLISHED))
    told = [
        f"{' + '.join(one.name for one in contact.participants)}: {contact.kind} {contact.status}"
        for contact in found.contacts
        if contact.status != "unclear"
    ]
    denied = [f"{denial.by}: {denial.denies}" for denial in found.denials if denial.official]
    assert ("; ".join(told), "; ".join(denied)) == (contacts.strip(), denials.strip())
