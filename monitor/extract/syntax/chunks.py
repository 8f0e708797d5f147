"""Chunking: groups a sentence's words into noun and verb groups.

Noun groups, verb groups, and the words between. Each is typed as it is made.

A noun group is what comes between its first determiner or adjective and its head; who is mentioned in
it, before the head
or as the head, comes from the cast. A mark of possession ends a group and makes it the owner of the next.
"""

from __future__ import annotations

from collections.abc import Sequence

from monitor.extract.cast.model import How, Mention, PartyKind
from monitor.extract.lang.pack import Pack
from monitor.extract.syntax.model import (
    Item,
    NounGroup,
    Tag,
    Tagged,
    Token,
    Type,
)
from monitor.extract.syntax.verbs import VerbReader

_OPENS = frozenset(
    {Tag.DETERMINER, Tag.POSSESSIVE, Tag.ADJECTIVE, Tag.NUMBER, Tag.NOUN, Tag.NAME, Tag.PRONOUN}
)
_VERBAL = frozenset({Tag.VERB, Tag.AUXILIARY, Tag.MODAL})
_BEFORE_HEAD = frozenset({Tag.DETERMINER, Tag.ADJECTIVE, Tag.NUMBER, Tag.POSSESSIVE})
_NOMINAL = frozenset({Tag.NOUN, Tag.NAME})
_SEATS = frozenset({How.SEAT, How.NAME, How.DEMONYM})
_YEAR = 4
_PERSONS = frozenset({PartyKind.PERSON, PartyKind.GROUP, PartyKind.OTHER})


class Chunker:
    """Groups sentences of one language."""

    def __init__(self, pack: Pack) -> None:
        """Take the closed lists and tables of *pack*."""
        self.pack = pack
        self.grammar = pack.grammar
        self.verbs = VerbReader(pack)
        self.each = {text.split(" ")[0] for text in pack.grammar.each_other}
        self.claims = pack.denials.lists["claims"] | pack.grammar.speech_nouns

    def items(self, tagged: Tagged) -> list[Item]:
        """Return the groups of *tagged* in order; a word that is in none is its index."""
        return _Pass(self, tagged).run()


class _Pass:
    def __init__(self, chunker: Chunker, tagged: Tagged) -> None:
        self.chunker = chunker
        self.tokens = tagged.tokens
        self.mention_at = {mention.start: mention for mention in tagged.mentions}
        self.items: list[Item] = []
        self.owner: NounGroup | None = None

    def run(self) -> list[Item]:
        at, tokens = 0, self.tokens
        while at < len(tokens):
            token = tokens[at]
            if token.tag == Tag.QUOTE and self.owner is not None and self._quotes_on(at):
                at += 1  # the president's "bold initiative"
            elif at in self.mention_at and token.tag == Tag.POSSESSIVE:
                at = self._pronoun_owner(at)
            elif self._floats(at):
                at += 1
            elif self._each_other(at):
                at = self._reciprocal(at)
            elif at in self.mention_at or token.tag in _OPENS:
                at = self._noun(at)
            elif token.tag in _VERBAL or (token.tag == Tag.NEGATION and self._verb_follows(at)):
                at = self._verb(at)
            else:
                self._alone()
                self.items.append(at)
                at += 1
        self._alone()
        return self.items

    def _alone(self) -> None:
        """Let an owner that owns nothing named ("at Putin's") stand for itself."""
        if self.owner is not None:
            self.items.append(self.owner)
            self.owner = None

    def _floats(self, at: int) -> bool:
        """Tell "A and B each telephoned C", "the leaders both said" from "both said"."""
        token = self.tokens[at]
        if (
            token.tag != Tag.PRONOUN
            or token.low not in self.chunker.grammar.floating
            or at in self.mention_at
        ):
            return False
        after = self.tokens[at + 1] if at + 1 < len(self.tokens) else None
        return (
            bool(self.items)
            and isinstance(self.items[-1], NounGroup)
            and after is not None
            and after.tag in _VERBAL
        )

    def _each_other(self, at: int) -> bool:
        if self.tokens[at].low not in self.chunker.each:
            return False
        words = " ".join(token.low for token in self.tokens[at : at + 2])
        return words in self.chunker.grammar.each_other

    def _reciprocal(self, at: int) -> int:
        """Take "each other" as one group, that names nobody."""
        self._alone()
        lemma = " ".join(token.low for token in self.tokens[at : at + 2])
        self.tokens[at + 1].tag = Tag.PRONOUN
        self.items.append(NounGroup(at, at + 2, at + 1, lemma, Type.OTHER))
        return at + 2

    def _pronoun_owner(self, at: int) -> int:
        """Take "his", "their" as the owner of the group that follows."""
        mention = self.mention_at[at]
        self._alone()
        low = self.tokens[at].low
        self.owner = NounGroup(
            at, mention.end, at, low, Type.PARTY, mentions=(mention,), possessive=True, definite=True
        )
        return mention.end

    def _verb_follows(self, at: int) -> bool:
        for token in self.tokens[at + 1 : at + 4]:
            if token.tag not in {Tag.ADVERB, Tag.NEGATION}:
                return token.tag in _VERBAL
        return False

    def _verb(self, at: int) -> int:
        self._alone()
        fused = ""
        last = self.items[-1] if self.items else None
        if isinstance(last, NounGroup):
            fused = self.tokens[last.end - 1].fused
        verb = self.chunker.verbs.read(self.tokens, at, self.mention_at, fused if fused != "not" else "")
        self.items.append(verb)
        return verb.end

    def _noun(self, start: int) -> int:  # noqa: C901, PLR0912 - each case answers for itself
        """Read the group that opens at *start*; return where it ends."""
        at, head, mentions, adjectives = start, -1, [], []
        tokens, grammar = self.tokens, self.chunker.grammar
        last: Mention | None = None
        while at < len(tokens):
            mention = self.mention_at.get(at)
            if mention is not None and head < 0 and at > start and self._year(at - 1):
                head = at - 1
                break
            if mention is not None:
                if head >= 0 and last is not None and not self._premodifies(last):
                    break
                if head >= 0 and last is None and self._thing_before(head, mention):
                    break
                head, last, at = mention.head, mention, mention.end
                mentions.append(mention)
                continue
            token = tokens[at]
            if head >= 0 and not self._goes_on(at, last, start):
                break
            if token.tag in _NOMINAL:
                head, last = at, None
            elif token.tag == Tag.PRONOUN:
                if at > start and not (token.low in grammar.one and tokens[at - 1].tag in _BEFORE_HEAD):
                    break
                head, at = at, at + 1
                break
            elif (token.tag == Tag.QUOTE and at > start and self._quotes_on(at)) or (
                token.tag == Tag.ADVERB and at > start and head < 0 and self._adjective_follows(at)
            ):
                pass
            elif token.tag in _BEFORE_HEAD and token.low not in {"'s", "'"}:
                adjectives.append(token.low)
            else:
                break
            at += 1
        if head < 0:
            head = at - 1 if at > start else start
            at = max(at, start + 1)
        return self._made(start, at, head, last, mentions, adjectives)

    def _year(self, at: int) -> bool:
        """Tell the year of "In 1994 Carter met" from "two leaders"."""
        raw = self.tokens[at].raw
        return len(raw) == _YEAR and raw.isdigit()

    def _thing_before(self, head: int, mention: Mention) -> bool:
        """Tell "at the forum Macron" from "his rival Macron": only a noun of a person belongs to a name."""
        token, grammar = self.tokens[head], self.chunker.grammar
        if token.tag == Tag.NAME or mention.party.kind not in _PERSONS:
            return False
        return not (token.low in grammar.person_nouns or token.low.endswith(tuple(grammar.person_endings)))

    def _quotes_on(self, at: int) -> bool:
        after = self.tokens[at + 1] if at + 1 < len(self.tokens) else None
        return after is not None and after.tag in _NOMINAL | {Tag.ADJECTIVE}

    def _adjective_follows(self, at: int) -> bool:
        if at + 1 in self.mention_at and self.tokens[at - 1].tag == Tag.NUMBER:
            return self.mention_at[at + 1].plural  # "19 mainly European leaders"
        return at + 1 < len(self.tokens) and self.tokens[at + 1].tag in {
            Tag.ADJECTIVE,
            Tag.ADVERB,
            Tag.NUMBER,
            Tag.NOUN,
        }

    def _goes_on(self, at: int, last: Mention | None, start: int) -> bool:
        """Tell whether the word at *at* carries on a group that has a head already."""
        token = self.tokens[at]
        if token.tag == Tag.ADJECTIVE and last is None and self._noun_after(at):
            return self.tokens[at - 1].tag == Tag.NOUN and self.tokens[start].tag in {
                Tag.DETERMINER,
                Tag.POSSESSIVE,
            }
        grammar = self.chunker.grammar
        if token.tag == Tag.NUMBER:
            return self.tokens[at - 1].low in grammar.time_nouns  # "July 25"
        if token.tag not in _NOMINAL:
            return False
        if token.low in grammar.time_nouns or token.lemma in grammar.time_nouns:
            before = self.tokens[at - 1]
            return before.low in grammar.time_nouns
        return last is None or last.how not in {How.PRONOUN, How.POINTER}

    @staticmethod
    def _premodifies(last: Mention) -> bool:
        """Tell "Kremlin spokesman Peskov", "Hamas leader" from "told Putin Macron was ill"."""
        return (
            last.how not in {How.FULL_NAME, How.PRONOUN, How.NAME} and last.party.kind is not PartyKind.PERSON
        )

    def _made(  # noqa: PLR0913, PLR0917 - what a group is made of
        self,
        start: int,
        end: int,
        head: int,
        last: Mention | None,
        mentions: Sequence[Mention],
        adjectives: Sequence[str],
    ) -> int:
        tokens = self.tokens
        token = tokens[head]
        kind = self._type(token, last, start)
        own = (last,) if last is not None and kind is not Type.OTHER else ()
        group = NounGroup(
            start=start,
            end=end,
            head=head,
            lemma=token.lemma if last is None else token.low,
            type=kind,
            mentions=own,
            modifiers=tuple(mention for mention in mentions if mention is not last),
            possessor=self.owner,
            negated=tokens[start].low in self.chunker.grammar.no,
            definite=tokens[start].low in self.chunker.grammar.definite or self.owner is not None,
            adjectives=tuple(adjectives),
        )
        self.owner = None
        if self._owns(end, token):
            group.possessive, self.owner = True, group
            return end + 1
        self.items.append(group)
        return end

    def _owns(self, end: int, token: Token) -> bool:
        """Tell whether a mark of possession follows a group."""
        mark = self.tokens[end] if end < len(self.tokens) else None
        if mark is None:
            return False
        if mark.tag == Tag.POSSESSIVE and mark.low == "'s":
            return True
        return mark.low == "'" and token.low.endswith("s") and self._noun_after(end)

    def _noun_after(self, at: int) -> bool:
        return at + 1 < len(self.tokens) and self.tokens[at + 1].tag in _NOMINAL | {Tag.ADJECTIVE}

    def _type(self, token: Token, last: Mention | None, start: int) -> Type:  # noqa: PLR0911 - each case answers for itself
        if last is not None and last.how is How.PLURAL and self.owner is not None and not self.owner.mentions:
            return Type.OTHER  # "the farmers' leaders"
        if last is not None:
            return self._party_type(last, start)
        if len(token.raw) == _YEAR and token.raw.isdigit():
            return Type.TIME
        if token.low in self.chunker.grammar.time_nouns or token.lemma in self.chunker.grammar.time_nouns:
            return Type.TIME
        if (
            token.lemma in self.chunker.pack.predicates.nouns
            or token.low in self.chunker.pack.predicates.nouns
        ):
            return Type.EVENT
        if token.lemma in self.chunker.claims:
            return Type.SPEECH
        return Type.OTHER

    def _party_type(self, mention: Mention, start: int) -> Type:
        """Tell a country that acts from one that is where: "in Ankara"."""
        if mention.party.kind is PartyKind.GOVERNMENT and mention.how in _SEATS and start:
            before = self.tokens[start - 1]
            if before.tag == Tag.PREPOSITION and before.low in self.chunker.grammar.place_prepositions:
                return Type.PLACE
        return Type.PARTY
