"""The sentence of an alert: who – what with whom – how it stands – according to whom – when.

"Kremlin (Dmitry Peskov) denies: “Putin secretly congratulated Trump” · claim reported by Bloomberg". One
grammar for console, Slack, mail, digests, JSON and titles. It is made from the facts alone: what is denied is
shown by the words that the denial is of, or by the contact denied, never by the headline of the article. What
the text does not tell is left out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from monitor.article.model import Span
from monitor.english import listed
from monitor.extract.model import Contact, ContactKind, ContactStatus, Denial, Denies, Facts
from monitor.summary.occasion import not_to_be, when_of
from monitor.summary.quoted import is_thing, pointed_at, proposition, told_contact, whole_sentence
from monitor.summary.speakers import SpeakerShown, denies, official_side, told_by

PARTS = ("who", "what", "status", "by", "when")
SEPARATOR = " · "
_KINDS = {
    ContactKind.CALL: ("call", "a call"),
    ContactKind.MEETING: ("meeting", "a meeting"),
    ContactKind.VISIT: ("visit", "a visit"),
    ContactKind.MESSAGE: ("message", "a message"),
    ContactKind.TALKS: ("talks", "talks"),
    ContactKind.UNSPECIFIED: ("contact", "a contact"),
}
_UNCOUNTED = frozenset({"information", "speculation", "disinformation", "criticism"})
# Kinds whose word says little: the article's own words say what it was.
_VAGUE = frozenset({ContactKind.MESSAGE, ContactKind.UNSPECIFIED})
# The word for how it stands, and how those who say so are joined to it.
_STATUSES = {
    ContactStatus.HAPPENED: ("", ", according to {}"),
    ContactStatus.CLAIMED: ("claimed", " by {}"),
    ContactStatus.PLANNED: ("planned", ", according to {}"),
    ContactStatus.DENIED: ("denied", " · claim reported by {}"),
    ContactStatus.REFUSED: ("refused", ", according to {}"),
    ContactStatus.HYPOTHETICAL: ("only spoken of", ""),
    ContactStatus.UNCLEAR: ("mentioned, unclear whether it took place", ""),
}
_DENIES = ("denies", "deny")
# What was denied before is no news.
_DENIED_BEFORE = ("has denied", "have denied")
_TAKEN_PLACE = frozenset({ContactStatus.HAPPENED, ContactStatus.CLAIMED})
_UNTOLD = {Denies.CONTACT: "a contact", Denies.PLAN: "a plan", Denies.CLAIM: "a claim"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """The sentence, and the parts that it is made of; a part that is not known is "".

    `who`: the participants, or who denies; `what`: the contact, or what is denied; `status`: the word for how
    it stands; `by`: according to whom; `when`: as the text says it.
    """

    text: str
    who: str = ""
    what: str = ""
    status: str = ""
    by: str = ""
    when: str = ""


NO_SUMMARY = Summary(text="")


def summary_of(facts: Facts, asked: Sequence[Contact | Denial], *, publisher: str | None = None) -> Summary:
    """Return the sentence of what a rule *asked* for among *facts*; without any facts it is empty.

    *publisher* is who reports a contact of which the text names no other source.
    """
    lead = _leading(asked or (*facts.contacts[:1], *facts.denials[:1]))
    if lead is None:
        return NO_SUMMARY
    if isinstance(lead, Denial):
        same = [one for one in facts.denials if one is not lead and _same_matter(one, lead)]
        return _denied([lead, *same], lead.contact)
    denials = _of(lead, facts)
    if denials and lead.status is not ContactStatus.HAPPENED:
        return _denied(denials, lead)
    return _told(lead, denials, publisher)


def proofs_of_status(facts: Facts, asked: Sequence[Contact | Denial]) -> tuple[Span, ...]:
    """Return the words that prove how the fact of the sentence stands: those of its denials, or its own."""
    lead = _leading(asked)
    if lead is None:
        return ()
    denials = [lead] if isinstance(lead, Denial) else _of(lead, facts)
    same = [
        one
        for one in facts.denials
        if isinstance(lead, Denial) and one is not lead and _same_matter(one, lead)
    ]
    return tuple(span for one in (*denials, *same) for span in one.proof) or lead.proof


def words_of_lead(asked: Sequence[Contact | Denial]) -> tuple[Span, ...]:
    """Return the words for the fact of the sentence, and for the contact that it denies."""
    lead = _leading(asked)
    if isinstance(lead, Denial):
        return (*lead.proof, *(lead.contact.proof if lead.contact else ()))
    return lead.proof if lead else ()


def _leading(asked: Sequence[Contact | Denial]) -> Contact | Denial | None:
    """Return the first that is asked for; of denials alone, the first of which it is known what is denied."""
    if not asked or isinstance(asked[0], Contact):
        return asked[0] if asked else None
    known = (one for one in asked if isinstance(one, Denial) and (one.contact or proposition(one)))
    return next(known, asked[0])


def _of(contact: Contact, facts: Facts) -> list[Denial]:
    """Return the denials of *contact* in the same article."""
    if contact.status in {ContactStatus.PLANNED, ContactStatus.HYPOTHETICAL}:
        return []
    return [one for one in facts.denials if one.contact is not None and _same(one.contact, contact)]


def _same(one: Contact, other: Contact) -> bool:
    return one == other or (
        one.status == other.status != ContactStatus.HAPPENED
        and one.kind == other.kind
        and {each.name for each in one.participants} == {each.name for each in other.participants}
    )


def _same_matter(one: Denial, lead: Denial) -> bool:
    if one.background or one.standing != lead.standing or one.denies is not lead.denies:
        return False
    if one.contact and lead.contact:
        return _same(one.contact, lead.contact)
    return one.contact is lead.contact and bool(proposition(lead)) and proposition(one) == proposition(lead)


def _denied(denials: Sequence[Denial], contact: Contact | None) -> Summary:
    """Return "Kremlin (Dmitry Peskov) denies: “…” · claim reported by Bloomberg"."""
    speakers = [SpeakerShown.of(one.by, one.role) for one in denials]
    names = told_by(speakers)
    what, link = _what_is_denied(denials, contact)
    source = _claimed_by(contact, speakers) if contact and denials[0].denies is not Denies.PLAN else ""
    verb = _DENIED_BEFORE if denials[0].standing else _DENIES
    reported = f"{SEPARATOR}claim reported by {source}" if source else ""
    return Summary(
        text=f"{denies(names, speakers, verb=verb)}{link}{what}{reported}",
        who=listed(names),
        what=what,
        status="denied",
        by=source,
    )


def _what_is_denied(denials: Sequence[Denial], contact: Contact | None) -> tuple[str, str]:
    """Return what is denied, and how it is joined to "denies".

    Where the text only points at it, the sentence of the denial is quoted: it is the nearest to it.
    """
    lead = denials[0]
    if contact is not None and contact.participants:
        if lead.denies is Denies.PLAN:
            return f"plans for {between(contact, lead.by)}", " "
        words = told_contact(contact, denials)
        return (f"“{words}”", " " if is_thing(words) else ": ") if words else (between(contact, lead.by), " ")
    words = proposition(lead)
    if words:
        return f"“{words}”", " " if is_thing(words) else ": "
    noun = pointed_at(lead)
    sentence = whole_sentence(lead)
    return (_some(noun) if noun else _UNTOLD[lead.denies]) + (f" – {sentence}" if sentence else ""), " "


def _some(noun: str) -> str:
    if noun.endswith("s") or noun in _UNCOUNTED:
        return noun
    return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"


def _told(contact: Contact, denials: Sequence[Denial], publisher: str | None) -> Summary:
    """Return "Donald Trump and Vladimir Putin: call (on Tuesday), according to Vladimir Putin's office"."""
    kind, _ = _KINDS[contact.kind]
    who = listed(_names(contact))
    when = when_of(contact)
    source = ", citing ".join(contact.attribution[:2])
    status, said = _how_it_stands(contact, source)
    words = told_contact(contact) if contact.kind in _VAGUE and contact.status in _TAKEN_PLACE else ""
    if not source and publisher:
        said += f"{SEPARATOR}reported by {publisher}"
    elif not source and not status:
        said = f"{SEPARATOR}reported" if words else " reported"
    speakers = [SpeakerShown.of(one.by, one.role) for one in denials]
    against = f"{SEPARATOR}denied by {listed(told_by(speakers))}" if speakers else ""
    time = f" ({when})" if when else ""
    return Summary(
        text=f"{f'“{words}”' if words else f'{who}: {kind}'}{time}{said}{against}",
        who=who,
        what=f"“{words}”" if words else kind,
        status=status or "reported",
        by=source or publisher or "",
        when=when,
    )


def _how_it_stands(contact: Contact, source: str) -> tuple[str, str]:
    """Return the word for how *contact* stands ("": reported), and that with its *source* in the sentence."""
    word, link = _STATUSES[contact.status]
    if contact.status is ContactStatus.REFUSED:
        word = not_to_be(contact)
    said = f" {word}" if word else ""
    return word, said + (link.format(source) if source else "")


def between(contact: Contact, but: str = "") -> str:
    """Return "a call between A and B", or "a call with B", *but* one of them, who is named already."""
    _, kind = _KINDS[contact.kind]
    names = tuple(name for name in _names(contact) if name != but)
    if len(names) == 1:
        return f"{kind} with {names[0]}"
    return f"{kind} between {listed(names)}" if names else kind


def _names(contact: Contact) -> tuple[str, ...]:
    return tuple(one.name for one in contact.participants)


def _claimed_by(contact: Contact, deniers: Sequence[SpeakerShown]) -> str:
    """Return who is said to claim what is denied; nobody where the reader took the denier's side for it."""
    said = contact.attribution[:2]
    sides = {one.side for one in deniers if one.side}
    names = {part.casefold() for one in deniers for part in (one.name, one.body) if part}
    parties = {one.name: one.side for one in contact.participants}
    for one in said:
        bare = re.sub(r"[’']s office$", "", one)
        if bare.casefold() in names or (parties.get(bare) or official_side(one)) in sides:
            return ""
    return ", citing ".join(said)
