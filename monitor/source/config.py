"""The part of `config.toml` that describes a source.

`path` is taken as it stands: whoever reads the file makes it absolute first.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from monitor.duration import seconds_of

Seconds = Annotated[
    float, BeforeValidator(seconds_of), Field(gt=0, le=30 * 86400, strict=True, allow_inf_nan=False)
]


class FolderConfig(BaseModel):
    """A watched folder.

    `settle`: how long a file must stay unchanged when nothing else says that it is complete.
    `poll`: between two looks at the names alone; `full_scan`: between two looks at every file, which
    the daemon's schedule asks for (`FolderSource.scan_soon(full=True)`).
    `ignore`: globs; one with a slash is held against the path below the folder, one without
    against the name of the file and of every folder above it.
    `silent_after`: seconds without a new article after which the desk is told that the feed fell
    silent; None: never.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    type: Literal["folder"]
    path: str = Field(min_length=1)
    recursive: bool = True
    settle: Seconds = 0.8
    poll: Seconds = 30.0
    full_scan: Seconds = 600.0
    ignore: tuple[str, ...] = ()
    silent_after: Seconds | None = None
