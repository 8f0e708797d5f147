"""The types of known entities: people and bodies of the lexicon."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """A person or body known by name.

    `side` is the country, body or movement it acts for; two leaders of different sides can be
    in contact. `weak`: the surname alone means this person only once the article has named them
    in full. `candidate`: a leader even where the article says "former".
    """

    name: str
    aliases: tuple[str, ...] = ()
    surnames: tuple[str, ...] = ()
    office: str | None = None
    side: str | None = None
    groups: tuple[str, ...] = ()
    leader: bool = True
    official: bool = True
    weak: bool = False
    candidate: bool = False
