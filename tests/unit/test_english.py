"""Lists, numbers and texts for people."""

import pytest

from monitor.english import counted, listed, short


@pytest.mark.parametrize(
    ("names", "said"),
    [([], ""), (["A"], "A"), (["A", "B"], "A and B"), (iter(["A", "B", "C"]), "A, B and C")],
)
def test_names_are_listed_as_people_do(names, said):
    assert listed(names) == said


def test_one_thing_is_no_things():
    assert (counted(1), counted(0), counted(12_400)) == ("1 message", "0 messages", "12,400 messages")
    assert (counted(1, "delivery", "deliveries"), counted(2, "delivery", "deliveries")) == (
        "1 delivery",
        "2 deliveries",
    )


def test_a_long_text_is_cut_to_the_room_there_is_on_one_line():
    assert short("one\n two", 7) == "one two"
    assert short("one\n three", 7) == "one th…"
