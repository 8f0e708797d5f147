"""Tells cheaply which articles, and which of their sentences, are worth reading for facts.

An article with neither two leaders and a contact word nor a denial cue costs one pass over its
words. Of the others only sentences that may hold a fact, their neighbours, and those that
introduce people are split into words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from monitor.article.model import Article
from monitor.fact.lexicon import Lexicon
from monitor.fact.tokens import Piece

_WORD = re.compile(r"[^\W\d_]+")
_REFERRING = frozenset(["he", "she", "they", "two", "both", "pair", "leaders", "counterpart", "counterparts", "presidents", "ministers", "premiers", "heads", "who", "duo"])
_MANY = frozenset("leaders counterparts counterpart presidents premiers heads monarchs pope pontiff rebel rebels".split())
_COMMON = frozenset("the new house white north south united republic city saint east west and of northern islands street downing number no palace central 's hill guinea".split())
_PLURAL = frozenset(["leaders", "counterparts", "counterpart", "presidents", "ministers", "premiers", "heads", "two", "both", "pair", "monarchs"])


@dataclass(slots=True)
class Choice:
    """What a sentence is read for; `heard`: who speaks in it matters to a denial nearby."""

    piece: Piece
    words: frozenset[str]
    talks: bool
    denies: bool
    people: bool
    heard: bool = False

    @property
    def read(self) -> bool:
        """Tell whether it is split into words at all."""
        return self.talks or self.denies or self.people or self.heard


@dataclass(frozen=True, slots=True)
class Gate:
    """Words that let through: `leaders` with `contacts`; `denials`, `rejections` with `claims`, `phrases`."""

    leaders: frozenset[str]
    contacts: frozenset[str]
    denials: frozenset[str]
    rejections: frozenset[str]
    claims: frozenset[str]
    rare: frozenset[str]
    phrases: re.Pattern[str]
    sides: dict[str, str]

    def opens(self, article: Article) -> bool:
        """Tell whether *article* may hold a fact at all."""
        text = article.text.lower()
        words = frozenset(_WORD.findall(text)).union(_WORD.findall(article.title.lower()))
        return (self._talks(words) and self._two_sides(words)) or self._denies(words, text)

    def _two_sides(self, words: frozenset[str]) -> bool:
        """Tell whether words of two countries stand in the article, or leaders of many."""
        return not words.isdisjoint(_MANY) or len({self.sides[word] for word in words & self.sides.keys()}) > 1

    def _talks(self, words: frozenset[str]) -> bool:
        if words.isdisjoint(self.contacts):
            return False
        leaders = len(words & self.leaders)
        return leaders > 1 or (leaders > 0 and not words.isdisjoint(_REFERRING)) or not words.isdisjoint(_PLURAL)

    def _denies(self, words: frozenset[str], text: str) -> bool:
        if not words.isdisjoint(self.denials):
            return True
        if not words.isdisjoint(self.rejections) and not words.isdisjoint(self.claims):
            return True
        return not words.isdisjoint(self.rare) and self.phrases.search(text) is not None

    def choose(self, found: Iterable[Piece]) -> list[Choice]:
        """Return what each sentence is to be read for."""
        chosen = [self._choice(piece) for piece in found]
        for number, choice in enumerate(chosen):
            if choice.denies or choice.talks:
                for near in chosen[max(0, number - 1) : number + 2] if choice.denies else [choice]:
                    near.heard = True
        return chosen

    def _choice(self, piece: Piece) -> Choice:
        low = piece.text.lower()
        words = frozenset(_WORD.findall(low))
        return Choice(piece, words, self._talks(words), self._denies(words, low), not words.isdisjoint(self.leaders))


def build_gate(lexicon: Lexicon) -> Gate:
    """Return the gate of *lexicon*."""
    english = lexicon.english
    denial = english["denial"]
    leaders = {_WORD.findall(name.lower())[-1] for entity in lexicon.entities for name in (entity.name, *entity.surnames)}
    leaders |= {_WORD.findall(text)[-1] for text in english["offices"]["any"]} | {"leader"}
    phrases = sorted({*denial["set_phrases"], *denial["plan_phrases"]}, key=len, reverse=True)
    return Gate(
        leaders=frozenset(leaders - {"state", "affairs", "elect", "designate", "m", "ii", "vi", "xvi", "xiv", "iii"}),
        contacts=frozenset(_contacts(english["contact"])),
        denials=frozenset(denial["verbs"]),
        rejections=frozenset(_rarest(denial["rejecting"]) | _rarest(denial["evaluative_strong"])),
        claims=frozenset(denial["claims"]),
        rare=frozenset(word for text in phrases for word in _WORD.findall(text)[-2:]),
        phrases=re.compile(r"\b(?:" + "|".join(re.escape(text) for text in phrases) + r")\b"),
        sides=_sides(lexicon),
    )


def _sides(lexicon: Lexicon) -> dict[str, str]:
    """Return the single words that tell of a side: countries, demonyms, capitals, leaders' surnames."""
    found = {_WORD.findall(name.lower())[-1]: entity.side or entity.name for entity in lexicon.entities for name in (entity.name, *entity.surnames)}
    for rows in lexicon.places.firsts.values():
        found.update({word: place.side for _, phrase, place in rows for word in phrase if len(word) > 1 and word not in _COMMON})
    return found


def _contacts(contact: dict[str, Any]) -> set[str]:
    tables = (contact[name] for name in ("verbs", "together", "nouns"))
    return {_WORD.findall(text)[0] for table in tables for texts in table.values() for text in texts} - {"had", "has", "in", "of", "row"}


def _rarest(texts: list[str]) -> set[str]:
    return {max(_WORD.findall(text), key=len) for text in texts}
