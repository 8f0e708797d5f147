"""`tests:` of a rule: an article, and what is expected of it."""

from __future__ import annotations

from monitor.extract.model import ContactKind, ContactStatus, Denies
from monitor.rule.examples import TOLD_KINDS, Expected
from monitor.schema.shapes import (
    Schema,
    choice,
    complain,
    day,
    flag,
    key,
    listing,
    mapping,
    name,
    one_or_more,
    text,
)

_MOMENT = r"^\s*(\+?\s*([0-9]{1,6}(\.[0-9]{1,3})?\s*(ms|[smhdw])\s*)+|\+?\s*0+|[0-9]{4}-.*)\s*$"
_ARTICLE = {"text": "The minister resigned on Monday."}


def tests() -> Schema:
    """Return the key `tests`."""
    article = {**mapping(_article()), "minProperties": 1}
    coming = {**mapping(_coming()), "minProperties": 1}
    keys = {
        "name": key(name(), "What the test shows.", "a minister resigns"),
        "article": key(article, "The article: its parts, or a file.", _ARTICLE),
        "articles": key(
            listing(coming),
            "Several articles in place of one, each with the time it comes; a time alone lets time go by.",
            [{"at": "0m", **_ARTICLE}, {"at": "+2h"}],
        ),
        "expect": key(
            {"anyOf": [choice(Expected), _details()]},
            "Whether the rule must match, or what it must find, or what is told of it.",
            *("match", "no match"),
        ),
    }
    test = {**mapping(keys, "expect"), "if": {"required": ["articles"]}, "else": {"required": ["article"]}}
    return key(
        listing(test),
        "Articles that the rule must find and must not find; `monitor test` runs them.",
        [{"name": "a minister resigns", "article": _ARTICLE, "expect": "match"}],
    )


def _article() -> dict[str, Schema]:
    return {**_parts(), "received": key(day(), "When it came in.", "2024-07-16T08:00:00Z")}


def _coming() -> dict[str, Schema]:
    return {
        **_parts(),
        "at": key(_moment(), "When it comes, from the start; a minute apart unless set.", "+10m"),
    }


def _moment() -> Schema:
    """A time from the start of a series, or a date."""
    words = complain("how long after the start: +10m, +2d 4h; or a date with a time: 2024-07-15T12:30:00Z")
    return {"type": ["string", "integer"], "pattern": _MOMENT, "minimum": 0, "maximum": 0, **words}


def _parts() -> dict[str, Schema]:
    part: Schema = {"type": ["string", "integer"]}
    return {
        "title": key(part, "Its headline.", "Minister resigns"),
        "text": key(part, "Its text; a blank line parts paragraphs.", "The minister resigned on Monday."),
        "publisher": key(part, "Who published it.", "Reuters"),
        "language": key(part, "Its language, in two letters; read off the text unless set.", "en"),
        "path": key(part, "The path of its file, for conditions on it.", "wire/afp/1.txt"),
        "published": key(day(), "When it was published.", "2024-07-15", "2024-07-15T12:30:00Z"),
        "file": key(
            text(), "A file in place of the parts; the path starts at the rule file.", "../seeds/a.txt"
        ),
    }


def _details() -> Schema:
    contact = _contact()
    facts = {
        "contacts": key(
            listing(mapping(contact)),
            "Contacts that must be found; what is not named is not asked.",
            [{"participants": ["Putin", "Trump"], "kind": "call"}],
        ),
        "denials": key(
            listing(mapping(_denial(contact))),
            "Denials that must be found; what is not named is not asked.",
            [{"by": "Peskov", "denies": "contact"}],
        ),
    }
    keys = {
        "evidence": key(
            one_or_more(name()), "Words that must be among the evidence.", ["minister", "resigned"]
        ),
        "facts": key(
            mapping(facts), "What the article must be found to report.", {"contacts": [{"kind": "call"}]}
        ),
    }
    keys["told"] = _told()
    return {**mapping(keys), "minProperties": 1}


def _told() -> Schema:
    message = {
        "kind": key(choice(TOLD_KINDS), "What kind of message it is.", "first", "update"),
        "channel": key(text(), "The channel that is told; every one unless set.", "desk"),
        "at": key(_moment(), "When it is told.", "+10m"),
        "words": key(one_or_more(name()), "Words that stand in it.", ["Denied by"]),
    }
    return key(
        {"type": "array", "items": {**mapping(message), "minProperties": 1}},
        "All messages about the rule, in their order; [] is silence. What is not named is not asked.",
        [{"kind": "first"}, {"kind": "update", "words": ["Denied by"]}],
        [],
    )


def _contact() -> dict[str, Schema]:
    return {
        "participants": key(
            one_or_more(name()), "Who takes part, by whole or last name.", ["Putin", "Trump"]
        ),
        "kind": key(choice(ContactKind), "How they were in touch.", "call"),
        "status": key(choice(ContactStatus), "What the article says of it.", "denied"),
        "attribution": key(one_or_more(name()), "Who says so, outermost first.", ["Bob Woodward"]),
        "when": key(name(), "The time as the article says it.", "on Tuesday"),
        "evidence": key(one_or_more(name()), "Words of its evidence.", ["spoke by phone"]),
    }


def _denial(contact: dict[str, Schema]) -> dict[str, Schema]:
    return {
        "by": key(name(), "Who denies.", "Peskov"),
        "role": key(name(), "The office or body of who denies.", "Kremlin spokesman"),
        "official": flag("Whether somebody speaks for a state, an army, a party or the like."),
        "denies": key(choice(Denies), "What is denied.", "contact"),
        "contact": key(
            {"anyOf": [{"type": "null"}, mapping(contact)]},
            "The contact that is denied; null: none.",
            {"kind": "call"},
        ),
        "evidence": key(one_or_more(name()), "Words of its evidence.", ["denied the report"]),
    }
