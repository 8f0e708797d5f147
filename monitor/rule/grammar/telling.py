"""Keys of a rule about alerting: `new:`, `per:`, `escalate:`, `count:`, `sequence:`, `absent:`, `spike:`.

A rule has at most one of `new:`, `count:`, `sequence:`, `absent:` and `spike:`. What a sequence names is
checked once all files are read (`check_sequence.py`), the channels of `escalate:` where config.toml is known.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from datetime import timedelta
from typing import Annotated

from pydantic import Field

from monitor.errors import Fault, did_you_mean
from monitor.located.error_codes import Code, explain, printable
from monitor.located.keys import TEXT, Line, key, must, switch
from monitor.located.yaml_tree import Mapping, Node, Scalar
from monitor.rule.condition import Condition, finds_facts
from monitor.rule.grammar.reading import Amiss, RuleReading
from monitor.rule.grammar.reads import DURATION, Reads, choice, duration, listed_nodes, one_or_more, truth
from monitor.rule.grammar.table import KeyTable
from monitor.rule.grammar.values import nearest_and_all, read_duration, read_number, read_texts, shape_of
from monitor.rule.model import Absent, Count, Escalate, New, Per, Rule, SequenceOf, Spike

STATEFUL_KEYS = ("count", "sequence", "absent", "spike")
OF_FACTS = frozenset({Per.PARTICIPANTS, Per.KIND, Per.BY})
"""What only a contact or a denial states."""
CLAIM = (Per.PARTICIPANTS, Per.KIND)
LONGEST = timedelta(days=366)
OVER = timedelta(days=7)
FEWEST = 5

_WINDOW_PER = (Per.PARTICIPANTS, Per.KIND, Per.BY, Per.PUBLISHER, Per.LANGUAGE, Per.STORY)
"""What a rule can count apart by."""
_SHORTEST = timedelta(seconds=1)
_FACTOR = re.compile(r"[0-9]{1,4}(\.[0-9]{1,3})?")


def alike_in(*known: Per) -> Reads:
    """What makes an alert another one: any of *known*, each once."""
    names = tuple(one.value for one in known)

    def read(reading: RuleReading, node: Node) -> tuple[Per, ...]:
        def one_of_them(reading: RuleReading, one: tuple[str, Scalar]) -> Per:
            if one[0] not in names:
                hint = nearest_and_all(one[0], names)
                raise reading.amiss(Code.WRONG_TYPE, one[1], f'per: knows no "{one[0]}"', hint)
            return Per(one[0])

        texts = read_texts(reading, node, "a value of per:")
        return tuple(dict.fromkeys(reading.each(one_of_them, texts)))

    return Reads(read, one_or_more({"enum": list(names)}))


explain(
    Code.BAD_WINDOW,
    "A time in which a rule counts is at least a second and at most a year long, and what is usual is "
    "measured over a longer time than the spike itself: spike: {factor: 3, within: 1h, over: 7d}.",
)


def length(name: str) -> Reads:
    """A time in which a rule counts."""

    def read(reading: RuleReading, node: Node) -> timedelta:
        found = read_duration(reading, node, f"the time in {name}:")
        if not _SHORTEST <= found <= LONGEST:
            said = f"{name}: must be between a second and a year long"
            raise reading.amiss(Code.BAD_WINDOW, node, said, "write 30m, 24h or 7d, say")
        return found

    return Reads(read, DURATION)


def _read_fewest(reading: RuleReading, node: Node) -> int:
    number = read_number(reading, node, "at_least")
    if number < 2:
        raise reading.amiss(
            Code.COUNT_OUT_OF_RANGE,
            node,
            "at_least must be 2 or more here: every match is one already",
            "take the key out to be told of each match",
        )
    return number


_FEWEST = Reads(_read_fewest, {"type": "integer", "minimum": 2})
_COUNTED_PER = key("Counted apart for each of these.", "publisher", ["participants"], default=())


class NewSpec(KeyTable, of="new"):
    """Only what was not sent before."""

    per: Annotated[tuple[Per, ...], alike_in(Per.PARTICIPANTS, Per.KIND, Per.RULE)] = key(
        "What makes it another; participants and kind together unless set.",
        ["participants", "kind"],
        default=CLAIM,
    )
    for_: Annotated[timedelta, duration("the time in for:")] = must(
        "How long it is the same, and not told again.", "7d"
    )

    def build(self, reading: RuleReading, node: Mapping) -> New:  # noqa: ARG002
        """Return what is new."""
        return New(per=self.per, within=self.for_)


class EscalateSpec(KeyTable, of="escalate"):
    """Who is notified when nobody acknowledges; whether there are such channels is not known here."""

    after: Annotated[timedelta, duration("the time in after:")] = must(
        "How long somebody has to acknowledge the alert.", "15m"
    )
    to: Annotated[
        tuple[tuple[str, Scalar], ...],
        Reads(lambda reading, node: read_texts(reading, node, "a channel of escalate:"), one_or_more(TEXT)),
    ] = must("The channels that are then told.", "phone", ["phone", "chief"])

    def build(self, reading: RuleReading, node: Mapping) -> Escalate:  # noqa: ARG002
        """Return whom to notify, with the place where each is named first."""
        nodes = dict(reversed(self.to))
        to = tuple(dict.fromkeys(text for text, _ in self.to))
        places = tuple((nodes[one].location, reading.line_at(nodes[one].location)) for one in to)
        return Escalate(after=self.after, to=to, places=places)


class CountSpec(KeyTable, of="count"):
    """Once so many articles match."""

    at_least: Annotated[int, _FEWEST] = must("How many articles must match.", 3)
    within: Annotated[timedelta, length("within")] = must("In what time.", "1h")
    per: Annotated[tuple[Per, ...], alike_in(*_WINDOW_PER)] = _COUNTED_PER
    different: Annotated[str | None, choice("different", (Per.PUBLISHER, Per.STORY, Per.LANGUAGE))] = key(
        "Those alike in this count as one.", "publisher"
    )

    def build(self, reading: RuleReading, node: Mapping) -> Count:  # noqa: ARG002
        """Return what is counted."""
        different = Per(self.different) if self.different else None
        return Count(at_least=self.at_least, within=self.within, per=self.per, different=different)


explain(
    Code.SEQUENCE_STEP,
    "The steps of a sequence are at least two different rules, and each of them an article: absent: tells "
    "that there was none, so it is no step.",
)


def _read_steps(reading: RuleReading, node: Node) -> tuple[str, ...]:
    texts = read_texts(reading, node, "a rule of sequence:")
    names = [text for text, _ in texts]
    faults = [
        reading.fault(
            Code.SEQUENCE_STEP,
            element,
            "a rule is named twice in this sequence",
            "name each once; count: waits for several matches of one rule",
        )
        for number, (text, element) in enumerate(texts)
        if text in names[:number]
    ]
    if len(texts) == 1:
        said = "a sequence of one rule is no sequence"
        faults.append(reading.fault(Code.SEQUENCE_STEP, node, said, "name the rule it waits for"))
    if faults:
        raise Amiss(*faults)
    return tuple(names)


class SequenceSpec(KeyTable, of="sequence"):
    """Once several other rules have matched."""

    rules: Annotated[
        tuple[str, ...], Reads(_read_steps, Annotated[tuple[Line, ...], Field(min_length=2)])
    ] = must("The ids of other rules, each of which must match.", ["claim", "denial"])
    within: Annotated[timedelta, length("within")] = must("In what time.", "72h")
    per: Annotated[tuple[Per, ...], alike_in(*_WINDOW_PER)] = _COUNTED_PER
    ordered: Annotated[bool, truth("ordered")] = switch(
        "One after the other, as named; true unless set.", default=True
    )

    def build(self, reading: RuleReading, node: Mapping) -> SequenceOf:  # noqa: ARG002
        """Return the sequence; whether its rules find what it is per is asked when all are read."""
        return SequenceOf(rules=self.rules, within=self.within, per=self.per, ordered=self.ordered)


class AbsentSpec(KeyTable, of="absent"):
    """Once nothing has matched for so long."""

    for_: Annotated[timedelta, length("for")] = must("How long nothing has matched.", "24h")
    per: Annotated[tuple[Per, ...], alike_in(*(one for one in _WINDOW_PER if one is not Per.STORY))] = key(
        "Watched apart for each of these.", "publisher", default=()
    )

    def build(self, reading: RuleReading, node: Mapping) -> Absent:  # noqa: ARG002
        """Return the silence that is waited for."""
        return Absent(silent_for=self.for_, per=self.per)


def _read_factor(reading: RuleReading, node: Node) -> float:
    text = node.value if isinstance(node, Scalar) else ""
    factor = float(text) if _FACTOR.fullmatch(text) else 0.0
    if factor > 1:
        return factor
    found = f'"{text}"' if isinstance(node, Scalar) else shape_of(node)
    said = f"factor must be a number above 1, but this is {found}"
    raise reading.amiss(Code.WRONG_TYPE, node, said, "write 3 for three times as many as usual")


class SpikeSpec(KeyTable, of="spike"):
    """Once far more articles match than usual."""

    factor: Annotated[float, Reads(_read_factor, {"type": "number", "exclusiveMinimum": 1})] = must(
        "How many times as many as usual.", 3, 2.5
    )
    within: Annotated[timedelta, length("within")] = must("The time that is looked at.", "1h")
    over: Annotated[timedelta, length("over")] = key(
        "The time before that, which says what is usual; 7d unless set.", "7d", default=OVER
    )
    at_least: Annotated[int, _FEWEST] = key(
        "Fewer than these are never a spike; 5 unless set.", 5, default=FEWEST
    )
    per: Annotated[tuple[Per, ...], alike_in(*_WINDOW_PER)] = _COUNTED_PER

    def build(self, reading: RuleReading, node: Mapping) -> Spike:
        """Return the spike, whose time is shorter than what it is compared with."""
        if self.over <= self.within:
            raise reading.amiss(
                Code.BAD_WINDOW,
                node.get("over") or node.get("within") or node,
                "over: is what a spike is compared with, so it must be longer than within:",
                "write over: 7d, say",
            )
        return Spike(
            factor=self.factor, within=self.within, over=self.over, at_least=self.at_least, per=self.per
        )


explain(
    Code.CLASHING_KEYS,
    "new, count, sequence, absent and spike each say when a rule is told, so a rule has one of them; each "
    "has a per: of its own, so that the rule's per: stands beside none of them.",
)


def tell_clashes(reading: RuleReading, mapping: Mapping) -> None:
    """Report keys that each say when the rule alerts, or what makes an alert another."""
    telling = [entry.key for entry in mapping.entries if entry.key.value in (*STATEFUL_KEYS, "new")]
    for one in telling[1:]:
        said = (
            f'"{one.value}" and "{telling[0].value}" each say when the rule is told, so it cannot have both'
        )
        reading.tell(Code.CLASHING_KEYS, one, said, "make two rules of it")
    own_per = mapping.key("per")
    if own_per is not None and telling:
        stateful = (one.value for one in telling if one.value in STATEFUL_KEYS)
        beside = next(stateful, telling[0].value)
        reading.tell(
            Code.CLASHING_KEYS,
            own_per,
            f'"{beside}" says by itself what makes an alert another, so "per" cannot stand beside it',
            f"write it inside: {beside}: {{…, per: […]}}",
        )


explain(
    Code.PER_WITHOUT_FACTS,
    "per: participants and per: kind take these from the contact that an article reports, per: by from "
    "its denial. A rule that asks for neither knows none, so none of its articles would count.",
)


def tell_unknowable(reading: RuleReading, node: Node, when: Condition) -> None:
    """Tell when the `per:` at *node* asks for what no article that holds *when* is asked about."""
    named = (one.value for one in listed_nodes(node) if isinstance(one, Scalar))
    asked = list(dict.fromkeys(name for name in named if name in OF_FACTS))
    if asked and not finds_facts(when):
        reading.tell(
            Code.PER_WITHOUT_FACTS,
            node,
            f"per: asks for {' and '.join(asked)}, but this rule asks for no contact and no denial",
            "add contact: or denial: to when:, or take it out of per:",
        )


def escalation_faults(rules: Iterable[Rule], channels: Collection[str]) -> tuple[Fault, ...]:
    """Return a fault for each channel that an `escalate:` names and *channels* does not have."""
    return tuple(fault for rule in rules if rule.escalate for fault in _faults(rule.escalate, channels))


explain(
    Code.UNKNOWN_CHANNEL,
    "escalate: names a channel that config.toml does not have, so nobody would be told. Channels are "
    "named by their [channels.NAME] there.",
)


def _faults(escalate: Escalate, channels: Collection[str]) -> Iterator[Fault]:
    for name, (location, line) in zip(escalate.to, escalate.places, strict=False):
        if name not in channels:
            yield Fault(
                code=Code.UNKNOWN_CHANNEL,
                location=location,
                message=printable(f'there is no channel "{name}" to escalate to'),
                hint=printable(did_you_mean(name, channels)) or "add it to config.toml: [channels.NAME]",
                line_text=line,
                width=len(name),
            )
