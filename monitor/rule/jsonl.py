"""The JSON object of a match: a line of `monitor scan --format jsonl`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from monitor.article.model import Span
from monitor.article.paths import display_path
from monitor.extract.model import Contact, Denial, Facts
from monitor.rule.model import Match


def match_json(match: Match) -> dict[str, Any]:
    """Return *match* in the form that the public contract fixes; that of a draft says so."""
    rule, article = match.rule, match.article
    draft = {"draft": True} if rule.draft else {}
    return {
        "path": display_path(article.path or ""),
        "rule": rule.id,
        "severity": str(rule.severity),
        "tags": list(rule.tags),
        "title": match.title,
        "article": {
            "title": article.title,
            "published": article.published.isoformat() if article.published else None,
            "publisher": article.publisher,
            "language": article.language,
            "digest": article.digest,
        },
        "evidence": _spans(match.evidence),
        "facts": facts_json(match.facts),
        **draft,
    }


def facts_json(facts: Facts) -> dict[str, Any]:
    """Return *facts* in the form that the public contract fixes."""
    return {
        "contacts": [_contact(contact) for contact in facts.contacts],
        "denials": [_denial(denial) for denial in facts.denials],
    }


def _contact(contact: Contact) -> dict[str, Any]:
    return {
        "participants": [participant.name for participant in contact.participants],
        "kind": str(contact.kind),
        "status": str(contact.status),
        "attribution": list(contact.attribution),
        "when": contact.when,
        "on": contact.on,
        "strength": contact.strength,
        "standing": contact.standing,
        "evidence": _spans(contact.evidence),
    }


def _denial(denial: Denial) -> dict[str, Any]:
    return {
        "by": denial.by,
        "role": denial.role,
        "official": denial.official,
        "denies": str(denial.denies),
        "contact": _contact(denial.contact) if denial.contact else None,
        "denied": _spans([denial.denied])[0] if denial.denied else None,
        "standing": denial.standing,
        "evidence": _spans(denial.evidence),
    }


def _spans(spans: Sequence[Span]) -> list[dict[str, Any]]:
    return [{"field": one.field, "start": one.start, "end": one.end, "text": one.text} for one in spans]
