"""The five seeds, block by block. `MONITOR_GOLDEN=write` writes the files anew."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from monitor.article import Article, Role

ROOT = Path(__file__).parents[3]
SEEDS = sorted((ROOT / "seeds").glob("00?_*.txt"))
GOLDEN = ROOT / "tests" / "golden" / "articles"


def told(article: Article) -> dict[str, object]:
    return {
        "title": article.title,
        "publisher": article.publisher,
        "author": article.author,
        "published": article.published.isoformat() if article.published else None,
        "dates": [
            {
                "value": date.value.isoformat(),
                "found_in": date.found_in,
                "text": date.span.text if date.span else None,
            }
            for date in article.dates
        ],
        "language": article.language,
        "url": article.url,
        "blocks": [
            {
                "role": block.role,
                "field": block.field,
                "start": block.start,
                "end": block.end,
                "text": block.text,
                "hidden": [list(hidden) for hidden in block.hidden],
            }
            for block in article.blocks
        ],
    }


@pytest.mark.parametrize("seed", SEEDS, ids=lambda path: path.stem[:3])
def test_a_seed_reads_as_its_golden_file_says(seed):
    found = json.dumps(told(Article.from_path(seed)), indent=1, ensure_ascii=False) + "\n"
    golden = GOLDEN / f"{seed.stem}.json"
    if os.environ.get("MONITOR_GOLDEN") == "write":
        golden.write_text(found, encoding="utf-8")
    assert found == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize("seed", SEEDS, ids=lambda path: path.stem[:3])
def test_every_block_is_a_slice_of_the_file_and_nothing_but_space_is_left_over(seed):
    article = Article.from_path(seed)
    raw = seed.read_bytes().decode()
    assert article.text == raw
    covered = set()
    for block in article.blocks:
        source = article.title if block.field == "title" else raw
        assert source[block.start : block.end] == block.text
        if block.field == "text":
            covered |= set(range(block.start, block.end))
    if any(block.role is Role.HEADLINE for block in article.blocks):
        at = raw.index(article.title)
        covered |= set(range(at, at + len(article.title)))
    assert not "".join(char for at, char in enumerate(raw) if at not in covered).strip()


def seed(number: str) -> Article:
    return Article.from_path(next(path for path in SEEDS if path.name.startswith(number)))


def evidence(article: Article) -> str:
    return "\n".join(block.text for block in article.evidence_blocks)


def test_the_feed_header_gives_date_headline_and_agency_from_one_line():
    article = seed("000")
    assert article.title == "Putin has no plans to call Trump, according to the Kremlin"
    assert article.publisher == "AP"
    assert article.dates[0].found_in == "header"


def test_the_donation_appeal_ends_where_the_glued_first_sentence_begins():
    article = seed("001")
    assert article.lead.text.startswith("Donald Trump has called")
    assert "Your support" not in evidence(article)
    assert "donation" not in evidence(article)
    assert "commenting forum" not in evidence(article)
    assert article.blocks[1].role is Role.DECK


def test_both_dates_are_kept_and_the_headers_is_chosen():
    article = seed("002")
    assert article.dates_conflict
    assert [date.found_in for date in article.dates] == ["header", "date line"]
    assert article.published.isoformat() == "2024-11-07T00:00:00+00:00"


def test_the_doubled_headline_is_evidence_once_and_tags_are_none():
    article = seed("002")
    assert evidence(article).count("Congratulates US President-Elect") == 1
    assert "RUSSIAN PRESIDENT PUTIN" not in evidence(article)
    assert [block.text for block in article.blocks if block.role is Role.SUBHEADING] == [
        "Putin Calls Trump ‘Courageous’"
    ]


def test_without_a_headline_the_first_sentence_names_the_article_but_is_quoted_from_the_body():
    article = seed("003")
    assert article.publisher == "a3f.in.ua"
    assert article.title == article.lead.text
    assert all(block.field == "text" for block in article.evidence_blocks)


def test_a_related_link_credit_and_url_are_never_evidence():
    article = seed("004")
    assert article.publisher == "AFP"
    assert article.author is None
    assert article.url.startswith("https://www.themoscowtimes.com/2024/10/09/")
    for debris in ("Covid Tests at Pandemic", "Mikhail Metzler", "Original url", "themoscowtimes"):
        assert debris not in evidence(article)
    assert not article.dates_conflict
