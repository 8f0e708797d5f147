"""Words, names and offices of Russian and Ukrainian: what a word may be, whom a name names, what is shown."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.extract.cast.model import PartyKind
from monitor.extract.lang.pack import load_pack
from monitor.extract.lang.slavic.cases import ACC, ANY, DAT, GEN, INS, NOM
from monitor.extract.lang.slavic.declension import forms
from monitor.extract.lang.slavic.morphology import nominative
from monitor.extract.lang.slavic.names import load_names
from monitor.extract.lang.slavic.parties import PartyReader
from monitor.extract.lang.slavic.roster import Roster
from monitor.extract.lang.slavic.spelling import known_by_spelling
from monitor.extract.lang.slavic.spots import WordSpot
from monitor.extract.lexicon import Lexicon
from monitor.extract.syntax.model import Token
from monitor.extract.tokens import SentencePiece

LEXICON = Lexicon.load_default()


def words(text: str, language: str) -> list[Token]:
    return load_pack(language).tag(SentencePiece(text, "text", 0), 0).tokens


def spots(text: str, language: str) -> list[WordSpot]:
    reader = PartyReader(load_names(language, LEXICON), language, Roster(language), LEXICON)
    return reader.read(words(text, language))  # type: ignore[arg-type]


TAGGED = [
    ("ru", "Макрон позвонил Путину", ["name", "verb past", "name"]),
    ("ru", "он не хочет говорить с ней", ["pron", "neg", "verb present", "verb base", "prep", "pron"]),
    ("ru", "встретившись вчера", ["verb gerund", "adv"]),
    ("uk", "він зателефонує завтра", ["pron", "verb future", "adv"]),
    ("uk", "зустріч скасовано", ["noun", "verb participle"]),
    ("uk", "може поговорити", ["verb present", "verb base"]),
]


@pytest.mark.parametrize(("language", "text", "expected"), TAGGED)
def test_words_are_tagged(language: str, text: str, expected: list[str]) -> None:
    # The first word's capital is the sentence's: it is a name only where it can be nothing else.
    told = [f"{one.tag} {one.form}".strip() for one in words(f"Так, {text}", language)[2:]]
    assert told == expected


def test_tokens_stand_where_they_stand_in_the_sentence() -> None:
    text = "«Встречи не было», — сказал Песков."
    for token in words(text.replace("«", '"').replace("»", '"').replace("—", "-"), "ru"):
        assert len(token.raw) == token.end - token.start


FORMS = [
    ("Путин", "ru", "путиным", INS),
    ("Зеленский", "ru", "зеленскому", DAT),
    ("Дуда", "ru", "дудой", INS),
    ("Моди", "ru", "моди", ANY),
    ("Лукашенко", "uk", "лукашенка", GEN | ACC),
    ("Сибіга", "uk", "сибізі", DAT),
    ("Фіцо", "uk", "фіцом", INS),
    ("Путін", "uk", "путіним", INS),
]


@pytest.mark.parametrize(("name", "language", "form", "cases"), FORMS)
def test_a_surname_has_its_forms(name: str, language: str, form: str, cases: int) -> None:
    assert forms(name, language, woman=False)[form] & cases == cases


@given(
    st.text("абвгдежзийклмнопрстуфхцчшщыьэюяёіїєґ", min_size=2, max_size=12),
    st.sampled_from(["ru", "uk"]),
    st.booleans(),
)
def test_every_surname_is_a_form_of_itself(name: str, language: str, woman: bool) -> None:
    assert forms(name, language, woman=woman)[name] & NOM


MENTIONS = [
    (
        "ru",
        "с премьер-министром Норвегии Йонасом Гаром Стёре",
        "Jonas Gahr Store",
        "prime minister",
        "Norway",
    ),
    ("ru", "президента Камбоджи Сока Вирака", "Сок Вирак", "president", "Cambodia"),
    ("ru", "глава МИД Турции Хакан Фидан", "Hakan Fidan", "foreign minister", "Turkey"),
    ("ru", "канцлеру Австрии", "Austria's chancellor", "chancellor", "Austria"),
    ("ru", "вице-президент США Джей Ди Вэнс", "JD Vance", "vice president", "United States"),
    (
        "ru",
        "наследному принцу Саудовской Аравии Мухаммеду бен Салману",
        "Mohammed bin Salman",
        "crown prince",
        "Saudi Arabia",
    ),
    ("ru", "польским премьером Дональдом Туском", "Donald Tusk", "prime minister", "Poland"),
    ("ru", "официальный представитель МИД КНР Чэнь Лу", "Чэнь Лу", "spokesman", "China"),
    ("ru", "Нельсон Мандела", "Nelson Mandela", "president", "South Africa"),
    ("uk", "очільником МЗС Литви Кястутісом Будрісом", "Kestutis Budrys", "foreign minister", "Lithuania"),
    ("uk", "речник МЗС України Василь Гай", "Василь Гай", "spokesman", "Ukraine"),
    ("uk", "королем Данії Фредеріком X", "Фредерік X", "king", "Denmark"),
    ("uk", "міністр енергетики Герман Галущенко", "Герман Галущенко", "energy minister", None),
]


@pytest.mark.parametrize(("language", "text", "name", "office", "side"), MENTIONS)
def test_who_is_mentioned_is_shown_in_the_nominative(
    language: str, text: str, name: str, office: str, side: str | None
) -> None:
    (spot,) = spots(f"Вчера {text}", language)
    assert (spot.party.name, spot.party.side) == (name, side)
    assert (spot.party.office or "").endswith(office)


def test_an_aide_of_a_leader_is_not_the_leader() -> None:
    (spot,) = spots("Помощник Путина", "ru")
    assert not spot.party.leader


def test_a_namesake_with_another_first_name_is_somebody_else() -> None:
    assert [one.party.name for one in spots("Так, Иван Путин", "ru")] == ["Иван Путин"]


def test_a_body_is_named_as_its_office_stands() -> None:
    (spot,) = spots("в Министерстве обороны Польши", "ru")
    assert (spot.party.name, spot.party.kind, spot.party.side) == (
        "Министерство обороны Польши",
        PartyKind.BODY,
        "Poland",
    )


def test_a_date_line_mentions_nobody() -> None:
    assert spots("АНКАРА, 5 марта - Дождь.", "ru") == []


@pytest.mark.parametrize(
    ("raw", "language", "cases", "shown"),
    [
        ("Макроном", "ru", INS, "Макрон"),
        ("Грличем-Радманом", "uk", INS, "Грлич-Радман"),
        ("Моди", "ru", ANY, "Моди"),
    ],
)
def test_a_name_is_put_in_the_nominative(raw: str, language: str, cases: int, shown: str) -> None:
    assert nominative(raw, language, cases, "m") == shown


@pytest.mark.parametrize("name", ["Иван Иванов", "Хафез Асад", "Нельсон"])
def test_a_name_that_is_nobodys_stays_as_written(name: str) -> None:
    assert known_by_spelling(name, LEXICON) is None


@pytest.mark.parametrize(
    "text", ["Putin met Trump in Helsinki on Monday.", "В городе открыли новый парк с фонтанами и площадкой."]
)
def test_the_dictionaries_are_loaded_only_where_there_is_something_to_read(text: str) -> None:
    program = (
        "import sys\n"
        "from monitor.article import Article\n"
        "from monitor.extract import read_facts\n"
        f"read_facts(Article.from_text(text={text!r}))\n"
        "sys.exit('pymorphy3' in sys.modules)\n"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
