"""`Changes`: all that a batch of articles writes, as one value."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from monitor.claims.update import LedgerUpdate
from monitor.cluster.batch import StoryChanges
from monitor.correlation.absence import LastHeard
from monitor.correlation.model import Hit, HitKey, TallyKey
from monitor.store.records import Intake

RuleTerms = tuple[str, str]
"""A rule's id and the digest of how it counts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WindowRows:
    """What is to be kept of a batch. `merged` are groups that proved to be of another, with that one.

    `since` says of rules when they began to be watched, `heard` when something was last heard.
    """

    received: datetime
    hits: Sequence[tuple[TallyKey, Hit]] = ()
    gone: Sequence[tuple[TallyKey, HitKey]] = ()
    merged: Sequence[tuple[TallyKey, str, str]] = ()
    since: Mapping[RuleTerms, datetime] = field(default_factory=dict)
    heard: Sequence[LastHeard] = ()

    def __bool__(self) -> bool:
        return any((self.hits, self.gone, self.merged, self.since, self.heard))


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What follows from a batch, file by file and for what all its articles share.

    `claims` is what becomes of the ledger of claims, `stories` of the clusters, `windows` what rules that
    count over time count. Every id in it follows from content: applied again it changes nothing.
    """

    intakes: tuple[Intake, ...] = ()
    claims: LedgerUpdate | None = None
    stories: StoryChanges | None = None
    windows: WindowRows | None = None
