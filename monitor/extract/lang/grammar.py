"""Closed lists of words that grouping and clause building ask for, one table a language (`grammar.toml`)."""

from __future__ import annotations

from dataclasses import dataclass, fields

from monitor.extract.lang.rows import TableError, read_table


@dataclass(frozen=True, slots=True)
class Grammar:
    """Sets of lower-case words (lemmas where the language inflects them).

    - `relative`: who, which, whom, where; `complementizers`: that, whether; `agents`: by (what marks a passive's doer; in
      Slavic the bare instrumental is read too); `both`: and, or, as well as joined by coordination
    - `time_nouns`, `place_nouns`: heads of groups that are a time ("week") or place ("palace") and so fill no party slot
    - `be`, `have`: auxiliaries' lemmas; `future`: auxiliaries or modals of plain future
    - `speech`: verbs of saying, that take a clause or quote; `speech_nouns`: report, claim, statement
    - `each_other`: reciprocal words; `together`: words that make a plural subject meet ("together")
    - `control_verbs`: nothing yet; rows of the governor table say it
    """

    relative: frozenset[str] = frozenset()
    complementizers: frozenset[str] = frozenset()
    agents: frozenset[str] = frozenset()
    both: frozenset[str] = frozenset()
    time_nouns: frozenset[str] = frozenset()
    place_nouns: frozenset[str] = frozenset()
    be: frozenset[str] = frozenset()
    have: frozenset[str] = frozenset()
    future: frozenset[str] = frozenset()
    speech: frozenset[str] = frozenset()
    speech_nouns: frozenset[str] = frozenset()
    each_other: frozenset[str] = frozenset()
    together: frozenset[str] = frozenset()
    future_times: frozenset[str] = frozenset()
    """"tomorrow", "next week": put a clause in the present into the future."""
    past_times: frozenset[str] = frozenset()


def load_grammar(language: str) -> Grammar:
    """Return the closed lists of *language*."""
    table = read_table(language, "grammar")
    unknown = set(table) - {one.name for one in fields(Grammar)}
    if unknown:
        message = f"{language}/grammar.toml: unknown {', '.join(sorted(unknown))}"
        raise TableError(message)
    return Grammar(**{name: frozenset(words) for name, words in table.items()})
