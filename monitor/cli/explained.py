"""Layout of `monitor explain`: conditions as a tree, facts as a table, sentences with words marked.

Marked words are coloured on a terminal and stand between ** elsewhere. Article text cannot reach the
terminal as anything but text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TextIO

from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from monitor.article.model import Article
from monitor.cli.shared import safe
from monitor.notify.sanitize import segments
from monitor.rule.explain import Explanation
from monitor.rule.fact_row import FactRow
from monitor.rule.snippets import Snippet

_WIDTH = 100
_MOST_ROWS = 5
_MOST_QUOTES = 3
_MARKED = "bold yellow"
_DIM = "dim"


def drawn(explanation: Explanation, article: Article, stream: TextIO) -> str:
    """Return *explanation* as it goes to *stream*: coloured and as wide as it, if it is a terminal."""
    console = Console(
        file=stream, highlight=False, markup=False, emoji=False, width=None if stream.isatty() else _WIDTH
    )
    coloured = console.color_system is not None and not console.no_color
    with console.capture() as captured:
        for part in _Drawing(coloured=coloured).whole(explanation, article):
            console.print(part)
    lines = captured.get().splitlines()
    return "".join(f"{line.rstrip()}\n" for line in lines)


class _Drawing:
    """The parts of one drawing, from top to bottom."""

    def __init__(self, *, coloured: bool) -> None:
        self.coloured = coloured

    def whole(self, explanation: Explanation, article: Article) -> Iterator[RenderableType]:
        yield _line(explanation)
        yield Padding(Text(safe(_title(article)), style="bold"), (0, 0, 0, 2))
        yield Padding(Text(safe(_byline(article)), style=_DIM), (0, 0, 0, 2))
        for part in explanation.parts:
            yield ""
            yield from self.node(part, 0)

    def node(self, told: Explanation, depth: int) -> Iterator[RenderableType]:
        indent = 2 * depth
        yield Padding(_line(told), (0, 0, 0, indent))
        if told.heads and told.note:
            yield Padding(Text(safe(told.note)), (0, 0, 0, indent + 2))
        if told.facts:
            yield from self.facts(told, indent + 2)
        elif told.quotes:
            table = _grid()
            for quote in told.quotes[:_MOST_QUOTES]:
                table.add_row(quote.place, self.quoted(quote))
            yield Padding(table, (0, 0, 0, indent + 4))
            yield from _more(len(told.quotes) - _MOST_QUOTES, indent + 4)
        for part in told.parts:
            yield from self.node(part, depth + 1)

    def facts(self, told: Explanation, indent: int) -> Iterator[RenderableType]:
        rows = told.facts[:_MOST_ROWS]
        table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style=_DIM)
        table.add_column("")
        for head in told.heads:
            table.add_column(head)
        for number, row in enumerate(rows, 1):
            table.add_row(_number(number, row), *(Text(safe(cell)) for cell in row.cells))
        yield Padding(table, (1, 0, 1, indent))
        yield from _more(len(told.facts) - _MOST_ROWS, indent)
        yield Padding(self.words_of(rows), (0, 0, 0, indent))

    def words_of(self, rows: Sequence[FactRow]) -> Table:
        """Return the sentences of each row under its number, after what the row lacks."""
        table = _grid("")
        for number, row in enumerate(rows, 1):
            mark = _number(number, row)
            for lack in row.lacks:
                table.add_row(mark, Text("but", style="red"), Text(safe(lack), style="red"))
                mark = Text()
            for quote in row.quotes[: 1 if row.lacks else _MOST_QUOTES]:
                table.add_row(mark, quote.place, self.quoted(quote))
                mark = Text()
        return table

    def quoted(self, quote: Snippet) -> Text:
        text = Text()
        for run in segments(quote.text, quote.marks):
            if run.marked and not self.coloured:
                text.append(f"**{run.text}**")
            else:
                text.append(run.text, style=_MARKED if run.marked else "")
        return text


def _line(told: Explanation) -> Text:
    mark, style = ("✓", "bold green") if told.holds else ("✗", "bold red")
    note = f"  - {safe(told.note)}" if told.note and not told.heads else ""
    return Text.assemble((f"{mark} ", style), (safe(told.says), "bold"), note)


def _number(number: int, row: FactRow) -> Text:
    return Text(f"{number} ✗", style="red") if row.lacks else Text(f"{number} ✓", style="green")


def _grid(*before: str) -> Table:
    """Return a table without lines: columns of the styles *before*, one for a place, one for a quote."""
    table = Table.grid(padding=(0, 2, 0, 0))
    for style in (*before, _DIM):
        table.add_column(no_wrap=True, style=style)
    table.add_column()
    return table


def _more(count: int, indent: int) -> Iterator[RenderableType]:
    if count > 0:
        yield Padding(Text(f"and {count} more", style=_DIM), (0, 0, 0, indent))


def _title(article: Article) -> str:
    return article.title or "(no headline)"


def _byline(article: Article) -> str:
    day = f"{article.published:%-d %B %Y}" if article.published else "date not known"
    known = (article.path, article.publisher, day)
    return "  ·  ".join(part for part in known if part)
