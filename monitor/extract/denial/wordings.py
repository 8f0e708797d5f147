"""Denials of a way to put it: "describing it as a ban is false", "it would be wrong to say that he knew"."""

from __future__ import annotations

from monitor.extract.denial.model import Saying
from monitor.extract.factuality.scopes import Scopes
from monitor.extract.lang.pack import Pack
from monitor.extract.syntax.extent import clause_extent, clause_start
from monitor.extract.syntax.model import Clause, Form, Link, Parsed, Tag

_OPENERS = frozenset({Tag.SUBORDINATOR, Tag.QUOTE})
_SOON = 4


class Wordings:
    """Reads verdicts on saying a thing."""

    def __init__(self, pack: Pack, scopes: Scopes) -> None:
        """Take the lists of *pack*."""
        self.wording, self.verdicts = pack.denials.lists["wording"], scopes.verdicts
        self.be, self.it = pack.grammar.be, pack.grammar.it
        self.claims = pack.denials.lists["claims"]

    def read(self, parsed: Parsed, clause: Clause) -> Saying | None:
        """Return what *clause*, a verdict, says one may not say."""
        if clause.verb.lemma not in self.be or clause.question or clause.verb.negated:
            return None
        verdict = self.verdicts.untrue(parsed, clause)
        if not verdict:
            return None
        said = self._ahead(parsed, clause) if self._it(parsed, clause) else self._before(parsed, clause)
        if said is None:
            return None
        start = min(clause_start(parsed, clause), said[0])
        return Saying(None, start, max(clause.verb.end, said[1]) - 1, said=said)

    def _it(self, parsed: Parsed, clause: Clause) -> bool:
        subject = clause.subject
        return subject is not None and parsed.tagged.tokens[subject.head].low in self.it

    def _ahead(self, parsed: Parsed, clause: Clause) -> tuple[int, int] | None:
        """Return what is said in "it is nonsense to say that …"."""
        for one in parsed.clauses:
            to = one.link in {Link.INFINITIVE, Link.PURPOSE} or one.verb.form == Form.BASE
            near = clause.verb.end < one.verb.start <= clause.verb.end + _SOON + 1
            if near and to and one.verb.lemma in self.wording:
                return self._content(parsed, one, clause_extent(parsed, one))
        return None

    def _before(self, parsed: Parsed, clause: Clause) -> tuple[int, int] | None:
        """Return what is said in "to say that … is a lie", "describing it as … was wrong"."""
        if clause.verb.modals:
            return None
        for one in parsed.clauses:
            verb = one.verb
            if verb.end > clause.verb.start or verb.lemma not in self.wording or verb.finite:
                continue
            if self._opens(parsed, one):
                return self._content(parsed, one, clause.verb.start)
        return None

    @staticmethod
    def _opens(parsed: Parsed, clause: Clause) -> bool:
        """Tell a gerund or infinitive that begins what is said: "that calling", "To say"."""
        tokens, at = parsed.tagged.tokens, clause.verb.start
        if at and tokens[at - 1].tag == Tag.TO:
            at -= 1
        elif tokens[clause.verb.head].form != Form.GERUND:
            return False
        return not at or tokens[at - 1].tag in _OPENERS or tokens[at - 1].tag == Tag.VERB

    @staticmethod
    def _content(parsed: Parsed, clause: Clause, end: int) -> tuple[int, int]:
        """Return the words after "to say that", or all of "describing the quota as a ban"."""
        tokens, start = parsed.tagged.tokens, clause.verb.end
        if start < len(tokens) and tokens[start].low == "that":
            return (start + 1, max(end, start + 2))
        return (clause.verb.start, max(end, clause.verb.end))
