"""The condition tree of `when:`: one immutable class for each kind of condition.

`load` builds the tree from YAML, with every list and macro resolved; `compile` and `match`
evaluate it. Nothing here knows how it was written down, apart from the place it stood at.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from monitor.errors import Location
from monitor.extract.model import ContactKind, ContactStatus, Denies


class Scope(StrEnum):
    """The part of an article that a condition must hold inside of."""

    TITLE = "title"
    LEAD = "lead"
    SENTENCE = "sentence"
    PARAGRAPH = "paragraph"
    QUOTE = "quote"


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A condition with the place it stood at."""

    location: Location


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase(Node):
    """Whole words in this order; `*` at the end of a word stands for any ending."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Exact(Node):
    """A phrase whose letters must be as they are written, capitals and small ones: `WHO` is not "who"."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed(Node):
    """Any entry of the named list."""

    name: str
    entries: tuple[Phrase, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Regex(Node):
    """An RE2 pattern, case-insensitive unless it says `(?-i)`, searched in the text of each block."""

    pattern: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AllOf(Node):
    """Every condition holds in the current scope."""

    of: tuple[Condition, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AnyOf(Node):
    """At least one condition holds in the current scope."""

    of: tuple[Condition, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NotOf(Node):
    """The condition does not hold in the current scope. It has no evidence."""

    of: Condition


@dataclass(frozen=True, slots=True, kw_only=True)
class AtLeast(Node):
    """At least `count` of the conditions hold in the current scope."""

    count: int
    of: tuple[Condition, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Within(Node):
    """The condition holds inside one and the same stretch of this scope."""

    scope: Scope
    of: Condition


@dataclass(frozen=True, slots=True, kw_only=True)
class Near(Node):
    """The terms stand within `within` words of each other, in one paragraph.

    The distance of two terms is the number of steps from the last word of the earlier to the
    first word of the later: neighbours are 1 apart. With `ordered`, in the order given.
    Terms are phrases, lists, regexes, or `any` of those.
    """

    terms: tuple[Condition, ...]
    within: int
    ordered: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Publisher(Node):
    """The publisher is one of these names: any case, `*` for anything."""

    names: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Language(Node):
    """The article's language is one of these ISO 639-1 codes."""

    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Published(Node):
    """The publication date lies in this range; `within` counts back from when the article was received."""

    within: timedelta | None = None
    after: datetime | None = None
    before: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PathIs(Node):
    """The file's path matches one of these globs (`*`, `**`, `?`), from the right."""

    globs: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Who:
    """Some of those who take part or speak: by name, country or body, by group, or by the words of an office.

    `anyone` is everybody.
    """

    names: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    offices: tuple[str, ...] = ()
    anyone: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidBy(Node):
    """The condition holds inside one and the same stretch of speech that is quoted from one of `by`."""

    by: Who
    says: Condition


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactIs(Node):
    """The article reports a contact between leaders with all that is said here.

    `between`: one participant of the first, another of the second. `by`: who says so. Empty
    `kinds` or `statuses` ask for nothing. A contact in which one of `without` takes part is none.
    """

    between: tuple[Who, Who] | None = None
    kinds: tuple[ContactKind, ...] = ()
    statuses: tuple[ContactStatus, ...] = ()
    by: Who | None = None
    standing: bool | None = None
    without: Who | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DenialIs(Node):
    """The article reports a denial, as its news, with all that is said here.

    A denial of a contact in which one of `without` takes part is none.
    """

    by: Who | None = None
    official: bool | None = None
    standing: bool | None = None
    of: tuple[Denies, ...] = ()
    contact: ContactIs | None = None
    without: Who | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Named(Node):
    """A condition that has a name under `conditions:`, used by that name."""

    name: str
    of: Condition


@dataclass(frozen=True, slots=True, kw_only=True)
class Excepting(Node):
    """`of` holds, and none of `unless` does: the exceptions of a rule, one condition a value."""

    of: Condition
    unless: tuple[Condition, ...]


Condition = (
    Phrase
    | Exact
    | Listed
    | Regex
    | AllOf
    | AnyOf
    | NotOf
    | AtLeast
    | Within
    | Near
    | Publisher
    | Language
    | Published
    | PathIs
    | SaidBy
    | ContactIs
    | DenialIs
    | Named
    | Excepting
)


def parts_of(condition: Condition) -> tuple[Condition, ...]:
    """Return the conditions directly inside *condition*."""
    match condition:
        case AllOf(of=of) | AnyOf(of=of) | AtLeast(of=of) | Near(terms=of):
            return of
        case NotOf(of=one) | Within(of=one) | Named(of=one):
            return (one,)
        case Excepting(of=one, unless=unless):
            return (one, *unless)
        case SaidBy(says=one):
            return (one,)
        case Listed(entries=entries):
            return entries
    return ()


def asks_for_people(condition: Condition) -> bool:
    """Return whether *condition*, or any in it, asks for somebody: a contact, a denial, who is quoted."""
    if isinstance(condition, ContactIs | DenialIs | SaidBy):
        return True
    return not isinstance(condition, Listed) and any(map(asks_for_people, parts_of(condition)))


def finds_facts(condition: Condition) -> bool:
    """Return whether a match of *condition* can rest on a contact or a denial: not where it must not hold."""
    if isinstance(condition, ContactIs | DenialIs):
        return True
    return not isinstance(condition, Listed | NotOf) and any(map(finds_facts, parts_of(condition)))
