"""Builds a `Rule` and its tests from one rule as written, after inheritance."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from monitor.located.error_codes import Code, explain
from monitor.located.yaml_tree import Mapping, Node, Scalar
from monitor.rule.condition import AllOf, AnyOf, Condition, finds_facts
from monitor.rule.digest import rule_digest
from monitor.rule.examples import Example
from monitor.rule.grammar.exceptions import read_excepting
from monitor.rule.grammar.named import read_sized
from monitor.rule.grammar.reading import RuleReading
from monitor.rule.grammar.rule import RuleSpec, place_of
from monitor.rule.grammar.severity import UNGRADED, tell_ungradable
from monitor.rule.grammar.telling import STATEFUL_KEYS, tell_clashes, tell_unknowable
from monitor.rule.inherit import Whole
from monitor.rule.model import Rule

_DEPENDS_ON_RULE = frozenset({Code.NEW_WITHOUT_CONTACT, Code.PER_WITHOUT_FACTS, Code.CLASHING_KEYS})


def read_rule(reading: RuleReading, whole: Whole) -> tuple[Rule | None, tuple[Example, ...]]:
    """Return the rule that *whole* says, None if it has faults, and the tests that could be read."""
    node, count = whole.node, len(reading.faults)
    spec = _spec_of(reading, whole)
    if spec is None or not isinstance(node, Mapping):
        return None, ()
    when = _condition_of(reading, whole, node, spec)
    tell_clashes(reading, node)
    tell_ungradable(reading, node, spec.severity)
    _tell_telling(reading, node, when)
    _doubt_tests(reading, node, spec)
    _name_rule(reading, count, whole, spec.id_)
    if len(reading.faults) > count or spec.id_ is None:
        return None, spec.tests
    place = place_of(node).location
    graded = spec.severity or UNGRADED
    rule = Rule(
        id=spec.id_,
        title=spec.title or spec.id_.replace("-", " ").capitalize(),
        severity=graded.severity,
        ranks=graded.ranks,
        tags=tuple(dict.fromkeys(" ".join(text.split()) for text in spec.tags or ())),
        when=when or AnyOf(location=place, of=()),
        location=place,
        description=" ".join((spec.description or "").split()),
        new=spec.new,
        per=spec.per or (),
        escalate=spec.escalate,
        stateful=next((one for name in STATEFUL_KEYS if (one := getattr(spec, name))), None),
        has_when=when is not None,
        enabled=spec.enabled is not False,
        draft=spec.status == "draft",
        pack=whole.pack,
    )
    return replace(rule, digest=rule_digest(rule, reading.list_digests)), spec.tests


def _spec_of(reading: RuleReading, whole: Whole) -> RuleSpec | None:
    """Return what the keys say. A sequence is made of other rules, and needs no condition of its own."""
    node = whole.node
    needs_no_when = whole.is_cut_off or (isinstance(node, Mapping) and node.get("sequence") is not None)
    id_ = node.get("id") if isinstance(node, Mapping) else None
    reading.rule = id_.value if isinstance(id_, Scalar) else ""
    reading.spared = frozenset({"when"}) if needs_no_when else frozenset()
    spec: RuleSpec | None = reading.read(RuleSpec, node)
    reading.spared = frozenset()
    return spec


def _name_rule(reading: RuleReading, count: int, whole: Whole, id_: str | None) -> None:
    """Say of each fault since *count* which rule it is a fault of, where the rule took what is wrong."""
    for number, fault in enumerate(reading.faults[count:], count):
        if fault.code in _DEPENDS_ON_RULE and fault.location in whole.taken:
            message = f'{fault.message} (taken by the rule "{id_}" at {whole.node.location})'
            reading.faults[number] = replace(fault, message=message)


def _condition_of(reading: RuleReading, whole: Whole, node: Mapping, spec: RuleSpec) -> Condition | None:
    """Return when the rule matches: its `when:`, narrowed by `also:`, unless an exception holds."""
    narrowed = _narrowed(reading, whole, spec.when)
    if (node.get("when") is not None and spec.when is None) or not whole.given:
        return narrowed
    return read_excepting(reading, whole.given, narrowed, node)


explain(
    Code.ALSO_BESIDE_WHEN,
    "also: narrows the condition that a rule takes with extends:. A rule with a when: of its own takes "
    "none, so it says everything under when:, with all: where both must hold.",
)


def _narrowed(reading: RuleReading, whole: Whole, when: Condition | None) -> Condition | None:
    """Return *when* with what `also:` asks for beside it."""
    own = whole.node.key("also") if isinstance(whole.node, Mapping) else None
    when_key = whole.node.key("when") if isinstance(whole.node, Mapping) else None
    if own is not None and when_key is not None and when_key.location not in whole.taken:
        reading.tell(
            Code.ALSO_BESIDE_WHEN,
            own,
            '"also" narrows what a rule takes with extends:, but this rule has a when: of its own',
            "put both under when:, in a list under all:",
        )
        return when
    parts = [reading.attempt(read_sized, node) for node in whole.also]
    good = [part for part in (when, *parts) if part is not None]
    if not parts or len(good) < len(parts):
        return when
    return AllOf(location=good[-1].location, of=tuple(good)) if len(good) > 1 else good[0]


explain(
    Code.NEW_WITHOUT_CONTACT,
    "new: tells what is new by the contacts that a rule finds; a rule that asks for no contact and no "
    "denial finds none, so each of its articles is an alert of its own.",
)


def _tell_telling(reading: RuleReading, node: Mapping, when: Condition | None) -> None:
    """Report what says when a rule alerts, and takes facts that its condition never finds."""
    if when is None:
        return
    new = node.get("new")
    if isinstance(new, Mapping) and not finds_facts(when):
        reading.tell(
            Code.NEW_WITHOUT_CONTACT,
            new,
            "new: tells contacts apart, but this rule asks for no contact and no denial",
            "add contact: or denial: to when:, or take new: out",
        )
    for per in _per_nodes(node):
        tell_unknowable(reading, per, when)


def _per_nodes(node: Mapping) -> Iterator[Node]:
    """Yield every `per:` of the rule but that of `new:`, which is reported as a whole."""
    for table in (node, *(node.get(name) for name in STATEFUL_KEYS)):
        per = table.get("per") if isinstance(table, Mapping) else None
        if per is not None:
            yield per


explain(
    Code.NO_TESTS,
    "The rule has no tests. A rule with an article it must find and one it must not find stays right when "
    "it is changed.",
)
explain(
    Code.TESTS_WITHOUT_TIME,
    "A rule with count, sequence, absent or spike is about several articles, or about none for a time. A "
    "test of a single article cannot show that it tells when it should.",
)
explain(
    Code.ONE_SIDED_TESTS,
    "The tests of the rule are all of one kind. One that must match and one that must not show where the "
    "rule draws its line.",
)


def _doubt_tests(reading: RuleReading, node: Mapping, spec: RuleSpec) -> None:
    """Note what the tests of a rule do not show."""
    named = f'the rule "{spec.id_}"' if spec.id_ else "this rule"
    at = node.key("tests") or place_of(node)
    # A rule that is not enabled is often there to be extended.
    if spec.enabled is not False and node.get("when") is not None and node.get("tests") is None:
        hint = "add an article it must find and one it must not, under tests:"
        reading.doubt(Code.NO_TESTS, at, f"{named} has no tests", hint)
    kinds = {example.is_negative for example in spec.tests}
    if len(kinds) == 1:
        missing = "must match" if True in kinds else "must not match"
        said = f"no test of {named} has an article that {missing}"
        reading.doubt(Code.ONE_SIDED_TESTS, at, said, "add one: it shows where the rule draws its line")
    stateful = next((name for name in STATEFUL_KEYS if node.get(name) is not None), None)
    if stateful and spec.tests and not any(example.series for example in spec.tests):
        said = f'no test of {named} shows what its "{stateful}" does'
        hint = "add one of several articles, under articles:, with what is told of them"
        reading.doubt(Code.TESTS_WITHOUT_TIME, at, said, hint)
