"""Parses what stands around the text: feed headers, dates, byline, publisher, URL, sign-off."""

from __future__ import annotations

import re

from monitor.article import boilerplate
from monitor.article.bylines import host_of, read_byline, read_dateline, trailing_agency
from monitor.article.dates import (
    find_date,
    find_url_date,
    find_whole_date,
    is_labelled_date,
    says_only_a_date,
)
from monitor.article.draft import Draft
from monitor.article.markup import visible
from monitor.article.outlets import agency_name, named_outlet, outlet_name, signed_outlet
from monitor.article.paragraphs import Piece, ends_sentence
from monitor.article.parts import Range, Role

_HEADER = re.compile(r"date (?P<date>(?:19|20)\d\d-\d\d-\d\d)(?:\s+(?P<rest>\S.*))?$", re.DOTALL)
_HAS_DIGIT = re.compile(r"\d")
_STROKE = re.compile(r"(?<=\s)[/|·•](?=\s)")
_URL = re.compile(r"https?://[^\s<>\"]+")
_LABELLED = re.compile(
    r"(?:(?:first |originally )?(?:published|appeared) (?:by|in|on)|sources?|credit|quelle|fuente|fonte|"
    r"источник|джерело|copyright|©|\(c\))[\s:]*(?:©|\(c\))?\s*(?:(?:19|20)\d\d\b[\s,]*)?"
    r"(?P<outlet>\S.{1,60}?)[\s.]*(?:(?:19|20)\d\d|all rights reserved)?\.?",
    re.IGNORECASE,
)
_MAX_DATE_LINE = 120
_MAX_BYLINE = 200
_MAX_OUTLET = 40
_MIN_PROSE = 90


def take_header(draft: Draft) -> None:
    """Take apart ` date 2024-07-15 Headline AP`, as news collections write it in the first line."""
    first = draft.pieces[0] if draft.pieces else None
    header = _HEADER.match(first.text) if first else None
    if not first or not header:
        return
    reading = find_date(header["date"], timezone=draft.timezone)
    if reading is None:
        return
    line, rest = first.cut(header.end("date"))
    line.role = Role.DATE_LINE
    where = Range(first.start + header.start("date"), first.start + header.end("date"))
    draft.add_date(reading.value, "header", where, has_time=False)
    draft.pieces[:1] = [line, *_header_rest(draft, rest)]


def _header_rest(draft: Draft, rest: Piece) -> list[Piece]:
    if not rest.text:
        return []
    agency = trailing_agency(rest.text)
    if not agency:
        return [rest]
    headline, credit = rest.cut(agency.start())
    credit.role = Role.CREDIT
    draft.add_publisher("header", agency_name(agency["agency"]))
    return [headline, credit] if headline.text else [credit]


def take_front(draft: Draft) -> None:
    """Read byline, dates and the outlet's name off the lines before the first paragraph of prose."""
    seen_prose = 0
    for piece in draft.pieces:
        if (
            piece.role is Role.BOILERPLATE
            and _HAS_DIGIT.match(piece.text)
            and len(piece.text) <= _MAX_DATE_LINE
        ):
            _take_date_line(draft, piece)
        if piece.role is None and not _take_front_line(draft, piece, at_head=seen_prose == 0):
            seen_prose += ends_sentence(piece.text) and len(piece.text) > _MIN_PROSE
            if seen_prose <= 1:  # a lead may be as short as a headline
                draft.add_publisher("dateline", read_dateline(piece.text))
        if seen_prose > 1:
            return


def _take_front_line(draft: Draft, piece: Piece, *, at_head: bool) -> bool:
    text = piece.text
    if len(text) <= _MAX_DATE_LINE and _HAS_DIGIT.search(text) and _take_date_line(draft, piece):
        return True
    if len(text) <= _MAX_BYLINE and _take_byline(draft, piece):
        return True
    outlet = boilerplate.site_name(text) if at_head and len(text) < _MAX_OUTLET else None
    if outlet:
        draft.add_publisher("site", outlet)
        piece.role = Role.BOILERPLATE
    return bool(outlet)


def _take_date_line(draft: Draft, piece: Piece) -> bool:
    line, outlet = _without_outlet(visible(piece.text))
    reading = find_whole_date(line, timezone=draft.timezone)
    if reading is None:
        # A date that may be read in two ways is no article's text, and no date.
        piece.role = Role.DATE_LINE if says_only_a_date(line) else piece.role
        return piece.role is Role.DATE_LINE
    piece.role = Role.DATE_LINE
    draft.add_publisher("site", outlet)
    draft.add_date(reading.value, "date line", Range(piece.start, piece.end), has_time=reading.has_time)
    return True


def _without_outlet(line: str) -> tuple[str, str | None]:
    """Return *line* without the outlet it ends in after a stroke, and that outlet: `Nov 21 / CBS News`."""
    before, _, last = _STROKE.sub("\n", line).rpartition("\n")
    outlet = signed_outlet(last) if before else None
    return (line[: len(before)], outlet) if outlet else (line, None)


def _take_byline(draft: Draft, piece: Piece) -> bool:
    signature = read_byline(piece.text)
    if signature is None:
        return False
    piece.role = Role.BYLINE
    draft.author = draft.author or signature.author
    draft.add_publisher("byline", signature.agency)
    reading = find_date(signature.rest, timezone=draft.timezone)
    if reading:
        draft.add_date(reading.value, "byline", Range(piece.start, piece.end), has_time=reading.has_time)
    return True


def read_urls(draft: Draft) -> None:
    """Read the URL of the article, its day and its host, off the lines that give it."""
    for piece in draft.pieces:
        found = _URL.search(piece.text) if piece.role is Role.URL else None
        if not found:
            continue
        if draft.url is None:
            draft.url = found[0]
        reading = find_url_date(found[0], timezone=draft.timezone)
        if reading:
            at = piece.start + found.start()
            where = Range(at + reading.start, at + reading.end)
            draft.add_date(reading.value, "url", where, has_time=False)
    draft.add_publisher("url", _host_name(draft.url))


def _host_name(url: str | None) -> str | None:
    host = host_of(url) if url else None
    return named_outlet(host) if host else None


def _labelled_outlet(line: str) -> str | None:
    """Return the outlet that a line such as "Source: Haaretz" or "© 2024 Le Monde" names and nothing else."""
    found = _LABELLED.fullmatch(visible(line).strip())
    return outlet_name(found["outlet"]) if found else None


def read_signoff(draft: Draft) -> None:
    """Read the agency's name, a labelled outlet or a labelled date off the last lines."""
    for piece in draft.pieces[-3:]:
        if piece is draft.pieces[0] or len(piece.text) > _MAX_DATE_LINE:
            continue
        if piece.role is Role.BOILERPLATE:
            draft.add_publisher("sign-off", _labelled_outlet(piece.text))
        if piece.role is not Role.BODY:
            continue
        name = agency_name(piece.text) or _labelled_outlet(piece.text)
        if name:
            piece.role = Role.CREDIT
            draft.add_publisher("sign-off", name)
        elif is_labelled_date(piece.text):
            _take_date_line(draft, piece)
