"""Assigns an article to a story cluster: it joins the most similar, or opens its own.

Newcomers are compared with a story's anchors alone, so that one retelling cannot pull in another that
the founder does not resemble. Stories opened apart stay apart when a later article resembles both:
it joins the better and says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta

from monitor.article.identity import stable_id
from monitor.cluster.model import Alike, Likeness, Member, Placement, Sketch
from monitor.cluster.similarity import likeness

WINDOW = timedelta(days=3)
"""How far apart in time of publication two notifications of one story may be."""
ANCHORS = 3
_LONGER = 1.3
_RANK = {Alike.COPY: 0, Alike.SHORTENED: 1, Alike.RETOLD: 2}


def founded(sketch: Sketch) -> Member:
    """Return *sketch* as the founder of a story of its own, not placed yet."""
    story = stable_id("story", sketch.article_id)
    return Member(sketch=sketch, story=story, anchor=True, placed=False)


def place(sketch: Sketch, candidates: Iterable[Member]) -> Placement:
    """Return the story of *sketch* among those of *candidates*, or one of its own.

    Candidates are the members that share terms with it and the anchors of their stories, in any order.
    A story that an alert was asked for goes before one that nobody was notified of; then the better likeness.
    """
    members = [one for one in candidates if one.sketch.article_id != sketch.article_id]
    told = {one.story for one in members if one.placed}
    alike = [
        (one, how)
        for one in members
        if one.anchor and abs(one.sketch.at - sketch.at) <= WINDOW
        if (how := likeness(sketch, one.sketch)).same_story
    ]
    if not alike:
        story = stable_id("story", sketch.article_id)
        return Placement(
            article_id=sketch.article_id, story=story, reason="like no other story of these days"
        )
    alike.sort(key=lambda pair: _order(*pair, told=told))
    best, how = alike[0]
    also = tuple(
        dict.fromkeys(one.story for one, _ in alike if one.story != best.story and one.story in told)
    )
    return Placement(
        article_id=sketch.article_id,
        story=best.story,
        reason=_reason(best, how, also),
        likeness=how,
        joins=best.sketch.article_id,
        also=also,
    )


def placed(sketch: Sketch, placement: Placement, candidates: Sequence[Member]) -> Member:
    """Return *sketch* as a member of the story it was placed in."""
    return Member(
        sketch=sketch,
        story=placement.story,
        anchor=placement.joins is None or _steadies(sketch, placement.story, candidates),
        placed=True,
        reason=placement.reason,
    )


def _steadies(sketch: Sketch, story: str, candidates: Sequence[Member]) -> bool:
    """Return whether later articles are to be compared with this one too: a longer one, like the founder."""
    anchors = [one for one in candidates if one.story == story and one.anchor]
    longest = max((len(one.sketch.text) for one in anchors), default=0)
    if len(anchors) >= ANCHORS or len(sketch.text) < _LONGER * longest:
        return False
    return all(likeness(sketch, one.sketch).same_story for one in anchors)


def _order(one: Member, how: Likeness, *, told: set[str]) -> tuple[bool, int, float, float, str]:
    at = one.sketch.at.timestamp()
    return (one.story not in told, _RANK[how.kind], -how.share, at, one.sketch.article_id)


def _reason(best: Member, how: Likeness, also: Sequence[str]) -> str:
    of = f"“{best.sketch.title}”" if best.sketch.title else "an article without a headline"
    by = f" ({best.sketch.publisher})" if best.sketch.publisher else ""
    bridged = f"; also like {', '.join(f'story {one}' for one in also)}" if also else ""
    return f"{how.kind}: {how.reason}, as {of}{by}{bridged}"
