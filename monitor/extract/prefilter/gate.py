"""Chooses the sentences of an article that are read, and closes the gate to most articles at once.

An article with neither two sides' leaders and a contact word nor a denial cue ends here; of the others only
the sentences that may hold a fact, their neighbours, and those that introduce people are split into words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from monitor.article.model import Article, Block, Field, Role
from monitor.article.sentences import whole_sentences
from monitor.extract.lang.pack import Pack
from monitor.extract.lexicon import Lexicon
from monitor.extract.prefilter.beside import WordsBeside
from monitor.extract.prefilter.choice import (
    INTRODUCED_WITHIN,
    Choice,
    bodies_talk,
    cue_within,
    echoing,
    hear_neighbours,
    may_answer,
    may_deny,
    may_echo,
    may_speak,
    may_talk,
)
from monitor.extract.prefilter.cues import Cue, contact_cues, introductions, people_cues
from monitor.extract.prefilter.denial_cues import denial_cues
from monitor.extract.prefilter.finding import Hit, automaton_of, fold, hits, matches
from monitor.extract.prefilter.surnames import leading
from monitor.extract.tokens import SentencePiece, clean

_HEADLINE = 140
_HEADS_OF_TEXT = frozenset({Role.HEADLINE, Role.SUBHEADING})


class Gate:
    """The cues of one lexicon."""

    def __init__(self, lexicon: Lexicon, pack: Pack) -> None:
        """Build the automaton."""
        self._beside = WordsBeside()
        words = chain(contact_cues(pack, self._beside), denial_cues(pack, self._beside))
        people = chain(people_cues(lexicon), introductions(lexicon))
        self._automaton = automaton_of(chain(people, words, self._beside.cues()))  # known once the words are

    def choose(self, article: Article) -> list[Choice]:
        """Return the sentences of *article* that are to be read, and those between; none without a fact.

        What follows the last sentence that may matter is left out.
        """
        low_title, low_text = fold(article.title), fold(article.text)
        title, cue = matches(self._automaton, low_title)
        text, more = matches(self._automaton, low_text)
        cue = self._beside.met(cue | more)
        echo = may_echo(cue)
        if not (echo or may_speak(cue) or may_deny(cue)):
            return []
        in_title, in_text = leading(
            (hits(title, article.title, low_title), low_title), (hits(text, article.text, low_text), low_text)
        )
        in_text = echoing(in_text) if echo else in_text
        found: dict[Field, Sequence[Hit]] = {"title": in_title, "text": in_text}
        talks, denies = self._opens(chain(in_title, in_text))
        if not (talks or denies):
            return []
        chosen = self._through(article, found, talks=talks, denies=denies)
        if not any(choice.talks or choice.denies for choice in chosen):
            return []
        hear_neighbours(chosen)
        _spell_out(article, chosen)
        return chosen

    def _opens(self, found: Iterable[Hit]) -> tuple[bool, bool]:
        """Tell whether an article may speak of a contact between two sides, and of a denial."""
        cue = leaders = 0
        sides: set[str] = set()
        for _, _, hint, side in found:
            cue |= hint
            leaders += hint & Cue.LEADER
            if side:
                sides.add(side)
        several = bool(cue & Cue.MANY) or (leaders > 1 and len(sides) > 1)
        cue = self._beside.met(cue)
        return (several and may_speak(cue)) or bodies_talk(cue), may_deny(cue)

    def _through(
        self, article: Article, found: dict[Field, Sequence[Hit]], *, talks: bool, denies: bool
    ) -> list[Choice]:
        """Return the sentences up to the last that may hold a fact, and a few more."""
        blocks = article.evidence_blocks
        cues = [cue_within(found[block.field], block.start, block.end, self._beside) for block in blocks]
        holding = [(talks and may_talk(cue)) or (denies and may_answer(cue)) for cue in cues]
        if True not in holding:
            return []
        last = len(holding) - 1 - holding[::-1].index(True)
        chosen: list[Choice] = []
        enough = 0
        for number, block in enumerate(blocks):
            if number > last and len(chosen) > enough:
                break
            chosen += self._sentences(article, number, cues[number], found[block.field])
            if number == last:
                enough = len(chosen) + INTRODUCED_WITHIN
        for choice in chosen:
            choice.talks &= talks
            choice.denies &= denies
            choice.akin &= denies
        return chosen

    def _sentences(self, article: Article, number: int, cue: int, found: Sequence[Hit]) -> Iterator[Choice]:
        """Yield the sentences of block *number*, or all of it as one without its text if it holds no cue."""
        block = article.evidence_blocks[number]
        if not (cue & Cue.OFFICE or may_talk(cue) or may_answer(cue)):
            yield Choice(SentencePiece("", block.field, block.start, number), cue)
            return
        text = _clean(article, block)
        headline = _headline(block, text)
        for one in whole_sentences(text):
            start, end = block.start + one.start, block.start + one.end
            cue = cue_within(found, start, end, self._beside)
            piece = SentencePiece(text[one.start : one.end], block.field, start, number, headline)
            yield Choice(
                piece, cue, may_talk(cue), may_deny(cue), bool(cue & Cue.OFFICE), akin=may_answer(cue)
            )


def _spell_out(article: Article, chosen: Sequence[Choice]) -> None:
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
