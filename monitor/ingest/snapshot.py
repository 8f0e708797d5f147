"""Reads from the store all that decisions on a batch need, under the placing lock."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import datetime

from monitor.evaluate.model import Evaluated
from monitor.ingest.context import Context, Terms
from monitor.ingest.read_file import ReadFile
from monitor.ingest.records import file_row
from monitor.ingest.stories import asks_of
from monitor.ingest.watched import watched
from monitor.store.placing import Placing
from monitor.store.records import FileRow, FileState, Fingerprint, KnownFiles

Holds = Callable[[FileRow], bool]


def snapshot(
    placing: Placing, batch: Sequence[ReadFile], terms: Terms, now: datetime, holds: Holds
) -> Context:
    """Return what is kept that decisions on *batch* need; *holds* says whether a file is still there.

    An article that no rule holds for is asked after by its name and its content alone.
    """
    files = placing.known(*digests_and_paths(batch))
    matched = [one for one in batch if one.evaluated and one.evaluated.matches]
    before = {id_ for one in matched for id_ in _articles_at(one, files)}
    asks = dict.fromkeys(ask for one in _evaluated(batch) for ask in asks_of(one))
    return Context(
        kept=placing,
        files=files,
        standing=standing(batch, files, now, holds),
        matched=placing.matches(before) if before else {},
        stories=placing.stories_near(asks, before),
        silences=placing.silences(holding_at=now) if matched else (),
        since=placing.watched_since() if watched(terms.rules) else {},
    )


def digests_and_paths(batch: Sequence[ReadFile]) -> tuple[list[str], list[str]]:
    """Return the digests and the paths by which files are known."""
    return [one.digest for one in batch if not one.reason], [one.shown_path for one in batch]


def standing(
    batch: Sequence[ReadFile], files: KnownFiles, now: datetime, holds: Holds
) -> frozenset[tuple[str, Fingerprint]]:
    """Return which files of the same content, known or of the batch, still stand where they were seen."""
    alike = Counter(one.digest for one in batch if not one.reason)
    fresh = [
        file_row(one, now, state=FileState.TAKEN, article_id=None)
        for one in batch
        if not one.reason and (alike[one.digest] > 1 or one.digest in files.versions)
    ]
    return frozenset((row.path, row.fingerprint) for row in (*files.copies, *fresh) if holds(row))


def _evaluated(batch: Sequence[ReadFile]) -> list[Evaluated]:
    return [one.evaluated for one in batch if one.evaluated is not None]


def _articles_at(reading: ReadFile, files: KnownFiles) -> set[str]:
    """Return the articles that a file may be of: the one known by its content, the one at its path."""
    version, here = files.versions.get(reading.digest), files.files.get(reading.shown_path)
    found = {version.article_id if version else None, here.article_id if here else None}
    return {one for one in found if one}
