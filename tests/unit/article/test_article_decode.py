from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.article.decode import NotTextError, decode
from monitor.article.model import Article
from monitor.errors import ArticleError

RUSSIAN = "Кремль опроверг сообщения о телефонном разговоре. Песков заявил, что звонка не было. " * 8


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
def test_a_byte_order_mark_tells_the_encoding_and_is_no_part_of_the_text(mark, encoding):
    found = decode(mark + RUSSIAN.encode(encoding))
    assert found == (RUSSIAN, encoding, ())


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_without_a_mark_is_told_by_its_zero_bytes(encoding):
    assert decode("The Kremlin denied it.".encode(encoding)).text == "The Kremlin denied it."


def test_a_declaration_is_followed():
    content = f"encoding: windows-1251\n\n{RUSSIAN}".encode("cp1251")
    assert decode(content).encoding == "cp1251"
    assert RUSSIAN in decode(content).text


def test_a_stale_declaration_does_not_spoil_valid_utf8():
    assert RUSSIAN in decode(f"charset=iso-8859-1\n{RUSSIAN}".encode()).text


def test_an_undeclared_encoding_is_detected():
    assert decode(RUSSIAN.encode("cp1251")).text == RUSSIAN


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        (
            "cp1252",
            "Le président a déclaré lundi qu’il n’avait pas parlé à son homologue. L’Élysée a confirmé. ",
        ),
        (
            "cp1252",
            "Der Sprecher erklärte am Montag, es habe keine Gespräche gegeben. Das Büro bestätigte es später. ",
        ),
        ("cp1251", "Речник заявив у понеділок, що розмови не було. Її не планували, підтвердили в офісі. "),
        ("koi8-r", RUSSIAN),
    ],
)
def test_old_newsroom_encodings_are_detected(encoding, text):
    assert decode((text * 4).encode(encoding)).text == text * 4


def test_a_few_broken_bytes_in_utf8_are_counted_and_the_rest_is_read():
    found = decode(RUSSIAN.encode() + b"\xff\xfe end \xc3")
    assert found.encoding == "utf-8"
    assert found.text.startswith(RUSSIAN)
    assert found.notes == ("3 bytes could not be decoded as utf-8",)


def test_bytes_that_the_declared_encoding_lacks_are_told():
    found = decode(b"charset=cp1252\n caf\xe9 \x81 and \x8d")
    assert "café" in found.text
    assert found.notes == ("2 bytes could not be decoded as cp1252",)


@pytest.mark.parametrize(
    "content",
    [b"%PDF-1.7 ...", b"PK\x03\x04abc", b"\x89PNG\r\n", b"text\x00text\x00\x00", bytes(range(1, 32)) * 20],
)
def test_what_is_no_text_is_refused(content):
    with pytest.raises(NotTextError, match="not text"):
        decode(content)


@pytest.mark.parametrize("content", [b"", b" \r\n\t", codecs.BOM_UTF8])
def test_a_file_without_text_is_refused_with_its_path(content):
    with pytest.raises(ArticleError, match=r"a\.txt: empty") as caught:
        Article.from_bytes(content, path="a.txt")
    assert caught.value.path == "a.txt"


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"])))
def test_any_text_in_utf8_comes_back_whole(text):
    if not text.startswith("\ufeff") and not text.isascii():
        assert decode(text.encode()).text == text


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused_and_never_worse(content):
    try:
        found = decode(content)
    except NotTextError:
        return
    assert "\ufffd" not in found.text or found.notes or "\ufffd".encode() in content
