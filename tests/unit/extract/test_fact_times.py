from __future__ import annotations

from datetime import date

import pytest

from monitor.extract.temporal import read_time

FRIDAY = date(2024, 10, 11)

CASES = [
    ("They met on Tuesday.", "on Tuesday", "2024-10-08"),
    ("They met on Friday.", "on Friday", "2024-10-11"),
    ("They spoke yesterday.", "yesterday", "2024-10-10"),
    ("They meet tomorrow.", "tomorrow", "2024-10-12"),
    ("They meet next Monday.", "next Monday", "2024-10-14"),
    ("They met on 3 May 2022.", "on 3 May 2022", "2022-05-03"),
    ("They met on October 9.", "on October 9", "2024-10-09"),
    ("They met on Dec. 15, 2004, in Rome.", "on Dec. 15, 2004", "2004-12-15"),
    ("They spoke seven times since 2021.", "seven times since 2021", None),
    ("They have spoken since 2021.", "since 2021", None),
    ("They met last week.", "last week", None),
    ("They met.", None, None),
]


@pytest.mark.parametrize(("text", "when", "on"), CASES)
def test_a_time_is_kept_as_said_and_resolved_where_it_can_be(
    text: str, when: str | None, on: str | None
) -> None:
    assert read_time(text, text.find("m"), FRIDAY) == (when, on)


def test_without_a_published_date_only_full_dates_resolve() -> None:
    assert read_time("They met on Tuesday.", 5, None) == ("on Tuesday", None)
    assert read_time("They met on 3 May 2022.", 5, None) == ("on 3 May 2022", "2022-05-03")
