"""Attribution in Russian and Ukrainian: who says what a clause reports.

"X заявил, что …", "…, сообщил X", "по словам X", quotes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from monitor.extract.cast.model import Party, PartyKind
from monitor.extract.factuality.governors import Governors
from monitor.extract.lang.slavic.cases import LOC, NOM
from monitor.extract.lang.slavic.linking import SlavicLinker
from monitor.extract.lang.slavic.morphology import nominative
from monitor.extract.lang.slavic.phrases import Chunk, PhraseParts, Verb
from monitor.extract.lang.slavic.structure import SlavicClause, SlavicLink, source_phrase
from monitor.extract.lang.slavic.words import closed_words
from monitor.extract.syntax.model import Tag

_IN = frozenset({"в", "у", "во"})
_DEPTH = 5
_MOST_WORDS = 6


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who says something: a party of the cast, or words alone ("газета Новый час", "источники")."""

    name: str
    party: Party | None = None
    pointed: bool = False
    """"он", "по его словам": who spoke last."""

    @property
    def official(self) -> bool:
        """Tell whether it speaks for a state, body or party."""
        return self.party is not None and self.party.official


class SpeechReader:
    """Finds the speakers of one sentence."""

    def __init__(
        self,
        parts: PhraseParts,
        clauses: Sequence[SlavicClause],
        linker: SlavicLinker,
        governors: Governors,
        language: str,
    ) -> None:
        """Read within *parts*."""
        self.parts = parts
        self.clauses = clauses
        self.linker = linker
        self.governors = governors
        self.language = language
        self.papers = closed_words(language).lists["papers"]

    def sources(self, clause: SlavicClause) -> Iterator[Speaker]:
        """Yield who says what *clause* tells, the outermost first."""
        chain = list(self._chain(clause))
        yield from reversed(chain)

    def _chain(self, clause: SlavicClause) -> Iterator[Speaker]:
        here: SlavicClause | None = clause
        for _ in range(_DEPTH):
            if here is None:
                break
            yield from self.said_by(here)
            over = here.parent if here.link is SlavicLink.THAT else None
            if over is not None and isinstance(here.governor, Verb) and self.speaks(here.governor):
                speaker = self.speaker(over, here.governor)
                if speaker is not None:
                    yield speaker
            here = here.parent
        yield from self._around(clause)

    def said_by(self, clause: SlavicClause) -> Iterator[Speaker]:
        """Yield those of "по словам X", "по данным газеты"."""
        for phrase in clause.phrases:
            if source_phrase(phrase) or phrase.prep.startswith(("как ", "як ")):
                yield self.named(phrase)

    def _around(self, clause: SlavicClause) -> Iterator[Speaker]:
        """Yield who speaks in a clause of saying that follows or interrupts: "…, сообщил Песков"."""
        root = clause
        while root.parent is not None:
            root = root.parent
        titled = self._headed(clause) or self._signed()
        if titled is not None:
            yield titled
            return
        before = self._before_colon(root)
        if before is not None:
            yield before
            return
        for other in self.clauses:
            if other is root or other.parent is not None or other is clause:
                continue
            verb = other.main_verb
            if (
                verb is None
                or other.quoted
                or not (self.speaks(verb) or (root.quoted and verb.at == other.start))
            ):
                continue
            if not root.quoted and any(
                one.link in {SlavicLink.THAT, SlavicLink.AIM} and one.parent is other for one in self.clauses
            ):
                continue
            if not root.quoted and other.number < clause.number:
                continue
            speaker = self.speaker(other, verb)
            if speaker is not None:
                yield speaker
                return

    def of_content(self, phrase: Chunk | None, clause: SlavicClause) -> Iterator[Speaker]:
        """Yield who tells of an event in one clause: "Газета сообщила о встрече"."""
        if phrase is None or phrase.prep not in {"о", "про", "щодо"}:
            return
        verb = self.linker.governing_verb(phrase, clause)
        if verb is not None and self.speaks(verb):
            speaker = self.speaker(clause, verb)
            if speaker is not None and not speaker.pointed:
                yield speaker

    def _headed(self, clause: SlavicClause) -> Speaker | None:
        """Return who stands before a colon at the beginning: "Песков: встречи не было"."""
        words = self.parts.words
        first = next((one for one in self.parts.phrases if one.spot is not None), None)
        if (
            first is None
            or first.at != 0
            or first.end >= len(words)
            or words[first.end].low != ":"
            or clause.start < first.end
        ):
            return None
        return self.named(first)

    def _signed(self) -> Speaker | None:
        """Return who stands behind a dash at the end: "Сообщения не соответствуют действительности - МИД"."""
        words = self.parts.words
        last = self.parts.phrases[-1] if self.parts.phrases else None
        if last is None or last.spot is None or last.spot.place or last.prep or not last.mask & NOM:
            return None
        alone = (
            last.at > 1
            and words[last.at - 1].low == "-"
            and all(not one.raw[0].isalnum() for one in words[last.end :])
        )
        verb = any(one.form == "finite" and one.at < last.at for one in self.parts.verbs)
        return self.named(last) if alone and verb and last.spot.party.official else None

    def _before_colon(self, root: SlavicClause) -> Speaker | None:
        """Return who speaks in the clause before a colon: "В МИД ответили: это ложь"."""
        while root.quoted and root.alongside is not None and root.alongside.quoted:
            root = root.alongside  # "Нет, это не так": the quote begins before
        if root.mark != ":":
            return None
        for other in self.clauses:
            if (
                other.number < root.number
                and other.main_verb is not None
                and not other.quoted
                and (
                    other.link is SlavicLink.MAIN
                    or (other.link is SlavicLink.WHETHER and self.speaks(other.main_verb))
                )
            ):
                speaker = self.speaker(other, other.main_verb)
                return speaker if speaker is not None and not speaker.pointed else None
        return None

    def speaks(self, verb: Verb) -> bool:
        """Tell whether *verb* is one of saying."""
        return speaks(verb, self.governors)

    def speaker(self, clause: SlavicClause, verb: Verb) -> Speaker | None:  # noqa: PLR0911 - each case answers for itself
        """Return who says what *verb* of *clause* says: its subject, "в МИД", or whoever spoke last."""
        inside = next(
            (
                one
                for one in clause.phrases
                if one.spot and one.prep in _IN and one.mask & LOC and self._body(one)
            ),
            None,
        )
        if inside is not None and verb.plural:
            return self.named(inside)
        own = next((one for one in clause.phrases if one.subject_like and one.spot is not None), None)
        plain = next(
            (one for one in clause.phrases if one.subject_like and one.spot is None and one.row is None), None
        )
        subject = next((one for one in self.linker.subjects(clause) if one.spot is not None), None)
        if subject is not None and (own is not None or plain is None):
            return self._in_paper(clause) or self.named(subject)
        written = self._in_paper(clause)
        if written is not None:
            return written
        if plain is not None and self.linker.pronoun(plain):
            return Speaker(self.parts.words[plain.head].low, pointed=True)
        if plain is not None and self.parts.words[plain.head].tag != Tag.PRONOUN:
            return self.named(plain)
        if inside is not None and (verb.plural or verb.gender == "n"):
            return self.named(inside)
        return Speaker("", pointed=True) if not verb.plural else None

    def _in_paper(self, clause: SlavicClause) -> Speaker | None:
        """Return whose "сообщение", "заява" it is in which it says so."""
        for phrase, whose in pairwise(clause.phrases):
            if (
                phrase.prep in _IN
                and not phrase.lemmas.isdisjoint(self.papers)
                and whose.owner is phrase
                and whose.spot is not None
            ):
                return self.named(whose)
        return self._published(clause)

    def _published(self, clause: SlavicClause) -> Speaker | None:
        """Return who "в заявлении, которое распространил X", "в сообщении на сайте X" is of."""
        paper = next(
            (one for one in clause.phrases if one.prep in _IN and not one.lemmas.isdisjoint(self.papers)),
            None,
        )
        if paper is None:
            return None
        for one in clause.phrases:
            if (
                one.owner is not None
                and one.owner.prep == "на"
                and one.spot is not None
                and one.at > paper.at
            ):
                return self.named(one)
        for other in self.clauses:
            if other.link is SlavicLink.RELATIVE and other.governor is paper:
                subject = self.linker.own_subject(other)
                return self.named(subject) if subject is not None and subject.spot is not None else None
        return None

    @staticmethod
    def _body(phrase: Chunk) -> bool:
        party = phrase.spot.party if phrase.spot is not None else None
        return party is not None and (
            party.kind is PartyKind.BODY
            or party.basis == "seat"
            or party.kind is PartyKind.MOVEMENT
            or party.basis == "body"
        )

    def named(self, phrase: Chunk) -> Speaker:
        """Return the speaker that *phrase* names."""
        if phrase.spot is not None and not (phrase.spot.private and phrase.spot.party.kind is PartyKind.BODY):
            party = phrase.spot.party
            return Speaker(party.name, None if phrase.spot.private and not party.leader else party)
        words = self.parts.words
        end = phrase.end
        outlet = phrase.spot is not None
        while (
            end < len(words)
            and end - phrase.start < _MOST_WORDS
            and (
                words[end].tag == Tag.NAME
                or self._genitive_at(end)
                or (outlet and words[end].tag in {Tag.NOUN, Tag.ADJECTIVE})
            )
        ):
            end += 1
        head = nominative(words[phrase.head].raw, self.language, phrase.mask, "")
        texts = [
            *(word.raw for word in words[phrase.start : phrase.head]),
            head,
            *(word.raw for word in words[phrase.head + 1 : end]),
        ]
        name = " ".join(texts)
        pointed = words[phrase.head].tag == Tag.PRONOUN or words[phrase.start].low in {
            "его",
            "её",
            "ее",
            "його",
            "її",
            "их",
            "їхніми",
        }
        return Speaker(name, phrase.spot.party if phrase.spot is not None else None, pointed=pointed)

    def _genitive_at(self, at: int) -> bool:
        return any(
            one.start == at and one.owner is not None and one.spot is None for one in self.parts.phrases
        )


def speaks(verb: Verb, governors: Governors) -> bool:
    """Tell whether *verb* is one of saying: it takes a quote."""
    return any(
        (row := governors.get("verb", lemma)) is not None and "quote" in row.effects for lemma in verb.lemmas
    )
