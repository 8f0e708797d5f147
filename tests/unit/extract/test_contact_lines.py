"""Lines of contacts by construction, each by itself: told, or not told.

`+ | text` is a contact that took place, is claimed or denied, `- | text` one that is not to be told so; `||` parts a
headline from its text. Of the first 124, written before the reader was run on them, 77 were right.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from monitor.article import Article
from monitor.extract import read_facts

TEXT = Path(__file__).with_name("contact_lines.txt").read_text("utf-8")
LINES = [line for line in TEXT.splitlines() if line and not line.startswith("#")]
TOLD = {"happened", "claimed", "denied"}


def told(text: str) -> bool:
    title, parted, body = text.partition("||")
    article = Article.from_text(title=title if parted else "", text=body if parted else title)
    return any(contact.status.value in TOLD for contact in read_facts(article).contacts)


@pytest.mark.parametrize("line", LINES)
def test_a_contact_is_told_where_the_text_says_so(line: str) -> None:
    sign, text = line.split(" | ", 1)
    assert told(text) == (sign == "+")
