"""Content sniffing: what a file is whatever its name says (PDF, HTML, ZIP …), and why it is not read.

Only the head is looked at, after decoding. Prose that speaks of markup is prose: a format is recognised by
how the content begins, never by a sign in its midst. To add a format, add its row; to read one, take it out.
"""

from __future__ import annotations

import json
import re
from typing import NamedTuple

from monitor.article.mail_headers import MailHeaders, find_headers
from monitor.article.openings import opening_of

_HEAD = 16_000
_SAVE = "save it as text"
_SAVE_EACH = "save each article as text"


class Foreign(NamedTuple):
    """A format that is not read, with its article, and what to do instead."""

    name: str
    way_out: str = _SAVE

    def __str__(self) -> str:
        """Say it as the reason why a file is refused."""
        return f"{self.name}: not read yet; {self.way_out}"


# --- bytes: Gary Kessler's table of file signatures, https://www.garykessler.net/library/file_sigs.html ---

_IMAGES = (
    (b"\x89PNG", "a PNG image"),
    (b"GIF8", "a GIF image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"\x7fELF", "a program"),
    (b"bplist00", "a property list"),
)
_ARCHIVES = (
    (b"\x1f\x8b", "a gzip file"),
    (b"BZh", "a bzip2 file"),
    (b"\xfd7zXZ", "an xz file"),
    (b"\x28\xb5\x2f\xfd", "a zstd file"),
    (b"\x04\x22\x4d\x18", "an lz4 file"),
    (b"!<arch>\n", "an ar archive"),
    (b"070701", "a cpio archive"),
    (b"070702", "a cpio archive"),
    (b"070707", "a cpio archive"),
)
_OFFICE = b"\xd0\xcf\x11\xe0"
_ZIPPED = (
    (b"word/", "a Word document (docx)"),
    (b"xl/", "an Excel sheet (xlsx)"),
    (b"ppt/", "a PowerPoint file (pptx)"),
    (b"opendocument", "an OpenDocument file"),
    (b"epub+zip", "an EPUB book"),
)
_WIRES = (
    # ANPA 84-2 (1312): SYN SYN SOH, service letter, number; US and DC codes in the header line
    (re.compile(rb"[\x00\x7f\r\n ]*\x16\x16+\x01"), "an ANPA 1312 wire message"),
    # IPTC 7901: SOH, source and number, priority, category, word count; STX before the text
    (re.compile(rb"[\x00\x7f\x16\r\n ]*\x01[^\x01\x02]{4,400}\x02"), "an IPTC 7901 wire message"),
)


def foreign_bytes(content: bytes) -> Foreign | None:
    """Return the format of *content* that bytes alone show, None when it may be text."""
    bare = content[:_HEAD].removeprefix(b"\xef\xbb\xbf").lstrip(b" \t\r\n")
    if bare.startswith(b"%PDF-"):
        return Foreign("a PDF document")
    if bare.startswith(b"{\\rtf"):
        return Foreign("an RTF document")
    if content.startswith(b"PK\x03\x04"):
        packed = (name for sign, name in _ZIPPED if sign in content)
        name = next(packed, "")
        return Foreign(name) if name else Foreign("a ZIP archive", "unpack it")
    if content.startswith(_OFFICE):
        return Foreign("an old Office file")
    wires = (name for pattern, name in _WIRES if pattern.match(content, 0, _HEAD))
    wire = next(wires, None)
    return Foreign(wire) if wire else _foreign_sign(content)


def _foreign_sign(content: bytes) -> Foreign | None:
    for sign, name in _IMAGES:
        if content.startswith(sign):
            return Foreign(name, "leave it out, or write what it shows as text")
    archive = next((name for sign, name in _ARCHIVES if content.startswith(sign)), None)
    return Foreign(archive, "unpack it") if archive else None


# --- text ---------------------------------------------------------------------------------------------

_HTML = "an HTML page"
_ROOTS = {
    **dict.fromkeys(("html", "head", "body", "title", "meta", "script", "style", "frameset"), _HTML),
    "nitf": "a NITF document",
    "newsml": "a NewsML 1.2 document",
    **dict.fromkeys(
        ("newsmessage", "newsitem", "packageitem", "conceptitem", "knowledgeitem"), "a NewsML-G2 document"
    ),
    "rss": "an RSS feed",
    "rdf": "an RSS feed",
    "feed": "an Atom feed",
    "opml": "an OPML list",
    "svg": "an SVG image",
}
"""Root elements (lower case, without prefix) by what they begin: IPTC NITF 3.x, NewsML 1.2 and NewsML-G2 2.x,
RSS 0.9 to 2.0, RFC 4287, the WHATWG HTML Standard."""
_BLOCKS_WORDS = """
address article aside center div dl footer form header iframe main nav noscript ol section table ul
"""
_BLOCKS = frozenset(_BLOCKS_WORDS.split())
"""Elements that also begin a page cut out of its frame; in Markdown one may stand at the top."""
_INLINE_WORDS = """
a abbr b big blockquote br cite code del em font h1 h2 h3 h4 h5 h6 hr i img ins p pre q s small span strong
sub sup u
"""
_INLINE = frozenset(_INLINE_WORDS.split())
_PARAGRAPHS = frozenset(("p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre"))
"""What begins with one of these and ends with one is a page cut out of its frame, whole."""
_PROLOG = re.compile(r"\s++|(?P<xml><\?xml\b[^>]*+>)|<\?[^>]*+>|<!--.*?-->", re.DOTALL | re.IGNORECASE)
_DOCTYPE = re.compile(r"<!doctype\s++(?:\w++:)?(?P<name>[\w.-]++)", re.IGNORECASE)
_CLOSED = re.compile(r"</(?:[\w.-]+:)?(?P<name>[\w.-]+)\s*>(?:\s|<!--(?:(?!-->).)*-->)*$", re.DOTALL)
_TAIL = 2000
_ROOT = re.compile(r"<(?:[A-Za-z][\w.-]*:)?(?P<name>[A-Za-z][\w.-]*)(?=[\s/>])")
_SOME_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_PAGE_BELOW = re.compile(r"^[ \t]*(?:<!doctype html|<html[\s>])", re.IGNORECASE | re.MULTILINE)
_PAGE_PART = re.compile(r"<(?:head|body|title|meta)\b", re.IGNORECASE)
_NO_PROSE = re.compile(r"<(?:script|style)\b", re.IGNORECASE)
_LEAST_PROSE, _MUCH_PROSE = 5, 40
_LEAST_TAGS = 4
_BLOCK_WORDS = (
    "p|div|h[1-6]|li|ul|ol|tr|td|th|table|section|article|blockquote|figure|figcaption|header|footer"
)
_BLOCK_TAG = re.compile(rf"</?(?P<name>{_BLOCK_WORDS})(?:\s[^<>]*)?>", re.IGNORECASE)
_LINE_IN_TAGS = re.compile(
    rf"^\s*</?(?:{_BLOCK_WORDS}|br)(?:\s[^<>]*)?/?>|(?:</(?:{_BLOCK_WORDS})>|<br\s*/?>)\s*$", re.IGNORECASE
)
_LEAST_LINES, _MOST_LINES = 3, 40
_NO_SIGNS = "\ufeff\u200b\xa0 \t\r\n\f\v"

_JSON = re.compile(r'(?:\[\s*+)?\{\s*+"(?:[^"\\\n]|\\.)*+"\s*+:|(?:\[\s*+\]|\{\s*+\})\s*+$')
_NINJS = re.compile(
    r'"(?:version_?created|versionCreated|pubstatus|pubStatus|body_(?:html|xhtml|text)|bodies|ninjs)"'
)
_JSON5 = re.compile(
    r"(?:\[\s*+)?\{\s*+(?:[A-Za-z_$][\w$]*+|'[^'\n]*+')\s*+:\s*+"
    r"(?:[\"'\[{]|[+-]?(?:[\d.]|Infinity\b)|true\b|false\b|null\b|NaN\b)"
)
"""With keys as JavaScript has them, https://spec.json5.org; the text must end as it begins."""
_BEFORE_JSON = re.compile(r"(?:\)\]\}',?\s*+|//[^\n]*+\n\s*+|/\*[^*]*+(?:\*(?!/)[^*]*+)*+\*/\s*+)*+")
"""What is put before JSON against its being run as a script, and comments."""
_NEXT_LINE = re.compile(r'\}[^\S\n]*+\n\s*+\{\s*+"')

_MANY = frozenset(("a CSV table", "a JSON document", "a WARC archive"))

_CELLS_WORDS = """
id guid title headline text body content description summary lead source publisher outlet author byline date
published published_at created updated url link language lang tags category section
"""
_CELLS = frozenset(_CELLS_WORDS.split())
_CELL_OF_TEXT = frozenset(("text", "body", "content", "description", "summary"))


def foreign_text(text: str) -> Foreign | None:
    """Return the format that decoded *text* is in, None when it is read: text, Markdown, a plain mail."""
    bare = text.lstrip(_NO_SIGNS)
    head = bare[:_HEAD]
    opening = opening_of(head)
    if opening:
        return Foreign(opening, _SAVE_EACH if opening in _MANY else _SAVE)
    if head[:1] == "<":
        return _markup(bare)
    led = _BEFORE_JSON.match(head)
    if led and head[led.end() : led.end() + 1] in ("{", "["):
        return _json(head[led.end() :], bare[led.end() :])
    mail = find_headers(text)
    if mail:
        return _mail(mail)
    if "<" in head and (page := _PAGE_BELOW.search(head)) and _PAGE_PART.search(head, page.end()):
        return None if _is_example(head[: page.start()], head[page.start() :]) else Foreign(_HTML)
    return _table(head) or (Foreign(_HTML) if _is_in_tags(head) else None)


def _is_example(before: str, page: str) -> bool:
    """Return whether prose shows how a page begins: it goes on after it, or is far more than it.

    A page that is cut off goes on after its last tag too, but there in a paragraph, a script or a style.
    """
    tags = list(_SOME_TAG.finditer(page))
    closed = next((one.end() for one in reversed(tags) if one.group().lower().startswith("</html")), 0)
    end = closed or tags[-1].end()
    goes_on = len(page[end:].split()) >= _LEAST_PROSE
    if goes_on and (closed or not (_BLOCK_TAG.search(page) or _NO_PROSE.match(tags[-1].group()))):
        return True
    return len(before.split()) >= _MUCH_PROSE and len(before) > end


def _markup(text: str) -> Foreign | None:
    """Return what a text is that begins with "<"; its prolog may be long, the root stands behind it."""
    at, is_xml = 0, False
    while found := _PROLOG.match(text, at):
        at, is_xml = found.end(), is_xml or bool(found["xml"])
    declared = _DOCTYPE.match(text, at)
    if declared:
        return Foreign(_HTML if declared["name"].lower() == "html" else _declared(text, at))
    root = _ROOT.match(text, at)
    if root is None:
        return Foreign("an XML document") if is_xml else None
    head = text[at : at + _HEAD]
    name = root["name"].lower()
    known = _ROOTS.get(name)
    if known or is_xml:
        return Foreign(known or "an XML document", _SAVE_EACH if known and "feed" in known else _SAVE)
    closing = _CLOSED.search(text[-_TAIL:])
    is_closed = closing is not None and closing["name"].lower() == name
    if name in _INLINE:
        in_paragraphs = closing is not None and {name, closing["name"].lower()} <= _PARAGRAPHS
        return Foreign(_HTML) if in_paragraphs or _is_in_tags(head) else None
    if name in _BLOCKS:
        return Foreign(_HTML) if is_closed or _has_tags(head) or _is_in_tags(head) else None
    return Foreign("an XML document") if is_closed else None


def _declared(text: str, at: int) -> str:
    """Return what a document is that declares its type at *at*: by the root element's name, or else XML."""
    declared = _DOCTYPE.match(text, at)
    return _ROOTS.get(declared["name"].lower(), "an XML document") if declared else "an XML document"


def _is_in_tags(head: str) -> bool:
    """Return whether the lines stand in block elements, as those of a page cut out of its frame do."""
    if "<" not in head:
        return False
    lines = [line for line in head.splitlines()[:_MOST_LINES] if line.strip()]
    tagged = sum(1 for line in lines if _LINE_IN_TAGS.search(line))
    kinds = {one["name"].lower() for one in _BLOCK_TAG.finditer(head)}
    return (tagged >= _LEAST_LINES and 2 * tagged >= len(lines)) or (len(kinds) > 1 and tagged == len(lines))


def _has_tags(head: str) -> bool:
    return sum(1 for _ in _SOME_TAG.finditer(head)) >= _LEAST_TAGS


def _json(head: str, text: str) -> Foreign | None:
    """Return what a text is that begins as JSON does: as far as its head shows, or because it is JSON."""
    is_loose = bool(_JSON5.match(head)) and text.rstrip(f"{_NO_SIGNS};")[-1:] in ("}", "]")
    if not (is_loose or _JSON.match(head) or _is_json(text)):
        return None
    if _NINJS.search(head):
        return Foreign("a ninjs document")
    return Foreign("JSON lines" if _NEXT_LINE.search(head) else "a JSON document", _SAVE_EACH)


def _mail(mail: MailHeaders) -> Foreign | None:
    if mail.in_mailbox:
        return Foreign("a mailbox (mbox)", _SAVE_EACH)
    if mail.is_plain:
        return None
    saved_page = "multipart/related" in mail.value("content-type").lower() or mail.value(
        "snapshot-content-location"
    )
    return Foreign("a web page saved as MHTML" if saved_page else "an e-mail with parts or encodings")


def _table(head: str) -> Foreign | None:
    first, _, rest = head.partition("\n")
    second = rest.partition("\n")[0]
    for separator in ",;\t|^":
        cells = [cell.strip(' "\r\ufeff').lower() for cell in first.split(separator)]
        known = _CELLS.issuperset(cells) and not _CELL_OF_TEXT.isdisjoint(cells)
        if known and len(cells) > 1 and separator in second:
            return Foreign("a CSV table", _SAVE_EACH)
    return None


def _is_json(text: str) -> bool:
    """Return whether the whole text is JSON, or its first line an array of JSON lines."""
    line = text.partition("\n")[0]
    return any(map(_is_value, (text, line) if line[:1] in "[{" else (text,)))


def _is_value(text: str) -> bool:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return False
    return isinstance(found, dict) or (
        isinstance(found, list) and any(isinstance(one, str | list | dict) for one in found)
    )
