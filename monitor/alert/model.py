"""Alerts: what a desk is told about, each a rule that held for one piece of news.

The planner turns matches into alerts and notifications; nothing here touches a store or a clock.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from monitor.rule.model import Severity


def stable_id(*parts: str) -> str:
    """Return 16 hex digits that depend on *parts* alone, the same after every restart."""
    return hashlib.blake2b("\x1f".join(parts).encode("utf-8", "surrogateescape"), digest_size=8).hexdigest()


class AlertState(StrEnum):
    """Where an alert is in its life."""

    OPEN = "open"
    ACKNOWLEDGED = "acknowledged"
    RESOLVED = "resolved"


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
