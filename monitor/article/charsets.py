"""Which of Python's codecs count as character sets of a text, whatever a file declares.

Many codecs are none: `hex`, `base64`, `uu`, `zip`, `rot13` turn bytes into bytes, `idna` and `punycode`
are for host names, `unicode_escape` reads programs, `undefined` always fails, `charmap` and `utf-7` read
anything as something else. A charset in which the declaration itself would not be ASCII (UTF-16, EBCDIC)
cannot be declared either: it is recognised by its mark or its zero bytes.
"""

from __future__ import annotations

import codecs

_READ_AS = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "utf-8-sig": "utf-8",
}
"""What is declared as the first is written in the second, which holds it: WHATWG Encoding Standard, 4.2."""

_CHARSETS_WORDS = """
utf-8 cp874 cp932 cp949 cp950 cp1250 cp1251 cp1252 cp1253 cp1254 cp1255 cp1256 cp1257 cp1258 iso8859-2
iso8859-3 iso8859-4 iso8859-5 iso8859-6 iso8859-7 iso8859-8 iso8859-10 iso8859-13 iso8859-14 iso8859-15
iso8859-16 koi8-r koi8-u koi8-t kz1048 ptcp154 mac-cyrillic mac-roman cp437 cp737 cp775 cp850 cp852 cp855
cp857 cp858 cp861 cp862 cp863 cp864 cp865 cp866 cp1125 gb18030 big5 big5hkscs euc_jp euc_jis_2004
shift_jis_2004 johab iso2022_jp iso2022_jp_1 iso2022_jp_2 iso2022_jp_3 iso2022_jp_2004 iso2022_jp_ext
iso2022_kr
"""
_CHARSETS = frozenset(_CHARSETS_WORDS.split())
"""The charsets of the WHATWG Encoding Standard and of older newsroom machines, by Python's names."""


def charset(name: str) -> str | None:
    """Return Python's name of the charset that *name* means, None when it means none."""
    try:
        info = codecs.lookup(name)
    except (LookupError, UnicodeError, ValueError):
        return None
    found = _READ_AS.get(info.name, info.name)
    return found if info._is_text_encoding and found in _CHARSETS else None  # noqa: SLF001 - no public way to ask
