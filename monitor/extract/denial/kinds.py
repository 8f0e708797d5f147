"""What kind of thing a group names, for a verb of denial: a claim, a deed, what is refused or withheld."""

from __future__ import annotations

from monitor.extract.cast.model import PartyKind
from monitor.extract.lang.grammar import Grammar
from monitor.extract.lang.pack import Pack
from monitor.extract.syntax.model import Form, NounGroup, Parsed, Tag, Type

_BY_HEAD = (
    ("soft_claims", "soft"),
    ("plans", "act"),
    ("topics", "topic"),
    ("innocence", "innocence"),
    ("demands", "demand"),
)
"""Lists in the order they are asked, and what is named by a noun of each."""


class Kinds:
    """Tells kinds of things in one language."""

    def __init__(self, pack: Pack) -> None:
        """Take the lists of *pack*."""
        self.lists, self.grammar = pack.denials.lists, pack.grammar
        self.claims = self.lists["claims"] | (self.lists["verdicts"] - self.lists["scorn"])

    def of(self, parsed: Parsed, group: NounGroup) -> str | None:
        """Return what kind of thing *group* is, None where it is withheld or refused."""
        tokens = parsed.tagged.tokens
        heads = {low for one in group.members or (group,) for low in (one.lemma, tokens[one.head].low)}
        before = any(one.end <= group.head for one in (*group.mentions, *group.modifiers))
        if (group.type is Type.EVENT and before) or heads & self.lists["occasions"]:
            return "event"  # "the Putin call", "talks"
        if points_back(self.grammar, group):
            return "pointer"
        if self.says(parsed, group):
            return "claim"
        if group.mentions:
            personal = group.mentions[0].party.kind is PartyKind.PERSON
            pronoun = tokens[group.head].tag == Tag.PRONOUN
            return "pointer" if pronoun and not personal else None
        return None if self._withheld(parsed, group, heads) else self._thing(group, heads)

    def says(self, parsed: Parsed, group: NounGroup) -> bool:
        """Tell "claims ministers", where what is claimed follows without "that", from "claims"."""
        inside = parsed.tagged.tokens[group.start : group.head]
        return any(one.form == Form.PLURAL and one.lemma in self.lists["claims"] for one in inside)

    def _thing(self, group: NounGroup, heads: set[str]) -> str:
        if heads & self.claims:
            return "claim"
        found = next((kind for name, kind in _BY_HEAD if heads & self.lists[name]), None)
        if found is not None:
            return found
        if heads & self.lists["acts"]:
            return "act"
        if group.type is Type.EVENT:
            return "event"
        return "claim" if group.type is Type.SPEECH else "other"

    def _withheld(self, parsed: Parsed, group: NounGroup, heads: set[str]) -> bool:
        """Tell what is withheld from people: bail, information, a right to it."""
        if heads & self.lists["withheld"] or (heads & self.lists["given"] and self._to_people(parsed, group)):
            return True
        inner = {one.lemma for one in group.phrases if one.prep in self.grammar.of}
        named = heads & self.claims or any(heads & self.lists[name] for name, _ in _BY_HEAD)
        return not named and bool(heads & self.lists["acts"] and inner & self.lists["withheld"])

    @staticmethod
    def _to_people(parsed: Parsed, group: NounGroup) -> bool:
        """Tell "denied the families information" from "denied the secret information"."""
        before = parsed.tagged.tokens[group.head - 1] if group.head > group.start else None
        return before is not None and before.tag == Tag.NOUN and before.form == Form.PLURAL


def points_back(grammar: Grammar, group: NounGroup) -> bool:
    """Tell "it", "this", which only point back."""
    return group.lemma in grammar.pointers and group.end - group.start == 1
