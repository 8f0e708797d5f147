"""Publishers: one canonical name for each outlet or agency, by its spellings and domains (`outlets.csv`).

`outlets.csv` is read on first use. Its `kind` is "agency", "outlet", or "word" for a name that is also a
word ("Time", "Nature"), which is known where a publisher is named but never read off a line of its own.
Sources: the publishers that Fundus lists (flairNLP/fundus, MIT), and the names that agencies and outlets
sign with.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

_TABLE = Path(__file__).with_name("outlets.csv")
_URL = re.compile(r"(?:[a-z][a-z0-9+.-]*://)?(?:[^/@\s]*@)?([^/:?#\s<>]+)(?:[:/?#]\S*)?", re.IGNORECASE)
_SIGNS = " \t\xa0()[]{}<>—–-|.,:;*_\"'“”„‘’«»©®™"
_WORD = "word"
_AGENCY = "agency"


@dataclass(frozen=True, slots=True)
class Outlet:
    """A row of the table: the one name, and what else it is called by."""

    name: str
    kind: str
    country: str
    languages: tuple[str, ...]
    domains: tuple[str, ...]
    aliases: tuple[str, ...]


def outlet_name(text: str) -> str | None:
    """Return the one name of the outlet that *text*, a name, a host or an address, is of; None if unknown."""
    found = _by_name(text) or _by_host(text)
    return found.name if found else None


def named_outlet(text: str) -> str:
    """Return the one name of the outlet that *text* names, or *text* as it is written."""
    return outlet_name(text) or text


def signed_outlet(text: str) -> str | None:
    """Return the outlet's one name where *text*, a line or part of a byline, is one and no mere word."""
    found = _by_name(text)
    return found.name if found and found.kind != _WORD else None


def agency_name(text: str) -> str | None:
    """Return the agency's one name where *text* is the name of a news agency."""
    found = _by_name(text)
    return found.name if found and found.kind == _AGENCY else None


@cache
def agency_spellings() -> tuple[str, ...]:
    """Return all that news agencies sign with, the longest first."""
    return tuple(
        sorted(
            {name for one in outlets() if one.kind == _AGENCY for name in (one.name, *one.aliases)},
            key=lambda name: (-len(name), name),
        )
    )


@lru_cache(maxsize=1024)
def spellings_of(publisher: str) -> tuple[str, ...]:
    """Return all names and domains of *publisher*, its own first; of an unknown one, only what is written."""
    found = _by_name(publisher) or _by_host(publisher)
    if found is None:
        return (publisher,)
    return tuple(dict.fromkeys((publisher, found.name, *found.domains, *found.aliases)))


@cache
def outlets() -> tuple[Outlet, ...]:
    """Return the rows of the table."""
    with _TABLE.open(encoding="utf-8", newline="") as table:
        return tuple(
            Outlet(
                name=row["name"],
                kind=row["kind"],
                country=row["country"],
                languages=tuple(row["languages"].split()),
                domains=tuple(row["domains"].split()),
                aliases=tuple(filter(None, row["aliases"].split(";"))),
            )
            for row in csv.DictReader(table)
        )


def _by_name(text: str) -> Outlet | None:
    bare = _folded(text)
    return _names().get(bare) or _names().get(f"the {bare}") or _names().get(bare.removeprefix("the "))


def _by_host(text: str) -> Outlet | None:
    """Return the outlet of the longest known domain that the host of *text* ends in."""
    host = _URL.fullmatch(text.strip(_SIGNS))
    labels = host[1].casefold().split(".") if host and "." in host[1] else []
    known = (_domains().get(".".join(labels[at:])) for at in range(len(labels) - 1))
    return next(filter(None, known), None)


def _folded(text: str) -> str:
    return " ".join(text.replace("’", "'").strip(_SIGNS).casefold().split())


@cache
def _names() -> dict[str, Outlet]:
    return {_folded(name): one for one in outlets() for name in (*one.aliases, one.name)}


@cache
def _domains() -> dict[str, Outlet]:
    return {domain: one for one in outlets() for domain in one.domains}
