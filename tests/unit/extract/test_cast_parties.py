"""Bodies, governments, movements and spokesmen: what each is, whose, and whether official."""

from __future__ import annotations

import pytest

from monitor.extract.cast.model import How, PartyKind
from monitor.extract.entity import Entity
from monitor.extract.lexicon import Lexicon
from tests.unit.extract.cast_lines import mentions, read

_BODY, _GOVERNMENT, _MOVEMENT = PartyKind.BODY, PartyKind.GOVERNMENT, PartyKind.MOVEMENT
_PERSON, _OTHER = PartyKind.PERSON, PartyKind.OTHER
# Official, and a spokesman or press office.
_OFFICIAL, _SPOKESMAN, _PRIVATE, _PRIVATE_SPOKESMAN = (
    (True, False),
    (True, True),
    (False, False),
    (False, True),
)


@pytest.mark.parametrize(
    ("text", "words", "kind", "side", "speaks"),
    [
        ("The Turkish foreign ministry denied it.", "Turkish foreign ministry", _BODY, "Turkey", _SPOKESMAN),
        ("The Foreign Ministry of Fiji denied it.", "Foreign Ministry of Fiji", _BODY, "Fiji", _SPOKESMAN),
        ("The Kremlin denied it.", "Kremlin", _BODY, "Russia", _OFFICIAL),
        ("The Elysée denied it.", "Elysée", _BODY, "France", _OFFICIAL),
        ("The White House denied it.", "White House", _BODY, "United States", _OFFICIAL),
        ("Downing Street denied it.", "Downing Street", _BODY, "United Kingdom", _OFFICIAL),
        ("Ankara denied it.", "Ankara", _GOVERNMENT, "Turkey", _OFFICIAL),
        ("Apia denied it.", "Apia", _GOVERNMENT, "Samoa", _OFFICIAL),
        ("The Syrian government denied it.", "Syrian government", _GOVERNMENT, "Syria", _OFFICIAL),
        ("Japan's cabinet denied it.", "Japan's cabinet", _GOVERNMENT, "Japan", _OFFICIAL),
        ("The Taliban denied it.", "Taliban", _MOVEMENT, "Taliban", _OFFICIAL),
        ("Colombia's FARC denied it.", "Colombia's FARC", _MOVEMENT, "FARC", _OFFICIAL),
        ("Sudanese rebels denied it.", "Sudanese rebels", _MOVEMENT, "Sudan's rebels", _OFFICIAL),
        ("NATO denied it.", "NATO", _BODY, "NATO", _OFFICIAL),
        ("Iranian state television denied it.", "Iranian state television", _BODY, "Iran", _SPOKESMAN),
        ("The Israeli army denied it.", "Israeli army", _BODY, "Israel", _OFFICIAL),
        ("The company denied it.", "company", _OTHER, None, _PRIVATE),
        (
            "A spokesman for Emmanuel Macron denied it.",
            "spokesman for Emmanuel Macron",
            _PERSON,
            "France",
            _SPOKESMAN,
        ),
        ("Putin's spokesman denied it.", "Putin's spokesman", _PERSON, "Russia", _SPOKESMAN),
        ("The Kremlin's spokesman denied it.", "Kremlin's spokesman", _PERSON, "Russia", _SPOKESMAN),
        ("A source close to Modi denied it.", "source close to Modi", _OTHER, "India", _OFFICIAL),
        ("Netanyahu's office denied it.", "Netanyahu's office", _BODY, "Israel", _SPOKESMAN),
        ("Chad's oil minister denied it.", "Chad's oil minister", _PERSON, "Chad", _OFFICIAL),
        ("The actor's spokesman denied it.", "actor's spokesman", _PERSON, None, _PRIVATE_SPOKESMAN),
    ],
)
def test_a_party_is_what_its_words_say(
    text: str, words: str, kind: PartyKind, side: str | None, speaks: tuple[bool, bool]
) -> None:
    found = {said: one.party for said, one in mentions(read([text]))}
    party = found[words]
    assert (party.kind, party.side, party.official, party.spokesman) == (kind, side, *speaks)


def test_a_country_is_weak_and_a_government_is_not() -> None:
    tagged = read(["Russia and the Turkish government agreed."])
    assert [(one.party.sure, one.how) for one in tagged[0].mentions] == [(0, How.SEAT), (1, How.BODY)]


def test_the_same_body_is_one_party() -> None:
    tagged = read(
        ["The Turkish foreign ministry denied it.", "Later the Turkish foreign ministry said more."]
    )
    assert tagged[0].mentions[0].party is tagged[1].mentions[0].party


def test_members_of_a_group_are_the_leaders_it_names() -> None:
    (mention,) = read(["Presidents Sauli Niinisto, Gitanas Nauseda and Andrzej Duda dined."])[0].mentions
    assert [one.name for one in mention.party.members] == [
        "Sauli Niinisto",
        "Gitanas Nauseda",
        "Andrzej Duda",
    ]
    assert mention.plural


@pytest.mark.parametrize("text", ["Trump-Putin talks began.", "A Trump-Putin call took place."])
def test_two_names_in_one_word_are_two(text: str) -> None:
    (mention,) = read([text])[0].mentions
    assert [one.name for one in mention.party.members] == ["Donald Trump", "Vladimir Putin"]


def test_a_users_own_entity_is_known_by_its_names() -> None:
    own = Entity(
        name="Ada Fern", aliases=("A. Fern",), surnames=("Fern",), office="president", side="Freedonia"
    )
    lexicon = Lexicon.load_default().extended(entities=[own])
    own_party = mentions(read(["Fern met Modi."], None, lexicon))[0][1].party
    assert (own_party.name, own_party.side, own_party.leader) == ("Ada Fern", "Freedonia", True)


def test_a_users_own_entity_wins_over_a_shipped_one() -> None:
    own = Entity(name="Narendra Modi", office="envoy", side="India", leader=False)
    lexicon = Lexicon.load_default().extended(entities=[own])
    found = [one.party for _, one in mentions(read(["Narendra Modi met Putin."], None, lexicon))]
    assert [(one.name, one.leader) for one in found] == [("Narendra Modi", False), ("Vladimir Putin", True)]
