"""The `tests:` table of a rule: articles, one or a series.

Times of a series count from its start, `+10m`, or as a date. The start is the date of the first article
that has one, by `at` or by `published`, and a Wednesday noon where it has none.
"""

from __future__ import annotations

import os
import re
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Annotated, NamedTuple

from monitor.duration import parse_duration
from monitor.errors import Fault
from monitor.located.error_codes import Code, explain
from monitor.located.keys import TEXT, Shape, key
from monitor.located.yaml_tree import Mapping, Node, Scalar, ScalarKind
from monitor.rule.examples import Coming, ExampleArticle
from monitor.rule.grammar.reading import Amiss, RuleReading
from monitor.rule.grammar.reads import PROSE, Reads, date
from monitor.rule.grammar.table import KeyTable, Values
from monitor.rule.grammar.values import not_text, read_date, read_elements, read_prose, read_text

START = datetime(2024, 10, 9, 12, tzinfo=UTC)
ARTICLE = {"text": "The minister resigned on Monday."}
_APART = timedelta(minutes=1)
_FIRST_YEAR, _LAST_YEAR = 1970, 2099
_DAY = re.compile(r"[0-9]{4}-")
_NOTHING = re.compile(r"0+(\.0+)?\s*(ms|[smhdw])?")
_BESIDE_FILE = frozenset({"file", "received", "at"})
_MOMENT: Shape = {
    "type": ["string", "integer"],
    "pattern": r"^\s*(\+?\s*([0-9]{1,6}(\.[0-9]{1,3})?\s*(ms|[smhdw])\s*)+|\+?\s*0+|[0-9]{4}-.*)\s*$",
    "minimum": 0,
    "maximum": 0,
    "patternErrorMessage": "Write how long after the start: +10m, +2d 4h; "
    "or a date with a time: 2024-07-15T12:30:00Z.",
}


def _read_part(reading: RuleReading, node: Node, name: str) -> str | None:
    if isinstance(node, Scalar) and node.kind is ScalarKind.TEXT and not node.value.strip():
        return None  # `title: ""` is how people say that there is none
    return read_prose(reading, node, f'the article\'s "{name}"')


def _part(name: str) -> Reads:
    return Reads(partial(_read_part, name=name), PROSE)


explain(
    Code.TEST_FILE, "The article of a test is not there. The path is meant from the folder of the rule file."
)


def _read_file(reading: RuleReading, node: Node) -> str:
    name = read_text(reading, node, "the file of a test")
    path = os.path.normpath(reading.folder_of(node) / name)
    if "\0" in path or not Path(path).is_file():
        # Only `monitor test` needs the article: a desk that clears its folder must not lose its rules.
        hint = "the path is meant from the folder of the rule file"
        reading.doubt(Code.TEST_FILE, node, f'there is no file "{path}"', hint)
    return path


class Moment(NamedTuple):
    """A time of a test: so long after its start, or a date."""

    node: Scalar
    said: timedelta | datetime

    def after(self, start: datetime, reading: RuleReading) -> datetime:
        """Return the instant, in a test that begins at *start*."""
        try:
            found = self.said if isinstance(self.said, datetime) else start + self.said
        except OverflowError:
            raise _no_time(reading, self.node) from None
        if not _FIRST_YEAR <= found.year <= _LAST_YEAR:
            raise _no_time(reading, self.node)
        return found


explain(
    Code.TEST_TIME,
    "The articles of a test come at times of their own: so long after its start, as in +10m, or at a date.",
)


def _no_time(reading: RuleReading, node: Scalar) -> Amiss:
    return reading.amiss(
        Code.TEST_TIME,
        node,
        f'"{node.value}" is no time of a test',
        'write how long after the start, "+10m" or "+2d 4h", or a date with a time, 2024-07-15T12:30:00Z',
    )


def _read_moment(reading: RuleReading, node: Node) -> Moment:
    if not isinstance(node, Scalar):
        raise not_text(reading, node, "a time")
    text = node.value.strip()
    if _DAY.match(text):
        return Moment(node, read_date(reading, node, "at"))
    text = text.removeprefix("+").strip()
    try:
        return Moment(node, timedelta() if _NOTHING.fullmatch(text) else parse_duration(text))
    except (ValueError, OverflowError):
        raise _no_time(reading, node) from None


MOMENT = Reads(_read_moment, _MOMENT)


explain(Code.TEST_ARTICLE, "A test needs one article: either its title and text, or a file.")


class _Parts(KeyTable, json_schema_extra={"minProperties": 1}):
    """An article by its parts, or by its file."""

    title: Annotated[str | None, _part("title")] = key("Its headline.", "Minister resigns")
    text: Annotated[str | None, _part("text")] = key(
        "Its text; a blank line parts paragraphs.", ARTICLE["text"]
    )
    publisher: Annotated[str | None, _part("publisher")] = key("Who published it.", "Reuters")
    language: Annotated[str | None, _part("language")] = key(
        "Its language, in two letters; read off the text unless set.", "en"
    )
    path: Annotated[str | None, _part("path")] = key(
        "The path of its file, for conditions on it.", "wire/afp/1.txt"
    )
    published: Annotated[datetime | None, date("published")] = key(
        "When it was published.", "2024-07-15", "2024-07-15T12:30:00Z"
    )
    file: Annotated[str | None, Reads(_read_file, TEXT)] = key(
        "A file in place of the parts; the path starts at the rule file.", "../seeds/a.txt"
    )

    @classmethod
    def amiss_in(cls, reading: RuleReading, node: Mapping, given: Values) -> list[Fault]:
        """Return the faults of the names, also where they do not go together."""
        faults = super().amiss_in(reading, node, given)
        names = {entry.key.value for entry in node.entries}
        if "file" in names and (beside := sorted((names & _Parts.known) - _BESIDE_FILE)):
            said = f'"{beside[0]}" stands beside "file", but the file says it itself'
            at = node.key(beside[0]) or node
            faults.append(reading.fault(Code.TEST_ARTICLE, at, said, "keep either the file or the parts"))
        elif not names & {"file", "title", "text"} and not cls.may_be_without(names):
            said = "the article of this test has no text"
            hint = "add title: and text:, or file:"
            faults.append(reading.fault(Code.TEST_ARTICLE, node, said, hint))
        return faults

    @classmethod
    def may_be_without(cls, names: set[str]) -> bool:  # noqa: ARG003
        """Return whether an article of these *names* needs no text."""
        return False

    def article(self, received: datetime | None = None) -> ExampleArticle:
        """Return the article, which came in at *received*."""
        return ExampleArticle(
            file=self.file,
            title=self.title or "",
            text=self.text or "",
            publisher=self.publisher,
            language=self.language,
            path=self.path,
            published=self.published,
            received=received,
        )


class ArticleSpec(_Parts, of="the article of a test"):
    """The one article of a test."""

    received: Annotated[datetime | None, date("received")] = key("When it came in.", "2024-07-16T08:00:00Z")

    def build(self, reading: RuleReading, node: Mapping) -> ExampleArticle:  # noqa: ARG002
        """Return the article."""
        return self.article(self.received)


class ComingSpec(_Parts, of="an article of a series"):
    """One article of a series, or only a time to go by."""

    at: Annotated[Moment | None, MOMENT] = key(
        "When it comes, from the start; a minute after the one above unless set.", "+10m"
    )

    @classmethod
    def may_be_without(cls, names: set[str]) -> bool:
        """Return whether only time goes by."""
        return names == {"at"}

    def build(self, reading: RuleReading, node: Mapping) -> tuple[Mapping, ComingSpec]:  # noqa: ARG002
        """Return it with its place."""
        return node, self


explain(Code.TEST_ORDER, "The articles of a test are listed in the order in which they come in.")


def read_series(reading: RuleReading, node: Node) -> tuple[Coming, ...]:
    """Return what comes, in its order."""
    elements = read_elements(reading, node, "articles")
    start = _start_of(elements[0])
    found = [reading.read(ComingSpec, element) for element in elements]
    series: list[Coming] = []
    faults: list[Fault] = []
    for place, one in filter(None, found):
        at = series[-1].at + _APART if series else start
        try:
            at = at if one.at is None else one.at.after(start, reading)
        except Amiss as amiss:
            faults += amiss.faults
            continue
        if series and at < series[-1].at:
            said = "this comes before the article above it"
            hint = (
                "put the articles in the order in which they come; "
                "each time is told from the start of the test"
            )
            faults.append(reading.fault(Code.TEST_ORDER, one.at.node, said, hint))
            continue
        only_time = one.model_fields_set == {"at"}
        series.append(Coming(at=at, location=place.location, article=None if only_time else one.article()))
    if faults or None in found:
        raise Amiss(*faults)
    return tuple(series)


def _start_of(first: Node) -> datetime:
    for name in ("at", "published"):
        node = first.get(name) if isinstance(first, Mapping) else None
        if isinstance(node, Scalar) and _DAY.match(node.value.strip()):
            # What is wrong with it is reported where it is read.
            found = RuleReading().attempt(partial(read_date, what=name), node)
            if found is not None and _FIRST_YEAR <= found.year <= _LAST_YEAR:
                return found
    return START
