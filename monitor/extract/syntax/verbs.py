"""Reads a verb group: auxiliaries, modals, negation, adverbs, the verb and its particle, as one."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass, field

from monitor.extract.lang.pack import Pack
from monitor.extract.syntax.model import Form, Tag, Token, VerbGroup

_VERBAL = frozenset({Tag.VERB, Tag.AUXILIARY, Tag.MODAL})
_BETWEEN = frozenset({Tag.ADVERB, Tag.NEGATION})
_LONGEST = 4


@dataclass(slots=True)
class _GroupParts:
    words: list[int] = field(default_factory=list)
    modals: list[str] = field(default_factory=list)
    adverbs: list[str] = field(default_factory=list)
    negated: bool = False
    main: int = -1


class VerbReader:
    """Reads verb groups of one language."""

    def __init__(self, pack: Pack) -> None:
        """Gather the verbs with a particle that any table knows."""
        self.grammar = pack.grammar
        self.phrasal: dict[str, list[tuple[str, ...]]] = {}
        known = [one.lemma for some in pack.predicates.verbs.values() for one in some]
        known += [tuple(lemma.split()) for pos, lemma in pack.governors.table if pos == "verb"]
        known += [tuple(lemma.split()) for lemma in (*pack.denials.verbs, *pack.predicates.light)]
        for lemma in {one for one in known if len(one) > 1}:
            self.phrasal.setdefault(lemma[0], []).append(lemma)
        for some in self.phrasal.values():
            some.sort(key=len, reverse=True)

    def read(self, tokens: Sequence[Token], start: int, inside: Container[int], fused: str) -> VerbGroup:
        """Return the verb group that opens at *start*.

        *fused* is an auxiliary that hangs on the word before.
        """
        parts = self._parts(tokens, start, inside)
        end = parts.words[-1] + 1
        helpers = [at for at in parts.words if tokens[at].tag in _VERBAL]
        main = parts.main if parts.main >= 0 else (helpers or parts.words)[-1]
        verb = VerbGroup(start, end, main, tokens[main].lemma, tokens[main].form)
        verb.modals, verb.adverbs, verb.negated = tuple(parts.modals), tuple(parts.adverbs), parts.negated
        if fused and fused not in self.grammar.be | self.grammar.have:
            verb.modals = (fused, *verb.modals)
        self._tense(verb, [tokens[at] for at in parts.words], fused, self._after_to(tokens, start))
        self._particle(verb, tokens, inside)
        return verb

    @staticmethod
    def _after_to(tokens: Sequence[Token], start: int) -> bool:
        at = start - 1
        while at >= 0 and (tokens[at].tag in _BETWEEN or tokens[at].tag == Tag.QUOTE):
            at -= 1
        return at >= 0 and tokens[at].tag == Tag.TO

    def _parts(self, tokens: Sequence[Token], start: int, inside: Container[int]) -> _GroupParts:
        """Walk over what belongs to the group, up to its verb."""
        parts, at, kept = _GroupParts(), start, start
        waiting: list[str] = []
        while at < len(tokens) and at not in inside:
            token = tokens[at]
            if token.tag in _BETWEEN:
                waiting.append(token.low if token.tag == Tag.ADVERB else "")
            elif token.tag in _VERBAL or (token.tag == Tag.TO and self._obliges(tokens, parts, at)):
                if parts.main >= 0 and token.tag != Tag.TO:
                    break
                self._take(parts, token, at, waiting)
                kept = at
                if token.tag == Tag.VERB and not self._obliges(tokens, parts, at + 1):
                    break
            else:
                break
            at += 1
        if not parts.words:
            parts.words.append(kept)
        self._trailing(parts, tokens)
        return parts

    @staticmethod
    def _trailing(parts: _GroupParts, tokens: Sequence[Token]) -> None:
        """Take "not" after a bare auxiliary: "is not false", "were never in touch"."""
        at = parts.words[-1] + 1
        while parts.main < 0 and at < len(tokens) and tokens[at].tag in _BETWEEN:
            if tokens[at].tag == Tag.NEGATION:
                parts.negated = True
            else:
                parts.adverbs.append(tokens[at].low)
            parts.words.append(at)
            at += 1

    def _take(self, parts: _GroupParts, token: Token, at: int, waiting: list[str]) -> None:
        parts.adverbs += [low for low in waiting if low]
        parts.negated |= "" in waiting or token.fused == "not"
        waiting.clear()
        if token.tag == Tag.TO:
            lead = parts.words[-1]
            parts.words.append(at)
            parts.main = -1
            del lead
            return
        parts.words.append(at)
        if token.tag == Tag.MODAL:
            parts.modals.append(token.lemma)
        elif token.tag == Tag.VERB:
            parts.main = at

    def _obliges(self, tokens: Sequence[Token], parts: _GroupParts, at: int) -> bool:
        """Tell "is to meet", "has to meet", "is going to meet": a modal in two words; note it."""
        while at < len(tokens) and tokens[at].tag == Tag.ADVERB:
            at += 1
        if at >= len(tokens) or tokens[at].tag != Tag.TO or not parts.words:
            return False
        lead = tokens[parts.words[-1]]
        name = self.grammar.modal_with_to.get(lead.lemma if lead.form != Form.GERUND else lead.low)
        if name is not None and tokens[at - 1].low in self.grammar.not_yet:
            name = f"{tokens[at - 1].low} to"
        if name is None or (lead.lemma in self.grammar.be and len(parts.words) > 1 and not parts.modals):
            return False
        if name not in parts.modals:
            parts.modals.append(name)
        return True

    def _tense(self, verb: VerbGroup, words: Sequence[Token], fused: str, after_to: bool) -> None:  # noqa: FBT001 - each case answers for itself
        words = [token for token in words if token.tag in _VERBAL]
        if not words:
            return
        first, main = words[0], words[-1]
        helpers = words[:-1]
        be, have = self.grammar.be, self.grammar.have
        verb.perfect = fused in have or any(one.lemma in have and one.tag == Tag.AUXILIARY for one in helpers)
        last = helpers[-1].lemma if helpers else (fused if fused in be else "")
        parted = main.form in {Form.PARTICIPLE, Form.PAST} and main.tag == Tag.VERB
        verb.passive = parted and (last in be or last == "get")
        if verb.modals or fused:
            verb.finite, verb.tense = True, "present"
        elif first.form in {Form.PAST, Form.PRESENT, Form.FUTURE}:
            verb.finite = True
            verb.tense = {Form.PAST: "past", Form.PRESENT: "present", Form.FUTURE: "future"}[first.form]
        elif first.form == Form.BASE:
            verb.finite, verb.tense = not after_to, "none" if after_to else "present"
        if any(token.form == Form.FUTURE for token in words) or self.grammar.future & set(verb.modals):
            verb.tense = "future"
        verb.bare = len(words) == 1 and first.tag == Tag.VERB and first.form == Form.PAST
        if len(words) == 1 and first.form == Form.PARTICIPLE and not fused:
            verb.passive = True
        if first.form == Form.GERUND and first.tag == Tag.AUXILIARY and len(words) > 1:
            verb.form = Form.GERUND  # "having met", "being met"
        if after_to and not verb.finite:
            verb.form = Form.BASE

    def _particle(self, verb: VerbGroup, tokens: Sequence[Token], inside: Container[int]) -> None:
        """Take the particle that makes another verb of it: "called off", "sat down", "came face to face"."""
        for lemma in self.phrasal.get(verb.lemma, ()):
            end = verb.end + len(lemma) - 1
            if end > len(tokens) or any(
                at in inside for at in range(verb.end, end) if tokens[at].tag != Tag.PRONOUN
            ):
                continue
            if all(tokens[verb.end + number].low == word for number, word in enumerate(lemma[1:])):
                verb.lemma = " ".join(lemma)
                verb.end = end
                return
