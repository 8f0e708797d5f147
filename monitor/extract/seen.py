"""A contact as one sentence tells it, and how it stands once it is denied."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from monitor.extract.cast.model import Party
from monitor.extract.factuality.judgement import Judgement
from monitor.extract.frames.events import Event
from monitor.extract.merge import joined
from monitor.extract.model import Contact, ContactStatus
from monitor.extract.syntax.joins import parties as named

_TO_COME = frozenset({"plan", "hypothetical", "attempt", "command"})
_DENIABLE = frozenset({ContactStatus.CLAIMED, ContactStatus.DENIED})
_ASKED = frozenset({ContactStatus.HYPOTHETICAL, ContactStatus.UNCLEAR})
_TOLD = frozenset({ContactStatus.HAPPENED, ContactStatus.CLAIMED, *_ASKED})
_PLANNED = frozenset({ContactStatus.PLANNED, ContactStatus.HYPOTHETICAL})


@dataclass(slots=True)
class Seen:
    """A contact as one sentence tells it."""

    contact: Contact
    people: frozenset[str]
    sentence: int
    trigger: int
    event: Event
    judgement: Judgement

    @property
    def ahead(self) -> bool:
        """Tell whether it is, or was, still to come; what one only asks about may well be over."""
        status, effects = self.contact.status, {effect for _, effect in self.judgement.steps}
        if status is ContactStatus.HYPOTHETICAL:
            return "ask" not in effects or bool(effects & _TO_COME)
        denied = status is ContactStatus.REFUSED and self.judgement.denying is not None
        return status is ContactStatus.PLANNED or denied

    def named(self, kind: str) -> bool:
        """Tell whether the noun *kind* names this contact."""
        return bool(kind) and kind in {self.contact.kind.value, self.event.predicate.lemma[0]}

    def among(self, contacts: Sequence[Contact]) -> Contact:
        """Return what became of it among the *contacts* of the article."""
        contact = self.contact
        return next((one for one in contacts if one is contact or joined(one, contact)), contact)

    @property
    def doubted(self) -> bool:
        """Tell a claim, or what was denied before."""
        return self.contact.status in _DENIABLE

    def answered(self, kind: str, denier: Party) -> bool:
        """Tell what one was asked, or what a paper or the other side has: what a denial beside it is of."""
        if self.contact.status is ContactStatus.HAPPENED:
            sources = [one for clause in self.judgement.saying for one in named(clause.subject)]
            told = bool(self.judgement.saying) and not any(one.official for one in sources)
            return told or self.named(kind) or self._of_the_other(sources, denier)
        asked = any(effect == "ask" for _, effect in self.judgement.steps)
        return self.contact.status in _ASKED and asked

    def _of_the_other(self, sources: Sequence[Party], denier: Party) -> bool:
        """Tell a contact that one of its parties tells and the other's side denies."""
        tells = [one for one in self.event.parties if one in sources]
        others = [one for one in self.event.parties if one not in sources]
        ours = any(one.name == denier.name or (one.side and one.side == denier.side) for one in others)
        return bool(tells) and ours

    def deny(self, denier: Party, *, plan: bool) -> None:
        """Let *denier* have denied it, or the plan of it: it is not told by him."""
        contact = self.contact
        if plan:
            if contact.status in _PLANNED:
                self.contact = replace(contact, status=ContactStatus.REFUSED)
            return
        others = tuple(name for name in contact.attribution if name != denier.name)
        denied = ContactStatus.DENIED if contact.status in _TOLD else contact.status
        self.contact = replace(contact, status=denied, attribution=others)
