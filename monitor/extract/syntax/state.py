"""What the clause builder knows while it walks over a sentence's groups: what is open, pending, suspended."""

from __future__ import annotations

from dataclasses import dataclass, field

from monitor.extract.lang.pack import Pack
from monitor.extract.syntax.model import (
    Clause,
    Form,
    Item,
    Link,
    NounGroup,
    Tag,
    Tagged,
    Token,
    Type,
    VerbGroup,
)

_DEPTH = 8
_HARD = frozenset({";", ":", ".", "?", "!", "-", "--", "(", ")"})


@dataclass(slots=True)
class Waiting:
    """A subject whose verb is yet to come, as a relative clause or an aside stands between."""

    noun: NounGroup
    opener: Token | None
    current: Clause | None
    conjunction: str
    taken: bool = False
    """it is an object of the clause before, and may stay so: "denied claims (that) it bombed a school"."""


@dataclass(slots=True)
class State:
    """The builder's memory; every method tells of one kind of word that was passed."""

    pack: Pack
    tagged: Tagged
    items: list[Item]
    clauses: list[Clause] = field(default_factory=list)
    current: Clause | None = None
    pending: list[NounGroup] = field(default_factory=list)
    fronted: list[NounGroup] = field(default_factory=list)
    times: list[NounGroup] = field(default_factory=list)
    waiting: list[Waiting] = field(default_factory=list)
    dangling: list[Clause] = field(default_factory=list)
    dangling_nouns: list[Clause] = field(default_factory=list)
    held: Token | None = None
    held_conjunction: str = ""
    opener_noun: NounGroup | None = None
    """the noun just before "that", which may be what it explains."""
    keep_pending: bool = False
    adverbs: list[str] = field(default_factory=list)
    prep: str = ""
    opener: Token | None = None
    antecedent: NounGroup | None = None
    last_noun: NounGroup | None = None
    time_noun: NounGroup | None = None
    """a group of time that was the last passed: "three hours" of "three hours of talks"."""
    near_noun: NounGroup | None = None
    """the group that touches the last one from before."""
    before: Token | None = None
    conjunction: str = ""
    comma: bool = False
    touching: bool = False
    object_open: bool = False
    quoted: bool = False
    to: bool = False
    negation: bool = False
    pending_since_open: int = 0
    pending_since_comma: int = 0
    number: int = 0
    upcoming: Item | None = None
    speech_open: Clause | None = None

    @property
    def tokens(self) -> list[Token]:
        """The sentence's tokens."""
        return self.tagged.tokens

    @property
    def grammar(self):  # type: ignore[no-untyped-def] # noqa: ANN201
        """The language's closed lists."""
        return self.pack.grammar

    def next_token(self, at: int) -> Token | None:
        """Return the token at *at*, if there is one."""
        return self.tokens[at] if at < len(self.tokens) else None

    # what was passed

    def preposition(self, token: Token) -> None:
        """Note a preposition; two in a row are one, or the first decides ("from across")."""
        before = self.before
        together = f"{before.low} {token.low}" if before is not None else ""
        if together in self.grammar.complex_prepositions:
            self.prep = together
        elif not self.prep:
            self.prep = token.low

    def open(self, token: Token) -> None:
        """Note a subordinator or relative word."""
        if self.opener is not None and self.pending:
            self.held, self.held_conjunction = self.opener, self.conjunction
        self.opener_noun = self.last_noun if self.touching else None
        self.opener = token
        self.pending_since_open = 0
        if (
            token.low in self.grammar.relative
            and self.last_noun is not None
            and (self.touching or self.comma)
        ):
            self.antecedent = self._antecedent(token)
        else:
            self.antecedent = None
        if self.opener_noun is not None or self.antecedent is not None:
            self.suspend(self.antecedent or self.opener_noun, self.held)
            self.held = None
        self.object_open = False

    def _antecedent(self, token: Token) -> NounGroup | None:
        """Return what "who", "which" stands for: a person for who, the whole group rather than its phrase."""
        noun = self.last_noun
        while (
            noun is not None and token.low in self.grammar.personal_relative and noun.type is not Type.PARTY
        ):
            host = noun.host
            if not isinstance(host, NounGroup):
                break
            noun = host
        return noun

    def close_object(self) -> None:
        """What follows is no object of the verb before."""
        self.object_open = False
        self.touching = False
        self.pending_since_comma = 0

    def quote(self) -> None:
        """Go into quoted speech, or out of it."""
        self.quoted = not self.quoted
        short = self._short_quote() if self.quoted else True
        if not short:
            if self.current is not None and self.current.verb.lemma in self.grammar.speech:
                self.speech_open = self.current
            self.object_open = False

    def _short_quote(self) -> bool:
        """Tell whether the quote that opens here ends before a verb: it marks words, not speech."""
        return isinstance(self.upcoming, NounGroup)

    def punctuation(self, low: str) -> None:
        """Note a comma or a stop; a comma that only ends an apposition closes nothing."""
        self.prep = ""
        if low == ",":
            noun = self.last_noun
            clause_follows = isinstance(self.upcoming, NounGroup) and isinstance(self.item(2), VerbGroup)
            if self.object_open and noun is not None and self._has_comma(noun) and not clause_follows:
                return
            self.comma = True
            self.close_object()
        elif low in _HARD:
            self.close_object()
            self.comma = low in {"-", "--", "(", ")"}
            if low == ":" and self.current is not None and self.current.verb.lemma not in self.grammar.speech:
                self.current = None
            if low in {";", ":"}:
                if low == ":" and self.current is not None and self.current.verb.lemma in self.grammar.speech:
                    self.speech_open = self.current
                elif low == ";":
                    self.current = None
                    self.pending.clear()
            if low == "?" and self.current is not None:
                self.mark_question()

    def _has_comma(self, noun: NounGroup) -> bool:
        return self.touching and any(token.low == "," for token in self.tokens[noun.start : noun.end])

    def mark_question(self) -> None:
        """Take the sentence so far as asked, back to the last quotation mark or stop."""
        for clause in reversed(self.clauses):
            if clause.quoted != (self.current.quoted if self.current else False):
                break
            if clause.link is Link.MAIN or clause.link is Link.QUOTE:
                clause.question = True

    def adverb(self, low: str) -> None:
        """Give an adverb to the verb before, or keep it for the next; "for nearly an hour" is of the hour."""
        if self.prep:
            return
        clause = self.current
        if clause is not None and not self.comma and self.opener is None:
            clause.adverbs.append(low)
            joined = f"{clause.verb.lemma} {low}"
            if ("verb", joined) in self.pack.governors.table or joined in self.pack.denials.verbs:
                clause.verb.lemma = joined
        else:
            self.adverbs.append(low)

    def noun(self, group: NounGroup) -> None:
        """Note that a noun group was passed."""
        if group.type is not Type.TIME:
            self.near_noun = self.last_noun if self.touching else None
            self.last_noun = group
            self.touching = True
            self.time_noun = None
        else:
            self.time_noun = group
        self.pending_since_open += 1
        self.pending_since_comma += 1
        self.before = self.tokens[group.end - 1]

    def predicate(self, group: NounGroup) -> None:
        """Note that an adjective said of the subject was passed: no noun for what follows to hang on."""
        self.touching = False
        self.before = self.tokens[group.end - 1]

    def took(self, clause: Clause) -> None:
        """Go on from *clause*: nothing is pending any more."""
        if not clause.shared and clause.link is not Link.RELATIVE:
            clause.phrases += self.fronted
            for phrase in self.fronted:
                phrase.host, phrase.role = clause, phrase.prep
            self.fronted.clear()
            self._settle(clause)
        clause.times += [one for one in self.times if one not in clause.times and self.current is None]
        self.times.clear()
        self.clauses.append(clause)
        self.current = clause
        self.opener = self.antecedent = None
        self.conjunction, self.comma, self.negation, self.prep = "", False, False, ""
        self.object_open, self.touching, self.last_noun = True, False, None
        self.adverbs.clear()
        if self.keep_pending:
            self.waiting += [Waiting(one, None, clause.parent, "") for one in self.pending[-1:]]
        self.keep_pending = False
        self.pending.clear()
        self.before = self.tokens[clause.verb.end - 1]

    def _settle(self, clause: Clause) -> None:
        """Give clauses that had no subject yet ("Meeting X in Geneva, …") that of the main clause."""
        if any(_within(clause, one) for one in self.dangling):
            return
        for one in self.dangling:
            if one.subject is None:
                one.subject, one.shared = clause.subject, True
            if one.parent is None:
                one.parent = clause
        self.dangling.clear()

    # who is the subject

    def relative(self) -> bool:
        """Tell whether the verb belongs to a relative clause."""
        opener = self.opener
        if opener is None or self.antecedent is None:
            return False
        if opener.tag == Tag.WH:
            return True
        governs = self._that_taken()
        return opener.low in self.grammar.relative and not governs

    def _that_taken(self) -> bool:
        """Tell whether "that" opens what is said rather than a relative clause."""
        noun = self.antecedent
        if noun is not None:
            row = self.pack.governors.get("noun", noun.lemma)
            if noun.type is Type.SPEECH or (row is not None and "that" in row.effects):
                return True
        clause = self.current
        if clause is None:
            return False
        row = self.pack.governors.get("verb", clause.verb.lemma)
        return row is not None and "that" in row.effects

    def subject(self) -> NounGroup | None:  # noqa: PLR0911 - each case answers for itself
        """Return the noun group that is the subject of a finite verb here, taken from where it hung."""
        if self.pending:
            subject = self.pending[-1]
            self.pending.clear()
            return subject
        noun = self.last_noun
        if noun is None:
            clause = self.current
            return clause.subject if clause is not None and self._reduce(clause) else None
        if not self.touching or (self.waiting and not self._takes_that()):
            return None
        if noun.prep not in self.grammar.clause_prepositions:
            noun = _outermost(noun)
        if noun.role == "object" and isinstance(noun.host, Clause) and noun in noun.host.objects:
            noun.host.objects.remove(noun)
            noun.host = None
            return noun
        if noun.prep in self.grammar.clause_prepositions:
            return self._from_phrase(noun)
        inside = noun.host is self.current and self.current is not None
        clause = self.current
        if inside and clause is not None and self._reduce(clause):
            return clause.subject
        return None

    def _takes_that(self) -> bool:
        row = self.pack.governors.get("verb", self.current.verb.lemma) if self.current is not None else None
        return row is not None and "that" in row.effects

    def _from_phrase(self, noun: NounGroup) -> NounGroup:
        """Take "Modi" of "after Modi left", which looked like a phrase."""
        host = noun.host
        if isinstance(host, (Clause, NounGroup)) and noun in host.phrases:
            host.phrases.remove(noun)
        if noun in self.fronted:
            self.fronted.remove(noun)
        self.opener = Token(noun.prep, noun.prep, noun.prep, Tag.SUBORDINATOR, "", 0, 0)
        noun.prep, noun.host = "", None
        return noun

    def _reduce(self, clause: Clause) -> bool:
        """Take a bare past back as a participle: "talks held in Geneva ended"."""
        if not clause.verb.bare or clause.objects or self.comma or self.conjunction:
            return False
        clause.verb.passive, clause.link, clause.shared = True, Link.PARTICIPLE, True
        self.current = clause.parent
        return True

    def main_subject(self) -> NounGroup | None:
        """Return the pending subject, or that of the clause before."""
        if self.pending:
            return self.pending[-1]
        clause = self.main_clause()
        return clause.subject if clause is not None else None

    def main_clause(self) -> Clause | None:
        """Return the clause that an aside behind a comma tells of: "rejected reports that …, saying"."""
        clause = self.current
        for _ in range(_DEPTH if self.comma else 0):
            if clause is None or clause.parent is None or clause.link is Link.RELATIVE:
                break
            clause = clause.parent
        return clause

    def suspend(self, noun: NounGroup | None, opener: Token | None = None) -> None:
        """Keep *noun*, if it is a subject whose verb is still to come, until that comes."""
        kept = noun is not None and noun.role == "object" and noun.type is not Type.PARTY
        if noun is not None and kept and self._takes_that() and noun.host is self.current:
            self.waiting.append(Waiting(noun, None, self.current, "", taken=True))
            return
        host = noun
        while host is not None and host not in self.pending:
            host = host.host if isinstance(host.host, NounGroup) else None
        if host is not None:
            self.pending.remove(host)
            self.waiting.append(Waiting(host, opener, self.current, self.held_conjunction))

    def resume(self) -> NounGroup | None:
        """Take up the subject that waits, with what opened its clause."""
        if not self.waiting:
            return None
        waiting = self.waiting.pop()
        noun = waiting.noun
        if waiting.taken and isinstance(noun.host, Clause) and noun in noun.host.objects:
            noun.host.objects.remove(noun)
            noun.host = None
        self.opener, self.current, self.conjunction = waiting.opener, waiting.current, waiting.conjunction
        self.comma = waiting.current is not None and not waiting.conjunction and waiting.opener is None
        return waiting.noun

    def inverted(self, clause: Clause) -> bool:
        """Tell "…," said Macron: a verb of saying that its subject follows."""
        return clause.verb.lemma in self.grammar.speech and clause.verb.finite and clause.link is Link.MAIN

    def inverts(self, clause: Clause) -> bool:
        """Tell "…," said Macron, where the subject of *clause* is still to come."""
        follows = isinstance(self.upcoming, NounGroup) and self.upcoming.type is not Type.TIME
        free = not (self.conjunction or self.pending or self.touching or self.waiting)
        before = self.before.tag == Tag.QUOTE if self.before is not None and self.tagged.headline else True
        past = clause.verb.form == Form.PAST or (clause.verb.form == Form.PRESENT and before)
        return (
            self.inverted(clause)
            and follows
            and free
            and past
            and before
            and not isinstance(self.item(2), VerbGroup)
        )

    def item(self, ahead: int) -> Item | None:
        """Return the item *ahead* of the one at hand."""
        at = self.number + ahead
        return self.items[at] if at < len(self.items) else None

    def resumed_later(self) -> bool:
        """Tell whether a finite verb comes right behind a comma later: "X, captured in May, was"."""
        comma = False
        for item in self.items[self.number + 1 :]:
            if isinstance(item, VerbGroup):
                if comma and item.finite:
                    return True
                comma = False
            elif isinstance(item, NounGroup):
                comma = False
            elif self.tokens[item].low == ",":
                comma = True
            elif self.tokens[item].tag in {Tag.CONJUNCTION, Tag.SUBORDINATOR, Tag.WH}:
                comma = False
        return False

    def nominative(self, group: NounGroup) -> bool:
        """Tell whether the language marks *group* as a subject behind its verb."""
        return self.tokens[group.head].case.startswith("nominative")

    def finish_question(self, verb: VerbGroup) -> bool:
        """Give "call" to "did" in "Did Macron call Putin"."""
        clause = self.current
        if clause is None or not self.object_open or self.to or verb.modals or self.prep:
            return False
        helper = self.tokens[clause.verb.head]
        if helper.tag not in {Tag.AUXILIARY, Tag.MODAL} or clause.subject is not None or not clause.objects:
            return False
        if self.tokens[verb.start].tag != Tag.VERB or (verb.form == Form.PRESENT):
            return False
        clause.subject = clause.objects.pop(0)
        clause.subject.role = "subject"
        old, clause.verb = clause.verb, verb
        verb.finite, verb.tense = True, old.tense
        verb.modals, verb.negated = old.modals, old.negated or verb.negated
        verb.passive = verb.form in {Form.PARTICIPLE, Form.PAST} and helper.lemma in self.grammar.be
        clause.question = True
        clause.asked = clause.start > 0 and self.tokens[clause.start - 1].tag == Tag.WH
        self.before = self.tokens[verb.end - 1]
        return True

    def finish(self) -> None:
        """Give what is left its place: who said what stands before ("…, the Kremlin said")."""
        for clause in self.clauses:
            if self._postposed(clause):
                self._govern_before(clause)
        if self.current is not None:
            for one in self.dangling:
                if not _within(self.current, one):
                    one.parent = one.parent or self.current

    def _postposed(self, clause: Clause) -> bool:
        if clause.verb.lemma not in self.grammar.speech or not clause.verb.finite:
            return False
        if clause.link is not Link.MAIN or clause.parent is not None or clause.subject is None:
            return False
        says = any(one.parent is clause and one.kind in {"that", "quote"} for one in self.clauses)
        told = any(one.type in {Type.EVENT, Type.SPEECH, Type.OTHER} for one in clause.objects)
        return not says and not told

    def _govern_before(self, clause: Clause) -> None:
        for one in self.clauses:
            if one is clause or one.start > clause.start:
                break
            if one.link is Link.MAIN and one.parent is None:
                if _within(clause, one):
                    continue
                one.parent, one.link = clause, Link.QUOTE if one.quoted else Link.THAT
                one.kind = "quote" if one.quoted else "that"


def _outermost(noun: NounGroup) -> NounGroup:
    """Return the group that *noun* hangs on as a phrase, out to the one that hangs on a clause or nothing."""
    for _ in range(_DEPTH):
        if not isinstance(noun.host, NounGroup) or noun.role == "apposed":
            break
        noun = noun.host
    return noun


def _within(clause: Clause | None, outer: Clause) -> bool:
    """Tell whether *clause* is *outer* or hangs on it."""
    while clause is not None and clause is not outer:
        clause = clause.parent
    return clause is outer
