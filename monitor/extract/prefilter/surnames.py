"""Which surnames of an article may be a leader's, of those that many bear: "Brown", "Martin", "Smith"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from monitor.extract.prefilter.cues import Cue
from monitor.extract.prefilter.finding import Hit

_NEAR = 100
"""Characters around a surname in which an office or another leader may tell whose it is."""
_OF_COUNTRY = 25
"""Characters around it in which a country may: "Portugal's Barroso"."""
_TELLING = Cue.LEADER | Cue.MANY | Cue.MOVEMENT | Cue.OFFICE


def leading(*fields: tuple[Sequence[Hit], str]) -> Iterator[Sequence[Hit]]:
    """Yield the hits of each of an article's *fields*, which come with their folded text.

    A surname that a leader bears somewhere here is a leader's wherever it stands; what it means otherwise is
    nobody (`cast/known.py`), and it hints at nothing.
    """
    borne = {
        low[hit[0] : hit[1]]
        for found, low in fields
        for at, hit in enumerate(found)
        if hit[2] & Cue.SURNAME and _told(found, at)
    }
    for found, low in fields:
        yield [_read(hit, low[hit[0] : hit[1]] in borne) if hit[2] & Cue.SURNAME else hit for hit in found]


def _read(hit: Hit, leads: bool) -> Hit:  # noqa: FBT001 - it is of the hit
    start, end, cue, side = hit
    cue &= ~Cue.SURNAME
    return (start, end, cue | Cue.LEADER, side) if leads else (start, end, cue, None)


def _told(found: Sequence[Hit], at: int) -> bool:
    """Tell whether what stands near the surname at *at* says that it is a leader's."""
    return any(_tells(found[at], other) for other in _around(found, at))


def _tells(surname: Hit, other: Hit) -> bool:
    if other[2] & _TELLING:
        return True
    near = surname[0] - _OF_COUNTRY <= other[1] and other[0] <= surname[1] + _OF_COUNTRY
    return near and other[3] is not None and not other[2] & Cue.SURNAME


def _around(found: Sequence[Hit], at: int) -> Sequence[Hit]:
    start, end, _, _ = found[at]
    first, last = at, at + 1
    while first > 0 and found[first - 1][1] >= start - _NEAR:
        first -= 1
    while last < len(found) and found[last][0] <= end + _NEAR:
        last += 1
    return found[first:last]
