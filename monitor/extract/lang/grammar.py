"""Closed lists of words that grouping and clause building ask for, one table a language (`grammar.toml`)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any

from monitor.extract.lang.rows import TableError, read_table


@dataclass(frozen=True, slots=True)
class Grammar:
    """Sets of lower-case words (lemmas where the language inflects them)."""

    relative: frozenset[str] = frozenset()
    """who, which, whom, that, where: behind a noun they open a clause about it."""
    personal_relative: frozenset[str] = frozenset()
    """who, whom: of a person."""
    adverbial_relative: frozenset[str] = frozenset()
    """where, when, why: no object of their clause."""
    complementizers: frozenset[str] = frozenset()
    """that, whether, if."""
    that: frozenset[str] = frozenset()
    """of those, the ones that leave nothing open: that; что."""
    conditional: frozenset[str] = frozenset()
    """if: a complementizer only behind a verb of asking."""
    agents: frozenset[str] = frozenset()
    """by: marks a passive's doer; in Slavic the case "instrumental" does."""
    of: frozenset[str] = frozenset()
    """of: hangs on the noun before; in Slavic the case "genitive" does."""
    both: frozenset[str] = frozenset()
    """and, or: join equals."""
    negated_or: frozenset[str] = frozenset()
    """or, nor: carry a negation on."""
    time_nouns: frozenset[str] = frozenset()
    """heads of groups that say when, and so fill no slot."""
    be: frozenset[str] = frozenset()
    have: frozenset[str] = frozenset()
    future: frozenset[str] = frozenset()
    """modals of plain future: will."""
    speech: frozenset[str] = frozenset()
    """verbs of saying, that take a clause or a quote."""
    reporting: frozenset[str] = frozenset()
    """of those, the ones with which an official tells what is so and a paper what it has heard: report."""
    citing: frozenset[str] = frozenset()
    """verbs that name where who says a thing has it from: cite, quote."""
    speech_nouns: frozenset[str] = frozenset()
    """nouns of what is said, besides the claims of the denial table: statement."""
    no: frozenset[str] = frozenset()
    """determiners that negate their noun: no, neither; никакой."""
    definite: frozenset[str] = frozenset()
    """determiners that presuppose their noun: the, this, his."""
    place_prepositions: frozenset[str] = frozenset()
    """behind which a country or capital is where, not who: in, at, near."""
    noun_prepositions: frozenset[str] = frozenset()
    """that rather say which noun than how the verb was done: for, about, on, between."""
    clause_prepositions: frozenset[str] = frozenset()
    """prepositions that open clauses as well: after, before, since, until, as."""
    gerund_openers: frozenset[str] = frozenset()
    """subordinators that a gerund may follow: while, when."""
    complex_prepositions: frozenset[str] = frozenset()
    """prepositions in two words: ahead of, according to."""
    motion: frozenset[str] = frozenset()
    """verbs of going: what they are "for" or "to" is still to come."""
    modal_with_to: Mapping[str, str] = field(default_factory=dict)
    """what is a modal with "to": be, have, going; by what it is then called."""
    one: frozenset[str] = frozenset()
    """pronouns that a determiner may stand before: "no one"."""
    few: frozenset[str] = frozenset()
    """of the words that negate their noun, those that leave some: few."""
    occurring: frozenset[str] = frozenset()
    """verbs of taking place, which in the present may be ahead: "the meeting comes", "takes place"."""
    earlier: frozenset[str] = frozenset()
    """adverbs of what was before the news: previously, repeatedly."""
    latest: frozenset[str] = frozenset()
    """before a verb, what was the latest before the news: "they last met in May"."""
    it: frozenset[str] = frozenset()
    """the pronoun that stands for a clause to come: "called it a lie that"."""
    not_yet: frozenset[str] = frozenset()
    """yet: "has yet to" is none of the modals that it looks like."""
    seem: frozenset[str] = frozenset()
    """what stands for be before a predicate: seem, remain, prove."""
    true: frozenset[str] = frozenset()
    """adjectives of truth: negated they deny."""
    thanks: frozenset[str] = frozenset()
    """prepositions that tell why, or what is wanted: "thanked for the call", "called on them for talks"."""
    thanking: frozenset[str] = frozenset()
    """verbs behind which those tell why, of an event that was: thank, praise, blame."""
    believing: frozenset[str] = frozenset()
    """verbs of what one only thinks, of one's own doing too: "he thought he was talking to the premier"."""
    manner: frozenset[str] = frozenset()
    """adverbs of how it was done: denied with one, it may have been done otherwise: secretly, openly."""
    propositions: frozenset[str] = frozenset()
    """nouns that a clause without "that" explains: "the idea he posed a threat"."""
    presupposing: frozenset[str] = frozenset()
    """verbs of what one does to a contact that there was, denied or not: left the meeting, cut it short."""
    again: frozenset[str] = frozenset()
    """adverbs with which a plan is no more than a manner of speaking: "we will speak again"."""
    corrections: frozenset[str] = frozenset()
    """labels with which an outlet takes back what it told."""
    days: frozenset[str] = frozenset()
    """weekdays and months: with a verb in progress they say when it will be."""
    implicative: frozenset[str] = frozenset()
    """verbs that say whether their infinitive came about: fail, manage; what stands beside it did."""
    possessive_relative: frozenset[str] = frozenset()
    """whose: makes the noun before it the owner of the next."""
    pairing_with: frozenset[str] = frozenset()
    """with: what stands behind it has phrases of its own."""
    floating: frozenset[str] = frozenset()
    """each, both, all: behind a subject they are no subject of their own."""
    engaged: frozenset[str] = frozenset()
    """prepositions with which "be" says that one takes part: in (contact), on (a call)."""
    including: frozenset[str] = frozenset()
    """prepositions before who a plural party is made of: including, such as."""
    climbing: frozenset[str] = frozenset()
    """prepositions that may hang on a noun farther off: with, about."""
    unnamed: frozenset[str] = frozenset()
    """who says a thing without a name: sources, aides; it stays a claim."""
    pointers: frozenset[str] = frozenset()
    """it, this, that, them: what was told before."""
    expletives: frozenset[str] = frozenset()
    """there: what is follows its verb."""
    such: frozenset[str] = frozenset()
    """such: of the kind told before."""
    always: frozenset[str] = frozenset()
    """adverbs of standing: always, repeatedly."""
    still: frozenset[str] = frozenset()
    """words with which a negation is no denial: yet, since, still."""
    issued_by: frozenset[str] = frozenset()
    """prepositions before who a statement is from."""
    according: frozenset[str] = frozenset()
    """prepositions before who says so: according to."""
    person_nouns: frozenset[str] = frozenset()
    """nouns of persons that may stand before a name: rival, ally."""
    person_endings: frozenset[str] = frozenset()
    wide: frozenset[str] = frozenset()
    """prepositions that rather tell of the main verb than of an infinitive before them: during, after."""
    pairing: frozenset[str] = frozenset()
    """prepositions of which a pair follows: between."""
    each_other: frozenset[str] = frozenset()
    delegations: frozenset[str] = frozenset()
    """groups that act by whoever leads them: delegation, team."""
    leading: frozenset[str] = frozenset()
    """verbs that say who leads them: lead, head."""
    excess: frozenset[str] = frozenset()
    """adverbs with which an adjective says that its infinitive did not come about: too (proud to call)."""
    approximating: frozenset[str] = frozenset()
    """adverbs that before a length of time say no more than how long: nearly, almost."""
    future_times: frozenset[str] = frozenset()
    """"tomorrow", "next": put a clause in the present into the future."""
    past_times: frozenset[str] = frozenset()


def load_grammar(language: str) -> Grammar:
    """Return the closed lists of *language*."""
    table = read_table(language, "grammar")
    unknown = set(table) - {one.name for one in fields(Grammar)}
    if unknown:
        message = f"{language}/grammar.toml: unknown {', '.join(sorted(unknown))}"
        raise TableError(message)
    return Grammar(**{name: _closed(words) for name, words in table.items()})


def _closed(words: Any) -> Any:
    """Return a list, or words between spaces, as a set; a table as it is."""
    if isinstance(words, dict):
        return words
    return frozenset(words.split() if isinstance(words, str) else words)
