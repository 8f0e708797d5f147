"""The `expect:` part of a rule's test, and the test as a whole."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from pydantic import Field

from monitor.errors import Fault, did_you_mean, nearest
from monitor.extract.model import ContactKind, ContactStatus, Denies
from monitor.located.error_codes import Code, explain
from monitor.located.keys import key, must, switch
from monitor.located.yaml_tree import Listing, Mapping, Node, Scalar, ScalarKind
from monitor.rule.examples import (
    TOLD_KINDS,
    Coming,
    Example,
    ExampleArticle,
    Expected,
    ExpectedMessage,
    FactExpectation,
)
from monitor.rule.grammar.example import ARTICLE, MOMENT, START, ArticleSpec, ComingSpec, Moment, read_series
from monitor.rule.grammar.reading import RuleReading
from monitor.rule.grammar.reads import NAME, OR_NULL, ListOf, Reads, choice, prose, text, texts, truth
from monitor.rule.grammar.table import KeyTable, Values
from monitor.rule.grammar.values import shape_of


class _Fact(KeyTable):
    """What is asked of a contact or a denial: what is not named is not asked."""

    def build(self, reading: RuleReading, node: Mapping) -> FactExpectation:  # noqa: ARG002
        """Return what is asked, by name."""
        names = (entry.key.value for entry in node.entries)
        return {name: getattr(self, name) for name in names if name in self.known}


class ExpectedContact(_Fact, of="a contact"):
    """A contact that must be found."""

    participants: Annotated[tuple[str, ...], texts("participants")] = key(
        "Who takes part, by whole or last name.", ["Putin", "Trump"], default=()
    )
    kind: Annotated[str | None, choice("kind", ContactKind)] = key("How they were in touch.", "call")
    status: Annotated[str | None, choice("status", ContactStatus)] = key(
        "What the article says of it.", "denied"
    )
    attribution: Annotated[tuple[str, ...], texts("attribution")] = key(
        "Who says so, outermost first.", ["Bob Woodward"], default=()
    )
    when: Annotated[str | None, text("when", NAME)] = key("The time as the article says it.", "on Tuesday")
    evidence: Annotated[tuple[str, ...], texts("evidence")] = key(
        "Words of its evidence.", ["spoke by phone"], default=()
    )


def _read_contact(reading: RuleReading, node: Node) -> FactExpectation | None:
    if isinstance(node, Scalar) and node.kind is ScalarKind.NOTHING:
        return None
    expected: FactExpectation = reading.take(ExpectedContact, node)
    return expected


class ExpectedDenial(_Fact, of="a denial"):
    """A denial that must be found."""

    by: Annotated[str | None, text("by", NAME)] = key("Who denies.", "Peskov")
    role: Annotated[str | None, text("role", NAME)] = key(
        "The office or body of who denies.", "Kremlin spokesman"
    )
    official: Annotated[bool | None, truth("official")] = switch(
        "Whether somebody speaks for a state, an army, a party or the like."
    )
    denies: Annotated[str | None, choice("denies", Denies)] = key("What is denied.", "contact")
    contact: Annotated[
        FactExpectation | None, Reads(_read_contact, Annotated[ExpectedContact | None, OR_NULL])
    ] = key("The contact that is denied; null: none.", {"kind": "call"})
    evidence: Annotated[tuple[str, ...], texts("evidence")] = key(
        "Words of its evidence.", ["denied the report"], default=()
    )


class FactsSpec(KeyTable, of="facts"):
    """The facts that must be among what is found."""

    contacts: Annotated[tuple[ExpectedContact, ...], ListOf("contacts")] = key(
        "Contacts that must be found; what is not named is not asked.",
        [{"participants": ["Putin", "Trump"], "kind": "call"}],
        default=(),
    )
    denials: Annotated[tuple[ExpectedDenial, ...], ListOf("denials")] = key(
        "Denials that must be found; what is not named is not asked.",
        [{"by": "Peskov", "denies": "contact"}],
        default=(),
    )


explain(
    Code.TEST_TOLD,
    "Under told: stand all messages that a test must lead to, in their order: their kind (first, update, "
    "digest, escalation), channel, time and words. An empty list says that nothing is told.",
)


class MessageSpec(KeyTable, of="a message", json_schema_extra={"minProperties": 1}):
    """One message that must be sent."""

    kind: Annotated[str | None, choice("the kind of a message", TOLD_KINDS)] = key(
        "What kind of message it is.", "first", "update"
    )
    channel: Annotated[str | None, text("a channel")] = key(
        "The channel that is told; every one unless set.", "desk"
    )
    at: Annotated[Moment | None, MOMENT] = key("When it is told.", "+10m")
    words: Annotated[tuple[str, ...], texts("words of a message")] = key(
        "Words that stand in it.", ["denied by"], default=()
    )

    def build(self, reading: RuleReading, node: Mapping) -> tuple[Mapping, MessageSpec]:
        """Return what is asked of the message, with its place."""
        if not node.entries:
            hint = "say its kind: first, or update"
            raise reading.amiss(Code.TEST_TOLD, node, "this asks nothing of the message", hint)
        return node, self


Messages = tuple[tuple[Mapping, MessageSpec], ...]


def _read_told(reading: RuleReading, node: Node) -> Messages:
    """Return the messages of `told:`, an empty list for silence."""
    if not isinstance(node, Listing):
        raise reading.amiss(
            Code.TEST_TOLD,
            node,
            f"told must be a list of messages, but this is {shape_of(node)}",
            "write [] for silence, or one line for each message: - {kind: first}",
        )
    messages: Messages = reading.each(lambda _, one: reading.take(MessageSpec, one), node.elements)
    nowhere = [place for place, one in messages if one.channel is None]
    if nowhere and len(nowhere) < len(messages):
        raise reading.amiss(
            Code.TEST_TOLD,
            nowhere[0],
            "this message has no channel, but others have",
            "name the channel of all, or of none: then each channel that is told must hear all of them",
        )
    return messages


explain(Code.BAD_EXPECTATION, "A test expects “match”, “no match”, or a mapping with evidence and facts.")


class ExpectSpec(
    KeyTable,
    of="expect",
    instead={"enum": [one.value for one in Expected]},
    json_schema_extra={"minProperties": 1},
):
    """What the rule must find in the articles, and what must be sent of them."""

    evidence: Annotated[tuple[str, ...], texts("evidence")] = key(
        "Words that must be among the evidence.", ["minister", "resigned"], default=()
    )
    facts: FactsSpec | None = key(
        "What the article must be found to report.", {"contacts": [{"kind": "call"}]}
    )
    told: Annotated[Messages | None, Reads(_read_told, tuple[MessageSpec, ...])] = key(
        "All messages about the rule, in their order; [] is silence. What is not named is not asked.",
        [{"kind": "first"}, {"kind": "update", "words": ["denied by"]}],
        [],
    )

    def build(self, reading: RuleReading, node: Mapping) -> ExpectSpec:
        """Return what is expected."""
        if not node.entries:
            hint = "write match or no match"
            raise reading.amiss(Code.BAD_EXPECTATION, node, "this expects nothing", hint)
        return self

    @classmethod
    def otherwise(cls, reading: RuleReading, node: Node) -> Expected:
        """Return whether the rule must match."""
        known = [expected.value for expected in Expected]
        if not isinstance(node, Scalar):
            said, hint = "a test cannot expect a list", 'write {evidence: ["…"]}, match, or no match'
            raise reading.amiss(Code.BAD_EXPECTATION, node, said, hint)
        if node.value in known:
            return Expected(node.value)
        said = f'a test cannot expect "{node.value}"'
        near = did_you_mean(node.value, known)
        hint = near if near.startswith("did") else 'write match, no match, or {evidence: ["…"]}'
        if node.kind is ScalarKind.TRUTH:
            said, hint = f"{said} alone", "write expect: match, or expect: no match"
        raise reading.amiss(Code.BAD_EXPECTATION, node, said, hint)

    def expectation(self, reading: RuleReading, start: datetime) -> dict[str, Any]:
        """Return what is expected of a test that begins at *start*."""
        told = {} if self.told is None else {"told": reading.each(_message_after(start), self.told)}
        if self.model_fields_set <= {"told"}:
            return told
        facts = {} if self.facts is None else dict(self.facts)
        return {"expected": Expected.MATCH, "evidence": self.evidence, **facts, **told}


def _message_after(start: datetime) -> Any:
    def message(reading: RuleReading, one: tuple[Mapping, MessageSpec]) -> ExpectedMessage:
        place, spec = one
        at = None if spec.at is None else spec.at.after(start, reading)
        return ExpectedMessage(
            location=place.location, kind=spec.kind, channel=spec.channel, at=at, words=spec.words
        )

    return message


_ARTICLES = ("article", "articles")


explain(
    Code.TEST_ARTICLES,
    "A test is of one article, under article:, or of several that come one after the other, under articles:.",
)


class TestSpec(
    KeyTable,
    of="a test",
    json_schema_extra={"if": {"required": ["articles"]}, "else": {"required": ["article"]}},
):
    """One test. What it begins with depends on its articles, so that they are read first."""

    name: Annotated[str, prose("the name of a test", NAME)] = key(
        "What the test shows.", "a minister resigns", default=""
    )
    article: ArticleSpec | None = key("The article: its parts, or a file.", ARTICLE)
    articles: Annotated[
        tuple[Coming, ...], Reads(read_series, Annotated[tuple[ComingSpec, ...], Field(min_length=1)])
    ] = key(
        "Several articles in place of one, each with the time it comes; a time alone lets time go by.",
        [{"at": "0m", **ARTICLE}, {"at": "+2h"}],
        default=(),
    )
    expect: ExpectSpec = must(
        "Whether the rule must match, or what it must find, or what is told of it.", "match", "no match"
    )

    @classmethod
    def amiss_in(cls, reading: RuleReading, node: Mapping, given: Values) -> list[Fault]:
        """Return the faults of the names; a test is of one article or of several."""
        faults = super().amiss_in(reading, node, given)
        one, several = node.get("article"), node.key("articles")
        unknown = [entry.key.value for entry in node.entries if entry.key.value not in cls.known]
        if one is not None and several is not None:
            said = "this test has both article: and articles:"
            hint = "put the one article into the list, or make two tests of it"
            faults.append(reading.fault(Code.TEST_ARTICLES, several, said, hint))
        elif not (one or several or any(nearest(name, cls.known) in _ARTICLES for name in unknown)):
            said = 'a test needs "article:"'
            faults.append(reading.fault(Code.MISSING_KEY, node, said, "add a line article: …"))
        return faults

    def build(self, reading: RuleReading, node: Mapping) -> Example:
        """Return the test, of the rule that is being read."""
        article: Any = self.article
        alone: ExampleArticle | None = article
        series, start = self.articles, START
        if series:
            start = series[0].at
        elif alone is not None:
            start = alone.received or alone.published or START
        expect: Any = self.expect
        expected = isinstance(expect, Expected)
        said = {"expected": expect} if expected else expect.expectation(reading, start)
        if alone is not None and "told" in said:
            series, alone = (Coming(at=start, location=node.location, article=alone),), None
        return Example(
            rule=reading.rule,
            name=" ".join(self.name.split()) or f"test {reading.number}",
            location=node.location,
            article=alone,
            series=series,
            **said,
        )
