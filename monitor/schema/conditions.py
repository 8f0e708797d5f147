"""What may stand under `when:`. A condition is a phrase or a mapping with one key, and holds others."""

from __future__ import annotations

from monitor.extract.model import ContactKind, ContactStatus, Denies
from monitor.schema.shapes import (
    Schema,
    choice,
    day,
    duration,
    flag,
    key,
    listing,
    mapping,
    name,
    one_or_more,
    phrase,
    refer,
    text,
    whole,
)


def condition() -> Schema:
    """A phrase, or exactly one of the conditions by name."""
    return {
        "type": ["string", "integer", "object"],
        **{word: rest for word, rest in phrase().items() if word != "type"},
        "minProperties": 1,
        # Beside `properties` it would keep editors from completing what is still empty.
        "allOf": [{"maxProperties": 1}],
        "additionalProperties": False,
        "properties": {**_combining(), **_scopes(), **_finding(), **_of_the_article(), **_reported()},
    }


def term() -> Schema:
    """A term of `near`: words."""
    finding = _finding()
    words = {one: finding[one] for one in ("regex", "list", "condition")}
    any_of = key(listing(refer("term")), "One of these words is enough.", ["call*", "phone*"])
    return {**condition(), "properties": {"any": any_of, **words}}


def _combining() -> dict[str, Schema]:
    several = listing(refer("condition"))
    at_least = mapping(
        {
            "count": key(whole(), "How many of them must hold.", 2),
            "of": key(several, "The conditions that are counted.", ["tanker*", "sanction*", "port"]),
        },
        *("count", "of"),
    )
    near = mapping(
        {
            "terms": key(
                listing(refer("term"), 2),
                "What must stand near each other: phrases, lists, regexes, or any of these.",
                ["sanction*", {"any": ["tanker*", "ship*"]}],
            ),
            "within": key(whole(), "How many words apart at most; neighbours are 1 apart.", 8),
            "ordered": flag("Whether they must come in the order written; false unless set."),
        },
        *("terms", "within"),
    )
    return {
        "any": key(several, "One of these is enough.", ["sanction*", "embargo"]),
        "all": key(
            several,
            "Each of these must hold, in the scope they stand in.",
            ["Kremlin", {"not": "Kremlin Cup"}],
        ),
        "not": key(
            refer("condition"),
            "This must not hold in the scope it stands in.",
            "correction",
            {"title": "obituary"},
        ),
        "at_least": key(
            at_least, "So many of these must hold.", {"count": 2, "of": ["tanker*", "sanction*", "port"]}
        ),
        "near": key(
            near,
            "The terms stand within so many words of each other, in one paragraph.",
            {"terms": ["minister", "resign*"], "within": 6},
        ),
    }


def _scopes() -> dict[str, Schema]:
    inside = {
        "title": "the title",
        "lead": "the first paragraph",
        "sentence": "one and the same sentence",
        "paragraph": "one and the same paragraph",
        "quote": "quoted speech",
    }
    return {
        scope: key(
            refer("condition"),
            f"The condition holds inside {where}.",
            {"all": ["minister", "resign*"]},
            "resign*",
        )
        for scope, where in inside.items()
    }


def _finding() -> dict[str, Schema]:
    return {
        "regex": key(
            text(),
            "A regular expression (RE2) that is found in the text, in any case unless it begins with (?-i).",
            r"\b\d+ (killed|dead)\b",
        ),
        "list": key(name(), "Any entry of the list of this name; lists: defines it.", "ministers"),
        "condition": key(name(), "The condition of this name; conditions: defines it.", "unrest"),
    }


def _of_the_article() -> dict[str, Schema]:
    language = {"type": "string", "pattern": r"^\s*[A-Za-z]{2}\s*$"}
    published: Schema = mapping(
        {
            "within": key(duration(), "So long before the article came in, at most.", "2d", "36h"),
            "after": key(
                day(), "On this day or later; a time can follow.", "2024-07-15", "2024-07-15T12:30:00Z"
            ),
            "before": key(day(), "Before this day; a time can follow.", "2024-08-01"),
        }
    )
    return {
        "publisher": key(
            one_or_more(name()),
            "Who published the article; * stands for anything.",
            "Reuters",
            ["AFP", "TASS*"],
        ),
        "language": key(
            one_or_more(language), "The article's language: two letters of ISO 639-1.", "en", ["ru", "uk"]
        ),
        "path": key(
            one_or_more(name()),
            "The article's file, as a glob from the right.",
            "wire/*.txt",
            ["*.md", "afp/**"],
        ),
        "published": key(
            {**published, "minProperties": 1}, "When the article was published.", {"within": "2d"}
        ),
    }


def _reported() -> dict[str, Schema]:
    return {
        "contact": key(
            refer("contact"),
            "The article reports a contact of leaders, or that there was none; `any` asks for nothing more.",
            {"between": ["Putin", "Trump"], "status": ["happened", "claimed"]},
            "any",
        ),
        "denial": key(
            {"anyOf": [{"const": "any"}, _denial()]},
            "The article reports, as its news, that somebody denies something; `any` asks for nothing more.",
            {"official": True, "of": "contact"},
            "any",
        ),
    }


def contact() -> Schema:
    """A contact by its sides, kind, status and source; or any."""
    sides = {"type": "array", "minItems": 2, "maxItems": 2, "items": _who()}
    keys = {
        "between": key(
            sides,
            "The two sides, in any order; a side may be a list.",
            ["Putin", "any"],
            [["Putin", "Lavrov"], {"group": "g7"}],
        ),
        "kind": key(
            one_or_more(choice(ContactKind)), "How they were in touch.", "call", ["meeting", "visit"]
        ),
        "status": key(
            one_or_more(choice(ContactStatus)),
            "What the article says of it; claimed: said by others than the two, and unconfirmed.",
            ["happened", "claimed", "denied"],
        ),
        "by": key(_who(), "Who says so.", "Kremlin", {"group": "g7"}),
    }
    return {"anyOf": [{"const": "any"}, mapping(keys)]}


def _denial() -> Schema:
    return mapping(
        {
            "by": key(_who(), "Who denies it.", "Peskov", ["Kremlin", "White House"]),
            "official": flag("Whether somebody speaks for a state, an army, a party or the like."),
            "of": key(one_or_more(choice(Denies)), "What is denied.", "contact", ["plan", "claim"]),
            "contact": key(refer("contact"), "The contact that is denied.", {"between": ["Putin", "any"]}),
        }
    )


def _who() -> Schema:
    group = mapping(
        {
            "group": key(
                one_or_more(name()),
                "A group of countries, or one of your own from entities:.",
                "g7",
                ["eu", "nato"],
            )
        },
        "group",
    )
    one: Schema = {"anyOf": [name(), group]}
    return one_or_more(one)
