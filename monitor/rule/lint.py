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
from itertools import pairwise, zip_longest

from monitor.errors import Fault, Gravity, Location
from monitor.located.error_codes import Code, explain
from monitor.rule.condition import (
    AllOf,
    AnyOf,
    Condition,
    ContactIs,
    Exact,
    Listed,
    Near,
    NotOf,
    Phrase,
    Regex,
    Within,
    parts_of,
)
from monitor.rule.grammar.reading import unshown
from monitor.rule.literal import has_word
from monitor.rule.match_signs import uncompared
from monitor.rule.match_terms import Finder
from monitor.rule.model import Rule
from monitor.rule.subsumption import meaning, swallowed
from monitor.rule.verdict import ConditionVerdict, holds_on_nothing, verdict
from monitor.rule.wordy import words_of


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
    for when in (rule.when, *(one.when for one in rule.ranks)):
        for node in nodes(when):
            yield from _doubts_of_node(node)
    yield from _doubts_of_ranks(rule)
    if not rule.has_when:
        return
    if verdict(rule.when) is ConditionVerdict.NEVER:
        culprit = _culprit(rule.when)
        place = culprit.location if culprit else rule.location
        yield _doubt(Code.NEVER_MATCHES, place, f'the rule "{rule.id}" can never match', _why_never(culprit))
    elif holds_on_nothing(rule.when):
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
    Code.RANK_NEVER_REACHED,
    "No alert of the rule is ever of this severity: its condition can never hold, or one before it always "
    "does.",
)


def _doubts_of_ranks(rule: Rule) -> Iterator[Fault]:
    """Doubt severities that no alert is ever of."""
    settled = ""
    for rank in rule.ranks:
        found = verdict(rank.when)
        if settled or found is ConditionVerdict.NEVER:
            why = f'"{settled}" before it always holds' if settled else "its condition can never hold"
            said = f'no alert of "{rule.id}" is ever {rank.severity}: {why}'
            hint = "the first that holds counts: write the gravest first"
            yield _doubt(Code.RANK_NEVER_REACHED, rank.when.location, said, hint)
        elif found is ConditionVerdict.ALWAYS or meaning(rank.when) == meaning(rule.when):
            settled = str(rank.severity)


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
        case Phrase(text=text) | Exact(text=text) if not has_word(text):
            message = f'"{text}" has no word to begin with, so it is never found'
            yield _doubt(
                Code.PHRASE_NEVER_FOUND, node.location, message, "write the words that are to be found"
            )
        case Phrase(text=text) | Exact(text=text) if signs := uncompared(text):
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


def _doubt(code: str, location: Location, message: str, hint: str = "") -> Fault:
    return Fault(code=code, location=location, message=message, hint=hint, gravity=Gravity.DOUBT)


def nodes(condition: Condition) -> Iterator[Condition]:
    """Return *condition* and all conditions in it."""
    yield condition
    for part in parts_of(condition):
        yield from nodes(part)
