"""The types of an alert: `Alert`, its `Report`s, states (open, acknowledged, resolved) and life steps.

The planner turns matches into alerts and notifications; nothing here touches a store or a clock.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from monitor.article.identity import stable_id
from monitor.rule.model import Severity

__all__ = ["Alert", "AlertState", "Report", "stable_id"]


class AlertState(StrEnum):
    """Where an alert is in its life."""

    OPEN = "open"
    ACKNOWLEDGED = "acknowledged"
    RESOLVED = "resolved"


class StepKind(StrEnum):
    """What was done with an alert."""

    OPENED = "opened"
    ACKNOWLEDGED = "acknowledged"
    RESOLVED = "resolved"
    REOPENED = "reopened"
    ESCALATED = "escalated"


@dataclass(frozen=True, slots=True, kw_only=True)
class LifeStep:
    """One step in the life of an alert: what was done, when, by whom (a person, or "monitor"), and why."""

    kind: StepKind
    at: datetime
    by: str
    comment: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One article that reports what an alert is about."""

    article_id: str
    digest: str
    path: str
    publisher: str | None
    published: datetime | None
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """One piece of news that a rule found: opened by its first report, joined by later ones."""

    id: str
    rule: str
    severity: Severity
    tags: tuple[str, ...]
    state: AlertState
    title: str
    opened_at: datetime
    updated_at: datetime
    reports: tuple[Report, ...]
    claim: str | None = None
    steps: tuple[LifeStep, ...] = ()


def first_id(alert_id: str, channel: str) -> str:
    """Return the id of the delivery by which *channel* is first notified of an alert."""
    return stable_id("delivery", alert_id, channel, "first")
