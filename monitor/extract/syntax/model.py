"""What a sentence is made of, whatever its language: tagged words, groups of words, clauses.

A language pack makes the tokens; all that follows works on these types alone.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from monitor.extract.cast.model import Mention
from monitor.extract.tokens import SentencePiece


class Tag:
    """Parts of speech, coarse: what grouping needs. Plain interned strings, as enums cost more than reading."""

    NOUN = "noun"
    NAME = "name"
    VERB = "verb"
    AUXILIARY = "aux"
    MODAL = "modal"
    ADJECTIVE = "adj"
    ADVERB = "adv"
    DETERMINER = "det"
    POSSESSIVE = "poss"
    """his, her, its, their, and the mark 's."""
    PRONOUN = "pron"
    PREPOSITION = "prep"
    TO = "to"
    CONJUNCTION = "conj"
    """and, or, but, commas between equals are found by the chunker."""
    SUBORDINATOR = "sub"
    """that, if, when, because, after as a conjunction, …"""
    WH = "wh"
    """who, which, whom, whose, what, where."""
    NUMBER = "num"
    NEGATION = "neg"
    """not, n't, never, no longer; не, ні."""
    QUOTE = "quote"
    PUNCTUATION = "punct"


class Form:
    """The form of a verb or noun, where it matters."""

    BASE = "base"
    PRESENT = "present"
    PAST = "past"
    PARTICIPLE = "participle"
    """past participle; a form that may be past or participle ("called") is PAST until the verb group says else."""
    GERUND = "gerund"
    FUTURE = "future"
    """synthetic future: Russian and Ukrainian perfective present."""
    PLURAL = "plural"
    NONE = ""


@dataclass(slots=True)
class Token:
    """One word: as written, in lower case, its lemma, tag and form; `[start, end)` in the sentence's text.

    `case` ("nominative" … "locative") and `gender` ("m", "f", "n") only where the language has them and the pack
    can tell; several readings of a case are joined by "/".
    """

    raw: str
    low: str
    lemma: str
    tag: str
    form: str
    start: int
    end: int
    case: str = ""
    gender: str = ""
    fused: str = ""
    """what is fused to it: `not` ("didn't"), or an auxiliary's lemma on a pronoun ("they've", "I'll")."""
    verb: int = 0
    """how likely it is a verb where the tagger had to choose."""


@dataclass(slots=True)
class Tagged:
    """One sentence's tokens; `number` counts the article's sentences, `headline` lacks articles and auxiliaries.

    `mentions` are who is mentioned, in order and not overlapping, once the cast has read the sentence.
    """

    tokens: list[Token]
    piece: SentencePiece
    number: int
    language: str
    headline: bool = False
    mentions: list[Mention] = field(default_factory=list)


class Group(StrEnum):
    """What kind of group of words a chunk is."""

    NOUN = "noun group"
    VERB = "verb group"
    LINK = "link"
    """a preposition, conjunction, subordinator or mark that stands between groups."""


class Type(StrEnum):
    """What a noun group is about; decides which slots it may fill. Typed before groups are joined."""

    PARTY = "party"
    """someone or several who may take part or deny: carries mentions."""
    PLACE = "place"
    TIME = "time"
    EVENT = "event"
    """call, talks, meeting, letter …: a row of the predicate table."""
    SPEECH = "speech"
    """report, claim, allegation, statement, rumour …: content nouns."""
    OTHER = "other"


@dataclass(slots=True)
class Chunk:
    """A group of tokens `[start, end)` with its head token.

    A verb group knows its `tense` ("past", "present", "future", "none" for infinitives and gerunds), whether it is
    `passive`, `negated`, `perfect`, its `modal` ("" or the modal's lemma) and its finite-ness.
    """

    kind: Group
    start: int
    end: int
    head: int
    type: Type = Type.OTHER
    mentions: tuple[Mention, ...] = ()
    tense: str = ""
    passive: bool = False
    negated: bool = False
    perfect: bool = False
    finite: bool = True
    modal: str = ""
