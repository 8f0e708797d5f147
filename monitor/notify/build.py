"""Composes a `Notification` from a match: quoted sentences with marks, notes, facts.

Offsets change here: evidence lies in the article as dropped, marks lie in the cleaned sentence.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from typing import NamedTuple

from monitor.article.model import Article, Block, Field, Range, Span
from monitor.article.normalize import fold_text
from monitor.article.paths import display_path
from monitor.article.references import find_references
from monitor.notify.fact_summary import told_contacts, told_denials
from monitor.notify.model import Notification, NotificationKind, Quote
from monitor.notify.phrases import to_phrase
from monitor.notify.sanitize import fold
from monitor.rule.model import Match
from monitor.summary.sentence import NO_SUMMARY, PARTS, proofs_of_status, summary_of, words_of_lead

MAX_QUOTES = 2
"""Sentences of the text that are quoted; a headline with evidence stands beside them."""
MAX_QUOTE_LENGTH = 400
_MARGIN = 110
Widening = Callable[[str, int, int], tuple[int, int]]
_ELLIPSIS = " … "
# A soft hyphen is layout, not text: it only says where a word may break.
_LAYOUT_ONLY = "\u00ad"


def compose(
    match: Match, *, delivery_id: str, alert_id: str, kind: NotificationKind, received_at: datetime
) -> Notification:
    """Return the notification of *match*; the same match gives the same notification.

    `received_at` is aware UTC; ids are the outbox's own.
    """
    article, rule = match.article, match.rule
    summary = summary_of(match.facts, match.asked, publisher=article.publisher) if match.asked else NO_SUMMARY
    return Notification(
        id=delivery_id,
        alert_id=alert_id,
        kind=kind,
        rule=rule.id,
        severity=str(match.severity),
        tags=rule.tags,
        title=fold(match.title),
        headline=fold(article.title),
        quotes=quotes_of(
            article,
            (*match.evidence, *words_of_lead(match.asked)),
            proving=proofs_of_status(match.facts, match.asked),
        ),
        publisher=article.publisher,
        author=article.author,
        published=article.dated,
        received_at=received_at,
        path=display_path(article.path) if article.path else "",
        url=article.url,
        language=article.language,
        notes=(*notes_of(article), *match.notes),
        says=fold(summary.text),
        parts=tuple(fold(getattr(summary, name)) for name in PARTS) if summary.text else (),
        contacts=told_contacts(match.facts),
        denials=told_denials(match.facts),
    )


def quotes_of(
    article: Article, evidence: Sequence[Span], *, proving: Sequence[Span] = ()
) -> tuple[Quote, ...]:
    """Return the sentences of *article* that hold *evidence*: the headline, and the best of the text.

    Those that hold what is *proving* how the fact of the message stands come first, the most telling of
    them before the others; without any, those with most evidence, in reading order.
    """
    sentences = _sentences(article, (*evidence, *proving))
    headline = [one for one in sentences if one.field == "title"]
    text = sorted(
        (one for one in sentences if one.field != "title"),
        key=lambda one: (-_weight(one, proving), -len(one.spans), one.start),
    )[:MAX_QUOTES]
    best = sorted(
        (*headline, *text), key=lambda one: (-_weight(one, proving), one.field != "title", one.start)
    )
    quotes = (_quote(article, one, to_phrase if proving else _as_it_is) for one in best)
    return tuple(quote for quote in quotes if quote.text)


def _weight(sentence: _Sentence, proving: Sequence[Span]) -> int:
    """Return 1 for a sentence that proves how the fact stands, else 0."""
    return int(any(span in sentence.spans for span in proving))


def _as_it_is(_text: str, start: int, end: int) -> tuple[int, int]:
    return start, end


def proofs_of(article: Article, evidence: Sequence[Span]) -> dict[Span, str]:
    """Return for each span of *evidence* the sentence it stands in, in a form for comparing versions."""
    found = {}
    for sentence in _sentences(article, evidence):
        whole = article.title if sentence.field == "title" else article.text
        words = fold_text(whole[sentence.start : sentence.end])
        found.update(dict.fromkeys(sentence.spans, " ".join(words.split())))
    return found


def notes_of(article: Article) -> tuple[str, ...]:
    """Return what a reader should know before trusting the article's own data."""
    if not article.dates_conflict:
        return article.notes
    readings = dict.fromkeys(f"{_day(one.value)} ({one.found_in})" for one in article.dates)
    used = f"; {_day(article.published)} is used" if article.published else ""
    return (f"dates in the article conflict: {', '.join(readings)}{used}", *article.notes)


def _day(value: datetime) -> str:
    return f"{value.day} {value:%b %Y}"


class _Sentence(NamedTuple):
    field: Field
    start: int
    end: int
    spans: tuple[Span, ...]
    hidden: tuple[Range, ...]


def _sentences(article: Article, evidence: Sequence[Span]) -> list[_Sentence]:
    found: list[_Sentence] = []
    for span in sorted(set(evidence), key=lambda one: (one.field != "title", one.start, one.end)):
        block = article.block_at(span.field, span.start)
        start, end = _around(article, span, block)
        last = found[-1] if found else None
        if last and last.field == span.field and start < last.end:
            found[-1] = last._replace(end=max(end, last.end), spans=(*last.spans, span))
        else:
            found.append(_Sentence(span.field, start, end, (span,), block.hidden if block else ()))
    return found


def _around(article: Article, span: Span, block: Block | None) -> tuple[int, int]:
    """Return the range of the sentences that *span* touches, in its field."""
    if span.field == "title":
        return 0, len(article.title)
    low, high = (block.start, block.end) if block else (span.start, span.end)
    sentences = article.sentences_at(span.field, low, high)
    first = bisect_right(sentences, span.start, key=lambda one: one.end)
    last = bisect_left(sentences, span.end, key=lambda one: one.start) - 1
    if first > last:
        return span.start, span.end
    return min(sentences[first].start, span.start), max(sentences[last].end, span.end)


def _quote(article: Article, found: _Sentence, widened: Widening) -> Quote:
    whole = article.title if found.field == "title" else article.text
    text, places = _clean(whole, found)
    marks = _merge(_translate(places, span, found.start) for span in found.spans)
    marks = _merge(widened(text, start, min(end, len(text))) for start, end in marks if start < len(text))
    text, marks = _cut(text, _join(text, marks))
    return Quote(text=text, marks=tuple(marks), field=found.field, start=found.start)


def _clean(whole: str, found: _Sentence) -> tuple[str, list[int]]:
    """Return the sentence as people are to see it, and for each of its characters where it went.

    That is without markup, and with references (`&nbsp;`) read. `places[i]` is the offset in the cleaned
    text of the first character at or after source offset i.
    """
    gone = {at for one in found.hidden for at in range(max(one.start, found.start), min(one.end, found.end))}
    kept: list[str] = []
    places: list[int] = []
    for start, end, characters in _read(whole, found):
        places += [len(kept)] * (end - start)
        for char in characters:
            if start in gone or char == _LAYOUT_ONLY:
                continue
            if not char.isspace():
                kept.append(char)
            elif kept and kept[-1] != " ":
                kept.append(" ")
    places.append(len(kept))
    return "".join(kept).rstrip(), places


def _read(whole: str, found: _Sentence) -> Iterator[tuple[int, int, str]]:
    """Yield each character of the sentence, and each reference as what it stands for, with its range."""
    at = found.start
    for first, last, characters in find_references(whole[found.start : found.end]):
        start, end = found.start + first, found.start + last
        yield from ((place, place + 1, whole[place]) for place in range(at, start))
        yield start, end, characters
        at = end
    yield from ((place, place + 1, whole[place]) for place in range(at, found.end))


def _translate(places: list[int], span: Span, start: int) -> tuple[int, int]:
    last = len(places) - 1
    return places[min(max(span.start - start, 0), last)], places[min(max(span.end - start, 0), last)]


def _merge(marks: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(marks):
        if start >= end:
            continue
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _join(text: str, marks: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Make one mark of those that only a space keeps apart."""
    joined: list[tuple[int, int]] = []
    for start, end in marks:
        if joined and text[joined[-1][1] : start].isspace():
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def _cut(text: str, marks: list[tuple[int, int]]) -> tuple[str, list[tuple[int, int]]]:
    """Leave of a long sentence only what stands around its marks; marks move with it."""
    marks = [(start, min(end, len(text))) for start, end in marks if start < len(text)]
    if len(text) <= MAX_QUOTE_LENGTH or not marks:
        return text, marks
    kept = _merge((_word_start(text, start), _word_end(text, end)) for start, end in marks)
    out, moved = "", []
    for start, end in kept:
        if start > 0:
            out = out.rstrip() + (_ELLIPSIS if out else "… ")
        shift = len(out) - start
        moved += [(a + shift, b + shift) for a, b in marks if start <= a and b <= end]
        out += text[start:end]
    return (out if kept[-1][1] >= len(text) else out.rstrip() + " …"), moved


def _word_start(text: str, mark: int) -> int:
    at = mark - _MARGIN
    space = text.find(" ", at, mark) if at > 0 else -1
    return space + 1 if space >= 0 else max(at, 0)


def _word_end(text: str, mark: int) -> int:
    at = mark + _MARGIN
    space = text.rfind(" ", mark, at) if at < len(text) else -1
    return space if space >= 0 else min(at, len(text))
