"""The keys of one entry of `rules:` (id, when, severity, tags, …): a new rule key is added here."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import Field

from monitor.located.error_codes import Code, explain
from monitor.located.keys import TEXT, Line, key, switch
from monitor.located.yaml_tree import Mapping, Node, Scalar, ScalarKind, Spot
from monitor.rule.condition import Condition
from monitor.rule.examples import Example
from monitor.rule.grammar.condition import ConditionSpec
from monitor.rule.grammar.example import ARTICLE
from monitor.rule.grammar.exceptions import ExceptSpec
from monitor.rule.grammar.expectation import TestSpec
from monitor.rule.grammar.named import read_sized
from monitor.rule.grammar.reading import RuleReading
from monitor.rule.grammar.reads import Reads, Told, Unread, prose, table, texts, truth
from monitor.rule.grammar.severity import Graded, SeveritySpec
from monitor.rule.grammar.table import KeyTable
from monitor.rule.grammar.telling import (
    AbsentSpec,
    CountSpec,
    EscalateSpec,
    NewSpec,
    SequenceSpec,
    SpikeSpec,
    alike_in,
)
from monitor.rule.grammar.values import nearest_and_all, read_elements, read_prose, read_text
from monitor.rule.model import Absent, Count, Escalate, New, Per, SequenceOf, Spike
from monitor.rule.template_check import TemplateFault, check_template

ID = r"^(?=-*[a-z0-9])[a-z0-9-]+$"
UNWANTED = {"publisher": ["The Onion"], "phrases": ["film review"]}
_NOT_ID = re.compile(r"[^a-z0-9]+")
_STATUSES = ("draft", "live")


explain(Code.BAD_ID, "A rule's id is made of small letters a-z, digits and dashes, as in leader-contact.")


def _read_id(reading: RuleReading, node: Node) -> str:
    text = read_text(reading, node, "the id")
    if not re.fullmatch(ID, text):
        better = _NOT_ID.sub("-", text.lower()).strip("-")
        raise reading.amiss(
            Code.BAD_ID,
            node,
            f'"{text}" is no id: an id has small letters a-z, digits and dashes only',
            f"write {better}" if better else "write leader-contact, say",
        )
    return text


def _read_title(reading: RuleReading, node: Node) -> str:
    text = read_prose(reading, node, "the title")
    try:
        check_template(text)
    except TemplateFault as fault:
        at = _spot_of_word(reading, node, fault.word)
        raise reading.amiss(fault.code, at, str(fault), fault.hint) from None
    return text


def _spot_of_word(reading: RuleReading, node: Node, word: str) -> Spot:
    """Return where *word* stands on the title's first line, or the title's own place."""
    line = reading.line_at(node.location)
    found = (
        re.compile(rf"(?<!\w){re.escape(word)}(?!\w)").search(line, node.location.column - 1)
        if word
        else None
    )
    if found is None:
        return Spot(node.location, node.width)
    place = type(node.location)(node.location.path, node.location.line, found.start() + 1)
    return Spot(place, len(word))


explain(
    Code.BAD_STATUS,
    "The status is draft (evaluated and kept, nobody is told) or live, as a rule is without it.",
)


def _read_status(reading: RuleReading, node: Node) -> str:
    text = read_text(reading, node, "the status")
    if text not in _STATUSES:
        hint = nearest_and_all(text, _STATUSES)
        if text in ("disabled", "off", "inactive", "retired"):
            hint = "a rule that is not to be evaluated says enabled: false"
        raise reading.amiss(Code.BAD_STATUS, node, f'there is no status "{text}"', hint)
    return text


def _read_when(reading: RuleReading, node: Node) -> Condition:
    if isinstance(node, Scalar) and node.kind is ScalarKind.NOTHING and not node.value:
        raise reading.amiss(
            Code.EMPTY_VALUE,
            node,
            "when is empty, so the rule says nothing",
            "write a phrase after it, or a condition below it: any:, all:, sentence: …",
        )
    return read_sized(reading, node)


def _read_tests(reading: RuleReading, node: Node) -> tuple[Example, ...]:
    """Return the tests that can be read."""
    elements = reading.attempt(lambda _, one: read_elements(reading, one, "tests"), node) or ()
    examples: list[Example] = []
    for reading.number, element in enumerate(elements, 1):
        if (example := reading.read(TestSpec, element)) is not None:
            examples.append(example)
    return tuple(examples)


class RuleSpec(
    KeyTable,
    of="a rule",
    goes_on=True,
    json_schema_extra={
        "required": ["id"],
        "if": {"anyOf": [{"required": ["sequence"]}, {"required": ["extends"]}]},
        "else": {"required": ["when"]},
    },
):
    """One rule. Each key is reported on its own, so that what goes wrong between keys is reported as well."""

    id_: Told[
        Annotated[
            str,
            Reads(
                _read_id,
                {
                    "type": "string",
                    "pattern": ID,
                    "patternErrorMessage": "Write small letters, digits and dashes.",
                },
            ),
        ]
    ] = key("The rule's name: small letters, digits, dashes; unique over all files.", "minister-resigns")
    title: Told[Annotated[str, Reads(_read_title, TEXT)]] = key(
        "The headline of its alerts, a template of article, rule, evidence, contacts, denials, claim, "
        "and, of a contact, participants, kind, status, by; made of the id unless set.",
        *("Resigned: {{ article.title }}", "{{ participants }}: {{ kind }}"),
    )
    severity: Told[Annotated[Graded, table(SeveritySpec)]] = key(
        "How much its alerts matter: one word, or one for each condition; medium unless set.",
        *("high", {"high": {"title": "resign*"}, "else": "low"}),
    )
    tags: Told[Annotated[tuple[str, ...], texts("a tag")]] = key(
        "Words that routes and silences choose by; none unless set.", ["diplomacy", "denial"], default=()
    )
    description: Told[Annotated[str, prose("the description")]] = key(
        "What the rule is for, for those who read it; nothing unless set.",
        "A minister leaves office.",
        default="",
    )
    when: Told[Annotated[Condition, Reads(_read_when, ConditionSpec)]] = key(
        "What an article must say: a phrase, or a condition by name; only sequence and extends do without.",
        *("ceasefire", {"sentence": {"all": ["minister", "resign*"]}}),
    )
    extends: Unread[Line] = key(
        "The id of a rule whose keys hold here too where they are not given here; no rule unless set.",
        "resignation",
    )
    also: Unread[ConditionSpec] = key(
        "A condition that must hold beside that of the extended rule; nothing unless set.", {"language": "en"}
    )
    except_: Unread[ExceptSpec] = key(
        "What keeps an article out after all, any one of these values; nothing unless set.", UNWANTED
    )
    enabled: Told[Annotated[bool, truth("enabled")]] = switch(
        "Whether it is evaluated at all; true unless set.", default=True
    )
    status: Told[Annotated[str, Reads(_read_status, {"enum": list(_STATUSES)})]] = key(
        "draft: evaluated and shown, never told; live unless set.", "draft", default="live"
    )
    new: Told[Annotated[New, table(NewSpec)]] = key(
        "Tell only contacts and denials that were not told before; each claim or story is told unless set.",
        {"per": ["participants", "kind"], "for": "7d"},
    )
    per: Told[Annotated[tuple[Per, ...], alike_in(*Per)]] = key(
        "What makes an alert another one: later articles that are alike in this join the alert; "
        "each claim or story is one unless set.",
        *("story", ["participants", "publisher"]),
        default=(),
    )
    escalate: Told[Annotated[Escalate, table(EscalateSpec)]] = key(
        "Whom to tell when nobody acknowledges an alert in time; nobody unless set.",
        {"after": "15m", "to": "phone"},
    )
    count: Told[Annotated[Count, table(CountSpec)]] = key(
        "Tell once so many articles match; each match unless set.", {"at_least": 3, "within": "1h"}
    )
    sequence: Told[Annotated[SequenceOf, table(SequenceSpec)]] = key(
        "Tell once several other rules have matched; each match unless set.",
        {"rules": ["claim", "denial"], "within": "72h"},
    )
    absent: Told[Annotated[Absent, table(AbsentSpec)]] = key(
        "Tell once nothing has matched for so long; each match unless set.", {"for": "24h"}
    )
    spike: Told[Annotated[Spike, table(SpikeSpec)]] = key(
        "Tell once far more articles match than usual; each match unless set.", {"factor": 3, "within": "1h"}
    )
    tests: Annotated[
        tuple[Example, ...], Reads(_read_tests, Annotated[tuple[TestSpec, ...], Field(min_length=1)])
    ] = key(
        "Articles that the rule must find and must not find, which `monitor test` runs; none unless set.",
        [{"name": "a minister resigns", "article": ARTICLE, "expect": "match"}],
        default=(),
    )

    @classmethod
    def unknown(cls, reading: RuleReading, key: Scalar) -> tuple[Code, str, str, str | None]:
        """Say where a condition belongs that stands beside `when:`."""
        if key.value in ConditionSpec.known:
            said = f'"{key.value}" is a condition, and conditions stand under "when:"'
            return Code.UNKNOWN_KEY, said, f"indent it under when:, as in when: {{{key.value}: …}}", "when"
        return super().unknown(reading, key)


RuleSpec.required = ("id", "when")


def place_of(mapping: Mapping) -> Spot:
    """Return where the rule is shown: at its id, if it has one."""
    key = mapping.get("id") or mapping
    return Spot(key.location, key.width)
