"""How far a group or clause reaches in its sentence, with all that hangs on it."""

from __future__ import annotations

from monitor.extract.syntax.model import Clause, NounGroup, Parsed

_DEPTH = 8


def group_extent(parsed: Parsed, group: NounGroup, depth: int = 0) -> int:
    """Return where *group* ends with its phrases and the clauses that explain it."""
    end = group.end
    if depth > _DEPTH:
        return end
    for one in (*group.phrases, *group.apposed, *group.members):
        end = max(end, group_extent(parsed, one, depth + 1))
    for clause in parsed.clauses:
        if clause.noun is group:
            end = max(end, clause_extent(parsed, clause, depth + 1))
    return end


def clause_extent(parsed: Parsed, clause: Clause, depth: int = 0) -> int:
    """Return where *clause* ends with its objects, phrases and the clauses it governs."""
    end = clause.verb.end
    if depth > _DEPTH:
        return end
    for group in (*clause.objects, *clause.phrases, *clause.times):
        if group.start > clause.verb.start:
            end = max(end, group_extent(parsed, group, depth + 1))
    end = max(end, clause.adjective_at + 1)
    for other in parsed.clauses:
        if other.parent is clause and other.start > clause.verb.start:
            end = max(end, clause_extent(parsed, other, depth + 1))
    return end


def clause_start(_: Parsed, clause: Clause) -> int:
    """Return where *clause* begins: with its subject where that stands before its verb."""
    subject = clause.subject
    if subject is not None and not clause.shared and subject.start < clause.verb.start:
        return subject.possessor.start if subject.possessor is not None else subject.start
    return clause.verb.start
