"""Tells cheaply which articles are worth reading for facts.

An article with neither two leaders and a contact word nor a denial cue costs one pass over its
words and a few set operations.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from monitor.article.model import Article
from monitor.fact.lexicon import Lexicon

_WORD = re.compile(r"[^\W\d_]+")
_SEVERAL = frozenset({"leaders", "counterparts", "counterpart", "presidents", "ministers", "premiers", "heads"})


@dataclass(frozen=True, slots=True)
class Gate:
    """The words that let an article through: `leaders` and `contacts` together, or `denials`."""

    leaders: frozenset[str]
    contacts: frozenset[str]
    denials: frozenset[str]

    def opens(self, article: Article) -> tuple[bool, bool]:
        """Tell whether *article* may hold a contact, and whether it may hold a denial."""
        words = frozenset(_WORD.findall(article.title.lower())).union(_WORD.findall(article.text.lower()))
        leaders = len(words & self.leaders)
        contact = bool(words & self.contacts) and (leaders > 1 or bool(leaders and words & _SEVERAL) or bool(words & _SEVERAL))
        return contact, bool(words & self.denials)


def build_gate(lexicon: Lexicon) -> Gate:
    """Return the gate of *lexicon*."""
    english = lexicon.english
    leaders = {word for entity in lexicon.entities for name in (entity.name, *entity.surnames) for word in _last(name)}
    leaders |= {word for text in english["offices"]["any"] for word in _last(text)} | {"leader", "president", "premier"}
    contacts = {word for table in ("verbs", "together", "nouns") for texts in english["contact"][table].values() for text in texts for word in _first(text)}
    return Gate(frozenset(leaders), frozenset(contacts), frozenset(_denials(english["denial"])))


def _denials(denial: dict[str, Any]) -> set[str]:
    found = {word for name in ("verbs", "rejecting", "evaluative_strong") for text in denial[name] for word in _longest(text)}
    return found | {"plans", "plan", "intention", "intentions", "planning", "case", "truth", "true", "such", "happened", "knowledge", "involved", "nothing", "foundation", "basis"}


def _first(text: str) -> list[str]:
    return _WORD.findall(text.lower())[:1]


def _last(text: str) -> list[str]:
    return _WORD.findall(text.lower())[-1:]


def _longest(text: str) -> list[str]:
    return sorted(_WORD.findall(text.lower()), key=len)[-1:]
