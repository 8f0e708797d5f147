"""Who speaks, as a sentence names them: "Kremlin (Dmitry Peskov)", "Sergei Lavrov (foreign minister)".

A body and who speaks for it are named as one; so are a country, its capital and its bodies when several of
them say the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from monitor.english import listed
from monitor.extract.lexicon import Lexicon

_MOUTH = re.compile(
    r"[\s,]*\b(?:spokes(?:man|woman|person|people)|press secretary|press service)$", re.IGNORECASE
)
_MANY = re.compile(
    r"\b(?:both|all|\w+(?:ials|tries|urces|ces|ties|ders|ides|oops|igures|bels|ants|users|sters|atists)|police|"
    r"taliban|houthis|spokes(?:men|people))$|^police\b|^(?!.*\b(?:of|for)\b).* and ",
    re.IGNORECASE,
)
_ONE = re.compile(r"\b(?:office|service|police force|\w*force|united nations|united states)$", re.IGNORECASE)
_STATE = re.compile(
    r"\b(?:government|ministry|minister|president|presidency|palace|embassy|ambassador|army|military|officials?|"
    r"spokes\w+|diplomats?|house|street|office)$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class SpeakerShown:
    """Who says something: the name in the text, and the office and side that the reader knows of it.

    `body` is what the name speaks for ("Kremlin"), "" for a body or for who speaks for nobody known.
    """

    name: str
    body: str = ""
    office: str = ""
    side: str = ""

    @classmethod
    def of(cls, name: str, role: str | None) -> SpeakerShown:
        """Read *role* ("Kremlin spokesman, Russia", "Russia", "Hamas spokesman", None)."""
        office, side = _cut(role or "")
        body = _MOUTH.sub("", office).strip() if _MOUTH.search(office) else ""
        side = side or _side_of(body or ("" if office else name))
        return cls(name, body, office, side)

    @property
    def shown(self) -> str:
        """The name with whom it speaks for, or the office it has, as far as the name does not say it."""
        if self.body and not _within(self.body, self.name):
            return f"{_of_side(self.body, self.side)} ({self.name})"
        office = "" if self.body else self.office
        if office and _within(office.rpartition(" ")[2], self.name):
            office = ""
        side = "" if _tells(self.name, self.side) or _tells(office, self.side) else self.side
        told = ", ".join(one for one in (office, side) if one)
        return f"{self.name} ({told})" if told else self.name

    @property
    def is_body(self) -> bool:
        """Whether the name is a body's, or a country's, and no person's."""
        return not self.office


def told_by(speakers: Iterable[SpeakerShown]) -> tuple[str, ...]:
    """Return *speakers* as a sentence names them, each once, a body with who speaks for it."""
    kept: list[SpeakerShown] = []
    for one in speakers:
        same = next((place for place, other in enumerate(kept) if _is_same(one, other)), None)
        if same is None:
            kept.append(one)
        elif kept[same].is_body and one.body:
            kept[same] = one
    return tuple(dict.fromkeys(one.shown for one in kept))


def denies(names: Sequence[str], speakers: Sequence[SpeakerShown], *, verb: tuple[str, str]) -> str:
    """Return "X denies" or "X and Y deny", as *verb* has it for one and for several."""
    name = speakers[0].body or speakers[0].name if len(names) == 1 else ""
    many = len(names) > 1 or (bool(_MANY.search(name)) and not _ONE.search(name))
    told = listed(names)
    return f"{told[:1].upper()}{told[1:]} {verb[many]}"


def sides_of(name: str) -> frozenset[str]:
    """Return the countries that *name*, or its first word, stands for ("Kremlin", "Russian embassy")."""
    bare = re.sub(r"^(?:the|an?)\s+|['’]s\b", "", name.strip(), flags=re.IGNORECASE)
    known = Lexicon.load_default().sides_named
    return known(bare) or known(bare.split(" ", maxsplit=1)[0]) if bare else frozenset()


def official_side(name: str) -> str:
    """Return the country that *name* speaks for: "Kremlin", "Russian officials", but not "Russian media"."""
    sides = sides_of(name) if " " not in name.strip() or _STATE.search(name) else frozenset()
    return min(sides, default="")


def _is_same(one: SpeakerShown, other: SpeakerShown) -> bool:
    """Tell a person, a body and its spokesman, or two bodies of one country: but not two people."""
    if one.name == other.name:
        return True
    if one.body and other.body:
        return one.body.casefold() == other.body.casefold() and one.side == other.side
    bodies = {(one.body or one.name).casefold(), (other.body or other.name).casefold()}
    speak = (one.is_body or one.body) and (other.is_body or other.body)
    return bool(speak) and (len(bodies) == 1 or (bool(one.side) and one.side == other.side))


def _cut(role: str) -> tuple[str, str]:
    """Cut "Kremlin spokesman, Russia" into office and side; a role of one part may be either."""
    office, _, side = role.rpartition(", ")
    if office:
        return office, side
    is_side = Lexicon.load_default().sides_named(role) or (" " not in role.strip() and role[:1].isupper())
    return ("", role) if is_side else (role, "")


def _side_of(name: str) -> str:
    return min(sides_of(name), default="")


def _of_side(body: str, side: str) -> str:
    return (
        body
        if not side or _tells(body, side) or body[:1].isupper()
        else f"{side}'{'' if side.endswith('s') else 's'} {body}"
    )


def _tells(name: str, side: str) -> bool:
    """Return whether *name* says which *side* it is of: "Kremlin", "Russian embassy", "Turkey"."""
    return not side or _within(side, name) or side in sides_of(name)


def _within(part: str, whole: str) -> bool:
    return part.casefold() in whole.casefold()
