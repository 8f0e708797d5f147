"""Words that an editor teaches: `words:` at the top of a rule file, by language, for contacts and denials.

They hold for all rule files, as entities do. What the lexicon knows already is a doubt, not an error.
"""

from __future__ import annotations

from pathlib import Path

from monitor.errors import nearest
from monitor.extract.lexicon.taught import LANGUAGES, Taught, Use
from monitor.extract.model import ContactKind
from monitor.located.error_codes import Code
from monitor.located.yaml_tree import Mapping, Node, Scalar, Spot
from monitor.rule.condition import Phrase
from monitor.rule.read_lists import read_entries
from monitor.rule.read_text import read_phrase
from monitor.rule.read_value import Keys, RuleReading, read_mapping, shape_of

_DENIAL_USES = {
    "verbs": Use.DENIAL_VERB,
    "verdicts": Use.VERDICT,
    "statements": Use.STATEMENT,
    "plans": Use.PLAN_DENIAL,
    "claims": Use.CLAIM,
    "never": Use.NO_DENIAL,
}
_PARTS = frozenset({"contact", "denial"})
_CONTACT = Keys(of="contact:", known=frozenset({"verbs", "nouns", "never"}))
_DENIAL = Keys(of="denial:", known=frozenset(_DENIAL_USES))
_KINDS = frozenset(kind.value for kind in ContactKind)
_OTHER_NAMES = {"english": "en", "russian": "ru", "ukrainian": "uk", "ua": "uk", "eng": "en", "rus": "ru"}
_LETTERS_OF = {
    "en": ("an English", "Cyrillic", frozenset("абвгдеёжзийклмнопрстуфхцчшщъыьэюяіїєґ"), "ru: or uk:"),
    "ru": ("a Russian", "Ukrainian", frozenset("іїєґ"), "uk:"),
    "uk": ("a Ukrainian", "Russian", frozenset("ыэъё"), "ru:"),
}
_SHORTEST_STEM = 3
_MOST_STARS = 2


def read_words(reading: RuleReading, node: Node, folder: Path) -> None:
    """Add the words that *node* teaches to the reading; *folder* is where relative files are meant from."""
    if not isinstance(node, Mapping):
        reading.tell(
            Code.WRONG_TYPE,
            node,
            f"words must be languages with their words, but this is {shape_of(node)}",
            "write en:, ru: or uk:, and below it contact: or denial:",
        )
        return
    for entry in node.entries:
        if entry.key.value in LANGUAGES:
            _Words(reading, entry.key.value, folder).read(entry.value)
        else:
            _tell_language(reading, entry.key)


def _tell_language(reading: RuleReading, key: Scalar) -> None:
    name = key.value.strip()
    if name in _PARTS | _CONTACT.known | _DENIAL.known:
        hint = f"name the language first, as in words: {{en: {{{name}: …}}}}"
    else:
        near = _OTHER_NAMES.get(name.lower()) or nearest(name, LANGUAGES)
        hint = f'did you mean "{near}"? ' if near else ""
        hint += "words can be taught in en (English), ru (Russian) and uk (Ukrainian)"
    reading.tell(Code.WORDS_LANGUAGE, key, f'words cannot be taught in "{name}"', hint)


class _Words:
    """The words of one language in one file."""

    def __init__(self, reading: RuleReading, language: str, folder: Path) -> None:
        self.reading = reading
        self.language = language
        self.folder = folder

    def read(self, node: Node) -> None:
        """Read `contact:` and `denial:`."""
        parts = read_mapping(self.reading, node, Keys(of=f"{self.language}:", known=_PARTS))
        contact, denial = (parts.get(name) if parts else None for name in ("contact", "denial"))
        if contact is not None:
            self._contact(contact)
        if denial is not None and (uses := read_mapping(self.reading, denial, _DENIAL)) is not None:
            for name, use in _DENIAL_USES.items():
                self._list(uses.get(name), use)

    def _contact(self, node: Node) -> None:
        uses = read_mapping(self.reading, node, _CONTACT)
        if uses is None:
            return
        self._list(uses.get("never"), Use.NO_CONTACT)
        for name, use in (("verbs", Use.CONTACT_VERB), ("nouns", Use.CONTACT_NOUN)):
            table = uses.get(name)
            kinds = Keys(of=f"{name}:", known=_KINDS)
            by_kind = read_mapping(self.reading, table, kinds) if table is not None else None
            for kind in ContactKind if by_kind is not None else ():
                self._list(by_kind.get(kind.value) if by_kind else None, use, kind)

    def _list(self, node: Node | None, use: Use, kind: ContactKind | None = None) -> None:
        """Read one word, a list of words, or a file of words."""
        if node is None:
            return
        one = read_phrase(self.reading, node, "a word") if isinstance(node, Scalar) else None
        several = None if isinstance(node, Scalar) else read_entries(self.reading, node, self.folder)
        for phrase in several or ((one,) if one else ()):
            self._word(phrase, Taught(language=self.language, use=use, text=phrase.text, kind=kind))

    def _word(self, phrase: Phrase, taught: Taught) -> None:
        spot = Spot(phrase.location, len(phrase.text))
        trouble = _trouble(taught)
        if trouble is not None:
            self.reading.tell(Code.BAD_WORD, spot, *trouble)
            return
        key = (taught.language, taught.use, taught.text.casefold())
        first, place = self.reading.words.setdefault(key, (taught, phrase.location))
        if first.kind != taught.kind:
            self.reading.tell(
                Code.BAD_WORD,
                spot,
                f'"{phrase.text}" is taught as {first.kind} at {place} and as {taught.kind} here',
                "a word is of one kind: take one of the two away",
            )
        elif place == phrase.location:
            self._doubt_known(spot, taught)

    def _doubt_known(self, spot: Spot, taught: Taught) -> None:
        from monitor.extract.lexicon import Lexicon

        known = Lexicon.load_default().known_as(taught)
        if known is None:
            return
        same = taught.kind is None or known == taught.kind.value
        what = known if taught.kind is None else f"{taught.use.value}: {known}"
        self.reading.doubt(
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
