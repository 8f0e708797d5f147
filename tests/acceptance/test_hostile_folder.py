"""Forty kinds of hostile file among good articles: every good one is told, every bad one named or harmless.

Run `pytest -s` for the table; `python -m benchmarks hostile` does the same in full size, with a thousand good ones.
"""

from benchmarks.hostile import dropped
from benchmarks.hostile_kinds import KINDS

GOOD = 150
SCALE = 0.2


# One daemon and one test: in several tests each process of the suite would run a daemon of its own.
def test_every_good_article_is_told_and_each_bad_one_named_with_its_reason_or_harmless_text(tmp_path):
    assert len(KINDS) >= 40
    outcome = dropped(tmp_path / "desk", GOOD, scale=SCALE, patience=60)
    print("\n" + outcome.table())
    assert not outcome.leaked
    assert outcome.told == GOOD, outcome.table()
    assert all(one.well for one in outcome.ends), outcome.table()
