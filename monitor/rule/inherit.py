"""Rule inheritance: `defaults:` of a file and `extends:` of a rule, merged key by key.

    own keys  >  keys of the rule it extends, as that one stands  >  defaults of its own file

`tags` and exceptions add up; everything else is replaced. All that says when a rule alerts is replaced
together. It works on the tree as written, so that a fault is reported where it stands.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from monitor.errors import Location, did_you_mean
from monitor.located.error_codes import Code, explain
from monitor.located.yaml_tree import Listing, Node, Scalar, YamlEntry
from monitor.located.yaml_tree import Mapping as MappingNode
from monitor.rule.grammar.exceptions import Given
from monitor.rule.grammar.file import DEFAULTED, DefaultsSpec
from monitor.rule.grammar.reading import RuleReading
from monitor.rule.grammar.telling import STATEFUL_KEYS
from monitor.rule.grammar.values import read_text

MOST_LEVELS = 10
"""A rule extends at most so many others, one through another."""
TELLING = frozenset({"new", "per", *STATEFUL_KEYS})
EXTENDED = frozenset({"title", "severity", "description", "when", "escalate", *TELLING})
_REPLACED = frozenset(DEFAULTED) - {"tags", "except"}


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class WrittenRule:
    """One entry of `rules:` as it is written, with what its file says of all its rules."""

    node: Node
    pack: str = ""
    defaults: MappingNode | None = None

    @property
    def id(self) -> str:
        """The rule's id as written, "" when it has none."""
        id_ = self.node.get("id") if isinstance(self.node, MappingNode) else None
        return id_.value if isinstance(id_, Scalar) else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole:
    """One rule with all that it takes from elsewhere.

    `also` narrow its `when`, `given` are its exceptions. `taken` are the places of what it takes from
    elsewhere. `is_cut_off`: it extends a rule that is not there, so what it lacks is no fault of its own.
    `level` counts the rules it extends, one through another.
    """

    node: Node
    pack: str = ""
    also: tuple[Node, ...] = ()
    given: tuple[Given, ...] = ()
    taken: frozenset[Location] = field(default_factory=frozenset)
    is_cut_off: bool = False
    level: int = 0


explain(
    Code.UNUSED_DEFAULTS,
    "defaults: hold for the rules of their own file only, and the file has no rules.",
)


def read_defaults(reading: RuleReading, top: MappingNode) -> MappingNode | None:
    """Return the `defaults:` of a file; its values are read with each rule that takes them."""
    node = top.get("defaults")
    mapping: MappingNode | None = None if node is None else reading.read(DefaultsSpec, node)
    if mapping is not None and top.get("rules") is None:
        reading.doubt(
            Code.UNUSED_DEFAULTS,
            top.key("defaults") or mapping,
            "defaults hold for the rules of their own file, and this one has none",
            "write them into each file of rules that needs them",
        )
    return mapping


def whole_rules(
    reading: RuleReading, written: Sequence[WrittenRule], exceptions: Mapping[str, Iterable[Node]]
) -> list[Whole]:
    """Return each rule of *written* as it stands, in their order."""
    inheritance = _Inheritance(reading, written, exceptions)
    return [inheritance.whole(one) for one in written]


explain(
    Code.EXTENDS_UNKNOWN,
    "extends: names a rule that no rule file has. It is named by its id, in whichever file it stands.",
)
explain(Code.EXTENDS_CYCLE, "A rule that extends itself, however indirectly, has nothing to begin with.")
explain(
    Code.EXTENDS_TOO_LONG,
    "A rule may extend another that extends another, ten at most: nobody can tell any more what a rule at "
    "the end of a longer chain says.",
)


class _Inheritance:
    """Works out each rule once, after the one it extends."""

    def __init__(
        self, reading: RuleReading, written: Iterable[WrittenRule], exceptions: Mapping[str, Iterable[Node]]
    ) -> None:
        self.reading = reading
        self.exceptions = exceptions
        self.first_of: dict[str, WrittenRule] = {}
        for one in written:
            self.first_of.setdefault(one.id, one)
        self.done: dict[int, Whole] = {}

    def whole(self, written: WrittenRule) -> Whole:
        """Return *written* as it stands."""
        chain: list[WrittenRule] = []
        current: WrittenRule | None = written
        is_cut_off = False
        while current is not None and id(current) not in self.done:
            chain.append(current)
            base = self._base(current)
            if base in chain:
                self._tell_cycle([*chain[chain.index(base) :], base])
                base = None
            is_cut_off |= base is None and _extends(current) is not None
            current = base
        known = None if current is None else self.done[id(current)]
        for one in reversed(chain):
            if known is not None and known.level == MOST_LEVELS:
                self._tell_too_long(one)
                known, is_cut_off = None, True
            known = self._merged(one, known, is_cut_off=is_cut_off)
            self.done[id(one)] = known
        return self.done[id(written)]

    def _base(self, written: WrittenRule) -> WrittenRule | None:
        node = _extends(written)
        name = None if node is None else self.reading.attempt(_read_name, node)
        if node is None or name is None or name in self.first_of:
            return self.first_of.get(name or "") if name else None
        others = [one for one in self.first_of if one not in ("", written.id)]
        self.reading.tell(
            Code.EXTENDS_UNKNOWN,
            node,
            f'there is no rule "{name}" to extend',
            did_you_mean(name, others) or "a rule extends another by its id",
        )
        return None

    def _tell_cycle(self, circle: Sequence[WrittenRule]) -> None:
        self.reading.tell(
            Code.EXTENDS_CYCLE,
            _extends(circle[-2]) or circle[-2].node,
            f"this rule extends itself: {' → '.join(one.id for one in circle)}",
            "take one of these extends: out",
        )

    def _tell_too_long(self, written: WrittenRule) -> None:
        self.reading.tell(
            Code.EXTENDS_TOO_LONG,
            _extends(written) or written.node,
            f"this rule extends more than {MOST_LEVELS} others, one through another",
            "let it extend the first of them, or give what they share a name under conditions:",
        )

    def _merged(self, written: WrittenRule, base: Whole | None, *, is_cut_off: bool) -> Whole:
        own = written.node
        if not isinstance(own, MappingNode):
            return Whole(node=own, pack=written.pack)
        over = base.node if base is not None and isinstance(base.node, MappingNode) else None
        entries = {entry.key.value: entry for entry in own.entries}
        taken = [*_taken(entries, over, EXTENDED), *_taken(entries, written.defaults, _REPLACED)]
        kept = _with_tags(own, [one for one in (own, over, written.defaults) if one is not None])
        places = {place for entry in taken for place in (entry.key.location, entry.value.location)}
        also = own.get("also")
        inherited = () if base is None or own.get("when") is not None else base.also
        return Whole(
            node=own._replace(entries=(*kept, *taken)),
            pack=written.pack,
            also=(*inherited, *(() if also is None else (also,))),
            given=tuple(self._given(written, own, base)),
            taken=frozenset(places),
            is_cut_off=is_cut_off or (base is not None and base.is_cut_off),
            level=0 if base is None else base.level + 1,
        )

    def _given(self, written: WrittenRule, own: MappingNode, base: Whole | None) -> Iterator[Given]:
        """Yield the exceptions of a rule: its own, those added elsewhere, and those it takes."""
        own_node = own.get("except")
        if own_node is not None:
            yield Given(own_node)
        yield from map(Given, self.exceptions.get(written.id, ()))
        yield from base.given if base is not None else ()
        default = written.defaults.get("except") if written.defaults is not None else None
        if default is not None:
            yield Given(default, by_default=True)


def _read_name(reading: RuleReading, node: Node) -> str:
    return read_text(reading, node, "the rule in extends:")


def _extends(written: WrittenRule) -> Node | None:
    return written.node.get("extends") if isinstance(written.node, MappingNode) else None


def _taken(
    entries: dict[str, YamlEntry], source: MappingNode | None, names: frozenset[str]
) -> Iterator[YamlEntry]:
    """Yield what a rule that has *entries* takes from *source*, and note it among them."""
    allowed = names - entries.keys()
    if TELLING & entries.keys():
        allowed -= TELLING
    for entry in source.entries if source is not None else ():
        if entry.key.value in allowed:
            entries[entry.key.value] = entry
            yield entry


def _with_tags(own: MappingNode, sources: Iterable[MappingNode]) -> tuple[YamlEntry, ...]:
    """Return the entries of *own* with the tags of all *sources* in place of its own."""
    found = [entry for one in sources for entry in one.entries if entry.key.value == "tags"]
    if not found or (len(found) == 1 and found[0] in own.entries):
        return own.entries
    elements: list[Node] = []
    for entry in found:
        elements += entry.value.elements if isinstance(entry.value, Listing) else (entry.value,)
    first = found[0].value
    tags = YamlEntry(found[0].key, Listing(first.location, first.width, tuple(elements)))
    return (*(entry for entry in own.entries if entry.key.value != "tags"), tags)
