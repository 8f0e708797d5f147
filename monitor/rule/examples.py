"""The tests written inside rules (`tests:`): their types, and running single articles.

An `Example` is one article with what a rule is expected to make of it, or a series of articles under a
clock of its own with what is sent of them and to whom. Running one of a single article needs only a function
from article to matches; a series needs a whole desk and is run above (`monitor.ruletest`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from monitor.article.model import Article
from monitor.article.normalize import fold_text
from monitor.errors import ArticleError, Location
from monitor.extract.model import Contact, Denial, Facts
from monitor.rule.jsonl import json_of
from monitor.rule.model import Match

FactExpectation = Mapping[str, Any]


class Expected(StrEnum):
    """What a test expects of its rule."""

    MATCH = "match"
    NO_MATCH = "no match"


@dataclass(frozen=True, slots=True, kw_only=True)
class ExampleArticle:
    """The article of a test: `file` (a path), or its parts. Instants are aware UTC."""

    file: str | None = None
    title: str = ""
    text: str = ""
    publisher: str | None = None
    language: str | None = None
    published: datetime | None = None
    received: datetime | None = None
    path: str | None = None

    def read(self) -> Article:
        """Return the article.

        Raises:
            ArticleError: the file cannot be read.
        """
        if self.file is not None:
            return Article.from_path(self.file, received_at=self.received)
        return Article.from_text(
            title=self.title,
            text=self.text,
            publisher=self.publisher,
            published=self.published,
            language=self.language,
            path=self.path,
            received_at=self.received,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Coming:
    """What comes at an instant of a series: an article, or nothing, so that only time goes by."""

    at: datetime
    location: Location
    article: ExampleArticle | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpectedMessage:
    """A message that a series is expected to lead to. What is None, or empty, is not asked.

    `channel` None is every channel that is notified; `words` must all stand in the message.
    """

    location: Location
    kind: str | None = None
    channel: str | None = None
    at: datetime | None = None
    words: tuple[str, ...] = ()


TOLD_KINDS = ("first", "update", "digest", "escalation")


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """One test of one rule, of an `article` or a `series`, which has an order.

    `expected` None: whether the rule holds is not asked. `evidence` and the facts are expected of a match,
    beside others it may have. `told` are all messages about the rule, in their order; None: not asked.
    """

    rule: str
    name: str
    location: Location
    article: ExampleArticle | None = None
    series: tuple[Coming, ...] = ()
    expected: Expected | None = None
    evidence: tuple[str, ...] = ()
    contacts: tuple[FactExpectation, ...] = ()
    denials: tuple[FactExpectation, ...] = ()
    told: tuple[ExpectedMessage, ...] | None = None

    @property
    def files(self) -> tuple[str, ...]:
        """The paths of the files it reads."""
        articles = (self.article, *(coming.article for coming in self.series))
        return tuple(one.file for one in articles if one is not None and one.file is not None)

    @property
    def is_negative(self) -> bool:
        """Whether it shows what the rule must leave alone, and not what it must find."""
        return self.expected is Expected.NO_MATCH or (self.expected is None and not self.told)


@dataclass(frozen=True, slots=True, kw_only=True)
class ExampleResult:
    """How a test came out; `reasons` says what was not as expected, `details` what there was instead.

    `broken`: the program failed in itself, so that nothing is known; `reasons` says how.
    """

    example: Example
    reasons: tuple[str, ...] = field(default=())
    details: tuple[str, ...] = field(default=(), compare=False)
    broken: bool = False

    @property
    def passed(self) -> bool:
        """Return whether all was as expected."""
        return not self.reasons


def run_examples(
    examples: Iterable[Example], match: Callable[[Article], tuple[Match, ...]]
) -> tuple[ExampleResult, ...]:
    """Run every test of a single article; one that cannot be read fails its test."""
    return tuple(_run(one, one.article, match) for one in examples if one.article is not None)


def _run(
    example: Example, wanted: ExampleArticle, match: Callable[[Article], tuple[Match, ...]]
) -> ExampleResult:
    try:
        article = wanted.read()
    except ArticleError as error:
        return ExampleResult(example=example, reasons=(f"the article cannot be read: {error.reason}",))
    found = [one for one in match(article) if one.rule.id == example.rule]
    return ExampleResult(example=example, reasons=tuple(reasons_of(example, found, holds=bool(found))))


def reasons_of(example: Example, found: Sequence[Match], *, holds: bool) -> list[str]:
    """Return what is not as expected of the matches *found*; *holds*: the rule has come to hold by them."""
    if example.expected is None:
        return []
    if example.expected is Expected.NO_MATCH:
        texts = [span.text for one in found for span in one.evidence]
        return [f"expected no match; matched on {_quoted(texts)}"] if holds else []
    if not holds:
        return ["expected a match; nothing matched"]
    facts = Facts(
        contacts=tuple(fact for one in found for fact in one.facts.contacts),
        denials=tuple(fact for one in found for fact in one.facts.denials),
    )
    return [*_missing_evidence(example, found), *_missing_facts(example, facts)]


def _missing_evidence(example: Example, found: Sequence[Match]) -> list[str]:
    texts = [span.text for one in found for span in one.evidence]
    folded = [_folded(text) for text in texts]
    return [
        f'evidence "{wanted}" not found; found: {_quoted(texts)}'
        for wanted in example.evidence
        if not any(_folded(wanted) in text for text in folded)
    ]


def _missing_facts(example: Example, facts: Facts) -> list[str]:
    contacts = [asked_of_contact(contact) for contact in facts.contacts]
    denials = [asked_of_denial(denial) for denial in facts.denials]
    return [
        *_disagreeing("contact", example.contacts, contacts),
        *_disagreeing("denial", example.denials, denials),
    ]


def _disagreeing(what: str, wanted: Sequence[FactExpectation], found: Sequence[FactExpectation]) -> list[str]:
    return [
        f"no {what} with {_shown(one)} found; found: " + ("; ".join(map(_shown, found)) or "none")
        for one in wanted
        if not any(_agrees(one, other) for other in found)
    ]


def asked_of_contact(contact: Contact) -> dict[str, Any]:
    """Return what a test can ask of a contact, by key."""
    return {
        "participants": [participant.name for participant in contact.participants],
        **json_of(contact, "kind", "status", "attribution", "when"),
        "evidence": [span.text for span in contact.evidence],
    }


def asked_of_denial(denial: Denial) -> dict[str, Any]:
    """Return what a test can ask of a denial, by key."""
    return {
        **json_of(denial, "by", "role", "official", "denies"),
        "contact": None if denial.contact is None else asked_of_contact(denial.contact),
        "evidence": [span.text for span in denial.evidence],
    }


def _agrees(wanted: Any, found: Any) -> bool:
    """Compare only what is wanted: texts as a part, lists as a subset, mappings by key."""
    if isinstance(wanted, Mapping):
        return isinstance(found, Mapping) and all(_agrees(wanted[key], found.get(key)) for key in wanted)
    if isinstance(wanted, list | tuple):
        return isinstance(found, list) and all(any(_agrees(one, other) for other in found) for one in wanted)
    if isinstance(wanted, str):
        return isinstance(found, str) and _folded(wanted) in _folded(found)
    return bool(wanted == found)


def _shown(values: FactExpectation) -> str:
    return ", ".join(
        f"{key} {_shown_value(value)}" for key, value in values.items() if key != "evidence" or value
    )


def _shown_value(value: Any) -> str:
    if isinstance(value, Mapping):
        return f"({_shown(value)})"
    if isinstance(value, list | tuple):
        return " and ".join(map(str, value)) or "none"
    return "none" if value is None else str(value)


def _folded(text: str) -> str:
    return " ".join(fold_text(text).split())


def _quoted(texts: Sequence[str]) -> str:
    return ", ".join(f'"{text}"' for text in texts) or "no evidence"
