"""`per:` wherever it stands, and `escalate:`: what makes an alert another, and who hears if nobody reacts."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from monitor.errors import Fault, did_you_mean
from monitor.located.error_codes import Code, printable
from monitor.located.yaml_tree import Node
from monitor.rule.condition import Condition
from monitor.rule.model import Escalate, Per, Rule
from monitor.rule.read_article import read_duration
from monitor.rule.read_new import asks_for_facts
from monitor.rule.read_value import Keys, RuleReading, nearest_and_all, read_mapping, read_texts

WINDOW_PER = (Per.PARTICIPANTS, Per.KIND, Per.BY, Per.PUBLISHER, Per.LANGUAGE, Per.STORY)
"""What a rule can count apart by."""
OF_FACTS = frozenset({Per.PARTICIPANTS, Per.KIND, Per.BY})
"""What only a contact or a denial tells."""

_ESCALATE = Keys(of="escalate", known=frozenset({"after", "to"}), required=("after", "to"))


def read_rule_per(reading: RuleReading, node: Node, when: Condition | None) -> tuple[Per, ...]:
    """Return what makes an alert of a rule another one, as the rule's own `per:` says."""
    per = read_per(reading, node, tuple(Per))
    if per and when is not None:
        tell_unknowable(reading, node, per, when)
    return per or ()


def read_per(reading: RuleReading, node: Node, known: tuple[Per, ...]) -> tuple[Per, ...] | None:
    """Return the values of a `per:` that allows *known*, each once; None when one is not known."""
    texts = read_texts(reading, node, "a value of per:")
    if texts is None:
        return None
    names = tuple(one.value for one in known)
    for text, element in texts:
        if text not in names:
            reading.tell(Code.WRONG_TYPE, element, f'per: knows no "{text}"', nearest_and_all(text, names))
    good = tuple(dict.fromkeys(Per(text) for text, _ in texts if text in names))
    return good if all(text in names for text, _ in texts) else None


def tell_unknowable(reading: RuleReading, node: Node, per: Iterable[Per], when: Condition) -> None:
    """Tell when *per* asks for what no article that holds *when* is asked about."""
    asked = [one.value for one in per if one in OF_FACTS]
    if asked and not asks_for_facts(when):
        reading.tell(
            Code.PER_WITHOUT_FACTS,
            node,
            f"per: asks for {' and '.join(asked)}, but this rule asks for no contact and no denial",
            "add contact: or denial: to when:, or take it out of per:",
        )


def read_escalate(reading: RuleReading, node: Node) -> Escalate | None:
    """Return who is told when nobody acknowledges; whether there are such channels is not known here."""
    mapping = read_mapping(reading, node, _ESCALATE)
    if mapping is None:
        return None
    after_node, to_node = mapping.get("after"), mapping.get("to")
    after = None if after_node is None else read_duration(reading, after_node, "the time in after:")
    texts = None if to_node is None else read_texts(reading, to_node, "a channel of escalate:")
    if after is None or texts is None:
        return None
    nodes = dict(reversed(texts))
    to = tuple(dict.fromkeys(text for text, _ in texts))
    places = tuple((nodes[one].location, reading.line_at(nodes[one].location)) for one in to)
    return Escalate(after=after, to=to, places=places)


def escalation_faults(rules: Iterable[Rule], channels: Collection[str]) -> tuple[Fault, ...]:
    """Return a fault for each channel that an `escalate:` names and *channels* does not have."""
    return tuple(fault for rule in rules if rule.escalate for fault in _faults(rule.escalate, channels))


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
