"""Rules that can be used but are probably not what was meant: told, and used all the same.

R901  a phrase has no word in it
R902  the rule can never match
R903  the rule matches articles that say nothing of what it looks for
R904  the rule has no phrase that must occur, so its patterns are tried on every article
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import fields, is_dataclass
from enum import Enum
from typing import Any

from monitor.errors import Fault, Gravity, Location
from monitor.rule.condition import (
    AllOf,
    AnyOf,
    AtLeast,
    Condition,
    Language,
    Listed,
    Near,
    NotOf,
    Phrase,
    Published,
    Regex,
    Scope,
    Within,
)
from monitor.rule.literal import literal_of
from monitor.rule.match import Finder
from monitor.rule.model import Rule


class Verdict(Enum):
    """What can be said of a condition without any article."""

    NEVER = "never"
    MAYBE = "maybe"
    ALWAYS = "always"


def doubts_about(rules: Sequence[Rule], finders: Sequence[Finder]) -> tuple[Fault, ...]:
    """Return what is odd about each rule, given its compiled form."""
    return tuple(doubt for pair in zip(rules, finders, strict=True) for doubt in _doubts(*pair))


def _doubts(rule: Rule, finder: Finder) -> Iterator[Fault]:
    for node in nodes(rule.when):
        if isinstance(node, Phrase) and literal_of(node.text) is None:
            yield _doubt(
                "R901", node.location, f'"{node.text}" has no word to begin with, so it is never found'
            )
    if not rule.has_when:
        return
    if verdict(rule.when) is Verdict.NEVER:
        hint = "two of its conditions exclude each other, or one of them can never hold"
        yield _doubt("R902", rule.location, f'rule "{rule.id}" can never match', hint)
    elif _holds_on_nothing(rule.when):
        hint = "add a condition that says what the article must contain"
        yield _doubt("R903", rule.location, f'rule "{rule.id}" matches nearly every article', hint)
    elif finder.keys is None and any(isinstance(node, Regex) for node in nodes(rule.when)):
        hint = "add a phrase or a list that must occur: the rule is then tried only where it does"
        yield _doubt("R904", rule.location, f'rule "{rule.id}" is tried on every article', hint)


def _doubt(code: str, location: Location, message: str, hint: str = "") -> Fault:
    return Fault(code=code, location=location, message=message, hint=hint, gravity=Gravity.DOUBT)


def parts_of(condition: Condition) -> tuple[Condition, ...]:
    """Return the conditions directly inside *condition*."""
    match condition:
        case AllOf(of=of) | AnyOf(of=of) | AtLeast(of=of) | Near(terms=of):
            return of
        case NotOf(of=one) | Within(of=one):
            return (one,)
        case Listed(entries=entries):
            return entries
    return ()


def nodes(condition: Condition) -> Iterator[Condition]:
    """Return *condition* and all conditions in it."""
    yield condition
    for part in parts_of(condition):
        yield from nodes(part)


def meaning(value: Any) -> Any:
    """Return *value* without the places it was written at, so that equal conditions are equal."""
    if isinstance(value, tuple):
        return tuple(map(meaning, value))
    if not is_dataclass(value):
        return value
    kept = (field.name for field in fields(value) if field.name != "location")
    return (type(value).__name__, *(meaning(getattr(value, name)) for name in kept))


def verdict(  # noqa: PLR0911 - one line a kind of condition
    condition: Condition, scopes: frozenset[Scope] = frozenset()
) -> Verdict:
    """Tell whether *condition* can hold at all, and whether it can fail, inside stretches of *scopes*."""
    match condition:
        case Phrase(text=text):
            return Verdict.MAYBE if literal_of(text) else Verdict.NEVER
        case Listed(entries=of) | Near(terms=of):
            found = [verdict(part, scopes) for part in of]
            none = all if isinstance(condition, Listed) else any
            return Verdict.NEVER if none(one is Verdict.NEVER for one in found) else Verdict.MAYBE
        case NotOf(of=one):
            return _OPPOSITE[verdict(one, scopes)]
        case AllOf(of=of):
            clash = _contradicts(of) or _excludes(of)
            return Verdict.NEVER if clash else _at_least(len(of), of, scopes)
        case AnyOf(of=of):
            return Verdict.ALWAYS if _contradicts(of) else _at_least(1, of, scopes)
        case AtLeast(count=count, of=of):
            return _at_least(count, of, scopes)
        case Within():
            return _within(condition, scopes)
        case Published(after=after, before=before) if after and before:
            return Verdict.NEVER if after >= before else Verdict.MAYBE
    return Verdict.MAYBE


_OPPOSITE = {Verdict.NEVER: Verdict.ALWAYS, Verdict.ALWAYS: Verdict.NEVER, Verdict.MAYBE: Verdict.MAYBE}


def _at_least(count: int, of: Sequence[Condition], scopes: frozenset[Scope]) -> Verdict:
    found = [verdict(part, scopes) for part in of]
    if found.count(Verdict.ALWAYS) >= count:
        return Verdict.ALWAYS
    return Verdict.NEVER if len(found) - found.count(Verdict.NEVER) < count else Verdict.MAYBE


def _within(condition: Within, scopes: frozenset[Scope]) -> Verdict:
    inner = scopes | {condition.scope}
    if {Scope.TITLE, Scope.LEAD} <= inner or verdict(condition.of, inner) is Verdict.NEVER:
        return Verdict.NEVER
    return Verdict.MAYBE


def _contradicts(of: Sequence[Condition]) -> bool:
    """Tell whether one condition of *of* is the opposite of another."""
    plain = {meaning(part) for part in of}
    return any(isinstance(part, NotOf) and meaning(part.of) in plain for part in of)


def _excludes(of: Sequence[Condition]) -> bool:
    """Tell whether *of* asks for two languages at once."""
    wanted = [{code.lower() for code in part.codes} for part in of if isinstance(part, Language)]
    return len(wanted) > 1 and not set.intersection(*wanted)


def _holds_on_nothing(condition: Condition) -> bool:
    """Tell whether *condition* holds where nothing is found and nothing is known."""
    match condition:
        case AllOf(of=of):
            return all(map(_holds_on_nothing, of))
        case AnyOf(of=of):
            return any(map(_holds_on_nothing, of))
        case AtLeast(count=count, of=of):
            return sum(map(_holds_on_nothing, of)) >= count
        case NotOf(of=one):
            return not _holds_on_nothing(one)
        case Within(of=one):
            return _holds_on_nothing(one)
    return False
