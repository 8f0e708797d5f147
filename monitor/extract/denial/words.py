"""Loads lang/*/denials.toml: verbs and nouns that deny, what they may deny, verdicts, statements.

`[[verb]]` rows: `of` is what makes the verb a denial: `that`, `gerund`, `claim` (a content noun), `event` (a
contact), `act` (a misdeed), `pointer` (it), `any` (any object not withheld), `verdict` (with a verdict:
"dismissed as nonsense"), `bare` (no object at all). `[[noun]]`: denial. `[words]` are lists.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from monitor.extract.lang.rows import TableError, read_table, rows

OF = frozenset(
    {
        "that",
        "gerund",
        "claim",
        "event",
        "act",
        "pointer",
        "any",
        "verdict",
        "bare",
        "infinitive",
        "soft",
        "innocence",
        "topic",
    }
)
LISTS = (
    "verdicts",  # after "is": false, fake news, pure fiction, not true, groundless
    "claims",  # content nouns that only an assertion is: report, allegation, rumour
    "acts",  # nouns of what one may have done: involvement, role, responsibility
    "withheld",  # what is refused, not disputed: bail, visa, entry, access
    "demands",  # what "reject" refuses: offer, call, proposal, demand
    "plans",  # plan, intention
    "statements",  # phrases that deny by themselves in an official's mouth: no truth in, nothing of the sort
    "plan_statements",  # phrases that deny a plan: no such plans, no plans to, not on the agenda
    "never",  # phrases with which nothing is a denial: neither confirm nor deny
    "answers",  # openings of an answer: no, that is not the case
    "answering",  # verbs of answering, whose object is the claim that a plain "no" is of: answer, comment on
    "pairs",  # a verb and a noun that deny together once the verb is negated, whatever stands between
    "forged",  # what may be forged: video, letter, order
    "rumours",  # assertions that nobody answers for: rumour
    "spread",  # verbs of putting a falsehood about, in an official's mouth: spread, circulate
    "scorn",  # verdicts that are opinions unless about a claim: absurd, ridiculous
    "opinions",  # verdicts that even in a quote are one's opinion until a charge was told: wrong, misleading
    "firmly",  # words in a verb that make a negative an answer by themselves: never
    "planning",  # verbs of planning, lemmas: plan, schedule, intend
    "misdeeds",  # verbs of what one is accused of, lemmas: attack, fire, spy
    "deeds",  # verbs of what need be no wrong: say, send; denials only with "never" or in answer to a charge
    "untold",  # objects with which a negative is no denial: details, comment
    "soft_claims",  # nouns of what may be disliked too: idea; they need what was said, or a verdict
    "topics",  # what may be called untrue, besides claims: footage, figures, remarks
    "accusing",  # words of a charge, or a question, that a plain negative answers
    "unofficial",  # words of offices in which one denies for oneself: senator, lawyer, coach
    "speaking",  # words of offices in which one speaks for a leader: adviser, press secretary
    "affairs",  # what one may be no part of without being accused: inquiry, talks
    "given",  # claims that may be withheld from people too: information
    "heads",  # nouns of who speaks for a body: head, chief
    "contrary",  # what stands before the reports that a negative statement answers: contrary to, despite
    "charging",  # verbs whose object is charged: accuse, blame
    "telling",  # words that tell what is claimed, which a plain negative may take up: report
    "more",  # adjectives with which "no" tells news, and answers nothing: no new deaths
    "idle",  # with "no such" no denial either: luck, thing
    "wording",  # verbs of putting a thing: "to say that … is a lie", "describing it as … was wrong"
    "falsehoods",  # nouns that only what is told can be: rumour, fabrication
    "taking_back",  # verbs of telling what one denied before: admit, confirm
    "formerly",  # words before what one did until then: after, having
    "daring",  # verbs of wanting that somebody denies: challenge
    "adding",  # verbs with which a statement goes on: add
    "judged",  # what may be called wrong that nobody claimed: decision, law
    "admitting",  # verbs of saying that one was wrong oneself: admit
    "papers",  # nouns of what one denies in, besides statements: press release, letter
    "courtesy",  # titles before a surname: Mr, Ms, Sir
    "public",  # words of public affairs: government, minister, council
    "court",  # words of what one answers for oneself: court, lawyer, arrest
    "within",  # prepositions before the statement in which one denies: in, out
    "collective",  # ends of words for a whole people: the British, the Chinese, the French
    "particles",  # words before a surname that are no first name: de, van, al
    "nothing",  # objects that negate: none, nothing
    "coming",  # verbs with which a denial comes from somebody: come
    "media",  # prepositions before where it is denied: in a statement, on television
    "occasions",  # words of talks whose lemma is a claim: talks
    "innocence",  # what one maintains against a charge: innocence
    "private",  # words of offices and bodies that speak for no state, army or party: club, company
    "fighters",  # nouns of who acts for a movement or body: fighter, commando, soldier
    "ranks",  # those of them of whom one alone answers for himself: fighter, soldier
    "charged",  # phrases of who is told of as a defendant: charged in court
    "weak_nouns",  # nouns of denial that need what they deny: rebuttal
    "pointing",  # nouns that only point at a body named before: agency
    "staff",  # nouns of who speaks for others: spokesman
    "minded",  # verbs of what one thinks or wants: negated they tell no fact
    "advising",  # modals of advice: suggestions that one should
    "to_deny",  # verbs and adjectives before "to deny" with which it is denied: rush, quick, force
    "against",  # prepositions before what one hits back at
    "accused",  # phrases of a defendant: from the dock, pleaded not guilty
    "occurring",  # verbs of which a contact is the object or subject when there is one: make, hold
    "insisting",  # verbs of saying that answer doubt by themselves: insist, maintain
)


@dataclass(frozen=True, slots=True)
class DenialVerb:
    """A verb that denies, and what its object must be."""

    lemma: str
    of: frozenset[str]


@dataclass(frozen=True, slots=True)
class DenialTable:
    """All words of denial of a language; lists are of phrases in lower case, or lemmas where single words."""

    verbs: Mapping[str, DenialVerb]
    nouns: frozenset[str]
    lists: Mapping[str, frozenset[str]]

    def extended(self, lists: Mapping[str, Iterable[str]], verbs: Iterable[DenialVerb]) -> DenialTable:
        """Return these words with more."""
        both = {name: old | frozenset(lists.get(name, ())) for name, old in self.lists.items()}
        return replace(self, lists=both, verbs={**self.verbs, **{one.lemma: one for one in verbs}})


def load_denial_words(language: str) -> DenialTable:
    """Return the denial table of *language*."""
    verbs: dict[str, DenialVerb] = {}
    for row in rows(language, "denials", "verb", ("lemmas", "of")):
        of = frozenset(row.texts("of"))
        if not of or of - OF:
            message = f"{row.place}: of must be some of {', '.join(sorted(OF))}"
            raise TableError(message)
        verbs.update({lemma: DenialVerb(lemma, of) for lemma in row.texts("lemmas")})
    nouns = (text for row in rows(language, "denials", "noun", ("lemmas",)) for text in row.texts("lemmas"))
    words = read_table(language, "denials").get("words", {})
    unknown = set(words) - set(LISTS)
    if unknown:
        message = f"{language}/denials.toml [words]: unknown {', '.join(sorted(unknown))}"
        raise TableError(message)
    return DenialTable(verbs, frozenset(nouns), {name: frozenset(words.get(name, ())) for name in LISTS})
