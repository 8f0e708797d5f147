"""The schema of a rule file."""

from __future__ import annotations

from monitor.rule.model import Severity
from monitor.schema.conditions import condition, contact, term
from monitor.schema.examples import tests
from monitor.schema.reuse import conditions, defaults, excepting_definition, exceptions, reused
from monitor.schema.shapes import (
    DRAFT,
    ID,
    Schema,
    choice,
    complain,
    key,
    listing,
    mapping,
    name,
    one_or_more,
    refer,
    text,
)
from monitor.schema.telling import telling
from monitor.schema.vocabulary import entities, lists, word_definitions, words

_EXAMPLE = {
    "id": "minister-resigns",
    "severity": "high",
    "when": {"sentence": {"all": ["minister", "resign*"]}},
}


def rules_schema() -> Schema:
    """Return the schema of a rule file."""
    keys = {
        "rules": key(listing(rule()), "The rules of this file.", [_EXAMPLE]),
        "lists": lists(),
        "entities": entities(),
        "words": words(),
        "conditions": conditions(),
        "exceptions": exceptions(),
        "defaults": defaults(_names()),
    }
    return {
        "$schema": DRAFT,
        "title": "Rules of monitor",
        "description": "What to look for in articles. `monitor check` tells what is wrong.",
        **mapping(keys),
        "minProperties": 1,
        "definitions": {
            "condition": condition(),
            "term": term(),
            "contact": contact(),
            "except": excepting_definition(),
            **word_definitions(),
        },
    }


def rule() -> Schema:
    """One rule: it needs a condition, a sequence of other rules, or one to extend."""
    keys = {**_names(), "when": _when(), **reused(), **telling(), "tests": tests()}
    other: Schema = {"anyOf": [{"required": ["sequence"]}, {"required": ["extends"]}]}
    needs: Schema = {"if": other, "else": {"required": ["when"]}}
    return {**mapping(keys, "id"), **needs}


def _names() -> dict[str, Schema]:
    id_ = {
        "type": "string",
        "pattern": ID,
        **complain("small letters, digits and dashes"),
    }
    return {
        "id": key(
            id_, "The rule's name: small letters, digits, dashes; unique over all files.", "minister-resigns"
        ),
        "title": key(
            text(),
            "The headline of its alerts, a template of article, rule, evidence, contacts, denials, claim; "
            "of a contact participants, kind, status, by. Made of the id unless set.",
            "Resigned: {{ article.title }}",
            "{{ participants }}: {{ kind }}",
        ),
        "severity": key(choice(Severity), "How much its alerts matter; medium unless set.", "high"),
        "tags": key(
            one_or_more(name()), "Words that routes and silences choose by.", ["diplomacy", "denial"]
        ),
        "description": key(
            text(), "What the rule is for, for those who read it.", "A minister leaves office."
        ),
    }


def _when() -> Schema:
    return key(
        refer("condition"),
        "What an article must say: a phrase, or a condition by name.",
        "ceasefire",
        {"sentence": {"all": ["minister", "resign*"]}},
    )
