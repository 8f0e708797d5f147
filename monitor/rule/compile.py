"""Compiles conditions into finders, and their literals into one automaton.

`keys` of a finder are the trigger: unless one of them occurs, the condition cannot hold, and the
rule is not even looked at. Equal lists and phrases of different rules share one finder.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import TYPE_CHECKING

from monitor.article.model import Article
from monitor.article.normalize import fold_text
from monitor.article.outlets import named_outlet, spellings_of
from monitor.errors import Fault, RuleError
from monitor.located.error_codes import Code, explain
from monitor.rule.condition import (
    AllOf,
    AnyOf,
    AtLeast,
    Condition,
    ContactIs,
    DenialIs,
    Exact,
    Excepting,
    Language,
    Listed,
    Named,
    Near,
    NotOf,
    PathIs,
    Phrase,
    Published,
    Publisher,
    Regex,
    SaidBy,
    Within,
)
from monitor.rule.literal import exact_literals_of, literals_of
from monitor.rule.match_near import Close
from monitor.rule.match_terms import (
    All,
    AtLeastSome,
    Either,
    Except,
    Finder,
    Inside,
    Keys,
    Leaf,
    LiteralWords,
    MetadataTerm,
    Not,
    Pattern,
    union,
)
from monitor.rule.publication import was_published
from monitor.rule.required import required_words

if TYPE_CHECKING:
    from monitor.extract.lexicon import Lexicon


explain(
    Code.BUILT_TERM,
    "A rule that a program built, rather than a file, has a near: with a term that is no phrase, list, "
    "regex or any of these.",
)


class Compiler:
    """Turns conditions into finders; `keys` numbers what the automaton must look for."""

    def __init__(self, lexicon: Lexicon | None = None) -> None:
        self._lexicon = lexicon
        self.keys: dict[str, int] = {}
        self.of_patterns: set[int] = set()
        """Numbers of the keys that patterns cannot do without."""
        self._costs: list[float] = []
        self._words: dict[frozenset[str], LiteralWords] = {}
        self._exact: dict[str, LiteralWords] = {}
        self._patterns: dict[str, Pattern] = {}

    def finder(self, condition: Condition) -> Finder:  # noqa: C901, PLR0911 - one line a kind of condition
        """Return the finder of *condition*.

        Raises:
            RuleError: a pattern or a term of `near` cannot be used (`load` finds these earlier).
        """
        match condition:
            case Phrase() | Exact() | Listed() | Regex():
                return self.leaf(condition)
            case AllOf(of=of):
                parts = self._finders(of)
                return All(parts, self._rarest(part.keys for part in parts))
            case AnyOf(of=of):
                return self._any(of)
            case NotOf(of=of):
                return Not(self.finder(of))
            case AtLeast(count=count, of=of):
                parts = self._finders(of)
                return AtLeastSome(count, parts, self._keys_of_some(count, parts))
            case Within(scope=scope, of=of):
                return Inside(scope, self.finder(of))
            case Near(terms=terms, within=words, ordered=ordered):
                leaves = tuple(self.leaf(term) for term in terms)
                return Close(leaves, self._by_rarity(leaves), words=words, ordered=ordered)
            case Publisher() | Language() | Published() | PathIs():
                return MetadataTerm(question(condition))
            case ContactIs() | DenialIs():
                return self._reported(condition)
            case SaidBy(by=by, says=said):
                from monitor.rule.match_speech import Spoken

                return Spoken(by, self.finder(said), self._known())
            case Named(of=of):
                return self.finder(of)
            case Excepting(of=of, unless=unless):
                return Except(self.finder(of), self._finders(unless))

    def _reported(self, condition: ContactIs | DenialIs) -> Finder:
        from monitor.rule.match_facts import Reported

        return Reported(condition, self._known())

    def _known(self) -> Lexicon:
        from monitor.extract.lexicon import Lexicon

        return self._lexicon or Lexicon.load_default()

    def leaf(self, condition: Condition) -> Leaf:
        """Return the finder of a phrase, a list, a regex, or `any` of those."""
        match condition:
            case Phrase(text=text):
                return self._words_of((text,))
            case Exact(text=text):
                return self._exactly(text)
            case Listed(entries=entries):
                return self._words_of(entry.text for entry in entries)
            case Regex():
                return self._pattern(condition)
            case Named(of=of):
                return self.leaf(of)
            case AnyOf(of=of) if of:
                leaves = tuple(self.leaf(one) for one in of)
                return leaves[0] if len(leaves) == 1 else self._either(leaves)
        message = "a term of `near` must be a phrase, a list, a regex, or `any` of those"
        raise RuleError([Fault(code=Code.BUILT_TERM, location=condition.location, message=message)])

    def _finders(self, conditions: Iterable[Condition]) -> tuple[Finder, ...]:
        return tuple(self.finder(condition) for condition in conditions)

    def _any(self, of: tuple[Condition, ...]) -> Finder:
        parts = self._finders(of)
        leaves = tuple(part for part in parts if isinstance(part, Leaf))
        if parts and len(leaves) == len(parts):
            return self._either(leaves)
        return AtLeastSome(1, parts, union(part.keys for part in parts))

    def _either(self, leaves: tuple[Leaf, ...]) -> Leaf:
        if not all(isinstance(leaf, LiteralWords) for leaf in leaves):
            return Either(leaves)
        return self._merged(leaf for leaf in leaves if isinstance(leaf, LiteralWords))

    def _merged(self, words: Iterable[LiteralWords]) -> LiteralWords:
        return LiteralWords(tuple(dict.fromkeys(literal for one in words for literal in one.literals)))

    def _words_of(self, phrases: Iterable[str]) -> LiteralWords:
        wanted = frozenset(phrases)
        if wanted not in self._words:
            literals = [literal for phrase in sorted(wanted) for literal in literals_of(phrase)]
            self._words[wanted] = LiteralWords(
                tuple((self._key(literal.key), literal) for literal in literals)
            )
        return self._words[wanted]

    def _exactly(self, text: str) -> LiteralWords:
        if text not in self._exact:
            literals = [(self._key(one.key), one) for one in exact_literals_of(text)]
            self._exact[text] = LiteralWords(tuple(literals))
        return self._exact[text]

    def _key(self, key: str) -> int:
        if key not in self.keys:
            self.keys[key] = len(self.keys)
            self._costs.append(math.exp(-len(key) / 3))
        return self.keys[key]

    def _word(self, word: str) -> int:
        key = self._key(word)
        self.of_patterns.add(key)
        return key

    def _pattern(self, condition: Regex) -> Pattern:
        if condition.pattern not in self._patterns:
            needs = (frozenset(map(self._word, group)) for group in required_words(condition.pattern))
            self._patterns[condition.pattern] = Pattern(
                _searcher(condition), tuple(sorted(needs, key=self._cost))
            )
        return self._patterns[condition.pattern]

    # --- triggers ---

    def _cost(self, keys: frozenset[int]) -> float:
        return sum(self._costs[key] for key in keys)

    def _by_rarity(self, leaves: Iterable[Leaf]) -> list[Leaf]:
        return sorted(leaves, key=lambda leaf: math.inf if leaf.keys is None else self._cost(leaf.keys))

    def _rarest(self, groups: Iterable[Keys]) -> Keys:
        known = [keys for keys in groups if keys is not None]
        return min(known, key=self._cost) if known else None

    def _keys_of_some(self, count: int, parts: tuple[Finder, ...]) -> Keys:
        """Of any `n - count + 1` parts one must hold, so their keys together are a trigger."""
        if count < 1:
            return None
        known = sorted((part.keys for part in parts if part.keys is not None), key=self._cost)
        needed = len(parts) - count + 1
        if needed < 1:
            return frozenset()
        return union(known[:needed]) if len(known) >= needed else None


explain(
    Code.BUILT_PATTERN,
    "A rule that a program built, rather than a file, has a regular expression that RE2 cannot read.",
)


def _searcher(condition: Regex) -> Callable[[str], Iterable[tuple[int, int]]]:
    import re2

    from monitor.rule.grammar.phrases import compile_pattern

    try:
        compiled = compile_pattern(condition.pattern)
    except re2.error as error:
        message = f"the pattern cannot be used: {_reason(error)}"
        raise RuleError(
            [Fault(code=Code.BUILT_PATTERN, location=condition.location, message=message)]
        ) from error
    return lambda text: [found.span() for found in compiled.finditer(text)]


def _reason(error: Exception) -> str:
    reason = error.args[0] if error.args else error
    return reason.decode("utf-8", "replace") if isinstance(reason, bytes) else str(reason)


# --- the article's own data -------------------------------------------------------------------


def question(condition: Publisher | Language | Published | PathIs) -> Callable[[Article], bool]:
    """Return the question that *condition* asks of an article."""
    match condition:
        case Publisher(names=names):
            named = [_name_pattern(name) for name in names]
            return lambda article: any(_any_matches(named, one) for one in _names_of(article.publisher or ""))
        case Language(codes=codes):
            wanted = {code.lower() for code in codes}
            return lambda article: (article.language or "").lower().partition("-")[0] in wanted
        case PathIs(globs=globs):
            placed = [_glob_pattern(glob) for glob in globs]
            return lambda article: article.path is not None and _any_matches(placed, article.path)
        case Published():
            return lambda article: was_published(condition, article)


def _any_matches(patterns: list[re.Pattern[str]], text: str) -> bool:
    return any(pattern.fullmatch(text) for pattern in patterns)


@lru_cache(maxsize=1024)
def _names_of(publisher: str) -> tuple[str, ...]:
    return tuple(map(fold_text, spellings_of(publisher)))


def _name_pattern(name: str) -> re.Pattern[str]:
    name = name if "*" in name else named_outlet(name)
    parts = [re.escape(fold_text(part)) for part in name.split("*")]
    return re.compile(".*".join(parts))


def _glob_pattern(glob: str) -> re.Pattern[str]:
    pieces = []
    for piece in re.split(r"(\*\*/?|\*|\?)", glob):
        known = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}
        pieces.append(known.get(piece, re.escape(piece)))
    anywhere = "" if glob.startswith("/") else "(?:.*/)?"
    return re.compile(anywhere + "".join(pieces), re.DOTALL)
