"""What rules share: `conditions:`, `exceptions:`, `defaults:` of a file, `extends:` and more of a rule."""

from __future__ import annotations

from monitor.rule.inherit import DEFAULTED
from monitor.rule.read_named import TOP_NAMES
from monitor.schema.shapes import (
    ID,
    Schema,
    choice,
    flag,
    key,
    mapping,
    name,
    one_or_more,
    phrase,
    refer,
    table,
    text,
)
from monitor.schema.telling import telling

OWN_NAME = rf"^(?!({'|'.join(TOP_NAMES)})$)[A-Za-z0-9]\S*$"
_UNWANTED = {"publisher": ["The Onion"], "phrases": ["film review"]}


def reused() -> dict[str, Schema]:
    """Return the keys of a rule that have to do with others, and whether it is evaluated and told."""
    return {
        "extends": key(
            text(), "The id of a rule whose keys hold here too, unless given here.", "resignation"
        ),
        "also": key(
            refer("condition"),
            "A condition that must hold beside that of the extended rule.",
            {"language": "en"},
        ),
        "except": _excepting(),
        "enabled": flag("Whether it is evaluated at all; true unless set."),
        "status": key(
            choice(("draft", "live")), "draft: evaluated and shown, never told; live unless set.", "draft"
        ),
    }


def conditions() -> Schema:
    """Return the key `conditions`."""
    one = key(refer("condition"), "A condition, as under when:.", {"any": ["protest*", "strike*"]})
    return key(
        table(one, OWN_NAME),
        "Conditions by name, for `condition:` in any rule.",
        {"unrest": {"any": ["protest*", "strike*"]}},
    )


def exceptions() -> Schema:
    """Return the key `exceptions`."""
    return key(
        table(_excepting(), ID),
        "Exceptions that are added to rules of any file, by the rule's id.",
        {"minister-resigns": _UNWANTED},
    )


def defaults(of_a_rule: dict[str, Schema]) -> Schema:
    """Return the key `defaults`, whose keys are some of those *of_a_rule*."""
    known = of_a_rule | telling() | reused()
    keys = {one: known[one] for one in known if one in DEFAULTED | {"tags", "except"}}
    return key(
        mapping(keys),
        "What holds for every rule of this file that does not say otherwise; tags and exceptions add up.",
        {"severity": "low", "tags": ["economy"]},
    )


def excepting_definition() -> Schema:
    """Return what keeps an article out: any of these values is enough."""
    who: Schema = {"anyOf": [name(), mapping({"group": key(one_or_more(name()), "A group.", "g7")}, "group")]}
    language: Schema = {"type": "string", "pattern": r"^\s*[A-Za-z]{2}\s*$"}
    keys = {
        "publisher": key(one_or_more(name()), "Publishers; * stands for anything.", ["The Onion"]),
        "language": key(one_or_more(language), "Languages, in two letters.", ["fr"]),
        "path": key(one_or_more(name()), "Globs of files, matched from the right.", ["drafts/*"]),
        "phrases": key(one_or_more(phrase()), "Phrases.", ["film review", "obituar*"]),
        "lists": key(one_or_more(name()), "Lists by name: any entry of one.", ["satire"]),
        "conditions": key(one_or_more(name()), "Conditions by name, of conditions:.", ["sport"]),
        "participants": key(
            one_or_more(who),
            "Those whose contacts and denials do not count; others still do.",
            ["Putin", {"group": "g7"}],
        ),
    }
    return {**mapping(keys), "minProperties": 1}


def _excepting() -> Schema:
    return key(refer("except"), "What keeps an article out after all: any one of these values.", _UNWANTED)
