"""Finds the bodies that speak for a state or a cause: "the Turkish foreign ministry", "Moscow", "Hamas"."""

from __future__ import annotations

from monitor.fact.cast import How, Mention, Person
from monitor.fact.lexicon import Lexicon
from monitor.fact.lexicon.grammar import word_set
from monitor.fact.titles import TitleReader, sentence_text
from monitor.fact.tokens import Sentence

_OPENING = word_set("mentions.opening")


class BodyReader:
    """Reads institutions and countries by the lexicon's lists."""

    def __init__(self, lexicon: Lexicon, titles: TitleReader, starters: set[str] | frozenset[str]) -> None:
        """Take what mentions are read by."""
        self.lexicon = lexicon
        self.titles = titles
        self.starters = starters

    def at(self, sentence: Sentence, index: int) -> Mention | None:  # noqa: PLR0911 - each case answers for itself
        """Return the body whose name starts at *index*, or None."""
        low, raw = sentence.low, sentence.raw
        at, side, name = index, None, None
        place = self.lexicon.places.at(low, index) if low[index] in self.lexicon.places.firsts else None
        if place and not raw[index][0].isupper():
            return None
        if place:
            at, side, name = index + place[0], place[1].side, place[1].side
            if at < len(low) and low[at] == "'s":
                at += 1
        while at < len(low) and at - index < 4 and self._adjective(low, at):
            at += 1
        body = (
            self.lexicon.bodies.at(low, at)
            if at < len(low) and low[at] in self.lexicon.bodies.firsts
            else None
        )
        if body and body[1] is False and not place:
            return Mention(
                index, at + body[0], How.OTHER, (Person(sentence_text(sentence, at, at + body[0])),)
            )
        if body:
            end = at + body[0]
            return Mention(
                index, end, How.BODY, (self._organ(sentence, index, end, side, official=body[1]),), side=side
            )
        if place:
            end = index + place[0]
            if self._part_of_name(sentence, index, end):
                return Mention(index, end, How.OTHER)
            if (
                place[1].how == "demonym"
                and not sentence.headline
                and name not in {"United States", "United Kingdom"}
            ):
                return None
            return Mention(
                index, end, How.BODY, (self._organ(sentence, index, end, side, official=True),), side=side
            )
        return None

    def _part_of_name(self, sentence: Sentence, start: int, end: int) -> bool:
        """Tell "Israel Radio" and "Insulate Britain" from the countries."""
        if sentence.headline or sentence.capitals:
            return False
        raw, low = sentence.raw, sentence.low
        after = raw[end] if end < len(raw) else "."
        if (
            after[0].isupper()
            and after.isalpha()
            and low[end] not in self.titles.not_names
            and low[end] not in self.starters
        ):
            return True
        before = raw[start - 1] if start > 0 else "."
        return (
            before[0].isupper()
            and before.isalpha()
            and low[start - 1] not in self.titles.not_names | _OPENING
            and low[start - 1] not in self.starters
        )

    def _adjective(self, low: list[str], at: int) -> bool:
        return (
            low[at] in self.titles.before
            and low[at] not in {"of", "the"}
            and low[at] not in self.lexicon.bodies.firsts
        )

    def _organ(self, sentence: Sentence, start: int, end: int, side: str | None, *, official: bool) -> Person:
        name = sentence_text(sentence, start, end)
        return Person(name[4:] if name.lower().startswith("the ") else name, None, side, official=official)
