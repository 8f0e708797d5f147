"""Where a name begins and ends: runs of capitalised words, particles, initials, numerals."""

from __future__ import annotations

from monitor.extract.cast.shapes import Line
from monitor.extract.cast.words import NameGrammar
from monitor.extract.entity import Entity
from monitor.extract.lexicon import Lexicon
from monitor.extract.syntax.model import Tag

_LONGEST = 6
_WORDS = 3
"""of a name behind an office in a line all in capitals."""
_NO_NAME = frozenset(
    {
        Tag.VERB,
        Tag.AUXILIARY,
        Tag.MODAL,
        Tag.DETERMINER,
        Tag.POSSESSIVE,
        Tag.PRONOUN,
        Tag.PREPOSITION,
        Tag.TO,
        Tag.CONJUNCTION,
        Tag.SUBORDINATOR,
        Tag.WH,
        Tag.NEGATION,
        Tag.QUOTE,
        Tag.PUNCTUATION,
        Tag.NUMBER,
    }
)


def _surnames(entity: Entity) -> tuple[str, ...]:
    return tuple(text.lower() for text in entity.surnames or (entity.name.rsplit(" ", 1)[-1],))


class NameReader:
    """Finds names by case, and by what is known."""

    def __init__(self, grammar: NameGrammar, lexicon: Lexicon) -> None:
        """Take the words that names are read by."""
        lists = grammar.lists
        self.particles = lists["names.particles"]
        self.numerals = lists["names.numerals"]
        self.suffixes = lists["names.suffixes"]
        self.never = lists["names.never"]
        self.given = lists["names.given"]
        self.before = lists["names.before"]
        self.honorifics = {
            **dict.fromkeys(lists["titles.masculine"], "m"),
            **dict.fromkeys(lists["titles.feminine"], "f"),
            **dict.fromkeys(lists["titles.either"], ""),
        }
        self.grammar = grammar
        self.people = grammar.people or lexicon.names
        self.places = grammar.places or lexicon.places
        self.public = frozenset(word for one in lexicon.entities if one.official for word in _surnames(one))
        self.introduced: frozenset[str] = frozenset()
        """Words of names that the article's body has; a headline in title case is read by them."""

    def known(self, line: Line, index: int) -> int:
        """Return how many words at *index* are a known person's name; 0 if none."""
        key = line.key(index)
        if key not in self.people.firsts or not (line.upper(index) or key in self.particles):
            return 0
        found = self.people.at(line.keys, index)
        return found[0] if found else 0

    def end(self, line: Line, start: int, *, after_office: bool = False) -> int:
        """Return where the name at *start* ends; *start* where there is none."""
        known = self.known(line, start)
        if known > 1 and not self._goes_on(line, start + known):
            return start + known
        at = start
        while at < len(line.keys) and at - start < _LONGEST:
            if (
                self._of_name(line, at, start, after_office=after_office)
                or self._initial(line, at)
                or self._particle(line, at)
            ):
                at += 1
            else:
                break
        at = max(at, start + known)
        named = any(line.upper(place) or "-" in line.raw[place] for place in range(start, at))
        return at if at > start and named else start

    def _goes_on(self, line: Line, at: int) -> bool:
        """Tell whether a numeral, "Jr" or a further surname belongs to the name that ends at *at*."""
        if at < len(line.keys) and self._particle(line, at):
            return True
        if not line.upper(at) or line.headline or line.capitals:
            return line.key(at) in self.numerals | self.suffixes and line.upper(at)
        if line.key(at) in self.numerals | self.suffixes:
            return True
        return (
            line.tokens[at].tag == Tag.NAME and line.key(at) not in self.never and not self._other(line, at)
        )

    def _of_name(self, line: Line, at: int, start: int, *, after_office: bool) -> bool:
        """Tell whether the word at *at* belongs to the name that begins at *start*."""
        key, raw = line.keys[at], line.raw[at]
        if not raw[0].isupper() or not ((raw[0].isalpha() and raw[-1].isalpha()) or raw.endswith(".")):
            return False
        if at > start and (key in self.numerals or key in self.suffixes):
            return True
        if key in self.never and not (at > start and self._is_known(line, start, at)):
            return at == start and self._given(line, at)
        if line.headline or line.capitals:
            return self._headlined(line, at, start, after_office=after_office)
        return self._written(line, at, start, after_office=after_office)

    def _given(self, line: Line, at: int) -> bool:
        """Tell the given name of "Said Nuri" from "said" with a capital: within a sentence, before a name."""
        alone = line.headline or line.capitals or at == 0 or line.tokens[at - 1].tag == Tag.QUOTE
        named = line.upper(at + 1) and line.tokens[at + 1].tag == Tag.NAME
        return line.keys[at] in self.given and not alone and named and line.keys[at + 1] not in self.never

    def _written(self, line: Line, at: int, start: int, *, after_office: bool) -> bool:
        """Tell by its tag whether a capitalised word of a plain sentence is a name's."""
        tag = line.tokens[at].tag
        if tag in _NO_NAME and at == start and not after_office:
            return bool(self.known(line, at))
        if tag in _NO_NAME and tag != Tag.VERB:
            return False
        return not (at > start and self._other(line, at))

    def _is_known(self, line: Line, start: int, at: int) -> bool:
        return self.known(line, start) > at - start

    def _headlined(self, line: Line, at: int, start: int, *, after_office: bool) -> bool:
        """In title case every word has a capital: take the known and introduced, and two after an office."""
        if self._is_known(line, start, at) or line.keys[at] in self.introduced:
            return True
        if line.tokens[at].tag in _NO_NAME:
            return False
        if self._titled(line):
            return (
                after_office
                and at - start < (_WORDS if line.capitals else 2)
                and line.tokens[at].tag == Tag.NAME
                and not self._other(line, at)
            )
        return not (at > start and self._other(line, at))

    @staticmethod
    def _titled(line: Line) -> bool:
        """Tell a headline in title case or capitals from one in sentence case."""
        if line.capitals:
            return True
        long = [raw for raw in line.raw if len(raw) > 3 and raw[0].isalpha()]
        return len(long) > 2 and sum(raw[0].islower() for raw in long) * 5 < len(long)

    def _other(self, line: Line, at: int) -> bool:
        """Tell whether a country, an office or a body begins at *at*, and so no further part of a name."""
        key, word = line.keys[at], line.words[at]
        if line.places[at] is not None:
            return True
        return (
            word is not None
            and (word[1].office is not None or word[1].body is not None)
            and key not in self.honorifics
        )

    def _initial(self, line: Line, at: int) -> bool:
        """Read the stop of "George W. Bush"."""
        before = line.raw[at - 1] if at else ""
        return line.raw[at] == "." and len(before) == 1 and before.isupper() and line.upper(at + 1)

    def _particle(self, line: Line, at: int) -> bool:
        """Read "bin" in "Mohammed bin Salman"; "al-Assad" in small letters is a name's part too."""
        key, raw = line.keys[at], line.raw[at]
        if "-" in raw and raw[0].islower():
            first, _, rest = raw.partition("-")
            return first in self.particles and rest[:1].isupper()
        if key not in self.particles or raw.isupper():
            return False
        after = at + 1
        while line.key(after) in self.particles and not line.upper(after):
            after += 1
        return line.upper(after) and after - at < 4 and line.key(after) not in self.never

    def begins(self, line: Line, at: int) -> bool:
        """Tell whether a name may begin at *at*."""
        raw = line.raw[at]
        if raw[0].isupper():
            return True
        first, mark, rest = raw.partition("-")
        return bool(mark) and first in self.particles and rest[:1].isupper()
