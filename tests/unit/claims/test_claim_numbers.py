"""The number of a contact in its article: the same whatever else the article comes to tell."""

import pytest

from monitor.article.model import Span
from monitor.claims.from_facts import numbered
from monitor.extract.model import Contact, ContactKind, ContactStatus, Facts, Participant


def contact(start, *who, kind="call"):
    return Contact(
        participants=tuple(Participant(name=name) for name in who),
        kind=ContactKind(kind),
        status=ContactStatus.HAPPENED,
        evidence=(Span("text", start, start + 4, "They"),),
    )


def numbers(*contacts):
    return [number for number, _ in numbered(Facts(contacts=contacts))]


@pytest.mark.parametrize(
    "other",
    [contact(0, "Macron", "Xi"), contact(0, "Putin", "Trump", kind="meeting"), contact(90, "Putin", "Trump")],
    ids=["other people before it", "another kind before it", "one alike after it"],
)
def test_a_number_stays_when_a_correction_tells_of_another_contact(other):
    (number,) = numbers(contact(50, "Putin", "Trump"))
    assert number in numbers(other, contact(50, "Putin", "Trump"))


def test_contacts_that_are_alike_have_numbers_of_their_own_that_fit_a_column():
    found = numbers(*(contact(start, "Putin", "Trump") for start in range(40)))
    assert len(set(found)) == 40
    assert all(0 <= number < 2**31 for number in found)
