"""Finds the bodies that speak for a state or a cause: "the Turkish foreign ministry", "Moscow", "Hamas"."""

from __future__ import annotations

from monitor.extract.lexicon import Lexicon
from monitor.extract.lexicon.grammar import word_set
from monitor.extract.offices import TitleReader, sentence_text
from monitor.extract.people import How, Mention, Person
from monitor.extract.tokens import Sentence

_OPENING = word_set("mentions.opening")
_KIN = frozenset({"brother", "sister", "son", "daughter", "wife", "husband", "mother", "father", "friend"})
_DO = word_set("bodies.do")
_WIDE = word_set("bodies.wide")
_WITHIN_NAME = frozenset({"of", "for", "and", ","})


class BodyReader:
    """Reads institutions and countries by the lexicon's lists."""

    def __init__(self, lexicon: Lexicon, titles: TitleReader, starters: set[str] | frozenset[str]) -> None:
        """Take what mentions are read by."""
        self.lexicon = lexicon
        self.titles = titles
        self.starters = starters
        self.capital = frozenset(lexicon.english["bodies"]["capital"])

    def at(self, sentence: Sentence, index: int) -> Mention | None:  # noqa: C901, PLR0911 - each case answers for itself
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
        if body and (low[at] in self.capital and body[0] == 1 and self._common(sentence, at)):
            return None
        if body:
            end = self._whole(sentence, at + body[0])
            return Mention(
                index, end, How.BODY, (self._organ(sentence, index, end, side, official=body[1]),), side=side
            )
        if place:
            end = index + place[0]
            if self._part_of_name(sentence, index, end) or (index > 1 and low[index - 2] in _KIN):
                return Mention(index, end, How.OTHER)
            if (
                place[1].how == "demonym"
                and not sentence.headline
                and name not in {"United States", "United Kingdom"}
                and not self._people(low, index, end)
            ):
                return None
            return Mention(
                index, end, How.BODY, (self._organ(sentence, index, end, side, official=True),), side=side
            )
        return None

    def _common(self, sentence: Sentence, at: int) -> bool:
        """Tell "fed" and "front" as words, and "Republican Guard", from the Fed and the Front."""
        raw = sentence.raw
        if not raw[at][0].isupper():
            return True
        after = raw[at + 1] if at + 1 < len(raw) else "."
        named = after[0].isupper() and after.isalpha() and sentence.low[at + 1] not in self.titles.not_names
        return named and not sentence.headline and not sentence.capitals

    @staticmethod
    def _people(low: list[str], start: int, end: int) -> bool:
        """Tell "the Chinese denied" from "the Chinese market"."""
        return (
            low[start - 1 : start] == ["the"] and start > 0 and low[end : end + 1] != [] and low[end] in _DO
        )

    @staticmethod
    def _whole(sentence: Sentence, end: int) -> int:
        """Return where a body's full name ends: "Ministry of Health and Sport of Georgia"."""
        raw, low = sentence.raw, sentence.low
        if low[end - 1] not in _WIDE or not raw[end - 1][0].isupper() or sentence.capitals:
            return end
        if low[end : end + 1] not in (["of"], ["for"]):
            return end
        while (after := _named_after(sentence, end)) > end:
            end = after
        return end

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


def _named_after(sentence: Sentence, end: int) -> int:
    """Return where the next part of a name ("of Culture, Media and Sport") ends; *end* if none follows."""
    raw, low = sentence.raw, sentence.low
    if end + 1 >= len(low) or low[end] not in _WITHIN_NAME:
        return end
    at = end + 1 + (low[end + 1] in {"the", "and"})
    first = at
    while at < len(low) and raw[at][0].isupper() and raw[at].isalpha():
        at += 1
    listed = at < len(low) and low[at] in {",", "and"}
    return at if at > first and (low[end] != "," or listed) else end
