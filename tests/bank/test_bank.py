"""What is read of the texts of each round stays right: counts of `scores.toml` may only get better.

Each round was written by somebody who knew neither the reader nor the rounds before, and was scored before it
was opened (docs/accuracy.md has those first figures); since then it has been used to mend causes.
`python tests/bank/rescore.py` writes the counts anew.
"""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from scoring import lines, score

HERE = Path(__file__).parent
SCORES = tomllib.loads((HERE / "scores.toml").read_text(encoding="utf-8"))
MORE = ("found", "right", "deniers_found", "denials_right")
WRONG = ("opposite", "other")


@pytest.mark.parametrize("name", sorted(SCORES))
def test_what_is_read_of_a_round_only_gets_better(name: str) -> None:
    round_, language = name.rsplit("_", 1)
    now = score(one for one in lines(HERE / f"{round_}.jsonl") if one["lang"] == language)
    then = SCORES[name]
    worse = {key: (then[key], now[key]) for key in MORE if now[key] < then[key]}
    worse |= {key: (then[key], now[key]) for key in WRONG if now[key] > then[key]}
    assert not worse, f"{name}: was, is: {worse}"


def test_every_round_is_scored_in_every_language() -> None:
    there = {f"{path.stem}_{one['lang']}" for path in HERE.glob("round_*.jsonl") for one in lines(path)}
    assert there == set(SCORES)
