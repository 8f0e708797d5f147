"""Cuts a Russian or Ukrainian sentence at marks, subordinators and between two verbs.

And tells how each piece begins.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

from monitor.extract.lang.slavic.phrases import Chunk, PhraseParts, Verb
from monitor.extract.lang.slavic.structure import SlavicLink, SlavicPiece
from monitor.extract.lang.slavic.tagger import Inflected
from monitor.extract.lang.slavic.words import WordLists
from monitor.extract.syntax.model import Tag

_HEDGES = frozenset({"якобы", "будто", "нібито", "начебто", "буцімто", "ніби"})
BETWEEN = frozenset({",", ";", ":", "-", "(", ")", '"', "...", "—", "."})
_FEW = 3
"""Words of a quote that is no speech: an "excellent" talk."""
_TIMES = frozenset({"когда", "коли", "пока", "поки", "доки", "после того", "після того"})


class Pieces:
    """Cuts one sentence into pieces."""

    def __init__(
        self,
        parts: PhraseParts,
        closed: WordLists,
        speaks: Callable[[Verb], bool],
        tells: Callable[[Chunk], bool],
    ) -> None:
        """Build from *parts*; *speaks* tells verbs of saying, *tells* nouns that a "что" clause completes."""
        self.speaks = speaks
        self.tells = tells
        self.parts = parts
        self.words: Sequence[Inflected] = parts.words
        self.closed = closed
        self.plain_quotes: set[int] = set()
        self.opens_quoted = False
        self.asked = any(word.low == "?" for word in self.words[-3:])

    def _pieces(self) -> list[SlavicPiece]:
        """Cut the sentence at marks, before subordinators and between two finite verbs."""
        cuts = [0]
        self._mark_quotes()
        inside = {
            at for phrase in self.parts.phrases if phrase.spot for at in range(phrase.start + 1, phrase.end)
        }
        for at, word in enumerate(self.words):
            if at in inside or at in self.plain_quotes:
                continue
            if word.low in BETWEEN:
                cuts += [at, at + 1]
            elif self._opens(at) and at - 1 not in cuts:
                cuts.append(at)
        cuts = sorted({*cuts, *self._between_verbs(sorted({*cuts, len(self.words)})), len(self.words)})
        pieces = [piece for piece in self._cut(cuts) if piece.end > piece.start]
        for piece, behind in pairwise(pieces):
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
                piece.link = SlavicLink.PARTICIPLE  # Ukrainian "зустріч, запланована на п'ятницю, скасована"
        return pieces

    def _mark_quotes(self) -> None:
        """Find the quotes that are no speech.

        Round a name or a phrase without a verb, in the middle of a clause.
        """
        places = [at for at, word in enumerate(self.words) if word.low == '"']
        self.opens_quoted = bool(places) and len(places) % 2 == 1 and self._closes(places[0])
        pairs = places[1:] if self.opens_quoted else places
        for start, end in zip(pairs[::2], pairs[1::2], strict=False):
            spoken = any(
                start < verb.at < end and verb.finite and (end - start > _FEW or verb.form == "finite")
                for verb in self.parts.verbs
            )
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
        for start, end in pairwise(cuts):
            verbs = [
                verb
                for verb in self.parts.verbs
                if start <= verb.at < end and verb.form in {"finite", "predicative", "infinitive"}
            ]
            for one, two in pairwise(verbs):
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

    def _cut(self, cuts: Sequence[int]) -> list[SlavicPiece]:
        pieces = []
        mark, quoted = "", self.opens_quoted
        for start, end in pairwise(cuts):
            low = self.words[start].low
            if end - start == 1 and low in BETWEEN:
                quoted = quoted != (low == '"')
                mark = low if mark in {"", ","} or low == "(" or (low == '"' and mark != ":") else mark
                continue
            pieces.append(self._piece(start, end, mark, quoted=quoted))
            mark = ""
        return pieces

    def _piece(self, start: int, end: int, mark: str, *, quoted: bool) -> SlavicPiece:
        verbs = [verb for verb in self.parts.verbs if start <= verb.at < end]
        phrases = [phrase for phrase in self.parts.phrases if start <= phrase.start < end]
        piece = SlavicPiece(start, end, mark, verbs, phrases, quoted=quoted)
        at = start
        lists = self.closed.lists
        asks = self.words[at].low == "чи" and mark == ","
        if self.words[at].low in lists["both"] | lists["but"] and not asks:
            piece.opener = self.words[at].low
            at += 1
        if at < end:
            piece.link = self._link(piece, at, end)
        return piece

    def _link(self, piece: SlavicPiece, at: int, end: int) -> SlavicLink | None:  # noqa: C901, PLR0911 - each case answers for itself
        lists = self.closed.lists
        low = self.words[at].low
        two = " ".join(word.low for word in self.words[at : at + 2])
        if low in {"чтобы", "щоб", "щоби"}:
            return SlavicLink.AIM
        if low in lists["hypothetical"]:
            return SlavicLink.IF
        if low == "чи" and any(verb.finite for verb in piece.verbs):
            return SlavicLink.WHETHER
        if any(word.low == "ли" for word in self.words[at:end]):
            return SlavicLink.WHETHER
        if low in lists["complementizers"]:
            return SlavicLink.THAT
        if low in _TIMES or two in _TIMES:
            return SlavicLink.WHEN
        relative = at + 1 if self.words[at].tag == Tag.PREPOSITION and at + 1 < end else at
        if self._relative(relative):
            piece.relative = relative
            piece.prep = self.words[at].low if relative > at else ""
            return SlavicLink.RELATIVE
        if low in {"где", "де", "куда", "куди", "откуда", "звідки"}:
            return SlavicLink.RELATIVE
        if low in lists["subordinators"] and low not in {"как", "як", "так", "раз", "хоть"}:
            return SlavicLink.OTHER
        if low in {"как", "як"}:
            return SlavicLink.OTHER
        if piece.verbs and not piece.finite and piece.verbs[0].form == "gerund":
            return SlavicLink.GERUND
        first = piece.verbs[0] if piece.verbs else None
        opening = first is not None and all(word.tag == Tag.ADVERB for word in self.words[at : first.at])
        if first is not None and first.form == "participle" and opening and piece.mark in {",", "-"}:
            return SlavicLink.PARTICIPLE
        return None

    def _says(self, piece: SlavicPiece) -> bool:
        """Tell whether *piece* is ", сообщили в МИД", ", сказал Песков".

        A verb of saying with its subject behind it.
        """
        verb = piece.verbs[0] if piece.verbs else None
        if verb is None or verb.at != piece.start or not verb.finite or not self.speaks(verb):
            return False
        return any(
            phrase.subject_like or (phrase.prep in {"в", "у"} and phrase.spot is not None)
            for phrase in piece.phrases
        )
