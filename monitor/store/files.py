"""What the store knows of files and articles: what a scan compares with, and what a digest is."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Row, delete, func, select

from monitor.store.part import KEYS_PER_QUERY, Part, in_runs, rows_with
from monitor.store.records import (
    ArticleRow,
    FileRow,
    FileState,
    Fingerprint,
    KnownVersion,
    MatchRow,
)
from monitor.store.schema import article, article_version, rule_match, source_file

_FILE = source_file.c
_FINGERPRINT = (_FILE.device, _FILE.inode, _FILE.size, _FILE.mtime_ns, _FILE.ctime_ns)


class Files(Part):
    """Questions about files, articles and what matched in them."""

    def known_files(self, folder: str) -> dict[str, Fingerprint]:
        """Return the files directly in *folder* (a display path) by name, as they were last seen."""
        query = select(source_file.c.name, *_FINGERPRINT).where(source_file.c.folder == folder)
        with self._database.read() as connection:
            return {
                name: (device, inode, size, mtime, ctime)
                for name, device, inode, size, mtime, ctime in connection.execute(query)
            }

    def known_folders(self, root: str) -> set[str]:
        """Return every folder (display path) under *root* that ever held a file of ours."""
        query = select(source_file.c.folder).where(source_file.c.root == root).distinct()
        with self._database.read() as connection:
            return set(connection.scalars(query))

    def find_digests(self, digests: Iterable[str]) -> dict[str, KnownVersion]:
        """Return, for each digest seen before, the article and version that it is."""
        version = article_version.c
        query = select(version.digest, version.article_id, version.version, version.path)
        with self._database.read() as connection:
            return {
                row.digest: KnownVersion(article_id=row.article_id, version=row.version, path=row.path)
                for row in rows_with(connection, query, version.digest, digests)
            }

    def files_at(self, paths: Iterable[str]) -> dict[str, FileRow]:
        """Return the files known at *paths* (display paths), by path."""
        with self._database.read() as connection:
            rows = rows_with(connection, select(source_file), source_file.c.path, paths)
            return {row.path: _file(row) for row in rows}

    def last_seen(self, root: str) -> datetime | None:
        """Return when a file was last taken in from the source at *root* (a display path)."""
        query = select(func.max(source_file.c.seen_at)).where(source_file.c.root == root)
        with self._database.read() as connection:
            found: datetime | None = connection.scalar(query)
        return found

    def files_ending(self, ending: str) -> list[FileRow]:
        """Return the files whose path ends with *ending*, in the order of their paths."""
        query = select(source_file).where(source_file.c.path.endswith(ending, autoescape=True))
        with self._database.read() as connection:
            return [_file(row) for row in connection.execute(query.order_by(source_file.c.path))]

    def files_named(self, beginning: str) -> list[FileRow]:
        """Return the files whose name begins with *beginning*, in the order of their paths."""
        query = select(source_file).where(source_file.c.name.startswith(beginning, autoescape=True))
        with self._database.read() as connection:
            return [_file(row) for row in connection.execute(query.order_by(source_file.c.path))]

    def files_with_digests(self, digests: Iterable[str]) -> list[FileRow]:
        """Return every file whose content is one of *digests*, in the order of their paths."""
        with self._database.read() as connection:
            rows = rows_with(connection, select(source_file), source_file.c.digest, digests)
            return sorted((_file(row) for row in rows), key=lambda file: file.path)

    def unreadable_files(self) -> list[FileRow]:
        """Return the files that could not be read, newest first."""
        query = (
            select(source_file)
            .where(source_file.c.state == FileState.UNREADABLE.value)
            .order_by(source_file.c.seen_at.desc(), source_file.c.path)
        )
        with self._database.read() as connection:
            return [_file(row) for row in connection.execute(query)]

    def forget_files(self, paths: Iterable[str]) -> None:
        """Forget that these files were seen; what followed from them stays."""
        with self._database.write() as connection:
            for some in in_runs(sorted(paths), KEYS_PER_QUERY):
                connection.execute(delete(source_file).where(source_file.c.path.in_(some)))

    def articles(self, ids: Iterable[str]) -> dict[str, ArticleRow]:
        """Return the articles with these ids, by id."""
        with self._database.read() as connection:
            rows = rows_with(connection, select(article), article.c.id, ids)
            return {row.id: _article(row) for row in rows}

    def matches(self, article_ids: Iterable[str]) -> dict[str, list[MatchRow]]:
        """Return what matched in these articles, all versions, by article id and oldest first."""
        found: dict[str, list[MatchRow]] = {}
        with self._database.read() as connection:
            for row in rows_with(connection, select(rule_match), rule_match.c.article_id, article_ids):
                found.setdefault(row.article_id, []).append(MatchRow(**row._mapping))  # noqa: SLF001 - a Row's public mapping
        for rows in found.values():
            rows.sort(key=lambda match: (match.matched_at, match.rule_id))
        return found


def _article(row: Row[tuple[object, ...]]) -> ArticleRow:
    values = dict(row._mapping)  # noqa: SLF001 - a Row's public mapping
    return ArticleRow(**{**values, "sketch": tuple(values["sketch"])})


def _file(row: Row[tuple[object, ...]]) -> FileRow:
    values = dict(row._mapping)  # noqa: SLF001 - a Row's public mapping
    return FileRow(**{**values, "state": FileState(row.state)})
