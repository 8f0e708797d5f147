"""Guards of predicate rows: conditions under which a word reports no contact.

Whether a word stands as its row wants it. Each answers with the reason why not, or "".
"""

from __future__ import annotations

from monitor.extract.frames.predicates import Predicate
from monitor.extract.syntax.model import Clause, Link, NounGroup, Parsed, Tag, Type

_SECOND = 2
_REFLEXIVE = ("self", "selves")


def fits_verb(parsed: Parsed, clause: Clause, row: Predicate) -> str:
    """Return why *clause* is not what *row* means, "" if it is."""
    tokens = parsed.tagged.tokens
    after = tokens[clause.verb.end] if clause.verb.end < len(tokens) else None
    if after is not None and after.low in row.next_not and not clause.verb.passive:
        return f'"{clause.verb.lemma} {after.low}"'
    return _objects(parsed, clause, row) or _complements(parsed, clause, row)


def _objects(parsed: Parsed, clause: Clause, row: Predicate) -> str:  # noqa: PLR0911 - each case answers for itself
    tokens = parsed.tagged.tokens
    things = [one for one in clause.objects if one.type is not Type.PARTY]
    if clause.verb.passive and clause.subject is not None:
        things.append(clause.subject)
    heads = {low for one in things for low in (one.lemma, tokens[one.head].low)}
    if row.object_is and not heads & row.object_is:
        return f"{clause.verb.lemma} what?"
    everything = heads | {low for one in clause.objects for low in (one.lemma, tokens[one.head].low)}
    if everything & row.object_not:
        return f"{clause.verb.lemma} {', '.join(sorted(everything & row.object_not))}"
    if "second" in row.needs and not _gives(clause, things):
        return "nothing is given"
    if "time" in row.needs and not clause.times and not _of_time(clause):
        return "no time is spent"
    if "for" in row.needs and not any(one.type is Type.TIME and one.prep == "for" for one in clause.phrases):
        return "for how long?"
    if "object" in row.needs and not things:
        return "no object"
    return ""


def _of_time(clause: Clause) -> bool:
    """Tell "most of the evening"."""
    return any(phrase.type is Type.TIME for one in clause.objects for phrase in one.phrases)


def _gives(clause: Clause, things: list[NounGroup]) -> bool:
    return bool(things) and any(one.type is Type.PARTY for one in (*clause.objects, *clause.phrases))


def _complements(parsed: Parsed, clause: Clause, row: Predicate) -> str:
    for kind in row.complement_not:
        if kind == "predicate":
            if _predicate(parsed, clause):
                return "names what somebody is"
        elif kind in {"that", "infinitive", "quote"}:
            if _governs(parsed, clause, kind):
                return f"governs a {kind}"
        elif any(one.prep == kind for one in clause.phrases):
            return f'"{clause.verb.lemma} … {kind}"'
    return _company(parsed, clause, row)


def _company(parsed: Parsed, clause: Clause, row: Predicate) -> str:
    if row.beside and not any(_stands_beside(parsed, clause, one) for one in row.beside):
        return f"nothing of {', '.join(row.beside)} beside it"
    if row.with_words and row.with_words.isdisjoint(one.lemma for one in clause.phrases):
        return f"nothing of {', '.join(sorted(row.with_words))} beside it"
    if public := sorted(row.not_in.intersection(one.lemma for one in clause.phrases)):
        return f"in public: {', '.join(public)}"
    if row.needs_occasion and not _occasion(clause):
        return "no call, meeting or letter beside it"
    return ""


def _stands_beside(parsed: Parsed, clause: Clause, kind: str) -> bool:
    if kind == "place":
        return any(one.type is Type.PLACE for one in clause.phrases)
    if kind == "object":
        return any(one.type is not Type.PARTY for one in clause.objects)
    return _governs(parsed, clause, kind) if kind == "infinitive" else _has_phrase(clause, kind)


def _has_phrase(clause: Clause, prep: str) -> bool:
    return any(one.prep == prep and one.type is not Type.PARTY for one in clause.phrases)


def _predicate(parsed: Parsed, clause: Clause) -> bool:
    """Tell "called him a liar", "called him mad" from "called him"."""
    tokens = parsed.tagged.tokens
    others = [one for one in clause.objects if not tokens[one.head].low.endswith(_REFLEXIVE)]
    if len(others) >= _SECOND or clause.adjective:
        return True
    if clause.verb.passive and any(one.type is not Type.TIME for one in clause.objects):
        return True
    last = clause.objects[-1].end if clause.objects else -1
    if not 0 <= last < len(tokens):
        return False
    quoted = tokens[last].tag == Tag.QUOTE or (
        tokens[last].low == "," and last + 1 < len(tokens) and tokens[last + 1].tag == Tag.QUOTE
    )
    return tokens[last].tag == Tag.ADJECTIVE or (quoted and not clause.quoted)


def _governs(parsed: Parsed, clause: Clause, kind: str) -> bool:
    links = {"that": Link.THAT, "infinitive": Link.INFINITIVE, "quote": Link.QUOTE}
    return any(one.parent is clause and one.link is links[kind] for one in parsed.clauses)


def _occasion(clause: Clause) -> bool:
    groups = [
        *clause.phrases,
        *(phrase for one in (*clause.objects, *clause.phrases) for phrase in one.phrases),
    ]
    return any(one.type is Type.EVENT for one in groups)


def fits_noun(parsed: Parsed, noun: NounGroup, row: Predicate) -> str:
    """Return why *noun* is not what *row* means, "" if it is."""
    tokens = parsed.tagged.tokens
    wanted = row.lemma[:-1]
    if wanted and tuple(token.low for token in tokens[max(0, noun.head - len(wanted)) : noun.head]) != wanted:
        return f'no "{" ".join(row.lemma)}"'
    after = tokens[noun.head + 1] if noun.head + 1 < len(tokens) else None
    if after is not None and after.low in row.next_not and not _time_after(parsed, noun):
        return f'"{tokens[noun.head].low} {after.low}"'
    before = tokens[noun.head - 1].low if noun.head else ""
    if before in row.before_not or (row.before_is and before not in row.before_is):
        return f'"{before} {tokens[noun.head].low}"'
    return ""


def _time_after(parsed: Parsed, noun: NounGroup) -> bool:
    return any(
        one.type is Type.TIME and one.start <= noun.head + 3 and one.start > noun.head
        for one in parsed.groups
    )
