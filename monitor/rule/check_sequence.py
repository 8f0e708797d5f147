"""Checks which rules a `sequence:` refers to, once all files are read."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from monitor.errors import did_you_mean
from monitor.located.error_codes import Code, explain
from monitor.located.yaml_tree import Listing, Node, Scalar
from monitor.located.yaml_tree import Mapping as MappingNode
from monitor.rule.condition import finds_facts
from monitor.rule.grammar.reading import RuleReading
from monitor.rule.grammar.telling import OF_FACTS
from monitor.rule.model import Absent, Rule, SequenceOf


def check_sequences(
    reading: RuleReading, rules: Iterable[Rule], nodes: Mapping[str, Node], known: Collection[str]
) -> None:
    """Tell every step of a sequence that cannot be one.

    *nodes* are those of *rules*, by id; *known* are the ids of all rules, those that were reported as
    faulty among them.
    """
    by_id = {rule.id: rule for rule in rules}
    for rule in by_id.values():
        if isinstance(rule.stateful, SequenceOf):
            steps = _step_nodes(nodes[rule.id])
            for name in rule.stateful.rules:
                _check_step(reading, rule.id, steps[name], by_id, known)
            _check_per(reading, rule.stateful, nodes[rule.id], by_id)


explain(
    Code.UNKNOWN_RULE,
    "sequence: names a rule that no rule file has. It is named by its id, in whichever file it stands.",
)
explain(Code.SEQUENCE_CYCLE, "A sequence that waits for itself, however indirectly, never comes to an end.")
explain(
    Code.STEP_NOT_ENABLED,
    "A sequence waits for a rule that is not enabled, and so is never evaluated: it cannot come to its end.",
)


def _check_step(
    reading: RuleReading, sequence: str, step: Scalar, by_id: Mapping[str, Rule], known: Collection[str]
) -> None:
    name = step.value
    if name == sequence:
        reading.tell(
            Code.SEQUENCE_CYCLE, step, "this sequence waits for itself", "name the rules it is made of"
        )
    elif name not in known:
        others = [one for one in known if one != sequence]
        reading.tell(Code.UNKNOWN_RULE, step, f'there is no rule "{name}"', did_you_mean(name, others))
    elif name in by_id and isinstance(by_id[name].stateful, Absent):
        reading.tell(
            Code.SEQUENCE_STEP,
            step,
            f'the rule "{name}" tells that nothing came, so no article can be this step',
            "name a rule that articles match",
        )
    elif name in by_id and by_id[sequence].enabled and not by_id[name].enabled:
        reading.doubt(
            Code.STEP_NOT_ENABLED,
            step,
            f'the rule "{name}" is not enabled, so this sequence never comes to its end',
            "enable it, or take it out of the sequence",
        )
    elif path := _way_back(name, sequence, by_id):
        reading.tell(
            Code.SEQUENCE_CYCLE,
            step,
            f"this sequence waits for itself: {' → '.join((sequence, *path))}",
            "take one of these steps out",
        )


def _way_back(start: str, goal: str, by_id: Mapping[str, Rule]) -> tuple[str, ...]:
    """Return the ids from *start* to *goal*, or nothing when none of its steps leads there."""
    ways: list[tuple[str, ...]] = [(start,)]
    seen = {start}
    while ways:
        way = ways.pop(0)
        for step in _steps(by_id.get(way[-1])):
            if step == goal:
                return (*way, goal)
            if step not in seen:
                seen.add(step)
                ways.append((*way, step))
    return ()


def _steps(rule: Rule | None) -> tuple[str, ...]:
    return rule.stateful.rules if rule and isinstance(rule.stateful, SequenceOf) else ()


def _check_per(reading: RuleReading, sequence: SequenceOf, node: Node, by_id: Mapping[str, Rule]) -> None:
    """Tell when the sequence is per what one of its rules never finds."""
    asked = [one.value for one in sequence.per if one in OF_FACTS]
    if not asked:
        return
    for name in sequence.rules:
        if any(not finds_facts(rule.when) for rule in _articles_of(name, by_id)):
            reading.tell(
                Code.PER_WITHOUT_FACTS,
                _step_nodes(node)[name],
                f'per: asks for {" and ".join(asked)}, but "{name}" asks for no contact and no denial',
                "add contact: or denial: to that rule's when:, or take it out of per:",
            )


def _articles_of(name: str, by_id: Mapping[str, Rule], seen: tuple[str, ...] = ()) -> Iterator[Rule]:
    """Yield the rules whose matches are a step of that name: itself, or the steps of a sequence."""
    rule = by_id.get(name)
    if rule is None or name in seen:
        return
    if rule.has_when:
        yield rule
    for step in _steps(rule):
        yield from _articles_of(step, by_id, (*seen, name))


def _step_nodes(node: Node) -> dict[str, Scalar]:
    sequence = node.get("sequence") if isinstance(node, MappingNode) else None
    rules = sequence.get("rules") if isinstance(sequence, MappingNode) else None
    elements = rules.elements if isinstance(rules, Listing) else (rules,)
    return {one.value: one for one in elements if isinstance(one, Scalar)}
