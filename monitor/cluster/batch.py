"""The clusters that bear on a batch: those in the store and those of the batch itself.

Ask the store once (`asks`, `learn`), then place each article that needs a story; the articles of a
batch see each other whatever the store knows. `kept` and `founders` are what is to be written.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import cached_property
from itertools import takewhile

from monitor.cluster.assign import WINDOW, founded, place, placed
from monitor.cluster.model import Member, Placement, Sketch
from monitor.cluster.terms import asked_terms, kept_terms

MOST_CANDIDATES = 24
"""Articles that one is compared with: those that share the most terms."""
_FEW_TERMS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """What to look for in the store: members that share at least `least` of `terms`, published in between."""

    terms: tuple[int, ...]
    since: datetime
    until: datetime
    least: int

    @classmethod
    def about(cls, sketch: Sketch, *, before: timedelta = WINDOW, after: timedelta = WINDOW) -> Ask:
        """Return what to ask for the sake of *sketch*."""
        terms = tuple(asked_terms(sketch))
        least = 2 if len(terms) > _FEW_TERMS else 1
        return cls(terms=terms, since=sketch.at - before, until=sketch.at + after, least=least)


@dataclass(frozen=True, slots=True)
class NewMember:
    """A member to be written, with the terms to find it by."""

    member: Member
    terms: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class NearStories:
    """What is kept that some asks need: for each the articles that share terms, and all their members.

    `members` are by article; among them are the anchors of the stories of all that was found or named.
    """

    near: Mapping[Ask, tuple[str, ...]] = field(default_factory=dict)
    members: Mapping[str, Member] = field(default_factory=dict)

    def candidates(self, ask: Ask, name: str = "") -> tuple[Member, ...]:
        """Return what shares terms with *ask*, the member called *name*, and the anchors of their stories.

        Raises:
            KeyError: nobody looked for *ask*.
        """
        near = self.near[ask] if ask.terms else ()
        here = {one: self.members[one] for one in (name, *near) if one in self.members}
        for story in {one.story for one in here.values() if one.placed}:
            here.update((one.sketch.article_id, one) for one in self._anchors.get(story, ()))
        return tuple(here.values())

    @cached_property
    def _anchors(self) -> Mapping[str, Sequence[Member]]:
        found: dict[str, list[Member]] = {}
        for one in self.members.values():
            if one.anchor and one.placed:
                found.setdefault(one.story, []).append(one)
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryChanges:
    """What is to be written of a batch's stories.

    `kept` are its members, `founders` those in the store that founded a story only now; `again` are the ids
    of articles that were taken in before.
    """

    kept: tuple[NewMember, ...] = ()
    founders: tuple[Member, ...] = ()
    again: frozenset[str] = frozenset()


class ClusterBatch:
    """Stories for one batch. Articles are placed in the order in which `place` is called."""

    def __init__(self, sketches: Iterable[Sketch], again: Iterable[str] = ()) -> None:
        """Take in the batch: the sketch of every new article, and of every new version of one.

        *again* are the ids of articles that were taken in before.
        """
        self.again = frozenset(again)
        self._kept: dict[str, NewMember] = {
            one.article_id: NewMember(founded(one), tuple(kept_terms(one))) for one in sketches
        }
        self._known: dict[str, dict[str, Member]] = {}
        self._before: dict[str, Member] = {}
        self._waiting: set[str] = set()
        self._founders: dict[str, Member] = {}

    def asks(self, article_ids: Iterable[str]) -> dict[str, Ask]:
        """Return what to look for in the store so that these articles of the batch can be placed.

        Each of them is to be placed: until it is, no other joins it, for it may itself belong elsewhere.
        """
        article_ids = [one for one in article_ids if one in self._kept]
        self._waiting.update(article_ids)
        return {one: Ask.about(self._kept[one].member.sketch) for one in article_ids}

    def learn(self, found: Mapping[str, Iterable[Member]]) -> None:
        """Take what the store found, by the article it was asked for."""
        for article_id, members in found.items():
            for one in members:
                if one.sketch.article_id == article_id:
                    self._before[article_id] = one
                elif one.sketch.article_id not in self._kept:
                    self._known.setdefault(article_id, {})[one.sketch.article_id] = one

    def place(self, article_id: str) -> Placement:
        """Return the story of an article of the batch; those placed before it are known to it.

        A new version stays in the story that its article was placed in.
        """
        self._waiting.discard(article_id)
        kept = self._kept[article_id]
        before = self._before.get(article_id) or (kept.member if kept.member.placed else None)
        if before is not None and before.placed:
            member = replace(before, sketch=kept.member.sketch)
            reason = "an article of this story already"
            placement = Placement(article_id=article_id, story=before.story, reason=reason)
        else:
            candidates = self._candidates(article_id)
            placement = place(kept.member.sketch, candidates)
            member = placed(kept.member.sketch, placement, candidates)
            self._found(placement, candidates)
        self._kept[article_id] = NewMember(member, kept.terms)
        return placement

    def near(self, article_id: str) -> list[Member]:
        """Return what an article of the batch was compared with."""
        return self._candidates(article_id)

    @property
    def kept(self) -> tuple[NewMember, ...]:
        """What is to be written of the batch."""
        return tuple(self._kept.values())

    @property
    def founders(self) -> tuple[Member, ...]:
        """Members in the store that founded a story only now, by another joining them."""
        return tuple(self._founders.values())

    @property
    def changes(self) -> StoryChanges:
        """What is to be written, all in all."""
        return StoryChanges(kept=self.kept, founders=self.founders, again=self.again)

    def _found(self, placement: Placement, candidates: Iterable[Member]) -> None:
        """Hold whom an article has joined for placed too: it founded a story that was sent."""
        for one in candidates:
            if one.sketch.article_id != placement.joins or one.placed:
                continue
            founder = replace(one, placed=True)
            in_batch = self._kept.get(placement.joins)
            if in_batch is not None:
                self._kept[placement.joins] = NewMember(founder, in_batch.terms)
            else:
                self._founders[placement.joins] = founder

    def _candidates(self, article_id: str) -> list[Member]:
        stored = self._known.get(article_id, {}).values()
        known = [self._founders.get(one.sketch.article_id, one) for one in stored]
        return [*known, *self._beside(article_id, {one.story for one in known})]

    def _beside(self, article_id: str, stories: set[str]) -> list[Member]:
        """Return the members of the batch that share terms with an article, and their stories' anchors.

        Only those before it: what an article joins must not hang on how many came in together.
        """
        asked = set(asked_terms(self._kept[article_id].member.sketch))
        before = takewhile(lambda item: item[0] != article_id, self._kept.items())
        settled = {other: kept for other, kept in before if other not in self._waiting}
        shared = Counter({other: len(asked.intersection(kept.terms)) for other, kept in settled.items()})
        near = [other for other, count in shared.most_common(MOST_CANDIDATES) if count]
        stories = stories | {settled[other].member.story for other in near}
        anchors = [
            other for other, kept in settled.items() if kept.member.anchor and kept.member.story in stories
        ]
        return [settled[other].member for other in dict.fromkeys([*near, *anchors])]
