"""`count:`, `sequence:`, `absent:` and `spike:` of a rule: when it is told, over more than one article.

A rule has at most one of them, or `new:`. What a sequence names is checked once all files are read
(`check_sequence.py`).
"""

from __future__ import annotations

import re
from datetime import timedelta

from monitor.located.error_codes import Code
from monitor.located.yaml_tree import Mapping, Node, Scalar
from monitor.rule.condition import Condition
from monitor.rule.model import Absent, Count, Per, SequenceOf, Spike, Stateful
from monitor.rule.read_article import read_duration
from monitor.rule.read_per import WINDOW_PER, read_per, tell_unknowable
from monitor.rule.read_value import (
    Keys,
    RuleReading,
    read_choice,
    read_mapping,
    read_number,
    read_texts,
    read_truth,
    shape_of,
)

STATEFUL_KEYS = ("count", "sequence", "absent", "spike")
LONGEST = timedelta(days=366)
OVER = timedelta(days=7)
FEWEST = 5

_SHORTEST = timedelta(seconds=1)
_COUNT = Keys(
    of="count",
    known=frozenset({"at_least", "within", "per", "different"}),
    required=("at_least", "within"),
)
_SEQUENCE = Keys(
    of="sequence",
    known=frozenset({"rules", "within", "per", "ordered"}),
    required=("rules", "within"),
)
_ABSENT = Keys(of="absent", known=frozenset({"for", "per"}), required=("for",))
_SPIKE = Keys(
    of="spike",
    known=frozenset({"factor", "within", "over", "at_least", "per"}),
    required=("factor", "within"),
)
_DIFFERENT = (Per.PUBLISHER, Per.STORY, Per.LANGUAGE)
_FACTOR = re.compile(r"[0-9]{1,4}(\.[0-9]{1,3})?")


def read_stateful(reading: RuleReading, mapping: Mapping, when: Condition | None) -> Stateful | None:
    """Return what a rule counts over time, if it does; *when* is its condition, if it has one."""
    found = [entry for entry in mapping.entries if entry.key.value in STATEFUL_KEYS]
    _tell_clashes(reading, mapping, found[0].key if found else None)
    read = [_READERS[entry.key.value](reading, entry.value, when) for entry in found]
    return read[0] if read else None


def _tell_clashes(reading: RuleReading, mapping: Mapping, first: Scalar | None) -> None:
    """Tell of keys that each say when the rule is told, or what makes an alert another."""
    telling = [entry.key for entry in mapping.entries if entry.key.value in (*STATEFUL_KEYS, "new")]
    for key in telling[1:]:
        reading.tell(
            Code.CLASHING_KEYS,
            key,
            f'"{key.value}" and "{telling[0].value}" each say when the rule is told, so it cannot have both',
            "make two rules of it",
        )
    per = mapping.key("per")
    if per is not None and telling:
        beside = (first or telling[0]).value
        reading.tell(
            Code.CLASHING_KEYS,
            per,
            f'"{beside}" says by itself what makes an alert another, so "per" cannot stand beside it',
            f"write it inside: {beside}: {{…, per: […]}}",
        )


def _read_count(reading: RuleReading, node: Node, when: Condition | None) -> Stateful | None:
    mapping = read_mapping(reading, node, _COUNT)
    if mapping is None:
        return None
    at_least = _read_at_least(reading, mapping, 2)
    within = _read_length(reading, mapping, "within")
    per = _read_per(reading, mapping, when)
    different = mapping.get("different")
    name = None if different is None else read_choice(reading, different, "different", _DIFFERENT)
    if at_least is None or within is None or per is None:
        return None
    return Count(at_least=at_least, within=within, per=per, different=Per(name) if name else None)


def _read_sequence(reading: RuleReading, node: Node, when: Condition | None) -> Stateful | None:
    mapping = read_mapping(reading, node, _SEQUENCE)
    if mapping is None:
        return None
    rules_node, ordered_node = mapping.get("rules"), mapping.get("ordered")
    rules = None if rules_node is None else _read_steps(reading, rules_node)
    within = _read_length(reading, mapping, "within")
    # Whether its rules find what it is per is asked when all are read.
    per = _read_per(reading, mapping, None)
    ordered = True if ordered_node is None else read_truth(reading, ordered_node, "ordered")
    if when is not None and per is not None:
        tell_unknowable(reading, mapping.get("per") or node, per, when)
    if rules is None or within is None or per is None or ordered is None:
        return None
    return SequenceOf(rules=rules, within=within, per=per, ordered=ordered)


def _read_steps(reading: RuleReading, node: Node) -> tuple[str, ...] | None:
    texts = read_texts(reading, node, "a rule of sequence:")
    if texts is None:
        return None
    again = [
        element for number, (text, element) in enumerate(texts) if text in [t for t, _ in texts[:number]]
    ]
    for element in again:
        reading.tell(
            Code.SEQUENCE_STEP,
            element,
            "a rule is named twice in this sequence",
            "name each once; count: waits for several matches of one rule",
        )
    if len(texts) == 1:
        reading.tell(
            Code.SEQUENCE_STEP, node, "a sequence of one rule is no sequence", "name the rule it waits for"
        )
    return None if again or len(texts) == 1 else tuple(text for text, _ in texts)


def _read_absent(reading: RuleReading, node: Node, when: Condition | None) -> Stateful | None:
    mapping = read_mapping(reading, node, _ABSENT)
    if mapping is None:
        return None
    length = _read_length(reading, mapping, "for")
    per = _read_per(reading, mapping, when, tuple(one for one in WINDOW_PER if one is not Per.STORY))
    return None if length is None or per is None else Absent(silent_for=length, per=per)


def _read_spike(reading: RuleReading, node: Node, when: Condition | None) -> Stateful | None:
    mapping = read_mapping(reading, node, _SPIKE)
    if mapping is None:
        return None
    factor_node = mapping.get("factor")
    factor = None if factor_node is None else _read_factor(reading, factor_node)
    within = _read_length(reading, mapping, "within")
    over = OVER if mapping.get("over") is None else _read_length(reading, mapping, "over")
    at_least = FEWEST if mapping.get("at_least") is None else _read_at_least(reading, mapping, 2)
    per = _read_per(reading, mapping, when)
    if within and over and over <= within:
        reading.tell(
            Code.BAD_WINDOW,
            mapping.get("over") or mapping.get("within") or node,
            "over: is what a spike is compared with, so it must be longer than within:",
            "write over: 7d, say",
        )
        return None
    if factor is None or within is None or over is None or at_least is None or per is None:
        return None
    return Spike(factor=factor, within=within, over=over, at_least=at_least, per=per)


def _read_factor(reading: RuleReading, node: Node) -> float | None:
    text = node.value if isinstance(node, Scalar) else ""
    factor = float(text) if _FACTOR.fullmatch(text) else 0.0
    if factor > 1:
        return factor
    found = f'"{text}"' if isinstance(node, Scalar) else shape_of(node)
    reading.tell(
        Code.WRONG_TYPE,
        node,
        f"factor must be a number above 1, but this is {found}",
        "write 3 for three times as many as usual",
    )
    return None


def _read_at_least(reading: RuleReading, mapping: Mapping, fewest: int) -> int | None:
    node = mapping.get("at_least")
    number = None if node is None else read_number(reading, node, "at_least")
    if node is None or number is None or number >= fewest:
        return number
    reading.tell(
        Code.COUNT_OUT_OF_RANGE,
        node,
        f"at_least must be {fewest} or more here: every match is one already",
        "take the key out to be told of each match",
    )
    return None


def _read_length(reading: RuleReading, mapping: Mapping, name: str) -> timedelta | None:
    node = mapping.get(name)
    length = None if node is None else read_duration(reading, node, f"the time in {name}:")
    if node is None or length is None or _SHORTEST <= length <= LONGEST:
        return length
    reading.tell(
        Code.BAD_WINDOW,
        node,
        f"{name}: must be between a second and a year long",
        "write 30m, 24h or 7d, say",
    )
    return None


def _read_per(
    reading: RuleReading, mapping: Mapping, when: Condition | None, known: tuple[Per, ...] = WINDOW_PER
) -> tuple[Per, ...] | None:
    node = mapping.get("per")
    if node is None:
        return ()
    per = read_per(reading, node, known)
    if per is not None and when is not None:
        tell_unknowable(reading, node, per, when)
    return per


_READERS = {
    "count": _read_count,
    "sequence": _read_sequence,
    "absent": _read_absent,
    "spike": _read_spike,
}
