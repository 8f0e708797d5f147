"""File identity: new, completed, corrected version, repeat, moved or unchanged, by digest and fingerprint.

Decided by content against what the store knows. `Known` is that knowledge for one batch, kept
up to date while the batch is worked through, so that two files of one batch see each other.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from monitor.alert.model import stable_id
from monitor.article.fingerprint import resemblance
from monitor.ingest.read_file import ReadFile
from monitor.store.records import FileRow, FileState, Intake, KnownFiles, KnownVersion

_SAME_STORY = 0.35
"""Words shared by two versions of an article; stories that merely share a subject stay well below."""
_STILL_WRITING = timedelta(seconds=10)
"""How soon after it was taken in a file may grow and still be the same text, only whole."""


class IdentityKind(StrEnum):
    """What became of one file."""

    NEW = "new"
    GROWN = "grown"
    VERSION = "version"
    REVERTED = "reverted"
    REPEAT = "repeat"
    MOVED = "moved"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class FileIdentity:
    """What a file is: the article it belongs to, that article's version, and for a move the old path.

    `state` is what its row says when nothing follows from it; `before` is the sketch of the text that
    stood under this name, for a version that may prove to be another story.
    """

    kind: IdentityKind
    article_id: str
    version: int
    moved_from: str | None = None
    state: FileState = FileState.TAKEN
    before: Sequence[int] = ()

    def unless_another_story(self, digest: str, sketch: Sequence[int]) -> FileIdentity:
        """Return this, or that the file is new: a name used again for another story is no correction."""
        if self.kind is not IdentityKind.VERSION or resemblance(self.before, sketch) >= _SAME_STORY:
            return self
        return FileIdentity(IdentityKind.NEW, stable_id("article", digest), 1)


class Known:
    """The stored files and versions that one batch is compared with."""

    def __init__(self, kept: KnownFiles, holds: Callable[[FileRow], bool]) -> None:
        """Begin with what is *kept*; *holds* says whether a file still stands where it was seen."""
        self._holds = holds
        self._versions: dict[str, KnownVersion] = dict(kept.versions)
        self._files: dict[str, FileRow] = dict(kept.files)
        self._by_digest: dict[str, dict[str, FileRow]] = {}
        for row in kept.copies:
            self._by_digest.setdefault(row.digest or "", {})[row.path] = row
        self._newest = {article_id: one.version for article_id, one in kept.articles.items()}
        self._sketches = {article_id: one.sketch for article_id, one in kept.articles.items()}

    def verdict(self, reading: ReadFile, now: datetime) -> FileIdentity:
        """Decide what a file is."""
        path = reading.shown_path
        here = self._files.get(path)
        version = self._versions.get(reading.digest)
        if version is not None:
            return self._known_content(path, reading.digest, version, here)
        if here is None or not here.article_id:
            return FileIdentity(IdentityKind.NEW, stable_id("article", reading.digest), 1)
        newest = self._newest.get(here.article_id, 1)
        if now - here.seen_at < _STILL_WRITING and reading.goes_on_from(here.size, here.digest):
            return FileIdentity(IdentityKind.GROWN, here.article_id, newest)
        return FileIdentity(
            IdentityKind.VERSION, here.article_id, newest + 1, before=self._sketches.get(here.article_id, ())
        )

    def article_at(self, path: str) -> str | None:
        """Return the article whose file stands at *path*, if it is known."""
        here = self._files.get(path)
        return here.article_id if here else None

    def learn(self, intake: Intake) -> None:
        """Record an intake of this batch."""
        row = intake.file
        before = self._files.get(row.path)
        if before is not None and before.digest != row.digest:
            self._by_digest.get(before.digest or "", {}).pop(row.path, None)
        self._files[row.path] = row
        if intake.moved_from:
            self._by_digest.get(row.digest or "", {}).pop(intake.moved_from, None)
            self._files.pop(intake.moved_from, None)
        if row.digest:
            self._by_digest.setdefault(row.digest, {})[row.path] = row
        if intake.article is not None:
            self._sketches[intake.article.id] = intake.article.sketch
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
    ) -> FileIdentity:
        article_id = version.article_id
        if here is not None and here.digest == digest and here.state is not FileState.UNREADABLE:
            return FileIdentity(IdentityKind.UNCHANGED, article_id, version.version, state=here.state)
        if here is not None and here.article_id == article_id:
            if version.is_over:
                return FileIdentity(IdentityKind.UNCHANGED, article_id, version.version)
            newest = self._newest.get(article_id, version.version)
            return FileIdentity(IdentityKind.REVERTED, article_id, newest + 1)
        others = [row for row in self._by_digest.get(digest, {}).values() if row.path != path]
        left = [row for row in others if not self._holds(row)]
        if left or not others:
            gone = left[0] if left else None
            state = gone.state if gone else FileState.TAKEN
            was_at = gone.path if gone else None
            return FileIdentity(
                IdentityKind.MOVED, article_id, version.version, moved_from=was_at, state=state
            )
        if version.is_over:
            # What its alerts were told of it is not known any more: it would be news once more.
            state = FileState.REPEAT
            return FileIdentity(IdentityKind.UNCHANGED, article_id, version.version, state=state)
        return FileIdentity(IdentityKind.REPEAT, article_id, version.version)
