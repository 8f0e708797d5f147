"""Tells cheaply which articles, and which of their sentences, are worth reading for facts.

One automaton pass finds every cue word with its place. An article with neither two sides'
leaders and a contact word nor a denial cue ends there; of the others only the sentences that
may hold a fact, their neighbours, and those that introduce people are split into words.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final

import ahocorasick

from monitor.article.model import Article, Block
from monitor.article.sentences import split_sentences
from monitor.fact.lexicon import Lexicon
from monitor.fact.tokens import Piece, clean, plain


class Cue:
    """What a word hints at: bits of a plain number, as enum flags cost more than the reading."""

    LEADER: Final = 1
    MANY: Final = 2
    CONTACT: Final = 4
    DENY: Final = 8
    REJECT: Final = 16
    CLAIM: Final = 32
    PHRASE: Final = 64
    OFFICE: Final = 128
    ASKED: Final = 256
    SOFT: Final = 512
    CHARGE: Final = 1024


_MANY = (
    "leaders",
    "counterparts",
    "counterpart",
    "presidents",
    "premiers",
    "heads of",
    "monarchs",
    "the two",
    "the pair",
    "both men",
    "both sides",
    "ministers",
    "rebels",
    "movement",
)
_ASKED = (
    "claimed",
    "claim",
    "claims",
    "claiming",
    "reported",
    "alleged",
    "alleges",
    "accused",
    "accuses",
    "accusing",
    "suggested",
    "asked",
    "denied",
    "denies",
    "deny",
    "denial",
)
_COMMON = frozenset(
    [
        "the",
        "new",
        "house",
        "white",
        "north",
        "south",
        "united",
        "republic",
        "city",
        "saint",
        "east",
        "west",
        "and",
        "of",
        "northern",
        "islands",
        "street",
        "downing",
        "number",
        "no",
        "palace",
        "central",
        "'s",
        "hill",
        "guinea",
    ]
)
_ANSWERING = tuple(
    f"{this}{adverb}"
    for this in (
        "that's",
        "that is",
        "this is",
        "it's",
        "it is",
        "that was",
        "it was",
        "this was",
        "is",
        "are",
        "were",
        "as",
    )
    for adverb in (
        "",
        " just",
        " simply",
        " completely",
        " totally",
        " absolutely",
        " categorically",
        " utterly",
        " entirely",
        ' "',
        ' "completely',
        ' "totally',
        ' "absolutely',
        ' "categorically',
        ' "simply',
    )
    if this.startswith(("th", "it")) or adverb
)
_HEADS = ("leader", "chancellor", "vice president", "vice-president", "dictator", "ruler")
_SHORTEST = 4
_PRONOUN = 2
_INTRODUCED_WITHIN = 5


# A cue found: where it starts and ends in its field, what it hints at, whose side it tells of.
Hit = tuple[int, int, int, str | None]


@dataclass(slots=True)
class Choice:
    """What a sentence is read for; `heard`: who speaks in it matters to a denial nearby."""

    piece: Piece
    cue: int = 0
    talks: bool = False
    denies: bool = False
    people: bool = False
    heard: bool = False

    @property
    def read(self) -> bool:
        """Tell whether it is split into words at all."""
        return self.talks or self.denies or self.people or self.heard

    @property
    def claimed(self) -> bool:
        """Tell whether it speaks of a claim, which "not true" may answer."""
        return bool(self.cue & (Cue.ASKED | Cue.CLAIM))


class Gate:
    """The cues of one lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        """Build the automata: of the cues that decide, and of those that only matter then."""
        self._first = _automaton(_cues(lexicon))
        self._second = _automaton(_introductions(lexicon))

    def choose(self, article: Article) -> list[Choice]:
        """Return the sentences of *article* and what each is read for; none when it holds no fact."""
        low = {"title": fold(article.title), "text": fold(article.text)}
        source = {"title": article.title, "text": article.text}
        hits = {name: _hits(self._first, text, source[name]) for name, text in low.items()}
        talks, denies = _opens([*hits["title"], *hits["text"]])
        blocks = article.evidence_blocks
        if not (talks or denies) or not any(
            _candidate(_cue(hits[block.field], block.start, block.end), talks=talks, denies=denies)
            for block in blocks
        ):
            return []
        for name, text in low.items():
            hits[name] = sorted([*hits[name], *_hits(self._second, text, source[name])])
        chosen = [
            choice
            for number, block in enumerate(blocks)
            for choice in _sentences(article, block, number, hits[block.field])
        ]
        for choice in chosen:
            choice.talks &= talks
            choice.denies &= denies
        if not any(choice.talks or choice.denies for choice in chosen):
            return []
        _neighbours(chosen)
        return chosen


def _automaton(cues: Iterable[tuple[str, int, str | None]]) -> Any:
    found: dict[str, tuple[int, str | None]] = {}
    for text, cue, side in cues:
        known = found.get(text, (0, None))
        found[text] = (known[0] | int(cue), known[1] or side)
    automaton = ahocorasick.Automaton()
    for text, (cue, side) in found.items():
        automaton.add_word(text, (len(text), cue, side))
    automaton.make_automaton()
    return automaton


def _hits(automaton: Any, low: str, source: str) -> list[Hit]:
    """Return the cues of *low* that stand as whole words, in order."""
    edged = f"{low} "  # so that there is a character after the last one, and before the first
    found = []
    for end, (length, cue, side) in automaton.iter(low):
        start, after = end - length + 1, end + 1
        if edged[after].isalnum() or edged[start - 1].isalnum():
            continue
        if length == _PRONOUN and cue == 0 and source[start:after].islower():
            continue  # "us", not the country
        found.append((start, after, cue, side))
    found.sort()
    return found


def _cue(hits: list[Hit], start: int, end: int) -> int:
    """Return all that the hits in `[start, end)` hint at."""
    cue = 0
    for hit in hits[bisect_left(hits, (start,)) : bisect_left(hits, (end,))]:
        cue |= hit[2]
    return cue


def _candidate(cue: int, *, talks: bool, denies: bool) -> bool:
    return (talks and _talks(cue)) or (denies and _denies(cue))


def _talks(cue: int) -> bool:
    return bool(cue & Cue.CONTACT and cue & (Cue.LEADER | Cue.MANY))


def _denies(cue: int) -> bool:
    return bool(
        cue & (Cue.DENY | Cue.PHRASE)
        or (cue & Cue.REJECT and cue & Cue.CLAIM)
        or (cue & Cue.SOFT and cue & Cue.CHARGE)
    )


def fold(source: str) -> str:
    """Return *source* in lower case with plain typography, of the same length."""
    text = plain(source)
    low = text.lower()
    return low if len(low) == len(source) else "".join(char.lower()[:1] for char in text)


def _opens(hits: list[Hit]) -> tuple[bool, bool]:
    """Tell whether an article may speak of a contact between two sides, and of a denial."""
    cue = leaders = 0
    sides: set[str] = set()
    for _, _, hint, side in hits:
        cue |= hint
        leaders += hint & Cue.LEADER
        if side:
            sides.add(side)
    several = bool(cue & Cue.MANY)
    return bool(cue & Cue.CONTACT) and (several or (leaders > 1 and len(sides) > 1)), _denies(cue)


def _sentences(article: Article, block: Block, number: int, hits: list[Hit]) -> Iterator[Choice]:
    headline = block.role.value in {"headline", "subheading"} or block.field == "title"
    cue = _cue(hits, block.start, block.end)
    text = clean(article.title if block.field == "title" else article.text, block)
    if not (_talks(cue) or _denies(cue) or cue & Cue.OFFICE):
        yield Choice(Piece(text, block.field, block.start, number, headline), cue)
        return
    for found in split_sentences(text):
        start, end = block.start + found.start, block.start + found.end
        cue = _cue(hits, start, end)
        piece = Piece(text[found.start : found.end], block.field, start, number, headline)
        yield Choice(piece, cue, _talks(cue), _denies(cue), bool(cue & Cue.OFFICE))


def _neighbours(chosen: list[Choice]) -> None:
    for one, two in pairwise(chosen):
        if two.denies or two.talks:
            one.heard |= bool(one.cue) or two.denies
        if one.denies:
            two.heard = True
    for choice in chosen:
        choice.heard |= choice.denies or choice.talks
    last = max(number for number, choice in enumerate(chosen) if choice.heard)
    for choice in chosen[last + _INTRODUCED_WITHIN :]:
        choice.people = False  # whoever is introduced this far on takes no part in what was said before


def _cues(lexicon: Lexicon) -> Iterator[tuple[str, int, str | None]]:
    english = lexicon.english
    yield from _people(lexicon)
    yield from ((text, Cue.LEADER, None) for text in (*english["offices"]["any"], *_HEADS))
    yield from ((text, 0, text) for text in english["bodies"]["movements"])
    yield from ((text, Cue.MANY, None) for text in (*english["offices"]["many"], *_MANY))
    for rows in lexicon.places.firsts.values():
        yield from (
            (" ".join(phrase).replace(" 's", "'s"), 0, place.side)
            for _, phrase, place in rows
            if len(phrase[0]) > 1
        )
    contact = english["contact"]
    yield from (
        (text, Cue.CONTACT, None) for name in ("verbs", "together", "nouns") for text in _flat(contact[name])
    )
    yield from _denial_cues(english["denial"])


def _introductions(lexicon: Lexicon) -> Iterator[tuple[str, int, str | None]]:
    offices = lexicon.english["offices"]
    yield from (
        (text, Cue.OFFICE, None)
        for rank in ("any", "of_country", "many", "official")
        for text in offices[rank]
    )
    yield from ((text, Cue.ASKED, None) for text in _ASKED)
    for entity in lexicon.entities:
        if entity.weak and entity.leader:
            yield from ((fold(name), Cue.OFFICE, None) for name in (entity.name, *entity.aliases))


def _denial_cues(denial: dict[str, Any]) -> Iterator[tuple[str, int, str | None]]:
    lists = {
        "verbs": Cue.DENY,
        "insisting": Cue.PHRASE,
        "rejecting": Cue.REJECT,
        "evaluative_strong": Cue.REJECT,
        "claims": Cue.CLAIM,
        "set_phrases": Cue.PHRASE,
        "plan_phrases": Cue.PHRASE,
    }
    for name, cue in lists.items():
        yield from ((text, cue, None) for text in denial[name])
    yield from ((text, Cue.SOFT, None) for text in denial["soft_phrases"])
    yield from ((text, Cue.CHARGE, None) for text in denial["accusing"])
    for this in _ANSWERING:
        yield from ((f"{this} {text}", Cue.PHRASE, None) for text in denial["answers"])


def _people(lexicon: Lexicon) -> Iterator[tuple[str, int, str | None]]:
    for entity in (entity for entity in lexicon.entities if entity.leader):
        side = entity.side or entity.name
        for name in (entity.name, *entity.aliases):
            yield fold(name), Cue.LEADER, side
        for name in entity.surnames:
            if len(name) >= _SHORTEST or not entity.weak:
                yield fold(name), Cue.LEADER, side


def _flat(table: dict[str, list[str]]) -> Iterable[str]:
    return (text for texts in table.values() for text in texts)
