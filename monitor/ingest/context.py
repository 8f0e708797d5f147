"""The types of the state that decisions on a batch read: `Kept`, `Context`, `Terms`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from monitor.alert.dispatch import Desk
from monitor.alert.grouping import Window
from monitor.alert.silence import Silence
from monitor.claims.update import LedgerUpdate, NewSightings
from monitor.cluster.batch import NearStories
from monitor.cluster.model import Member
from monitor.correlation.model import Hit, TallyKey
from monitor.evaluate.model import Beat
from monitor.rule.model import Rule
from monitor.store.changes import RuleTerms
from monitor.store.records import ArticleRow, Fingerprint, KnownFiles, MatchRow, ToldBefore


class Kept(Protocol):
    """What cannot be read ahead, because what is asked follows from what was decided so far.

    The answers are as good as read before: nothing can change them while the lock is held.
    """

    def turn(self, news: NewSightings) -> LedgerUpdate:
        """Return what becomes of the ledger of claims through *news*."""

    def told(
        self, windows: Mapping[str, Window], claims: Iterable[str], ids: Iterable[str] = ()
    ) -> ToldBefore:
        """Return the alerts sent under these keys, of these claims and with these ids, and who got them."""

    def reporting(self, article_ids: Iterable[str]) -> list[str]:
        """Return the ids of the alerts that one of these articles reports."""

    def story_members(self, story: str) -> list[Member]:
        """Return the members that were placed in a story, first published first."""

    def hits_of(self, article_id: str) -> list[tuple[TallyKey, Hit]]:
        """Return where an article counts."""

    def window_hits(self, key: TallyKey, first: datetime, last: datetime) -> list[Hit]:
        """Return the hits of a tally from *first* to *last*, in order of time."""

    def newest_hit(self, key: TallyKey) -> datetime | None:
        """Return the moment of a tally's newest hit."""

    def articles(self, ids: Iterable[str]) -> dict[str, ArticleRow]:
        """Return the articles with these ids, by id."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What is kept that decisions on one batch need.

    `standing` are the files, by path and signature, that still are where they were seen; `matched` are the
    earlier matches of its articles, by article; `since` says when each rule began to count.
    """

    kept: Kept
    files: KnownFiles = field(default_factory=KnownFiles)
    standing: frozenset[tuple[str, Fingerprint]] = frozenset()
    matched: Mapping[str, Sequence[MatchRow]] = field(default_factory=dict)
    stories: NearStories = field(default_factory=NearStories)
    silences: Sequence[Silence] = ()
    since: Mapping[RuleTerms, datetime] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What decides: rules, and who is notified of what. `beat` is called as each article is done."""

    rules: Sequence[Rule]
    desk: Desk
    beat: Beat
