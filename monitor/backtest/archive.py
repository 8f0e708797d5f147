"""Reads an archive: a folder of articles, or JSON lines with `title`, `text` and what else is known.

An object is what a file with its headline, a blank line and its text would be, so that it is told exactly as
such a file; what the object says of publisher, date, language and address wins over what the text says.
"""

from __future__ import annotations

import gzip
import json
import os
import re
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, tzinfo
from pathlib import Path
from typing import IO, Any

from monitor.article.model import Article, DateReading
from monitor.article.outlets import named_outlet
from monitor.article.parse import MAX_BYTES
from monitor.article.published import out_by
from monitor.errors import ArchiveError, ArticleError
from monitor.evaluate.model import Document
from monitor.ingest.read_file import read
from monitor.source.model import Arrival, Signature
from monitor.source.names import NameFilter

_DAY = re.compile(r"\d{4}-?\d\d-?\d\d")
_LINES = (".jsonl", ".jsonl.gz", ".ndjson", ".ndjson.gz")
_TEXTS = ("id", "title", "text", "published", "publisher", "language", "url")
_NO_SIGNATURE = Signature(0, 0, 0, 0)
_FIRST_YEAR, _LAST_YEAR = 1900, 2199
_LONGEST_LINE = 4 * MAX_BYTES


@dataclass(frozen=True, slots=True)
class ArchiveEntry:
    """One article where it stands in its archive: a file's path, or a line with its place."""

    number: int
    place: str
    root: str
    line: bytes | None = None


@dataclass(frozen=True, slots=True)
class ArchiveDocument(Document):
    """The bytes that an entry stands for, the path they would have, and what its object says of them."""

    given: Mapping[str, str] | None = None
    place: str = ""

    def article(self, timezone: tzinfo) -> Article:
        """Return the article in it as it arrives: when it was published, if that is known.

        Raises:
            ArticleError: it holds no article, or what is said of it cannot be read.
        """
        if self.given is None:
            article = Article.from_bytes(self.content, path=self.path, timezone=timezone)
        else:
            article = replace(Article.from_bytes(self.content, timezone=timezone), path=self.path)
            article = _with_what_is_given(article, self.given, self.place, timezone)
        return replace(article, received_at=_usable(article.dated))


@dataclass(frozen=True, slots=True)
class Archive:
    """An archive that is there; `size` is how many entries it has. Can be gone through again and again."""

    path: Path
    size: int
    files: tuple[str, ...] | None = None

    @classmethod
    def open(cls, path: str | os.PathLike[str]) -> Archive:
        """Look at what *path* holds.

        Raises:
            ArchiveError: it is neither a folder nor JSON lines, or cannot be read.
        """
        place = Path(path)
        if place.is_dir():
            files = tuple(_inside(os.path.realpath(place)))
            return cls(place, len(files), files)
        if not place.exists():
            raise ArchiveError(f"no such file or folder: {place}")
        if not place.name.lower().endswith(_LINES):
            raise ArchiveError(f"{place} is no archive: a folder of articles, or a file .jsonl or .jsonl.gz")
        with _reading(place):
            return cls(place, sum(1 for _ in _lines(place)))

    def entries(self) -> Iterator[ArchiveEntry]:
        """Yield every entry, in the order of the archive: of a folder, by path.

        Raises:
            ArchiveError: the file cannot be read.
        """
        root = os.path.realpath(self.path)
        if self.files is not None:
            yield from (ArchiveEntry(number, file, root) for number, file in enumerate(self.files))
            return
        with _reading(self.path):
            for number, (place, line) in enumerate(_lines(self.path)):
                yield ArchiveEntry(number, place, root, line)


def document_of(entry: ArchiveEntry) -> ArchiveDocument:
    """Return the document that *entry* stands for, which may hold no article.

    Raises:
        ArticleError: it cannot be read.
    """
    if entry.line is None:
        found = read(Arrival(entry.place, entry.root, _NO_SIGNATURE))
        if found.reason or found.gone:
            raise ArticleError(entry.place, found.reason or "it is gone")
        return ArchiveDocument(found.content, entry.place, None)
    given = _given(entry, entry.line)
    content = "\n\n".join(part for part in (given["title"], given["text"]) if part)
    path = given["id"] or entry.place
    return ArchiveDocument(content.encode("utf-8", "replace"), path, None, given=given, place=entry.place)


def _given(entry: ArchiveEntry, line: bytes) -> dict[str, str]:
    if len(line) >= _LONGEST_LINE:
        raise ArticleError(entry.place, f"too long: a line of more than {_LONGEST_LINE:,} bytes")
    try:
        found = json.loads(line)
    except ValueError as error:
        raise ArticleError(entry.place, f"not JSON: {error}") from None
    if not isinstance(found, dict):
        raise ArticleError(entry.place, "not an object with title and text")
    return {name: _text(entry, name, found.get(name)) for name in _TEXTS}


def _text(entry: ArchiveEntry, name: str, value: Any) -> str:
    if isinstance(value, int) and not isinstance(value, bool) and name == "id":
        return str(value)
    if value is not None and not isinstance(value, str):
        raise ArticleError(entry.place, f'"{name}" is no text')
    return value or ""


def _with_what_is_given(article: Article, given: Mapping[str, str], place: str, timezone: tzinfo) -> Article:
    dates = article.dates
    published = article.published
    said = _instant(given["published"], place, timezone) if given["published"] else None
    if said is not None and is_of_our_time(said):
        published = said
        has_time = not _DAY.fullmatch(given["published"].strip())
        dates = (DateReading(value=published, found_in="metadata", has_time=has_time), *dates)
    return replace(
        article,
        publisher=named_outlet(given["publisher"]) or article.publisher,
        published=published,
        dates=dates,
        language=given["language"] or article.language,
        url=given["url"] or article.url,
    )


def _instant(text: str, place: str, timezone: tzinfo) -> datetime:
    try:
        found = datetime.fromisoformat(text.strip())
    except ValueError:
        raise ArticleError(place, f'"published" is no ISO 8601 date: {text[:40]!r}') from None
    return found if found.tzinfo else found.replace(tzinfo=timezone)


def _usable(published: datetime | None) -> datetime | None:
    """Return the instant by which an article can be put in order, None where there is none."""
    if published is None or not is_of_our_time(published):
        return None
    return out_by(published if published.tzinfo else published.replace(tzinfo=UTC)).astimezone(UTC)


def is_of_our_time(published: datetime) -> bool:
    """Return whether a date can be that of an article; any other is a misreading, or a place-holder."""
    return _FIRST_YEAR <= published.year <= _LAST_YEAR


def _lines(path: Path) -> Iterator[tuple[str, bytes]]:
    """Yield each line that is not blank with its place; one that is far too long is cut off."""
    with _opened(path) as file:
        number = 0
        while line := file.readline(_LONGEST_LINE):
            number += 1
            rest = line
            while len(rest) == _LONGEST_LINE and not rest.endswith(b"\n"):
                rest = file.readline(_LONGEST_LINE)
            if line.strip():
                yield f"{path.name}:{number}", line


def _opened(path: Path) -> IO[bytes]:
    return gzip.open(path, "rb") if path.name.lower().endswith(".gz") else path.open("rb")  # type: ignore[return-value]


class _reading:  # noqa: N801 used like a function
    """Turns what goes wrong with a file into an `ArchiveError`."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, OSError | EOFError | zlib.error):
            reason = getattr(error, "strerror", None) or str(error)
            raise ArchiveError(f"{self._path} cannot be read: {reason}") from error


def _inside(folder: str) -> Iterator[str]:
    """Yield what the daemon would take for articles below *folder*, in order; links are not followed."""
    names = NameFilter()
    for root, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if names.accepts_folder(name, name))
        for name in sorted(files):
            path = os.path.join(root, name)  # noqa: PTH118 paths that are not text stay as they came
            if names.accepts(name, name) and os.path.isfile(path) and not os.path.islink(path):  # noqa: PTH113, PTH114
                yield path
