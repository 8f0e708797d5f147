"""A format that is not read is refused by its name, whatever the file is called; prose never is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.article.parse import parse_article, read_article
from monitor.errors import ArticleError

XML = '<?xml version="1.0" encoding="UTF-8"?>\n'
FOREIGN = {
    "<!DOCTYPE html>\n<html><head><title>Talks</title></head><body><p>They met.</p></body></html>": "an HTML page",
    "<html><script>var x='Macron met Zelensky';</script><body>They met.</body></html>": "an HTML page",
    "\ufeff \n<!-- saved -->\n<HTML>\n<BODY>They met.": "an HTML page",
    "<div class='a'><article><h1>Talks</h1><p>They met.</p></article></div>": "an HTML page",
    "Saved on Monday\n\n<html lang=en><head><title>Talks</title>": "an HTML page",
    XML + "<html xmlns='http://www.w3.org/1999/xhtml'><body/></html>": "an HTML page",
    XML + '<!DOCTYPE nitf SYSTEM "nitf-3-3.dtd">\n<nitf><head/></nitf>': "a NITF document",
    "<nitf><head/></nitf>": "a NITF document",
    XML + '<NewsML Version="1.2"></NewsML>': "a NewsML 1.2 document",
    XML + '<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"/>': "a NewsML-G2 document",
    XML + '<nar:newsItem xmlns:nar="http://iptc.org/std/nar/2006-10-01/"/>': "a NewsML-G2 document",
    XML + '<rss version="2.0"><channel/></rss>': "an RSS feed",
    XML + '<rdf:RDF xmlns:rdf="x"></rdf:RDF>': "an RSS feed",
    XML + '<feed xmlns="http://www.w3.org/2005/Atom"/>': "an Atom feed",
    XML + "<story>They met.</story>": "an XML document",
    "<story><p>They met.</p></story>\n": "an XML document",
    '{"title": "Talks", "text": "They met."}': "a JSON document",
    '[\n {"title": "Talks"}\n]': "a JSON document",
    '{"title": "Talks"}\n{"title": "More"}\n': "JSON lines",
    '{"uri": "x", "versioncreated": "2026-11-20", "body_text": "They met."}': "a ninjs document",
    "{\\rtf1\\ansi They met.}": "an RTF document",
    "title,text,publisher\nTalks,They met.,Wire\n": "a CSV table",
    '\ufeff"title";"text"\r\n"Talks";"They met."\r\n': "a CSV table",
    "title\ttext\nTalks\tThey met.\n": "a CSV table",
    "\x01hw0000 4 i 44  hw 000\r\n\r\n\x02Talks =\r\n   They met.\r\n\x03\r\n\x04": "an IPTC 7901 wire message",
    "\x16\x16\x01a0000\x1f-----\r\nr i\x13\x11 BC-x\r\n\x02\x14\x42C\r\n\x14Talks<\r\n\x04": "an ANPA 1312 wire message",
    "From a@b.example Mon Nov 30 23:59:18 2026\nFrom: a@b.example\nSubject: Talks\n\nThey met.\n": "a mailbox (mbox)",
    "From: a@b.example\nSubject: Talks\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n--x\n": "an e-mail",
    "From: a@b.example\nSubject: Talks\nContent-Transfer-Encoding: base64\n\nVGhleSBtZXQu\n": "an e-mail",
    "From: a@b.example\nSubject: =?utf-8?b?VGFsa3M=?=\n\nThey met.\n": "an e-mail",
    "From: <Saved by Blink>\nSubject: Talks\nContent-Type: multipart/related;\n boundary=x\n\n--x\n": "a web page saved as MHTML",
    "BEGIN:VCALENDAR\nVERSION:2.0\n": "a calendar file",
}
BYTES = {
    b"%PDF-1.7\n...": "a PDF document",
    b"\n%PDF-1.7\n...": "a PDF document",
    b"PK\x03\x04\x14\x00[Content_Types].xml..word/document.xml": "a Word document (docx)",
    b"PK\x03\x04\x14\x00a.txt": "a ZIP archive",
    b"\x1f\x8b\x08": "a gzip file",
    b"\x89PNG\r\n": "a PNG image",
    b"\xd0\xcf\x11\xe0\xa1": "an old Office file",
}
NAMES = ["a.txt", "a", "a.md", "a.html", "a.xml"]
PROSE = [
    'Talks\n\nThey said {"a": 1} is JSON and <html> is HTML.\n\nFrom: here on it is prose.',
    "{Talks} begin\n\nThey met.",
    "[Putin] called Trump\n\nThey met.",
    "[1] They met\n\nThey met.",
    '["We met," he said]\n\nThey met.',
    "<b>Talks</b> begin\n\nThey met.",
    "<p>Talks begin.</p>\n<p>They met.</p>",
    "<i>Talks</i>",
    "5 < 6 and other sums\n\nThey met.",
    "<3 from readers\n\nThey met.",
    "<!-- kept by the desk -->\n# Talks\n\nThey met.",
    "<div align=center>\n\n# Talks\n\nThey met.",
    "From: Moscow with love\n\nThey met.",
    "Subject: to change\n\nThey met.",
    "From: Moscow\nThey met in Vienna on Tuesday\n\nTo: whom it may concern.",
    "From here to there\n\nThey met in 2026.",
    "Title, text\n\nThey met.",
    "News, sport\n\nThey met.",
    "Summary\nThey met, and said so.\n\nThey met.",
    "BEGIN with peace\n\nThey met.",
    "PK won the vote\n\nThey met.",
    "%PDF is a format\n\nThey met.",
]


@pytest.mark.parametrize("path", NAMES)
@pytest.mark.parametrize(("text", "name"), FOREIGN.items(), ids=range(len(FOREIGN)))
def test_a_format_that_is_not_read_is_refused_by_its_name(text, name, path):
    with pytest.raises(ArticleError) as caught:
        parse_article(text.encode(), path=path)
    assert str(caught.value).startswith(f"{path}: {name}")
    assert ": not read yet; " in str(caught.value)


@pytest.mark.parametrize("path", NAMES)
@pytest.mark.parametrize(("content", "name"), BYTES.items(), ids=range(len(BYTES)))
def test_a_format_of_bytes_is_refused_by_its_name(content, name, path):
    with pytest.raises(ArticleError) as caught:
        parse_article(content, path=path)
    assert str(caught.value).startswith(f"{path}: {name}: not read yet; ")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-32"])
def test_a_format_is_told_in_any_encoding(encoding):
    content = "<!DOCTYPE html><html><body>Встреча</body></html>".encode(encoding)
    with pytest.raises(ArticleError, match="an HTML page"):
        parse_article(content, path="a.txt")


@pytest.mark.parametrize("path", ["a.txt", "a", "a.md"])
@pytest.mark.parametrize("text", PROSE)
def test_prose_that_speaks_of_formats_is_prose(text, path):
    assert parse_article(text.encode(), path=path).text == text


def test_every_seed_is_an_article(seeds):
    assert {read_article(path).format for path in seeds.iterdir()} <= {"text", "markdown"}


@given(st.text('<>{}[]":,;\n\r\t !?-=/abFrom:TtileSubjc', max_size=80))
def test_any_head_is_read_or_refused(text):
    said = ""
    try:
        parse_article(f"{text}\n\nThey met.".encode(), path="a.txt")
    except ArticleError as error:
        said = str(error)
    assert not said or "not read yet" in said
