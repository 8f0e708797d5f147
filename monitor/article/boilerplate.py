"""Finds boilerplate: which lines belong to the web page and not to the article, by `boilerplate_tables`.

A line is set aside only when it is short for a paragraph and the cue fits whole; a doubtful line
stays in, because text set aside can raise no alert.
"""

from __future__ import annotations

import re
from functools import cache

from monitor.article.boilerplate_tables import (
    APPEAL_WORDS,
    CUES,
    FIRST_WORDS,
    GIVEAWAYS,
    NAVIGATION,
)
from monitor.article.outlets import agency_spellings, named_outlet, signed_outlet
from monitor.article.parts import Role

MAX_DEBRIS = 320
"""Longer paragraphs than this are never debris but by an appeal's own words."""

_CUE = re.compile("|".join(f"(?P<{role.value}>{'|'.join(table)})" for role, table in CUES))
_LEADING_SIGNS = " \t\xa0*_>»→▶►•-–—[|·\"'“‘"
_NAMED = re.compile(r"(?:(?i:by|from)|:)\s+(?:[A-ZА-ЯЁІЇЄҐ@]|(?:agencies|staff|wires?)\b)")
_MAX_RELATED = 240
_MAX_CREDIT = 160

_CAPITALISED = r"[A-ZА-ЯЁІЇЄҐ][\w.'’-]*"
_PHOTO_AGENCIES = (
    r"getty images|epa(?:-efe)?|sipa|imago|alamy|shutterstock|zuma press|picture alliance"
    r"|[\w-]+\.(?:com|ru|ua|org|net)"
)
_DOMAIN = re.compile(
    r"(?:https?://)?(?:www\.)?((?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,18})/?", re.IGNORECASE
)


def cue_role(text: str) -> Role | None:
    """Return the role that the words of a paragraph give away, None for what may be prose."""
    opening = text[:28].lstrip(_LEADING_SIGNS).split(None, 1)
    word = opening[0].rstrip(":,.|»→-").lower() if opening else ""
    if word not in FIRST_WORDS and word.isalpha():
        return None
    lowered = text.lower().lstrip(_LEADING_SIGNS)
    found = _CUE.match(lowered)
    if not found or not found.lastgroup:
        return None
    role = Role(found.lastgroup)
    if role is Role.BYLINE and not _NAMED.search(text):
        return None
    return None if role is Role.RELATED and len(text) > _MAX_RELATED else role


def giveaways(lowered: str) -> tuple[tuple[str, Role], ...]:
    """Return the phrases of *lowered* (a document in lower case) that give a line away anywhere in it."""
    return tuple(giveaway for giveaway in GIVEAWAYS if giveaway[0] in lowered)


def giveaway_role(text: str, present: tuple[tuple[str, Role], ...]) -> Role | None:
    """Return the role that one of the phrases *present* in the document gives the line *text*."""
    lowered = text.lower()
    role = next((role for words, role in present if words in lowered), None)
    return None if role is Role.CREDIT and len(text) > _MAX_CREDIT else role


def may_appeal(lowered: str) -> bool:
    """Return whether an appeal for money can stand in *lowered*, a document in lower case."""
    return "donat" in lowered or "paywall" in lowered or "journalism" in lowered or "support us" in lowered


def appeal_score(text: str) -> int:
    """Return how many words of an appeal for money stand in *text*."""
    lowered = text.lower()
    return sum(lowered.count(words) for words in APPEAL_WORDS)


def is_navigation(text: str) -> bool:
    """Return whether the line is a label of the site and nothing more."""
    return text.strip(" :»›>→.…|[]()#*").lower() in NAVIGATION


def is_photo_credit(text: str) -> bool:
    """Return whether the line is a photographer's name and an agency."""
    signed = "/" in text or "|" in text or ", " in text
    return signed and text[:3].lower() != "by " and bool(_signed_photo().fullmatch(text))


@cache
def _signed_photo() -> re.Pattern[str]:
    agencies = "|".join(map(re.escape, agency_spellings()))
    return re.compile(
        rf"(?:{_CAPITALISED}\s+){{0,4}}{_CAPITALISED}\s*(?:[/|]|, )\s*(?i:{agencies}|{_PHOTO_AGENCIES})"
        r"(?:\s*+[/|]\s*+[\w.-][\w .-]{0,28}[\w.-])*"
    )


def site_name(text: str) -> str | None:
    """Return the outlet or agency when *text* is its bare name or domain; an unknown domain as written."""
    known = signed_outlet(text)
    if known:
        return known
    domain = _DOMAIN.fullmatch(text)
    return named_outlet(domain[1].lower()) if domain else None
