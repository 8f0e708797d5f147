"""What words and phrases hint at before a text is read: who is spoken of, and that they were in contact.

The hints of denials are in `denial_cues`. Both come from the tables that the reader itself reads by, so that
a word taught there is a cue here too; the few phrases that only the prefilter needs are in `cues.toml`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from monitor.extract.cast.registry import folded
from monitor.extract.cast.words import load_names
from monitor.extract.frames.predicates import Predicate
from monitor.extract.frames.sides import CROWNED
from monitor.extract.lang.en.lexicon import plurals, verb_forms
from monitor.extract.lang.pack import Pack
from monitor.extract.lang.rows import read_table
from monitor.extract.lexicon import Lexicon
from monitor.extract.prefilter.beside import WordsBeside
from monitor.extract.prefilter.finding import CASED, fold

_SHORTEST = 4

Cues = Iterator[tuple[str, int, str | None]]
"""A word or phrase, what it hints at, whose side it tells of."""


class Cue:
    """What a word hints at: bits of a plain number, as enum flags cost more than the reading."""

    LEADER: Final = 1
    MANY: Final = 2
    CONTACT: Final = 4
    DENY: Final = 8
    REJECT: Final = 16
    """denies only what is claimed."""
    CLAIM: Final = 32
    PHRASE: Final = 64
    OFFICE: Final = 128
    ASKED: Final = 256
    WEAK: Final = 512
    """a word of contact that is so only between two who are both named: gave, sat, discussed."""
    SEVERAL: Final = 1024
    """two leaders are spoken of."""
    NEGATION: Final = 2048
    NEGATED: Final = 4096
    """denies only what is negated: insisted, such a."""
    TOLD: Final = 16384
    """tells what is claimed, which a plain negative by a body or an official may take up."""
    BODY: Final = 32768
    NAMING: Final = 8192
    """denies only with a verdict, which is a cue itself: called, described."""
    SURNAME: Final = 65536
    """a surname that others bear too: a leader's where an office, a full name or a country is near."""
    MOVEMENT: Final = 131072
    """may talk with a government, though nobody leads it here."""
    STATE: Final = 262144


def phrases(name: str) -> tuple[str, ...]:
    """Return the phrases under *name* of `cues.toml`."""
    return tuple(read_table("en", "cues")[name])


def written(pack: Pack, lemma: str) -> tuple[str, ...]:
    """Return the forms of a verb, those that a user taught too."""
    return (*verb_forms(lemma), *pack.written.get(lemma, ()))


def people_cues(lexicon: Lexicon) -> Cues:
    """Yield who is spoken of: leaders by name and office, several of them, movements, countries."""
    english = lexicon.english
    alone = read_table("en", "cues")["alone"]
    yield from _named(lexicon)
    offices = (*english["offices"]["any"], *phrases("heads"), *alone)
    sides = {**{text: text for text in CROWNED}, **alone}  # a king beside a president is of another side
    yield from ((text, Cue.LEADER, sides.get(text)) for text in offices)
    yield from ((text, Cue.MOVEMENT, text) for text in english["bodies"]["movements"])
    yield from ((text, Cue.MOVEMENT, None) for text in phrases("armed"))
    yield from ((text, Cue.STATE, None) for text in phrases("state"))
    yield from (
        (text, Cue.MANY | Cue.SEVERAL, None) for text in (*english["offices"]["many"], *phrases("paired"))
    )
    yield from ((text, Cue.MANY, None) for text in phrases("many"))
    for rows in lexicon.places.firsts.values():
        yield from (
            (" ".join(phrase).replace(" 's", "'s"), 0, place.side)
            for _, phrase, place in rows
            if len(phrase[0]) > 1
        )


def _named(lexicon: Lexicon) -> Cues:
    common = load_names("en").lists["names.common"]
    for entity in (entity for entity in lexicon.entities if entity.leader):
        side = entity.side or entity.name
        for name in (entity.name, *entity.aliases):
            yield fold(name), Cue.LEADER | CASED, side
        for name in entity.surnames:
            if len(name) >= _SHORTEST or not entity.weak:
                others = entity.weak or folded(name) in common  # as `cast/known.py` asks of a bare surname
                yield fold(name), (Cue.SURNAME if others else Cue.LEADER) | CASED, side


def introductions(lexicon: Lexicon) -> Cues:
    """Yield the words of sentences that introduce people, and of those that speak of a claim."""
    offices = lexicon.english["offices"]
    yield from (
        (text, Cue.OFFICE, None)
        for rank in ("any", "of_country", "many", "official")
        for text in offices[rank]
    )
    yield from ((text, Cue.ASKED, None) for text in phrases("asked"))
    yield from ((text, Cue.BODY, None) for text in lexicon.english["bodies"]["official"])
    for entity in lexicon.entities:
        if entity.weak and entity.leader:
            yield from ((fold(name), Cue.OFFICE | CASED, None) for name in (entity.name, *entity.aliases))


def contact_cues(pack: Pack, beside: WordsBeside) -> Cues:
    """Yield every form of the words of contact; of a verb that needs "to", the two together."""
    theirs, they = Cue.CONTACT | Cue.MANY, phrases("they")
    occasions = frozenset(pack.predicates.nouns)
    for rows in pack.predicates.verbs.values():
        for row in rows:
            rest = (*row.lemma[1:], "to") if row.slots == ("to",) else row.lemma[1:]
            weak = row.needs or row.reciprocal_needs or row.needs_occasion or row.topic
            cue = beside.cue(_wanted(row, occasions), Cue.WEAK if weak else Cue.CONTACT)
            for form in written(pack, row.lemma[0]):
                yield " ".join((form, *rest)), cue, None
                if row.reciprocal and not weak:
                    yield from ((" ".join((who, form, *row.lemma[1:])), theirs, None) for who in they)
    for rows in pack.predicates.nouns.values():
        for row in rows:
            for text in plurals(" ".join(row.lemma)):
                yield text, Cue.CONTACT, None
                yield f"their {text}", theirs, None


def _wanted(row: Predicate, occasions: frozenset[str]) -> frozenset[str]:
    """Return the words of which *row* wants one in its clause (`frames/guards.py`), if it does."""
    return row.object_is or row.with_words or (occasions if row.needs_occasion else frozenset())
