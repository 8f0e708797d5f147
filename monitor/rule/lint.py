"""Lint: warnings about valid rules that are probably not what was meant.

R901  a phrase has no word in it
R902  the rule can never match
R903  the rule matches articles that say nothing of what it looks for
R904  the rule has no word that must occur, so its patterns are tried on every article
R130  a phrase of a list is found only where another of it is found too
R131  a regex is plain words
R136  a number with a comma became two entries of a list
R138  a phrase has signs at an end that are not compared
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from enum import Enum
from itertools import pairwise, zip_longest

from monitor.errors import Fault, Gravity, Location
from monitor.located.error_codes import Code, explain
from monitor.rule.condition import (
    AllOf,
    AnyOf,
    AtLeast,
    Condition,
    ContactIs,
    Excepting,
    Listed,
    Named,
    Near,
    NotOf,
    Phrase,
    Published,
    Regex,
    Scope,
    Who,
    Within,
    parts_of,
)
from monitor.rule.grammar.reading import unshown
from monitor.rule.literal import has_word
from monitor.rule.match_signs import uncompared
from monitor.rule.match_terms import Finder
from monitor.rule.model import Rule
from monitor.rule.subsumption import clash, meaning, swallowed
from monitor.rule.wordy import words_of


class ConditionVerdict(Enum):
    """What can be said of a condition without any article."""

    NEVER = "never"
    MAYBE = "maybe"
    ALWAYS = "always"


def doubts_about(
    rules: Sequence[Rule], finders: Sequence[Finder], lines_of: Mapping[str, Sequence[str]]
) -> tuple[Fault, ...]:
    """Return what is odd about each rule, given its compiled form and the lines of its file, if known.

    Without *finders* what only these show is left out.
    """
    found = (doubt for pair in zip_longest(rules, finders) for doubt in _doubts(*pair))
    # A list that several rules use is reported once.
    once = {(doubt.code, doubt.location): doubt for doubt in found}
    return tuple(_shown(doubt, lines_of) for doubt in once.values())


def _shown(doubt: Fault, lines_of: Mapping[str, Sequence[str]]) -> Fault:
    lines = lines_of.get(doubt.location.path)
    if lines is None:
        return doubt
    if not lines:  # a file of which nothing may be shown
        return unshown(doubt)
    if doubt.location.line > len(lines):
        return doubt
    line = lines[doubt.location.line - 1]
    word = _WORD.match(line, doubt.location.column - 1)
    return replace(doubt, line_text=line, width=len(word.group()) if word else 1)


_BLANK = re.escape(" ")
_WORD = re.compile(r"\"[^\"]*\"|'[^']*'|[^\s,:\[\]{}#]+(?: [^\s,:\[\]{}#]+)*")


explain(
    Code.NEVER_MATCHES,
    "No article can satisfy the rule: two of its conditions exclude each other, or one can never hold.",
)
explain(
    Code.MATCHES_NEARLY_EVERYTHING,
    "The rule also holds for an article that says nothing of what it looks for: it lacks a condition that "
    "names words which must be there.",
)
explain(
    Code.TRIED_EVERYWHERE,
    "The rule has no phrase or list that must occur, and its regular expression no word of three letters "
    "that all it finds must hold, so it is searched in each article, which takes time. A phrase or list "
    "beside it under all: mends that.",
)


def _doubts(rule: Rule, finder: Finder | None) -> Iterator[Fault]:
    for node in nodes(rule.when):
        yield from _doubts_of_node(node)
    if not rule.has_when:
        return
    if verdict(rule.when) is ConditionVerdict.NEVER:
        culprit = _culprit(rule.when)
        place = culprit.location if culprit else rule.location
        yield _doubt(Code.NEVER_MATCHES, place, f'the rule "{rule.id}" can never match', _why_never(culprit))
    elif _holds_on_nothing(rule.when):
        hint = "add a condition that says what the article must contain"
        yield _doubt(
            Code.MATCHES_NEARLY_EVERYTHING,
            rule.location,
            f'the rule "{rule.id}" matches nearly every article',
            hint,
        )
    elif finder and finder.keys is None and any(isinstance(node, Regex) for node in nodes(rule.when)):
        hint = "add a phrase or a list that must occur: the rule is then tried only where it does"
        yield _doubt(
            Code.TRIED_EVERYWHERE, rule.location, f'the rule "{rule.id}" is tried on every article', hint
        )


explain(
    Code.REGEX_OF_WORDS,
    "The regular expression is plain words. A phrase finds them faster, only as whole words, with any "
    "kind of quote, dash or accent, and the rule is then tried only where they stand.",
)
explain(
    Code.SIGNS_NOT_COMPARED,
    "Texts are compared as words. Symbols and # @ & % § in a phrase are looked for where its words are; "
    "an exclamation or question mark or a slash at an end is not, so the phrase finds its words without "
    "them too.",
)
explain(Code.PHRASE_NEVER_FOUND, "The phrase has no word to begin with, so no article can hold it.")


def _doubts_of_node(node: Condition) -> Iterator[Fault]:
    match node:
        case Phrase(text=text) if not has_word(text):
            message = f'"{text}" has no word to begin with, so it is never found'
            yield _doubt(
                Code.PHRASE_NEVER_FOUND, node.location, message, "write the words that are to be found"
            )
        case Phrase(text=text) if signs := uncompared(text):
            said = "sign" if len(signs) == 1 else "signs"
            verb = "is" if len(signs) == 1 else "are"
            bare = text.strip(signs + " ")
            yield _doubt(
                Code.SIGNS_NOT_COMPARED,
                node.location,
                f'the {said} {signs} {verb} not compared: this finds every "{bare}"',
                f'write "{bare}" if that is meant, or a regex: {re.escape(text).replace(_BLANK, " ")}',
            )
        case Regex(pattern=pattern) if words := words_of(pattern):
            said = f'"{words[0]}"' if len(words) == 1 else "any: [" + ", ".join(words) + "]"
            hint = f"write {said}: phrases are whole words, in any case"
            yield _doubt(
                Code.REGEX_OF_WORDS,
                node.location,
                "this regex is plain words, which a phrase finds better",
                hint,
            )
        case Listed(entries=phrases):
            yield from _doubts_of_phrases(phrases)
        case AnyOf(of=of):
            yield from _doubts_of_phrases([one for one in of if isinstance(one, Phrase)])
        case AllOf(of=of):
            yield from _split_at_comma([one for one in of if isinstance(one, Phrase)])


explain(
    Code.SWALLOWED_PHRASE,
    "Another phrase of the same list is found wherever this one is, so this one adds nothing: where calls "
    "stands, call* is found already, and where phone call stands, call is.",
)


def _doubts_of_phrases(phrases: Sequence[Phrase]) -> Iterator[Fault]:
    for narrow, wide in swallowed(phrases):
        yield _doubt(
            Code.SWALLOWED_PHRASE,
            narrow.location,
            f'"{narrow.text}" adds nothing: wherever it stands, "{wide.text}" is found already',
            f'take it away, or take "{wide.text}" away if only the longer is meant',
        )
    yield from _split_at_comma(phrases)


explain(
    Code.SPLIT_AT_COMMA,
    "In square brackets each comma ends an entry, so 1,000 becomes 1 and 000. Put a text with a comma in "
    "quotes.",
)


def _split_at_comma(phrases: Sequence[Phrase]) -> Iterator[Fault]:
    for before, after in pairwise(phrases):
        is_one_line = before.location.line == after.location.line
        gap = after.location.column - before.location.column - len(before.text)
        if is_one_line and gap == 1 and _THOUSANDS.match(after.text) and before.text[-1:].isdigit():
            whole = f"{before.text},{after.text}"
            message = f'"{whole}" is two entries here: a comma ends an entry'
            yield _doubt(Code.SPLIT_AT_COMMA, before.location, message, f'put it in quotes: "{whole}"')


_THOUSANDS = re.compile(r"\d{3}(?!\d)")


def _culprit(condition: Condition) -> Condition | None:
    """Return the innermost condition that makes *condition* impossible."""
    for part in parts_of(condition):
        if not isinstance(condition, NotOf) and verdict(part) is ConditionVerdict.NEVER:
            return _culprit(part) or part
    return condition if isinstance(condition, AllOf | Near | Within | ContactIs) else None


def _why_never(culprit: Condition | None) -> str:
    match culprit:
        case Near(terms=terms) as near if near.within < len(terms) - 1:
            return f"{len(terms)} terms, each with words of its own, need within: {len(terms) - 1} or more"
        case ContactIs():
            return "a contact is between two different leaders: name two, or write any for one side"
        case AllOf():
            return "two of the conditions under this all: exclude each other: take one away, or write any:"
    return "two of its conditions exclude each other, or one of them can never hold"


def _same_one(first: Who, second: Who) -> bool:
    """Return whether both sides of a contact are one and the same person."""
    names = {name.casefold() for name in (*first.names, *second.names)}
    is_only_named = not (first.groups or second.groups or first.anyone or second.anyone)
    return is_only_named and len(names) == 1


def _doubt(code: str, location: Location, message: str, hint: str = "") -> Fault:
    return Fault(code=code, location=location, message=message, hint=hint, gravity=Gravity.DOUBT)


def nodes(condition: Condition) -> Iterator[Condition]:
    """Return *condition* and all conditions in it."""
    yield condition
    for part in parts_of(condition):
        yield from nodes(part)


def verdict(  # noqa: C901, PLR0911 - one line a kind of condition
    condition: Condition, scopes: frozenset[Scope] = frozenset()
) -> ConditionVerdict:
    """Return whether *condition* can hold at all, and whether it can fail, inside stretches of *scopes*."""
    match condition:
        case Phrase(text=text):
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


def _holds_on_nothing(condition: Condition) -> bool:
    """Return whether *condition* holds where nothing is found and nothing is known."""
    match condition:
        case AllOf(of=of):
            return all(map(_holds_on_nothing, of))
        case AnyOf(of=of):
            return any(map(_holds_on_nothing, of))
        case AtLeast(count=count, of=of):
            return sum(map(_holds_on_nothing, of)) >= count
        case NotOf(of=one):
            return not _holds_on_nothing(one)
        case Within(of=one) | Named(of=one) | Excepting(of=one):
            return _holds_on_nothing(one)
    return False
