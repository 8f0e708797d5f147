from __future__ import annotations

import pytest

from monitor.article.language import detect_language


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
