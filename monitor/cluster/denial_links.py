"""Which earlier story a denial answers, or an agency's kill notice withdraws.

Rather none than a wrong one: the words must stand in one earlier story and in no other as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from monitor.cluster.batch import Ask
from monitor.cluster.corrections import Notice
from monitor.cluster.features import NAME, UNKNOWN, reading_of, stems_of, weight
from monitor.cluster.model import Member, Sketch
from monitor.cluster.similarity import likeness

LOOKS_BACK = timedelta(days=7)
_SHARE = 0.7
_OPENING = 400
"""Characters of a text in which a report of a denial says that it is one."""
_CLEARLY = 0.75
"""A rival that holds this share of what the best holds makes it doubtful which is meant."""
_SAYING = (
    "deny denies denied denial denying reject rejects rejected refute refuted dismiss dismissed report "
    "reports "
    "claim claims allegation statement spokesman spokeswoman minister ministry government president official "
    "defence foreign interior false untrue fake опроверг отрицает заявил сообщения министерство "
    "спростував заперечив повідомлення міністерство"
)
"""Who denies, and that he does, says nothing of what is denied."""
_DENIES = re.compile(
    r"\b(?:den(?:y|ies|ied|ial|ying)|reject\w*|refut\w*|dismiss\w*|debunk\w*|опровер\w+|отриц\w+"
    r"|отверг\w*|спрост\w+|запереч\w+|відкин\w+)\b",
    re.IGNORECASE,
)

_DULL = frozenset(stems_of(_SAYING))


@dataclass(frozen=True, slots=True, kw_only=True)
class Denied:
    """What is denied: the words that say it, the names in it, and when; `article_id` reports the denial."""

    article_id: str
    words: str
    names: tuple[str, ...] = ()
    at: datetime

    @property
    def sketch(self) -> Sketch:
        """The denied words as something to look for."""
        text = " ".join([self.words, *self.names])
        return Sketch(article_id=self.article_id, at=self.at, title="", text=text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The story that is answered, its article that says what is denied, and why we think so."""

    story: str
    article_id: str
    reason: str


def ask_about(denied: Denied) -> Ask:
    """Return what to look for in the store so that `answered` can decide."""
    return Ask.about(denied.sketch, before=LOOKS_BACK, after=timedelta(0))


def answered(denied: Denied, candidates: Iterable[Member], *, own_story: str | None = None) -> Answer | None:
    """Return the story that a denial answers, None where that cannot be determined.

    *own_story* is the denial's own: a denial that repeats the claim's words may have joined the
    claim's story. Other reports of a denial are not what it answers.
    """
    others = [
        one
        for one in candidates
        if not _DENIES.search(one.sketch.title)
        and (one.story != own_story or not _DENIES.search(one.sketch.text[:_OPENING]))
    ]
    return _clearest(denied.sketch, others)


def withdrawn(notice: Notice, sketch: Sketch, candidates: Iterable[Member]) -> Answer | None:
    """Return the story that a kill takes back, None where that cannot be determined."""
    about = notice.about or sketch.text
    denied = Denied(article_id=sketch.article_id, words=about, at=sketch.at)
    return _clearest(denied.sketch, candidates)


def ask_withdrawn(notice: Notice, sketch: Sketch) -> Ask:
    """Return what to look for in the store so that `withdrawn` can decide."""
    return ask_about(Denied(article_id=sketch.article_id, words=notice.about or sketch.text, at=sketch.at))


def _clearest(said: Sketch, candidates: Iterable[Member]) -> Answer | None:
    scored = sorted(
        ((_share(said, one), one) for one in candidates if _may_be(said, one)),
        key=lambda pair: (-pair[0], pair[1].sketch.at, pair[1].sketch.article_id),
    )
    if not scored or scored[0][0] < _SHARE:
        return None
    share, best = scored[0]
    for rival, other in scored[1:]:
        if rival < share * _CLEARLY:
            break
        if other.story != best.story and not likeness(other.sketch, best.sketch).same_story:
            return None
    return Answer(story=best.story, article_id=best.sketch.article_id, reason=_reason(said, best))


def _may_be(said: Sketch, one: Member) -> bool:
    if one.sketch.article_id == said.article_id:
        return False
    return said.at - LOOKS_BACK <= one.sketch.at <= said.at


def _share(said: Sketch, one: Member) -> float:
    """Return how much of what is said stands in an article's headline and lead, 0 if too little."""
    stems = {stem for stem in stems_of(said.text) if _tells(stem) > 0}
    there = reading_of(one.sketch)
    met = {stem for stem in stems if stem in there.lead}
    names = sum(weight(stem) >= NAME for stem in met)
    telling = sum(_tells(stem) >= UNKNOWN for stem in met)
    if telling + (names >= 2) < 2 or len(met) < 3:
        return 0.0
    return sum(map(_tells, met)) / sum(map(_tells, stems))


def _tells(stem: str) -> float:
    if stem in _DULL:
        return 0.0
    return UNKNOWN if stem.isdigit() and len(stem) > 2 else weight(stem)


def _reason(said: Sketch, best: Member) -> str:
    there = reading_of(best.sketch)
    words = [
        there.stems[stem]
        for stem in dict.fromkeys(stems_of(said.text))
        if stem in there.lead and weight(stem) > 0
    ]
    by = f" ({best.sketch.publisher})" if best.sketch.publisher else ""
    return f"“{best.sketch.title}”{by} said so first: {', '.join(words[:6])}"
