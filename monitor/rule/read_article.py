"""Conditions on the article's own data: publisher, language, path, date of publication."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

from monitor.duration import parse_duration
from monitor.errors import nearest
from monitor.located.error_codes import Code
from monitor.located.yaml_tree import Mapping, Node, Scalar
from monitor.rule.condition import Condition, Language, PathIs, Published, Publisher
from monitor.rule.read_value import Keys, RuleReading, read_mapping, read_text, read_texts, values_of

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
_PUBLISHED = Keys(of="published", known=frozenset({"within", "after", "before"}))
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def read_publisher(reading: RuleReading, key: Scalar, node: Node) -> Condition | None:
    """Return the names of publishers; `*` in a name stands for anything."""
    texts = read_texts(reading, node, "a publisher")
    if texts is None:
        return None
    for text, element in texts:
        if not any(character.isalnum() for character in text):
            reading.tell(
                Code.PHRASE_WITHOUT_WORDS,
                element,
                f'the publisher "{text}" has no letter or digit',
                "write its name, or a part of it with * for the rest",
            )
            return None
    return Publisher(location=key.location, names=tuple(" ".join(text.split()) for text, _ in texts))


def read_language(reading: RuleReading, key: Scalar, node: Node) -> Condition | None:
    """Return the two-letter codes of languages, in small letters."""
    texts = read_texts(reading, node, "a language")
    if texts is None:
        return None
    codes = [(text.strip().lower(), element) for text, element in texts]
    bad = [(code, element) for code, element in codes if code not in _ISO_639_1]
    for code, element in bad:
        meant = _NAMES.get(code) or nearest(code[:2], _ISO_639_1)
        reading.tell(
            Code.BAD_LANGUAGE,
            element,
            f'"{code}" is no language code',
            f'write "{meant}"' if code in _NAMES else "write the two letters of ISO 639-1: en, ru, uk, de",
        )
    return None if bad else Language(location=key.location, codes=tuple(code for code, _ in codes))


def read_path(reading: RuleReading, key: Scalar, node: Node) -> Condition | None:
    """Return the globs that the article's path is matched against from the right."""
    texts = read_texts(reading, node, "a path")
    if texts is None:
        return None
    return PathIs(location=key.location, globs=tuple(text.strip() for text, _ in texts))


def read_published(reading: RuleReading, key: Scalar, node: Node) -> Condition | None:
    """Return the range of dates: `within` a length of time back, `after` and `before` a date."""
    mapping = read_mapping(reading, node, _PUBLISHED)
    if mapping is None:
        return None
    before_count = len(reading.faults)
    if not mapping.entries:
        reading.tell(Code.EMPTY_VALUE, mapping, "published says nothing", "write published: {within: 2d}")
    values = values_of(mapping)
    within = read_duration(reading, values["within"]) if "within" in values else None
    after = read_date(reading, values["after"], "after") if "after" in values else None
    before = read_date(reading, values["before"], "before") if "before" in values else None
    if after and before and after >= before:
        _tell_impossible(reading, mapping)
    if len(reading.faults) > before_count or not mapping.entries:
        return None
    return Published(location=key.location, within=within, after=after, before=before)


def _tell_impossible(reading: RuleReading, mapping: Mapping) -> None:
    reading.tell(
        Code.IMPOSSIBLE_DATES,
        mapping.key("before") or mapping,
        '"before" is not later than "after", so no date lies between them',
        "change the two round",
    )


def read_duration(reading: RuleReading, node: Node, what: str = "a length of time") -> timedelta | None:
    """Return the length of time that *node* says."""
    if not isinstance(node, Scalar):
        read_text(reading, node, what)
        return None
    try:
        return parse_duration(node.value)
    except ValueError:
        reading.tell(
            Code.BAD_DURATION,
            node,
            f'"{node.value}" is no length of time',
            "write a number and a unit: 30m, 36h, 2d, 1w",
        )
        return None


def read_date(reading: RuleReading, node: Node, what: str) -> datetime | None:
    """Return the aware UTC instant that *node* says; a day alone is its midnight, no zone is UTC."""
    if not isinstance(node, Scalar):
        read_text(reading, node, what)
        return None
    moment = _instant(node.value.strip())
    if moment is None:
        reading.tell(
            Code.BAD_DATE,
            node,
            f'"{node.value}" is no date, but {what} must be one',
            "write year-month-day, as in 2024-07-15, or with a time 2024-07-15T12:30:00Z",
        )
    return moment


def _instant(text: str) -> datetime | None:
    if not _DAY.match(text):
        return None
    try:
        moment = datetime.fromisoformat(text)
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
