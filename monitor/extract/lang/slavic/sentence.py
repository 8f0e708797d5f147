"""One Russian or Ukrainian sentence: its parts (phrases, clauses, events, speakers), read on demand.

Words, mentions, clauses, events with their status, speakers, denials.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from monitor.extract.cast.model import Party, PartyKind
from monitor.extract.lang.pack import Pack
from monitor.extract.lang.slavic.clauses import ClauseBuilder
from monitor.extract.lang.slavic.denied import Denying
from monitor.extract.lang.slavic.denying import SlavicDenials
from monitor.extract.lang.slavic.events import SlavicEvent
from monitor.extract.lang.slavic.grouping import Grouper
from monitor.extract.lang.slavic.linking import SlavicLinker
from monitor.extract.lang.slavic.noun_links import parties
from monitor.extract.lang.slavic.phrases import Chunk, PhraseParts, Verb
from monitor.extract.lang.slavic.pronouns import Earlier, resolve
from monitor.extract.lang.slavic.scopes import SlavicScopes
from monitor.extract.lang.slavic.speech import Speaker, SpeechReader, speaks
from monitor.extract.lang.slavic.spots import WordSpot
from monitor.extract.lang.slavic.structure import SlavicClause
from monitor.extract.lang.slavic.taught import NO_MARKS, TaughtMarks
from monitor.extract.lang.slavic.words import closed_words
from monitor.extract.syntax.model import Tagged

_PAIR = 2


@dataclass
class ReadSentence:
    """A sentence whose parts are read when they are asked for."""

    tagged: Tagged
    spots: list[WordSpot]
    pack: Pack
    marks: TaughtMarks = NO_MARKS
    before: Party | None = None
    """the subject of the sentence before."""
    both: tuple[Party, ...] = ()
    """the leaders whom "они", "стороны" stand for: those of the sentence before."""
    spoke: Speaker | None = None
    """who spoke last before it."""

    @cached_property
    def parts(self) -> PhraseParts:
        """Phrases and verbs."""
        closed = closed_words(self.pack.language)
        return Grouper(self.tagged.tokens, self.spots, closed, self.pack.predicates).read()  # type: ignore[arg-type]

    @cached_property
    def clauses(self) -> list[SlavicClause]:
        """Clauses in order."""
        return ClauseBuilder(self.parts, closed_words(self.pack.language), self._speaks, self._tells).read()

    def _tells(self, phrase: Chunk) -> bool:
        rows = (self.pack.governors.get("noun", lemma) for lemma in phrase.lemmas)
        return any(row is not None and "that" in row.effects for row in rows)

    def _speaks(self, verb: Verb) -> bool:
        return speaks(verb, self.pack.governors)

    @cached_property
    def linker(self) -> SlavicLinker:
        """Who does what."""
        _ = self.clauses
        return SlavicLinker(
            self.parts,
            self.clauses,
            closed_words(self.pack.language),
            self.pack.predicates,
            self.pack.governors,
        )

    @cached_property
    def subject(self) -> Party | None:
        """The person who is the subject of its first clause."""
        found = self.linker.subjects(self.clauses[0]) if self.clauses else []
        return next(
            (
                one.spot.party
                for one in found
                if one.spot is not None and one.spot.party.kind is PartyKind.PERSON
            ),
            None,
        )

    @cached_property
    def several(self) -> tuple[Party, ...]:
        """The leaders of different sides that it is about: its subjects, else the only two it names."""
        subjects = self.linker.subjects(self.clauses[0]) if self.clauses else []
        for found in (subjects, self.parts.phrases):
            people = parties([one for one in found if one.spot is not None and not one.spot.private])
            leaders = [one for one in people if one.leader and not one.spokesman]
            sides = {one.side for one in leaders}
            if len(sides) > 1 and len(leaders) == len(sides) and (found is subjects or len(sides) == _PAIR):
                return tuple(leaders)
        return ()

    @cached_property
    def events(self) -> list[SlavicEvent]:
        """Events that have parties."""
        resolve(self.clauses, self.linker, self.speech, Earlier(self.before, self.both, self.spoke))
        return [event for event in self.linker.events() if event.at not in self.marks.no_contact]

    @cached_property
    def scopes(self) -> SlavicScopes:
        """What is said of events."""
        return SlavicScopes(self.parts, self.linker, closed_words(self.pack.language), self.pack.governors)

    @cached_property
    def speech(self) -> SpeechReader:
        """Who speaks."""
        return SpeechReader(self.parts, self.clauses, self.linker, self.pack.governors, self.pack.language)

    @cached_property
    def denials(self) -> list[Denying]:
        """What is denied."""
        words = self.pack.denials
        if self.marks.statements or self.marks.plan_statements:
            more = {"statements": self.marks.statements, "plan_statements": self.marks.plan_statements}
            words = words.extended(more, ())
        reader = SlavicDenials(self.parts, self.clauses, self.linker, self.speech, words)
        return [one for one in reader.read(self.events) if one.at not in self.marks.no_denial]

    def speakers(self) -> Iterator[Speaker]:
        """Yield those who say something in it, in order."""
        for clause in self.clauses:
            for verb in clause.verbs:
                if self.speech.speaks(verb) and not clause.quoted:
                    speaker = self.speech.speaker(clause, verb)
                    if speaker is not None and not speaker.pointed:
                        yield speaker
            for speaker in self.speech.said_by(clause):
                if not speaker.pointed:
                    yield speaker

    @property
    def points_back(self) -> bool:
        """Tell whether it begins "Об этом заявил …": who said the sentence before."""
        low = [token.low for token in self.tagged.tokens[:2]]
        return low in (["об", "этом"], ["о", "чем"], ["про", "це"], ["таку", "заяву"], ["такое", "заявление"])

    def place(self, first: int, last: int) -> tuple[int, int]:
        """Return where words *first* to *last* stand in the sentence's text."""
        tokens = self.tagged.tokens
        last = min(last, len(tokens) - 1)
        while last > first and not tokens[last].raw[0].isalnum():
            last -= 1
        return tokens[first].start, tokens[last].end
