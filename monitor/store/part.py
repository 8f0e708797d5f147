"""The base of all query groups of the store, and `IN` queries over many keys."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select

from monitor.store.database import Database

KEYS_PER_QUERY = 500


class Part:
    """One group of the store's questions and changes, on a database shared with the others."""

    def __init__(self, database: Database) -> None:
        self._database = database


def rows_with(
    connection: Connection, query: Select[Any], column: ColumnElement[Any], keys: Iterable[str]
) -> Iterator[Row[Any]]:
    """Yield the rows of *query* whose *column* is one of *keys*, however many they are."""
    for some in runs_of(keys):
        yield from connection.execute(query.where(column.in_(some)))


def runs_of(ids: Iterable[str]) -> Iterator[list[str]]:
    """Cut *ids*, each once, into runs that one query takes."""
    return in_runs(sorted(set(ids)), KEYS_PER_QUERY)


def in_runs(sequence: Sequence[str], length: int) -> Iterator[list[str]]:
    """Cut *sequence* into runs of at most *length*."""
    rest = iter(sequence)
    while run := list(islice(rest, length)):
        yield run
