"""Conditions on what an article reports: `contact:` and `denial:`, and the people that rules name.

Names are looked up in the lexicon and in the user's own `entities:`; one that neither knows may
still be right, and is a doubt, not an error.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import TypeVar

from monitor.extract.entity import Entity
from monitor.extract.groups import groups
from monitor.extract.model import ContactKind, ContactStatus, Denies
from monitor.located.error_codes import Code
from monitor.located.yaml_tree import Listing, Mapping, Node, Scalar
from monitor.rule.condition import Condition, ContactIs, DenialIs, Who
from monitor.rule.read_value import (
    Keys,
    RuleReading,
    nearest_and_all,
    read_mapping,
    read_text,
    read_texts,
    read_truth,
    shape_of,
)

_CONTACT = Keys(of="contact", known=frozenset({"between", "kind", "status", "by"}))
_DENIAL = Keys(of="denial", known=frozenset({"by", "official", "of", "contact"}))
_GROUP = Keys(of="a group", known=frozenset({"group"}), required=("group",))
_ENTITY = Keys(of="an entity", known=frozenset({"aliases", "office", "side", "groups"}))
_SIDES = 2
_Choice = TypeVar("_Choice", bound=StrEnum)


def read_contact(reading: RuleReading, key: Scalar, node: Node) -> Condition | None:
    """Return the condition that the article reports such a contact; `contact: any` asks for nothing more."""
    return _contact(reading, key, node)


def read_denial(reading: RuleReading, key: Scalar, node: Node) -> Condition | None:
    """Return the condition that the article reports such a denial; `denial: any` asks for nothing more."""
    if _is_any(node):
        return DenialIs(location=key.location)
    mapping = read_mapping(reading, node, _DENIAL)
    if mapping is None:
        return None
    count = len(reading.faults)
    official_node, contact_node = mapping.get("official"), mapping.get("contact")
    condition = DenialIs(
        location=key.location,
        by=_who_of(reading, mapping, "by"),
        official=None if official_node is None else read_truth(reading, official_node, "official"),
        of=_choices_of(reading, mapping, "of", Denies),
        contact=None if contact_node is None else _contact(reading, key, contact_node),
    )
    return condition if len(reading.faults) == count else None


def _contact(reading: RuleReading, key: Scalar, node: Node) -> ContactIs | None:
    if _is_any(node):
        return ContactIs(location=key.location)
    mapping = read_mapping(reading, node, _CONTACT)
    if mapping is None:
        return None
    count = len(reading.faults)
    condition = ContactIs(
        location=key.location,
        between=_between(reading, mapping),
        kinds=_choices_of(reading, mapping, "kind", ContactKind),
        statuses=_choices_of(reading, mapping, "status", ContactStatus),
        by=_who_of(reading, mapping, "by"),
    )
    return condition if len(reading.faults) == count else None


def _is_any(node: Node) -> bool:
    return isinstance(node, Scalar) and node.value.strip() == "any"


def _between(reading: RuleReading, mapping: Mapping) -> tuple[Who, Who] | None:
    node = mapping.get("between")
    if node is None:
        return None
    if not isinstance(node, Listing) or len(node.elements) != _SIDES:
        reading.tell(
            Code.CONTACT_SIDES,
            node,
            "between needs two sides",
            "write between: [Putin, Trump], or a list for each: [[Putin, Lavrov], [{group: g7}]]",
        )
        return None
    first, second = (read_who(reading, side, "a side of a contact") for side in node.elements)
    return (first, second) if first and second else None


def _who_of(reading: RuleReading, mapping: Mapping, name: str) -> Who | None:
    node = mapping.get(name)
    return None if node is None else read_who(reading, node, f'"{name}"', voices=True)


def read_who(reading: RuleReading, node: Node, what: str, *, voices: bool = False) -> Who | None:
    """Return those that *node* names: one name, a group, `any`, or a list of these.

    With *voices* institutions are known, too: they speak, but take part in no contact.
    """
    elements = node.elements if isinstance(node, Listing) else (node,)
    names: list[str] = []
    named_groups: list[str] = []
    count = len(reading.faults)
    for element in elements:
        if isinstance(element, Mapping):
            named_groups += _group_names(reading, element)
        elif (text := read_text(reading, element, what)) is not None and isinstance(element, Scalar):
            names.append(text.strip())
            if not (voices and reading.knows_organ(text.strip())):
                _doubt_unknown(reading, element, text.strip())
    if not elements:
        reading.tell(Code.EMPTY_VALUE, node, f"{what} names nobody", "name somebody, or write any")
    if len(reading.faults) > count:
        return None
    real = tuple(name for name in names if name != "any")
    return Who(names=real, groups=tuple(named_groups), anyone=len(real) < len(names))


def _group_names(reading: RuleReading, node: Mapping) -> list[str]:
    mapping = read_mapping(reading, node, _GROUP)
    value = mapping.get("group") if mapping else None
    texts = read_texts(reading, value, "a group") if value is not None else None
    found = []
    known = sorted({*groups(), *(name for one in reading.entities.values() for name in one.groups)})
    for text, element in texts or ():
        name = text.strip().lower()
        found.append(name)
        if name not in known:
            reading.tell(
                Code.UNKNOWN_GROUP,
                element,
                f'no group is named "{text}"',
                nearest_and_all(name, tuple(known)),
            )
    return found


def _doubt_unknown(reading: RuleReading, element: Scalar, name: str) -> None:
    if name == "any" or reading.knows(name):
        return
    reading.doubt(
        Code.UNKNOWN_ENTITY,
        element,
        f'nobody is known as "{name}"',
        "if the name is right, say who it is under entities: at the top of a rule file",
    )


def _choices_of(
    reading: RuleReading, mapping: Mapping, name: str, kinds: type[_Choice]
) -> tuple[_Choice, ...]:
    node = mapping.get(name)
    texts = None if node is None else read_texts(reading, node, f'"{name}"')
    known = tuple(kind.value for kind in kinds)
    found = []
    for text, element in texts or ():
        if text.strip() in known:
            found.append(kinds(text.strip()))
        else:
            hint = nearest_and_all(text.strip(), known)
            reading.tell(Code.WRONG_TYPE, element, f'"{name}" cannot be "{text}"', hint)
    return tuple(found)


def read_entities(reading: RuleReading, node: Node) -> None:
    """Add the people and bodies that *node* defines; a list after a name is its aliases."""
    if not isinstance(node, Mapping):
        reading.tell(
            Code.WRONG_TYPE,
            node,
            f"entities must be names with what is known of each, but this is {shape_of(node)}",
            "write a name, a colon, and {aliases: […], office: …, side: …}",
        )
        return
    for entry in node.entries:
        name = " ".join(entry.key.value.split())
        if any(character.isalpha() for character in name):
            reading.entities[name] = _entity(reading, name, entry.value)
        else:
            reading.tell(Code.BAD_ENTITY, entry.key, f'"{name}" is no name', "a name has letters")


def _entity(reading: RuleReading, name: str, node: Node) -> Entity:
    if isinstance(node, Listing):
        return _named(name, (text for text, _ in read_texts(reading, node, "an alias") or ()))
    mapping = read_mapping(reading, node, _ENTITY)
    if mapping is None:
        return _named(name, ())
    office, side = mapping.get("office"), mapping.get("side")
    named_groups = mapping.get("groups")
    aliases = mapping.get("aliases")
    return _named(
        name,
        (text for text, _ in (read_texts(reading, aliases, "an alias") if aliases else None) or ()),
        office=read_text(reading, office, "an office") if office else None,
        side=read_text(reading, side, "a side") if side else None,
        groups=tuple(
            text.lower()
            for text, _ in (read_texts(reading, named_groups, "a group") if named_groups else None) or ()
        ),
    )


def _named(
    name: str,
    aliases: Iterable[str],
    *,
    office: str | None = None,
    side: str | None = None,
    groups: tuple[str, ...] = (),
) -> Entity:
    return Entity(
        name=name,
        aliases=tuple(" ".join(alias.split()) for alias in aliases),
        surnames=(name.rsplit(" ", 1)[-1],),
        office=office,
        # Without a side of its own it is a side: two leaders in contact must be of different ones.
        side=side or name,
        groups=groups,
    )
