"""Bytes of a file → `Article`: chooses the format, decodes, assigns roles; the list of all formats.

A format is a module with `NAME`, `SUFFIXES` and `read(text, *, timezone) -> Draft`; to add one,
write it, name it in `_FORMATS` and take its row out of `sniff`, which recognises by its content what no
format reads. Everything that formats share (decoding, roles, language, the choice of the date) happens
outside of them.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from datetime import UTC, datetime, tzinfo
from hashlib import blake2b
from types import ModuleType

from monitor.article import _mail, _markdown, _text
from monitor.article.decode import Decoded, NotTextError, decode
from monitor.article.draft import Draft
from monitor.article.language import TOLD_APART, spoken_in
from monitor.article.mail_headers import find_headers
from monitor.article.markup import has_markup, hidden_ranges
from monitor.article.outlets import named_outlet
from monitor.article.paragraphs import paragraphs
from monitor.article.parts import ArticleParts, Block, DateReading, Range, Role
from monitor.article.paths import suffix_of
from monitor.article.references import read_references, shown
from monitor.article.roles import assign_roles
from monitor.article.sentences import split_sentences
from monitor.article.sniff import foreign_bytes, foreign_text
from monitor.errors import ArticleError
from monitor.source.opening import Folders, NotAFileError, open_file

_FORMATS: tuple[ModuleType, ...] = (_text, _markdown)
_BY_SUFFIX = {suffix: form for form in _FORMATS for suffix in form.SUFFIXES}
KNOWN_SUFFIXES = frozenset(suffix for suffix in _BY_SUFFIX if suffix)
"""The suffixes (lower case, with the dot) that are taken for articles; a file without one is text."""
MAX_BYTES = 5_000_000
_DIGEST_BYTES = 16
_UNNAMED = "<no path>"
_MAX_DERIVED_TITLE = 200
_LANGUAGE_SAMPLE = 800
_MOST_OF_HEADLINE = 4000
_MOST_OF_LINE = 2000
_PUBLISHER_ORDER = ("front matter", "site", "header", "byline", "sign-off", "dateline", "url")
_DATE_ORDER = ("metadata", "header", "byline", "url", "date line")


def parse_bytes(
    content: bytes,
    *,
    path: str | None = None,
    received_at: datetime | None = None,
    timezone: tzinfo = UTC,
) -> ArticleParts:
    """Return what an article is made of: *content*, in the format that *path* names (plain text without one).

    A format that is not read yet is recognised by the content, whatever the name says. Dates without a
    zone are taken in *timezone*.

    Raises:
        ArticleError: the content is in a format that is not read yet, empty, too long or no text, or the
            suffix is not known.
    """
    name = path or _UNNAMED
    if len(content) > MAX_BYTES:
        raise ArticleError(name, _too_long(len(content)))
    decoded = _decoded(content, name)
    draft, form = _drafted(decoded.text, _format_of(path), timezone)
    return _article(draft, decoded, digest=digest_of(content), form=form, path=path, received_at=received_at)


def _decoded(content: bytes, name: str) -> Decoded:
    """Return the text of *content*, refused where it is in a format that is not read."""
    foreign = foreign_bytes(content)
    if foreign:
        raise ArticleError(name, str(foreign))
    try:
        decoded = decode(content)
    except NotTextError as error:
        _format_of(name)  # an unknown suffix says more than that it is no text
        raise ArticleError(name, str(error)) from None
    if not decoded.text.strip():
        raise ArticleError(name, "empty: it holds no text")
    foreign = foreign_text(decoded.text)
    if foreign:
        raise ArticleError(name, str(foreign))
    return decoded


def _drafted(text: str, form: ModuleType, timezone: tzinfo) -> tuple[Draft, str]:
    """Return the draft of *text* and the name of its format: a mail is one whatever its suffix."""
    mail = find_headers(text)
    if mail:
        return _mail.read(mail, timezone=timezone), _mail.NAME
    return form.read(text, timezone=timezone), form.NAME


def parse_file(
    path: str | os.PathLike[str],
    *,
    received_at: datetime | None = None,
    timezone: tzinfo = UTC,
    root: str | None = None,
) -> ArticleParts:
    """Return what the article at *path* is made of; below *root*, if given, no link is followed.

    Raises:
        ArticleError: as `parse_bytes`, or the file cannot be read.
    """
    name = os.fsdecode(path)
    return parse_bytes(read_file(name, root), path=name, received_at=received_at, timezone=timezone)


def read_file(name: str, root: str | None = None) -> bytes:
    """Return the bytes of the regular file at *name*; below *root*, if given, no link is followed.

    Raises:
        ArticleError: it cannot be read, or is too long.
    """
    try:
        with os.fdopen(_opened(name, root), "rb") as file:
            size = os.fstat(file.fileno()).st_size
            if size > MAX_BYTES:
                raise ArticleError(name, _too_long(size))
            return file.read(MAX_BYTES + 1)
    except NotAFileError as error:
        raise ArticleError(name, error.reason) from error
    except OSError as error:
        raise ArticleError(name, f"cannot be read: {error.strerror or error}") from error


def _opened(name: str, root: str | None) -> int:
    if root is None:
        return open_file(name, follow=True)
    with Folders(root) as folders:
        return folders.open_file(name)


def parse_text(  # noqa: PLR0913 - the keywords are the public `Article.from_text`
    *,
    title: str = "",
    text: str = "",
    publisher: str | None = None,
    published: datetime | None = None,
    language: str | None = None,
    url: str | None = None,
    path: str | None = None,
    received_at: datetime | None = None,
) -> ArticleParts:
    """Return the parts of an article with headline *title* and body *text*, which are already apart.

    What is given wins over what the text says of itself.
    """
    draft = Draft(text, given_title=title, pieces=paragraphs(text), language=language, url=url)
    assign_roles(draft)
    if publisher:
        draft.publishers = {"front matter": publisher}
    if published:
        draft.dates.insert(0, DateReading(value=published, found_in="metadata", has_time=True))
    digest = digest_of(f"{title}\n\n{text}".encode("utf-8", "surrogatepass"))
    decoded = Decoded(text, "utf-8")
    return _article(draft, decoded, digest=digest, form="text", path=path, received_at=received_at)


def _format_of(path: str | None) -> ModuleType:
    suffix = suffix_of(path) if path and path != _UNNAMED else ""
    form = _BY_SUFFIX.get(suffix)
    if form is None:
        raise ArticleError(
            path or _UNNAMED, f"format not known: {suffix}; known: {', '.join(sorted(KNOWN_SUFFIXES))}"
        )
    return form


def _too_long(size: int) -> str:
    return f"too long: {size:,} bytes; the most is {MAX_BYTES:,}"


def digest_of(content: bytes) -> str:
    """Return the digest that an article of these bytes has: hex BLAKE2b-128."""
    return blake2b(content, digest_size=_DIGEST_BYTES).hexdigest()


def _article(  # noqa: PLR0913
    draft: Draft, decoded: Decoded, *, digest: str, form: str, path: str | None, received_at: datetime | None
) -> ArticleParts:
    blocks = tuple(_blocks(draft))
    publisher = _bounded(_first(draft.publishers, _PUBLISHER_ORDER))
    title = shown(_headline(draft) or _derived_title(blocks))
    spoken = _spoken(blocks)
    return ArticleParts(
        title=title,
        text=draft.text,
        blocks=blocks,
        digest=digest,
        publisher=named_outlet(publisher) if publisher else None,
        author=_bounded(draft.author),
        published=_published(draft.dates),
        dates=tuple(draft.dates),
        language=draft.language or (spoken if spoken in TOLD_APART else None),
        detected_language=spoken,
        url=_bounded(draft.url),
        path=path,
        received_at=received_at,
        format=form,
        encoding=decoded.encoding,
        notes=(*decoded.notes, *_left_out(draft)),
    )


def _blocks(draft: Draft) -> Iterable[Block]:
    """Yield the blocks, headline first: it is evidence in field "title", at offsets of its own."""
    marked = has_markup(draft.text)
    if _headline(draft):
        yield _headline_block(_headline(draft))
    for piece in draft.pieces:
        if piece is draft.headline:
            continue
        hidden = hidden_ranges(piece.text, piece.start) if marked else ()
        role = piece.role or Role.BODY
        yield Block(role=role, field="text", start=piece.start, end=piece.end, text=piece.text, hidden=hidden)


def _written_headline(draft: Draft) -> str:
    return draft.given_title or (draft.headline.text if draft.headline else "")


def _headline(draft: Draft) -> str:
    """Return the headline as far as it can be one: it is said in every message, of each alert."""
    return _written_headline(draft)[:_MOST_OF_HEADLINE]


def _left_out(draft: Draft) -> Iterable[str]:
    if len(_written_headline(draft)) > _MOST_OF_HEADLINE:
        yield f"only the first {_MOST_OF_HEADLINE:,} characters of the headline were read"


def _bounded(line: str | None) -> str | None:
    """Return the beginning of what a front matter says in one line, and every message repeats."""
    return line[:_MOST_OF_LINE] if line else line


def _headline_block(written: str) -> Block:
    """Return the headline as people are to see it: what `&amp;` is in the file, is `&` in the title."""
    title, back = read_references(written)
    hidden = hidden_ranges(written)
    if back:
        places = ((back.inside(start), back.inside(end)) for start, end in hidden)
        hidden = tuple(Range(start, end) for start, end in places if start < end)
    return Block(role=Role.HEADLINE, field="title", start=0, end=len(title), text=title, hidden=hidden)


def _derived_title(blocks: tuple[Block, ...]) -> str:
    """Return the first sentence of the body, for people to know the article by; it is no headline block."""
    lead = next((block for block in blocks if block.role in (Role.BODY, Role.QUOTE, Role.DECK)), None)
    if lead is None:
        return ""
    sentence = split_sentences(lead.text[: 4 * _MAX_DERIVED_TITLE])[0]
    text = lead.text[sentence.start : sentence.end]
    if len(text) <= _MAX_DERIVED_TITLE:
        return text
    return (
        text[: text.rfind(" ", 1, _MAX_DERIVED_TITLE)].rstrip() if " " in text else text[:_MAX_DERIVED_TITLE]
    )


def _spoken(blocks: tuple[Block, ...]) -> str | None:
    sample, size = [], 0
    for block in blocks:
        if block.role in (Role.HEADLINE, Role.BODY):
            sample.append(block.text)
            size += len(block.text)
            if size > _LANGUAGE_SAMPLE:
                break
    return spoken_in(" ".join(sample))


def _first(found: dict[str, str], order: tuple[str, ...]) -> str | None:
    return next((found[place] for place in order if place in found), None)


def _published(dates: list[DateReading]) -> datetime | None:
    """Choose by place, then take the reading of that day that knows the time."""
    if not dates:
        return None
    chosen = min(dates, key=lambda reading: _DATE_ORDER.index(reading.found_in))
    same_day = [reading for reading in dates if reading.value.date() == chosen.value.date()]
    return next((reading.value for reading in same_day if reading.has_time), chosen.value)
