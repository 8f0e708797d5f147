"""Front matter and the headers of a plain mail are read whatever the suffix, and are no body."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.article import Role
from monitor.article.mail_headers import find_headers
from monitor.article.model import Article

FRONT = "---\npublisher: AFP\ndate: 2026-11-21\ntitle: 'Talks begin'\ntags:\n  - talks\n# by hand\n---\nThey met on Tuesday.\n"
MAIL = (
    "From: Desk <desk@example.org>\r\nTo: night@example.org\r\nSubject: Fwd: Putin calls\r\n Trump\r\n"
    "Date: Sat, 21 Nov 2026 10:00:00 +0300\r\n\r\nVladimir Putin called Donald Trump on Tuesday.\r\n"
)


@pytest.mark.parametrize("path", ["a.txt", "a", "a.md", "U.S. envoy meets"])
def test_front_matter_is_read_whatever_the_suffix(path):
    article = Article.from_bytes(FRONT.encode(), path=path)
    assert (article.title, article.publisher) == ("Talks begin", "AFP")
    assert article.published.isoformat() == "2026-11-21T00:00:00+00:00"
    assert [block.text for block in article.blocks if block.field == "text"] == ["They met on Tuesday."]


@pytest.mark.parametrize(
    "text",
    [
        "---\nThey met on Tuesday.\n---\n\nThey met again.",
        "---\nTo whom it may concern\nkey: value\n---\nThey met again.",
        "---\nkey: value\nThey met on Tuesday and said so.\n---\nThey met again.",
        "---\n\n---\nThey met again.",
        "---\nkey: value\nThey met again.",
    ],
)
@pytest.mark.parametrize("path", ["a.txt", "a.md"])
def test_lines_between_dashes_that_are_no_entries_are_text(text, path):
    article = Article.from_bytes(text.encode(), path=path)
    assert "They met" in " ".join(block.text for block in article.evidence_blocks)
    assert article.text == text
    told = " ".join(block.text for block in article.blocks)
    assert all(word in told for word in text.replace("---", "").split())


@pytest.mark.parametrize("path", ["a.txt", "a", "a.md"])
def test_a_plain_mail_is_read_by_its_subject_and_date(path):
    article = Article.from_bytes(MAIL.encode(), path=path)
    assert article.title.split() == ["Putin", "calls", "Trump"]
    assert article.published.isoformat() == "2026-11-21T10:00:00+03:00"
    assert (article.publisher, article.author, article.format) == (None, None, "mail")
    assert [block.text for block in article.blocks if block.field == "text"] == [
        "Vladimir Putin called Donald Trump on Tuesday."
    ]


def test_a_forwarded_mail_says_when_it_was_sent():
    text = "From: Desk\nSent: 21 November 2026 10:00\nTo: night\nSubject: Talks\n\nThey met on Tuesday."
    article = Article.from_bytes(text.encode(), timezone=ZoneInfo("Europe/Kyiv"))
    assert article.published.isoformat() == "2026-11-21T10:00:00+02:00"


def test_a_mail_without_a_subject_has_the_headline_of_its_text():
    article = Article.from_bytes(b"From: a@b.example\nTo: c@d.example\n\nTalks begin\n\nThey met on Tuesday.")
    assert article.title == "Talks begin"
    assert all(block.role is not Role.BODY or "example" not in block.text for block in article.blocks)


@given(
    st.dictionaries(
        st.sampled_from(["From", "To", "Subject", "Date", "X-Mailer", "Reply-To"]),
        st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), max_size=30),
        max_size=6,
    ),
    st.sampled_from(["\n", "\r\n", "\r"]),
)
def test_a_header_is_found_where_it_stands(headers, ending):
    text = "".join(f"{name}: {value}{ending}" for name, value in headers.items()) + ending + "They met."
    found = find_headers(text)
    if found is None:
        return
    assert text[found.body :] == "They met."
    for name, value in headers.items():
        assert found.value(name.lower()) == value.strip()
