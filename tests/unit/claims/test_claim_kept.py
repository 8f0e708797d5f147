"""What is kept of a sighting reads back as it was written."""

import json
from datetime import UTC, datetime

import pytest
from claim_building import PESKOV, said

from monitor.alert.grouping import NotifiedAlert, Stands
from monitor.alert.model import Alert, AlertState
from monitor.article.model import Span
from monitor.claims.model import ClaimSubject, ReportedContact
from monitor.extract.model import Denial, Denies
from monitor.rule.model import Severity
from monitor.store.codec import from_json, to_json

AT = datetime(2024, 11, 5, tzinfo=UTC)


def test_a_telling_reads_back_as_it_was_written():
    words = (Span("title", 3, 7, "“Так”"),)
    denials = (PESKOV, Denial(by="Kremlin", role=None, official=True, denies=Denies.PLAN, evidence=words))
    told = said(
        "a", kind="message", status="denied", when="on Tuesday", on="2024-11-05", parties=("Kremlin",),
        denials=denials, about=ClaimSubject.PLAN,
    ).told  # fmt: skip
    assert from_json(ReportedContact, json.loads(json.dumps(to_json(told)))) == told


@pytest.mark.parametrize(
    "stands",
    [
        None,
        Stands(),
        Stands(denied_by=frozenset({"kremlin", "?"}), confirmed_by=frozenset({"trump"}), withdrawn=True),
    ],
)
def test_how_a_claim_stood_reads_back_as_it_was_written(stands):
    alert = Alert(
        id="a", rule="r", severity=Severity.HIGH, tags=("t",), state=AlertState.OPEN, title="T", opened_at=AT,
        updated_at=AT, reports=(),
    )  # fmt: skip
    told = NotifiedAlert(alert=alert, key="k", claim="c", at=None, received=AT, stands=stands)
    assert from_json(NotifiedAlert, json.loads(json.dumps(to_json(told)))) == told
