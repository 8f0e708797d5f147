"""Joins what one article says of one contact: in headline, lead and body, by name and by office.

"Polish PM calls Ukrainian president" above "Donald Tusk called Volodymyr Zelensky" is one contact, of
those named. A headline is no firmer than the text: where that has the contact only as claimed or
denied, so has the headline.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from monitor.article.model import Span
from monitor.extract.model import Contact, ContactKind, ContactStatus, Participant

_VAGUE = frozenset({ContactKind.TALKS, ContactKind.UNSPECIFIED})
_EVIDENCE = 4
_BY_OFFICE = ("by office", "")
_HEADS = ("leader", "chief", "head", "boss")
_SOFTER = frozenset({ContactStatus.CLAIMED, ContactStatus.DENIED})
_TITLES = {
    "fm": "foreign minister",
    "pm": "prime minister",
    "premier": "prime minister",
    "defense minister": "defence minister",
    "defense secretary": "defence secretary",
    "vice-president": "vice president",
    "president elect": "president-elect",
}
_BARE = frozenset(
    {"leader", "counterpart", "colleague", "kremlin leader", "kremlin chief", "strongman", "head of state"}
)


def gathered(contacts: Sequence[Contact]) -> list[Contact]:
    """Return *contacts*, in reading order, with the repeats of each joined."""
    kept: list[Contact] = []
    index = _Index()
    for contact in contacts:
        for place in index.like(contact):
            one = joined(kept[place], contact)
            if one is not None:
                kept[place] = one
                break
        else:
            place, one = len(kept), contact
            kept.append(contact)
        index.add(place, one)
    return kept


class _Index:
    """Where the contacts stand that may be one with another: all that may share a participant with it."""

    def __init__(self) -> None:
        self._places: dict[tuple[str, str], set[int]] = {}

    def like(self, contact: Contact) -> list[int]:
        """Return the places of the contacts that may have the first participant of *contact*, in order."""
        first = contact.participants[0]
        keys = [
            ("name", first.name),
            ("of" if _unnamed(first) else "unnamed of", first.side or ""),
            _BY_OFFICE,
        ]
        return sorted(set().union(*(self._places.get(key, ()) for key in keys)))

    def add(self, place: int, contact: Contact) -> None:
        """Note that *contact* stands at *place*."""
        for one in contact.participants:
            keys = [("name", one.name), ("of", one.side or "")]
            keys += [("unnamed of", one.side or "")] if _unnamed(one) else []
            keys += [_BY_OFFICE] if _by_office_alone(one) and _in_headline(contact) else []
            for key in keys:
                self._places.setdefault(key, set()).add(place)


def as_told(contacts: Sequence[Contact]) -> list[Contact]:
    """Return *contacts*, those of the headline no firmer than the text has them."""
    return [_as_in_text(contact, contacts) for contact in contacts]


def _as_in_text(contact: Contact, contacts: Sequence[Contact]) -> Contact:
    if contact.status is not ContactStatus.HAPPENED or not _in_headline(contact):
        return contact
    below = {
        other.status
        for other in contacts
        if not _in_headline(other) and _kinds_fit(contact, other) and _people(contact, other)
    }
    if ContactStatus.HAPPENED in below or not below & _SOFTER:
        return contact
    denied = ContactStatus.DENIED in below
    return replace(contact, status=ContactStatus.DENIED if denied else ContactStatus.CLAIMED)


def _in_headline(contact: Contact) -> bool:
    return bool(contact.evidence) and contact.evidence[0].field == "title"


def joined(one: Contact, two: Contact) -> Contact | None:
    """Return the two as one contact, or None where they are not one."""
    if not _same_story(one.status, two.status) or not _kinds_fit(one, two):
        return None
    people = _people(one, two)
    if people is None:
        people = _people_of_headline(one, two)
        one = replace(one, attribution=two.attribution or one.attribution)  # the text has who says so, too
    if people is None:
        return None
    denied = ContactStatus.DENIED in {one.status, two.status}
    return replace(
        one,
        participants=people,
        kind=two.kind if one.kind in _VAGUE else one.kind,
        status=ContactStatus.DENIED if denied else one.status,
        attribution=one.attribution or two.attribution,
        when=one.when or two.when,
        on=one.on if one.when else two.on,
        evidence=more(one.evidence, two.evidence),
        words=more(one.words, two.words),
        standing=one.standing and (two.standing or _only_where(one, two)),
    )


def _only_where(one: Contact, two: Contact) -> bool:
    """Tell "they last met in May at a summit": *two* is of the sentence of *one*, and no time of its own."""
    return two.when in {None, one.when} and set(two.evidence) <= set(one.evidence)


def more(one: tuple[Span, ...], two: tuple[Span, ...]) -> tuple[Span, ...]:
    """Return the spans of both, each once, no more than a reader wants."""
    return tuple(dict.fromkeys((*one, *two)))[:_EVIDENCE]


def _same_story(one: ContactStatus, two: ContactStatus) -> bool:
    """Tell whether both statuses may be of one contact: a claim and its denial are."""
    return one is two or {one, two} == _SOFTER


def _kinds_fit(one: Contact, two: Contact) -> bool:
    return one.kind is two.kind or bool({one.kind, two.kind} & _VAGUE)


def _people(one: Contact, two: Contact) -> tuple[Participant, ...] | None:
    """Return the participants of both by their names where they are the same, else None."""
    if {person.name for person in one.participants} == {person.name for person in two.participants}:
        return one.participants
    if len(one.participants) != len(two.participants):
        return None
    left, found = list(two.participants), []
    for person in one.participants:
        other = next((other for other in left if _same(person, other)), None)
        if other is None:
            return None
        left.remove(other)
        found.append(other if _unnamed(person) else person)
    return tuple(found)


def _same(one: Participant, two: Participant) -> bool:
    if one.name == two.name:
        return True
    if one.side is None or one.side != two.side or _unnamed(one) == _unnamed(two):
        return False
    bare, named = (one, two) if _unnamed(one) else (two, one)
    office = _usual(bare.office)
    return office.endswith(_HEADS) or office in _BARE or office == _usual(named.office)


def _people_of_headline(one: Contact, two: Contact) -> tuple[Participant, ...] | None:
    """Return the participants of *two* where the headline *one* has all of them but one, and that by office.

    "President phoned Lula" above "President Marisol Quintanilla phoned Lula".
    """
    left = {person.name: person for person in two.participants}
    others = [person for person in one.participants if left.pop(person.name, None) is None]
    if not _in_headline(one) or len(others) != 1 or len(left) != 1:
        return None
    bare, (named,) = others[0], left.values()
    same = _by_office_alone(bare) and _usual(bare.office) == _usual(named.office)
    return two.participants if same else None


def _by_office_alone(person: Participant) -> bool:
    return person.side is None and person.name.lower() == (person.office or "").lower()


def _usual(office: str | None) -> str:
    """Return *office* by its usual name."""
    return _TITLES.get(office or "", office or "")


def _unnamed(person: Participant) -> bool:
    """Tell "Poland's pm", "Hamas chief" from somebody with a name."""
    if person.side is None or person.office is None:
        return False
    name = person.name.lower()
    return name.startswith(f"{person.side.lower()}'s ") or name.endswith(f" {person.office.lower()}")
