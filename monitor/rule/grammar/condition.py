"""Keys of `when:`: every kind of condition (`any`, `all`, `near`, `quote` …) and how it is read.

A new condition is a field here with what it makes, in `makes.MAKES`.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Annotated, Any, cast

from pydantic import Discriminator, Field, GetJsonSchemaHandler, Tag
from pydantic_core import CoreSchema

from monitor.errors import Fault, did_you_mean
from monitor.located.error_codes import Code, explain
from monitor.located.keys import TEXT, Shape, key, must, switch
from monitor.located.yaml_tree import Listing, Mapping, Node, Scalar, Spot
from monitor.rule.condition import (
    AnyOf,
    Condition,
    Exact,
    Listed,
    Named,
    Phrase,
    Regex,
    Who,
)
from monitor.rule.grammar.article import LANGUAGE, PublishedSpec, read_languages, read_paths, read_publishers
from monitor.rule.grammar.facts import ContactSpec, DenialSpec, who
from monitor.rule.grammar.makes import MAKES, SpeechBy
from monitor.rule.grammar.phrases import (
    PHRASE,
    doubt_duplicates,
    read_condition_name,
    read_exact,
    read_list_name,
    read_phrase,
    read_regex,
)
from monitor.rule.grammar.reading import Amiss, RuleReading
from monitor.rule.grammar.reads import NAME, ListOf, Reads, one_or_more, truth, whole
from monitor.rule.grammar.table import KeyTable, Values
from monitor.rule.grammar.values import read_elements

_MOST_TERMS = 10
"""Each set of terms is an arrangement of its own: with ten there are a thousand."""


def _is_term(condition: Condition) -> bool:
    if isinstance(condition, Named):
        return _is_term(condition.of)
    if isinstance(condition, AnyOf):
        return all(_is_term(child) for child in condition.of)
    return isinstance(condition, Phrase | Exact | Listed | Regex)


explain(
    Code.NEAR_TERMS,
    "near measures the distance between words, so its terms are at least two, each a phrase, a list, a "
    "regex, or any of these.",
)


def _read_terms(reading: RuleReading, node: Node) -> tuple[Condition, ...]:
    """Return what stands near each other: words, each of which can be found by itself."""
    elements = read_elements(reading, node, "terms")
    terms = reading.each(read_condition, elements)
    faults = [
        reading.fault(
            Code.NEAR_TERMS,
            at,
            "a term of near must be words: a phrase, a list, a regex, or any of these",
            "put other conditions beside near, both under all:",
        )
        for term, at in zip(terms, elements, strict=True)
        if not _is_term(term)
    ]
    if len(terms) == 1:
        hint = "add what the words must stand near to"
        faults.append(reading.fault(Code.NEAR_TERMS, node, "near needs at least two terms", hint))
    if len(terms) > _MOST_TERMS:
        said = f"near takes at most {_MOST_TERMS} terms, and these are {len(terms)}"
        hint = "write any: [...] for terms of which one will do, or sentence: or paragraph: with all: inside"
        faults.append(reading.fault(Code.NEAR_TERMS, node, said, hint))
    if faults:
        raise Amiss(*faults)
    return terms


explain(
    Code.SEVERAL_CONDITIONS,
    "A condition has one name. Several are put in a list under all: (each must hold) or any: (one is "
    "enough).",
)


class TermSpec(KeyTable, of="a condition"):
    """What may stand as a term of `near`: words."""

    any_: Annotated[tuple[TermSpec, ...], ListOf("any")] = key(
        "One of these is enough.", ["sanction*", "embargo"], default=()
    )
    exact: Annotated[str, Reads(read_exact, PHRASE)] = key(
        "A phrase whose capitals and small letters count.", "WHO", "Turkey*", default=""
    )
    regex: Annotated[str, Reads(read_regex, TEXT)] = key(
        "A regular expression (RE2) that is found in the text, in any case unless it begins with (?-i).",
        r"\b\d+ (killed|dead)\b",
        default="",
    )
    list_: Annotated[Any, Reads(read_list_name, NAME)] = key(
        "Any entry of the list of this name; lists: defines it.", "ministers"
    )
    condition: Annotated[Any, Reads(read_condition_name, NAME)] = key(
        "The condition of this name; conditions: defines it.", "unrest"
    )

    @classmethod
    def __get_pydantic_json_schema__(cls, core: CoreSchema, handler: GetJsonSchemaHandler) -> Shape:
        """A phrase, or exactly one of the keys."""
        made = handler(core)
        shape = handler.resolve_ref_schema(made)
        shape |= PHRASE | {"type": ["string", "integer", "object"], "minProperties": 1}
        # Beside `properties` it would keep editors from completing what is still empty.
        shape["allOf"] = [{"maxProperties": 1}]
        return made

    @classmethod
    def otherwise(cls, reading: RuleReading, node: Node) -> Phrase:
        """Return the phrase that a text is."""
        if isinstance(node, Scalar):
            return read_phrase(reading, node)
        raise reading.amiss(
            Code.WRONG_TYPE,
            node,
            "a list alone is no condition",
            "put any: (one is enough) or all: (each must hold) above it",
        )

    @classmethod
    def amiss_in(cls, reading: RuleReading, node: Mapping, given: Values) -> list[Fault]:
        """Refuse what has not exactly one name, or one that is not known."""
        if len(given) == 1 and cls.known.issuperset(given):
            return []
        if not node.entries:
            hint = "write a phrase, or any:, all:, sentence: …"
            raise reading.amiss(Code.EMPTY_VALUE, node, "a condition is empty here", hint)
        unknown = [entry.key for entry in node.entries if entry.key.value not in cls.known]
        faults = [_unknown(reading, key, cls.known) for key in unknown]
        if len(node.entries) > 1:
            names = ", ".join(f'"{entry.key.value}"' for entry in node.entries)
            fault = reading.fault(
                Code.SEVERAL_CONDITIONS,
                node.entries[1].key,
                f"{names} stand side by side, but a condition has one name",
                "put them in a list under all: (each must hold) or any: (one is enough), "
                "each with its own dash",
            )
            faults.append(fault)
        if faults:
            raise Amiss(*faults)
        return []

    def build(self, reading: RuleReading, node: Mapping) -> Condition:
        """Return the condition that the one key makes."""
        entry = node.entries[0]
        (field,) = self.model_fields_set
        made = MAKES[entry.key.value](entry.key.location, getattr(self, field))
        if isinstance(made, AnyOf) and isinstance(entry.value, Listing):
            pairs = zip(made.of, entry.value.elements, strict=True)
            doubt_duplicates(
                reading,
                [(Spot(at.location, at.width), one.text) for one, at in pairs if isinstance(one, Phrase)],
            )
        return made


explain(Code.UNKNOWN_CONDITION, "There is no condition of this name.")


def _unknown(reading: RuleReading, key: Scalar, conditions: Collection[str]) -> Fault:
    known = did_you_mean(key.value, conditions)
    hint = f"{known} (a phrase with a colon must stand in quotes)"
    if not known.startswith("did"):
        hint = (
            f"a phrase with a colon or a comma must stand in quotes, and lists in [square brackets]; {known}"
        )
    return reading.fault(Code.UNKNOWN_CONDITION, key, f'there is no condition "{key.value}"', hint)


explain(
    Code.COUNT_OUT_OF_RANGE,
    "The count is smaller than 1 or larger than the number of conditions it counts. A rule that counts "
    "articles counts to 2 or further.",
)


class AtLeastSpec(KeyTable, of="at_least"):
    """So many of several conditions."""

    count: Annotated[int, whole("count")] = must("How many of them must hold.", 2)
    of_: Annotated[tuple[ConditionSpec, ...], ListOf("of")] = must(
        "The conditions that are counted.", ["tanker*", "sanction*", "port"]
    )

    def build(self, reading: RuleReading, node: Mapping) -> AtLeastSpec:
        """Return the count, which is no larger than what there is to be counted."""
        if self.count > len(self.of_):
            raise reading.amiss(
                Code.COUNT_OUT_OF_RANGE,
                node.get("count") or node,
                f"at least {self.count} are asked for, but only {len(self.of_)} are listed",
                f"write a count between 1 and {len(self.of_)}",
            )
        return self


class NearSpec(KeyTable, of="near"):
    """Terms that stand near each other."""

    terms: Annotated[
        tuple[Condition, ...], Reads(_read_terms, Annotated[tuple[TermSpec, ...], Field(min_length=2)])
    ] = must(
        "What must stand near each other: phrases, lists, regexes, or any of these.",
        ["sanction*", {"any": ["tanker*", "ship*"]}],
    )
    within: Annotated[int, whole("within (a number of words)")] = must(
        "How many words apart at most; neighbours are 1 apart.", 8
    )
    ordered: Annotated[bool, truth("ordered")] = switch(
        "Whether they must come in the order written; false unless set.", default=False
    )


class QuoteSpec(KeyTable, of="quote"):
    """Speech by who is quoted."""

    by: Annotated[Who, who('"by"', voices=True)] = must(
        "Who is quoted: a person, a body, a country, or a list of them.", "Peskov", ["Kremlin", "White House"]
    )
    says: ConditionSpec = must("What must hold inside what is quoted.", "no plans", {"any": ["no", "never"]})

    def build(self, reading: RuleReading, node: Mapping) -> SpeechBy:  # noqa: ARG002
        """Return who says what."""
        return SpeechBy(self.by, cast("Condition", self.says))


_SPEECH = "speech"


def _quote_kind(node: Any) -> str:
    """Tell what stands under `quote:`: who says what, where either is named, or a condition."""
    names = {entry.key.value for entry in node.entries} if isinstance(node, Mapping) else set()
    return _SPEECH if names & QuoteSpec.known else ""


_RESIGNS = {"all": ["minister", "resign*"]}


class ConditionSpec(TermSpec):
    """Every condition there is."""

    any_: Annotated[tuple[ConditionSpec, ...], ListOf("any")] = key(
        "One of these is enough.", ["sanction*", "embargo"], default=()
    )
    all_: Annotated[tuple[ConditionSpec, ...], ListOf("all")] = key(
        "Each of these must hold, in the scope they stand in.",
        ["Kremlin", {"not": "Kremlin Cup"}],
        default=(),
    )
    not_: ConditionSpec | None = key(
        "This must not hold in the scope it stands in.", "correction", {"title": "obituary"}
    )
    at_least: AtLeastSpec | None = key(
        "So many of these must hold.", {"count": 2, "of": ["tanker*", "sanction*", "port"]}
    )
    near: NearSpec | None = key(
        "The terms stand within so many words of each other, in one paragraph.",
        {"terms": ["minister", "resign*"], "within": 6},
    )
    title: ConditionSpec | None = key("The condition holds inside the title.", _RESIGNS, "resign*")
    lead: ConditionSpec | None = key("The condition holds inside the first paragraph.", _RESIGNS, "resign*")
    sentence: ConditionSpec | None = key(
        "The condition holds inside one and the same sentence.", _RESIGNS, "resign*"
    )
    paragraph: ConditionSpec | None = key(
        "The condition holds inside one and the same paragraph.", _RESIGNS, "resign*"
    )
    quote: (
        Annotated[
            Annotated[QuoteSpec, Tag(_SPEECH)] | Annotated[ConditionSpec, Tag("")], Discriminator(_quote_kind)
        ]
        | None
    ) = key(
        "The condition holds inside quoted speech; with by: and says:, in what is quoted from somebody.",
        *(_RESIGNS, "resign*", {"by": "Peskov", "says": "no plans"}),
    )
    publisher: Annotated[tuple[str, ...], Reads(read_publishers, one_or_more(NAME))] = key(
        "Who published the article; * stands for anything.", "Reuters", ["AFP", "TASS*"], default=()
    )
    language: Annotated[tuple[str, ...], Reads(read_languages, one_or_more(LANGUAGE))] = key(
        "The article's language: two letters of ISO 639-1.", "en", ["ru", "uk"], default=()
    )
    path: Annotated[tuple[str, ...], Reads(read_paths, one_or_more(NAME))] = key(
        "The article's file, as a glob from the right.", "wire/*.txt", ["*.md", "afp/**"], default=()
    )
    published: PublishedSpec | None = key("When the article was published.", {"within": "2d"})
    contact: ContactSpec | None = key(
        "The article reports a contact of leaders, or that there was none; `any` asks for nothing more.",
        {"between": ["Putin", "Trump"], "status": ["happened", "claimed"]},
        "any",
    )
    denial: DenialSpec | None = key(
        "The article reports, as its news, that somebody denies something; `any` asks for nothing more.",
        {"official": True, "of": "contact"},
        "any",
    )


def read_condition(reading: RuleReading, node: Node) -> Condition:
    """Return the condition that *node* says."""
    made: Condition = reading.take(ConditionSpec, node)
    return made
