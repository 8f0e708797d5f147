"""`tests:` of a rule: an article, and what is expected of it."""

from __future__ import annotations

from monitor.fact.model import ContactKind, ContactStatus, Denies
from monitor.rule.examples import Expected
from monitor.schema.shapes import (
    Schema,
    choice,
    day,
    flag,
    key,
    listing,
    mapping,
    name,
    one_or_more,
    text,
)

_ARTICLE = {"text": "The minister resigned on Monday."}


def tests() -> Schema:
    """Return the key `tests`."""
    keys = {
        "name": key(name(), "What the test shows.", "a minister resigns"),
        "article": key(
            {**mapping(_article()), "minProperties": 1}, "The article: its parts, or a file.", _ARTICLE
        ),
        "expect": key(
            {"anyOf": [choice(Expected), _details()]},
            "Whether the rule must match, or what it must find.",
            *("match", "no match", {"evidence": ["minister", "resigned"]}),
        ),
    }
    test = mapping(keys, "article", "expect")
    return key(
        listing(test),
        "Articles that the rule must find and must not find; `monitor test` runs them.",
        [{"name": "a minister resigns", "article": _ARTICLE, "expect": "match"}],
    )


def _article() -> dict[str, Schema]:
    part: Schema = {"type": ["string", "integer"]}
    return {
        "title": key(part, "Its headline.", "Minister resigns"),
        "text": key(part, "Its text; a blank line parts paragraphs.", "The minister resigned on Monday."),
        "publisher": key(part, "Who published it.", "Reuters"),
        "language": key(part, "Its language, in two letters; read off the text unless set.", "en"),
        "path": key(part, "The path of its file, for conditions on it.", "wire/afp/1.txt"),
        "published": key(day(), "When it was published.", "2024-07-15", "2024-07-15T12:30:00Z"),
        "received": key(day(), "When it came in.", "2024-07-16T08:00:00Z"),
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
    return {**mapping(keys), "minProperties": 1}


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
