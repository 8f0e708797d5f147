"""An article's facts as table rows for `explain`, each with what it lacks of a condition."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from monitor.extract.lexicon import Lexicon
from monitor.extract.model import Contact, Denial
from monitor.rule.condition import ContactIs, DenialIs
from monitor.rule.literal import Place
from monitor.rule.match_facts import ContactTest, DenialTest, bears_on
from monitor.rule.search_text import Searched
from monitor.rule.snippets import Snippet, quotes_of

_CONTACT_HEADS = ("who", "kind", "status", "said by", "when")
_DENIAL_HEADS = ("denied by", "as", "source", "of what")
_NAMED = frozenset({"said by", "as"})
_NO_CONTACT = "no contact was read: it takes leaders of two sides and a word of contact in a sentence"
_NO_DENIAL = "no denial was read: it takes a source, a word of denial, and something that was claimed"


@dataclass(frozen=True, slots=True, kw_only=True)
class FactRow:
    """One contact or denial: its cells, its words, and what it lacks of what is asked (nothing: it is)."""

    cells: tuple[str, ...]
    lacks: tuple[str, ...] = ()
    quotes: tuple[Snippet, ...] = ()

    def line(self, heads: Sequence[str]) -> str:
        """Return the row as one line of plain text."""
        named = [
            f"{head} {cell}" if head in _NAMED else cell
            for head, cell in zip(heads, self.cells, strict=True)
            if cell
        ]
        told = ", ".join(named[1:])
        return f"{'✗' if self.lacks else '✓'} {self.cells[0]}: {told}" + (
            f"  — {'; '.join(self.lacks)}" if self.lacks else ""
        )


def rows_of(
    condition: ContactIs | DenialIs, text: Searched, inside: Place, lexicon: Lexicon | None
) -> tuple[tuple[str, ...], tuple[FactRow, ...]]:
    """Return the heads and the rows of what was read of the kind *condition* asks for, those asked for first.

    A fact must stand in the stretch *inside* with all its sentences, else it lacks that.
    """
    lexicon = lexicon or Lexicon.load_default()
    if isinstance(condition, ContactIs):
        contacts = ContactTest(condition, lexicon)
        heads: tuple[str, ...] = _CONTACT_HEADS
        rows = [
            _contact(text, inside, one, contacts.lacks(one))
            for one in text.facts.contacts
            if bears_on(one, text.about)
        ]
    else:
        denials = DenialTest(condition, lexicon)
        heads = _DENIAL_HEADS
        rows = [
            _denial(text, inside, one, denials.lacks(one))
            for one in text.facts.denials
            if bears_on(one, text.about)
        ]
    return heads, tuple(sorted(rows, key=lambda row: bool(row.lacks)))


def nothing_read(condition: ContactIs | DenialIs) -> str:
    """Return what it would have taken to read a fact of the kind *condition* asks for."""
    return _NO_CONTACT if isinstance(condition, ContactIs) else _NO_DENIAL


def _contact(text: Searched, inside: Place, contact: Contact, lacks: Sequence[str]) -> FactRow:
    said = contact.when or ""
    on = (f"{said} ({contact.on})" if said else contact.on) if contact.on else said
    by = " citing ".join(contact.attribution) or "the article"
    cells = (_who(contact), contact.kind.value, contact.status.value, by, on)
    return _row(text, inside, contact, cells, lacks)


def _denial(text: Searched, inside: Place, denial: Denial, lacks: Sequence[str]) -> FactRow:
    contact = f": {denial.contact.kind}, {_who(denial.contact)}" if denial.contact else ""
    official = "official" if denial.official else "not official"
    cells = (denial.by, denial.role or "", official, f"a {denial.denies}{contact}")
    return _row(text, inside, denial, cells, lacks)


def _row(
    text: Searched, inside: Place, fact: Contact | Denial, cells: tuple[str, ...], lacks: Sequence[str]
) -> FactRow:
    places = map(text.place_of, fact.evidence)
    if not all(inside.start <= place.start and place.end <= inside.end for place in places):
        lacks = [*lacks, "its sentences are not all in the part that is looked at"]
    return FactRow(cells=cells, lacks=tuple(lacks), quotes=quotes_of(text.article, fact.proof))


def _who(contact: Contact) -> str:
    return ", ".join(one.name for one in contact.participants)
