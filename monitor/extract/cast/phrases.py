"""Reads offices as composed phrases: [country | body | movement] [modifiers] head [of country | body].

"Ukraine's acting foreign minister", "the 56-year-old president of Lesotho", "Hungary's top diplomat":
countries, bodies and modifiers stand in any order before a head noun; what stands there decides whose
office it is and of what rank. Anything that is not known before a head noun makes it the office of
something else ("the chess president").
"""

from __future__ import annotations

from monitor.extract.cast.complements import ComplementReader
from monitor.extract.cast.names import NameReader
from monitor.extract.cast.ranks import Ranks
from monitor.extract.cast.shapes import GROUP, PERSON, Line, Shape
from monitor.extract.cast.words import (
    COUNTRY,
    DOMAIN,
    LEADER,
    Body,
    NameGrammar,
    Word,
)
from monitor.extract.lexicon import Lexicon, PlaceName
from monitor.extract.syntax.model import Form, Tag

_LONGEST = 10
_UNKNOWN_WITHIN = 4
_NO_HEADS = frozenset({Tag.ADJECTIVE, Tag.ADVERB, Tag.VERB})
_PAIR = 2
_OF_SEVERAL = frozenset({"one_of", "of_movement"})
_NOUNY = frozenset({Tag.NOUN, Tag.NAME, Tag.ADJECTIVE, Tag.ADVERB})


class OfficeReader:
    """Reads office phrases by one language's words and the lexicon's countries."""

    def __init__(self, grammar: NameGrammar, lexicon: Lexicon, names: NameReader) -> None:
        """Take the words that offices are read by."""
        lists = grammar.lists
        self.grammar = grammar
        self.table = grammar.table
        self.places = grammar.places or lexicon.places
        self.names = names
        self.marks = lists["possessive_marks"]
        self.articles = lists["articles"]
        self.joins = lists["joins"] | {","}
        self.never = names.never
        self.domains = lists["domains.leader"]
        self.chiefs = lists["domains.chiefs"]
        self.vague = lists["vague"]
        self.clock = lists["clock"]
        self.indefinite = lists["indefinite"]
        self.former = lists["modifiers.former"]
        self.prefixes = lists["prefixes"]
        self.camps = lists["camps"]
        self.ranks = Ranks(grammar)
        self.complements = ComplementReader(grammar, names, self.own, self.is_body, self.at)

    def at(self, line: Line, start: int) -> Shape | None:
        """Return the office phrase that starts at *start*, or None."""
        if start > line.last_office or line.keys[start] in self.articles:
            return None
        shape = Shape(PERSON, start, start, start)
        at, unknown = self._before(line, start, shape)
        found = line.word(at)
        if found is None or found[1].office is None or (at > start and self._cut(line, at - 1)):
            return None
        office, length = found[1].office, found[0]
        if self._no_office(line, at, length, alone=start == at):
            return None
        counted = at > start and (own := line.word(start)) is not None and own[1].modifier == "number"
        if (shape.listed or counted) and not office.plural:
            return None
        domain = self._domain(line, at) if office.rank == DOMAIN or line.keys[at] in self.chiefs else ""
        domain = domain if office.rank == DOMAIN or domain in self.domains else ""
        shape.office, shape.end, shape.head = office, at + length, at + length - 1
        shape.title = self._title(line, at, length, domain)
        shape.plural = office.plural
        shape.former |= line.keys[at].partition("-")[0] in self.former and "-" in line.keys[at]
        shape.kind = GROUP if office.plural else PERSON
        if office.side and not shape.sides:
            shape.sides.append(office.side)
        self._inside(line, at, length, shape)
        shape.indefinite = line.key(start - 1) in self.indefinite
        rest = self.complements.after(line, shape)
        shape.former |= line.key(start - 1).partition("-")[0] in self.former and "-" in line.key(start - 1)
        shape.unknown |= start == at and self._owned_by_unknown(line, at)
        shape.stranger = shape.unknown and office.spokesman and not self._public(line, at - 1)
        shape.unknown |= bool(unknown) and not domain and office.rank in {LEADER, COUNTRY}
        shape.rank = self.ranks.rank(line, shape, office, domain or rest)
        shape.bare = office.rank == COUNTRY and not shape.sides and not shape.many and shape.body is None
        return shape

    def _before(self, line: Line, start: int, shape: Shape) -> tuple[int, list[int]]:  # noqa: C901
        """Read what stands before the head; return where the head is and the words that are not known."""
        at, unknown = start, list[int]()
        while at < len(line.keys) and at - start < _LONGEST:
            place, word = line.place(at), line.word(at)
            if place and not (word and word[0] > place[0]):
                self._of_place(line, at, place[1], shape)
                at += place[0]
            elif (word and word[1].office is not None and not self._goes_on(line, at, word)) or (
                word and self._no_modifier(line, at, start)
            ):
                break
            elif word and word[1].domain and self._before_minister(line, at + word[0]):
                at += word[0]
            elif word and (word[1].modifier or word[1].many):
                self._modify(line.keys[at : at + word[0]], word[1], shape)
                at += word[0]
            elif word and word[1].body is not None and self._owner_body(line, at, word[1].body):
                self.own(line, at, word, shape)
                at += word[0]
            elif shape.end < at and line.keys[at] in self.marks and (shape.sides or shape.body):
                shape.possessed = True
                at += 1
            elif line.keys[at] in self.joins and self._lists(line, at + 1, shape):
                shape.listed = True
                at += 1
            elif line.keys[at].endswith(self.grammar.endings) or line.keys[at].isdigit():
                shape.modified = True
                at += 1
            elif at > start and (ahead := self._ahead(line, at)):
                unknown += [place for place in range(at, ahead) if line.tokens[place].tag != Tag.ADJECTIVE]
                at = ahead
            else:
                break
        return at, unknown

    def _of_place(self, line: Line, at: int, place: PlaceName, shape: Shape) -> None:
        """Take the country at *at* for whose office it is, where it is no part of a name."""
        if self._part_of_name(line, at):
            shape.unknown = True
        else:
            shape.sides.append(place.side)
            shape.place = place

    def _part_of_name(self, line: Line, start: int) -> bool:
        """Tell the country in "Air France", "New England", "All England Club" from whose office it is."""
        at, place = start - 1, line.place(start)
        if at < 0 or line.headline or line.capitals or not line.upper(at) or place is None:
            return False
        if place[1].how == "name" and line.keys[at] in self.names.before:
            return True
        plain = line.word(at) is None and line.place(at) is None and line.keys[at] not in self.never
        named = line.tokens[at].tag == Tag.NAME and line.raw[at].isalpha() and not self.names.known(line, at)
        return plain and named and place[1].how == "name" and line.keys[at] not in self.names.honorifics

    @staticmethod
    def _no_modifier(line: Line, at: int, start: int) -> bool:
        """Tell "Under President X" and "met after visiting President X" from "the visiting president"."""
        tag = line.tokens[at].tag
        gerund = tag == Tag.VERB and line.tokens[at].form == Form.GERUND
        return tag == Tag.PREPOSITION or (at == start and gerund)

    def is_body(self, line: Line, at: int, body: Body) -> bool:
        """Tell a body from the common word it looks like: "IS" from "is", a firm from "firm"."""
        raw = line.raw[at]
        if body.shouted:
            return raw.isupper() and len(raw) > 1 and not line.capitals
        if body.capital:
            return raw[0].isupper()
        return body.kind != "private" or raw[0].isupper() or line.tokens[at].tag in {Tag.NOUN, Tag.NAME}

    def _no_office(self, line: Line, at: int, length: int, *, alone: bool) -> bool:
        """Tell "at 9 pm" and "official photographs" from offices."""
        if line.keys[at] in self.clock and at:
            return line.tokens[at - 1].tag == Tag.NUMBER or line.keys[at - 1] == ":"
        other = line.tokens[at].tag in _NO_HEADS
        if other and line.key(at - 1) in self.articles and at + 1 < len(line.keys):
            other = line.tokens[at + 1].tag in _NOUNY
        return alone and length == 1 and other and not (line.upper(at) and line.upper(at + 1))

    def _goes_on(self, line: Line, at: int, word: tuple[int, Word]) -> bool:
        """Tell whether an office's word only goes before another: "general secretary", "deputy president"."""
        length, readings = word
        if not (readings.modifier or readings.body or readings.domain or readings.many):
            return False
        after = line.word(at + length)
        return after is not None and (after[1].office is not None or bool(after[1].modifier))

    def minister_at(self, line: Line, at: int) -> bool:
        """Tell whether "minister" or "secretary" follows at *at*, so that the word before says for what."""
        found = line.word(at)
        return found is not None and found[1].office is not None and found[1].office.rank == DOMAIN

    def _before_minister(self, line: Line, at: int) -> bool:
        after = line.word(at)
        joined = line.key(at) in self.joins and self._before_minister(line, at + 2)
        return joined or (
            after is not None and after[1].office is not None and after[1].office.rank == DOMAIN
        )

    def _lists(self, line: Line, at: int, shape: Shape) -> bool:
        """Tell whether another country or band stands after "and" or a comma: "Nordic and Baltic leaders"."""
        word = line.word(at)
        if shape.many and word is not None and word[1].many:
            return True
        return bool(shape.sides or shape.many) and line.place(at) is not None

    def _owner_body(self, line: Line, at: int, body: Body) -> bool:
        return self.names.known(line, at) < _PAIR and self.is_body(line, at, body)

    def _modify(self, keys: list[str], word: Word, shape: Shape) -> None:
        shape.modified = True
        shape.many |= word.many
        shape.vague |= word.many and " ".join(keys) in self.vague
        shape.former |= word.modifier == "former"
        shape.lesser |= word.modifier == "lesser"
        shape.new |= word.modifier == "new"
        shape.private |= word.modifier == "private"
        shape.regional |= word.modifier == "regional"
        shape.of_state |= word.body is not None and word.body.kind == "government"
        if word.modifier in _OF_SEVERAL:
            shape.one_of = shape.one_of or word.modifier
        if word.modifier == "number":
            shape.count = self.grammar.counts.get(" ".join(keys), shape.count)
        if keys[0] in self.camps:
            shape.camp = keys[0]

    def own(self, line: Line, at: int, word: tuple[int, Word], shape: Shape) -> None:
        """Take the body at *at* for whose office it is."""
        body = word[1].body
        if body is None:
            return
        shape.body = body
        if body.side:
            shape.sides.append(body.side)
        elif body.kind == "international":
            shape.sides.append(self._international(line, at, word[0]))
        elif line.keys[at] in self.camps:
            shape.camp = line.keys[at]

    def _international(self, line: Line, at: int, length: int) -> str:
        place = self.places.at(line.keys, at) if line.keys[at] in self.places.firsts else None
        return place[1].side if place else " ".join(line.raw[at : at + length])

    def _ahead(self, line: Line, at: int) -> int:
        """Return where a head follows after a few unknown nouns or adjectives at *at*; 0 where none does."""
        for after in range(at, min(at + _UNKNOWN_WITHIN, len(line.keys))):
            if after > at and (found := line.word(after)) and (found[1].office or found[1].modifier):
                return after
            key = line.keys[after]
            joined = after > at and key in self.joins and key != ","
            noun = line.tokens[after].tag in _NOUNY or self.minister_at(line, after + 1)
            if not joined and (key in self.never or not noun or not key[0].isalpha()):
                return 0
        return 0

    def _cut(self, line: Line, before: int) -> bool:
        """Tell whether what stands right before the head cannot go with it: a comma, "and"."""
        return line.keys[before] in self.joins

    def _domain(self, line: Line, at: int) -> str:
        """Return what the minister or secretary at *at* is for, as written right before: "foreign", "oil"."""
        for length in range(_UNKNOWN_WITHIN, 0, -1):
            known = " ".join(line.keys[max(at - length, 0) : at])
            if known in self.domains:
                return known
        first = at
        while first > 0 and at - first < _UNKNOWN_WITHIN and self._may_be_domain(line, first - 1):
            first -= 1
        while first < at and line.keys[first] in self.joins:
            first += 1
        return " ".join(line.keys[first:at])

    def _may_be_domain(self, line: Line, at: int) -> bool:
        key = line.keys[at]
        if key in self.joins:
            named = at > 0 and line.tokens[at - 1].tag == Tag.NAME
            return key != "," and at > 0 and not named and self._may_be_domain(line, at - 1)
        found = line.word(at)
        if found and found[1].domain:
            return True
        if found and (found[1].modifier or found[1].office or found[1].many):
            return False
        if line.place(at) or key in self.never or key in self.marks:
            return False
        verb = line.tokens[at].tag == Tag.VERB and line.tokens[at].form == Form.BASE
        return (line.tokens[at].tag in _NOUNY or verb) and key[0].isalpha()

    def _title(self, line: Line, at: int, length: int, domain: str) -> str:
        found = line.word(at)
        prefix, mark, _ = line.keys[at].partition("-")
        whole = " ".join(line.keys[at : at + length])
        head = whole[len(prefix) + 1 :] if mark and prefix in self.prefixes else whole
        heads = found and found[1].office and found[1].office.rank == DOMAIN
        lifted = domain in self.domains and (heads or head in self.chiefs)
        return f"{domain} {head}" if domain and (heads or lifted) else head

    def _public(self, line: Line, at: int) -> bool:
        """Tell whether a public figure, "Romney", or what may be a party, "PPP", has the spokesman."""
        raw = line.raw[at] if at >= 0 else ""
        return raw.isupper() or line.key(at) in self.names.public

    def _owned_by_unknown(self, line: Line, at: int) -> bool:
        """Tell "Barcelona president", "Chelsea chief" from an office without an owner."""
        if (
            at == 0
            or line.capitals
            or (line.headline and line.upper(at))
            or line.tokens[at - 1].tag != Tag.NAME
        ):
            return False
        key, raw = line.keys[at - 1], line.raw[at - 1]
        plain = raw[0].isupper() and raw[-1].isalnum() and len(raw) > 1 and key not in self.never
        return (
            plain
            and not line.place(at - 1)
            and line.word(at - 1) is None
            and not self.names.known(line, at - 1)
        )

    def _inside(self, line: Line, at: int, length: int, shape: Shape) -> None:
        """Take the country that is part of a head: "chechen leader" as one phrase."""
        if length > 1 and not shape.sides and (own := line.place(at)) and own[0] < length:
            shape.sides.append(own[1].side)
