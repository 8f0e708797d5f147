"""The ledger: sightings and analysts' edits in, claims out.

`ledger` is a pure function of the two sets. Articles are looked at as they were published (those
without a date last, equal ones by id), whatever order they arrived in, so a late article leads to
the same claims as one in time.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import groupby

