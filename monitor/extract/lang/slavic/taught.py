"""Russian and Ukrainian vocabulary that a user adds (`words:`).

As rows of the same tables that the shipped words are in.

A taught word stands as it is written, or with a star for any ending: so it is found in the sentence's
letters and marks the word there with a lemma of its own, which a row of the extended tables has.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from monitor.extract.denial.words import DenialVerb
from monitor.extract.frames.predicates import Predicate
from monitor.extract.lang.pack import Pack, load_pack
from monitor.extract.lang.slavic.cues import stem_of
from monitor.extract.lang.slavic.tagger import Inflected
from monitor.extract.lexicon import Lexicon
from monitor.extract.lexicon.taught import Taught, Use, stem_pattern, taught_stem
from monitor.extract.model import ContactKind

_VERB_SLOTS = ("с", "з", "dative", "object", "до")
_NOUN_SLOTS = ("genitive", "с", "з", "между", "між", "dative")
_LISTS = {Use.VERDICT: "verdicts", Use.CLAIM: "claims"}
_PHRASES = {Use.STATEMENT: "statements", Use.PLAN_DENIAL: "plan_statements", Use.VERDICT: "statements"}
_PARTS = {Use.CONTACT_VERB: "verb", Use.CONTACT_NOUN: "noun"}


@dataclass(frozen=True, slots=True)
class TaughtMarks:
    """What taught words say of one sentence.

    Words that are no contact or no denial, and phrases that deny.
    """

    no_contact: frozenset[int] = frozenset()
    no_denial: frozenset[int] = frozenset()
    statements: frozenset[str] = frozenset()
    plan_statements: frozenset[str] = frozenset()


NO_MARKS = TaughtMarks()


@dataclass(frozen=True, slots=True)
class TaughtPack:
    """A pack with what is taught, and the patterns by which taught words are found."""

    pack: Pack
    patterns: tuple[tuple[re.Pattern[str], Taught, str], ...] = field(default=())

    def any_in(self, text: str) -> bool:
        """Tell whether a taught word stands in *text*."""
        low = text.lower()
        return any(pattern.search(low) for pattern, _, _ in self.patterns)

    def mark(self, text: str, words: Sequence[Inflected]) -> TaughtMarks:
        """Give the taught words of a sentence their lemmas, and return what else they say."""
        if not self.patterns:
            return NO_MARKS
        low = text.lower()
        places: dict[Use, set[int]] = {Use.NO_CONTACT: set(), Use.NO_DENIAL: set()}
        phrases: dict[str, set[str]] = {"statements": set(), "plan_statements": set()}
        for pattern, taught, lemma in self.patterns:
            for found in pattern.finditer(low):
                inside = [at for at, word in enumerate(words) if found.start() <= word.start < found.end()]
                if taught.use in places:
                    places[taught.use].update(inside)
                elif inside:
                    words[inside[-1]].extra |= {lemma}
                if taught.use in _PHRASES:
                    phrases[_PHRASES[taught.use]].add(" ".join(words[at].low for at in inside))
        return TaughtMarks(
            frozenset(places[Use.NO_CONTACT]),
            frozenset(places[Use.NO_DENIAL]),
            frozenset(phrases["statements"]),
            frozenset(phrases["plan_statements"]),
        )


@cache
def taught_pack(language: str, lexicon: Lexicon) -> TaughtPack:
    """Return the pack of *language* with what *lexicon* is taught in it."""
    pack = load_pack(language)
    mine = [one for one in lexicon.taught if one.language == language]
    if not mine:
        return TaughtPack(pack)
    lemmas = [f"taught {number}" for number in range(len(mine))]
    rows = [_row(one, lemma) for one, lemma in zip(mine, lemmas, strict=True) if one.use in _PARTS]
    lists: dict[str, list[str]] = {}
    for one, lemma in zip(mine, lemmas, strict=True):
        if one.use in _LISTS:
            lists.setdefault(_LISTS[one.use], []).append(lemma)
    verbs = [
        DenialVerb(lemma, frozenset({"claim", "that", "event", "act"}))
        for one, lemma in zip(mine, lemmas, strict=True)
        if one.use is Use.DENIAL_VERB
    ]
    extended = replace(
        pack, predicates=pack.predicates.extended(rows), denials=pack.denials.extended(lists, verbs)
    )
    patterns = [re.compile(r"(?<!\w)" + stem_pattern(taught_stem(one.text))) for one in mine]
    return TaughtPack(extended, tuple(zip(patterns, mine, lemmas, strict=True)))


def _row(taught: Taught, lemma: str) -> Predicate:
    verb = taught.use is Use.CONTACT_VERB
    return Predicate(
        lemma=(lemma,),
        pos=_PARTS[taught.use],
        kind=taught.kind or ContactKind.UNSPECIFIED,
        slots=_VERB_SLOTS if verb else _NOUN_SLOTS,
        reciprocal=verb,
    )


def known_as(taught: Taught) -> str | None:
    """Return what the shipped tables know a Russian or Ukrainian word as already.

    A kind of contact, a use, or None.
    """
    pack = load_pack(taught.language)
    stem = taught.text.lower().rstrip("*").strip()
    if taught.use in _PARTS:
        tables = (pack.predicates.verbs, pack.predicates.nouns)
        rows = (row for table in tables for some in table.values() for row in some)
        return next((row.kind.value for row in rows if _covers(row.lemma[-1:], stem)), None)
    denials = pack.denials
    known: Iterable[str] = {
        Use.DENIAL_VERB: tuple(denials.verbs),
        Use.VERDICT: tuple(denials.lists["verdicts"]),
        Use.CLAIM: tuple(denials.lists["claims"]),
        Use.STATEMENT: tuple(denials.lists["statements"]),
        Use.PLAN_DENIAL: tuple(denials.lists["plan_statements"]),
    }.get(taught.use, ())
    return taught.use.value if _covers(known, stem) else None


def _covers(lemmas: Iterable[str], stem: str) -> bool:
    return any(stem.startswith(stem_of(lemma)) or lemma == stem for lemma in lemmas)
