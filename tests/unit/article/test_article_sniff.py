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
    " " * 20_000 + "<html><body>They met.</body></html>": "an HTML page",
    f"<!--{'x' * 20_000}--><html><body>They met.</body></html>": "an HTML page",
    "<h1>Talks</h1>\n<p>They met.</p>": "an HTML page",
    "<div>They met.</div>\n": "an HTML page",
    "Talks\n<p>They met.</p>\n<p>On Monday.</p>\n<p>In Vienna.</p>\n": "an HTML page",
    "Talks<br>\n<br>\nThey met.<br><br>\nOn Monday.<br>\n": "an HTML page",
    '<!DOCTYPE a [<!ENTITY x "]>">]><a>They met.</a>': "an XML document",
    '<!DOCTYPE rss [<!ENTITY x "]>">]><rss/>': "an RSS feed",
    "<story>They met.</story>\n<!-- end -->\n": "an XML document",
    '["Talks", "They met."]': "a JSON document",
    '[[{"text": "They met."}]]': "a JSON document",
    '["a", "They met."]\n["b", "More"]\n': "a JSON document",
    f'{{"{"k" * 20_000}": "They met."}}': "a JSON document",
    ')]}\'\n{"text": "They met."}': "a JSON document",
    '// export\n{"text": "They met."}': "a JSON document",
    'callback({"text": "They met."});': "a JSON document",
    "\xa0{\\RTF1 They met.}": "an RTF document",
    "%!PS-Adobe-3.0\n(They met.) show\n": "a PostScript document",
    "% notes\n\\documentclass{article}\nThey met.\n": "a LaTeX document",
    ".TH MEET 1\n.SH NAME\nThey met.\n": "a manual page",
    "@article{meet,\n title={They met.}\n}\n": "a BibTeX file",
    "TY  - NEWS\nTI  - They met.\nER  - \n": "a RIS file",
    "begin:vevent\nSUMMARY:They met.\n": "a calendar file",
    "dn: cn=x\nobjectClass: top\ndescription: They met.\n": "an LDIF file",
    "WEBVTT\n\n00:01.000 --> 00:04.000\nThey met.\n": "subtitles",
    "1\n00:00:01,000 --> 00:00:04,000\nThey met.\n": "subtitles",
    "#EXTM3U\n#EXTINF:1,They met.\n": "a playlist",
    "HTTP/1.1 200 OK\r\nServer: x\r\n\r\nThey met.": "an HTTP answer",
    "WARC/1.0\r\nWARC-Type: response\r\n": "a WARC archive",
    "%YAML 1.2\n---\ntext: They met.\n": "a YAML document",
    'msgid ""\nmsgstr "They met."\n': "a gettext catalogue",
    "diff --git a/x b/x\n+They met.\n": "a patch",
    "[InternetShortcut]\nURL=http://a.example/\n": "a settings file",
    '[article]\ntext = "They met."\n': "a settings file",
    "#!/bin/sh\necho They met.\n": "a program's source",
    "<?php\n$text = 'They met.';\n": "a program's source",
    "#include <stdio.h>\n/* They met. */\n": "a program's source",
    "INSERT INTO articles (text) VALUES ('They met.');\n": "an SQL dump",
    "begin 644 a.txt\nM5&AE>2!M970N\n": "a uuencoded file",
    "datum;titel;text\n20.11.;Talks;They met.\n21.11.;More;They met.\n": "a CSV table",
    'id,headline,maintext\n1,"Talks","They met."\n2,"More","They, too."\n': "a CSV table",
    'sep=;\na;b\nTalks;"They met."\n': "a CSV table",
    "<p>Talks begin.</p>\n<p>They met.</p>": "an HTML page",
    "<p>They met.</p>\n": "an HTML page",
    "<p class=a>They met\nin Vienna.</p><p>They ate.</p>": "an HTML page",
    "<h2>Talks</h2>They met.<p>They ate.</p>": "an HTML page",
    "Saved on Monday\n\n<html><head><script>\nvar a = 1; var b = 2; They met and ate and left": "an HTML page",
    "Saved on Monday\n\n<html>\n<body>\n<p>They met in Vienna\nand ate and left on Tuesday": "an HTML page",
    "'use strict';\nalert('They met.');\n": "a program's source",
    "/* They met. */\nimport { a } from './a.js';\n": "a program's source",
    "import './a.css';\nimport b from 'b';\n": "a program's source",
    "// They met.\nexport default function () {}\n": "a program's source",
    "const text = 'They met.';\n": "a program's source",
    "let { a, b } = require('c');\n": "a program's source",
    "function tell(text) {\n  return text;\n}\n": "a program's source",
    "(function () {\n  alert('They met.');\n})();\n": "a program's source",
    "!function(e){e.a='They met.'}(window);": "a program's source",
    "(() => { alert('They met.'); })();": "a program's source",
    "window.dataLayer = window.dataLayer || [];\n": "a program's source",
    "document.write('They met.');\n": "a program's source",
    "$(function () { alert('They met.'); });\n": "a program's source",
    "module.exports = { text: 'They met.' };\n": "a program's source",
    "class Talk extends Thing {\n  begin() {}\n}\n": "a program's source",
    "body {\n  color: #000;\n}\n": "a style sheet",
    "/* They met. */\n.talk > a:hover,\n#more a {\n  margin: 0 1px;\n}\n": "a style sheet",
    "@media print {\n  .a { color: red; }\n}\n": "a style sheet",
    "@import url('a.css');\n": "a style sheet",
    ".a{color:red}.b{margin:0}": "a style sheet",
    ":root {\n  --ink: #000;\n}\n": "a style sheet",
    "{title: 'Talks', text: 'They met.'}": "a JSON document",
    '// export\n{\n  title: "Talks",\n  \'text\': "They met.",\n}\n': "a JSON document",
    "/* export */ [\n  {n: 1, text: 'They met.'},\n]\n": "a JSON document",
    '/* export */\n{"text": "They met."}': "a JSON document",
    "".join(f"2026-11-20 10:00:0{one} INFO app: They met.\n" for one in range(4)): "a log",
    "".join(f"Nov 20 10:00:0{one} host app[1]: They met.\n" for one in range(4)): "a log",
    "".join(f"Received: from {one}\n\tby b\n" for one in range(300))
    + "From: a@b.example\nSubject: Talks\nContent-Type: text/html\n\n<p>They met.</p>\n": "an e-mail",
}
BYTES = {
    b"%PDF-1.7\n...": "a PDF document",
    b"\n%PDF-1.7\n...": "a PDF document",
    b"PK\x03\x04\x14\x00[Content_Types].xml..word/document.xml": "a Word document (docx)",
    b"PK\x03\x04\x14\x00a.txt": "a ZIP archive",
    b"\x1f\x8b\x08": "a gzip file",
    b"\x89PNG\r\n": "a PNG image",
    b"\xd0\xcf\x11\xe0\xa1": "an old Office file",
    b"\x28\xb5\x2f\xfd\x04They met.": "a zstd file",
    b"\x04\x22\x4d\x18They met.": "an lz4 file",
    b"!<arch>\ndebian-binary  They met.": "an ar archive",
    b"0707010000They met.": "a cpio archive",
    b"bplist00They met.": "a property list",
}
NAMES = ["a.txt", "a", "a.md", "a.html", "a.xml"]
PROSE = [
    'Talks\n\nThey said {"a": 1} is JSON and <html> is HTML.\n\nFrom: here on it is prose.',
    "{Talks} begin\n\nThey met.",
    "[Putin] called Trump\n\nThey met.",
    "[1] They met\n\nThey met.",
    '["We met," he said]\n\nThey met.',
    "<b>Talks</b> begin\n\nThey met.",
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
    "Talks; more talks; and a dinner\n\nThey met; they ate; they left.\n\nThey met.",
    'Talks, "so to say", went on\n\nHe called it "a farce," and left, "for good," he said.\n\nThey met.',
    "10:01 They met.\n\n10:02 They ate.\n\n10:03 They left.",
    "20 Nov 2026 10:00:00\n\nThey met.",
    "[Analysis]\n\nThey met = they talked.",
    "Begin with peace\n\nThey met.",
    "Import of gas ends\n\nThey met.",
    "#ukraine talks\n\nThey met.",
    "@envoy: they met\n\nThey met.",
    "--- Talks ---\n\nThey met.",
    "Talks (new)\n\nThey met.",
    "They said <p> is a tag\n\nThey met.",
    "How a page begins\n\nWrite this:\n<html>\n<head>\n\nand then what is to be seen on it.",
    (
        "How a page begins\n\n```\n<!doctype html>\n<html>\n<head><title>A</title></head>\n<body></body>\n</html>\n```\n\n"
        "That is all there is to it, he said."
    ),
    f"How a page ends\n\n{'They met and talked about it for long. ' * 8}\n\n<html>\n<head></head>\n</html>\n",
    "<p>Talks</p> begin\n\nThey met.",
    "<h1 align=center>Talks</h1>\n\nThey met.",
    "let us talk = peace\n\nThey met.",
    "const elation over talks\n\nThey met.",
    'import "cheap" grain, he said\n\nThey met.',
    "import of gas from 'the east' ends\n\nThey met.",
    "export default risk grows\n\nThey met.",
    "function follows form (again)\n\nThey met.",
    "class war {again}\n\nThey met.",
    "window.open to talks\n\nThey met.",
    "(Reuters) => They met\n\nThey met.",
    "Talks {note: a draft}\n\nThey met.",
    "a: b; c: d\n\nThey met.",
    '{Analysis: "Talks" begin}\n\nThey met.',
    "{draft: 1} Talks\n\nThey met.",
    "/* Talks */ begin\n\nThey met.",
    "// Talks\n\nThey met.",
    "$ falls again\n\nThey met.",
    "@media reports of talks\n\nThey met.",
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
