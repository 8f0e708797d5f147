"""What can be said of a condition without any article: that it never holds, or always does."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

from monitor.rule.condition import (
    AllOf,
    AnyOf,
    AtLeast,
    Condition,
    ContactIs,
    Exact,
    Excepting,
    Listed,
    Named,
    Near,
    NotOf,
    Phrase,
    Published,
    SaidBy,
    Scope,
    Who,
    Within,
)
from monitor.rule.literal import has_word
from monitor.rule.subsumption import clash, meaning


class ConditionVerdict(Enum):
    """What can be said of a condition without any article."""

    NEVER = "never"
    MAYBE = "maybe"
    ALWAYS = "always"


def verdict(  # noqa: C901, PLR0911, PLR0912 - one line a kind of condition
    condition: Condition, scopes: frozenset[Scope] = frozenset()
) -> ConditionVerdict:
    """Return whether *condition* can hold at all, and whether it can fail, inside stretches of *scopes*."""
    match condition:
        case Phrase(text=text) | Exact(text=text):
            return ConditionVerdict.MAYBE if has_word(text) else ConditionVerdict.NEVER
        case Near(terms=of, within=words) if words < len(of) - 1:
            return ConditionVerdict.NEVER
        case ContactIs(between=(first, second)) if _same_one(first, second):
            return ConditionVerdict.NEVER
        case Listed(entries=of) | Near(terms=of):
            found = [verdict(part, scopes) for part in of]
            none = all if isinstance(condition, Listed) else any
            return (
                ConditionVerdict.NEVER
                if none(one is ConditionVerdict.NEVER for one in found)
                else ConditionVerdict.MAYBE
            )
        case NotOf(of=one):
            return _OPPOSITE[verdict(one, scopes)]
        case Named(of=one):
            return verdict(one, scopes)
        case Excepting(of=one, unless=unless):
            swallowed = meaning(one) in map(meaning, unless)
            return (
                ConditionVerdict.NEVER
                if swallowed or verdict(one, scopes) is ConditionVerdict.NEVER
                else ConditionVerdict.MAYBE
            )
        case AllOf(of=of):
            return ConditionVerdict.NEVER if clash(of) else _at_least(len(of), of, scopes)
        case AnyOf(of=of):
            return ConditionVerdict.ALWAYS if _contradicts(of) else _at_least(1, of, scopes)
        case AtLeast(count=count, of=of):
            return _at_least(count, of, scopes)
        case Within():
            return _within(condition, scopes)
        case SaidBy(says=one) if verdict(one, scopes) is ConditionVerdict.NEVER:
            return ConditionVerdict.NEVER
        case Published(after=after, before=before) if after and before:
            return ConditionVerdict.NEVER if after >= before else ConditionVerdict.MAYBE
    return ConditionVerdict.MAYBE


_OPPOSITE = {
    ConditionVerdict.NEVER: ConditionVerdict.ALWAYS,
    ConditionVerdict.ALWAYS: ConditionVerdict.NEVER,
    ConditionVerdict.MAYBE: ConditionVerdict.MAYBE,
}


def _at_least(count: int, of: Sequence[Condition], scopes: frozenset[Scope]) -> ConditionVerdict:
    found = [verdict(part, scopes) for part in of]
    if found.count(ConditionVerdict.ALWAYS) >= count:
        return ConditionVerdict.ALWAYS
    return (
        ConditionVerdict.NEVER
        if len(found) - found.count(ConditionVerdict.NEVER) < count
        else ConditionVerdict.MAYBE
    )


def _within(condition: Within, scopes: frozenset[Scope]) -> ConditionVerdict:
    inner = scopes | {condition.scope}
    if {Scope.TITLE, Scope.LEAD} <= inner or verdict(condition.of, inner) is ConditionVerdict.NEVER:
        return ConditionVerdict.NEVER
    return ConditionVerdict.MAYBE


def _contradicts(of: Sequence[Condition]) -> bool:
    """Return whether one condition of *of* is the opposite of another."""
    plain = {meaning(part) for part in of}
    return any(isinstance(part, NotOf) and meaning(part.of) in plain for part in of)


def holds_on_nothing(condition: Condition) -> bool:
    """Return whether *condition* holds where nothing is found and nothing is known."""
    match condition:
        case AllOf(of=of):
            return all(map(holds_on_nothing, of))
        case AnyOf(of=of):
            return any(map(holds_on_nothing, of))
        case AtLeast(count=count, of=of):
            return sum(map(holds_on_nothing, of)) >= count
        case NotOf(of=one):
            return not holds_on_nothing(one)
        case Within(of=one) | Named(of=one) | Excepting(of=one) | SaidBy(says=one):
            return holds_on_nothing(one)
    return False


def _same_one(first: Who, second: Who) -> bool:
    """Return whether both sides of a contact are one and the same person."""
    names = {name.casefold() for name in (*first.names, *second.names)}
    is_only_named = not (first.groups or second.groups or first.anyone or second.anyone)
    return is_only_named and len(names) == 1
