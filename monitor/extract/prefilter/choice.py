"""What the sentences of an article are read for, each by its own cues and by what stands beside it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from monitor.extract.prefilter.beside import WordsBeside
from monitor.extract.prefilter.cues import Cue
from monitor.extract.prefilter.finding import Hit
from monitor.extract.tokens import SentencePiece

INTRODUCED_WITHIN = 5
"""Sentences after the last that may hold a fact: whoever is introduced later takes no part in it."""
_ONE_NAME = 12
_REACH = 250
"""Characters within which a plain negative takes up a claim."""
_BESIDE = 120


@dataclass(slots=True)
class Choice:
    """What a sentence is read for; `heard`: who speaks in it matters to a denial nearby.

    `akin`: it is like one that denies, so that who is spoken of beside it may matter.
    """

    piece: SentencePiece
    cue: int = 0
    talks: bool = False
    denies: bool = False
    people: bool = False
    heard: bool = False
    akin: bool = False

    @property
    def read(self) -> bool:
        """Tell whether it is split into words at all."""
        return self.talks or self.denies or self.people or self.heard

    @property
    def claimed(self) -> bool:
        """Tell whether it speaks of a claim, which "not true" may answer."""
        return bool(self.cue & (Cue.ASKED | Cue.CLAIM))


def cue_within(found: Sequence[Hit], start: int, end: int, beside: WordsBeside) -> int:
    """Return all that the hits in `[start, end)` hint at; some do only *beside* others."""
    cue = leaders = past = 0
    for first, after, hint, _ in found[bisect_left(found, (start,)) : bisect_left(found, (end,))]:
        cue |= hint
        if hint & (Cue.LEADER | Cue.MANY) and first >= past:
            leaders += 1
            past = after + _ONE_NAME
    cue = beside.met(cue)
    return cue | Cue.SEVERAL if leaders > 1 else cue


def may_speak(cue: int) -> bool:
    """Tell whether an article whose words hint at *cue* may tell of a contact somewhere."""
    leads = cue & (Cue.LEADER | Cue.MANY | Cue.SURNAME)
    return bool(cue & (Cue.CONTACT | Cue.WEAK) and leads) or bodies_talk(cue)


def may_talk(cue: int) -> bool:
    """Tell whether words that hint at *cue* may tell of a contact."""
    several = (cue & Cue.CONTACT and cue & (Cue.LEADER | Cue.MANY)) or (cue & Cue.WEAK and cue & Cue.SEVERAL)
    return bool(several) or bodies_talk(cue)


def bodies_talk(cue: int) -> bool:
    """Tell whether words that hint at *cue* may tell of talks of a government with a movement."""
    return bool(cue & Cue.CONTACT and cue & Cue.MOVEMENT and cue & Cue.STATE)


def may_deny(cue: int) -> bool:
    """Tell whether words that hint at *cue* may deny something."""
    return bool(
        cue & (Cue.DENY | Cue.PHRASE)
        or (cue & Cue.REJECT and cue & Cue.CLAIM)
        or (cue & Cue.NEGATED and cue & Cue.NEGATION)
    )


def may_answer(cue: int) -> bool:
    """Tell whether words that hint at *cue* stand by what is denied: insisted, protested, such a."""
    return may_deny(cue) or bool(cue & Cue.NEGATED or (cue & Cue.NAMING and cue & Cue.CLAIM))


def may_echo(cue: int) -> bool:
    """Tell whether an article whose words hint at *cue* may answer a claim by a plain negative."""
    return bool(cue & Cue.TOLD and cue & Cue.NEGATION and cue & (Cue.BODY | Cue.OFFICE))


def echoing(found: Sequence[Hit]) -> list[Hit]:
    """Return the hits *found*, each negation that may answer a claim just before as a denial."""
    told = speaks = -_REACH
    kept = list(found)
    waiting = -1
    for at, (start, _, hint, _) in enumerate(found):
        if hint & Cue.TOLD:
            told = start
        if hint & (Cue.BODY | Cue.OFFICE):
            speaks = start
        if hint & Cue.NEGATION and start - told < _REACH:
            waiting = at
        if waiting >= 0 and abs(found[waiting][0] - speaks) < _BESIDE:
            first, end, known, of = found[waiting]
            kept[waiting] = (first, end, known | Cue.PHRASE, of)
            waiting = -1
    return kept


def hear_neighbours(chosen: Sequence[Choice]) -> None:
    """Have those beside a sentence that may hold a fact read too, and nobody introduced too far on."""
    for one, two in pairwise(chosen):
        if two.akin or two.talks:
            one.heard |= bool(one.cue & ~Cue.NEGATION) or two.akin
        if one.akin:
            two.heard = True
    for choice in chosen:
        choice.heard |= choice.akin or choice.talks
    last = max(number for number, choice in enumerate(chosen) if choice.heard)
    for choice in chosen[last + INTRODUCED_WITHIN :]:
        choice.people = False
