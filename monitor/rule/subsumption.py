"""Subsumption: whether one condition implies another, for lint.

Only what is certain is said; where it is not, the answer is no.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields, is_dataclass
from typing import Any, NamedTuple

from monitor.article.normalize import fold_text
from monitor.article.outlets import named_outlet
from monitor.rule.condition import (
    AllOf,
    AnyOf,
    Condition,
    Excepting,
    Language,
    Listed,
    Named,
    Near,
    NotOf,
    PathIs,
    Phrase,
    Published,
    Publisher,
    Within,
    parts_of,
)
from monitor.rule.match_signs import signs_of


def meaning(value: Any) -> Any:
    """Return *value* without the places it was written at, so that equal conditions are equal."""
    if isinstance(value, tuple):
        return tuple(map(meaning, value))
    if isinstance(value, Named):
        return meaning(value.of)
    if not is_dataclass(value):
        return value
    kept = (field.name for field in fields(value) if field.name != "location")
    return (type(value).__name__, *(meaning(getattr(value, name)) for name in kept))


_MOST_PAIRS = 40_000
_MOST_WORDS = 40


class _Word(NamedTuple):
    """A word as it is compared; `is_open` with a star at its end."""

    text: str
    is_open: bool


def swallowed(phrases: Sequence[Phrase]) -> Iterator[tuple[Phrase, Phrase]]:
    """Yield each phrase with another of *phrases* that is found wherever it is, but not alike."""
    wide = _Wide()
    pairs = [(phrase, _words(phrase.text)) for phrase in phrases]
    for phrase, words in pairs:
        wide.add(words, phrase)
    for phrase, words in pairs:
        found = next(wide.over(words), None)
        if found is not None:
            yield phrase, found


class _Wide:
    """Phrases by their words, those that end in a star by the words before it and its stem."""

    def __init__(self) -> None:
        self._closed: dict[tuple[_Word, ...], Phrase] = {}
        self._open: dict[tuple[_Word, ...], dict[str, Phrase]] = {}

    def add(self, words: tuple[_Word, ...], phrase: Phrase) -> None:
        """Take in *phrase*, unless it has signs: its words alone do not make it found."""
        if signs_of(phrase.text) is not None:
            return
        if words and words[-1].is_open:
            self._open.setdefault(words[:-1], {}).setdefault(words[-1].text, phrase)
        elif words:
            self._closed.setdefault(words, phrase)

    def has(self, words: tuple[_Word, ...]) -> bool:
        """Return whether a phrase of just these words is known."""
        if words and words[-1].is_open:
            return words[-1].text in self._open.get(words[:-1], ())
        return words in self._closed

    def over(self, words: tuple[_Word, ...]) -> Iterator[Phrase]:
        """Yield the phrases that are found wherever *words* are, other than these words themselves."""
        for start in range(len(words) if len(words) <= _MOST_WORDS else 0):
            for end in range(start + 1, len(words) + 1):
                part = words[start:end]
                if len(part) < len(words) and part in self._closed:
                    yield self._closed[part]
                stems = self._open.get(part[:-1])
                if stems:
                    yield from self._stemmed(stems, part[-1], is_whole=len(part) == len(words))

    def _stemmed(self, stems: dict[str, Phrase], last: _Word, *, is_whole: bool) -> Iterator[Phrase]:
        for length in range(1, len(last.text) + 1):
            is_itself = is_whole and last.is_open and length == len(last.text)
            if not is_itself and last.text[:length] in stems:
                yield stems[last.text[:length]]


def _words(text: str) -> tuple[_Word, ...]:
    if "*" not in text:
        return tuple(_Word(piece, is_open=False) for piece in fold_text(text).split())
    words: list[_Word] = []
    for raw in text.split():
        pieces = fold_text(raw.rstrip("*")).split()
        words += (_Word(piece, is_open=False) for piece in pieces[:-1])
        words += (_Word(piece, raw.endswith("*")) for piece in pieces[-1:])
    return tuple(words)


def implies(one: Condition, other: Condition) -> bool:
    """Return whether *other* surely holds, in the same stretch of text, where *one* does."""
    if isinstance(one, Named):
        return implies(one.of, other)
    if isinstance(other, Named):
        return implies(one, other.of)
    if meaning(one) == meaning(other):
        return True
    return _other_is_wide(one, other) or _one_is_narrow(one, other)


def _other_is_wide(one: Condition, other: Condition) -> bool:
    match other:
        case AnyOf(of=of) | Listed(entries=of):
            return any(implies(one, part) for part in of)
        case AllOf(of=of):
            return bool(of) and all(implies(one, part) for part in of)
    return False


def _one_is_narrow(one: Condition, other: Condition) -> bool:  # noqa: PLR0911 - one line a kind of condition
    match one:
        case Phrase(text=text):
            if not isinstance(other, Phrase):
                return False
            if signs_of(other.text) is not None:
                return text.casefold() == other.text.casefold()
            wide = _Wide()
            wide.add(_words(other.text), other)
            return _words(text) == _words(other.text) or next(wide.over(_words(text)), None) is not None
        case AllOf(of=of) | Near(terms=of):
            return any(implies(part, other) for part in of)
        case AnyOf(of=of) | Listed(entries=of):
            return bool(of) and all(implies(part, other) for part in of)
        case Within(of=part):
            return _grows(other) and implies(part, other)
        case Excepting(of=part):
            return implies(part, other)
        case Publisher(names=names):
            return isinstance(other, Publisher) and _outlets(names) <= _outlets(other.names)
        case Language(codes=codes):
            return isinstance(other, Language) and _folded(codes) <= _folded(other.codes)
    return False


def _grows(condition: Condition) -> bool:
    """Return whether *condition* holds in all of an article if it holds in a part of it."""
    match condition:
        case Phrase() | Listed() | Near() | Publisher() | Language() | Published() | PathIs():
            return True
        case AllOf(of=of) | AnyOf(of=of):
            return all(map(_grows, of))
    return False


def _folded(names: Iterable[str]) -> set[str]:
    return {fold_text(name) if "*" not in name else name.casefold() for name in names}


def clash(of: Sequence[Condition]) -> bool:
    """Return whether the conditions *of* can never hold together."""
    parts = tuple(_flat(of))
    denied = [one for part in parts if isinstance(part, NotOf) for one in _each_denied(part.of)]
    held = tuple(part for part in parts if not isinstance(part, NotOf))
    if not held:
        return False
    if _few(held, denied):
        together = AllOf(location=held[0].location, of=held)
        if any(implies(together, one) for one in denied) or any(_refuted(part, denied) for part in held):
            return True
    elif _phrases_clash(held, denied):
        return True
    return _languages_clash(held) or _publishers_clash(held) or _dates_clash(held)


def _few(held: Sequence[Condition], denied: Sequence[Condition]) -> bool:
    """Return whether each of *held* can be held against each of *denied* without anybody waiting for it."""
    return sum(map(_size, held)) * sum(map(_size, denied)) <= _MOST_PAIRS


def _size(condition: Condition) -> int:
    """Return how many conditions *condition* is made of."""
    return 1 + sum(map(_size, parts_of(condition)))


def _phrases_clash(held: Sequence[Condition], denied: Sequence[Condition]) -> bool:
    """Return whether one of the phrases *held* is found only where one of those *denied* is."""
    wide = _Wide()
    for one in denied:
        if isinstance(one, Phrase):
            wide.add(_words(one.text), one)
    words = (_words(one.text) for one in held if isinstance(one, Phrase))
    return any(wide.has(one) or next(wide.over(one), None) is not None for one in words)


def _flat(of: Iterable[Condition]) -> Iterator[Condition]:
    for part in of:
        if isinstance(part, Named):
            yield from _flat((part.of,))
        elif isinstance(part, AllOf):
            yield from _flat(part.of)
        else:
            yield part


def _each_denied(condition: Condition) -> Iterator[Condition]:
    """Yield what each must fail for *condition* to fail."""
    if isinstance(condition, Named):
        yield from _each_denied(condition.of)
    elif isinstance(condition, AnyOf):
        for part in condition.of:
            yield from _each_denied(part)
    else:
        yield condition


def _refuted(condition: Condition, denied: Sequence[Condition]) -> bool:
    if any(implies(condition, one) for one in denied):
        return True
    match condition:
        case AnyOf(of=of) | Listed(entries=of):
            return bool(of) and bool(denied) and all(_refuted(part, denied) for part in of)
    return False


def _languages_clash(held: Sequence[Condition]) -> bool:
    wanted = [{code.lower() for code in part.codes} for part in held if isinstance(part, Language)]
    return len(wanted) > 1 and not set.intersection(*wanted)


def _outlets(names: Iterable[str]) -> set[str]:
    return _folded(name if "*" in name else named_outlet(name) for name in names)


def _publishers_clash(held: Sequence[Condition]) -> bool:
    asked = [part.names for part in held if isinstance(part, Publisher)]
    if len(asked) < 2 or any("*" in name for names in asked for name in names):
        return False
    return not set.intersection(*map(_outlets, asked))


def _dates_clash(held: Sequence[Condition]) -> bool:
    dates = [part for part in held if isinstance(part, Published)]
    after = [part.after for part in dates if part.after]
    before = [part.before for part in dates if part.before]
    return bool(after and before) and max(after) >= min(before)
