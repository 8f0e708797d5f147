"""The part of `config.toml` that describes a source.

`path` is taken as it stands: whoever reads the file makes it absolute first.
"""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

_UNITS = {"ms": 0.001, "s": 1.0, "m": 60.0, "h": 3600.0, "d": 86400.0}
_DURATION = re.compile(r"\s*(\d+(?:\.\d+)?)\s*(ms|s|m|h|d)\s*")


def parse_duration(value: Any) -> Any:
    """Return seconds for text such as "500ms", "30s", "10m"; anything else is left to the model.

    Raises ValueError for text that is no duration.
    """
    if not isinstance(value, str):
        return value
    found = _DURATION.fullmatch(value)
    if found is None:
        raise ValueError('a duration is a number of seconds, or text such as "500ms", "30s", "10m", "2h"')
    return float(found[1]) * _UNITS[found[2]]


Seconds = Annotated[
    float, BeforeValidator(parse_duration), Field(gt=0, le=30 * 86400, strict=True, allow_inf_nan=False)
]


class FolderConfig(BaseModel):
    """A watched folder.

    `settle`: how long a file must stay unchanged when nothing else says that it is complete.
    `poll`: between two looks at the names alone; `full_scan`: between two looks at every file.
    `ignore`: globs; one with a slash is held against the path below the folder, one without
    against the name of the file and of every folder above it.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    type: Literal["folder"]
    path: str = Field(min_length=1)
    recursive: bool = True
    settle: Seconds = 0.8
    poll: Seconds = 30.0
    full_scan: Seconds = 600.0
    ignore: tuple[str, ...] = ()
