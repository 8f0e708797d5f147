"""The second participant from the article's topic, where a sentence names only one side.

"A call with Putin lasted an hour".

The topic is the last leader who was the subject of a sentence just before. Only events whose own
sentence has nobody else
who could take part are filled so, and say so: their strength is `across`.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from monitor.extract.cast.model import Party, PartyKind
from monitor.extract.frames.events import Event, Strength
from monitor.extract.frames.sides import able, apart
from monitor.extract.syntax.model import Parsed, Tagged

_NEAR = 2
_OPENING = 6


@dataclass(slots=True)
class Topic:
    """The last leaders who were subjects, and in which sentence."""

    parties: list[Party] = field(default_factory=list)
    sentence: int = -9

    def take(self, tagged: Tagged, number: int) -> None:
        """Remember who a sentence is about: the leader it opens with."""
        for mention in tagged.mentions:
            found = able([mention.party], "subject")
            if found and mention.start <= _OPENING:
                self.parties, self.sentence = found, number
                return

    def near(self, number: int) -> Party | None:
        """Return the one leader whom the text before sentence *number* is about, if it is near enough."""
        return self.parties[0] if number - self.sentence <= _NEAR and len(self.parties) == 1 else None

    def fill(self, event: Event, parsed: Parsed, number: int) -> None:
        """Give *event* the topic as its other side, where its own sentence leaves that open."""
        topic = self.near(number)
        if event.parties or topic is None:
            return
        others = list(dict.fromkeys(party for some in event.slots.values() for party in some))
        if not others or not self._open(event, parsed, others):
            return
        if all(apart(topic, other) for other in others):
            event.parties = [topic, *others]
            event.strength = Strength.ACROSS
            event.first = event.first or event.trigger
            event.last = max(event.last, event.trigger)

    def _open(self, event: Event, parsed: Parsed, others: list[Party]) -> bool:
        """Tell whether nobody else in the sentence may be who takes part."""
        if event.noun is None or event.reason:
            return False
        if set(event.slots) - {"with", "to", "from"}:
            return False
        for mention in parsed.tagged.mentions:
            party = mention.party
            unresolved = party.kind is PartyKind.OTHER and not party.sure
            if party in others or unresolved or party.kind is PartyKind.GOVERNMENT:
                continue
            return False
        return True
