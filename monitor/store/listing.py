"""The JSON objects of `alerts list`, `claims list` and `deliveries list`."""

from __future__ import annotations

from typing import Any

from monitor.alert.model import Alert, LifeStep
from monitor.claims.model import Claim
from monitor.outbox.state import Delivery
from monitor.rule.jsonl import json_of, spans_json


def alert_json(alert: Alert) -> dict[str, Any]:
    """Return one line of `alerts list`."""
    return {
        **json_of(alert, "id", "rule", "severity", "tags", "state", "title", "opened_at", "updated_at"),
        "reports": [json_of(one, "path", "publisher", "published", "at") for one in alert.reports],
        "claim": alert.claim,
    }


def step_json(step: LifeStep) -> dict[str, Any]:
    """Return one step of an alert's life."""
    return json_of(step, "kind", "at", "by", "comment")


def claim_json(claim: Claim) -> dict[str, Any]:
    """Return one line of `claims list`."""
    return {
        **json_of(claim, "id", "participants", "kind", "status", "first_reported"),
        "reports": [
            {
                **json_of(one.source, "path", "publisher", "published"),
                "evidence": spans_json(one.told.contact.evidence),
            }
            for one in claim.sightings
        ],
        "denials": [
            {"path": one.source.path, "by": denial.by, "evidence": spans_json(denial.evidence)}
            for one, denial in claim.denials
        ],
    }


def delivery_json(delivery: Delivery) -> dict[str, Any]:
    """Return one line of `deliveries list`."""
    return {
        **json_of(delivery, "id", "alert", "channel", "kind", "state", "reason", "attempts", "last_error"),
        **json_of(delivery, "due_at", "sent_at"),
    }
