"""Keys of `contact:` and `denial:` conditions: participants, kind, status, source.

Names are looked up in the lexicon and in the user's own `entities:`; one that neither knows may
still be right, and is a doubt, not an error.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Any, TypeVar

from pydantic import Field

from monitor.errors import Fault, Location
from monitor.extract.groups import STATES, groups
from monitor.extract.model import ContactKind, ContactStatus, Denies
from monitor.located.error_codes import Code, explain
from monitor.located.keys import OneOrMore, key, switch
from monitor.located.yaml_tree import Listing, Mapping, Node, Scalar, Spot
from monitor.rule.condition import ContactIs, DenialIs, Who
from monitor.rule.grammar.phrases import PHRASE, check_phrase
from monitor.rule.grammar.reading import RuleReading
from monitor.rule.grammar.reads import NAME, Name, Reads, listed_nodes, one_or_more, truth
from monitor.rule.grammar.table import KeyTable, Values
from monitor.rule.grammar.values import nearest_and_all, read_text, read_texts

_SIDES = 2
_Choice = TypeVar("_Choice", bound=StrEnum)


explain(
    Code.UNKNOWN_GROUP,
    "No group has this name: neither one that is shipped (g7, g20, eu, nato, brics, p5 and others) nor "
    "one that an entity under entities: belongs to.",
)


def _read_groups(reading: RuleReading, node: Node) -> tuple[str, ...]:
    """Return the names of groups that are shipped, or that an entity belongs to."""
    known = sorted({*groups(), STATES, *(name for one in reading.entities.values() for name in one.groups)})

    def name(reading: RuleReading, one: tuple[str, Scalar]) -> str:
        text = one[0].strip().lower()
        if text not in known:
            hint = nearest_and_all(text, tuple(known))
            raise reading.amiss(Code.UNKNOWN_GROUP, one[1], f'no group is named "{one[0]}"', hint)
        return text

    return reading.each(name, read_texts(reading, node, "a group"))


def _read_offices(reading: RuleReading, node: Node) -> tuple[str, ...]:
    """Return words of offices, each a phrase."""
    found = read_texts(reading, node, "an office")
    return tuple(check_phrase(reading, Spot(at.location, at.width), text).text for text, at in found)


class GroupSpec(KeyTable, of="who is meant"):
    """A group of countries, or one of the user's own; or whoever holds an office."""

    group: Annotated[tuple[str, ...], Reads(_read_groups, one_or_more(NAME))] = key(
        "A group of countries, or one of your own from entities:; states: every country, speaking as such.",
        *("g7", ["eu", "nato"]),
        default=(),
    )
    office: Annotated[tuple[str, ...], Reads(_read_offices, one_or_more(PHRASE))] = key(
        "Whoever has these words in the office, or speaks for a body of these words; * is any ending.",
        *("foreign minister", ["president", "defen* ministry"]),
        default=(),
    )

    @classmethod
    def amiss_in(cls, reading: RuleReading, node: Mapping, given: Values) -> list[Fault]:
        """Refuse what names neither, or both."""
        faults = super().amiss_in(reading, node, given)
        if not faults and len(given) != 1:
            said = "who is meant is a group or an office, one of the two"
            hint = "write {group: g7} or {office: foreign minister}; list both for either"
            faults.append(reading.fault(Code.MISSING_KEY, node, said, hint))
        return faults


explain(
    Code.UNKNOWN_ENTITY,
    "Neither the shipped list of leaders and countries nor entities: in any rule file knows this name. It "
    "is matched as it is written; under entities: it can be given aliases, an office and a side.",
)


def read_who(reading: RuleReading, node: Node, what: str, *, voices: bool = False) -> Who:
    """Return those that *node* names: one name, a group, `any`, or a list of these.

    With *voices*, institutions count too: they deny, but take part in no contact.
    """
    elements = listed_nodes(node)
    if not elements:
        hint = "name somebody, or write any"
        raise reading.amiss(Code.EMPTY_VALUE, node, f"{what} names nobody", hint)

    def one_of_them(reading: RuleReading, element: Node) -> Who:
        if isinstance(element, Mapping):
            some = reading.take(GroupSpec, element)
            return Who(groups=some.group, offices=some.office)
        name = read_text(reading, element, what).strip()
        if name == "any":
            return Who(anyone=True)
        if not (voices and reading.knows_organ(name)) and not reading.knows(name):
            reading.doubt(
                Code.UNKNOWN_ENTITY,
                element,
                f'nobody is known as "{name}"',
                "if the name is right, say who it is under entities: at the top of a rule file",
            )
        return Who(names=(name,))

    found = reading.each(one_of_them, elements)
    return Who(
        names=tuple(name for one in found for name in one.names),
        groups=tuple(name for one in found for name in one.groups),
        offices=tuple(text for one in found for text in one.offices),
        anyone=any(one.anyone for one in found),
    )


def who(what: str, *, voices: bool = False) -> Reads:
    """Somebody by name, country, body or group, or a list of them."""
    return Reads(
        lambda reading, node: read_who(reading, node, what, voices=voices), OneOrMore[Name | GroupSpec]
    )


def some_of(name: str, choices: type[_Choice]) -> Reads:
    """One or more of these words."""
    known = tuple(one.value for one in choices)

    def read(reading: RuleReading, node: Node) -> tuple[_Choice, ...]:
        def one_of_them(reading: RuleReading, one: tuple[str, Scalar]) -> _Choice:
            text = one[0].strip()
            if text not in known:
                said = f'"{name}" cannot be "{one[0]}"'
                raise reading.amiss(Code.WRONG_TYPE, one[1], said, nearest_and_all(text, known))
            return choices(text)

        return reading.each(one_of_them, read_texts(reading, node, f'"{name}"'))

    return Reads(read, one_or_more({"enum": list(known)}))


explain(
    Code.CONTACT_SIDES,
    "A contact has two sides. Each is a name, a group, a list of these, or any: between: [Putin, any].",
)


def _read_sides(reading: RuleReading, node: Node) -> tuple[Who, Who]:
    if not isinstance(node, Listing) or len(node.elements) != _SIDES:
        raise reading.amiss(
            Code.CONTACT_SIDES,
            node,
            "between needs two sides",
            "write between: [Putin, Trump], or a list for each: [[Putin, Lavrov], [{group: g7}]]",
        )
    first, second = reading.each(
        lambda _, side: read_who(reading, side, "a side of a contact"), node.elements
    )
    return first, second


class _AnyOrTable(KeyTable, instead={"const": "any"}):
    """What may be narrowed by keys, or is `any`, which asks for nothing more."""

    @classmethod
    def otherwise(cls, reading: RuleReading, node: Node) -> Any:
        """Return the table without any key for `any`."""
        if isinstance(node, Scalar) and node.value.strip() == "any":
            return cls.model_construct()
        return super().otherwise(reading, node)


class ContactSpec(_AnyOrTable, of="contact"):
    """A contact by its sides, kind, status and source."""

    between: Annotated[
        tuple[Who, Who] | None,
        Reads(
            _read_sides,
            Annotated[tuple[OneOrMore[Name | GroupSpec], ...], Field(min_length=_SIDES, max_length=_SIDES)],
        ),
    ] = key(
        "The two sides, in any order; a side may be a list.",
        *(["Putin", "any"], [["Putin", "Lavrov"], {"group": "g7"}]),
    )
    kind: Annotated[tuple[ContactKind, ...], some_of("kind", ContactKind)] = key(
        "How they were in touch.", "call", ["meeting", "visit"], default=()
    )
    status: Annotated[tuple[ContactStatus, ...], some_of("status", ContactStatus)] = key(
        "What the article says of it; claimed: said by others than the two, and unconfirmed.",
        ["happened", "claimed", "denied"],
        default=(),
    )
    by: Annotated[Who | None, who('"by"', voices=True)] = key("Who says so.", "Kremlin", {"group": "g7"})
    standing: Annotated[bool | None, truth("standing")] = switch(
        "Whether it is told as known before, not as news: last year, three times since 2021."
    )

    def condition(self, at: Location) -> ContactIs:
        """Return the condition that stands at *at*."""
        return ContactIs(
            location=at,
            between=self.between,
            kinds=self.kind,
            statuses=self.status,
            by=self.by,
            standing=self.standing,
        )


class DenialSpec(_AnyOrTable, of="denial"):
    """A denial by who denies what."""

    by: Annotated[Who | None, who('"by"', voices=True)] = key(
        "Who denies it.", "Peskov", ["Kremlin", "White House"]
    )
    official: Annotated[bool | None, truth("official")] = switch(
        "Whether somebody speaks for a state, an army, a party or the like."
    )
    standing: Annotated[bool | None, truth("standing")] = switch(
        "Whether it is told as said before, not as news: has always denied."
    )
    of_: Annotated[tuple[Denies, ...], some_of("of", Denies)] = key(
        "What is denied.", "contact", ["plan", "claim"], default=()
    )
    contact: ContactSpec | None = key("The contact that is denied.", {"between": ["Putin", "any"]})

    def condition(self, at: Location) -> DenialIs:
        """Return the condition that stands at *at*."""
        contact = None if self.contact is None else self.contact.condition(at)
        return DenialIs(
            location=at,
            by=self.by,
            official=self.official,
            standing=self.standing,
            of=self.of_,
            contact=contact,
        )
