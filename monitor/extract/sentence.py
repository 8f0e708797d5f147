"""Reads one English sentence: tags, clauses, events, denials.

Groups, clauses, events with who takes part, what the text says of each, who denies what.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from monitor.extract.cast.model import Party
from monitor.extract.cast.reader import Cast
from monitor.extract.denial.model import Saying
from monitor.extract.denial.reader import DenialReader
from monitor.extract.factuality.judgement import Judgement
from monitor.extract.factuality.scopes import Scopes
from monitor.extract.frames.events import Event
from monitor.extract.frames.linking import Linker
from monitor.extract.lang.pack import Pack
from monitor.extract.syntax.clauses import Parser
from monitor.extract.syntax.model import Parsed, Tagged


@dataclass(slots=True)
class SentenceReading:
    """What was read of one sentence."""

    parsed: Parsed
    events: list[tuple[Event, Judgement]] = field(default_factory=list)
    denials: list[Saying] = field(default_factory=list)
    speaker: Party | None = None

    @property
    def tagged(self) -> Tagged:
        """The sentence's words."""
        return self.parsed.tagged


class SentenceReader:
    """Reads sentences of one language."""

    def __init__(self, pack: Pack) -> None:
        """Build the stages from *pack*."""
        self.pack = pack
        self.parser = Parser(pack)
        self.linker = Linker(pack)
        self.scopes = Scopes(pack)
        self.denials = DenialReader(pack, self.scopes)

    def read(self, tagged: Tagged, cast: Cast) -> SentenceReading:
        """Return what *tagged* says."""
        parsed = self.parser.parse(tagged)
        reading = SentenceReading(parsed, speaker=cast.speaker_of(tagged))
        for event in self.linker.events(parsed):
            reading.events.append((event, self.scopes.judge(event, parsed)))
        reading.denials = list(self.denials.read(parsed, reading.events, reading.speaker))
        return reading
