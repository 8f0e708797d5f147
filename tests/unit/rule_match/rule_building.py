"""Conditions, rules and articles built by hand, in few letters."""

from __future__ import annotations

from monitor.article.model import Article, Block, Role
from monitor.errors import Location
from monitor.rule.condition import (
    AllOf,
    AnyOf,
    AtLeast,
    Condition,
    Language,
    Listed,
    Near,
    NotOf,
    PathIs,
    Phrase,
    Published,
    Publisher,
    Regex,
    Scope,
    Within,
)
from monitor.rule.model import Rule, Severity
from monitor.rule.ruleset import RuleSet

HERE = Location("rules.yaml")


def phrase(text: str) -> Phrase:
    return Phrase(location=HERE, text=text)


def _conditions(of: tuple[Condition | str, ...]) -> tuple[Condition, ...]:
    return tuple(phrase(one) if isinstance(one, str) else one for one in of)


def all_of(*of: Condition | str) -> AllOf:
    return AllOf(location=HERE, of=_conditions(of))


def any_of(*of: Condition | str) -> AnyOf:
    return AnyOf(location=HERE, of=_conditions(of))


def not_of(of: Condition | str) -> NotOf:
    return NotOf(location=HERE, of=_conditions((of,))[0])


def at_least(count: int, *of: Condition | str) -> AtLeast:
    return AtLeast(location=HERE, count=count, of=_conditions(of))


def inside(scope: Scope, of: Condition | str) -> Within:
    return Within(location=HERE, scope=scope, of=_conditions((of,))[0])


def near(within: int, *terms: Condition | str, ordered: bool = False) -> Near:
    return Near(location=HERE, terms=_conditions(terms), within=within, ordered=ordered)


def listed(*entries: str) -> Listed:
    return Listed(location=HERE, name="names", entries=tuple(map(phrase, entries)))


def regex(pattern: str) -> Regex:
    return Regex(location=HERE, pattern=pattern)


def publisher(*names: str) -> Publisher:
    return Publisher(location=HERE, names=names)


def language(*codes: str) -> Language:
    return Language(location=HERE, codes=codes)


def path_is(*globs: str) -> PathIs:
    return PathIs(location=HERE, globs=globs)


def published(**limits: object) -> Published:
    return Published(location=HERE, **limits)  # type: ignore[arg-type]


def rule(when: Condition | str, id_: str = "one") -> Rule:
    condition = phrase(when) if isinstance(when, str) else when
    return Rule(id=id_, title="told", severity=Severity.LOW, tags=(), when=condition, location=HERE)


def article(*paragraphs: str, title: str = "", role: Role = Role.BODY, **known: object) -> Article:
    """Return an article of these paragraphs, without any parsing."""
    text = "\n\n".join(paragraphs)
    blocks = []
    if title:
        blocks.append(Block(role=Role.HEADLINE, field="title", start=0, end=len(title), text=title))
    at = 0
    for one in paragraphs:
        blocks.append(Block(role=role, field="text", start=at, end=at + len(one), text=one))
        at += len(one) + 2
    return Article(title=title, text=text, blocks=tuple(blocks), digest="0", **known)  # type: ignore[arg-type]


def evidence(when: Condition | str, of: Article) -> list[str] | None:
    """Return the texts that prove *when* in the article, None when it does not hold; every slice is checked."""
    matches = RuleSet([rule(when)]).match(of)
    if not matches:
        return None
    for span in matches[0].evidence:
        assert getattr(of, span.field)[span.start : span.end] == span.text
    return [span.text for span in matches[0].evidence]
