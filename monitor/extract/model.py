"""What an article reports: contacts between leaders and denials, and who says so.

A fact is a reading of the text, never a judgement about the world: every one carries the
spans that prove it and the chain of those who say so.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice
from typing import TypeVar

from monitor.article.model import Span

MOST_BESIDE = 20
"""How many other facts of an article stand beside those that an alert is about."""


class ContactKind(StrEnum):
    """How two leaders were in contact."""

    CALL = "call"
    MEETING = "meeting"
    VISIT = "visit"
    MESSAGE = "message"
    TALKS = "talks"
    UNSPECIFIED = "unspecified"


class ContactStatus(StrEnum):
    """What the text says of the contact; `CLAIMED` is said by others than the parties, unconfirmed."""

    HAPPENED = "happened"
    CLAIMED = "claimed"
    PLANNED = "planned"
    DENIED = "denied"
    REFUSED = "refused"
    HYPOTHETICAL = "hypothetical"
    UNCLEAR = "unclear"


class Denies(StrEnum):
    """What a denial is a denial of."""

    CONTACT = "contact"
    PLAN = "plan"
    CLAIM = "claim"


@dataclass(frozen=True, slots=True, kw_only=True)
class Participant:
    """A leader as the article names them: canonical name, and office and side where known."""

    name: str
    office: str | None = None
    side: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """One contact between leaders, as reported.

    `attribution` runs from the outermost source inwards ("Bob Woodward", "a Trump aide").
    `when` is the time as said ("on Tuesday", "since 2021"); `on` is its ISO date where it
    can be resolved against the article's date. `evidence` are whole sentences, `words` the part of
    each that says it.
    """

    participants: tuple[Participant, ...]
    kind: ContactKind
    status: ContactStatus
    attribution: tuple[str, ...] = ()
    when: str | None = None
    on: str | None = None
    evidence: tuple[Span, ...] = ()
    words: tuple[Span, ...] = ()
    strength: str = "direct"
    standing: bool = False

    @property
    def proof(self) -> tuple[Span, ...]:
        """The words that say it, or the whole sentences where no words were told apart."""
        return self.words or self.evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Denial:
    """One denial, as reported: by whom, in what role, of what.

    `background`: a standing denial of another matter, told in passing ("has denied any
    involvement") by an article whose news is a contact; a rule about denials as news skips it.
    `standing`: told as what was said before, not as news. `denied`: the words for what is denied.
    """

    by: str
    role: str | None
    official: bool
    denies: Denies
    contact: Contact | None = None
    background: bool = False
    standing: bool = False
    denied: Span | None = None
    evidence: tuple[Span, ...] = ()
    words: tuple[Span, ...] = ()

    @property
    def proof(self) -> tuple[Span, ...]:
        """The words that say it, or the whole sentences where no words were told apart."""
        return self.words or self.evidence


_Fact = TypeVar("_Fact", Contact, Denial)


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """All facts read off one article. `notes` say in words what of it was not read, nothing if all was."""

    contacts: tuple[Contact, ...] = ()
    denials: tuple[Denial, ...] = ()
    notes: tuple[str, ...] = ()

    def led_by(self, asked: Iterable[Contact | Denial]) -> Facts:
        """Return these facts with *asked*, which are of them, in front, and some of the others behind.

        What is unclear stands beside nothing. Of an article that reports hundreds of contacts each may
        be told by itself: what stands beside one is
        bounded, or what is told and kept would grow with the square of their number.
        """
        ids = set(map(id, asked))
        return Facts(contacts=_in_front(self.contacts, ids), denials=_in_front(self.denials, ids))


def _in_front(facts: Sequence[_Fact], ids: AbstractSet[int]) -> tuple[_Fact, ...]:
    found = [one for one in facts if id(one) in ids]
    found += islice((one for one in facts if id(one) not in ids and not _unclear(one)), MOST_BESIDE)
    return tuple(found)


def _unclear(fact: Contact | Denial) -> bool:
    return isinstance(fact, Contact) and fact.status is ContactStatus.UNCLEAR


NO_FACTS = Facts()
