"""Joins coordinated and split groups of words into one.

Lists ("A, B and C"), appositions ("A, the president, …"), asides in brackets.
"""

from __future__ import annotations

from collections.abc import Sequence

from monitor.extract.cast.model import How, Party, PartyKind
from monitor.extract.lang.grammar import Grammar
from monitor.extract.syntax.model import Item, NounGroup, Tag, Token, Type, VerbGroup

INCLUDED = "included"
"""the role of "A and B" in "leaders, including A and B"."""
_DASHES = frozenset({"-", "--"})
_CLOSING = frozenset({",", "-", "--", ")", ".", ";"})
_ONE_WORD = 2
"""items from one bracket to the other about a single one: "(left)", "(pictured)"."""
_LIKE = {
    Type.PARTY: 1,
    Type.PLACE: 2,
    Type.TIME: 3,
    Type.EVENT: 4,
    Type.SPEECH: 4,
    Type.OTHER: 4,
}


def joined(items: Sequence[Item], tokens: Sequence[Token], grammar: Grammar, *, headline: bool) -> list[Item]:
    """Return *items* with lists as one group and asides hung on what they explain."""
    found = _without_brackets(items, tokens)
    found = _apposed(_titled(found, grammar), tokens)
    return _Lists(found, tokens, grammar, headline).run()


def _low(item: Item, tokens: Sequence[Token]) -> str:
    return tokens[item].low if isinstance(item, int) else ""


def _without_brackets(items: Sequence[Item], tokens: Sequence[Token]) -> list[Item]:
    """Drop what stands in brackets without a verb."""
    kept: list[Item] = []
    at = 0
    while at < len(items):
        if _low(items[at], tokens) == "(":
            close = next((n for n in range(at, len(items)) if _low(items[n], tokens) == ")"), None)
            verbless = close is not None and not any(isinstance(one, VerbGroup) for one in items[at:close])
            if close is not None and (verbless or close - at == _ONE_WORD):
                at = close + 1
                continue
        kept.append(items[at])
        at += 1
    return kept


def _titled(items: Sequence[Item], grammar: Grammar) -> list[Item]:
    """Take "his opponent the president" as the president."""
    kept: list[Item] = []
    for item in items:
        before = kept[-1] if kept else None
        if isinstance(item, NounGroup) and isinstance(before, NounGroup) and item.type is Type.PARTY:
            person = before.lemma in grammar.person_nouns or before.lemma.endswith(
                tuple(grammar.person_endings)
            )
            if person and not before.mentions and before.end == item.start and before.definite:
                item.start, item.definite = before.start, True
                kept.pop()
        kept.append(item)
    return kept


def _apposed(items: list[Item], tokens: Sequence[Token]) -> list[Item]:
    kept: list[Item] = []
    at = 0
    while at < len(items):
        item = items[at]
        kept.append(item)
        at += 1
        if not isinstance(item, NounGroup) or item.type is Type.TIME:
            continue
        end = _aside(item, items, at, tokens)
        if end:
            at = end
    return kept


def _aside(head: NounGroup, items: Sequence[Item], at: int, tokens: Sequence[Token]) -> int:  # noqa: PLR0911 - each case answers for itself
    """Return where ", a close ally of Putin," after *head* ends, hung on it; 0 if there is no such thing."""
    if at + 1 >= len(items) or _low(items[at], tokens) not in _DASHES | {","}:
        return 0
    first = items[at + 1]
    if not isinstance(first, NounGroup) or not _explains(head, first, tokens):
        return 0
    mark = _low(items[at], tokens)
    phrases: list[NounGroup] = []
    prep = ""
    for end in range(at + 2, len(items)):
        item = items[end]
        if isinstance(item, VerbGroup):
            return _close(head, first, phrases, end) if _same(head, first) and not phrases else 0
        if isinstance(item, NounGroup):
            if not prep and item.type is not Type.TIME:
                return 0
            item.prep = prep
            phrases.append(item)
            prep = ""
            continue
        low, tag = tokens[item].low, tokens[item].tag
        if tag == Tag.PREPOSITION:
            prep = low
        elif low in _CLOSING and (mark == "," or low != ","):
            last = low == "." or end == len(items) - 1
            return _close(head, first, phrases, end if last else end + 1)
        elif tag != Tag.ADVERB:
            return 0
    return _close(head, first, phrases, len(items)) if not prep else 0


def _close(head: NounGroup, aside: NounGroup, phrases: Sequence[NounGroup], end: int) -> int:
    for phrase in phrases:
        phrase.host, phrase.role = aside, phrase.prep
        aside.phrases.append(phrase)
    aside.host, aside.role = head, "apposed"
    head.apposed.append(aside)
    if not head.mentions and head.type is not Type.EVENT and aside.mentions:
        head.mentions, head.type = aside.mentions, Type.PARTY
    return end


def _same(one: NounGroup, two: NounGroup) -> bool:
    return bool(one.mentions and two.mentions) and one.mentions[0].party is two.mentions[0].party


def _explains(head: NounGroup, aside: NounGroup, tokens: Sequence[Token]) -> bool:
    """Tell whether *aside* may say who or what *head* is, rather than name another."""
    if aside.type is Type.TIME or head.type is Type.PLACE or tokens[head.head].tag == Tag.PRONOUN:
        return False
    if head.mentions and aside.mentions:
        return _same(head, aside) or (
            aside.mentions[0].how is How.OFFICE
            and not aside.mentions[0].party.leader
            and tokens[aside.start].tag == Tag.DETERMINER
        )
    if aside.mentions:
        return head.type is Type.OTHER and not head.possessive and head.definite
    if head.type is Type.EVENT or head.type is Type.SPEECH:
        return aside.possessor is not None
    opens = tokens[aside.start]
    return aside.type is Type.OTHER and (
        opens.tag in {Tag.DETERMINER, Tag.POSSESSIVE} or aside.possessor is not None
    )


class _Lists:
    """Finds "A and B", "A, B and C", "A, B" in a headline."""

    def __init__(self, items: list[Item], tokens: Sequence[Token], grammar: Grammar, headline: bool) -> None:  # noqa: FBT001
        self.items, self.tokens = items, tokens
        self.grammar, self.headline = grammar, headline

    def run(self) -> list[Item]:
        kept: list[Item] = []
        at = 0
        while at < len(self.items):
            item = self.items[at]
            if isinstance(item, NounGroup):
                members, end = self._list(at)
                if len(members) > 1:
                    item, end = self._join(members, end)
                kept.append(item)
                at = end
            else:
                kept.append(item)
                at += 1
        return kept

    def _list(self, at: int) -> tuple[list[NounGroup], int]:
        """Return the groups joined from *at* on and where they end."""
        first = self.items[at]
        members = [first] if isinstance(first, NounGroup) else []
        end = at + 1
        while end + 1 < len(self.items) and members:
            comma = _low(self.items[end], self.tokens) == ","
            joint = end + 1 if comma and self._both(end + 1) else end
            paired = self._both(joint)
            if paired and self._adverb(joint + 1):
                joint += 1  # "and even the Pope"
            after = self.items[joint + 1] if joint + 1 < len(self.items) else None
            if (
                not (comma or paired)
                or not isinstance(after, NounGroup)
                or not self._alike(members[0], after)
            ):
                break
            if paired:
                if self._opens_clause(at, joint + 1):
                    break
                members.append(after)
                return members, joint + 2
            if not self._goes_on(end + 2) and not self.headline:
                break
            members.append(after)
            end += 2
        return (
            (members, end)
            if len(members) == 1 or (self.headline and (self._verb(end) or self._to_verb(at, end)))
            else (members[:1], at + 1)
        )

    def _both(self, at: int) -> bool:
        return at < len(self.items) and _low(self.items[at], self.tokens) in self.grammar.both

    def _adverb(self, at: int) -> bool:
        item = self.items[at] if at + 1 < len(self.items) else None
        after = self.items[at + 1] if item is not None else None
        party = isinstance(after, NounGroup) and after.type is Type.PARTY
        return party and isinstance(item, int) and self.tokens[item].tag == Tag.ADVERB

    def _verb(self, at: int) -> bool:
        return at < len(self.items) and isinstance(self.items[at], VerbGroup)

    def _to_verb(self, at: int, end: int) -> bool:
        """Tell whether "A, B to meet" opens the headline: no verb before has them as its objects."""
        to = end < len(self.items) and _low(self.items[end], self.tokens) == "to"
        return to and self._verb(end + 1) and not any(map(self._verb, range(at)))

    def _goes_on(self, at: int) -> bool:
        """Tell whether the list that has a comma before the group at *at* - 1 comes to an "and"."""
        while at + 1 < len(self.items):
            if self._both(at) or (_low(self.items[at], self.tokens) == "," and self._both(at + 1)):
                return True
            if _low(self.items[at], self.tokens) != "," or not isinstance(self.items[at + 1], NounGroup):
                return False
            at += 2
        return False

    def _alike(self, one: NounGroup, two: NounGroup) -> bool:
        if one.type is Type.PARTY and two.type is Type.EVENT and self._owner(two):
            return True
        if one.type is Type.PLACE and two.type is Type.PARTY:
            return bool(two.mentions) and two.mentions[0].party.kind is PartyKind.GOVERNMENT
        if {one.type, two.type} == {Type.PARTY, Type.OTHER}:
            return self._person(one) and self._person(two)
        return _LIKE[one.type] == _LIKE[two.type]

    def _person(self, one: NounGroup) -> bool:
        return one.type is Type.PARTY or (one.possessor is not None and one.possessor.type is Type.PARTY)

    @staticmethod
    def _owner(two: NounGroup) -> bool:
        return two.possessor is not None and two.possessor.type is Type.PARTY

    def _opens_clause(self, at: int, second: int) -> bool:  # noqa: PLR0911 - each case answers for itself
        """Tell "met A and B called C": B is the subject of a clause of its own."""
        if not (second + 1 < len(self.items) and isinstance(self.items[second + 1], VerbGroup)):
            return False
        verb = self.items[second + 1]
        before = self.items[at - 1] if at else None
        if before is not None and _low(before, self.tokens) in self.grammar.pairing:
            return False
        if isinstance(before, VerbGroup) and before.lemma in self.grammar.speech:
            return False  # "said she and Putin had"
        if not isinstance(verb, VerbGroup) or not verb.finite:
            return False
        for item in reversed(self.items[:at]):
            if isinstance(item, VerbGroup):
                return item.finite or True
            if isinstance(item, int) and (
                self.tokens[item].tag in {Tag.SUBORDINATOR, Tag.WH}
                or self.tokens[item].low in self.grammar.clause_prepositions
            ):
                return False
            if isinstance(item, int) and self.tokens[item].low in {",", ";", ":", '"'}:
                return False
        return False

    def _join(self, members: list[NounGroup], end: int) -> tuple[NounGroup, int]:
        last = members[-1]
        if members[0].type is Type.PARTY and last.type is Type.EVENT and last.possessor is not None:
            last.possessor = _group([*members[:-1], last.possessor])
            last.start = members[0].start
            return last, end
        return _group(members), end


def _group(members: Sequence[NounGroup]) -> NounGroup:
    first, last = members[0], members[-1]
    parts = [part for one in members for part in (one.members or (one,))]
    kind = first.type if first.type is not Type.OTHER else last.type
    return NounGroup(
        first.start,
        last.end,
        last.head,
        first.lemma,
        kind,
        mentions=tuple(mention for one in parts for mention in one.mentions),
        modifiers=first.modifiers,
        possessor=first.possessor,
        negated=first.negated,
        definite=first.definite,
        members=tuple(parts),
        adjectives=first.adjectives,
    )


def parties(group: NounGroup | None) -> list[Party]:
    """Return the parties that *group* names, each once; several where it is a list or a plural."""
    if group is None:
        return []
    inside = [one for one in group.phrases if one.role == INCLUDED]
    whole = [mention.party for mention in group.mentions]
    if inside and len(whole) == 1 and not whole[0].members:
        whole = [mention.party for one in inside for mention in one.mentions] or whole
    return list(dict.fromkeys(whole))
