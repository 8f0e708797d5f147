"""The `words:` table of a rule file: vocabulary that a user adds for contacts and denials.

They hold for all rule files, as entities do. What the lexicon knows already is a doubt, not an error.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any

from pydantic import create_model

from monitor.errors import nearest
from monitor.extract.lexicon.taught import LANGUAGES, Taught, Use
from monitor.extract.model import ContactKind
from monitor.located.error_codes import Code, explain
from monitor.located.keys import key
from monitor.located.yaml_tree import Node, Scalar, Spot
from monitor.rule.condition import Phrase
from monitor.rule.grammar.lists import ListFileSpec, Word, Words, read_entries
from monitor.rule.grammar.phrases import read_phrase
from monitor.rule.grammar.reading import RuleReading
from monitor.rule.grammar.reads import Reads, Told
from monitor.rule.grammar.table import KeyTable
from monitor.rule.grammar.values import shape_of

_DENIAL_USES = {
    "verbs": Use.DENIAL_VERB,
    "verdicts": Use.VERDICT,
    "statements": Use.STATEMENT,
    "plans": Use.PLAN_DENIAL,
    "claims": Use.CLAIM,
    "never": Use.NO_DENIAL,
}
_OTHER_NAMES = {"english": "en", "russian": "ru", "ukrainian": "uk", "ua": "uk", "eng": "en", "rus": "ru"}
_LETTERS_OF = {
    "en": ("an English", "Cyrillic", frozenset("абвгдеёжзийклмнопрстуфхцчшщъыьэюяіїєґ"), "ru: or uk:"),
    "ru": ("a Russian", "Ukrainian", frozenset("іїєґ"), "uk:"),
    "uk": ("a Ukrainian", "Russian", frozenset("ыэъё"), "ru:"),
}
_SHORTEST_STEM = 3
_MOST_STARS = 2


def _read_words(reading: RuleReading, node: Node) -> tuple[Phrase, ...]:
    """Return one word, a list of words, or those of a file."""
    if isinstance(node, Scalar):
        return (read_phrase(reading, node, "a word"),)
    return read_entries(reading, node)


SomeWords = Told[Annotated[tuple[Phrase, ...], Reads(_read_words, Word | Words | ListFileSpec)]]


def _some(says: str, example: str) -> Any:
    return key(says, [example], {"file": "words.txt"})


_BY_KIND: dict[str, Any] = {
    kind.value: (SomeWords, _some(f"Words for: {kind}.", "confab")) for kind in ContactKind
}
_ByKind = create_model("_ByKind", __base__=KeyTable, **_BY_KIND)


class VerbsSpec(_ByKind, of="verbs:", goes_on=True):  # type: ignore[call-arg, misc, valid-type]
    """Verbs for each kind of contact."""


class NounsSpec(_ByKind, of="nouns:", goes_on=True):  # type: ignore[call-arg, misc, valid-type]
    """Nouns for each kind of contact."""


class ContactWords(KeyTable, of="contact:", goes_on=True):
    """Words of contact."""

    verbs: Told[VerbsSpec] = key("Verbs with the other leader after them, by kind.", {"call": "zoom* with"})
    nouns: Told[NounsSpec] = key("Nouns of contact, by kind.", {"meeting": ["confab"]})
    never: SomeWords = _some("What only looks like contact.", "met with criticism")


class DenialWords(KeyTable, of="denial:", goes_on=True):
    """Words of denial."""

    verbs: SomeWords = _some("Verbs that deny when their object is a claim.", "pour* scorn over")
    verdicts: SomeWords = _some("Words that call a claim untrue.", "hogwash")
    statements: SomeWords = _some(
        "Words that deny on their own, whoever says them.", "there is not a word of it"
    )
    plans: SomeWords = _some("Words that deny a plan.", "not on the cards")
    claims: SomeWords = _some("Single nouns for what is denied.", "scuttlebutt")
    never: SomeWords = _some("What only looks like a denial.", "brush* off suggestions of a break")


class LanguageSpec(KeyTable, goes_on=True):
    """The words of one language."""

    contact: Told[ContactWords] = key("Words of contact.", {"nouns": {"meeting": ["confab"]}})
    denial: Told[DenialWords] = key("Words of denial.", {"verdicts": ["hogwash"]})

    def said(self) -> Iterator[tuple[Use, ContactKind | None, Phrase]]:
        """Yield every word with what it is for."""
        contact: Any = self.contact
        if contact is not None:
            yield from ((Use.NO_CONTACT, None, phrase) for phrase in contact.never or ())
            for use, by_kind in ((Use.CONTACT_VERB, contact.verbs), (Use.CONTACT_NOUN, contact.nouns)):
                for kind in ContactKind if by_kind is not None else ():
                    yield from ((use, kind, phrase) for phrase in getattr(by_kind, kind) or ())
        for name, use in _DENIAL_USES.items() if self.denial is not None else ():
            yield from ((use, None, phrase) for phrase in getattr(self.denial, name) or ())


class English(LanguageSpec, of="en:"):
    """English words."""


class Russian(LanguageSpec, of="ru:"):
    """Russian words."""


class Ukrainian(LanguageSpec, of="uk:"):
    """Ukrainian words."""


explain(
    Code.WORDS_LANGUAGE,
    "Contacts and denials are read in English, Russian and Ukrainian, so words can be taught in these: "
    "words: {en: …, ru: …, uk: …}.",
)


class WordsSpec(KeyTable, of="words", goes_on=True):
    """Words by language."""

    en: Told[English] = key("English words.", {"denial": {"verdicts": ["hogwash"]}})
    ru: Told[Russian] = key("Russian words.", {"denial": {"verdicts": ["околесиц*"]}})
    uk: Told[Ukrainian] = key("Ukrainian words.", {"denial": {"verdicts": ["нісенітниц*"]}})

    @classmethod
    def otherwise(cls, reading: RuleReading, node: Node) -> Any:
        """Refuse what names no language."""
        raise reading.amiss(
            Code.WRONG_TYPE,
            node,
            f"words must be languages with their words, but this is {shape_of(node)}",
            "write en:, ru: or uk:, and below it contact: or denial:",
        )

    @classmethod
    def unknown(cls, reading: RuleReading, key: Scalar) -> tuple[Code, str, str, str | None]:  # noqa: ARG003
        """Say in which languages words can be taught."""
        name = key.value.strip()
        if name in LanguageSpec.known | ContactWords.known | DenialWords.known:
            hint = f"name the language first, as in words: {{en: {{{name}: …}}}}"
        else:
            near = _OTHER_NAMES.get(name.lower()) or nearest(name, LANGUAGES)
            hint = f'did you mean "{near}"? ' if near else ""
            hint += "words can be taught in en (English), ru (Russian) and uk (Ukrainian)"
        return Code.WORDS_LANGUAGE, f'words cannot be taught in "{name}"', hint, None


def read_words(reading: RuleReading, node: Node) -> None:
    """Add the words that *node* teaches to the reading."""
    spec = reading.read(WordsSpec, node)
    for language in LANGUAGES if spec is not None else ():
        taught: LanguageSpec | None = getattr(spec, language)
        for use, kind, phrase in taught.said() if taught is not None else ():
            _add(reading, phrase, Taught(language=language, use=use, text=phrase.text, kind=kind))


explain(
    Code.BAD_WORD,
    "A word that can never be found, or would be found everywhere, cannot be taught; nor can one word be "
    "of two kinds of contact.",
)


def _add(reading: RuleReading, phrase: Phrase, taught: Taught) -> None:
    spot = Spot(phrase.location, len(phrase.text))
    trouble = _trouble(taught)
    if trouble is not None:
        reading.tell(Code.BAD_WORD, spot, *trouble)
        return
    key = (taught.language, taught.use, taught.text.casefold())
    first, place = reading.words.setdefault(key, (taught, phrase.location))
    if first.kind != taught.kind:
        reading.tell(
            Code.BAD_WORD,
            spot,
            f'"{phrase.text}" is taught as {first.kind} at {place} and as {taught.kind} here',
            "a word is of one kind: take one of the two away",
        )
    elif place == phrase.location:
        _doubt_known(reading, spot, taught)


explain(
    Code.KNOWN_WORD,
    "The lexicon knows the word already, so teaching it changes nothing - or, where it is taught as "
    "another kind of contact, changes what it meant.",
)


def _doubt_known(reading: RuleReading, spot: Spot, taught: Taught) -> None:
    from monitor.extract.taught import known_as

    known = known_as(taught)
    if known is None:
        return
    same = taught.kind is None or known == taught.kind.value
    what = known if taught.kind is None else f"{taught.use.value}: {known}"
    reading.doubt(
        Code.KNOWN_WORD,
        spot,
        f'"{taught.text}" is known already as {what}',
        "it can be taken away" if same else f"from now on it tells of {taught.kind}",
    )


def _trouble(taught: Taught) -> tuple[str, str] | None:
    """Return why the word could never be found, or would be found everywhere, and the way out."""
    name, alphabet, letters, other = _LETTERS_OF[taught.language]
    if letters & set(taught.text.lower()):
        return (
            f'"{taught.text}" has {alphabet} letters, so it is never found in {name} text',
            f"put it under {other}",
        )
    if any("*" in word and len(word) <= _SHORTEST_STEM for word in taught.text.split()):
        return (
            f'"{taught.text}" has too few letters before the star: it would be found everywhere',
            f"write {_SHORTEST_STEM} letters or more before a star",
        )
    if taught.text.count("*") > _MOST_STARS:
        return f'"{taught.text}" has more than {_MOST_STARS} stars', "write its forms as words of their own"
    if taught.use is Use.CLAIM and " " in taught.text:
        return f'"{taught.text}" is not one word, and claims are looked up as one', "give its main noun alone"
    return None
