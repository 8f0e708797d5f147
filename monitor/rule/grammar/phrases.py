"""How phrases, `regex:`, `list:` and `condition:` are read and checked."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Any

from monitor.errors import did_you_mean
from monitor.located.error_codes import Code, explain
from monitor.located.keys import Shape
from monitor.located.typo_hints import unquoted
from monitor.located.yaml_tree import Node, Scalar, Spot
from monitor.rule.condition import Condition, Phrase
from monitor.rule.grammar.reading import Amiss, RuleReading
from monitor.rule.grammar.values import read_text

PHRASE: Shape = {
    "type": ["string", "integer"],
    "pattern": r"^(?!\s*\*)(?!.*\s\*)(?!.*\*[*A-Za-z0-9_])[\s\S]*\S",
    "minimum": 0,
    "patternErrorMessage": "Write words; a star only at the end of a word, for any ending: deni*.",
}
_STAR_AT_WORD_END = re.compile(r"(?<=\w)\*(?![\w*])")
_NOT_LINEAR = re.compile(r"\(\?(?:=|!|<=|<!|>|\()|\\[1-9]|\(\?P=|\\k<|[*+?}]\+")
_PRINTED = "“”„‟"
_OPERATOR = re.compile(r"(?<=\s)(?:AND|OR|AND NOT|NOT)(?=\s)|^NOT(?=\s)")
_COMPLAINTS = {
    "missing )": "an opening round bracket is never closed",
    "unexpected )": "a closing round bracket closes nothing",
    "missing ]": "an opening square bracket is never closed",
    "bad repetition operator": "one repetition follows another",
    "no argument for repetition operator": "a repetition sign (* + ?) has nothing before it to repeat",
    "invalid repetition size": "a repetition is too large (1000 is the most)",
    "invalid character class range": "a range in square brackets runs backwards",
    "invalid escape sequence": "a backslash stands before a letter that has no meaning there",
    "trailing \\": "it ends with a lone backslash",
    "invalid named capture group": "a named group is not well written: (?P<name>…)",
    "pattern too large": "it is too large once its repetitions are written out",
}
_HINTS = {
    "invalid repetition size": "write a smaller number, or + for any number",
    "pattern too large": "write smaller repetitions, or a list of phrases instead",
    "no argument for repetition operator": "a regex has .* for anything; a phrase alone takes a star: call*",
    "invalid character class range": "write the smaller first, as in [a-z]",
}


@cache
def _options() -> Any:
    import re2

    options = re2.Options()
    options.case_sensitive = False
    options.log_errors = False
    return options


def compile_pattern(pattern: str) -> Any:
    """Compile *pattern* the one way rules do: RE2, any case unless it says `(?-i)`, nothing logged.

    Raises:
        re2.error: RE2 refuses it.
    """
    import re2

    return re2.compile(pattern, _options())


def read_phrase(reading: RuleReading, node: Scalar, what: str = "a phrase") -> Phrase:
    """Return the phrase that *node* is, its blanks made single."""
    text = read_text(reading, node, what)
    return check_phrase(reading, Spot(node.location, node.width), text)


explain(
    Code.PHRASE_WITHOUT_WORDS,
    "A phrase is made of whole words; one without a letter or digit can never be found.",
)
explain(
    Code.PHRASE_STAR,
    "A star stands at the end of a word for any ending: deni* finds denies, denied, denial. Elsewhere it "
    "has no meaning.",
)


def read_exact(reading: RuleReading, node: Node) -> str:
    """Return the phrase that *node* is, whose capitals count."""
    text = read_text(reading, node, "exact")
    return check_phrase(reading, Spot(node.location, node.width), text).text


def check_phrase(reading: RuleReading, spot: Spot, text: str) -> Phrase:
    """Return *text* as a phrase, unless it can never be found."""
    words = " ".join(text.split())
    if not any(character.isalnum() for character in words):
        raise reading.amiss(
            Code.PHRASE_WITHOUT_WORDS,
            spot,
            f'the phrase "{words}" has no letter or digit, so it can never be found',
            "write the words that are to be found",
        )
    if "*" in _STAR_AT_WORD_END.sub("", words):
        raise reading.amiss(
            Code.PHRASE_STAR,
            spot,
            f'in "{words}" a star stands where it has no meaning',
            "a star stands only at the end of a word, for any ending: deni*",
        )
    _doubt_phrase(reading, spot, words)
    return Phrase(location=spot.location, text=words)


explain(
    Code.PRINTED_QUOTES,
    "Printer's quotes, which word processors put in, do not quote in YAML: they become part of the text, "
    "and a comma or colon between them still ends it. Use straight quotes.",
)
explain(
    Code.OPERATOR_IN_PHRASE,
    "AND, OR and NOT mean nothing inside a phrase: it is looked for word by word. Conditions are joined "
    "with all:, any: and not:.",
)


def _doubt_phrase(reading: RuleReading, spot: Spot, words: str) -> None:
    if words[0] in _PRINTED or words[-1] in _PRINTED:
        reading.doubt(
            Code.PRINTED_QUOTES,
            spot,
            f"the quotes of {words} are printer's quotes, which do not quote here",
            f'write straight ones: "{unquoted(words)}"',
        )
    if found := _OPERATOR.search(words):
        condition = "all" if found.group() != "OR" else "any"
        parts = [part.strip("() ") for part in _OPERATOR.split(words) if part.strip("() ")]
        reading.doubt(
            Code.OPERATOR_IN_PHRASE,
            spot,
            f'"{words}" is looked for word by word, with "{found.group()}" as one of its words',
            f"write {condition}: [{', '.join(parts)}]"
            if "NOT" not in words
            else "write all: with both, the second as not: …",
        )


explain(
    Code.REGEX_MATCHES_NOTHING,
    "The regular expression can be satisfied by no text at all, so it would hold everywhere and prove "
    "nothing.",
)


def read_regex(reading: RuleReading, node: Node) -> str:
    """Return the regular expression that *node* is, tried out with RE2."""
    pattern = read_text(reading, node, "a regex")
    import re2

    try:
        compiled = compile_pattern(pattern)
    except re2.error as error:
        raise _bad_regex(reading, node, pattern, error) from None
    if compiled.search("") is not None:
        raise reading.amiss(
            Code.REGEX_MATCHES_NOTHING,
            node,
            "this regex is satisfied by no text at all, so it would hold everywhere",
            "make at least one part of it necessary: + instead of *",
        )
    return pattern


explain(Code.BAD_REGEX, "The regular expression cannot be read.")
explain(
    Code.REGEX_NOT_LINEAR,
    "Regular expressions run on RE2, which is fast on any text, always. Look-ahead, look-behind and "
    "back-references cannot be had at that price.",
)


def _bad_regex(reading: RuleReading, node: Node, pattern: str, error: Exception) -> Amiss:
    complaint = error.args[0].decode("utf-8", "replace") if isinstance(error.args[0], bytes) else str(error)
    kind, _, place = complaint.partition(": ")
    is_beyond = kind in ("invalid perl operator", "invalid escape sequence", "bad repetition operator")
    if is_beyond and (found := _NOT_LINEAR.search(pattern)):
        return reading.amiss(
            Code.REGEX_NOT_LINEAR,
            node,
            f'"{found.group()}" is not possible in linear time, so rules cannot use it',
            "look-ahead, look-behind and back-references: say it with all:, not: and near: instead",
        )
    plain = _COMPLAINTS.get(kind, kind)
    hint = _HINTS.get(
        kind, "put a backslash before a sign that is meant as itself: \\( \\) \\[ \\? \\* \\+ \\."
    )
    return reading.amiss(
        Code.BAD_REGEX,
        node,
        f"this regex cannot be read: {plain}" + (f' (at "{place[:40]}")' if place else ""),
        hint,
    )


explain(Code.UNKNOWN_LIST, "No rule file defines a list of this name under lists:.")


def read_list_name(reading: RuleReading, node: Node) -> tuple[str, tuple[Phrase, ...]]:
    """Return the name of a list with its entries."""
    name = read_text(reading, node, "the name of a list")
    named = reading.lists.get(name)
    if named is None:
        hint = did_you_mean(name, reading.lists) or "define it under lists: at the top of a rule file"
        raise reading.amiss(Code.UNKNOWN_LIST, node, f'there is no list "{name}"', hint)
    reading.used_lists.add(name)
    if named.entries is None:
        raise Amiss
    return name, named.entries


explain(
    Code.CONDITION_UNDEFINED,
    "condition: names a condition that no rule file defines under conditions:. They are shared by all "
    "rule files that are loaded together.",
)


def read_condition_name(reading: RuleReading, node: Node) -> tuple[str, Condition]:
    """Return the name of a condition that `conditions:` of any file defines, with what it is."""
    name = read_text(reading, node, "the name of a condition")
    named = reading.conditions.get(name)
    if named is None:
        hint = did_you_mean(name, reading.conditions) or "define it under conditions: in a rule file"
        raise reading.amiss(Code.CONDITION_UNDEFINED, node, f'there is no condition named "{name}"', hint)
    reading.used_conditions.add(name)
    if named.condition is None:
        raise Amiss
    return name, named.condition


explain(
    Code.DUPLICATE_PHRASE, "The same phrase stands twice; capitals and the kind of quotes make no difference."
)


def doubt_duplicates(reading: RuleReading, phrases: Sequence[tuple[Spot, str]]) -> None:
    """Note every phrase that stood before in the same list."""
    first_of: dict[str, Spot] = {}
    for spot, text in phrases:
        first = first_of.setdefault(text.casefold(), spot)
        if first is not spot:
            reading.doubt(
                Code.DUPLICATE_PHRASE,
                spot,
                f'"{text}" stands in this list twice; the first is at line {first.location.line}',
                "take one of them away",
            )
