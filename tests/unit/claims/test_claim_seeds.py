"""The five seeds: the same ledger in all 120 orders, and its timeline as the analyst reads it."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from itertools import permutations
from pathlib import Path

import pytest

from monitor.article.model import Article
from monitor.claims.from_facts import sightings_of
from monitor.claims.model import Source
from monitor.claims.resolve import ledger
from monitor.cli.claims import timeline
from monitor.extract.read import read_facts

ROOT = Path(__file__).parents[3]
GOLDEN = ROOT / "tests" / "golden" / "claims" / "seeds.txt"
RECEIVED = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.fixture(scope="module")
def told():
    return [_told(path) for path in sorted((ROOT / "seeds").glob("*.txt"))]


def _told(path):
    article = Article.from_path(path)
    source = Source(
        article_id=path.stem,
        path=f"seeds/{path.name}",
        publisher=article.publisher,
        published=article.published,
        received=RECEIVED,
    )
    return sightings_of(read_facts(article), source)


def claims_of(told):
    return ledger([one for sightings in told for one in sightings])


def test_all_orders_give_the_same_ledger(told):
    first = claims_of(told)
    assert len(told) == 5
    assert all(claims_of(order) == first for order in permutations(told))


def test_two_articles_report_one_congratulation_and_another_is_denied(told):
    found = {
        tuple(sorted(one.source.article_id[:3] for one in claim.sightings)): str(claim.status)
        for claim in claims_of(told)
        if claim.kind == "message"
    }
    assert found == {("002", "003"): "reported", ("003",): "denied"}


def test_seven_calls_are_another_claim_denied_by_peskov(told):
    (calls,) = [one for one in claims_of(told) if one.sightings[0].source.article_id.startswith("004")]
    assert str(calls.status) == "denied"
    assert {denial.by for _, denial in calls.denials} == {"Kremlin", "Dmitry Peskov"}


def test_no_plans_to_call_is_a_plan_denied_and_the_list_of_leaders_a_contact(told):
    found = {
        str(one.kind): str(one.status)
        for one in claims_of(told)
        if one.sightings[0].source.article_id.startswith("000")
    }
    assert found == {"call": "plan denied", "unspecified": "reported"}


def test_a_call_is_confirmed_by_a_party(told):
    (call,) = [
        one
        for one in claims_of(told)
        if one.sightings[0].source.article_id.startswith("001") and one.kind == "call"
    ]
    assert str(call.status) == "confirmed"


def test_the_timelines_read_as_the_golden_file_says(told):
    text = "\n\n\n".join("\n".join(timeline(claim)) for claim in claims_of(told)) + "\n"
    if os.environ.get("MONITOR_GOLDEN") == "write":
        GOLDEN.write_text(text, encoding="utf-8")
    assert text == GOLDEN.read_text(encoding="utf-8")
