"""Queries on seen files and articles, by path, digest and folder."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime
from itertools import zip_longest
from operator import attrgetter
from typing import Any

from sqlalchemy import BindParameter, Row, bindparam, delete, func, null, or_, select, union_all

from monitor.store.codec import from_json, from_row
from monitor.store.part import KEYS_PER_QUERY, Part, in_runs, rows_with, runs_of
from monitor.store.records import (
    ArticleRow,
    FileRow,
    FileState,
    Fingerprint,
    KnownArticle,
    KnownFiles,
    KnownVersion,
    MatchRow,
)
from monitor.store.schema import article, article_version, rule_match, source_file

_FILE = source_file.c
_FINGERPRINT = (_FILE.device, _FILE.inode, _FILE.size, _FILE.mtime_ns, _FILE.ctime_ns)


_VERSION = article_version.c
_DIGESTS: BindParameter[Any] = bindparam("digests", expanding=True)
# One question instead of four: files by their path or their content, each with how far its article has
# come; and, with no state, the texts that are known by their digest.
_KNOWN = union_all(
    select(*source_file.c, article.c.version, article.c.sketch, article.c.digest.label("newest"))
    .outerjoin(article, article.c.id == source_file.c.article_id)
    .where(or_(_FILE.path.in_(bindparam("paths", expanding=True)), _FILE.digest.in_(_DIGESTS))),
    select(
        *(
            {"path": _VERSION.path, "digest": _VERSION.digest, "article_id": _VERSION.article_id}.get(
                name, null().label(name)
            )
            for name in source_file.c.keys()  # noqa: SIM118 - columns have no iterator of names
        ),
        _VERSION.version,
        null().label("sketch"),
        article.c.digest.label("newest"),
    )
    .join(article, article.c.id == _VERSION.article_id)
    .where(_VERSION.digest.in_(_DIGESTS)),
)


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

    def files_at(self, paths: Iterable[str]) -> dict[str, FileRow]:
        """Return the files known at *paths* (display paths), by path."""
        with self._database.read() as connection:
            rows = rows_with(connection, select(source_file), source_file.c.path, paths)
            return {row.path: from_row(FileRow, row) for row in rows}

    def known(self, digests: Iterable[str], paths: Iterable[str]) -> KnownFiles:
        """Return what is known of the files at *paths* (display paths) and of contents with *digests*."""
        found = KnownFiles()
        runs = zip_longest(
            in_runs(sorted(set(digests)), KEYS_PER_QUERY), in_runs(sorted(set(paths)), KEYS_PER_QUERY)
        )
        with self._database.one_question() as connection:
            for some, others in runs:
                asked = {"digests": some or [], "paths": others or []}
                found = found.and_also(_known(connection.execute(_KNOWN, asked).all(), others or ()))
        return found

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
            return [from_row(FileRow, row) for row in connection.execute(query.order_by(source_file.c.path))]

    def files_named(self, beginning: str) -> list[FileRow]:
        """Return the files whose name begins with *beginning*, in the order of their paths."""
        query = select(source_file).where(source_file.c.name.startswith(beginning, autoescape=True))
        with self._database.read() as connection:
            return [from_row(FileRow, row) for row in connection.execute(query.order_by(source_file.c.path))]

    def files_with_digests(self, digests: Iterable[str]) -> list[FileRow]:
        """Return every file whose content is one of *digests*, in the order of their paths."""
        with self._database.read() as connection:
            rows = rows_with(connection, select(source_file), source_file.c.digest, digests)
            return sorted((from_row(FileRow, row) for row in rows), key=lambda file: file.path)

    def unreadable_files(self) -> list[FileRow]:
        """Return the files that could not be read, newest first."""
        query = (
            select(source_file)
            .where(source_file.c.state == FileState.UNREADABLE.value)
            .order_by(source_file.c.seen_at.desc(), source_file.c.path)
        )
        with self._database.read() as connection:
            return [from_row(FileRow, row) for row in connection.execute(query)]

    def forget_files(self, paths: Iterable[str]) -> None:
        """Forget that these files were seen; what followed from them stays."""
        with self._database.write() as connection:
            for some in runs_of(paths):
                connection.execute(delete(source_file).where(source_file.c.path.in_(some)))

    def articles(self, ids: Iterable[str]) -> dict[str, ArticleRow]:
        """Return the articles with these ids, by id."""
        with self._database.read() as connection:
            rows = rows_with(connection, select(article), article.c.id, ids)
            return {row.id: from_row(ArticleRow, row) for row in rows}

    def matches(self, article_ids: Iterable[str]) -> dict[str, list[MatchRow]]:
        """Return what matched in these articles, all versions, by article id and oldest first."""
        found: dict[str, list[MatchRow]] = {}
        with self._database.read() as connection:
            for row in rows_with(connection, select(rule_match), rule_match.c.article_id, article_ids):
                found.setdefault(row.article_id, []).append(from_row(MatchRow, row))
        for rows in found.values():
            rows.sort(key=lambda match: (match.matched_at, match.rule_id))
        return found


def _known(rows: Iterable[Row[Any]], paths: Collection[str]) -> KnownFiles:
    versions: dict[str, KnownVersion] = {}
    files: list[tuple[FileRow, KnownArticle | None]] = []
    for row in rows:
        *columns, version, sketch, newest = tuple(row)
        if row.state is None:
            versions[row.digest] = KnownVersion(
                article_id=row.article_id, version=version, path=row.path, is_over=not newest
            )
            continue
        values = dict(zip(source_file.c.keys(), columns, strict=True))
        known = None if version is None else KnownArticle(version=version, sketch=tuple(sketch))
        files.append((from_json(FileRow, values), known))
    asked = set(paths)
    here = [(file, known) for file, known in files if file.path in asked]
    return KnownFiles(
        versions=versions,
        files={file.path: file for file, _ in here},
        copies=tuple(sorted((file for file, _ in files if file.digest in versions), key=attrgetter("path"))),
        articles={file.article_id: known for file, known in here if file.article_id and known},
    )
