"""Loads lang/*/predicates.toml: the words that report a contact, its kind, the slots of its parties.

A slot is `subject`, `object` (direct), `possessor`, a case (`dative`, `genitive`, `instrumental`) or a
preposition
as written (`with`, `с`). Passives, relative clauses, participles, infinitives and coordination are
mechanism: a
row says only what stands where when the word is active and finite.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from monitor.extract.lang.rows import Row, TableError, rows
from monitor.extract.model import ContactKind

KEYS = (
    "lemmas",
    "pos",
    "kind",
    "slots",
    "reciprocal",
    "topic",
    "needs",
    "object_is",
    "object_not",
    "next_not",
    "before_not",
    "before_is",
    "complement_not",
    "kind_with",
    "light",
    "public",
    "speech",
    "needs_occasion",
    "only_leaders",
    "reciprocal_needs",
    "beside",
    "with_words",
    "presupposed",
    "not_in",
    "sides",
)
PARTS = frozenset({"verb", "noun", "light"})


@dataclass(frozen=True, slots=True)
class Predicate:
    """One word, or verb and particle, that tells of a contact.

    - `slots`: where the other party (for a noun: any party) stands; the subject of a verb is always a party.
    - `reciprocal`: several in the subject are in contact with each other ("A and B met").
    - `topic`: the contact is told by what was talked of ("discussed"): negated, the contact may stand.
    - `needs`: the slot types that must be there, e.g. `object` for "exchanged (letters)".
    - `object_is`, `object_not`: lemmas that the head of a direct object that is no party must, must not be.
    - `next_not`: words that must not follow at once ("called for"). `before_not`, `before_is`: words
    just before.
    - `complement_not`: `that`, `infinitive`, `predicate` (a second object or adjective: "called him a
    liar"), `quote`.
    - `kind_with`: other kinds by words in the same clause: `{phone = "call"}`.
    - `light`: for a noun, the verbs whose subject takes part beside the table's shared ones.
    - `public`: what leaders do before cameras without meeting (congratulated); told as a message.
    - `speech`: a verb of saying, that is no contact where what is said is public or an urging alone.
    - `needs_occasion`: a contact only beside a call, meeting or letter in the same clause ("urged him in
    a call").
    - `only_leaders`: both parties must be people, for countries and capitals are where.
    - `reciprocal_needs`: a word without which several in the subject are not in contact ("together", "each
    other").
    - `beside`: of these one must stand in the clause: a preposition, `infinitive`, `object` ("agreed on
    a truce").
    - `not_in`: lemmas of which none may head a phrase of the clause: "told him in a speech".
    - `presupposed`: whoever denies it, there was a contact: "rejects that he hung up on him".
    - `sides`: a government and a movement take part in it though no leader is named ("talks with rebels").
    - `with_words`: lemmas of which one must head a phrase of the clause ("reached him by phone").
    """

    lemma: tuple[str, ...]
    pos: str
    kind: ContactKind
    slots: tuple[str, ...]
    reciprocal: bool = False
    topic: bool = False
    public: bool = False
    needs: tuple[str, ...] = ()
    object_is: frozenset[str] = frozenset()
    object_not: frozenset[str] = frozenset()
    next_not: frozenset[str] = frozenset()
    before_not: frozenset[str] = frozenset()
    before_is: frozenset[str] = frozenset()
    complement_not: frozenset[str] = frozenset()
    kind_with: Mapping[str, ContactKind] = field(default_factory=dict)
    light: frozenset[str] = frozenset()
    speech: bool = False
    needs_occasion: bool = False
    only_leaders: bool = False
    reciprocal_needs: str = ""
    beside: tuple[str, ...] = ()
    with_words: frozenset[str] = frozenset()
    presupposed: bool = False
    not_in: frozenset[str] = frozenset()
    sides: bool = False


@dataclass(frozen=True, slots=True)
class Predicates:
    """All predicates of a language, longest first, and its light verbs.

    Verbs by their first word, nouns by their last.
    """

    verbs: Mapping[str, tuple[Predicate, ...]]
    nouns: Mapping[str, tuple[Predicate, ...]]
    light: frozenset[str]
    """Verbs that add nothing to an event noun that is their object, and whose subject takes part.

    Hold, have.
    """

    def extended(self, more: Iterable[Predicate]) -> Predicates:
        """Return this table with *more* before what is there: what a user says of a word goes first."""
        own = tuple(more)
        return Predicates(
            _by_word(0, (*(one for one in own if one.pos == "verb"), *_all(self.verbs))),
            _by_word(-1, (*(one for one in own if one.pos == "noun"), *_all(self.nouns))),
            self.light,
        )


def load_predicates(language: str) -> Predicates:
    """Return the predicate table of *language*."""
    found = [one for row in rows(language, "predicates", "predicate", KEYS) for one in read_predicate(row)]
    light = (
        text for row in rows(language, "predicates", "light", ("lemmas",)) for text in row.texts("lemmas")
    )
    return Predicates(
        _by_word(0, (one for one in found if one.pos == "verb")),
        _by_word(-1, (one for one in found if one.pos == "noun")),
        frozenset(light),
    )


def read_predicate(row: Row) -> Iterable[Predicate]:
    """Return the predicates of one row, one for each of its lemmas."""
    pos = row.text("pos")
    if pos not in PARTS or not row.texts("lemmas"):
        message = f"{row.place}: pos must be verb or noun, and lemmas must be given"
        raise TableError(message)
    for lemma in row.texts("lemmas"):
        yield Predicate(
            lemma=tuple(lemma.split()),
            pos=pos,
            kind=ContactKind(row.text("kind")),
            slots=row.texts("slots"),
            reciprocal=row.flag("reciprocal"),
            topic=row.flag("topic"),
            public=row.flag("public"),
            needs=row.texts("needs"),
            object_is=frozenset(row.texts("object_is")),
            object_not=frozenset(row.texts("object_not")),
            next_not=frozenset(row.texts("next_not")),
            before_not=frozenset(row.texts("before_not")),
            before_is=frozenset(row.texts("before_is")),
            complement_not=frozenset(row.texts("complement_not")),
            kind_with={word: ContactKind(kind) for word, kind in row.values.get("kind_with", {}).items()},
            light=frozenset(row.texts("light")),
            speech=row.flag("speech"),
            needs_occasion=row.flag("needs_occasion"),
            only_leaders=row.flag("only_leaders"),
            reciprocal_needs=row.text("reciprocal_needs"),
            beside=row.texts("beside"),
            with_words=frozenset(row.texts("with_words")),
            presupposed=row.flag("presupposed"),
            not_in=frozenset(row.texts("not_in")),
            sides=row.flag("sides"),
        )


def _by_word(which: int, found: Iterable[Predicate]) -> dict[str, tuple[Predicate, ...]]:
    table: dict[str, list[Predicate]] = {}
    for one in found:
        table.setdefault(one.lemma[which], []).append(one)
    return {first: tuple(sorted(some, key=lambda one: -len(one.lemma))) for first, some in table.items()}


def _all(table: Mapping[str, tuple[Predicate, ...]]) -> Iterable[Predicate]:
    return (one for some in table.values() for one in some)
