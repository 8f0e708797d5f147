"""Lines that say who is mentioned: "date | sentences => words : party : side : class ; …", as the cast's tests hold them.

Classes: L leader, F former one, O official, G government, movement or seat, P several leaders, X none of these. A side of
"-" is not asked for; words of "-" mean any mention of the party.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from monitor.extract.cast.model import Mention, Party, PartyKind
from monitor.extract.cast.reader import Cast
from monitor.extract.lang.en.tagger import tag
from monitor.extract.lexicon import Lexicon
from monitor.extract.syntax.model import Tagged
from monitor.extract.tokens import SentencePiece

_ACTING = frozenset({PartyKind.GOVERNMENT, PartyKind.MOVEMENT})


@dataclass(frozen=True)
class Expected:
    """One mention that a line asks for."""

    words: str
    party: str
    side: str
    kind: str


@dataclass(frozen=True)
class CastLine:
    """One line: the day, the sentences, the mentions asked for; no other leader may be seen."""

    day: date | None
    sentences: tuple[str, ...]
    expected: tuple[Expected, ...]


def cast_lines(name: str) -> Iterator[CastLine]:
    """Yield the lines of a file beside this one; blank ones and those with # are skipped."""
    for line in Path(__file__).with_name(name).read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            yield cast_line(line)


def cast_line(line: str) -> CastLine:
    """Return *line* as its parts."""
    head, expected = line.rsplit("=>", 1)
    day, text = head.split("|", 1)
    found = [tuple(part.strip() for part in one.split(":")) for one in expected.split(";") if one.strip()]
    return CastLine(
        date.fromisoformat(day.strip()) if day.strip() != "-" else None,
        tuple(part.strip() for part in text.split("||")),
        tuple(Expected(*parts) for parts in found),
    )


def read(
    sentences: tuple[str, ...] | list[str], day: date | None = None, lexicon: Lexicon | None = None
) -> list[Tagged]:
    """Return *sentences* with their mentions."""
    tagged = [tag(SentencePiece(text, "text", 0), number) for number, text in enumerate(sentences)]
    Cast(lexicon or Lexicon.load_default(), day).read(tagged)
    return tagged


def mentions(tagged: list[Tagged]) -> list[tuple[str, Mention]]:
    """Return all mentions with their words as written."""
    return [(said(one, mention), mention) for one in tagged for mention in one.mentions]


def said(tagged: Tagged, mention: Mention) -> str:
    """Return the words of *mention* as they stand in the sentence."""
    tokens = tagged.tokens
    return tagged.piece.text[tokens[mention.start].start : tokens[mention.end - 1].end]


def kind(party: Party) -> str:
    """Return the class of *party*."""
    if party.kind in _ACTING or (party.kind is PartyKind.BODY and not party.spokesman):
        return "G"
    if party.kind is PartyKind.GROUP:
        return "P" if party.leader else "O" if party.official else "X"
    if party.leader:
        return "L"
    return "F" if party.former else "O" if party.official else "X"


def answers(expected: Expected, found: list[tuple[str, Mention]]) -> bool:
    """Tell whether a mention is what is asked for."""
    return any(
        (expected.words in {"-", words})
        and expected.party == mention.party.name
        and expected.side in {"-", mention.party.side or "none"}
        and expected.kind == kind(mention.party)
        for words, mention in found
    )
