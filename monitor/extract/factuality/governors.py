"""Loads lang/*/governors.toml: the effect of a word ("denied", "plans to") on the event it governs.

A row names words, their part of speech and, for each kind of complement, an effect. Kinds: `that` (a
clause, with or
without the word), `infinitive`, `gerund`, `object` (an event noun as direct object, or subject of the
passive),
`subject` (an event noun as subject), `quote`, `attributive` (an adjective before an event noun),
`clause` (an adverb
over its clause, a subordinator over the clause it opens), `present` (the same, clause in the present
tense), `verb` (a modal),
or a preposition as written (`of`, `for`, `from`, `о`) with an event noun or gerund behind it. A kind
that a row does not name is *unclear*.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from monitor.extract.lang.rows import TableError, rows

KEYS = ("lemmas", "pos", "effects", "control", "gives", "past")
PARTS = frozenset({"verb", "noun", "adjective", "adverb", "modal", "preposition", "subordinator"})


class Effect(StrEnum):
    """What a governor does to the event in its scope."""

    ASSERT = "assert"
    """says or implies that it is so: said, confirmed, after, managed to, ended."""
    NEUTRAL = "neutral"
    """transparent: what is told of the event, and how surely, is as it is without it."""
    CLAIM = "claim"
    """somebody says so: reported, claimed, allegedly."""
    DENY = "deny"
    NEGATE = "negate"
    """says that it was not so, and no more: without, never."""
    PLAN = "plan"
    HYPOTHETICAL = "hypothetical"
    REFUSE = "refuse"
    CANCEL = "cancel"
    ATTEMPT = "attempt"
    ASK = "ask"
    """asks whether: open."""
    COMMAND = "command"
    """wants of another that it be."""
    FABRICATE = "fabricate"
    """made up: a fake, a film, a prank."""
    RETRACT = "retract"
    SHORT = "short"
    """comes short of it: nearly, almost; nothing is told."""
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class Governor:
    """What one word does to each kind of complement.

    `control` says whose the infinitive's doing is: `subject` (promise) or `object` (ask; the default
    where there is an object).
    `past`: the effect on an infinitive or event noun once the word itself stands in the past perfect or
    past and the
    text tells no outcome (`had planned to`): unclear unless the row says.
    """

    lemma: str
    pos: str
    effects: Mapping[str, Effect]
    control: str = "object"

    def on(self, kind: str) -> Effect:
        """Return the effect on a complement of *kind*."""
        return self.effects.get(kind, Effect.UNCLEAR)


@dataclass(frozen=True, slots=True)
class Governors:
    """All governors of a language by part of speech and lemma; a lemma may have a particle ("call off")."""

    table: Mapping[tuple[str, str], Governor]

    def get(self, pos: str, lemma: str) -> Governor | None:
        """Return the governor *lemma*, or None where the word is not known as one."""
        return self.table.get((pos, lemma))


def load_governors(language: str) -> Governors:
    """Return the governor table of *language*."""
    table: dict[tuple[str, str], Governor] = {}
    for row in rows(language, "governors", "governor", KEYS):
        pos = row.text("pos")
        effects = {kind: Effect(effect) for kind, effect in row.values.get("effects", {}).items()}
        if pos not in PARTS or not effects:
            message = f"{row.place}: needs pos (one of {', '.join(sorted(PARTS))}) and effects"
            raise TableError(message)
        for lemma in row.texts("lemmas"):
            old = table.get((pos, lemma))
            both = {**old.effects, **effects} if old else effects
            table[pos, lemma] = Governor(
                lemma, pos, both, row.text("control", old.control if old else "object")
            )
    return Governors(table)
