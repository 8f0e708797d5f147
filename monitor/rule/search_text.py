"""The searchable form of one article: a normalized text with places (title, lead, sentences, quotes).

The text is the article's evidence blocks in reading order, parted by a character that no phrase
holds. Sentences, quotes and regex hits are found only when a rule asks, and once for all rules.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Hashable, Iterable, Sequence
from itertools import chain
from typing import TYPE_CHECKING, Any

from monitor.article.confusables import unmixed
from monitor.article.markup import apart, blanked, cuts
from monitor.article.model import Article, Range, Role, Span
from monitor.article.normalize import SEPARATOR, Folded, fold
from monitor.article.references import read_references
from monitor.rule.condition import Scope
from monitor.rule.literal import Place

if TYPE_CHECKING:
    from monitor.extract.lexicon import Lexicon
    from monitor.extract.model import Contact, Denial, Facts
    from monitor.extract.quoted import Speech
    from monitor.rule.match_signs import Signs

_BETWEEN = f" {SEPARATOR} "
MOST_SPANS = 20
"""A match keeps at most this many pieces of evidence, the first in reading order."""
_WORD = re.compile(r"\S+")
_SURROGATES = re.compile("[\ud800-\udfff]")


class Searched:
    """An article's searchable text, the keys found in it, and what was worked out about it so far.

    `hits` maps the number of a key to the ends (exclusive) of its occurrences; keys in `loose` occur, or may,
    at places that nobody knows. `reported` gathers the facts that the rule at hand asked for, `about` is the
    one that conditions on facts must hold of. In `known` and `told` a compiled condition keeps, under itself,
    what it found, for every rule that has it. Belongs to one call of `match`; never shared between threads.
    """

    __slots__ = (
        "_blocks",
        "_by_start",
        "_exact",
        "_facts",
        "_hidden",
        "_lexicon",
        "_quotes",
        "_raw",
        "_raw_starts",
        "_sentences",
        "_speeches",
        "_starts",
        "_unmarked",
        "_word_starts",
        "about",
        "article",
        "folded",
        "hits",
        "known",
        "loose",
        "reported",
        "text",
        "told",
    )

    def __init__(self, article: Article, lexicon: Lexicon | None = None) -> None:
        self.article = article
        self._lexicon = lexicon
        self._facts: Facts | None = None
        self.reported: list[Contact | Denial] = []
        self.about: Contact | Denial | None = None
        self._raw, self._raw_starts, self._hidden = _joined(article)
        self.folded: Folded = fold(self._raw, self._hidden)
        self.text = self.folded.text
        self._unmarked: str | None = None
        self._word_starts: list[int] | None = None
        self._starts: list[int] = []
        self._by_start: list[tuple[str, int, int]] = []
        self._blocks: list[Place] = []
        self.hits: dict[int, list[int]] = {}
        self.loose: frozenset[int] = frozenset()
        self.known: dict[Hashable, list[Place]] = {}
        self.told: dict[Hashable, Any] = {}
        self._sentences: dict[int, list[Place]] = {}
        self._speeches: tuple[Speech, ...] | None = None
        self._quotes: dict[int, list[Place]] = {}
        self._exact: dict[Place, tuple[int, int]] = {}

    @property
    def unmarked(self) -> str | None:
        """The searchable text with its markup, as patterns see it; None where there is no markup."""
        return fold(self._raw).text if self._hidden else None

    @property
    def is_spelt_otherwise(self) -> bool:
        """Whether patterns see other letters than the searchable text has: mixed alphabets, lone marks."""
        raw = self._raw
        return self.folded.respelt or not (raw.isascii() or unicodedata.is_normalized("NFC", raw))

    # --- stretches ---

    @property
    def blocks(self) -> list[Place]:
        """The places of the evidence blocks."""
        if not self._starts:
            self._blocks = _block_places(self.text) if self.article.evidence_blocks else []
            self._starts = [block.start for block in self._blocks] or [0]
        return self._blocks

    def block_at(self, place: int) -> int:
        """Return the number of the block that holds *place*."""
        return bisect_right(self._starts or self._starts_now(), place) - 1

    def _starts_now(self) -> list[int]:
        return self._starts if self.blocks else [0]

    def blocks_with(self, keys: Collection[int], inside: Place) -> list[int]:
        """Return the numbers of the blocks in which one of *keys* ends, inside the given stretch."""
        hits = self.hits
        if self.loose and not self.loose.isdisjoint(keys):
            return list(self.blocks_in(inside))
        ends = {end - 1 for key in keys for end in hits.get(key, ())}
        return sorted({self.block_at(end) for end in ends if inside.start <= end <= inside.end + 1})

    def blocks_in(self, inside: Place) -> range:
        """Return the numbers of the blocks that share something with the stretch *inside*."""
        count = len(self.blocks)
        return range(max(0, self.block_at(inside.start)), min(count, bisect_left(self._starts, inside.end)))

    def headlines(self) -> list[Place]:
        """Return the places of the headline."""
        blocks = self.article.evidence_blocks
        return [
            place for block, place in zip(blocks, self.blocks, strict=False) if block.role is Role.HEADLINE
        ]

    def lead(self) -> list[Place]:
        """Return the place of the first paragraph of prose, if there is one."""
        lead = self.article.lead
        if lead is None or lead not in self.article.evidence_blocks:
            return []
        return [self.blocks[self.article.evidence_blocks.index(lead)]]

    def sentences(self, block: int) -> list[Place]:
        """Return the places of the sentences of block number *block*."""
        if block not in self._sentences:
            from monitor.article.sentences import split_sentences

            self._sentences[block] = self._places_of(block, split_sentences)
        return self._sentences[block]

    def quotes(self, block: int) -> list[Place]:
        """Return the places of the quoted speech of block number *block*."""
        if block not in self._quotes:
            from monitor.article.quotes import quoted_speech

            whole = self.article.evidence_blocks[block].role is Role.QUOTE
            self._quotes[block] = [self.blocks[block]] if whole else self._places_of(block, quoted_speech)
        return self._quotes[block]

    def stretches(self, scope: Scope, block: int) -> list[Place]:
        """Return the stretches of *scope* that lie in block number *block*."""
        if scope is Scope.SENTENCE:
            return self.sentences(block)
        if scope is Scope.QUOTE:
            return self.quotes(block)
        return [self.blocks[block]]

    def _places_of(self, block: int, divide: Callable[[str], Sequence[Range]]) -> list[Place]:
        origin = self._raw_starts[block]
        into = self.folded.folded_place
        ranges = divide(self.article.evidence_blocks[block].text)
        return [Place(into(origin + start), into(origin + end)) for start, end in ranges]

    # --- facts ---

    @property
    def facts(self) -> Facts:
        """What the article reports."""
        if self._facts is None:
            from monitor.extract.read import read_facts

            self._facts = read_facts(self.article, self._lexicon)
        return self._facts

    @property
    def speeches(self) -> tuple[Speech, ...]:
        """What is quoted from somebody, with who says it."""
        if self._speeches is None:
            from monitor.extract.quoted import quoted_speakers

            self._speeches = quoted_speakers(self.article, self._lexicon)
        return self._speeches

    def place_of(self, span: Span) -> Place:
        """Return where a slice of the article stands; `span` gives back exactly that slice."""
        number = self._block_of(span)
        if number is None:
            return Place(0, 0)
        shift = self._raw_starts[number] - self.article.evidence_blocks[number].start
        place = self._folded_place(span.start + shift, span.end + shift)
        self._keep_exact(place, (span.start + shift, span.end + shift))
        return place

    def _block_of(self, span: Span) -> int | None:
        """Return the number of the evidence block that holds *span*."""
        blocks = self.article.evidence_blocks
        if not self._by_start:
            self._by_start = sorted((one.field, one.start, number) for number, one in enumerate(blocks))
        at = bisect_right(self._by_start, (span.field, span.start, len(blocks))) - 1
        block = blocks[self._by_start[at][2]] if at >= 0 else None
        held = block is not None and block.field == span.field and span.end <= block.end
        return self._by_start[at][2] if held else None

    @property
    def notes(self) -> tuple[str, ...]:
        """What one should know of how the article was read: mixed alphabets, facts read only so far."""
        from monitor.rule.notes import says_mixed

        said = says_mixed(self._raw)
        return (*said, *(self._facts.notes if self._facts is not None else ()))

    # --- words and slices ---

    def words_between(self, end: int, start: int) -> int:
        """Return how many words stand between a place that ends at *end* and one that begins at *start*."""
        if self._word_starts is None:
            self._word_starts = [found.start() for found in _WORD.finditer(self.text)]
        first = bisect_left(self._word_starts, end)
        begun = end < start and not self.text[end].isspace() and self._word_starts[first : first + 1] != [end]
        return max(0, bisect_left(self._word_starts, start) - first) + begun

    def regex_places(self, search: Callable[[str], Iterable[tuple[int, int]]], number: int) -> list[Place]:
        """Return where *search*, given the raw text of a block, finds something, markup left out."""
        found: set[Place] = set()
        block = self.article.evidence_blocks[number]
        origin = self._raw_starts[number]
        hidden = apart(block.hidden)
        read, back = read_references(block.text)
        for start, end in chain.from_iterable(map(search, _readings(read))):
            if back is not None:
                start, end = back.start_outside(start), back.end_outside(end)  # noqa: PLW2901 - in the file
            if start == end or cuts(hidden, start + block.start, end + block.start):
                continue
            place = self._folded_place(origin + start, origin + end)
            found.add(place)
            self._keep_exact(place, (origin + start, origin + end))
        return sorted(found)

    def signed(self, places: Iterable[Place], signs: Signs) -> list[Place]:
        """Return those of *places* at which *signs* stand, and these with them."""
        if self._unmarked is None:
            self._unmarked = blanked(self._raw, apart(self._hidden), '"')
        found = []
        for start, end in places:
            hit = self.folded.raw_start(start), self.folded.raw_end(end)
            around = signs.around(self._unmarked, *hit)
            if around == hit:
                found.append(Place(start, end))
            elif around is not None:
                place = self._folded_place(*around)
                self._keep_exact(place, around)
                found.append(place)
        return found

    def _folded_place(self, start: int, end: int) -> Place:
        return Place(self.folded.folded_place(start), self.folded.folded_place(end))

    def _keep_exact(self, place: Place, raw: tuple[int, int]) -> None:
        known = self._exact.get(place, raw)
        self._exact[place] = (min(known[0], raw[0]), max(known[1], raw[1]))

    def span(self, place: Place) -> Span:
        """Return the slice of the article, as it was dropped, that stands at *place*."""
        exact = self._exact.get(place)
        start, end = exact or (self.folded.raw_start(place.start), self.folded.raw_end(place.end))
        number = bisect_right(self._raw_starts, start) - 1
        block = self.article.evidence_blocks[number]
        shift = block.start - self._raw_starts[number]
        return self.article.slice(block.field, start + shift, end + shift)

    def spans(self, places: Iterable[Place]) -> tuple[Span, ...]:
        """Return *places* as spans in reading order, those that share text made one."""
        joined: list[Place] = []
        for place in sorted(set(places)):
            if joined and place.start < joined[-1].end:
                joined[-1] = Place(joined[-1].start, max(joined[-1].end, place.end))
            else:
                joined.append(place)
        return tuple(self.span(place) for place in joined[:MOST_SPANS])


def _joined(article: Article) -> tuple[str, list[int], list[Range]]:
    """Return the blocks as one text, where each begins in it, and the ranges that are markup."""
    texts: list[str] = []
    starts: list[int] = []
    hidden: list[Range] = []
    at = 1
    for block in article.evidence_blocks:
        text = block.text.replace(SEPARATOR, " ") if SEPARATOR in block.text else block.text
        texts.append(text)
        starts.append(at)
        if block.hidden:
            shift = at - block.start
            hidden += (Range(start + shift, end + shift) for start, end in block.hidden)
        at += len(text) + len(_BETWEEN)
    return f" {_BETWEEN.join(texts)} ", starts, hidden


def _block_places(text: str) -> list[Place]:
    places = []
    at = 0
    for part in text.split(SEPARATOR):
        places.append(Place(at, at + len(part)))
        at += len(part) + 1
    return places


def _readings(text: str) -> Iterable[str]:
    """Yield *text* as RE2 can read it and, where a word of it mixes alphabets, as that is read too."""
    plain = _encodable(text)
    yield plain
    read = unmixed(plain)
    if read != plain:
        yield read


def _encodable(text: str) -> str:
    return text if text.isascii() else _SURROGATES.sub("\ufffd", text)
