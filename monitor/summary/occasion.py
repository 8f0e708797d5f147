"""When a contact was, as far as the words for it tell, and how one that is not to be stands.

A sentence of an article has days of its own: that of a statement, of an interview. Only a time that stands in
the words for the contact, or right beside them, is told as the contact's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from monitor.article.model import Span
from monitor.extract.model import Contact, ContactStatus

_NO_PLAN = re.compile(
    r"\b(?:no|not|never|without|n[’']t)\b.{0,24}\b(?:plan(?:s|ned|ning)?|intend(?:s|ed)?|intentions?|schedul\w+|agenda|"
    r"consider(?:s|ed|ing)?)\b|\bне\b.{0,24}\b(?:планир|запланир|плану|заплан|намер|намір|собира)\w*|"
    r"\b(?:нет|немає)\b.{0,24}\bплан\w*",
    re.IGNORECASE,
)
_PUT_OFF = re.compile(r"\b(?:postpon\w+|put(?:ting|s)? off|delay\w*)\b|\bотлож\w+|\bвідкла\w+", re.IGNORECASE)
_CALLED_OFF = re.compile(
    r"\b(?:cancel\w*|call(?:s|ed|ing)? off|scrap(?:s|ped|ping)?|abandon\w*)\b|\bотмен\w+|\bскасу\w+",
    re.IGNORECASE,
)
_NEAR = 60
_FOLLOWS = re.compile(
    r",?\s*(?:(?:in|at|near|over|by) (?:(?!(?:said|told|when|that|who|which)\b)[\w’'.-]+ ){1,5})?,?\s*"
)
_LEADS = re.compile(r",?\s*")
_OWNED = re.compile(r"[’']s\b")


def when_of(contact: Contact) -> str:
    """Return when *contact* was as the text says it, "" where the words for it do not say so."""
    said = contact.when
    if contact.status is ContactStatus.REFUSED:
        # "Ruled out a meeting with him on Wednesday": mostly the day of saying so.
        return ""
    for sentence, start, end in _places(contact) if said else ():
        times = (one.start() for one in re.finditer(re.escape(said or ""), sentence))
        if said and any(_is_of(sentence, at, at + len(said), start, end) for at in times):
            return (
                said[:1].lower() + said[1:] if said.startswith(("On ", "In ", "Last ", "Earlier ")) else said
            )
    return ""


def not_to_be(contact: Contact) -> str:
    """Return "put off", "called off", "not planned" or "refused", as the words for *contact* have it."""
    said = [text[max(0, start - _NEAR) : end + _NEAR] for text, start, end in _places(contact)]
    words = ((_PUT_OFF, "put off"), (_CALLED_OFF, "called off"), (_NO_PLAN, "not planned"))
    return next((word for cues, word in words if any(map(cues.search, said))), "refused")


def _places(contact: Contact) -> Iterator[tuple[str, int, int]]:
    """Yield each sentence that tells of *contact*, and where in it its words begin and end."""
    for word in contact.words:
        whole = next((one for one in contact.evidence if _holds(one, word)), word)
        yield whole.text, word.start - whole.start, word.end - whole.start


def _holds(sentence: Span, word: Span) -> bool:
    return sentence.field == word.field and sentence.start <= word.start and word.end <= sentence.end


def _is_of(text: str, first: int, last: int, start: int, end: int) -> bool:
    """Return whether the time from *first* to *last* is in the words, follows them, or opens the sentence."""
    if _OWNED.match(text, last):
        return False
    if first >= start:
        return last <= end or bool(_FOLLOWS.fullmatch(text, end, first))
    return not text[:first].strip() and bool(_LEADS.fullmatch(text, last, start))
