"""Prefilter: which articles and sentences may hold a contact or denial and are worth parsing.

One automaton pass finds every cue word with its place. An article with neither two sides'
leaders and a contact word nor a denial cue ends there; of the others only the sentences that
may hold a fact, their neighbours, and those that introduce people are split into words.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from typing import Any, Final

import ahocorasick

from monitor.article.model import Article, Block, Field, Role
from monitor.article.sentences import whole_sentences
from monitor.extract.denial.words import DenialWords
from monitor.extract.lang.en.lexicon import plurals, verb_forms
from monitor.extract.lang.pack import Pack
from monitor.extract.lexicon import Lexicon
from monitor.extract.tokens import SentencePiece, clean, plain


class Cue:
    """What a word hints at: bits of a plain number, as enum flags cost more than the reading."""

    LEADER: Final = 1
    MANY: Final = 2
    CONTACT: Final = 4
    DENY: Final = 8
    REJECT: Final = 16
    CLAIM: Final = 32
    PHRASE: Final = 64
    OFFICE: Final = 128
    ASKED: Final = 256
    WEAK: Final = 512
    """a word of contact that is so only between two who are both named: gave, sat, discussed."""
    SEVERAL: Final = 1024


_THEIRS = Cue.CONTACT | Cue.MANY
_THEY = ("they", "they have", "they had", "they both", "they also")
_PAIRED = ("counterparts", "counterpart", "the two", "the pair", "both men")
_MANY = (
    "leaders",
    "counterparts",
    "counterpart",
    "presidents",
    "premiers",
    "heads of",
    "monarchs",
    "the two",
    "the pair",
    "both men",
    "both sides",
    "ministers",
    "rebels",
    "chiefs",
    "leadership",
    "movement",
)
_ASKED = (
    "claimed",
    "claim",
    "claims",
    "claiming",
    "reported",
    "alleged",
    "alleges",
    "accused",
    "accuses",
    "accusing",
    "suggested",
    "asked",
    "denied",
    "denies",
    "deny",
    "denial",
)
_COMMON = frozenset(
    [
        "the",
        "new",
        "house",
        "white",
        "north",
        "south",
        "united",
        "republic",
        "city",
        "saint",
        "east",
        "west",
        "and",
        "of",
        "northern",
        "islands",
        "street",
        "downing",
        "number",
        "no",
        "palace",
        "central",
        "'s",
        "hill",
        "guinea",
    ]
)
_ANSWERING = (
    "that's",
    "that is",
    "this is",
    "it's",
    "it is",
    "that was",
    "it was",
    "this was",
    "is",
    "are",
    "were",
    "was",
    "as",
)
_ADVERBS = (
    "",
    " just",
    " simply",
    " completely",
    " totally",
    " absolutely",
    " categorically",
    " utterly",
    " entirely",
    " a",
    " pure",
)
_NOT = ("not", "never", "didn't", "hadn't", "hasn't", "haven't", "wasn't", "weren't")
_SUCH = ("no such", "any such", "such a", "not true", "not the case", "not so", "untrue")
_HEADS = ("leader", "chancellor", "vice president", "vice-president", "dictator", "ruler")
_ALWAYS_OF = {
    "pope": "Vatican",
    "pontiff": "Vatican",
    "kremlin chief": "Russia",
    "kremlin leader": "Russia",
    "taoiseach": "Ireland",
    "holy father": "Vatican",
    "dalai lama": "Tibet",
}
_SHORTEST = 4
_PRONOUN = 2
_ONE_NAME = 12
_INTRODUCED_WITHIN = 5
_HEADLINE = 140
_HEADS_OF_TEXT = frozenset({Role.HEADLINE, Role.SUBHEADING})
_EDGES = bytes(code if code > 127 or chr(code).isalnum() else 32 for code in range(256))
_BEYOND_ASCII = re.compile(r"[^\w\x00-\x7f]")


# A cue found: where it starts and ends in its field, what it hints at, whose side it tells of.
Hit = tuple[int, int, int, str | None]


@dataclass(slots=True)
class Choice:
    """What a sentence is read for; `heard`: who speaks in it matters to a denial nearby."""

    piece: SentencePiece
    cue: int = 0
    talks: bool = False
    denies: bool = False
    people: bool = False
    heard: bool = False

    @property
    def read(self) -> bool:
        """Tell whether it is split into words at all."""
        return self.talks or self.denies or self.people or self.heard

    @property
    def claimed(self) -> bool:
        """Tell whether it speaks of a claim, which "not true" may answer."""
        return bool(self.cue & (Cue.ASKED | Cue.CLAIM))


class Gate:
    """The cues of one lexicon."""

    def __init__(self, lexicon: Lexicon, pack: Pack) -> None:
        """Build the automaton."""
        self._automaton = _automaton((*_cues(lexicon, pack), *_introductions(lexicon)))

    def choose(self, article: Article) -> list[Choice]:
        """Return the sentences of *article* that are to be read, and those between; none without a fact.

        What follows the last sentence that may matter is left out.
        """
        hits: dict[Field, list[Hit]] = {
            "title": _hits(self._automaton, article.title),
            "text": _hits(self._automaton, article.text),
        }
        talks, denies = _opens([*hits["title"], *hits["text"]])
        if not (talks or denies):
            return []
        blocks = article.evidence_blocks
        cues = [_cue(hits[block.field], block.start, block.end) for block in blocks]
        last = max(
            (n for n, cue in enumerate(cues) if (talks and _talks(cue)) or (denies and _denies(cue))),
            default=-1,
        )
        chosen: list[Choice] = []
        enough = 0
        for number, block in enumerate(blocks if last >= 0 else ()):
            if number > last and len(chosen) > enough:
                break
            chosen += _sentences(article, number, cues[number], hits[block.field])
            if number == last:
                enough = len(chosen) + _INTRODUCED_WITHIN
        for choice in chosen:
            choice.talks &= talks
            choice.denies &= denies
        if not any(choice.talks or choice.denies for choice in chosen):
            return []
        _neighbours(chosen)
        _spell_out(article, chosen)
        return chosen


def _automaton(cues: Iterable[tuple[str, int, str | None]]) -> Any:
    """Return the automaton over *cues* with a space at either end, so that only whole words are found."""
    found: dict[str, tuple[int, str | None]] = {}
    for text, cue, side in cues:
        known = found.get(text, (0, None))
        found[text] = (known[0] | int(cue), known[1] or side)
    automaton = ahocorasick.Automaton()
    alike: dict[str, list[tuple[int, int, str | None, str | None]]] = {}
    for text, (cue, side) in found.items():
        exact = None if text.isalnum() else text
        alike.setdefault(edged(text), []).append((len(text), cue, side, exact))
    for key, values in alike.items():
        automaton.add_word(key, tuple(values))
    automaton.make_automaton()
    return automaton


def _hits(automaton: Any, source: str) -> list[Hit]:
    """Return the cues of *source* that stand as whole words, in order."""
    low = fold(source)
    found = []
    for end, values in automaton.iter(edged(low)):
        after = end - 1
        for length, cue, side, exact in values:
            start = after - length
            if exact is not None and low[start:after] != exact:
                continue
            if length == _PRONOUN and cue == 0 and source[start:after].islower():
                continue  # "us", not the country
            found.append((start, after, cue, side))
    found.sort()
    return found


def edged(low: str) -> str:
    """Return *low* with a space for whatever is no letter or digit, and one more at either end."""
    if low.isascii():
        return f" {low.encode().translate(_EDGES).decode()} "
    plain = _BEYOND_ASCII.sub(" ", low).encode("utf-8", "surrogatepass").translate(_EDGES)
    return f" {plain.decode('utf-8', 'surrogatepass')} "


def _cue(hits: list[Hit], start: int, end: int) -> int:
    """Return all that the hits in `[start, end)` hint at."""
    cue = leaders = past = 0
    for first, after, hint, _ in hits[bisect_left(hits, (start,)) : bisect_left(hits, (end,))]:
        cue |= hint
        if hint & (Cue.LEADER | Cue.MANY) and first >= past:
            leaders += 1
            past = after + _ONE_NAME
    return cue | Cue.SEVERAL if leaders > 1 else cue


def _talks(cue: int) -> bool:
    return bool(
        (cue & Cue.CONTACT and cue & (Cue.LEADER | Cue.MANY)) or (cue & Cue.WEAK and cue & Cue.SEVERAL)
    )


def _denies(cue: int) -> bool:
    return bool(cue & (Cue.DENY | Cue.PHRASE) or (cue & Cue.REJECT and cue & Cue.CLAIM))


def fold(source: str) -> str:
    """Return *source* in lower case with plain typography, of the same length."""
    text = plain(source)
    low = text.lower()
    return low if len(low) == len(source) else "".join(char.lower()[:1] for char in text)


def _opens(hits: list[Hit]) -> tuple[bool, bool]:
    """Tell whether an article may speak of a contact between two sides, and of a denial."""
    cue = leaders = 0
    sides: set[str] = set()
    for _, _, hint, side in hits:
        cue |= hint
        leaders += hint & Cue.LEADER
        if side:
            sides.add(side)
    several = bool(cue & Cue.MANY)
    return bool(cue & (Cue.CONTACT | Cue.WEAK)) and (several or (leaders > 1 and len(sides) > 1)), _denies(
        cue
    )


def _sentences(article: Article, number: int, cue: int, hits: list[Hit]) -> Iterator[Choice]:
    """Yield the sentences of block *number*, or all of it as one, its text left out, if it holds no cue."""
    block = article.evidence_blocks[number]
    if not (cue & Cue.OFFICE or _talks(cue) or _denies(cue)):
        yield Choice(SentencePiece("", block.field, block.start, number), cue)
        return
    text = _clean(article, block)
    headline = _headline(block, text)
    for found in whole_sentences(text):
        start, end = block.start + found.start, block.start + found.end
        cue = _cue(hits, start, end)
        piece = SentencePiece(text[found.start : found.end], block.field, start, number, headline)
        yield Choice(piece, cue, _talks(cue), _denies(cue), bool(cue & Cue.OFFICE))


def _spell_out(article: Article, chosen: list[Choice]) -> None:
    """Give the blocks that are read for their neighbours' sake their text."""
    for choice in chosen:
        if choice.heard and not choice.piece.text:
            block = article.evidence_blocks[choice.piece.paragraph]
            choice.piece.text = _clean(article, block)
            choice.piece.headline = _headline(block, choice.piece.text)


def _headline(block: Block, text: str) -> bool:
    return block.field == "title" or block.role in _HEADS_OF_TEXT or _unended(text)


def _unended(text: str) -> bool:
    """Tell whether a short block ends without a stop, as headlines do that nothing marks as such."""
    return len(text) < _HEADLINE and text[-1:].isalnum() and "\n" not in text


def _clean(article: Article, block: Block) -> str:
    return clean(article.title if block.field == "title" else article.text, block)


def _neighbours(chosen: list[Choice]) -> None:
    for one, two in pairwise(chosen):
        if two.denies or two.talks:
            one.heard |= bool(one.cue) or two.denies
        if one.denies:
            two.heard = True
    for choice in chosen:
        choice.heard |= choice.denies or choice.talks
    last = max(number for number, choice in enumerate(chosen) if choice.heard)
    for choice in chosen[last + _INTRODUCED_WITHIN :]:
        choice.people = False  # whoever is introduced this far on takes no part in what was said before


def _cues(lexicon: Lexicon, pack: Pack) -> Iterator[tuple[str, int, str | None]]:
    english = lexicon.english
    yield from _people(lexicon)
    yield from ((text, Cue.LEADER, _ALWAYS_OF.get(text)) for text in (*english["offices"]["any"], *_HEADS))
    yield from ((text, 0, text) for text in english["bodies"]["movements"])
    yield from ((text, Cue.MANY, None) for text in (*english["offices"]["many"], *_MANY))
    yield from ((text, Cue.MANY | Cue.SEVERAL, None) for text in _PAIRED)
    for rows in lexicon.places.firsts.values():
        yield from (
            (" ".join(phrase).replace(" 's", "'s"), 0, place.side)
            for _, phrase, place in rows
            if len(phrase[0]) > 1
        )
    yield from _contact_cues(pack)
    yield from _denial_cues(pack.denials, partial(_written, pack))


def _contact_cues(pack: Pack) -> Iterator[tuple[str, int, str | None]]:
    """Yield every form of the words of contact; of a verb that needs "to", the two together."""
    for rows in pack.predicates.verbs.values():
        for row in rows:
            rest = (*row.lemma[1:], "to") if row.slots == ("to",) else row.lemma[1:]
            weak = row.needs or row.reciprocal_needs or row.needs_occasion or row.topic
            cue = Cue.WEAK if weak else Cue.CONTACT
            for form in _written(pack, row.lemma[0]):
                yield " ".join((form, *rest)), cue, None
                if row.reciprocal and not weak:
                    yield from ((" ".join((they, form, *row.lemma[1:])), _THEIRS, None) for they in _THEY)
    for rows in pack.predicates.nouns.values():
        for row in rows:
            lemma = " ".join(row.lemma)
            yield from ((text, Cue.CONTACT, None) for text in plurals(lemma))
            yield from ((f"their {text}", _THEIRS, None) for text in plurals(lemma))
        yield from ((f"no {text}", Cue.PHRASE, None) for text in plurals(lemma))


def _introductions(lexicon: Lexicon) -> Iterator[tuple[str, int, str | None]]:
    offices = lexicon.english["offices"]
    yield from (
        (text, Cue.OFFICE, None)
        for rank in ("any", "of_country", "many", "official")
        for text in offices[rank]
    )
    yield from ((text, Cue.ASKED, None) for text in _ASKED)
    for entity in lexicon.entities:
        if entity.weak and entity.leader:
            yield from ((fold(name), Cue.OFFICE, None) for name in (entity.name, *entity.aliases))


def _written(pack: Pack, lemma: str) -> tuple[str, ...]:
    """Return the forms of a verb, those that a user taught too."""
    return (*verb_forms(lemma), *pack.written.get(lemma, ()))


def _denial_cues(
    words: DenialWords, forms: Callable[[str], Iterable[str]] = verb_forms
) -> Iterator[tuple[str, int, str | None]]:
    for row in words.verbs.values():
        first, *rest = row.lemma.split()
        cue = Cue.DENY if "any" in row.of else Cue.REJECT
        yield from ((" ".join((form, *rest)), cue, None) for form in forms(first))
        if "that" in row.of:
            yield from ((" ".join((form, *rest, "that")), Cue.PHRASE, None) for form in forms(first))
    lists = words.lists
    nouns = (text for noun in words.nouns for text in plurals(noun))
    yield from ((text, Cue.DENY, None) for text in nouns)
    yield from (
        (text, Cue.PHRASE, None) for name in ("statements", "plan_statements") for text in lists[name]
    )
    yield from ((text, Cue.PHRASE, None) for text in _SUCH)
    yield from ((f"no {text}", Cue.PHRASE, None) for text in lists["plans"])
    yield from (
        (text, Cue.PHRASE, None)
        for text in (
            "contrary to reports",
            "after reports",
            "after media reports",
            "despite reports",
            "contrary to claims",
        )
    )
    told = lists["claims"] | lists["soft_claims"]
    yield from ((text, Cue.CLAIM, None) for noun in told for text in plurals(noun))
    yield from ((form, Cue.PHRASE, None) for lemma in lists["insisting"] for form in forms(lemma))
    for lemma in lists["deeds"]:
        first, *rest = lemma.split()
        yield from ((" ".join(("never", form, *rest)), Cue.PHRASE, None) for form in forms(first))
        yield from ((" ".join((no, form, *rest)), Cue.REJECT, None) for no in _NOT for form in forms(first))
    for text in lists["verdicts"]:
        yield text, Cue.REJECT, None
        yield from (
            (f'"{adverb}{text},', Cue.PHRASE, None) for adverb in ("", "complete ", "absolute ", "a ")
        )
        if text not in lists["scorn"]:
            yield from ((f"as{adverb} {text}", Cue.PHRASE, None) for adverb in _ADVERBS)
        yield from (
            (f"{this}{adverb} {text}", Cue.PHRASE, None) for this in _ANSWERING[:8] for adverb in _ADVERBS
        )
    for lemma in lists["misdeeds"]:
        first, *rest = lemma.split()
        yield from ((" ".join((no, form, *rest)), Cue.PHRASE, None) for no in _NOT for form in forms(first))


def _people(lexicon: Lexicon) -> Iterator[tuple[str, int, str | None]]:
    for entity in (entity for entity in lexicon.entities if entity.leader):
        side = entity.side or entity.name
        for name in (entity.name, *entity.aliases):
            yield fold(name), Cue.LEADER, side
        for name in entity.surnames:
            if len(name) >= _SHORTEST or not entity.weak:
                yield fold(name), Cue.LEADER, side
