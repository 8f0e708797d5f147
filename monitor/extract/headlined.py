"""Joins a denial in the headline ("Kyiv denies meeting") with the person who denies it in the text.

The seat stands for the ministry or the spokesman below: one denial, by whoever the text names.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from monitor.extract.merge import more
from monitor.extract.model import Denial


def under_headline(denials: Sequence[Denial]) -> tuple[Denial, ...]:
    """Return *denials*, those of seats in the headline joined to the text's of the same side."""
    kept = list(denials)
    for seat in denials:
        if not _seat_in_headline(seat):
            continue
        at = next((at for at, one in enumerate(kept) if one is not seat and _speaks_for(one, seat)), None)
        if at is not None:
            below = kept[at]
            words = more(seat.words, below.words)
            kept[at] = replace(below, evidence=more(seat.evidence, below.evidence), words=words)
            kept.remove(seat)
    return tuple(kept)


def _seat_in_headline(denial: Denial) -> bool:
    """Tell whether only the headline has it, of a body: its role is its side alone."""
    headline = all(span.field == "title" for span in denial.evidence)
    return denial.official and headline and denial.role is not None and "," not in denial.role


def _speaks_for(one: Denial, seat: Denial) -> bool:
    same_side = (one.role or "").rpartition(", ")[2] == seat.role
    of_it = seat.contact is None or one.contact == seat.contact
    return one.official and same_side and of_it and not one.background and one.evidence[0].field != "title"
