"""Links parties to the slots of an event: who called, met or visited whom.

For each event its slots are filled from candidates in the order of how surely they belong: what stands
in the event's own
phrases, who owns it, whose doing it is, who governs that. Candidates that cannot be (of another type, of
the same side)
are passed over, never replaced by "the nearest leader".
"""

from __future__ import annotations

from collections.abc import Iterator

from monitor.extract.frames.events import Event
from monitor.extract.frames.noun_links import NounLinks, event_nouns
from monitor.extract.frames.verb_links import VerbLinks
from monitor.extract.lang.pack import Pack
from monitor.extract.syntax.model import Parsed


class Linker:
    """Finds the events of parsed sentences and who takes part."""

    def __init__(self, pack: Pack) -> None:
        """Take the predicate table of *pack*."""
        self.pack = pack
        self.verbs = VerbLinks(pack)
        self.nouns = NounLinks(pack)

    def events(self, parsed: Parsed) -> Iterator[Event]:
        """Yield the events of *parsed* in the order of their words.

        Those without parties too, for who explains.
        """
        found = [
            event for clause in parsed.clauses if (event := self.verbs.event(parsed, clause)) is not None
        ]
        found += [
            event for noun in event_nouns(parsed) if (event := self.nouns.event(parsed, noun)) is not None
        ]
        never = self._never(parsed)
        yield from (
            event for event in sorted(found, key=lambda event: event.trigger) if event.trigger not in never
        )

    def _never(self, parsed: Parsed) -> set[int]:
        """Return the tokens of phrases that are no contact whatever they look like."""
        tokens = parsed.tagged.tokens
        return {
            at + number
            for phrase in self.pack.never
            for at, token in enumerate(tokens)
            if token.low == phrase[0] and tuple(one.low for one in tokens[at : at + len(phrase)]) == phrase
            for number in range(len(phrase))
        }
