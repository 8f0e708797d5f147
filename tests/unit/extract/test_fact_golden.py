from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from monitor.article import Article
from monitor.extract import Contact, Denial, Facts, read_facts

ROOT = Path(__file__).parents[3]
GOLDEN = ROOT / "tests" / "golden" / "facts"
SEEDS = sorted((ROOT / "seeds").glob("00?_*.txt"))


def contact_row(contact: Contact) -> dict[str, Any]:
    return {
        "participants": [{"name": p.name, "office": p.office, "side": p.side} for p in contact.participants],
        "kind": contact.kind.value,
        "status": contact.status.value,
        "attribution": list(contact.attribution),
        "when": contact.when,
        "on": contact.on,
        "evidence": [span.text for span in contact.evidence],
    }


def denial_row(denial: Denial) -> dict[str, Any]:
    about = denial.contact
    return {
        "by": denial.by,
        "role": denial.role,
        "official": denial.official,
        "denies": denial.denies.value,
        "background": denial.background,
        "contact": None
        if about is None
        else [[p.name for p in about.participants], about.kind.value, about.status.value],
        "evidence": [span.text for span in denial.evidence],
    }


def table(facts: Facts) -> dict[str, Any]:
    return {
        "contacts": [contact_row(contact) for contact in facts.contacts],
        "denials": [denial_row(denial) for denial in facts.denials],
    }


@pytest.mark.parametrize("seed", SEEDS, ids=lambda path: path.stem)
def test_the_facts_of_a_seed_are_as_its_golden_file_says(seed: Path) -> None:
    found = table(read_facts(Article.from_path(seed)))
    golden = GOLDEN / f"{seed.stem}.json"
    if os.environ.get("MONITOR_GOLDEN") == "write":
        golden.write_text(json.dumps(found, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    assert found == json.loads(golden.read_text(encoding="utf-8"))


@pytest.mark.parametrize("seed", SEEDS, ids=lambda path: path.stem)
def test_all_evidence_is_a_slice_of_the_article(seed: Path) -> None:
    article = Article.from_path(seed)
    facts = read_facts(article)
    for fact in (*facts.contacts, *facts.denials):
        assert fact.evidence
        for span in fact.evidence:
            assert getattr(article, span.field)[span.start : span.end] == span.text
