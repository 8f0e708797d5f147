"""The `[budget]` table of `config.toml`: CPU time, file size and memory that one article may use."""

from __future__ import annotations

import re
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema

from monitor.article.parse import MAX_BYTES
from monitor.duration import seconds_of
from monitor.located.keys import AS_LENGTH, key

_SIZE = re.compile(r"(\d{1,12})\s*([kmg]b)", re.IGNORECASE)
_UNITS = {"kb": 1_000, "mb": 1_000_000, "gb": 1_000_000_000}


_AS_SIZE = WithJsonSchema(
    {
        "type": ["string", "integer"],
        "pattern": r"^\s*[0-9]{1,12}\s*[kKmMgG][bB]\s*$",
        "exclusiveMinimum": 0,
        "patternErrorMessage": "Write a number and a unit: 500kB, 5MB, 1GB.",
    }
)


def _bytes(value: Any) -> Any:
    """Return bytes for text such as "5MB" or "512 kB"; anything else is left to the model."""
    if not isinstance(value, str):
        return value
    found = _SIZE.fullmatch(value.strip())
    if found is None:
        raise ValueError('not a size: write "5MB", "512MB" or "1GB"')
    return int(found[1]) * _UNITS[found[2].lower()]


class Budget(BaseModel):
    """The `[budget]` table: what one article may cost; one that costs more is listed as too costly.

    `cpu`: seconds of processor time. `bytes`: the longest file that is read at all. `memory`: bytes that
    evaluating one article may need on top of what the process holds already.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    cpu: Annotated[
        float,
        BeforeValidator(seconds_of),
        Field(ge=0.05, le=3600, strict=True, allow_inf_nan=False),
        AS_LENGTH,
    ] = key("Processor time for evaluating one article; 2s unless set.", "2s", default=2.0)
    bytes: Annotated[int, BeforeValidator(_bytes), Field(ge=1_000, le=MAX_BYTES, strict=True), _AS_SIZE] = (
        key("The longest file that is read; 5MB, which is the most, unless set.", "2MB", default=MAX_BYTES)
    )
    memory: Annotated[
        int, BeforeValidator(_bytes), Field(ge=64_000_000, le=64_000_000_000, strict=True), _AS_SIZE
    ] = key("Memory for evaluating one article; 512MB unless set.", "512MB", default=512_000_000)

    @property
    def at_first(self) -> float:
        """Return the seconds that an article has while others wait; one that needs more goes after them."""
        return min(self.cpu, 0.25)
