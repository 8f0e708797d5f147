"""Tests of several articles: what comes when, and what is to be told of it.

Times are told from the start of the series, `+10m`, or as a date. The start is the date of the first article
that has one, by `at` or by `published`, and a Wednesday noon where it has none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from monitor.duration import parse_duration
from monitor.located.error_codes import Code
from monitor.located.yaml_tree import Listing, Mapping, Node, Scalar
from monitor.rule.examples import TOLD_KINDS, Coming, ExpectedMessage
from monitor.rule.read_article import read_date
from monitor.rule.read_example import PARTS, read_parts
from monitor.rule.read_value import (
    Keys,
    RuleReading,
    read_choice,
    read_elements,
    read_mapping,
    read_text,
    read_texts,
    shape_of,
)

START = datetime(2024, 10, 9, 12, tzinfo=UTC)
_APART = timedelta(minutes=1)
_FIRST_YEAR, _LAST_YEAR = 1970, 2099
_COMING = Keys(of="an article of a series", known=PARTS | {"at"})
_TOLD = Keys(of="a message", known=frozenset({"kind", "channel", "at", "words"}))
_DAY = re.compile(r"[0-9]{4}-")
_NOTHING = re.compile(r"0+(\.0+)?\s*(ms|[smhdw])?")


def read_series(reading: RuleReading, node: Node, folder: Path) -> tuple[Coming, ...] | None:
    """Return what comes, in its order; files are meant from *folder*."""
    elements = read_elements(reading, node, "articles")
    if elements is None:
        return None
    count = len(reading.faults)
    start = _start_of(elements[0])
    series: list[Coming] = []
    for element in elements:
        mapping = read_mapping(reading, element, _COMING)
        if mapping is None:
            continue
        at = _at(reading, mapping, start, series)
        only_time = [entry.key.value for entry in mapping.entries] == ["at"]
        article = None if only_time else read_parts(reading, mapping, folder)
        if at is not None:
            series.append(Coming(at=at, location=mapping.location, article=article))
    return tuple(series) if len(reading.faults) == count else None


def _start_of(first: Node) -> datetime:
    for key in ("at", "published"):
        node = first.get(key) if isinstance(first, Mapping) else None
        if isinstance(node, Scalar) and _DAY.match(node.value.strip()):
            found = read_date(RuleReading(), node, key)  # what is wrong with it is told where it is read
            if found is not None and _FIRST_YEAR <= found.year <= _LAST_YEAR:
                return found
    return START


def _at(reading: RuleReading, mapping: Mapping, start: datetime, series: Sequence[Coming]) -> datetime | None:
    node = mapping.get("at")
    if node is None:
        return series[-1].at + _APART if series else start
    at = _read_moment(reading, node, start)
    if at is not None and series and at < series[-1].at:
        reading.tell(
            Code.TEST_ORDER,
            node,
            "this comes before the article above it",
            "put the articles in the order in which they come; each time is told from the start of the test",
        )
        return None
    return at


def _read_moment(reading: RuleReading, node: Node, start: datetime) -> datetime | None:
    if not isinstance(node, Scalar):
        read_text(reading, node, "a time")
        return None
    text = node.value.strip()
    if _DAY.match(text):
        found = read_date(reading, node, "at")
        if found is None or _FIRST_YEAR <= found.year <= _LAST_YEAR:
            return found
    elif (length := _length(text.removeprefix("+").strip())) is not None:
        try:
            found = start + length
        except OverflowError:
            found = None
        if found is not None and found.year <= _LAST_YEAR:
            return found
    reading.tell(
        Code.TEST_TIME,
        node,
        f'"{node.value}" is no time of a test',
        'write how long after the start, "+10m" or "+2d 4h", or a date with a time, 2024-07-15T12:30:00Z',
    )
    return None


def _length(text: str) -> timedelta | None:
    if _NOTHING.fullmatch(text):
        return timedelta()
    try:
        return parse_duration(text)
    except (ValueError, OverflowError):
        return None


def read_told(reading: RuleReading, node: Node, start: datetime) -> tuple[ExpectedMessage, ...] | None:
    """Return the messages of `told:`, an empty list for silence."""
    if not isinstance(node, Listing):
        reading.tell(
            Code.TEST_TOLD,
            node,
            f"told must be a list of messages, but this is {shape_of(node)}",
            "write [] for silence, or one line for each message: - {kind: first}",
        )
        return None
    count = len(reading.faults)
    messages = [one for element in node.elements if (one := _message(reading, element, start))]
    if len({one.channel is None for one in messages}) > 1:
        reading.tell(
            Code.TEST_TOLD,
            next(one for one in node.elements if isinstance(one, Mapping) and one.get("channel") is None),
            "this message has no channel, but others have",
            "name the channel of all, or of none: then each channel that is told must hear all of them",
        )
    return None if len(reading.faults) > count else tuple(messages)


def _message(reading: RuleReading, node: Node, start: datetime) -> ExpectedMessage | None:
    mapping = read_mapping(reading, node, _TOLD)
    if mapping is None:
        return None
    if not mapping.entries:
        reading.tell(
            Code.TEST_TOLD, mapping, "this asks nothing of the message", "say its kind: first, or update"
        )
    kind, channel, at, words = (mapping.get(key) for key in ("kind", "channel", "at", "words"))
    texts = () if words is None else read_texts(reading, words, "words of a message") or ()
    return ExpectedMessage(
        location=mapping.location,
        kind=None if kind is None else read_choice(reading, kind, "the kind of a message", TOLD_KINDS),
        channel=None if channel is None else read_text(reading, channel, "a channel"),
        at=None if at is None else _read_moment(reading, at, start),
        words=tuple(text for text, _ in texts),
    )
