"""Splits a Russian or Ukrainian sentence into clauses and says what each hangs on.

Commas mark nearly all clause bounds in both languages, and so the sentence is cut at marks, subordinators
and between two verbs; a piece without a verb goes on with the clause it interrupts.
"""

from __future__ import annotations

from monitor.extract.lang.slavic.phrases import Chunk, Verb
from monitor.extract.lang.slavic.pieces import BETWEEN, Pieces
from monitor.extract.lang.slavic.structure import SlavicClause, SlavicLink, SlavicPiece

_AND = frozenset({"и", "й", "і", "та"})


class ClauseBuilder(Pieces):
    """Builds the clauses of one sentence."""

    clauses: list[SlavicClause]

    def read(self) -> list[SlavicClause]:
        """Return the clauses in order of their first word."""
        self.clauses = []
        current: SlavicClause | None = None
        for piece in self._pieces():
            current = self._place(piece, current)
        for clause in self.clauses:
            clause.asked = self.asked and not clause.quoted
            for verb in clause.verbs:
                verb.clause = clause.number
            for phrase in clause.phrases:
                phrase.clause = clause.number
        return self.clauses

    def _place(self, piece: SlavicPiece, current: SlavicClause | None) -> SlavicClause:  # noqa: PLR0911 - each case answers for itself
        """Put *piece* where it belongs; return the clause that what follows goes on with."""
        if piece.link is not None:
            return self._subordinate(piece, current)
        if current is None or (piece.mark == ":" and len(self.clauses) == 1 and current.main_verb is None):
            return self._new(piece, SlavicLink.MAIN, None)
        if piece.mark == "," and self._says(piece):
            return self._beside(piece, current)
        if piece.mark and self.words[piece.start].low in {"это", "це"} and not piece.finite:
            return self._beside(piece, current)
        if piece.mark == ":" and piece.phrases and current.main_verb is not None and current.main_verb.finite:
            return self._beside(piece, current)
        if piece.quoted and not current.quoted and piece.mark == ":":
            return self._beside(piece, current)
        home = self._unfinished(current, piece)
        if home is not None:
            return self._add(home, piece)
        if not piece.finite and not any(verb.form == "infinitive" for verb in piece.verbs):
            return self._add(self._resumed(current, piece), piece)
        return self._beside(piece, current)

    def _unfinished(self, current: SlavicClause, piece: SlavicPiece) -> SlavicClause | None:
        """Return the nearest clause, outwards, that still lacks the verb that *piece* has; None.

        None lacks one.
        """
        clause: SlavicClause | None = current
        while clause is not None:
            lacking = clause.main_verb is None or (
                not clause.main_verb.finite and clause.link not in {SlavicLink.GERUND, SlavicLink.PARTICIPLE}
            )
            if lacking and piece.finite and piece.quoted == clause.quoted:
                return clause
            clause = clause.parent or clause.alongside
        return None

    @staticmethod
    def _resumed(current: SlavicClause, piece: SlavicPiece) -> SlavicClause:
        """Return the clause that a piece without a verb goes on with."""
        closing = current.link in {
            SlavicLink.RELATIVE,
            SlavicLink.GERUND,
            SlavicLink.PARTICIPLE,
            SlavicLink.WHEN,
            SlavicLink.IF,
            SlavicLink.OTHER,
        }
        joined = piece.opener and piece.phrases and piece.phrases[0].spot
        if closing and current.parent is not None and current.main_verb is not None and not joined:
            return current.parent
        return current

    def _beside(self, piece: SlavicPiece, current: SlavicClause) -> SlavicClause:
        """Make a clause beside the current one, of the same kind where they are joined by "и"."""
        same = current
        while (
            same.link
            in {
                SlavicLink.GERUND,
                SlavicLink.PARTICIPLE,
                SlavicLink.WHEN,
                SlavicLink.IF,
                SlavicLink.OTHER,
                SlavicLink.RELATIVE,
            }
            and same.parent
            and piece.mark
        ):
            same = same.parent
        if same.link is SlavicLink.THAT and same.parent is not None and self._goes_back(piece):
            same = same.parent
        joined = bool(piece.opener) or piece.mark in {"", ","}
        if (
            piece.quoted == same.quoted
            and joined
            and same.link
            in {
                SlavicLink.THAT,
                SlavicLink.AIM,
                SlavicLink.RELATIVE,
                SlavicLink.IF,
                SlavicLink.WHEN,
                SlavicLink.WHETHER,
            }
            and (piece.opener or not piece.mark)
        ):
            clause = self._new(piece, same.link, same.parent)
            clause.governor, clause.word = same.governor, same.word
            clause.relative, clause.relative_prep = same.relative, same.relative_prep
        else:
            clause = self._new(piece, SlavicLink.MAIN, None)
        clause.alongside = same
        return clause

    @staticmethod
    def _goes_back(piece: SlavicPiece) -> bool:
        """Tell ", и назвал это ложью" behind a "что" clause: a verb that goes on with the main one."""
        verb = next((one for one in piece.verbs if one.finite), None)
        if piece.mark != "," or piece.opener not in _AND or verb is None or verb.form != "finite":
            return False
        return not any(phrase.subject_like and phrase.at < verb.at for phrase in piece.phrases)

    def _subordinate(self, piece: SlavicPiece, current: SlavicClause | None) -> SlavicClause:
        parent = current
        link = piece.link or SlavicLink.OTHER
        clause = self._new(piece, link, parent)
        at = piece.start + (1 if piece.opener else 0)
        clause.word = self.words[at].low
        clause.relative, clause.relative_prep = piece.relative, piece.prep
        if parent is not None:
            clause.governor = self._governor(parent, piece, link)
        return clause

    def _governor(self, parent: SlavicClause, piece: SlavicPiece, link: SlavicLink) -> Verb | Chunk | None:
        """Return what a subordinate clause completes.

        The last verb before it, or the noun right before it.
        """
        before = [phrase for phrase in parent.phrases if phrase.end <= piece.start]
        verbs = [verb for verb in parent.verbs if verb.at < piece.start]
        if link in {SlavicLink.RELATIVE, SlavicLink.PARTICIPLE}:
            return max(before, key=lambda phrase: phrase.end, default=None)
        if link in {SlavicLink.THAT, SlavicLink.AIM, SlavicLink.WHETHER, SlavicLink.QUOTE}:
            last = max(before, key=lambda phrase: phrase.end, default=None)
            adjacent = (
                last is not None
                and self.words[last.end : piece.start]
                and all(
                    word.low in BETWEEN or word.low in {"о", "об", "про", "том", "те", "то"}
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

    def _new(self, piece: SlavicPiece, link: SlavicLink, parent: SlavicClause | None) -> SlavicClause:
        clause = SlavicClause(len(self.clauses), link, parent, quoted=piece.quoted, mark=piece.mark)
        self.clauses.append(clause)
        return self._add(clause, piece)

    @staticmethod
    def _add(clause: SlavicClause, piece: SlavicPiece) -> SlavicClause:
        clause.stretches.append((piece.start, piece.end))
        clause.verbs += piece.verbs
        clause.phrases += piece.phrases
        clause.quoted = clause.quoted or piece.quoted
        return clause
