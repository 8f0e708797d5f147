"""English part-of-speech dictionary: all tags a word may have, whatever its neighbours."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from monitor.extract.lang.rows import read_table
from monitor.extract.syntax.model import Form, Tag

VERB_ONLY, EITHER, RARELY_VERB, NEVER = 3, 2, 1, 0
"""How likely a form is a verb where it could be a noun as well."""

_SINGLE: frozenset[str] = frozenset()
"""no letter doubled: "targeted", "travelled" and "traveled" are both written."""
_VOWELS = frozenset("aeiou")
_HISSING = ("s", "x", "z", "ch", "sh")


@dataclass(frozen=True, slots=True)
class WordForm:
    """One word form: its tag if it is of one kind, its lemma as a verb, how likely it is a verb."""

    tag: str
    lemma: str
    form: str = ""
    verb: int = NEVER
    fused: str = ""


@dataclass(frozen=True, slots=True)
class EnglishWords:
    """All forms by the word in lower case, and small lists that the tagger asks for."""

    forms: dict[str, WordForm]
    times: frozenset[str]
    time_openers: frozenset[str]
    particles: frozenset[str]
    hanging: dict[str, str]
    nouns_in_ing: frozenset[str]
    adjectives_too: frozenset[str]
    premodifiers: frozenset[str]
    plural: frozenset[str]
    """nouns that take a plural verb without an s: police, people."""
    nominal_adjectives: frozenset[str]
    telling: frozenset[str]
    labels: frozenset[str]
    bare_after_to: frozenset[str]
    never_adjectives: frozenset[str]
    bare_governors: frozenset[str]


@cache
def english_words() -> EnglishWords:
    """Return the English words, read once."""
    closed, opened = read_table("en", "closed_words"), read_table("en", "open_words")
    forms: dict[str, WordForm] = {}
    forms.update((low, WordForm(Tag.ADJECTIVE, low)) for low in opened["adjectives"].split())
    forms.update((low, WordForm(Tag.ADVERB, low)) for low in opened["adverbs"].split())
    forms.update(_verbs(opened))
    forms.update(_ranked(forms, opened["as_verbs"], VERB_ONLY))
    forms.update(_ranked(forms, opened["as_nouns"], RARELY_VERB))
    for low in opened["nouns"].split():
        forms.setdefault(low, WordForm(Tag.NOUN, low.removesuffix("s")))
    for lemma in _event_nouns():
        forms.setdefault(lemma, WordForm(Tag.NOUN, lemma))
        forms.setdefault(third(lemma), WordForm(Tag.NOUN, lemma, Form.PLURAL))
    forms.update((low, WordForm(Tag.NOUN, low)) for low in closed["times"].split())
    forms.update(_closed(closed))
    return EnglishWords(
        forms=forms,
        times=frozenset(closed["times"].split()),
        time_openers=frozenset(closed["time_openers"].split()),
        particles=frozenset(closed["particles"].split()),
        hanging=dict(_pairs(closed["hanging"])),
        nouns_in_ing=frozenset(opened["nouns_in_ing"].split()) | _in_ing(opened["nouns"]),
        premodifiers=frozenset(closed["premodifiers"].split()),
        adjectives_too=frozenset(opened["adjectives_too"].split()),
        plural=frozenset(closed["plural"].split()),
        nominal_adjectives=frozenset(opened["nominal_adjectives"].split()),
        telling=frozenset(opened["telling"].split()),
        labels=frozenset(opened["labels"].split()),
        bare_after_to=frozenset(opened["bare_after_to"].split()),
        bare_governors=frozenset(opened["bare_governors"].split()),
        never_adjectives=frozenset(opened["never_adjectives"].split()),
    )


def _event_nouns() -> Iterator[str]:
    """Yield the nouns of events and what governs them: "Preparations for a call", opening a sentence too."""
    for row in (*read_table("en", "governors")["governor"], *read_table("en", "predicates")["predicate"]):
        if row["pos"] == "noun":
            yield from (lemma.rpartition(" ")[2] for lemma in row["lemmas"])


def _ranked(forms: dict[str, WordForm], words: str, rank: int) -> dict[str, WordForm]:
    """Return the verb forms among *words* with the *rank* that these forms have, whatever their lemma."""
    return {low: replace(forms[low], verb=rank) for low in words.split() if low in forms and forms[low].verb}


def _in_ing(nouns: str) -> frozenset[str]:
    return frozenset(low for low in nouns.split() if low.endswith(("ing", "ings")))


def _pairs(text: str) -> Iterator[tuple[str, str]]:
    for part in text.split(";"):
        one, two = part.split()
        yield one, two


def _closed(table: dict[str, str]) -> Iterator[tuple[str, WordForm]]:
    tags = {
        "adverbs": Tag.ADVERB,
        "numbers": Tag.NUMBER,
        "prepositions": Tag.PREPOSITION,
        "prepositions_too": Tag.TO,
        "subordinators": Tag.SUBORDINATOR,
        "determiners": Tag.DETERMINER,
        "possessives": Tag.POSSESSIVE,
        "pronouns": Tag.PRONOUN,
        "conjunctions": Tag.CONJUNCTION,
        "relative": Tag.WH,
        "modals": Tag.MODAL,
        "negations": Tag.NEGATION,
    }
    for name, tag in tags.items():
        yield from ((low, WordForm(tag, low)) for low in table[name].split())
    for part in table["auxiliaries"].split(";"):
        low, lemma, form = part.split()
        yield low, WordForm(Tag.AUXILIARY, lemma, form)
    for part in table["fused"].split(";"):
        low, lemma, form, fused = part.split()
        yield low, WordForm(Tag.AUXILIARY, lemma, form, fused=fused)
    for low, lemma in _pairs(table["fused_modals"]):
        yield low, WordForm(Tag.MODAL, lemma, fused="not")


def _verbs(table: dict[str, str]) -> Iterator[tuple[str, WordForm]]:
    doubling = frozenset(table["doubling"].split())
    irregular = {
        lemma: (past, part) for lemma, past, part in (line.split() for line in _lines(table["irregular"]))
    }
    ranks = (("nouns_or_verbs", RARELY_VERB), ("verbs_or_nouns", EITHER), ("verbs", VERB_ONLY))
    for name, rank in ranks:
        for lemma in table[name].split():
            yield from _inflected(lemma, rank, doubling, irregular.get(lemma))


def _lines(text: str) -> list[str]:
    return text.strip().splitlines()


def _inflected(
    lemma: str, rank: int, doubling: frozenset[str], irregular: tuple[str, str] | None
) -> Iterator[tuple[str, WordForm]]:
    yield third(lemma), WordForm(Tag.VERB, lemma, Form.PRESENT, rank)
    for low in dict.fromkeys((gerund(lemma, doubling), gerund(lemma, _SINGLE))):
        yield low, WordForm(Tag.VERB, lemma, Form.GERUND, VERB_ONLY)
    if irregular is None:
        for low in dict.fromkeys((past(lemma, doubling), past(lemma, _SINGLE))):
            yield low, WordForm(Tag.VERB, lemma, Form.PAST, VERB_ONLY)
        yield lemma, WordForm(Tag.VERB, lemma, Form.BASE, rank)
        return
    yield lemma, WordForm(Tag.VERB, lemma, Form.BASE, rank)
    pasts, participles = (part.split("/") for part in irregular)
    for low in participles:
        yield low, WordForm(Tag.VERB, lemma, Form.PARTICIPLE, VERB_ONLY if low != lemma else rank)
    for low in pasts:
        yield low, WordForm(Tag.VERB, lemma, Form.PAST, VERB_ONLY if low != lemma else rank)


@cache
def verb_forms(lemma: str) -> tuple[str, ...]:
    """Return every form of the verb *lemma*, itself first; none of a word without letters."""
    if not lemma:
        return ()
    table = read_table("en", "open_words")
    closed = [
        low for low, known in english_words().forms.items() if known.lemma == lemma and known.tag != Tag.NOUN
    ]
    if closed:
        return tuple(dict.fromkeys((lemma, *closed)))
    made = _inflected(lemma, VERB_ONLY, frozenset(table["doubling"].split()), None)
    return tuple(dict.fromkeys((lemma, *(low for low, _ in made))))


@cache
def plurals(lemma: str) -> tuple[str, ...]:
    """Return the noun *lemma* and its plural; none of a word without letters."""
    if not lemma:
        return ()
    first, _, last = lemma.rpartition(" ")
    return tuple(dict.fromkeys((lemma, f"{first} {third(last)}".strip())))


def third(lemma: str) -> str:
    """Return the form of *lemma* after he, she, it; the plural of a noun is made alike."""
    if lemma.endswith(_HISSING) or lemma in ("go", "do"):
        return lemma + "es"
    return lemma[:-1] + "ies" if lemma[-1:] == "y" and lemma[-2:-1] not in _VOWELS else lemma + "s"


def gerund(lemma: str, doubling: frozenset[str]) -> str:
    """Return the form of *lemma* in -ing."""
    if lemma in doubling:
        return lemma + lemma[-1] + "ing"
    if lemma.endswith("ie"):
        return lemma[:-2] + "ying"
    return lemma[:-1] + "ing" if lemma[-1:] == "e" and lemma[-2:] not in ("ee", "ye", "oe") else lemma + "ing"


def past(lemma: str, doubling: frozenset[str]) -> str:
    """Return the regular past of *lemma*."""
    if lemma in doubling:
        return lemma + lemma[-1] + "ed"
    if lemma[-1:] == "e":
        return lemma + "d"
    return lemma[:-1] + "ied" if lemma[-1:] == "y" and lemma[-2:-1] not in _VOWELS else lemma + "ed"


def lemma_of(low: str) -> str:
    """Return a plausible verb lemma of a regular form that is not listed."""
    for ending, instead in (("ied", "y"), ("ed", ""), ("ing", "")):
        if low.endswith(ending):
            return low.removesuffix(ending) + instead
    return low


def singular(low: str) -> str:
    """Return the singular of the regular plural *low*."""
    if low.endswith("ies"):
        return low[:-3] + "y"
    return low[:-2] if low.endswith(("sses", "shes", "ches", "xes")) else low[:-1]


@cache
def negations() -> tuple[str, ...]:
    """Return the words that negate, and those that a "not" is fused to."""
    found = (
        low
        for low, known in english_words().forms.items()
        if known.tag == Tag.NEGATION or known.fused == "not"
    )
    return (*found, "no", "none", "nobody", "nothing", "neither", "nor", "cannot")
