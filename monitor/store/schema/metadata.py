"""Naming of constraints and indexes, and CHECKs made from a set of states."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from sqlalchemy import MetaData

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def one_of(column: str, states: Iterable[StrEnum]) -> str:
    """Return the condition that *column* is one of *states*."""
    return f"{column} IN ({', '.join(repr(state.value) for state in states)})"
