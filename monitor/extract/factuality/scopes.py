"""Collects the governors over an event, from the innermost out, for its status.

Its own verb, then every word that governs it, to the sentence's top.

`judge` answers with the status and the chain that led to it. A governor whose complement its row does
not name makes it
unclear; a phrase beside the verb ("in a call") takes over only what is open of the verb (future, modal,
question).
"""

from __future__ import annotations

from monitor.extract.factuality.governors import Effect
from monitor.extract.factuality.judgement import Judgement
from monitor.extract.factuality.noun_scopes import EventScopes
from monitor.extract.factuality.tables import ScopeTables
from monitor.extract.frames.events import Event
from monitor.extract.model import ContactStatus as Status
from monitor.extract.syntax.extent import clause_extent
from monitor.extract.syntax.model import Clause, Parsed


class Scopes(ScopeTables):
    """Reads the scopes of events by one language's governors."""

    def judge(self, event: Event, parsed: Parsed) -> Judgement:
        """Return what the text says of *event*."""
        walk = EventScopes(self, parsed, Judgement())
        if self._corrects(parsed):
            walk.found.take(Effect.RETRACT, "correction")
        if event.noun is not None:
            walk.adjectives(event.noun)
            walk.noun(event.noun)
        elif event.clause is not None:
            walk.own(event.clause)
            walk.up(event.clause)
            if walk.found.status is Status.DENIED and self._in_a_manner(parsed, event.clause):
                walk.found.take(Effect.UNCLEAR, "manner")
                walk.found.spared = True
        return walk.found

    def _in_a_manner(self, parsed: Parsed, clause: Clause) -> bool:
        """Tell "denied having met him secretly", which may leave the meeting, from "had secretly met"."""
        behind = parsed.tagged.tokens[clause.verb.end : clause_extent(parsed, clause) + 1]
        return any(token.low in self.grammar.manner for token in behind)

    def _corrects(self, parsed: Parsed) -> bool:
        """Tell whether the outlet takes back what it told: "CORRECTION: A dispatch stated that …"."""
        tokens = parsed.tagged.tokens
        return len(tokens) > 1 and tokens[0].low in self.grammar.corrections and not tokens[1].low.isalpha()
