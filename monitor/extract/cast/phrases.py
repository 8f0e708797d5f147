"""Reads offices as composed phrases: [country | body | movement] [modifiers] head [of country | body].

"Ukraine's acting foreign minister", "the 56-year-old president of Lesotho", "Hungary's top diplomat": countries,
bodies and modifiers stand in any order before a head noun; what stands there decides whose office it is and of what
rank. Anything that is not known before a head noun makes it the office of something else ("the chess president").
"""

from __future__ import annotations

from monitor.extract.cast.names import NameReader
from monitor.extract.cast.shapes import GROUP, PERSON, Line, Shape
from monitor.extract.cast.words import (
    COUNTRY,
    DOMAIN,
    KIN,
    LEADER,
    OFFICIAL,
    PRIVATE,
    STAFF,
    Body,
    NameGrammar,
    Office,
    Word,
)
from monitor.extract.lexicon import Lexicon, PlaceName
from monitor.extract.syntax.model import Form, Tag

_LONGEST = 10
_UNKNOWN_WITHIN = 4
_SHORT = 4
_NO_HEADS = frozenset({Tag.ADJECTIVE, Tag.ADVERB, Tag.VERB})
_PAIR = 2
_NOUNY = frozenset({Tag.NOUN, Tag.NAME, Tag.ADJECTIVE, Tag.ADVERB})
_LEADING = frozenset({"movement", "international", "government", "rebels", "seat", "party"})
_CAMPS = frozenset(
    {
        "rebel",
        "guerrilla",
        "separatist",
        "opposition",
        "militia",
        "unionist",
        "loyalist",
        "breakaway",
        "independence",
    }
)


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
        self.of = lists["of"]
        self.of_counterpart = lists["of_counterpart"]
        self.articles = lists["articles"]
        self.joins = lists["joins"] | {","}
        self.never = names.never
        self.domains = lists["domains.leader"]
        self.chiefs = lists["domains.chiefs"]
        self.vague = lists["vague"]
        self.clock = lists["clock"]
        self.states = lists["states.nouns"]
        self.of_states = lists["states.heads"]
        self.of_anything = lists["states.doubtful"]
        self.former = lists["modifiers.former"]
        self.prefixes = lists["prefixes"]
        self.lesser = lists["lesser_of"]

    @staticmethod
    def word(line: Line, at: int) -> tuple[int, Word] | None:
        """Return the length and readings of the phrase at *at*, or None."""
        return line.words[at] if 0 <= at < len(line.words) else None

    @staticmethod
    def place(line: Line, at: int) -> tuple[int, PlaceName] | None:
        """Return the length and side of the country, its people or seat at *at*, or None."""
        return line.places[at] if 0 <= at < len(line.places) else None

    def at(self, line: Line, start: int) -> Shape | None:
        """Return the office phrase that starts at *start*, or None."""
        if line.keys[start] in self.articles:
            return None
        shape = Shape(PERSON, start, start, start)
        at, unknown = self._before(line, start, shape)
        found = self.word(line, at)
        if found is None or found[1].office is None or (at > start and self._cut(line, at - 1)):
            return None
        office, length = found[1].office, found[0]
        if self._no_office(line, at, length, alone=start == at):
            return None
        if shape.listed and not office.plural:
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
        rest = self._after(line, shape)
        shape.unknown |= start == at and self._owned_by_unknown(line, at)
        shape.unknown |= bool(unknown) and not domain and office.rank in {LEADER, COUNTRY}
        shape.rank = self._rank(line, shape, office, domain or rest)
        shape.bare = office.rank == COUNTRY and not shape.sides and not shape.many and shape.body is None
        return shape

    def _before(self, line: Line, start: int, shape: Shape) -> tuple[int, list[int]]:  # noqa: C901 - one pass over what may precede
        """Read what stands before the head; return where the head is and the words that are not known."""
        at, unknown = start, list[int]()
        while at < len(line.keys) and at - start < _LONGEST:
            place, word = self.place(line, at), self.word(line, at)
            if place and not (word and word[0] > place[0]):
                shape.sides.append(place[1].side)
                shape.place = place[1]
                at += place[0]
            elif word and word[1].office is not None and not self._goes_on(line, at, word):
                break
            elif word and self._no_modifier(line, at, start):
                break
            elif word and word[1].domain and self._before_minister(line, at + word[0]):
                at += word[0]
            elif word and (word[1].modifier or word[1].many):
                self._modify(line.keys[at : at + word[0]], word[1], shape)
                at += word[0]
            elif word and word[1].body is not None and self._owner_body(line, at, word[1].body):
                self._owned(line, at, word, shape)
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

    @staticmethod
    def _no_modifier(line: Line, at: int, start: int) -> bool:
        """Tell "Under President X" and "met after visiting President X" from "the visiting president"."""
        tag = line.tokens[at].tag
        gerund = tag == Tag.VERB and line.tokens[at].form == Form.GERUND
        return tag == Tag.PREPOSITION or (at == start and gerund)

    def is_body(self, line: Line, at: int, body: Body) -> bool:
        """Tell a body from the common word it looks like: "IS" from "is", a firm from "firm"."""
        raw = line.raw[at]
        if body.capital:
            return raw.isupper() if len(raw) < _SHORT else raw[0].isupper()
        return body.kind != "private" or line.tokens[at].tag in {Tag.NOUN, Tag.NAME}

    def _no_office(self, line: Line, at: int, length: int, *, alone: bool) -> bool:
        """Tell "at 9 pm" and "official photographs" from offices."""
        if line.keys[at] in self.clock and at:
            return line.tokens[at - 1].tag == Tag.NUMBER or line.keys[at - 1] == ":"
        other = line.tokens[at].tag in _NO_HEADS
        return alone and length == 1 and other and not (line.upper(at) and line.upper(at + 1))

    def _goes_on(self, line: Line, at: int, word: tuple[int, Word]) -> bool:
        """Tell whether an office's word at *at* only goes before another: "general secretary", "deputy president"."""
        length, readings = word
        if not (readings.modifier or readings.body or readings.domain or readings.many):
            return False
        after = self.word(line, at + length)
        return after is not None and (after[1].office is not None or bool(after[1].modifier))

    def minister_at(self, line: Line, at: int) -> bool:
        """Tell whether "minister" or "secretary" follows at *at*, so that the word before says for what."""
        found = self.word(line, at)
        return found is not None and found[1].office is not None and found[1].office.rank == DOMAIN

    def _before_minister(self, line: Line, at: int) -> bool:
        after = self.word(line, at)
        joined = line.key(at) in self.joins and self._before_minister(line, at + 2)
        return joined or (
            after is not None and after[1].office is not None and after[1].office.rank == DOMAIN
        )

    def _lists(self, line: Line, at: int, shape: Shape) -> bool:
        """Tell whether another country or band stands after "and" or a comma: "Nordic and Baltic leaders"."""
        word = self.word(line, at)
        if shape.many and word is not None and word[1].many:
            return True
        return bool(shape.sides or shape.many) and self.place(line, at) is not None

    def _owner_body(self, line: Line, at: int, body: Body) -> bool:
        return self.names.known(line, at) < _PAIR and self.is_body(line, at, body)

    def _modify(self, keys: list[str], word: Word, shape: Shape) -> None:
        shape.modified = True
        shape.many |= word.many
        shape.vague |= word.many and " ".join(keys) in self.vague
        shape.former |= word.modifier == "former"
        shape.lesser |= word.modifier == "lesser"
        shape.new |= word.modifier == "new"
        if word.modifier == "number":
            shape.count = self.grammar.counts.get(" ".join(keys), shape.count)
        if keys[0] in _CAMPS:
            shape.camp = keys[0]

    def _owned(self, line: Line, at: int, word: tuple[int, Word], shape: Shape) -> None:
        """Take the body at *at* for whose office it is."""
        body = word[1].body
        assert body is not None
        shape.body = body
        if body.side:
            shape.sides.append(body.side)
        elif body.kind == "international":
            shape.sides.append(self._international(line, at, word[0]))
        elif line.keys[at] in _CAMPS:
            shape.camp = line.keys[at]

    def _international(self, line: Line, at: int, length: int) -> str:
        place = self.places.at(line.keys, at) if line.keys[at] in self.places.firsts else None
        return place[1].side if place else " ".join(line.raw[at : at + length])

    def _ahead(self, line: Line, at: int) -> int:
        """Return where a head follows after a few unknown nouns or adjectives at *at*; 0 where none does."""
        for after in range(at, min(at + _UNKNOWN_WITHIN, len(line.keys))):
            if after > at and (found := self.word(line, after)) and (found[1].office or found[1].modifier):
                return after
            key = line.keys[after]
            joined = after > at and key in self.joins and key != ","
            if not joined and (
                key in self.never or line.tokens[after].tag not in _NOUNY or not key[0].isalpha()
            ):
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
        found = self.word(line, at)
        if found and found[1].domain:
            return True
        if found and (found[1].modifier or found[1].office or found[1].many):
            return False
        if self.place(line, at) or key in self.never or key in self.marks:
            return False
        return line.tokens[at].tag in _NOUNY and key[0].isalpha()

    def _title(self, line: Line, at: int, length: int, domain: str) -> str:
        found = self.word(line, at)
        prefix, mark, _ = line.keys[at].partition("-")
        whole = " ".join(line.keys[at : at + length])
        head = whole[len(prefix) + 1 :] if mark and prefix in self.prefixes else whole
        heads = found and found[1].office and found[1].office.rank == DOMAIN
        lifted = domain in self.domains and (heads or head in self.chiefs)
        return f"{domain} {head}" if domain and (heads or lifted) else head

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
            and not self.place(line, at - 1)
            and self.word(line, at - 1) is None
            and not self.names.known(line, at - 1)
        )

    def _inside(self, line: Line, at: int, length: int, shape: Shape) -> None:
        """Take the country that is part of a head: "chechen leader" as one phrase."""
        if length > 1 and not shape.sides and (own := self.place(line, at)) and own[0] < length:
            shape.sides.append(own[1].side)

    def _after(self, line: Line, shape: Shape) -> str:
        """Read "of Ukraine", "of Germany, France and Italy", "of foreign affairs" after a head; return the domain."""
        at = shape.end
        of = self.of_counterpart if shape.office and shape.office.pointer and not shape.sides else self.of
        if not (line.key(at) in of or self._of(line, at)):
            return ""
        at += line.key(at) in of
        at += line.key(at) in self.articles
        domain = ""
        found = self.word(line, at)
        if shape.office and shape.office.rank == DOMAIN and (found is None or found[1].domain):
            domain, at = self._named_domain(line, at)
            shape.end = at if domain else shape.end
            if domain and not self._of(line, at):
                return domain
            at += bool(domain) and line.key(at) in self.of
            at += line.key(at) in self.articles
        self._sides_after(line, at, shape)
        return domain

    def _of(self, line: Line, at: int) -> bool:
        if line.key(at) in self.of:
            return True
        return self.grammar.genitive and (self.place(line, at) is not None or self.word(line, at) is not None)

    def _named_domain(self, line: Line, at: int) -> tuple[str, int]:
        """Return "foreign affairs" of "minister of foreign affairs", and where it ends."""
        found = self.word(line, at)
        if found and found[1].domain:
            return " ".join(line.keys[at : at + found[0]]), at + found[0]
        end = at
        while (
            end < len(line.keys)
            and end - at < 3
            and line.keys[end] not in self.never
            and line.tokens[end].tag in _NOUNY
        ):
            if self.place(line, end):
                break
            end += 1
        return " ".join(line.keys[at:end]), end

    def _sides_after(self, line: Line, at: int, shape: Shape) -> None:
        """Read the countries or the body after "of"; anything else there is something unknown."""
        several = shape.office is not None and shape.office.plural
        first = at
        while at < len(line.keys):
            place, word = self.place(line, at), self.word(line, at)
            if place and place[1].how == "demonym" and line.tokens[at].tag != Tag.NAME:
                place = None
            if place and self._serves_other(line, at, shape):
                return
            if place and not (word and word[0] > place[0]):
                if line.key(at + place[0]) in self.marks:
                    self._theirs(line, at + place[0] + 1, place[1].side, shape)
                    return
                shape.sides.append(place[1].side)
                at += place[0]
                at = shape.end = self._whole_body(line, at) if place[1].how == "body" else at
            elif word and word[1].body is not None and self.is_body(line, at, word[1].body):
                self._owned(line, at, word, shape)
                at = shape.end = self._body_of(line, self._whole_body(line, at + word[0]), shape)
            elif word and word[1].many:
                shape.many = True
                at = shape.end = at + word[0]
            elif several and word and (states := self._states(line, at + word[0])):
                shape.many = True
                at = shape.end = states
            else:
                break
            if not (several and line.key(at) in self.joins):
                break
            at += 1 + (line.key(at + 1) in self.joins)
            at += line.key(at) in self.articles
        if at == first and not shape.sides and not self._points(line, at):
            self._of_unknown(line, at, shape)

    def _of_unknown(self, line: Line, at: int, shape: Shape) -> None:
        """Read "of the republic of Sudmark", "of Varland": an office that only states have makes it a country."""
        state = False
        while line.key(at) in self.states or (state and line.key(at) in self.of):
            state = True
            at += 1
        end = at
        while end - at < _UNKNOWN_WITHIN and self._proper(line, end):
            end += 1
        office = shape.office.name if shape.office else ""
        if end == at or not (state or office in self.of_states or office in self.of_anything):
            shape.unknown = True
            return
        shape.sides.append(" ".join(line.raw[at:end]))
        shape.end = end
        shape.doubtful = not state and office not in self.of_states

    def of_realm(self, line: Line, at: int, shape: Shape) -> None:
        """Read "of neighbouring Morosia" after a crowned name: a king's country, known or not."""
        word = self.word(line, at)
        at += word[0] if word is not None and (word[1].modifier or word[1].many) else 0
        end = at
        while end - at < _UNKNOWN_WITHIN and self._proper(line, end):
            end += 1
        if end > at:
            place = self.place(line, at)
            shape.sides.append(place[1].side if place else " ".join(line.raw[at:end]))
            shape.end = end

    def _proper(self, line: Line, at: int) -> bool:
        """Tell a word of a proper name that is no other thing's."""
        if not line.upper(at) or line.headline or line.capitals or line.keys[at] in self.never:
            return False
        return line.tokens[at].tag == Tag.NAME and self.word(line, at) is None

    def _whole_body(self, line: Line, at: int) -> int:
        """Return where "African Union Commission" ends, whose first words are a body already."""
        word = self.word(line, at)
        further = word is not None and word[1].body is not None and line.upper(at)
        return at + word[0] if word and further else at

    def _body_of(self, line: Line, at: int, shape: Shape) -> int:
        """Read "of Ukraine" after "of the armed forces"; return where it ends."""
        if line.key(at) not in self.of:
            return at
        first = at + 1 + (line.key(at + 1) in self.articles)
        place = self.place(line, first)
        if place is None:
            return at
        if not shape.sides:
            shape.sides.append(place[1].side)
        return first + place[0]

    def _serves_other(self, line: Line, at: int, shape: Shape) -> bool:
        """Tell "sister of North Korea's leader", whose leader is read as its own, from "spokesman for Turkey"."""
        office = shape.office
        serving = office is not None and (office.spokesman or office.rank in {KIN, STAFF})
        return serving and self.at(line, at) is not None

    def _states(self, line: Line, at: int) -> int:
        """Return where "six Arab states" after "of" is over; 0 where it is no number of countries."""
        for after in range(at, min(at + 3, len(line.keys))):
            found = self.word(line, after)
            if found and found[1].pointer == "sides" and found[1].body is None:
                return after + found[0]
        return 0

    def _theirs(self, line: Line, at: int, side: str, shape: Shape) -> None:
        """Read "Niger's junta", "Bosnia's Serb Republic" after "of": anything unknown there is no country's."""
        word, place = self.word(line, at), self.place(line, at)
        if place:
            shape.sides.append(place[1].side)
            shape.end = at + place[0]
        elif word and word[1].body is not None:
            shape.sides.append(side)
            self._owned(line, at, word, shape)
            shape.end = at + word[0]
        elif not (word and word[1].office is not None):
            shape.unknown = True

    def _points(self, line: Line, at: int) -> bool:
        """Tell "spokesman for President X", "the leader of his party": whose it is is read later."""
        found = self.word(line, at)
        return self.names.known(line, at) > 0 or (found is not None and found[1].office is not None)

    def _rank(self, line: Line, shape: Shape, office: Office, domain: str) -> str:
        """Return the rank of the office by all that stands with it."""
        rank = office.rank
        if rank == DOMAIN:
            rank = LEADER if domain in self.domains else OFFICIAL
        elif rank in {COUNTRY, LEADER} and line.keys[shape.head] in self.chiefs:
            rank = self._headed(line, shape, domain)
        if (shape.lesser or self._lesser_of(shape)) and rank in {LEADER, COUNTRY}:
            return OFFICIAL
        if rank in {LEADER, COUNTRY}:
            if shape.unknown or self._of_town(shape) or (shape.body and shape.body.kind == "private"):
                return PRIVATE if not shape.body or shape.body.kind == "private" else OFFICIAL
            if shape.body and shape.body.kind not in _LEADING:
                return OFFICIAL
            return LEADER
        if shape.body and shape.body.kind == "private" and rank == OFFICIAL:
            return PRIVATE
        return rank

    @staticmethod
    def _of_town(shape: Shape) -> bool:
        """Tell "Madrid president", a club's, from "Spanish president" and "Moscow's leaders"."""
        office = shape.office
        seat = shape.place is not None and shape.place.how == "seat" and not shape.possessed
        return seat and office is not None and not office.plural

    def _lesser_of(self, shape: Shape) -> bool:
        """Tell an office that just this country gives to no leader: the British chancellor."""
        return any(f"{shape.title}: {side}" in self.lesser for side in shape.sides)

    def _headed(self, line: Line, shape: Shape, domain: str) -> str:
        """Return the rank of a chief or head by what is headed: "foreign ministry chief" leads, "police chief" not."""
        if domain in self.domains:
            return LEADER
        if shape.unknown:
            return OFFICIAL if shape.sides else PRIVATE
        if shape.body is None:
            return COUNTRY
        ministry = shape.body.kind == "press" and any(
            line.keys[at] in self.domains for at in range(shape.start, shape.end)
        )
        if shape.body.kind == "press":
            shape.body = None
            return LEADER if ministry else OFFICIAL
        return LEADER if shape.body.kind in _LEADING else OFFICIAL
