"""The `except:` key of a rule, and the `exceptions:` table of a file.

Each value is an exception of its own: one that holds is enough for the rule not to match. Those who
take part are different: a contact with one of them is none, and another in the same article still counts.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Annotated, Any, TypeVar

from monitor.errors import Fault, Location, did_you_mean
from monitor.located.error_codes import Code, explain
from monitor.located.keys import Shape, key
from monitor.located.yaml_tree import Listing, Mapping, Node, Scalar, ScalarKind, Spot
from monitor.rule.condition import (
    Condition,
    ContactIs,
    DenialIs,
    Excepting,
    Listed,
    PathIs,
    Phrase,
    Who,
    finds_facts,
)
from monitor.rule.describe import says
from monitor.rule.grammar.article import LANGUAGE, read_languages, read_paths, read_publishers
from monitor.rule.grammar.facts import who
from monitor.rule.grammar.makes import MAKES
from monitor.rule.grammar.phrases import PHRASE, read_condition_name, read_list_name, read_phrase
from monitor.rule.grammar.reading import RuleReading
from monitor.rule.grammar.reads import NAME, Reads, Told, listed_nodes, one_or_more
from monitor.rule.grammar.table import KeyTable, Values
from monitor.rule.grammar.values import shape_of

_Tree = TypeVar("_Tree")
_NOWHERE = Location("")


@dataclass(frozen=True, slots=True)
class Given:
    """The exceptions that one place gives; those of `defaults:` hold only for rules that can have them."""

    node: Node
    by_default: bool = False


def _each(read: Callable[..., Condition], shape: Shape) -> Reads:
    """Several values of one key, each an exception of its own."""

    def values(reading: RuleReading, node: Node) -> tuple[Condition, ...]:
        if _is_empty(node):
            return ()  # reported with the names
        found = (reading.attempt(partial(read, at=one.location), one) for one in listed_nodes(node))
        return tuple(one for one in found if one is not None)

    return Reads(values, one_or_more(shape))


def _made(name: str, read: Callable[[RuleReading, Node], Any]) -> Callable[..., Condition]:
    return lambda reading, node, at: MAKES[name](at, read(reading, node))


def _read_phrase(reading: RuleReading, node: Node, at: Location) -> Condition:  # noqa: ARG001
    if isinstance(node, Scalar):
        return read_phrase(reading, node)
    raise reading.amiss(
        Code.WRONG_TYPE,
        node,
        f"an exception under phrases: must be a phrase, but this is {shape_of(node)}",
        "give a condition a name under conditions:, and write except: {conditions: [that-name]}",
    )


explain(
    Code.EXCEPTS_EVERYTHING,
    "The exception holds for every article, so the rule could never match. enabled: false says that.",
)


def _read_path(reading: RuleReading, node: Node, at: Location) -> Condition:
    globs = read_paths(reading, node)
    if not any(one.isalnum() for one in "".join(globs)):
        said = "this path excepts every article there is"
        raise reading.amiss(Code.EXCEPTS_EVERYTHING, node, said, "name a part of the path: wire/*")
    return PathIs(location=at, globs=globs)


class ExceptSpec(KeyTable, of="except", goes_on=True, json_schema_extra={"minProperties": 1}):
    """What keeps an article out, one condition a value; those who take part are kept out of the facts."""

    publisher: Annotated[tuple[Condition, ...], _each(_made("publisher", read_publishers), NAME)] = key(
        "Publishers; * stands for anything.", ["The Onion"], default=()
    )
    language: Annotated[tuple[Condition, ...], _each(_made("language", read_languages), LANGUAGE)] = key(
        "Languages, in two letters.", ["fr"], default=()
    )
    path: Annotated[tuple[Condition, ...], _each(_read_path, NAME)] = key(
        "Globs of files, matched from the right.", ["drafts/*"], default=()
    )
    phrases: Annotated[tuple[Condition, ...], _each(_read_phrase, PHRASE)] = key(
        "Phrases.", ["film review", "obituar*"], default=()
    )
    lists: Annotated[tuple[Condition, ...], _each(_made("list", read_list_name), NAME)] = key(
        "Lists by name: any entry of one.", ["satire"], default=()
    )
    conditions: Annotated[tuple[Condition, ...], _each(_made("condition", read_condition_name), NAME)] = key(
        "Conditions by name, of conditions:.", ["sport"], default=()
    )
    participants: Told[Annotated[Who, who("a participant")]] = key(
        "Those whose contacts and denials do not count; others still do.", ["Putin", {"group": "g7"}]
    )

    @classmethod
    def amiss_in(cls, reading: RuleReading, node: Mapping, given: Values) -> list[Fault]:
        """Return the faults of the names, also where they have no value."""
        faults = super().amiss_in(reading, node, given)
        hint = "give at least one value, or take it away"
        faults += (
            reading.fault(Code.EMPTY_VALUE, one.key, f'"{one.key.value}" excepts nothing', hint)
            for one in node.entries
            if one.key.value in cls.known - {"participants"} and _is_empty(one.value)
        )
        if not node.entries:
            hint = "write except: {publisher: [The Onion]}"
            faults.append(reading.fault(Code.EMPTY_VALUE, node, "except says nothing", hint))
        return faults

    def unless(self, node: Node) -> Iterator[Condition]:
        """Yield the conditions in the order in which they stand in *node*."""
        for entry in node.entries if isinstance(node, Mapping) else ():
            if entry.key.value in self.known - {"participants"}:
                yield from getattr(self, entry.key.value)


def _is_empty(node: Node) -> bool:
    if isinstance(node, Listing):
        return not node.elements
    return isinstance(node, Scalar) and node.kind is ScalarKind.NOTHING and not node.value


def read_excepting(
    reading: RuleReading, given: Sequence[Given], when: Condition | None, at: Node
) -> Condition | None:
    """Return *when* with all exceptions *given*; None when the rule at *at* has no condition."""
    unless: list[Condition] = []
    people: list[Who] = []
    for one in given:
        if when is None and one.by_default:
            continue
        if when is None:
            _tell_no_condition(reading, one.node)
        spec: ExceptSpec | None = reading.read(ExceptSpec, one.node)
        if spec is not None:
            unless += spec.unless(one.node)
            people += _people(reading, one, spec.participants, when)
    unless = _without_repeats(reading, unless)
    if when is None:
        return None
    if people:
        when = without(when, _together(people))
    return Excepting(location=at.location, of=when, unless=tuple(unless)) if unless else when


explain(
    Code.EXCEPTIONS_UNKNOWN,
    "exceptions: adds to a rule that no rule file has. Rules are named by their ids there.",
)


def exceptions_by_rule(
    reading: RuleReading, nodes: Iterable[Node], known: Collection[str]
) -> dict[str, list[Node]]:
    """Return what the `exceptions:` of all files add, by the id of the rule; *known* are all ids."""
    found: dict[str, list[Node]] = {}
    for node in nodes:
        if not isinstance(node, Mapping):
            reading.tell(
                Code.WRONG_TYPE,
                node,
                f"exceptions must be ids of rules with the exceptions of each, but this is {shape_of(node)}",
                "write the id of a rule, a colon, and {publisher: […], phrases: […]}",
            )
            continue
        for entry in node.entries:
            found.setdefault(entry.key.value, []).append(entry.value)
            if entry.key.value not in known:
                name = entry.key.value
                hint = did_you_mean(name, known) or "exceptions are added to a rule by its id"
                reading.tell(Code.EXCEPTIONS_UNKNOWN, entry.key, f'there is no rule "{name}"', hint)
    return found


def without(tree: _Tree, who: Who) -> _Tree:
    """Return *tree*, a condition, with every contact and denial in it asked for without *who*."""
    if isinstance(tree, tuple):
        return tuple(without(part, who) for part in tree)  # type: ignore[return-value]
    if isinstance(tree, ContactIs | DenialIs):
        return dataclasses.replace(tree, without=who)
    if not isinstance(tree, Condition) or isinstance(tree, Phrase | Listed):
        return tree
    parts = {part.name: getattr(tree, part.name) for part in dataclasses.fields(tree)}
    changed = {name: new for name, old in parts.items() if (new := without(old, who)) is not old}
    return dataclasses.replace(tree, **changed) if changed else tree


explain(
    Code.EXCEPT_WITHOUT_CONTACT,
    "The participants of an exception are those of a contact or of a denied contact. A rule that asks for "
    "neither has none.",
)


def _people(reading: RuleReading, given: Given, who: Who | None, when: Condition | None) -> list[Who]:
    node = given.node.get("participants") if isinstance(given.node, Mapping) else None
    if who is None or node is None or when is None:
        return []
    if who.anyone:
        hint = "name those whose contacts are not wanted, or set enabled: false"
        reading.tell(Code.EXCEPTS_EVERYTHING, node, '"any" excepts every contact there is', hint)
    if finds_facts(when):
        return [who]
    if not given.by_default:
        reading.tell(
            Code.EXCEPT_WITHOUT_CONTACT,
            node,
            "participants are those of a contact, but this rule asks for no contact and no denial",
            "add contact: or denial: to when:, or except phrases: with the names",
        )
    return []


explain(
    Code.EXCEPT_WITHOUT_CONDITION,
    "An exception keeps an article from matching. A sequence without a when: matches no article itself: "
    "its steps do, and they can have exceptions.",
)


def _tell_no_condition(reading: RuleReading, node: Node) -> None:
    reading.tell(
        Code.EXCEPT_WITHOUT_CONDITION,
        node,
        "this rule has no when:, so no article of its own that an exception could keep out",
        "add the exception to the rules that its sequence is made of",
    )


explain(Code.EXCEPTED_TWICE, "A value stands twice among the exceptions of one rule, perhaps in two files.")


def _without_repeats(reading: RuleReading, unless: Iterable[Condition]) -> list[Condition]:
    kept: dict[Condition, Condition] = {}
    for one in unless:
        plain = dataclasses.replace(one, location=_NOWHERE)
        first = kept.setdefault(plain, one)
        # Two rules take one and the same line where one extends the other: that is no repeat.
        if first is not one and first.location != one.location:
            said = says(one)
            reading.doubt(
                Code.EXCEPTED_TWICE,
                Spot(one.location, len(said.strip('"').partition(": ")[2] or said.strip('"'))),
                f"{said} is excepted twice; the first is at {first.location}",
                "take one of them away",
            )
    return list(kept.values())


def _together(people: Sequence[Who]) -> Who:
    return Who(
        names=tuple(dict.fromkeys(name for who in people for name in who.names)),
        groups=tuple(dict.fromkeys(name for who in people for name in who.groups)),
        anyone=any(who.anyone for who in people),
    )
