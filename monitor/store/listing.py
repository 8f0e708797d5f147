"""The JSON objects of `alerts list`, `claims list` and `deliveries list`."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from monitor.alert.model import Alert, LifeStep, Report
from monitor.article.model import Span
from monitor.claims.model import Claim
from monitor.outbox.state import Delivery


def instant_json(instant: datetime | None) -> str | None:
    """Return *instant* in ISO 8601, in UTC with its offset."""
    return None if instant is None else instant.astimezone(UTC).isoformat()


def alert_json(alert: Alert) -> dict[str, Any]:
    """Return one line of `alerts list`."""
    return {
        "id": alert.id,
        "rule": alert.rule,
        "severity": str(alert.severity),
        "tags": list(alert.tags),
        "state": str(alert.state),
        "title": alert.title,
        "opened_at": instant_json(alert.opened_at),
        "updated_at": instant_json(alert.updated_at),
        "reports": [_report_json(report) for report in alert.reports],
        "claim": alert.claim,
    }


def step_json(step: LifeStep) -> dict[str, Any]:
    """Return one step of an alert's life."""
    return {"kind": str(step.kind), "at": instant_json(step.at), "by": step.by, "comment": step.comment}


def claim_json(claim: Claim) -> dict[str, Any]:
    """Return one line of `claims list`."""
    return {
        "id": claim.id,
        "participants": list(claim.participants),
        "kind": str(claim.kind),
        "status": str(claim.status),
        "first_reported": instant_json(claim.first_reported),
        "reports": [
            {
                "path": one.source.path,
                "publisher": one.source.publisher,
                "published": instant_json(one.source.published),
                "evidence": [_word_json(word) for word in one.told.contact.evidence],
            }
            for one in claim.sightings
        ],
        "denials": [
            {
                "path": one.source.path,
                "by": denial.by,
                "evidence": [_word_json(word) for word in denial.evidence],
            }
            for one, denial in claim.denials
        ],
    }


def delivery_json(delivery: Delivery) -> dict[str, Any]:
    """Return one line of `deliveries list`."""
    return {
        "id": delivery.id,
        "alert": delivery.alert,
        "channel": delivery.channel,
        "kind": str(delivery.kind),
        "state": str(delivery.state),
        "reason": delivery.reason,
        "attempts": delivery.attempts,
        "last_error": delivery.last_error,
        "due_at": instant_json(delivery.due_at),
        "sent_at": instant_json(delivery.sent_at),
    }


def _report_json(report: Report) -> dict[str, Any]:
    return {
        "path": report.path,
        "publisher": report.publisher,
        "published": instant_json(report.published),
        "at": instant_json(report.at),
    }


def _word_json(word: Span) -> dict[str, Any]:
    return {"field": word.field, "start": word.start, "end": word.end, "text": word.text}
