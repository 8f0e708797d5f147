"""The `entities:` table of a rule file: people and bodies that the user defines."""

from __future__ import annotations

from typing import Annotated

from monitor.extract.entity import Entity
from monitor.located.error_codes import Code, explain
from monitor.located.keys import key
from monitor.located.yaml_tree import Listing, Mapping, Node
from monitor.rule.grammar.reading import RuleReading
from monitor.rule.grammar.reads import NAME, Told, text, texts
from monitor.rule.grammar.table import KeyTable
from monitor.rule.grammar.values import read_texts, shape_of


class EntitySpec(
    KeyTable, of="an entity", goes_on=True, instead={"type": "array", "minItems": 1, "items": NAME}
):
    """What is known of somebody. What is faulty is left out, so that the name is known all the same."""

    aliases: Told[Annotated[tuple[str, ...], texts("an alias")]] = key(
        "Other names, as articles write them.", ["J. Example"], default=()
    )
    office: Told[Annotated[str, text("an office")]] = key("The office held.", "president")
    side: Told[Annotated[str, text("a side")]] = key(
        "The country or side; contacts are between different sides.", "Utopia"
    )
    groups: Told[Annotated[tuple[str, ...], texts("a group")]] = key(
        "Groups of your own, for `group:`.", ["harbour"], default=()
    )

    @classmethod
    def otherwise(cls, reading: RuleReading, node: Node) -> EntitySpec:
        """Return somebody whose aliases are listed."""
        if isinstance(node, Listing):
            return cls.model_construct(
                aliases=tuple(text for text, _ in read_texts(reading, node, "an alias"))
            )
        made: EntitySpec = super().otherwise(reading, node)
        return made

    def entity(self, name: str) -> Entity:
        """Return the entity called *name*."""
        return Entity(
            name=name,
            aliases=tuple(" ".join(alias.split()) for alias in self.aliases or ()),
            surnames=(name.rsplit(" ", 1)[-1],),
            office=self.office,
            # Without a side of its own it is a side: two leaders in contact must be of different ones.
            side=self.side or name,
            groups=tuple(group.lower() for group in self.groups or ()),
        )


explain(Code.BAD_ENTITY, "Under entities: stand names of people and bodies, each with what is known of it.")


def read_entities(reading: RuleReading, node: Node) -> None:
    """Add the people and bodies that *node* defines."""
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
            spec: EntitySpec = reading.read(EntitySpec, entry.value) or EntitySpec.model_construct()
            reading.entities[name] = spec.entity(name)
        else:
            reading.tell(Code.BAD_ENTITY, entry.key, f'"{name}" is no name', "a name has letters")
