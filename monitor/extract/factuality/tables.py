"""The tables that every scope asks: governors, closed lists, verdicts."""

from __future__ import annotations

from monitor.extract.factuality.governors import Effect
from monitor.extract.factuality.verdicts import Verdicts
from monitor.extract.lang.pack import Pack


class ScopeTables:
    """What the words of one language do to what they govern."""

    def __init__(self, pack: Pack) -> None:
        """Take the tables of *pack*."""
        self.pack = pack
        self.rows = pack.governors
        self.grammar = pack.grammar
        self.verdicts = Verdicts(pack)

    def effect(self, pos: str, lemma: str, kind: str) -> Effect | None:
        """Return the effect of a governor, None where the word or the kind of complement is not known."""
        row = self.rows.get(pos, lemma)
        return None if row is None else row.effects.get(kind)
