"""What claims and charges an article has told so far: what a denial without a verb of denying answers."""

from __future__ import annotations

from monitor.extract.denial.echoes import ClaimsBefore
from monitor.extract.denial.model import CHARGED, ECHO, LEAD, Saying
from monitor.extract.lang.pack import Pack
from monitor.extract.syntax.model import Tagged

_BACK = 3
_NEAR = 1


class Answers:
    """Remembers where claims and charges were told."""

    def __init__(self, pack: Pack) -> None:
        """Take the words of a charge."""
        self.charges = pack.denials.lists["accusing"]
        self.claims = ClaimsBefore(pack)
        self.number = self.claim_at = self.charge_at = -9

    def turn(self, number: int, *, claimed: bool) -> None:
        """Go on to sentence *number*; *claimed*: it speaks of a claim."""
        self.number = number
        if claimed:
            self.claim_at = number

    def hear(self, tagged: Tagged) -> None:
        """Note whether a charge is told in the sentence, which a plain negative may answer."""
        if not self.charges.isdisjoint(token.low for token in tagged.tokens):
            self.charge_at = self.number

    def heard(self, tagged: Tagged) -> None:
        """Take in a sentence that was read, for those after it."""
        self.hear(tagged)
        self.claims.take(tagged, self.number)

    def needed(self, saying: Saying) -> bool:
        """Tell whether what *saying* needs to be an answer to was told near enough."""
        if saying.answers == LEAD and self.number <= _NEAR:
            return True
        if saying.echo[0] and saying.denier and self.claims.taken_up(saying, saying.denier, self.number):
            return True
        charged = self.number - self.charge_at <= _NEAR
        if saying.answers == ECHO:
            return False
        if saying.answers == CHARGED:
            return charged
        return not saying.answers or self.number - self.claim_at <= _BACK or charged
