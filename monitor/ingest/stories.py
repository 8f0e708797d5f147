"""Story clusters for one batch: where each matched article belongs, and which story it answers.

Every new text is put into the batch's clusters, so that a later one finds what it repeats; only those that a
rule matched are placed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from monitor.alert.grouping import is_of_a_story
from monitor.cluster.batch import Ask, ClusterBatch, NearStories
from monitor.cluster.corrections import Notice, NoticeKind
from monitor.cluster.denial_links import Answer, Denied, answered, ask_about, ask_withdrawn, withdrawn
from monitor.cluster.model import Member, Sketch
from monitor.evaluate.model import Evaluated
from monitor.extract.model import Denial
from monitor.ingest.drafts import FileDraft
from monitor.rule.model import Match


@dataclass(frozen=True, slots=True)
class StoryPlace:
    """The story an article belongs to, and why."""

    story: str
    reason: str


def places_of(kept: NearStories, clusters: ClusterBatch, asking: Iterable[str]) -> Mapping[str, StoryPlace]:
    """Return the stories of the articles *asking*, by article id; those of no story are left out.

    An article that is not among these clusters was taken in before.
    """
    wanted = list(dict.fromkeys(asking))
    asks = clusters.asks(wanted)
    clusters.learn({name: kept.candidates(ask, name) for name, ask in asks.items()})
    found = {}
    for one in wanted:
        if one in asks:
            placement = clusters.place(one)
            found[one] = StoryPlace(placement.story, placement.reason)
        elif (member := kept.members.get(one)) is not None:
            found[one] = StoryPlace(member.story, "an article of this story already")
    return found


def clusters_of(drafts: Sequence[FileDraft]) -> ClusterBatch:
    """Return clusters with the new texts of a batch."""
    fresh = [(draft, draft.sketch) for draft in drafts if draft.sketch]
    last = {sketch.article_id: sketch for _, sketch in fresh}
    return ClusterBatch(last.values(), [sketch.article_id for draft, sketch in fresh if draft.is_again])


def asks_of(evaluated: Evaluated) -> Iterator[Ask]:
    """Yield all that may have to be found for the sake of one article."""
    sketch, notice = evaluated.sketch, evaluated.notice
    if any(map(is_of_a_story, evaluated.matches)):
        yield Ask.about(sketch)
        yield from (ask_about(one) for match in evaluated.matches for one in _denied(match, sketch))
    if notice is not None and notice.kind is NoticeKind.KILL:
        yield ask_withdrawn(notice, sketch)


def asks_for_nothing(evaluated: Evaluated) -> bool:
    """Return whether an article is of no interest to anybody, and takes nothing back."""
    return not evaluated.matches and not any(True for _ in asks_of(evaluated))


def answers_of(
    kept: NearStories, clusters: ClusterBatch, sketch: Sketch, matches: Sequence[Match], own_story: str
) -> dict[str, Answer]:
    """Return, by rule, the earlier story that a denial of no contact answers, where it is known."""
    found: dict[str, Answer] = {}
    for match in matches:
        for denied in _denied(match, sketch):
            # What the article was compared with to be placed has been read already.
            near = clusters.near(sketch.article_id)
            answer = answered(denied, near, own_story=own_story)
            if answer is None:
                candidates = _near(kept, clusters, ask_about(denied))
                answer = answered(denied, candidates, own_story=own_story)
            if answer is not None:
                found.setdefault(match.rule.id, answer)
    return found


def killed(kept: NearStories, clusters: ClusterBatch, notice: Notice, sketch: Sketch) -> Answer | None:
    """Return the story that a kill takes back, where it is known."""
    return withdrawn(notice, sketch, _near(kept, clusters, ask_withdrawn(notice, sketch)))


def _near(kept: NearStories, clusters: ClusterBatch, ask: Ask) -> list[Member]:
    """Return what may be meant: in the store, and in the batch what shares as many terms."""
    stored = kept.candidates(ask)
    here = {one.member.sketch.article_id: one for one in clusters.kept}
    wanted = set(ask.terms)
    beside = [one.member for one in here.values() if len(wanted.intersection(one.terms)) >= ask.least]
    return [*(one for one in stored if one.sketch.article_id not in here), *beside]


def _denied(match: Match, sketch: Sketch) -> Iterator[Denied]:
    for fact in match.asked:
        if isinstance(fact, Denial) and fact.contact is None:
            words = " ".join(dict.fromkeys(span.text for span in fact.evidence or fact.words))
            yield Denied(article_id=sketch.article_id, words=words, at=sketch.at)
