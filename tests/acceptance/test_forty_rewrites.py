"""Forty rewrites of one wire story in an hour are told once, beside forty other stories that are told too.

Real files, rules, store and delivery workers, under virtual time; a hundred orders are run by `make bench`.
"""

from __future__ import annotations

from datetime import timedelta

import pytest

from benchmarks.rewrites import an_hour_told

LIMIT = timedelta(hours=1)


@pytest.mark.parametrize("seed", [3, 1003])
async def test_forty_rewrites_are_one_first_message_and_at_most_two_updates(tmp_path, seed):
    told = await an_hour_told(tmp_path, seed)
    assert told.firsts["rewritten"] == 1
    assert told.updates_within(LIMIT) <= 2
    others = {story: count for story, count in told.firsts.items() if story != "rewritten"}
    assert (len(others), set(others.values())) == (40, {1})
