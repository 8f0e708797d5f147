"""What a file is to those before it: new, the rest of one, a correction, a repeat, a move, or unchanged.

Decided by content against what the store knows. `Known` is that knowledge for one batch, kept
up to date while the batch is worked through, so that two files of one batch see each other.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from monitor.alert.model import stable_id
from monitor.ingest.reading import Reading
from monitor.store.intake import FileRow, FileState, Intake, KnownVersion
from monitor.store.store import Store


class Kind(StrEnum):
    """What became of one file."""

    NEW = "new"
    GROWN = "grown"
    VERSION = "version"
    REPEAT = "repeat"
    MOVED = "moved"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a file is: the article it belongs to, that article's version, and for a move the old path."""

    kind: Kind
    article_id: str
    version: int
    moved_from: str | None = None


class Known:
    """The files and versions that bear on one batch."""

    def __init__(self, store: Store, digests: Sequence[str], paths: Sequence[str]) -> None:
        self._versions: dict[str, KnownVersion] = dict(store.find_digests(digests))
        self._files: dict[str, FileRow] = dict(store.files_at(paths))
        self._by_digest: dict[str, dict[str, FileRow]] = {}
        for row in store.files_with_digests(digests):
            self._by_digest.setdefault(row.digest or "", {})[row.path] = row
        known_articles = {row.article_id for row in self._files.values() if row.article_id}
        articles = store.articles(sorted(known_articles))
        self._newest = {article_id: row.version for article_id, row in articles.items()}

    def verdict(self, path: str, reading: Reading, exists: Callable[[str], bool]) -> Verdict:
        """Decide what the file at display path *path* is; *exists* tells whether another path still does."""
        here, digest = self._files.get(path), reading.digest
        version = self._versions.get(digest)
        if version is not None:
            return self._known_content(path, digest, version, here, exists)
        if here is not None and here.article_id:
            newest = self._newest.get(here.article_id, 1)
            if reading.goes_on_from(here.size, here.digest):
                return Verdict(Kind.GROWN, here.article_id, newest)
            return Verdict(Kind.VERSION, here.article_id, newest + 1)
        return Verdict(Kind.NEW, stable_id("article", digest), 1)

    def learn(self, intake: Intake) -> None:
        """Take note of an intake of this batch."""
        row = intake.file
        self._files[row.path] = row
        if intake.moved_from:
            self._by_digest.get(row.digest or "", {}).pop(intake.moved_from, None)
            self._files.pop(intake.moved_from, None)
        if row.digest:
            self._by_digest.setdefault(row.digest, {})[row.path] = row
        if intake.version is not None:
            new = intake.version
            self._versions[new.digest] = KnownVersion(
                article_id=new.article_id, version=new.version, path=new.path
            )
            self._newest[new.article_id] = max(new.version, self._newest.get(new.article_id, 0))

    def _known_content(
        self,
        path: str,
        digest: str,
        version: KnownVersion,
        here: FileRow | None,
        exists: Callable[[str], bool],
    ) -> Verdict:
        if here is not None and here.digest == digest and here.state is not FileState.UNREADABLE:
            return Verdict(Kind.UNCHANGED, version.article_id, version.version)
        for other in self._by_digest.get(digest, {}):
            if other != path and not exists(other):
                return Verdict(Kind.MOVED, version.article_id, version.version, moved_from=other)
        return Verdict(Kind.REPEAT, version.article_id, version.version)
