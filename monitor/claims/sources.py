"""A claim's sources: who denies, who confirms, which names speak for one body, and the status from that.

A body and the people who speak for it or head it count as one source: when the Kremlin has denied a call,
its spokesman's denial is no news. The name that says most is shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from typing import TypeVar

from monitor.article.normalize import fold_text
from monitor.claims.model import ClaimStatus, ClaimSubject, Confirmer, ReportedContact
from monitor.extract.lexicon import Lexicon
from monitor.extract.model import ContactStatus, Denial, Denies

_LAST = datetime.max.replace(tzinfo=UTC)
# What is asked of an office, in this order: a vice president is no president.
_SEATS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("vice president", ("vice president", "vice-president")),
    ("embassy", ("embassy", "ambassador", "consul")),
    (
        "foreign",
        ("foreign", "external affairs", "state department", "secretary of state", "department of state"),
    ),
    ("defence", ("defence", "defense", "pentagon", "military", "army")),
    ("premier", ("prime minister", "premier", "downing street", "number 10", "no 10", "chancell")),
    ("head", ("kremlin", "white house", "president", "presidential", "elysee", "palace", "blue house")),
)
_MOUTHS = frozenset(
    {
        "spokesman",
        "spokeswoman",
        "spokesperson",
        "spokespeople",
        "press",
        "secretary",
        "official",
        "officials",
    }
    | {
        "chief",
        "head",
        "leader",
        "chairman",
        "the",
        "a",
        "an",
        "of",
        "for",
        "office",
        "service",
        "top",
        "senior",
    }
)
_Of = TypeVar("_Of")


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceStatement:
    """What one sighting adds to how a claim stands; most sightings of a claim are alike in this."""

    happened: bool
    denied: bool
    denials: tuple[tuple[str, str | None, bool], ...] = ()
    confirmers: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, told: ReportedContact) -> SourceStatement:
        """Return what *told* adds."""
        happened = told.contact.status is ContactStatus.HAPPENED
        seats = told.speaks_for or ("",) * len(told.parties)
        parties = zip(seats, told.parties, strict=True) if happened else ()
        return cls(
            happened=happened,
            denied=bool(told.denials) or told.contact.status is ContactStatus.DENIED,
            denials=tuple(dict.fromkeys((one.by, one.role, one.official) for one in told.denials)),
            confirmers=tuple(dict.fromkeys((seat or fold_text(name), name) for seat, name in parties)),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class AlikeReports:
    """Statements that are alike, and when the first of them was published."""

    voice: SourceStatement
    published: datetime | None


def status_of(about: ClaimSubject, heard: Iterable[AlikeReports]) -> ClaimStatus:
    """Return how a claim stands by all that is *heard* of it."""
    voices = [one.voice for one in heard]
    if about is ClaimSubject.PLAN:
        return ClaimStatus.PLAN_DENIED
    happened = any(one.happened for one in voices)
    if any(one.denied for one in voices):
        return ClaimStatus.DISPUTED if happened else ClaimStatus.DENIED
    if any(one.confirmers for one in voices):
        return ClaimStatus.CONFIRMED
    return ClaimStatus.REPORTED if happened else ClaimStatus.CLAIMED


def denied_by(about: ClaimSubject, heard: Iterable[AlikeReports]) -> tuple[Denial, ...]:
    """Return who denies what a claim is *about*, each once, as reported, by the name that says most."""
    said: dict[tuple[str, str | None, bool], tuple[datetime, int]] = {}
    for one in heard:
        for index, denial in enumerate(one.voice.denials):
            _note(said, denial, (one.published or _LAST, index))
    seats: dict[str, list[tuple[str, str | None, bool]]] = {}
    for by, role, official in _in_order(said):
        seats.setdefault(seat_of(by, role), []).append((by, role, official))
    fullest = [min(names, key=lambda one: _is_body(one[0], one[1])) for names in seats.values()]
    denies = Denies.PLAN if about is ClaimSubject.PLAN else Denies.CONTACT
    return tuple(
        Denial(by=by, role=role, official=by_office, denies=denies) for by, role, by_office in fullest
    )


def confirmers(heard: Iterable[AlikeReports]) -> tuple[Confirmer, ...]:
    """Return each who confirms it once, in the order reported, by the name that says most."""
    said: dict[tuple[str, str], tuple[datetime, int]] = {}
    for one in heard:
        for index, confirmer in enumerate(one.voice.confirmers):
            _note(said, confirmer, (one.published or _LAST, index))
    seats: dict[str, list[str]] = {}
    for seat, name in _in_order(said):
        seats.setdefault(seat, []).append(name)
    return tuple(
        Confirmer(seat=seat, name=min(names, key=lambda one: _is_body(one, None)))
        for seat, names in seats.items()
    )


@lru_cache(maxsize=4096)
def seat_of(by: str, role: str | None) -> str:
    """Return whom *by* speaks for: the same for the Kremlin, its spokesman and its master.

    *role* is "Kremlin spokesman, Russia", "Russia", "Hamas spokesman" or None. Who speaks for
    nobody known is a source of their own.
    """
    office, side = _office_and_side(by, role)
    told = fold_text(office or by)
    seat = next((name for name, cues in _SEATS if any(cue in told for cue in cues)), "")
    if side and (seat or _sides(by)):
        return f"{side}: {seat or 'head'}"
    body = " ".join(word for word in told.split() if word not in _MOUTHS)
    speaks = office and body and body != told
    return f"{side}: {body}" if speaks and side else body if speaks else _name(by)


def _office_and_side(by: str, role: str | None) -> tuple[str, str]:
    """Cut "Kremlin spokesman, Russia" in two; a body's own name tells its side where the role does not."""
    office, _, last = (role or "").rpartition(", ")
    found = _sides(last)
    if not found:
        office, found = role or "", _sides(by) or _sides(by.split(" ", maxsplit=1)[0])
        found = found or _sides(office.split(" ", maxsplit=1)[0])
    return office, min(found, default="")


def _sides(name: str) -> frozenset[str]:
    return Lexicon.load_default().sides_named(name) if name else frozenset()


def _is_body(by: str, role: str | None) -> bool:
    """Tell a body's name from a person's, who has an office or a name that is no office."""
    office, _ = _office_and_side(by, role)
    told = fold_text(by)
    return not office and (any(cue in told for _, cues in _SEATS for cue in cues) or bool(_sides(by)))


def _name(name: str) -> str:
    return " ".join(fold_text(name).split())


def _note(said: dict[_Of, tuple[datetime, int]], what: _Of, place: tuple[datetime, int]) -> None:
    said[what] = min(said.get(what, place), place)


def _in_order(said: Mapping[_Of, tuple[datetime, int]]) -> list[_Of]:
    return sorted(said, key=lambda one: (said[one], str(one)))
