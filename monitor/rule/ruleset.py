"""`RuleSet`: all compiled rules; `match(article)` is pure and cannot fail.

One automaton over the literals of all rules proposes candidates; only those are verified. Matching
is pure: no clock, no state, no I/O, and safe from many threads at once.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from monitor.article.model import Article
from monitor.errors import Fault
from monitor.extract.entity import Entity
from monitor.extract.model import NO_FACTS, ContactStatus, Facts
from monitor.rule.automaton import Automaton
from monitor.rule.compile import Compiler
from monitor.rule.grading import Grading
from monitor.rule.literal import Place
from monitor.rule.match_terms import Finder
from monitor.rule.model import Match, Rule, SequenceOf
from monitor.rule.search_text import Searched

if TYPE_CHECKING:
    from monitor.extract.lexicon import Lexicon
    from monitor.extract.lexicon.taught import Taught
    from monitor.rule.explain import Explanation
    from monitor.rule.load import LoadedRules


class RuleSet:
    """Rules, compiled once. `doubts` are faults that do not stop the rules from being used."""

    def __init__(  # noqa: PLR0913 - what rule files say, part by part
        self,
        rules: Sequence[Rule],
        *,
        doubts: Sequence[Fault] = (),
        examples: Mapping[str, Any] | Sequence[Any] = (),
        entities: Sequence[Entity] = (),
        taught: Sequence[Taught] = (),
        files: Sequence[str] = (),
        lines_of: Mapping[str, Sequence[str]] = MappingProxyType({}),
    ) -> None:
        """Compile *rules*; *entities* and the words *taught* are known beside the shipped ones.

        *lines_of* are the lines of the files, for doubts to show; they are not kept.

        Raises:
            RuleError: a condition cannot be compiled (rules from `load` always can).
        """
        from monitor.rule.lint import doubts_about

        self._lexicon = _lexicon(entities, taught)
        compiler = Compiler(self._lexicon)
        self._rules = tuple(rules)
        self._finders: tuple[Finder, ...] = tuple(compiler.finder(rule.when) for rule in self._rules)
        self._gradings = tuple(
            Grading(tuple((one.severity, compiler.finder(one.when)) for one in rule.ranks), rule.severity)
            for rule in self._rules
        )
        self._always, self._of_key = _postings(self._finders, len(compiler.keys))
        self._asleep = frozenset(number for number, rule in enumerate(self._rules) if not rule.enabled)
        self._automaton = Automaton(compiler.keys, compiler.of_patterns)
        self._doubts = (*doubts, *doubts_about(self._rules, self._finders, lines_of))
        self._examples = examples
        self._files = tuple(files)
        self._digest = _digest(self._rules, entities, taught)
        self._known = (tuple(entities), tuple(taught))

    def __reduce__(self) -> tuple[Any, ...]:
        """Travel to another process as what was written; what is compiled is compiled there."""
        return _compiled, (self._rules, *self._known)

    @classmethod
    def load(cls, *paths: str | os.PathLike[str]) -> RuleSet:
        """Read and compile the rule files and folders *paths*.

        Raises:
            RuleError: with every fault of every file.
        """
        from monitor.rule.load import load_rules

        loaded = load_rules(paths)
        return cls.of(loaded)

    @classmethod
    def of(cls, loaded: LoadedRules) -> RuleSet:
        """Compile what was loaded."""
        return cls(
            loaded.rules,
            doubts=loaded.doubts,
            examples=loaded.examples,
            entities=loaded.entities,
            taught=loaded.taught,
            files=loaded.files,
            lines_of=loaded.lines_of,
        )

    def only(self, rule_id: str) -> RuleSet:
        """Return the rule of that id alone, as if it were live; a sequence with the rules it is made of."""
        wanted = {rule_id}
        for rule in self._rules:
            if rule.id == rule_id and isinstance(rule.stateful, SequenceOf):
                wanted.update(rule.stateful.rules)
        kept = [rule for rule in self._rules if rule.id in wanted]
        return _compiled([replace(rule, enabled=True, draft=False) for rule in kept], *self._known)

    @property
    def rules(self) -> tuple[Rule, ...]:
        """The rules in the order given."""
        return self._rules

    @property
    def doubts(self) -> tuple[Fault, ...]:
        """What is odd about the rules but does not stop them from being used."""
        return self._doubts

    @property
    def examples(self) -> Any:
        """The tests written inside the rules, as `load_rules` gave them."""
        return self._examples

    @property
    def files(self) -> tuple[str, ...]:
        """The files the rules were read from."""
        return self._files

    @property
    def digest(self) -> str:
        """Hex; changes whenever the meaning of any rule does."""
        return self._digest

    def __len__(self) -> int:
        return len(self._rules)

    def __iter__(self) -> Iterator[Rule]:
        return iter(self._rules)

    def match(self, article: Article, *, disabled: bool = False) -> tuple[Match, ...]:
        """Return the rules that hold for *article*, in the order of the rules, each with its evidence.

        Those that are not enabled are left out, unless *disabled*: then they are tried as well.
        """
        text = Searched(article, self._lexicon)
        self._automaton.scan(text)
        candidates = {*self._always, *(rule for key in text.hits for rule in self._of_key[key])}
        if not disabled:
            candidates -= self._asleep
        everything = Place(0, len(text.text))
        matches = []
        for number in sorted(candidates):
            finder = self._finders[number]
            text.reported.clear()
            places = finder.find(text, everything) if finder.could(text.hits) else None
            if places is not None:
                matches.append(_match(self._rules[number], text, places, self._gradings[number]))
        notes = text.notes if matches else ()
        return tuple(replace(match, notes=notes) for match in matches) if notes else tuple(matches)

    def explain(self, rule_id: str, article: Article) -> Explanation:
        """Return why the rule does or does not hold for *article*.

        Raises:
            KeyError: there is no such rule.
        """
        from monitor.rule.explain import explain

        rule = next((rule for rule in self._rules if rule.id == rule_id), None)
        if rule is None:
            raise KeyError(rule_id)
        return explain(rule, article, self._lexicon)


def _compiled(rules: Sequence[Rule], entities: Sequence[Entity], taught: Sequence[Taught]) -> RuleSet:
    return RuleSet(rules, entities=entities, taught=taught)


def _postings(finders: Sequence[Finder], keys: int) -> tuple[tuple[int, ...], tuple[list[int], ...]]:
    """Return the numbers of the rules to try on every article, and per key those to try when it occurs."""
    always: list[int] = []
    of_key: tuple[list[int], ...] = tuple([] for _ in range(keys))
    for number, finder in enumerate(finders):
        if finder.keys is None:
            always.append(number)
            continue
        for key in finder.keys:
            of_key[key].append(number)
    return tuple(always), of_key


def _match(rule: Rule, text: Searched, places: Sequence[Place], grading: Grading) -> Match:
    from monitor.rule.template import title_for

    evidence = text.spans(places)
    facts = _asked_first(text)
    asked = tuple({id(one): one for one in text.reported}.values())
    found = Match(
        rule=rule,
        article=text.article,
        title="",
        evidence=evidence,
        facts=facts,
        asked=asked,
        severities=grading.of(text, asked),
    )
    return replace(found, title=title_for(found))


def _asked_first(text: Searched) -> Facts:
    """Return the article's facts, those that the rule asked for first; none when it asked for none.

    What the text leaves unclear is there only where it was asked for.
    """
    asked = set(map(id, text.reported))
    if not asked:
        return NO_FACTS
    told = (one for one in text.facts.contacts if one.status is not ContactStatus.UNCLEAR or id(one) in asked)
    return Facts(
        contacts=tuple(sorted(told, key=lambda one: id(one) not in asked)),
        denials=tuple(sorted(text.facts.denials, key=lambda one: id(one) not in asked)),
    )


def _lexicon(entities: Sequence[Entity], taught: Sequence[Taught]) -> Lexicon | None:
    """Return the lexicon with what the user adds; None for the shipped one, which is loaded when needed."""
    if not (entities or taught):
        return None
    from monitor.extract.lexicon import Lexicon

    return Lexicon.load_default().extended(entities=entities, taught=taught)


def _digest(rules: Sequence[Rule], entities: Sequence[Entity], taught: Sequence[Taught]) -> str:
    digest = hashlib.blake2b(digest_size=16)
    for rule in rules:
        meaning = rule.digest or repr((rule.title, rule.severity, rule.ranks, rule.tags, rule.when))
        digest.update(f"{rule.id}\0{meaning}\0".encode("utf-8", "surrogatepass"))
    for known in sorted(map(repr, (*entities, *taught))):  # what is known changes what rules find
        digest.update(f"{known}\0".encode("utf-8", "surrogatepass"))
    return digest.hexdigest()
