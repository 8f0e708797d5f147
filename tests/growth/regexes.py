"""Finds regular expressions whose time can grow faster than what they read.

Python's engine goes back and tries again. What it can try is told from the parsed expression: a repeat of
what itself repeats without bound, where both can take the same characters, is exponential; two unbounded
repeats side by side that can take the same character are quadratic; and a search that may begin anywhere
with an unbounded repeat reads on from every place, unless something before it stops that.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from re import _constants as sre  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any, NamedTuple

_UNBOUNDED = 1000
"""A repeat that may take as many times is called unbounded."""
_SAMPLE = sorted(
    {
        *map(chr, range(128)),
        *"«»“”‘’„…。！？–—•·×éñßİıøÅЯяЁёІіґЄ№№中文한국ا\u0301\u200b\u00ad\u00a0\u2028\ufeff\U0001f600",
    }
)
_CATEGORY = {
    sre.CATEGORY_DIGIT: re.compile(r"\d"),
    sre.CATEGORY_NOT_DIGIT: re.compile(r"\D"),
    sre.CATEGORY_SPACE: re.compile(r"\s"),
    sre.CATEGORY_NOT_SPACE: re.compile(r"\S"),
    sre.CATEGORY_WORD: re.compile(r"\w"),
    sre.CATEGORY_NOT_WORD: re.compile(r"\W"),
}
Characters = frozenset[str]
_ALL: Characters = frozenset(_SAMPLE)


class Fault(NamedTuple):
    """What is wrong with an expression: `exponential`, `quadratic` or `search`, and where that lies in it."""

    kind: str
    what: str


def faults(pattern: re.Pattern[Any]) -> list[Fault]:
    """Return what can make *pattern* slow, the worst first."""
    source = pattern.pattern if isinstance(pattern.pattern, str) else pattern.pattern.decode("latin-1")
    tree = parser.parse(
        source, pattern.flags & ~re.UNICODE if isinstance(pattern.pattern, bytes) else pattern.flags
    )
    items = list(tree)
    found = [*_nested(items), *_side_by_side(items), *_at_the_start(items)]
    return sorted(set(found), key=lambda fault: ("exponential", "quadratic", "search").index(fault.kind))


# --- what an item can take ----------------------------------------------------------------------------


def _taken(items: Sequence[Any]) -> Characters:
    """Return every sample character that *items* can take anywhere."""
    return frozenset().union(*(_taken_by(item) for item in items)) if items else frozenset()


def _taken_by(item: Any) -> Characters:
    name, value = item
    if name is sre.LITERAL:
        char = chr(value)
        return frozenset({char, char.lower(), char.upper()})
    if name in (sre.ANY, sre.NOT_LITERAL):
        return _ALL
    if name is sre.IN:
        return _of_class(value)
    return _taken([inner for part in _inside(item) for inner in part])


def _of_class(parts: Sequence[Any]) -> Characters:
    chars: set[str] = set()
    negated = False
    for name, value in parts:
        if name is sre.NEGATE:
            negated = True
        elif name is sre.LITERAL:
            chars |= {chr(value)}
        elif name is sre.RANGE:
            chars |= {char for char in _SAMPLE if value[0] <= ord(char) <= value[1]}
        elif name is sre.CATEGORY:
            chars |= {char for char in _SAMPLE if _CATEGORY[value].match(char)}
    return _ALL - chars if negated else frozenset(chars)


def _inside(item: Any) -> list[list[Any]]:
    """Return the sequences that *item* is made of."""
    name, value = item
    if name in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT):
        return [list(value[2])]
    if name is sre.SUBPATTERN:
        return [list(value[3])]
    if name is sre.BRANCH:
        return [list(branch) for branch in value[1]]
    if name is sre.ATOMIC_GROUP:
        return [list(value)]
    return []


def _is_unbounded(item: Any) -> bool:
    name, value = item
    return name in (sre.MAX_REPEAT, sre.MIN_REPEAT) and value[1] >= _UNBOUNDED


def _is_empty_able(item: Any) -> bool:
    name, value = item
    if name in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT):
        return value[0] == 0 or all(map(_is_empty_able, value[2]))
    if name in (sre.AT, sre.ASSERT, sre.ASSERT_NOT):
        return True
    if name is sre.SUBPATTERN:
        return all(map(_is_empty_able, value[3]))
    return name is sre.BRANCH and any(all(map(_is_empty_able, branch)) for branch in value[1])


# --- the three kinds ------------------------------------------------------------------------------------


def _sequences(items: Sequence[Any]) -> Iterator[list[Any]]:
    yield list(items)
    for item in items:
        for part in _inside(item):
            yield from _sequences(part)


def _nested(items: Sequence[Any]) -> Iterator[Fault]:
    """A repeat of a sequence that can begin with what it can end with, unbounded at an end: `(a+)+`."""
    for sequence in _sequences(items):
        for item in sequence:
            if not _is_unbounded(item):
                continue
            body = _flat(list(item[1][2]))
            if len(body) == 1 and not _is_unbounded(body[0]) and not _inside(body[0]):
                continue
            for first, last in _ends(list(item[1][2])):
                if first & last:
                    yield Fault("exponential", f"a repeat that repeats: {_shown(first & last)}")


def _ends(body: list[Any]) -> Iterator[tuple[Characters, Characters]]:
    """Yield what an unbounded repeat at one end of *body* takes, with what *body* takes first at its other."""
    yield _edge(body), _open_edge(body, back=True)
    yield _open_edge(body), _edge(body, back=True)


def _edge(body: Sequence[Any], *, back: bool = False) -> Characters:
    """Return what the items up to the first that must take something can take, from the front or the back."""
    chars: Characters = frozenset()
    for item in reversed(body) if back else body:
        parts = _inside(item)
        chars |= frozenset().union(*(_edge(part, back=back) for part in parts)) if parts else _taken_by(item)
        if not _is_empty_able(item):
            break
    return chars


def _open_edge(body: Sequence[Any], *, back: bool = False) -> Characters:
    """Return what an unbounded repeat can take that stands first in *body*, maybe after nothing."""
    chars: Characters = frozenset()
    for item in reversed(body) if back else body:
        if _is_unbounded(item):
            chars |= _edge(list(item[1][2]), back=back)
        else:
            chars |= frozenset().union(*(_open_edge(part, back=back) for part in _inside(item)), frozenset())
        if not _is_empty_able(item):
            break
    return chars


def _flat(items: Sequence[Any]) -> list[Any]:
    flat: list[Any] = []
    for item in items:
        if item[0] is sre.SUBPATTERN:
            flat += _flat(item[1][3])
        elif item[0] not in (sre.AT, sre.ASSERT, sre.ASSERT_NOT):
            flat.append(item)
    return flat


def _side_by_side(items: Sequence[Any]) -> Iterator[Fault]:
    """Two unbounded repeats that take the same character, with nothing between that must take another.

    What ends the whole expression cannot fail after them, and is tried once.
    """
    for sequence in _sequences(items):
        flat = _flat(sequence)
        ends_all = sequence == list(items) and items[-1][0] is not sre.AT
        for at, item in enumerate(flat):
            if _is_unbounded(item):
                yield from _shared_after(item, flat[at + 1 :], ends_all=ends_all)


def _shared_after(item: Any, rest: list[Any], *, ends_all: bool) -> Iterator[Fault]:
    mine = _taken_by(item)
    for at, other in enumerate(rest):
        shared = mine & _open_edge([other])
        if shared and not (ends_all and all(map(_is_empty_able, rest[at:]))):
            yield Fault("quadratic", f"two repeats of the same: {_shown(shared)}")
        mine &= mine if _is_empty_able(other) else _taken_by(other)
        if not mine:
            return


def _at_the_start(items: Sequence[Any]) -> Iterator[Fault]:
    """An unbounded repeat that a search can begin with at every place, and after which it can still fail."""
    flat = _flat(items)
    guarded = bool(items) and items[0][0] in (sre.AT, sre.ASSERT_NOT)
    begins = _edge(flat)
    for at, item in enumerate([] if guarded else flat):
        again = _open_edge([item]) & begins
        may_fail = not all(map(_is_empty_able, flat[at + 1 :])) or items[-1][0] is sre.AT
        if again and may_fail:
            yield Fault("search", f"begins anywhere and reads on: {_shown(again)}")
        begins &= _taken_by(item) if not _is_empty_able(item) else begins
        if not begins:
            return


def _shown(chars: Characters) -> str:
    return repr("".join(sorted(chars)[:12]))
