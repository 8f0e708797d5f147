"""What a sentence is made of, whatever its language: tagged words, groups of words, clauses.

A language pack makes the tokens; all that follows works on these types alone.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from monitor.extract.cast.model import Mention
from monitor.extract.tokens import SentencePiece


class Tag:
    """Parts of speech, coarse.

    What grouping needs. Plain interned strings, as enums cost more than reading.
    """

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
    """past participle.

    A form that may be past or participle ("called") is PAST until the verb group says else.
    """
    GERUND = "gerund"
    FUTURE = "future"
    """synthetic future: Russian and Ukrainian perfective present."""
    PLURAL = "plural"
    NONE = ""


@dataclass(slots=True)
class Token:
    """One word: as written, in lower case, its lemma, tag and form; `[start, end)` in the sentence's text."""

    raw: str
    low: str
    lemma: str
    tag: str
    form: str
    start: int
    end: int
    fused: str = ""
    """what is fused to it: `not` ("didn't"), or an auxiliary's lemma on a pronoun ("they've", "I'll")."""
    verb: int = 0
    """how likely it is a verb where the tagger had to choose."""


@dataclass(slots=True)
class Tagged:
    """One sentence's tokens.

    `number` counts the article's sentences, `headline` lacks articles and auxiliaries.

    `mentions` are who is mentioned, in order and not overlapping, once the cast has read the sentence.
    """

    tokens: list[Token]
    piece: SentencePiece
    number: int
    language: str
    headline: bool = False
    mentions: list[Mention] = field(default_factory=list)


class Type(StrEnum):
    """What a noun group is about; decides which slots it may fill. Typed before groups are joined."""

    PARTY = "party"
    """someone or several who may take part or deny: carries mentions."""
    PLACE = "place"
    TIME = "time"
    EVENT = "event"
    """call, talks, meeting, letter …: a noun of the predicate table."""
    SPEECH = "speech"
    """report, claim, allegation, statement, rumour …: what tells or denies."""
    OTHER = "other"


@dataclass(slots=True, eq=False)
class NounGroup:
    """Tokens `[start, end)` about one head.

    `prep` is the preposition (or, where the language has them, the bare case) that it stands behind, ""
    for none.
    `possessor` is who owns it, `phrases` what is attached to it, `apposed` what it is called besides,
    `members` the groups that it joins ("A and B"). `host` is the clause or group that it hangs on, as `role`:
    "subject", "object", or its preposition.
    """

    start: int
    end: int
    head: int
    lemma: str
    type: Type
    mentions: tuple[Mention, ...] = ()
    modifiers: tuple[Mention, ...] = ()
    possessor: NounGroup | None = None
    possessive: bool = False
    prep: str = ""
    negated: bool = False
    definite: bool = False
    phrases: list[NounGroup] = field(default_factory=list)
    apposed: list[NounGroup] = field(default_factory=list)
    members: tuple[NounGroup, ...] = ()
    adjectives: tuple[str, ...] = ()
    host: Clause | NounGroup | None = None
    role: str = ""


@dataclass(slots=True, eq=False)
class VerbGroup:
    """The tokens of one verb with its auxiliaries.

    `tense` is "past", "present", "future" or "none"; `lemma` has its particle ("call off"). `modals` are
    lemmas,
    outermost first; `adverbs` what stands between. `bare`: a past form without auxiliary, that may be a
    participle.
    """

    start: int
    end: int
    head: int
    lemma: str
    form: str = ""
    tense: str = "none"
    finite: bool = False
    passive: bool = False
    negated: bool = False
    perfect: bool = False
    bare: bool = False
    modals: tuple[str, ...] = ()
    adverbs: tuple[str, ...] = ()


class Link(StrEnum):
    """How a clause hangs on what governs it."""

    MAIN = "main"
    THAT = "that"
    INFINITIVE = "infinitive"
    GERUND = "gerund"
    QUOTE = "quote"
    RELATIVE = "relative"
    PARTICIPLE = "participle"
    ADVERBIAL = "adverbial"
    PURPOSE = "purpose"


@dataclass(slots=True, eq=False)
class Clause:
    """One verb with what it governs.

    `parent` is the clause it hangs on and `link` how; `governor` the word that decides about it: (part
    of speech, lemma),
    by default the parent's verb; `kind` the kind of complement it is to that word. `opener` is its
    subordinator.
    """

    verb: VerbGroup
    subject: NounGroup | None = None
    objects: list[NounGroup] = field(default_factory=list)
    phrases: list[NounGroup] = field(default_factory=list)
    times: list[NounGroup] = field(default_factory=list)
    adjective: str = ""
    adjective_at: int = -1
    parent: Clause | None = None
    link: Link = Link.MAIN
    governor: tuple[str, str] | None = None
    kind: str = ""
    noun: NounGroup | None = None
    """the noun that governs it: "plans to meet", "reports that"."""
    opener: str = ""
    question: bool = False
    asked: bool = False
    """what, why, how: the question takes for granted that it is so."""
    there: bool = False
    quoted: bool = False
    adverbs: list[str] = field(default_factory=list)
    about: NounGroup | None = None
    """of a relative clause, what it tells of: its antecedent."""
    shared: bool = False
    """its subject is that of the clause before ("met X and called Y")."""
    start: int = 0


Item = NounGroup | VerbGroup | int
"""A group, or the index of a token that stands between groups."""


@dataclass(slots=True)
class Parsed:
    """One sentence grouped.

    `items` in order, `clauses` in the order of their verbs, `groups` all noun groups.
    """

    tagged: Tagged
    items: list[Item]
    clauses: list[Clause]
    groups: list[NounGroup]
    loose: list[NounGroup] = field(default_factory=list)
    """groups that no clause took: headlines without a verb, labels."""
