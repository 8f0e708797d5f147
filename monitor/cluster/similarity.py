"""The similarity of two articles and its thresholds: copy, shortened copy, retelling, or another story.

What decides is how much of the shorter article stands in the longer one: runs of three words for
copies; distinctive words, figures and quotations for retellings in other sentences. Two reports in the
words of one template (markets, briefings) have other figures or other names, and are other stories.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from monitor.cluster.features import NAME, UNKNOWN, Features, reading_of, weight
from monitor.cluster.model import Alike, Likeness, Sketch


@dataclass(frozen=True, slots=True, kw_only=True)
class Shares:
    """What of the shorter article stands in the longer one: shares 0 to 1, and how many were met.

    `back` is the share of the longer's runs of words in the shorter, `opening` that of one's first sentences
    in the other, `about` that of the longer's paragraphs that name what the shorter is about. `lead` is how
    much of the longer's lead stands in the shorter, `lead_short` the other way round, `leads` how much of
    one lead stands in the other. `length` is the shorter's, in words. `figures` and
    `quoted` are None when one of the two has none.
    """

    runs: float
    back: float
    opening: float
    words: float
    telling: float
    tellings: int
    lead: float
    lead_short: float
    leads: float
    length: int
    about: float
    figures: float | None
    figures_met: frozenset[str]
    quoted: float | None
    quoted_met: int


def likeness(one: Sketch, other: Sketch) -> Likeness:
    """Return how alike two articles are; the order of the two does not matter."""
    first, second = reading_of(one), reading_of(other)
    if (second.length, other.text) < (first.length, one.text):
        first, second = second, first
    if _hardly_meet(first, second):
        return Likeness(kind=Alike.OTHER, share=0.0, reason="shares few words that tell")
    return _judge(shares(first, second), first, second)


def _hardly_meet(short: Features, long: Features) -> bool:
    """Return, at little cost, that nothing in `_judge` can make two articles one story."""
    met = len(short.telling & long.stems.keys())
    return met < _FEWEST_TELLINGS and 2 * len(short.runs & long.runs) < len(short.runs)


def shares(short: Features, long: Features) -> Shares:
    """Measure what of *short* stands in *long*."""
    figures = short.figures & long.figures
    quoted = len(short.quoted & long.quoted)
    met = short.telling & long.stems.keys()
    runs = len(short.runs & long.runs)
    named = {stem for stem in short.stems if weight(stem) >= NAME}
    return Shares(
        runs=runs / max(1, len(short.runs)),
        back=runs / max(1, len(long.runs)),
        opening=max(_part(short.opening, long.runs), _part(long.opening, short.runs)),
        words=_weighed(short.stems, long.stems),
        telling=len(met) / max(1, len(short.telling)),
        tellings=len(met),
        lead=_weighed(long.lead, short.stems),
        lead_short=_weighed(short.lead, long.stems),
        leads=max(_weighed(short.lead, long.lead), _weighed(long.lead, short.lead)),
        length=short.length,
        about=sum(not named.isdisjoint(one) for one in long.paragraphs) / max(1, len(long.paragraphs)),
        figures=_of_fewer(len(figures), short.figures, long.figures),
        figures_met=figures,
        quoted=_of_fewer(quoted, short.quoted, long.quoted),
        quoted_met=quoted,
    )


def _part(some: Collection[tuple[str, ...]], whole: frozenset[tuple[str, ...]]) -> float:
    return sum(one in whole for one in some) / max(1, len(some))


def _of_fewer(met: int, some: Collection[object], others: Collection[object]) -> float | None:
    fewest = min(len(some), len(others))
    return met / fewest if fewest else None


def _weighed(some: Collection[str], among: Collection[str]) -> float:
    total = met = 0.0
    for stem in some:
        tells = weight(stem)
        total += tells
        if stem in among:
            met += tells
    return met / total if total else 0.0


_FEWEST_TELLINGS = 4
"""A copy by its opening needs so many distinctive words in common, a retelling more."""
_ENOUGH = 3
"""Points of evidence that make two articles one story told twice."""
_BRIEF = 160
"""Words; fewer common words suffice below this; above, articles share much background."""


def _judge(found: Shares, short: Features, long: Features) -> Likeness:
    share = round(max(found.runs, found.words), 2)
    if reason := _told_apart(found, short, long):
        return Likeness(kind=Alike.OTHER, share=share, reason=reason)
    if _copied(found):
        kind = Alike.COPY if found.back >= 0.4 else Alike.SHORTENED
        return Likeness(kind=kind, share=share, reason=f"shares {found.runs:.0%} of its running words")
    evidence = [one for one in (_by_words(found), _by_quotation(found), _by_figures(found)) if one[0]]
    if _by_words(found)[0] and sum(points for points, _ in evidence) >= _ENOUGH:
        names = ", ".join(sorted(_shared(short, long), key=len, reverse=True)[:4])
        said = " and ".join(words for _, words in evidence)
        return Likeness(kind=Alike.RETOLD, share=share, reason=f"same {said}: {names}")
    return Likeness(kind=Alike.OTHER, share=share, reason=f"shares only {found.words:.0%} of what it tells")


def _told_apart(found: Shares, short: Features, long: Features) -> str:
    """Return why two reports in much the same words are two stories, empty if nothing says so."""
    few = min(len(short.figures), len(long.figures)) == 1
    close = few and found.runs >= 0.8 and found.telling >= 0.9 and found.tellings >= 3
    if found.figures is not None and found.figures < 0.5 and not close and _by_quotation(found)[0] < 1:
        return f"other figures: {_some(short.figures - long.figures)}; {_some(long.figures - short.figures)}"
    if found.back < 0.4 and found.about < (0.4 if found.lead < 0.35 else 0.25):
        return "stands in a longer article about something else"
    return ""


def _copied(found: Shares) -> bool:
    """Return whether the shorter one's sentences stand in the longer one, or both open with the same ones."""
    if found.opening >= 0.7 and found.leads >= 0.45 and found.tellings >= 4 and found.telling >= 0.4:
        return True
    if found.runs < 0.5:
        return False
    if found.leads < (0.45 if found.runs < 0.7 else 0.35):
        # Paragraphs in another order: what it is about must be what the whole longer one is about.
        proof = _by_quotation(found)[0] + _by_figures(found)[0]
        return found.runs >= 0.8 and found.about >= 0.5 and proof > 0
    return found.telling >= 0.7 if found.tellings else found.runs >= 0.9


def _by_words(found: Shares) -> tuple[int, str]:
    brief = found.length <= _BRIEF
    if found.tellings < 5 or found.words < 0.4 or (not brief and found.lead_short < 0.6):
        return 0, ""
    if found.words >= 0.75 and found.telling >= 0.8 and found.tellings >= 8 and found.lead >= 0.4:
        return 3, "words"
    if found.words >= 0.5 and found.telling >= 0.65:
        return 2, "words"
    # A quotation alone may be the background of both: then their leads must have something in common.
    proof = found.telling >= 0.35 and (_by_figures(found)[0] or found.lead_short >= 0.5)
    return (1, "names") if brief and proof else (0, "")


def _by_quotation(found: Shares) -> tuple[int, str]:
    if found.quoted is None or found.quoted_met < 5 or found.quoted < 0.35:
        return 0, ""
    return (2 if found.quoted_met >= 8 and found.quoted >= 0.5 else 1), "quotation"


def _by_figures(found: Shares) -> tuple[int, str]:
    if found.figures is None or len(found.figures_met) < 2 or found.figures < 0.6:
        return 0, ""
    digits = sum(len(figure) for figure in found.figures_met)
    if digits < 5:  # scores and small counts are in every report of the kind
        return 0, ""
    strong = digits >= 7 and len(found.figures_met) >= 3 and found.figures >= 0.75
    return (2 if strong else 1), f"figures ({_some(found.figures_met)})"


def _shared(short: Features, long: Features) -> list[str]:
    return [word for stem, word in short.stems.items() if weight(stem) >= UNKNOWN and stem in long.stems]


def _some(words: Collection[str]) -> str:
    return ", ".join(sorted(words)[:4]) or "none"
