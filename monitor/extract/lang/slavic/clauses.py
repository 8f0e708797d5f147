"""Splits a Russian or Ukrainian sentence into clauses and says what each hangs on.

Commas mark nearly all clause bounds in both languages, and so the sentence is cut at marks, subordinators and between
two verbs; a piece without a verb goes on with the clause it interrupts.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from monitor.extract.lang.slavic.phrases import Parts, Phrase, Verb
from monitor.extract.lang.slavic.tagger import Word
from monitor.extract.lang.slavic.words import ClosedWords
from monitor.extract.syntax.model import Tag

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
_HEDGES = frozenset({"якобы", "будто", "нібито", "начебто", "буцімто"})
_BETWEEN = frozenset({",", ";", ":", "-", "(", ")", '"', "...", "—", "."})
_TIMES = frozenset({"когда", "коли", "пока", "поки", "доки", "после того", "після того"})


class Link(StrEnum):
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


@dataclass(slots=True, eq=False)
class Clause:
    """A clause: its stretches of words, verbs and phrases, what it hangs on, and by which word.

    `governor`: the verb or phrase of `parent` that it completes. `relative`: place of "который", with the preposition before it.
    """

    number: int
    link: Link
    parent: Clause | None = None
    governor: Verb | Phrase | None = None
    stretches: list[tuple[int, int]] = field(default_factory=list)
    verbs: list[Verb] = field(default_factory=list)
    phrases: list[Phrase] = field(default_factory=list)
    word: str = ""
    relative: int = -1
    relative_prep: str = ""
    quoted: bool = False
    asked: bool = False
    mark: str = ""
    """the mark before it."""
    alongside: Clause | None = None
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


@dataclass(slots=True)
class _Piece:
    start: int
    end: int
    mark: str
    verbs: list[Verb]
    phrases: list[Phrase]
    opener: str = ""
    link: Link | None = None
    quoted: bool = False
    relative: int = -1
    prep: str = ""

    @property
    def finite(self) -> bool:
        return any(verb.finite for verb in self.verbs)


class ClauseBuilder:
    """Builds the clauses of one sentence."""

    def __init__(
        self,
        parts: Parts,
        closed: ClosedWords,
        speaks: Callable[[Verb], bool],
        tells: Callable[[Phrase], bool],
    ) -> None:
        """Build from *parts*; *speaks* tells verbs of saying, *tells* nouns that a "что" clause completes."""
        self.speaks = speaks
        self.tells = tells
        self.parts = parts
        self.words: Sequence[Word] = parts.words
        self.closed = closed
        self.clauses: list[Clause] = []
        self.plain_quotes: set[int] = set()
        self.opens_quoted = False
        self.asked = any(word.low == "?" for word in self.words[-3:])

    def read(self) -> list[Clause]:
        """Return the clauses in order of their first word."""
        current: Clause | None = None
        for piece in self._pieces():
            current = self._place(piece, current)
        for clause in self.clauses:
            clause.asked = self.asked and not clause.quoted
            for part in (*clause.verbs, *clause.phrases):
                part.clause = clause.number
        return self.clauses

    def _pieces(self) -> list[_Piece]:
        """Cut the sentence at marks, before subordinators and between two finite verbs."""
        cuts = [0]
        self._mark_quotes()
        inside = {
            at for phrase in self.parts.phrases if phrase.spot for at in range(phrase.start + 1, phrase.end)
        }
        for at, word in enumerate(self.words):
            if at in inside or at in self.plain_quotes:
                continue
            if word.low in _BETWEEN:
                cuts += [at, at + 1]
            elif self._opens(at) and at - 1 not in cuts:
                cuts.append(at)
        cuts = sorted({*cuts, *self._between_verbs(sorted({*cuts, len(self.words)})), len(self.words)})
        pieces = [piece for piece in self._cut(cuts) if piece.end > piece.start]
        for piece, behind in zip(pieces, pieces[1:], strict=False):
            first = piece.verbs[0] if piece.verbs else None
            inserted = (
                first is not None
                and first.form == "predicative"
                and first.passive
                and first.at == piece.start
            )
            if (
                inserted
                and piece.mark == ","
                and behind.mark == ","
                and behind.finite
                and piece.link is None
                and not self._says(behind)
            ):
                piece.link = Link.PARTICIPLE  # Ukrainian "зустріч, запланована на п'ятницю, скасована"
        return pieces

    def _mark_quotes(self) -> None:
        """Find the quotes that are no speech: round a name or a phrase without a verb, in the middle of a clause."""
        places = [at for at, word in enumerate(self.words) if word.low == '"']
        self.opens_quoted = bool(places) and len(places) % 2 == 1 and self._closes(places[0])
        pairs = places[1:] if self.opens_quoted else places
        for start, end in zip(pairs[::2], pairs[1::2], strict=False):
            spoken = any(start < verb.at < end and verb.finite for verb in self.parts.verbs)
            before = self.words[start - 1].low if start else "."
            if not spoken and before not in {".", ":", "-", ","}:
                self.plain_quotes |= {start, end}

    def _closes(self, at: int) -> bool:
        """Tell whether the mark at *at* ends a quote that began in a sentence before."""
        word = self.words[at]
        joined_before = at > 0 and self.words[at - 1].end == word.start
        joined_behind = (
            at + 1 < len(self.words)
            and self.words[at + 1].start == word.end
            and self.words[at + 1].raw[0].isalnum()
        )
        return joined_before and not joined_behind

    def _opens(self, at: int) -> bool:
        """Tell whether a subordinator or relative begins a clause at *at*."""
        word = self.words[at]
        if word.low in _HEDGES:
            return at > 0 and self.words[at - 1].low == ","
        if word.low in self.closed.lists["complementizers"] | self.closed.lists["hypothetical"]:
            return True
        return self._relative(at) and (at == 0 or self.words[at - 1].tag != Tag.PREPOSITION)

    def _relative(self, at: int) -> bool:
        word = self.words[at]
        return word.tag in {Tag.PRONOUN, Tag.ADJECTIVE} and not word.lemmas().isdisjoint(
            self.closed.lists["relative"]
        )

    def _between_verbs(self, cuts: Sequence[int]) -> list[int]:
        """Return where "и" stands between two verbs of one stretch."""
        found = []
        for start, end in zip(cuts, cuts[1:], strict=False):
            verbs = [
                verb
                for verb in self.parts.verbs
                if start <= verb.at < end and verb.form in {"finite", "predicative", "infinitive"}
            ]
            for one, two in zip(verbs, verbs[1:], strict=False):
                both = two.form == one.form or (two.finite and one.form == "infinitive")
                joint = next((at for at in range(one.at + 1, two.at) if self._joins(at, one, two)), None)
                if joint is not None and both:
                    found.append(joint)
        return found

    def _joins(self, at: int, one: Verb, two: Verb) -> bool:
        """Tell whether the conjunction at *at* joins two verbs and not two phrases before the second."""
        word = self.words[at]
        lists = self.closed.lists
        if word.low not in lists["both"] | lists["but"]:
            return False
        joined = [phrase for phrase in self.parts.phrases if phrase.at == at + 1]
        before = [phrase for phrase in self.parts.phrases if phrase.end == at and phrase.at > one.at]
        if joined and before and joined[0].spot and before[0].spot:
            return not (joined[0].mask & before[0].mask) or (
                bool(joined[0].mask & 1) and not before[0].mask & 1
            )
        return two.at > at

    def _cut(self, cuts: Sequence[int]) -> list[_Piece]:
        pieces = []
        mark, quoted = "", self.opens_quoted
        for start, end in zip(cuts, cuts[1:], strict=False):
            low = self.words[start].low
            if end - start == 1 and low in _BETWEEN:
                quoted = quoted != (low == '"')
                mark = low if mark in {"", ","} or low == "(" or (low == '"' and mark != ":") else mark
                continue
            pieces.append(self._piece(start, end, mark, quoted=quoted))
            mark = ""
        return pieces

    def _piece(self, start: int, end: int, mark: str, *, quoted: bool) -> _Piece:
        verbs = [verb for verb in self.parts.verbs if start <= verb.at < end]
        phrases = [phrase for phrase in self.parts.phrases if start <= phrase.start < end]
        piece = _Piece(start, end, mark, verbs, phrases, quoted=quoted)
        at = start
        lists = self.closed.lists
        if self.words[at].low in lists["both"] | lists["but"]:
            piece.opener = self.words[at].low
            at += 1
        if at < end:
            piece.link = self._link(piece, at, end)
        return piece

    def _link(self, piece: _Piece, at: int, end: int) -> Link | None:  # noqa: PLR0911 one answer a kind of opening
        lists = self.closed.lists
        low = self.words[at].low
        two = " ".join(word.low for word in self.words[at : at + 2])
        if low in {"чтобы", "щоб", "щоби"}:
            return Link.AIM
        if low in lists["hypothetical"]:
            return Link.IF
        if low in {"чи"} and any(verb.finite for verb in piece.verbs):
            return Link.WHETHER
        if any(word.low == "ли" for word in self.words[at:end]):
            return Link.WHETHER
        if low in lists["complementizers"]:
            return Link.THAT
        if low in _TIMES or two in _TIMES:
            return Link.WHEN
        relative = at + 1 if self.words[at].tag == Tag.PREPOSITION and at + 1 < end else at
        if self._relative(relative):
            piece.relative = relative
            piece.prep = self.words[at].low if relative > at else ""
            return Link.RELATIVE
        if low in {"где", "де", "куда", "куди", "откуда", "звідки"}:
            return Link.RELATIVE
        if low in lists["subordinators"] and low not in {"как", "як", "так", "раз", "хоть"}:
            return Link.OTHER
        if low in {"как", "як"}:
            return Link.OTHER
        if piece.verbs and not piece.finite and piece.verbs[0].form == "gerund":
            return Link.GERUND
        first = piece.verbs[0] if piece.verbs else None
        opening = first is not None and all(word.tag == Tag.ADVERB for word in self.words[at : first.at])
        if first is not None and first.form == "participle" and opening and piece.mark in {",", "-"}:
            return Link.PARTICIPLE
        return None

    def _place(self, piece: _Piece, current: Clause | None) -> Clause:
        """Put *piece* where it belongs; return the clause that what follows goes on with."""
        if piece.link is not None:
            return self._subordinate(piece, current)
        if current is None or (piece.mark == ":" and len(self.clauses) == 1 and current.main_verb is None):
            return self._new(piece, Link.MAIN, None)
        if piece.mark == "," and self._says(piece):
            return self._beside(piece, current)
        if piece.mark and self.words[piece.start].low in {"это", "це"} and not piece.finite:
            return self._beside(piece, current)
        home = self._unfinished(current, piece)
        if home is not None:
            return self._add(home, piece)
        if not piece.finite and not any(verb.form == "infinitive" for verb in piece.verbs):
            return self._add(self._resumed(current, piece), piece)
        return self._beside(piece, current)

    def _says(self, piece: _Piece) -> bool:
        """Tell whether *piece* is ", сообщили в МИД", ", сказал Песков": a verb of saying with its subject behind it."""
        verb = piece.verbs[0] if piece.verbs else None
        if verb is None or verb.at != piece.start or not verb.finite or not self.speaks(verb):
            return False
        return any(
            phrase.subject_like or (phrase.prep in {"в", "у"} and phrase.spot is not None)
            for phrase in piece.phrases
        )

    def _unfinished(self, current: Clause, piece: _Piece) -> Clause | None:
        """Return the nearest clause, outwards, that still lacks the verb that *piece* has; None: none lacks one."""
        clause: Clause | None = current
        while clause is not None:
            lacking = clause.main_verb is None or (
                not clause.main_verb.finite and clause.link not in {Link.GERUND, Link.PARTICIPLE}
            )
            if lacking and piece.finite and piece.quoted == clause.quoted:
                return clause
            clause = clause.parent or clause.alongside
        return None

    @staticmethod
    def _resumed(current: Clause, piece: _Piece) -> Clause:
        """Return the clause that a piece without a verb goes on with."""
        closing = current.link in {
            Link.RELATIVE,
            Link.GERUND,
            Link.PARTICIPLE,
            Link.WHEN,
            Link.IF,
            Link.OTHER,
        }
        joined = piece.opener and piece.phrases and piece.phrases[0].spot
        if closing and current.parent is not None and current.main_verb is not None and not joined:
            return current.parent
        return current

    def _beside(self, piece: _Piece, current: Clause) -> Clause:
        """Make a clause beside the current one, of the same kind where they are joined by "и"."""
        same = current
        while (
            same.link in {Link.GERUND, Link.PARTICIPLE, Link.WHEN, Link.IF, Link.OTHER, Link.RELATIVE}
            and same.parent
            and piece.mark
        ):
            same = same.parent
        joined = bool(piece.opener) or piece.mark in {"", ","}
        if (
            piece.quoted == same.quoted
            and joined
            and same.link in {Link.THAT, Link.AIM, Link.RELATIVE, Link.IF, Link.WHEN, Link.WHETHER}
            and (piece.opener or not piece.mark)
        ):
            clause = self._new(piece, same.link, same.parent)
            clause.governor, clause.word = same.governor, same.word
            clause.relative, clause.relative_prep = same.relative, same.relative_prep
        else:
            clause = self._new(piece, Link.MAIN, None)
        clause.alongside = same
        return clause

    def _subordinate(self, piece: _Piece, current: Clause | None) -> Clause:
        parent = current
        link = piece.link or Link.OTHER
        clause = self._new(piece, link, parent)
        at = piece.start + (1 if piece.opener else 0)
        clause.word = self.words[at].low
        clause.relative, clause.relative_prep = piece.relative, piece.prep
        if parent is not None:
            clause.governor = self._governor(parent, piece, link)
        return clause

    def _governor(self, parent: Clause, piece: _Piece, link: Link) -> Verb | Phrase | None:
        """Return what a subordinate clause completes: the last verb before it, or the noun right before it."""
        before = [phrase for phrase in parent.phrases if phrase.end <= piece.start]
        verbs = [verb for verb in parent.verbs if verb.at < piece.start]
        if link in {Link.RELATIVE, Link.PARTICIPLE}:
            return max(before, key=lambda phrase: phrase.end, default=None)
        if link in {Link.THAT, Link.AIM, Link.WHETHER, Link.QUOTE}:
            last = max(before, key=lambda phrase: phrase.end, default=None)
            adjacent = (
                last is not None
                and self.words[last.end : piece.start]
                and all(
                    word.low in _BETWEEN or word.low in {"о", "об", "про", "том", "те", "то"}
                    for word in self.words[last.end : piece.start]
                )
            )
            content = (
                last is not None
                and last.spot is None
                and last.row is None
                and self.tells(last)
                and last.head > (verbs[-1].at if verbs else -1)
            )
            if adjacent and content and last is not None and not last.lemmas & {"то", "тот", "те", "той"}:
                return last
        return max(verbs, key=lambda verb: verb.at, default=None)

    def _new(self, piece: _Piece, link: Link, parent: Clause | None) -> Clause:
        clause = Clause(len(self.clauses), link, parent, quoted=piece.quoted, mark=piece.mark)
        self.clauses.append(clause)
        return self._add(clause, piece)

    @staticmethod
    def _add(clause: Clause, piece: _Piece) -> Clause:
        clause.stretches.append((piece.start, piece.end))
        clause.verbs += piece.verbs
        clause.phrases += piece.phrases
        clause.quoted = clause.quoted or piece.quoted
        return clause


def source_phrase(phrase: Phrase) -> bool:
    """Tell "по словам Пескова", "з посиланням на ЗМІ": who says so."""
    return phrase.prep in _SOURCES
