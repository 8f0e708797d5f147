"""Punctuation and symbols in phrases (`C++`, `U.S.`): checked at each hit in the original text.

Texts are compared as words. So the `++` of `C++`, the `#` of `#ukraine`, the `&` of `AT&T` and the dot
of `.NET` are looked up where the words stand. Compared are symbols (`+ = < > | ~ $ € £ ° ©` …, Unicode's
Sm, Sc and So), `# @ & % §`, and a dot before a first word; quotes, dashes, brackets and stops are alike by
design.

`U.S.` and `US` are one: each finds the other. `U.S.` never finds the pronoun "us"; `US`, as a phrase is in
any case, does.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from monitor.article.confusables import unmixed
from monitor.article.references import read_references

_SYMBOLS = frozenset({"Sm", "Sc", "So"})
_PUNCTUATION = frozenset("#@&%§")
_LEAD = re.compile(r"[\W_]*")
_TAIL = re.compile(r"[\W_]*\Z")
_ALIKE_AT_ENDS = frozenset(".,;:…'\"•·")
_REACH = 64
_DOTTED = re.compile(r"(?<![\w.])(?:[A-Z]\.){2,4}(?!\w)")
_PLAIN = re.compile(r"(?<![\w.&@#])[A-Z]{2,4}(?![\w*&])")


@dataclass(frozen=True, slots=True)
class Signs:
    """What must stand at a hit beside its words: before, after, and inside it; `spelt` is searched in it.

    `cased` is what its letters must be, capitals and small ones, run together.
    """

    lead: re.Pattern[str] | None = None
    tail: re.Pattern[str] | None = None
    inner: str = ""
    spelt: re.Pattern[str] | None = None
    cased: re.Pattern[str] | None = None

    def around(self, raw: str, start: int, end: int) -> tuple[int, int] | None:
        """Return the hit `[start, end)` of *raw* with its signs, None where they are not there."""
        slice_ = raw[start:end]
        if self.spelt is not None and not self.spelt.search(slice_):
            return None
        if self.cased is not None and not self.cased.fullmatch(_letters(slice_)):
            return None
        if self.inner and "".join(filter(is_sign, slice_)) != self.inner:
            return None
        if self.lead is not None:
            before = self.lead.search(raw[max(0, start - _REACH) : start])
            if before is None:
                return None
            start -= len(before.group())
        if self.tail is not None:
            after = self.tail.match(raw, end)
            if after is None:
                return None
            end = after.end()
        return start, end


@lru_cache(maxsize=4096)
def is_sign(char: str) -> bool:
    """Return whether *char* is compared, though it is no letter or digit."""
    return char in _PUNCTUATION or unicodedata.category(char) in _SYMBOLS


def signs_of(phrase: str) -> Signs | None:
    """Return the signs of *phrase*, None where it has none: then a hit needs no second look."""
    if phrase.isalnum():
        return None
    lead, inner, tail = _parts(phrase)
    signs = "".join(filter(is_sign, inner))
    before = _signs_at_end(lead) if any(map(is_sign, lead)) or lead.endswith(".") else ""
    after = _signs_at_end(tail)
    if not (signs or before or after):
        return None
    return Signs(lead=_before(before), tail=_after(after), inner=signs)


def letters_of(phrase: str) -> re.Pattern[str]:
    """Return what the letters of a hit must be for *phrase* where capitals count; `*` is any ending."""
    return re.compile(r"[^\W_]*".join(re.escape(_letters(part)) for part in phrase.split("*")))


def _letters(raw: str) -> str:
    """Return the letters and digits of *raw* run together, without accents: `U.S.` is US, `Élysée` Elysee."""
    plain = unicodedata.normalize("NFKD", unmixed(read_references(raw)[0]))
    return "".join(filter(str.isalnum, plain))


def uncompared(phrase: str) -> str:
    """Return the signs at the ends of *phrase* that are not compared, though one may expect it: `Yahoo!`."""
    if phrase.isalnum():
        return ""
    lead, _, tail = _parts(phrase)
    return "".join(
        char
        for char in lead + tail
        if unicodedata.category(char) == "Po" and not (is_sign(char) or char in _ALIKE_AT_ENDS)
    )


def spellings(phrase: str) -> tuple[tuple[str, Signs], ...]:
    """Return how else *phrase* is spelt: `U.S. envoy` for `US envoy`, and the other way round."""
    found = []
    if _PLAIN.search(phrase):
        dotted = [re.escape(".".join(one.group())) for one in _PLAIN.finditer(phrase)]
        found.append((_PLAIN.sub(lambda one: ".".join(one.group()) + ".", phrase), _spelt(dotted)))
    if _DOTTED.search(phrase):
        plain = [rf"\b{one.group().replace('.', '')}\b" for one in _DOTTED.finditer(phrase)]
        found.append((_DOTTED.sub(lambda one: one.group().replace(".", ""), phrase), _spelt(plain)))
    return tuple(found)


def _spelt(words: list[str]) -> Signs:
    return Signs(spelt=re.compile(".*".join(words), re.DOTALL))


def _parts(phrase: str) -> tuple[str, str, str]:
    """Cut *phrase* into what stands before its first letter or digit, between, and after its last."""
    plain = phrase.replace("*", "")
    lead = _LEAD.match(plain)
    first = lead.end() if lead else 0
    tail = _TAIL.search(plain, first)
    last = tail.start() if tail else len(plain)
    return plain[:first], plain[first:last], plain[last:]


def _signs_at_end(text: str) -> str:
    """Return *text*, what surrounds the words of a phrase, without what is not compared."""
    kept = "".join(char for char in text if is_sign(char) or char.isspace() or char == ".")
    return kept if any(map(is_sign, kept)) or kept == "." else ""


def _before(signs: str) -> re.Pattern[str] | None:
    """Return the pattern of *signs* before a hit: no letter, and no more of the same, goes before them."""
    if not signs:
        return None
    return re.compile(rf"(?<![^\W_])(?<!{re.escape(signs[0])}){_spaced(signs)}\Z")


def _after(signs: str) -> re.Pattern[str] | None:
    """Return the pattern of *signs* after a hit: no letter, and no more of the same, follows them."""
    signs = signs.rstrip(".").rstrip()
    if not signs:
        return None
    return re.compile(rf"{_spaced(signs)}(?!{re.escape(signs[-1])})(?![^\W\d_])")


def _spaced(signs: str) -> str:
    return "".join(r"\s+" if char.isspace() else re.escape(char) for char in signs)
