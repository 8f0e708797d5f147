"""Finds who denies what in one sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from monitor.extract.cast.model import Party
from monitor.extract.denial.model import Saying
from monitor.extract.factuality.scopes import Judgement, Scopes
from monitor.extract.frames.events import Event
from monitor.extract.lang.pack import Pack
from monitor.extract.syntax.model import Parsed


class DenialReader:
    """Reads the denials of sentences of one language."""

    def __init__(self, pack: Pack, scopes: Scopes) -> None:
        self.pack, self.scopes = pack, scopes

    def read(self, parsed: Parsed, events: Sequence[tuple[Event, Judgement]], speaker: Party | None) -> Iterator[Saying]:
        return iter(())
