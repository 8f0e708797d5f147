"""Whom the words mean that only point: pronouns, "the two", counterparts, the last president spoken of."""

from __future__ import annotations

from datetime import date

import pytest

from monitor.extract.cast.reader import Cast
from monitor.extract.lang.en.tagger import tag
from monitor.extract.lexicon import Lexicon
from monitor.extract.tokens import SentencePiece
from tests.unit.extract.cast_lines import mentions, read

_DAY = date(2022, 3, 1)
_NOBODY = "nobody"


def _meant(text: str, words: str, nth: int = -1) -> str:
    """Return whom the last *words* of *text* mean, members joined by "+"."""
    found = [one.party for said, one in mentions(read(text.split(" || "), _DAY)) if said == words]
    party = found[nth]
    if party.basis == "not resolved":
        return _NOBODY
    return "+".join(sorted(one.name for one in party.members)) or party.name


@pytest.mark.parametrize(
    ("text", "words", "who"),
    [
        ("Emmanuel Macron met Olaf Scholz. || He smiled.", "He", "Emmanuel Macron"),
        ("Sanna Marin met Olaf Scholz. || She smiled.", "She", "Sanna Marin"),
        ("Olaf Scholz met Sanna Marin. || She smiled.", "She", "Sanna Marin"),
        ("After his call with Putin, Macron smiled.", "his", "Emmanuel Macron"),
        ("Before she met Putin, Sanna Marin smiled.", "she", "Sanna Marin"),
        ("Macron called Putin. || The French leader told him to stop.", "him", _NOBODY),
        ("It rained. || He left.", "He", _NOBODY),
        ("Putin met Xi. || They agreed.", "They", "Vladimir Putin+Xi Jinping"),
        ("Putin met Xi. || The two agreed.", "The two", "Vladimir Putin+Xi Jinping"),
        ("Putin met Xi. || The two leaders agreed.", "two leaders", "Vladimir Putin+Xi Jinping"),
        ("Putin met Xi. || Both men agreed.", "Both men", "Vladimir Putin+Xi Jinping"),
        ("Putin met Xi. || The pair agreed.", "The pair", "Vladimir Putin+Xi Jinping"),
        ("Putin met Xi. || Both denied it.", "Both", "Vladimir Putin+Xi Jinping"),
        ("Putin, Xi and Modi met. || The two agreed.", "The two", _NOBODY),
        (
            "Putin, Xi and Modi met. || The three leaders agreed.",
            "three leaders",
            "Narendra Modi+Vladimir Putin+Xi Jinping",
        ),
        ("Putin met Xi. || The Russian president smiled.", "Russian president", "Vladimir Putin"),
        ("President Alar Karis met Macron. || The president smiled.", "president", "Emmanuel Macron"),
        (
            "Prime Minister Modi met President Macron. || The prime minister smiled.",
            "prime minister",
            "Narendra Modi",
        ),
        ("Macron called his Turkish counterpart.", "his Turkish counterpart", "Recep Tayyip Erdogan"),
        ("Macron called his counterpart in Turkey.", "his counterpart in Turkey", "Recep Tayyip Erdogan"),
        ("Talks between Russia and Turkey began. || Both sides agreed.", "Both sides", "Russia+Turkey"),
        ("Turkey spoke up. || The country denied it.", "The country", "Turkey"),
        ('Macron spoke. || "I told Putin the truth," Scholz said.', "I", "Olaf Scholz"),
    ],
)
def test_pointing_words_mean_who_was_spoken_of(text: str, words: str, who: str) -> None:
    assert _meant(text, words) == who


def test_the_possessor_of_a_counterpart_is_kept() -> None:
    found = dict(mentions(read(["Macron called his Turkish counterpart."], _DAY)))
    possessor = found["his Turkish counterpart"].possessor
    assert possessor is not None
    assert possessor.name == "Emmanuel Macron"


def test_a_caller_may_say_who_is_quoted() -> None:
    tagged = [
        tag(SentencePiece(text, "text", 0), number)
        for number, text in enumerate(["Modi met Xi.", '"We agreed."'])
    ]
    cast = Cast(Lexicon.load_default(), _DAY)
    cast.read(tagged)
    speaker = tagged[0].mentions[0].party
    cast.speak(tagged[1], speaker)
    assert [one.party for one in tagged[1].mentions] == [speaker]
