"""What each key of a condition makes of its value and its place: the nodes of the condition tree."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from monitor.errors import Location
from monitor.rule.condition import (
    AllOf,
    AnyOf,
    AtLeast,
    Condition,
    Exact,
    Language,
    Listed,
    Named,
    Near,
    NotOf,
    PathIs,
    Publisher,
    Regex,
    SaidBy,
    Scope,
    Who,
    Within,
)

if TYPE_CHECKING:
    from monitor.rule.grammar.article import PublishedSpec
    from monitor.rule.grammar.facts import ContactSpec, DenialSpec


@dataclass(frozen=True, slots=True)
class SpeechBy:
    """What somebody is quoted with."""

    by: Who
    says: Condition


def _quoted(at: Location, of: Condition | SpeechBy) -> Condition:
    if isinstance(of, SpeechBy):
        return SaidBy(location=at, by=of.by, says=of.says)
    return Within(location=at, scope=Scope.QUOTE, of=of)


def _within(scope: Scope) -> Callable[[Location, Any], Condition]:
    return lambda at, of: Within(location=at, scope=scope, of=of)


def _as_it_says(at: Location, spec: PublishedSpec | ContactSpec | DenialSpec) -> Condition:
    return spec.condition(at)


MAKES: dict[str, Callable[[Location, Any], Condition]] = {
    "any": lambda at, of: AnyOf(location=at, of=of),
    "all": lambda at, of: AllOf(location=at, of=of),
    "not": lambda at, of: NotOf(location=at, of=of),
    "at_least": lambda at, spec: AtLeast(location=at, count=spec.count, of=spec.of_),
    "near": lambda at, spec: Near(location=at, terms=spec.terms, within=spec.within, ordered=spec.ordered),
    **{scope.value: _within(scope) for scope in Scope},
    "quote": _quoted,
    "exact": lambda at, text: Exact(location=at, text=text),
    "regex": lambda at, pattern: Regex(location=at, pattern=pattern),
    "list": lambda at, named: Listed(location=at, name=named[0], entries=named[1]),
    "condition": lambda at, named: Named(location=at, name=named[0], of=named[1]),
    "publisher": lambda at, names: Publisher(location=at, names=names),
    "language": lambda at, codes: Language(location=at, codes=codes),
    "path": lambda at, globs: PathIs(location=at, globs=globs),
    "published": _as_it_says,
    "contact": _as_it_says,
    "denial": _as_it_says,
}
"""What each key makes of its value and its place."""
