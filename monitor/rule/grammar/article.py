"""Keys of conditions on article metadata: `publisher:`, `language:`, `path:`, `published:`."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Annotated

from monitor.errors import Location, nearest
from monitor.located.error_codes import Code, explain
from monitor.located.keys import Shape, key
from monitor.located.yaml_tree import Mapping, Node
from monitor.rule.condition import Published
from monitor.rule.grammar.reading import RuleReading
from monitor.rule.grammar.reads import date, duration
from monitor.rule.grammar.table import KeyTable
from monitor.rule.grammar.values import read_texts

LANGUAGE: Shape = {"type": "string", "pattern": r"^\s*[A-Za-z]{2}\s*$"}
_ISO_639_1 = frozenset(
    """
    aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de
    dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id
    ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu
    lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu
    rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr
    ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu
    """.split()  # noqa: SIM905 - two hundred quotes would hide the codes
)
_NAMES = {
    name: code
    for code, names in {
        "en": "english gb us eng",
        "ru": "russian rus",
        "uk": "ukrainian ua ukr",
        "de": "german ger",
        "fr": "french",
        "es": "spanish",
        "it": "italian",
        "zh": "chinese cn",
        "ar": "arabic",
        "tr": "turkish",
        "pl": "polish",
        "ja": "jp",
        "cs": "cz",
        "el": "gr",
    }.items()
    for name in names.split()
}
"""What people write for a language in place of its code."""


def read_publishers(reading: RuleReading, node: Node) -> tuple[str, ...]:
    """Return the names of publishers; `*` in a name stands for anything."""
    texts = read_texts(reading, node, "a publisher")
    for text, element in texts:
        if not any(character.isalnum() for character in text):
            raise reading.amiss(
                Code.PHRASE_WITHOUT_WORDS,
                element,
                f'the publisher "{text}" has no letter or digit',
                "write its name, or a part of it with * for the rest",
            )
    return tuple(" ".join(text.split()) for text, _ in texts)


explain(Code.BAD_LANGUAGE, "A language is named by its two-letter code (ISO 639-1): en, ru, uk, de.")


def read_languages(reading: RuleReading, node: Node) -> tuple[str, ...]:
    """Return the two-letter codes of languages, in small letters."""

    def code(reading: RuleReading, one: tuple[str, Node]) -> str:
        text, element = one[0].strip().lower(), one[1]
        if text not in _ISO_639_1:
            meant = _NAMES.get(text) or nearest(text[:2], _ISO_639_1)
            hint = (
                f'write "{meant}"' if text in _NAMES else "write the two letters of ISO 639-1: en, ru, uk, de"
            )
            raise reading.amiss(Code.BAD_LANGUAGE, element, f'"{text}" is no language code', hint)
        return text

    return reading.each(code, read_texts(reading, node, "a language"))


def read_paths(reading: RuleReading, node: Node) -> tuple[str, ...]:
    """Return the globs that the article's path is matched against from the right."""
    return tuple(text.strip() for text, _ in read_texts(reading, node, "a path"))


explain(Code.IMPOSSIBLE_DATES, "No date lies in the range.")


class PublishedSpec(KeyTable, of="published", json_schema_extra={"minProperties": 1}):
    """The range of dates: `within` a length of time back, `after` and `before` a date."""

    within: Annotated[timedelta | None, duration()] = key(
        "So long before the article came in, at most.", "2d", "36h"
    )
    after: Annotated[datetime | None, date("after")] = key(
        "On this day or later; a time can follow.", "2024-07-15", "2024-07-15T12:30:00Z"
    )
    before: Annotated[datetime | None, date("before")] = key(
        "Before this day; a time can follow.", "2024-08-01"
    )

    def build(self, reading: RuleReading, node: Mapping) -> PublishedSpec:
        """Return the range, in which there must be some date."""
        if not node.entries:
            hint = "write published: {within: 2d}"
            raise reading.amiss(Code.EMPTY_VALUE, node, "published says nothing", hint)
        if self.after and self.before and self.after >= self.before:
            raise reading.amiss(
                Code.IMPOSSIBLE_DATES,
                node.key("before") or node,
                '"before" is not later than "after", so no date lies between them',
                "change the two round",
            )
        return self

    def condition(self, at: Location) -> Published:
        """Return the condition that stands at *at*."""
        return Published(location=at, within=self.within, after=self.after, before=self.before)
