"""What a Russian or Ukrainian denial denies: the words and events that it covers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from monitor.extract.denial.words import DenialTable
from monitor.extract.lang.slavic.cases import NOM
from monitor.extract.lang.slavic.events import SlavicEvent
from monitor.extract.lang.slavic.linking import SlavicLinker
from monitor.extract.lang.slavic.phrases import Chunk, PhraseParts
from monitor.extract.lang.slavic.speech import Speaker, SpeechReader
from monitor.extract.lang.slavic.structure import SlavicClause, SlavicLink
from monitor.extract.model import Denies
from monitor.extract.syntax.model import Tag

POINTERS = frozenset(
    {
        "это",
        "эти",
        "этот",
        "эту",
        "этого",
        "их",
        "его",
        "ее",
        "её",
        "такой",
        "такие",
        "це",
        "ці",
        "цю",
        "цей",
        "їх",
        "його",
        "її",
        "такі",
        "таке",
        "таку",
        "все",
        "всё",
    }
)
_GENERAL = frozenset(
    {
        "сообщение",
        "информация",
        "заявление",
        "слух",
        "данные",
        "повідомлення",
        "інформація",
        "заява",
        "чутка",
        "дані",
        "сведение",
        "публикация",
        "публікація",
    }
)


class DenialParts:
    """The parts that every kind of denial has: who, what, and the words for both."""

    def __init__(
        self,
        parts: PhraseParts,
        clauses: Sequence[SlavicClause],
        linker: SlavicLinker,
        speech: SpeechReader,
        words: DenialTable,
    ) -> None:
        """Read within *parts*."""
        self.parts = parts
        self.clauses = clauses
        self.linker = linker
        self.speech = speech
        self.words = words
        self.text = " " + " ".join(word.low for word in parts.words) + " "

    def _extent(
        self, phrase: Chunk | None, that: SlavicClause | None, clause: SlavicClause
    ) -> tuple[int, int]:
        if that is not None and phrase is None:
            return that.start, max(one.end for one in self._under(that))
        if phrase is None:
            return 0, 0
        end = phrase.end
        said = next(
            (one for one in self.linker.subjects(clause) if one.spot is not None and one.at >= end), None
        )
        for start, stop in clause.stretches:
            if start <= phrase.at < stop:
                end = min(stop, said.at) if said is not None else stop
        followers = [
            one
            for one in self.clauses
            if one.parent is clause and one.link is SlavicLink.THAT and one.start >= end
        ]
        end = max([end, *(one.end for follower in followers for one in self._under(follower))])
        return phrase.at, end

    def _under(self, clause: SlavicClause) -> list[SlavicClause]:
        found = [clause]
        for one in self.clauses:
            if one.parent in found and one not in found:
                found.append(one)
        return found

    def _judged(self, clause: SlavicClause, at: int) -> Chunk | None:
        """Return what a verdict is of: "это", "эти сообщения", or an event."""
        lists = self.words.lists
        for phrase in clause.phrases:
            if phrase.start <= at < phrase.end and phrase.start == phrase.head:
                continue
            word = self.parts.words[phrase.start]
            pointing = word.low in POINTERS or self.parts.words[phrase.head].low in POINTERS
            content = (
                not phrase.lemmas.isdisjoint(lists["claims"])
                or phrase.row is not None
                or not phrase.lemmas.isdisjoint(lists["acts"])
            )
            if (pointing or content) and not phrase.prep and phrase.mask & NOM:
                return phrase
        words = self.parts.words
        pointer = next((one for one in range(clause.start, at) if words[one].low in POINTERS), None)
        return None if pointer is None else Chunk(pointer, at, pointer, NOM, frozenset(), at=pointer)

    def _spoken(  # noqa: PLR0913 - one row of what was read
        self,
        clause: SlavicClause,
        at: int,
        subject: Chunk | None,
        events: Sequence[SlavicEvent],
        *,
        plan: bool = False,
        last: int = 0,
        statement: bool = False,
    ) -> Denying | None:
        """Return the denial that a statement is where it is somebody's words."""
        sources = list(self.speech.sources(clause))
        speaker = next((one for one in sources if one.official or one.pointed), None)
        if speaker is None and sources:
            speaker = sources[0]
        if speaker is None and not clause.quoted and subject is None and not statement:
            return None
        start, end = (
            (subject.at, max(subject.end, self._reach(subject, clause)))
            if subject is not None
            else (clause.start, clause.end)
        )
        found = self._denying(speaker, clause, at, start, end, events, phrase=subject, plan=plan)
        found.last = max(found.last, last)
        found.judged = True
        found.plain = speaker is None and not clause.quoted and subject is None
        return found

    def _reach(self, subject: Chunk, clause: SlavicClause) -> int:
        """Return where the phrases that complete the subject end: "сообщения о переговорах с Россией"."""
        end = subject.end
        for phrase in clause.phrases:
            if phrase.at == end:
                end = phrase.end
        return end

    def _denying(  # noqa: PLR0913, PLR0917 - one row of what was read
        self,
        speaker: Speaker | None,
        clause: SlavicClause,
        at: int,
        start: int,
        end: int,
        events: Sequence[SlavicEvent],
        *,
        phrase: Chunk | None = None,
        plan: bool = False,
    ) -> Denying:
        inside = tuple(one for one in events if start <= one.at < end)
        lists = self.words.lists
        planned = plan or (
            bool(inside) and phrase is not None and not phrase.lemmas.isdisjoint(lists["plans"])
        )
        denies = Denies.PLAN if planned else Denies.CONTACT if inside else Denies.CLAIM
        pronoun, pointing = self._points_back(phrase, end)
        return Denying(
            speaker,
            denies,
            at,
            min(at, start) if end else at,
            max(at, end - 1),
            start,
            end,
            inside,
            back=not inside and pointing,
            clause=clause,
            quoted=clause.quoted or speaker is None,
            just=pronoun or pointing,
        )

    def _points_back(self, phrase: Chunk | None, end: int) -> tuple[bool, bool]:
        """Tell whether what is denied is "это", and whether it points to what was told before."""
        if phrase is None:
            return True, True
        first = self.parts.words[phrase.start].low in POINTERS
        pronoun = self.parts.words[phrase.head].tag == Tag.PRONOUN or (phrase.head == phrase.start and first)
        general = not phrase.lemmas.isdisjoint(_GENERAL) or not phrase.lemmas
        return pronoun, first or (general and end <= phrase.end)

    def _negated_before(self, at: int) -> bool:
        return at > 0 and self.parts.words[at - 1].tag == Tag.NEGATION


@dataclass(slots=True)
class Denying:
    """One denial of a sentence: who, what, and the words `[first, last]` that say so, `[start.

    End)` what is denied.

    `event`: the contact denied, where it stands in the sentence. `back`: it may be of a contact told before.
    """

    speaker: Speaker | None
    denies: Denies
    at: int
    first: int
    last: int
    start: int
    end: int
    events: tuple[SlavicEvent, ...] = ()
    back: bool = False
    clause: SlavicClause | None = None
    quoted: bool = False
    """said in a quote whose speaker this sentence may not name."""
    just: bool = False
    """"это", "эту информацию": points to what was told just before, by whomever."""
    judged: bool = False
    """by a verdict or statement: what is inside it is denied, whatever verb of its own is not known."""
    plain: bool = False
    """said by nobody in this sentence, and of nobody's claim.

    A denial only where the next one says who said it.
    """
