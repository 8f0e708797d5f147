"""What words and phrases hint at a denial before a text is read."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from monitor.extract.denial.words import DenialTable
from monitor.extract.lang.en.lexicon import negations, plurals
from monitor.extract.lang.pack import Pack
from monitor.extract.prefilter.beside import WordsBeside
from monitor.extract.prefilter.cues import Cue, Cues, phrases, written

Forms = Callable[[str], Iterable[str]]
_THIS = ("this", "it", "that", "them", "these")
_VERDICT_ONLY = frozenset({"verdict"})
_INNOCENCE_ONLY = frozenset({"innocence"})


def denial_cues(pack: Pack, beside: WordsBeside) -> Cues:
    """Yield every form of the words of denial, and the phrases that deny or answer a claim."""

    def forms(lemma: str) -> Iterable[str]:
        return written(pack, lemma)

    words = pack.denials
    yield from _verbs(words, forms, beside)
    yield from _nouns(words)
    yield from _phrases(pack)
    yield from _verdicts(words)
    yield from _deeds(words, forms)


def _verbs(words: DenialTable, forms: Forms, beside: WordsBeside) -> Cues:
    for row in words.verbs.values():
        naming = Cue.NAMING if row.of == _VERDICT_ONLY else Cue.REJECT
        cue = Cue.DENY if "any" in row.of else naming
        if row.of == _INNOCENCE_ONLY:
            cue = beside.cue(words.lists["innocence"], cue)
        for text in _in_all_forms(row.lemma, forms):
            yield text, cue, None
            if "that" in row.of:
                yield f"{text} that", Cue.PHRASE, None
    for lemma in words.lists["insisting"]:
        yield from ((text, Cue.NEGATED, None) for text in forms(lemma))


def _nouns(words: DenialTable) -> Cues:
    for noun in words.nouns:
        yield from ((text, Cue.DENY, None) for text in plurals(noun))
    lists = words.lists
    for noun in lists["claims"] | lists["soft_claims"] | lists["topics"] | lists["innocence"]:
        yield from ((text, Cue.CLAIM, None) for text in plurals(noun))


def _phrases(pack: Pack) -> Cues:
    lists = pack.denials.lists
    fixed = (*lists["statements"], *lists["plan_statements"], *phrases("such"), *phrases("contrary"))
    yield from ((text, Cue.PHRASE, None) for text in fixed)
    yield from ((text, Cue.NEGATED, None) for text in phrases("such_a"))
    against = (
        (one, text) for one in phrases("despite") for claim in lists["claims"] for text in plurals(claim)
    )
    yield from ((f"{one} {text}", Cue.NEGATED, None) for one, text in against)
    yield from ((text, Cue.NEGATION, None) for text in negations())
    yield from ((text, Cue.TOLD, None) for text in phrases("told"))
    yield from ((f"of {this} {be} true", Cue.PHRASE, None) for this in _THIS for be in ("is", "was"))
    yield from ((f"no {text}", Cue.PHRASE, None) for text in lists["plans"])
    yield from ((f"no {text}", Cue.PHRASE, None) for noun in lists["acts"] for text in plurals(noun))
    yield from ((f"{no} {text}", Cue.PHRASE, None) for no in phrases("untrue") for text in phrases("true"))
    for rows in pack.predicates.nouns.values():
        yield from ((f"no {text}", Cue.PHRASE, None) for row in rows for text in plurals(" ".join(row.lemma)))


def _verdicts(words: DenialTable) -> Cues:
    lists, adverbs = words.lists, phrases("adverbs")
    for text in lists["verdicts"]:
        if text not in lists["rumours"]:
            yield text, Cue.REJECT, None
        firmly = [f"{adverb} {text}".strip() for adverb in adverbs]
        yield from ((f'"{emphatic}{text},', Cue.PHRASE, None) for emphatic in phrases("exclaimed"))
        yield from (
            (f"{this} {verdict}", Cue.PHRASE, None) for this in phrases("answering") for verdict in firmly
        )
        if text.split()[-1] in lists["falsehoods"]:
            yield from ((f"{be} {text}", Cue.PHRASE, None) for be in phrases("being"))
        yield from ((f"{text} to {say}", Cue.PHRASE, None) for say in lists["wording"])
        if text not in lists["scorn"]:
            yield from ((f"as {verdict}", Cue.PHRASE, None) for verdict in firmly)


def _deeds(words: DenialTable, forms: Forms) -> Cues:
    lists, no = words.lists, phrases("not")
    for lemma in lists["deeds"]:
        for text in _in_all_forms(lemma, forms):
            yield f"never {text}", Cue.PHRASE, None
            yield from ((f"{one} {text}", Cue.REJECT, None) for one in no)
    for lemma in lists["misdeeds"]:
        yield from ((f"{one} {text}", Cue.PHRASE, None) for text in _in_all_forms(lemma, forms) for one in no)


def _in_all_forms(lemma: str, forms: Forms) -> Iterable[str]:
    """Return *lemma*, of one or several words, with its verb in every form."""
    first, _, rest = lemma.partition(" ")
    return [f"{form} {rest}".strip() for form in forms(first)]
