from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from language_texts import FOREIGN, TOLD_APART

from monitor.article import language
from monitor.article.language import UNDETERMINED, detect_language, spoken_in
from monitor.article.model import Article
from monitor.extract.read import read_facts


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The Kremlin said on Monday that it was not aware of the call."),
        ("ru", "Кремль заявил в понедельник, что не знает о звонке и не было разговора."),
        ("uk", "Кремль заявив у понеділок, що не знає про дзвінок і розмови не було."),
        ("de", "Der Kreml hat am Montag erklärt, dass er von dem Anruf nichts weiß und auch nicht wusste."),
        ("fr", "Le Kremlin a déclaré lundi que les deux présidents ne se sont pas parlé dans la semaine."),
        ("es", "El Kremlin dijo el lunes que los dos presidentes no han hablado por teléfono en la semana."),
        (
            "it",
            "Il Cremlino ha detto che non sono stati fatti colloqui per telefono, e che la notizia è falsa.",
        ),
        (
            "pt",
            "O Kremlin disse que os dois presidentes não se falaram por telefone, mas uma reunião foi pedida.",
        ),
        ("pl", "Kreml oświadczył, że nie było rozmowy i że jest to nieprawda, jak podał rzecznik dla prasy."),
        (
            "nl",
            "Het Kremlin zei dat er geen gesprek is geweest en dat het niet op de agenda van de twee stond.",
        ),
        ("tr", "Kremlin bu görüşme için bir açıklama yaptı ve daha sonra iki lider de olumsuz dedi."),
        ("ar", "نفى الكرملين إجراء أي مكالمة هاتفية بين الرئيسين هذا الأسبوع"),
        ("zh", "克里姆林宫否认两国总统本周通过电话"),
        ("ja", "クレムリンは両大統領の電話会談を否定した"),
        ("el", "Το Κρεμλίνο διέψευσε ότι οι δύο πρόεδροι μίλησαν"),
        ("he", "הקרמלין הכחיש ששני הנשיאים שוחחו בטלפון"),
    ],
)
def test_the_language_is_told(language, text):
    assert detect_language(text) == language


@pytest.mark.parametrize("text", ["", "1234 5678", "Xyzzy plugh"])
def test_too_little_to_tell_is_none(text):
    assert detect_language(text) is None


@pytest.mark.parametrize("code", TOLD_APART)
def test_an_article_in_a_language_we_tell_apart_is_in_that_language(code):
    headline, text = TOLD_APART[code]
    assert Article.from_bytes(f"{headline}\n\n{text}".encode()).language == code


@pytest.mark.parametrize("code", FOREIGN)
def test_an_article_in_any_other_language_is_in_none_and_never_in_a_neighbour(code):
    headline, text = FOREIGN[code]
    article = Article.from_bytes(f"{headline}\n\n{text}".encode())
    assert article.language is None
    assert article.detected_language in {code, UNDETERMINED}


@pytest.mark.parametrize("code", FOREIGN)
def test_a_sentence_alone_in_another_language_is_in_no_neighbour(code):
    sentence = FOREIGN[code][1].split(". ")[0]
    assert detect_language(sentence) is None


CALL = {
    "en": "Vladimir Putin called Donald Trump on Monday, the Kremlin said in a statement.",
    "ru": "Владимир Путин позвонил Дональду Трампу в понедельник, сообщил Кремль.",
}


@pytest.mark.parametrize(("code", "call"), [*((code, CALL["en"]) for code in ("hu", "fi", "nl", "ro", "sq"))])
def test_no_fact_is_read_off_an_article_in_another_language(code, call):
    headline, text = FOREIGN.get(code) or TOLD_APART[code]
    assert not read_facts(Article.from_bytes(f"{headline}\n\n{text}\n\n{call}".encode())).contacts


@pytest.mark.parametrize("code", ["bg", "sr", "mk", "be", "kk"])
def test_no_fact_is_read_off_other_languages_in_cyrillic(code):
    headline, text = FOREIGN[code]
    assert not read_facts(Article.from_bytes(f"{headline}\n\n{text}\n\n{CALL['ru']}".encode())).contacts


@pytest.mark.parametrize(
    "text",
    [
        "Putin called Trump on Monday, Kremlin says",
        "PUTIN CALLED TRUMP ON MONDAY, KREMLIN SAYS",
        "Erdoğan called Putin on Monday",
        "Путин позвонил Трампу",
        "Путін зателефонував Трампу",
    ],
)
def test_a_few_words_are_still_read(text):
    assert read_facts(Article.from_bytes(text.encode())).contacts


def test_english_is_known_without_the_model(monkeypatch):
    monkeypatch.setattr(language, "_model", None)
    assert detect_language(" ".join(TOLD_APART["en"])) == "en"


@given(st.text(max_size=700))
def test_whatever_is_written_has_a_language_or_none(text):
    assert spoken_in(text) == spoken_in(text)
    assert detect_language(text) in {None, spoken_in(text)}
