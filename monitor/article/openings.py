"""Recognises unsupported formats by the first lines: tables, CSV rows, logs.

Each pattern is one that its format demands or that its own programs write, and that no prose begins with.
To add a format, add its row.
"""

from __future__ import annotations

import csv
import re

_LEAST_ROWS, _MOST_ROWS = 2, 6
_LEAST_CELLS = 3
_LEAST_LOGGED = 3
_LEAST_UNQUOTED = 3

# ECMA-262 and CSS Syntax 3 have no sign to begin with: what stands there is a statement, or a rule.
_REMARKS = r"(?:/\*[^*]*+(?:\*(?!/)[^*]*+)*+\*/\s*+|//[^\n]*+\n\s*+)*+"
_NAME = r"[\w$]++"
_OBJECTS = r"(?:window|document|module|exports|self|globalThis|process|console|jQuery|\$)"
_SELECTOR = r"[^{}\n;<@]"
_SCRIPT = (
    r"['\"]use strict['\"]",
    rf"import\s++(?:{_NAME},?\s*+)?(?:\*\s++as\s++{_NAME}\s*+|\{{[^{{}}'\"]*+\}}\s*+)?from\s++['\"]",
    r"import\s++['\"][^\n'\"]++['\"];?[ \t\r]*+\n",
    rf"export\s++(?:const|let|var|class)\s++{_NAME}\s*+(?:=|\{{|extends\b)|export\s++(?:async\s++)?function\b",
    rf"export\s++default\s++(?:function\b|class\b\s*+(?:{_NAME}\s*+)?\{{|async\b|[{{\[(]|{_NAME};)",
    r"export\s*+(?:\{|\*\s*+(?:from|as)\b)",
    rf"(?:const|let|var)\s++(?:{_NAME}\s*+|[\[{{][^\n=]*+)=(?!=)",
    r"(?:async\s++)?function\b\s*+\*?\s*+[\w$]*+\s*+\([^)\n]*+\)\s*+\{",
    rf"class\s++{_NAME}\s*+(?:extends\s++[\w$.]++\s*+)?\{{[ \t\r]*+\n",
    r"[!;+]?\(?(?:async\s*+)?(?:function\s*+[\w$]*+\s*+\(|\([\w$,\s]*+\)\s*+=>\s*+[{(\[])",
    rf"{_OBJECTS}\.[\w$.]++\s*+(?:=(?!=)|\()",
    r"(?:window|self)\[['\"]|\$\(|require\(\s*+['\"]|define\(\s*+(?:\[|['\"]|function)",
)
_STYLE = (
    r"@charset\s++['\"]|@import\s++(?:url\(|['\"])",
    r"@(?:media|font-face|keyframes|supports|layer)\b[^{}\n;]*+\{",
    (
        rf"[\w.#*:\[]{_SELECTOR}{{0,200}}+(?:(?<=[,\r])\n{_SELECTOR}{{1,200}}+){{0,20}}+\s*+\{{"
        r"[ \t\r]*+\n\s*+-{0,2}[a-z][\w-]*+\s*+:[^;{}\n]++;"
    ),
    r"[\w.#*:\[][\w.#*:>+~,()\[\]='\"-]{0,400}+\{-{0,2}[a-z][\w-]*+:[^{}\n]++\}",
)
_OPENINGS = tuple(
    (re.compile(pattern, re.IGNORECASE), name)
    for pattern, name in (
        # RTF 1.9.1, PDF 32000-1 (7.5.2), Adobe's PLRM: their first characters
        (r"\{\\rtf\d", "an RTF document"),
        (r"%PDF-\d", "a PDF document"),
        (r"%!PS-", "a PostScript document"),
        # LaTeX2e, after comments; mdoc(7) and man(7); BibTeX's entries; RIS's first tag
        (r"(?:%[^\n]*\n|\s)*+\\(?:documentclass|documentstyle|begin\{document)\b", "a LaTeX document"),
        (r"(?:[.']\\\"[^\n]*\n|\s)*+\.(?:TH|Dd) \S", "a manual page"),
        (r"@[a-z]{2,20}\{[^\s,{}]+,[ \t]*\r?\n", "a BibTeX file"),
        (r"TY  - [A-Z]{2,5}\s*\n", "a RIS file"),
        # RFC 5545 and RFC 6350; RFC 2849; W3C WebVTT; SubRip as its programs write it
        (r"BEGIN:V(?:CALENDAR|EVENT|TODO|JOURNAL|FREEBUSY|TIMEZONE|ALARM)\s", "a calendar file"),
        (r"BEGIN:VCARD\s", "an address card"),
        (r"(?:version: 1\s+)?dn: [^\n]*\n(?:changetype|objectClass): ", "an LDIF file"),
        (r"WEBVTT(?:[ \t]|\r?\n)", "subtitles"),
        (r"\d{1,6}[ \t]*\r?\n\d\d:\d\d:\d\d[,.]\d{3} --> \d\d:", "subtitles"),
        (r"#EXTM3U\b", "a playlist"),
        # RFC 9112 (status line); ISO 28500; YAML 1.2 (6.8.1); gettext; git diff and unified diff
        (r"HTTP/\d(?:\.\d)? \d{3}(?: [^\n]*)?\r?\n[A-Za-z-]+:", "an HTTP answer"),
        (r"WARC/\d\.\d\r?\n", "a WARC archive"),
        (r"%YAML \d\.\d", "a YAML document"),
        (r"(?:#[^\n]*\n|\s)*+msgid \"", "a gettext catalogue"),
        (r"diff --git a/|--- [^\n]+\n\+\+\+ [^\n]+\n@@ -\d", "a patch"),
        # freedesktop.org's and Microsoft's key files, TOML: a section in brackets, then a key and its value
        (r"\[[\w .-]{1,60}\][ \t]*\r?\n(?:[#;][^\n]*\n|\s)*+[\w.-]{1,60}[ \t]*=", "a settings file"),
        # Programs: execve(2); PHP and server pages; C's preprocessor; SQL as dumps have it
        (r"#![ \t]*/[\w/.-]+", "a program's source"),
        (r"<\?(?:php\b|=)|<%(?:@|--|[ \t]*\n)", "a program's source"),
        (
            r"(?://[^\n]*+\n\s*+)*+#[ \t]*(?:include[ \t]*[<\"]|pragma once|ifndef \w+\s*\n)",
            "a program's source",
        ),
        (rf"{_REMARKS}(?-i:{'|'.join(_SCRIPT)})", "a program's source"),
        (rf"{_REMARKS}(?-i:{'|'.join(_STYLE)})", "a style sheet"),
        (r"INSERT INTO [\w`\".\[\]]+[ \t]*(?:\(|VALUES\b)", "an SQL dump"),
        (r"/\* XPM \*/", "an XPM image"),
        (r"begin [0-7]{3} \S[^\n]*\n[M!-`]", "a uuencoded file"),
        # JSON with padding
        (r"[\w$.]{1,60}\([ \t\r\n]*(?:\{[ \t\r\n]*\"|\[[ \t\r\n]*[{\[])", "a JSON document"),
        (r"sep=[,;\t|]\r?\n", "a CSV table"),
    )
)

# With seconds, which live blogs leave out: ISO 8601, syslog (RFC 3164, RFC 5424), Common Log Format.
_STAMP = re.compile(
    r"\[?(?:\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d"
    r"|[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d [\w.-]+ "
    r"|<\d{1,3}>1? ?\d{4}-\d\d-\d\dT"
    r"|\S+ \S+ \S+ \[\d\d/[A-Z][a-z]{2}/\d{4}:\d\d:\d\d:\d\d )"
)


def opening_of(head: str) -> str:
    """Return the name of the format that *head* begins as, "" where it may be prose."""
    named = next((name for pattern, name in _OPENINGS if pattern.match(head)), "")
    if named:
        return named
    lines = _first_lines(head)
    if len(lines) >= _LEAST_LOGGED and all(map(_STAMP.match, lines)):
        return "a log"
    return "a CSV table" if any(_is_table(lines, one) for one in ";\t|^,") else ""


def _first_lines(head: str) -> list[str]:
    lines = (line for line in head.split("\n", 4 * _MOST_ROWS)[: 4 * _MOST_ROWS] if line.strip())
    return [line.rstrip("\r") for line in lines][:_MOST_ROWS]


def _is_table(lines: list[str], separator: str) -> bool:
    """Return whether the first lines are rows of as many cells each; prose has commas and semicolons too."""
    if len(lines) < _LEAST_ROWS or not all(separator in line for line in lines):
        return False
    in_prose = separator == "," or (separator != "\t" and len(lines) < _LEAST_UNQUOTED)
    if in_prose and not all(line[:1] == '"' or f'{separator}"' in line for line in lines[1:]):
        return False
    try:
        sizes = {len(row) for row in csv.reader(lines, delimiter=separator, strict=True)}
    except csv.Error:
        return False
    return len(sizes) == 1 and sizes.pop() >= _LEAST_CELLS
