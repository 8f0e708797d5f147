"""What declares itself in no charset, or in one that does not fit, is read as if it declared nothing."""

from __future__ import annotations

import codecs
import encodings
import pkgutil

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.article.charsets import charset
from monitor.article.decode import Decoded, NotTextError, decode
from monitor.article.model import Article
from monitor.errors import ArticleError

CODECS = sorted(module.name for module in pkgutil.iter_modules(encodings.__path__))
NO_CHARSETS = [
    "hex",
    "base64",
    "uu",
    "zip",
    "bz2",
    "rot13",
    "rot_13",
    "quopri",
    "quoted-printable",
    "idna",
    "punycode",
    "undefined",
    "unicode_escape",
    "raw_unicode_escape",
    "unicode-escape",
    "charmap",
    "mbcs",
    "oem",
    "utf-7",
    "utf7",
    "utf_16",
    "utf-16-le",
    "utf-32",
    "cp037",
    "cp500",
    "cp1140",
    "palmos",
    "hz",
    "aliases",
    "nonsense",
    "string-escape",
]
RUSSIAN = "Кремль опроверг сообщения о телефонном разговоре. Песков заявил, что звонка не было. " * 8
FRENCH = "Le président a déclaré lundi qu’il n’avait pas parlé à son homologue. L’Élysée a confirmé. " * 4


@pytest.mark.parametrize("name", NO_CHARSETS)
def test_what_is_no_charset_is_not_believed(name):
    assert charset(name) is None
    found = decode(f"charset={name}\n\n{RUSSIAN}".encode("cp1251"))
    assert RUSSIAN in found.text
    assert found.notes == ()


@pytest.mark.parametrize("name", CODECS)
def test_no_codec_of_python_is_more_than_a_charset(name):
    try:
        info = codecs.lookup(name)
    except LookupError:
        assert charset(name) is None
        return
    found = charset(name)
    assert found is None or info._is_text_encoding
    if found:
        assert "ж" not in found
        assert "encoding: x".encode(found) == b"encoding: x"


@pytest.mark.parametrize(
    ("declared", "written"),
    [("iso-8859-1", "cp1252"), ("us-ascii", "cp1252"), ("latin1", "cp1252"), ("gb2312", "gb18030")],
)
def test_a_label_is_read_as_the_web_reads_it(declared, written):
    text = "“They met,” he said – twice." if written == "cp1252" else "普京与特朗普通话。"
    assert text in decode(f"charset={declared}\n\n{text}".encode(written)).text


def test_a_charset_that_does_not_fit_is_not_believed():
    found = decode(f"charset=euc-jp\n\n{RUSSIAN}".encode("cp1251"))
    assert RUSSIAN in found.text


def test_a_file_that_only_says_it_is_utf8_is_not_read_as_it():
    assert FRENCH in decode(f"charset=utf-8\n\n{FRENCH}".encode("cp1252")).text


BYTES = st.one_of(st.binary(max_size=300), st.binary(max_size=40).map(lambda piece: piece * 9))


@given(
    st.sampled_from([*CODECS, *NO_CHARSETS]), BYTES, st.sampled_from([b"charset=", b"encoding: ", b"coding:"])
)
def test_whatever_is_declared_and_whatever_follows_is_read_or_refused(name, content, label):
    try:
        found = decode(label + name.encode() + b"\n\n" + content)
    except NotTextError:
        return
    assert isinstance(found, Decoded)
    found.text.encode("utf-8", "surrogatepass")


@given(BYTES)
def test_parsing_raises_nothing_but_what_names_the_file(content):
    named = "a.txt"
    try:
        Article.from_bytes(content, path="a.txt")
    except ArticleError as error:
        named = error.path
    assert named == "a.txt"
