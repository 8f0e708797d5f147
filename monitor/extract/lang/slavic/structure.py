"""The types of syntax in Russian and Ukrainian: clauses, what each hangs on, the pieces they are made of.

Clauses, what each hangs on, and the pieces they are made of.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from monitor.extract.lang.slavic.phrases import Chunk, Verb

_SOURCES = (
    *(
        "по словам",
        "по данным",
        "по информации",
        "по сведениям",
        "по сообщению",
        "по сообщениям",
        "по версии",
        "по мнению",
        "по утверждению",
    ),
    *(
        "со ссылкой на",
        "со слов",
        "за словами",
        "за даними",
        "за інформацією",
        "за повідомленням",
        "за повідомленнями",
        "за версією",
    ),
    *("на думку", "за твердженням", "з посиланням на", "із посиланням на", "посилаючись на", "зі слів"),
)


class SlavicLink(StrEnum):
    """How a clause hangs on another."""

    MAIN = "main"
    THAT = "that"
    AIM = "aim"
    IF = "if"
    WHETHER = "whether"
    WHEN = "when"
    RELATIVE = "relative"
    GERUND = "gerund"
    PARTICIPLE = "participle"
    OTHER = "other"
    QUOTE = "quote"


@dataclass(slots=True)
class SlavicPiece:
    """A stretch of words between two cuts: its mark before it, what it holds, how it begins."""

    start: int
    end: int
    mark: str
    verbs: list[Verb]
    phrases: list[Chunk]
    opener: str = ""
    link: SlavicLink | None = None
    quoted: bool = False
    relative: int = -1
    prep: str = ""

    @property
    def finite(self) -> bool:
        """Tell whether it has a verb that makes a clause."""
        return any(verb.finite for verb in self.verbs)


@dataclass(slots=True, eq=False)
class SlavicClause:
    """A clause: its stretches of words, verbs and phrases, what it hangs on, and by which word.

    `governor`: the verb or phrase of `parent` that it completes. `relative`: place of "который", with the
    preposition before it.
    """

    number: int
    link: SlavicLink
    parent: SlavicClause | None = None
    governor: Verb | Chunk | None = None
    stretches: list[tuple[int, int]] = field(default_factory=list)
    verbs: list[Verb] = field(default_factory=list)
    phrases: list[Chunk] = field(default_factory=list)
    word: str = ""
    relative: int = -1
    relative_prep: str = ""
    quoted: bool = False
    asked: bool = False
    mark: str = ""
    """the mark before it."""
    alongside: SlavicClause | None = None
    """the clause before it that it stands beside ("A came and saw"): lends it a subject."""

    @property
    def main_verb(self) -> Verb | None:
        """Return the verb that makes it a clause: the finite one, else the first."""
        return next((verb for verb in self.verbs if verb.finite), self.verbs[0] if self.verbs else None)

    @property
    def start(self) -> int:
        """Return its first word."""
        return self.stretches[0][0] if self.stretches else 0

    @property
    def end(self) -> int:
        """Return the word behind its last."""
        return self.stretches[-1][1] if self.stretches else 0

    def covers(self, at: int) -> bool:
        """Tell whether word *at* is in it."""
        return any(start <= at < end for start, end in self.stretches)


def source_phrase(phrase: Chunk) -> bool:
    """Tell "по словам Пескова", "з посиланням на ЗМІ": who says so."""
    return phrase.prep in _SOURCES
