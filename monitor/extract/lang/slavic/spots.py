"""The type of a mention with its grammatical case, in Russian and Ukrainian.

Who, where, and in which cases and number the words stand.
"""

from __future__ import annotations

from dataclasses import dataclass

from monitor.extract.cast.model import Party
from monitor.extract.lang.slavic.cases import ANY


@dataclass(slots=True)
class WordSpot:
    """Words `[start, end)` that mention *party*; `mask`: the cases they may stand in.

    `place`: a country or seat, which is a place in "в Москве" and a government in "Москва заявила".
    `owner`: whose spokesman, ministry or aide it is. `peer`: "his French colleague", whose office is
    another's.
    """

    start: int
    end: int
    head: int
    party: Party
    mask: int
    plural: bool = False
    place: bool = False
    peer: bool = False
    named: bool = False
    private: bool = False


@dataclass(slots=True)
class Before:
    """What adjectives before an office say."""

    at: int
    mask: int = ANY
    side: str | None = None
    former: bool = False
    many: bool = False
    plain: bool = False
    """an adjective that says nothing of country or time stands there."""
