"""What the clause builder knows while it walks over a sentence's groups: what is open, pending, suspended."""

from __future__ import annotations

from dataclasses import dataclass, field

from monitor.extract.lang.pack import Pack
from monitor.extract.syntax.model import (
    Clause,
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
class ClauseState:
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
    in_aside: bool = False
    passed_over: list[NounGroup] = field(default_factory=list)
    """what was pending before the subject that was taken: "the talks" of "the talks he held"."""
    open_prep: str = ""
    """the preposition before a relative word: "with whom"."""
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
        self.open_prep, self.prep = self.prep if token.tag == Tag.WH else "", ""
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
            if self._aside():
                return
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

    def _aside(self) -> bool:
        """Tell a phrase set off behind the verb, which closes nothing: "met, for the third time, Putin"."""
        if self.in_aside:
            self.in_aside = False
            return True
        verb = self.current.verb if self.current is not None and self.object_open else None
        if verb is None or self.touching or not isinstance(self.upcoming, int):
            return False
        here = self.items[self.number]
        opens = self.tokens[self.upcoming].tag == Tag.PREPOSITION and here == verb.end
        closes = [
            at
            for at, one in enumerate(self.items[self.number + 1 :], self.number + 1)
            if isinstance(one, int) and self.tokens[one].low == ","
        ]
        behind = self.items[closes[0] + 1] if closes and closes[0] + 1 < len(self.items) else None
        self.in_aside = opens and isinstance(behind, NounGroup) and behind.type is Type.PARTY
        return self.in_aside

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
        if any(within(clause, one) for one in self.dangling):
            return
        for one in self.dangling:
            if one.subject is None:
                one.subject, one.shared = clause.subject, True
            if one.parent is None:
                one.parent = clause
        self.dangling.clear()

    def takes_that(self) -> bool:
        """Tell whether the verb before may govern a clause with "that"."""
        row = self.pack.governors.get("verb", self.current.verb.lemma) if self.current is not None else None
        return row is not None and "that" in row.effects

    def suspend(self, noun: NounGroup | None, opener: Token | None = None) -> None:
        """Keep *noun*, if it is a subject whose verb is still to come, until that comes."""
        kept = noun is not None and noun.role == "object" and noun.type is not Type.PARTY
        if noun is not None and kept and self.takes_that() and noun.host is self.current:
            self.waiting.append(Waiting(noun, None, self.current, "", taken=True))
            return
        host = noun
        while host is not None and host not in self.pending and host not in self.passed_over:
            host = host.host if isinstance(host.host, NounGroup) else None
        if host is not None:
            (self.pending if host in self.pending else self.passed_over).remove(host)
            self.waiting.append(Waiting(host, opener, self.current, self.held_conjunction))

    def item(self, ahead: int) -> Item | None:
        """Return the item *ahead* of the one at hand."""
        at = self.number + ahead
        return self.items[at] if at < len(self.items) else None


def within(clause: Clause | None, outer: Clause) -> bool:
    """Tell whether *clause* is *outer* or hangs on it."""
    while clause is not None and clause is not outer:
        clause = clause.parent
    return clause is outer
