"""All that a batch of articles changes: the one thing that is written of it."""

from __future__ import annotations

from dataclasses import dataclass

from monitor.claims.update import LedgerUpdate
from monitor.cluster.batch import StoryChanges
from monitor.store.records import Intake
from monitor.store.window_rows import WindowRows


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
