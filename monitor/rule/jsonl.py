"""The JSON object of a match: a line of `monitor scan --format jsonl`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from enum import Enum
from typing import Any

from monitor.article.model import Span
from monitor.article.paths import display_path
from monitor.extract.model import Contact, Denial, Facts
from monitor.rule.model import Match
from monitor.summary.sentence import summary_of


def json_of(one: object, *names: str) -> dict[str, Any]:
    """Return the parts *names* of *one* as JSON has them: instants in UTC, enumerations by their value."""
    return {name: _plain(getattr(one, name)) for name in names}


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return instant_json(value)
    if isinstance(value, Enum):
        return value.value
    return list(value) if isinstance(value, tuple) else value


def instant_json(instant: datetime | None) -> str | None:
    """Return *instant* in ISO 8601, in UTC with its offset."""
    return None if instant is None else instant.astimezone(UTC).isoformat()


def spans_json(spans: Sequence[Span]) -> list[dict[str, Any]]:
    """Return slices of an article."""
    return [json_of(one, "field", "start", "end", "text") for one in spans]


def match_json(match: Match) -> dict[str, Any]:
    """Return *match* in the form that the public contract fixes; that of a draft says so."""
    rule, article = match.rule, match.article
    published = article.published.isoformat() if article.published else None
    return {
        "path": display_path(article.path or ""),
        "rule": rule.id,
        "severity": match.severity.value,
        **json_of(rule, "tags"),
        "title": match.title,
        "summary": summary_of(match.facts, match.asked, publisher=article.publisher).text,
        "article": {
            "title": article.title,
            "published": published,
            **json_of(article, "publisher", "language", "digest"),
        },
        "evidence": spans_json(match.evidence),
        "facts": facts_json(match.facts),
        **({"draft": True} if rule.draft else {}),
    }


def facts_json(facts: Facts) -> dict[str, Any]:
    """Return *facts* in the form that the public contract fixes."""
    return {"contacts": list(map(_contact, facts.contacts)), "denials": list(map(_denial, facts.denials))}


def _contact(contact: Contact) -> dict[str, Any]:
    return {
        "participants": [participant.name for participant in contact.participants],
        **json_of(contact, "kind", "status", "attribution", "when", "on", "strength", "standing"),
        "evidence": spans_json(contact.evidence),
    }


def _denial(denial: Denial) -> dict[str, Any]:
    return {
        **json_of(denial, "by", "role", "official", "denies"),
        "contact": _contact(denial.contact) if denial.contact else None,
        "denied": spans_json([denial.denied])[0] if denial.denied else None,
        "standing": denial.standing,
        "evidence": spans_json(denial.evidence),
    }
