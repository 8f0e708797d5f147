"""Bodies, governments, movements and spokesmen: what each is, whose, and whether official."""

from __future__ import annotations

import pytest

from monitor.extract.cast.model import How, PartyKind
from monitor.extract.entity import Entity
from monitor.extract.lexicon import Lexicon
from tests.unit.extract.cast_lines import mentions, read

_BODY, _GOVERNMENT, _MOVEMENT = PartyKind.BODY, PartyKind.GOVERNMENT, PartyKind.MOVEMENT
_PERSON, _OTHER = PartyKind.PERSON, PartyKind.OTHER


@pytest.mark.parametrize(
    ("text", "words", "kind", "side", "official", "spokesman"),
    [
        ("The Turkish foreign ministry denied it.", "Turkish foreign ministry", _BODY, "Turkey", True, True),
        ("The Foreign Ministry of Fiji denied it.", "Foreign Ministry of Fiji", _BODY, "Fiji", True, True),
        ("The Kremlin denied it.", "Kremlin", _BODY, "Russia", True, False),
        ("The Elysée denied it.", "Elysée", _BODY, "France", True, False),
        ("The White House denied it.", "White House", _BODY, "United States", True, False),
        ("Downing Street denied it.", "Downing Street", _BODY, "United Kingdom", True, False),
        ("Ankara denied it.", "Ankara", _GOVERNMENT, "Turkey", True, False),
        ("Apia denied it.", "Apia", _GOVERNMENT, "Samoa", True, False),
        ("The Syrian government denied it.", "Syrian government", _GOVERNMENT, "Syria", True, False),
        ("Japan's cabinet denied it.", "Japan's cabinet", _GOVERNMENT, "Japan", True, False),
        ("The Taliban denied it.", "Taliban", _MOVEMENT, "Taliban", True, False),
        ("Colombia's FARC denied it.", "Colombia's FARC", _MOVEMENT, "FARC", True, False),
        ("Sudanese rebels denied it.", "Sudanese rebels", _MOVEMENT, "Sudan's rebels", True, False),
        ("NATO denied it.", "NATO", _BODY, "NATO", True, False),
        ("Iranian state television denied it.", "Iranian state television", _BODY, "Iran", True, True),
        ("The Israeli army denied it.", "Israeli army", _BODY, "Israel", True, False),
        ("The company denied it.", "company", _OTHER, None, False, False),
        (
            "A spokesman for Emmanuel Macron denied it.",
            "spokesman for Emmanuel Macron",
            _PERSON,
            "France",
            True,
            True,
        ),
        ("Putin's spokesman denied it.", "Putin's spokesman", _PERSON, "Russia", True, True),
        ("The Kremlin's spokesman denied it.", "Kremlin's spokesman", _PERSON, "Russia", True, True),
        ("A source close to Modi denied it.", "source close to Modi", _OTHER, "India", True, False),
        ("Netanyahu's office denied it.", "Netanyahu's office", _BODY, "Israel", True, True),
        ("Chad's oil minister denied it.", "Chad's oil minister", _PERSON, "Chad", True, False),
        ("The actor's spokesman denied it.", "actor's spokesman", _PERSON, None, False, True),
    ],
)
def test_a_party_is_what_its_words_say(
    text: str, words: str, kind: PartyKind, side: str | None, official: bool, spokesman: bool
) -> None:
    found = {said: one.party for said, one in mentions(read([text]))}
    party = found[words]
    assert (party.kind, party.side, party.official, party.spokesman) == (kind, side, official, spokesman)


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
    found = [one.party for _, one in mentions(read(["Fern met Modi."], None, lexicon))]
    assert [(one.name, one.side, one.leader) for one in found][0] == ("Ada Fern", "Freedonia", True)


def test_a_users_own_entity_wins_over_a_shipped_one() -> None:
    own = Entity(name="Narendra Modi", office="envoy", side="India", leader=False)
    lexicon = Lexicon.load_default().extended(entities=[own])
    found = [one.party for _, one in mentions(read(["Narendra Modi met Putin."], None, lexicon))]
    assert [(one.name, one.leader) for one in found] == [("Narendra Modi", False), ("Vladimir Putin", True)]
