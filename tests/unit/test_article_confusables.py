"""Words that mix alphabets are read as what they look like; all others are never touched."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.article.confusables import mixed_words, scripts_of, unmixed
from monitor.article.normalize import fold_text

LATIN = st.text("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZéüßł", min_size=1)
CYRILLIC = st.text("абвгдеёжзийклмнопрстуфхцчшщъыьэюяАБВГДЕЖЗІЇЄҐЅЈһԁ", min_size=1)
GREEK = st.text("αβγδεζηθικλμνξοπρστυφχψωΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", min_size=1)
APART = st.sampled_from([" ", "-", "'", "’", ", ", ". ", "«", "1", "\n", "/"])


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Рutin", "Putin"),
        ("Рutіn", "Putin"),
        ("Кremlin", "Kremlin"),
        ("ТRUМР", "TRUMP"),
        ("Zelenskу", "Zelensky"),
        ("Αthens", "Athens"),
        ("Ρutin", "Putin"),
        ("Mосква", "Москва"),
        ("ceгодня", "сегодня"),
        ("Рu\u00adtin", "Pu\u00adtin"),
        ("Р\u200butin", "P\u200butin"),
    ],
)
def test_a_word_that_mixes_alphabets_is_read_as_what_it_looks_like(written: str, read: str) -> None:
    assert unmixed(f"“{written}” said") == f"“{read}” said"
    assert mixed_words(f"“{written}” said") == ((written, read),)


@pytest.mark.parametrize(
    "text",
    [
        "COVID-19 iPhone'ов Wi-Fiем S-300В",
        "купил iPhoneов и VIPы по Wi-Fiем",
        "Δt μm kΩ",
        "кВт и Hz",
        "Путин и cop",
    ],
)
def test_what_no_single_alphabet_can_spell_is_left_alone(text: str) -> None:
    assert unmixed(text) == text
    assert mixed_words(text) == ()


@pytest.mark.parametrize(
    "text", ["Он послал SMSе и PDFа, купил iPhoneа, все довольны", "TNFα, IFNγ and αSMA"]
)
def test_endings_and_greek_letters_as_people_write_them_are_no_alarm(text: str) -> None:
    assert mixed_words(text) == ()


def test_a_word_that_two_alphabets_can_spell_is_read_as_the_text_is_written() -> None:
    assert unmixed("This is a sсоre") == "This is a score"
    assert unmixed("В этом тексте есть слово pосa") == "В этом тексте есть слово роса"


@given(st.lists(st.tuples(st.one_of(LATIN, CYRILLIC, GREEK), APART)))
def test_words_of_one_alphabet_are_never_touched(words: list[tuple[str, str]]) -> None:
    text = "".join(word + apart for word, apart in words)
    assert unmixed(text) == text
    assert mixed_words(text) == ()


@given(st.text())
def test_lengths_stay_and_reading_twice_changes_nothing(text: str) -> None:
    once = unmixed(text)
    assert len(once) == len(text)
    assert unmixed(once) == once or mixed_words(once) == ()


@given(st.text("РutinTгampауе оАВ.-'αΡ\u00ad"))
def test_what_is_read_is_of_one_alphabet(text: str) -> None:
    assert all(len(scripts_of(one.read)) == 1 < len(scripts_of(one.written)) for one in mixed_words(text))


def test_texts_are_compared_unmixed() -> None:
    assert fold_text("Рutin’s Кremlin") == fold_text("Putin's Kremlin")


@pytest.mark.parametrize("written", ["\uff30utі\uff4e", "\U0001d40futіn", "Рut\U0001d422n", "РUTIN"])
def test_letters_in_another_width_or_weight_hide_no_mixed_word(written: str) -> None:
    assert fold_text(written) == fold_text("Putin")


@pytest.mark.parametrize("sign", ["\u00b5", "\u03bc"])
def test_a_sign_and_its_letter_are_one_in_any_case(sign: str) -> None:
    assert fold_text(f"UY{sign}") == fold_text(f"uy{sign}") == fold_text("uy\u03bc")
