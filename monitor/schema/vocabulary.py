"""What rule files define for all rules: `lists:`, `entities:` and `words:`."""

from __future__ import annotations

from monitor.extract.lexicon.taught import LANGUAGES
from monitor.extract.model import ContactKind
from monitor.schema.reuse import OWN_NAME
from monitor.schema.shapes import Schema, key, listing, mapping, name, one_or_more, phrase, refer, table, text

_NAMES = {"en": "English", "ru": "Russian", "uk": "Ukrainian"}
_SAID = {"en": "hogwash", "ru": "околесиц*", "uk": "нісенітниц*"}


def lists() -> Schema:
    """Return the key `lists`."""
    entry = key(
        {"anyOf": [listing(phrase()), text(), _from_file()]},
        "The entries, or a text file with one a line; # begins a comment there.",
        ["finance minister", "foreign minister"],
        {"file": "ministers.txt"},
    )
    return key(
        table(entry, OWN_NAME),
        "Lists of phrases by name, for `list:` in any rule.",
        {"ministers": ["finance minister", "foreign minister"]},
    )


def entities() -> Schema:
    """Return the key `entities`."""
    aliases = key(one_or_more(name()), "Other names, as articles write them.", ["J. Example"])
    keys = {
        "aliases": aliases,
        "office": key(text(), "The office held.", "president"),
        "side": key(text(), "The country or side; contacts are between different sides.", "Utopia"),
        "groups": key(one_or_more(name()), "Groups of your own, for `group:`.", ["harbour"]),
    }
    entity = key(
        {"anyOf": [listing(name()), mapping(keys)]},
        "Who it is; a list is aliases.",
        {"aliases": ["J. Example"], "office": "president", "side": "Utopia"},
        ["J. Example"],
    )
    return key(
        table(entity),
        "People and bodies that contacts and denials are to know, by name.",
        {"Jane Example": {"aliases": ["J. Example"], "office": "president", "side": "Utopia"}},
    )


def words() -> Schema:
    """Return the key `words`."""
    by_language = {
        one: key(
            refer("words_of_a_language"), f"{_NAMES[one]} words.", {"denial": {"verdicts": [_SAID[one]]}}
        )
        for one in LANGUAGES
    }
    return key(
        mapping(by_language),
        "Words that tell of a contact or a denial and that the program does not know yet, by language.",
        {"en": {"contact": {"verbs": {"call": ["zoom* with"]}}}},
    )


def word_definitions() -> dict[str, Schema]:
    """Return what `words` refers to."""
    of_kind = {str(kind): _listed(f"Words for: {kind}.", "confab") for kind in ContactKind}
    some: Schema = {"anyOf": [phrase(), listing(phrase()), _from_file()]}
    return {"words_of_a_language": mapping(_parts()), "words_by_kind": mapping(of_kind), "some_words": some}


def _parts() -> dict[str, Schema]:
    contact = {
        "verbs": key(
            refer("words_by_kind"), "Verbs with the other leader after them, by kind.", {"call": "zoom* with"}
        ),
        "nouns": key(refer("words_by_kind"), "Nouns of contact, by kind.", {"meeting": ["confab"]}),
        "never": _listed("What only looks like contact.", "met with criticism"),
    }
    denial = {
        "verbs": _listed("Verbs that deny when their object is a claim.", "pour* scorn over"),
        "verdicts": _listed("Words that call a claim untrue.", "hogwash"),
        "statements": _listed(
            "Words that deny on their own, whoever says them.", "there is not a word of it"
        ),
        "plans": _listed("Words that deny a plan.", "not on the cards"),
        "claims": _listed("Single nouns for what is denied.", "scuttlebutt"),
        "never": _listed("What only looks like a denial.", "brush* off suggestions of a break"),
    }
    return {
        "contact": key(mapping(contact), "Words of contact.", {"nouns": {"meeting": ["confab"]}}),
        "denial": key(mapping(denial), "Words of denial.", {"verdicts": ["hogwash"]}),
    }


def _listed(says: str, example: str) -> Schema:
    return key(refer("some_words"), says, [example], {"file": "words.txt"})


def _from_file() -> Schema:
    return mapping(
        {"file": key(text(), "A text file; the path starts at the rule file.", "words.txt")}, "file"
    )
