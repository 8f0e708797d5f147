"""Which sightings are of one claim, as tables; and that nothing depends on the order they come in."""

from datetime import UTC, datetime

import pytest
from claim_building import PESKOV, groups, said, together
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.claims.model import ClaimStatus, ClaimSubject, Edit, EditKind, SightingKey
from monitor.claims.resolve import ledger
from monitor.claims.update import linked_places

AT = datetime(2024, 12, 1, tzinfo=UTC)

JOINED = {
    "the same people and kind, published within a week": (said("a"), said("b", "2024-11-10")),
    "one article without a date, and a single claim that fits": (said("a"), said("b", None)),
    "days of the contact near, where one is not stated": (
        said("a", on="2024-11-07"),
        said("b", "2025-06-01", on="2024-11-09"),
    ),
    "stated days that time zones can set apart": (
        said("a", when="on Thursday", on="2024-11-07"),
        said("b", "2024-11-08", when="on Friday", on="2024-11-08"),
    ),
    "a denial, which may state its own day": (
        said("a", when="on Monday", on="2024-11-04"),
        said("b", when="on Thursday", on="2024-11-07", status="denied", denials=(PESKOV,)),
    ),
    "a report of the second call, and one more of it": (
        said("a", text="They spoke again."),
        said("b", "2024-11-08", text="It was their second call."),
    ),
    "again, and the same day": (
        said("a", when="today", on="2024-11-07"),
        said("b", "2024-11-08", when="on Thursday", on="2024-11-07", text="They spoke again."),
    ),
    "denied again": (said("a"), said("b", "2024-11-09", status="denied", text="He again denied it.")),
    "a kind that the other does not tell": (said("a"), said("b", kind="unspecified")),
    "talks that were a meeting": (said("a", kind="talks"), said("b", kind="meeting")),
    "a denial of what was reported": (said("a"), said("b", "2024-11-08", status="denied", denials=(PESKOV,))),
    "seven times, both": (
        said("a", when="seven times since 2021", status="claimed"),
        said("b", when="as many as seven times", status="denied"),
    ),
}
APART = {
    "other people": (said("a"), said("b", who=("Putin", "Macron"))),
    "one more took part": (said("a"), said("b", who=("Putin", "Trump", "Xi"))),
    "another kind": (said("a", kind="meeting"), said("b", kind="call")),
    "published more than a week apart": (said("a"), said("b", "2024-11-15")),
    "days of the contact more than three apart": (said("a", on="2024-11-01"), said("b", on="2024-11-05")),
    "stated days two apart": (
        said("a", when="on Monday", on="2024-11-04"),
        said("b", when="on Wednesday", on="2024-11-06"),
    ),
    "again, a day later": (
        said("a", when="on Monday", on="2024-11-04"),
        said("b", when="on Tuesday", on="2024-11-05", text="They spoke again on Tuesday."),
    ),
    "a second call, reported another day": (
        said("a"),
        said("b", "2024-11-09", text="Their second phone call."),
    ),
    "another call, as others say": (
        said("a"),
        said("b", "2024-11-09", status="claimed", text="There was another call."),
    ),
    "seven times, and once": (said("a", when="seven times since 2021"), said("b", when="on Tuesday")),
    "seven times, and once at a time that nobody knows": (
        said("a", when="seven times since 2021"),
        said("b", None),
    ),
    "two of one article": (said("a"), said("a", number=1)),
    "a plan that is denied": (
        said("a"),
        said("b", status="refused", about=ClaimSubject.PLAN, denials=(PESKOV,)),
    ),
}


@pytest.mark.parametrize("case", JOINED)
def test_one_claim(case):
    one, other = JOINED[case]
    assert len(ledger([one, other])) == 1
    assert ledger([one, other]) == ledger([other, one])


@pytest.mark.parametrize("case", APART)
def test_two_claims(case):
    one, other = APART[case]
    assert len(ledger([one, other])) == 2
    assert ledger([one, other]) == ledger([other, one])


def test_a_denied_report_goes_to_the_denied_claim_of_two_that_fit():
    reported, denied = said("a", number=0), said("a", number=1, status="claimed", denials=(PESKOV,))
    later = said("b", "2024-11-08", status="denied")
    assert together("a/1", "b") in groups(reported, denied, later)


def test_the_nearest_of_several_claims_that_fit_is_joined():
    first, second = said("a", on="2024-11-01"), said("b", on="2024-11-05")
    assert groups(first, second, said("c", on="2024-11-04")) == {together("a"), together("b", "c")}


def test_an_undated_report_that_fits_two_claims_stays_by_itself():
    assert together("c") in groups(said("a", "2024-01-01"), said("b", "2024-11-09"), said("c", None))


def test_the_better_fit_of_one_article_takes_the_claim_whatever_comes_first_in_it():
    known = said("a")
    secret = said("b", None, number=0, status="denied", denials=(PESKOV,))
    public = said("b", None, number=1)
    assert groups(known, secret, public) == {together("a", "b/1"), together("b")}


def test_reports_do_not_chain_a_claim_on_for_ever():
    weekly = [said(f"a{number}", f"2024-11-{number:02}") for number in (1, 6, 11, 16)]
    assert groups(*weekly) == {together("a1", "a6"), together("a11", "a16")}


def test_vague_talks_become_what_is_told_later_and_then_fit_nothing_else():
    told = [said("a", kind="talks"), said("b", "2024-11-08"), said("c", "2024-11-09", kind="meeting")]
    assert groups(*told) == {together("a", "b"), together("c")}
    assert str(ledger(told)[0].kind) == "call"


STATUS = {
    ClaimStatus.REPORTED: (said("a"),),
    ClaimStatus.CLAIMED: (said("a", status="claimed"),),
    ClaimStatus.CONFIRMED: (said("a", status="claimed"), said("b", parties=("Kremlin",))),
    ClaimStatus.DENIED: (said("a", status="claimed"), said("b", status="denied", denials=(PESKOV,))),
    ClaimStatus.DISPUTED: (said("a"), said("b", status="denied", denials=(PESKOV,))),
    ClaimStatus.PLAN_DENIED: (said("a", status="refused", about=ClaimSubject.PLAN, denials=(PESKOV,)),),
}


@pytest.mark.parametrize("status", STATUS)
def test_a_claim_stands_as_its_sightings_say(status):
    (claim,) = ledger(STATUS[status])
    assert claim.status is status


def test_every_tie_has_its_reason():
    (claim,) = ledger([said("a"), said("b", "2024-11-08"), said("c", None)])
    assert [tie.reason for tie in claim.ties] == [
        "first report",
        "same participants; call as before; published within a day of its first report",
        "same participants; call as before; publication time not known, and no other claim fits as well",
    ]


# --- analysts ---


def key(text):
    article, _, number = text.partition("/")
    return SightingKey(article, int(number or 0))


def edit(number, kind, keys, others):
    return Edit(
        number=number,
        kind=kind,
        keys=frozenset(map(key, keys)),
        others=frozenset(map(key, others)),
        by="Ana",
        at=AT,
        comment="the same call",
    )


def test_merged_claims_stay_one_and_say_who_merged_them():
    told = (said("a"), said("b", kind="meeting"), said("c", "2024-11-08", kind="meeting"))
    merge = edit(1, EditKind.MERGE, ["b"], ["a"])
    assert groups(*told, edits=[merge]) == {together("a", "b", "c")}
    reasons = {tie.sighting.key.article_id: tie.reason for tie in ledger(told, [merge])[0].ties}
    assert reasons["b"] == "merged by Ana, 2024-12-01: the same call"


def test_a_split_report_is_a_claim_of_its_own_and_may_be_joined():
    told = (said("a"), said("b", "2024-11-08"), said("c", "2024-11-09"))
    split = edit(1, EditKind.SPLIT, ["b"], ["a", "c"])
    assert groups(*told, edits=[split]) == {together("a", "c"), together("b")}


def test_the_last_word_of_an_analyst_counts():
    told = (said("a"), said("b", "2024-11-08"))
    split, merge = edit(1, EditKind.SPLIT, ["b"], ["a"]), edit(2, EditKind.MERGE, ["b"], ["a"])
    assert groups(*told, edits=[split, merge]) == {together("a", "b")}
    again = edit(3, EditKind.SPLIT, ["b"], ["a"])
    assert groups(*told, edits=[split, merge, again]) == {together("a"), together("b")}


def test_an_edit_ties_places_however_far():
    def linking(*places):
        return Edit(number=1, kind=EditKind.MERGE, keys=frozenset(), places=frozenset(places), by="", at=AT)

    assert linked_places({"a"}, [linking("b", "c"), linking("a", "b"), linking("d", "e")]) == {"a", "b", "c"}


# --- any order ---


@st.composite
def _said(draw):
    published = draw(st.sampled_from([None, "2024-11-01", "2024-11-04", "2024-11-09", "2024-11-20"]))
    article = draw(st.sampled_from("abcdef"))
    return said(
        article,
        # One article has one date.
        {"a": None, "b": "2024-11-03"}.get(article, published and f"2024-11-{ord(article) % 28 + 1:02}"),
        number=draw(st.integers(0, 2)),
        who=draw(st.sampled_from([("Putin", "Trump"), ("Putin", "Xi")])),
        kind=draw(st.sampled_from(["call", "talks", "unspecified", "message"])),
        status=draw(st.sampled_from(["happened", "claimed", "denied"])),
        when=draw(st.sampled_from([None, "seven times", "on Tuesday"])),
        on=draw(st.sampled_from([None, "2024-11-02", "2024-11-08"])),
    )


def _of_one_date(sightings):
    dates = {}
    return [
        one
        for one in sightings
        if dates.setdefault(one.source.article_id, one.source.published) == one.source.published
    ]


SIGHTINGS = st.lists(_said(), max_size=12, unique_by=lambda one: one.key).map(_of_one_date)


@settings(max_examples=150, deadline=None)
@given(SIGHTINGS, st.randoms())
def test_any_order_gives_the_same_ledger(sightings, chance):
    mixed = list(sightings)
    chance.shuffle(mixed)
    assert ledger(mixed) == ledger(sightings)


@settings(max_examples=100, deadline=None)
@given(SIGHTINGS)
def test_a_place_alone_gives_the_claims_that_all_places_give(sightings):
    whole = {claim.id: claim for claim in ledger(sightings)}
    for place in {one.place for one in sightings}:
        alone = ledger([one for one in sightings if one.place == place])
        assert all(whole[claim.id] == claim for claim in alone)


@settings(max_examples=100, deadline=None)
@given(SIGHTINGS)
def test_every_sighting_stands_in_one_claim_and_no_claim_holds_two_of_an_article(sightings):
    claims = ledger(sightings)
    keys = [one.key for claim in claims for one in claim.sightings]
    assert sorted(keys) == sorted(one.key for one in sightings)
    assert all(len(claim.articles) == len(claim.ties) for claim in claims)
    assert len({claim.id for claim in claims}) == len(claims)
