"""A denial found in a sentence, before it is joined with what it denies."""

from __future__ import annotations

from dataclasses import dataclass

from monitor.extract.cast.model import Party
from monitor.extract.frames.events import Event
from monitor.extract.syntax.model import Clause


@dataclass(slots=True)
class Saying:
    """Who denies, in which words, what.

    Tokens `[first, last]` say it, `[said, said_to)` are what is denied, None where it only points back ("denied it").
    `plan`: what is denied is a plan. `events` are the contacts within what is denied. `denier` is None where nobody is named.
    """

    denier: Party | None
    first: int
    last: int
    said: tuple[int, int] | None = None
    plan: bool = False
    points: bool = False
    standing: bool = False
    events: tuple[Event, ...] = ()
    clause: Clause | None = None
    answers: bool = False
    """it denies only in answer to a claim told before."""
    trigger: int = 0
    own: bool = False
    """its own subject may be who says so: "Moscow had nothing to do with it"."""
