from __future__ import annotations

import re
from pathlib import Path

from monitor.outbox.state import FINAL, FIRST, TRANSITIONS, DeliveryState

DRAWING = Path(__file__).parents[2] / "docs" / "delivery-states.md"
ARROW = re.compile(r"^ +(\S+) --> (\S+)", re.MULTILINE)
OUTSIDE = "[*]"


def test_the_drawing_has_the_arrows_of_the_code_and_no_other():
    drawn = set(ARROW.findall(DRAWING.read_text()))
    coded = {(str(old), str(new)) for old, news in TRANSITIONS.items() for new in news}
    starts = {(OUTSIDE, str(state)) for state in FIRST}
    ends = {(str(state), OUTSIDE) for state in FINAL}
    assert drawn == coded | ends | starts


def test_the_drawing_explains_every_state():
    explained = re.findall(r"^\| `(\w+)` \|", DRAWING.read_text(), re.MULTILINE)
    assert sorted(explained) == sorted(map(str, DeliveryState))
