"""Who does what to whom in one sentence, without a parser.

A `Clause` view answers three questions about a word: which people are its subject, which its
object, and what stands between. The walk is conservative: an unknown noun in between means
that the subject is somebody else.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass

from monitor.extract.lexicon.grammar import word_set
from monitor.extract.people import How, Mention, Person
from monitor.extract.tokens import Sentence

PREPOSITIONS = word_set("clauses.prepositions")
_JOIN = frozenset({"and", "&", "/", "plus", ","})
_INCLUDING = (
    ("including",),
    ("as", "well", "as"),
    ("along", "with"),
    ("together", "with"),
    (",", "including"),
    (",", "and"),
    (",", "as", "well", "as"),
    (",", "along", "with"),
    (",", "together", "with"),
)
_DETERMINERS = word_set("clauses.determiners")
_RELATIVE = frozenset({"who", "which", "that"})
_LINKS = word_set("clauses.links")
_COORDINATORS = frozenset({"and", "then", "but"})
_SHORT = 4
_LONGEST_GAP = 9
_LONGEST_LEAD = 6
_LONGEST_PHRASE = 11
_NO_PHRASE = word_set("clauses.no_phrase")
_PLACES = frozenset({"in", "at", "on", "from", "to", "near", "into"})


@dataclass(slots=True)
class Group:
    """Mentions joined into one noun phrase, words `[start, end)`."""

    start: int
    end: int
    mentions: list[Mention]
    oblique: bool = False
    possessive: bool = False

    @property
    def people(self) -> list[Person]:
        """Everybody in it, in order, each once."""
        return list(dict.fromkeys(person for mention in self.mentions for person in mention.people))

    @property
    def leaders(self) -> list[Person]:
        """The leaders in it, in order, each once."""
        return [person for person in self.people if person.leader]

    @property
    def body(self) -> bool:
        """Tell whether it names institutions or places, no person."""
        return self.mentions[0].how is How.BODY


class Clause:
    """One sentence with its mentions grouped."""

    def __init__(self, sentence: Sentence, mentions: list[Mention], adverbs: frozenset[str]) -> None:
        """Group the mentions of *sentence*."""
        self.sentence = sentence
        self.low = sentence.low
        self.adverbs = adverbs
        self.groups = self._grouped(mentions)
        self.starts = {group.start: group for group in self.groups}
        self.ends = {group.end: group for group in self.groups}
        self.inside = {index for group in self.groups for index in range(group.start, group.end)}

    def _grouped(self, mentions: list[Mention]) -> list[Group]:
        groups: list[Group] = []
        chain: list[Mention] = []
        commas = False
        for mention in mentions:
            joined = self._joined(chain[-1], mention) if chain else None
            if joined is None:
                self._flush(groups, chain, commas=commas)
                chain, commas = [mention], False
            else:
                chain.append(mention)
                commas = joined == "," or (commas and joined == ",")
        self._flush(groups, chain, commas=commas)
        return groups

    def _joined(self, one: Mention, two: Mention) -> str | None:  # noqa: PLR0911 - one answer a line
        """Return how the second mention continues the first: by ",", by "and", or not at all (None)."""
        between = tuple(word for word in self.low[one.end : two.start] if word not in _DETERMINERS)
        if (one.how is How.BODY) != (two.how is How.BODY) or (
            How.PRONOUN in {one.how, two.how} and between != ("and",)
        ):
            return None
        if not between:
            return "and" if set(one.people) & set(two.people) else None
        if between == (",",):
            closed = two.end >= len(self.low) or self.low[two.end] in {",", ".", ")", "-", ";", "'s"}
            return "and" if closed and set(one.people) & set(two.people) else ","
        if len(between) == 1 and between[0] in _JOIN:
            return "and"
        if between in _INCLUDING:
            return "and"
        if "including" in between[:2] and len(between) < _LONGEST_LEAD:
            return "and"
        return None

    def _flush(self, groups: list[Group], chain: list[Mention], *, commas: bool) -> None:
        """Add the chain as one group; a chain held by commas alone is a list only in a headline."""
        if not chain:
            return
        if commas and not self.sentence.headline:
            pieces: list[list[Mention]] = [[chain[0]]]
            for one, two in itertools.pairwise(chain):
                if self._joined(one, two) == ",":
                    pieces.append([two])
                else:
                    pieces[-1].append(two)
        else:
            pieces = [chain]
        for piece in pieces:
            groups.append(self._group(piece))  # noqa: PERF401 - reads better so

    def _group(self, piece: list[Mention]) -> Group:
        start, end = piece[0].start, piece[-1].end
        at = start - 1
        while at >= 0 and self.low[at] in _DETERMINERS:
            at -= 1
        if piece[0].how is How.BODY and not self.sentence.headline:
            raw = self.sentence.raw
            while at >= 0 and at > start - _LONGEST_GAP and raw[at][0].isupper():
                at -= 1  # "by the US Anti-Doping Agency"
            while at >= 0 and self.low[at] in _DETERMINERS:
                at -= 1
        oblique = at >= 0 and self.low[at] in PREPOSITIONS
        after = self.low[end] if end < len(self.low) else ""
        possessive = after == "'s" or (after == "'" and self.low[end - 1].endswith("s"))
        return Group(start, end, piece, oblique, possessive)

    def skip_back(self, index: int) -> int:
        """Return the last word before *index* that is neither adverb, auxiliary, number nor quote mark."""
        at = index - 1
        while at >= 0 and at not in self.inside and self._light(at):
            at -= 1
        return at

    def _light(self, at: int) -> bool:
        word = self.low[at]
        return word in self.adverbs or word.endswith("ly") or word.isdigit() or word in {'"', "'"}

    def subject(self, index: int, *, bodies: bool = False) -> Group | None:  # noqa: PLR0911 - one way a line
        """Return the subject of the verb at *index*, or None when it is somebody unknown.

        With *bodies*, institutions count where the walk has to look further back for it.
        """
        at = self.skip_back(index)
        for _ in range(3):
            if at < 0:
                return None
            group = self.ends.get(at + 1)
            if group is None:
                break
            if not group.oblique and not group.possessive:
                return group
            if self._for_to(group):
                return group
            if not group.oblique or not group.body:
                return self._head_of(group)
            at = self.skip_back(self._before_preposition(group) + 1)
        if (
            at > 1
            and self.low[at - 1] == "and"
            and self.sentence.raw[at][0].isupper()
            and at - 1 in self.ends
        ):
            return self.ends[at - 1]
        if self.low[at] in _RELATIVE:
            return self.ends.get(at) or (self.ends.get(at - 1) if self.low[at - 1] == "," else None)
        if self.low[at] in _LINKS:
            return self.nearest_subject(at) if bodies else self._coordinate(at)
        return self._across_phrase(at)

    def _for_to(self, group: Group) -> bool:
        """Tell whether it is the subject of "for Putin to call"."""
        return self.low[group.start - 1] == "for" and self.low[group.end : group.end + 1] == ["to"]

    def _head_of(self, group: Group) -> Group | None:
        """Return who heads "a spokesman for the ministry", given "the ministry"."""
        return self.ends.get(self._before_preposition(group) + 1) if group.oblique else None

    def _before_preposition(self, group: Group) -> int:
        at = group.start - 1
        while at > 0 and self.low[at] not in PREPOSITIONS:
            at -= 1
        return at - 1

    def _across_phrase(self, at: int) -> Group | None:
        for place in range(at, max(at - _LONGEST_PHRASE, 0), -1):
            group = self.ends.get(place)
            if (
                self.low[place] in PREPOSITIONS | {"after", "before", "since"}
                and group is not None
                and not group.oblique
                and not group.possessive
            ):
                return group
            if self.low[place] in _NO_PHRASE:
                return None
        return None

    def _coordinate(self, at: int) -> Group | None:
        """Return who does the second thing of "X fired Y and told Z": X, not Y."""
        near = self.nearest_left(at)
        if near is None or self.low[at] not in _COORDINATORS or near.end != at:
            return near
        first = self.nearest_left(near.start)
        between = self.low[first.end : near.start] if first is not None else []
        return first if between and len(between) < _SHORT and not _NO_PHRASE & set(between) else near

    def nearest_left(self, index: int) -> Group | None:
        """Return the nearest group to the left that can be a subject."""
        for group in reversed(self.groups):
            if group.end <= index and not group.oblique and not group.possessive and not group.body:
                return group
            if group.end <= index and ";" in self.low[group.end : index]:
                return None
        return None

    def nearest_subject(self, index: int) -> Group | None:
        """Return the nearest group to the left that can be a subject, people or body."""
        for group in reversed(self.groups):
            if group.end <= index and not group.oblique and not group.possessive:
                return group
        return None

    def object_of(self, index: int) -> Group | None:
        """Return the group that starts at *index* or right after a determiner and an adjective or two."""
        for at in range(index, min(index + 4, len(self.low))):
            group = self.starts.get(at)
            if group is not None and group.possessive and self.starts.get(group.end + 1) is not None:
                return self.starts[group.end + 1]
            if group is not None:
                return group
        return None

    def first_right(self, index: int) -> Group | None:
        """Return the first group after the next comma that can be a subject ("After talks with Y, X …")."""
        comma = next((at for at in range(index, min(index + 25, len(self.low))) if self.low[at] == ","), None)
        if comma is None:
            return None
        for group in self.groups:
            if group.start > comma and not group.oblique and not group.possessive and not group.body:
                return group if group.start - comma < _LONGEST_GAP else None
        return None

    def object_after(
        self, index: int, transparent: frozenset[str], longest: int = _LONGEST_GAP
    ) -> Group | None:
        """Return the people governed by the word before *index*, past places, times and prepositions."""
        at = index
        while at < len(self.low) and at - index < longest:
            group = self.starts.get(at)
            if group is not None and not (
                group.body and (group.possessive or self.low[at - 1] in _PLACES | _DETERMINERS)
            ):
                return None if group.possessive or group.body else group
            if group is not None:
                at = group.end + group.possessive
                continue
            if self.low[at] not in transparent and not self._light(at):
                return None
            at += 1
        return None
