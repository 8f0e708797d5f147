"""Who denies officially: whoever speaks for a state, an army, a party; not who answers for himself alone."""

from __future__ import annotations

import re

from monitor.extract.cast.model import Party, PartyKind
from monitor.extract.denial.model import Saying
from monitor.extract.lang.pack import Pack

_PRIVATE = ("chief executive", "executive officer", "vice president of operations")
_FORMER = ("ex-",)
_WORD = re.compile(r"[\w'-]+")


class Officials:
    """Judges deniers by the words of their offices."""

    def __init__(self, pack: Pack) -> None:
        """Take the lists of *pack*."""
        self.unofficial = pack.denials.lists["unofficial"]
        self.speaking = pack.denials.lists["speaking"]
        self.private = pack.denials.lists["private"]

    def speaks(self, party: Party, saying: Saying) -> bool:
        """Tell whether what *party* denies with *saying* is an official denial."""
        if saying.private:
            return False
        office = (party.office or "").lower()
        if party.kind in {PartyKind.PERSON, PartyKind.OTHER} and not office:
            office = party.name.lower() if not party.leader else ""
        words = set(_WORD.findall(office))
        if "former" in _WORD.findall(party.name.lower())[:1] or office.endswith(_PRIVATE):
            return False
        if office.startswith(_FORMER) or (words & self.private and not party.leader):
            return False
        if words & self.unofficial and not party.leader and not words & self.speaking:
            return False
        if party.official:
            return True
        return party.kind is PartyKind.PERSON and party.side is not None and bool(words & self.speaking)
