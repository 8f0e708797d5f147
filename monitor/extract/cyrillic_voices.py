"""Who speaks in Russian and Ukrainian: before "заявил, что", after "…, сообщил", before a denying verb.

Known people and seats come by their usual names, others as the sentence names them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from monitor.extract.entity import Entity

_SAID = re.compile(
    r"\b(?:заявил|сообщил|сообща|сказал|подчеркнул|отметил|добавил|ответил|прокомментировал|рассказал|уточнил"
    r"|пишет|переда[её]т|говорит|написал|утвержда"
    r"|заявив|заявил|сказав|повідоми|повідомля|наголоси|зазначи|дода[вл]|відповів|відповіл|розпові|пише"
    r"|передає|стверджу)\w*"
)
_BY = re.compile(
    r"\b(?:по (?:данным|словам|информации|сообщению)|со ссылкой на|как пишет|как сообщает"
    r"|за (?:даними|словами|інформацією|повідомленням)|з посиланням на|із посиланням на)\s+"
)
_THAT = re.compile(r"\s*(?:[,:]|что\b|що\b)|\s+\w+\s*[,:]\s*(?:что|що|[\"«])")
_PHRASE = re.compile(
    r"\s*([^,.;:()\"]{3,70}?)\s*(?=[,.;:()\"]|\bо том\b|\bпро те\b|\bсо ссылкой\b|\bз посиланням\b|$)"
)
_NAME = re.compile(r"[А-ЯЁІЇЄҐ][а-яёіїєґ'-]+(?:-[А-ЯЁІЇЄҐ][а-яёіїєґ']+)?")
_RUN = re.compile(rf"{_NAME.pattern}(?:\s+{_NAME.pattern})+")
_PRONOUNS = frozenset({"он", "она", "они", "він", "вона", "вони", "это", "об этом", "про це", "что", "що"})


@dataclass(frozen=True, slots=True)
class CyrillicSpeaker:
    """Who speaks: by what name, in what office as far as known, officially or not."""

    name: str
    official: bool
    role: str | None = None


@dataclass(frozen=True, slots=True)
class Voices:
    """Finds who speaks, by the stems of one language."""

    official: re.Pattern[str]
    unofficial: re.Pattern[str]
    lesser: re.Pattern[str]
    sides: re.Pattern[str]
    known: Sequence[tuple[re.Pattern[str], str, bool]]
    entities: dict[str, Entity]

    def speaker(self, text: str, low: str, verb: int | None = None) -> CyrillicSpeaker | None:
        """Return who speaks in *text*, *low* in small letters; with *verb*, who denies before that offset."""
        for first, last in _zones(low, verb):
            voice = self._within(text[first:last], low[first:last])
            if voice is not None:
                return voice
        return None

    def _within(self, text: str, low: str) -> CyrillicSpeaker | None:
        official, other = self.official.search(low), self.unofficial.search(low)
        if other is not None and (official is None or other.start() < official.start()):
            return CyrillicSpeaker(other.group().capitalize(), official=False)
        if official is None:
            return None
        name = self._known(low)
        if name is not None:
            return CyrillicSpeaker(name, official=True, role=self._role(name))
        said = text[official.start() : official.end()]
        name = self._named(text[official.end() :])
        return CyrillicSpeaker(
            name or said[:1].upper() + said[1:], official=True, role=said if name else None
        )

    def _known(self, low: str) -> str | None:
        hits = [
            (hit.start(), name)
            for pattern, name, leader in self.known
            for hit in pattern.finditer(low)
            if not leader or not self.lesser.search(low[: hit.start()])
        ]
        return min(hits)[1] if hits else None

    def _role(self, name: str) -> str | None:
        entity = self.entities.get(name)
        parts = (entity.office, entity.side) if entity is not None else ()
        return ", ".join(part for part in parts if part and part != name) or None

    def _named(self, text: str) -> str | None:
        """Return "Хакан Демир" of "МИД Турции Хакан Демир": the name that follows an office."""
        run = _RUN.search(text)
        words = run.group().split() if run else []
        while words and self.sides.match(words[0].lower()):
            words.pop(0)
        return " ".join(words) if len(words) > 1 else None

    def sources(self, text: str, low: str) -> tuple[str, ...]:
        """Return who is said to say what *text* tells, outermost first."""
        phrases = [*self._told_by(text, low)]
        phrases += [_phrase(text, found.end()) for found in _BY.finditer(low)]
        named = (self._known(phrase.lower()) or phrase for phrase in phrases if phrase)
        return tuple(dict.fromkeys(name for name in named if name.lower() not in _PRONOUNS))

    def _told_by(self, text: str, low: str) -> Iterable[str]:
        for said in _SAID.finditer(low):
            if _THAT.match(low[said.end() :]):
                voice = self._within(text[: said.start()], low[: said.start()])
                yield voice.name if voice else ""
            else:
                yield _phrase(text, said.end())


def _zones(low: str, verb: int | None) -> list[tuple[int, int]]:
    """Return the stretches of a sentence in which to look for its speaker, the best first."""
    whole = (0, len(low))
    if verb is not None:
        return [(0, verb), whole]
    said = _SAID.search(low)
    if said is None:
        return [whole]
    before, after = (0, said.start()), (said.end(), len(low))
    return [before, whole] if _THAT.match(low[said.end() :]) else [after, before, whole]


def _phrase(text: str, first: int) -> str:
    found = _PHRASE.match(text, first)
    return found[1].strip() if found else ""
