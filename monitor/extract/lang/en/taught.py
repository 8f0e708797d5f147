"""English vocabulary that a user adds (`words:`).

Rows of the same tables as the shipped ones, in a pack of the user's own.

A word stands as it is written; a star is written out as the endings of English verbs and nouns.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial

from monitor.extract.denial.words import DenialVerb
from monitor.extract.frames.predicates import Predicate
from monitor.extract.lang.en.lexicon import VERB_ONLY, WordForm, english_words
from monitor.extract.lang.en.lookup import WordLookup
from monitor.extract.lang.en.tagger import tag
from monitor.extract.lang.pack import Pack, load_pack
from monitor.extract.lexicon.taught import Taught, Use, forms
from monitor.extract.model import ContactKind
from monitor.extract.syntax.model import Form, Tag

_SEVERAL = 3  # of a starred word's forms; one or two may be another word's
_SLOTS = ("with", "to", "from", "alongside")
_NOUN_SLOTS = ("with", "to", "from", "between", "of", "by", "involving", "among", "possessor")
_DENIES = frozenset({"claim", "verdict", "pointer"})
_LISTS = {
    Use.VERDICT: "verdicts",
    Use.STATEMENT: "statements",
    Use.PLAN_DENIAL: "plan_statements",
    Use.CLAIM: "claims",
    Use.NO_DENIAL: "never",
}


def taught_pack(pack: Pack, taught: Iterable[Taught]) -> Pack:
    """Return *pack* with what is *taught* in English; the shipped one stays as it is."""
    mine = [one for one in taught if one.language == "en"]
    if not mine:
        return pack
    extra: dict[str, WordForm] = {}
    predicates = [row for one in mine if one.kind is not None for row in _predicates(one, one.kind, extra)]
    verbs = [
        DenialVerb(" ".join(words), _DENIES)
        for one in mine
        if one.use is Use.DENIAL_VERB
        for words in _verbs(one, extra)
    ]
    lists: dict[str, list[str]] = {}
    for one in mine:
        if one.use in _LISTS:
            lists.setdefault(_LISTS[one.use], []).extend(_texts(one))
    never = tuple(tuple(text.split()) for one in mine if one.use is Use.NO_CONTACT for text in _texts(one))
    return replace(
        pack,
        tag=partial(tag, words=WordLookup({**english_words().forms, **extra})),
        predicates=pack.predicates.extended(predicates),
        denials=pack.denials.extended(lists, verbs),
        never=(*pack.never, *never),
        written=_written(extra),
    )


def _texts(one: Taught) -> list[str]:
    return [text for text in forms(one.text) if text.strip()]


def _written(extra: Mapping[str, WordForm]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for low, known in extra.items():
        found[known.lemma] = (*found.get(known.lemma, ()), low)
    return found


def _verbs(one: Taught, extra: dict[str, WordForm]) -> Iterator[tuple[str, ...]]:
    """Yield the lemmas, with what follows, of a taught verb; forms that no list has go to *extra*."""
    seen: set[tuple[str, ...]] = set()
    stem = one.text.split("*", 1)[0].strip().lower() if "*" in one.text.split(" ", 1)[0] else ""
    for text in _texts(one):
        first, *rest = text.split()
        known = english_words().forms.get(first)
        if known is not None and known.tag == Tag.VERB:
            lemma = known.lemma
        else:
            lemma = stem or first
            extra[first] = WordForm(Tag.VERB, lemma, _form(first), VERB_ONLY)
        words = (lemma, *rest)
        if words not in seen:
            seen.add(words)
            yield words


def _form(low: str) -> str:
    if low.endswith("ing"):
        return Form.GERUND
    if low.endswith("ed"):
        return Form.PAST
    return Form.PRESENT if low.endswith("s") else Form.BASE


def _predicates(one: Taught, kind: ContactKind, extra: dict[str, WordForm]) -> Iterator[Predicate]:
    if one.use is Use.CONTACT_NOUN:
        for text in _texts(one):
            yield Predicate(tuple(text.split()), "noun", kind, _NOUN_SLOTS)
        return
    for words in _verbs(one, extra):
        slots = words[-1:] if words[-1] in _SLOTS else ("object", "with")
        lemma = words[:-1] if words[-1] in _SLOTS and len(words) > 1 else words
        yield Predicate(lemma, "verb", kind, slots, reciprocal="with" in slots)


def known_as(taught: Taught) -> str | None:
    """Return what the shipped tables know an English word as already: a kind of contact, a use.

    None for neither.
    """
    pack = load_pack("en")
    texts = _texts(taught)
    needed = _SEVERAL if "*" in taught.text else 1
    if taught.kind is not None:
        kinds = [kind for text in texts if (kind := _kind_of(pack, taught, text)) is not None]
        return kinds[0].value if len(kinds) >= needed else None
    if taught.use is Use.DENIAL_VERB:
        listed = any(phrase in pack.denials.verbs for text in texts for phrase in _phrases(text))
        return taught.use.value if listed else None
    words = pack.denials.lists[_LISTS[taught.use]] if taught.use in _LISTS else frozenset()
    return taught.use.value if sum(text in words for text in texts) >= needed else None


def _phrases(text: str) -> Iterator[str]:
    """Yield a verb by its lemma; without its preposition, too: the shipped "hit back" takes any."""
    first, *rest = text.split()
    words = (_lemma(first), *rest)
    yield " ".join(words)
    if words[-1] in _SLOTS:
        yield " ".join(words[:-1])


def _lemma(low: str) -> str:
    known = english_words().forms.get(low)
    return known.lemma if known is not None else low


def _kind_of(pack: Pack, taught: Taught, text: str) -> ContactKind | None:
    words = tuple(text.split())
    if taught.use is Use.CONTACT_NOUN:
        rows = pack.predicates.nouns.get(words[-1], ())
        return next((row.kind for row in rows if row.lemma == words), None)
    lemma = (_lemma(words[0]), *words[1:])
    for row in pack.predicates.verbs.get(lemma[0], ()):
        if row.lemma == lemma or (row.lemma == lemma[:-1] and lemma[-1] in row.slots):
            return row.kind
    return None
