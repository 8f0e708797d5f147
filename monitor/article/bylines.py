"""Parses bylines and agency datelines: who wrote and who published, from the first lines.

*publisher* is, in this order: what front matter or the page names (a bare domain, an outlet's
name, the feed header's last word), the agency that signs the byline, the last line or the
dateline, and only then the host of the article's URL. An agency is a publisher, never an author.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from monitor.article.markup import visible
from monitor.article.outlets import agency_spellings, outlet_name, signed_outlet

_NAME = r"(?:[A-ZÀ-ÞА-ЯЁІЇЄҐ][\w.'’-]*|de|del|der|di|da|la|le|van|von|al|el|bin|ibn)"
_BYLINE = re.compile(
    rf"(?:[Bb]y|BY|Von|Par|Por|Di|Written by|Автор:?)[:\s]\s*(?P<names>{_NAME}(?:\s+{_NAME}){{0,5}}"
    rf"(?:(?:,|\s+and|\s+und|\s+et|\s+y|\s*&|,\s*and)\s+{_NAME}(?:\s+{_NAME}){{0,5}}){{0,5}})"
    r"(?P<rest>\s*(?:[|•·,/–—-]|(?:in|for|of|at)\s|(?:Published|Updated|PUBLISHED|UPDATED)\b).{0,120})?"
)
# What comes after a person's whole name is an outlet where it is known as one, though its name may be a word.
_FOR_OUTLET = re.compile(
    rf"(?:[Bb]y|BY|Von|Par|Por|Di|Written by|Автор:?)[:\s]\s*(?P<names>{_NAME}(?:\s+{_NAME}){{1,4}})"
    r"(?:\s*[,|/•·–—]\s*|\s+-\s+|\s+(?:for|für|pour|para)\s+)(?P<outlet>[^,|]{2,40})"
)
_NAMES_APART = re.compile(r",\s*(?:and\s+)?|\s+(?:and|und|et|y)\s+|\s*&\s*|\s*/\s*")
_DATELINE = re.compile(
    r"(?:[A-ZÀ-ÞА-ЯЁІЇЄҐ][\w.'’ ,/-]{1,50}\s)?\((?P<agency>[^()]{2,25})\)\s*(?:--?|–|—|:)\s"
    r"|(?P<plain>[A-Z]\w{1,9})\s+-\s"
)
_HOST = re.compile(r"https?://(?:www\d?\.|m\.|amp\.)?([^/:?#\s<>]+)", re.IGNORECASE)
_BYLINE_WORDS = 16
_AGENCY_REACH = 40


class Byline(NamedTuple):
    """What a byline says: the people, the agency, and the words after them (often a date)."""

    author: str | None
    agency: str | None
    rest: str


def read_byline(text: str) -> Byline | None:
    """Return what the line *text* says when it is a byline and nothing else."""
    line = visible(text).strip()
    named = _FOR_OUTLET.fullmatch(line)
    outlet = outlet_name(named["outlet"]) if named else None
    if named and outlet:
        people = [name.strip() for name in _NAMES_APART.split(named["names"]) if name.strip()]
        return Byline(", ".join(people), outlet, "")
    found = _BYLINE.fullmatch(line)
    if not found or line.endswith(".") or len(line.split()) > _BYLINE_WORDS:
        return None
    names = [name.strip() for name in _NAMES_APART.split(found["names"]) if name.strip()]
    agencies = [known for name in names if (known := signed_outlet(name))]
    people = [name for name in names if not signed_outlet(name)]
    return Byline(", ".join(people) or None, agencies[0] if agencies else None, found["rest"] or "")


def read_dateline(text: str) -> str | None:
    """Return the agency that a wire dateline at the start of *text* names: `KYIV (Reuters) - …`."""
    found = _DATELINE.match(text)
    if not found:
        return None
    # In brackets before a dash stands an outlet, though its name may be a word.
    return outlet_name(found["agency"]) if found["agency"] else signed_outlet(found["plain"])


def trailing_agency(text: str) -> re.Match[str] | None:
    """Return where *text* ends in the name of an agency (group `agency`), or None."""
    found = _trailing().search(text, max(0, len(text) - _AGENCY_REACH))
    return found if found and found["agency"][0].isupper() else None


@cache
def _trailing() -> re.Pattern[str]:
    return re.compile(
        r"(?<!\bto)(?<!\bby)(?<!\bof)(?<!\bsays)(?<!\bsaid)(?<!\btells)(?<!\btold)(?<!\bвід)(?<!:)"
        r"\s+[(|/–—-]*\s*(?P<agency>(?i:" + "|".join(map(re.escape, agency_spellings())) + r"))\)?$"
    )


def host_of(url: str) -> str | None:
    """Return the host of *url* without `www.`."""
    found = _HOST.match(url)
    return found[1].lower() if found else None
