"""The key `severity:` of a rule: one word, or a condition for each of several words and one for the rest."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any

from monitor.errors import Fault
from monitor.located.error_codes import Code, explain
from monitor.located.keys import key
from monitor.located.yaml_tree import Listing, Mapping, Node, Scalar
from monitor.rule.condition import Condition
from monitor.rule.grammar.condition import ConditionSpec
from monitor.rule.grammar.named import read_sized
from monitor.rule.grammar.reading import RuleReading
from monitor.rule.grammar.reads import Reads
from monitor.rule.grammar.table import KeyTable, Values
from monitor.rule.grammar.values import nearest_and_all, read_text
from monitor.rule.model import Rank, Severity

_KNOWN = tuple(one.value for one in Severity)
_ELSE = "else"
_WAYS = "write severity: high, or severity: {high: CONDITION, else: low}"


@dataclass(frozen=True, slots=True)
class Graded:
    """How much matches matter: by the first of *ranks* that holds, else *severity*."""

    severity: Severity
    ranks: tuple[Rank, ...] = ()


UNGRADED = Graded(Severity.MEDIUM)
"""What holds where a rule says nothing."""


explain(
    Code.BAD_SEVERITY,
    "The severity is one of info, low, medium, high, critical: one for all that the rule finds, or, as in "
    "{high: CONDITION, else: low}, the first whose condition holds.",
)


def _read_word(reading: RuleReading, node: Node) -> Severity:
    text = read_text(reading, node, "the severity")
    if text not in _KNOWN:
        hint = nearest_and_all(text, _KNOWN)
        raise reading.amiss(Code.BAD_SEVERITY, node, f'there is no severity "{text}"', hint)
    return Severity(text)


_When = Annotated[Condition | None, Reads(read_sized, ConditionSpec)]


class SeveritySpec(KeyTable, of="severity", instead={"enum": list(_KNOWN)}):
    """Several severities, each with its condition; the first written that holds counts."""

    critical: _When = key("When an alert is critical.", {"title": "invasion"})
    high: _When = key("When an alert is high.", {"denial": {"by": "Kremlin"}})
    medium: _When = key("When an alert is medium.", {"denial": {"official": True}})
    low: _When = key("When an alert is low.", {"denial": {"standing": True}})
    info: _When = key("When an alert is info.", {"path": "archive/**"})
    else_: Annotated[Severity | None, Reads(_read_word, {"enum": list(_KNOWN)})] = key(
        "What an alert is that none of the conditions holds of; medium unless set.", "low"
    )

    @classmethod
    def otherwise(cls, reading: RuleReading, node: Node) -> Any:
        """Return the one severity that a word is."""
        if isinstance(node, Listing):
            raise reading.amiss(Code.WRONG_TYPE, node, "severity is a list here", _WAYS)
        return Graded(_read_word(reading, node))

    @classmethod
    def unknown(
        cls,
        reading: RuleReading,  # noqa: ARG003
        key: Scalar,
    ) -> tuple[Code, str, str, str | None]:
        """Say which severities there are."""
        hint = nearest_and_all(key.value, (*_KNOWN, _ELSE))
        return Code.BAD_SEVERITY, f'there is no severity "{key.value}"', hint, None

    @classmethod
    def amiss_in(cls, reading: RuleReading, node: Mapping, given: Values) -> list[Fault]:
        """Refuse a mapping without any condition."""
        faults = super().amiss_in(reading, node, given)
        if not faults and not given.keys() - {_ELSE}:
            faults.append(reading.fault(Code.EMPTY_VALUE, node, "severity names no condition here", _WAYS))
        return faults

    def build(self, reading: RuleReading, node: Mapping) -> Graded:  # noqa: ARG002
        """Return the severities in the order written."""
        names = [entry.key.value for entry in node.entries if entry.key.value in _KNOWN]
        ranks = tuple(Rank(severity=Severity(name), when=getattr(self, name)) for name in names)
        return Graded(self.else_ or UNGRADED.severity, ranks)


explain(
    Code.SEVERITY_WITHOUT_ARTICLE,
    "Conditions of a severity are asked of an article that matched. A rule with absent: alerts where there "
    "is none, and a sequence without a when: has no article of its own.",
)


def tell_ungradable(reading: RuleReading, node: Mapping, graded: Graded | None) -> None:
    """Report conditions of a severity in a rule whose alerts are about no article of its own."""
    at = node.get("severity")
    if graded is None or not graded.ranks or at is None:
        return
    silent = node.get("absent") is not None
    if not silent and (node.get("sequence") is None or node.get("when") is not None):
        return
    why = "tells of articles that do not come" if silent else "has no when: of its own"
    said = f"this rule {why}, so the conditions of its severity are never asked"
    reading.tell(Code.SEVERITY_WITHOUT_ARTICLE, at, said, "write one severity, as in severity: high")
