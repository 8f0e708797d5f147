"""What the README says of exit statuses is what the program has."""

from __future__ import annotations

import re
from pathlib import Path

from monitor.exits import Exit

README = Path(__file__).resolve().parent.parent.parent / "README.md"


def test_the_table_of_exit_statuses_is_that_of_the_program() -> None:
    told = re.findall(r"^\| (\d+) \| ", README.read_text(encoding="utf-8"), re.MULTILINE)
    assert list(map(int, told)) == [one.value for one in Exit]
