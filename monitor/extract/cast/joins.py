"""Joins the shapes of a sentence that speak of one: "X, the president of Y", "Putin's spokesman"."""

from __future__ import annotations

from collections.abc import Callable

from monitor.extract.cast.abbreviations import shortened
from monitor.extract.cast.shapes import BODY, GROUP, NAME, PERSON, PLACE, POINTER, PRONOUN, Line, Shape
from monitor.extract.cast.two_shapes import both_titles, one_of_two, roles, share_side, twice_titled
from monitor.extract.cast.words import (
    COUNTRY,
    KIN,
    LEADER,
    PRIVATE,
    STAFF,
    Body,
    NameGrammar,
    Office,
)
from monitor.extract.syntax.model import Tag

_CLOSING = frozenset({",", ".", ")", "(", ";", ":", "-", "--", "", "!", "?", '"', "who", "...", "|"})
_LEADER = Office("leader", COUNTRY)
_LED = frozenset({"movement", "rebels", "government", "international"})
_LEADING = frozenset({LEADER, COUNTRY})
_WHO_LEADS = [",", "who", "leads"]
_OPENING = frozenset({",", "(", "-", "--", "|"})


class Joiner:
    """Joins shapes by what stands between them; *agree* tells whether a name and an office may be one's."""

    def __init__(
        self,
        grammar: NameGrammar,
        agree: Callable[[Line, Shape, Shape], bool],
        known: Callable[[Line, Shape], bool],
        sure: Callable[[Line, Shape, Shape], bool],
    ) -> None:
        """Take the words that join, the judges of identity, and who tells a known name."""
        self.known = known
        self.sure = sure
        self.marks = grammar.lists["possessive_marks"]
        self.articles = grammar.lists["articles"]
        self.trade = grammar.lists["trade"]
        self.serves = grammar.lists["serves"]
        self.leading = grammar.lists["leading"]
        self.led_by = grammar.lists["led_by"]
        self.delegations = grammar.lists["delegations"]
        self.things = grammar.lists["pronouns.thing"]
        self.possessive = grammar.lists["pronouns.possessive"]
        self.genitive = grammar.genitive
        self.agree = agree

    def joined(self, line: Line, shapes: list[Shape]) -> list[Shape]:
        """Return *shapes* with those joined that are one."""
        kept: list[Shape] = []
        for shape in shapes:
            if not (kept and self._join(line, kept, shape)):
                kept.append(shape)
            elif len(kept) > 1 and kept[-1].owner is not None and not kept[-1].name:
                owned = kept.pop()
                if not self._join(line, kept, owned):
                    kept.append(owned)
        return self._enlist(line, kept)

    def _enlist(self, line: Line, shapes: list[Shape]) -> list[Shape]:
        """Join the names that follow as many countries: "the Maltese and Cypriot leaders, X and Y"."""
        kept: list[Shape] = []
        for shape in shapes:
            group = kept[-1] if kept else None
            if (
                group is not None
                and group.kind == GROUP
                and shape.kind in {NAME, PERSON}
                and self._next_of(line, group, shape)
            ):
                group.many_names = (*group.many_names, shape.name) if shape.name else group.many_names
                group.end = shape.end
                continue
            kept.append(shape)
        return kept

    @staticmethod
    def _leads(before: Shape, shape: Shape) -> None:
        """Make X of "X, who leads the TTP" its leader."""
        kind = shape.body.kind if shape.body else ""
        if before.kind == NAME and shape.sides and (shape.kind == PLACE or kind in _LED):
            before.kind, before.office, before.title = PERSON, _LEADER, _LEADER.name
            before.rank, before.sides = LEADER, list(shape.sides)

    @staticmethod
    def _next_of(line: Line, group: Shape, shape: Shape) -> bool:
        """Tell whether *shape* is the next name of a group that has fewer names than countries."""
        wanted = max(len(set(group.sides)), group.count)
        between = line.keys[group.end : shape.start]
        opens = between == [","] or (bool(group.many_names) and between in (["and"], [",", "and"]))
        bare = shape.name is not None and not shape.sides and shape.office is None
        return opens and bare and wanted > 1 and len(group.many_names) < wanted

    def _join(self, line: Line, kept: list[Shape], shape: Shape) -> bool:
        """Join *shape* to the last of *kept*; tell whether it was."""
        before = kept[-1]
        between = line.keys[before.end : shape.start]
        if not between:
            return self._adjacent(line, kept, before, shape)
        gap = [key for key in between if key not in self.articles]
        if self._owns(line, before, shape, between):
            return self._take(kept, self._owned(before, shape))
        if between == ["and"]:
            return self._two_offices(kept, before, shape)
        return self._apart(line, kept, shape, gap)

    def _apart(self, line: Line, kept: list[Shape], shape: Shape, gap: list[str]) -> bool:
        """Join two with a word or a mark between them: "a spokesman for X", "X, the president of Y"."""
        before = kept[-1]
        if gap and " ".join(gap) in self.serves and self._served(before, shape):
            before.owner, before.end = shape, shape.end
            return True
        if " ".join(gap) in self.led_by and self._delegation(line, before, shape):
            shape.start = before.start
            return self._take(kept, shape)
        if shortened(line, before, shape):
            shape.start, shape.end = before.start, shape.end + 1
            return self._take(kept, shape)
        if gap == ["]"] and before.kind == PERSON and shape.kind == NAME:
            return self._take(kept, one_of_two(shape, before, before.start, shape.end))
        if len(gap) == len(_WHO_LEADS) and gap[:-1] == _WHO_LEADS[:-1] and gap[-1] in self.leading:
            self._leads(before, shape)
        if gap and gap[0] in _OPENING and self._plain_gap(gap[1:]):
            return self._appose(line, kept, before, shape)
        return False

    def _delegation(self, line: Line, before: Shape, shape: Shape) -> bool:
        """Tell "a delegation led by President X": he stands for those with him."""
        named = shape.kind in {PERSON, NAME} and shape.name is not None
        return named and before.kind == BODY and line.keys[before.head] in self.delegations

    def _adjacent(self, line: Line, kept: list[Shape], before: Shape, shape: Shape) -> bool:
        """Join two that stand side by side: "Putin spokesman", "his counterpart", "the agency APS"."""
        if self._owns(line, before, shape, []):
            self._its(kept, before, shape)
            return self._take(kept, self._owned(before, shape))
        if before.kind == NAME and shape.kind in {PERSON, BODY} and not shape.sides:
            return self._named_before(line, kept, before, shape)
        if before.kind == PERSON and not before.name and shape.kind == NAME:
            return self._glossed(line, kept, before, shape)
        if before.kind == BODY and shape.kind in {BODY, NAME}:
            return self._body_with_name(line, kept, before, shape)
        pointing = before.office is not None and before.office.pointer and not before.name
        if pointing and shape.kind == PERSON and shape.name and not shape.sides:
            return self._take(kept, both_titles(before, shape))
        return False

    def _two_offices(self, kept: list[Shape], before: Shape, shape: Shape) -> bool:
        """Join two offices of one person; give two of two persons the country that one of them has."""
        if twice_titled(before, shape):
            return self._take(kept, both_titles(before, shape))
        share_side(before, shape)
        return False

    def _named_before(self, line: Line, kept: list[Shape], before: Shape, shape: Shape) -> bool:
        """Read "Putin spokesman Peskov" as his, "General Motors chief Mary Barra" as something unknown's."""
        if (self.serving(shape) or shape.kind == BODY) and self.known(line, before):
            return self._take(kept, self._owned(before, shape))
        if line.headline or self.known(line, before):
            return False
        if shape.rank == LEADER:
            shape.rank, shape.unknown = PRIVATE, True
        regional = shape.body is not None and shape.body.kind == "government"
        if shape.kind == BODY and not self.trade.isdisjoint(line.keys[before.start : before.end]):
            shape.body = Body("private")  # "Business Software Alliance"
        if shape.kind == BODY and (line.upper(shape.head) or regional):
            shape.start = before.start
            return self._take(kept, shape)
        return False

    @staticmethod
    def serving(shape: Shape) -> bool:
        """Tell whether the office of *shape* serves somebody: a spokesman, an aide, a wife."""
        return shape.office is not None and (shape.office.spokesman or shape.office.rank in {KIN, STAFF})

    @staticmethod
    def _take(kept: list[Shape], joined: Shape) -> bool:
        kept[-1] = joined
        return True

    def _owns(self, line: Line, before: Shape, shape: Shape, between: list[str]) -> bool:
        if shape.kind not in {PERSON, BODY, NAME, "group"}:
            return False
        if before.kind == PRONOUN:
            return not between and shape.kind in {PERSON, "group", BODY} and self._possessive(before)
        marked = len(between) == 1 and between[0] in self.marks
        if marked and before.kind == NAME and shape.kind == PERSON and shape.rank == LEADER:
            self._of_unknown(line, before, shape)
        if marked and before.kind == GROUP and before.rank == PRIVATE and shape.kind == GROUP:
            shape.rank, shape.private = PRIVATE, True  # "farmers' leaders"
        owning = before.kind in {NAME, PERSON, PLACE, BODY} or self._sides_of(before, shape)
        return marked and owning and (shape.kind != NAME or self._is_side(before))

    def _its(self, kept: list[Shape], before: Shape, shape: Shape) -> None:
        """Give the leader of "visited Lesotho and met its leader" the one country named before."""
        named = [one for one in kept if one.kind == PLACE]
        points = before.title in self.things and shape.kind == PERSON and shape.rank in _LEADING
        if points and len(named) == 1 and named[0].place is not None and named[0].place.how == "name":
            shape.sides, shape.bare = shape.sides or list(named[0].sides), False

    @staticmethod
    def _sides_of(before: Shape, shape: Shape) -> bool:
        """Tell "the two countries' leaders", those of both that were spoken of."""
        return before.kind == POINTER and before.pointer == "sides" and shape.kind == GROUP

    @staticmethod
    def _is_side(before: Shape) -> bool:
        """Tell whether "NATO's Stoltenberg", "Egypt's Sisi" say whose he is: a country or body, no person."""
        return before.kind == PLACE or (before.kind == BODY and bool(before.sides))

    def _of_unknown(self, line: Line, before: Shape, shape: Shape) -> None:
        """Make "Queensland's premier" the head of something that is not known to be a country."""
        if not shape.sides and not self.known(line, before):
            shape.rank, shape.unknown = PRIVATE, True

    def _possessive(self, pronoun: Shape) -> bool:
        return pronoun.title in self.possessive

    @staticmethod
    def _owned(before: Shape, shape: Shape) -> Shape:
        if Joiner._is_side(before) and (before.kind == PLACE or shape.kind == NAME):
            shape.sides = shape.sides or list(before.sides)
            shape.bare = False if shape.sides else shape.bare
        elif before.kind == POINTER:
            shape.many = shape.paired = True
        else:
            shape.owner = before
        shape.start = before.start
        return shape

    @staticmethod
    def _served(before: Shape, shape: Shape) -> bool:
        """Tell "a spokesman for X", "an aide to the president", "the son of Y"."""
        if before.kind not in {PERSON, "group"} or before.name:
            return False
        return Joiner.serving(before) and not before.sides and shape.kind in {PERSON, NAME, BODY, PLACE}

    def _body_with_name(self, line: Line, kept: list[Shape], before: Shape, shape: Shape) -> bool:
        """Join a body's common noun and its name."""
        if shape.kind == BODY and self._called(line, before, shape):
            shape.start = before.start
            return self._take(kept, shape)
        if shape.kind == NAME and self._named_body(line, before, shape):
            before.end, before.head = shape.end, shape.head
            return True
        return False

    def _called(self, line: Line, before: Shape, shape: Shape) -> bool:
        """Tell "the Islamist group Boko Haram", one movement by a common noun and its name."""
        armed = before.body is not None and before.body.kind == "rebels" and not before.body.side
        named = shape.body is not None and shape.body.kind == "movement"
        return armed and named and not line.upper(before.head) and not shape.owner

    def _named_body(self, line: Line, before: Shape, shape: Shape) -> bool:
        """Tell "the state news agency APS", a body with its name, from one beside a person."""
        common = before.body is not None and not before.body.side and not line.upper(before.head)
        return common and not line.headline and not self.known(line, shape)

    def _glossed(self, line: Line, kept: list[Shape], before: Shape, shape: Shape) -> bool:
        """Read the name after a gloss: "Taoiseach (prime minister) Micheál Martin"."""
        if line.key(before.end - 1) != ")" or not self.agree(line, shape, before):
            return False
        kept[-1] = one_of_two(shape, before, before.start, shape.end)
        return True

    @staticmethod
    def _plain_gap(rest: list[str]) -> bool:
        """Tell whether nothing but an age stands between: "X, 64, the president"."""
        return all(key.isdigit() or key == "," for key in rest)

    def _appose(self, line: Line, kept: list[Shape], before: Shape, shape: Shape) -> bool:
        after = line.key(shape.end)
        named, titled = roles(before, shape)
        if named is None or titled is None or not self.agree(line, named, titled):
            return False
        if after not in _CLOSING and not (named is shape and self._subject(line, named, titled)):
            return False
        if named.kind == PERSON and titled.sides and named.sides and not self.sure(line, named, titled):
            return False
        opened = next(key for key in line.keys[before.end : shape.start] if key in _OPENING)
        if opened == "(" and after != ")":
            return False
        end = shape.end + (opened == "(")
        kept[-1] = one_of_two(named, titled, before.start, end)
        return True

    def _subject(self, line: Line, named: Shape, titled: Shape) -> bool:
        """Tell "The head of X, Jane Roe is quoted": the second comma is left out."""
        opens = titled.start <= 1 and named.end < len(line.keys)
        verb = opens and line.tokens[named.end].tag in {Tag.VERB, Tag.AUXILIARY, Tag.MODAL}
        full = named.name is not None and named.name[1] - named.name[0] > 1
        return self.sure(line, named, titled) or (verb and full and bool(titled.sides))
