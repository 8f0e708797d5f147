"""The row types of the store: `Intake`, files, articles, versions, matches, alerts, deliveries.

An `Intake` is written whole or not at all, many in one transaction. Every id in it is derived
from content, so recording the same intake again changes nothing. Paths are display paths
(`monitor.article.paths.display_path`), instants aware UTC.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from monitor.alert.dispatch import ChannelHistory
from monitor.alert.grouping import NotifiedAlert
from monitor.alert.model import Alert, LifeStep, Report
from monitor.notify.model import Notification
from monitor.rule.model import Severity

Fingerprint = tuple[int, int, int, int, int]
"""A file's device, inode, size in bytes, and times of modification and of change in ns (0: not known)."""


class FileState(StrEnum):
    """What became of a file."""

    TAKEN = "taken"
    REPEAT = "repeat"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True, kw_only=True)
class FileRow:
    """One file as last seen. `reason` says why it is unreadable, or what it repeats.

    `root` is the watched folder, `folder` and `name` are the two halves of `path`. A file that
    was an article and can no longer be read keeps its `article_id`.
    """

    path: str
    root: str
    folder: str
    name: str
    device: int
    inode: int
    size: int
    mtime_ns: int
    state: FileState
    seen_at: datetime
    digest: str | None = None
    article_id: str | None = None
    reason: str = ""
    ctime_ns: int = 0

    @property
    def fingerprint(self) -> Fingerprint:
        """Return what a scan compares to see whether the file changed."""
        return (self.device, self.inode, self.size, self.mtime_ns, self.ctime_ns)


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleRow:
    """An article as it stands: its newest version's digest, number, headline and sketch."""

    id: str
    path: str
    digest: str
    version: int
    title: str
    publisher: str | None
    author: str | None
    language: str | None
    url: str | None
    published_at: datetime | None
    received_at: datetime
    updated_at: datetime
    sketch: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionRow:
    """One text of an article: version 1 is the first, each correction one more."""

    digest: str
    article_id: str
    version: int
    path: str
    title: str
    published_at: datetime | None
    received_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class MatchRow:
    """A rule that held for one version of an article, and what came of it (`outcome`, `reason`)."""

    id: str
    article_id: str
    digest: str
    rule_id: str
    rule_digest: str
    title: str
    evidence: list[dict[str, Any]]
    facts: dict[str, Any]
    alert_id: str | None
    outcome: str
    reason: str
    matched_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class NewDelivery:
    """A notification for `channel` from `due_at` on. One that exists already is left as it is.

    `fold` says what it waits for (`monitor/outbox/batching.py`); it is then `deferred`.
    `silenced` names the silence that keeps it from being sent, `joined_to` the delivery that tells of it too.
    """

    id: str
    alert_id: str | None
    channel: str
    notification: Notification
    due_at: datetime
    created_at: datetime
    reason: str = ""
    match_id: str | None = None
    fold: str | None = None
    silenced: str = ""
    joined_to: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Intake:
    """All that follows from one file. `moved_from` names the path whose row this file takes over.

    `alerts` are opened; one that exists already is left as it is. `reports` are each of the alert of that id,
    whose `updated_at` they move; `steps` are those in the lives of alerts, by their ids, `raised` the graver
    severities of alerts. `became` is what the
    file was found to be; it is counted, not kept.
    """

    file: FileRow
    article: ArticleRow | None = None
    version: VersionRow | None = None
    matches: tuple[MatchRow, ...] = ()
    alerts: tuple[Alert, ...] = ()
    reports: tuple[tuple[str, Report], ...] = ()
    deliveries: tuple[NewDelivery, ...] = ()
    told: tuple[NotifiedAlert, ...] = ()
    steps: tuple[tuple[str, LifeStep], ...] = ()
    raised: tuple[tuple[str, Severity], ...] = ()
    moved_from: str | None = None
    became: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownVersion:
    """Where a digest was seen before: the article, which of its versions, and the file's path then.

    `is_over`: the article is so old that no more than this is known of it.
    """

    article_id: str
    version: int
    path: str
    is_over: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownArticle:
    """How far an article has come: the number of its newest version, and that one's fingerprint."""

    version: int
    sketch: Sequence[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownFiles:
    """What is known of some paths and some contents.

    `versions` are by digest, `files` those at the paths; `copies` are all files with one of the digests that
    is known, in the order of their paths; `articles` are those of `files`, by id.
    """

    versions: Mapping[str, KnownVersion] = field(default_factory=dict)
    files: Mapping[str, FileRow] = field(default_factory=dict)
    copies: tuple[FileRow, ...] = ()
    articles: Mapping[str, KnownArticle] = field(default_factory=dict)

    def and_also(self, other: KnownFiles) -> KnownFiles:
        """Return what is known of these and of those."""
        return KnownFiles(
            versions={**self.versions, **other.versions},
            files={**self.files, **other.files},
            copies=tuple(
                sorted({one.path: one for one in (*self.copies, *other.copies)}.values(), key=_by_path)
            ),
            articles={**self.articles, **other.articles},
        )


@dataclass(frozen=True, slots=True)
class ToldBefore:
    """What was sent before, in the order of its alerts' ids, and what each channel heard of each of these."""

    told: tuple[NotifiedAlert, ...] = ()
    heard: Mapping[str, Mapping[str, ChannelHistory]] = field(default_factory=dict)


def _by_path(row: FileRow) -> str:
    return row.path
