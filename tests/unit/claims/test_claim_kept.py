"""What is kept of a sighting reads back as it was written."""

import json

import pytest
from claim_building import PESKOV, said

from monitor.alert.grouping import Stands
from monitor.article.model import Span
from monitor.claims.model import ClaimSubject
from monitor.extract.model import Denial, Denies
from monitor.store.codec import stands_from_json, stands_to_json, telling_from_json, telling_to_json


def test_a_telling_reads_back_as_it_was_written():
    words = (Span("title", 3, 7, "“Так”"),)
    denials = (PESKOV, Denial(by="Kremlin", role=None, official=True, denies=Denies.PLAN, evidence=words))
    told = said(
        "a", kind="message", status="denied", when="on Tuesday", on="2024-11-05", parties=("Kremlin",),
        denials=denials, about=ClaimSubject.PLAN,
    ).told  # fmt: skip
    assert telling_from_json(json.loads(json.dumps(telling_to_json(told)))) == told


@pytest.mark.parametrize(
    "stands",
    [
        None,
        Stands(),
        Stands(denied_by=frozenset({"kremlin", "?"}), confirmed_by=frozenset({"trump"}), withdrawn=True),
    ],
)
def test_how_a_claim_stood_reads_back_as_it_was_written(stands):
    assert stands_from_json(json.loads(json.dumps(stands_to_json(stands)))) == stands
